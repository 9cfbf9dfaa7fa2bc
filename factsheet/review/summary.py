"""One line of the queue: what an article is called and how far its review is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factsheet.errors import FactsheetError
from factsheet.review.events import KINDS
from factsheet.schema import FactSheet

LOW = 0.75
"""Confidence below which a fact counts as low."""
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Summary:
    """An article in the queue; `error` says why its sheet cannot be read."""

    key: str
    id: str
    title: str
    publisher: str | None = None
    facts: int = 0
    decided: int = 0
    low: int = 0
    """Facts of low confidence that nobody has decided on."""
    checks: int = 0
    """Warnings and errors."""
    error: str | None = None


def summary_of(key: str, path: Path, current: Callable[[], FactSheet] | None) -> Summary:
    """The line for a sheet. `current` gives the sheet with its review, where there is a log.

    Without one the file is only looked at, not held against the contract: that is done when it is opened.
    """
    try:
        table = current().model_dump(mode="json") if current else json.loads(path.read_bytes())
        return _summary(key, table)
    except FactsheetError as error:
        return Summary(key, path.stem, path.stem, error=str(error))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return Summary(key, path.stem, path.stem, error=f"{path.name}: {error}")


def _summary(key: str, sheet: Mapping[str, Any]) -> Summary:
    facts = [fact for kind in KINDS for fact in sheet[kind]]
    pending = [fact for fact in facts if fact["review"]["status"] == "pending"]
    return Summary(
        key=key,
        id=str(sheet["article"]["id"]),
        title=_title(sheet["article"]),
        publisher=sheet["article"]["publisher"],
        facts=len(facts),
        decided=len(facts) - len(pending),
        low=sum(fact["confidence"] < LOW for fact in pending),
        checks=sum(check["severity"] != "info" for check in sheet["checks"]),
    )


def _title(article: Mapping[str, Any]) -> str:
    """The headline, else the beginning of the text."""
    return heading(article["title"], article["text"], article["paragraphs"])


def heading(title: str | None, text: str, paragraphs: Iterable[Mapping[str, Any]]) -> str:
    """The title; else the headline's line; else the first line of the article's own; cut at a word."""
    listed = list(paragraphs)
    headline = next((p for p in listed if p["role"] == "headline"), None)
    first = headline or next((p for p in listed if p["index"] is not None), None)
    words = " ".join((title or (text[first["start"] : first["end"]] if first else text[:200])).split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0] + " …"
