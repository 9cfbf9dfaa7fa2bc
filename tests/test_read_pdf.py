"""PDF files of several makers → the article as it was written: words, marks, signs beside numbers, columns, pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factsheet.check import check_sheet
from factsheet.errors import InputError
from factsheet.extract import extract_facts
from factsheet.read.pdf_lines import logical
from factsheet.read.sources import read_article
from factsheet.schema import Article

FOLDER = Path(__file__).parent / "read_pdf"
TITLE, *BODY = (FOLDER / "article.txt").read_text("utf-8").splitlines()
"""The article that is printed there."""


@pytest.mark.parametrize("maker", ["browser", "office"])
def test_what_a_browser_and_an_office_print_is_read_letter_by_letter(maker: str) -> None:
    """Chromium draws letters from left to right and leaves spaces out, LibreOffice stretches lines."""
    article = read_article(FOLDER / f"{maker}.pdf")
    assert [p for p in BODY if p not in article.text.split("\n")] == []
    found = {article.text[p.start : p.end]: p.role for p in article.paragraphs}
    assert {found[p] for p in BODY} == {"body"}
    if maker == "browser":
        assert found[TITLE] == "headline"
        assert {role for text, role in found.items() if text not in (TITLE, *BODY)} == {"boilerplate"}


def printed(tmp_path: Path, paragraphs: list[str], style: str) -> Article:
    """The article of a PDF that is printed as a brief is."""
    weasyprint: Any = pytest.importorskip("weasyprint")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = f"<html dir=rtl lang=ar><style>p{{margin:.8em 0}}{style}</style>{body}</html>"
    (tmp_path / "a.pdf").write_bytes(weasyprint.HTML(string=page).write_pdf())
    return read_article(tmp_path / "a.pdf")


def test_vowel_marks_and_ligatures(tmp_path: Path) -> None:
    lines = ["قالت الوزيرة: «لن نُغلقَ المدارسَ أولاً، ولا الملاعبَ الآن».", "الله أكبر، والأولى للإسلام، وأُعلن الخبر."]
    assert printed(tmp_path, lines * 3, "body{font:14pt Amiri}").text.split("\n") == lines * 3


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    style = "body{font:13pt Amiri;column-count:2;column-gap:2em}@page{size:A5}"
    many = [f"{name}: {BODY[0]}" for name in ("أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا")]
    words = " ".join(printed(tmp_path, many, style).text.split())
    assert words == " ".join(many)


def test_what_stands_on_every_page_is_kept_once_at_the_end(tmp_path: Path) -> None:
    style = (
        "body{font:14pt Amiri}@page{size:A6;margin:15mm;@top-center{content:'نشرة المتحف الشهرية'}"
        "@bottom-center{content:counter(page)}}"
    )
    article = printed(tmp_path, BODY * 2, style)
    lines = article.text.split("\n")
    assert lines[: len(BODY) * 2] == BODY * 2
    assert lines.count("نشرة المتحف الشهرية") == 1
    assert {(p.role, p.rule) for p in article.paragraphs[len(BODY) * 2 :]} == {("boilerplate", "pdf-running")}


def test_paragraphs_that_are_alike_are_all_kept(tmp_path: Path) -> None:
    many = [f"البند {n}: {BODY[0]}" for n in range(30)]
    style = "body{font:7pt Amiri;column-count:2}p{margin:.9em 0}@page{size:A5;margin:9mm}"
    article = printed(tmp_path, many, style)
    assert sum(article.text.count(f"البند {n}:") for n in range(30)) == 30


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("ناتس 5- ىلإ", "إلى -5 ستان"),
        ("طن 15-10 نيب", "بين 10-15 نط"),
        ("اموي 2024/01/18 يف", "في 2024/01/18 يوما"),
        ("مهنم %12.5", "12.5% منهم"),
        ("مويلا Old Maps Ltd ةكرش", "شركة Old Maps Ltd اليوم"),
        ("برق F-16 ةرئاط", "طائرة F-16 قرب"),
        ("ام ١٥-١٠ نيب", "بين ١٠-١٥ ما"),
        ("Old Maps 3-1", "Old Maps 3-1"),
    ],
)
def test_a_line_is_read_from_right_to_left_but_for_what_is_not(seen: str, read: str) -> None:
    assert logical(list(seen)) == read


def test_letters_backwards_are_refused(tmp_path: Path) -> None:
    backwards = [" ".join(word[::-1] for word in paragraph.split()) for paragraph in BODY]
    with pytest.raises(InputError, match="its text layer is not Arabic text"):
        printed(tmp_path, backwards, "body{font:14pt Amiri}")


def test_signs_beside_numbers_of_a_pdf_are_told() -> None:
    for path, wanted in (
        (FOLDER / "browser.pdf", {"10-15 طالبا", "5 درجات"}),
        (FOLDER.parent / "read_files/article.md", set()),
    ):
        sheet = extract_facts(read_article(path))
        found = {c.spans[0].text.lstrip("-") for c in check_sheet(sheet) if c.code == "pdf_sign"}
        assert found >= wanted if wanted else not found
