"""What people and language models write in a fact sheet: texts, names, numbers and units in their usual forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from factsheet.check.shapes import renamed
from factsheet.lexicon import currencies, units
from factsheet.lexicon.numbers import reading
from factsheet.schema import Span
from factsheet.text import TOKEN, Document, Token, fold

_LONGEST_NUMBER = 30
_NAMES = {
    "percent": "%", "percentage": "%", "usd": "USD", "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR",
    "kilometers": "km", "kilometres": "km", "meters": "m", "metres": "m", "tons": "t", "tonnes": "t", "kg": "kg",
}  # fmt: skip
"""Units by the English names that stand in sheets from elsewhere."""
_NUMBER = re.compile(r"\s*([0-9][0-9.,٫٬]*)")
_SUFFIXES = {"K": 10**3, "M": 10**6, "mn": 10**6, "B": 10**9, "bn": 10**9}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


@dataclass(frozen=True, slots=True)
class Given:
    """One entry of a given sheet and its path there ("quotes[2]")."""

    entry: Mapping[str, Any]
    where: str

    @classmethod
    def of(cls, entry: Any, kind: str, i: int) -> Given:
        """The entry number `i` of a kind, its fields under their own names."""
        return cls(renamed(entry, kind), f"{kind}[{i}]")


@dataclass(frozen=True, slots=True)
class Said:
    """What an entry says of a number: one value or a range, its unit, and the factor that the unit holds (million)."""

    values: tuple[Decimal, ...] | None = None
    unit: str | None = None
    factor: Decimal = Decimal(1)
    unread: str = ""
    """A value that is no number as it is written."""

    @property
    def shown(self) -> str:
        """The value or the range as a finding shows it."""
        return " – ".join(map(str, self.values or ()))


def texts(entry: Mapping[str, Any], *keys: str) -> list[tuple[str, int | None]]:
    """The texts under the first key that has any, each with the place that it claims to begin at."""
    for key in keys:
        value = entry.get(key)
        found = [_text(item, entry) for item in (value if isinstance(value, list) else [value])]
        kept = [(text, near) for text, near in found if text]
        if kept:
            return kept
    return []


def _text(item: Any, entry: Mapping[str, Any]) -> tuple[str, int | None]:
    holder = item if isinstance(item, Mapping) else entry
    text = item.get("text") if isinstance(item, Mapping) else item
    start = holder.get("start")
    near = start if isinstance(start, int) and not isinstance(start, bool) else None
    if not isinstance(text, str) or not any(map(str.isalnum, text)):
        return "", None
    return text.strip(), near


def named(value: Any) -> tuple[str | None, str | None]:
    """(name, role) of a source or a person: a plain text, the first of several, or a table that has them."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, str):
        return value.strip() or None, None
    if isinstance(value, Mapping):
        fields = renamed(value, "officials")
        name, role = fields.get("name"), fields.get("role")
        return (name.strip() or None if isinstance(name, str) else None), (role if isinstance(role, str) else None)
    return None, None


def said_in(entry: Mapping[str, Any]) -> Said:
    """The value of an entry with its unit; both may stand in one text ("12.5 مليون درهم", "62%", "14M")."""
    unit, factor = unit_of(entry.get("unit"))
    low, high = decimal(entry.get("low")), decimal(entry.get("high"))
    value = entry.get("value")
    one, rest = decimal(value), ""
    if one is None and isinstance(value, str) and (match := _NUMBER.match(fold(value))):
        one, rest = decimal(match[1]), value[match.end(1) :].strip()
    if isinstance(value, str) and value.strip().endswith(("%", "٪")):
        rest = "%"
    if rest:
        own, scale = (None, Decimal(_SUFFIXES[rest])) if rest in _SUFFIXES else unit_of(rest)
        one = one * scale if one is not None else None
        known = unit is not None or own is not None or scale != 1
        unit, one = unit or own, one if known else None
    if one is None and low is not None and high is not None:
        return Said((low, high), unit, factor)
    return Said(None if one is None else (one,), unit, factor, str(value) if one is None and value is not None else "")


def decimal(value: Any) -> Decimal | None:
    """A number, also as a text with digits of any script and separators of thousands."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    text = fold(str(value)).strip().translate({ord("٬"): None, ord(","): None, ord("٫"): "."}).rstrip("%٪ ")
    if len(text) > _LONGEST_NUMBER:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def number_in(doc: Document, span: Span) -> tuple[Span, Decimal | None]:
    """The only run of digits in a span with its value; the span itself and None where there is not just one."""
    found = [m for m in TOKEN.finditer(span.text) if m.lastgroup == "number"]
    if len(found) != 1:
        return span, None
    start, end = (span.start + at for at in found[0].span())
    plain = re.fullmatch(r"\d+", fold(found[0].group()))
    return doc.span(start, end), decimal(found[0].group()) if plain else None


def unit_of(value: Any) -> tuple[str | None, Decimal]:
    """(symbol, factor) of a unit as people write it: مليون دولار is USD and a million. None for none."""
    if not isinstance(value, str) or not value.strip():
        return None, Decimal(1)
    factor, rest = Decimal(1), []
    for match in TOKEN.finditer(value):
        word = reading(fold(match.group()))
        scale = _SCALES.get(match.group().casefold()) or (word.value if word and word.value >= 1000 else None)
        factor *= scale or 1
        rest += [] if scale else [match.group()]
    return _symbol(" ".join(rest)), factor


def currencies_of(text: str) -> frozenset[str]:
    """The codes that a currency's noun in a text may stand for, where the noun alone tells none (درهم: AED, MAD)."""
    tokens = _tokens(text)
    found = (currencies.nouns().at(tokens, i) for i in range(len(tokens)))
    return frozenset(code for match in found if match for code in match.entry.countries.values())


def _tokens(text: str) -> list[Token]:
    return [Token(i, m.start(), m.end(), m.group(), fold(m.group()), m.lastgroup or "", space=True)
            for i, m in enumerate(TOKEN.finditer(text))]  # fmt: skip


def _symbol(text: str) -> str | None:
    """The symbol or code of a unit's name; None where it is not known."""
    if text.casefold() in _NAMES or text in _symbols():
        return _NAMES.get(text.casefold(), text)
    tokens = _tokens(text)
    if not tokens:
        return None
    unit = units.after_numbers().at(tokens, 0)
    if unit is not None and unit.entry.unit:
        return unit.entry.unit
    sign, noun = currencies.symbols().at(tokens, 0), currencies.nouns().at(tokens, 0)
    return sign.entry if sign else noun.entry.code if noun else None


@cache
def _symbols() -> frozenset[str]:
    return frozenset(unit.unit for unit in units.units() if unit.unit)
