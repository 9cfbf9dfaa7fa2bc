"""Days and months that name less than a calendar needs: the nearest by tense, weekday, الماضي or المقبل.

Two ways of saying one day are checked against each other: a weekday against the date, a Hijri day against the
Gregorian. The note says whether they agree; the Gregorian date is the value.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from factsheet.extract import date_values as v
from factsheet.extract.date_context import UNKNOWN, Context, Resolved, or_outside, outer_year
from factsheet.extract.date_relative import period
from factsheet.extract.date_values import Parts

FAR, NEAR = 300, 62
"""Days: a date without a year, FAR off on the side that the tense names and NEAR on the other, is the near one."""
SUNDAY = 7


def day(parts: Parts, context: Context) -> Resolved:
    """A day and month, with or without year, weekday or a second calendar."""
    if parts.month is None:
        return _day_of_period(parts, context)
    year, relative = outer_year(parts, context)
    other = parts.joined
    if other is not None and other.day is not None and _is_fuller(other, parts, year):
        first = replace(parts, joined=None, weekday=None)
        return day(replace(other, weekday=parts.weekday, shift=parts.shift, joined=first), context)
    if year is None and context.published is None:
        return UNKNOWN
    found = _make(parts, year) if year is not None else _nearest(parts, context)
    if found is None:
        outside = parts.calendar == "hijri" and not 1343 <= (year or 1400) <= 1500
        return Resolved(None, relative, ("hijri_out_of_range" if outside else "invalid_date",))
    notes = _joined_note(parts, found)
    if other is not None and other.calendar == "gregorian" and "hijri_agrees" in notes:
        found = _make(other, found.year) or found
    notes = (*_weekday_note(parts, found), *notes, *_shift_note(parts, found, context))
    return Resolved(v.a_day(found), relative, notes)


def _is_fuller(other: Parts, parts: Parts, year: int | None) -> bool:
    """Whether the second way of saying the day decides: it alone has the year, or it is the Gregorian one."""
    return other.year is not None and (year is None or (parts.calendar == "hijri" and other.calendar == "gregorian"))


def _day_of_period(parts: Parts, context: Context) -> Resolved:
    """15 من الشهر الجاري."""
    found = period(parts.within, context) if parts.within is not None else UNKNOWN
    if found.value is None:
        return found
    first = found.value.first
    day = v.safe_date(first.year, first.month, parts.day or 1)
    if day is None:
        return Resolved(None, relative=True, notes=("invalid_date",))
    return Resolved(v.a_day(day), relative=True, notes=_weekday_note(parts, day))


def _make(parts: Parts, year: int) -> date | None:
    """The day in a year of its calendar; a Hijri day may be told with a Gregorian year (رمضان 2019)."""
    month, number = parts.month or 1, parts.day or 1
    if parts.calendar != "hijri":
        return v.safe_date(year, month, number)
    if "gregorian_year" not in parts.notes:
        return v.from_hijri(year, month, number)
    hijri = v.hijri_year_of(date(year, 1, 1))
    days = (v.from_hijri(h, month, number) for h in (hijri, hijri + 1)) if hijri is not None else ()
    return next((d for d in days if d is not None and d.year == year), None)


def _nearest(parts: Parts, context: Context) -> date | None:
    """The day without a year: by الماضي or المقبل, by its weekday, by the tense of its clause."""
    published = context.published
    if published is None:
        return None
    base = v.hijri_year_of(published) if parts.calendar == "hijri" else published.year
    if base is None:
        return None
    days = [d for offset in range(-5, 6) if (d := _make(parts, base + offset))]
    if parts.step == 0:
        return next((d for d in days if abs((d - published).days) <= 183), None)
    today = parts.step is None
    before = max((d for d in days if d < published or (today and d == published)), default=None)
    after = min((d for d in days if d > published or (today and d == published)), default=None)
    if parts.step is not None:
        return before if parts.step < 0 else after
    if parts.weekday is not None:
        agreeing = [d for d in (before, after) if d is not None and d.isoweekday() == parts.weekday]
        if len(agreeing) == 1:
            return agreeing[0]
    return _by_tense(before, after, published, future=context.future)


def _by_tense(before: date | None, after: date | None, published: date, *, future: bool | None) -> date | None:
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


def _joined_note(parts: Parts, day: date) -> tuple[str, ...]:
    """Whether the other calendar's date is the same day; Hijri months begin a day apart from country to country."""
    other = parts.joined
    if other is None or other.day is None or other.month is None:
        return ()
    year = other.year or (v.hijri_year_of(day) if other.calendar == "hijri" else day.year)
    same = _make(other, year) if year is not None else None
    if same is None and other.calendar == "hijri" and year is not None and not 1343 <= year <= 1500:
        return ("hijri_out_of_range",)
    return ("hijri_agrees",) if same is not None and abs((same - day).days) <= 1 else ("hijri_differs",)


