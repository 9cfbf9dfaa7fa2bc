"""The workbook as a person meets it: days and numbers are what they are, words are wrapped, nothing runs."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest

from factsheet.export import Options, format_of, xlsx
from factsheet.export.csv_table import pieces
from factsheet.export.xlsx import day_of, head
from factsheet.schema import FactSheet, Speaker
from tests.sheets import Maker, full_sheet

STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "\u200f=", "\u00a0=")
ATTACK = "cmd|'/C calc'!A0"


def workbook(folder: Path, sheet: FactSheet, lang: str = "ar") -> Any:
    import openpyxl

    path = folder / "facts.xlsx"
    format_of(path).write([sheet], path, Options(lang))
    return openpyxl.load_workbook(path)


def column(book: Any, kind: str, name: str, lang: str = "ar") -> list[Any]:
    sheet = book[head(kind, lang)]
    at = [cell.value for cell in sheet[1]].index(head(name, lang)) + 1
    return [sheet.cell(row, at) for row in range(2, sheet.max_row + 1)]


def hostile(start: str) -> FactSheet:
    """A sheet in which every text that an article can set begins with the sign."""
    words = start + ATTACK
    m = Maker(f"قال {words} هنا.\n", id=words, title=words, publisher=words, byline=words, url=words)
    speaker = Speaker(name=words, named=True, kind="person", role=words, affiliation=words, resolved="explicit",
                      romanized=words, role_latin=words, affiliation_latin=words)  # fmt: skip
    m.quote("direct", [words], speaker, relay=(words,))
    m.claim(words, "0", 0, "count", unit=words)
    m.date(words, words)
    m.official(words, [words], role=words, affiliation=words, romanized=words, country=words)
    return m.sheet()


@pytest.mark.parametrize("start", STARTS)
def test_no_cell_of_a_workbook_runs(start: str, tmp_path: Path) -> None:
    cells = [cell for sheet in workbook(tmp_path, hostile(start)) for row in sheet.iter_rows() for cell in row]
    held = [cell for cell in cells if ATTACK in str(cell.value)]
    assert len(held) >= 20
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    assert all(cell.quotePrefix for cell in held if cell.value.startswith(start))


@pytest.mark.parametrize("start", STARTS)
def test_no_cell_of_a_csv_runs(start: str) -> None:
    rows = list(csv.reader(io.StringIO("".join(pieces([hostile(start)], Options())), newline="")))
    held = [cell for row in rows for cell in row if ATTACK in cell]
    assert len(held) >= 20
    assert all(cell.startswith("'") for cell in held if cell.lstrip("'").startswith(start))


def test_days_are_days_and_numbers_numbers(tmp_path: Path) -> None:
    book = workbook(tmp_path, full_sheet())
    assert column(book, "articles", "published")[0].value == dt.datetime(2024, 11, 19)  # noqa: DTZ001
    days = column(book, "dates", "date")
    assert [cell.value for cell in days] == [dt.datetime(2024, 11, 19), "2020/2024", "2023-10"]  # noqa: DTZ001
    assert days[0].number_format == "yyyy-mm-dd"
    values = column(book, "claims", "value")
    assert [cell.value for cell in values[:4]] == [3_500_000_000, 15.5, 12000, 12]
    assert [cell.number_format for cell in values[:2]] == ["#,##0", "General"]


@pytest.mark.parametrize(
    "value", ["1899-12-31", "1900-02-28", "2024-02-30", "2024-13-01", "2024-01", "2024-01-18T10:00"]
)
def test_what_is_no_day_of_a_spreadsheet_stays_text(value: str) -> None:
    assert day_of(value) is None
    assert day_of("1900-03-01") == dt.date(1900, 3, 1)


def test_of_written_rows_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library keeps the height of every row, which would grow with their number."""
    kept: list[int] = []
    finish = xlsx._Sheet.finish  # noqa: SLF001

    def counting(self: Any) -> None:
        kept.extend(map(len, (self._sheet.row_info, self._sheet.row_sizes, self._sheet.table)))
        finish(self)

    monkeypatch.setattr(xlsx._Sheet, "finish", counting)  # noqa: SLF001
    format_of(tmp_path / "a.xlsx").write([full_sheet()] * 5, tmp_path / "a.xlsx", Options())
    assert len(kept) == 15
    assert max(kept) <= 2


def test_words_are_wrapped_and_read_from_their_own_side(tmp_path: Path) -> None:
    book = workbook(tmp_path, full_sheet(), "en")
    sentence, rule = column(book, "claims", "sentence", "en")[0], column(book, "claims", "rule", "en")[0]
    assert sentence.alignment.wrap_text
    assert (sentence.alignment.readingOrder, rule.alignment.readingOrder) == (2, 1)
    sheet = book["Figures"]
    assert sheet.row_dimensions[2].height >= 30
    hidden = {head for head, cell in zip((c.value for c in sheet[1]), sheet[1], strict=True)
              if sheet.column_dimensions[cell.column_letter].hidden}  # fmt: skip
    assert "start" in hidden
    assert not hidden & {"text", "value", "unit_name", "who", "sentence", "review"}
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$1:$1", "landscape")
