"""Words for the source of a report (sources.toml): who or what speaks when no name does, and where speech is made.

- `noun_at(tokens, i)` classifies the head noun of a source: وزارة، مسؤولون، مصدر، تقرير، الوزير.
- `medium_at(tokens, i)` finds a writing or occasion of speech: بيان صحفي، مقابلة، تغريدة.
- `hides_identity(tokens, i)` answers whether طلب عدم الكشف عن هويته and its like begin at a token.

Offices and trades come from titles.toml, institutions and outlets from organizations.toml.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from factsheet.lexicon import Entry, Phrases, load
from factsheet.lexicon.conjugate import OWNERS, Gender, Number, noun_before_pronoun
from factsheet.lexicon.cues import cue_at
from factsheet.lexicon.organizations import Organization, organizations
from factsheet.lexicon.reporting import is_listed_attribute
from factsheet.lexicon.titles import heads
from factsheet.schema import SpeakerKind
from factsheet.text import Token, fold, forms, stems

Kind = Literal["person", "group", "unnamed", "body", "document", "occasion", "adjective", "identity"]


class Source(Entry):
    """A word for a source. Gender and number are those of a verb after the form that names the entry.

    person: by what they are; one is an unnamed source, several are a group; feminine, duals and sound plurals are
    generated. group, unnamed, body, document: as the name says; their plural takes a feminine singular verb.
    occasion: speech is made at it, it does not speak. adjective: stands after a writing or an occasion.
    identity: what an unnamed source wants kept back.
    """

    kind: Kind
    gender: Gender = "m"
    number: Number = "s"
    feminine: str = ""
    """The feminine of a person where it is not the form and ة."""
    plural: tuple[str, ...] = ()
    """Broken plurals."""
    owner: bool = False
    """Whether it takes a pronoun (والدته, أسرته)."""
    article: bool = True
    """Whether ال may stand before it (not before أحد, which would be Sunday)."""
    medium: bool = False
    """Whether things are said in it (في رسالة إلى ...); every occasion is a medium."""


@dataclass(frozen=True, slots=True)
class SourceNoun:
    """What a source's head noun tells. Gender (None where it does not tell) and number are those of a verb after it.

    `words` counts its own tokens: two in وسائل إعلام.
    """

    kind: SpeakerKind
    named: bool
    gender: Gender | None
    number: Number
    words: int = 1


@dataclass(frozen=True, slots=True)
class Medium:
    """A medium of speech over tokens [first:last); `head` is its folded noun without article and pronoun."""

    first: int
    last: int
    head: str


Form = tuple[str, Gender, Number]

_SPEAKERS: dict[Kind, tuple[SpeakerKind, bool]] = {
    "person": ("unnamed", False),
    "group": ("group", False),
    "unnamed": ("unnamed", False),
    "body": ("organization", True),
    "document": ("document", False),
}


@cache
def sources() -> tuple[Source, ...]:
    """All entries of sources.toml."""
    return load("sources", Source)


def _forms(source: Source) -> Iterator[Form]:
    if source.kind == "person":
        yield from _persons(source)
        return
    for form in source.forms:
        yield form, source.gender, source.number
    for form in source.plural:
        yield form, "f", "s"


def _persons(source: Source) -> Iterator[Form]:
    feminine = source.form if source.gender == "f" else source.feminine or source.form + "ة"
    yield feminine, "f", "s"
    yield feminine[:-1] + "تان", "f", "d"
    yield feminine[:-1] + "تين", "f", "d"
    if source.gender == "m":
        for form in source.forms:
            yield form, "m", "s"
            yield form + "ان", "m", "d"
            yield from ((form + ending, "m", "p") for ending in ("ون", "ين", "و", "ي"))
        yield feminine[:-1] + "ات", "f", "p"
    for form in source.plural:
        yield form, source.gender, "p"


@dataclass(frozen=True, slots=True)
class _Word:
    source: Source
    noun: SourceNoun
    head: str
    owned: bool = False


@cache
def _nouns() -> Phrases[_Word]:
    """Every form of every entry that can speak, with the pronouns that it takes."""
    table: dict[str, _Word] = {}
    for source in sources():
        if source.kind not in _SPEAKERS:
            continue
        kind, named = _SPEAKERS[source.kind]
        for form, gender, number in _forms(source):
            many = source.kind == "person" and number != "s"
            noun = SourceNoun("group" if many else kind, named, gender, number, len(form.split()))
            table.setdefault(fold(form), _Word(source, noun, fold(form)))
            if source.owner:
                for pronoun in OWNERS:
                    table.setdefault(noun_before_pronoun(form) + pronoun, _Word(source, noun, fold(form), owned=True))
    return Phrases(table.items())


_FREE = ("", "و", "ال", "وال")


def noun_at(tokens: Sequence[Token], i: int, prefix: str | None = None) -> SourceNoun | None:
    """What the head noun at token i tells of a source, None where it cannot be one.

    Before it may stand و and ال; with a `prefix` (ل) exactly that and ال.
    """
    allowed = _FREE if prefix is None else (prefix, prefix + "ال")
    match = _nouns().at(tokens, i, allowed)
    if match is not None:
        word = match.entry
        article = match.prefix.endswith("ال")
        return word.noun if not article or (word.source.article and not word.owned) else None
    return _office(tokens, i, allowed) or _body(tokens, i, allowed)


def _office(tokens: Sequence[Token], i: int, allowed: tuple[str, ...]) -> SourceNoun | None:
    """An office or trade: several are a group; one in a definite noun phrase is a person, else an unnamed source."""
    match = heads().at(tokens, i, allowed)
    if match is None:
        return _construct_plural(tokens, i, allowed)
    title, gender, many = match.entry
    if title.kind == "honorific" and not title.feminine:
        return None
    if many:
        dual = tokens[match.last - 1].form.endswith(("ان", "تين"))
        return SourceNoun("group", False, gender, "d" if dual else "p")
    definite = match.prefix.endswith("ال") or _heads_definite(tokens, match.last)
    return SourceNoun("person" if definite else "unnamed", definite and title.kind == "office", gender, "s")


_APART = forms("في من عن لدى ب ل على إلى إن إنه إنها إنهم بأن")
"""Words after which nothing is in construct with the noun before them."""


def _heads_definite(tokens: Sequence[Token], after: int) -> bool:
    """Whether a noun is in construct with a definite one: وزير الدفاع, رئيس بلدية الواحة; not مسؤول أمريكي."""
    for token in tokens[after : after + 3]:
        if token.kind != "word" or token.form in _APART or is_listed_attribute(token.form):
            return False
        if token.form.startswith("ال"):
            return True
    return False


def _construct_plural(tokens: Sequence[Token], i: int, allowed: tuple[str, ...]) -> SourceNoun | None:
    """A participle's sound plural before a noun: مسؤولو الوزارة, محللي السوق."""
    form = tokens[i].form
    if not form.endswith(("و", "ي")):
        return None
    found = any(p in allowed and stem.startswith("م") and stem[:-1] in heads() for p, stem in stems(form))
    return SourceNoun("group", False, "m", "p") if found else None


