"""What an expression says + the publication date + the tense of its clause → an ISO 8601 value.

An expression that names less than a calendar needs (الخميس, في مارس, 18 يناير) is the nearest such day on or before
publication when its clause is past, on or after it when future. Nothing is guessed: where the publication date is
needed and not known, or the calendar has no such day, the value is None and a note says why.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from factsheet.extract import date_values as v
from factsheet.extract.date_context import UNKNOWN, Context, Resolved, or_outside, outer_year
from factsheet.extract.date_nearest import day, month, relative_day, weekday
from factsheet.extract.date_ranges import RangeParts
from factsheet.extract.date_relative import period, season, year_of_quarter
from factsheet.extract.date_values import Parts, Value

OPEN = frozenset(("calendar_unsure", "before_christ"))
"""Notes on what the words leave open: no value."""

HIJRI_PART = Resolved(None, notes=("hijri_part",))
"""The answer to quarters and halves of Hijri years and months, which have no ISO 8601 form."""


def resolve(parts: Parts, context: Context) -> Resolved:
    """The value of one expression."""
    if parts.rule == "clock":
        return _clock(parts)
    if OPEN.intersection(parts.notes):
        return Resolved(None, notes=parts.notes)
    found = _calendar(parts, context)
    if found.value is not None and parts.clock is not None:
        found = _at_clock(found, parts)
    notes = tuple(dict.fromkeys((*parts.notes, *found.notes)))
    return replace(found, notes=notes)


def _at_clock(found: Resolved, parts: Parts) -> Resolved:
    """The day with its hour; the day alone where the hour may be of the morning or the evening."""
    if parts.clock is None or parts.clock.hour is None or found.value is None:
        return replace(found, notes=(*found.notes, "ambiguous_hour"))
    return replace(found, value=v.at(found.value, parts.clock)) if found.value.granularity == "day" else found


def _calendar(parts: Parts, context: Context) -> Resolved:
    """The day or longer time, without the clock: from what is said most exactly to what is said least."""
    if parts.same and parts.year is None:
        if context.year_before is None or (parts.period or "year") != "year":
            return Resolved(None, relative=True, notes=("no_anchor",))
        parts = replace(parts, year=context.year_before)
    if parts.decade is not None:
        return Resolved(v.a_decade(parts.decade))
    if parts.last_year is not None:
        return _two_years(parts)
    if parts.quarter is not None or parts.half is not None:
        return _part_of_year(parts, context)
    for said, rule in (
        (parts.season, season),
        (parts.day, day),
        (parts.shift, relative_day),
        (parts.weekday, weekday),
        (parts.month, month),
    ):
        if said is not None:
            return rule(parts, context)
    return _year(parts) if parts.year is not None else period(parts, context)


def _two_years(parts: Parts) -> Resolved:
    """2014/2015; of Hijri years the days from the first of one to the last of the other."""
    first, last = parts.year or 0, parts.last_year or 0
    if parts.calendar != "hijri":
        return Resolved(v.two_years(first, last, "season" if parts.rule == "season" else "year"))
    start, end = v.hijri_span(first, None), v.hijri_span(last, None)
    return or_outside(v.days(start.first, end.last, "year") if start and end else None, relative=False)


def _year(parts: Parts) -> Resolved:
    year = parts.year or 0
    if parts.calendar == "hijri":
        return or_outside(v.hijri_span(year, None), relative=False)
    return Resolved(v.a_year(year))


def _part_of_year(parts: Parts, context: Context) -> Resolved:
    """Quarters and halves of a year, halves of a month."""
    of = parts.within
    if parts.half is not None and of is not None and (of.month is not None or of.period == "month"):
        found = _calendar(of, context)
        if found.value is None:
            return found
        if found.value.granularity != "month" or of.calendar == "hijri":
            return HIJRI_PART
        return replace(found, value=v.half_month(found.value.first.year, found.value.first.month, parts.half))
    year, relative = outer_year(parts, context)
    if year is None and context.published is not None and parts.quarter is not None:
        year = year_of_quarter(parts.quarter, context.published, future=context.future)
    if parts.calendar == "hijri":
        return HIJRI_PART
    if year is None:
        return UNKNOWN
    return Resolved(v.a_quarter(year, parts.quarter) if parts.quarter else v.a_half(year, parts.half or 1), relative)


def _clock(parts: Parts) -> Resolved:
    """T14:30, the day unknown."""
    clock = parts.clock
    if clock is None or clock.hour is None:
        return Resolved(None, notes=("ambiguous_hour",))
    nowhere = date.min
    return Resolved(Value(f"T{clock}", "hour" if clock.minute is None else "minute", nowhere, nowhere))


def resolve_range(parts: RangeParts, context: Context) -> Resolved:
    """start/end. An end that lacks month or year takes it from the other; the earlier never follows the later."""
    start, end = _shared(parts.start, parts.end)
    last, first = resolve(end, context), resolve(start, context)
    backward = "night" in parts.notes or not (context.future or (start.step or 0) > 0)
    if _weekly(start) and _weekly(end) and backward:
        first = _near(start, last, future=False) or first
    elif _weekly(start) and _weekly(end):
        last = _near(end, first, future=True) or last
    elif start.year is None and last.value is not None and _absolute(end) and not _absolute(start):
        first = _near(start, last, future=False) or first
    elif end.year is None and first.value is not None and not _absolute(end) and end.step is None:
        last = _near(end, first, future=True) or last
    relative = first.relative or last.relative
    notes = tuple(dict.fromkeys((*parts.notes, *first.notes, *last.notes)))
    if first.value is None or last.value is None:
        return Resolved(None, relative, notes)
    if first.value.first > last.value.last:
        return Resolved(None, relative, (*notes, "reversed_range"))
    return Resolved(v.a_range(first.value, last.value), relative, notes)


def _shared(start: Parts, end: Parts) -> tuple[Parts, Parts]:
    if start.rule == "day":
        start = replace(end, day=start.day, weekday=None, joined=None, clock=None)
    return start, end


def _weekly(parts: Parts) -> bool:
    return parts.weekday is not None and parts.day is None


def _absolute(parts: Parts) -> bool:
    return parts.year is not None or parts.step is not None or parts.within is not None or parts.shift is not None


def _near(parts: Parts, other: Resolved, *, future: bool) -> Resolved | None:
    """The end nearest to the other end, on the side where it must lie."""
    if other.value is None or (parts.month is None and parts.weekday is None):
        return None
    found = resolve(replace(parts, step=None), Context(published=other.value.first, future=future))
    return replace(found, relative=other.relative) if found.value is not None else None
