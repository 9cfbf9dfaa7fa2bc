"""Every code that a finding can have, with its severity and its line for the terminal.

The labels of a printed brief, in Arabic and English, are in the template's `strings.<lang>.toml` under `check.<code>`;
README.md beside this file explains each with an example. Tests hold the three together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from factsheet.schema import Check, Message, Severity, Span


@dataclass(frozen=True, slots=True)
class Code:
    """How grave a finding is, and what it says."""

    severity: Severity
    says: str


CODES: Mapping[str, Code] = MappingProxyType({
    # what the text itself leaves open
    "unclosed_mark": Code("warning", "a quotation mark is never closed"),
    "agreement_differs": Code("warning", "verb and source do not agree"),
    "unnamed_source": Code("warning", "the source has no name"),
    "unresolved_source": Code("warning", "who speaks is not known"),
    "unnamed_share": Code("warning", "most quotes come from sources without a name"),
    "published_inferred": Code("info", "the day of publication was taken from the text"),
    # words at the edge of a quote
    "dropped_negation": Code("error", "a negation stands before the quote and is not in it"),
    "dropped_qualifier": Code("warning", "a condition or an exception follows the quote and is not in it"),
    # dates
    "weekday_agrees": Code("info", "weekday and date agree"),
    "weekday_differs": Code("error", "weekday and date differ"),
    "hijri_differs": Code("error", "the Hijri and the Gregorian date differ"),
    "impossible_date": Code("error", "there is no such day"),
    "ambiguous_date": Code("warning", "the date can be read in two ways"),
    # numbers
    "ambiguous_number": Code("warning", "the number can be read in two ways"),
    "parts_exceed_total": Code("warning", "the parts are more than what they are part of"),
    "shares_over_100": Code("warning", "the shares of one whole are more than 100 %"),
    "percent_differs": Code("warning", "the percentage is not what its numbers give"),
    "counted_twice": Code("warning", "the same thing is counted twice, with different numbers"),
    # a sheet's values against the article
    "changed_number": Code("error", "the number is not the article's"),
    "changed_unit": Code("error", "the unit is not the article's"),
    "changed_date": Code("error", "the date is not the article's"),
    "unread_value": Code("warning", "the value cannot be read from these words"),
    "speaker_absent": Code("error", "the speaker is not in the article"),
    "speaker_not_nearest": Code("warning", "another source stands beside these words"),
    # words that are to be found in the article
    "not_verbatim": Code("error", "these words are not in the article"),
    "not_in_marks": Code("warning", "given as direct speech, but the article has no marks around it"),
    "anchored_exact": Code("info", "found letter by letter"),
    "anchored_marks": Code("info", "found; vowel marks, tatweel or spaces differ"),
    "anchored_letters": Code("warning", "found; letters differ (hamza, ya, ta marbuta)"),
    "anchored_digits": Code("warning", "found; the digits are of another script"),
    "several_places": Code("info", "the words stand in several places; the first that fits was taken"),
    "loose_form": Code("info", "the sheet does not hold to the contract and was read in its loose form"),
    "ignored_field": Code("info", "fields that are not known were passed over"),
    "unusable_fact": Code("error", "an entry without words that could be looked for"),
})  # fmt: skip


def finding(code: str, spans: Iterable[Span] = (), facts: Iterable[str] = (), **values: str) -> Check:
    """A finding of a known code; its severity is the code's."""
    message = Message(key=code, values=values)
    return Check(code=code, severity=CODES[code].severity, message=message, spans=tuple(spans), facts=tuple(facts))
