"""Plain text: one article a file, or standard input."""

from __future__ import annotations

from collections.abc import Iterator

from factsheet.errors import InputError
from factsheet.messages import say
from factsheet.read.decode import decode
from factsheet.read.record import Record, Source
from factsheet.schema import sha256_of


def read_txt(source: Source) -> Iterator[Record]:
    """The article in a text file. Raises InputError."""
    text = decode(source.data, source.where)
    if not text.strip():
        raise InputError(say("empty", where=source.where))
    name = source.name or sha256_of(text)
    yield Record(source.where, name, text, source.beside, len(source.data), origin=source.origin("txt"))
