"""Where words that somebody gives stand in the article, by named tiers. A changed number is never accepted.

Tiers, the strictest first: exact; marks (vowel marks, tatweel, invisible controls, white space); letters (hamza, final
ya, ta marbuta, presentation forms, Persian letters); digits (another script's). Anything else is not the article's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache
from typing import Literal

from factsheet.lexicon.edge_words import negations
from factsheet.lexicon.numbers import reading
from factsheet.lexicon.units import units
from factsheet.schema import Span
from factsheet.text import TOKEN, Document, Token, fold, stems

Tier = Literal["exact", "marks", "letters", "digits"]
_SPACE = re.compile(r"\s+")
_CUT = re.compile(r"\s*(?:\[\s*(?:\.{2,}|…)\s*\]|\(\s*(?:\.{3,}|…)\s*\)|\.{3,}|…)\s*")
_OUTER = " \t\r\n\"'«»“”„‟‘’‹›"
_STOPS = _OUTER + ".,،؛;:"
_MARKS = dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‹›", "'")
_SIGNS = str.maketrans(_MARKS | {"٪": "%", "٫": ".", "؛": ";", "؟": "?"})
_COMMA = re.compile("،(?![0-9])|(?<![0-9])،")
_DIGITS = re.compile(r"[\d٪%٫]")
_PROCLITICS = frozenset("وفبلك")
_PART = 3
"""The least words of a part that is looked for by itself."""
_LONGEST = 400
"""Words from which on a text that is not found is not compared word by word."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words that were found: where, by which tier, and in how many places they stand."""

    span: Span
    tier: Tier
    places: int


@dataclass(frozen=True, slots=True)
class Nearest:
    """The words of the article that are most like those looked for, and what differs."""

    span: Span
    differs: str
    number: bool
    """Whether a number differs."""


