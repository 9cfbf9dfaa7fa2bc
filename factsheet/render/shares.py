"""Who speaks how much: each source's share of the words of reported speech, named against unnamed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factsheet.render.speech import Source

MOST_BARS = 8


@dataclass(frozen=True)
class Share:
    """One bar: the source's name (None for a speaker who is not known, or for all the others), and whole per cent."""

    name: str | None
    named: bool
    percent: int
    others: int = 0
    """How many sources the last bar stands for; 0 for a single source."""


@dataclass(frozen=True)
class Shares:
    """The bars, the longest first, and the per cent of all words that stand under a name."""

    bars: tuple[Share, ...]
    named_percent: int


def shares(sources: Sequence[Source]) -> Shares | None:
    """The shares of the sources; None where there are not two to compare."""
    words = [source.words for source in sources]
    if len(sources) < 2 or not sum(words):
        return None
    percents = dict(zip(map(id, sources), whole_percents(words), strict=True))
    ranked = sorted(sources, key=lambda source: -source.words)
    cut = len(ranked) if len(ranked) <= MOST_BARS else MOST_BARS - 1
    bars = [Share(s.name, s.named, percents[id(s)]) for s in ranked[:cut]]
    if ranked[cut:]:
        rest = ranked[cut:]
        bars.append(Share(None, any(s.named for s in rest), sum(percents[id(s)] for s in rest), len(rest)))
    return Shares(tuple(bars), sum(percents[id(s)] for s in sources if s.named and s.resolved))


def whole_percents(parts: Sequence[int]) -> list[int]:
    """The parts as whole per cents that add up to 100: what rounding down leaves goes to the largest remainders."""
    total = sum(parts)
    percents = [part * 100 // total for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda i: (-(parts[i] * 100 % total), i))
    for i in by_remainder[: 100 - sum(percents)]:
        percents[i] += 1
    return percents
