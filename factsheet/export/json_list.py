"""JSON: the fact sheets as one array, one sheet a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factsheet.export import json_lines
from factsheet.export.options import Options
from factsheet.schema import FactSheet


def pieces(sheets: Iterable[FactSheet], options: Options) -> Iterator[str]:
    """The array, sheet by sheet."""
    yield "["
    for number, line in enumerate(json_lines.pieces(sheets, options)):
        yield ("," if number else "") + "\n" + line.rstrip("\n")
    yield "\n]\n"
