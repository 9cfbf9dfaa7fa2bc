"""Confidence that means something: what the rules state, times what was measured of facts like this one.

A rule states how sure it is in comparison with its siblings. `confidence.toml` holds, for each kind of fact, what is to
be made of that on articles that no rule was written by: one factor for all facts of the kind, and one for each
circumstance that makes a fact likelier or less likely to be right. `tests/bench/reliability.py --write` renews it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TypeVar

from factsheet.schema import Claim, DateMention, Fact, Official, Quote

F = TypeVar("F", bound=Fact)
ALL = "all"
SHORT = 5
"""Content of fewer words is a fragment: often a name or a term in marks, not speech."""
MOST = 0.99


@cache
def factors() -> dict[str, dict[str, float]]:
    """What to multiply a stated confidence by: kind → circumstance → factor."""
    return tomllib.loads(files("factsheet.extract").joinpath("confidence.toml").read_text("utf-8"))


def calibrated(facts: Sequence[F], known: dict[str, float]) -> tuple[F, ...]:
    """The facts of one kind, their confidence by its factors; as it is where there are none."""
    return tuple(f.model_copy(update={"confidence": confidence(f, known)}) if known else f for f in facts)


def confidence(fact: Fact, known: dict[str, float]) -> float:
    """The stated confidence times the factors of all circumstances that hold, two digits."""
    value = fact.confidence
    for circumstance in circumstances(fact):
        value *= known.get(circumstance, 1.0)
    return round(min(MOST, value), 2)


def circumstances(fact: Fact) -> Iterator[str]:
    """What a fact is like, in words: how it was found, and what it holds."""
    yield ALL
    yield from fact.rule.split("/")
    if isinstance(fact, Quote):
        yield fact.kind
        if sum(len(span.text.split()) for span in fact.spans) < SHORT:
            yield "short"
        if fact.speaker.name and " " not in fact.speaker.name:
            yield "source of one word"
    elif isinstance(fact, Claim):
        yield fact.kind
        yield "digits" if any(c.isdigit() for c in fact.number.text) else "words"
    elif isinstance(fact, DateMention):
        yield "relative" if fact.relative else "absolute"
    elif isinstance(fact, Official):
        yield "with office" if fact.role else "without office"
