"""Days that do not exist, and weekdays that are not those of their day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from factsheet.check.codes import finding
from factsheet.check.noted import of_fact
from factsheet.lexicon.dates import Month, Weekday, may_open, word_at
from factsheet.schema import Check, DateMention, FactSheet
from factsheet.text import Document

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_NOTES = frozenset(("weekday_differs", "weekday_agrees", "invalid_date"))
_LAST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def calendar(sheet: FactSheet, doc: Document) -> Iterator[Check]:
    """Values that are no day, weekdays beside a day that they do not fit, and days of a month that it does not have."""
    for mention in sheet.dates:
        if not _NOTES & set(mention.notes):
            yield from _value(mention, doc)
    known = {d.span.start: d.id for d in sheet.dates if "invalid_date" in d.notes}
    for i, token in enumerate(doc.tokens[:-1]):
        if token.kind == "number" and token.form in _LATE and may_open(doc.tokens[i + 1].form):
            match = word_at(doc.tokens, i + 1)
            if match and isinstance(match.entry, Month) and not _exists(int(token.form), match.entry, doc, match.last):
                span = doc.span_of(i, match.last - 1)
                facts = [d.id for d in sheet.dates if d.span.start <= span.start < d.span.end]
                if not known.keys() & range(span.start, span.end) and doc.is_article(span.start):
                    yield finding("impossible_date", [span], facts, text=span.text)


_LATE = frozenset(map(str, range(29, 40)))
"""Days that not every month has."""


def _exists(day: int, month: Month, doc: Document, after: int) -> bool:
    """Whether a month has such a day; 29 February only in the leap years that are said."""
    if month.calendar == "hijri":
        return day <= 30
    if day > _LAST[month.month - 1]:
        return False
    year = doc.tokens[after].form if after < len(doc.tokens) else ""
    if month.month == 2 and day == 29 and re.fullmatch(r"[12]\d{3}", year):
        return int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0)
    return True


def _value(mention: DateMention, doc: Document) -> Iterator[Check]:
    days = [_day(*map(int, m.groups())) for m in _DAY.finditer(mention.value or "")]
    if None in days:
        yield of_fact("impossible_date", mention, value=mention.value or "")
    elif len(days) == 1 and days[0] is not None:
        said = _weekdays(mention, doc)
        if len(said) == 1 and days[0].isoweekday() not in said:
            yield of_fact("weekday_differs", mention, value=mention.value or "")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekdays(mention: DateMention, doc: Document) -> set[int]:
    """The weekdays that the words of a date name."""
    first, stop = doc.token_range(mention.span.start, mention.span.end)
    found = (word_at(doc.tokens, i) for i in range(first, stop))
    return {match.entry.weekday for match in found if match and isinstance(match.entry, Weekday)}