def month(parts: Parts, context: Context) -> Resolved:
    """A month, with or without its year; a Hijri month is the range of its days."""
    year, relative = outer_year(parts, context)
    published = context.published
    if year is None and published is None:
        return UNKNOWN
    if parts.calendar == "hijri":
        return _hijri_month(parts, year, context, relative=relative)
    if year is None and published is not None:
        year = _year_of_month(parts, published, future=context.future)
    return UNKNOWN if year is None else Resolved(v.a_month(year, parts.month or 1), relative)


def _year_of_month(parts: Parts, published: date, *, future: bool | None) -> int:
    """The year of a month without one; the month of publication is neither last nor next (يناير الماضي in January)."""
    number, this = parts.month or 1, published.year
    if parts.step == 0:
        return this
    if parts.step is not None and parts.step > 0:
        return this + parts.step - (number > published.month)
    if parts.step is not None:
        return this + parts.step + (number < published.month)
    ahead = (number - published.month) % 12
    if future:
        return this + (number < published.month) - (ahead == 11)
    if ahead in (1, 2, 3) and future is None:
        return this + (number < published.month)
    return this - (number > published.month)


def _hijri_month(parts: Parts, year: int | None, context: Context, *, relative: bool) -> Resolved:
    if year is None or "gregorian_year" in parts.notes:
        first_day = replace(parts, day=1)
        first = _make(first_day, year) if year is not None else _nearest(first_day, context)
        year = v.hijri_year_of(first) if first is not None else None
    return or_outside(v.hijri_span(year, parts.month) if year is not None else None, relative=relative)


def relative_day(parts: Parts, context: Context) -> Resolved:
    """اليوم, أمس, غدا; a weekday beside it decides where the two contradict."""
    day = v.later(context.published, parts.shift or 0) if context.published is not None else None
    if day is None:
        return UNKNOWN
    if parts.weekday is None:
        return Resolved(v.a_day(day), relative=True)
    off = (parts.weekday - day.isoweekday() + 3) % 7 - 3
    moved = v.later(day, off)
    notes = ("weekday_agrees",) if off == 0 else ("weekday_differs",)
    return Resolved(v.a_day(moved) if moved else None, relative=True, notes=notes)


def weekday(parts: Parts, context: Context) -> Resolved:
    """A weekday alone or with الماضي or المقبل, or of a week (من الأسبوع الماضي)."""
    published, number = context.published, parts.weekday or 1
    if published is None:
        return UNKNOWN
    back = (published.isoweekday() - number) % 7
    ahead, step = -back % 7, parts.step
    if parts.within is not None and parts.within.step is not None:
        if number == SUNDAY:
            return Resolved(None, relative=True, notes=("week_start_unknown",))
        off = 7 * parts.within.step + number - published.isoweekday()
    elif not step:
        off = ahead if context.future else -back
    else:
        off = 7 * (step + 1) - (back or 7) if step < 0 else 7 * (step - 1) + (ahead or 7)
    day = v.later(published, off)
    return Resolved(v.a_day(day) if day else None, relative=True)
