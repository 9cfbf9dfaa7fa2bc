"""Acronyms and what the article says they stand for: خطاب العرض والقبول (LOA)."""

from __future__ import annotations

from factsheet.schema import Acronym
from factsheet.text import Document


def find_acronyms(doc: Document) -> list[Acronym]:
    """Short forms with their expansions in text order, each once."""
    return []
