"""A number alone with a multiplier takes the unit of the claim before it: من 3 مليارات دولار إلى 3.5 مليار."""

from __future__ import annotations

from factsheet.extract.claim_draft import Draft, Scope, draft_of
from factsheet.extract.counted import is_definite_number, of_amount
from factsheet.extract.noun_phrase import is_head
from factsheet.extract.numbers import Number

KINDS = frozenset(("money", "measure", "count"))
NEAR = 14
"""Tokens between the claim before and the number."""
ALIKE = 20
"""How many times the other one of two amounts of money may be."""


def repeated(scope: Scope, number: Number, previous: Draft | None) -> Draft | None:
    """The number as more of what the claim before it in the sentence counts or measures; both have a multiplier."""
    if previous is None or previous.kind not in KINDS or not _is_multiple(scope, number):
        return None
    size = previous.value if previous.value is not None else previous.high
    if size is None or number.value is None or number.first - previous.last > NEAR or size < 1000:
        return None
    if of_amount(scope, number) is not None or (previous.kind == "count" and previous.counted is None):
        return None
    if previous.kind != "count" and not size / ALIKE <= number.value <= size * ALIKE:
        return None
    draft = draft_of(number, "repeated-unit", previous.kind, 0.8, number.last, number.end)
    draft.unit, draft.counted, draft.notes = previous.unit, previous.counted, (*number.notes, *previous.notes)
    if previous.kind != "count":
        draft.counted = None
    return draft


def _is_multiple(scope: Scope, number: Number) -> bool:
    """Whether digits and a multiplier stand with nothing that they count after them."""
    return number.form == "mixed" and not is_definite_number(scope, number) and not is_head(scope, number.last)
