"""An article as the page gets it: JSON with every place in UTF-16 units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from factsheet.review.anchors import AnyFact, hull
from factsheet.review.desk import Opened
from factsheet.review.events import KINDS, Deed, Marked, redoable, undoable
from factsheet.review.quotation import attributed
from factsheet.review.summary import Summary, heading
from factsheet.schema import Article, Quote


def queue_view(summaries: Iterable[Summary]) -> list[dict[str, Any]]:
    """The queue, one object an article."""
    return [asdict(summary) for summary in summaries]


def article_view(opened: Opened, by: str) -> dict[str, Any]:
    """Everything that the page shows of an article."""
    sheet = opened.sheet
    view = {
        "key": opened.key,
        "article": _head(sheet.article),
        "paragraphs": [
            {**p.model_dump(), "text": sheet.article.text[p.start : p.end]} for p in sheet.article.paragraphs
        ],
        "facts": [fact_view(opened, of, fact) for of in KINDS for fact in getattr(sheet, of)],
        **_state(opened, by),
    }
    return _outgoing(opened, view)


def changes_view(before: Opened, after: Opened, by: str) -> dict[str, Any]:
    """What a write changed: the facts that are others now.

    Everything where the paragraphs are others, and where nothing was written: the page then has missed an answer.
    """
    if before.log.version == after.log.version or before.sheet.article.paragraphs != after.sheet.article.paragraphs:
        return {"full": article_view(after, by)}
    old = {fact.id: fact for fact in before.sheet.facts()}
    new = {fact.id for fact in after.sheet.facts()}
    again = before.reviewed.again.keys() ^ after.reviewed.again.keys()
    facts = [
        fact_view(after, of, fact)
        for of in KINDS
        for fact in getattr(after.sheet, of)
        if old.get(fact.id) != fact or fact.id in again
    ]
    return _outgoing(after, {"facts": facts, "removed": sorted(old.keys() - new), **_state(after, by)})


def _outgoing(opened: Opened, view: dict[str, Any]) -> dict[str, Any]:
    converted: dict[str, Any] = opened.units.outgoing(view)
    return converted


def _head(article: Article) -> dict[str, Any]:
    named = ("id", "title", "standfirst", "publisher", "byline", "url", "published", "published_from")
    heads = heading(article.title, article.text, [p.model_dump() for p in article.paragraphs])
    return {name: getattr(article, name) for name in named} | {"heading": heads}


def _state(opened: Opened, by: str) -> dict[str, Any]:
    """What changes with every write."""
    last = opened.log.events[-1] if opened.log.events else None
    undo, redo = undoable(opened.log.events, by), redoable(opened.log.events, by)
    return {
        "version": opened.log.version,
        "checks": [check.model_dump(mode="json") for check in opened.sheet.checks],
        "orphans": [_deed(deed) for deed in opened.reviewed.orphans],
        "undo": _deed(undo) if undo else None,
        "redo": _deed(redo) if redo else None,
        "last": {"by": last.by, "at": last.at} if last else None,
    }


def _deed(deed: Deed) -> dict[str, Any]:
    """A deed in a line: what, on which words, by whom."""
    status = None if isinstance(deed, Marked) else getattr(deed, "status", None)
    words = " ".join(deed.anchor.text.split())
    short = words if len(words) <= 80 else words[:80].rpartition(" ")[0] + " …"
    return {
        "id": deed.id, "kind": deed.kind, "of": deed.anchor.of, "fact": deed.anchor.fact, "status": status,
        "words": short, "by": deed.by, "at": deed.at,
    }  # fmt: skip


def fact_view(opened: Opened, of: str, fact: AnyFact) -> dict[str, Any]:
    """A fact with its kind, the place of all of it, and for a quote the text that is copied."""
    start, end = hull(fact)
    again = opened.reviewed.again.get(fact.id)
    view = fact.model_dump(mode="json", exclude={"sentence"})
    if isinstance(view["review"]["original"], dict):
        view["review"]["original"].pop("sentence", None)
    view |= {"of": of, "hull": {"start": start, "end": end}, "again": _deed(again) if again else None}
    if isinstance(fact, Quote):
        view["copy"] = {lang: attributed(opened.sheet, fact, lang) for lang in ("ar", "en")}
    return view
