"""The log on disk: `<id>.review.json` beside the sheet, one event a line.

Every write holds the folder's lock, reads the log anew, is refused when the writer has not seen all of it, and is on
disk before `append` returns. A reader never sees half a log: it is written aside and renamed.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from factsheet.errors import FactsheetError, OutputError, SheetError
from factsheet.messages import say
from factsheet.output import write_whole
from factsheet.review.events import Event, Log, LogArticle
from factsheet.schema import Article, first_problem

ENDING = ".review.json"


class StaleError(FactsheetError):
    """A writer had not seen the newest events; `log` is the log as it is."""

    def __init__(self, log: Log) -> None:
        super().__init__("the review was changed in the meantime")
        self.log = log


def review_path(sheet: Path) -> Path:
    """The log of a sheet: `article.json` → `article.review.json`."""
    return sheet.with_name(sheet.name.removesuffix(".json") + ENDING)


class Store:
    """The log of one article."""

    def __init__(self, path: Path, article: Article) -> None:
        self.path = path
        self._article = LogArticle(id=article.id, sha256=article.sha256)
        self._seen: tuple[tuple[int, int, int], Log] | None = None

    def read(self) -> Log:
        """The log as it is on disk; an empty one where there is none. Raises SheetError."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return Log(article=self._article)
        key = (status.st_mtime_ns, status.st_size, status.st_ino)
        if self._seen is None or self._seen[0] != key:
            self._seen = (key, read_log(self.path))
        return self._seen[1]

    def append(self, seen: int | None, make: Callable[[Log], Sequence[Event]], ids: Sequence[str] = ()) -> Log:
        """Append what `make` makes of the newest log, and return the log with it.

        `seen` is the version that the writer knows (None: any). Where all events of the given ids are there already,
        the writer only missed the answer, and nothing is done. Raises StaleError when there are newer events,
        SheetError for a broken log, OutputError when the disk refuses.
        """
        with locked(self.path.parent) as folder:
            log = self.read()
            known = {event.id for event in log.events}
            if ids and known.issuperset(ids):
                return log
            if seen is not None and seen != log.version:
                raise StaleError(log)
            new = [event for event in make(log) if event.id not in known]
            if not new:
                return log
            log = log.model_copy(update={"events": (*log.events, *new)})
            write_whole(self.path, log_bytes(log))
            os.fsync(folder)
            return log


def read_log(path: Path) -> Log:
    """A log from its file. Raises SheetError."""
    try:
        return Log.model_validate_json(path.read_bytes())
    except OSError as error:
        raise SheetError(say("bad-review", where=path, why=error.strerror)) from error
    except ValidationError as error:
        raise SheetError(say("bad-review", where=path, why=first_problem(error))) from error


def log_bytes(log: Log) -> bytes:
    """The log as JSON, one event a line."""
    head = log.model_dump(mode="json", exclude={"events"})
    lines = [json.dumps(event.model_dump(mode="json"), ensure_ascii=False) for event in log.events]
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    return (opening + ', "events": [\n' + ",\n".join(lines) + "\n]}\n").encode("utf-8", "backslashreplace")


@contextmanager
def locked(folder: Path) -> Iterator[int]:
    """Hold the folder's lock, across threads and processes; yields its descriptor. Raises OutputError."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise OutputError(say("unwritable-folder", where=folder, why=error.strerror)) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)
