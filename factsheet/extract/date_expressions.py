"""The date expressions of a document, composed but not resolved: the longest that the grammar reads at each place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factsheet.extract.date_clock import clock
from factsheet.extract.date_days import day
from factsheet.extract.date_divisions import decade, part_of_year, phased, season
from factsheet.extract.date_periods import month_phrase, of_year, unit_phrase
from factsheet.extract.date_ranges import BETWEEN, FROM, WHAT, RangeParts, bare_year, range_at
from factsheet.extract.date_reader import OF, Found, Reader
from factsheet.extract.date_values import Clock, Parts
from factsheet.extract.numbers import Number
from factsheet.text import Document


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression over tokens [first:last) and raw offsets [start:end), not yet resolved."""

    first: int
    last: int
    start: int
    end: int
    parts: Parts | RangeParts


def expressions(doc: Document, numbers: Sequence[Number]) -> Iterator[Expression]:
    """The date expressions of the article proper, in text order, longest first at each place."""
    reader = Reader(doc, numbers)
    leads = (token.index for token in doc.tokens if token.form in _BEFORE)
    places = sorted({*reader.beginnings, *leads})
    for paragraph in doc.paragraphs:
        if paragraph.role in ("related", "boilerplate"):
            continue
        first, stop = doc.token_range(paragraph.start, paragraph.end)
        reader.confine(first, stop)
        yield from _in_paragraph(reader, places[bisect_left(places, first) : bisect_left(places, stop)])


_BEFORE = FROM | BETWEEN | WHAT
"""Words that a range begins with."""


def _in_paragraph(r: Reader, places: Sequence[int]) -> Iterator[Expression]:
    """The expressions that begin at these tokens, none inside another."""
    end = year_ended = -1
    for i in places:
        if i < end:
            continue
        after_year = i in (year_ended, year_ended + 1) and r.form(i - 1).startswith("و")
        found = read(r, i, listed=after_year)
        if found is None:
            continue
        parts, end = found
        yield Expression(i, end, r.start(i), r.tokens[end - 1].end, parts)
        if _is_year(parts):
            year_ended = end + (r.form(end) == "و")


def _is_year(parts: Parts | RangeParts) -> bool:
    return isinstance(parts, Parts) and parts.rule in ("year", "bare-year")


def read(r: Reader, i: int, *, listed: bool = False) -> tuple[Parts | RangeParts, int] | None:
    """The expression that begins at token i, and the index after it."""
    ranged = range_at(r, i)
    if ranged is not None:
        return ranged
    one = _timed(r, i) or day(r, i)
    if one is not None:
        return _hours_of(r, one) or one
    return _period(r, i) or bare_year(r, i, listed=listed) or _marked_year(r, i) or _line_clock(r, i)


def _marked_year(r: Reader, i: int) -> Found | None:
    """1433هـ without عام (1990 م may be metres)."""
    year = r.year(i) if r.digits(i) is not None else None
    return Found(of_year(r, year), year.end) if year is not None and year.calendar == "hijri" else None


def _line_clock(r: Reader, i: int) -> Found | None:
    """14:30 at the head of a line: the hour of an entry in a live report."""
    if i != r.first or len(r.form(i)) != 2 or r.form(i + 1) != ":" or len(r.form(i + 2)) != 2 or r.form(i + 3) == ":":
        return None
    hour, minute = r.digits(i), r.digits(i + 2)
    if hour is None or minute is None or hour > 23 or minute > 59:
        return None
    return Found(Parts("clock", clock=Clock(hour, minute)), i + 3)


def _hours_of(r: Reader, one: Found) -> tuple[RangeParts, int] | None:
    """الأحد من الساعة 9 إلى 11 مساء: the hours of a day as a range."""
    hours = range_at(r, one.end) if one.parts.clock is None and one.parts.rule != "clock" else None
    if hours is None or hours[0].start.rule != "clock" or hours[0].end.rule != "clock":
        return None
    start, end = (replace(one.parts, clock=side.clock) for side in (hours[0].start, hours[0].end))
    return RangeParts("range", start, end), hours[1]


def _period(r: Reader, i: int) -> Found | None:
    return phased(r, i) or part_of_year(r, i) or month_phrase(r, i) or unit_phrase(r, i) or season(r, i) or decade(r, i)


def _titles_programme(r: Reader, i: int) -> bool:
    """Whether the clock time is the name of a programme (برنامج «العاشرة مساء»)."""
    before = r.token(i - 1)
    return before is not None and before.kind == "mark" and r.labelled(i - 1, "before_outlet")


def _timed(r: Reader, i: int) -> Found | None:
    """A clock time, with the day that follows it (الساعة الثامنة من مساء الخميس)."""
    time = clock(r, i)
    if time is None or _titles_programme(r, i):
        return None
    clock_time, end = time
    found = day(r, end + 1 if r.form(end) in OF else end)
    if found is None or found.parts.clock is not None:
        return Found(Parts("clock", clock=clock_time), end)
    return Found(replace(found.parts, clock=clock_time), found.end)
