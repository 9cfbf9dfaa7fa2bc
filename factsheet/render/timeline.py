"""The article's dates in the order of time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from factsheet.render.figures import clause_around
from factsheet.schema import DateMention

_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_CALENDAR = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?")
_AROUND = 90


@dataclass(frozen=True)
class Moment:
    """A point of the timeline: the ISO 8601 value, the article's expressions for it, and the words around each."""

    value: str
    mentions: tuple[DateMention, ...]
    around: tuple[str, ...]

    @property
    def paragraphs(self) -> tuple[int, ...]:
        """The body paragraphs in which it is mentioned."""
        return tuple(sorted({m.paragraph for m in self.mentions if m.paragraph is not None}))

    @property
    def notes(self) -> tuple[str, ...]:
        """What was noted on its mentions."""
        return tuple(dict.fromkeys(note for m in self.mentions for note in m.notes))


def moments(dates: Iterable[DateMention]) -> tuple[Moment, ...]:
    """The dates that can be put on a calendar, each value once, the earliest first."""
    by_value: dict[str, list[DateMention]] = {}
    for mention in dates:
        if mention.value and first_day(mention.value):
            by_value.setdefault(mention.value, []).append(mention)
    ordered = sorted(by_value.items(), key=lambda item: (first_day(item[0]) or "", item[0]))
    return tuple(Moment(value, tuple(mentions), _around(mentions)) for value, mentions in ordered)


def _around(mentions: Iterable[DateMention]) -> tuple[str, ...]:
    """The clauses around the mentions, none twice."""
    return tuple(dict.fromkeys(clause_around(m.sentence, m.span, _AROUND) for m in mentions))


def first_day(value: str) -> str | None:
    """The first day of a value as YYYY-MM-DD, for sorting; None for a time of day alone and for what is no date."""
    start = value.partition("/")[0].replace("X", "0")
    try:
        if match := _WEEK.fullmatch(start):
            return date.fromisocalendar(int(match[1]), int(match[2]), 1).isoformat()
        if match := _QUARTER.fullmatch(start):
            return date(int(match[1]), int(match[2]) * 3 - 2, 1).isoformat()
        if match := _CALENDAR.fullmatch(start):
            return date(int(match[1]), int(match[2] or 1), int(match[3] or 1)).isoformat()
    except ValueError:
        return None
    return None
