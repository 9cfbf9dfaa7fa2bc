"""Paragraphs that a reviewer marked as the article's own, or as what the page left behind."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from factsheet.review.anchors import AnyFact, find_again, hull
from factsheet.review.events import KINDS, Marked
from factsheet.review.links import without
from factsheet.schema import Claim, DateMention, FactSheet, Official, Paragraph, Quote

OUTSIDE = ("related", "boilerplate")
"""Roles of paragraphs that are not the article's own."""
Extract = Callable[[FactSheet], FactSheet]


def with_roles(
    machine: FactSheet, marks: Sequence[Marked], extract: Extract | None
) -> tuple[FactSheet, tuple[Marked, ...]]:
    """The sheet with the paragraphs' new roles, and the marks whose paragraph is gone.

    Facts in a paragraph that was marked out are left out; of one that was taken in, `extract` finds them.
    """
    if not marks:
        return machine, ()
    text = machine.article.text
    known = {p.start: p for p in machine.article.paragraphs}
    roles: dict[int, Marked] = {}
    lost: list[Marked] = []
    for mark in marks:
        start = find_again(mark.anchor, text)
        if start in known:
            roles[known[start].start] = mark
        else:
            lost.append(mark)
    article = machine.article.model_copy(update={"paragraphs": _numbered(machine.article.paragraphs, roles)})
    sheet = machine.model_copy(update={"article": article})
    out = [known[start] for start, mark in roles.items() if mark.role != "body"]
    taken = [p for p in (known[s] for s, mark in roles.items() if mark.role == "body") if p.role in OUTSIDE]
    gone = {fact.id for fact in sheet.facts() if any(_inside(fact, p) for p in out)}
    sheet = without(sheet, gone)
    if taken and extract:
        sheet = _with_facts(sheet, extract(sheet), taken)
    return _renumbered(sheet), tuple(lost)


def _numbered(paragraphs: Sequence[Paragraph], roles: Mapping[int, Marked]) -> tuple[Paragraph, ...]:
    made: list[Paragraph] = []
    index = 0
    for paragraph in paragraphs:
        mark = roles.get(paragraph.start)
        update: dict[str, Any] = {"role": mark.role, "rule": "human"} if mark else {}
        index += update.get("role", paragraph.role) == "body"
        body = update.get("role", paragraph.role) == "body"
        made.append(paragraph.model_copy(update=update | {"index": index if body else None}))
    return tuple(made)


def _inside(fact: AnyFact, paragraph: Paragraph) -> bool:
    return paragraph.start <= hull(fact)[0] < paragraph.end


def _with_facts(sheet: FactSheet, found: FactSheet, taken: Sequence[Paragraph]) -> FactSheet:
    """The sheet with what was found in the paragraphs that were taken in, under ids of their own."""
    new = {f.id: f"{f.id}+" for f in found.facts() if any(_inside(f, p) for p in taken)}
    have = {fact.id for fact in sheet.facts()}
    while have & set(new.values()):
        new = {old: f"{key}+" for old, key in new.items()}
    officials = {o.name: o.id for o in sheet.officials}
    same = {o.id: officials[o.name] for o in found.officials if o.name in officials}
    kept: dict[str, tuple[AnyFact, ...]] = {}
    for of in KINDS:
        facts = [f for f in getattr(found, of) if f.id in new and f.id not in same]
        kept[of] = (*getattr(sheet, of), *(_renamed(f, new | same) for f in facts))
    return sheet.model_copy(update=kept)


def _renamed(fact: AnyFact, names: Mapping[str, str]) -> AnyFact:
    update: dict[str, Any] = {"id": names[fact.id]}
    if isinstance(fact, Quote):
        speaker = fact.speaker.model_copy(update={"official": names.get(fact.speaker.official or "")})
        update |= {"said_on": names.get(fact.said_on or ""), "speaker": speaker}
    elif isinstance(fact, Claim):
        update["quote"] = names.get(fact.quote or "")
    elif isinstance(fact, Official):
        update["quotes"] = tuple(names[key] for key in fact.quotes if key in names)
    return fact.model_copy(update=update)


def _renumbered(sheet: FactSheet) -> FactSheet:
    """The facts with the new numbers of their paragraphs."""
    starts = [p.start for p in sheet.article.paragraphs]

    def number(fact: Quote | Claim | DateMention) -> int | None:
        at = bisect_right(starts, hull(fact)[0]) - 1
        return sheet.article.paragraphs[at].index if at >= 0 else None

    update = {
        of: tuple(f.model_copy(update={"paragraph": number(f)}) for f in getattr(sheet, of))
        for of in ("quotes", "claims", "dates")
    }
    return sheet.model_copy(update=update)
