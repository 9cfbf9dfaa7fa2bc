"""How the page breaks, and how small words on it agree: what looking at the pages brought to light."""

from __future__ import annotations

import re

import pypdfium2 as pdfium
import pytest

from factsheet.render import render_html, render_pdf
from factsheet.render.labels import read_labels
from factsheet.render.pdf import html_to_pdf
from factsheet.render.templates import read_template, templates_root
from factsheet.render.values import unit_after
from factsheet.schema import Claim
from tests.sheets import Maker, empty_sheet, full_sheet


def pages_of(content: bytes) -> list[str]:
    """The words of each page."""
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pdfium.PdfDocument(content)]


ROW = "<tr><td>كلمة</td></tr>"


def printed(body: str) -> list[str]:
    """The words of each page of a body in the brief's style."""
    page = f'<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>ا</title></head><body>{body}</body></html>'
    return pages_of(html_to_pdf(page, read_template("brief")))


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_a_short_table_does_not_hold_on_to_the_next_section(rows: int) -> None:
    table = f"<table><thead><tr><th>رأس</th></tr></thead><tbody>{ROW * rows}</tbody></table>"
    above = f"<section><h2>أرقام</h2>{table}</section>"
    below = '<section class="together"><h2>أشخاص</h2><div style="height: 60mm"></div></section>'
    pages = printed(f'<div style="height: 165mm"></div>{above}{below}')
    assert ["أرقام" in page for page in pages] == [True, False]
    assert ["أشخاص" in page for page in pages] == [False, True]


def test_rows_at_the_end_of_a_table_do_not_stand_alone() -> None:
    table = f"<table><thead><tr><th>رأس</th></tr></thead><tbody>{ROW * 4}<tr><td>آخر</td></tr></tbody></table>"
    for height in range(212, 236, 2):
        pages = printed(f'<div style="height: {height}mm"></div>{table}')
        last = pages[-1]
        assert "آخر" in last
        assert len(pages) == 1 or last.count("كلمة") >= 1, f"at {height} mm: {pages}"


def test_a_short_article_needs_no_page_of_its_own() -> None:
    assert len(pdfium.PdfDocument(render_pdf(empty_sheet()))) == 1
    assert "annex apart" in render_html(Maker("كلمة " * 400).sheet())


def test_page_numbers_are_in_the_digits_of_the_house() -> None:
    gazette = str(templates_root() / "examples" / "gazette")
    assert "صفحة ١ من ٤" in " ".join(pages_of(render_pdf(full_sheet(), gazette)))
    english = render_html(full_sheet(), gazette, "en")
    assert 'class="page-number"' in english
    assert not re.search("[٠-٩]", english.partition('class="row"')[0]), "the head's own numbers"


def test_an_article_without_a_headline_does_not_get_its_id_as_one() -> None:
    markup = render_html(full_sheet(), share=True)
    assert ">مقال بلا عنوان</h1>" in markup
    assert '<bdi dir="ltr">port-2024</bdi></p>' in markup


@pytest.mark.parametrize(
    ("lang", "value", "unit", "wanted"),
    [
        ("ar", 3, "year", "سنوات"), ("ar", 12, "m", "مترًا"), ("ar", 2, "year", "(سنتان)"), ("ar", 1, "year", "سنة"),
        ("ar", 100, "day", "يوم"), ("ar", "3.5", "km", "كيلومتر"), ("en", 1, "year", "year"),
        ("en", 3, "year", "years"),
        ("en", -3, "C", "degrees Celsius"), ("ar", 5, "%", "في المئة"), ("en", 5, "USD", "US Dollar"),
    ],
)  # fmt: skip
def test_a_unit_agrees_with_its_number(lang: str, value: float | str, unit: str, wanted: str) -> None:
    m = Maker("مضت 7 أعوام.\n")
    claim: Claim = m.claim("7 أعوام", "7", value, "duration", unit=unit)
    assert wanted == unit_after(claim, read_labels([templates_root() / "brief"], lang)).striptags()
