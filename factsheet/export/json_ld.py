"""JSON-LD with the terms of schema.org: NewsArticle, Quotation, Claim, QuantitativeValue, Person, Organization.

Only speech between quotation marks becomes a Quotation; reported speech is a Claim of its source. There is no
ClaimReview: nothing here says what is true. Nodes are named within the file (`_:`), and no context is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from factsheet.export.columns import joined, number
from factsheet.export.options import Options
from factsheet.schema import Claim, FactSheet, Official, Quote, Speaker

CONTEXT = {"@vocab": "https://schema.org/"}
_TYPES = {"person": "Person", "organization": "Organization", "group": "Organization"}
_BOUNDS = {"more_than": "minValue", "at_least": "minValue", "less_than": "maxValue", "at_most": "maxValue"}


def pieces(sheets: Iterable[FactSheet], _: Options) -> Iterator[str]:
    """One document, node by node."""
    yield f'{{"@context": {json.dumps(CONTEXT)}, "@graph": ['
    first = True
    for n, sheet in enumerate(sheets, 1):
        for node in _nodes(sheet, f"_:a{n}"):
            yield ("" if first else ",") + "\n" + json.dumps(node, ensure_ascii=False)
            first = False
    yield "\n]}\n"


def _node(**keys: Any) -> dict[str, Any]:
    """The keys with a value; `type` and `id` are JSON-LD's own."""
    given = {key: value for key, value in keys.items() if value not in (None, [], {})}
    return {"@" + key if key in ("id", "type") else key: value for key, value in given.items()}


def _nodes(sheet: FactSheet, name: str) -> Iterator[dict[str, Any]]:
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
        mentions=[{"@id": f"{name}-{official.id}"} for official in sheet.officials],
        hasPart=[{"@id": f"{name}-{quote.id}"} for quote in sheet.quotes if quote.verbatim],
    )
    for official in sheet.officials:
        yield _official(official, name)
    for quote in sheet.quotes:
        yield from _said(quote, name)
    reported = {quote.id for quote in sheet.quotes if quote.kind != "direct"}
    for claim in sheet.claims:
        yield _claim(claim, name, f"{name}-{claim.quote}" + ("-reported" if claim.quote in reported else ""))


def _official(official: Official, name: str) -> dict[str, Any]:
    person = official.kind == "person"
    affiliation = official.affiliation
    return _node(
        id=f"{name}-{official.id}",
        type="Person" if person else "Organization",
        identifier=official.id,
        name=official.name,
        alternateName=official.romanized,
        jobTitle=official.role if person else None,
        affiliation=_node(type="Organization", name=affiliation) if affiliation and person else None,
    )


def _said(quote: Quote, name: str) -> Iterator[dict[str, Any]]:
    """A Quotation of the marked words; a Claim of what is reported without marks, or around them."""
    speaker = _speaker(quote.speaker, name)
    if quote.verbatim:
        yield _node(
            id=f"{name}-{quote.id}",
            type="Quotation",
            identifier=quote.id,
            text=joined(quote.verbatim),
            spokenByCharacter=speaker,
            isPartOf={"@id": name},
        )
    if quote.kind != "direct":
        yield _node(
            id=f"{name}-{quote.id}-reported",
            type="Claim",
            identifier=quote.id,
            text=joined(quote.spans),
            author=speaker,
            appearance={"@id": name},
        )


def _speaker(speaker: Speaker, name: str) -> dict[str, Any] | None:
    """The source as a node; None for one that has no name, or is a document."""
    if speaker.official:
        return {"@id": f"{name}-{speaker.official}"}
    type_ = _TYPES.get(speaker.kind)
    if not speaker.named or not speaker.name or type_ is None:
        return None
    return _node(type=type_, name=speaker.name, jobTitle=speaker.role if type_ == "Person" else None)


def _claim(claim: Claim, name: str, quote: str) -> dict[str, Any]:
    value = number(claim.value)
    bound = _BOUNDS.get(claim.comparator, "value")
    amount = _node(
        type="QuantitativeValue",
        minValue=number(claim.low),
        maxValue=number(claim.high),
        unitText=claim.unit or (claim.counted.text if claim.counted else None),
        additionalProperty=_node(type="PropertyValue", propertyID="comparator", value=claim.comparator),
    ) | ({} if value is None else {bound: value})
    return _node(
        id=f"{name}-{claim.id}",
        type="Claim",
        identifier=claim.id,
        text=claim.span.text,
        about=amount if len(amount.keys() & {"value", "minValue", "maxValue"}) else None,
        isPartOf={"@id": quote} if claim.quote else None,
        appearance={"@id": name},
    )
