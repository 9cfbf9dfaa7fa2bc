"""Parquet: one row a fact, all kinds in one table, in row groups of some thousand. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from factsheet.errors import UsageError
from factsheet.export.columns import WIDE, Cell, wide_rows
from factsheet.export.options import Options
from factsheet.export.safe import encodable
from factsheet.messages import say
from factsheet.schema import FactSheet

GROUP = 5000
"""Rows that are held at once."""


def write(sheets: Iterable[FactSheet], path: Path, options: Options) -> None:
    """Write the table. Raises UsageError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError(say("export-no-pyarrow")) from error
    types = {"text": pa.string(), "number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_()}
    schema = pa.schema([(name, types[type_]) for name, type_ in WIDE])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(chain.from_iterable(wide_rows(sheet, options.lang) for sheet in sheets)):
            writer.write_table(pa.Table.from_pylist(group, schema))


def _groups(rows: Iterable[dict[str, Cell]]) -> Iterator[list[dict[str, Cell]]]:
    waiting = iter(rows)
    while group := list(islice(waiting, GROUP)):
        yield [{name: encodable(c) if isinstance(c, str) else c for name, c in row.items()} for row in group]
