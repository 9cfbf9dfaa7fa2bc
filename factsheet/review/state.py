"""The log over the extraction: the sheet as it stands now, and what in the log no longer has a place.

The machine's facts are never changed; every call starts from them and goes through the deeds in the order of time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from factsheet.check import check_sheet
from factsheet.review.amend import MODELS
from factsheet.review.anchors import AnyFact, Finder, digest, moved
from factsheet.review.events import KINDS, Added, Decided, Deed, Edited, Log, Marked, Of, Verified, in_force
from factsheet.review.links import relinked, without
from factsheet.review.paragraphs import with_roles
from factsheet.schema import FactSheet, Review, ReviewStatus, Verification


@dataclass(slots=True)
class Standing:
    """What was decided of one fact: its state, by whom, and the deed that made it so."""

    status: ReviewStatus = "pending"
    deed: Deed | None = None
    fact: dict[str, Any] | None = None
    """The fact as a person wrote it, where one did."""
    original: dict[str, Any] | None = None
    verified: Verified | None = None
    changed: Deed | None = None
    """A decision that does not hold any more, since the extraction now says something else here."""

    def review(self) -> Review:
        """As the contract has it."""
        verification = Verification()
        if self.verified and self.verified.status != "unchecked":
            v = self.verified
            verification = Verification(status=v.status, source_url=v.source_url, note=v.note, by=v.by, at=v.at)
        if self.status == "pending" or self.deed is None:
            return Review(verification=verification)
        reason = None if isinstance(self.deed, Verified | Marked) else self.deed.reason
        return Review(
            status=self.status,
            by=self.deed.by,
            at=self.deed.at,
            reason=reason,
            original=self.original,
            verification=verification,
        )


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The sheet with its reviews, the deeds that have lost their place, and facts that must be looked at again."""

    sheet: FactSheet
    orphans: tuple[Deed, ...] = ()
    again: dict[str, Deed] = field(default_factory=dict)
    """Fact id → the decision that was taken when the extraction said something else there."""


def reviewed(machine: FactSheet, log: Log, extract: Callable[[FactSheet], FactSheet] | None = None) -> Reviewed:
    """The machine's sheet with the log applied. `extract` finds the facts of a sheet whose paragraphs are others."""
    deeds = in_force(log.events)
    if not deeds:
        return Reviewed(machine)
    marks = [deed for deed in deeds if isinstance(deed, Marked)]
    base, lost = with_roles(machine, marks, extract)
    fold = _Fold(base)
    for deed in deeds:
        if not isinstance(deed, Marked):
            fold.take(deed)
    sheet, again = fold.sheet()
    return Reviewed(sheet, (*lost, *fold.orphans), again)


