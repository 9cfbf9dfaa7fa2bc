"""Personal names (names.txt) and ordinary words (words.txt): plain files, since they are long; read at first use.

names.txt is distilled from Wikidata (CC0); its head says how. words.txt was written for this project. Both answer
about folded forms: `fold("فاطمة")`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from factsheet.text import fold

Sex = Literal["m", "f"]


class Name(NamedTuple):
    """How common a form is as a given and as a family name (0 not, 1 rare, 2, 3 common), and the given name's sex."""

    given: int
    family: int
    sex: Sex | None


UNKNOWN = Name(0, 0, None)


def name(form: str) -> Name:
    """What is known of a folded form as a personal name; UNKNOWN where it is not in the list."""
    return names().get(form, UNKNOWN)


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
def words() -> frozenset[str]:
    """Folded ordinary words with the inflections of verbs, without article and proclitics."""
    found: set[str] = set()
    section = ""
    for line in _lines("words.txt"):
        if line.endswith(":"):
            section = line[:-1]
        elif section == "verbs":
            for pair in line.split():
                found.update(_inflected(*map(fold, pair.split("/"))))
        else:
            found.update(map(fold, line.split()))
    return frozenset(found - {"علي"})


def _inflected(past: str, present: str) -> Iterator[str]:
    """Third-person forms of a verb: past with its endings, present with ي ت ن and the plural's ending."""
    yield from (past, past + "ت", past + "وا", past + "ا", past + "ه", past + "ها", past + "تا", past + "هم")
    if past.endswith("ي") or past.endswith("ا"):
        yield from (past[:-1] + "ت", past[:-1] + "وا", past[:-1] + "اه", past[:-1] + "اها")
    stem = present[1:]
    for start in ("ي", "ت", "ن", "ا", "سي", "ست", "سن"):
        yield from (start + stem, start + stem + "ون", start + stem + "ان", start + stem + "ه", start + stem + "ها")


def _lines(file: str) -> Iterator[str]:
    for line in files("factsheet.lexicon").joinpath(file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.strip()
