"""Verbs of reported speech: lemma → every inflected form that a newsroom prints.

`cues.toml` lists one lemma an entry with its imperfect, participle and verbal noun; the forms are generated here, in
folded spelling (see text.py), by the rules of the sound, hollow, defective, geminate and hamza-final verb
(W. Wright, A Grammar of the Arabic Language, vol. 1, §§ 76-178).

- `readings(form)` answers for a folded form without proclitics (قالت, يؤكدون, مشيرا, قوله, قيل).
- `cue_at(tokens, i)` answers for a token as it stands (وأضاف, سيعلن, بقولها, والتأكيد, لم يشر).

Stance, a closed set: how the cue presents the speech.
neutral: says it, no more · asserts: insists · claims: distances the reporter · denies · rejects · warns · accuses · admits ·
predicts: expects, deems (un)likely · asks · questions: casts doubt · demands: calls for, orders · suggests: proposes, advises, hints ·
promises · threatens · praises · criticizes · explains · reveals · announces · concludes · opines: holds a view · hopes · regrets:
is sorry or worried · agrees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from factsheet.lexicon import Entry, load
from factsheet.text import Token, fold, stems

Shape = Literal["perfect", "imperfect", "participle", "masdar", "passive"]
Gender = Literal["m", "f"]
Number = Literal["s", "d", "p"]
Sense = Literal["communication", "opinion", "directive"]
Stance = Literal[
    "neutral", "asserts", "claims", "denies", "rejects", "warns", "accuses", "admits", "predicts", "asks", "questions",
    "demands", "suggests", "promises", "threatens", "praises", "criticizes", "explains", "reveals", "announces",
    "concludes", "opines", "hopes", "regrets", "agrees",
]  # fmt: skip
Complement = Literal[
    "أن", "إن", "بأن", "على أن", "إلى أن", "من أن", "عن أن", "في أن", "لأن", "ما", "بما", "إلى ما", "عما", "عن ما", "على ما",
    "هل", "إذا", "عما إذا", "كيف", "لماذا", "colon", "marks", "ب marks", "على marks", "إلى marks", "من marks", "عن marks",
    "في marks", "ل marks",
]  # fmt: skip


class Cue(Entry):
    """One verb of reported speech. `form` is the perfect, 3rd person masculine singular: the lemma."""

    imperfect: str
    """Imperfect, 3rd person masculine singular (يؤكد)."""
    participle: str = ""
    """Active participle, the stem to which ا، ة، ين، ات are added (مؤكد, داعي); empty where it is no cue."""
    masdar: str = ""
    """Verbal noun (تأكيد); empty where it is no cue."""
    passive: tuple[str, ...] = ()
    """Perfect and imperfect passive, 3rd person masculine singular, where used as a cue (قيل, يقال)."""
    complement: tuple[Complement, ...]
    """What introduces the speech: a complementiser, with its preposition; `colon`; quotation `marks` at once or after a
    preposition. A verb with "على أن" also takes marks after على."""
    stance: Stance
    sense: Sense = "communication"
    """opinion: expects or holds; directive: its clause with أن + verb is an order or a wish, not a report."""
    continues: bool = False
    """Whether it continues an earlier speaker's words (أضاف, تابع)."""
    weak: bool = False
    """Whether the word without complementiser or marks is seldom a cue (ذكر, رد, رأى)."""
    objects: bool = False
    """Whether it takes an object pronoun (أخبره, وصفها)."""
    geminate: bool = False
    """Whether the last radical is doubled (أقر: أقررت)."""

    @property
    def prepositions(self) -> frozenset[str]:
        """Prepositions, folded, after which the speech stands: the complementiser's and those before marks."""
        return _prepositions(self.complement)


class Inflection(NamedTuple):
    """What a form says of its subject: gender None where the form does not tell."""

    shape: Shape
    person: Literal[1, 3] | None
    gender: Gender | None
    number: Number | None


class Reading(NamedTuple):
    """One way to read a form as a cue. For a verbal noun, person, gender and number are those of its pronoun's owner."""

    entry: Cue
    shape: Shape
    person: Literal[1, 3] | None
    gender: Gender | None
    number: Number | None
    suffix: str = ""
    """The pronoun at the end, folded: the object of a verb, the owner of a verbal noun."""
    prefix: str = ""
    """The proclitics before it: و ف ب ل س ال and what they form together."""


