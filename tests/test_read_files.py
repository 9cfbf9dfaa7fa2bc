"""Word, PDF, Markdown, tables and ninjs → articles, and what of them is refused."""

from __future__ import annotations

import io
import json
import sys
import time
import zipfile
from pathlib import Path

import pytest

from factsheet.errors import InputError
from factsheet.extract import extract_facts
from factsheet.read.metadata import Fields
from factsheet.read.sources import How, Reading, read_article, read_articles
from factsheet.schema import Article

FIRST = "فتحت مكتبة الحي أمس قاعة للأطفال تضم 900 كتاب، بعد تبرعات جمعها سكان الشارع خلال شهرين كاملين."
SECOND = "وقال أمين المكتبة رامي الزعبي: «ستبقى القاعة مفتوحة حتى الثامنة مساء طوال الصيف»."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document(body: str, head: str = "") -> str:
    """The XML of a Word document."""
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document {W}><w:body>{body}</w:body></w:document>'


def paragraph(text: str, style: str = "") -> str:
    """A Word paragraph of one run."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}<w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(xml: str | bytes, **parts: str) -> bytes:
    """A Word file."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", xml)
        for name, part in parts.items():
            package.writestr(f"docProps/{name}.xml", part)
    return held.getvalue()


def read(tmp_path: Path, name: str, data: bytes | str) -> Article:
    """The article of a file."""
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_article(path)


def shape(article: Article) -> list[tuple[str, str]]:
    """The paragraphs with their roles."""
    return [(p.role, article.text[p.start : p.end]) for p in article.paragraphs]


def test_a_word_file(tmp_path: Path) -> None:
    runs = FIRST.partition("أمس")
    body = (
        paragraph("مكتبة الحي تفتح قاعة للأطفال", "Title")
        + f"<w:p><w:r><w:t>{runs[0]}</w:t></w:r><w:ins><w:r><w:t xml:space='preserve'>{runs[1]}</w:t></w:r></w:ins>"
        + f"<w:del><w:r><w:delText>غدا</w:delText></w:r></w:del><w:r><w:t>{runs[2]}</w:t></w:r></w:p>"
        + paragraph("عن المكتبة", "Heading2")
        + f"<w:tbl><w:tr><w:tc>{paragraph(SECOND)}</w:tc></w:tr></w:tbl>"
    )
    article = read(tmp_path, "a.docx", docx(document(body)))
    assert shape(article) == [
        ("headline", "مكتبة الحي تفتح قاعة للأطفال"), ("body", FIRST), ("subheading", "عن المكتبة"), ("body", SECOND)
    ]  # fmt: skip
    assert article.origin is not None
    assert article.origin.format == "docx"


def test_the_notes_of_a_word_file_stand_at_its_end(tmp_path: Path) -> None:
    def notes(kind: str, *texts: str) -> str:
        lines = f'<w:{kind} w:type="separator" w:id="-1">{paragraph("خط")}</w:{kind}>'
        lines += "".join(f'<w:{kind} w:id="{i}">{paragraph(text)}</w:{kind}>' for i, text in enumerate(texts, 1))
        return f'<?xml version="1.0" encoding="UTF-8"?><w:{kind}s {W}>{lines}</w:{kind}s>'

    first, second, third = "تقرير البلدية لعام 2023.", "بلغ عدد القراء 40 ألف قارئ.", "أعده فريق المكتبة."
    mark = '<w:p><w:r><w:t>كتب</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t> كثيرة.</w:t></w:r></w:p>'
    held = io.BytesIO(docx(document(paragraph(FIRST) + mark)))
    with zipfile.ZipFile(held, "a") as package:
        package.writestr("word/footnotes.xml", notes("footnote", first, second))
        package.writestr("word/endnotes.xml", notes("endnote", third))
    article = read(tmp_path, "a.docx", held.getvalue())
    assert shape(article) == [
        ("body", FIRST), ("body", "كتب كثيرة."), ("note", first), ("note", second), ("note", third)
    ]  # fmt: skip
    assert [claim.value for claim in extract_facts(article).claims] == [900, 2, 40000]


