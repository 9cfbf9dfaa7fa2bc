"""Grammar of years, months and other periods: عام 2011، العام الدراسي المقبل، نهاية يوليو/تموز الماضي، التسعينيات.

Every function reads at a token and returns what it found with the index of the token after it, or None.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from factsheet.extract.date_reader import (
    COMMAS,
    DASHES,
    IN,
    OF,
    PREVIOUS,
    SAME_AS,
    THIS,
    TO_IT,
    Found,
    Reader,
    Year,
)
from factsheet.extract.date_values import Calendar, Parts, Period
from factsheet.lexicon.countables import nouns
from factsheet.lexicon.dates import Month, months
from factsheet.lexicon.names import names
from factsheet.text import forms

SLASHES = frozenset("/\\") | DASHES
WITHIN = forms("خلال أثناء بحلول قبيل")
BEFORE_MONTH = IN | WITHIN | forms("منذ حتى قبل بعد من مذ لغاية")
PERIODS: dict[str, Period] = {"year": "year", "month": "month", "week": "week", "season": "season"}
ATTRIBUTES: dict[str, Period] = {name: name for name in ("year", "season", "school", "fiscal", "hijri")}
TWO_DIGITS = range(30, 100)
"""Two-digit years that عام and سنة mean in the twentieth century (عام 67)."""


class MonthName(NamedTuple):
    """A month, said once or twice (تموز/يوليو); `sure` where the words leave no doubt that it is one."""

    entry: Month
    end: int
    sure: bool
    notes: tuple[str, ...]


def month_name(r: Reader, i: int, *, after_day: bool = False) -> MonthName | None:
    """[شهر] يوليو, تموز/يوليو, نوفمبر (تشرين الثاني), ديسمبر كانون الأول."""
    unit = r.word(i, "unit")
    lead = unit is not None and unit[0].unit == "month"
    at = unit[1] if unit and lead else i
    found = r.month(at, bare=lead or after_day)
    if found is None:
        return _numbered_month(r, at) if lead else None
    entry, end = found
    paired = _second_name(r, end, entry, after_day)
    if paired:
        return MonthName(entry, paired[0], True, paired[1])
    return MonthName(entry, end, lead or entry.alone, ())


def _numbered_month(r: Reader, i: int) -> MonthName | None:
    """شهر 9; الشهر التاسع only with its year, as it may count from anywhere."""
    found = r.whole(i)
    if found is None or not 1 <= found[0] <= 12:
        return None
    number, end = found
    ordinal = r.digits(i) is None
    if r.year(end) is None if ordinal else r.token(end) is not None and r.form(end) in nouns():
        return None
    entry = next(month for month in months() if month.month == number)
    return MonthName(entry, end, True, ())


def _second_name(r: Reader, i: int, first: Month, after_day: bool) -> tuple[int, tuple[str, ...]] | None:
    """The same month in another set, after a slash, a dash, in brackets or bare."""
    bracket = r.form(i) == "("
    sign = bracket or r.form(i) in SLASHES
    found = r.month(i + 1 if sign else i, bare=True)
    if found is None or found[0].calendar != first.calendar:
        return None
    second, end = found
    if bracket and r.form(end) != ")":
        return None
    end += bracket
    if second.month == first.month:
        return end, ()
    odd = r.form(i) == "/" and (after_day or {second.region, first.region} != {first.region})
    return (end, ("month_pair_differs",)) if odd else None


def step(r: Reader, i: int) -> tuple[int, int] | None:
    """الماضي, قبل الماضي, المقبل, الجاري: steps from the present and the index after."""
    found = r.word(i, "step", bare=True)
    return (found[0].value, found[1]) if found else None


def year_tail(r: Reader, i: int) -> Found | None:
    """The year after a day or month: 2012, ،2012, من عام 2012, من العام الماضي, هذا العام."""
    at = i + 1 if r.form(i) in COMMAS else i
    if (year := r.year(at)) and not r.labelled(at, "before_year"):
        return Found(of_year(r, year), year.end)
    if at > i:
        return None
    at = i + 1 if r.form(i) in OF or r.form(i) in IN else i
    if r.form(i) in OF and (year := r.year(at)) and r.digits(at) is not None:
        return Found(of_year(r, year), year.end)
    unit = r.match(at)
    found = unit_phrase(r, at) if unit is None or unit.prefix in ("", "ل") else None
    if found and (found.parts.period in ("year", "fiscal") or found.parts.year is not None or found.parts.same):
        return found if found.parts.last_year is None else None
    return None


def of_year(r: Reader, year: Year, *, hijri: bool = False) -> Parts:
    """A year's number as parts: between 1300 and 1500 with no mark it may be Hijri, and stays open."""
    calendar: Calendar = year.calendar or ("hijri" if hijri else "gregorian")
    notes = year.notes
    if year.calendar is None and not hijri and 1380 <= year.year <= 1470:
        calendar = "hijri" if r.uses_hijri else "gregorian"
        notes += () if r.uses_hijri else ("calendar_unsure",)
    return Parts("year", year=year.year, calendar=calendar, notes=notes)


