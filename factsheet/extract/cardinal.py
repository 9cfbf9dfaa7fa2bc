"""A number expression over tokens, and what stands beside it: the ground on which the grammar of numbers is built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from factsheet.lexicon.numbers import Reading, reading
from factsheet.text import Token

_ONE = Decimal(1)
_GAP = 3
"""Blanks beyond which two tokens stand in two cells of a table."""


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A number over tokens [first:last): value = coefficient × multiplier (+ lesser groups), None when it is vague."""

    first: int
    last: int
    value: Decimal | None
    coefficient: Decimal | None = None
    multiplier: Decimal = _ONE
    words: bool = True
    digits: bool = False
    ordinal: bool = False
    vague: bool = False
    inner: tuple[int, int] | None = None
    """Characters of the token that are this number's, where several share one token (2010،2011)."""
    notes: tuple[str, ...] = ()


def adjoining(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i exists and stands beside the token before it, not in the next cell of a table."""
    return i < len(tokens) and tokens[i].start - tokens[i - 1].end <= _GAP


def word_at(tokens: Sequence[Token], i: int) -> Reading | None:
    """The reading of the number word at token i, None when there is none beside the token before it."""
    return reading(tokens[i].form) if adjoining(tokens, i) and tokens[i].kind in ("word", "punct") else None


def joined(tokens: Sequence[Token], i: int) -> int | None:
    """Index of the token that و joins to what stands before i: i itself (وعشرون), i + 1 (و 25), None without و."""
    if not adjoining(tokens, i):
        return None
    if tokens[i].form == "و":
        return i + 1 if adjoining(tokens, i + 1) else None
    word = reading(tokens[i].form)
    return i if word is not None and word.prefix == "و" else None
