"""Facts found again over many sheets: by words, source, role, unit, value, day. On the SQLite export.

The words of a query are folded, and each is found with or without its proclitics; words in quotation marks are found
side by side, and a word that ends in * by its beginning. For a folder, see `factsheet.index`.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path

from factsheet.errors import FactsheetError, InputError
from factsheet.folding import bare, folded_words
from factsheet.messages import one_line, say

FORMATS = ("table", "json", "jsonl", "csv")
"""How hits are shown: a line each, one JSON array, JSON Lines, or CSV with a head."""
_SHOWN = ("fact", "article", "id", "text", "kind", "who", "named", "role", "value", "low", "high", "unit", "comparator",
          "date", "published", "url", "paragraph", "start", "end", "places", "review", "verification")  # fmt: skip
_PART = re.compile(r'"([^"]*)"|[“«]([^”»]*)[”»]|(\S+)')
_PATIENCE = 300
"""Seconds to wait for a process that changes the index."""
_JOINED = ("", *"وفبلك", "ال", *(a + b for a in "وف" for b in ("ب", "ل", "ك", "ال")), "بال", "كال", "لل", "وبال", "ولل")
"""What can be joined to the first word of a phrase."""


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
    verified: bool | None = None
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
    query = _query(wanted)
    path = source
    if source.is_dir():
        from factsheet.index import INDEX, up_to_date

        yield from up_to_date(source)
        path = source / INDEX
    if not path.is_file():
        raise InputError(say("no-index", where=source))
    try:
        address = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE)) as database:
            for row in database.execute(*query):
                yield Hit(dict(zip(_SHOWN, row, strict=True)))
    except sqlite3.Error as error:
        raise InputError(say("no-index", where=source)) from error


def shown(hits: Iterable[Hit], form: str) -> Iterator[str]:
    """The lines in which hits are shown, in one of `FORMATS`."""
    if form == "json":
        rows = list(hits)
        yield from ["[", *(f" {hit.json()}{',' if hit is not rows[-1] else ''}" for hit in rows), "]"]
    elif form == "csv":
        yield _csv(_SHOWN)
        yield from (_csv(hit.row.values()) for hit in hits)
    else:
        yield from (hit.json() if form == "jsonl" else one_line(hit.text()) for hit in hits)


def advice(wanted: Wanted) -> str:
    """What may help where nothing was found: fewer words, or fewer of the other bounds."""
    given = {f.name: getattr(wanted, f.name) for f in fields(wanted) if f.name not in ("words", "limit")}
    options = ", ".join(
        f"--{'un' if value is False else ''}{name}" for name, value in given.items() if value is not None
    )
    words = wanted.words.split()
    beginnings = " ".join(f"{word[:4]}*" for word in words if len(word) > 4)
    parts = [say("fewer-words", words=beginnings or "abc*")] if words else []
    parts += [say("fewer-bounds", options=options)] if options else []
    return ", or ".join(parts) or say("no-facts")


def _csv(cells: Iterable[str | int | float | None]) -> str:
    """A line of CSV; a cell that a spreadsheet would run has an apostrophe before it."""
    from factsheet.export.safe import inert

    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow([inert(cell) if isinstance(cell, str) else cell for cell in cells])
    return line.getvalue()


def _query(wanted: Wanted) -> tuple[str, Sequence[str | float]]:
    """The SQL, and the values of its places. Raises InputError for a query without any word."""
    match = _match(wanted)
    clauses: list[tuple[str, tuple[str | float, ...]]] = []
    for column, value in (("fact", wanted.kind), ("unit", wanted.unit)):
        if value is not None:
            clauses.append((f"f.{column} = ?", (value,)))
    if wanted.named is not None:
        clauses.append(("f.named = ?", (int(wanted.named),)))
    if wanted.verified is not None:
        clauses.append((f"f.verification {'=' if wanted.verified else '<>'} 'confirmed'", ()))
    bounds = (("coalesce(f.value, f.high) >= ?", wanted.least), ("coalesce(f.value, f.low) <= ?", wanted.most))
    days = (("f.published >= ?", wanted.since), ("substr(f.published, 1, 10) <= ?", wanted.until))
    clauses += [(clause, (bound,)) for clause, bound in (*bounds, *days) if bound is not None]
    where = " AND ".join(clause for clause, _ in clauses) or "1"
    values = [value for _, values in clauses for value in values]
    columns = ", ".join(f"f.{name}" for name in _SHOWN)
    if not match:
        return f"SELECT {columns} FROM facts f WHERE {where} ORDER BY f.rowid LIMIT ?", [*values, wanted.limit]  # noqa: S608
    best = "SELECT w.rowid AS at, w.rank AS rank FROM words w"
    if clauses:
        best += f" JOIN facts f ON f.rowid = w.rowid WHERE words MATCH ? AND {where}"
    else:
        best += " WHERE words MATCH ?"
    sql = f"""SELECT {columns} FROM ({best} ORDER BY w.rank, w.rowid LIMIT ?) AS best
              JOIN facts f ON f.rowid = best.at ORDER BY best.rank, best.at"""  # noqa: S608
    return sql, [match, *values, wanted.limit]


def _match(wanted: Wanted) -> str:
    """The full-text query; empty where no words are looked for. Raises InputError for a query without any word."""
    asked = (
        (wanted.words, "folded who", "folded stems who"),
        (wanted.speaker, "who", "who"),
        (wanted.role, "role", "role"),
    )
    return " AND ".join(one for text, *columns in asked for one in _terms(text or "", *columns))


def _terms(text: str, as_written: str, in_any_form: str) -> Iterator[str]:
    """What is looked for of a text, one full-text expression each: words in every reading, phrases, beginnings."""
    found = False
    for match in _PART.finditer(text):
        quoted, word = match[1] or match[2], match[3] or ""
        words = folded_words(quoted or word)
        found = found or bool(words)
        if quoted and words:
            yield f"{{{as_written}}} : ({_phrase(words)})"
            continue
        for at, each in enumerate(words):
            star = "*" if word.endswith("*") and at == len(words) - 1 else ""
            readings = " OR ".join(f'"{reading}"{star}' for reading in _readings(each))
            yield f"{{{in_any_form}}} : ({readings})"
    if text and not found:
        raise InputError(say("no-words", value=text))


def _phrase(words: Sequence[str]) -> str:
    """Words side by side, the first of them with whatever is joined to it."""
    first = {prefix + reading for reading in _readings(words[0]) for prefix in _JOINED}
    return " OR ".join(f'"{" ".join((each, *words[1:]))}"' for each in sorted(first))


def _readings(word: str) -> list[str]:
    """A folded word, and the same without its proclitics."""
    return list(dict.fromkeys((word, *bare([word]))))
