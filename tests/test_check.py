"""The checks: their codes, the words that they look for, sheets in a loose form, and what they cost."""

from __future__ import annotations

import json
import re
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import factsheet.check
from factsheet.check import CODES, check_sheet
from factsheet.check.anchor import Anchors, tier
from factsheet.check.edges import negation_before, qualifier_after
from factsheet.check.loose import anchored
from factsheet.check.shapes import decoded
from factsheet.extract import extract_facts
from factsheet.lexicon.edge_words import EdgeWord, edge_words
from factsheet.lexicon.shares import Share, shares
from factsheet.pipeline import fact_sheet
from factsheet.proof import check
from factsheet.read import article_from_text
from factsheet.schema import Check, FactSheet, Origin, load_sheet
from factsheet.text import Document
from tests.corpus_cases import cases

FOLDER = Path(factsheet.check.__file__).parent
TABLE = tomllib.loads((Path(__file__).parent / "loose_sheets.toml").read_text("utf-8"))
ROW = re.compile(r"^\| `(\w+)` \| (error|warning|info) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def doc_of(text: str) -> Document:
    return Document(article_from_text(text, id="a"))


def all_found(case: dict[str, Any]) -> tuple[FactSheet, list[Check]]:
    """The valid sheet of a case, and all its findings."""
    text = case.get("text") or TABLE["articles"][case["article"]].strip()
    origin = Origin(name="a", format=case["format"], sha256="", size=0) if "format" in case else None
    fresh = extract_facts(article_from_text(text, id="a", origin=origin))
    raw = decoded(case["raw"].encode()) if "raw" in case else case["sheet"]
    sheet, found = anchored(raw, Document(fresh.article), fresh, "")
    return sheet, found + check_sheet(sheet, fresh)


def loose(case: dict[str, Any]) -> tuple[FactSheet, list[str]]:
    """The valid sheet of a case, and its findings as "code where", without what is always told."""
    sheet, found = all_found(case)
    told = [" ".join(filter(None, (c.code, c.message.values.get("where")))) for c in found]
    return sheet, [t for t in told if not t.startswith(("anchored_exact", "loose_form", "weekday_agrees"))]


@pytest.mark.parametrize("case", [pytest.param(c, id=c["about"]) for c in TABLE["case"]])
def test_loose_sheet(case: dict[str, Any]) -> None:
    sheet, told = loose(case)
    assert sorted(told) == sorted(case["wanted"])
    assert [len(getattr(sheet, k)) for k in ("quotes", "claims", "dates", "officials")] == case["kept"]
    assert FactSheet.model_validate(sheet.model_dump()) == sheet


def test_every_code_is_in_the_table_of_the_docs() -> None:
    rows = ROW.findall((FOLDER / "README.md").read_text("utf-8"))
    assert {row[0]: row[1] for row in rows} == dict(CODES)
    assert len(rows) == len(CODES)


@pytest.fixture(scope="module")
def found_in() -> tuple[dict[str, int], dict[str, int]]:
    """How many cases find each code, and how many that are written against it do not."""
    found, against = Counter[str](), Counter[str]()
    told = [(case, {c.code for c in all_found(case)[1]}) for case in TABLE["case"]]
    told += [
        ({"against": case.against}, {c.code for c in fact_sheet(article_from_text(case.text, id="a")).checks})
        for case in cases()
        if case.file == "checks"
    ]
    for case, codes in told:
        found.update(codes)
        assert codes & set(case.get("against", ())) == set()
        against.update(case.get("against", ()))
    return found, against


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_cases_that_find_it_and_cases_against_it(
    code: str, found_in: tuple[dict[str, int], dict[str, int]]
) -> None:
    found, against = found_in
    assert found[code] > 0 or code == "agreement_differs"  # which camel-tools tells: the next test
    assert against[code] > 0 or code in ALWAYS


def test_what_extraction_noted_is_told() -> None:
    sheet = fact_sheet(article_from_text("وقال نادر الخطيب إن المسبح مفتوح.", id="a"))
    noted = sheet.quotes[0].model_copy(update={"notes": ("agreement_differs",)})
    assert [c.code for c in check_sheet(sheet)] == []
    assert [c.code for c in check_sheet(sheet.model_copy(update={"quotes": (noted,)}))] == ["agreement_differs"]


ALWAYS = {"loose_form", "anchored_exact"}
"""Told of every loose sheet, and of every text that is found as it is."""


@pytest.mark.parametrize("word", [pytest.param(w, id=w.form) for w in edge_words()])
def test_edge_word_has_its_example(word: EdgeWord) -> None:
    assert _turned(word, word.example)
    assert not _turned(word, word.never)


def _turned(word: EdgeWord, example: str) -> bool:
    start, end = example.index("<"), example.index(">") - 1
    doc = doc_of(example.replace("<", "").replace(">", ""))
    span = doc.span(start, end)
    return (negation_before if word.kind == "negation" else qualifier_after)(doc, span) is not None


@pytest.mark.parametrize("share", [pytest.param(s, id=s.form) for s in shares()])
def test_share_has_its_example(share: Share) -> None:
    codes = {"shares_over_100", "parts_exceed_total"}
    assert bool(codes & {c.code for c in _checks(share.example)}) == (share.kind == "division")
    assert not codes & {c.code for c in _checks(share.never)}


def _checks(text: str) -> tuple[Any, ...]:
    return fact_sheet(article_from_text(text or "نص.", id="a")).checks


@pytest.mark.parametrize(
    ("given", "wanted"),
    [("كتب", "exact"), ("كَتَبَ", "marks"), ("كـتب", "marks"), ("إلى", "letters"), ("الى", "letters"), ("٢٥", "digits")],
)
def test_tiers_are_named(given: str, wanted: str) -> None:
    article = {"كتب": "كتب", "كَتَبَ": "كتب", "كـتب": "كتب", "إلى": "الى", "الى": "إلى", "٢٥": "25"}[given]
    assert tier(article, given) == wanted


@pytest.mark.parametrize("words", ["5 آلاف", "12.5", "كتاب", "2024", "", "«»", "..."])
def test_no_word_and_no_number_is_cut(words: str) -> None:
    anchors = Anchors(doc_of("بيعت 25 آلاف نسخة و12.50 و112.5 من كتابنا سنة 12024"))
    assert anchors.find(words) is None


@pytest.mark.parametrize("text", ["قال نادر: «سنفـتح الباب»", "قال نادر: «سنفتح الباب»", "قال ـ نادر ـ «سنفتح البـاب»"])
def test_tatweel_on_either_side_is_nothing(text: str) -> None:
    for words in ("سنفتح الباب", "سنـفتح البـــاب"):
        assert Anchors(doc_of(text)).find(words) is not None


def test_the_place_nearest_to_the_given_one_is_taken() -> None:
    anchors = Anchors(doc_of("فتح الباب ثم فتح الباب ثم فتح الباب"))
    places = [anchors.find("فتح الباب", near) for near in (None, 12, 99)]
    assert [p.span.start for p in places if p] == [0, 13, 26]


@pytest.mark.parametrize("raw", [{}, {"quotes": 3}, {"quotes": [None, 7, {}, [], {"spans": [{}]}]}, {"claims": ["x"]}])
def test_any_json_is_read(raw: dict[str, Any]) -> None:
    fresh = extract_facts(article_from_text("نص قصير.", id="a"))
    sheet, _ = anchored(raw, Document(fresh.article), fresh, "")
    assert list(sheet.facts()) == []


TEXT = "وقال نادر الخطيب: «لن نغلق المسبح، وسنشتري 250 مقعدا»."


def test_fix_writes_a_valid_sheet(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    quotes = [{"text": "لن نغلق المسبح", "speaker": "نادر الخطيب"}, {"text": "وسنشتري 350 مقعدا"}]
    (tmp_path / "loose.json").write_text(json.dumps({"quotes": quotes}), "utf-8")
    (found,) = check([str(tmp_path / "loose.json")], article=str(tmp_path / "a.txt"), fix=tmp_path / "b.json")
    assert isinstance(found, list)
    assert {f.check.code for f in found if f.check and f.severity == "error"} == {"changed_number"}
    sheet = load_sheet(tmp_path / "b.json")
    assert [q.spans[0].text for q in sheet.quotes] == ["لن نغلق المسبح"]
    assert {c.code for c in sheet.checks} >= {"changed_number", "anchored_exact"}


def test_a_changed_value_in_a_whole_sheet_is_found(tmp_path: Path) -> None:
    sheet = fact_sheet(article_from_text(TEXT, id="a"))
    raw = json.loads(sheet.model_dump_json())
    raw["claims"][0]["value"] = 350
    (tmp_path / "a.json").write_text(json.dumps(raw), "utf-8")
    (found,) = check([str(tmp_path / "a.json")])
    assert isinstance(found, list)
    assert [f.check.code for f in found if f.check and f.severity == "error"] == ["changed_number"]


def test_checking_costs_at_most_twice_the_extraction() -> None:
    text = (Path(__file__).parent.parent / "seeds/000_c426418138226830.txt").read_text("utf-8")
    article = article_from_text(text, id="a")
    sheet = extract_facts(article)

    def seconds(work: Any) -> float:
        begun = time.process_time()
        work()
        return time.process_time() - begun

    extraction = min(seconds(lambda: extract_facts(article)) for _ in range(5))
    checking = min(seconds(lambda: check_sheet(sheet, extract_facts(article))) for _ in range(5))
    assert checking <= 2 * extraction


@pytest.mark.parametrize("text", ["ب 5 " * 4000, "«قال " * 4000, "1 من أصل 2 إلى 3% " * 1000])
def test_long_texts_are_checked_in_time(text: str) -> None:
    sheet = extract_facts(article_from_text(text, id="a"))
    begun = time.process_time()
    check_sheet(sheet, sheet)
    assert time.process_time() - begun < 30
