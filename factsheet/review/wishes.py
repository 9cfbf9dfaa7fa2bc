"""What the page asks for, and the events that come of it. Offsets are code points here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from factsheet.review.amend import added, amended
from factsheet.review.anchors import AnyFact, anchor_of, paragraph_anchor
from factsheet.review.events import (
    Added,
    Address,
    Anchor,
    Decided,
    Edited,
    Event,
    EventId,
    Log,
    Marked,
    Of,
    Redone,
    Undone,
    Verified,
    Words,
    moment,
    redoable,
    undoable,
)
from factsheet.review.refusal import RefusedError
from factsheet.review.state import reviewed
from factsheet.schema import FactSheet, Model, Quote, VerificationStatus


class Decide(Model):
    """Accept or reject a fact."""

    kind: Literal["decide"]
    id: EventId
    fact: str
    status: Literal["accepted", "rejected"]
    reason: Words | None = None


class Edit(Model):
    """Change fields of a fact."""

    kind: Literal["edit"]
    id: EventId
    fact: str
    changes: dict[str, Any]
    reason: Words | None = None


class Add(Model):
    """Add a fact."""

    kind: Literal["add"]
    id: EventId
    of: Of
    fields: dict[str, Any]


class Verify(Model):
    """Say whether a fact is true."""

    kind: Literal["verify"]
    id: EventId
    fact: str
    status: VerificationStatus
    source_url: Address | None = None
    note: Words | None = None


class Mark(Model):
    """Say whether the paragraph that begins at `start` is the article's own."""

    kind: Literal["paragraph"]
    id: EventId
    start: int
    role: Literal["body", "boilerplate"]


class Undo(Model):
    """Take back one's last deed."""

    kind: Literal["undo"]
    id: EventId


class Redo(Model):
    """Do again what one took back last."""

    kind: Literal["redo"]
    id: EventId


Wish = Annotated[Decide | Edit | Add | Verify | Mark | Undo | Redo, Field(discriminator="kind")]


def deeds(
    machine: FactSheet, log: Log, wishes: Sequence[Wish], by: str, extract: Callable[[FactSheet], FactSheet]
) -> list[Event]:
    """The events of some wishes, each seen with those before it. Raises RefusedError; then none is taken."""
    known = {event.id for event in log.events}
    made: list[Event] = []
    for wish in wishes:
        if wish.id in known:
            continue
        so_far = log.model_copy(update={"events": (*log.events, *made)})
        common: dict[str, Any] = {"id": wish.id, "at": _now(so_far), "by": by}
        if isinstance(wish, Undo | Redo):
            made.append(_again(so_far, wish, common))
        else:
            made.append(_deed(machine, reviewed(machine, so_far, extract).sheet, wish, common))
    return made


def _now(log: Log) -> str:
    """The time, never before the log's last event."""
    now = datetime.now().astimezone()
    last = max((moment(event.at) for event in log.events), default=now)
    return max(now, last.astimezone()).isoformat(timespec="seconds")


def _again(log: Log, wish: Undo | Redo, common: dict[str, Any]) -> Event:
    target = (undoable if isinstance(wish, Undo) else redoable)(log.events, common["by"])
    if target is None:
        raise RefusedError(f"nothing-to-{wish.kind}")
    model = Undone if isinstance(wish, Undo) else Redone
    return model(**common, target=target.id)


def _deed(
    machine: FactSheet, sheet: FactSheet, wish: Decide | Edit | Add | Verify | Mark, common: dict[str, Any]
) -> Event:
    text = sheet.article.text
    if isinstance(wish, Mark):
        paragraph = next((p for p in sheet.article.paragraphs if p.start == wish.start), None)
        if paragraph is None:
            raise RefusedError("place")
        return Marked(**common, anchor=paragraph_anchor(paragraph, text), role=wish.role)
    if isinstance(wish, Add):
        fact = added(sheet, wish.of, f"{wish.of[0]}-{wish.id.replace('-', '')[:8]}", wish.fields)
        return Added(**common, anchor=anchor_of(fact, text), fact=_written(fact), refers=_refers(machine, fact))
    current = next((f for f in sheet.facts() if f.id == wish.fact), None)
    if current is None:
        raise RefusedError("no-fact", wish.fact)
    anchor, original = _seen(machine, current.id, anchor_of(current, text), _written(current))
    if isinstance(wish, Edit):
        edited = amended(sheet, current, wish.changes)
        if anchor.fact != current.id or current.review.status == "added":
            anchor = anchor_of(edited, text)
        common |= {"anchor": anchor, "reason": wish.reason, "refers": _refers(machine, edited)}
        return Edited(**common, fact=_written(edited), original=original)
    if isinstance(wish, Decide):
        return Decided(**common, anchor=anchor, status=wish.status, reason=wish.reason)
    return Verified(**common, anchor=anchor, status=wish.status, source_url=wish.source_url, note=wish.note)


def _seen(machine: FactSheet, id: str, anchor: Anchor, fact: dict[str, Any]) -> tuple[Anchor, dict[str, Any]]:
    """The anchor and the fields of the fact as the machine has it; its own where a person added it."""
    found = next((f for f in machine.facts() if f.id == id), None)
    return (anchor_of(found, machine.article.text), _written(found)) if found else (anchor, fact)


def _refers(machine: FactSheet, fact: AnyFact) -> dict[str, Anchor]:
    """The anchors of the machine's facts that a quote refers to: its date, its speaker."""
    wanted = {fact.said_on, fact.speaker.official} if isinstance(fact, Quote) else set()
    return {known.id: anchor_of(known, machine.article.text) for known in machine.facts() if known.id in wanted}


def _written(fact: Any) -> dict[str, Any]:
    """The fact as JSON without its review."""
    dumped: dict[str, Any] = fact.model_dump(mode="json", exclude={"review"})
    return dumped
