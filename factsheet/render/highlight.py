"""The article's text with its facts marked, without tearing what belongs together.

A mark that begins or ends inside a joined Arabic word breaks its shaping (ب|الاتفاق), and one that cuts a number or a
foreign phrase turns its direction, so every mark is widened to whole words and whole direction runs.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from factsheet.render.direction import Run, directed, direction_runs, printable

if TYPE_CHECKING:
    from markupsafe import Markup

_WORD = re.compile("(?:[^\\W\\d_]|[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d])+")


@dataclass(frozen=True)
class Mark:
    """A place to be marked, in offsets of the text, and the class of the mark."""

    start: int
    end: int
    name: str


def marked_text(text: str, marks: Sequence[Mark]) -> Markup:
    """The escaped text, each number and foreign word in its direction, the places in `<mark class="...">`.

    Places may overlap; a piece that lies in several carries all their classes, in alphabetical order.
    """
    from markupsafe import Markup

    view = printable(text)
    runs = direction_runs(view.text)
    whole = _unbroken(view.text, runs)
    widened = [
        Mark(_widen(view.offset(m.start), whole, 0), _widen(view.offset(m.end), whole, 1), m.name) for m in marks
    ]
    starts = [run.start for run in runs]
    pieces = []
    for start, end, names in _segments(len(view.text), widened):
        inside = runs[bisect_left(starts, start) : bisect_left(starts, end)]
        inner = Markup("").join(directed(view.text, start, end, inside))
        pieces.append(Markup('<mark class="{}">{}</mark>').format(" ".join(names), inner) if names else inner)
    return Markup("").join(pieces)


def _unbroken(text: str, runs: Iterable[Run]) -> list[tuple[int, int]]:
    """What no mark may cut, in order: direction runs, and words that do not touch one."""
    units = [(run.start, run.end) for run in runs]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(units + [m.span() for m in _WORD.finditer(text)]):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _widen(offset: int, units: Sequence[tuple[int, int]], side: int) -> int:
    """The offset moved out of the unit that it cuts: to its start (side 0) or its end (side 1)."""
    i = bisect_right(units, (offset, -1)) - 1
    if i >= 0 and units[i][0] < offset < units[i][1]:
        return units[i][side]
    return offset


def _segments(length: int, marks: Sequence[Mark]) -> list[tuple[int, int, list[str]]]:
    """The text cut at every mark's edge: (start, end, sorted names of the marks over it). Marks outside it are none."""
    opened: dict[int, list[str]] = {}
    closed: dict[int, list[str]] = {}
    for mark in marks:
        if 0 <= mark.start < mark.end <= length:
            opened.setdefault(mark.start, []).append(mark.name)
            closed.setdefault(mark.end, []).append(mark.name)
    edges = sorted({0, length, *opened, *closed})
    active: dict[str, int] = {}
    segments = []
    for start, end in pairwise(edges):
        for name in closed.get(start, ()):
            active[name] -= 1
        for name in opened.get(start, ()):
            active[name] = active.get(name, 0) + 1
        segments.append((start, end, sorted(name for name, n in active.items() if n)))
    return segments
