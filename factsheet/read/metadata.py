"""What is known about an article besides its text: from options, a record's fields, or `<name>.toml` beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from factsheet.errors import InputError
from factsheet.messages import say

KEYS = ("id", "title", "published", "publisher", "url")


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of a table's columns, or of a record's keys, where they are not the usual ones."""

    text: str = "text"
    id: str = "id"
    title: str = "title"
    published: str = "published"
    publisher: str = "publisher"
    url: str = "url"

    def named(self, table: Mapping[str, object]) -> dict[str, object]:
        """The record under the usual names."""
        return {f.name: table.get(getattr(self, f.name)) for f in fields(self)}

    def columns(self) -> frozenset[str]:
        """The names themselves."""
        return frozenset(getattr(self, f.name) for f in fields(self))


@dataclass(frozen=True, slots=True)
class Metadata:
    """What one origin says; None where it says nothing. `published` is an ISO date, `published_from` who gave it."""

    id: str | None = None
    title: str | None = None
    published: str | None = None
    published_from: Literal["option", "file", "page"] | None = None
    publisher: str | None = None
    url: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    modified: str | None = None
    retrieved: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """This metadata, and the other's where this one says nothing."""
        return Metadata(**{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)})


NOTHING = Metadata()


def metadata_of(table: Mapping[str, object], where: str) -> Metadata:
    """The metadata in a record or a sidecar. Raises InputError naming the key whose value is none."""
    published = table.get("published")
    try:
        day = iso_date(published) if published not in (None, "") else None
    except ValueError as error:
        raise InputError(say("bad-published", where=where, value=repr(published))) from error
    id_, title, publisher, url = (_string(table, key, where) for key in ("id", "title", "publisher", "url"))
    return Metadata(id_, title, day, "file" if day else None, publisher, url)


def iso_date(value: object) -> str:
    """A calendar date as YYYY-MM-DD; of a date with a time, the day as it is written. Raises ValueError."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    if not isinstance(value, str) or value[4:5] != "-" or value[7:8] != "-":
        raise ValueError(value)
    parse = date.fromisoformat if len(value) == len("2024-01-18") else datetime.fromisoformat
    return parse(value).isoformat()[:10]


def sidecar(path: Path) -> Metadata:
    """The metadata in `<name>.toml` beside a file, empty when there is none. Raises InputError."""
    beside = path.with_suffix(".toml")
    where = str(beside)
    try:
        table = tomllib.loads(beside.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return NOTHING
    except OSError as error:
        raise InputError(say("unreadable", where=where, why=error.strerror)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(say("bad-toml", where=where, why=error)) from error
    unknown = sorted(set(table) - set(KEYS))
    if unknown:
        raise InputError(say("unknown-key", where=where, key=unknown[0], keys=", ".join(KEYS)))
    return metadata_of(table, where)


def _string(table: Mapping[str, object], key: str, where: str) -> str | None:
    value = table.get(key)
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise InputError(say("not-a-string", where=where, key=key))
    require_characters(value, key, where)
    return value


def require_characters(value: str, key: str, where: str) -> None:
    """Raises InputError for half a surrogate pair, which JSON can write and no file can hold."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(say("surrogate", where=where, key=key, at=error.start)) from error
