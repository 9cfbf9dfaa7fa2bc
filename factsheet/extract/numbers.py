"""Number expressions, parsed once: digits of any script, number words, multipliers. Claims and dates reuse them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from factsheet.text import Document

NumberForm = Literal["digits", "words", "mixed", "dual", "vague"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number expression over tokens [first:last) and raw offsets [start:end), proclitics left out.

    `value` is exact (Decimal), None for a range (then low and high) and for vague words (عشرات، بضعة).
    """

    first: int
    last: int
    start: int
    end: int
    form: NumberForm
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    ordinal: bool = False
    notes: tuple[str, ...] = ()


def find_numbers(doc: Document) -> list[Number]:
    """All number expressions in text order, not overlapping; ordinals (الثالث) are marked as such."""
    return []
