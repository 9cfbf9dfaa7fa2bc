"""XLSX: a sheet a kind of fact, from right to left, heads frozen. Cells are texts, numbers and days, never formulas.

Words are wrapped, columns for programs are folded away (the + above them unfolds them), and a sheet prints on landscape
pages as wide as what is left, its heads on each. A text that a spreadsheet would run when somebody edits its cell
carries the mark that it is text (quote prefix).
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from factsheet.errors import OutputError
from factsheet.export.columns import ARTICLE, KINDS, Cell, Column, article_row, rows
from factsheet.export.options import Options
from factsheet.export.safe import inert, xml_text
from factsheet.messages import say
from factsheet.schema import FactSheet

ROWS = 1_048_576
"""Rows that a sheet of a workbook can hold; a further sheet is begun after them."""
LETTERS = 32_767
"""Characters (UTF-16 units) that a cell can hold; a longer text is cut, and ends with […]."""
_WIDTHS = {"text": 14, "number": 16, "integer": 8, "boolean": 8}
_WIDE = {
    "title": 40, "sentence": 60, "verbatim": 50, "text": 40, "who": 24, "role": 24, "role_latin": 24, "affiliation": 24,
    "affiliation_latin": 24, "romanized": 22, "url": 40, "verification_source": 40, "rule": 28, "notes": 24,
    "sha256": 20, "publisher": 20, "byline": 20, "places": 18,
}  # fmt: skip
_WORDS = frozenset(
    "title publisher byline text verbatim who role affiliation cue lemma relay medium counted sentence anchor "
    "unit_name".split()
)
"""Columns of Arabic words: these read from right to left, all others from left to right."""
_FOR_PROGRAMS = frozenset(
    "who_kind resolved official lemma stance start end places rule sha256 version language granularity calendar "
    "relative anchor published_from romanized_from verification_source".split()
)
_LINE, _TALLEST = 15, 409
"""Points of a line, and of the tallest row that a spreadsheet knows."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FIRST_DAY = dt.date(1900, 3, 1)
"""Before it a spreadsheet's calendar is wrong."""


class _Sheet:
    """The sheets that hold one kind of row."""

    def __init__(self, book: Any, name: str, columns: Sequence[Column], options: Options) -> None:
        self._book, self._name, self._columns, self._options = book, name, columns, options
        self._parts = 0
        self._bold = book.add_format(
            {
                "bold": True,
                "bottom": 1,
                "text_wrap": True,
                "valign": "top",
                "align": "right" if options.lang == "ar" else "left",
            }
        )
        self._looks = [self._look(column) for column in columns]
        self._widths = [_width(column, options.lang) for column in columns]
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "right"})
        self._begin()

    def _look(self, column: Column) -> tuple[Any, Any]:
        """How a cell of the column looks; and one with a whole number, or a text that a spreadsheet would run."""
        side = "right" if self._options.lang == "ar" or column.name in _WORDS else "left"
        if column.type != "text":
            plain = self._book.add_format({"valign": "top", "align": "right"})
            whole = self._book.add_format({"valign": "top", "align": "right", "num_format": "#,##0"})
            return (plain, whole) if column.type == "number" else (plain, plain)
        words = {"valign": "top", "align": side, "text_wrap": True, "reading_order": 2 if column.name in _WORDS else 1}
        return self._book.add_format(words), self._book.add_format({**words, "quote_prefix": True})

    def _begin(self) -> None:
        """A sheet with its heads. Its name tells which it is where there are several."""
        self._parts += 1
        name = head(self._name, self._options.lang) + (f" {self._parts}" if self._parts > 1 else "")
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        if self._options.lang == "ar":
            self._sheet.right_to_left()
        for i, column in enumerate(self._columns):
            title = head(column.name, self._options.lang)
            folded = {"level": 1, "hidden": True} if column.name in _FOR_PROGRAMS else {}
            self._sheet.set_column(i, i, self._widths[i], None, folded)
            self._sheet.write_string(0, i, title, self._bold)
        self._row = 0

    def add(self, cells: Sequence[Cell]) -> None:
        """A row."""
        if self._row + 1 == ROWS:
            self.finish()
            self._begin()
        self._row += 1
        wrapped = zip(cells, self._widths, self._columns, strict=True)
        lines = (-(-len(c) // width) for c, width, of in wrapped if isinstance(c, str) and of.name not in _FOR_PROGRAMS)
        for known in (self._sheet.row_info, self._sheet.row_sizes):  # xlsxwriter keeps them, though the row is written
            known.pop(self._row - 2, None)
        self._sheet.set_row(self._row, min(_LINE * max(lines, default=1), _TALLEST))
        for i, (cell, (plain, marked)) in enumerate(zip(cells, self._looks, strict=True)):
            if isinstance(cell, bool):
                self._sheet.write_boolean(self._row, i, cell, plain)
            elif isinstance(cell, str):
                if self._columns[i].name in ("date", "published") and (day := day_of(cell)):
                    self._sheet.write_datetime(self._row, i, day, self._day)
                else:
                    look = marked if inert(cell) != cell else plain
                    self._sheet.write_string(self._row, i, cell_text(cell), look)
            elif cell is not None:
                self._sheet.write_number(self._row, i, cell, marked if isinstance(cell, int) else plain)

    def finish(self) -> None:
        """Let the rows be filtered by their heads."""
        self._sheet.autofilter(0, 0, self._row, len(self._columns) - 1)


def write(sheets: Iterable[FactSheet], path: Path, options: Options) -> None:
    """Write the workbook. Raises OutputError."""
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    book.set_properties({"comments": "factsheet"})
    articles = _Sheet(book, "articles", ARTICLE, options)
    kinds = {kind: _Sheet(book, kind, columns, options) for kind, columns in KINDS.items()}
    for sheet in sheets:
        articles.add(article_row(sheet))
        for kind, cells in rows(sheet, options.lang):
            kinds[kind].add(cells)
    for one in (articles, *kinds.values()):
        one.finish()
    try:
        book.close()
    except XlsxWriterException as error:
        raise OutputError(say("unwritable", where=path.parent, why=error)) from error


def _width(column: Column, lang: str) -> int:
    """Characters in the width of a column: no word of its head is cut."""
    longest = max(map(len, head(column.name, lang).split()))
    return max(_WIDE.get(column.name, _WIDTHS[column.type]), longest + 3)


def day_of(value: str) -> dt.date | None:
    """A day as a spreadsheet holds it; None for months, years, ranges, times and days before its calendar."""
    if not _DAY.fullmatch(value):
        return None
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        return None
    return day if day >= _FIRST_DAY else None


def cell_text(text: str) -> str:
    """The text as a cell can hold it."""
    text = xml_text(text)
    if len(text.encode("utf-16-le")) // 2 <= LETTERS:
        return text
    return text[: LETTERS // 2 - 4] + " […]"


def head(name: str, lang: str) -> str:
    """The head of a column, or the name of a sheet; the column's own name where there is no other."""
    return str(_heads().get(lang, {}).get(name, name))


@cache
def _heads() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("factsheet.export").joinpath("heads.toml").read_text("utf-8"))
