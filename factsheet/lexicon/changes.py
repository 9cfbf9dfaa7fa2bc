"""Words of change (changes.toml): ارتفع، خفض، نمو."""

from __future__ import annotations

from functools import cache

from factsheet.lexicon import Entry, load
from factsheet.text import fold


class Change(Entry):
    """One word of change. Its example holds two amounts that are no range."""


@cache
def changes() -> tuple[Change, ...]:
    """All entries of changes.toml."""
    return load("changes", Change)


@cache
def forms() -> frozenset[str]:
    """Folded forms, with و and ف before them too."""
    bare = {fold(form) for change in changes() for form in change.forms}
    return frozenset(bare | {letter + form for form in bare for letter in "وف"})
