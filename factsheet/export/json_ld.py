"""JSON-LD with the terms of schema.org: NewsArticle, Quotation, Claim, QuantitativeValue, Person, Organization.

A date that the article mentions is a PropertyValue among its `mentions`; what it covers is its `temporalCoverage`.
Only speech between quotation marks becomes a Quotation; reported speech is a Claim of its source. There is no
ClaimReview: nothing here says what is true. Nodes are named within the file (`_:`), and no context is fetched.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from factsheet.export.columns import joined, number
from factsheet.export.options import Options
from factsheet.export.words import unit_words
from factsheet.newsroom import latin_of
from factsheet.schema import Claim, DateMention, FactSheet, Official, Quote, Speaker

CONTEXT = {
    "@vocab": "https://schema.org/",
    **{name: {"@type": "Date"} for name in ("datePublished", "dateModified", "dateCreated")},
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_TYPES = {"person": "Person", "organization": "Organization", "group": "Organization"}
_BOUNDS = {"more_than": "minValue", "at_least": "minValue", "less_than": "maxValue", "at_most": "maxValue"}


def pieces(sheets: Iterable[FactSheet], options: Options) -> Iterator[str]:
    """One document, node by node."""
    yield f'{{"@context": {json.dumps(CONTEXT)}, "@graph": ['
    first = True
    for n, sheet in enumerate(sheets, 1):
        for node in _nodes(sheet, f"_:a{n}", options.lang):
            yield ("" if first else ",") + "\n" + json.dumps(node, ensure_ascii=False)
            first = False
    yield "\n]}\n"


def _node(**keys: Any) -> dict[str, Any]:
    """The keys with a value; `type` and `id` are JSON-LD's own."""
    given = {key: value for key, value in keys.items() if value not in (None, [], {})}
    return {"@" + key if key in ("id", "type") else key: value for key, value in given.items()}


def _nodes(sheet: FactSheet, name: str, lang: str) -> Iterator[dict[str, Any]]:
    article = sheet.article
    yield _node(
        id=name,
        type="NewsArticle",
        identifier=article.id,
        headline=article.title,
        publisher=_node(type="Organization", name=article.publisher) if article.publisher else None,
        author=_node(type="Person", name=article.byline) if article.byline else None,
        datePublished=article.published,
        dateModified=article.modified,
        url=article.url,
        inLanguage=article.language,
        temporalCoverage=list(dict.fromkeys(filter(None, map(covered, sheet.dates)))),
        mentions=[{"@id": f"{name}-{fact.id}"} for fact in (*sheet.officials, *sheet.dates)],
        hasPart=[{"@id": f"{name}-{quote.id}"} for quote in sheet.quotes if quote.verbatim],
    )
    for official in sheet.officials:
        yield _official(official, name)
    for date in sheet.dates:
        yield _node(
            id=f"{name}-{date.id}",
            type="PropertyValue",
            identifier=date.id,
            propertyID="date",
            name=date.span.text,
            value=date.value,
        )
    days = {date.id: date.value for date in sheet.dates if date.value and _DAY.fullmatch(date.value)}
    for quote in sheet.quotes:
        yield from _said(quote, name, days.get(quote.said_on or ""))
    reported = {quote.id for quote in sheet.quotes if quote.kind != "direct"}
    for claim in sheet.claims:
        unit = unit_words(sheet, claim.unit, lang) if claim.kind == "money" else claim.unit
        yield _claim(claim, unit, name, f"{name}-{claim.quote}" + ("-reported" if claim.quote in reported else ""))


def covered(date: DateMention) -> str | None:
    """The value as ISO 8601 has it (a week, a quarter, a decade as an interval); None for a mere time of day."""
    value = date.value
    if value is None or value.startswith("T"):
        return None
    if match := _QUARTER.fullmatch(value):
        last = 3 * int(match[2])
        return f"{match[1]}-{last - 2:02}/{match[1]}-{last:02}"
    if match := _WEEK.fullmatch(value):
        monday = dt.date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return f"{monday}/{monday + dt.timedelta(days=6)}"
    return f"{value[:3]}0/{value[:3]}9" if value.endswith("X") else value


def _official(official: Official, name: str) -> dict[str, Any]:
    person = official.kind == "person"
    affiliation = official.affiliation
    return _node(
        id=f"{name}-{official.id}",
        type="Person" if person else "Organization",
        identifier=official.id,
        name=official.name,
        alternateName=latin_of(official),
        jobTitle=_both(official.role, official.role_latin) if person else None,
        affiliation=_body(affiliation, official.affiliation_latin) if person else None,
    )


def _both(words: str | None, latin: str | None) -> Any:
    """The article's words, and the newsroom's English ones beside them."""
    return [words, {"@value": latin, "@language": "en"}] if words and latin else words


def _body(name: str | None, latin: str | None) -> dict[str, Any] | None:
    return _node(type="Organization", name=name, alternateName=latin) if name else None


def _said(quote: Quote, name: str, day: str | None) -> Iterator[dict[str, Any]]:
    """A Quotation of the marked words; a Claim of what is reported without marks, or around them."""
    speaker = _speaker(quote.speaker, name)
    if quote.verbatim:
        yield _node(
            id=f"{name}-{quote.id}",
            type="Quotation",
            identifier=quote.id,
            text=joined(quote.verbatim),
            spokenByCharacter=speaker,
            dateCreated=day,
            isPartOf={"@id": name},
        )
    if quote.kind != "direct":
        yield _node(
            id=f"{name}-{quote.id}-reported",
            type="Claim",
            identifier=quote.id,
            text=joined(quote.spans),
            author=speaker,
            dateCreated=day,
            appearance={"@id": name},
        )


def _speaker(speaker: Speaker, name: str) -> dict[str, Any] | None:
    """The source as a node; None for one that has no name, or is a document."""
    if speaker.official:
        return {"@id": f"{name}-{speaker.official}"}
    type_ = _TYPES.get(speaker.kind)
    if not speaker.named or not speaker.name or type_ is None:
        return None
    title = _both(speaker.role, speaker.role_latin) if type_ == "Person" else None
    return _node(type=type_, name=speaker.name, alternateName=speaker.romanized, jobTitle=title)


def _claim(claim: Claim, unit: str | None, name: str, quote: str) -> dict[str, Any]:
    value = number(claim.value)
    bound = _BOUNDS.get(claim.comparator, "value")
    amount = _node(
        type="QuantitativeValue",
        minValue=number(claim.low),
        maxValue=number(claim.high),
        unitText=unit or (claim.counted.text if claim.counted else None),
        additionalProperty=_node(type="PropertyValue", propertyID="comparator", value=claim.comparator),
    ) | ({} if value is None else {bound: value})
    known = bool(amount.keys() & {"value", "minValue", "maxValue"})
    if known and claim.kind == "money" and claim.unit:
        amount = _node(type="MonetaryAmount", currency=claim.unit, value=amount)
    return _node(
        id=f"{name}-{claim.id}",
        type="Claim",
        identifier=claim.id,
        text=claim.span.text,
        about=amount if known else None,
        isPartOf={"@id": quote} if claim.quote else None,
        appearance={"@id": name},
    )
