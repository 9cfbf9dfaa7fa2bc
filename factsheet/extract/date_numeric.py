"""Grammar of dates in numbers: 18/1/2024, 2024-01-18, 15/9/1436هـ, 9/2012. Day first, as Arabic newspapers write."""

from __future__ import annotations

from factsheet.extract.date_periods import step
from factsheet.extract.date_reader import DASHES, Found, Reader
from factsheet.extract.date_values import Parts

SIGNS = frozenset("/.") | DASHES
"""What stands between the numbers of one date."""


def numeric(r: Reader, i: int, *, named: bool = False) -> Found | None:
    """18/1/2024, 2024-01-18, 18.1.2024, 05 - 09 - 2012; without a year only after يوم or before الجاري."""
    token = r.token(i)
    if token is None or token.kind != "number":
        return None
    if token.form.count(".") == 2:
        fields, end = token.form.split("."), i + 1
    else:
        fields, end = _fields(r, i)
    era = r.word(end, "era", bare=True)
    hijri = era is not None and era[0].unit == "hijri"
    parts = _numeric_parts(fields, hijri)
    if parts is not None:
        return Found(parts, era[1] if era and parts.year is not None else end)
    if len(fields) == 2 and r.form(i + 1) == "/":
        return _short_numeric(r, fields, end, named=named)
    return None


def _fields(r: Reader, i: int) -> tuple[list[str], int]:
    """The digits of tokens that one and the same sign joins, at most three."""
    fields, at, sign = [r.form(i)], i + 1, r.form(i + 1)
    while sign in SIGNS and r.form(at) == sign and len(fields) < 3 and r.digits(at + 1) is not None:
        fields.append(r.form(at + 1))
        at += 2
    more = r.form(at) == sign and r.digits(at + 1) is not None
    return ([], i + 1) if more and len(fields) == 3 else (fields, at)


def _numeric_parts(fields: list[str], hijri: bool) -> Parts | None:
    if len(fields) != 3 or not all(f.isdigit() and len(f) <= 4 for f in fields):
        return None
    year_first = len(fields[0]) == 4
    a, b, year = (int(f) for f in (reversed(fields) if year_first else fields))
    notes: tuple[str, ...] = ()
    if not year_first and len(fields[2]) == 2:
        year, notes = (2000 + year if year < 70 else 1900 + year), ("two_digit_year",)
    elif not year_first and len(fields[2]) != 4:
        return None
    hijri = hijri or 1300 <= year <= 1500
    if not hijri and not 1000 <= year < 2200:
        return None
    if b > 12 >= a and not hijri and not year_first:
        a, b, notes = b, a, (*notes, "month_first")
    elif a <= 12 and b <= 12 and a != b and not hijri and not year_first:
        notes = (*notes, "ambiguous_day_month")
    if not (1 <= a <= 31 and 1 <= b <= 12):
        return None
    calendar = "hijri" if hijri else "gregorian"
    return Parts("numeric-date", day=a, month=b, year=year, calendar=calendar, notes=notes)  # type: ignore[arg-type]


def _short_numeric(r: Reader, fields: list[str], end: int, *, named: bool) -> Found | None:
    """9/2012; 18/1 after يوم or a weekday, or before الماضي."""
    a, b = int(fields[0]), int(fields[1]) if fields[1].isdigit() else 0
    if not fields[0].isdigit():
        return None
    if len(fields[1]) == 4 and 1 <= a <= 12 and 1900 <= b < 2200:
        return Found(Parts("month", month=a, year=b), end)
    if not (1 <= a <= 31 and 1 <= b <= 12 and len(fields[1]) <= 2):
        return None
    moved = step(r, end)
    notes = ("ambiguous_day_month",) if a <= 12 and a != b else ()
    parts = Parts("numeric-date", day=a, month=b, step=moved[0] if moved else None, notes=notes)
    return Found(parts, moved[1] if moved else end) if moved or named else None
