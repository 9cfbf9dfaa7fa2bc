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
    return table


@cache
def words() -> dict[str, Ordinary]:
    """Folded ordinary words without article and proclitics; of verbs, the third person."""
    table: dict[str, Ordinary] = {}
    section = ""
    for line in _lines("words.txt"):
        if line.endswith(":"):
            section = line[:-1]
        elif section == "verbs":
            for pair in line.split():
                past, _, present = fold(pair).partition("/")
                table.update(dict.fromkeys(_inflected(past, present), "verb"))
        else:
            kind: Ordinary = "particle" if section == "particles" else "noun"
            table.update((fold(word), kind) for word in line.split() if table.get(fold(word)) != "particle")
    return table


def ordinary(form: str) -> Ordinary | None:
    """What a folded form is as an ordinary word, proclitics and endings taken off; None where it is none."""
    known = words()
    if form in known and form != "علي":
        return known[form]
    if cues.readings(form):
        return "verb"
    for _, stem in stems(form):
        if stem in known and stem != "علي":
            return known[stem]
    for prefix, stem in stems(form):
        if prefix in ("و", "ف") and cues.readings(stem):
            return "verb"
        if _inflected_noun(stem, known):
            return "noun"
    return None


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
        for end in _PLURALS:
            if base.endswith(end) and len(base) - len(end) > 2:
                cut = base[: -len(end)]
                if known.get(cut) == "noun" or (end in ("ات", "ي", "يه") and known.get(cut + "ه") == "noun"):
                    return True
    return False


def _inflected(past: str, present: str) -> Iterator[str]:
    """Third-person forms of a verb: past with its endings, present with its prefixes and endings."""
    yield from (past, past + "ت", past + "وا", past + "ا", past + "ه", past + "ها", past + "تا", past + "هم")
    if past.endswith(("ي", "ا")):
        yield from (past[:-1] + "ت", past[:-1] + "وا", past[:-1] + "اه", past[:-1] + "اها")
    stem = present[1:]
    for start in ("ي", "ت", "ن", "ا", "سي", "ست", "سن"):
        yield from (start + stem, start + stem + "ون", start + stem + "ان", start + stem + "ه", start + stem + "ها")


def _lines(file: str) -> Iterator[str]:
    for line in files("factsheet.lexicon").joinpath(file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.strip()
