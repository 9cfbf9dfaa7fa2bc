"""Named people: title grammar, apposition, name tokens, carry-over of surnames and offices.

Names are found one by one with the words beside them (`extract.mentions`), then joined: names of one person become one
official with the fullest name and office, and single surnames elsewhere in the article are carried to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from factsheet.extract.apposition import Found, explain
from factsheet.extract.forms import raw_offset, reading
from factsheet.extract.mentions import names_in
from factsheet.extract.offices import holder
from factsheet.extract.spellings import latin_after
from factsheet.lexicon.countries import nisbas, places
from factsheet.lexicon.names import UNKNOWN, Sex, names
from factsheet.lexicon.reporting import heads_name
from factsheet.lexicon.titles import heads
from factsheet.schema import Official
from factsheet.text import TOKEN, Document, Token, fold, stems

Gender = Sex
SIGNATURE = 8
"""Tokens within which the colon of a signature stands after its dash."""


@dataclass(frozen=True, slots=True)
class PersonMention:
    """One mention of a person: raw offsets of the name alone, and of the title words that stand beside it."""

    official: int
    start: int
    end: int
    title: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class People:
    """The people of an article: officials (ids p1, p2, ...), their mentions by place, and their gender where known."""

    officials: list[Official] = field(default_factory=list)
    mentions: list[PersonMention] = field(default_factory=list)
    genders: list[Gender | None] = field(default_factory=list)
    offices: list[tuple[tuple[int, int], ...]] = field(default_factory=list)
    """For each official the raw offsets of every office that the article gives."""


def find_people(doc: Document) -> People:
    """Every named person of the article proper, once, with the fullest name and office that it gives."""
    found: list[Found] = []
    for sentence in doc.sentences:
        if doc.paragraphs[sentence.paragraph].role not in ("related", "boilerplate", "byline"):
            found.extend(f for f in names_in(doc, sentence.first, sentence.last) if not _signs(doc, f))
    works = {f.words for f in found if _is_work(doc, f)}
    found = [f for f in found if f.words not in works]
    groups = _joined(found)
    for one, group in _carried(doc, groups):
        groups[group].append(one)
    return _people(doc, groups)


def _signs(doc: Document, one: Found) -> bool:
    """Whether the name signs the article at the head of a paragraph: فلان الفلاني- الصحيفة- المدينة: ..."""
    tokens, dash = doc.tokens, one.last
    if dash >= len(tokens) or tokens[dash].form not in "-–—" or doc.paragraph_at(one.start).start != one.start:
        return False
    colon = next((i for i in range(dash, min(dash + SIGNATURE, len(tokens))) if tokens[i].form == ":"), dash)
    return any(tokens[i].form in "-–—" and _is_place(tokens, i + 1, colon) for i in range(dash, colon))


def _is_work(doc: Document, one: Found) -> bool:
    """Whether the name stands alone in marks after what bears a title: مسلسل «فلان الفلاني»."""
    tokens, last = doc.tokens, one.last
    if one.first < 2 or last >= len(tokens) or tokens[one.first - 1].kind != "mark" or tokens[last].kind != "mark":
        return False
    return heads_name(tokens[one.first - 2].form)


def _is_place(tokens: Sequence[Token], first: int, last: int) -> bool:
    match = places().at(tokens, first, ("",))
    return match is not None and match.last == last


def _joined(found: Sequence[Found]) -> list[list[Found]]:
    """The names by person, in the order of their first mention. Longer names are joined first."""
    groups: list[list[Found]] = []
    by_key: dict[tuple[str, ...], list[int]] = {}
    for one in sorted(found, key=lambda f: (-len(f.words), f.start)):
        words = identity(one.words)
        candidates = (g for key in _keys(words) for g in by_key.get(key, ())[:_CANDIDATES])
        home = next((g for g in sorted(candidates) if _same(identity(groups[g][0].words), words)), None)
        if home is None:
            home = len(groups)
            groups.append([])
            for key in {*_keys(words), ("given", words[0]), ("surname", words[-1]), ("sound", skeleton(words[-1]))}:
                by_key.setdefault(key, []).append(home)
        groups[home].append(one)
    for group in groups:
        group.sort(key=lambda f: f.start)
    return sorted(groups, key=lambda g: g[0].start)


_CANDIDATES = 16
"""How many people with a key in common are compared with a name: keeps the time linear among namesakes."""


def _keys(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Under what a name looks for its person: a single word as given name or surname, longer ones by their ends."""
    if len(words) == 1:
        return ("surname", words[0]), ("given", words[0]), ("sound", skeleton(words[0]))
    return (skeleton(words[0]), skeleton(words[-1])), ("starts", words[0], words[1]), ("ends", words[-2], words[-1])


