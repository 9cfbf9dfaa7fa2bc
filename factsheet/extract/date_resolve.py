"""What an expression says + the publication date + the tense of its clause → an ISO 8601 value.

An expression that names less than a calendar needs (الخميس, في مارس, 18 يناير) is the nearest such day on or before
publication when its clause is past, on or after it when future. Nothing is guessed: where the publication date is
needed and not known, or the calendar has no such day, the value is None and a note says why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from factsheet.extract import date_values as v
from factsheet.extract.date_ranges import RangeParts
from factsheet.extract.date_values import Parts, Value

FAR, NEAR = 300, 62
"""Days: a date without a year that lies FAR off on the side that the tense names and NEAR on the other is the near one."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a value depends on besides its own words."""

    published: date | None
    future: bool | None
    """Whether the clause speaks of what is to come; None where nothing tells."""
    year_before: int | None = None
    """The year that the nearest date before it has (من العام نفسه)."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value or None, whether it rests on the publication date, and notes."""

    value: Value | None
    relative: bool = False
    notes: tuple[str, ...] = ()


UNKNOWN = Resolved(None, True, ("no_reference_date",))
"""The answer where the publication date is needed and not known."""


def resolve(parts: Parts, context: Context) -> Resolved:
    """The value of one expression."""
    found = _calendar(parts, context)
    if found.value is not None and parts.clock is not None:
        found = _at_clock(found, parts)
    elif parts.rule == "clock" and parts.clock is not None:
        return found
    notes = tuple(dict.fromkeys((*parts.notes, *found.notes)))
    if "calendar_unsure" in notes or "before_christ" in notes:
        return Resolved(None, found.relative, notes)
    return replace(found, notes=notes)


def _at_clock(found: Resolved, parts: Parts) -> Resolved:
    if parts.clock is None or parts.clock.hour is None or found.value is None:
        return replace(found, notes=(*found.notes, "ambiguous_hour"))
    if found.value.granularity != "day":
        return found
    return replace(found, value=v.at(found.value, parts.clock))


def _calendar(parts: Parts, context: Context) -> Resolved:
    """The day or longer time, without the clock."""
    parts = _with_outer_year(parts, context)
    if "no_anchor" in parts.notes:
        return Resolved(None, True)
    for applies, rule in _RULES:
        if applies(parts):
            return rule(parts, context)
    return Resolved(None)


def _with_outer_year(parts: Parts, context: Context) -> Parts:
    """The year that من العام الماضي or من العام نفسه gives."""
    if parts.same and parts.year is None:
        if context.year_before is None or (parts.within is not None and parts.within.period != "year"):
            return replace(parts, notes=(*parts.notes, "no_anchor"))
        return replace(parts, year=context.year_before)
    return parts


def _outer_year(parts: Parts, context: Context) -> tuple[int | None, bool]:
    """The year said or meant, and whether it rests on the publication date."""
    if parts.year is not None:
        return parts.year, False
    outer = parts.within
    if outer is not None and outer.period in ("year", "fiscal") and outer.step is not None and context.published is not None:
        return context.published.year + outer.step, True
    return None, True


def _decade(parts: Parts, context: Context) -> Resolved:
    return Resolved(v.a_decade(parts.decade or 0))


def _seasonal(parts: Parts, context: Context) -> Resolved:
    """2014/2015; of Hijri years the days from the first of one to the last of the other."""
    if parts.calendar == "hijri":
        first, last = v.hijri_span(parts.year or 0, None), v.hijri_span(parts.last_year or 0, None)
        both = v.days(first.first, last.last, "year") if first and last else None
        return Resolved(both, False, () if both else ("hijri_out_of_range",))
    return Resolved(v.two_years(parts.year or 0, parts.last_year or 0, "season" if parts.rule == "season" else "year"))


def _part_of_year(parts: Parts, context: Context) -> Resolved:
    """Quarters and halves, of a year or (halves) of a month."""
    of = parts.within
    if parts.half and of is not None and (of.month is not None or of.period == "month"):
        found = _calendar(of, context)
        if found.value is None or found.value.granularity != "month":
            return found
        return replace(found, value=v.half_month(found.value.first.year, found.value.first.month, parts.half))
    year, relative = _outer_year(parts, context)
    if year is None and context.published is not None and parts.quarter:
        year = _year_of_quarter(parts.quarter, context.published, context.future)
    if year is None:
        return UNKNOWN
    return Resolved(v.a_quarter(year, parts.quarter) if parts.quarter else v.a_half(year, parts.half or 1), relative)


