"""Units of measure and time, with their symbols and what they are worth in each other.

Symbols are those of the International System and of trade (km, km2, bbl, kWh); durations take the English word of the
contract (second ... year). Conversion is only ever made between units of one dimension.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from factsheet.lexicon import Entry, Phrases, load
from factsheet.text import fold


class Unit(Entry):
    """A unit: singular spellings in `form` and `also`, plural, and where irregular its dual."""

    plural: tuple[str, ...] = ()
    dual: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    """Abbreviations that are words too: a unit only right after digits (5 م)."""
    kind: Literal["measure", "duration", "percent"] = "measure"
    unit: str | None = None
    """The symbol that a claim carries; None where there is none (موسم)."""
    factor: Decimal = Decimal(1)
    """How many of `unit` one of it is (a decade is 10 years)."""
    dimension: str | None = None
    scale: Decimal | None = Field(default=None, gt=0)
    """How many base units of its dimension one of `unit` is; only for sums such as 15 دقيقة و20 ثانية."""

    @model_validator(mode="after")
    def _whole(self) -> Unit:
        if (self.dimension is None) != (self.scale is None):
            raise ValueError("dimension and scale go together")
        return self


@cache
def units() -> tuple[Unit, ...]:
    """All entries of units.toml."""
    return load("units", Unit)


@cache
def after_numbers() -> Phrases[Unit]:
    """Singular, accusative and plural forms, as they stand after a number."""
    return Phrases((form, unit) for unit in units() for form in dict.fromkeys((*_singulars(unit), *unit.plural)))


@cache
def abbreviations() -> Phrases[Unit]:
    """The forms that are units only right after digits."""
    return Phrases((form, unit) for unit in units() for form in unit.short)


@cache
def duals() -> Phrases[Unit]:
    """Dual forms, which hold their number: two of it."""
    return Phrases((form, unit) for unit in units() for form in _duals(unit))


@cache
def singulars() -> Phrases[Unit]:
    """Singular forms of units of time and of whole measures, as they stand before واحد or ونصف."""
    return Phrases((form, unit) for unit in units() for form in _singulars(unit) if not unit.short or len(form) > 2)


@cache
def plurals() -> Phrases[Unit]:
    """Plural forms, as they stand before their number (الأيام الثلاثة)."""
    return Phrases((form, unit) for unit in units() for form in unit.plural)


def _singulars(unit: Unit) -> Iterator[str]:
    for form in unit.forms:
        yield form
        if form.isalpha() and fold(form)[-1] not in "هايو":
            yield form + "ا"


def _duals(unit: Unit) -> Iterator[str]:
    yield from unit.dual
    if not unit.dual and unit.plural:
        for form in unit.forms:
            if form.isalpha():
                stem = form[:-1] + "ت" if form[-1] == "ة" else form
                yield from (stem + "ان", stem + "ين")