class Anchors:
    """Looks words up in one article."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        pieces, self._origin = [], list[int]()
        for match in re.finditer(r"\s+|\S+", doc.folded):
            text = " " if match.group().isspace() else match.group()
            pieces.append(text)
            self._origin.extend(range(match.start(), match.start() + len(text)))
        self._origin.append(len(doc.folded))
        self._folded = _one_form("".join(pieces))

    def find(self, words: str, near: int | None = None, taken: frozenset[int] | set[int] = frozenset()) -> Place | None:
        """The place of some words: that which begins nearest to `near`, else the first that is not taken."""
        found = self.all(words)
        if not found:
            return None
        words = words.strip(_OUTER)
        same = [span for span in found if span.text == words] or found
        free = [span for span in same if span.start not in taken] or same
        span = free[0] if near is None else min(same, key=lambda s: abs(s.start - near))
        return Place(span, tier(span.text, words), len(found))

    def all(self, words: str) -> list[Span]:
        """Every place of some words; a stop or a comma at their end need not stand there."""
        words = words.strip(_OUTER)
        for wanted in dict.fromkeys((words, words.rstrip(_STOPS))):
            needle = _one_form(_SPACE.sub(" ", "".join(map(_folded, wanted))).strip())
            found = list(self._spans(needle)) if needle else []
            if found:
                return found
        return []

    def joined(self, words: str) -> tuple[Span, Span] | None:
        """The two places of some words that stand in two, as if there were nothing between; None where they do not."""
        said = words.split()
        low, high = 0, len(said) if len(said) <= _LONGEST else 0
        while low < high:  # the longest beginning that stands somewhere
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.all(" ".join(said[:middle])) else (low, middle - 1)
        if min(low, len(said) - low) < _PART:
            return None
        first, second = self.all(" ".join(said[:low])), self.all(" ".join(said[low:]))
        return (first[0], second[0]) if first and second else None

    def parts(self, words: str) -> list[str]:
        """The words between dots that stand for something left out."""
        return [part for part in _CUT.split(words.strip(_OUTER)) if part.strip(_OUTER)] or [words]

    def _spans(self, needle: str) -> Iterator[Span]:
        at = self._folded.find(needle)
        while at >= 0:
            start, end = self._doc.raw(self._origin[at], self._origin[at + len(needle) - 1] + 1)
            if self._begins(start, needle) and self._ends(at + len(needle), needle):
                yield self._doc.span(start, end)
            at = self._folded.find(needle, at + len(needle))

    def _begins(self, start: int, needle: str) -> bool:
        """Whether a word begins there, proclitics aside: no word and no number is cut."""
        i = bisect_right(self._doc.starts, start) - 1
        token = self._doc.tokens[i] if i >= 0 else None
        if token is None or token.start == start or token.end <= start:
            before = self._doc.text[start - 1] if start else ""
            return not (before.isdigit() and needle[0].isdigit())
        return token.kind == "word" and set(fold(self._doc.text[token.start : start])) <= _PROCLITICS

    def _ends(self, at: int, needle: str) -> bool:
        """Whether the word, or the number with its decimals, ends there."""
        after = self._folded[at : at + 2]
        if needle[-1].isdigit() and len(after) == 2 and after[0] in ".,،٫٬" and after[1].isdigit():
            return False
        return not (needle[-1].isalnum() and after[:1].isalnum())

    def nearest(self, words: str) -> Nearest | None:
        """The words of the article that share most with those looked for; None where it is less than half."""
        wanted = [fold(m.group()) for m in TOKEN.finditer(words.strip(_OUTER)) if m.lastgroup != "mark"]
        tokens = self._doc.tokens
        size = min(len(wanted), len(tokens))
        if not size or size > _LONGEST:
            return None
        first = _window(tokens, wanted, size)
        if first is None:
            return None
        window = tokens[max(0, first - 2) : first + size + 2]
        return self._compared(wanted, window)

    def _compared(self, wanted: list[str], window: tuple[Token, ...]) -> Nearest | None:
        forms = [t.form for t in window]
        matcher = SequenceMatcher(None, wanted, forms, autojunk=False)
        blocks = [b for b in matcher.get_matching_blocks() if b.size]
        if not blocks:
            return None
        first, last = blocks[0].b, blocks[-1].b + blocks[-1].size
        first, last = max(0, first - blocks[0].a), min(len(window), last + len(wanted) - blocks[-1].a - blocks[-1].size)
        number, told = False, list[str]()
        for tag, a, a2, b, b2 in SequenceMatcher(None, wanted, forms[first:last], autojunk=False).get_opcodes():
            if tag != "equal":
                number = number or _numbers(wanted[a:a2]) != _numbers(forms[first + b : first + b2])
                theirs = " ".join(t.text for t in window[first + b : first + b2])
                told.append(f"{' '.join(wanted[a:a2]) or '∅'} → {theirs or '∅'}")
        span = self._doc.span(window[first].start, window[last - 1].end)
        return Nearest(span, "; ".join(told[:3]), number)


def _numbers(forms: Sequence[str]) -> list[object]:
    """The numbers among some words by their value, whether in digits or in words; المئة of a share is its sign."""
    read = [(form, reading(form)) for form in forms if form not in _per_cent()]
    return [word.value if word else Decimal(form) if form.isdecimal() else form for form, word in read
            if word or form[0].isdigit()]  # fmt: skip


@cache
def _per_cent() -> frozenset[str]:
    """Words that end what is said for the sign %."""
    shares = (unit for unit in units() if unit.unit == "%" and unit.kind == "percent")
    return frozenset(fold(form).split()[-1] for unit in shares for form in unit.forms)


def _window(tokens: tuple[Token, ...], wanted: list[str], size: int) -> int | None:
    """First token of the window of `size` tokens that shares most forms with the wanted; at least half of them."""
    left, shared, best, first = Counter(wanted), 0, 0, 0
    for i, token in enumerate(tokens):
        shared += left[token.form] > 0
        left[token.form] -= 1
        if i >= size:
            gone = tokens[i - size].form
            left[gone] += 1
            shared -= left[gone] > 0
        if shared > best:
            best, first = shared, max(0, i - size + 1)
    return first if best * 2 >= len(wanted) else None


def negates(differs: str) -> bool:
    """Whether what differs is a negation."""
    return any(stem in negations() for word in differs.split() for _, stem in stems(fold(word)))


def tier(found: str, given: str) -> Tier:
    """What had to be looked past to find the given words in the article's."""
    if found == given:
        return "exact"
    a, b = _bare(found), _bare(given)
    if _plain(a) == _plain(b):
        return "marks"
    return "letters" if _DIGITS.findall(a) == _DIGITS.findall(b) else "digits"


def _folded(char: str) -> str:
    """A character as it stands in the folded view, where tatweel is nothing."""
    return "" if char == "\u0640" else fold(char)


def _one_form(text: str) -> str:
    """A folded text with one form for all quotation marks, signs of percent and of decimals, commas, and stops."""
    return _COMMA.sub(",", text.translate(_SIGNS))


def _plain(text: str) -> str:
    """A text without its quotation marks and stops."""
    return "".join(c for c in text if c not in _STOPS and c not in "؟?")


def _bare(text: str) -> str:
    """The text without marks, tatweel and controls, its white space made one."""
    return _SPACE.sub(" ", "".join(c for c in text if _folded(c))).strip()
