"""CSV: one row a fact, all kinds in one table (RFC 4180). No cell is one that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from factsheet.export.columns import WIDE, Cell, wide_rows
from factsheet.export.options import Options
from factsheet.export.safe import inert
from factsheet.schema import FactSheet


def pieces(sheets: Iterable[FactSheet], options: Options) -> Iterator[str]:
    """The head, then the rows of one sheet after the other."""
    names = [name for name, _type in WIDE]
    yield _lines([names])
    for sheet in sheets:
        yield _lines([_cell(row[name]) for name in names] for row in wide_rows(sheet, options.lang))


def _lines(rows: Iterable[list[str]]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return inert(value) if isinstance(value, str) else str(value)
