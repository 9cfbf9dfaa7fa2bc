"""A sheet's values against what the program itself reads at the same place of the article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from factsheet.check.noted import of_fact
from factsheet.schema import Check, Claim, DateMention, FactSheet, Official, Quote, Span
from factsheet.text import TOKEN, fold

F = TypeVar("F", Quote, Claim, DateMention)
HUMAN = frozenset(("edited", "added"))
"""Reviews in which a person decided on the values: they are not held against the program's own."""


class Places(Generic[F]):
    """The facts of one kind by their place. A quote stands where its first words do."""

    def __init__(self, facts: Sequence[F]) -> None:
        self._facts: list[F] = sorted(facts, key=lambda f: place_of(f).start)
        self._starts = [place_of(f).start for f in self._facts]
        self._ends = list(accumulate((place_of(f).end for f in self._facts), max))

    def at(self, span: Span) -> F | None:
        """The fact that shares most characters with a span; None where none shares any."""
        first, stop = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        best = max(self._facts[first:stop], key=lambda f: shared(place_of(f), span), default=None)
        return best if best is not None and shared(place_of(best), span) > 0 else None


def place_of(fact: Quote | Claim | DateMention) -> Span:
    """The first words of a fact."""
    return fact.spans[0] if isinstance(fact, Quote) else fact.span


def shared(a: Span, b: Span) -> int:
    """How many characters two places share (not above 0 where none)."""
    return min(a.end, b.end) - max(a.start, b.start)


def against(sheet: FactSheet, fresh: FactSheet) -> Iterator[Check]:
    """Numbers, units, dates and speakers that are not those which stand at their place."""
    claims, dates, quotes = Places(fresh.claims), Places(fresh.dates), Places(fresh.quotes)
    for claim in sheet.claims:
        if claim.review.status not in HUMAN:
            yield from _claim(claim, claims.at(claim.span))
    for mention in sheet.dates:
        found = dates.at(mention.span)
        if mention.review.status not in HUMAN and found and not same_date(mention.value, found.value):
            yield of_fact("changed_date", mention, said=mention.value or "", article=found.value or "")
    for quote in sheet.quotes:
        if quote.review.status not in HUMAN:
            yield from _speaker(quote, quotes.at(quote.spans[0]), fresh.officials)


def _claim(claim: Claim, found: Claim | None) -> Iterator[Check]:
    if found is None:
        return
    mine, theirs = values_of(claim), values_of(found)
    if None not in (mine, theirs) and mine != theirs:
        yield of_fact("changed_number", claim, said=" – ".join(map(str, mine or ())), article=found.span.text)
    elif claim.unit and found.unit and claim.unit != found.unit:
        yield of_fact("changed_unit", claim, said=claim.unit, article=found.unit)


def values_of(claim: Claim) -> tuple[object, ...] | None:
    """The number or the range of a claim; None where it has neither."""
    if claim.value is not None:
        return (claim.value,)
    return None if claim.low is None else (claim.low, claim.high)


def same_date(a: str | None, b: str | None) -> bool:
    """Whether two values do not contradict each other: one may be less precise than the other, or not known."""
    if a is None or b is None:
        return True
    return a.startswith(b) or b.startswith(a)


def _speaker(quote: Quote, found: Quote | None, officials: Sequence[Official]) -> Iterator[Check]:
    name = quote.speaker.name
    if found is None or not name or not found.speaker.name or found.speaker.resolved == "none":
        return
    if not is_source(name, found, officials):
        yield of_fact("speaker_not_nearest", quote, said=name, article=found.speaker.name)


def is_source(name: str, quote: Quote, officials: Sequence[Official]) -> bool:
    """Whether a name, with its titles or as a role alone, is the source of a quote, and no word of it somebody else's.

    كريم العربي is not هشام العربي where the article has a كريم بوزيد.
    """
    speaker = quote.speaker
    if not speaker.name:
        return False
    said, theirs = bare_words(name), bare_words(speaker.name)
    around = [speaker.role, speaker.affiliation, speaker.mention.text if speaker.mention else None]
    around += [part for o in officials if o.id == speaker.official for part in (o.name, o.role, o.affiliation)]
    own = theirs.union(*(bare_words(part) for part in around if part))
    others = set().union(*(bare_words(o.name) for o in officials if not theirs & bare_words(o.name)))
    return bool(said & theirs or said <= own) and not (said - own) & others


def bare_words(name: str) -> set[str]:
    """The words of a name without proclitic or article."""
    return {fold(match.group()).removeprefix("ال") for match in TOKEN.finditer(name)}
