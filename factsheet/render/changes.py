"""What changed since the sheet was last issued."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from factsheet.render.speech import without_marks
from factsheet.schema import Claim, DateMention, FactSheet, Official, Quote

ChangeKind = Literal["added", "removed", "changed"]
MOST_CHANGES = 12


@dataclass(frozen=True)
class Change:
    """One difference: what happened, to which kind of fact (quotes, claims, dates, officials), and its words."""

    kind: ChangeKind
    fact: str
    words: str
    fields: tuple[str, ...] = ()
    """For `changed`: what of it (who, what, value, unit, role, review)."""


@dataclass(frozen=True)
class Changes:
    """The differences to the last issue, at most twelve; `more` counts the rest."""

    revision: int
    """The revision that this one is compared with."""
    listed: tuple[Change, ...]
    more: int


def changes_since(previous: FactSheet | None, sheet: FactSheet) -> Changes | None:
    """What differs between two issues of one article; None for a first issue, or where the last one is not at hand."""
    if previous is None or sheet.provenance.revision <= 1:
        return None
    found = [change for kind in _TOLD for change in _of_kind(kind, previous, sheet)]
    return Changes(previous.provenance.revision, tuple(found[:MOST_CHANGES]), max(0, len(found) - MOST_CHANGES))


def _of_kind(kind: str, previous: FactSheet, sheet: FactSheet) -> list[Change]:
    before, after = (_by_words(kind, issue) for issue in (previous, sheet))
    removed = [Change("removed", kind, key[0]) for key in before if key not in after]
    found = []
    for key, told in after.items():
        if key not in before:
            found.append(Change("added", kind, key[0]))
        elif told != before[key]:
            fields = tuple(name for name, value in told.items() if before[key][name] != value)
            found.append(Change("changed", kind, key[0], fields))
    return found + removed


def _by_words(kind: str, sheet: FactSheet) -> dict[tuple[str, int], dict[str, Any]]:
    """What is told of each fact that is not rejected, by its words and which fact with these words it is."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    counts: dict[str, int] = {}
    for fact in getattr(sheet, kind):
        if fact.review.status != "rejected":
            words, told = _TOLD[kind](fact)
            counts[words] = counts.get(words, 0) + 1
            found[words, counts[words]] = told | {"review": _review(fact)}
    return found


def _review(fact: Any) -> tuple[str, str]:
    return fact.review.status, fact.review.verification.status


def _quote(quote: Quote) -> tuple[str, dict[str, Any]]:
    words = without_marks(" … ".join(span.text for span in quote.spans))
    return words, {"who": quote.speaker.name, "what": quote.kind}


def _claim(claim: Claim) -> tuple[str, dict[str, Any]]:
    return without_marks(claim.span.text), {
        "value": (claim.value, claim.low, claim.high, claim.comparator), "unit": claim.unit,
    }  # fmt: skip


def _date(date: DateMention) -> tuple[str, dict[str, Any]]:
    return without_marks(date.span.text), {"value": date.value}


def _official(official: Official) -> tuple[str, dict[str, Any]]:
    return without_marks(official.name), {"role": (official.role, official.affiliation)}


_TOLD: Mapping[str, Callable[[Any], tuple[str, dict[str, Any]]]] = MappingProxyType(
    {"quotes": _quote, "claims": _claim, "dates": _date, "officials": _official}
)
