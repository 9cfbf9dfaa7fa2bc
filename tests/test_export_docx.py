"""The Word document: what stands on every page, words in their direction, styles of a newsroom's own."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from factsheet import cli
from factsheet.errors import UsageError
from factsheet.export import Options, format_of
from factsheet.export.docx import STYLES
from factsheet.render.labels import LANGUAGES
from factsheet.schema import FactSheet, Review, Verification, to_json
from tests.sheets import empty_sheet, full_sheet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document(folder: Path, *sheets: FactSheet, lang: str = "ar", style: Path | None = None) -> Any:
    import docx

    path = folder / "facts.docx"
    format_of(path).write(sheets, path, Options(lang, style=style))
    return docx.Document(str(path))


def bare(text: str) -> str:
    return re.sub("[\u200e\u200f]", "", text)


def foot(made: Any) -> str:
    return bare("".join(words.text for words in made.sections[0].footer._element.iter(f"{W}t")))  # noqa: SLF001


def reviewed() -> FactSheet:
    """The full sheet, every fact of which is decided on."""
    sheet, done = full_sheet(), {"review": Review(status="accepted", by="x", at="2024-11-20T09:30:00+03:00")}
    kinds = ("quotes", "claims", "dates", "officials")
    return sheet.model_copy(update={k: tuple(f.model_copy(update=done) for f in getattr(sheet, k)) for k in kinds})


@pytest.mark.parametrize(
    ("lang", "line", "page", "draft"),
    [
        ("ar", "يوثّق هذا الملخص ما ورد في المقال ولا يؤكد صحته.", "صفحة 1 من 1", "مسودة: روجع 1 من 23"),
        ("en", "This brief documents what the article says; it does not confirm that it is true.", "Page 1 of 1",
         "Draft: 1 of 23 reviewed"),
    ],
)  # fmt: skip
def test_every_page_bears_the_line_of_the_brief_its_number_and_the_mark_of_a_draft(
    lang: str, line: str, page: str, draft: str, tmp_path: Path
) -> None:
    made = document(tmp_path, full_sheet(), empty_sheet(), lang=lang)
    assert foot(made) == line + page
    fields = [field.get(f"{W}instr").strip() for field in made.sections[0].footer._element.iter(f"{W}fldSimple")]  # noqa: SLF001
    assert fields == ["PAGE", "NUMPAGES"]
    assert draft in bare(made.sections[0].header.paragraphs[0].text)
    assert line not in [bare(paragraph.text) for paragraph in made.paragraphs]


def test_what_is_reviewed_is_no_draft(tmp_path: Path) -> None:
    made = document(tmp_path, reviewed())
    assert "مسودة" not in made.sections[0].header.paragraphs[0].text
    assert "روجعت كل الوقائع: 23" in [bare(paragraph.text) for paragraph in made.paragraphs]


def test_what_people_found_to_be_true_stands_with_its_source_and_note(tmp_path: Path) -> None:
    seen = Verification(status="disputed", source_url="https://example.org/register", note="السجل يقول غير ذلك")
    sheet = full_sheet()
    changed = {
        kind: tuple(f.model_copy(update={"review": Review(verification=seen)}) for f in getattr(sheet, kind)[:1])
        for kind in ("quotes", "claims", "dates", "officials")
    }
    made = document(tmp_path, sheet.model_copy(update={**changed, "checks": ()}))
    told = "صحته محل خلاف · https://example.org/register · السجل يقول غير ذلك"
    cells = [bare(cell.text) for table in made.tables for row in table.rows for cell in row.cells]
    assert sum(cell.endswith(f" · {told}") for cell in cells) == 3
    assert [bare(p.text).endswith(f" · {told}") for p in made.paragraphs].count(True) == 1


def test_it_says_what_it_is_and_in_which_language(tmp_path: Path) -> None:
    made = document(tmp_path, full_sheet(title="سهم & <علامة>"))
    assert (made.core_properties.title, made.core_properties.language) == ("سهم & <علامة>", "ar-SA")
    assert document(tmp_path, full_sheet(), empty_sheet()).core_properties.title == "صحيفة وقائع"
    assert made.styles.element.xpath("w:docDefaults//w:lang/@w:bidi") == ["ar-SA"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_foreign_words_hold_their_direction(lang: str, tmp_path: Path) -> None:
    """What would turn round in a line from right to left is a run of its own, with marks at its ends."""
    made = document(tmp_path, full_sheet(), lang=lang)
    runs = [run for run in made.element.body.iter(f"{W}r") if run.find(f"{W}t") is not None]
    foreign = [run.find(f"{W}t").text for run in runs if run.find(f"{W}rPr/{W}rtl") is None]
    assert {"\u200e-3\u200e", "\u200e2020-2024\u200e", "\u200e15.5%\u200e", "\u200e$3.5\u200e"} <= set(foreign)
    assert "12" in foreign
    assert "Harbour Growth Fund" in foreign
    turned = [run.find(f"{W}t").text for run in runs if run.find(f"{W}rPr/{W}rtl") is not None]
    assert not [text for text in turned if re.search("[A-Za-z0-9]", text)]


def test_marks_stand_around_verbatim_speech_alone(tmp_path: Path) -> None:
    spoken = [
        bare(p.text)
        for p in document(tmp_path, full_sheet()).paragraphs
        if p.style.style_id in ("Quote", "FactReported")
    ]
    verbatim = [span.text for quote in full_sheet().quotes for span in quote.verbatim]
    assert re.findall("«([^»]*)»", "\n".join(spoken)) == verbatim
    assert not [text for text in spoken if "“" in text or "”" in text]


def test_columns_are_as_wide_as_the_page_and_numbers_fit(tmp_path: Path) -> None:
    for table in document(tmp_path, full_sheet()).tables:
        widths = [int(column.get(f"{W}w")) for column in table._tbl.tblGrid]  # noqa: SLF001
        assert 9500 <= sum(widths) <= 9638
        assert all(len(row.cells) == len(widths) for row in table.rows)


def house(folder: Path, **fonts: str) -> Path:
    """A newsroom's own document, as Word saves one: with styles and a theme, from left to right."""
    import docx

    made = docx.Document()
    for name, font in fonts.items():
        made.styles[name.replace("_", " ")].font.name = font
    path = folder / "house.docx"
    made.save(str(path))
    return path


