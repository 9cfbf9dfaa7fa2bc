"""Sources: from the words beside a cue to who they name.

`Sources.at` reads the noun phrase that begins at a token: a person (with the title words before or after the name), an
organization, a group (مسؤولون), a document (البيان), or an unnamed source (مصدر أمني طلب عدم الكشف عن هويته).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from factsheet.extract.people import Gender, People, PersonMention, office_holder
from factsheet.extract.source_phrase import LONGEST, SELF, SourcePhrase, bare_head, is_definite
from factsheet.lexicon.countries import places
from factsheet.lexicon.names import ordinary
from factsheet.lexicon.sources import noun_at
from factsheet.schema import SpeakerKind
from factsheet.text import Document, Token

RESUMPTIVE = frozenset(
    (
        "، , خلالها خلاله اثناءها نفس ذات علينا لنا الينا عليهم اليهم عنه عنها عنهم به بها فيه فيها له لها لهم "
        "اليه اليها عليه عليها"
    ).split()
)
"""Prepositions with a pronoun that may stand between the cue and its source: نقلت عنه الوكالة."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks: tokens [first:last) of the mention, its name in the article, and what agreement needs.

    `person` is the index of the official; `head` the folded head noun without ال; `definite` whether it refers back.
    """

    first: int
    last: int
    name: str
    kind: SpeakerKind
    named: bool
    gender: Gender | None = None
    number: str = "s"
    person: int | None = None
    role: str | None = None
    affiliation: str | None = None
    head: str = ""
    definite: bool = False


class Sources:
    """Reads sources in one article, whose people are known."""

    def __init__(self, doc: Document, people: People) -> None:
        self.doc, self.people, self.phrase = doc, people, SourcePhrase(doc)
        self._names = [m.start for m in people.mentions]
        self._starts = [m.title[0] if m.title and m.title[0] < m.start else m.start for m in people.mentions]

    def at(self, first: int, stop: int, proclitic: str = "") -> Source | None:
        """The source named by the noun phrase that begins at token `first`, not past token `stop`; None when none does.

        A proclitic (ل after وفقا) belongs to the first word's spelling, not to the name.
        """
        first = self._skip_adverbs(first, stop)
        if first >= stop or self.doc.tokens[first].form in SELF:
            return None
        source = self._person(first, stop) or self._body(first, stop, proclitic)
        return self._joined(source, stop) if source is not None else None

    def _body(self, first: int, stop: int, proclitic: str) -> Source | None:
        """A place, an organization, a group, a document, an unnamed source: whatever the phrase names, no person."""
        place = places().at(self.doc.tokens, first, ("", "و", proclitic))
        if place is not None and place.last <= stop:
            return Source(
                first, place.last, _without(proclitic, self.name(first, place.last)), "organization", True, "f"
            )
        last = self.phrase.end(first, stop, proclitic)
        if last <= first:
            return None
        return self._titled(first, last, stop) or self._phrase(first, last, proclitic)

    def _titled(self, first: int, last: int, stop: int) -> Source | None:
        """A name that no lexicon knows, right after a closed title: قائد الشرطة فلان الفلاني في مؤتمر صحفي إن."""
        tokens, noun = self.doc.tokens, noun_at(self.doc.tokens, first)
        if noun is None or noun.kind != "person" or noun.number != "s" or not is_definite(tokens[last - 1]):
            return None
        end = last
        while end < min(stop, last + 4) and self.phrase.may_name(end):
            end += 1
        if end - last < 2 or (end < stop and not self.phrase.ends_at(end, first)):
            return None
        name = self.name(last, end)
        role = self.name(first, last)
        return Source(first, end, name, "person", True, noun.gender, role=role)

    def _joined(self, source: Source, stop: int) -> Source:
        """Those who speak together (فلان وفلان، البلدية والجمعية): one source of all the names, two in the dual."""
        if source.number != "s" or not source.named:
            return source
        joined = source
        for number in ("d", "p", "p", "p"):
            other = self._other(source, joined.last, stop)
            if other is None:
                break
            name = f"{joined.name} و{other.name.removeprefix('و')}"
            joined = Source(source.first, other.last, name, "group", True, source.gender, number, head=source.head)
        return joined

    def _other(self, source: Source, i: int, stop: int) -> Source | None:
        """Another source of the same kind that و joins at token i."""
        tokens = self.doc.tokens
        if i >= stop or tokens[i].form[:1] != "و":
            return None
        noun = noun_at(tokens, i)
        other = self._person(i, stop) or (self._body(i, stop, "") if noun is not None and noun.named else None)
        same = other is not None and other.first == i and (other.person is None) == (source.person is None)
        return other if same else None

    def known_at(self, first: int, stop: int, proclitic: str = "") -> Source | None:
        """Like `at`, but only people, places and nouns that can speak."""
        source = self.at(first, stop, proclitic)
        if (
            source is None
            or source.person is not None
            or places().at(self.doc.tokens, source.first, ("", "و", proclitic))
        ):
            return source
        head = source.first + (self.doc.tokens[source.first].kind == "mark")
        known = head < len(self.doc.tokens) and noun_at(self.doc.tokens, head, proclitic or None) is not None
        return source if known else None

    def person_in(self, first: int, last: int) -> list[tuple[int, PersonMention]]:
        """The mentions of people that begin in tokens [first:last), each with the token of its title or name."""
        tokens = self.doc.tokens
        last = min(last, len(tokens))
        if first >= last:
            return []
        lo = bisect_left(self._starts, tokens[first].start)
        found = []
        for mention, start in zip(self.people.mentions[lo:], self._starts[lo:], strict=True):
            if start >= tokens[last - 1].end:
                break
            found.append((bisect_right(self.doc.starts, start) - 1, mention))
        return found

    def names_at(self, i: int) -> bool:
        """Whether token i is part of somebody's name (يزيد صايغ), and so no verb."""
        token = self.doc.tokens[i]
        n = bisect_right(self._names, token.start) - 1
        return n >= 0 and token.end <= self.people.mentions[n].end

    def of_person(self, mention: PersonMention, first: int) -> Source:
        """The source that a person's mention is, its title and name together."""
        official = self.people.officials[mention.official]
        end = max(mention.end, mention.title[1] if mention.title else 0)
        last = bisect_left(self.doc.starts, end)
        return Source(
            first, last, official.name, "person", True, self.people.genders[mention.official], person=mention.official,
            role=official.role, affiliation=official.affiliation,
        )  # fmt: skip

    def _skip_adverbs(self, first: int, stop: int) -> int:
        tokens = self.doc.tokens
        while first < stop and (tokens[first].form in RESUMPTIVE or _is_adverb(tokens[first])):
            first += 1
        if first + 1 < stop and tokens[first].form == "كل" and tokens[first + 1].form == "من":
            first += 2
        return first

    def _person(self, first: int, stop: int) -> Source | None:
        """A person whose title or name begins the phrase, or follows a word or two, or a whole title (مدافع الهلال)."""
        tokens = self.doc.tokens
        for start, mention in self.person_in(first, min(stop, first + LONGEST)):
            between = tokens[first + (tokens[first].kind == "mark") : start]
            if any(self.phrase.breaks(t.index) for t in between):
                return None
            noun = noun_at(tokens, first) if between else None
            closed = noun is not None and noun.kind in ("person", "unnamed") and is_definite(between[-1])
            if closed or (len(between) < 3 and not any(noun_at(tokens, t.index) for t in between)):
                return replace(self.of_person(mention, start), first=first)
            return None
        return None

    def _phrase(self, first: int, last: int, proclitic: str) -> Source | None:
        holder = self._holder(first, last)
        if holder is not None:
            return holder
        tokens = self.doc.tokens
        noun = noun_at(tokens, first, proclitic or None)
        definite = is_definite(tokens[first])
        head, name = bare_head(tokens[first].form), _without(proclitic, self.name(first, last))
        if noun is None and not _may_be_name(tokens[first:last]):
            return None
        surname = self._surname(first, last, name) if noun is None else None
        if surname is not None:
            return surname
        if noun is None and definite and tokens[first].form.endswith("ون"):
            return Source(first, last, name, "group", False, "m", "p", head=head, definite=definite)
        if noun is None:
            gender: Gender = "f" if tokens[first].text.rstrip("ًٌٍَُِّْ").endswith(("ة", "اء")) else "m"
            return Source(
                first, last, name, "organization", True, gender, head=head, definite=definite and last == first + 1
            )
        return Source(first, last, name, noun.kind, noun.named, noun.gender, noun.number, head=head, definite=definite)

    def _surname(self, first: int, last: int, name: str) -> Source | None:
        """The only person of the article with this family name, alone beside the cue, often in marks: قال «عمر»."""
        same = [n for n, official in enumerate(self.people.officials) if official.name.endswith(" " + name)]
        if " " in name or len(same) != 1:
            return None
        official = self.people.officials[same[0]]
        return Source(
            first, last, official.name, "person", True, self.people.genders[same[0]], person=same[0],
            role=official.role, affiliation=official.affiliation,
        )  # fmt: skip

    def _holder(self, first: int, last: int) -> Source | None:
        """The person whom a bare office stands for: the whole phrase, or its definite head alone (الوزير)."""
        tokens = self.doc.tokens
        noun = noun_at(tokens, first)
        if noun is not None and (noun.kind != "person" or noun.number != "s"):
            return None
        ends = (last, first + 1) if is_definite(tokens[first]) and last > first + 1 else (last,)
        for end in ends:
            holder = office_holder(self.doc, self.people, tokens[first].start, tokens[end - 1].end)
            if holder is not None:
                official, gender = self.people.officials[holder], self.people.genders[holder]
                return Source(
                    first, end, official.name, "person", True, gender, person=holder,
                    role=official.role, affiliation=official.affiliation, definite=True,
                )  # fmt: skip
        return None

    def name(self, first: int, last: int) -> str:
        """The words of the mention as they stand, a proclitic and outer marks left out."""
        tokens, text = self.doc.tokens, self.doc.text
        start, end = tokens[first].start, tokens[last - 1].end
        if tokens[first].kind == "mark" and tokens[last - 1].kind == "mark":
            start, end = tokens[first].end, tokens[last - 1].start
        return " ".join(text[start:end].split())


def _may_be_name(words: Sequence[Token]) -> bool:
    """Whether words that no lexicon knows can be a name (هدى القاسمي) rather than the verb's object (إغلاق السوق)."""
    if words[0].form[0] in "لب" and ordinary(words[0].form[1:]) is not None:
        return False  # روجت لأفكار كاذبة: what the verb governs
    definite = [t.form for t in words[1:] if is_definite(t)]
    nisba = definite and definite[0].endswith(("ي", "يه") if is_definite(words[0]) else "ي")
    return not definite or (len(words) == 2 and bool(nisba))


def _without(proclitic: str, name: str) -> str:
    """A name without the preposition written onto it: لوزارة → وزارة، للوزارة → الوزارة."""
    if not name.startswith(proclitic):
        return name
    rest = name[len(proclitic) :].lstrip("ـ").strip()
    return "ا" + rest if name.startswith("لل") else rest


def _is_adverb(token: Token) -> bool:
    return token.text.endswith(("اً", "ًا")) and token.kind == "word"
