"""JSON Lines: one fact sheet a line, in the contract's own form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from factsheet.export.options import Options
from factsheet.schema import FactSheet


def pieces(sheets: Iterable[FactSheet], _: Options) -> Iterator[str]:
    """One line a sheet."""
    for sheet in sheets:
        yield json.dumps(sheet.model_dump(mode="json"), ensure_ascii=False) + "\n"
