"""Words at the edge of a quote that turn its meaning: a negation before it, a condition after it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from factsheet.check.noted import of_fact
from factsheet.lexicon.edge_words import negations, qualifiers
from factsheet.schema import Check, FactSheet, Span
from factsheet.text import Document

GIVEN = frozenset(("given", "human"))
"""Rules of facts that the program did not find itself: brought in by a sheet, or added by a person."""
_PAUSES = frozenset("،,")
_BEFORE = ("", "و", "ف", "ا")
"""Proclitics that a negation may have (ولن، فلا، ألا)."""


def edges(sheet: FactSheet, doc: Document) -> Iterator[Check]:
    """Quotes whose words begin right after a negation, or end right before a condition or an exception."""
    for quote in sheet.quotes:
        for span in quote.spans:
            before = negation_before(doc, span)
            if before is not None:
                yield of_fact("dropped_negation", quote, span, word=before)
            reported = quote.kind == "indirect" and quote.rule not in GIVEN
            after = qualifier_after(doc, span, adversative=not reported)
            if after is not None:
                yield of_fact("dropped_qualifier", quote, span, word=after)


def negation_before(doc: Document, span: Span) -> str | None:
    """The negation that ends right before a span and negates its first word, in the same sentence; None without one."""
    first = bisect_right(doc.starts, span.start) - 1
    for length in (1, 2):
        at = first - length
        if at < 0 or doc.tokens[at].start < doc.sentence_at(span.start).start:
            break
        match = negations().at(doc.tokens, at, _BEFORE)
        if match is not None and match.last == first:
            return doc.text[doc.tokens[at].start : doc.tokens[first - 1].end]
    return None


def qualifier_after(doc: Document, span: Span, *, adversative: bool = True) -> str | None:
    """The condition or exception that begins right after a span, in the same sentence; None without one.

    An adversative (لكن) counts only where it is asked for: after reported speech it is mostly the writer's own.
    """
    stop = doc.sentence_at(span.start).last
    at = bisect_right(doc.starts, span.end - 1)
    if at < stop and doc.tokens[at].form in _PAUSES:
        at += 1
    match = qualifiers().at(doc.tokens, at, ("", "و")) if at < stop else None
    if match is None or match.last > stop or (match.entry.kind == "adversative" and not adversative):
        return None
    return doc.text[doc.tokens[at].start : doc.tokens[match.last - 1].end]
