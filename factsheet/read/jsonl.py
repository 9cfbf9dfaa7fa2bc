"""JSON Lines: one article a line, read as it streams. A bad line costs that line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from pathlib import Path

from factsheet.errors import InputError
from factsheet.messages import say
from factsheet.read.metadata import Fields
from factsheet.read.record import Record, stem
from factsheet.read.tables import record_of


def read_jsonl(path: Path, fields: Fields) -> Iterator[Record | InputError]:
    """The articles of a file, in order; for a line that holds none, the error that says so. Raises InputError."""
    name = stem(path)
    found = False
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip(b" \t\r\n\xef\xbb\xbf"):
                    found = True
                    plain = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
                    yield _record(plain, f"{path}:{number}", name, fields)
    except OSError as error:
        raise InputError(say("unreadable", where=path, why=error.strerror)) from error
    if not found:
        raise InputError(say("empty", where=path))


def _record(line: bytes, where: str, name: str, fields: Fields) -> Record | InputError:
    try:
        table = json.loads(line.decode("utf-8"))
        if not isinstance(table, dict):
            return InputError(say("not-an-object", where=where))
        return record_of(table, where, name, fields, "jsonl", line)
    except UnicodeDecodeError as error:
        return InputError(say("broken-encoding", where=where, encoding="UTF-8", at=error.start))
    except json.JSONDecodeError as error:
        return InputError(say("bad-json", where=where, why=error.msg, column=error.colno))
    except (ValueError, RecursionError) as error:
        return InputError(say("bad-json", where=where, why=type(error).__name__, column=1))
