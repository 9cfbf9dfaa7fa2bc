"""Periods counted from the publication date: العام الماضي, الشهر المقبل, هذا الأسبوع, الموسم الماضي, الصيف الماضي."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from factsheet.extract import date_values as v
from factsheet.extract.date_context import UNKNOWN, Context, Resolved, or_outside, outer_year
from factsheet.extract.date_values import Parts

WINTER = 4
SUMMER_BREAK = range(6, 9)
"""Months in which one season has ended and the next has not begun."""


def period(parts: Parts, context: Context) -> Resolved:
    """A year, month, week, season or school year so many steps from the present one."""
    published = context.published
    if published is None or parts.step is None:
        return UNKNOWN
    match parts.period:
        case "year" | "fiscal":
            notes = ("fiscal_year",) if parts.period == "fiscal" else ()
            return Resolved(v.a_year(published.year + parts.step), relative=True, notes=notes)
        case "month":
            count = published.year * 12 + published.month - 1 + parts.step
            return Resolved(v.a_month(count // 12, count % 12 + 1), relative=True)
        case "week":
            return Resolved(v.a_week(published + timedelta(weeks=parts.step)), relative=True)
        case "hijri":
            hijri = v.hijri_year_of(published)
            return or_outside(v.hijri_span(hijri + parts.step, None) if hijri is not None else None, relative=True)
    first = _season_start(published, parts.step, school=parts.period == "school")
    return Resolved(v.two_years(first, first + 1, "season"), relative=True)


def _season_start(published: date, step: int, *, school: bool) -> int:
    """The year in which the season or school year begins. In the summer break the next is the one about to begin."""
    if published.month in SUMMER_BREAK and step != 0:
        return published.year + (step - 1 if step > 0 else step)
    opens = 9 if school else 8
    begun = published.month >= opens or (published.month == opens - 1 and not school)
    return published.year - (not begun) + step


def season(parts: Parts, context: Context) -> Resolved:
    """صيف 2012 is exact to its year; a winter counted from publication runs over two."""
    year, relative = outer_year(parts, context)
    if year is not None:
        return Resolved(replace(v.a_year(year), granularity="season"), relative)
    published, number, step = context.published, parts.season or 1, parts.step or 0
    if published is None:
        return UNKNOWN
    if number == WINTER:
        first = _winter(published, step)
        return Resolved(v.two_years(first, first + 1, "season"), relative=True)
    ended, begun = published.month > 3 * number + 2, published.month >= 3 * number
    off = step + ended if step < 0 else step - (not begun) if step > 0 else 0
    return Resolved(replace(v.a_year(published.year + off), granularity="season"), relative=True)


def _winter(published: date, step: int) -> int:
    """The year in which the winter begins: the last that has ended, the present or coming one, the next."""
    present = published.year - (published.month < 3)
    if step == 0:
        return present
    running = published.month < 3 or published.month == 12
    return present + step + (step > 0 and not running and -1)


def year_of_quarter(quarter: int, published: date, *, future: bool | None) -> int:
    """The year of a quarter without one: the last begun, or the next when its clause is to come."""
    now = (published.month + 2) // 3
    return published.year + (quarter < now) if future else published.year - (quarter > now)
