"""What a page leaves around the paragraphs of an article: share bars, prompts, related links (boilerplate.toml).

`debris_in(tokens)` finds the entry that a whole line is; `tail_in(tokens)` the place where such words are glued to the
end of a paragraph.

Where a form must stand: line: it is the whole line, signs and digits aside · only: the line is made of such forms and
nothing else · start: the line begins with it and has at most `most` words · tail: the same, or after the last full stop
of a paragraph · code: the line begins with it as a word of markup
(alt=) · word: the place alone decides (a headline's verbal noun).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from factsheet.lexicon import Entry, Phrases, load
from factsheet.text import Token, fold

DebrisKind = Literal[
    "share", "comment", "related", "credit", "source", "tags", "newsletter", "copyright", "version", "navigation",
    "advert", "player", "markup", "agency", "dateline", "headline", "byline",
]  # fmt: skip
Where = Literal["line", "only", "start", "tail", "code", "word"]


class Debris(Entry):
    """One kind of line that is not the article's."""

    kind: DebrisKind
    where: Where
    most: int = 12
    """The most words that the line may have."""
    sure: bool = False
    """For a tail: whether the words are debris after any word, not only after a full stop."""
    opens: bool = False
    """Whether related headlines may stand on the lines below."""
    closes: bool = False
    """Whether the article is over: short lines below are the page's."""


class Place(NamedTuple):
    """An entry, the token at which its form begins, and whether the line holds other words beside it."""

    entry: Debris
    first: int
    alone: bool


@cache
def debris() -> tuple[Debris, ...]:
    """All entries of boilerplate.toml."""
    return load("boilerplate", Debris)


@cache
def _phrases(*where: Where) -> Phrases[Debris]:
    return Phrases((form, entry) for entry in debris() if entry.where in where for form in entry.forms)


BARE = ("",)


@cache
def headline_nouns() -> frozenset[str]:
    """Folded verbal nouns with which headlines tell of events."""
    return frozenset(fold(form) for entry in debris() if entry.kind == "headline" for form in entry.forms)


def debris_in(tokens: Sequence[Token]) -> Place | None:
    """The entry that a line of these tokens is, None for a line of the article."""
    first = next((i for i, token in enumerate(tokens) if is_word(token)), None)
    if first is None:
        return None
    words = sum(map(is_word, tokens))
    found = _phrases("line").at(tokens, first, BARE)
    if found and not any(map(is_word, tokens[found.last :])):
        return Place(found.entry, found.first, alone=True)
    found = _phrases("start", "tail").at(tokens, first, BARE)
    if found and words <= _most(found.entry, stopped=ends_sentence(tokens[-1])):
        return Place(found.entry, found.first, alone=not any(map(is_word, tokens[found.last :])))
    return _only(tokens, first) or _code(tokens, first)


def _most(entry: Debris, *, stopped: bool) -> int:
    """The most words of such a line; fewer where it ends with a full stop, as prompts seldom do."""
    if not stopped or entry.kind in ("comment", "copyright"):
        return entry.most
    return 0 if entry.kind in ("tags", "source", "credit", "byline") else min(entry.most, SENTENCE_WORDS)


def _only(tokens: Sequence[Token], first: int) -> Place | None:
    """A line of nothing but names of networks or agencies."""
    i, entry = first, None
    while i < len(tokens):
        found = _phrases("only").at(tokens, i, ("", "و"))
        if found is None and is_word(tokens[i]):
            return None
        entry, i = (entry or found.entry, found.last) if found else (entry, i + 1)
    return Place(entry, first, alone=True) if entry else None


def _code(tokens: Sequence[Token], first: int) -> Place | None:
    found = _phrases("code").at(tokens, first, BARE)
    signs = {token.form for token in tokens}
    if found and (signs & set("=<>{}[]();")) and (first > 0 or tokens[found.last : found.last + 1]):
        follows = tokens[found.last].form if found.last < len(tokens) else ""
        if follows in set("=({[>.;") or (first > 0 and tokens[first - 1].form in set("<[{/")):
            return Place(found.entry, first, alone=False)
    return None


def agency_at(tokens: Sequence[Token], i: int) -> bool:
    """Whether the name of an agency begins at token i."""
    found = _phrases("only").at(tokens, i, BARE)
    return found is not None and found.entry.kind == "agency"


def tail_in(tokens: Sequence[Token]) -> Place | None:
    """Debris glued to a paragraph: the last form after a full stop, or a sure form, with the words after it."""
    words = 0
    for i in range(len(tokens) - 1, 0, -1):
        words += is_word(tokens[i])
        found = _phrases("tail").at(tokens, i, BARE) if is_word(tokens[i]) else None
        tags = found is not None and found.entry.kind == "tags" and not ends_sentence(tokens[-1])
        if found and words <= found.entry.most and (found.entry.sure or tags or ends_sentence(tokens[i - 1])):
            return Place(found.entry, i, alone=False)
        if words > MOST_IN_TAIL:
            return None
    return None


MOST_IN_TAIL = 60
SENTENCE_WORDS = 12


def is_word(token: Token) -> bool:
    """Whether a token is a word, Arabic or Latin; ... and © are read as words too."""
    return token.kind in ("word", "latin") or token.form == "©"


def ends_sentence(token: Token) -> bool:
    """Whether a token is a final stop or a mark that closes speech."""
    return token.form in set('.!؟?…”»"')
