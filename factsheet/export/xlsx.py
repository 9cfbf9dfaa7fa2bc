"""XLSX: a sheet a kind of fact, from right to left, heads frozen. Cells are texts and numbers, never formulas."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from factsheet.errors import OutputError
from factsheet.export.columns import ARTICLE, KINDS, Cell, Column, article_row, rows
from factsheet.export.options import Options
from factsheet.export.safe import xml_text
from factsheet.messages import say
from factsheet.schema import FactSheet

ROWS = 1_048_576
"""Rows that a sheet of a workbook can hold; a further sheet is begun after them."""
LETTERS = 32_767
"""Characters (UTF-16 units) that a cell can hold; a longer text is cut, and ends with […]."""
_WIDTHS = {"text": 14, "number": 11, "integer": 8, "boolean": 8}
_WIDE = {"title": 40, "sentence": 60, "verbatim": 50, "who": 24, "role": 24, "notes": 20}


class _Sheet:
    """The sheets that hold one kind of row."""

    def __init__(self, book: Any, name: str, columns: Sequence[Column], options: Options) -> None:
        self._book, self._name, self._columns, self._options = book, name, columns, options
        self._parts = 0
        self._begin()

    def _begin(self) -> None:
        """A sheet with its heads. Its name tells which it is where there are several."""
        self._parts += 1
        name = head(self._name, self._options.lang) + (f" {self._parts}" if self._parts > 1 else "")
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        if self._options.lang == "ar":
            self._sheet.right_to_left()
        bold = self._book.add_format({"bold": True, "bottom": 1})
        for i, column in enumerate(self._columns):
            self._sheet.set_column(i, i, _WIDE.get(column.name, 40 if column.name == "text" else _WIDTHS[column.type]))
            self._sheet.write_string(0, i, head(column.name, self._options.lang), bold)
        self._row = 0

    def add(self, cells: Sequence[Cell]) -> None:
        """A row."""
        if self._row + 1 == ROWS:
            self.finish()
            self._begin()
        self._row += 1
        for i, cell in enumerate(cells):
            if isinstance(cell, bool):
                self._sheet.write_boolean(self._row, i, cell)
            elif isinstance(cell, str):
                self._sheet.write_string(self._row, i, cell_text(cell))
            elif cell is not None:
                self._sheet.write_number(self._row, i, cell)

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
