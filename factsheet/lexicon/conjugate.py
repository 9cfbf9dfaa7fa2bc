"""Lemma → inflected forms of an Arabic verb, in folded spelling (see text.py).

By the rules of the sound, hollow, defective, geminate and hamza-final verb (W. Wright, A Grammar of the Arabic
Language, vol. 1, §§ 76-178), for the persons that news prints: the third, and the speaker's own. Lemmas are written
unfolded, as their last letter decides the class: نفى, دعا, خشي, تنبأ.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from factsheet.text import fold

Shape = Literal["perfect", "imperfect", "participle", "masdar", "passive"]
Person = Literal[1, 3]
Gender = Literal["m", "f"]
Number = Literal["s", "d", "p"]


class Inflection(NamedTuple):
    """What a form says of its subject; gender is None where the form does not tell."""

    shape: Shape
    person: Person | None
    gender: Gender | None
    number: Number | None


Form = tuple[str, Inflection]
MASDAR = Inflection("masdar", None, None, None)


def _inflections(shape: Shape) -> dict[str, Inflection]:
    """By the grammarians' label: 3ms is third person masculine singular, 1p first person plural."""
    third: list[tuple[Gender, Number]] = [("m", "s"), ("m", "d"), ("m", "p"), ("f", "s"), ("f", "d"), ("f", "p")]
    table = {f"3{gender}{number}": Inflection(shape, 3, gender, number) for gender, number in third}
    return table | {"1s": Inflection(shape, 1, None, "s"), "1p": Inflection(shape, 1, None, "p")}


_PERFECT, _IMPERFECT = _inflections("perfect"), _inflections("imperfect")
_PARTICIPLE, _PASSIVE = _inflections("participle"), _inflections("passive")


class Verb(NamedTuple):
    """What decides a verb's forms: perfect and imperfect 3ms, and whether the last radical is doubled (أقر: أقررت).

    A verb whose imperfect is empty has no forms of it.
    """

    lemma: str
    imperfect: str
    geminate: bool = False

    @property
    def hollow(self) -> bool:
        """Whether the middle radical is a long vowel that closed syllables shorten (قال: قلت)."""
        return len(self.lemma) > 2 and self.lemma[-2] == "ا" and self.lemma[-1] not in "اىيأ"


def _join(stem: str, ending: str) -> str:
    """Stem and an ending that follows it without a vowel: equal letters are written once (أعلن + نا = أعلنا)."""
    return stem + ending[1:] if stem[-1] == ending[0] else stem + ending


class _Perfect(NamedTuple):
    """The stems that the endings of a perfect take: -ت/-تا, -ا, -وا (one or two spellings), and -ن/-ت/-نا."""

    feminine: str
    dual: str
    plurals: tuple[str, ...]
    consonant: str


def _perfect_stems(verb: Verb) -> _Perfect:
    form = fold(verb.lemma)
    root = form[:-1]
    match verb.lemma[-1]:
        case "ى":
            return _Perfect(root, root + "ي", (root,), root + "ي")
        case "ا":
            return _Perfect(root, root + "و", (root,), root + "و")
        case "ي":
            return _Perfect(form, form, (root,), form)
        case "أ":
            return _Perfect(form, root, (form, root + "ء"), form)
    short = root[:-1] + form[-1] if verb.hollow else form + form[-1] if verb.geminate else form
    return _Perfect(form, form, (form,), short)


def perfect(verb: Verb) -> Iterator[Form]:
    """قال قالت قالا قالتا قالوا قلن قلت قلنا."""
    stem = _perfect_stems(verb)
    yield fold(verb.lemma), _PERFECT["3ms"]
    yield stem.feminine + "ت", _PERFECT["3fs"]
    yield stem.dual + "ا", _PERFECT["3md"]
    yield stem.feminine + "تا", _PERFECT["3fd"]
    for plural in stem.plurals:
        yield plural + "وا", _PERFECT["3mp"]
    yield _join(stem.consonant, "ن"), _PERFECT["3fp"]
    yield _join(stem.consonant, "ت"), _PERFECT["1s"]
    yield _join(stem.consonant, "نا"), _PERFECT["1p"]


def perfect_before_pronoun(verb: Verb) -> Iterator[Form]:
    """The perfect as it is written before an object pronoun: نفا(ه), اعتبرو(ه)."""
    stem, form = _perfect_stems(verb), fold(verb.lemma)
    yield form[:-1] + "ا" if verb.lemma[-1] == "ى" else form, _PERFECT["3ms"]
    yield stem.feminine + "ت", _PERFECT["3fs"]
    for plural in stem.plurals:
        yield plural + "و", _PERFECT["3mp"]
    yield _join(stem.consonant, "نا"), _PERFECT["1p"]


