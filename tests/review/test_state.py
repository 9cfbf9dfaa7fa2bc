from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factsheet.review.gate import for_print, honoured
from factsheet.review.state import pristine
from factsheet.review.store import Store, review_path
from factsheet.schema import Article, FactSheet, Paragraph, sha256_of, to_json
from factsheet.text import lines
from tests.review.making import desk_of, do, extracted, fact_of, folder_of, wish
from tests.review.test_amend import at
from tests.sheets import full_sheet

TEXT = "قال وزير النقل سامي الحداد إن الطريق سيفتح غدا.\n\nوأعلن الحداد أن الكلفة بلغت 300 مليون دولار في 2023.\n"


def sheet_of(text: str, id: str = "road") -> FactSheet:
    paragraphs = tuple(lines(text))
    return extracted(Article(id=id, sha256=sha256_of(text), text=text, paragraphs=paragraphs, published="2024-01-18"))


def renamed(sheet: FactSheet) -> FactSheet:
    """The sheet as another version of the program might have made it: other ids, no links."""

    def other(facts: tuple[Any, ...], **more: Any) -> tuple[Any, ...]:
        return tuple(fact.model_copy(update={"id": f"{fact.id}x", **more}) for fact in facts)

    officials = tuple(official.model_copy(update={"quotes": ()}) for official in sheet.officials)
    claims = other(sheet.claims, quote=None)
    update = {"quotes": other(sheet.quotes), "claims": claims, "officials": officials, "checks": ()}
    return sheet.model_copy(update=update)


def test_nothing_decided_is_the_machines_sheet(tmp_path: Path) -> None:
    assert do(desk_of(folder_of(tmp_path))).sheet == pristine(full_sheet())


def test_a_decision_survives_a_new_extraction_with_other_ids(tmp_path: Path) -> None:
    sheet = sheet_of(TEXT)
    paths = folder_of(tmp_path, sheet)
    quote, claim = sheet.quotes[0], sheet.claims[0]
    desk = desk_of(paths)
    do(desk, wish("decide", fact=quote.id, status="accepted"), wish("decide", fact=claim.id, status="rejected"))
    folder_of(tmp_path, renamed(sheet))
    opened = do(desk_of(paths))
    assert fact_of(opened, f"{quote.id}x").review.status == "accepted"
    assert fact_of(opened, f"{claim.id}x").review.status == "rejected"
    assert not opened.reviewed.orphans


def test_a_decision_follows_its_words_in_a_changed_article(tmp_path: Path) -> None:
    sheet = sheet_of(TEXT)
    paths = folder_of(tmp_path, sheet)
    claim = sheet.claims[0]
    accepted = wish("decide", fact=claim.id, status="accepted")
    do(desk_of(paths), accepted, wish("edit", fact=claim.id, changes={"value": 301_000_000}))
    folder_of(tmp_path, sheet_of("سطر جديد في أول المقال.\n\n" + TEXT))
    opened = do(desk_of(paths))
    moved = next(c for c in opened.sheet.claims if c.span.text == claim.span.text)
    assert moved.span.start == claim.span.start + len("سطر جديد في أول المقال.\n\n")
    assert moved.value == 301_000_000
    assert moved.review.status == "edited"
    assert FactSheet.model_validate_json(to_json(opened.sheet)) == opened.sheet


def test_what_lost_its_words_is_listed_never_lost(tmp_path: Path) -> None:
    sheet = sheet_of(TEXT)
    paths = folder_of(tmp_path, sheet)
    claim = sheet.claims[0].id
    do(desk_of(paths), wish("decide", fact=claim, status="accepted"), wish("edit", fact=claim, changes={"value": 1}))
    folder_of(tmp_path, sheet_of("قال وزير النقل سامي الحداد إن الطريق سيفتح غدا.\n"))
    opened = do(desk_of(paths))
    assert [deed.anchor.text for deed in opened.reviewed.orphans] == [sheet.claims[0].span.text] * 2
    folder_of(tmp_path, sheet)
    assert not do(desk_of(paths)).reviewed.orphans


def test_an_acceptance_does_not_hold_for_another_value(tmp_path: Path) -> None:
    sheet = sheet_of(TEXT)
    paths = folder_of(tmp_path, sheet)
    claim = sheet.claims[0]
    do(desk_of(paths), wish("decide", fact=claim.id, status="accepted"))
    other = claim.model_copy(update={"value": claim.value + 1 if claim.value else 1})
    folder_of(tmp_path, sheet.model_copy(update={"claims": (other, *sheet.claims[1:])}))
    opened = do(desk_of(paths))
    assert fact_of(opened, claim.id).review.status == "pending"
    assert set(opened.reviewed.again) == {claim.id}


def test_what_an_edit_refers_to_is_found_under_its_new_number(tmp_path: Path) -> None:
    """A quote's date and speaker are references: in another extraction their ids may be somebody else's."""
    sheet = sheet_of("قال وزير النقل سامي الحداد في 3 يناير 2024 إن الطريق سيفتح. وانتهى العمل في 5 فبراير 2023.\n")
    paths = folder_of(tmp_path, sheet)
    quote, (first, second) = sheet.quotes[0], sheet.dates
    edit = wish("edit", fact=quote.id, changes={"said_on": first.id, "kind": "indirect"})
    do(desk_of(paths), edit)
    swapped = tuple(d.model_copy(update={"id": o.id}) for d, o in ((first, second), (second, first)))
    folder_of(tmp_path, sheet.model_copy(update={"dates": swapped}))
    opened = do(desk_of(paths))
    assert fact_of(opened, fact_of(opened, quote.id).said_on).span == first.span
    folder_of(tmp_path, sheet.model_copy(update={"dates": swapped[1:], "checks": ()}))
    assert fact_of(do(desk_of(paths)), quote.id).said_on is None


