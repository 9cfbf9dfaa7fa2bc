"""Numbers, units and dates in the reader's words.

What the article says is printed as it says it; these are for what the program works out beside it: the exact value,
the unit that a code stands for, the day that an expression means.
"""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING

from factsheet.render import direction
from factsheet.render.labels import Labels
from factsheet.schema import Claim

if TYPE_CHECKING:
    from markupsafe import Markup

_CLDR_UNITS = {
    "year": "duration-year", "month": "duration-month", "week": "duration-week", "day": "duration-day",
    "hour": "duration-hour", "minute": "duration-minute", "second": "duration-second",
    "km": "length-kilometer", "m": "length-meter", "cm": "length-centimeter", "mm": "length-millimeter",
    "mi": "length-mile", "nmi": "length-nautical-mile", "ft": "length-foot", "km2": "area-square-kilometer",
    "m2": "area-square-meter", "ha": "area-hectare", "kg": "mass-kilogram", "g": "mass-gram", "t": "mass-tonne",
    "C": "temperature-celsius", "F": "temperature-fahrenheit", "W": "power-watt", "kW": "power-kilowatt",
    "MW": "power-megawatt", "GW": "power-gigawatt", "kWh": "energy-kilowatt-hour", "km/h": "speed-kilometer-per-hour",
    "l": "volume-liter", "L": "volume-liter", "m3": "volume-cubic-meter", "mb": "pressure-millibar",
    "GB": "digital-gigabyte", "MB": "digital-megabyte", "TB": "digital-terabyte", "Hz": "frequency-hertz",
}  # fmt: skip
"""The contract's unit symbols and the CLDR units whose names babel knows in every language."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_PART = re.compile(r"(\d{4})-([WQ])(\d\d?)")
_DECADE = re.compile(r"(\d{3})X")
_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_YEAR = re.compile(r"\d{4}")


def plain_number(value: Decimal | int) -> str:
    """Digits 0-9, thousands parted by commas, every decimal kept: 3,500,000,000 and 0.6666666667."""
    if isinstance(value, Decimal) and not -30 < value.adjusted() < 30:
        return f"{value:E}"
    digits = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,d}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def exact_value(claim: Claim, t: Labels) -> Markup | None:
    """The value of a claim, or its range as low–high; None where the article gives no exact number."""
    if claim.low is not None and claim.high is not None:
        return t.house.run(f"{plain_number(claim.low)}–{plain_number(claim.high)}")
    return None if claim.value is None else t.house.run(plain_number(claim.value))


def shortened(words: str, width: int) -> str:
    """The words on one line, cut at a space with … where they are longer than `width` characters."""
    line = " ".join(words.split())
    return line if len(line) <= width else (line[:width].rpartition(" ")[0] or line[:width]) + " …"


def unit_name(unit: str, t: Labels) -> Markup:
    """What a unit's code stands for in the labels' language: USD, km, year, pp; the code itself where unknown."""
    if f"unit.{unit}" in t:
        return t(f"unit.{unit}")
    name = _currency(unit, t.lang) if re.fullmatch("[A-Z]{3}", unit) else _cldr_unit(unit, t.lang)
    if name is None:
        return direction.ltr(unit)
    return direction.text(name) if t.lang == "ar" else direction.ltr(name)


def unit_after(claim: Claim, t: Labels) -> Markup:
    """The unit of a claim as it stands after its exact value: 3 سنوات, 12 مترًا; of two, both words: 2 (سنتان)."""
    from babel.numbers import format_decimal
    from babel.units import format_unit

    n = claim.value if claim.high is None else claim.high
    unit = claim.unit or ""
    cldr = _CLDR_UNITS.get(unit)
    if n is None or cldr is None:
        return unit_name(unit, t)
    number, whole = format_decimal(n, locale=t.lang), format_unit(n, cldr, locale=t.lang)
    alone = whole.replace(number, "").strip()
    if cldr in alone:  # this language's data lack the form
        return unit_name(unit, t)
    if alone == whole and n != 1:
        alone = f"({alone})"
    return direction.text(alone) if t.lang == "ar" else direction.ltr(alone)


def _currency(code: str, lang: str) -> str | None:
    from babel.numbers import get_currency_name

    name = get_currency_name(code, locale=lang)
    return None if name == code else name


def _cldr_unit(unit: str, lang: str) -> str | None:
    from babel.units import get_unit_name

    cldr = _CLDR_UNITS.get(unit)
    return get_unit_name(cldr, locale=lang) if cldr else None


def date_words(value: str, t: Labels) -> Markup:
    """A date value in words: الخميس 18 يناير 2024, أكتوبر 2023, 2025–2027. What is no date stays as it is."""
    start, slash, end = value.partition("/")
    if not slash:
        return _point(value, t)
    if _YEAR.fullmatch(start) and _YEAR.fullmatch(end):
        return t.house.run(f"{start}–{end}")
    return t("date.range", start=_point(start, t), end=_point(end, t))


def _point(value: str, t: Labels) -> Markup:
    """One end of a date: a day, month, year, week, quarter, decade or time of day."""
    if match := _DAY.fullmatch(value):
        return _day(match, value, t)
    if match := _MONTH.fullmatch(value):
        return _formatted(match[1], match[2], "1", "MMMM y", t) or t.house.run(value)
    if match := _PART.fullmatch(value):
        return t(f"date.{match[2]}", n=int(match[3]), year=t.house.run(match[1]))
    if match := _DECADE.fullmatch(value):
        return t("date.decade", start=t.house.run(f"{match[1]}0"), end=t.house.run(f"{match[1]}9"))
    if match := _CLOCK.fullmatch(value):
        return t("date.clock", time=t.house.run(f"{match[1]}:{match[2]}"))
    return t.house.run(value)


def _day(match: re.Match[str], value: str, t: Labels) -> Markup:
    day = _formatted(match[1], match[2], match[3], "EEEE d MMMM y", t)
    if day is None:
        return t.house.run(value)
    return t("date.day_time", day=day, time=t.house.run(f"{match[4]}:{match[5]}")) if match[4] else day


def _formatted(year: str, month: str, day: str, pattern: str, t: Labels) -> Markup | None:
    from babel.dates import format_date

    own = t.house.month(int(month)) if t.lang == "ar" and 1 <= int(month) <= 12 else None
    if own:
        pattern = pattern.replace("MMMM", "'" + own.replace("'", "''") + "'")
    try:
        words = format_date(date(int(year), int(month), int(day)), pattern, locale=t.house.locale(t.lang))
    except ValueError:
        return None
    return t.house.text(words) if t.lang == "ar" else direction.ltr(words)


def note_words(note: str, t: Labels) -> Markup:
    """A note of a fact in words; what stands after its colon are the article's own (`counted_from: الموعد المحدد`)."""
    code, _, words = note.partition(":")  # a sheet for handing outside does without them
    return t.known(f"note.{code}", note, words=words.strip() or "…")


def moment_words(value: str, t: Labels) -> Markup:
    """A moment of a review (ISO 8601 with seconds and zone) to the minute, in words."""
    clock = value[11:16]
    try:
        time.fromisoformat(clock)
    except ValueError:
        return date_words(value[:10], t)
    return date_words(f"{value[:10]}T{clock}", t)
