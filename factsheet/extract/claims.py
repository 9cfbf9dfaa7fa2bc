"""Numeric claims: numbers that count or measure something."""

from __future__ import annotations

from collections.abc import Sequence

from factsheet.extract.numbers import Number
from factsheet.schema import Claim, DateMention
from factsheet.text import Document


def find_claims(doc: Document, numbers: Sequence[Number], dates: Sequence[DateMention]) -> list[Claim]:
    """Claims in text order with ids c1, c2, ...; numbers inside a date's span are left out."""
    return []
