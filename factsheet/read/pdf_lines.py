"""The lines of a PDF page in the order in which they are read, from where each glyph stands on the paper.

A PDF keeps glyphs, in whatever order its maker drew them, and no two makers agree. Only the places are the same for
all: glyphs on one baseline are a line, a gap is a space, a wide gutter parts columns, the right one first. What the
eye sees from left to right is then turned into the order of reading by the Unicode bidirectional algorithm (UAX 9)
backwards: 15-10 in an Arabic line was written 10-15, and 5- was written -5.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

ALEFS = frozenset("اأإآٱ")
GAP, WIDE_GAP = 0.22, 0.35
"""The least gap between two words, in sizes of the font; the wide one where the line holds all its spaces itself.

Letters of one word that do not join stand up to 0.2 apart, and more where a line is stretched.
"""
LONGEST_WORD = 8
"""Letters to a space above which on average spaces are missing: an Arabic word with its space has five or six."""
ONE_LINE = 0.45
"""How far apart two baselines of one line may be, in sizes of the font."""
GUTTER = 1.5
"""The least width of the space between two columns, in sizes of the font."""
COLUMN_LINES = 5
HEADINGS = 16
"""The most lines above columns that run over all of them."""
LOOSEST = 1.8
"""The greatest distance between two lines of one paragraph, in sizes of the font."""
APART = 1.35
"""How many times the usual distance between lines stands before a new paragraph."""
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefe]")
_RUN = re.compile(
    "[A-Za-z\u00c0-\u024f](?:[^ا«»()]*[A-Za-z\u00c0-\u024f0-9])?"
    "|[0-9]+(?:[.,:/][0-9]+)*|[٠-٩۰-۹]+(?:[.,:/٫٬،][٠-٩۰-۹]+)*"
)
"""What keeps its order from left to right in an Arabic line, each of whose letters is ا here: Latin phrases, and
numbers with their points."""


@dataclass(slots=True)
class Glyph:
    """A character on the page: where the pen stood, its box from left to right, and the size of its font."""

    text: str
    at: float
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is read; `parted` where more than the usual space stands above it."""

    text: str
    parted: bool
    filled: float
    """Share of its column's width that it takes."""


def page_lines(page: Any) -> list[Line]:
    """The lines of a page of pypdfium2, from the first that is read to the last."""
    text = page.get_textpage()
    try:
        glyphs = _glyphs(text)
    finally:
        text.close()
    return [line for block in _columns(glyphs) for line in _lines(block)]


def _glyphs(text: Any) -> list[Glyph]:
    """The characters that the page holds, spaces too; a glyph of several letters is one, in the order of reading."""
    import ctypes

    from pypdfium2 import raw

    x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
    found: list[Glyph] = []
    for i in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text.raw, i))
        left, _, right, _ = text.get_charbox(i, loose=True)
        guessed = char.isspace() and right <= left
        if guessed or not char.isprintable() or raw.FPDFText_HasUnicodeMapError(text.raw, i) == 1:
            continue
        raw.FPDFText_GetCharOrigin(text.raw, i, x, y)
        raw.FPDFText_GetMatrix(text.raw, i, matrix)
        size = raw.FPDFText_GetFontSize(text.raw, i) * (abs(matrix.d) or abs(matrix.b) or 1)
        one = Glyph(char, x.value, left, right, y.value, size)
        last = found[-1] if found else None
        if last and (last.left, last.right, last.base) == (one.left, one.right, one.base):
            last.text = _ligature(last.text, char)
        else:
            found.append(one)
    return found


def _ligature(letters: str, char: str) -> str:
    """One glyph's letters with one more, which pdfium gives before or after the others."""
    if unicodedata.combining(letters[0]) or (char == "ل" and letters in ALEFS):
        return char + letters
    return letters + char