def test_the_styles_of_a_newsrooms_document_are_taken(tmp_path: Path) -> None:
    made = document(tmp_path, full_sheet(), style=house(tmp_path, Normal="House Serif", Heading_1="House Display"))
    styles = {style.style_id: style for style in made.styles}
    assert (styles["Normal"].font.name, styles["Heading1"].font.name) == ("House Serif", "House Display")
    assert set(STYLES.values()) | {"FactTable", "FactHead", "FactCell"} <= styles.keys()
    properties = styles["Normal"].element.find(f"{W}pPr")
    order = [child.tag.removeprefix(W) for child in properties]
    assert "bidi" in order
    assert "spacing" not in order or order.index("bidi") < order.index("spacing")
    assert len(styles) == len(list(made.styles)), "no style stands twice"
    with zipfile.ZipFile(tmp_path / "facts.docx") as package:
        assert "word/theme/theme1.xml" in package.namelist()
    assert {p.style.style_id for p in made.paragraphs} <= set(STYLES.values())
    plain = document(tmp_path, full_sheet())
    assert [p.text for p in plain.paragraphs] == [p.text for p in made.paragraphs]


@pytest.mark.parametrize("content", [b"", b"no archive", "empty", "bomb", "entity"])
def test_what_is_no_word_document_is_told(
    content: bytes | str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "house.docx"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        declared = b'<!DOCTYPE s [<!ENTITY e SYSTEM "file:///etc/hostname">]><s>&e;</s'
        styles = {"empty": b"", "bomb": b" " * 9_000_000, "entity": declared}[content]
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/styles.xml", styles)
    with pytest.raises(UsageError, match=r"house\.docx: is no Word document"):
        document(tmp_path, full_sheet(), style=path)
    assert not (tmp_path / "facts.docx").exists()
    (tmp_path / "a.json").write_text(to_json(full_sheet()), "utf-8")
    to = str(tmp_path / "facts.docx")
    assert cli.main(["export", str(tmp_path / "a.json"), "--to", to, "--style", str(path)]) == cli.UNUSABLE
    assert len(capsys.readouterr().err.splitlines()) == 1