_SKELETON = re.compile("[اويءعه]")
_LETTERS = str.maketrans("غجقطصظذ", "ككك" + "تسضد")


def skeleton(form: str) -> str:
    """A folded form without the letters that spellings of one foreign name vary in (غوسبر, كوسبر; بيرغ, برغ)."""
    bare = form.removeprefix("ال") if len(form) > 4 else form
    return (bare[:1] + _SKELETON.sub("", bare[1:])).translate(_LETTERS) if len(bare) > 3 else bare


def identity(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name's words with عبد الله, نصر الله and أبو زيد written as one."""
    joined: list[str] = []
    for word in words:
        if (joined and word == "الله") or (joined and joined[-1] == "بو"):
            joined[-1] += word
        elif joined and (joined[-1] == "عبد" or joined[-1] in ("ابو", "ابي", "ابا")):
            joined[-1] = joined[-1][:2] + "و" + word if joined[-1] != "عبد" else joined[-1] + word
        else:
            joined.append(word)
    return tuple(joined)


def _same(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether a shorter name may be the longer one's: one end of it, or its words in order with both ends alike."""
    n = len(short)
    if n == 1:
        return len(short[0]) > 2 and (short[0] == long[0] or _alike(short[0], long[-1]))
    if long[-n:] == short or long[:n] == short:
        return True
    rest = iter(long)
    return (
        _alike(long[-1], short[-1])
        and _alike(long[0], short[0])
        and all(any(_alike(a, b) for b in rest) for a in short)
    )


def _alike(one: str, other: str) -> bool:
    """Whether two forms are one name, in other spellings where it is foreign; محمد and محمود are two."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1 or skeleton(one) != skeleton(other):
        return False
    return min(names().get(form, UNKNOWN).given for form in (one, other)) < 3


def _carried(doc: Document, groups: Sequence[Sequence[Found]]) -> Iterator[tuple[Found, int]]:
    """Surnames (and given names that are not common) of known people, standing alone elsewhere."""
    fullest = [max(group, key=lambda f: len(f.words)) for group in groups]
    carriers = _carriers(fullest)
    if not carriers:
        return
    taken = {k for group in groups for f in group for k in range(f.first, f.last)}
    for token in doc.tokens:
        if token.kind != "word" or token.index in taken:
            continue
        for prefix, carried in _beginnings(token.form):
            if carried in carriers:
                group, length = carriers[carried]
                one = _carry(doc, token, prefix, fullest[group].words, length)
                if one is not None:
                    taken.update(range(one.first, one.last))
                    yield one, group
                    break


def _beginnings(form: str) -> Iterator[tuple[str, str]]:
    """The ways to read a form as a surname with proclitics; للورداني is ل and الورداني."""
    yield "", form
    if form[:1] in _PROCLITICS:
        yield form[0], form[1:]
    if form[:2] in _PROCLITICS:
        yield form[:2], form[2:]
    if form.startswith("لل"):
        yield "ل", "ا" + form[1:]


_PROCLITICS = frozenset(("و", "ف", "ل", "ب", "ك", "ول", "وب", "فل", "فب"))


def _carry(doc: Document, token: Token, prefix: str, full: tuple[str, ...], length: int) -> Found | None:
    """The mention of a person by the last `length` words, or the given name, of the full name, if it is one."""
    last = token.index + length
    words = tuple(t.form for t in doc.tokens[token.index + 1 : last])
    if words != full[len(full) - length + 1 :] if length > 1 else reading(token).kind == "particle":
        return None
    if not doc.is_article(token.start):
        return None
    first, start = token.index, token.start + raw_offset(token, len(prefix))
    carried = (full[-length], *words)
    if not prefix and token.form == full[0] and _stands(doc, token.index, full):
        last, carried = token.index + len(full), full
    elif not prefix and token.form == full[-length] and _stands(doc, token.index - len(full) + length, full):
        first, carried = token.index - len(full) + length, full
        start = doc.tokens[first].start
    one = Found(first, last, start, doc.tokens[last - 1].end, carried, "carried-name", 0.9)
    explain(doc, one, doc.sentence_at(token.start).last)
    return one


def _stands(doc: Document, first: int, full: tuple[str, ...]) -> bool:
    """Whether the full name stands at token `first`, so that the whole of it is carried, not its surname alone."""
    return first >= 0 and tuple(t.form for t in doc.tokens[first : first + len(full)]) == full


def _carriers(fullest: Sequence[Found]) -> dict[str, tuple[int, int]]:
    """Word → (person, number of words of the mention that it begins); a word that several share is the first one's."""
    carriers: dict[str, tuple[int, int]] = {}
    for n, full in enumerate(fullest):
        if full.surname is not None and len(full.surname[0]) > 2:
            carriers.setdefault(full.surname[0], (n, full.surname[1]))
    for n, full in enumerate(fullest):
        if full.given is not None:
            carriers.setdefault(full.given, (n, 1))
    return carriers


def _people(doc: Document, groups: Sequence[Sequence[Found]]) -> People:
    people = People()
    for n, group in enumerate(groups):
        full = max(group, key=lambda f: len(f.words))
        roles = _own(doc, [role for f in group for role in f.roles]) or [f.relation for f in group if f.relation]
        role = max(roles, key=lambda r: r[1] - r[0], default=None)
        nisba = next((f.nisba for f in group if f.nisba), None)
        mentions = sorted(group, key=lambda f: f.start)
        latin = next((text for f in mentions if (text := latin_after(doc, f.last))), None)
        people.officials.append(
            Official(
                id=f"p{n + 1}",
                name=doc.text[full.start : full.end],
                role=_role_text(doc, role) if role else None,
                affiliation=doc.text[nisba[0] : nisba[1]] if nisba else None,
                country=_country(doc, role, nisba),
                romanized=latin,
                romanized_from="article" if latin else None,
                mentions=tuple(doc.span(f.start, f.end) for f in mentions),
                rule=full.rule,
                confidence=max(f.confidence for f in group),
            )
        )
        people.mentions.extend(PersonMention(n, f.start, f.end, f.title) for f in mentions)
        people.genders.append(
            next((f.title_sex for f in mentions if f.title_sex), None) or next((f.sex for f in mentions if f.sex), None)
        )
        people.offices.append(tuple(roles))
    people.mentions.sort(key=lambda m: m.start)
    return people


def _own(doc: Document, roles: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The offices without those of somebody else that end with one of them (مبعوث الرئيس الأمريكي, الرئيس الأمريكي)."""
    texts = [doc.text[start:end] for start, end in roles]
    short = {t for t in texts if " " in t}
    tails = tuple(f" {t}" for t in short) + tuple(f" ل{t[1:]}" for t in short if t.startswith("ال"))
    return [role for role, text in zip(roles, texts, strict=True) if not text.endswith(tails)]


def _role_text(doc: Document, role: tuple[int, int]) -> str:
    """The role as written, but للباحث as الباحث, and one of several holders in the singular (الرئيسان الروسي ...)."""
    text = doc.text[role[0] : role[1]]
    text = "ال" + text[2:] if text.startswith("لل") else text
    word, _, rest = text.partition(" ")
    match = heads().at(list(_retokenized(word)), 0, ("", "ال"))
    if match is None or not match.entry.many:
        return text
    title = match.entry.title
    single = (title.feminine or title.forms)[0] if match.entry.sex == "f" else title.form
    plural = any(part.endswith(("ين", "ون", "ان", "ات")) for part in rest.split())
    return match.prefix + single if plural or not rest else f"{match.prefix}{single} {rest}"


def _country(doc: Document, role: tuple[int, int] | None, nisba: tuple[int, int] | None) -> str | None:
    """The ISO code of the only country that the role or the nisba names."""
    codes: set[str | None] = set()
    for place in filter(None, (role, nisba)):
        tokens, i = list(_retokenized(doc.text[place[0] : place[1]])), 0
        while i < len(tokens):
            match = places().at(tokens, i)
            readings = stems(tokens[i].form)
            country = next((nisbas()[stem] for p, stem in readings if stem in nisbas() and p.endswith("ال")), None)
            if match and match.entry:
                codes.add(match.entry)
            elif country:
                codes.add(country.iso)
            i = match.last if match else i + 1
    return codes.pop() if len(codes) == 1 else None


def _retokenized(text: str) -> Iterator[Token]:
    for n, match in enumerate(TOKEN.finditer(text)):
        yield Token(n, match.start(), match.end(), match.group(), fold(match.group()), match.lastgroup or "", True)


def office_holder(doc: Document, people: People, start: int, end: int) -> int | None:
    """Index of the person for whom the bare title in raw [start:end] stands (الوزير، رئيس الوزراء), else None."""
    return holder(doc, people.officials, people.offices, people.genders, start, end)
