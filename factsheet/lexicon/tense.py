"""Words that tell whether a clause is past or to come (tense.toml), with the verbs of speech of cues.toml.

`reading(form)` answers for a folded form as it stands in the text: "past", "future", "maybe past" for a perfect that
is a noun too (عقد، بحث), "maybe future" for an imperfect that no list holds, or None.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

from factsheet.lexicon import Entry, load
from factsheet.lexicon.conjugate import Verb, imperfect, perfect
from factsheet.lexicon.cues import readings
from factsheet.lexicon.names import names
from factsheet.text import fold

Tense = Literal["past", "future", "maybe past", "maybe future"]

CONJUNCTIONS = ("", "و", "ف")
SUBJUNCTIVE = "ل"
TO_COME = "س"


class TenseWord(Entry):
    """A verb, a word for what is planned, or a noun that looks like a verb to come."""

    kind: Literal["verb", "future", "noun"]
    imperfect: str = ""
    """Imperfect, 3rd person masculine singular; empty where it says nothing of what is to come (جاء، يجيء)."""
    noun: bool = False
    """Whether the perfect is written like a common noun."""


@cache
def tense_words() -> tuple[TenseWord, ...]:
    """All entries of tense.toml."""
    return load("tense", TenseWord)


@cache
def _table() -> dict[str, Tense | None]:
    table: dict[str, Tense | None] = {}
    for word in tense_words():
        for form, tense in _forms(word):
            table.setdefault(form, tense)
    return table


def _forms(word: TenseWord) -> Iterator[tuple[str, Tense | None]]:
    if word.kind != "verb":
        for form in word.forms:
            yield fold(form), "future" if word.kind == "future" else None
        return
    verb = Verb(word.form, word.imperfect or word.form)
    for form, inflection in perfect(verb):
        if inflection.person == 3:
            yield form, "maybe past" if word.noun and form == fold(word.form) else "past"
    if word.imperfect:
        for form, _ in imperfect(verb):
            yield form, "future"
            yield TO_COME + form, "future"


@lru_cache(maxsize=65536)
def reading(form: str) -> Tense | None:
    """What a folded form says of its clause."""
    table = _table()
    for conjunction in CONJUNCTIONS:
        stem = form.removeprefix(conjunction)
        if (conjunction and stem == form) or len(stem) < 2:
            continue
        for stem in (stem, stem[1:]) if stem[0] in (SUBJUNCTIVE, "ب") and len(stem) > 4 else (stem,):
            if stem in table:
                return table[stem]
    return _speech(form) or _unlisted(form)


def _speech(form: str) -> Tense | None:
    """The perfect of a verb of speech. Its imperfect says nothing: news reports speech in the present, too."""
    for cue in readings(form):
        if cue.shape in ("perfect", "passive") and TO_COME not in cue.prefix:
            return "maybe past" if cue.entry.weak else "past"
        if TO_COME in cue.prefix:
            return "future"
    return None


def _unlisted(form: str) -> Tense | None:
    """Imperfects that no list holds: by their prefix and length, names excepted."""
    stem = form[1:] if form[0] in "وف" and len(form) > 5 else form
    if stem.startswith((TO_COME + "ي", TO_COME + "ت")) and len(stem) > 4 and stem not in names():
        return "future"
    if stem.startswith("ي") and len(stem) > 3 and stem not in names():
        return "maybe future"
    return None
