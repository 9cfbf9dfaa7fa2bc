"""Lines of a text and their shape: how they end, how many words they have, whether they hold a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from factsheet.lexicon.boilerplate import is_word
from factsheet.lexicon.dates import DateWord, Month, word_at
from factsheet.text import BIDI, DIGITS, TOKEN, Token, fold

STOP = re.compile(rf"[.!؟?…]\s*[»”\"’'\)\]{BIDI}]*$")
CLOSED = re.compile(rf"[.!؟?…»”\"]\s*[»”\"’'\)\]{BIDI}]*$")
NUMERIC_DATE = re.compile(rf"[{DIGITS}]{{1,4}}\s*([/.-])\s*[{DIGITS}]{{1,2}}\s*\1\s*[{DIGITS}]{{2,4}}")
FOUR_DIGITS = re.compile(rf"(?<![{DIGITS}])[{DIGITS}]{{4}}(?![{DIGITS}])")
SENTENCE = 60
SHORT = 300
"""Characters up to which a line is read word by word; longer lines are paragraphs."""


@dataclass(frozen=True)
class Line:
    """A non-empty line without the white space at its ends; raw offsets into the text."""

    text: str
    start: int
    end: int

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The line's tokens, with offsets into the line."""
        return tuple(
            Token(i, m.start(), m.end(), m.group(), fold(m.group()), m.lastgroup or "", True)
            for i, m in enumerate(TOKEN.finditer(self.text))
        )

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words, without numbers and signs."""
        return tuple(token.form for token in self.tokens if is_word(token))

    @property
    def short(self) -> bool:
        """Whether it may be anything but a paragraph."""
        return len(self.text) <= (SENTENCE * 2 if self.closed else SHORT)

    @cached_property
    def stopped(self) -> bool:
        """Whether it ends with a final stop, closing marks after it aside."""
        return STOP.search(self.text[-12:]) is not None

    @cached_property
    def closed(self) -> bool:
        """Whether it ends with a final stop or with a mark that closes speech."""
        return CLOSED.search(self.text[-12:]) is not None

    @property
    def paragraph(self) -> bool:
        """Whether it is plainly a paragraph: long, or a finished sentence of some length."""
        return not self.short or (self.closed and len(self.text) >= SENTENCE)

    @cached_property
    def dated(self) -> bool:
        """Whether it holds a full date: in numbers, or a month beside digits and a year."""
        if NUMERIC_DATE.search(self.text):
            return True
        months = any((m := word_at(self.tokens, i)) and isinstance(m.entry, Month) for i in range(len(self.tokens)))
        return months and FOUR_DIGITS.search(self.text) is not None

    @cached_property
    def says_when(self) -> bool:
        """Whether it names a month, a weekday, or a day as اليوم does."""
        found = [m.entry for i in range(len(self.tokens)) if (m := word_at(self.tokens, i))]
        return any(not isinstance(e, DateWord) or e.kind in ("day", "step") for e in found)

    @cached_property
    def date_words(self) -> int:
        """How many of its words belong to dates."""
        count = i = 0
        while i < len(self.tokens):
            found = word_at(self.tokens, i)
            count += found.last - i if found else 0
            i = found.last if found else i + 1
        return count


def split(text: str) -> Iterator[Line]:
    """The non-empty lines of a text."""
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            yield Line(line.strip(), start, match.start() + len(line.rstrip()))
