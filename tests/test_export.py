"""Every export format, read back by a reader of its own: what is in the sheets is in the file, and nothing else."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import tracemalloc
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from factsheet import cli
from factsheet.arguments import EXPORTS
from factsheet.errors import FactsheetError, UsageError
from factsheet.export import FORMATS, Options, format_of
from factsheet.export.columns import ARTICLE, GAP, KINDS, WIDE, rows, spans_of
from factsheet.export.registry import Format, _registry
from factsheet.export.safe import inert
from factsheet.exporting import export
from factsheet.schema import FactSheet, Official, Quote, Review, Speaker, Verification, to_json
from tests.review.making import desk_of, do, folder_of, wish
from tests.sheets import Maker, empty_sheet, full_sheet

HARD_TEXT = "قال سامي الدفراوي \ud800 اليوم: «=SUM(A1) ليس رقما»، وكتب 5 رسائل\x01 في <b>بيته</b> | وعاد.\n"


def read_json(path: Path) -> list[str]:
    return _strings(json.loads(path.read_text("utf-8")))


def read_lines(path: Path) -> list[str]:
    return [text for line in path.read_text("utf-8").splitlines() for text in _strings(json.loads(line))]


def read_spacy(path: Path) -> list[str]:
    return [
        line["text"][span["start"] : span["end"]]
        for line in map(json.loads, path.read_text("utf-8").splitlines())
        for span in line["spans"]
    ]


def read_csv(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [cell for row in csv.DictReader(file) for cell in row.values() if cell]


def read_xlsx(path: Path) -> list[str]:
    import openpyxl

    book = openpyxl.load_workbook(path)
    return [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def read_docx(path: Path) -> list[str]:
    import docx

    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    held = [paragraph.text for paragraph in document.paragraphs] + cells
    return [re.sub("[\u200e\u200f]", "", text) for text in held]  # these hold words in their direction


def read_markdown(path: Path) -> list[str]:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt().enable("table").parse(path.read_text("utf-8"))
    return ["".join(part.content for part in token.children or ()) for token in tokens if token.type == "inline"]


def read_parquet(path: Path) -> list[str]:
    from pyarrow import parquet

    return [str(cell) for row in parquet.read_table(path).to_pylist() for cell in row.values() if cell is not None]


def read_sqlite(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        found = [row for kind in ("articles", *KINDS) for row in database.execute(f"SELECT * FROM {kind}")]  # noqa: S608
    return [str(cell) for row in found for cell in row if cell is not None]


def read_rdf(path: Path) -> list[str]:
    import rdflib

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own, about itself
        graph = rdflib.Graph().parse(path, format="json-ld")
    return [str(node) for triple in graph for node in triple]


READERS: dict[str, Callable[[Path], list[str]]] = {
    ".json": read_json,
    ".jsonl": read_lines,
    ".csv": read_csv,
    ".xlsx": read_xlsx,
    ".docx": read_docx,
    ".md": read_markdown,
    ".parquet": read_parquet,
    ".sqlite": read_sqlite,
    ".jsonld": read_rdf,
    ".wa.json": read_json,
    ".spacy.jsonl": read_spacy,
}


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _strings(inner)]
    return [value] if isinstance(value, str) else []


WHOLE = (".json", ".jsonl", ".wa.json", ".spacy.jsonl")
"""Formats that hold every place of a fact by itself."""


MARKED = {
    quote.id: GAP.join(f"«{span.text}»" if quote.kind == "direct" else span.text for span in quote.spans)
    for quote in full_sheet().quotes
} | {"q2": "المشروع «سيضاعف قدرة الأرصفة ثلاث مرات» ويوفر نحو 12 ألف وظيفة، وإن تنظيم أصدقاء البحر رحب به"}


def words_of(sheet: FactSheet, ending: str) -> Iterator[str]:
    """The words of every fact that a format holds."""
    for fact in sheet.facts():
        if ending not in WHOLE and isinstance(fact, Official):
            yield fact.name
        elif ending == ".jsonld" and isinstance(fact, Quote):
            yield GAP.join(span.text for span in fact.verbatim or fact.spans)
        elif ending not in WHOLE and isinstance(fact, Quote):
            brief = ending in (".docx", ".md")  # marks stand around verbatim speech alone
            yield MARKED[fact.id] if brief else GAP.join(span.text for span in fact.spans)
        else:
            yield from (span.text for span in spans_of(fact))


def written(ending: str, folder: Path, *sheets: FactSheet, **options: Any) -> Path:
    """A file of the format with the sheets."""
    path = folder / f"facts{ending}"
    format_of(path).write(sheets, path, Options(**options))
    return path


def test_every_format_has_a_reader() -> None:
    assert READERS.keys() == FORMATS.keys()
    assert set(EXPORTS.split()) == set(FORMATS)


@pytest.mark.parametrize("ending", FORMATS)
def test_what_is_in_the_sheets_is_in_the_file(ending: str, tmp_path: Path) -> None:
    second = full_sheet(id="another", title="عنوان آخر")
    found = READERS[ending](written(ending, tmp_path, full_sheet(), empty_sheet(), second))
    for words in words_of(full_sheet(), ending):
        assert found.count(words) >= 2, words
    assert [p.name for p in tmp_path.iterdir()] == [f"facts{ending}"]


@pytest.mark.parametrize("ending", FORMATS)
def test_no_sheet_at_all_makes_a_file_that_can_be_read(ending: str, tmp_path: Path) -> None:
    READERS[ending](written(ending, tmp_path))


def hard_sheet() -> FactSheet:
    """Characters that UTF-8, XML, HTML, Markdown, RDF or a spreadsheet would not take as they are."""
    m = Maker(HARD_TEXT, id="=cmd|' /C calc'!A0", title="<script>*سهم*</script> | \x07 #")
    m.quote("direct", ["=SUM(A1) ليس رقما"], Speaker(name=None, named=False, kind="unnamed", resolved="none"))
    m.claim("5 رسائل\x01", "5", "1E+400", "count")
    m.claim("5 رسائل", "5", "123456789012345678901234567890", "count")
    m.official("سامي الدفراوي \ud800", ["سامي الدفراوي \ud800"])
    return m.sheet()


@pytest.mark.parametrize("ending", FORMATS)
def test_characters_that_a_format_cannot_hold_cost_no_fact(ending: str, tmp_path: Path) -> None:
    found = READERS[ending](written(ending, tmp_path, hard_sheet()))
    assert any("=SUM(A1) ليس رقما" in text for text in found)


@pytest.mark.parametrize("ending", FORMATS)
def test_review_decisions_hold(ending: str, tmp_path: Path) -> None:
    (path,) = folder_of(tmp_path, full_sheet())
    desk = desk_of([path])
    do(desk, wish("decide", fact="q5", status="rejected"), wish("decide", fact="c9", status="accepted"))
    to = tmp_path / "out" / f"facts{ending}"
    assert list(export([str(tmp_path)], to=to)) == [[to]]
    found = READERS[ending](to)
    rejected = full_sheet().quotes[4].spans[0].text
    assert rejected not in found
    assert full_sheet().quotes[4].spans[0].text not in [text.strip("«»") for text in found]
    assert any("العمال الـ400" in text for text in found)
    assert list(export([str(tmp_path)], to=to, reviewed_only=True)) == [[to]]
    left = READERS[ending](to)
    assert any(text.startswith("العمال الـ400") for text in left)  # the brief puts the decision behind it
    assert "12 ألف وظيفة" not in left


@pytest.mark.parametrize("ending", FORMATS)
def test_what_is_shared_holds_no_more_than_the_facts(ending: str, tmp_path: Path) -> None:
    sheet = full_sheet()
    review = Review(status="accepted", by="سر المراجع", at="2024-11-20T09:30:00+03:00", reason="سبب سري",
                    verification=Verification(status="confirmed", note="ملاحظة سرية"))  # fmt: skip
    claims = (sheet.claims[0].model_copy(update={"review": review}), *sheet.claims[1:])
    (tmp_path / "a.json").write_text(to_json(sheet.model_copy(update={"claims": claims})), "utf-8")
    to = tmp_path / f"facts.out{ending}"
    list(export([str(tmp_path / "a.json")], to=to, share=True))
    text = "\n".join(READERS[ending](to))
    assert not [secret for secret in ("سر المراجع", "سبب سري", "ملاحظة سرية", "في المقابل") if secret in text]


def test_memory_does_not_grow_with_the_number_of_sheets(tmp_path: Path) -> None:
    """Twenty times as many sheets take no more memory at once than twice as much, whatever the format."""
    sheet = full_sheet()
    for ending in FORMATS:
        if ending == ".parquet":
            continue  # a row group is held: 5,000 rows at most
        peaks = []
        for count in (3, 60):
            path = tmp_path / f"facts{ending}"
            tracemalloc.start()
            format_of(path).write((sheet for _ in range(count)), path, Options())
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        assert peaks[1] < 2 * peaks[0] + 500_000, (ending, peaks)


def test_an_ending_stands_once() -> None:
    with pytest.raises(AssertionError):
        _registry(Format(".x", "a"), Format(".x", "b"))


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.json", ".json"), ("a.wa.json", ".wa.json"), ("A.SPACY.JSONL", ".spacy.jsonl"), ("a.b.xlsx", ".xlsx")],
)
def test_the_longest_ending_names_the_format(name: str, ending: str) -> None:
    assert format_of(Path(name)).ending == ending


@pytest.mark.parametrize("name", ["facts", "facts.doc", ".csv", "xlsx"])
def test_a_name_without_a_format_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match=r"no such format"):
        format_of(Path(name))


def test_wide_columns_stand_once() -> None:
    names = [name for name, _ in WIDE]
    assert len(set(names)) == len(names)
    assert {c.name for columns in KINDS.values() for c in columns} < set(names)


def test_every_cell_has_the_type_of_its_column() -> None:
    types = {"text": str, "number": (int, float), "integer": int, "boolean": bool}
    for kind, cells in rows(full_sheet()):
        for column, cell in zip(KINDS[kind], cells, strict=True):
            assert cell is None or isinstance(cell, types[column.type]), (kind, column.name, cell)  # type: ignore[arg-type]


def test_a_workbook_reads_from_right_to_left_under_a_frozen_head(tmp_path: Path) -> None:
    import openpyxl

    from factsheet.export.xlsx import head

    book = openpyxl.load_workbook(written(".xlsx", tmp_path, full_sheet(), hard_sheet()))
    assert book.sheetnames == ["المقالات", "الاقتباسات", "الأرقام", "التواريخ", "الأسماء"]
    for sheet in book:
        assert sheet.sheet_view.rightToLeft
        assert sheet.freeze_panes == "A2"
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert book["الأرقام"].cell(2, 5).value == 3_500_000_000
    english = openpyxl.load_workbook(written(".xlsx", tmp_path, full_sheet(), lang="en"))
    assert [cell.value for cell in english["Articles"][1]] == [head(c.name, "en") for c in ARTICLE]
    assert not english["Articles"].sheet_view.rightToLeft


def test_a_long_cell_and_a_full_sheet_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import openpyxl

    from factsheet.export import xlsx

    assert len(xlsx.cell_text("😀" * 40_000).encode("utf-16-le")) <= 2 * xlsx.LETTERS
    monkeypatch.setattr(xlsx, "ROWS", 6)
    book = openpyxl.load_workbook(written(".xlsx", tmp_path, full_sheet()))
    assert [name for name in book.sheetnames if name.startswith("الأرقام")] == ["الأرقام", "الأرقام 2"]
    assert [book["الأرقام 2"].cell(i, 2).value for i in (2, 6)] == ["c6", "c10"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1 وعد", "-ناقص", "@قال", "\tس", "\n=1", "＝1", "\x00=1", " =1", "\u200f@س", "\ufeff=1"]
)
def test_a_cell_that_a_spreadsheet_would_run_is_made_inert(text: str) -> None:
    assert inert(text) == "'" + text
    assert inert("-3.5") == "-3.5"


def test_csv_for_excel_begins_with_a_mark(tmp_path: Path) -> None:
    assert written(".csv", tmp_path, full_sheet(), bom=True).read_bytes().startswith("\ufefffact,".encode())


def test_every_paragraph_of_a_document_has_a_style_that_can_be_changed(tmp_path: Path) -> None:
    import docx

    from factsheet.export.docx import STYLES

    document = docx.Document(str(written(".docx", tmp_path, full_sheet())))
    names = {style.style_id for style in document.styles}
    assert set(STYLES.values()) | {"FactTable", "FactHead", "FactCell"} <= names
    assert {p.style.style_id for p in document.paragraphs if p.style} <= set(STYLES.values())
    assert document.styles["Normal"].element.xpath("w:pPr/w:bidi")
    assert document.core_properties.language == "ar-SA"


def test_the_same_sheets_give_the_same_document(tmp_path: Path) -> None:
    for ending in (".docx", ".md", ".jsonld", ".wa.json", ".csv"):
        assert len({written(ending, tmp_path, full_sheet()).read_bytes() for _ in range(2)}) == 1


def test_only_marked_speech_is_a_quotation(tmp_path: Path) -> None:
    graph = json.loads(written(".jsonld", tmp_path, full_sheet()).read_text("utf-8"))["@graph"]
    quoted = [node["text"] for node in graph if node["@type"] == "Quotation"]
    assert quoted == [GAP.join(s.text for s in q.verbatim) for q in full_sheet().quotes if q.verbatim]
    named = {node["@id"] for node in graph}
    assert {node["isPartOf"]["@id"] for node in graph if "isPartOf" in node} <= named
    about = next(node["about"] for node in graph if node.get("identifier") == "c4")
    assert (about["maxValue"], about["unitText"]) == (12, "m")
    assert "value" not in about


def test_annotations_lead_back_to_their_words(tmp_path: Path) -> None:
    sheet = full_sheet()
    page = json.loads(written(".wa.json", tmp_path, sheet).read_text("utf-8"))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    assert len({item["id"] for item in page["items"]}) == len(list(sheet.facts()))
    for target in (target for item in page["items"] for target in item["target"]):
        words, place = target["selector"]
        assert target["source"] == sheet.article.url
        assert (words["type"], place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert sheet.article.text[place["start"] : place["end"]] == words["exact"]
        assert words["prefix"] + words["exact"] + words["suffix"] in sheet.article.text


@pytest.mark.parametrize("query", ["ميناء", "صيرفي", "الارصفه", "مترا"])
def test_folded_words_are_found(query: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(written(".sqlite", tmp_path, full_sheet()))) as database:
        sql = "SELECT count(*) FROM words JOIN facts f ON f.rowid = words.rowid WHERE words MATCH ?"
        assert database.execute(sql, (query,)).fetchone()[0]


def test_lines_of_sheets_are_taken_too(tmp_path: Path) -> None:
    lines = written(".jsonl", tmp_path, full_sheet(), empty_sheet())
    again = tmp_path / "again.jsonl"
    assert list(export([str(lines)], to=again)) == [[again]]
    assert again.read_text("utf-8") == lines.read_text("utf-8")


def test_a_bad_sheet_costs_that_sheet(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{}", "utf-8")
    (tmp_path / "good.json").write_text(to_json(full_sheet()), "utf-8")
    to = tmp_path / "out" / "facts.csv"
    error, paths = list(export([str(tmp_path)], to=to))
    assert isinstance(error, FactsheetError)
    assert paths == [to]


def test_nothing_is_written_where_nothing_can_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    to = tmp_path / "facts.csv"
    assert cli.main(["export", str(empty), str(tmp_path / "a.txt"), "--to", str(to)]) == 2
    assert not to.exists()
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_the_command_line_writes_and_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text(to_json(full_sheet()), "utf-8")
    to = tmp_path / "facts.csv"
    assert cli.main(["export", str(tmp_path), "--to", str(to), "--bom"]) == 0
    assert capsys.readouterr().out == f"{to}\n"


def test_without_pyarrow_one_line_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match="pip install pyarrow"):
        format_of(Path("a.parquet")).write([full_sheet()], tmp_path / "a.parquet", Options())
    assert not list(tmp_path.iterdir())