Form = tuple[str, Inflection]

_SEPARATE = {fold(p): p for p in ("على", "إلى", "من", "عن", "في")}
_ATTACHED = {fold("بأن"): "ب", fold("لأن"): "ل", "بما": "ب", "عما": "عن"}


@cache
def _prepositions(complements: tuple[str, ...]) -> frozenset[str]:
    found = set()
    for words in (fold(c).split() for c in complements):
        if len(words) == 2:
            found.add(words[0])
        elif words[0] in _ATTACHED:
            found.add(_ATTACHED[words[0]])
    return frozenset(found)


def _inflections(shape: Shape) -> dict[str, Inflection]:
    """By the grammarians' label: 3ms is third person masculine singular, 1p first person plural."""
    third: list[tuple[Gender, Number]] = [(g, n) for g in ("m", "f") for n in ("s", "d", "p")]
    table = {f"3{g}{n}": Inflection(shape, 3, g, n) for g, n in third}
    return table | {"1s": Inflection(shape, 1, None, "s"), "1p": Inflection(shape, 1, None, "p")}


_PERFECT, _IMPERFECT, _PASSIVE = _inflections("perfect"), _inflections("imperfect"), _inflections("passive")
_PARTICIPLE = _inflections("participle")
_MASDAR = Inflection("masdar", None, None, None)


def _join(stem: str, ending: str) -> str:
    """Stem and an ending that follows it without a vowel: equal letters are written once (أعلن + نا = أعلنا)."""
    return stem + ending[1:] if stem[-1] == ending[0] else stem + ending


def _is_hollow(lemma: str) -> bool:
    return len(lemma) > 2 and lemma[-2] == "ا" and lemma[-1] not in "اىيأ"


class _Perfect(NamedTuple):
    """The stems that the endings of a perfect take: -ت/-تا, -ا, -وا (one or two spellings), and -ن/-ت/-نا."""

    feminine: str
    dual: str
    plurals: tuple[str, ...]
    consonant: str


def _perfect_stems(cue: Cue) -> _Perfect:
    form, root = fold(cue.form), fold(cue.form)[:-1]
    match cue.form[-1]:
        case "ى":
            return _Perfect(root, root + "ي", (root,), root + "ي")
        case "ا":
            return _Perfect(root, root + "و", (root,), root + "و")
        case "ي":
            return _Perfect(form, form, (root,), form)
        case "أ":
            return _Perfect(form, root, (form, root + "ء"), form)
    short = root[:-1] + form[-1] if _is_hollow(cue.form) else form + form[-1] if cue.geminate else form
    return _Perfect(form, form, (form,), short)


def _perfect(cue: Cue) -> Iterator[Form]:
    stem = _perfect_stems(cue)
    yield fold(cue.form), _PERFECT["3ms"]
    yield stem.feminine + "ت", _PERFECT["3fs"]
    yield stem.dual + "ا", _PERFECT["3md"]
    yield stem.feminine + "تا", _PERFECT["3fd"]
    for plural in stem.plurals:
        yield plural + "وا", _PERFECT["3mp"]
    yield _join(stem.consonant, "ن"), _PERFECT["3fp"]
    yield _join(stem.consonant, "ت"), _PERFECT["1s"]
    yield _join(stem.consonant, "نا"), _PERFECT["1p"]


def _perfect_bound(cue: Cue) -> Iterator[Form]:
    """The perfect as it is written before an object pronoun: رآ(ه), اعتبرو(ه)."""
    stem, form = _perfect_stems(cue), fold(cue.form)
    yield form[:-1] + "ا" if cue.form[-1] == "ى" else form, _PERFECT["3ms"]
    yield stem.feminine + "ت", _PERFECT["3fs"]
    for plural in stem.plurals:
        yield plural + "و", _PERFECT["3mp"]
    yield _join(stem.consonant, "نا"), _PERFECT["1p"]


class _Imperfect(NamedTuple):
    """The stems of an imperfect without its prefix letter: bare, before -ان, before -ون (one or two spellings), before -ن."""

    bare: str
    dual: str
    plurals: tuple[str, ...]
    consonant: str


