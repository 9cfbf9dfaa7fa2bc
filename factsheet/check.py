"""Checks over a fact sheet: what a person must look at before anything of it is published.

A sheet that breaks the contract never gets here (schema.py refuses it). These findings are about the article: marks
that are never closed, sources without a name, weekdays that do not fit their date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from factsheet.schema import Check, Claim, DateMention, FactSheet, Message, Quote, Severity, Span

_NOTED: dict[str, tuple[str, Severity]] = {
    "unclosed_mark": ("unclosed_mark", "warning"),
    "weekday_agrees": ("weekday_agrees", "info"),
    "weekday_differs": ("weekday_differs", "error"),
    "hijri_differs": ("hijri_differs", "error"),
    "agreement_differs": ("agreement_differs", "warning"),
    "ambiguous_day_month": ("ambiguous_date", "warning"),
    "ambiguous_separator": ("ambiguous_number", "warning"),
}
"""Notes that extractors leave on a fact → the check's code and severity."""


def check_sheet(sheet: FactSheet) -> list[Check]:
    """The findings of every check, in the order of their first place in the article."""
    found = [finding for check in CHECKS for finding in check(sheet)]
    return sorted(found, key=lambda c: c.spans[0].start if c.spans else -1)


def _noted(sheet: FactSheet) -> Iterator[Check]:
    """What an extractor noted on a quote, a claim or a date."""
    facts: tuple[Quote | Claim | DateMention, ...] = (*sheet.quotes, *sheet.claims, *sheet.dates)
    for fact in facts:
        for note in fact.notes:
            if note in _NOTED and not (note == "weekday_agrees" and isinstance(fact, DateMention) and fact.relative):
                code, severity = _NOTED[note]
                yield _finding(code, severity, fact)


def _sources(sheet: FactSheet) -> Iterator[Check]:
    """Quotes whose source has no name, or is not known."""
    for quote in sheet.quotes:
        if quote.speaker.resolved == "none":
            yield _finding("unresolved_source", "warning", quote)
        elif not quote.speaker.named:
            span = quote.speaker.mention or quote.speaker.evidence or quote.spans[0]
            yield _finding("unnamed_source", "warning", quote, span)


def _published(sheet: FactSheet) -> Iterator[Check]:
    """The publication date was inferred, and values rest on it."""
    if sheet.article.published_from in ("text", "dateline"):
        resting = [d for d in sheet.dates if "published_inferred" in d.notes]
        yield Check(
            code="published_inferred",
            severity="info",
            message=Message(key="published_inferred", values={"date": sheet.article.published or ""}),
            spans=tuple(d.span for d in resting[:1]),
            facts=tuple(d.id for d in resting),
        )


def _finding(code: str, severity: Severity, fact: Quote | Claim | DateMention, span: Span | None = None) -> Check:
    place = span or (fact.spans[0] if isinstance(fact, Quote) else fact.span)
    values = {"text": place.text, "paragraph": str(fact.paragraph or "")}
    return Check(
        code=code, severity=severity, message=Message(key=code, values=values), spans=(place,), facts=(fact.id,)
    )


CHECKS: tuple[Callable[[FactSheet], Iterator[Check]], ...] = (_published, _noted, _sources)
"""Every check, in no particular order."""
