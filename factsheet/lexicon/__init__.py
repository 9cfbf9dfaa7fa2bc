"""Vocabulary as data: one TOML file a kind, beside a module that says its form and compiles it.

`load("titles", Title)` reads and validates `titles.toml`: a table of arrays named `entry`, each holding to the
model `Title`; an unknown key, or a form given twice, is a VocabularyError. Every entry carries an `example` that the
tests execute, and may carry `not`, a text in which the same words mean something else.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from factsheet.errors import VocabularyError
from factsheet.text import TOKEN, Token, fold, stems

T = TypeVar("T")


class Entry(BaseModel):
    """What every entry has: its forms as a newsroom writes them, and an executed example."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    form: str
    """The form that names the entry."""
    also: tuple[str, ...] = ()
    """Other spellings and inflections of the same entry."""
    example: str = ""
    """A text in which the entry is found."""
    never: str = Field(default="", alias="not")
    """A text that holds the form and in which the entry must not be found."""
    source: str = ""
    """Where the fact was taken from, when it is not common knowledge."""

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms, the naming one first."""
        return (self.form, *self.also)


E = TypeVar("E", bound=Entry)


def load(name: str, model: type[E]) -> tuple[E, ...]:
    """The validated entries of `<name>.toml`. Raises VocabularyError with file, entry and field."""
    table = read_table(name)
    unknown = set(table) - {"entry"}
    if unknown:
        raise VocabularyError(f"lexicon/{name}.toml: unknown table {min(unknown)!r}; entries are [[entry]]")
    entries = []
    for i, raw in enumerate(table.get("entry", [])):
        try:
            entries.append(model.model_validate(raw))
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(map(str, first["loc"]))
            raise VocabularyError(
                f"lexicon/{name}.toml: entry {i + 1} ({raw.get('form')}): {field}: {first['msg']}"
            ) from error
    return tuple(entries)


def read_table(name: str) -> dict[str, Any]:
    """The raw content of `<name>.toml`."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def digest() -> str:
    """Sixteen hex digits that change with any vocabulary file."""
    whole = hashlib.sha256()
    for file in sorted(files(__name__).iterdir(), key=lambda f: f.name):
        if file.name.endswith((".toml", ".txt")):
            whole.update(file.name.encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """An entry found at tokens [first:last), with the proclitics that stood before its first word."""

    entry: T
    first: int
    last: int
    prefix: str


Options = dict[str, list[tuple[tuple[str, ...], T]]]
"""The phrases that begin with one word, by their second ("" for those of one word), the longest first."""


class Phrases(Generic[T]):
    """Phrases of one or more words → values, looked up over tokens by folded form; the longest phrase wins."""

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, Options[T]] = {}
        for phrase, value in pairs:
            words = tuple(fold(m.group()) for m in TOKEN.finditer(phrase))
            if not words:
                raise VocabularyError(f"a phrase without words: {phrase!r}")
            second = words[1] if len(words) > 1 else ""
            self._by_first.setdefault(words[0], {}).setdefault(second, []).append((words, value))
        for options in self._by_first.values():
            for same_start in options.values():
                same_start.sort(key=lambda option: -len(option[0]))
        self._begun: dict[str, list[tuple[str, Options[T]]]] = {}

    def at(self, tokens: Sequence[Token], i: int, prefixes: Iterable[str] | None = None) -> Match[T] | None:
        """The longest phrase that begins at token i, its first word with or without proclitics.

        `prefixes` limits the proclitics allowed ("" is none); by default all that `stems` yields.
        """
        form = tokens[i].form
        begun = self._begun.get(form)
        if begun is None:
            begun = self._beginnings(form)
        if not begun:
            return None
        best: Match[T] | None = None
        second = tokens[i + 1].form if i + 1 < len(tokens) else ""
        for prefix, options in begun:
            if prefixes is not None and prefix not in prefixes:
                continue
            for words, value in (*options.get(second, ()), *options.get("", ())):
                n = len(words)
                if best is not None and n <= best.last - best.first:
                    break
                if i + n <= len(tokens) and all(tokens[i + k].form == words[k] for k in range(2, n)):
                    best = Match(value, i, i + n, prefix)
                    break
        return best

    def _beginnings(self, form: str) -> list[tuple[str, Options[T]]]:
        """The phrases that a token of this form can begin, by proclitics; remembered, as texts repeat their words."""
        found = [(prefix, self._by_first[stem]) for prefix, stem in stems(form) if stem in self._by_first]
        if len(self._begun) < 65536:
            self._begun[form] = found
        return found

    def __contains__(self, form: str) -> bool:
        return "" in self._by_first.get(form, ())
