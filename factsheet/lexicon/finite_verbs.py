"""Finite verb forms of the third person, folded: where one stands, a noun phrase has ended.

Taken from the verbs of words.txt and cues.toml, inflected by conjugate.py. Verbs that no list holds are known by the
shape of their imperfect.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from factsheet.lexicon.conjugate import Verb, imperfect, passive, perfect
from factsheet.lexicon.countables import nouns
from factsheet.lexicon.cues import cues
from factsheet.lexicon.names import words
from factsheet.text import fold

_NOT_IMPERFECT = tuple(map(fold, "يمني ياباني يوناني يهود يسار يمين يدوي يومي يتيم يتام يافع يخت يور يوان".split()))
"""Beginnings of nouns and adjectives that look like an imperfect."""
_ADJECTIVES = frozenset(map(fold, ("تابع", "تام", "تالف", "تقدم", "تحت", "تلك", "تقني", "تركي", "تونسي", "تاريخي")))


@cache
def finite_verbs() -> frozenset[str]:
    """The listed verbs in the third person, without those that are also an ordinary noun (حكم، دار)."""
    found = {form for verb in _verbs() for form, how in (*perfect(verb), *imperfect(verb)) if how.person == 3}
    for cue in cues():
        found.update(form for base in cue.passive for form, _ in passive(base))
    nominal = {form for form, kind in words().items() if kind == "noun"}
    return frozenset(found - nouns() - nominal - _ADJECTIVES)


def _verbs() -> Iterator[Verb]:
    for cue in cues():
        yield Verb(cue.form, cue.imperfect, cue.geminate)
    section = ""
    for line in files(__package__ or "factsheet.lexicon").joinpath("words.txt").read_text("utf-8").splitlines():
        if line.endswith(":"):
            section = line
        elif section == "verbs:" and not line.startswith("#"):
            for pair in line.split():
                past, present = pair.split("/")
                yield Verb(past, present)


@lru_cache(maxsize=16384)
def is_finite_verb(form: str) -> bool:
    """Whether a folded form without و or ف is a finite verb, by the lists or by its shape."""
    if form in finite_verbs():
        return True
    if len(form) < 3 or form in nouns() or form in _ADJECTIVES:
        return False
    if form.endswith("وا") or (form.startswith("س") and form[1] in "يتن" and is_finite_verb(form[1:])):
        return True
    if form[0] == "ي":
        return not form.startswith(_NOT_IMPERFECT)
    if form[0] == "ت":
        return _is_feminine_imperfect(form)
    return form[-1] == "ت" and len(form) > 3 and form[-2] not in "اوي"


def _is_feminine_imperfect(form: str) -> bool:
    """تطل، تستهدف، but not تابعة، تركيا، تفتيش (the verbal noun of the second form), توماهوك (too long)."""
    if form[-1] in "هايء" or form.endswith(("ات", "ين")) or (len(form) == 5 and form[3] == "ي"):
        return False
    return len(form) <= 6 or form.startswith("تست") or form.endswith("ون")