def _imperfect_stems(cue: Cue) -> _Imperfect:
    tail = fold(cue.imperfect)[1:]
    match cue.imperfect[-1]:
        case "ى" | "ي" | "و":
            return _Imperfect(tail, tail, (tail[:-1],), tail)
        case "أ":
            return _Imperfect(tail, tail[:-1], (tail, tail[:-1] + "ء"), tail)
    short = tail[:-2] + tail[-1] if _is_hollow(cue.form) else tail + tail[-1] if cue.geminate else tail
    return _Imperfect(tail, tail, (tail,), short)


def _imperfect(cue: Cue) -> Iterator[Form]:
    stem = _imperfect_stems(cue)
    yield from _imperfect_singular(stem.bare)
    yield "ي" + stem.dual + "ان", _IMPERFECT["3md"]
    yield "ت" + stem.dual + "ان", _IMPERFECT["3fd"]
    for plural in stem.plurals:
        yield "ي" + plural + "ون", _IMPERFECT["3mp"]
        yield "ي" + plural + "وا", _IMPERFECT["3mp"]
    yield "ي" + _join(stem.consonant, "ن"), _IMPERFECT["3fp"]


def _imperfect_singular(stem: str) -> Iterator[Form]:
    yield "ي" + stem, _IMPERFECT["3ms"]
    yield "ت" + stem, _IMPERFECT["3fs"]
    yield "ا" + stem, _IMPERFECT["1s"]
    yield "ن" + stem, _IMPERFECT["1p"]


def _imperfect_bound(cue: Cue) -> Iterator[Form]:
    """The imperfect as it is written before an object pronoun: يرا(ه), يعتبرون(ه)."""
    stem = _imperfect_stems(cue)
    yield from _imperfect_singular(stem.bare[:-1] + "ا" if cue.imperfect[-1] == "ى" else stem.bare)
    for plural in stem.plurals:
        yield "ي" + plural + "ون", _IMPERFECT["3mp"]


def _jussive(cue: Cue) -> Iterator[Form]:
    """The short imperfect after لم, where it differs from the long one: يقل, ينف."""
    stem = _imperfect_stems(cue)
    if cue.imperfect[-1] in "ىيو":
        yield from _imperfect_singular(stem.bare[:-1])
    elif _is_hollow(cue.form):
        yield from _imperfect_singular(stem.consonant)


def _participle(cue: Cue) -> Iterator[Form]:
    """The participle as an adverb, in the accusative: مؤكدا, داعية, مشيرين."""
    stem = fold(cue.participle)
    yield stem + "ا", _PARTICIPLE["3ms"]
    yield stem + "ه", _PARTICIPLE["3fs"]
    yield (stem[:-1] if cue.participle[-1] == "ي" else stem) + "ين", _PARTICIPLE["3mp"]
    yield stem + "ين", _PARTICIPLE["3md"]
    yield stem + "تين", _PARTICIPLE["3fd"]
    yield stem + "ات", _PARTICIPLE["3fp"]


def _passive(cue: Cue) -> Iterator[Form]:
    for form in map(fold, cue.passive):
        yield form, _PASSIVE["3ms"]
        yield "ت" + form[1:] if form[0] == "ي" else form + "ت", _PASSIVE["3fs"]


_OWNERS: dict[str, tuple[Literal[1, 3], Gender | None, Number]] = {
    "ه": (3, "m", "s"), "ها": (3, "f", "s"), "هما": (3, None, "d"), "هم": (3, "m", "p"), "هن": (3, "f", "p"),
    "ي": (1, None, "s"), "نا": (1, None, "p"),
}  # fmt: skip
_OBJECTS = frozenset(("ه", "ها", "هما", "هم", "هن", "ني", "نا", "ك", "كم"))
_SUFFIXES = ("ه", "ي", "ك", "ها", "هم", "هن", "نا", "ني", "كم", "هما")

Table = dict[str, list[tuple[Cue, Inflection]]]


class _Tables(NamedTuple):
    """Folded forms that stand alone, that take a pronoun at their end, and that need لم before them."""

    bare: Table
    bound: Table
    jussive: Table


