"""What changed since the sheet was last issued, as the brief tells it: what `factsheet diff` finds, places aside."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from factsheet.difference import Difference, differences
from factsheet.render.speech import without_marks
from factsheet.schema import FactSheet

ChangeKind = Literal["added", "removed", "changed"]
MOST_CHANGES = 12
TOLD: MappingProxyType[str, ChangeKind] = MappingProxyType({"added": "added", "gone": "removed", "altered": "changed"})
"""What the brief tells of the differences: that a fact stands elsewhere among the others is none to its reader."""
FIELDS = MappingProxyType({
    "words": "words", "kind": "what", "speaker": "who", "role": "role", "affiliation": "role", "romanized": "latin",
    "value": "value", "low": "value", "high": "value", "comparator": "value", "granularity": "value", "unit": "unit",
    "review": "review", "verification": "review",
})  # fmt: skip
"""Fields of a fact as the brief names them."""


@dataclass(frozen=True)
class Change:
    """One difference: what happened, to which kind of fact (quotes, claims, dates, officials), and its words."""

    kind: ChangeKind
    fact: str
    words: str
    fields: tuple[str, ...] = ()
    """For `changed`: what of it (words, who, what, value, unit, role, review)."""


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
    found = [_told(one) for one in differences(previous, sheet) if one.what in TOLD]
    return Changes(previous.provenance.revision, tuple(found[:MOST_CHANGES]), max(0, len(found) - MOST_CHANGES))


def _told(one: Difference) -> Change:
    kind = TOLD[one.what]
    names = [_field(one.kind, name) for name, _, _ in one.fields] if kind == "changed" else []
    return Change(kind, one.kind, without_marks(one.words), tuple(dict.fromkeys(names)))


def _field(fact: str, name: str) -> str:
    """The name of a field; of a number, its kind (a count, money) is told with its unit."""
    return "unit" if (fact, name) == ("claims", "kind") else FIELDS[name]
