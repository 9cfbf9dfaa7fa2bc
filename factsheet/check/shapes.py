"""The shapes in which fact sheets come from elsewhere: inside a code fence or prose, in wrappers, under other names.

Only names and wrappings are put right here; no text and no value is touched. The names are data, in keys.toml.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from factsheet.text import fold

KINDS = ("quotes", "claims", "dates", "officials")
CARRIED = frozenset(("schema_version", "article", "acronyms", "checks", "provenance"))
"""Other parts of a sheet, which are passed over without a word."""
DEEPEST = 4
_FENCE = re.compile(r"```[A-Za-z0-9]*[ \t]*\n(.*?)```", re.DOTALL)
_JOINTS = re.compile(r"[\s_-]+")


def decoded(data: bytes) -> Any:
    """The JSON of a file: all of it, or what stands in a code fence or between the outer braces. Raises ValueError."""
    text = data.decode("utf-8-sig")
    for part in _parts(text):
        try:
            return json.loads(part, strict=False)
        except ValueError:
            continue
    raise ValueError("no JSON")


def _parts(text: str) -> Iterator[str]:
    yield text
    yield from _FENCE.findall(text)
    for opening, closing in ("{}", "[]") if text.find("{") < text.find("[") or "[" not in text else ("[]", "{}"):
        first, last = text.find(opening), text.rfind(closing)
        if 0 <= first < last:
            yield text[first : last + 1]


def in_kinds(raw: Any) -> tuple[dict[str, Any], list[str]] | None:
    """(the lists by kind, what was passed over) of a sheet, wherever in it they lie; None where it has none at all."""
    if isinstance(raw, list):
        return _sorted(raw)
    holder = _holder(raw)
    if not isinstance(raw, Mapping):
        return None
    if holder is None:
        return {}, [key for key in map(str, raw) if key not in CARRIED]
    found: dict[str, Any] = {}
    ignored: list[str] = []
    for key, value in holder.items():
        kind = _names("kinds").get(_bare(str(key)))
        if kind is None:
            ignored += [] if key in CARRIED else [str(key)]
        else:
            found[kind] = _listed(found.get(kind)) + _listed(value) if found.get(kind) else value
    return found, ignored


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _holder(raw: Any) -> Mapping[Any, Any] | None:
    """The outermost table that has a list by the name of a kind; `article` is not looked into."""
    level = [raw]
    for _ in range(DEEPEST):
        tables = [table for table in level if isinstance(table, Mapping)]
        for table in tables:
            if any(_names("kinds").get(_bare(str(k))) and not isinstance(v, str) for k, v in table.items()):
                return table
        level = [value for table in tables for key, value in table.items() if key != "article"]
    named = isinstance(raw, Mapping) and any(_names("kinds").get(_bare(str(key))) for key in raw)
    return raw if named else None


def _sorted(entries: list[Any]) -> tuple[dict[str, Any], list[str]] | None:
    """A bare list of entries by the kind that each names; one that names none is a quote."""
    found: dict[str, Any] = {}
    for entry in entries:
        if not isinstance(entry, Mapping):
            return None
        said = next((str(entry[k]) for k in ("type", "kind", "category") if isinstance(entry.get(k), str)), "")
        kind = _names("kinds").get(_bare(said)) or ("claims" if "value" in entry else "quotes")
        found.setdefault(kind, []).append(entry)
    return found, []


def renamed(entry: Any, kind: str) -> dict[str, Any]:
    """An entry with the names of the loose form; a bare text stands for an entry with that text."""
    if not isinstance(entry, Mapping):
        return {"name" if kind == "officials" else "text": entry}
    given = {_bare(str(key)): value for key, value in entry.items() if value is not None}
    fields = _keys()[kind]
    return {
        field: given[name]
        for field, names in fields.items()
        for name in [next((n for n in map(_bare, names) if n in given), None)]
        if name is not None
    }


def _bare(key: str) -> str:
    return _JOINTS.sub("", fold(key).casefold())


@cache
def _names(table: str) -> dict[str, str]:
    return {_bare(name): field for field, names in _keys()[table].items() for name in names}


@cache
def _keys() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "keys.toml").read_text("utf-8"))
