"""Values that a reviewer types: dates in ISO 8601, as the contract writes them, and numbers."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from factsheet.review.refusal import RefusedError

_LONGEST = 40
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("day", re.compile(r"(\d{4})-(\d\d)-(\d\d)")),
    ("month", re.compile(r"(\d{4})-(\d\d)")),
    ("week", re.compile(r"(\d{4})-W(\d\d)")),
    ("quarter", re.compile(r"(\d{4})-Q([1-4])")),
    ("decade", re.compile(r"(\d{3})X")),
    ("year", re.compile(r"(\d{4})")),
    ("minute", re.compile(r"(\d{4}-\d\d-\d\d)?T(\d\d:\d\d)")),
)
"""The contract's shapes of one point in time, with their granularity."""


def iso_value(value: Any) -> str | None:
    """A date's value as the contract writes it, None for "not known". Raises RefusedError."""
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise RefusedError("date-value")
    parts = value.split("/")
    if len(parts) > 2 or not all(granularity_of(part) for part in parts):
        raise RefusedError("date-value", value)
    if len(parts) == 2 and parts[0][:1] != "T" and parts[0] > parts[1]:
        raise RefusedError("date-order", value)
    return value


def granularity_of(value: str | None) -> str | None:
    """What a value is exact to; of a range, its first end. None for what is no date."""
    if value is None:
        return None
    value = value.split("/")[0]
    for name, shape in _SHAPES:
        match = shape.fullmatch(value)
        if match and _exists(name, value, match):
            return name
    return None


def _exists(name: str, value: str, match: re.Match[str]) -> bool:
    """Whether the calendar has such a day, month, week or hour."""
    try:
        if name in ("day", "month"):
            date.fromisoformat(value if name == "day" else f"{value}-01")
        elif name == "week":
            date.fromisocalendar(int(match[1]), int(match[2]), 1)
        elif name == "minute":
            time.fromisoformat(match[2])
            date.fromisoformat(match[1] or "2000-01-01")
    except ValueError:
        return False
    return True


def json_number(value: Any) -> int | float | None:
    """A claim's value out of a number or its digits, None for "not known". Raises RefusedError."""
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str) or len(str(value)) > _LONGEST:
        raise RefusedError("number-value")
    try:
        read = Decimal(str(value).strip())
    except InvalidOperation as error:
        raise RefusedError("number-value", str(value)) from error
    if not read.is_finite() or abs(read.adjusted()) > 30:
        raise RefusedError("number-value", str(value))
    return int(read) if read == read.to_integral_value() else float(read)
