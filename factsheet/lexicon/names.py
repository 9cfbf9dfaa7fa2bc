"""Personal names (names.txt) and ordinary words (words.txt): plain files, since they are long; read at first use.

names.txt is distilled from Wikidata (CC0); its head says how. words.txt was written for this project. Both answer
about folded forms: `fold("فاطمة")`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from factsheet.lexicon import cues
from factsheet.text import fold, stems

Sex = Literal["m", "f"]
Ordinary = Literal["particle", "verb", "noun"]
"""What an ordinary word is; adjectives and adverbs count as nouns."""


class Name(NamedTuple):
    """How common a form is as a given and as a family name (0 not, 1 rare, 2, 3 common), and the given name's sex."""

    given: int
    family: int
    sex: Sex | None


UNKNOWN = Name(0, 0, None)

_BEFORE_VERBS = ("", "و", "ف")
_PRONOUNS = ("هما", "ها", "هم", "نا", "كم", "ه")
_PLURALS = ("ات", "ون", "ين", "ان", "يه", "ا", "ي", "ه")


@cache
def names() -> dict[str, Name]:
    """Folded form → Name."""
    table: dict[str, Name] = {}
    for line in _lines("names.txt"):
        code, *forms = line.split()
        sex: Sex | None = "f" if code[2] == "f" else "m" if code[2] == "m" and code[0] != "0" else None
        table.update(dict.fromkeys(forms, Name(int(code[0]), int(code[1]), sex)))
    for section in ("plain", "particles"):
        for line in _section(section):
            for word in map(fold, line.split()):
                table.pop(word, None)
    table.update({"علي": Name(3, 3, "m"), "الان": Name(3, 1, "m")})
    return table


@cache
def words() -> dict[str, Ordinary]:
    """Folded ordinary words without article and proclitics; of verbs, the third person."""
    table: dict[str, Ordinary] = {}
    for line in _section("verbs"):
        for pair in line.split():
            past, _, present = fold(pair).partition("/")
            table.update(dict.fromkeys(_inflected(past, present), "verb"))
    for section, kind in _NOMINAL:
        table.update((fold(word), kind) for line in _section(section) for word in line.split())
    return table


def ordinary(form: str) -> Ordinary | None:
    """What a folded form is as an ordinary word, proclitics and endings taken off; None where it is none."""
    known = words()
    for prefix, stem in stems(form):
        kind = known.get(stem) if stem != "علي" else None
        if kind is not None and kind != "verb":
            return kind
        if (prefix in _BEFORE_VERBS or (prefix == "ل" and stem[0] in "يتن")) and (kind == "verb" or _is_cue(stem)):
            return "verb"
    if any(_inflected_noun(stem, known) for _, stem in stems(form)):
        return "noun"
    return None


def _is_cue(form: str) -> bool:
    """Whether a form is a verb of reported speech in the third person, or its participle or verbal noun."""
    return any(reading.person not in (1, 2) for reading in cues.readings(form))


def stands_alone(form: str) -> bool:
    """Whether a folded form is an ordinary word just as it is, or with its article taken off."""
    bare = form[2:] if form.startswith("ال") and len(form) > 4 else form
    if bare in words():
        return True
    return any(r.person == 3 and r.number == "s" and not r.suffix and not r.prefix for r in cues.readings(bare))


def _inflected_noun(stem: str, known: dict[str, Ordinary]) -> bool:
    """Whether a stem is a known noun with a plural or nisba ending, a pronoun, or both (مقاتلاتهم)."""
    bases = [stem]
    bases += [stem[: -len(end)] for end in _PRONOUNS if stem.endswith(end) and len(stem) - len(end) > 2]
    for base in bases:
        if known.get(base) == "noun" or (base != stem and known.get(base) == "verb"):
            return True
        if base.endswith("ت") and known.get(base[:-1] + "ه") == "noun":
            return True
        if base.endswith(("تي", "تين", "تان", "تا")) and known.get(base[: base.rindex("ت")] + "ه") == "noun":
            return True
        for end in _PLURALS:
            if base.endswith(end) and len(base) - len(end) > 2:
                cut = base[: -len(end)]
                if known.get(cut) == "noun" or (end in ("ات", "ي", "يه") and known.get(cut + "ه") == "noun"):
                    return True
    return False


def _inflected(past: str, present: str) -> Iterator[str]:
    """Third-person forms of a verb: past with its endings, present with its prefixes and endings."""
    yield from (
        past,
        past + "ت",
        past + "وا",
        past + "ا",
        past + "ه",
        past + "ها",
        past + "تا",
        past + "هم",
        past + "هما",
    )
    if past.endswith(("ي", "ا")):
        yield from (past[:-1] + "ت", past[:-1] + "وا", past[:-1] + "اه", past[:-1] + "اها")
    stem = present[1:]
    for start in ("ي", "ت", "ن", "ا", "سي", "ست", "سن"):
        yield from (start + stem, start + stem + "ون", start + stem + "ان", start + stem + "ه", start + stem + "ها")
        yield from (start + stem + "هم", start + stem + "هما")


_NOMINAL: tuple[tuple[str, Ordinary], ...] = (
    ("words", "noun"),
    ("plain", "noun"),
    ("dates", "noun"),
    ("particles", "particle"),
)


def _section(name: str) -> Iterator[str]:
    """The lines of words.txt below the head `name:`."""
    section = ""
    for line in _lines("words.txt"):
        if line.endswith(":"):
            section = line[:-1]
        elif section == name:
            yield line


def _lines(file: str) -> Iterator[str]:
    for line in files("factsheet.lexicon").joinpath(file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.strip()
