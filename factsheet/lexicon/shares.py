"""Words that divide one whole into shares, and outcomes that are none (shares.toml): صوت، توزع؛ جريح، مصاب."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from factsheet.lexicon import Entry, Phrases, load
from factsheet.text import Token


class Share(Entry):
    """A word of division, or of an outcome. Both examples hold numbers that would be too large for their whole.

    In the example of a division they are, and in its counterexample they are of no one whole; in the example of an
    outcome they are not, as it stands beside the total rather than in it.
    """

    kind: Literal["division", "outcome"] = "division"


@cache
def shares() -> tuple[Share, ...]:
    """All entries of shares.toml."""
    return load("shares", Share)


@cache
def _phrases(kind: str) -> Phrases[Share]:
    return Phrases((form, share) for share in shares() if share.kind == kind for form in share.forms)


def is_share_word(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word of division begins at token i."""
    return _phrases("division").at(tokens, i, ("", "و", "ف")) is not None


def is_outcome(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word for an outcome begins at token i."""
    return _phrases("outcome").at(tokens, i) is not None
