"""Comparators: words before or after a number that make it a bound or an approximation."""

from __future__ import annotations

from functools import cache
from typing import Literal

from factsheet.lexicon import Entry, Phrases, load
from factsheet.schema import Comparator
from factsheet.text import fold


class ComparatorWord(Entry):
    """One comparator with all its forms."""

    comparator: Comparator
    place: Literal["before", "after", "both"] = "before"
    then: tuple[str, ...] | None = None
    """For a verb: the prepositions that follow it, its subject perhaps between (لا يزيد عددهم على); an empty list when
    the number is its object. None for words that stand right before the number."""


@cache
def comparators() -> tuple[ComparatorWord, ...]:
    """All entries of comparators.toml."""
    return load("comparators", ComparatorWord)


@cache
def before_numbers() -> Phrases[ComparatorWord]:
    """The comparators that stand before a number."""
    return Phrases((form, c) for c in comparators() if c.place != "after" for form in c.forms)


@cache
def after_numbers() -> Phrases[ComparatorWord]:
    """The comparators that stand after a number and what it counts."""
    return Phrases((form, c) for c in comparators() if c.place != "before" for form in c.forms)


@cache
def prepositions(entry: ComparatorWord) -> frozenset[str]:
    """The folded prepositions of a comparator verb."""
    return frozenset(map(fold, entry.then or ()))
