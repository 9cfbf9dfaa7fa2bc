"""JSON Lines: one article a line, read as it streams. A bad line costs that line."""

from __future__ import annotations

import codecs
import json
import os
from collections.abc import Iterator
from pathlib import Path

from factsheet.errors import InputError
from factsheet.messages import say
from factsheet.read.decode import clean
from factsheet.read.metadata import metadata_of, require_characters
from factsheet.read.record import Record


def read_jsonl(path: Path) -> Iterator[Record | InputError]:
    """The articles of a file, in order; for a line that holds none, the error that says so. Raises InputError."""
    name = os.fsencode(path.stem).decode("utf-8", "replace")
    found = False
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip(b" \t\r\n\xef\xbb\xbf"):
                    found = True
                    yield _record(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line, f"{path}:{number}", name)
    except OSError as error:
        raise InputError(say("unreadable", where=path, why=error.strerror)) from error
    if not found:
        raise InputError(say("empty", where=path))


def _record(line: bytes, where: str, name: str) -> Record | InputError:
    try:
        table = json.loads(line.decode("utf-8"))
        if not isinstance(table, dict):
            return InputError(say("not-an-object", where=where))
        text = table.get("text")
        if not isinstance(text, str) or not text.strip():
            return InputError(say("no-text", where=where))
        require_characters(text, "text", where)
        return Record(where, name, clean(text), metadata_of(table, where), len(line))
    except UnicodeDecodeError as error:
        return InputError(say("broken-encoding", where=where, encoding="UTF-8", at=error.start))
    except json.JSONDecodeError as error:
        return InputError(say("bad-json", where=where, why=error.msg, column=error.colno))
    except (ValueError, RecursionError) as error:
        return InputError(say("bad-json", where=where, why=type(error).__name__, column=1))
    except InputError as error:
        return error
