"""Roles of paragraphs: which lines are the article, and which the page left behind."""

from __future__ import annotations

from factsheet.schema import Paragraph
from factsheet.text import lines


def paragraphs(text: str, *, title: str | None = None) -> list[Paragraph]:
    """The non-empty lines of the text with role and rule; index counts body paragraphs from 1."""
    return list(lines(text))