class _Fold:
    """Goes through the deeds, one after the other."""

    def __init__(self, machine: FactSheet) -> None:
        self.machine = machine
        self.finder = Finder(machine)
        self.standings: dict[str, Standing] = {}
        self.added: dict[str, tuple[Of, dict[str, Any]]] = {}
        self.orphans: list[Deed] = []

    def take(self, deed: Decided | Edited | Added | Verified) -> None:
        """Apply one deed to the standing of its fact, or put it aside as an orphan."""
        if isinstance(deed, Added) or deed.anchor.fact in self.added:
            self._of_added(deed)
            return
        fact = self.finder.fact(deed.anchor)
        placed = self._placed(deed) if isinstance(deed, Edited) else None
        if isinstance(deed, Edited) and placed is None:
            self.orphans.append(deed)
            return
        if fact is None:
            self._without_machine(deed, placed)
            return
        self._judge(self.standings.setdefault(fact.id, Standing()), deed, fact, placed)

    def _placed(self, deed: Added | Edited) -> dict[str, Any] | None:
        """What a person wrote, where its words now stand, with the ids that the facts it refers to now have."""
        placed = moved(deed.fact, deed.anchor, self.machine.article.text)
        if placed is None or deed.anchor.of != "quotes":
            return placed
        found = {known: self.finder.fact(anchor) for known, anchor in deed.refers.items()}

        def now(key: Any) -> str | None:
            fact = found.get(key, key)
            return fact if fact is None or isinstance(fact, str) else fact.id

        speaker = placed["speaker"] | {"official": now(placed["speaker"].get("official"))}
        return placed | {"said_on": now(placed.get("said_on")), "speaker": speaker}

    def _judge(self, standing: Standing, deed: Deed, fact: AnyFact, placed: dict[str, Any] | None) -> None:
        if isinstance(deed, Verified):
            standing.verified = deed
        elif isinstance(deed, Edited):
            standing.fact = (placed or {}) | {"id": fact.id}
            standing.original = deed.original
            standing.status, standing.deed, standing.changed = "edited", deed, None
        elif isinstance(deed, Decided):
            if standing.fact is None and deed.anchor.digest != digest(fact):
                standing.status, standing.deed, standing.changed = "pending", None, deed
                return
            decided: ReviewStatus = "edited" if deed.status == "accepted" and standing.fact else deed.status
            standing.status, standing.deed, standing.changed = decided, deed, None

    def _of_added(self, deed: Decided | Edited | Added | Verified) -> None:
        """A deed on a fact that a person added."""
        key, of = deed.anchor.fact, deed.anchor.of
        standing = self.standings.setdefault(key, Standing())
        if isinstance(deed, Added | Edited):
            placed = self._placed(deed)
            if placed is None or of == "paragraphs":
                self.orphans.append(deed)
                return
            self.added[key] = (of, placed | {"id": key})
            standing.status, standing.deed = "added", deed
        elif isinstance(deed, Verified):
            standing.verified = deed
        else:
            standing.status = "added" if deed.status == "accepted" else "rejected"
            standing.deed = deed

    def _without_machine(self, deed: Decided | Edited | Verified, placed: dict[str, Any] | None) -> None:
        """The extraction no longer has the fact: what a person wrote stands by itself, a mere decision is an orphan."""
        if not isinstance(deed, Edited) or placed is None or deed.anchor.of == "paragraphs":
            self.orphans.append(deed)
            return
        taken = {f.id for f in self.machine.facts()}
        key = deed.anchor.fact if deed.anchor.fact not in taken else f"e-{deed.id[:8]}"
        self.added[key] = (deed.anchor.of, placed | {"id": key, "rule": "human", "confidence": 1})
        self.standings[key] = Standing(status="edited", deed=deed, original=deed.original)

    def sheet(self) -> tuple[FactSheet, dict[str, Deed]]:
        """The machine's sheet with every standing, linked and checked anew where a person wrote something."""
        facts: dict[str, list[AnyFact]] = {}
        known = {f.id for f in self.machine.facts()} | set(self.added)
        for of in KINDS:
            facts[of] = [self._standing(of, fact, known) for fact in getattr(self.machine, of)]
            written = ((key, fact) for key, (kind, fact) in self.added.items() if kind == of)
            facts[of] += [f for f in (self._written(of, key, fact, known) for key, fact in written) if f]
        again = {key: standing.changed for key, standing in self.standings.items() if standing.changed}
        sheet = self.machine.model_copy(update={of: tuple(listed) for of, listed in facts.items()})
        if self.added or any(standing.fact for standing in self.standings.values()):
            sheet = relinked(sheet, [key for key, s in self.standings.items() if s.fact or key in self.added])
        return sheet, again

    def _standing(self, of: Of, fact: AnyFact, known: set[str]) -> AnyFact:
        standing = self.standings.get(fact.id)
        if standing is None:
            return fact
        if standing.fact is not None and standing.status == "edited":
            written = self._written(of, fact.id, standing.fact, known)
            if written is not None:
                return written
        return fact.model_copy(update={"review": standing.review()})

    def _written(self, of: Of, id: str, fact: dict[str, Any], known: set[str]) -> AnyFact | None:
        """A fact that a person wrote as a model, its references to what is gone left out."""
        review = self.standings[id].review().model_dump(mode="json")
        try:
            return MODELS[of].model_validate(_referring(fact, known) | {"review": review})
        except ValidationError:
            deed = self.standings[id].deed
            self.orphans.extend([deed] if deed else [])
            return None


def _referring(fact: dict[str, Any], known: set[str]) -> dict[str, Any]:
    """The fact without references to facts that are not there."""
    fact = dict(fact)
    for name in ("said_on", "quote"):
        if fact.get(name) not in known:
            fact.pop(name, None)
    if "quotes" in fact:
        fact["quotes"] = [key for key in fact["quotes"] if key in known]
    if "speaker" in fact and fact["speaker"].get("official") not in known:
        fact["speaker"] = fact["speaker"] | {"official": None}
    return fact


def pristine(sheet: FactSheet) -> FactSheet:
    """The sheet as the machine made it: reviews taken off, edits back to their originals, additions left out."""
    if all(fact.review == Review() for fact in sheet.facts()):
        return sheet
    update: dict[str, Any] = {}
    gone: set[str] = set()
    for of in KINDS:
        facts = []
        for fact in getattr(sheet, of):
            if fact.review.status == "added" or (fact.review.status == "edited" and not fact.review.original):
                gone.add(fact.id)
            elif fact.review.original:
                facts.append(MODELS[of].model_validate(fact.review.original))
            else:
                facts.append(fact.model_copy(update={"review": Review()}))
        update[of] = tuple(facts)
    sheet = relinked(without(sheet.model_copy(update=update), gone), ())
    return sheet.model_copy(update={"checks": tuple(check_sheet(sheet))})
