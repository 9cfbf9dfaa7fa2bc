"""Work handed over: the logs of a folder in one file, and such a file taken into another folder.

Events keep their writer, time and id: what is already there is not taken twice, nothing is overwritten, and of two
decisions on one fact the later one holds.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from factsheet.errors import FactsheetError, InputError, SheetError, UsageError
from factsheet.messages import say
from factsheet.output import write_whole
from factsheet.review.events import Log
from factsheet.review.store import ENDING, Store, read_log
from factsheet.schema import Article, FactSheet, Model, first_problem, load_sheet


class Bundle(Model):
    """The logs of a folder, by the names of their sheets."""

    format: Literal["factsheet-reviews"] = "factsheet-reviews"
    format_version: Literal[1] = 1
    reviews: dict[str, Log]


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did with one log: the sheet it went to (None: no such article), events new and known before."""

    name: str
    path: Path | None
    new: int
    known: int


def export(folder: Path, to: Path) -> int:
    """Write all logs of a folder into one file; how many there were. Raises UsageError where there is none."""
    logs = {path.name.removesuffix(ENDING): read_log(path) for path in sorted(folder.glob(f"*{ENDING}"))}
    if not logs:
        raise UsageError(say("no-reviews", where=folder))
    made = Bundle(reviews=logs).model_dump(mode="json")
    write_whole(to, (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace"))
    return len(logs)


def take_in(file: Path, folder: Path) -> Iterator[Taken]:
    """Append a bundle's events to the logs of the folder's sheets, found by name, else by the article's text.

    Raises InputError for a file that is no bundle.
    """
    try:
        bundle = Bundle.model_validate_json(file.read_bytes())
    except OSError as error:
        raise InputError(say("unreadable", where=file, why=error.strerror)) from error
    except ValidationError as error:
        raise InputError(say("bad-review", where=file, why=first_problem(error))) from error
    articles = {path.stem: load_sheet(path).article for path in sheet_files(folder)}
    for name, log in bundle.reviews.items():
        stem = _home(name, log, articles)
        if stem is None:
            yield Taken(name, None, 0, 0)
            continue
        store = Store(folder / f"{stem}{ENDING}", articles[stem])
        before = store.read().version
        after = store.append(None, lambda _, log=log: log.events)  # type: ignore[misc]
        new = after.version - before
        yield Taken(name, store.path, new, log.version - new)


def _home(name: str, log: Log, articles: dict[str, Article]) -> str | None:
    """The stem of the sheet that a log belongs to. Names out of a file are compared, never opened."""
    if name in articles and articles[name].id == log.article.id:
        return name
    return next((stem for stem, article in articles.items() if article.sha256 == log.article.sha256), None)


def sheet_files(folder: Path) -> list[Path]:
    """The fact sheets of a folder, by name: every .json file but logs, hidden files, and what is handed outside."""
    return list(_sheet_files(folder))


def _sheet_files(folder: Path) -> Iterator[Path]:
    """The same one after the other: only the names of a large folder are held."""
    passed_over = (ENDING, ".share.json")
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if entry.name.endswith(".json") and entry.name[0] != ".")
    for name in names:
        path = folder / name
        if not name.endswith(passed_over) and path.is_file():
            yield path


def held_sheets(inputs: Sequence[str]) -> Iterator[tuple[FactSheet, Path | None] | FactsheetError]:
    """The fact sheets of folders, .json files (with their paths) and .jsonl files, one at a time, or their errors."""
    for source in map(Path, inputs):
        paths = _sheet_files(source) if source.is_dir() else iter([source])
        first = next(paths, None)
        if first is None:
            yield InputError(say("no-sheets", where=source))
            continue
        for path in chain([first], paths):
            try:
                if not path.is_file():
                    raise InputError(say("missing", where=path))
                if path.suffix.lower() == ".jsonl":
                    yield from _lines_of(path)
                elif path.suffix.lower() == ".json":
                    yield load_sheet(path), path
                else:
                    raise InputError(say("not-a-sheet", where=path))
            except FactsheetError as error:
                yield error


def _lines_of(path: Path) -> Iterator[tuple[FactSheet, None] | FactsheetError]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield FactSheet.model_validate_json(line), None
            except ValidationError as error:
                yield SheetError(f"{path}:{number}: {first_problem(error)}")
