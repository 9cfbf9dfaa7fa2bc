"""Subjects: who does what a sentence tells, and who stands beside a cue as its subject.

Arabic puts the subject after the verb or, as a topic, at the head of the sentence; what a preposition governs is no
subject. Agreement in gender and number decides the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factsheet.extract.cue_hit import CueHit
from factsheet.extract.layout import NAME_TOKENS, PREPOSITIONS, RELATIVES, Layout
from factsheet.extract.people import PersonMention
from factsheet.extract.source_phrase import is_definite
from factsheet.extract.sources import Source, Sources
from factsheet.lexicon.cues import Reading, cue_at
from factsheet.lexicon.reporting import conjunction_at, ends_source
from factsheet.lexicon.sources import noun_at
from factsheet.text import Token

AUXILIARIES = frozenset("قد فقد لقد وقد كان كانت كانوا وكان وكانت".split())
GOVERNORS = frozenset("مع لدي بين ضد عبر خلال حول بعد قبل منذ امام عند نحو ضمن دون ل".split())
"""Words whose object is no subject, besides the prepositions that a complementiser can follow."""
LONG_NAME = 20
"""Tokens that a title and a name together may have before a cue."""
TOPIC = 8
"""Tokens of a phrase before the verb (في حكمها يوم الاثنين، ...)."""


def agrees(reading: Reading, source: Source) -> bool:
    """Whether the cue's gender and number can be the source's; what is not known agrees."""
    if reading.gender and source.gender and reading.gender != source.gender:
        return False
    return not reading.number or reading.number == source.number or (source.number != "s" and reading.number != "s")


def is_apart(tokens: Sequence[Token], i: int) -> bool:
    """Whether the phrase at token i stands beside the noun before it, not annexed to it: after a sign or a definite."""
    return i > 0 and (tokens[i - 1].kind in ("punct", "mark") or is_definite(tokens[i - 1]))


@dataclass(frozen=True, slots=True)
class Subjects:
    """Finds subjects in one article."""

    layout: Layout
    sources: Sources

    def of_sentence(self, first: int, stop: int) -> Source | None:
        """The subject of the sentence at token `first`: a known body at its head, else its first person."""
        tokens = self.layout.doc.tokens
        start = first
        while start < stop and (n := 1 if tokens[start].kind == "punct" else conjunction_at(tokens, start)):
            start += n
        topics = [i + 1 for i in range(start, min(start + 2 * LONG_NAME, stop)) if tokens[i].form in ("فان", "ان")]
        comma = next((i for i in range(start, min(start + TOPIC, stop)) if tokens[i].form in "،,"), stop)
        for i in [*range(start, min(start + 2, stop)), *topics, *range(comma + 1, min(comma + 3, stop))]:
            verb = i in (start, comma + 1) and any(r.shape in ("perfect", "imperfect") for r in cue_at(tokens, i))
            source = self.sources.known_at(i, stop) if i < stop and not verb and not self._governed(i) else None
            if source is not None:
                return source
        for i, mention in self.sources.person_in(first, min(stop, first + 30)):
            if not self._governed(i) and not self._glued(i, mention) and not self._in_speech(i):
                return self.sources.of_person(mention, i)
        return None

    def before_cue(self, first: int, hit: CueHit) -> Source | None:
        """A person whose name or title ends just before the cue, auxiliaries, a relative and a comma aside."""
        tokens = self.layout.doc.tokens
        i = hit.first - 1
        while i >= first and (tokens[i].form in AUXILIARIES or tokens[i].form in RELATIVES or tokens[i].form in "،,"):
            i -= 1
        for start, mention in reversed(self.sources.person_in(max(first, i - LONG_NAME), i + 1)):
            source = self.sources.of_person(mention, start)
            if (
                source.last == i + 1
                and agrees(hit.reading, source)
                and not self._governed(start)
                and not self._glued(start, mention)
            ):
                return source
        found = None
        for start in range(i, max(first, i - LONG_NAME // 2) - 1, -1):
            if not self._heads_clause(first, start):
                continue
            proclitic = "ف" if noun_at(tokens, start, "ف") is not None else ""
            known = self.sources.known_at(start, i + 1, proclitic)
            if (
                known is not None
                and known.person is None
                and known.last == i + 1
                and agrees(hit.reading, known)
                and not self._governed(start)
            ):
                found = known
        return found

    def late(self, first: int, last: int) -> Source | None:
        """A person after the hearers and the time: وقال للصحفيين عقب اللقاء المدرب فلان إن."""
        tokens = self.layout.doc.tokens
        while first < last and tokens[last - 1].form in "،,":
            last -= 1
        for start, mention in self.sources.person_in(first, last):
            source = self.sources.of_person(mention, start)
            if source.last == last and not self._governed(start) and not self._glued(start, mention):
                return source
        return None

    def only_one(self, hit: CueHit) -> Source | None:
        """The one person of this sentence or the one before whose known gender fits: التقى الوزير السفيرة. وأكدت."""
        doc = self.layout.doc
        here = doc.sentence_at(doc.tokens[hit.first].start)
        first = doc.sentences[max(0, here.index - 1)].first
        found = {}
        for start, mention in self.sources.person_in(first, hit.first):
            source = self.sources.of_person(mention, start)
            if source.gender is not None and source.gender == hit.reading.gender and hit.reading.number == "s":
                found[source.name] = source
        return next(iter(found.values())) if len(found) == 1 else None

    def modifies(self, first: int, hit: CueHit) -> bool:
        """Whether the cue is a relative clause to an indefinite noun before it (صفقة تقضي بأن), which is no source."""
        tokens, i = self.layout.doc.tokens, hit.first - 1
        if (
            hit.reading.prefix
            or i < first
            or tokens[i].kind != "word"
            or tokens[i].form in AUXILIARIES
            or conjunction_at(tokens, i)
        ):
            return False
        return (
            not is_definite(tokens[i])
            and not ends_source(tokens, i)
            and len(tokens[i].form) > 2
            and tokens[i].form not in RELATIVES
        )

    def _heads_clause(self, first: int, i: int) -> bool:
        """Whether a clause can begin at token i: the sentence does, after a sign or a particle, or with و or ف."""
        tokens = self.layout.doc.tokens
        if i == first or tokens[i - 1].kind in ("punct", "mark") or tokens[i].form[:1] in ("و", "ف"):
            return True
        return (
            tokens[i - 1].form in ("ان", "فان", "حين")
            or tokens[i - 1].form in AUXILIARIES
            or conjunction_at(tokens, i - 1) == 1
        )

    def _in_speech(self, i: int) -> bool:
        """Whether token i stands inside marked speech, not just a marked name («فلان»)."""
        around = self.layout.inside[i]
        return around >= 0 and len(self.layout.passages[around]) > NAME_TOKENS

    def _glued(self, i: int, mention: PersonMention) -> bool:
        """Whether the name begins inside its token, after ل or ب (لفلان)."""
        start = min(mention.start, mention.title[0]) if mention.title else mention.start
        token = self.layout.doc.tokens[i]
        return token.start < start and token.form[:1] not in ("و", "ف")

    def _is_verb(self, i: int) -> bool:
        """Whether a preposition's form is a verb, at the head of its sentence: عبر المدرب عن رضاه."""
        tokens = self.layout.doc.tokens
        heads = self.layout.doc.sentence_at(tokens[i].start).first == i
        return heads and any(r.shape == "perfect" for r in cue_at(tokens, i))

    def _governed(self, i: int) -> bool:
        """Whether the noun phrase at token i is the object of a preposition, or belongs to the noun before it."""
        tokens = self.layout.doc.tokens
        form, k = tokens[i].form, i - 1
        while k >= 0 and k > i - 4 and tokens[k].form.startswith("ال") and tokens[k].kind == "word":
            k -= 1
        if k >= 0 and k < i - 1 and tokens[k].form.startswith("لل"):
            return True
        if i and (tokens[i - 1].form in PREPOSITIONS or tokens[i - 1].form in GOVERNORS):
            return not self._is_verb(i - 1)
        return form.startswith(("لل", "بال")) or (form[:1] in ("ب", "ل") and tokens[i].text[1:2] == "ـ")
