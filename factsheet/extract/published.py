"""The publication date that the text itself gives: from a dateline, or from a full date that the text calls today.

The second way: the text holds اليوم, أمس or غدا with a weekday, and a full date that falls on that weekday; that day is
today, yesterday or tomorrow. It holds only when all such words agree, exactly one full date fits, and the text tells
of no later year as past.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

from factsheet.extract.date_context import Context
from factsheet.extract.date_expressions import Expression
from factsheet.extract.date_ranges import RangeParts
from factsheet.extract.date_resolve import resolve
from factsheet.extract.date_values import Parts
from factsheet.extract.tense import is_future
from factsheet.text import Document

Place = Literal["dateline", "text"]
DATELINE_TOKENS, PLACE_TOKENS = 14, 5
"""A full date that ends so many tokens after the first paragraph's start, before a dash or bracket, is a dateline."""

AFTER_DATE = frozenset("-–—/(:")


def published_in(doc: Document, found: Iterable[Expression]) -> tuple[date, Place] | None:
    """The publication date and where it stands, None where the text does not give it beyond doubt."""
    expressions = list(found)
    day = _dateline(doc, expressions)
    if day is not None:
        return day, "dateline"
    day = _today(doc, expressions)
    return (day, "text") if day is not None else None


def _full(expression: Expression) -> date | None:
    """The day of an expression that says day, month and year, and whose weekday, where it has one, agrees."""
    parts = expression.parts
    if isinstance(parts, RangeParts) or parts.day is None or (parts.year is None and parts.joined is None):
        return None
    found = resolve(parts, Context(None, None))
    if found.value is None or found.relative or {"weekday_differs", "hijri_differs"} & set(found.notes):
        return None
    return found.value.first


def _dateline(doc: Document, expressions: list[Expression]) -> date | None:
    """The one day that the datelines name; where a page also tells when it was changed, the first."""
    days = [
        day
        for e in expressions
        if (doc.paragraph_at(e.start).role == "dateline" or _opens_article(doc, e)) and (day := _full(e)) is not None
    ]
    return days[0] if days and all(0 <= (d - days[0]).days <= 400 for d in days) else None


def _opens_article(doc: Document, e: Expression) -> bool:
    """عمان 18 يناير 2024 (وكالة) -: a full date among the first words of the first body paragraph, before a sign."""
    body = next((p for p in doc.paragraphs if p.role == "body"), None)
    if body is None or not body.start <= e.start < body.end:
        return False
    first, stop = doc.token_range(body.start, body.end)
    if e.last - first > DATELINE_TOKENS or e.last >= stop:
        return False
    place = doc.tokens[first : e.first]
    named = len(place) <= PLACE_TOKENS and all(token.kind != "number" for token in place)
    return named and doc.tokens[e.last].form in AFTER_DATE


def _today(doc: Document, expressions: list[Expression]) -> date | None:
    """The full date that اليوم, أمس or غدا with its weekday picks out."""
    said = {(p.shift, p.weekday) for p in _parts(expressions) if p.shift is not None and p.weekday is not None}
    weekdays = {(weekday - shift - 1) % 7 + 1 for shift, weekday in said}
    if len(weekdays) != 1:
        return None
    days = {day for e in expressions if (day := _full(e)) is not None}
    fitting = {day - timedelta(days=shift) for day in days for shift, weekday in said if day.isoweekday() == weekday}
    if len(fitting) != 1:
        return None
    today = fitting.pop()
    return None if any(year > today.year for year in _years_past(doc, expressions)) else today


def _parts(expressions: list[Expression]) -> Iterator[Parts]:
    return (e.parts for e in expressions if isinstance(e.parts, Parts))


def _years_past(doc: Document, expressions: list[Expression]) -> Iterator[int]:
    """The years of expressions whose clause is not known to speak of what is to come."""
    for e in expressions:
        year = e.parts.year if isinstance(e.parts, Parts) else e.parts.end.year
        calendar = e.parts.calendar if isinstance(e.parts, Parts) else e.parts.end.calendar
        if year is not None and calendar == "gregorian" and is_future(doc, e.first, e.last) is not True:
            yield year
