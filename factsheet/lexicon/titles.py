"""Titles: offices, trades, ranks, honorifics (titles.toml), looked up over tokens."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from factsheet.lexicon import Entry, Phrases, load
from factsheet.text import fold

TitleKind = Literal["office", "trade", "rank", "honorific"]


class Title(Entry):
    """A title's head, without article. Dual and sound plural forms are generated from the forms given."""

    kind: TitleKind
    feminine: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()


@cache
def titles() -> tuple[Title, ...]:
    """All entries of titles.toml."""
    return load("titles", Title)


Reading = tuple[Title, Literal["m", "f"], bool]
"""A title, the sex of the form, and whether the form is a dual or plural."""


@cache
def heads() -> Phrases[Reading]:
    """Every form of every title → its reading."""
    table: dict[str, Reading] = {}
    for title in titles():
        for form, sex, many in _forms(title):
            table.setdefault(fold(form), (title, sex, many))
    return Phrases(table.items())


def _forms(title: Title) -> Iterator[tuple[str, Literal["m", "f"], bool]]:
    for form in title.forms:
        yield form, "m", False
    for form in title.feminine:
        yield form, "f", False
    for form in title.plural:
        yield form, "m", True
    for form in title.forms:
        if " " not in form and len(form) > 2:
            yield from ((form + end, "m", True) for end in ("ان", "ين", "ون"))
    for form in title.feminine:
        if " " not in form:
            yield from ((form[:-1] + end, "f", True) for end in ("تان", "تين", "ات"))
