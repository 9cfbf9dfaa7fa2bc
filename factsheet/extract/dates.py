"""Date expressions, composed before they are resolved against the publication date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from factsheet.extract.numbers import Number
from factsheet.schema import DateMention
from factsheet.text import Document


def infer_published(doc: Document, numbers: Sequence[Number]) -> tuple[date, Literal["dateline", "text"]] | None:
    """The publication date that the text itself gives, and from where (contract.md says when); else None."""
    return None


def find_dates(doc: Document, numbers: Sequence[Number], published: date | None, *, inferred: bool = False) -> list[DateMention]:
    """Dates in text order with ids d1, d2, ...; values that rest on an inferred date get the note published_inferred."""
    return []