_FEMININE_BODIES = frozenset(map(fold, ("كتائب", "دار")))


def _body(tokens: Sequence[Token], i: int, allowed: tuple[str, ...]) -> SourceNoun | None:
    """An institution, an outlet, or another body known by name."""
    match = organizations().at(tokens, i, allowed)
    if match is None or match.entry.kind in ("place", "thing"):
        return None
    return SourceNoun("organization", True, _gender_of_body(match.entry, tokens[i].form), "s")


def _gender_of_body(body: Organization, form: str) -> Gender | None:
    if body.kind != "body":
        return "f" if body.kind == "outlet" else None
    singular = form.endswith(fold(body.form))
    feminine = body.form.endswith(("ة", "ات", "ا")) or fold(body.form) in _FEMININE_BODIES
    return "f" if feminine or not singular else "m"


@cache
def _media() -> Phrases[_Word]:
    """Every form of every writing and occasion, with the pronouns of those who speak there (تصريحاته, كلمتها)."""
    table: dict[str, _Word] = {}
    for source in sources():
        if source.kind != "occasion" and not source.medium:
            continue
        noun = SourceNoun("document", False, source.gender, "s")
        for form in (*source.forms, *source.plural):
            table.setdefault(fold(form), _Word(source, noun, fold(form)))
            for pronoun in OWNERS:
                table.setdefault(noun_before_pronoun(form) + pronoun, _Word(source, noun, fold(form), owned=True))
    return Phrases(table.items())


@cache
def _adjectives() -> frozenset[str]:
    """Folded adjectives of media without article, in both genders and the sound feminine plural."""
    forms = [fold(form) for source in sources() if source.kind == "adjective" for form in source.forms]
    return frozenset(form + ending for form in forms for ending in ("", "ه", "ات"))


@cache
def _identities() -> frozenset[str]:
    """Folded nouns of identity with every pronoun: اسمه, هويتها, أسمائهم."""
    nouns = [form for source in sources() if source.kind == "identity" for form in (*source.forms, *source.plural)]
    return frozenset(noun_before_pronoun(noun) + pronoun for noun in nouns for pronoun in OWNERS)


_ARTICLE = ("", "ال")


def is_identity(form: str) -> bool:
    """Whether a folded word is a noun of identity with its pronoun: اسمه, هويتها."""
    return form in _identities()


def medium_at(tokens: Sequence[Token], i: int) -> Medium | None:
    """The medium of speech whose noun is token i, with its adjectives: بيان صحفي, المقابلة التلفزيونية, تصريحاته."""
    match = _media().at(tokens, i, _ARTICLE)
    if match is None or (match.prefix and match.entry.owned):
        return None
    last = match.last
    while last < len(tokens) and _is_adjective(tokens[last].form):
        last += 1
    return Medium(i, last, match.entry.head)


def _is_adjective(form: str) -> bool:
    return any(stem in _adjectives() for prefix, stem in stems(form) if prefix in _ARTICLE)


_WITHHOLDING = frozenset(map(fold, ("عدم", "لم", "لن", "دون", "بدون", "غير")))
_FAR = 8
"""Tokens within which the phrase names what is withheld: اشترط لحساسية الموضوع عدم الكشف عن اسمه."""


def hides_identity(tokens: Sequence[Token], i: int) -> bool:
    """Whether the words from token i on say that a source stays unnamed: رفض ذكر اسمه, شريطة عدم الكشف عن هويتها."""
    withheld = False
    for k in range(i, min(i + _FAR, len(tokens))):
        if tokens[k].kind != "word":
            return False
        if withheld and tokens[k].form in _identities():
            return True
        withheld = withheld or _withholds(tokens, k)
    return False


def _withholds(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i negates or refuses: عدم, لم, دون, رفض."""
    return tokens[i].form in _WITHHOLDING or any(r.entry.stance == "rejects" for r in cue_at(tokens, i))
