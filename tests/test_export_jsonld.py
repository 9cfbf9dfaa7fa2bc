"""JSON-LD: only terms that schema.org has, each on a type that may bear it; dates, money and days of speech."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from factsheet.export import Options, format_of
from factsheet.export.json_ld import covered
from factsheet.schema import FactSheet
from tests.sheets import Maker, full_sheet

CREATIVE = {"NewsArticle", "Quotation", "Claim"}
DOMAINS = {
    "headline": CREATIVE, "publisher": CREATIVE, "author": CREATIVE, "datePublished": CREATIVE,
    "dateModified": CREATIVE, "dateCreated": CREATIVE, "inLanguage": CREATIVE, "mentions": CREATIVE,
    "hasPart": CREATIVE, "isPartOf": CREATIVE,
    "about": CREATIVE, "text": CREATIVE, "temporalCoverage": CREATIVE, "spokenByCharacter": {"Quotation"},
    "appearance": {"Claim"}, "jobTitle": {"Person"}, "affiliation": {"Person"}, "currency": {"MonetaryAmount"},
    "unitText": {"QuantitativeValue"}, "minValue": {"QuantitativeValue"}, "maxValue": {"QuantitativeValue"},
    "additionalProperty": {"QuantitativeValue"}, "propertyID": {"PropertyValue"},
    "value": {"QuantitativeValue", "MonetaryAmount", "PropertyValue"},
}  # fmt: skip
"""The types of this format on which schema.org has a property; those of every Thing are not in it."""
OF_ALL = {"name", "alternateName", "identifier", "url"}


def written(folder: Path, sheet: FactSheet, lang: str = "ar") -> Path:
    path = folder / "facts.jsonld"
    format_of(path).write([sheet], path, Options(lang))
    return path


def nodes(path: Path) -> dict[str, dict[str, Any]]:
    """The nodes of a file by the fact that each is of; the article by its own id."""
    graph = json.loads(path.read_text("utf-8"))["@graph"]
    return {node["identifier"] + ("*" if "reported" in node["@id"] else ""): node for node in graph}


def all_dates() -> FactSheet:
    """The full sheet, whose dates are of every form that the contract has."""
    text = "عقد يوم أول وثان وثالث ورابع وخامس وسادس وسابع.\n"
    m = Maker(text, id="dates", published="2024-01-18", published_from="text", modified="2024-01-19T08:00")
    values = ("2024-01-17", "2023-10", "2023-W41", "2023-Q3", "199X", "T14:30", None)
    for word, value in zip(("أول", "ثان", "ثالث", "رابع", "خامس", "سادس", "سابع"), values, strict=True):
        m.date(word, value, "day")
    return m.sheet()


@pytest.mark.parametrize("sheet", [full_sheet(), all_dates()], ids=lambda sheet: sheet.article.id)
def test_every_term_is_of_schema_org_and_on_a_type_that_bears_it(sheet: FactSheet, tmp_path: Path) -> None:
    import rdflib
    from rdflib.namespace import RDF, SDO

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own, about itself
        graph = rdflib.Graph().parse(written(tmp_path, sheet), format="json-ld")
    base = "https://schema.org/"
    types = {subject: str(kind).removeprefix(base) for subject, kind in graph.subject_objects(RDF.type)}
    assert set(types) == set(graph.subjects())
    assert all(kind in SDO for kind in types.values())
    used = set()
    for subject, predicate, _ in graph:
        term = str(predicate).removeprefix(base)
        if predicate != RDF.type:
            assert term in SDO, term
            assert term in OF_ALL or types[subject] in DOMAINS[term], (types[subject], term)
            used.add(term)
    assert {"temporalCoverage", "mentions", "datePublished"} <= used


def test_dates_are_mentioned_and_covered(tmp_path: Path) -> None:
    found = nodes(written(tmp_path, all_dates()))
    article = found["dates"]
    assert article["temporalCoverage"] == [
        "2024-01-17", "2023-10", "2023-10-09/2023-10-15", "2023-07/2023-09", "1990/1999",
    ]  # fmt: skip
    assert (article["datePublished"], article["dateModified"]) == ("2024-01-18", "2024-01-19T08:00")
    dates = [node for node in found.values() if node["@type"] == "PropertyValue"]
    assert [node["@id"] for node in dates] == [one["@id"] for one in article["mentions"]]
    assert [node["name"] for node in dates] == [date.span.text for date in all_dates().dates]
    assert [node.get("value") for node in dates] == [date.value for date in all_dates().dates]


def test_a_range_is_covered_as_it_is() -> None:
    assert [covered(date) for date in full_sheet().dates] == ["2024-11-19", "2020/2024", "2023-10"]


def test_the_day_of_speech_is_the_day_of_the_quotation(tmp_path: Path) -> None:
    found = nodes(written(tmp_path, full_sheet()))
    assert found["q1*"]["dateCreated"] == "2024-11-19"
    assert [key for key, node in found.items() if "dateCreated" in node] == ["q1*"]


def test_money_has_its_currency_and_its_bounds(tmp_path: Path) -> None:
    found = nodes(written(tmp_path, full_sheet(), "en"))
    about = found["c6"]["about"]
    assert (about["@type"], about["currency"]) == ("MonetaryAmount", "USD")
    assert (about["value"]["minValue"], about["value"]["maxValue"]) == (10_000_000_000, 15_000_000_000)
    assert about["value"]["unitText"] == "US Dollar"
    assert found["c2"]["about"]["@type"] == "QuantitativeValue"


def test_dates_are_typed_literals(tmp_path: Path) -> None:
    import rdflib

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        graph = rdflib.Graph().parse(written(tmp_path, full_sheet()), format="json-ld")
    days = list(graph.objects(None, rdflib.URIRef("https://schema.org/datePublished")))
    assert days == [rdflib.Literal("2024-11-19", datatype=rdflib.URIRef("https://schema.org/Date"))]
