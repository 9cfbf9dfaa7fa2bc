"""Numbers and dates of a sheet in a loose form, held against what the program reads at the same place."""

from __future__ import annotations

import re
from datetime import date

from factsheet.check.against import same_date, shared, values_of
from factsheet.check.comparison import Comparison
from factsheet.check.written import Given, Said, currencies_of, number_in, said_in, texts
from factsheet.schema import Claim, DateMention, Span

ISO = re.compile(r"(?:T\d\d:\d\d|\d{3}[\dX](?:-(?:\d\d|W\d\d|Q[1-4]))?(?:-\d\d)?(?:T[\d:.+Z-]+)?)(?:/.+)?")
ENDLESS = 9
"""Digits after the point from which a value is a fraction without end (a third), which a sheet may round."""


def claim(work: Comparison, given: Given, id: str) -> Claim | None:
    """The number of an entry; one that is given without words is looked up by its value."""
    said = said_in(given.entry)
    words = texts(given.entry, "text")
    if not words and said.values is None:
        work.tell("unusable_fact", given)
        return None
    if words:
        place = work.place(given, *words[0], id)
        if place is None:
            return None
        span = place.span
        inside = [c for c in work.fresh.claims if shared(c.span, span) > 0]
        nearest = max(inside, key=lambda c: shared(c.span, span), default=None)
        found = next((c for c in inside if agrees(said, c)), nearest)
    else:
        inside = [c for c in work.fresh.claims if agrees(said, c)]
        found = inside[0] if inside else None
        if found is None:
            work.tell("changed_number", given, (), said=said.shown)
            return None
        span = found.span
        if len(inside) > 1:
            work.tell("several_places", given, [span], [id], places=str(len(inside)))
    if said.unread:
        work.tell("unread_value", given, [span], [id], said=said.unread)
    if found is None:
        return _unknown(work, given, id, span, said)
    return _held(work, given, id, said, found, inside)


def _held(work: Comparison, given: Given, id: str, said: Said, found: Claim, inside: list[Claim]) -> Claim | None:
    """The claim that stands there, where nothing that the sheet says contradicts it."""
    if said.values and not agrees(said, found):
        theirs = [c.value for c in inside]
        if len(said.values) == 2 and all(value in theirs or value * said.factor in theirs for value in said.values):
            work.tell("unread_value", given, [found.span], [id], said=said.shown)
        else:
            code = "unread_value" if values_of(found) is None else "changed_number"
            work.tell(code, given, [found.span], (), said=said.shown, article=found.span.text)
            return None
    if said.unit and said.unit != found.unit:
        if found.unit is not None or said.unit not in currencies_of(found.span.text):
            work.tell("changed_unit", given, [found.span], (), said=said.unit, article=found.unit or found.span.text)
            return None
        work.tell("unread_value", given, [found.span], [id], said=said.unit)
    return found.model_copy(update={"id": id, "quote": None, "rule": "given", "confidence": 0.5})


def _unknown(work: Comparison, given: Given, id: str, span: Span, said: Said) -> Claim | None:
    """Words in which the program reads no quantity: their only digits, if the sheet says the same."""
    number, value = number_in(work.doc, span)
    if said.values and said.values != (value,):
        work.tell("changed_number" if value is not None else "unread_value", given, [span], [id], said=said.shown)
        if value is not None:
            return None
    return Claim(
        id=id, span=span, number=number, value=value, kind="count", sentence=work.sentence(span),
        notes=() if said.values == (value,) else ("unread_value",), paragraph=work.doc.paragraph_at(span.start).index,
        rule="given", confidence=0.5,
    )  # fmt: skip


def agrees(said: Said, found: Claim) -> bool:
    """Whether a sheet gives a claim's value: as it is, in thousands or millions, or a fraction without end rounded."""
    theirs = values_of(found)
    if said.values is None or theirs is None:
        return False
    if theirs in (said.values, tuple(value * said.factor for value in said.values)):
        return True
    digits = -int(said.values[0].as_tuple().exponent)
    endless = found.value is not None and -int(found.value.as_tuple().exponent) >= ENDLESS
    return endless and digits >= 2 and found.value is not None and round(found.value, digits) == said.values[0]


def date_mention(work: Comparison, given: Given, id: str) -> DateMention | None:
    """The date of an entry; one that is given without words is looked up by its value."""
    value, words = given.entry.get("value"), texts(given.entry, "text")
    said = value.strip() if isinstance(value, str) and value.strip() else None
    if said and not words:
        found = next((d for d in work.fresh.dates if d.value == said), None)
        if found is None:
            work.tell("not_verbatim", given, text=said)
            return None
        return found.model_copy(update={"id": id, "rule": "given", "confidence": 0.5})
    if not words:
        work.tell("unusable_fact", given)
        return None
    place = work.place(given, *words[0], id)
    if place is None:
        return None
    if said and _impossible(said):
        work.tell("impossible_date", given, [place.span], (), said=said)
        return None
    inside = [d for d in work.fresh.dates if shared(d.span, place.span) > 0]
    nearest = max(inside, key=lambda d: shared(d.span, place.span), default=None)
    return _dated(work, given, id, place.span, said, next((d for d in inside if d.value == said), nearest))


def _dated(
    work: Comparison, given: Given, id: str, span: Span, said: str | None, found: DateMention | None
) -> DateMention | None:
    """The date that stands there, where what the sheet says does not contradict it."""
    theirs = found.value if found else None
    unread = said is not None and (not ISO.fullmatch(said) or theirs is None)
    if said and theirs and not unread and not same_date(said, theirs):
        work.tell("changed_date", given, [span], (), said=said, article=theirs)
        return None
    if said and (unread or len(said) > len(theirs or "")):  # a form that is not read, or more than the article says
        work.tell("unread_value", given, [span], [id], said=said, article=theirs or "")
    if found is not None:
        return found.model_copy(update={"id": id, "rule": "given", "confidence": 0.5})
    return DateMention(
        id=id, span=span, value=None, granularity="day", sentence=work.sentence(span),
        paragraph=work.doc.paragraph_at(span.start).index, notes=("unread_value",), rule="given", confidence=0.5,
    )  # fmt: skip


def _impossible(value: str) -> bool:
    """Whether a value is written as a day and is none."""
    parts = value[:10].split("-")
    if [len(p) for p in parts] != [4, 2, 2] or not all(p.isdecimal() for p in parts):
        return False
    try:
        date(*map(int, parts))
    except ValueError:
        return True
    return False
