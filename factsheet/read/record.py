"""What every format yields: a text, what is known about it, and where it stood."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from factsheet.errors import InputError
from factsheet.messages import say
from factsheet.read.blocks import Role
from factsheet.read.metadata import NOTHING, Metadata
from factsheet.schema import Origin

MOST_BYTES = 64_000_000
"""The largest file that is read whole."""


@dataclass(frozen=True, slots=True)
class Record:
    """One article as its file gives it. `name` is its id where the metadata has none; `size` is bytes read for it.

    `marks` are the roles that the format knows, by offset; `page` is the page itself where it was fetched; `notices`
    are lines for the user.
    """

    where: str
    name: str
    text: str
    metadata: Metadata
    size: int
    marks: Mapping[int, Role] = field(default_factory=dict)
    origin: Origin | None = None
    page: bytes | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file or a page as bytes, before its format is looked at. `charset` is what the server said."""

    where: str
    name: str
    file: str
    data: bytes
    beside: Metadata = NOTHING
    url: str | None = None
    charset: str | None = None
    retrieved: str | None = None

    def origin(self, format: str, *notes: str) -> Origin:
        """The source's name, format and hash for the sheet."""
        return Origin(
            name=self.file, format=format, sha256=sha256(self.data).hexdigest(), size=len(self.data), notes=notes
        )


def stem(path: Path) -> str:
    """A file's name without its ending, as Unicode whatever its bytes are."""
    return as_unicode(path.stem)


def as_unicode(name: str) -> str:
    """A file's name with bytes that are no text replaced."""
    return os.fsencode(name).decode("utf-8", "replace")


def bytes_of(path: Path) -> bytes:
    """A file's bytes. Raises InputError for one that cannot be read or is larger than any article."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(say("unreadable", where=path, why=error.strerror)) from error
    if len(data) > MOST_BYTES:
        raise InputError(say("too-large", where=path, most=MOST_BYTES // 1_000_000))
    return data
