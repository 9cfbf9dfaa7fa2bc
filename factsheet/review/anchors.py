"""Facts found again: in another extraction of the same text, or in a text that has changed.

An anchor is a place, the words there and a little of what stands around them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from factsheet.review.events import KINDS, Anchor, Of
from factsheet.schema import Claim, DateMention, FactSheet, Official, Paragraph, Quote

AnyFact = Quote | Claim | DateMention | Official
CONTEXT = 32
_UNSAID = frozenset(
    ("id", "review", "rule", "confidence", "paragraph", "notes", "said_on", "quote", "quotes", "official")
)
"""Fields that say nothing about what the fact says: numbering, origin, references."""
_MOST_PLACES = 1000
_NEARBY = 500


def hull(fact: AnyFact) -> tuple[int, int]:
    """The place of a fact: of a quote from its first to its last word, of an official the first mention."""
    if isinstance(fact, Quote):
        return min(s.start for s in fact.spans), max(s.end for s in fact.spans)
    span = fact.mentions[0] if isinstance(fact, Official) else fact.span
    return span.start, span.end


def kind_of(fact: AnyFact) -> Of:
    """The sheet's field that holds such facts."""
    return KINDS[(Quote, Claim, DateMention, Official).index(type(fact))]


def anchor_of(fact: AnyFact, text: str) -> Anchor:
    """The fact's anchor in the text that it stands in."""
    start, end = hull(fact)
    return _anchor(kind_of(fact), fact.id, start, end, text).model_copy(
        update={"digest": digest(fact), "name": fact.name if isinstance(fact, Official) else None}
    )


def paragraph_anchor(paragraph: Paragraph, text: str) -> Anchor:
    """The anchor of a paragraph."""
    return _anchor("paragraphs", "", paragraph.start, paragraph.end, text)


def _anchor(of: Any, fact: str, start: int, end: int, text: str) -> Anchor:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Anchor(of=of, fact=fact, start=start, end=end, text=text[start:end], before=before, after=after)


def digest(fact: AnyFact) -> str:
    """Sixteen hex digits of what the fact says: equal wherever it stands and however it is numbered."""
    said = json.dumps(_said(fact.model_dump(mode="json")), ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _said(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) == {"start", "end", "text"}:
            return value["text"]
        return {k: _said(v) for k, v in value.items() if k not in _UNSAID and k not in ("start", "end")}
    return [_said(item) for item in value] if isinstance(value, list) else value


def find_again(anchor: Anchor, text: str) -> int | None:
    """Where the anchor's words now begin: where they were, else where most of what stood around them stands."""
    if not anchor.text:
        return None
    here = text[anchor.start : anchor.end] == anchor.text
    if here and text[max(0, anchor.start - len(anchor.before)) : anchor.start] == anchor.before:
        return anchor.start
    best = max(_places(anchor.text, text), key=lambda at: _likeness(anchor, at, text), default=None)
    if best is None or (len(anchor.text) < 8 and _likeness(anchor, best, text)[0] < 8):
        return None
    return best


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        yield at
        at = text.find(words, at + 1)


def _likeness(anchor: Anchor, at: int, text: str) -> tuple[int, int]:
    """Characters of context that agree, then nearness."""
    left = _common(anchor.before[::-1], text[max(0, at - CONTEXT) : at][::-1])
    end = at + len(anchor.text)
    return left + _common(anchor.after, text[end : end + CONTEXT]), -abs(at - anchor.start)


def _common(a: str, b: str) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


class Finder:
    """The facts of a machine's sheet by place, to find what an anchor speaks of."""

    def __init__(self, sheet: FactSheet) -> None:
        self._text = sheet.article.text
        self._by_id = {fact.id: fact for fact in sheet.facts()}
        self._by_place: dict[tuple[str, int, int], AnyFact] = {}
        self._by_name = {official.name: official for official in sheet.officials}
        self._kinds: dict[str, list[AnyFact]] = {kind: list(getattr(sheet, kind)) for kind in KINDS}
        for fact in sheet.facts():
            self._by_place.setdefault((kind_of(fact), *hull(fact)), fact)

    def fact(self, anchor: Anchor) -> AnyFact | None:
        """The fact that stands where the anchor does, of the same kind; the nearest to it when the place has moved."""
        fact = self._by_id.get(anchor.fact)
        here = (anchor.of, anchor.start, anchor.end, anchor.text)
        if fact and (kind_of(fact), *hull(fact), fact_text(fact, self._text)) == here:
            return fact
        if anchor.of == "officials" and anchor.name in self._by_name:
            return self._by_name[anchor.name]
        start = find_again(anchor, self._text)
        if start is None:
            return None
        end = start + len(anchor.text)
        return self._by_place.get((anchor.of, start, end)) or self._overlapping(anchor.of, start, end)

    def _overlapping(self, of: str, start: int, end: int) -> AnyFact | None:
        """The fact that shares most with a place: at least half of what the two cover together."""

        def shared(fact: AnyFact) -> float:
            first, last = hull(fact)
            return max(0, min(end, last) - max(start, first)) / (max(end, last) - min(start, first))

        best = max(self._kinds.get(of, ()), key=shared, default=None)
        return best if best and shared(best) >= 0.5 else None


def fact_text(fact: AnyFact, text: str) -> str:
    """The words from the fact's first to its last."""
    start, end = hull(fact)
    return text[start:end]


def moved(fact: dict[str, Any], anchor: Anchor, text: str) -> dict[str, Any] | None:
    """A fact that a person wrote, put where its words now stand; None when they are gone.

    Words that stood elsewhere (a cue, a speaker's mention) are looked for nearby; where they are gone, so is the place.
    """
    start = find_again(anchor, text)
    if start is None:
        return None
    placed = _moved(fact, start - anchor.start, text)
    if anchor.of == "quotes":
        lost = None in (*placed["spans"], *placed["verbatim"])
    elif anchor.of == "officials":
        placed["mentions"] = [span for span in placed["mentions"] if span]
        lost = not placed["mentions"]
    else:
        lost = placed["span"] is None or placed.get("number", True) is None
        placed["sentence"] = placed["sentence"] or placed["span"]
    return None if lost else placed


def _moved(value: Any, by: int, text: str) -> Any:
    if isinstance(value, list):
        return [_moved(item, by, text) for item in value]
    if not isinstance(value, dict):
        return value
    if {"start", "end", "text"} <= set(value):
        at, words = value["start"] + by, value["text"]
        if at < 0 or text[at : at + len(words)] != words:
            nearest = min(_places(words, text), key=lambda place: abs(place - at), default=None)
            if nearest is None or abs(nearest - at) > _NEARBY:
                return None
            at = nearest
        return {**value, "start": at, "end": at + len(words)}
    return {key: _moved(item, by, text) for key, item in value.items()}
