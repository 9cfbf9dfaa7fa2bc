"""The sheet as it is handed outside: quotes and facts, and nothing else of the article or of the review.

It is a valid fact sheet. `article.text` has a space in the place of every character that no quote, number, date or name
needs, so that each fact keeps its place in the article; `article.sha256` is the digest of that text, and
`provenance.options` holds `share` and the digest of the article itself, for who has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from factsheet.schema import Article, Fact, FactSheet, Review, Span, Verification, sha256_of, spans_in

F = TypeVar("F", bound=Fact)


def shared(sheet: FactSheet) -> FactSheet:
    """The sheet without article text beyond its facts, without checks, notes of reviewers, their names and times."""
    kept = {kind: [_anonymous(fact) for fact in getattr(sheet, kind) if fact.review.status != "rejected"]
            for kind in ("quotes", "claims", "dates", "officials")}  # fmt: skip
    known = {fact.id for facts in kept.values() for fact in facts}
    facts = {kind: tuple(_referring(_bare(fact), known) for fact in facts) for kind, facts in kept.items()}
    places = [span for _, span in spans_in((*facts.values(), sheet.acronyms), "")]
    article = _masked(sheet.article, places)
    names = {key: value for key, value in sheet.provenance.options.items() if key == "names"}
    options = {**names, "share": True, "article_sha256": sheet.article.sha256}
    return sheet.model_copy(
        update={
            **facts,
            "article": article,
            "checks": (),
            "provenance": sheet.provenance.model_copy(update={"options": options}),
        }
    )


def _anonymous(fact: F) -> F:
    """The fact with what was decided, but not by whom, when and why."""
    seen = fact.review.verification
    verification = Verification(status=seen.status, source_url=seen.source_url)
    review = Review(status=fact.review.status, verification=verification)
    return fact.model_copy(update={"review": review})


def _bare(fact: Any) -> Any:
    """The fact without the sentence around it, and without the article's words in its notes."""
    changes: dict[str, Any] = {}
    if hasattr(fact, "sentence"):
        changes["sentence"] = fact.span
    if hasattr(fact, "anchor"):
        changes["anchor"] = None
    if hasattr(fact, "notes"):
        changes["notes"] = tuple(note.partition(":")[0] for note in fact.notes)
    return fact.model_copy(update=changes)


def _referring(fact: Any, known: set[str]) -> Any:
    """The fact without references to what was rejected."""
    changes: dict[str, Any] = {}
    if hasattr(fact, "speaker"):
        changes["said_on"] = fact.said_on if fact.said_on in known else None
        if fact.speaker.official not in known:
            changes["speaker"] = fact.speaker.model_copy(update={"official": None})
    if hasattr(fact, "quote"):
        changes["quote"] = fact.quote if fact.quote in known else None
    if hasattr(fact, "mentions"):
        changes["quotes"] = tuple(ref for ref in fact.quotes if ref in known)
    return fact.model_copy(update=changes)


def _masked(article: Article, places: Iterable[Span]) -> Article:
    """The article with its facts' words only, each at its place, and its headline as its title."""
    masked = ["\n" if char == "\n" else " " for char in article.text]
    for span in places:
        masked[span.start : span.end] = span.text
    text = "".join(masked)
    headline = next((article.text[p.start : p.end] for p in article.paragraphs if p.role == "headline"), None)
    return article.model_copy(
        update={"text": text, "sha256": sha256_of(text), "standfirst": None, "title": article.title or headline}
    )