class _Imperfect(NamedTuple):
    """The stems of an imperfect without its first letter: bare, before -ان, -ون (one or two spellings) and -ن."""

    bare: str
    dual: str
    plurals: tuple[str, ...]
    consonant: str


def _imperfect_stems(verb: Verb) -> _Imperfect:
    tail = fold(verb.imperfect)[1:]
    match verb.imperfect[-1]:
        case "ى" | "ي" | "و":
            return _Imperfect(tail, tail, (tail[:-1],), tail)
        case "أ":
            return _Imperfect(tail, tail[:-1], (tail, tail[:-1] + "ء"), tail)
    short = tail[:-2] + tail[-1] if verb.hollow else tail + tail[-1] if verb.geminate else tail
    return _Imperfect(tail, tail, (tail,), short)


def _singular(stem: str) -> Iterator[Form]:
    yield "ي" + stem, _IMPERFECT["3ms"]
    yield "ت" + stem, _IMPERFECT["3fs"]
    yield stem if stem[0] == "ا" else "ا" + stem, _IMPERFECT["1s"]
    yield "ن" + stem, _IMPERFECT["1p"]


def imperfect(verb: Verb) -> Iterator[Form]:
    """يقول تقول أقول نقول يقولان تقولان يقولون (لن) يقولوا يقلن."""
    if not verb.imperfect:
        return
    stem = _imperfect_stems(verb)
    yield from _singular(stem.bare)
    yield "ي" + stem.dual + "ان", _IMPERFECT["3md"]
    yield "ت" + stem.dual + "ان", _IMPERFECT["3fd"]
    for plural in stem.plurals:
        yield "ي" + plural + "ون", _IMPERFECT["3mp"]
        yield "ي" + plural + "وا", _IMPERFECT["3mp"]
    yield "ي" + _join(stem.consonant, "ن"), _IMPERFECT["3fp"]


def imperfect_before_pronoun(verb: Verb) -> Iterator[Form]:
    """The imperfect as it is written before an object pronoun: يرا(ه), يعتبرون(ه)."""
    if not verb.imperfect:
        return
    stem = _imperfect_stems(verb)
    yield from _singular(stem.bare[:-1] + "ا" if verb.imperfect[-1] == "ى" else stem.bare)
    for plural in stem.plurals:
        yield "ي" + plural + "ون", _IMPERFECT["3mp"]


def jussive(verb: Verb) -> Iterator[Form]:
    """The short imperfect of the singular after لم, where it differs from the long one: يقل, ينف."""
    if not verb.imperfect:
        return
    stem = _imperfect_stems(verb)
    if verb.imperfect[-1] in "ىيو":
        yield from _singular(stem.bare[:-1])
    elif verb.hollow:
        yield from _singular(stem.consonant)


def passive(perfect_or_imperfect: str) -> Iterator[Form]:
    """قيل قيلت, يقال تقال."""
    form = fold(perfect_or_imperfect)
    yield form, _PASSIVE["3ms"]
    yield "ت" + form[1:] if form[0] == "ي" else form + "ت", _PASSIVE["3fs"]


def participle(stem: str) -> Iterator[Form]:
    """The active participle as an adverb, in the accusative: مؤكدا مؤكدة مؤكدين مؤكدتين مؤكدات; stem مؤكد, داعي."""
    form = fold(stem)
    yield form + "ا", _PARTICIPLE["3ms"]
    yield form + "ه", _PARTICIPLE["3fs"]
    yield (form[:-1] if stem[-1] == "ي" else form) + "ين", _PARTICIPLE["3mp"]
    yield form + "ين", _PARTICIPLE["3md"]
    yield form + "تين", _PARTICIPLE["3fd"]
    yield form + "ات", _PARTICIPLE["3fp"]


def noun_before_pronoun(noun: str) -> str:
    """A noun as it is written before a pronoun, folded: دعوة → دعوت(ه)."""
    form = fold(noun)
    return form[:-1] + "ت" if noun[-1] == "ة" else form


OWNERS: dict[str, tuple[Person, Gender | None, Number]] = {
    "ه": (3, "m", "s"), "ها": (3, "f", "s"), "هما": (3, None, "d"), "هم": (3, "m", "p"), "هن": (3, "f", "p"),
    "ي": (1, None, "s"), "نا": (1, None, "p"),
}  # fmt: skip
"""Possessive pronouns, folded: person, gender and number of the owner."""
OBJECTS = frozenset(("ه", "ها", "هما", "هم", "هن", "ني", "نا"))
"""Object pronouns of a verb, folded; news does not address its reader."""
