"""Nouns that news counts (countables.txt): their duals, and whether a word is one of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from factsheet.text import fold


@cache
def duals() -> frozenset[str]:
    """Folded duals without article that can be nothing else: شخصان، شخصين، قنصليتيها; لاعبان, but not لاعبين."""
    found: set[str] = set()
    for section, singular, _ in _nouns():
        if section == "never":
            continue
        nominative, oblique = dual_forms(singular)
        if section != "oblique":
            found.add(nominative)
        if section != "sound":
            found.add(oblique)
        if singular.endswith("ة"):
            found.update(oblique[:-1] + pronoun for pronoun in ("ه", "ها", "هم", "هما"))
    return frozenset(found)


@cache
def sound_duals() -> frozenset[str]:
    """Folded forms in ين that may be a dual or a plural: لاعبين."""
    return frozenset(dual_forms(singular)[1] for section, singular, _ in _nouns() if section == "sound")


@cache
def sound_constructs() -> frozenset[str]:
    """Folded plurals in ون/ين before a noun annexed to them: لاعبو، لاعبي."""
    return frozenset(fold(singular) + end for section, singular, _ in _nouns() if section == "sound" for end in "وي")


@cache
def never_dual() -> frozenset[str]:
    """Folded words whose form in ين is no dual that counts."""
    return frozenset(fold(word) for section, word, _ in _nouns() if section == "never")


@cache
def nouns() -> frozenset[str]:
    """Folded singulars, with and without the accusative's ا, and plurals."""
    found: set[str] = set()
    for section, singular, plural in _nouns():
        if section == "never":
            continue
        form = fold(singular)
        found.update((form, form + "ا"))
        found.add(fold(plural) if plural else "")
        if section == "sound":
            found.update((form + "ين", form + "ون"))
    return frozenset(found - {""})


@cache
def plurals() -> frozenset[str]:
    """Folded plurals, without those in ون/ين."""
    return frozenset(fold(plural) for _, _, plural in _nouns() if plural)


@cache
def feminine_plurals() -> dict[str, bool]:
    """Folded plural → whether its singular is feminine (ends in ة)."""
    return {fold(plural): singular.endswith("ة") for _, singular, plural in _nouns() if plural}


@cache
def construct_duals() -> frozenset[str]:
    """Folded duals of feminine nouns before a noun annexed to them: سيارتي، سيارتا."""
    feminine = [singular for section, singular, _ in _nouns() if section == "broken" and singular.endswith("ة")]
    return frozenset(form[:-1] for singular in feminine for form in dual_forms(singular))


def dual_forms(singular: str) -> tuple[str, str]:
    """The folded dual of a singular, nominative and oblique: طائرتان طائرتين، مبنيان مبنيين."""
    stem = fold(singular[:-1]) + "ت" if singular.endswith("ة") else fold(singular)
    return stem + "ان", stem + "ين"


def _nouns() -> Iterator[tuple[str, str, str]]:
    """(section, singular, plural) of every noun."""
    section = ""
    for line in files(__package__ or "factsheet.lexicon").joinpath("countables.txt").read_text("utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        if line.endswith(":"):
            section = line[:-1]
            continue
        for item in line.split():
            singular, _, plural = item.partition("/")
            yield section, singular, plural
