"""Words that tell whether a clause is past or to come (tense.toml), with the verbs of speech of cues.toml.

`reading(form)` answers for a folded form as it stands in the text: "past", "future", "maybe past" for a perfect that
is a noun too (عقد، بحث), "said" for the perfect of a verb of speech, "maybe future" for an imperfect that no list
holds, or None.
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

Tense = Literal["past", "said", "future", "maybe past", "maybe future"]

CONJUNCTIONS = ("و", "ف")
BEFORE_VERB = ("ل", "ب")
"""ل of purpose (ليلتقي), and the preposition before a planning word (بموعد)."""
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
    """A form that is the perfect of one verb and the imperfect of another (تقدم) is taken as perfect."""
    table: dict[str, Tense | None] = {}
    for word in tense_words():
        for form in word.forms if word.kind != "verb" else ():
            table[fold(form)] = "future" if word.kind == "future" else None
    verbs = [word for word in tense_words() if word.kind == "verb"]
    for tenses in (_past, _to_come):
        for word in verbs:
            for form, tense in tenses(word):
                table.setdefault(form, tense)
    return table


def _past(word: TenseWord) -> Iterator[tuple[str, Tense]]:
    """The perfect; where the verb is a noun too, its bare form and the noun's accusative are doubtful."""
    doubtful = (fold(word.form), fold(word.form) + "ا") if word.noun else ()
    for form, inflection in perfect(Verb(word.form, word.imperfect or word.form)):
        if inflection.person == 3:
            yield form, "maybe past" if form in doubtful else "past"


def _to_come(word: TenseWord) -> Iterator[tuple[str, Tense]]:
    """The imperfect, with and without س."""
    for form, _ in imperfect(Verb(word.form, word.imperfect)) if word.imperfect else ():
        yield form, "future"
        yield TO_COME + form, "future"


@lru_cache(maxsize=65536)
def reading(form: str) -> Tense | None:
    """What a folded form says of its clause."""
    for stem in (form, form[1:]) if form[:1] in CONJUNCTIONS and len(form) > 2 else (form,):
        for verb in (stem, stem[1:]) if stem[0] in BEFORE_VERB and len(stem) > 4 else (stem,):
            if verb in _table():
                return _table()[verb]
        if tense := _speech(stem):
            return tense
    return _unlisted(form)


def _speech(stem: str) -> Tense | None:
    """The perfect of a verb of speech. Its imperfect says nothing, as news reports speech in the present too."""
    if stem.startswith(TO_COME) and any(cue.shape == "imperfect" for cue in readings(stem[1:])):
        return "future"
    for cue in readings(stem):
        if cue.shape == "perfect" or (cue.shape == "passive" and stem[0] != "ي"):
            return "maybe past" if cue.entry.weak else "said"
    return None


def _unlisted(form: str) -> Tense | None:
    """Imperfects that no list holds: by their prefix and length, names excepted."""
    stem = form[1:] if form[0] in "وف" and len(form) > 5 else form
    if stem.startswith((TO_COME + "ي", TO_COME + "ت")) and len(stem) > 4 and stem not in names():
        return "future"
    if stem.startswith("ي") and len(stem) > 3 and stem not in names():
        return "maybe future"
    return None
