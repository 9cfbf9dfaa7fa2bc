"""The index of a folder of fact sheets, `.factsheet.sqlite` in it: the SQLite export, kept up to date file by file.

A file whose time or size is another is read again, and indexed anew where its bytes, or its review's, are others.
The first index is written aside and takes its place whole; later ones change in one transaction. So readers and writers
at once see the index before a change or after it. It is written anew when the program's version or the newsroom's
`names.toml` is another. What reads sheets is loaded only when one has changed: a search takes no longer than it must.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from array import array
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import factsheet
from factsheet.errors import FactsheetError, InputError, OutputError, SheetError
from factsheet.messages import say
from factsheet.output import require_folder, writing_aside

if TYPE_CHECKING:
    from factsheet.newsroom import Names
    from factsheet.schema import FactSheet

INDEX = ".factsheet.sqlite"
_TABLES = (
    "CREATE TABLE files (name PRIMARY KEY, stamp, digest, article INTEGER, first INTEGER, last INTEGER, error)",
    "CREATE INDEX problems ON files (name) WHERE error > ''",
    "CREATE TABLE made_from (whole, key)",
    "INSERT INTO made_from VALUES ('', '')",
)
_PASSED_OVER = (".review.json", ".share.json")
_NAMES = Path("names.toml")
"""The newsroom's names, which the index holds too: as `export` finds them, in the folder in which one works."""
_FORM = 1
"""Raised when the tables or what is found by them change."""
_PATIENCE = 300
"""Seconds to wait for another process that changes the index."""
_TICK_NS = 2_000_000_000
"""A file that is younger may change again without its time telling: it is looked into the next time."""


@dataclass(frozen=True, slots=True)
class _Held:
    """What the index has of a file: its times and sizes, the digest of its bytes, and its rows."""

    stamp: str
    digest: str
    rows: tuple[int, int, int]


class _Folder:
    """A folder as it is now: its sheets, and when they and their reviews were changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._told: dict[str, tuple[int, int]] = {}
        at = os.open(path, os.O_RDONLY)
        try:
            for name in os.listdir(at):  # noqa: PTH208 (twice as fast, and it is done at every search)
                if name.endswith(".json") and name[0] != ".":
                    with suppress(FileNotFoundError):  # it has just gone
                        status = os.stat(name, dir_fd=at)
                        self._told[name] = (status.st_mtime_ns, status.st_size)
        finally:
            os.close(at)
        self.names = [name for name in sorted(self._told) if not name.endswith(_PASSED_OVER)]

    def whole(self) -> str:
        """A digest of the names, times and sizes of all sheets and reviews."""
        names = sorted(self._told)
        told = hashlib.sha256("\0".join(names).encode("utf-8", "surrogateescape"))
        told.update(array("q", [number for name in names for number in self._told[name]]).tobytes())
        return told.hexdigest()

    def stamp(self, name: str) -> str:
        """The times and sizes of a sheet and of its review."""
        return f"{self._told[name]} {self._told.get(_review(name))}"

    def key(self) -> str:
        """What makes every entry another: the program, and the newsroom's names."""
        return f"{_FORM} {factsheet.__version__} {_digest(_NAMES.read_bytes()) if _NAMES.is_file() else ''}"

    def size(self, name: str) -> int:
        """The bytes of a sheet."""
        return self._told[name][1]

    def digest(self, name: str) -> str:
        """The digest of a sheet's bytes and of its review's."""
        told = hashlib.sha256()
        for path in (self.path / name, self.path / _review(name)):
            try:
                told.update(path.read_bytes())
            except OSError:
                continue
            told.update(b"\0")
        return told.hexdigest()

    def settled(self, name: str, now: int) -> bool:
        """Whether another change would show in the times of a file."""
        times = [self._told[each][0] for each in (name, _review(name)) if each in self._told]
        return all(when < now - _TICK_NS for when in times)


