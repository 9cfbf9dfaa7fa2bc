"""The contract held by the models: every invariant is attacked, and what breaks one is refused with its path."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from factsheet.contract import json_schema
from factsheet.errors import SheetError
from factsheet.schema import (
    Claim,
    Fact,
    FactSheet,
    Model,
    Official,
    Quote,
    Review,
    Span,
    as_json_number,
    load_sheet,
    sha256_of,
    spans_in,
    to_json,
)

Sheet = dict[str, Any]
TEXT = "قالت سلمى التجريبية: «نبدأ في 3 مايو 2024». وحضر 20 عاملا (ع.م)، أي عمال المرفأ."


def span(words: str) -> Sheet:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def pending() -> Sheet:
    verification = {"status": "unchecked", "source_url": None, "note": None, "by": None, "at": None}
    return {"status": "pending", "by": None, "at": None, "reason": None, "original": None, "verification": verification}


def fact(id_: str, **fields: object) -> Sheet:
    return {"id": id_, "rule": "r", "confidence": 0.9, "review": pending(), **fields}


def whole() -> Sheet:
    """A sheet with one of everything, as JSON would hold it."""
    words = span("نبدأ في 3 مايو 2024")
    speaker = {
        "name": "سلمى التجريبية",
        "named": True,
        "kind": "person",
        "role": None,
        "affiliation": None,
        "romanized": None,
        "role_latin": None,
        "affiliation_latin": None,
        "official": "p1",
        "mention": span("سلمى التجريبية"),
        "resolved": "explicit",
        "evidence": span("سلمى التجريبية"),
    }
    quote = fact(
        "q1",
        kind="direct",
        spans=[words],
        verbatim=[words],
        cue={**span("قالت"), "lemma": "قال", "stance": "neutral"},
        speaker=speaker,
        relay=[],
        medium=None,
        said_on="d1",
        paragraph=1,
        notes=[],
    )
    claim = fact(
        "c1",
        span=span("20 عاملا"),
        number=span("20"),
        value=20,
        low=None,
        high=None,
        comparator="exact",
        kind="count",
        unit=None,
        counted=span("عاملا"),
        sentence=span("وحضر 20 عاملا"),
        quote="q1",
        paragraph=1,
        notes=[],
    )
    date = fact(
        "d1",
        span=span("3 مايو 2024"),
        value="2024-05-03",
        granularity="day",
        calendar="gregorian",
        relative=False,
        anchor=None,
        sentence=words,
        paragraph=1,
        notes=[],
    )
    official = fact(
        "p1",
        name="سلمى التجريبية",
        kind="person",
        role=None,
        affiliation=None,
        country=None,
        romanized=None,
        romanized_from=None,
        role_latin=None,
        affiliation_latin=None,
        mentions=[span("سلمى التجريبية")],
        quotes=["q1"],
    )
    check = {
        "code": "x",
        "severity": "info",
        "message": {"key": "x", "values": {"a": "b"}},
        "spans": [span("20")],
        "facts": ["c1"],
    }
    return {
        "schema_version": "1.0",
        "article": {
            "id": "a",
            **dict.fromkeys(("title", "standfirst", "publisher", "byline", "url", "published", "published_from")),
            "modified": None,
            "retrieved": None,
            "language": "ar",
            "origin": None,
            "sha256": sha256_of(TEXT),
            "text": TEXT,
            "paragraphs": [{"index": 1, "start": 0, "end": len(TEXT), "role": "body", "rule": "line"}],
        },
        "quotes": [quote],
        "claims": [claim],
        "dates": [date],
        "officials": [official],
        "acronyms": [{"short": span("ع.م"), "expansion": span("عمال المرفأ")}],
        "checks": [check],
        "provenance": {"generator": "g", "version": "1", "lexicon_digest": "d", "options": {}, "revision": 1},
    }


def put(path: str, value: object) -> Callable[[Sheet], None]:
    """A change of the field at a path: "quotes.0.speaker.name"."""

    def change(sheet: Sheet) -> None:
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        place: Any = sheet
        for step in way:
            place = place[step]
        if isinstance(place, list) and last == len(place):
            place.append(value)
        else:
            place[last] = value

    return change


def test_the_whole_sheet_is_accepted_and_comes_back_equal(tmp_path: Path) -> None:
    sheet = FactSheet.model_validate(whole())
    (tmp_path / "a.json").write_text(to_json(sheet), "utf-8")
    assert load_sheet(tmp_path / "a.json") == sheet
    assert json.loads(to_json(sheet)) == whole(), "every key is there, absent ones as null or []"


SHIFTED = {"start": 6, "end": 8, "text": "20"}
ATTACKS = [
    ("article.sha256", "0" * 64, "article.sha256: is not the digest of article.text"),
    ("article.text", TEXT + " ", "article.sha256: is not the digest"),
    (
        "quotes.0.cue",
        {**SHIFTED, "lemma": "قال", "stance": "neutral"},
        "quotes[0].cue: text is not the article's [6:8]",
    ),
    ("quotes.0.speaker.mention", SHIFTED, "quotes[0].speaker.mention: text is not the article's"),
    ("quotes.0.speaker.evidence", SHIFTED, "quotes[0].speaker.evidence: text is not the article's"),
    ("quotes.0.medium", SHIFTED, "quotes[0].medium: text is not the article's"),
    ("claims.0.span", SHIFTED, "claims[0].span: text is not the article's"),
    ("claims.0.number", SHIFTED, "claims[0].number: text is not the article's"),
    ("claims.0.counted", SHIFTED, "claims[0].counted: text is not the article's"),
    ("claims.0.sentence", SHIFTED, "claims[0].sentence: text is not the article's"),
    ("dates.0.span", SHIFTED, "dates[0].span: text is not the article's"),
    ("dates.0.anchor", SHIFTED, "dates[0].anchor: text is not the article's"),
    ("officials.0.mentions.1", SHIFTED, "officials[0].mentions[1]: text is not the article's"),
    ("acronyms.0.short", SHIFTED, "acronyms[0].short: text is not the article's"),
    ("checks.0.spans.0", SHIFTED, "checks[0].spans[0]: text is not the article's"),
    ("claims.0.number", {"start": 900, "end": 902, "text": "20"}, "claims[0].number: text is not the article's"),
    ("claims.0.number", {"start": 5, "end": 5, "text": ""}, "claims[0].number: a span must not be empty"),
    ("claims.0.number", {"start": 5, "end": 3, "text": "20"}, "claims[0].number: a span must not be empty"),
    ("claims.0.number", {"start": 5, "end": 9, "text": "20"}, "claims[0].number: a span must not be empty"),
    ("claims.0.number", {"start": -2, "end": 0, "text": "20"}, "claims[0].number.start: "),
    ("quotes.0.verbatim", [], "quotes[0]: verbatim must equal spans for a direct quote"),
    ("quotes.0.verbatim", [span("نبدأ")], "quotes[0]: verbatim must equal spans for a direct quote"),
    ("quotes.0.kind", "indirect", "quotes[0]: verbatim must be empty for an indirect quote"),
    ("quotes.0.spans", [], "quotes[0].spans: "),
    ("quotes.0.kind", "spoken", "quotes[0].kind: "),
    ("quotes.0.said_on", "d9", "quotes[0].said_on: there is no date 'd9'"),
    ("quotes.0.said_on", "q1", "quotes[0].said_on: there is no date 'q1'"),
    ("quotes.0.speaker.official", "p9", "quotes[0].speaker.official: there is no official 'p9'"),
    ("quotes.0.speaker.resolved", "guessed", "quotes[0].speaker.resolved: "),
    ("claims.0.quote", "q9", "claims[0].quote: there is no quote 'q9'"),
    ("claims.0.quote", "d1", "claims[0].quote: there is no quote 'd1'"),
    ("officials.0.quotes.0", "q9", "officials[0].quotes[0]: there is no quote 'q9'"),
    ("officials.0.mentions", [], "officials[0].mentions: "),
    ("checks.0.facts.0", "x9", "checks[0].facts[0]: there is no fact 'x9'"),
    ("dates.0.id", "c1", "dates[0].id: 'c1' is used twice"),
    ("officials.0.id", "q1", "officials[0].id: 'q1' is used twice"),
    ("claims.0.low", 1, "claims[0]: a range has low and high and no value"),
    ("claims.0.confidence", 1.1, "claims[0].confidence: "),
    ("claims.0.confidence", -0.1, "claims[0].confidence: "),
    ("claims.0.value", "many", "claims[0].value: "),
    ("claims.0.unknown", 1, "claims[0].unknown: "),
    ("article.author", "x", "article.author: "),
    ("extra", 1, "extra: "),
    ("quotes.0.speaker.age", 1, "quotes[0].speaker.age: "),
    ("quotes.0.cue.gender", "f", "quotes[0].cue.gender: "),
    ("provenance.clock", 1, "provenance.clock: "),
    ("claims.0.review.by", "x", "claims[0].review: a pending review has no reviewer, time, reason or original"),
    ("claims.0.review.at", "2024", "claims[0].review: a pending review"),
    ("claims.0.review.reason", "x", "claims[0].review: a pending review"),
    ("claims.0.review.original", {"a": 1}, "claims[0].review: a pending review"),
    ("claims.0.review.status", "perhaps", "claims[0].review.status: "),
    ("article.paragraphs.0.role", "advert", "article.paragraphs[0].role: "),
    ("article.published_from", "clock", "article.published_from: "),
    ("checks.0.severity", "grave", "checks[0].severity: "),
]


@pytest.mark.parametrize(("path", "value", "message"), ATTACKS, ids=[f"{p}={str(v)[:24]}" for p, v, _ in ATTACKS])
def test_a_broken_sheet_is_refused_with_its_place(tmp_path: Path, path: str, value: object, message: str) -> None:
    sheet = whole()
    put(path, value)(sheet)
    (tmp_path / "a.json").write_text(json.dumps(sheet), "utf-8")
    with pytest.raises(SheetError) as refused:
        load_sheet(tmp_path / "a.json")
    said = str(refused.value)
    assert message in said
    assert said.startswith(f"{tmp_path / 'a.json'}: ")
    assert "\n" not in said


def test_a_missing_key_is_refused() -> None:
    for key in ("article", "provenance"):
        sheet = whole()
        del sheet[key]
        with pytest.raises(ValidationError):
            FactSheet.model_validate(sheet)


def test_a_range_has_no_value() -> None:
    sheet = whole()
    sheet["claims"][0] |= {"value": None, "low": 5, "high": 7}
    assert FactSheet.model_validate(sheet).claims[0].low == 5
    sheet["claims"][0]["high"] = None
    with pytest.raises(ValidationError, match="a range has low and high"):
        FactSheet.model_validate(sheet)


def test_a_mixed_quote_has_marked_parts_inside_it() -> None:
    sheet = whole()
    sheet["quotes"][0] |= {"kind": "mixed", "verbatim": [span("3 مايو")]}
    assert FactSheet.model_validate(sheet).quotes[0].verbatim[0].text == "3 مايو"
    for outside in ([], [span("قالت")], [span("سلمى التجريبية: «نبدأ")]):
        sheet["quotes"][0]["verbatim"] = outside
        with pytest.raises(ValidationError, match="verbatim must"):
            FactSheet.model_validate(sheet)


@pytest.mark.parametrize("text", ["not json", "[]", "null", '{"schema_version": "1.0"}', "[" * 5000, ""])
def test_what_is_no_sheet_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(SheetError) as refused:
        load_sheet(tmp_path / "a.json")
    assert "\n" not in str(refused.value)


def test_nothing_of_a_sheet_can_be_changed() -> None:
    sheet = FactSheet.model_validate(whole())
    for model, name in (
        (sheet, "quotes"),
        (sheet.quotes[0], "kind"),
        (sheet.claims[0].span, "start"),
        (sheet.article, "text"),
    ):
        with pytest.raises(ValidationError, match="frozen"):
            setattr(model, name, None)


def test_every_model_refuses_unknown_keys_and_is_frozen() -> None:
    waiting, seen = [Model], []
    while waiting:
        model = waiting.pop()
        seen.append(model)
        waiting += model.__subclasses__()
    for model in seen:
        assert model.model_config.get("extra") == "forbid", model
        assert model.model_config.get("frozen") is True, model
    assert {Fact, Quote, Claim, Official, Review, FactSheet} <= set(seen)


def test_every_span_of_a_sheet_is_found() -> None:
    sheet = FactSheet.model_validate(whole())
    text = json.dumps(whole(), ensure_ascii=False)
    assert len(list(spans_in(sheet, ""))) == text.count('"start"') - len(sheet.article.paragraphs)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=10, min_value=-(10**15), max_value=10**15))
def test_numbers_are_json_numbers(value: Decimal) -> None:
    written = json.dumps(as_json_number(value))
    assert json.loads(written) == pytest.approx(float(value))
    assert ("." in written or "e" in written) == (value != value.to_integral_value())


def test_numbers_are_written_as_numbers() -> None:
    sheet = whole()
    sheet["claims"][0]["value"] = 12.5
    made = FactSheet.model_validate(sheet)
    assert '"value": 12.5' in to_json(made)
    assert '"value":12.5' in made.model_dump_json()
    assert made.claims[0].value == Decimal("12.5")


def test_the_json_schema_describes_what_is_written() -> None:
    schema = json.loads(json_schema())
    assert schema["title"] == "FactSheet"
    assert schema["additionalProperties"] is False
    assert set(schema["required"]) == set(whole())
    assert set(schema["$defs"]["Claim"]["required"]) == set(whole()["claims"][0])
    number = schema["$defs"]["Claim"]["properties"]["value"]["anyOf"]
    assert {"type": "number"} in number


def test_a_span_is_in_code_points() -> None:
    text = "قال 😀 أحمد"
    assert Span(start=4, end=5, text=text[4:5]).text == "😀"


def test_a_sheet_is_not_changed_by_being_written() -> None:
    sheet = whole()
    before = copy.deepcopy(sheet)
    to_json(FactSheet.model_validate(sheet))
    assert sheet == before
