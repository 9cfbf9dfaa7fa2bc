"""SQLite: articles, facts, a view a kind of fact, and a full-text index over their folded words. Ready for Datasette.

    SELECT f.* FROM words JOIN facts f ON f.rowid = words.rowid WHERE words MATCH 'folded:ميناء';

`words` (FTS5) holds for every fact its words and its sentence as `text.fold` gives them (`folded`), the same words
without their proclitics (`stems`: والميناء is found by ميناء), and its source's name and role (`who`, `role`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from factsheet.errors import OutputError
from factsheet.export.columns import ARTICLE, KINDS, WIDE, Cell, article_row, wide_rows
from factsheet.export.options import Options
from factsheet.export.safe import encodable
from factsheet.messages import say
from factsheet.schema import FactSheet
from factsheet.text import TOKEN, fold, stems

_SQL = {"text": "TEXT", "number": "REAL", "integer": "INTEGER", "boolean": "INTEGER"}
_INDEXES = ("fact", "article", "who", "unit, value", "published", "date")


def write(sheets: Iterable[FactSheet], path: Path, options: Options) -> None:
    """Write the database. Raises OutputError."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.executescript(_schema())
            database.execute("BEGIN")
            for sheet in sheets:
                _add(database, sheet, options.lang)
            database.execute("COMMIT")
            for columns in _INDEXES:
                name = columns.replace(", ", "_")
                database.execute(f"CREATE INDEX facts_{name} ON facts ({columns})")
            database.execute("INSERT INTO words (words) VALUES ('optimize')")
    except sqlite3.Error as error:
        raise OutputError(say("unwritable", where=path.parent, why=error)) from error


def _schema() -> str:
    articles = ", ".join(f"{column.name} {_SQL[column.type]}" for column in ARTICLE)
    facts = ", ".join(f"{name} {_SQL[type_]}" for name, type_ in WIDE)
    return ";\n".join(
        (
            f"CREATE TABLE articles ({articles})",
            f"CREATE TABLE facts ({facts})",
            *map(_view, KINDS),
            "CREATE VIRTUAL TABLE words USING fts5 (folded, stems, who, role, content='', tokenize='unicode61')",
        )
    )


def _view(kind: str) -> str:
    """The facts of one kind, with its own columns."""
    names = ", ".join(column.name for column in KINDS[kind])
    return f"CREATE VIEW {kind} AS SELECT rowid, {names} FROM facts WHERE fact = '{kind}'"  # noqa: S608


def _add(database: sqlite3.Connection, sheet: FactSheet, lang: str) -> None:
    marks = ", ".join("?" * len(ARTICLE))
    database.execute(f"INSERT INTO articles VALUES ({marks})", [_cell(c) for c in article_row(sheet)])  # noqa: S608
    marks = ", ".join("?" * len(WIDE))
    for row in wide_rows(sheet, lang):
        cells = [_cell(row[name]) for name, _ in WIDE]
        at = database.execute(f"INSERT INTO facts VALUES ({marks})", cells).lastrowid  # noqa: S608
        said = " ".join(str(row[name]) for name in ("text", "sentence", "role", "affiliation") if row[name])
        folded = folded_words(said)
        who = _with_bare(row["who"]) + folded_words(str(row["romanized"] or ""))
        database.execute(
            "INSERT INTO words (rowid, folded, stems, who, role) VALUES (?, ?, ?, ?, ?)",
            (at, *map(" ".join, (folded, bare(folded), who, _with_bare(row["role"])))),
        )


def folded_words(text: str) -> list[str]:
    """The words and numbers of a text, each folded."""
    return [fold(match[0]) for match in TOKEN.finditer(encodable(text)) if match.lastgroup not in ("mark", "punct")]


def bare(words: Iterable[str]) -> list[str]:
    """The words without their proclitics, in every reading that leaves three letters, each once."""
    return list(dict.fromkeys(stem for word in words for _, stem in stems(word)[1:] if len(stem) > 2))


def _with_bare(text: Cell) -> list[str]:
    """The folded words of a cell, and the same without their proclitics."""
    words = folded_words(str(text or ""))
    return words + bare(words)


def _cell(value: Cell) -> Cell:
    return encodable(value) if isinstance(value, str) else value
