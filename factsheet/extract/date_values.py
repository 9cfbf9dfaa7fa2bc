"""What a date expression says, and the ISO 8601 values that it can take. Calendar arithmetic; no words, no text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

Calendar = Literal["gregorian", "hijri"]
Period = Literal["year", "month", "week", "season", "school", "fiscal", "hijri"]

FIRST_YEAR, LAST_YEAR = 1000, 2199
"""Years that a number is read as."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `hour` is None where nothing tells morning from evening of what the clock's face shows."""

    hour: int | None
    minute: int | None = None
    face: int = 0

    def __str__(self) -> str:
        return f"{self.hour:02}:{self.minute or 0:02}"


@dataclass(frozen=True, slots=True)
class Parts:
    """What an expression says before it is resolved; None is what it leaves out."""

    rule: str
    day: int | None = None
    month: int | None = None
    year: int | None = None
    calendar: Calendar = "gregorian"
    weekday: int | None = None
    """ISO 8601: Monday is 1."""
    shift: int | None = None
    """Days from publication: أمس is -1."""
    step: int | None = None
    """Months, years, weeks or seasons from the present one: الماضي is -1."""
    period: Period | None = None
    """What `step` counts, where the expression names nothing finer (العام الماضي)."""
    last_year: int | None = None
    """The year in which a season or pair of years ends (2014/2015)."""
    decade: int | None = None
    """199 is 199X."""
    quarter: int | None = None
    half: int | None = None
    season: int | None = None
    """1 is spring."""
    clock: Clock | None = None
    within: Parts | None = None
    """The longer time that it is part of (أكتوبر من العام الماضي)."""
    same: bool = False
    """Whether its year is the one named before (من العام نفسه)."""
    joined: Parts | None = None
    """Another way of saying the same day (الموافق)."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """A resolved value: ISO 8601 text, what it is exact to, and the days that it begins and ends on."""

    iso: str
    granularity: str
    first: date
    last: date


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def a_day(day: date) -> Value:
    """2024-01-18."""
    return Value(day.isoformat(), "day", day, day)


def a_month(year: int, month: int) -> Value:
    """2024-01."""
    return Value(f"{year:04}-{month:02}", "month", date(year, month, 1), month_end(year, month))


def a_year(year: int) -> Value:
    """2024."""
    return Value(f"{year:04}", "year", date(year, 1, 1), date(year, 12, 31))


def two_years(first: int, last: int, granularity: str = "year") -> Value:
    """2014/2015: a season, a school year."""
    return Value(f"{first:04}/{last:04}", granularity, date(first, 1, 1), date(last, 12, 31))


def a_week(day: date) -> Value:
    """2023-W41: the ISO week of a day."""
    year, week, weekday = day.isocalendar()
    first = day - timedelta(days=weekday - 1)
    return Value(f"{year:04}-W{week:02}", "week", first, first + timedelta(days=6))


def a_decade(decade: int) -> Value:
    """199X."""
    return Value(f"{decade}X", "decade", date(decade * 10, 1, 1), date(decade * 10 + 9, 12, 31))


def a_quarter(year: int, quarter: int) -> Value:
    """2023-Q3."""
    last = 3 * quarter
    return Value(f"{year:04}-Q{quarter}", "quarter", date(year, last - 2, 1), month_end(year, last))


def a_half(year: int, half: int) -> Value:
    """2023-01/2023-06."""
    first, last = (1, 6) if half == 1 else (7, 12)
    return Value(f"{year:04}-{first:02}/{year:04}-{last:02}", "half", date(year, first, 1), month_end(year, last))


def half_month(year: int, month: int, half: int) -> Value:
    """2024-01-01/2024-01-15."""
    last = month_end(year, month)
    middle = date(year, month, 15)
    first, last = (date(year, month, 1), middle) if half == 1 else (middle + timedelta(days=1), last)
    return Value(f"{first.isoformat()}/{last.isoformat()}", "half", first, last)


def a_range(start: Value, end: Value) -> Value:
    """start/end; of ends that are ranges themselves (Hijri months) the first and the last day."""
    return Value(f"{start.iso.split('/')[0]}/{end.iso.split('/')[-1]}", start.granularity, start.first, end.last)


def days(first: date, last: date, granularity: str) -> Value:
    """A range of days that is one unit of another calendar."""
    return Value(f"{first.isoformat()}/{last.isoformat()}", granularity, first, last)


def at(day: Value, clock: Clock) -> Value:
    """2024-01-18T14:30."""
    return Value(f"{day.iso}T{clock}", "hour" if clock.minute is None else "minute", day.first, day.last)


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def later(day: date, count: int) -> date | None:
    """The day `count` days later, or None outside the calendar."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


@cache
def from_hijri(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a Hijri one (Umm al-Qura, 1343-1500 AH), None where the tables end or there is none."""
    from hijridate import Hijri

    try:
        gregorian = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(gregorian.year, gregorian.month, gregorian.day)


def hijri_year_of(day: date) -> int | None:
    """The Hijri year of a Gregorian day, None where the tables end."""
    from hijridate import Gregorian

    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None


def hijri_span(year: int, month: int | None) -> Value | None:
    """The days of a Hijri month or year as a Gregorian range."""
    first = from_hijri(year, month or 1, 1)
    after = from_hijri(year + 1, 1, 1) if month in (None, 12) else from_hijri(year, (month or 0) + 1, 1)
    if first is None or after is None:
        return None
    return days(first, after - timedelta(days=1), "month" if month else "year")