def _columns(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs of each column, the right one first; a heading over two columns is a block before them."""
    gutter = _gutter(glyphs)
    if gutter is not None:
        yield from _columns([g for g in glyphs if g.left >= gutter])
        yield from _columns([g for g in glyphs if g.left < gutter])
        return
    bases = sorted({round(g.base, 1) for g in glyphs}, reverse=True)
    for above, below in pairwise(bases[:HEADINGS]):
        lower = [g for g in glyphs if g.base <= below + 0.1]
        if above - below > APART * _size(glyphs) and _gutter(lower) is not None:
            yield [g for g in glyphs if g.base > below + 0.1]
            yield from _columns(lower)
            return
    yield glyphs


def _gutter(glyphs: Sequence[Glyph]) -> float | None:
    """Where a space from top to bottom parts two columns of lines; None without one."""
    wide, right = GUTTER * _size(glyphs), None
    for glyph in sorted(glyphs, key=lambda g: g.left):
        if right is not None and glyph.left - right >= wide:
            sides = [{round(g.base) for g in glyphs if (g.left >= glyph.left) == side} for side in (False, True)]
            if min(map(len, sides)) >= COLUMN_LINES:
                return glyph.left
        right = glyph.right if right is None else max(right, glyph.right)
    return None


def _size(glyphs: Sequence[Glyph]) -> float:
    return median(g.size for g in glyphs) if glyphs else 1.0


def _lines(glyphs: list[Glyph]) -> Iterator[Line]:
    """The lines of a column from top to bottom. A vowel mark, which may stand off its line, goes to the nearest."""
    rows: list[list[Glyph]] = []
    for glyph in sorted((g for g in glyphs if not _marked(g)), key=lambda g: -g.base):
        if rows and rows[-1][0].base - glyph.base < ONE_LINE * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    bases = [row[0].base for row in rows]
    for glyph in filter(_marked, glyphs if rows else ()):
        near = min(range(len(rows)), key=lambda i: abs(bases[i] - glyph.base))
        alone = abs(bases[near] - glyph.base) > 0.05 * glyph.size  # whatever letter its font names with it
        rows[near].append(replace(glyph, text="".join(filter(unicodedata.combining, glyph.text))) if alone else glyph)
    steps = [a - b for a, b in pairwise(bases)]
    usual = min(sorted(steps)[len(steps) // 4], LOOSEST * _size(glyphs)) if steps else 0.0
    widths = sorted(map(_width, rows))
    width = max(1.0, widths[int(0.85 * (len(rows) - 1))] if rows else 0)
    for i, row in enumerate(rows):
        yield Line(logical(_seen(row)), i > 0 and steps[i - 1] > APART * usual, min(1.0, _width(row) / width))


def _width(row: Sequence[Glyph]) -> float:
    return max(g.right for g in row) - min(g.left for g in row)


def _marked(glyph: Glyph) -> bool:
    return unicodedata.combining(glyph.text[-1]) > 0


def _gap(row: Sequence[Glyph]) -> float:
    """The least gap between two words of a line, in sizes of the font."""
    spaces = sum(glyph.text.isspace() for glyph in row)
    return WIDE_GAP if spaces * LONGEST_WORD > len(row) else GAP


def _seen(row: list[Glyph]) -> list[str]:
    """A line as the eye sees it from left to right: letters, each with its marks, and spaces."""
    alone = [g for g in row if unicodedata.combining(g.text[0])]
    bases = sorted((replace(g) for g in row if g not in alone), key=lambda g: (g.at, g.right))
    letters = [g for g in bases if _ARABIC.search(g.text)]
    for mark in alone if letters else ():
        middle = mark.left + mark.right
        near = min(letters, key=lambda g: abs(g.left + g.right - middle))
        near.text, near.left, near.right = near.text + mark.text, min(near.left, mark.left), max(near.right, mark.right)
    seen, gap = list[str](), _gap(row)
    for i, glyph in enumerate(bases):
        if i and max(glyph.at, glyph.left) - bases[i - 1].right > gap * min(glyph.size, bases[i - 1].size):
            seen.append(" ")
        seen.append(glyph.text)
    return seen


def logical(seen: Sequence[str]) -> str:
    """A line in the order of reading. One without Arabic letters is read as it is seen."""
    keys = "".join("ا" if _ARABIC.search(cell) else cell[0] for cell in seen)
    if "ا" not in keys:
        return "".join(seen)
    parts, at = list[str](), 0
    for run in _RUN.finditer(keys):
        parts += seen[at : run.start()]
        parts.append("".join(seen[run.start() : run.end()]))
        at = run.end()
    parts += seen[at:]
    return "".join(reversed(parts))
