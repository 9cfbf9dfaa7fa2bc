"""What reviewers did, one event each; a log only ever grows. Offsets are code points, as in the sheet."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints

from factsheet.schema import Model, VerificationStatus

Of = Literal["quotes", "claims", "dates", "officials"]
"""The kinds of facts, by the sheet's own names."""
KINDS: tuple[Of, ...] = ("quotes", "claims", "dates", "officials")


def printable(text: str) -> str:
    """The text, if a person can have written it. Raises ValueError for control characters and half surrogate pairs."""
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in text):
        raise ValueError("must not hold control characters")
    return text


Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000), AfterValidator(printable)]
ReviewerName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=r"^[^\n\t]+$"),
    AfterValidator(printable),
]
EventId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{8,64}$")]
Address = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000, pattern=r"^https?://[^\s<>\"]+$")]


class Anchor(Model):
    """Where a fact stood when it was judged, so that it is found again in another extraction or another text."""

    of: Literal["quotes", "claims", "dates", "officials", "paragraphs"]
    fact: str
    start: Annotated[int, Field(ge=0)]
    end: int
    text: str
    before: str = ""
    after: str = ""
    name: str | None = None
    digest: str = ""
    """Of what the fact said: a decision holds only for what was seen."""


class Happening(Model):
    """Who did something, and when (ISO 8601 with zone). `id` is the writer's own: an event is never taken twice."""

    id: EventId
    at: str
    by: ReviewerName


class Decided(Happening):
    """A fact was found rightly extracted, or not."""

    kind: Literal["decide"] = "decide"
    anchor: Anchor
    status: Literal["accepted", "rejected"]
    reason: Words | None = None


class Edited(Happening):
    """A fact was corrected: `fact` as it is now, `original` as the machine had it."""

    kind: Literal["edit"] = "edit"
    anchor: Anchor
    fact: dict[str, Any]
    original: dict[str, Any]
    refers: dict[str, Anchor] = Field(default_factory=dict)
    """Where the facts that it refers to by id stood: another extraction may number them otherwise."""
    reason: Words | None = None


class Added(Happening):
    """A fact that the machine missed."""

    kind: Literal["add"] = "add"
    anchor: Anchor
    fact: dict[str, Any]
    refers: dict[str, Anchor] = Field(default_factory=dict)
    reason: Words | None = None


class Verified(Happening):
    """Whether the fact is true, and where that was looked up."""

    kind: Literal["verify"] = "verify"
    anchor: Anchor
    status: VerificationStatus
    source_url: Address | None = None
    note: Words | None = None


class Marked(Happening):
    """A paragraph was found to be the article's own, or what the page left behind."""

    kind: Literal["paragraph"] = "paragraph"
    anchor: Anchor
    role: Literal["body", "boilerplate"]


class Undone(Happening):
    """An event was taken back."""

    kind: Literal["undo"] = "undo"
    target: EventId


class Redone(Happening):
    """An event that was taken back holds again."""

    kind: Literal["redo"] = "redo"
    target: EventId


Deed = Decided | Edited | Added | Verified | Marked
Event = Annotated[Deed | Undone | Redone, Field(discriminator="kind")]


class LogArticle(Model):
    """Which article the log belongs to."""

    id: str
    sha256: str


class Log(Model):
    """`<id>.review.json`. Its version is the number of its events."""

    format: Literal["factsheet-review"] = "factsheet-review"
    format_version: Literal[1] = 1
    article: LogArticle
    events: tuple[Event, ...] = ()

    @property
    def version(self) -> int:
        """How many events there are: what a writer must have seen."""
        return len(self.events)


def moment(at: str) -> datetime:
    """When an event was, comparable across zones; what cannot be read counts as the very first."""
    try:
        read = datetime.fromisoformat(at)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def in_force(events: Iterable[Event]) -> list[Deed]:
    """The deeds that nobody has taken back, in the order of time."""
    listed = list(events)
    gone: set[str] = set()
    for event in listed:
        if isinstance(event, Undone):
            gone.add(event.target)
        elif isinstance(event, Redone):
            gone.discard(event.target)
    deeds = [e for e in listed if not isinstance(e, Undone | Redone) and e.id not in gone]
    return sorted(deeds, key=lambda e: moment(e.at))


def undoable(events: Sequence[Event], by: str) -> Deed | None:
    """The reviewer's last deed that is in force."""
    standing = {deed.id for deed in in_force(events)}
    own = [e for e in events if not isinstance(e, Undone | Redone) and e.by == by and e.id in standing]
    return own[-1] if own else None


def redoable(events: Sequence[Event], by: str) -> Deed | None:
    """The deed that the reviewer took back last, unless they have done something new since."""
    taken: list[str] = []
    for event in events:
        if event.by != by:
            continue
        if isinstance(event, Undone):
            taken.append(event.target)
        elif isinstance(event, Redone):
            taken = [target for target in taken if target != event.target]
        else:
            taken = []
    deeds = {e.id: e for e in events if not isinstance(e, Undone | Redone)}
    return deeds.get(taken[-1]) if taken else None