def up_to_date(folder: Path) -> list[FactsheetError]:
    """Bring the index of a folder up to date; the errors of the sheets that cannot be read.

    Raises InputError for a folder that holds no sheet, OutputError where the index cannot be written.
    """
    path = folder / INDEX
    try:
        now = _Folder(folder)
    except OSError as error:
        raise InputError(say("unreadable", where=folder, why=error.strerror)) from error
    if not now.names:
        raise InputError(say("no-sheets", where=folder))
    try:
        if _key(path) != now.key():
            _make(path, now)
        with closing(sqlite3.connect(path, isolation_level=None, timeout=_PATIENCE)) as database:
            if database.execute("SELECT whole FROM made_from").fetchone()[0] != now.whole():
                database.execute("BEGIN IMMEDIATE")
                _bring(database, now, _held(database))
                database.execute("COMMIT")
            problems = database.execute("SELECT error FROM files WHERE error > '' ORDER BY name")
            return [SheetError(told) for (told,) in problems]
    except sqlite3.Error as error:
        raise OutputError(say("unwritable", where=path, why=error)) from error


def _make(path: Path, folder: _Folder) -> None:
    """Write the index of a folder anew."""
    from factsheet.export import sqlite as tables

    require_folder(folder.path)
    with writing_aside(path) as aside, closing(sqlite3.connect(aside, isolation_level=None)) as database:
        tables.begin(database)
        for statement in _TABLES:
            database.execute(statement)
        _bring(database, folder, {})
        tables.finish(database)


def _key(path: Path) -> str | None:
    """What the index of a folder was made with; None where there is none."""
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE)) as database:
            row = database.execute("SELECT key FROM made_from").fetchone()
            return str(row[0]) if row else None
    except sqlite3.DatabaseError:
        return None


def _held(database: sqlite3.Connection) -> dict[str, _Held]:
    told = database.execute("SELECT name, stamp, digest, article, first, last FROM files")
    return {name: _Held(stamp, digest, (article, first, last)) for name, stamp, digest, article, first, last in told}


def _bring(database: sqlite3.Connection, folder: _Folder, held: Mapping[str, _Held]) -> None:
    """Make the index hold what the folder holds, in a transaction that is open."""
    from factsheet.export import sqlite as tables
    from factsheet.pipeline import newsroom_names
    from factsheet.progress import Progress

    names = newsroom_names(None)
    for name in held.keys() - set(folder.names):
        tables.remove(database, *held[name].rows)
        database.execute("DELETE FROM files WHERE name = ?", (name,))
    changed = [name for name in folder.names if name not in held or held[name].stamp != folder.stamp(name)]
    now = time.time_ns()
    unsettled = False
    with Progress(sum(map(folder.size, changed))) as progress:
        for name in changed:
            stamp = folder.stamp(name) if folder.settled(name, now) else ""
            unsettled = unsettled or not stamp
            digest = folder.digest(name)
            if name not in held or held[name].digest != digest:
                if name in held:
                    tables.remove(database, *held[name].rows)
                _put(database, folder.path / name, (name, stamp, digest), names)
            else:
                database.execute("UPDATE files SET stamp = ? WHERE name = ?", (stamp, name))
            progress.doing(name)
            progress.add(folder.size(name))
    database.execute("UPDATE made_from SET whole = ?, key = ?", ("" if unsettled else folder.whole(), folder.key()))


def _put(database: sqlite3.Connection, path: Path, told: tuple[str, str, str], names: Names | None) -> None:
    """Index a file, or note why it cannot be."""
    from factsheet.export import sqlite as tables

    rows, problem = (0, 0, -1), None
    try:
        rows = tables.add(database, _sheet(path, names))
    except FactsheetError as error:
        problem = str(error)
    database.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)", (*told, *rows, problem))


def _sheet(path: Path, names: Names | None) -> FactSheet:
    """A sheet as it may be handed out: with what reviewers decided, and as the newsroom writes its names."""
    from factsheet.newsroom import with_names
    from factsheet.pipeline import fact_sheet
    from factsheet.review.gate import for_export
    from factsheet.schema import load_sheet

    return with_names(for_export(load_sheet(path), path, extract=lambda sheet: fact_sheet(sheet.article)), names)


def _review(name: str) -> str:
    return f"{name.removesuffix('.json')}.review.json"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
