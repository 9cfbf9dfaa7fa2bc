"""Date expressions, composed before they are resolved against the publication date.

`date_reader` looks up words and numbers, `date_days`, `date_periods`, `date_clock` and `date_ranges` are the grammar,
`date_resolve` and `date_values` the calendar, `tense` decides between the last and the next such day, `published`
infers the publication date from the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from factsheet.extract.date_context import Context, Resolved
from factsheet.extract.date_expressions import Expression, expressions
from factsheet.extract.date_ranges import RangeParts
from factsheet.extract.date_resolve import resolve, resolve_range
from factsheet.extract.date_values import FIRST_YEAR, LAST_YEAR, Parts
from factsheet.extract.numbers import Number
from factsheet.extract.published import published_in
from factsheet.extract.tense import is_future
from factsheet.schema import DateMention, Span
from factsheet.text import Document

CONFIDENCE = {
    "full-date": 0.99, "numeric-date": 0.95, "joined-date": 0.99, "relative-day": 0.97, "day-month": 0.95,
    "month": 0.95, "year": 0.98, "year-pair": 0.95, "bare-year": 0.9, "relative-period": 0.95, "same-period": 0.6,
    "weekday": 0.93, "decade": 0.97, "season": 0.85, "quarter": 0.9, "half": 0.9, "range": 0.9, "clock": 0.85,
}  # fmt: skip
"""The share of such dates that are right."""
ANCHORS = ("day", "month", "year", "quarter", "half", "minute", "hour")
"""What a later العام نفسه can refer to."""
DOUBTS = {"weekday_differs": 0.6, "hijri_differs": 0.7, "ambiguous_day_month": 0.9, "published_inferred": 0.95}
"""What a note takes from it."""


def infer_published(doc: Document, numbers: Sequence[Number]) -> tuple[date, Literal["dateline", "text"]] | None:
    """The publication date that the text itself gives, and from where (contract.md says when); else None."""
    return published_in(doc, expressions(doc, numbers))


def find_dates(
    doc: Document, numbers: Sequence[Number], published: date | None, *, inferred: bool = False
) -> list[DateMention]:
    """Dates in text order with ids d1, d2, ...; what rests on an inferred date gets the note published_inferred."""
    if published is not None and not FIRST_YEAR <= published.year <= LAST_YEAR:
        published = None
    mentions: list[DateMention] = []
    sentences: dict[int, Span] = {}
    anchor: tuple[int, Expression] | None = None
    for expression in expressions(doc, numbers):
        parts = expression.parts
        future = is_future(doc, expression.first, expression.last) if _needs_tense(parts) else None
        context = Context(published, future, anchor[0] if anchor else None)
        resolved = resolve_range(parts, context) if isinstance(parts, RangeParts) else resolve(parts, context)
        same = isinstance(parts, Parts) and parts.same and resolved.value is not None
        place = anchor[1] if same and anchor else None
        sentence = _sentence(doc, expression.start, sentences)
        mentions.append(_mention(doc, expression, resolved, place, sentence, len(mentions) + 1, inferred=inferred))
        if resolved.value is not None and resolved.value.granularity in ANCHORS:
            anchor = (resolved.value.first.year, expression) if resolved.value.first.year > 1 else anchor
    return mentions


def _sentence(doc: Document, offset: int, known: dict[int, Span]) -> Span:
    """The sentence around an offset: one Span for all its dates, so that a sentence of any length is copied once."""
    sentence = doc.sentence_at(offset)
    if sentence.index not in known:
        known[sentence.index] = doc.span(sentence.start, sentence.end)
    return known[sentence.index]


def _mention(
    doc: Document,
    found: Expression,
    resolved: Resolved,
    anchor: Expression | None,
    sentence: Span,
    number: int,
    *,
    inferred: bool,
) -> DateMention:
    parts = found.parts
    notes = resolved.notes
    if inferred and resolved.relative and resolved.value is not None:
        notes = (*notes, "published_inferred")
    confidence = CONFIDENCE[parts.rule]
    for note in notes:
        confidence *= DOUBTS.get(note, 1)
    hijri = isinstance(parts, Parts) and parts.calendar == "hijri" and not (parts.joined and parts.joined.day)
    return DateMention(
        id=f"d{number}",
        span=doc.span(found.start, found.end),
        value=resolved.value.iso if resolved.value else None,
        granularity=resolved.value.granularity if resolved.value else granularity(parts),
        calendar="hijri" if hijri else "gregorian",
        relative=resolved.relative,
        anchor=doc.span(anchor.start, anchor.end) if anchor else None,
        sentence=sentence,
        paragraph=doc.paragraph_at(found.start).index,
        rule=parts.rule,
        confidence=round(confidence, 2),
        notes=notes,
    )


def granularity(parts: Parts | RangeParts) -> str:
    """What an unresolved expression is exact to."""
    if isinstance(parts, RangeParts):
        return granularity(parts.end)
    if parts.clock is not None:
        return "minute" if parts.clock.minute is not None else "hour"
    if parts.day is not None or parts.weekday is not None or parts.shift is not None:
        return "day"
    told = (("month", parts.month), ("quarter", parts.quarter), ("half", parts.half), ("season", parts.season))
    period = {"school": "season", "fiscal": "year"}.get(parts.period or "", parts.period or "year")
    return next((name for name, value in told if value is not None), period)


def _needs_tense(parts: Parts | RangeParts) -> bool:
    if isinstance(parts, RangeParts):
        return _needs_tense(parts.start) or _needs_tense(parts.end)
    open_day = parts.weekday is not None or parts.month is not None or parts.quarter is not None
    return open_day and parts.year is None and parts.step is None and parts.shift is None
