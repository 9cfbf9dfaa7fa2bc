"""Document: the article's raw text, a folded view with a map back, paragraphs, sentences and tokens.

Folding (`factsheet.folding`) happens once, here. Extractors match on folded forms and report raw offsets: `Token.form`
is the folded form of one token, `Token.text` the raw slice. Look at `text` where a letter decides that the fold unified
(على the preposition, علي the name; ة feminine, ه a pronoun).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from factsheet.folding import BIDI, DIGITS, TOKEN, fold, forms, stems
from factsheet.schema import Article, Paragraph, Span

__all__ = ["BIDI", "DIGITS", "OPENING", "TOKEN", "Document", "Sentence", "Token", "fold", "forms", "lines", "stems"]

AFTER_STOP = frozenset('.!؟?…»”"’)]')
"""Signs that still belong to the sentence whose stop they follow."""

OPENING = {"«": "»", "“": "”", "„": "“", "‟": "”", "‘": "’", "‹": "›", '"': '"', "”": "“", "’": "‘"}
"""Quotation marks that can open, with the one that usually closes them."""


@dataclass(slots=True, unsafe_hash=True)
class Token:
    """A token: raw slice and offsets, folded form, and kind (word, number, latin, mark, punct).

    Nobody alters one. It is not declared frozen, as making it, the commonest object of all, would take thrice the time.
    """

    index: int
    start: int
    end: int
    text: str
    form: str
    kind: str
    space: bool
    """Whether white space (or the text's start) stands before it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: raw offsets, the index of its paragraph in `Document.paragraphs`, its token range (half-open)."""

    index: int
    start: int
    end: int
    paragraph: int
    first: int
    last: int


class Document:
    """An article's text, cut up once for all extractors. Offsets everywhere are raw code points."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text
        self.paragraphs: tuple[Paragraph, ...] = article.paragraphs or tuple(lines(article.text))
        self.tokens: tuple[Token, ...] = tuple(_tokens(self.text))
        self.starts: list[int] = [t.start for t in self.tokens]
        self.sentences: tuple[Sentence, ...] = tuple(self._sentences())
        self._sentence_starts = [s.start for s in self.sentences]
        self._paragraph_starts = [p.start for p in self.paragraphs]

    @cached_property
    def _view(self) -> tuple[str, list[int]]:
        pieces: list[str] = []
        origin: list[int] = []
        for i, char in enumerate(self.text):
            piece = "" if char == "\u0640" else fold(char)
            pieces.append(piece)
            origin.extend([i] * len(piece))
        origin.append(len(self.text))
        return "".join(pieces), origin

    @property
    def folded(self) -> str:
        """The folded view of the whole text; `raw` maps its offsets back."""
        return self._view[0]

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Raw offsets of the folded view's [start:end], half-open, dropped marks after the last letter included."""
        origin = self._view[1]
        return origin[start], origin[end] if end > start else origin[start]

    def span(self, start: int, end: int) -> Span:
        """The article's own slice as a Span."""
        return Span(start=start, end=end, text=self.text[start:end])

    def span_of(self, first: int, last: int) -> Span:
        """The Span over tokens first to last, both included."""
        return self.span(self.tokens[first].start, self.tokens[last].end)

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """Half-open range of the indexes of the tokens that begin in raw [start:end]."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds a raw offset (the nearest one before it, between sentences)."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, offset) - 1)]

    def paragraph_at(self, offset: int) -> Paragraph:
        """The paragraph that holds a raw offset."""
        return self.paragraphs[max(0, bisect_right(self._paragraph_starts, offset) - 1)]

    def is_article(self, offset: int) -> bool:
        """Whether the offset lies in the article proper, not in related links or boilerplate."""
        return self.paragraph_at(offset).role not in ("related", "boilerplate")

    def _sentences(self) -> Iterator[Sentence]:
        tokens, index = self.tokens, 0
        for number, paragraph in enumerate(self.paragraphs):
            first, stop = self.token_range(paragraph.start, paragraph.end)
            while first < stop:
                last = _sentence_end(tokens, first, stop)
                yield Sentence(index, tokens[first].start, tokens[last - 1].end, number, first, last)
                index, first = index + 1, last


def lines(text: str) -> Iterator[Paragraph]:
    """The non-empty lines of a text as body paragraphs, white space at their ends left out."""
    index = 0
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        if line.strip():
            index += 1
            start = match.start() + len(line) - len(line.lstrip())
            yield Paragraph(index=index, start=start, end=match.start() + len(line.rstrip()), role="body", rule="line")


def _tokens(text: str) -> Iterator[Token]:
    before = 0
    for index, match in enumerate(TOKEN.finditer(text)):
        start, end = match.span()
        raw = match.group()
        yield Token(index, start, end, raw, fold(raw), match.lastgroup or "", start != before or start == 0)
        before = end


def _sentence_end(tokens: tuple[Token, ...], first: int, stop: int) -> int:
    """Index after the sentence that begins at `first`: past its stop and the closing marks that follow it."""
    i = first
    while i < stop:
        token = tokens[i]
        i += 1
        if token.kind != "punct" or token.form not in ".!؟?…":
            continue
        if token.form == "." and not _is_stop(tokens, i - 1, first, stop):
            continue
        while i < stop and tokens[i].kind in ("mark", "punct") and tokens[i].form in AFTER_STOP and not tokens[i].space:
            i += 1
        return i
    return stop


def _is_stop(tokens: tuple[Token, ...], dot: int, first: int, stop: int) -> bool:
    """Whether a point ends a sentence: not after a single letter (د.، أ. ب.), not between the letters of بي.بي.سي."""
    before = tokens[dot - 1] if dot > first else None
    after = tokens[dot + 1] if dot + 1 < stop else None
    if after is None:
        return True
    if before is not None and before.kind == "word" and len(before.form) == 1:
        return False
    letters = before is not None and 0 < len(before.form) <= 3 and 0 < len(after.form) <= 3
    if letters and after.kind == "word" and not after.space:
        return False
    if after.kind == "punct" and after.form == "." and not after.space:
        return False
    return after.space or after.kind in ("mark", "word")
