"""Quotes: reported speech with its cue and source."""

from __future__ import annotations

from collections.abc import Sequence

from factsheet.extract.people import People
from factsheet.schema import DateMention, Quote
from factsheet.text import Document


def find_quotes(doc: Document, people: People, dates: Sequence[DateMention]) -> list[Quote]:
    """Quotes in text order with ids q1, q2, ..."""
    return []
