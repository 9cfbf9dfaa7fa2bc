"""Grammar of parts and groups of years: نهاية يوليو, الربع الثالث من 2023, صيف العام الماضي, التسعينيات.

Every function reads at a token and returns what it found with the index of the token after it, or None.
"""

from __future__ import annotations

from dataclasses import replace

from factsheet.extract.date_periods import (
    BEFORE_MONTH,
    PERIODS,
    month_phrase,
    of_year,
    step,
    unit_phrase,
    year_tail,
)
from factsheet.extract.date_reader import IN, OF, THIS, Found, Reader
from factsheet.extract.date_values import Parts
from factsheet.text import forms

OF_LIFE = forms("عمره عمرها عمرهم العمر عمرهما أعمارهم عمري عمر")


def phased(r: Reader, i: int) -> Found | None:
    """أوائل، نهاية and the like with the period that follows; they add nothing to its value."""
    found = r.word(i, "phase")
    if found is None:
        return None
    at = found[1]
    period = month_phrase(r, at) or unit_phrase(r, at) or decade(r, at) or season(r, at)
    if period is not None:
        return period
    year = r.year(at)
    if year is not None:
        return Found(of_year(r, year), year.end)
    return _this_unit(r, at)


def _this_unit(r: Reader, i: int) -> Found | None:
    """العام, الشهر as the present one: only after نهاية, الربع الأول من and the like."""
    unit = r.word(i, "unit", bare=True)
    if unit and unit[0].unit in ("year", "month") and r.form(i).startswith("ال"):
        return Found(Parts("relative-period", period=PERIODS[unit[0].unit], step=0), unit[1])
    return None


def decade(r: Reader, i: int) -> Found | None:
    """التسعينيات, ستينيات القرن الماضي; not الستينات من عمره. The twenties need their century."""
    found = r.word(i, "decade")
    if found is None:
        return None
    value, end = found[0].value, found[1]
    at = end + 1 if r.form(end) in OF else end
    if r.form(at) in OF_LIFE:
        return None
    century = r.word(at, "century", bare=True)
    if century:
        value, end = century[0].value // 10 + value % 10, century[1]
    elif value == 192:
        return None
    return Found(Parts("decade", decade=value), end)


def season(r: Reader, i: int) -> Found | None:
    """صيف 2012, ربيع العام الماضي, الشتاء الماضي, هذا الصيف."""
    this = r.form(i) in THIS
    found = r.word(i + this, "season", bare=this)
    if found is None:
        return None
    parts, end = Parts("season", season=found[0].value), found[1]
    moved = step(r, end)
    if moved:
        return Found(replace(parts, step=moved[0]), moved[1])
    tail = year_tail(r, end)
    if tail:
        of = tail.parts
        return Found(replace(parts, year=of.year, within=of, same=of.same, notes=of.notes), tail.end)
    return Found(replace(parts, step=0), end) if this else None


def part_of_year(r: Reader, i: int) -> Found | None:
    """الربع الثالث من 2023, النصف الأول من العام الجاري, النصف الثاني من مايو."""
    found = r.word(i, "quarter", "half")
    if found is None:
        return None
    word, end = found
    at = end + 1 if r.form(end) in OF or r.form(end) in IN else end
    parts = Parts(word.kind, quarter=word.value) if word.kind == "quarter" else Parts("half", half=word.value)
    outer = unit_phrase(r, at) or _this_unit(r, at) or (month_phrase(r, at) if parts.half else None)
    if outer is None and (year := r.year(at)):
        outer = Found(of_year(r, year), year.end)
    if outer is None:
        bare = parts.quarter and r.form(i - 1) in BEFORE_MONTH and r.form(end) not in OF and "الفصل" not in r.form(i)
        return Found(parts, end) if bare else None
    of = outer.parts
    if of.period not in (None, "year", "month", "fiscal") or of.last_year or of.decade:
        return None
    parts = replace(parts, year=of.year, month=of.month, calendar=of.calendar, within=of, same=of.same, notes=of.notes)
    return Found(parts, outer.end)
