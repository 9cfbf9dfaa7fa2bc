from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factsheet.review.refusal import RefusedError
from factsheet.review.state import pristine
from tests.review.making import desk_of, do, fact_of, folder_of, wish
from tests.sheets import FULL_TEXT, full_sheet


def at(words: str, nth: int = 1) -> dict[str, int]:
    """The place of some words in the full sheet's article."""
    start = -1
    for _ in range(nth):
        start = FULL_TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words)}


def edited(folder: Path, fact: str, **changes: Any) -> Any:
    return fact_of(do(desk_of(folder_of(folder)), wish("edit", fact=fact, changes=changes)), fact)


def added(folder: Path, of: str, **fields: Any) -> Any:
    opened = do(desk_of(folder_of(folder)), wish("add", of=of, fields=fields))
    return next(fact for fact in opened.sheet.facts() if fact.review.status == "added")


def test_an_edit_keeps_the_original_beside_it(tmp_path: Path) -> None:
    fact = edited(tmp_path, "c1", value=3_600_000_000)
    assert fact.value == 3_600_000_000
    assert fact.review.status == "edited"
    assert fact.review.original["value"] == 3_500_000_000
    assert fact.review.by == "سارة"


def test_words_come_from_the_article(tmp_path: Path) -> None:
    place = at("لدينا تمويل كامل ")
    fact = edited(tmp_path, "q4", spans=[{**place, "text": "كلام لم يقله أحد"}])
    assert fact.spans[0].text == "لدينا تمويل كامل"
    assert fact.verbatim == fact.spans


def test_white_space_at_the_ends_is_left_out(tmp_path: Path) -> None:
    assert edited(tmp_path, "c10", span=at(" ثلاث سنوات")).span.text == "ثلاث سنوات"


def test_a_direct_quote_made_indirect_loses_its_marks(tmp_path: Path) -> None:
    assert edited(tmp_path, "q4", kind="indirect").verbatim == ()


def test_a_shorter_mixed_quote_keeps_what_is_verbatim_inside(tmp_path: Path) -> None:
    fact = edited(tmp_path, "q2", spans=[at("المشروع “سيضاعف قدرة الأرصفة")])
    assert [span.text for span in fact.verbatim] == ["سيضاعف قدرة الأرصفة"]


def test_claims_follow_the_quote_that_holds_them(tmp_path: Path) -> None:
    shorter = wish("edit", fact="q1", changes={"spans": [at("ستستثمر 3.5 مليارات دولار")]})
    opened = do(desk_of(folder_of(tmp_path)), shorter)
    assert fact_of(opened, "c1").quote == "q1"
    assert fact_of(opened, "c2").quote is None


def test_who_passed_a_quote_on_stands_in_the_article(tmp_path: Path) -> None:
    desk = desk_of(folder_of(tmp_path))
    names = [at("هناء الصيرفي"), at("هيئة الموانئ")]
    once = fact_of(do(desk, wish("edit", fact="q7", changes={"relay": names})), "q7")
    assert once.relay == ("هناء الصيرفي", "هيئة الموانئ")
    fewer = fact_of(do(desk, wish("edit", fact="q7", changes={"relay": ["هيئة الموانئ"]})), "q7")
    assert (fewer.relay, fewer.review.original["relay"]) == (("هيئة الموانئ",), ["وكالة الساحل"])


def test_when_it_was_said_is_one_of_the_articles_dates(tmp_path: Path) -> None:
    desk = desk_of(folder_of(tmp_path))
    assert fact_of(do(desk, wish("edit", fact="q2", changes={"said_on": "d2"})), "q2").said_on == "d2"
    assert fact_of(do(desk, wish("edit", fact="q2", changes={"said_on": None})), "q2").said_on is None


@pytest.mark.parametrize(
    ("wanted", "name", "resolved"),
    [
        ({"official": "o2"}, "عادل البحيري", "explicit"),
        ({"like": "q1"}, "هيئة الموانئ", "continuation"),
        (None, None, "none"),
        ({"span": at("مصدر ملاحي"), "kind": "unnamed"}, "مصدر ملاحي", "explicit"),
        ({"span": at("هناء الصيرفي")}, "هناء الصيرفي", "explicit"),
    ],
)
def test_speakers_come_from_the_article(tmp_path: Path, wanted: Any, name: str | None, resolved: str) -> None:
    speaker = edited(tmp_path, "q7", speaker=wanted).speaker
    assert (speaker.name, speaker.resolved) == (name, resolved)


