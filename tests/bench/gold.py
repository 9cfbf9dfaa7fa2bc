"""The gold articles, their scorer, and which of a sheet's facts it holds to be right: for the benchmarks beside it."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared/gold"
"""Where gold articles are looked for: dev.jsonl, dev/ and score.py, in a folder beside the checkout."""

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact of a sheet and whether it is right; `parts` says it of the fact's content and of its source alone."""

    kind: str
    article: str
    fact: Item
    right: bool
    parts: tuple[bool, ...]


@cache
def scorer(gold: Path = GOLD) -> ModuleType:
    """score.py of the folder, as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", gold / "score.py")
    assert spec is not None, gold
    assert spec.loader is not None, gold
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_articles(gold: Path = GOLD) -> Iterator[tuple[Item, Item]]:
    """Each article's record (id, text, published, ...) with its annotation, in the order of dev.jsonl."""
    for line in (gold / "dev.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        yield record, json.loads((gold / "dev" / f"{record['id']}.json").read_text("utf-8"))


def judged(gold: Item, sheet: Item, score: ModuleType) -> Iterator[Judged]:
    """Every fact of a sheet that counts, by the scorer's own notions; what is optional in gold is left out.

    A quote is right when all its content spans and its speaker are, a claim when value, kind and unit are, a date when
    its value is, a person when the name is.
    """
    yield from _quotes(gold, sheet, score)
    yield from _claims(gold, sheet, score)
    inferred = sheet["article"].get("published_from") in ("text", "dateline")

    def same_date(a: Item, b: Item) -> float:
        near = float(score.iou(score.as_span(a["span"]), score.as_span(b["span"])))
        same = a["value"] == b["value"] or (a["value"] is None and inferred)
        return near + 1 if near and same else 0.0

    yield from _matched("dates", gold["id"], gold["dates"], sheet["dates"], same_date, 1.0, score)
    people = [p for p in sheet["officials"] if p["kind"] == "person"]
    yield from _matched("officials", gold["id"], gold["officials"], people, score.same_person, 0.5, score)


def _matched(
    kind: str, article: str, gold: list[Item], found: list[Item], alike: Callable[[Item, Item], float],
    least: float, score: ModuleType, same: Callable[[Item, Item], bool] = lambda _want, _got: True,
) -> Iterator[Judged]:  # fmt: skip
    must, found = score.required(gold, found, alike, least)
    partner = {j: must[i] for i, j in score.pair(must, found, alike, least)}
    for j, fact in enumerate(found):
        ok = j in partner
        yield Judged(kind, article, fact, ok and same(partner[j], fact), (ok,))


def _claims(gold: Item, sheet: Item, score: ModuleType) -> Iterator[Judged]:
    vague = [score.as_span(q["number"]) for q in gold["quantities"] if q["kind"] == "vague"]
    wanted = [q for q in gold["quantities"] if q["kind"] != "vague"]
    found = [
        c for c in sheet["claims"]
        if c["kind"] != "vague" and not any(score.iou(score.as_span(c["number"]), v) for v in vague)
    ]  # fmt: skip

    def alike(a: Item, b: Item) -> float:
        near = score.iou(score.as_span(a["number"]), score.as_span(b["number"]))
        near = near or 0.1 * score.iou(score.as_span(a["span"]), score.as_span(b["span"]))
        return near + 1 if near and score.same_value(a, b) else 0.0

    def same_unit(a: Item, b: Item) -> bool:
        return a["kind"] == b["kind"] and (a.get("unit") is None or a["unit"] == b["unit"])

    yield from _matched("claims", gold["id"], wanted, found, alike, 1.0, score, same_unit)


def _quotes(gold: Item, sheet: Item, score: ModuleType) -> Iterator[Judged]:
    text = gold["text"]
    wanted = [(s, q) for q in gold["quotes"] for s in score.content(q, text)]
    made = [(s, q) for q in sheet["quotes"] for s in score.content(q, text)]

    def alike(a: tuple[Any, Item], b: tuple[Any, Item]) -> float:
        return float(score.iou(a[0], b[0]))

    must, found = score.required(wanted, made, alike, 0.5)
    partner = {j: must[i][1] for i, j in score.pair(must, found, alike, 0.8)}
    spans: dict[str, list[int]] = {}
    for j, (_, quote) in enumerate(found):
        spans.setdefault(quote["id"], []).append(j)
    for quote in sheet["quotes"]:
        if places := spans.get(quote["id"]):
            content = all(j in partner for j in places)
            name = quote["speaker"]["name"]
            who = all(score.same_source(partner[j]["speaker"], name) for j in places if j in partner)
            yield Judged("quotes", gold["id"], quote, content and who, (content, who))
