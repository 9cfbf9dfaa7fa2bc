"""Labels: words whose number names, orders or dates them (القرار 242، الطابق 12، إف 16), and so counts nothing."""

from __future__ import annotations

from functools import cache

from factsheet.lexicon import Entry, load
from factsheet.text import fold


class Label(Entry):
    """Words of one kind that are numbered. The example holds a number and no claim."""


@cache
def labels() -> tuple[Label, ...]:
    """All entries of labels.toml."""
    return load("labels", Label)


@cache
def last_words() -> dict[str, frozenset[tuple[str, ...]]]:
    """Folded last word → the labels that end with it, as folded words."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for label in labels():
        for form in label.forms:
            words = tuple(fold(word) for word in form.split())
            found.setdefault(words[-1], set()).add(words)
    return {word: frozenset(phrases) for word, phrases in found.items()}