@pytest.mark.parametrize(
    ("fact", "changes", "code"),
    [
        ("q1", {}, "unknown-field"),
        ("q1", {"rule": "mine"}, "unknown-field"),
        ("q1", {"review": {"status": "accepted"}}, "unknown-field"),
        ("q1", {"spans": []}, "contract"),
        ("q1", {"spans": [{"start": 5, "end": 5}]}, "place"),
        ("q1", {"spans": [{"start": -4, "end": 5}]}, "place"),
        ("q1", {"spans": [{"start": 0, "end": 10**9}]}, "place"),
        ("q1", {"spans": [{"start": "0", "end": True}]}, "place"),
        ("q1", {"spans": "x"}, "contract"),
        ("q1", {"kind": "direct"}, "no-mark"),
        ("q1", {"kind": "mixed"}, "mixed-without-verbatim"),
        ("q1", {"kind": "shouted"}, "contract"),
        ("q1", {"kind": "mixed", "verbatim": [at("توسعة الميناء")]}, "no-mark"),
        ("q1", {"speaker": {"official": "o9"}}, "speaker"),
        ("q1", {"speaker": {"name": "مخترع"}}, "speaker"),
        ("q1", {"speaker": "مخترع"}, "speaker"),
        ("q1", {"said_on": "d9"}, "contract"),
        ("q1", {"relay": ["وكالة لم تُذكر"]}, "place"),
        ("q1", {"relay": "هيئة الموانئ"}, "contract"),
        ("q1", {"relay": [{"start": 0, "end": 0}]}, "place"),
        ("q1", {"spans": [at("تراجعت حركة الحاويات بنسبة ٣٫٥٪ في أكتوبر من العام الماضي")]}, "twice"),
        ("c1", {"value": "كثير"}, "number-value"),
        ("c1", {"value": "NaN"}, "number-value"),
        ("c1", {"value": "1e999999"}, "number-value"),
        ("c1", {"low": 3}, "contract"),
        ("c1", {"unit": "<b>"}, "unit"),
        ("c1", {"comparator": "maybe"}, "contract"),
        ("d1", {"value": "2024-02-30"}, "date-value"),
        ("d1", {"value": "غدا"}, "date-value"),
        ("d1", {"value": "2024/2020"}, "date-order"),
        ("q99", {"kind": "direct"}, "no-fact"),
    ],
)
def test_what_breaks_the_contract_is_refused(tmp_path: Path, fact: str, changes: dict[str, Any], code: str) -> None:
    desk = desk_of(folder_of(tmp_path))
    with pytest.raises(RefusedError) as caught:
        do(desk, wish("edit", fact=fact, changes=changes))
    assert caught.value.code == code
    assert not list(tmp_path.glob("*.review.json"))


@pytest.mark.parametrize("value", "2024-11-12 2023-10 2023 2023-W41 2023-Q3 199X 2014/2015 T14:30".split())
def test_dates_in_every_shape_of_the_contract(tmp_path: Path, value: str) -> None:
    assert edited(tmp_path, "d1", value=value).value == value


def test_an_added_figure_is_read_from_its_words(tmp_path: Path) -> None:
    fact = added(tmp_path, "claims", span=at("ثلاث مرات"))
    assert (fact.rule, fact.confidence, fact.span.text) == ("human", 1, "ثلاث مرات")
    assert fact.number.text in fact.span.text
    assert fact.sentence.text.startswith("وقالت المديرة")


def test_an_added_date_is_read_from_its_words(tmp_path: Path) -> None:
    assert added(tmp_path, "dates", span=at("نهاية العام")).span.text == "نهاية العام"


def test_an_added_quote_and_person(tmp_path: Path) -> None:
    spans = [at("سيضاعف قدرة الأرصفة ثلاث مرات")]
    quote = added(tmp_path / "a", "quotes", kind="direct", spans=spans, speaker={"official": "o1"})
    assert quote.speaker.name == "هناء الصيرفي"
    assert quote.review.status == "added"
    assert added(tmp_path / "b", "officials", mentions=[at("معهد الملاحة")], kind="organization").name == "معهد الملاحة"


def test_an_added_fact_can_be_edited_rejected_and_taken_back(tmp_path: Path) -> None:
    desk = desk_of(folder_of(tmp_path))
    opened = do(desk, wish("add", of="claims", fields={"span": at("ثلاث مرات")}))
    new = next(f.id for f in opened.sheet.facts() if f.rule == "human")
    assert fact_of(do(desk, wish("edit", fact=new, changes={"value": 3})), new).value == 3
    assert fact_of(do(desk, wish("decide", fact=new, status="rejected")), new).review.status == "rejected"
    for _ in range(3):
        opened = do(desk, wish("undo"))
    assert opened.sheet == pristine(full_sheet())
