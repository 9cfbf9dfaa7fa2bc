"""Words that turn the meaning of what they stand beside (edge_words.toml): لن، ليس، إلا، بشرط.

A quote that begins right after a negation, or ends right before a qualifier, says something else than its article.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from factsheet.lexicon import Entry, Phrases, load


class EdgeWord(Entry):
    """A negation, which stands before what it negates; a qualifier or an adversative, which follow what they limit.

    Its example holds the words in question between < and >; so does its counterexample.
    """

    kind: Literal["negation", "qualifier", "adversative"]


@cache
def edge_words() -> tuple[EdgeWord, ...]:
    """All entries of edge_words.toml."""
    return load("edge_words", EdgeWord)


@cache
def negations() -> Phrases[EdgeWord]:
    """Words that negate what follows."""
    return Phrases((form, word) for word in edge_words() if word.kind == "negation" for form in word.forms)


@cache
def qualifiers() -> Phrases[EdgeWord]:
    """Words that limit what came before: qualifiers and adversatives."""
    return Phrases((form, word) for word in edge_words() if word.kind != "negation" for form in word.forms)
