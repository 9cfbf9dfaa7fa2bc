"""Offices and their holders: whom a bare title (الوزير، رئيس الوزراء) stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factsheet.lexicon.titles import heads
from factsheet.text import Document, stems

if TYPE_CHECKING:
    from factsheet.extract.people import People


def holder(doc: Document, people: People, start: int, end: int) -> int | None:
    """Index of the person whose office the words in raw [start:end] name; the one mentioned last before them wins."""
    wanted = _content(doc, start, end)
    if wanted is None:
        return None
    head, words = wanted
    fitting = {n for n, offices in enumerate(people.offices) if any(_fits(doc, head, words, o) for o in offices)}
    best = None
    for mention in people.mentions:
        if mention.official in fitting and (mention.start < start or best is None):
            best = mention.official
    return best


def _fits(doc: Document, head: str, words: frozenset[str], office: tuple[int, int]) -> bool:
    has = _content(doc, *office)
    return has is not None and (has[0] == head or head in has[1]) and words <= has[1] | {has[0]}


def _content(doc: Document, start: int, end: int) -> tuple[str, frozenset[str]] | None:
    """The title that a phrase is headed by, in its naming form, and the other words without article."""
    first, last = doc.token_range(start, end)
    tokens = doc.tokens[first:last]
    if not tokens:
        return None
    match = heads().at(tokens, 0)
    if match is None:
        return None
    words = frozenset(stems(t.form)[-1][1] for t in tokens[match.last :] if t.kind == "word")
    return match.entry.title.form, words
