"""What is handed outside, what changed since the last issue, and house style."""

from __future__ import annotations

import gc
import json
import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from factsheet.check import check_sheet
from factsheet.render import builtin_names, render_html, render_pdf
from factsheet.render.house import House
from factsheet.render.share import shared
from factsheet.render.theme import mixed
from factsheet.schema import FactSheet, Review, Verification
from tests.packs import pack
from tests.pages import objects_of
from tests.sheets import full_sheet
from tests.test_render import changed, words

REVIEWER = "س. م. رئيسة التحرير"
OUTSIDE = ("في المقابل", "طلب عدم الكشف عن هويته", "اقرأ أيضا", "Share on social media")
"""Words of the article that no fact holds."""


def reviewed() -> FactSheet:
    """The full sheet with names, reasons and notes of reviewers, a rejected quote, and words in notes."""
    source = "https://example.org/b"
    seen = Verification(status="disputed", note="سرّ داخلي", source_url=source, by=REVIEWER, at="2024-11-21")
    accepted = Review(status="accepted", by=REVIEWER, at="2024-11-20T09:30:00+03:00", reason="سبب", verification=seen)
    rejected = accepted.model_copy(update={"status": "rejected"})
    sheet = changed(full_sheet(standfirst="مقدمة لا تخرج"), "claims", 0, review=accepted)
    sheet = changed(sheet, "claims", 9, notes=("counted_from: منذ ثلاث سنوات مضت",))
    return changed(sheet, "quotes", 7, review=rejected)


def test_what_is_handed_outside_is_a_valid_sheet_in_its_places() -> None:
    sheet, outside = reviewed(), shared(reviewed())
    again = FactSheet.model_validate_json(outside.model_dump_json())
    assert again.quotes[0].spans[0] == sheet.quotes[0].spans[0]
    assert len(outside.article.text) == len(sheet.article.text)
    assert outside.provenance.options == {"share": True, "article_sha256": sheet.article.sha256}
    assert [c for c in check_sheet(outside) if c.severity == "error" and c.code != "unresolved_source"] == []
    assert "q8" not in {quote.id for quote in outside.quotes}
    assert all(claim.quote != "q8" for claim in outside.claims)


def test_nothing_but_facts_leaves_in_the_sheet() -> None:
    told = json.dumps(shared(reviewed()).model_dump(mode="json"), ensure_ascii=False)
    for secret in (REVIEWER, "سرّ داخلي", "سبب", "مضت", "مقدمة", "العمال الـ400 ينتظرون", *OUTSIDE):
        assert secret not in told, secret
    assert shared(reviewed()).checks == ()
    assert "https://example.org/b" in told


@pytest.mark.parametrize("template", builtin_names())
def test_nothing_but_facts_leaves_on_the_page(template: str) -> None:
    page = words(render_html(reviewed(), template=template, share=True))
    for secret in (REVIEWER, "سرّ داخلي", "سبب", "مضت", "مقدمة", "للمراجعة ", *OUTSIDE):
        assert secret not in page, secret
    assert "«لن نؤجل الافتتاح مهما كانت الظروف»" in page


def test_nothing_but_facts_leaves_in_the_attachment() -> None:
    pdf = pdfium.PdfDocument(render_pdf(reviewed(), share=True))
    attached = bytes(pdf.get_attachment(0).get_data()).decode()
    assert FactSheet.model_validate_json(attached) == shared(reviewed())
    assert REVIEWER not in attached


@pytest.mark.filterwarnings("ignore:unclosed file", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_pdf_for_archives() -> None:
    inside = objects_of(render_pdf(full_sheet(), variant="pdf/a-3u"))
    gc.collect()  # WeasyPrint leaves the file of its colour profile open
    assert b'pdfaid:part="3"' in inside
    assert b'pdfaid:conformance="U"' in inside
    assert b"/OutputIntents" in inside
    assert b"/Marked true" in inside


def test_a_reissue_says_what_changed() -> None:
    before = full_sheet()
    sheet = changed(before, "claims", 0, value=4_000_000_000)
    sheet = sheet.model_copy(
        update={
            "claims": sheet.claims[:-1],
            "dates": sheet.dates[:1],
            "provenance": sheet.provenance.model_copy(update={"revision": 2}),
        }
    )
    page = words(render_html(sheet, previous=before))
    box = page.partition("ما تغيّر")[2].partition("التسلسل الزمني")[0]
    assert "عُدّل · رقم · 3.5 مليارات دولار · القيمة" in box
    assert "حُذف · رقم · ثلاث سنوات" in box
    assert "حُذف · تاريخ · 2020-2024" in box
    assert "ما تغيّر" not in words(render_html(sheet))
    assert "ما تغيّر" not in words(render_html(before, previous=before))


@pytest.mark.parametrize(
    ("digits", "text", "wanted"),
    [
        ("latin", "بنسبة ٣٫٥٪ و١٬٢٠٠ وبين ٢٠٢٠-٢٠٢٤", "بنسبة 3.5% و1,200 وبين 2020-2024"),
        ("arabic", "بنسبة 3.5% و1,200 وبين 2020-2024", "بنسبة ٣٫٥٪ و١٬٢٠٠ وبين ٢٠٢٠-٢٠٢٤"),
        ("arabic", "طائرة F-16 على https://example.org/a?b=1", "طائرة F-16 على https://example.org/a?b=1"),
        ("arabic", "يوم 18/1/2024 عند 14:30", "يوم ١٨/١/٢٠٢٤ عند ١٤:٣٠"),
        ("printed", "٣٫٥٪ و3.5%", "٣٫٥٪ و3.5%"),
    ],
)
def test_digits_in_house_style(digits: str, text: str, wanted: str) -> None:
    assert House(digits).written(text) == wanted  # type: ignore[arg-type]


def test_house_style_leaves_verbatim_speech_and_the_annex(tmp_path: Path) -> None:
    own = pack(tmp_path, theme__toml='[house]\ndigits = "arabic"\nmonths = "levantine"\ntransliteration = true\n')
    page = words(render_html(full_sheet(), template=own))
    brief, annex = page.split("ملحق: نص المقال")
    assert "«العمال الـ400 ينتظرون عقودهم" in brief
    assert "تشرين الثاني ٢٠٢٤" in brief
    assert "٣٬٥٠٠٬٠٠٠٬٠٠٠" in brief
    assert re.search(r"هناء الصيرفي \w+ al-\w+ · نقل حرفي", brief)
    assert "3.5 مليارات" in annex


def test_names_of_months_of_ones_own(tmp_path: Path) -> None:
    months = ", ".join(f'"شهر{chr(0x0627 + n)}"' for n in range(12))
    own = pack(tmp_path, theme__toml=f"[house]\nmonths = [{months}]\n")
    assert "شهر" + chr(0x0627 + 10) in words(render_html(full_sheet(), template=own))


def test_letters_that_no_font_has_are_told() -> None:
    page = words(render_html(full_sheet(title="افتتاح 中文 السوق")))
    assert "افتتاح ◌◌ السوق" in page
    assert "U+4E2D U+6587" in page


def test_colours_are_mixed_with_white() -> None:
    assert (mixed("#000000", 0.5), mixed("#0d5c63", 1), mixed("#0d5c63", 0)) == ("#808080", "#ffffff", "#0d5c63")