def test_word_files_that_are_refused(tmp_path: Path) -> None:
    whole = docx(document(paragraph(FIRST)))
    bomb = docx(document(paragraph(" " * 40_000_000)))
    entities = '<!DOCTYPE w:document [<!ENTITY a "ها"><!ENTITY b "&a;&a;">]>'
    assert len(bomb) < 200_000
    protected = b"\xd0\xcf\x11\xe0" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    for data, message in (
        (whole[: len(whole) // 2], "is no Word file that can be opened"),
        (b"PK\x03\x04", "is no Word file that can be opened"),
        (FIRST.encode(), "is no Word file that can be opened"),
        (docx(document("&b;", entities)), "is no Word file that can be opened"),
        (docx("<w:document"), "is no Word file that can be opened"),
        (docx(document("<w:p/>")), "holds no text"),
        (bomb, "unpacks to more than 32 MB"),
        (protected, "is protected by a password"),
        (b"\xd0\xcf\x11\xe0" + bytes(500), "is an old Word file"),
        (b"", "holds no text"),
    ):
        with pytest.raises(InputError, match=message) as caught:
            read(tmp_path, "a.docx", data)
        assert "\n" not in str(caught.value)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """A PDF of two paragraphs, printed as a brief is."""
    weasyprint = pytest.importorskip("weasyprint")
    style = "<style>body{font:16pt Amiri}p{margin:1em 0}</style>"
    page = f"<html dir=rtl lang=ar>{style}<p>{FIRST}</p><p>{SECOND}</p></html>"
    made: bytes = weasyprint.HTML(string=page).write_pdf()
    return made


def test_a_pdf(tmp_path: Path, pdf: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf)
    (reading,) = read_articles([str(tmp_path / "a.pdf")])
    assert isinstance(reading, Reading)
    assert reading.article.origin is not None
    assert reading.article.origin.notes == ("pdf-order",)
    assert "may come in another order" in reading.notices[0]
    words = reading.article.text.split()
    assert {"رامي", "الزعبي", "900", "للأطفال"} <= {w.strip("«».:،") for w in words}
    assert "«ستبقى القاعة" in reading.article.text
    assert "خلال شهرين" in reading.article.text
    assert len(reading.article.paragraphs) == 2
    assert not [c for c in reading.article.text if "\ufb50" <= c <= "\ufdfb" or "\ufe70" <= c <= "\ufefc"]


def test_pdfs_that_are_refused(tmp_path: Path, pdf: bytes) -> None:
    import pypdfium2

    blank = pypdfium2.PdfDocument.new()
    blank.new_page(100, 100)
    held = io.BytesIO()
    blank.save(held)
    blank.close()
    for data, message in (
        (pdf[:200], "is no PDF that can be opened"),
        (FIRST.encode(), "is no PDF that can be opened"),
        (held.getvalue(), "has no text layer"),
        (PROTECTED, "is protected by a password"),
    ):
        with pytest.raises(InputError, match=message) as caught:
            read(tmp_path, "a.pdf", data)
        assert "\n" not in str(caught.value)


PROTECTED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 1/R 2/P -44/Length 40/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]/Size 4>>\n%%EOF"
)


def test_markdown_shows_what_a_reader_sees(tmp_path: Path) -> None:
    source = f"""---
title: مكتبة الحي تفتح قاعة للأطفال
date: 2024-01-18
---
# مكتبة الحي تفتح قاعة للأطفال

{FIRST.replace("قاعة للأطفال", "**قاعة للأطفال**").replace(" بعد", chr(10) + "بعد")}

> {SECOND.replace("رامي الزعبي", "[رامي الزعبي](https://a.example)")}

![صورة](data:image/png;base64,AAAA)
<script>alert(1)</script>
"""
    article = read(tmp_path, "a.md", source)
    assert shape(article) == [("headline", "مكتبة الحي تفتح قاعة للأطفال"), ("body", FIRST), ("body", SECOND)]
    assert (article.published, article.published_from) == ("2024-01-18", "file")


