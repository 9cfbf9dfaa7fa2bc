"""What the extraction left open, noted on the facts, and the sources without a name."""

from __future__ import annotations

from collections.abc import Iterator

from factsheet.check.codes import finding
from factsheet.schema import Check, Claim, DateMention, FactSheet, Quote, Span
from factsheet.text import Document

_NOTED: dict[str, str] = {
    "unclosed_mark": "unclosed_mark",
    "weekday_agrees": "weekday_agrees",
    "weekday_differs": "weekday_differs",
    "hijri_differs": "hijri_differs",
    "invalid_date": "impossible_date",
    "agreement_differs": "agreement_differs",
    "ambiguous_day_month": "ambiguous_date",
    "ambiguous_separator": "ambiguous_number",
}
"""Notes that extractors leave on a fact → the check's code."""

SHARE_OF = 6
"""Quotes from which on the share of unnamed sources says something."""


def noted(sheet: FactSheet, _: Document) -> Iterator[Check]:
    """What an extractor noted on a quote, a claim or a date."""
    facts: tuple[Quote | Claim | DateMention, ...] = (*sheet.quotes, *sheet.claims, *sheet.dates)
    for fact in facts:
        for note in fact.notes:
            if note in _NOTED and not (note == "weekday_agrees" and isinstance(fact, DateMention) and fact.relative):
                yield of_fact(_NOTED[note], fact)


def sources(sheet: FactSheet, _: Document) -> Iterator[Check]:
    """Quotes whose source has no name, or is not known, and an article that rests on such sources."""
    unnamed = []
    for quote in sheet.quotes:
        if quote.speaker.resolved == "none":
            yield of_fact("unresolved_source", quote)
        elif not quote.speaker.named:
            span = quote.speaker.mention or quote.speaker.evidence or quote.spans[0]
            yield of_fact("unnamed_source", quote, span)
            if quote.speaker.kind == "unnamed":
                unnamed.append(quote.id)
    if len(sheet.quotes) >= SHARE_OF and len(unnamed) * 2 > len(sheet.quotes):
        yield finding("unnamed_share", (), unnamed, share=f"{len(unnamed)}/{len(sheet.quotes)}")


def inferred(sheet: FactSheet, _: Document) -> Iterator[Check]:
    """The publication date was inferred, and values rest on it."""
    if sheet.article.published_from in ("text", "dateline"):
        resting = [d for d in sheet.dates if "published_inferred" in d.notes]
        spans, facts = [d.span for d in resting[:1]], [d.id for d in resting]
        yield finding("published_inferred", spans, facts, date=sheet.article.published or "")


def of_fact(code: str, fact: Quote | Claim | DateMention, span: Span | None = None, **values: str) -> Check:
    """A finding about one fact, at its first words or at `span`."""
    place = span or (fact.spans[0] if isinstance(fact, Quote) else fact.span)
    return finding(code, (place,), (fact.id,), text=place.text, paragraph=str(fact.paragraph or ""), **values)
