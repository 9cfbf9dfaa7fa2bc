"""Number expressions, parsed once: digits of any script, number words, multipliers. Claims and dates reuse them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from factsheet.extract.cardinal import Cardinal
from factsheet.extract.digit_tokens import read_list
from factsheet.extract.number_words import read_number
from factsheet.lexicon.changes import forms as changes
from factsheet.lexicon.numbers import reading
from factsheet.text import Document, Sentence, Token, fold

NumberForm = Literal["digits", "words", "mixed", "dual", "vague"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number expression over tokens [first:last) and raw offsets [start:end), proclitics left out.

    `value` is exact (Decimal), None for a range (then low and high) and for vague words (عشرات، بضعة). The article ال
    belongs to a number word (الثلاثة) and not to digits (الـ14). Several numbers may share one token (2010،2011).
    """

    first: int
    last: int
    start: int
    end: int
    form: NumberForm
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    ordinal: bool = False
    notes: tuple[str, ...] = ()


COMMA_DECIMAL = re.compile(r"[0-9]+[,،][0-9]{1,2}")
"""A number that shows an article's comma to be a decimal sign."""
DASHES = frozenset("-–—−‐‑")
TO = frozenset(map(fold, ("إلى", "حتى")))
OR = frozenset(map(fold, ("أو",)))
AND = frozenset(map(fold, ("و",)))
BETWEEN = frozenset(map(fold, ("بين", "وبين", "فبين", "مابين", "ومابين", "بينما")))
HEIGHT = fold("ارتفاع")
FROM = frozenset(map(fold, ("من", "ومن", "فمن")))


def find_numbers(doc: Document) -> list[Number]:
    """All number expressions in text order, not overlapping; ordinals (الثالث) are marked as such."""
    found: list[Number] = []
    decimal_comma = any(t.kind == "number" and COMMA_DECIMAL.fullmatch(t.form) for t in doc.tokens)
    for sentence in doc.sentences:
        tokens = doc.tokens[sentence.first : sentence.last]
        numbers = list(_cardinals(tokens, decimal_comma=decimal_comma))
        if numbers:
            found.extend(_as_numbers(sentence, tokens, numbers))
    return found


def _cardinals(tokens: Sequence[Token], *, decimal_comma: bool) -> Iterator[Cardinal]:
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.kind == "number" or reading(token.form) is not None:
            number = read_number(tokens, i, decimal_comma=decimal_comma)
            if number is not None:
                yield number
                i = number.last
                continue
            if token.kind == "number":
                yield from read_list(tokens, i)
        i += 1


def _as_numbers(sentence: Sentence, tokens: Sequence[Token], numbers: Sequence[Cardinal]) -> Iterator[Number]:
    """The numbers of one sentence, two that form a range as one."""
    i = 0
    while i < len(numbers):
        number = numbers[i]
        if i + 1 < len(numbers) and (spread := _range(tokens, number, numbers[i + 1])):
            first, last = numbers[i], numbers[i + 1]
            start, end = _start(tokens[first.first]), tokens[last.last - 1].end
            at, notes = sentence.first, first.notes + last.notes
            yield Number(at + first.first, at + last.last, start, end, _form(first, last), None, *spread, notes=notes)
            i += 2
            continue
        yield _number(sentence, tokens, number)
        i += 1


def _number(sentence: Sentence, tokens: Sequence[Token], number: Cardinal) -> Number:
    token = tokens[number.first]
    start, end = _start(token), tokens[number.last - 1].end
    if number.inner:
        start, end = token.start + number.inner[0], token.start + number.inner[1]
    return Number(
        first=sentence.first + number.first,
        last=sentence.first + number.last,
        start=start,
        end=end,
        form="vague" if number.vague else _form(number),
        value=number.value,
        ordinal=number.ordinal,
        notes=number.notes,
    )


def _form(*numbers: Cardinal) -> NumberForm:
    if all(n.digits and not n.words for n in numbers):
        return "digits"
    return "mixed" if any(n.digits for n in numbers) else "words"


def _range(tokens: Sequence[Token], a: Cardinal, b: Cardinal) -> tuple[Decimal, Decimal] | None:
    """(low, high) of a range: 10-15, 10 إلى 15, بين 10 و15, أربعة أو خمسة; a multiplier of the second spreads."""
    if a.value is None or b.value is None or a.ordinal or b.ordinal or not 0 <= b.first - a.last <= 1:
        return None
    low = a.value
    if b.multiplier > 1 and a.multiplier == 1 and a.coefficient is not None and a.coefficient < (b.coefficient or 0):
        low = a.value * b.multiplier
    if low >= b.value or not _joins(tokens, a, b):
        return None
    return low, b.value


def tells_change(tokens: Sequence[Token], first: int, before: int, *, of_length: bool = False) -> bool:
    """Whether a word of change stands between token `first` and token `before`, near it: ارتفع العدد من.

    Of lengths, ارتفاع is a height: ارتفاع الموج من متر إلى مترين.
    """
    near = (tokens[i].form for i in range(max(first, before - 10), before))
    return any(form in changes() and not (of_length and HEIGHT in form) for form in near)


def _joins(tokens: Sequence[Token], a: Cardinal, b: Cardinal) -> bool:
    before = tokens[a.first - 1].form if a.first else ""
    if b.first == a.last:
        word = reading(tokens[b.first].form)
        return before in BETWEEN and word is not None and word.prefix == "و"
    between = tokens[a.last].form
    if between in DASHES:
        return not _in_chain(tokens, a, b)
    if between in TO:
        return not tells_change(tokens, 0, a.first)
    return between in OR or (between in AND and before in BETWEEN)


def _in_chain(tokens: Sequence[Token], a: Cardinal, b: Cardinal) -> bool:
    """Whether the dash is one of several, as in a date, a score or a telephone number."""
    signs = DASHES | {"/", ":", "+"}
    return (a.first > 0 and tokens[a.first - 1].form in signs and not tokens[a.first].space) or (
        b.last < len(tokens) and tokens[b.last].form in signs and not tokens[b.last].space
    )


def _start(token: Token) -> int:
    """Raw offset where the number word begins, after its proclitics."""
    word = reading(token.form) if token.kind == "word" else None
    return token.start + skipped(token.text, len(word.prefix)) if word and word.prefix else token.start


def skipped(text: str, letters: int) -> int:
    """How many characters of a raw word its first `letters` folded letters take, with the marks after them."""
    at = 0
    while at < len(text) and letters > 0:
        letters -= len(fold(text[at]))
        at += 1
    while at < len(text) and not fold(text[at]):
        at += 1
    return at