def with_year(r: Reader, parts: Parts, i: int) -> Found:
    """Parts with a step (الماضي) or the year that follows at token i, where there is one."""
    moved = step(r, i)
    if moved:
        parts, i = replace(parts, step=moved[0]), moved[1]
    tail = year_tail(r, i)
    if tail is None or (moved and tail.parts.year is None):
        return Found(parts, i)
    outer, end = tail
    year = outer.year
    if year is None:
        return Found(replace(parts, within=outer, same=outer.same), end)
    hijri = parts.calendar == "hijri"
    if hijri != (outer.calendar == "hijri") and (hijri or outer.notes):
        outer = replace(outer, calendar=parts.calendar, notes=())
    if hijri and year > 1600:
        return Found(replace(parts, notes=(*parts.notes, "gregorian_year"), year=year), end)
    notes = (*parts.notes, *outer.notes)
    return Found(replace(parts, step=None, year=year, calendar=outer.calendar, notes=notes), end)


def month_phrase(r: Reader, i: int) -> Found | None:
    """A month without a day: يوليو/تموز 2012, شهر مايو المقبل, في مارس, أكتوبر من العام الماضي."""
    name = month_name(r, i)
    if name is None:
        return None
    parts = Parts("month", month=name.entry.month, calendar=name.entry.calendar, notes=name.notes)
    found = with_year(r, parts, name.end)
    told = found.end > name.end
    if not (told or name.sure or _stands_as_month(r, i, name)):
        return None
    named = r.labelled(i, "before_day") or r.labelled(i, "before_outlet") or r.digits(i - 1, 2) is not None
    return None if named and not told else found


def _stands_as_month(r: Reader, i: int, name: MonthName) -> bool:
    """Whether a name that is also a word or a person's (مارس, رمضان) stands where only a month can."""
    before = IN | WITHIN if name.entry.calendar == "hijri" else BEFORE_MONTH
    placed = r.form(i - 1) in before or r.word(i - 1, "phase") is not None or r.form(i).startswith("ب")
    return placed and (name.entry.calendar == "gregorian" or r.form(name.end) not in names())


def unit_phrase(r: Reader, i: int) -> Found | None:
    """عام 2011, العام الماضي, هذا الأسبوع, العام الدراسي 2014/2015, نفس السنة, السنة نفسها."""
    this = r.form(i) in THIS
    same = r.form(i) in SAME_AS
    at = i + (this or same)
    found = r.word(at, "unit", bare=this or same)
    if found is None or found[0].unit not in PERIODS or (not this and r.labelled(i, "before_unit")):
        return None
    unit, end = found
    attribute = r.word(end, "attribute", bare=True)
    period = PERIODS[unit.unit]
    if attribute:
        end = attribute[1]
        period = ATTRIBUTES[attribute[0].unit] if period in ("year", "season") else period
    definite = this or same or "ال" in r.form(at)[:3] or r.form(at).startswith("لل")
    return _numbered(r, end, period) or _relative(r, end, period, definite=definite, this=this, same=same)


def _numbered(r: Reader, i: int, period: Period) -> Found | None:
    """The number after عام, سنة, موسم: one year, two of one season, two digits of the last century."""
    if period in ("month", "week"):
        return None
    moved = step(r, i)
    at = moved[1] if moved else i + (r.form(i) in PREVIOUS)
    at += at > i and r.form(at) in TO_IT
    notes = ("fiscal_year",) if period == "fiscal" else ()
    if pair := year_pair(r, at):
        rule = "season" if period in ("season", "school") else "year-pair"
        era = r.word(pair[2], "era", bare=True)
        hijri = 1300 <= pair[0] <= 1500 or period == "hijri"
        parts = Parts(rule, year=pair[0], last_year=pair[1], calendar="hijri" if hijri else "gregorian", notes=notes)
        return Found(parts, era[1] if era else pair[2])
    if year := r.year(at):
        parts = of_year(r, year, hijri=period == "hijri")
        return Found(replace(parts, notes=(*parts.notes, *notes)), year.end)
    short = r.digits(at, 2)
    placed = r.form(at - 2) in BEFORE_MONTH or r.labelled(at - 1, "event") or r.labelled(at - 1, "before_day")
    if period == "year" and short is not None and short in TWO_DIGITS and placed and not r.counted(at + 1):
        return Found(Parts("year", year=1900 + short, notes=("two_digit_year",)), at + 1)
    return None


def year_pair(r: Reader, i: int) -> tuple[int, int, int] | None:
    """2014/2015, 2014-2015, 2014/15: two years that follow each other, and the index after."""
    first, last = r.digits(i), r.digits(i + 2)
    if first is None or last is None or r.form(i + 1) not in SLASHES or not 1000 <= first < 2200:
        return None
    if len(r.form(i)) != 4 or r.form(i + 3) in SLASHES:
        return None
    if last == first + 1 or (len(r.form(i + 2)) == 2 and last == (first + 1) % 100):
        return first, first + 1, i + 3
    return None


def _relative(r: Reader, i: int, period: Period, *, definite: bool, this: bool, same: bool) -> Found | None:
    if not definite:
        return None
    said = r.word(i, "same", bare=True)
    if same or said:
        return Found(Parts("same-period", period=period, same=True), said[1] if said else i)
    moved = step(r, i)
    if moved:
        return Found(Parts("relative-period", period=period, step=moved[0]), moved[1])
    if period in ("season", "school") and (new := r.word(i, "new", bare=True)):
        return Found(Parts("relative-period", period=period, step=1), new[1])
    return Found(Parts("relative-period", period=period, step=0), i) if this else None
