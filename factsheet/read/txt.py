"""Plain text: one article a file, or standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from factsheet.errors import InputError
from factsheet.messages import say
from factsheet.read.decode import decode
from factsheet.read.metadata import NOTHING, sidecar
from factsheet.read.record import Record
from factsheet.schema import sha256_of


def read_txt(path: Path) -> Iterator[Record]:
    """The article in a text file, with the metadata of `<name>.toml` beside it. Raises InputError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(say("unreadable", where=path, why=error.strerror)) from error
    text = _text(data, str(path))
    yield Record(str(path), os.fsencode(path.stem).decode("utf-8", "replace"), text, sidecar(path), len(data))


def read_stdin() -> Iterator[Record]:
    """The article on standard input; its id is the text's hash. Raises InputError."""
    data = sys.stdin.buffer.read()
    text = _text(data, "standard input")
    yield Record("standard input", sha256_of(text), text, NOTHING, len(data))


def _text(data: bytes, where: str) -> str:
    text = decode(data, where)
    if not text.strip():
        raise InputError(say("empty", where=where))
    return text
