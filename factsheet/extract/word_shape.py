"""What one folded word can be, by the lexicons and by its letters: particle, noun, plural, word with a proclitic."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from factsheet.lexicon.countables import nouns, plurals, sound_constructs, sound_duals
from factsheet.lexicon.countries import nisbas
from factsheet.lexicon.dates import months
from factsheet.lexicon.finite_verbs import is_finite_verb
from factsheet.lexicon.names import ordinary, words
from factsheet.lexicon.number_contexts import words as context
from factsheet.lexicon.numbers import reading
from factsheet.text import Token, fold

_BROKEN = re.compile("ا..ا.|م.ا..|.وا..|..اء.")
"""The commonest broken plurals, folded: افعال، مفاعل، فواعل، فعائل."""
_PRONOUNS = ("ه", "ها", "هم", "هن", "نا")


@lru_cache(maxsize=16384)
def is_particle(form: str) -> bool:
    """Whether a folded form is a particle or the like, with و or ف before it too: no noun phrase goes over it."""
    if form in context("inside_phrase"):
        return False
    if form in context("phrase_end") or words().get(form) == "particle":
        return True
    return form[0] in "وف" and len(form) > 2 and not {form, form[1:]} & nouns() and is_particle(form[1:])


@lru_cache(maxsize=16384)
def has_proclitic(form: str, *, after_head: bool = False) -> bool:
    """Whether the first letter of a folded form is و ف ب ل ك before a word, and not its own (بحرية، وطنية، لاعبين).

    After a head, where a preposition is likelier than a noun, an unknown word counts as having one (بكورونا).
    """
    if len(form) < 3 or form[0] not in "وفبلك" or _is_known(form):
        return False
    if form[1:3] == "ال" or form[:2] == "لل":
        return True
    if form.endswith("يه") and form[0] in "بلك" and form[1:] not in nouns():
        return False
    if after_head or form[0] in "وف":
        return True
    return ordinary(form[1:]) is not None or form[1:] in nouns() or reading(form[1:]) is not None


def _is_known(form: str) -> bool:
    """Whether a form is a word of its own with its first letter, an ending perhaps after it: فلسطينيين، وفدا، وطنية."""
    for ending in ("", "ا", "ين", "ون", "ات", "ه"):
        if form.endswith(ending):
            stem = form[: len(form) - len(ending)]
            if stem in nouns() or stem in context("own_letter") or stem in nisbas() or stem in words():
                return True
    return False


@cache
def _months() -> frozenset[str]:
    return frozenset(fold(form) for month in months() for form in month.forms)


@lru_cache(maxsize=16384)
def is_indefinite_noun(form: str) -> bool:
    """Whether a folded word without article can be a noun after a number."""
    if len(form) < 2 or form in _months() or is_particle(form) or has_proclitic(form) or is_finite_verb(form):
        return False
    number = reading(form)
    return number is None or number.kind == "fraction"


def is_definite(token: Token) -> bool:
    """Whether a word begins with the article, no proclitic before it: الدول, but not ألوان or إلغاء."""
    return len(token.form) > 3 and token.form.startswith("ال") and token.text[0] in "اٱﺍ" and token.form not in nouns()


@lru_cache(maxsize=4096)
def is_plural(form: str) -> bool:
    """Whether a folded noun without article is a plural, a possessive pronoun perhaps after it."""
    if form in plurals() or form in sound_constructs() or form.endswith(("ات", "ون", "ين")):
        return True
    if _BROKEN.fullmatch(form) and form not in nouns():
        return True
    return any(form.endswith(pronoun) and form[: -len(pronoun)] in plurals() for pronoun in _PRONOUNS)


def names_people(form: str) -> bool:
    """Whether a folded plural in ين, without article, is one of people: عراقيين، مدنيين، لاعبين."""
    return form in sound_duals() or form.endswith("يين")
