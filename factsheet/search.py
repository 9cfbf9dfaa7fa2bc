"""Facts found again over many sheets: by words, source, role, unit, value, day. On the SQLite export.

The index of a folder is `.factsheet.sqlite` in it, written anew when a sheet or a review in the folder has changed.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from factsheet.errors import FactsheetError, InputError
from factsheet.messages import say
from factsheet.pipeline import export

INDEX = ".factsheet.sqlite"
_SHOWN = ("fact", "article", "id", "text", "kind", "who", "named", "role", "value", "low", "high", "unit", "comparator",
          "date", "published", "url", "paragraph", "start", "end", "places", "review", "verification")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is None does not matter. Words are folded, and found with or without their proclitics.

    `least` and `most` bound the value (of a range: any value in it); `since` and `until` the day of publication.
    """

    words: str = ""
    speaker: str | None = None
    role: str | None = None
    kind: str | None = None
    unit: str | None = None
    least: float | None = None
    most: float | None = None
    named: bool | None = None
    since: str | None = None
    until: str | None = None
    verified: bool = False
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """A fact that was found: the columns of the export that matter, by name."""

    row: dict[str, str | int | float | None]

    def text(self) -> str:
        """The fact on one line: article, paragraph, id, place, source, words."""
        row = self.row
        paragraph = f" ¶{row['paragraph']}" if row["paragraph"] is not None else ""
        who = f"{row['who']}: " if row["who"] and row["fact"] != "officials" else ""
        place = str(row["places"]).replace(" ", ",")
        return f"{row['article']}{paragraph} {row['id']} [{place}] {who}{row['text']}"

    def json(self) -> str:
        """The row as a JSON object on one line."""
        return json.dumps(self.row, ensure_ascii=False)


def search(source: Path, wanted: Wanted) -> Iterator[Hit | FactsheetError]:
    """The facts of a folder of sheets, or of a .sqlite export, best first. Sheets that cannot be read come as errors.

    Raises InputError for what holds no facts, OutputError where the index of a folder cannot be written.
    """
    path = source
    if source.is_dir():
        path = source / INDEX
        yield from _indexed(source, path)
    if not path.is_file():
        raise InputError(say("no-index", where=source))
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            for row in database.execute(*_query(wanted)):
                yield Hit(dict(zip(_SHOWN, row, strict=True)))
    except sqlite3.Error as error:
        raise InputError(say("no-index", where=source)) from error


def _indexed(folder: Path, index: Path) -> Iterator[FactsheetError]:
    """Write the index of a folder unless it is of the files that are there now."""
    stamp = _stamp(folder)
    if index.exists() and _stamp_of(index) == stamp:
        return
    for result in export([str(folder)], to=index):
        if isinstance(result, FactsheetError):
            yield result
        else:
            with closing(sqlite3.connect(index)) as database, database:
                database.execute("CREATE TABLE made_from (stamp TEXT)")
                database.execute("INSERT INTO made_from VALUES (?)", (stamp,))


def _stamp(folder: Path) -> str:
    """A digest of the names, times and sizes of the sheets and reviews of a folder."""
    told = hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        status = path.stat()
        told.update(f"{path.name}\0{status.st_mtime_ns}\0{status.st_size}\n".encode("utf-8", "surrogateescape"))
    return told.hexdigest()


def _stamp_of(index: Path) -> str | None:
    try:
        with closing(sqlite3.connect(index)) as database:
            row = database.execute("SELECT stamp FROM made_from").fetchone()
            return str(row[0]) if row else None
    except sqlite3.Error:
        return None


def _query(wanted: Wanted) -> tuple[str, Sequence[str | float]]:
    """The SQL, and the values of its places."""
    match = _match(wanted)
    clauses: list[tuple[str, tuple[str | float, ...]]] = []
    if match:
        clauses.append(("words MATCH ?", (match,)))
    for column, value in (("fact", wanted.kind), ("unit", wanted.unit)):
        if value is not None:
            clauses.append((f"f.{column} = ?", (value,)))
    if wanted.named is not None:
        clauses.append(("f.named = ?", (int(wanted.named),)))
    if wanted.verified:
        clauses.append(("f.verification = 'confirmed'", ()))
    bounds = (("coalesce(f.value, f.high) >= ?", wanted.least), ("coalesce(f.value, f.low) <= ?", wanted.most))
    days = (("f.published >= ?", wanted.since), ("f.published <= ?", wanted.until))
    clauses += [(clause, (bound,)) for clause, bound in (*bounds, *days) if bound is not None]
    joined = "words JOIN facts f ON f.rowid = words.rowid" if match else "facts f"
    where = " AND ".join(clause for clause, _ in clauses) or "1"
    order = "words.rank, f.rowid" if match else "f.rowid"
    shown = ", ".join(f"f.{name}" for name in _SHOWN)
    sql = f"SELECT {shown} FROM {joined} WHERE {where} ORDER BY {order} LIMIT ?"  # noqa: S608
    return sql, [value for _, values in clauses for value in values] + [wanted.limit]


def _match(wanted: Wanted) -> str:
    """The full-text query; empty where no words are looked for. Raises InputError for a query without any word."""
    from factsheet.export.sqlite import bare, folded_words

    parts = []
    for text, columns in ((wanted.words, "folded stems who"), (wanted.speaker, "who"), (wanted.role, "role")):
        words = folded_words(text or "")
        if text and not words:
            raise InputError(say("no-words", value=text))
        for word in words:
            readings = " OR ".join(f'"{reading}"' for reading in dict.fromkeys((word, *bare([word]))))
            parts.append(f"{{{columns}}} : ({readings})")
    return " AND ".join(parts)
