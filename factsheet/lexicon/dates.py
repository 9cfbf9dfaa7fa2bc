"""What dates are made of: months.toml, weekdays.toml, date_words.toml, and the names that only look like dates.

`word_at(tokens, i)` finds a month, a weekday or a date word; `label_at` a word or phrase of date_labels.toml.

Kinds of date words (`value` and `unit` mean what the kind says):
day: days from publication · part: a part of the day, before a day · adverb: the same, after a day or an hour ·
phase: أوائل, نهاية · first: the first of a month · quarter, half: of a year · season: 1 is spring · decade: 199 is
199X · unit, plural: a unit of the calendar · attribute: of a year or season · step: الماضي, المقبل · new: الجديد ·
same: نفسه · join: الموافق · era: هـ, م · century: what a decade belongs to.

Effects of labels: before_day, before_weekday, before_year: the word makes a name of the day and month, the weekday or
the number that follows it (ثورة 23 يوليو, صلاة الجمعة, القرار 1973) · before_unit: العام after it is no year (الأمين) ·
name: the whole phrase is none (المصري اليوم) · outlet: it is none after a before_outlet word or a mark (قناة روسيا
اليوم) · event: the one effect that speaks for a date: four digits after it are a year (انتخابات 2005).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from factsheet.lexicon import Entry, Match, Phrases, load
from factsheet.text import TOKEN, Token, fold, stems

Kind = Literal[
    "day", "part", "adverb", "phase", "first", "quarter", "half", "season", "decade", "unit", "plural", "attribute",
    "step", "new", "same", "join", "era", "century",
]  # fmt: skip
Half = Literal["am", "pm", "noon", "night", "day"]
Effect = Literal[
    "before_day", "before_weekday", "before_year", "before_unit", "before_outlet", "event", "name", "outlet"
]  # fmt: skip


class Month(Entry):
    """A month's name in one of the four Gregorian sets or the Hijri calendar."""

    month: int
    region: Literal["common", "levant", "maghreb", "morocco", "hijri"]
    calendar: Literal["gregorian", "hijri"] = "gregorian"
    alone: bool = True
    """Whether the name is a month with nothing beside it that says so."""


class Weekday(Entry):
    """A weekday with its article; `weekday` as in ISO 8601, Monday is 1."""

    weekday: int


class DateWord(Entry):
    """Any other word of a date."""

    kind: Kind
    value: int = 0
    unit: str = ""
    half: Half | None = None


class Label(Entry):
    """A word that makes a name of what would be a date, or such a name."""

    effect: Effect


Word: TypeAlias = Month | Weekday | DateWord

_PROCLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")


@cache
def months() -> tuple[Month, ...]:
    """All month names."""
    return load("months", Month)


@cache
def weekdays() -> tuple[Weekday, ...]:
    """The seven weekdays."""
    return load("weekdays", Weekday)


@cache
def date_words() -> tuple[DateWord, ...]:
    """All other words of dates."""
    return load("date_words", DateWord)


@cache
def labels() -> tuple[Label, ...]:
    """All words and phrases that make a name of a date."""
    return load("date_labels", Label)


@cache
def _words() -> Phrases[Word]:
    entries: tuple[Word, ...] = (*months(), *weekdays(), *date_words())
    return Phrases((form, entry) for entry in entries for form in entry.forms)


@cache
def _labels() -> Phrases[Label]:
    return Phrases((form, entry) for entry in labels() for form in entry.forms)


@cache
def _first_words() -> tuple[frozenset[str], frozenset[str]]:
    """Folded first words of the date words and of the labels."""
    words: tuple[Entry, ...] = (*months(), *weekdays(), *date_words())
    return _firsts(words), _firsts(labels())


def _firsts(entries: Sequence[Entry]) -> frozenset[str]:
    found = (TOKEN.search(form) for entry in entries for form in entry.forms)
    return frozenset(fold(match.group()) for match in found if match)


@lru_cache(maxsize=65536)
def _opens(form: str) -> tuple[bool, bool]:
    """Whether a date word, and whether a label, can begin with the folded form."""
    words, labels = _first_words()
    readings = [stem for prefix, stem in stems(form) if prefix in _PROCLITICS]
    return any(stem in words for stem in readings), any(stem in labels for stem in readings)


def may_open(form: str) -> bool:
    """Whether a date word can begin with a token of this folded form."""
    return _opens(form)[0]


def word_at(tokens: Sequence[Token], i: int) -> Match[Word] | None:
    """The longest date word, weekday or month that begins at token i, with the proclitics before it."""
    return _words().at(tokens, i, _PROCLITICS) if _opens(tokens[i].form)[0] else None


def label_at(tokens: Sequence[Token], i: int) -> Match[Label] | None:
    """The longest label that begins at token i."""
    return _labels().at(tokens, i, _PROCLITICS) if _opens(tokens[i].form)[1] else None


@cache
def label_forms(effect: Effect) -> frozenset[str]:
    """Folded one-word forms of the labels of one effect."""
    return frozenset(fold(form) for label in labels() if label.effect == effect for form in label.forms)
