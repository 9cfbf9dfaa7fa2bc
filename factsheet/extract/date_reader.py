"""The tokens of a document as the date grammar sees them: date words, numbers, years, and what stands before them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from factsheet.extract.date_values import FIRST_YEAR, LAST_YEAR, Calendar, Parts
from factsheet.extract.numbers import Number, skipped
from factsheet.lexicon import Match, currencies
from factsheet.lexicon.countables import nouns
from factsheet.lexicon.dates import (
    DateWord,
    Effect,
    Kind,
    Month,
    Weekday,
    Word,
    label_at,
    label_forms,
    may_open,
    word_at,
)
from factsheet.lexicon.units import after_numbers
from factsheet.text import Document, Token, fold, forms, stems

DASHES = frozenset("-–—−‐‑ـ")
COMMAS = frozenset("،,")
OF = forms("من")
IN = forms("في")
AND = "و"
ARTICLE = fold("الـ")
THIS, SAME_AS = forms("هذا هذه"), forms("نفس ذات")
PREVIOUS, TO_IT = forms("السابق السابقة"), forms("عليه عليها له لها")
HOUR, ONE = forms("الساعة والساعة بالساعة للساعة"), forms("الواحدة واحدة")
LEADS = THIS | SAME_AS | HOUR | ONE | {ARTICLE}
"""Words of ordinary language with which a date can begin."""
MARKED_YEAR = 100
"""The least Gregorian year that م after a number makes of it: 5 م are metres."""
PERCENT = forms("% ٪ بالمئة بالمائة")


class Found(NamedTuple):
    """What the grammar read, and the index of the token after it."""

    parts: Parts
    end: int


class Year(NamedTuple):
    """A year's number, the calendar that a mark beside it names (هـ, م), and the index of the token after it."""

    year: int
    calendar: Calendar | None
    end: int
    notes: tuple[str, ...] = ()