def _year_of_quarter(quarter: int, published: date, future: bool | None) -> int:
    now = (published.month + 2) // 3
    if future:
        return published.year + (quarter < now)
    return published.year - (quarter > now)


def _season(parts: Parts, context: Context) -> Resolved:
    """صيف 2012 is exact to its year; شتاء alone may run over two."""
    year, relative = _outer_year(parts, context)
    if year is not None:
        return Resolved(replace(v.a_year(year), granularity="season"), relative)
    published, season = context.published, parts.season or 1
    if published is None:
        return UNKNOWN
    ended = published.month > 3 * season + 2 if season < 4 else published.month > 2
    begun = published.month >= 3 * season if season < 4 else True
    if season == 4:
        first = published.year - 1 + (parts.step or 0) + (ended if (parts.step or 0) < 0 else published.month == 12)
        return Resolved(v.two_years(first, first + 1, "season"), True)
    year = published.year + ((parts.step or 0) + (ended if (parts.step or 0) < 0 else 0 if begun else -1 if parts.step else 0))
    return Resolved(replace(v.a_year(year), granularity="season"), True)


def _period(parts: Parts, context: Context) -> Resolved:
    """العام الماضي, الشهر المقبل, هذا الأسبوع, الموسم الماضي."""
    published = context.published
    if published is None or parts.step is None:
        return UNKNOWN
    match parts.period:
        case "year" | "fiscal":
            notes = ("fiscal_year",) if parts.period == "fiscal" else ()
            return Resolved(v.a_year(published.year + parts.step), True, notes)
        case "month":
            count = published.year * 12 + published.month - 1 + parts.step
            return Resolved(v.a_month(count // 12, count % 12 + 1), True)
        case "week":
            return Resolved(v.a_week(published + timedelta(weeks=parts.step)), True)
        case "hijri":
            hijri = v.hijri_year_of(published)
            found = v.hijri_span(hijri + parts.step, None) if hijri is not None else None
            return Resolved(found, True, () if found else ("hijri_out_of_range",))
    first = _season_start(published, parts.step, school=parts.period == "school")
    return Resolved(v.two_years(first, first + 1, "season"), True)


def _season_start(published: date, step: int, *, school: bool) -> int:
    """The year in which the season or school year begins. In the summer break the next is the one about to begin."""
    opens = 9 if school else 8
    current = published.year if published.month >= opens else published.year - 1
    if 6 <= published.month <= 8 and step > 0:
        return published.year + step - 1
    if 6 <= published.month <= 8 and step < 0:
        return published.year + step
    return (published.year if published.month >= 7 and step == 0 and not school else current) + step


def _day(parts: Parts, context: Context) -> Resolved:
    """A day and month, with or without year, weekday or a second calendar."""
    if parts.month is None:
        parts, missing = _month_of(parts, context)
        if missing:
            return missing
    year, relative = _outer_year(parts, context)
    if year is None and context.published is None and parts.joined is not None and parts.joined.year is not None:
        return _by_joined(parts, context)
    if year is None and context.published is None:
        return UNKNOWN
    if year is None and parts.joined is not None and parts.joined.year is not None:
        return _by_joined(parts, context)
    day = _make(parts, year) if year is not None else _nearest_day(parts, context)
    if day is None:
        outside = parts.calendar == "hijri" and not 1343 <= (year or 1400) <= 1500
        return Resolved(None, relative, ("hijri_out_of_range" if outside else "invalid_date",))
    notes = (*_weekday_note(parts, day), *_joined_note(parts, day, context), *_shift_note(parts, day, context))
    if parts.joined is not None and parts.joined.calendar == "gregorian" and parts.calendar == "hijri":
        return _by_joined(parts, context)
    return Resolved(v.a_day(day), relative, notes)


def _by_joined(parts: Parts, context: Context) -> Resolved:
    """The value of the Gregorian (or fuller) one of two ways of saying a day, checked against the other."""
    other = replace(parts.joined or parts, weekday=parts.weekday, shift=parts.shift, joined=replace(parts, joined=None))
    return _day(other, context)


def _month_of(parts: Parts, context: Context) -> tuple[Parts, Resolved | None]:
    """15 من الشهر الجاري: the month and year from the period that the day is of."""
    if parts.within is None:
        return parts, UNKNOWN
    found = _calendar(parts.within, context)
    if found.value is None:
        return parts, found
    first = found.value.first
    day = v.safe_date(first.year, first.month, parts.day or 1)
    invalid = Resolved(None, True, ("invalid_date",)) if day is None else None
    return replace(parts, month=first.month, step=0), invalid or (Resolved(v.a_day(day), True, _weekday_note(parts, day)) if day else None)


def _make(parts: Parts, year: int) -> date | None:
    if parts.calendar == "hijri":
        if "gregorian_year" in parts.notes:
            return next((d for h in _hijri_years(year) if (d := v.from_hijri(h, parts.month or 1, parts.day or 1)) and d.year == year), None)
        return v.from_hijri(year, parts.month or 1, parts.day or 1)
    return v.safe_date(year, parts.month or 1, parts.day or 1)


def _hijri_years(year: int) -> list[int]:
    hijri = v.hijri_year_of(date(year, 1, 1)) if 1 <= year <= 9999 else None
    return [] if hijri is None else [hijri, hijri + 1]


def _nearest_day(parts: Parts, context: Context) -> date | None:
    """The day without a year: by الماضي or المقبل, by its weekday, by the tense of its clause."""
    published = context.published
    if published is None:
        return None
    base = v.hijri_year_of(published) if parts.calendar == "hijri" else published.year
    days = [d for offset in range(-5, 6) if base is not None and (d := _make(parts, base + offset))]
    if parts.step == 0:
        return next((d for d in days if abs((d - published).days) <= 183), None)
    before = max((d for d in days if d < published or (d == published and parts.step is None)), default=None)
    after = min((d for d in days if d > published or (d == published and parts.step is None)), default=None)
    if parts.step is not None:
        return before if parts.step < 0 else after
    if parts.weekday is not None:
        agreeing = [d for d in (before, after) if d is not None and d.isoweekday() == parts.weekday]
        if len(agreeing) == 1:
            return agreeing[0]
    return _by_tense(before, after, published, context.future)


def _by_tense(before: date | None, after: date | None, published: date, future: bool | None) -> date | None:
    if before is None or after is None:
        return before or after
    back, ahead = (published - before).days, (after - published).days
    if future is None:
        return before if back <= ahead else after
    if future:
        return before if ahead > FAR and back < NEAR else after
    return after if back > FAR and ahead < NEAR else before


def _weekday_note(parts: Parts, day: date) -> tuple[str, ...]:
    if parts.weekday is None:
        return ()
    return ("weekday_agrees",) if day.isoweekday() == parts.weekday else ("weekday_differs",)


def _shift_note(parts: Parts, day: date, context: Context) -> tuple[str, ...]:
    """اليوم beside a full date that is another day than that of publication."""
    if parts.shift is None or context.published is None or (day - context.published).days == parts.shift:
        return ()
    return ("publication_differs",)


def _joined_note(parts: Parts, day: date, context: Context) -> tuple[str, ...]:
    """Whether the other calendar's date is the same day; months begin a day apart from country to country."""
    other = parts.joined
    if other is None or other.day is None or other.month is None:
        return ()
    year = other.year
    if year is None:
        year = v.hijri_year_of(day) if other.calendar == "hijri" else day.year
    same = _make(other, year) if year is not None else None
    if same is None:
        return ("hijri_out_of_range",) if other.calendar == "hijri" and year and not 1343 <= year <= 1500 else ("hijri_differs",)
    return ("hijri_agrees",) if abs((same - day).days) <= 1 else ("hijri_differs",)


def _month(parts: Parts, context: Context) -> Resolved:
    """A month, with or without its year."""
    year, relative = _outer_year(parts, context)
    published = context.published
    if parts.calendar == "hijri":
        return UNKNOWN if year is None and published is None else _hijri_month(parts, year, relative, context)
    if year is None and published is not None:
        year = _year_of_month(parts, published, context.future)
    return UNKNOWN if year is None else Resolved(v.a_month(year, parts.month or 1), relative)


def _year_of_month(parts: Parts, published: date, future: bool | None) -> int:
    month, this = parts.month or 1, published.year
    if parts.step == 0:
        return this
    if parts.step is not None:
        beyond = month <= published.month if parts.step > 0 else month >= published.month
        return this + (parts.step if beyond else parts.step - (1 if parts.step > 0 else -1))
    ahead = (month - published.month) % 12
    if future:
        return this + (month < published.month) - (ahead == 11)
    if ahead in (1, 2, 3) and future is None:
        return this + (month < published.month)
    return this - (month > published.month)


def _hijri_month(parts: Parts, year: int | None, relative: bool, context: Context) -> Resolved:
    if year is None or "gregorian_year" in parts.notes:
        day = replace(parts, day=1)
        first = _make(day, year) if year is not None else _nearest_day(day, context)
        year = v.hijri_year_of(first) if first is not None else None
    found = v.hijri_span(year, parts.month) if year is not None else None
    return Resolved(found, relative, () if found else ("hijri_out_of_range",))


def _year(parts: Parts, context: Context) -> Resolved:
    year = parts.year or 0
    if parts.calendar == "hijri":
        found = v.hijri_span(year, None)
        return Resolved(found, False, () if found else ("hijri_out_of_range",))
    return Resolved(v.a_year(year) if 1 <= year <= 9998 else None)


def _relative_day(parts: Parts, context: Context) -> Resolved:
    """اليوم, أمس, غدا; a weekday beside it decides where the two contradict."""
    if context.published is None:
        return UNKNOWN
    day = v.later(context.published, parts.shift or 0)
    if day is None:
        return Resolved(None, True, ("invalid_date",))
    if parts.weekday is None:
        return Resolved(v.a_day(day), True)
    off = (parts.weekday - day.isoweekday() + 3) % 7 - 3
    moved = v.later(day, off)
    notes = ("weekday_agrees",) if off == 0 else ("weekday_differs",)
    return Resolved(v.a_day(moved) if moved else None, True, notes)


def _weekday(parts: Parts, context: Context) -> Resolved:
    """A weekday alone or with الماضي or المقبل, or of a week (من الأسبوع الماضي)."""
    published, weekday = context.published, parts.weekday or 1
    if published is None:
        return UNKNOWN
    back = (published.isoweekday() - weekday) % 7
    if parts.within is not None and parts.within.step is not None:
        if weekday == 7:
            return Resolved(None, True, ("week_start_unknown",))
        day = v.later(published, 7 * parts.within.step + weekday - published.isoweekday())
    elif parts.step is None or parts.step == 0:
        day = v.later(published, (-back) % 7 if context.future else -back)
    elif parts.step < 0:
        day = v.later(published, -(back or 7) + 7 * (parts.step + 1))
    else:
        day = v.later(published, ((-back) % 7 or 7) + 7 * (parts.step - 1))
    return Resolved(v.a_day(day) if day else None, True)


def _clock(parts: Parts, context: Context) -> Resolved:
    """T14:30, the day unknown."""
    clock = parts.clock
    if clock is None or clock.hour is None:
        return Resolved(None, False, ("ambiguous_hour",))
    nowhere = date.min
    return Resolved(Value(f"T{clock}", "hour" if clock.minute is None else "minute", nowhere, nowhere))


_RULES: tuple[tuple[Callable[[Parts], object], Callable[[Parts, Context], Resolved]], ...] = (
    (lambda p: p.decade is not None, _decade),
    (lambda p: p.last_year is not None, _seasonal),
    (lambda p: p.quarter or p.half, _part_of_year),
    (lambda p: p.season is not None, _season),
    (lambda p: p.day is not None, _day),
    (lambda p: p.shift is not None, _relative_day),
    (lambda p: p.weekday is not None, _weekday),
    (lambda p: p.month is not None, _month),
    (lambda p: p.year is not None, _year),
    (lambda p: p.period is not None, _period),
    (lambda p: p.clock is not None, _clock),
)
"""The first rule that applies resolves the expression: from what is said most exactly to what is said least."""


def resolve_range(parts: RangeParts, context: Context) -> Resolved:
    """start/end. An end that lacks month or year takes it from the other; the earlier never follows the later."""
    start, end = _shared(parts.start, parts.end)
    last, first = resolve(end, context), resolve(start, context)
    if start.year is None and last.value is not None and _absolute(end) and not _absolute(start):
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


def _absolute(parts: Parts) -> bool:
    return parts.year is not None or parts.step is not None or parts.within is not None or parts.shift is not None


def _near(parts: Parts, other: Resolved, *, future: bool) -> Resolved | None:
    """The end nearest to the other end, on the side where it must lie."""
    if other.value is None or (parts.month is None and parts.weekday is None):
        return None
    found = resolve(parts, Context(published=other.value.first, future=future))
    return replace(found, relative=other.relative) if found.value is not None else None
