"""Fact sheets in a loose form, by hand or by a language model: texts without places, or with wrong ones.

`anchored` looks every text up in the article and makes a valid sheet of what stands there. What does not stand there is
left out, and every step is told as a finding; no number is ever taken that the article does not have.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factsheet.check.codes import finding
from factsheet.check.comparison import Comparison
from factsheet.check.loose_quotes import official, quote
from factsheet.check.loose_values import claim, date_mention
from factsheet.check.shapes import in_kinds
from factsheet.check.written import Given
from factsheet.schema import Check, FactSheet, Provenance
from factsheet.text import Document

MAKERS = {
    "quotes": ("q", quote), "claims": ("c", claim), "dates": ("d", date_mention), "officials": ("o", official),
}  # fmt: skip
"""The kinds of facts, each with the letter of its ids and what makes one of an entry."""


def anchored(raw: Any, doc: Document, fresh: FactSheet, problem: str) -> tuple[FactSheet, list[Check]]:
    """The valid sheet of what stands in the article, and the findings about the rest. `problem` broke the contract."""
    work = Comparison(doc, fresh)
    work.found.append(finding("loose_form", text=problem))
    kinds, ignored = in_kinds(raw) or ({}, [])
    if ignored:
        work.found.append(finding("ignored_field", text=", ".join(sorted(ignored))))
    if not kinds:
        work.found.append(finding("unusable_fact", text=", ".join(MAKERS)))
    made: dict[str, tuple[Any, ...]] = {}
    for kind, (letter, make) in MAKERS.items():
        facts: list[Any] = []
        for i, entry in enumerate(_entries(work, kind, kinds.get(kind))):
            told = len(work.found)
            fact = make(work, Given.of(entry, kind, i), f"{letter}{len(facts) + 1}")
            if fact is None:  # its findings are of no fact of the sheet
                work.found[told:] = [c.model_copy(update={"facts": ()}) for c in work.found[told:]]
            else:
                facts.append(fact)
        made[kind] = tuple(facts)
    provenance = Provenance(generator="given", version="", lexicon_digest=fresh.provenance.lexicon_digest)
    return FactSheet(article=fresh.article, provenance=provenance, **made), work.found  # type: ignore[arg-type]


def _entries(work: Comparison, kind: str, value: Any) -> list[Any]:
    """The entries of a kind: a list, a table of tables, or one alone."""
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping) and all(isinstance(v, Mapping) for v in value.values()):
        return list(value.values())
    if isinstance(value, Mapping) or (isinstance(value, str) and kind == "officials"):
        return [value]
    if value:
        work.found.append(finding("unusable_fact", where=kind))
    return []