def test_what_a_person_wrote_stands_when_the_machine_no_longer_finds_it(tmp_path: Path) -> None:
    sheet = sheet_of(TEXT)
    paths = folder_of(tmp_path, sheet)
    do(desk_of(paths), wish("edit", fact=sheet.claims[0].id, changes={"value": 5}))
    folder_of(tmp_path, sheet.model_copy(update={"claims": sheet.claims[1:], "checks": ()}))
    claims = [c for c in do(desk_of(paths)).sheet.claims if c.review.status == "edited"]
    assert [c.value for c in claims] == [5]


def test_a_paragraph_marked_out_takes_its_facts_with_it(tmp_path: Path) -> None:
    desk = desk_of(folder_of(tmp_path))
    start = at("في المقابل")["start"]
    opened = do(desk, wish("paragraph", start=start, role="boilerplate"))
    paragraph = next(p for p in opened.sheet.article.paragraphs if p.start == start)
    assert (paragraph.role, paragraph.index, paragraph.rule) == ("boilerplate", None, "human")
    assert {"q5", "q6", "c4", "c5", "c6", "c7"}.isdisjoint(f.id for f in opened.sheet.facts())
    assert fact_of(opened, "q7").paragraph == 4
    FactSheet.model_validate_json(to_json(opened.sheet))
    assert do(desk, wish("undo")).sheet == pristine(full_sheet())


def test_a_paragraph_taken_in_brings_its_facts(tmp_path: Path) -> None:
    sheet = sheet_of(TEXT)
    second = sheet.article.paragraphs[1]
    outside = (sheet.article.paragraphs[0], second.model_copy(update={"role": "boilerplate", "index": None}))
    machine = extracted(sheet.article.model_copy(update={"paragraphs": outside}))
    assert not any(c.span.start >= second.start for c in machine.claims)
    opened = do(desk_of(folder_of(tmp_path, machine)), wish("paragraph", start=second.start, role="body"))
    assert any(c.span.start >= second.start for c in opened.sheet.claims)
    FactSheet.model_validate_json(to_json(opened.sheet))


def test_verification_is_a_mark_of_its_own(tmp_path: Path) -> None:
    mark = wish("verify", fact="q1", status="disputed", source_url="https://example.org/a", note="نفته الهيئة")
    fact = fact_of(do(desk_of(folder_of(tmp_path)), mark), "q1")
    assert fact.review.status == "pending"
    assert (fact.review.verification.status, fact.review.verification.note) == ("disputed", "نفته الهيئة")


def test_a_written_sheet_gives_back_the_machines(tmp_path: Path) -> None:
    desk = desk_of(folder_of(tmp_path))
    opened = do(
        desk, wish("decide", fact="q1", status="accepted"), wish("edit", fact="q2", changes={"kind": "indirect"}),
        wish("add", of="claims", fields={"span": at("ثلاث مرات")}), wish("decide", fact="d1", status="rejected"),
    )  # fmt: skip
    assert pristine(opened.sheet) == pristine(full_sheet())


def test_the_gate_honours_decisions(tmp_path: Path) -> None:
    paths = folder_of(tmp_path)
    decisions = {"d1": "rejected", "o2": "rejected", "q1": "accepted"}
    do(desk_of(paths), *(wish("decide", fact=fact, status=status) for fact, status in decisions.items()))
    sheet = honoured(full_sheet(), paths[0])
    assert sheet.quotes[0].said_on == "d1"
    printed = for_print(sheet)
    assert printed.quotes[0].said_on is None
    assert printed.quotes[7].speaker.official is None
    assert len(list(printed.facts())) == len(list(sheet.facts()))
    only = honoured(full_sheet(), paths[0], reviewed_only=True)
    assert {f.id for f in only.facts()} == {"d1", "o2", "q1", "q4"}
    FactSheet.model_validate_json(to_json(only))


def test_the_log_of_another_article_is_refused(tmp_path: Path) -> None:
    paths = folder_of(tmp_path)
    do(desk_of(paths), wish("decide", fact="q1", status="accepted"))
    with pytest.raises(Exception, match="belongs to the article port-2024"):
        honoured(full_sheet(id="other"), paths[0])


def test_a_sheet_that_leaves_facts_out_is_made_anew(tmp_path: Path) -> None:
    sheet = sheet_of(TEXT)
    paths = folder_of(tmp_path, sheet)
    do(desk_of(paths), wish("decide", fact=sheet.quotes[0].id, status="accepted"))
    folder_of(tmp_path, honoured(sheet, paths[0], reviewed_only=True))
    opened = do(desk_of(paths))
    assert {f.id for f in opened.sheet.facts()} == {f.id for f in sheet.facts()}
    assert isinstance(opened.sheet.article.paragraphs[0], Paragraph)
    assert Store(review_path(paths[0]), sheet.article).read().version == 1