def test_a_table_with_columns_of_its_own(tmp_path: Path) -> None:
    rows = f'رقم;المتن;اليوم\r\n7;"{FIRST}\r\n{SECOND}";2024-01-18\r\n8;;2024-01-18\r\n9;{SECOND};أمس\r\n'
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbf" + rows.encode())
    how = How(Fields(text="المتن", id="رقم", published="اليوم"))
    results = list(read_articles([str(tmp_path / "a.csv")], how=how))
    (article,) = [r.article for r in results if isinstance(r, Reading)]
    assert (article.id, article.text, article.published) == ("7", f"{FIRST}\n{SECOND}", "2024-01-18")
    errors = [str(r) for r in results if isinstance(r, InputError)]
    assert 'the record has no "المتن"' in errors[0]
    assert "published is 'أمس', not a date" in errors[1]
    (error,) = read_articles([str(tmp_path / "a.csv")])
    assert "there is no column text, only رقم, المتن, اليوم; name it with --text-field" in str(error)


def test_a_broken_table_costs_its_end(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'text,id\n{FIRST},1\n"{SECOND}"x,2\n')
    first, error = read_articles([str(tmp_path / "a.csv")])
    assert isinstance(first, Reading)
    assert "is not valid CSV" in str(error)


def test_json_lines_take_keys_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"body": FIRST, "text": 5}))
    (reading,) = read_articles([str(tmp_path / "a.jsonl")], how=How(Fields(text="body")))
    assert isinstance(reading, Reading)
    assert reading.article.text == FIRST


def test_parquet_without_pyarrow_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match="pip install pyarrow"):
        read(tmp_path, "a.parquet", b"PAR1")


def test_parquet(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.table({"text": [FIRST, None, SECOND], "n": [1, 2, 3]}), tmp_path / "a.parquet")
    results = list(read_articles([str(tmp_path / "a.parquet")]))
    assert [r.article.text for r in results if isinstance(r, Reading)] == [FIRST, SECOND]
    assert len(results) == 3
    with pytest.raises(InputError, match="is no Parquet file"):
        read(tmp_path, "b.parquet", b"PAR1xxxxPAR1")


ONE = {
    "uri": "https://agency.example/1", "type": "text", "headline": "مكتبة الحي", "body_text": f"{FIRST}\n{SECOND}",
    "versioncreated": "2024-01-19T08:00:00Z", "firstcreated": "2024-01-18T08:00:00Z", "byline": "دانة العلي",
    "copyrightholder": "وكالة الحي", "description_text": "قاعة جديدة",
}  # fmt: skip
THREE = {
    "uri": "urn:agency:1", "type": "text", "headlines": [{"role": "main", "value": "مكتبة الحي"}],
    "bodies": [{"contentType": "text/html", "value": f"<h2>قاعة</h2><p>{FIRST}</p><p>{SECOND}</p>"}],
    "contentCreated": "x", "firstcreated": "2024-01-18", "infosources": [{"name": "وكالة الحي"}],
}  # fmt: skip


@pytest.mark.parametrize("item", [ONE, THREE], ids=["version 1", "version 3"])
def test_ninjs(tmp_path: Path, item: dict[str, object]) -> None:
    article = read(tmp_path, "a.json", json.dumps(item))
    assert FIRST in article.text.split("\n")
    assert (article.title, article.publisher, article.published) == ("مكتبة الحي", "وكالة الحي", "2024-01-18")
    assert article.published_from == "file"
    assert (article.url == ONE["uri"]) == (item is ONE)


@pytest.mark.parametrize(
    "data", ["[]", "{}", '{"uri": "x"}', '{"schema_version": "1.0", "article": {}}', "{", "[" * 100_000]
)
def test_other_json_is_refused(tmp_path: Path, data: str) -> None:
    with pytest.raises(InputError, match=r"is no ninjs item|is not valid JSON"):
        read(tmp_path, "a.json", data)


def test_a_folder_takes_them_all_and_bad_ones_cost_themselves(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(document(paragraph(FIRST))))
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "c.md").write_text(FIRST)
    (tmp_path / "d.json").write_text(json.dumps(ONE))
    (tmp_path / "e.html").write_text("<html><p>x</p></html>")
    (tmp_path / "f.csv").write_text(f"text\n{SECOND}\n")
    start = time.monotonic()
    results = list(read_articles([str(tmp_path)]))
    assert [r.article.id for r in results if isinstance(r, Reading)] == ["a", "c", "d", "f"]
    assert sum(isinstance(r, InputError) for r in results) == 2
    assert time.monotonic() - start < 20
