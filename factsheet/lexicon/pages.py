"""The parts of a web page that are not the article's paragraphs, told by the names of their classes (pages.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from factsheet.lexicon import Entry, load
from factsheet.schema import ParagraphRole


class Part(Entry):
    """A part of a page: its forms are words of classes, ids and itemprops (read-more), or elements (<aside>)."""

    role: ParagraphRole
    kind: str
    """The rule that its paragraphs carry, as page-<kind>."""
    where: Literal["name", "element"] = "name"
    sites: tuple[str, ...] = ()
    """The hosts (example.org, with all below it) on which alone the entry holds; everywhere when empty."""


@cache
def parts() -> tuple[Part, ...]:
    """All entries of pages.toml."""
    return load("pages", Part)


def part_of(element: str, names: Iterable[str], host: str | None = None) -> Part | None:
    """The part that an element is, by its tag and by its classes, id and itemprop; those of its site win."""
    table = _table(host)
    for name in names:
        words = _words(name)
        for i in range(len(words)):
            for j in range(min(len(words), i + 3), i, -1):
                if found := table.get("-".join(words[i:j])):
                    return found
    return table.get(f"<{element}>")


@cache
def _words(name: str) -> tuple[str, ...]:
    """The words of readMore, read_more and read-more."""
    return tuple(w.lower() for w in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name))


@cache
def _table(host: str | None) -> dict[str, Part]:
    found: dict[str, Part] = {}
    for part in sorted(parts(), key=lambda p: bool(p.sites)):
        if part.sites and not any(_below(host, site) for site in part.sites):
            continue
        for form in part.forms:
            found[f"<{form}>" if part.where == "element" else "-".join(_words(form))] = part
    return found


def _below(host: str | None, site: str) -> bool:
    return host is not None and (host == site or host.endswith(f".{site}"))
