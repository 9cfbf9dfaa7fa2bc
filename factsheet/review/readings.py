"""What the extractor reads in a few selected words, so that nobody types what the program can read."""

from __future__ import annotations

from typing import Any

from factsheet.extract import extract_facts
from factsheet.review.events import Of
from factsheet.schema import Article, FactSheet, sha256_of

_CLAIM = ("value", "low", "high", "unit", "comparator", "kind")
_DATE = ("value", "granularity", "calendar", "relative")


def read_words(sheet: FactSheet, of: Of, span: dict[str, Any]) -> dict[str, Any]:
    """The fields of the only claim or date in the words, places included; empty where there is none, or several."""
    words = span["text"]
    article = Article(id="", sha256=sha256_of(words), text=words, published=sheet.article.published)
    found = getattr(extract_facts(article), of)
    if len(found) != 1:
        return {}
    fact = found[0].model_dump(mode="json")
    fields = {name: fact[name] for name in (_CLAIM if of == "claims" else _DATE)}
    for name in ("number", "counted"):
        if fact.get(name):
            start = fact[name]["start"] + span["start"]
            fields[name] = {**fact[name], "start": start, "end": start + len(fact[name]["text"])}
    return fields
