"""Direction and safety of everything that a template prints.

WeasyPrint gives each piece of a line to Pango with the base direction of its element and orders the pieces by that
direction alone: `unicode-bidi`, `dir=auto` and a bare `<bdi>` do nothing, so a range or a percentage turns round by
where the line wraps and by what is highlighted. Direction is therefore settled here, before layout: every number,
range, percentage, foreign word and URL goes out as `<bdi dir="ltr">`, every Arabic-Indic number as `<bdi dir="rtl">`.
`settled` is the last gate: a template that prints anything else is refused.

Runs follow the Unicode bidirectional algorithm (UAX 9) where that is unambiguous: a Latin phrase with its inner spaces
and numbers is one run; two numbers that stand apart are two; a hyphen between an Arabic word and a number is neither's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from markupsafe import Markup

Direction = Literal["ltr", "rtl"]

_UNPRINTED = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # steer direction, or no ink
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"  # controls
)
_REPLACED = str.maketrans({"\u202f": "\u00a0", "\u2028": " ", "\u2029": " ", "\x85": " ", "\x0b": " ", "\x0c": " "})
_SURROGATE = re.compile("[\ud800-\udfff]")

_LETTER = "(?:[^\\W\\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]|[\u0300-\u036f])"
"""A letter of any script that is written from left to right."""
_INNER = '(?:[^\\w\\s«»“”„‟‹›"()\\[\\]{}<>،؛؟…٪]|_)'
"""What may stand inside a number or a foreign word: - . / : @ & ' and their like."""
_CORE = f"(?:{_LETTER}|[0-9])(?:{_INNER}{{0,3}}(?:{_LETTER}|[0-9])|(?<=[0-9])[،٫٬](?=[0-9]))*"
_STANDS_APART = "(?:(?<![\\w%)])|(?<=\\Wو)|(?<=^و))"
"""Where a sign belongs to the number after it: not in إف-16, 2020-2024, but in و-3."""
_BEFORE = f"(?:{_STANDS_APART}[-+~±≈<>≤≥=#№\u2212]?(?=[$€£¥₪%]?[0-9]))?(?:[$€£¥₪%](?=[0-9])|[@#$€£](?={_LETTER}))?"
_AFTER = "(?:[ \u00a0]?[%‰]|[°′″$€£¥₪+]+)?"
_URL = """(?:https?://|www\\.)[^\\s<>"«»“”]*[^\\s<>"«»“”.,;:!?،؛؟…()\\[\\]{}'’]"""
_ABBREVIATION = f"(?:{_LETTER}\\.){{2,}}(?:{_INNER}?{_CORE})?"
_ARABIC_NUMBER = (
    f"(?:{_STANDS_APART}[-+\u2212])?[$€£¥٪%]?[٠-٩۰-۹]+(?:[-./:,،٫٬–—×*][٠-٩۰-۹]+)*(?:[ \u00a0]?[٪%‰]|[°$€£¥+]+)?"
)
_PIECE = re.compile(f"(?P<ltr>{_URL}|{_BEFORE}(?:{_ABBREVIATION}|{_CORE}){_AFTER})|(?P<rtl>{_ARABIC_NUMBER})")
_GAP_IN_PHRASE = re.compile("[,:;.&]?[ \u00a0]+(?:[-–—/&+|·•][ \u00a0]+)?")
_GAP_IN_RANGE = re.compile("[ \u00a0][-–—][ \u00a0]")
_HAS_LETTER = re.compile(_LETTER)
_THOUSANDS = re.compile("[-+\u2212]?[$€£]?[0-9]{1,3}(?:[ \u00a0][0-9]{3})*")
_THREE_DIGITS = re.compile(f"[0-9]{{3}}{_AFTER}")
_TELEPHONE = re.compile("\\+[0-9]{1,3}(?:[ -][0-9]+)*")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one direction in a text: half-open offsets, and whether it is a phrase in a foreign script."""

    start: int
    end: int
    direction: Direction
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Printable:
    """A text without what is never printed (bidi controls, NUL, lone surrogates), and the way to its new offsets."""

    text: str
    dropped: tuple[int, ...]
    """Offsets in the original of the characters that were left out, rising."""

    def offset(self, original: int) -> int:
        """The offset in `text` of an offset in the original."""
        return original - bisect_left(self.dropped, original)


def printable(text: str) -> Printable:
    """The text as it can be printed; code points that have no ink and would steer direction are left out."""
    dropped = tuple(m.start() for m in _UNPRINTED.finditer(text))
    kept = _UNPRINTED.sub("", text) if dropped else text
    return Printable(_SURROGATE.sub("?", kept).translate(_REPLACED), dropped)


def direction_runs(text: str) -> list[Run]:
    """The runs of a printable text that need a direction of their own, in order; the rest follows the page."""
    runs: list[Run] = []
    for match in _PIECE.finditer(text):
        direction: Direction = "ltr" if match.lastgroup == "ltr" else "rtl"
        letter = direction == "ltr" and _HAS_LETTER.search(text, match.start(), match.end()) is not None
        run = Run(match.start(), match.end(), direction, letter)
        if runs and _continues(text, runs[-1], run):
            runs[-1] = replace(runs[-1], end=_with_bracket(text, runs[-1], run))
        else:
            runs.append(run)
    return runs


def _continues(text: str, run: Run, following: Run) -> bool:
    """Whether a piece belongs to the run before it: a phrase, a spaced range, or thousands parted by spaces."""
    if run.direction != "ltr" or following.direction != "ltr" or following.start - run.end > 5:
        return False
    gap = text[run.end : following.start]
    if run.phrase:
        in_brackets = gap in ("(", " (") and text[following.end : following.end + 1] == ")"
        return in_brackets or _GAP_IN_PHRASE.fullmatch(gap) is not None
    if following.phrase:
        return False
    if _GAP_IN_RANGE.fullmatch(gap):
        return True
    return gap in (" ", "\u00a0") and (
        _TELEPHONE.fullmatch(text, max(run.start, run.end - 40), run.end) is not None
        or (
            _THREE_DIGITS.fullmatch(text, following.start, following.end) is not None
            and _THOUSANDS.fullmatch(text, max(run.start, run.end - 40), run.end) is not None
        )
    )


def _with_bracket(text: str, run: Run, following: Run) -> int:
    """Where the joined run ends: after the bracket that the gap between the two opened."""
    return following.end + ("(" in text[run.end : following.start])


def isolated(text: str, direction: Direction) -> Markup:
    """The escaped text as one run of a given direction."""
    from markupsafe import Markup

    return Markup('<bdi dir="{}">{}</bdi>').format(direction, text)


def ltr(value: object) -> Markup:
    """Filter: the whole value as one left-to-right run (a URL, an identifier, a formatted number)."""
    return isolated(printable(str(value)).text, "ltr")


def text(value: str) -> Markup:
    """Filter: words of the article or of the sheet, escaped, each number and foreign word in its own direction."""
    if not isinstance(value, str):
        raise TypeError(f"the filter `text` takes words, not {_told(value):.60}")
    return _text(value)


@lru_cache(maxsize=4096)
def _text(value: str) -> Markup:
    from markupsafe import Markup

    printed = printable(value).text
    return Markup("").join(directed(printed, 0, len(printed), direction_runs(printed)))


def directed(printed: str, start: int, end: int, runs: list[Run]) -> Iterator[Markup]:
    """The escaped pieces of `printed[start:end]`; `runs` are those that lie wholly inside, in order."""
    from markupsafe import escape

    for run in runs:
        if run.start > start:
            yield escape(printed[start : run.start])
        yield isolated(printed[run.start : run.end], run.direction)
        start = run.end
    if start < end:
        yield escape(printed[start:end])


def attribute(value: object) -> Markup:
    """Filter: a value inside an HTML attribute, escaped and without markup."""
    from markupsafe import escape

    return escape(printable(str(value)).text)


def web_address(value: str) -> Markup:
    """Filter: a link's target; anything but http and https becomes an empty fragment."""
    from markupsafe import Markup

    return attribute(value) if re.match(r"https?://", value) else Markup("#")


def settled(value: object) -> Markup:
    """What a template may print: only what came out of a filter, a label or a macro. Raises TypeError otherwise."""
    from markupsafe import Markup

    if isinstance(value, Markup):
        return value
    raise TypeError(f"{_told(value):.60} is printed without a direction filter: add |text, |number, |ltr or |attribute")


def _told(value: object) -> str:
    """A value in an error; an undefined name raises an error of its own here, which says more."""
    return str(value) and repr(value)
