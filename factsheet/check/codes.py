"""Every code that a finding can have, with its severity.

What a code says, in print and in the terminal, in Arabic and English, is in `strings.<lang>.toml` of the template
`brief` under `check.<code>`; README.md beside this file explains each with an example. Tests hold the three together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from factsheet.schema import Check, Message, Severity, Span

CODES: Mapping[str, Severity] = MappingProxyType({
    # what the text itself leaves open
    "unclosed_mark": "warning",
    "agreement_differs": "warning",
    "unnamed_source": "warning",
    "unresolved_source": "warning",
    "unnamed_share": "warning",
    "published_inferred": "info",
    # words at the edge of a quote
    "dropped_negation": "error",
    "dropped_qualifier": "warning",
    "dropped_denial": "error",
    # dates
    "weekday_agrees": "info",
    "weekday_differs": "error",
    "hijri_differs": "error",
    "impossible_date": "error",
    "ambiguous_date": "warning",
    # numbers
    "ambiguous_number": "warning",
    "pdf_sign": "warning",
    "parts_exceed_total": "warning",
    "shares_over_100": "warning",
    "percent_differs": "warning",
    "counted_twice": "warning",
    # a sheet's values against the article
    "changed_number": "error",
    "changed_unit": "error",
    "changed_date": "error",
    "unread_value": "warning",
    "speaker_absent": "error",
    "speaker_not_nearest": "warning",
    "role_elsewhere": "warning",
    # words that are to be found in the article
    "not_verbatim": "error",
    "changed_negation": "error",
    "joined_places": "error",
    "not_in_marks": "warning",
    "anchored_exact": "info",
    "anchored_marks": "info",
    "anchored_letters": "warning",
    "anchored_digits": "warning",
    "several_places": "info",
    "loose_form": "info",
    "ignored_field": "info",
    "unusable_fact": "error",
})  # fmt: skip


def finding(code: str, spans: Iterable[Span] = (), facts: Iterable[str] = (), **values: str) -> Check:
    """A finding of a known code; its severity is the code's."""
    message = Message(key=code, values=values)
    return Check(code=code, severity=CODES[code], message=message, spans=tuple(spans), facts=tuple(facts))