class Reader:
    """Looks up words and numbers at tokens of one document; nothing is read beyond the paragraph set by `confine`."""

    def __init__(self, doc: Document, numbers: Sequence[Number]) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.first, self.stop = 0, len(doc.tokens)
        self.numbers = {n.first: n for n in numbers if n.value is not None}
        words = ((i, word_at(self.tokens, i)) for i, token in enumerate(self.tokens) if may_open(token.form))
        self.words: dict[int, Match[Word]] = {i: found for i, found in words if found is not None}
        plain = (t.index for t in self.tokens if t.kind == "number" or t.form in LEADS)
        self.beginnings = {*self.words, *self.numbers, *plain}

    def confine(self, first: int, stop: int) -> None:
        """Read tokens [first:stop) only."""
        self.first, self.stop = first, stop

    def may_begin(self, i: int) -> bool:
        """Whether a date can begin at token i."""
        return self.first <= i < self.stop and i in self.beginnings

    def token(self, i: int) -> Token | None:
        """Token i, None outside the paragraph."""
        return self.tokens[i] if self.first <= i < self.stop else None

    def form(self, i: int) -> str:
        """The folded form of token i (a lone tatweel as it is), "" outside the paragraph."""
        return (self.tokens[i].form or self.tokens[i].text) if self.first <= i < self.stop else ""

    def match(self, i: int) -> Match[Word] | None:
        """The date word that begins at token i, with or without proclitics."""
        found = self.words.get(i)
        return found if found is not None and self.first <= i and found.last <= self.stop else None

    def word(self, i: int, *kinds: Kind, bare: bool = False) -> tuple[DateWord, int] | None:
        """The date word of one of the kinds at token i, and the index after it; `bare` refuses proclitics."""
        found = self.match(i)
        if found is None or (bare and found.prefix) or not isinstance(found.entry, DateWord):
            return None
        return (found.entry, found.last) if found.entry.kind in kinds else None

    def month(self, i: int, *, bare: bool = False) -> tuple[Month, int] | None:
        """The month's name at token i, and the index after it. أب, a father, is not آب."""
        found = self.match(i)
        if found is None or (bare and found.prefix) or not isinstance(found.entry, Month):
            return None
        return None if "أب" in self.tokens[i].text and found.entry.month == 8 else (found.entry, found.last)

    def weekday(self, i: int, *, bare: bool = False) -> tuple[Weekday, int] | None:
        """The weekday at token i, and the index after it."""
        found = self.match(i)
        if found is None or (bare and found.prefix) or not isinstance(found.entry, Weekday):
            return None
        return found.entry, found.last

    def digits(self, i: int, most: int = 4) -> int | None:
        """The value of a token of at most `most` digits and nothing else."""
        token = self.token(i)
        plain = token is not None and token.kind == "number" and len(token.form) <= most and token.form.isdigit()
        return int(token.form) if token is not None and plain else None

    def whole(self, i: int) -> tuple[int, int] | None:
        """A small whole number in digits or words that begins at token i, and the index after it."""
        value = self.digits(i)
        if value is not None:
            return value, i + 1
        number = self.numbers.get(i)
        if number is None or number.value is None or number.last > self.stop or number.form == "dual":
            return None
        small = number.value == number.value.to_integral_value() and 0 < number.value <= LAST_YEAR
        return (int(number.value), number.last) if small else None

    def year(self, i: int) -> Year | None:
        """The number of a year at token i, with the mark of its calendar."""
        found = self.whole(i)
        if found is None:
            return None
        value, end = found
        era = self.word(end, "era")
        if era and self._is_era(end):
            unit, end = era[0].unit, era[1]
            if unit == "before":
                return Year(value, None, end, ("before_christ",))
            calendar: Calendar = "hijri" if unit == "hijri" else "gregorian"
            return Year(value, calendar, end) if value >= (1 if calendar == "hijri" else MARKED_YEAR) else None
        return Year(value, None, end) if FIRST_YEAR <= value <= LAST_YEAR else None

    def _is_era(self, i: int) -> bool:
        """Whether a single letter at token i is an era's mark: not the initial of a name (م. ز)."""
        token = self.tokens[i]
        return len(token.form) > 1 or token.form != fold("م") or self.form(i + 1) != "." or self.stop - i <= 2

    @cached_property
    def uses_hijri(self) -> bool:
        """Whether the text marks any year as Hijri."""
        entries = (found.entry for found in self.words.values())
        return any(isinstance(e, DateWord) and e.kind == "era" and e.unit == "hijri" for e in entries)

    def counted(self, i: int) -> bool:
        """Whether the noun at token i is what a number before it counts."""
        form = self.form(i)
        return form in nouns() or form in after_numbers() or form in currencies.nouns() or form in PERCENT

    def labelled(self, i: int, effect: Effect, back: int = 1) -> bool:
        """Whether one of the `back` tokens before token i is a label of that effect (الأحد is a weekday, not أحد)."""
        labels = label_forms(effect)
        before = (j for j in range(max(self.first, i - back), min(i, self.stop)) if self.weekday(j) is None)
        return any(stem in labels for j in before for _, stem in stems(self.tokens[j].form))

    def named(self, i: int) -> bool:
        """Whether a name of an outlet or the like (المصري اليوم, ذلك اليوم) covers token i."""
        for j in range(max(self.first, i - 2), i + 1):
            found = label_at(self.tokens, j)
            if found is None or not j <= i < found.last:
                continue
            if found.entry.effect == "name" or (found.entry.effect == "outlet" and self._after_outlet(j)):
                return True
        return False

    def _after_outlet(self, i: int) -> bool:
        before = self.token(i - 1)
        return before is not None and (before.kind == "mark" or self.labelled(i, "before_outlet"))

    def start(self, i: int) -> int:
        """Raw offset where token i begins without its proclitics (but للعام keeps its ل, which holds the article)."""
        token = self.tokens[i]
        number = self.numbers.get(i)
        if number is not None:
            return number.start
        found = self.match(i)
        prefix = found.prefix if found is not None else ""
        if prefix.endswith("ل") and token.form.startswith(prefix + "ل"):
            prefix = prefix[:-1]
        return token.start + skipped(token.text, len(prefix))
