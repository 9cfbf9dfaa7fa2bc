"""Tables with an article a row: CSV, and Parquet where pyarrow is installed. A bad row costs that row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from factsheet.errors import InputError
from factsheet.messages import say
from factsheet.read.decode import clean, decode
from factsheet.read.metadata import Fields, metadata_of, require_characters
from factsheet.read.record import Record, bytes_of, stem
from factsheet.schema import Origin

LONGEST_CELL = 16_000_000


def read_csv(path: Path, fields: Fields) -> Iterator[Record | InputError]:
    """The articles of a CSV file whose first row names the columns; commas, semicolons or tabs. Raises InputError."""
    text = decode(bytes_of(path), str(path))
    if not text.strip():
        raise InputError(say("empty", where=path))
    head = text.split("\n", 1)[0]
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    found = False
    try:
        _require_column(path, list(rows.fieldnames or ()), fields)
        for row in rows:
            found = True
            yield record_of(row, f"{path}:{rows.line_num}", stem(path), fields, "csv")
    except csv.Error as error:
        yield InputError(say("bad-csv", where=f"{path}:{rows.line_num}", why=error))
    if not found:
        raise InputError(say("empty", where=path))


def read_parquet(path: Path, fields: Fields) -> Iterator[Record | InputError]:
    """The articles of a Parquet file, read in batches. Raises InputError, also where pyarrow is not installed."""
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise InputError(say("parquet-package", where=path)) from error
    try:
        with parquet.ParquetFile(path) as file:
            names = file.schema_arrow.names
            _require_column(path, names, fields)
            wanted = [n for n in names if n in fields.columns()]
            number = 0
            for batch in file.iter_batches(batch_size=64, columns=wanted):
                for row in batch.to_pylist():
                    number += 1
                    yield record_of(row, f"{path}:{number}", stem(path), fields, "parquet")
    except (ArrowException, OSError) as error:
        raise InputError(say("broken-file", where=path, kind="Parquet file")) from error
    if not number:
        raise InputError(say("empty", where=path))


def record_of(
    row: Mapping[str, object], where: str, name: str, fields: Fields, format: str, data: bytes | None = None
) -> Record | InputError:
    """The article of a row or an object, or the error that says why it holds none. `data` is what it was read from."""
    named = fields.named(row)
    text = named["text"]
    if not isinstance(text, str) or not text.strip():
        return InputError(say("no-text", where=where, key=fields.text))
    try:
        require_characters(text, fields.text, where)
        metadata = metadata_of(named, where)
    except InputError as error:
        return error
    data = text.encode() if data is None else data
    file = Path(where).name
    origin = Origin(name=file, format=format, sha256=sha256(data).hexdigest(), size=len(data))
    return Record(where, name, clean(text), metadata, len(data), origin=origin)


def _require_column(path: Path, columns: list[str], fields: Fields) -> None:
    if fields.text not in columns:
        raise InputError(say("no-column", where=path, key=fields.text, columns=", ".join(columns)[:200]))
