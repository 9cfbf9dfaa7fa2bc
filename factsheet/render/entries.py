"""Quotes, figures and dates in the order of the article, for who reads along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factsheet.render.figures import Figure
from factsheet.render.speech import Said, Source
from factsheet.schema import DateMention


@dataclass(frozen=True)
class Entry:
    """One fact at its place: exactly one of `said` (with its `source`), `figure` and `date` is given."""

    paragraph: int | None
    said: Said | None = None
    source: Source | None = None
    figure: Figure | None = None
    date: DateMention | None = None


def in_order(sources: Iterable[Source], figures: Sequence[Figure], dates: Sequence[DateMention]) -> tuple[Entry, ...]:
    """All of them by where they begin; a quote stands before what it holds."""
    placed = [
        (said.quote.spans[0].start, 0, Entry(said.quote.paragraph, said=said, source=source))
        for source in sources
        for said in source.quotes
    ]
    placed += [(figure.claim.span.start, 1, Entry(figure.claim.paragraph, figure=figure)) for figure in figures]
    placed += [(date.span.start, 2, Entry(date.paragraph, date=date)) for date in dates]
    return tuple(entry for _, _, entry in sorted(placed, key=lambda item: item[:2]))
