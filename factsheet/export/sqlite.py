"""SQLite: articles, facts, a view a kind of fact, and a full-text index over their folded words. Ready for Datasette.

    SELECT f.* FROM words JOIN facts f ON f.rowid = words.rowid WHERE words MATCH 'folded:ميناء';

`words` (FTS5) holds for every fact its words and its sentence as `text.fold` gives them (`folded`), the same words
without their proclitics (`stems`: والميناء is found by ميناء), and its source's name and role (`who`, `role`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from factsheet.errors import OutputError
from factsheet.export.columns import ARTICLE, KINDS, WIDE, Cell, article_row, wide_rows
from factsheet.export.options import Options
from factsheet.export.safe import encodable
from factsheet.folding import bare, folded_words
from factsheet.messages import say
from factsheet.schema import FactSheet

_SQL = {"text": "TEXT", "number": "REAL", "integer": "INTEGER", "boolean": "INTEGER"}
_FOUND = "folded, stems, who, role"
_PARTING = "\ue000"
"""A word of the index that nobody writes, so that no phrase runs from one cell into the next."""
_INDEXES = ("fact", "article", "who", "unit, value", "published", "date")


def write(sheets: Iterable[FactSheet], path: Path, options: Options) -> None:
    """Write the database. Raises OutputError."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            begin(database)
            for sheet in sheets:
                add(database, sheet, options.lang)
            finish(database)
    except sqlite3.Error as error:
        raise OutputError(say("unwritable", where=path.parent, why=error)) from error


def begin(database: sqlite3.Connection) -> None:
    """Make the tables of a database that nobody else sees yet, in one transaction without a journal."""
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.executescript(_schema())
    database.execute("BEGIN")


def finish(database: sqlite3.Connection) -> None:
    """End what `begin` began, and make the indexes."""
    database.execute("COMMIT")
    for columns in _INDEXES:
        database.execute(f"CREATE INDEX facts_{columns.replace(', ', '_')} ON facts ({columns})")
    database.execute("INSERT INTO words (words) VALUES ('optimize')")


def _schema() -> str:
    articles = ", ".join(f"{column.name} {_SQL[column.type]}" for column in ARTICLE)
    facts = ", ".join(f"{name} {_SQL[type_]}" for name, type_ in WIDE)
    return ";\n".join(
        (
            f"CREATE TABLE articles ({articles})",
            f"CREATE TABLE facts ({facts})",
            *map(_view, KINDS),
            f"CREATE VIRTUAL TABLE words USING fts5 ({_FOUND}, content='', tokenize='unicode61')",
        )
    )


def _view(kind: str) -> str:
    """The facts of one kind, with its own columns."""
    names = ", ".join(column.name for column in KINDS[kind])
    return f"CREATE VIEW {kind} AS SELECT rowid, {names} FROM facts WHERE fact = '{kind}'"  # noqa: S608


def add(database: sqlite3.Connection, sheet: FactSheet, lang: str = "ar") -> tuple[int, int, int]:
    """Add a sheet; the rows that it takes: of its article, and the first and the last of its facts (0, -1 for none)."""
    marks = ", ".join("?" * len(ARTICLE))
    added = database.execute(f"INSERT INTO articles VALUES ({marks})", [_cell(c) for c in article_row(sheet)])  # noqa: S608
    marks = ", ".join("?" * len(WIDE))
    rows: list[int] = []
    for row in wide_rows(sheet, lang):
        cells = [_cell(row[name]) for name, _ in WIDE]
        at = database.execute(f"INSERT INTO facts VALUES ({marks})", cells).lastrowid or 0  # noqa: S608
        database.execute(f"INSERT INTO words (rowid, {_FOUND}) VALUES (?, ?, ?, ?, ?)", (at, *_found(row)))  # noqa: S608
        rows.append(at)
    return added.lastrowid or 0, rows[0] if rows else 0, rows[-1] if rows else -1


def remove(database: sqlite3.Connection, article: int, first: int, last: int) -> None:
    """Take a sheet out again, by the rows that `add` gave."""
    columns = ("text", "sentence", "role", "affiliation", "who", "romanized")
    told = f"SELECT rowid, {', '.join(columns)} FROM facts WHERE rowid BETWEEN ? AND ?"  # noqa: S608
    for at, *cells in database.execute(told, (first, last)).fetchall():
        values = (at, *_found(dict(zip(columns, cells, strict=True))))
        database.execute(f"INSERT INTO words (words, rowid, {_FOUND}) VALUES ('delete', ?, ?, ?, ?, ?)", values)  # noqa: S608
    database.execute("DELETE FROM facts WHERE rowid BETWEEN ? AND ?", (first, last))
    database.execute("DELETE FROM articles WHERE rowid = ?", (article,))


def _found(row: Mapping[str, Cell]) -> tuple[str, str, str, str]:
    """What a fact is found by, as the columns of `words`."""
    parts = [folded_words(str(row[name] or "")) for name in ("text", "sentence", "role", "affiliation")]
    folded = [word for part in parts for word in (*part, _PARTING)]
    who = _with_bare(row["who"]) + folded_words(str(row["romanized"] or ""))
    return " ".join(folded), " ".join(bare(folded)), " ".join(who), " ".join(_with_bare(row["role"]))


def _with_bare(text: Cell) -> list[str]:
    """The folded words of a cell, and the same without their proclitics."""
    words = folded_words(str(text or ""))
    return words + bare(words)


def _cell(value: Cell) -> Cell:
    return encodable(value) if isinstance(value, str) else value
