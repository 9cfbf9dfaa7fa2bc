"""INPUT arguments → articles, one after the other; what cannot be read comes out as its error, and the rest goes on."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from factsheet.errors import InputError
from factsheet.messages import say
from factsheet.read import article_from_text
from factsheet.read.jsonl import read_jsonl
from factsheet.read.metadata import NOTHING, Metadata
from factsheet.read.record import Record
from factsheet.read.txt import read_stdin, read_txt
from factsheet.schema import Article, sha256_of

FORMATS: dict[str, Callable[[Path], Iterator[Record | InputError]]] = {".txt": read_txt, ".jsonl": read_jsonl}
"""Format by file ending; a file without any is read as text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, and the bytes that were read for it."""

    article: Article
    size: int


@dataclass(slots=True)
class Ids:
    """Gives every article of a run an id of its own: the second of one name gets eight digits of its text's hash."""

    taken: set[str] = field(default_factory=set)

    def unique(self, name: str, text: str) -> str:
        """The name, or the name with what tells it from those before. Upper and lower case count as the same."""
        wanted, again = name, 1
        while _key(wanted) in self.taken:
            digits = f"{name}-{sha256_of(text)[:8]}"
            wanted, again = (digits if again == 1 else f"{digits}-{again}"), again + 1
        self.taken.add(_key(wanted))
        return wanted


def read_articles(inputs: Iterable[str], given: Metadata = NOTHING) -> Iterator[Reading | InputError]:
    """The articles of files, folders and standard input ("-"), in order. `given` wins over what a file says."""
    ids = Ids()
    for record in _records(inputs):
        if isinstance(record, InputError):
            yield record
            continue
        known = given.over(record.metadata)
        article = article_from_text(
            record.text,
            id=ids.unique(known.id or record.name, record.text),
            published=known.published,
            published_from=known.published_from,
            title=known.title,
            publisher=known.publisher,
            url=known.url,
        )
        yield Reading(article, record.size)


def read_article(source: str | Path, given: Metadata = NOTHING) -> Article:
    """The article of a source that holds one. Raises InputError, also for a source that holds several."""
    readings = read_articles([str(source)], given)
    first = next(readings)
    if isinstance(first, InputError):
        raise first
    if next(readings, None) is not None:
        raise InputError(say("several", where=source))
    return first.article


def expand(source: str) -> list[Path]:
    """The files of an INPUT: itself, or what a folder holds directly, in order of name. Raises InputError."""
    path = Path(source)
    if source.startswith(("http://", "https://")):
        raise InputError(say("address", where=source))
    try:
        if not path.is_dir():
            path.stat()
            return [path]
        held = sorted(f for f in path.iterdir() if f.suffix.lower() in FORMATS and f.name[0] != "." and f.is_file())
    except FileNotFoundError as error:
        raise InputError(say("missing", where=source)) from error
    except OSError as error:
        raise InputError(say("unreadable", where=source, why=error.strerror)) from error
    if not held:
        raise InputError(say("empty-folder", where=source, endings=" or ".join(FORMATS)))
    return held


def total_size(inputs: Iterable[str]) -> int | None:
    """Bytes to read in all; None when that cannot be known, as with standard input."""
    total = 0
    for source in inputs:
        try:
            total += sum(path.stat().st_size for path in expand(source))
        except (InputError, OSError):
            if source == "-":
                return None
    return total


def _records(inputs: Iterable[str]) -> Iterator[Record | InputError]:
    for source in inputs:
        try:
            if source == "-":
                yield from read_stdin()
                continue
            paths = expand(source)
        except InputError as error:
            yield error
            continue
        for path in paths:
            try:
                yield from _format(path)(path)
            except InputError as error:
                yield error


def _format(path: Path) -> Callable[[Path], Iterator[Record | InputError]]:
    ending = path.suffix.lower()
    if ending not in FORMATS and ending:
        raise InputError(say("unknown-format", where=path, ending=ending, endings=" or ".join(FORMATS)))
    return FORMATS.get(ending, read_txt)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
