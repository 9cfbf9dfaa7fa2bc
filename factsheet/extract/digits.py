"""Numbers written in digits: what their separators mean.

A comma (, or ،) before exactly three digits groups thousands, before other counts of digits it is the decimal sign;
٬ groups and ٫ is the decimal sign always. A point before exactly three digits is read as grouping and noted as
`ambiguous_separator`: what follows the number decides (a multiplier makes it a decimal sign).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

LONGEST = 18
"""Digits beyond this are no amount but a code, and are not read."""

_PARTS = re.compile(r"[0-9]+|[^0-9]")
_FRACTION_FIRST = re.compile(r"[0-9]{1,2}$")


class Digits(NamedTuple):
    """One number of a token: characters [start:end) of it, and its value."""

    start: int
    end: int
    value: Decimal
    notes: tuple[str, ...] = ()
    decimal: Decimal | None = None
    """For an ambiguous separator, the value with the point as decimal sign."""


def read_digits(form: str) -> list[Digits]:
    """The numbers in a folded number token: one, several (2010،2011), none in a code or a date (18.1.2024)."""
    parts = _PARTS.findall(form)
    groups, signs = parts[::2], parts[1::2]
    if sum(map(len, groups)) > LONGEST:
        return []
    if not signs:
        return [Digits(0, len(form), Decimal(form))]
    if len(signs) == 1:
        return _one_sign(form, groups, signs[0])
    value = _many_signs(groups, signs)
    if value is not None:
        return [Digits(0, len(form), value)]
    return _listed(groups) if set(signs) <= {",", "،"} else []


def _one_sign(form: str, groups: list[str], sign: str) -> list[Digits]:
    whole, rest = groups
    joined, pointed = Decimal(whole + rest), Decimal(f"{whole}.{rest}")
    grouping = len(rest) == 3 and len(whole) <= 3 and whole[0] != "0"
    if sign == "٬" or (sign in ",،" and grouping):
        return [Digits(0, len(form), joined)]
    if sign == "." and grouping:
        return [Digits(0, len(form), joined, ("ambiguous_separator",), pointed)]
    if sign in ",،" and len(whole) == 4 and len(rest) == 4:
        return _listed(groups)
    return [Digits(0, len(form), pointed)]


def _many_signs(groups: list[str], signs: list[str]) -> Decimal | None:
    """Grouped thousands, with or without a last decimal sign of another kind; None for anything else."""
    *first, last = signs
    grouped = len(groups[0]) <= 3 and groups[0][0] != "0" and len(set(first)) == 1
    if not grouped or any(len(g) != 3 for g in groups[1:-1]):
        return None
    if last == first[0]:
        return Decimal("".join(groups)) if len(groups[-1]) == 3 else None
    if last in ".,،٫" and first[0] != "٫":
        return Decimal("".join(groups[:-1]) + "." + groups[-1])
    return None


def _listed(groups: list[str]) -> list[Digits]:
    found, at = [], 0
    for group in groups:
        found.append(Digits(at, at + len(group), Decimal(group)))
        at += len(group) + 1
    return found


def fraction_first(first: str, second: str) -> tuple[Decimal, tuple[str, ...]] | None:
    """The value of two digit groups around ر, the decimal sign of Arab agencies, None when it is no such number.

    On paper the fraction stands to the right of ر, so it is typed first: 8ر150 is 150.8 and 5ر2 is 2.5. A first group
    of three digits or more can only be the whole part (150ر8).
    """
    if not (first.isdecimal() and second.isdecimal()) or len(first) + len(second) > LONGEST:
        return None
    if _FRACTION_FIRST.match(first):
        return Decimal(f"{second}.{first}"), ("decimal_ra",)
    return (Decimal(f"{first}.{second}"), ("decimal_ra",)) if _FRACTION_FIRST.match(second) else None