@cache
def cues() -> tuple[Cue, ...]:
    """All entries of cues.toml."""
    return load("cues", Cue)


@cache
def _tables() -> _Tables:
    tables = _Tables({}, {}, {})
    for cue in cues():
        for form, inflection in _bare_forms(cue):
            tables.bare.setdefault(form, []).append((cue, inflection))
        for form, inflection in _bound_forms(cue):
            tables.bound.setdefault(form, []).append((cue, inflection))
        for form, inflection in _jussive(cue):
            tables.jussive.setdefault(form, []).append((cue, inflection))
    return tables


def _bare_forms(cue: Cue) -> Iterator[Form]:
    yield from _perfect(cue)
    yield from _imperfect(cue)
    yield from _passive(cue)
    if cue.participle:
        yield from _participle(cue)
    if cue.masdar:
        yield fold(cue.masdar), _MASDAR


def _bound_forms(cue: Cue) -> Iterator[Form]:
    if cue.objects:
        yield from _perfect_bound(cue)
        yield from _imperfect_bound(cue)
    if cue.masdar:
        masdar = fold(cue.masdar)
        yield masdar[:-1] + "ت" if cue.masdar[-1] == "ة" else masdar, _MASDAR


@lru_cache(maxsize=65536)
def readings(form: str) -> tuple[Reading, ...]:
    """Every reading as a cue of a folded form without proclitics; () when it is none."""
    tables = _tables()
    found = [Reading(cue, *inflection) for cue, inflection in tables.bare.get(form, ())]
    for suffix in _SUFFIXES:
        if form.endswith(suffix):
            for cue, inflection in tables.bound.get(form[: -len(suffix)], ()):
                if inflection.shape != "masdar":
                    if suffix in _OBJECTS:
                        found.append(Reading(cue, *inflection, suffix))
                elif suffix in _OWNERS:
                    found.append(Reading(cue, "masdar", *_OWNERS[suffix], suffix))
    return tuple(found)


_BEFORE_VERB = frozenset(("", "و", "ف"))
_BEFORE_IMPERFECT = frozenset(("", "و", "ف", "س", "وس", "فس", "ل", "ول", "فل"))
_BEFORE_MASDAR = frozenset(prefix + article for prefix in ("", "و", "ف", "ب", "وب", "فب", "ل", "ول", "فل") for article in ("", "ال"))


def _allowed(reading: Reading, prefix: str) -> bool:
    """Whether the proclitics can stand before the form: س only before imperfects, ال only before bare verbal nouns."""
    if reading.shape == "masdar":
        return prefix in _BEFORE_MASDAR and not (reading.suffix and prefix.endswith("ال"))
    return prefix in (_BEFORE_IMPERFECT if reading.shape == "imperfect" else _BEFORE_VERB)


def _proclitics(form: str) -> Iterator[tuple[str, str]]:
    """`stems`, and the future's س."""
    for prefix, stem in stems(form):
        yield prefix, stem
        if prefix in _BEFORE_VERB and len(stem) > 3 and stem[0] == "س" and stem[1] in "ياتن":
            yield prefix + "س", stem[1:]


@lru_cache(maxsize=65536)
def _readings_of_token(form: str) -> tuple[Reading, ...]:
    return tuple(
        reading._replace(prefix=prefix)
        for prefix, stem in _proclitics(form)
        for reading in readings(stem)
        if _allowed(reading, prefix)
    )


_NOT_PAST = frozenset(("لم", "ولم", "فلم"))


def cue_at(tokens: Sequence[Token], i: int) -> tuple[Reading, ...]:
    """Every reading of token i as a cue, proclitics split off; readings with fewer proclitics come first.

    A final ي in the text is not the ى of a perfect (رأي is no رأى); short imperfects are read after لم only.
    """
    token = tokens[i]
    if token.kind != "word":
        return ()
    found = _readings_of_token(token.form)
    if found and token.text[-1] == "ي":
        found = tuple(r for r in found if r.shape != "perfect" or r.entry.form[-1] != "ى")
    if i and tokens[i - 1].form in _NOT_PAST:
        found += tuple(Reading(cue, *inflection) for cue, inflection in _tables().jussive.get(token.form, ()))
    return found
