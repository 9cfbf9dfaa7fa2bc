"""Results on disk: safe file names, and files that appear whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from factsheet.errors import OutputError
from factsheet.messages import say

_UNSAFE = re.compile(r'[/\\:*?"<>|]')
_LONGEST = 200


def file_name(article_id: str) -> str:
    """The id as the name of a file, without its ending. It never leads out of its folder.

    What a file system refuses or a reader cannot see (slashes, : * ? " < > |, control and bidi characters, a leading
    point, more than 200 bytes) is replaced or cut; the name then ends with eight hex digits of the id's sha256, so that
    two ids do not share a file.
    """
    name = "".join("_" if unicodedata.category(c)[0] == "C" else c for c in _UNSAFE.sub("_", article_id))
    name = name.strip().rstrip(".")
    if name.startswith("."):
        name = f"_{name[1:]}"
    name = name.encode("utf-8")[:_LONGEST].decode("utf-8", "ignore")
    if name and name == article_id:
        return name
    return f"{name or '_'}-{hashlib.sha256(article_id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def require_folder(folder: Path) -> None:
    """Make the folder if it is not there, and try that a file can be written in it. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial = folder / f".{secrets.token_hex(8)}.part"
        trial.touch(exist_ok=False)
        trial.unlink()
    except OSError as error:
        raise OutputError(say("unwritable-folder", where=folder, why=error.strerror)) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file aside in its folder and rename it, so that nobody ever sees half of it. Raises OutputError."""
    with writing_aside(path) as aside:
        aside.write_bytes(data)


@contextmanager
def writing_aside(path: Path) -> Iterator[Path]:
    """A new empty file beside `path`, to be written in the block; it then takes its place. Raises OutputError."""
    aside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        aside.touch(exist_ok=False)
        yield aside
        with aside.open("rb") as file:
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        raise OutputError(say("unwritable", where=path, why=error.strerror)) from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
