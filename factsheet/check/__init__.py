"""Checks over a fact sheet: what a person must look at before anything of it is published.

A sheet that breaks the contract never gets here (schema.py refuses it; `loose` reads it, where the article is given).
These findings are about the facts and the article: marks that are never closed, sources without a name, a negation
that stands before a quote and was left out, numbers that do not add up. `codes.py` holds every code; README.md explains
them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from factsheet.check.against import against
from factsheet.check.calendar import calendar
from factsheet.check.codes import CODES
from factsheet.check.edges import edges
from factsheet.check.figures import counted_twice, percents, totals
from factsheet.check.noted import inferred, noted, sources
from factsheet.check.paper import paper
from factsheet.schema import Check, FactSheet
from factsheet.text import Document

__all__ = ["CHECKS", "CODES", "check_sheet", "in_order"]

CHECKS: tuple[Callable[[FactSheet, Document], Iterator[Check]], ...] = (
    inferred, noted, sources, edges, calendar, totals, percents, counted_twice, paper,
)  # fmt: skip
"""Every check of a sheet by itself, in no particular order."""


def check_sheet(sheet: FactSheet, fresh: FactSheet | None = None) -> list[Check]:
    """The findings of every check, in the order of their first place in the article.

    `fresh` is what the program itself finds in the article: the sheet's numbers, units, dates and speakers are then
    held against it.
    """
    doc = Document(sheet.article)
    found = [finding for check in CHECKS for finding in check(sheet, doc)]
    if fresh is not None:
        found += against(sheet, fresh)
    return in_order(found)


def in_order(found: list[Check]) -> list[Check]:
    """The findings in the order of their first place in the article, what has none first; each once."""
    once = {_what(c): c for c in reversed(found)}
    kept = [c for c in found if once[_what(c)] is c]
    return sorted(kept, key=lambda c: c.spans[0].start if c.spans else -1)


def _what(check: Check) -> tuple[object, ...]:
    """What makes two findings the same; those of two entries of a given sheet never are."""
    return check.code, check.spans, check.facts, check.message.values.get("where")
