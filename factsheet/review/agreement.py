"""How far two reviewers of one article agree: Cohen's kappa on decisions, F1 on the places of the facts they keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from factsheet.review.amend import MODELS
from factsheet.review.anchors import hull
from factsheet.review.events import Added, Anchor, Decided, Edited, Log, in_force

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that the two decided on differently."""

    fact: str
    text: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """Facts that both decided on, how many of them alike, kappa (None: not defined), F1 of the places both keep."""

    both: int
    alike: int
    only_first: int
    only_second: int
    kappa: float | None
    f1: float | None
    differences: tuple[Difference, ...]


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa: agreement beyond chance; None where there is nothing, or where chance alone explains all."""
    if not pairs:
        return None
    n = len(pairs)
    observed = sum(a == b for a, b in pairs) / n
    firsts, seconds = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(firsts[label] * seconds[label] for label in firsts) / (n * n)
    return None if expected == 1 else (observed - expected) / (1 - expected)


def f1(first: set[Place], second: set[Place]) -> float | None:
    """The harmonic mean of precision and recall, the same in both directions; None where neither keeps anything."""
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else None


def agreement(first: Log, second: Log) -> Agreement:
    """The two logs of one article compared."""
    a, b = _decisions(first), _decisions(second)
    shared = sorted(a.keys() & b.keys())
    pairs = [(a[place][0], b[place][0]) for place in shared]
    return Agreement(
        both=len(pairs),
        alike=sum(x == y for x, y in pairs),
        only_first=len(a.keys() - b.keys()),
        only_second=len(b.keys() - a.keys()),
        kappa=kappa(pairs),
        f1=f1(_kept(first), _kept(second)),
        differences=tuple(
            Difference(a[place][1].fact, a[place][1].text, a[place][0], b[place][0])
            for place in shared
            if a[place][0] != b[place][0]
        ),
    )


def _decisions(log: Log) -> dict[Place, tuple[str, Anchor]]:
    """The last decision on each fact that the machine found, by its place: accepted, rejected or edited."""
    decided: dict[Place, tuple[str, Anchor]] = {}
    added = {deed.anchor.fact for deed in in_force(log.events) if isinstance(deed, Added)}
    for deed in in_force(log.events):
        place = (deed.anchor.of, deed.anchor.start, deed.anchor.end)
        if deed.anchor.fact in added:
            continue
        if isinstance(deed, Edited):
            decided[place] = ("edited", deed.anchor)
        elif isinstance(deed, Decided):
            edited = deed.status == "accepted" and decided.get(place, ("",))[0] == "edited"
            decided[place] = ("edited" if edited else deed.status, deed.anchor)
    return decided


def _kept(log: Log) -> set[Place]:
    """The places of the facts that the reviewer keeps: as edited or added, else as the machine had them."""
    kept: dict[tuple[str, str, int], Place | None] = {}
    for deed in in_force(log.events):
        anchor = deed.anchor
        key = (anchor.of, anchor.fact, anchor.start)
        if isinstance(deed, Edited | Added) and anchor.of != "paragraphs":
            kept[key] = (anchor.of, *hull(MODELS[anchor.of].model_validate(deed.fact)))
        elif isinstance(deed, Decided) and deed.status == "rejected":
            kept[key] = None
        elif isinstance(deed, Decided) and kept.get(key) is None:
            kept[key] = (anchor.of, anchor.start, anchor.end)
    return {place for place in kept.values() if place}
