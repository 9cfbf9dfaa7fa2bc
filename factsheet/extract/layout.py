"""The layout of an article for quotes: marked passages, where sentences end around them, complementisers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factsheet.extract.marks import Passage
from factsheet.text import Document, Token

COMPLEMENTISERS = frozenset(
    ["ان", "انه", "انها", "انهم", "انهما", "انهن", "انني", "اني", "اننا", "انا", "انك", "انكم", "انما"]
)
"""إنّ / أنّ / أن with their pronouns, folded."""
WITH_PREPOSITION = {
    "بان": "بان",
    **{"ب" + c: "بان" for c in COMPLEMENTISERS},
    **{"ل" + c: "لان" for c in COMPLEMENTISERS},
}
PREPOSITIONS = frozenset(["الي", "علي", "من", "عن", "في", "حول", "ب"])
QUESTIONS = frozenset(["كيف", "هل", "لماذا", "ماذا"])
"""Words that open an indirect question, and belong to it."""
RELATIVES = frozenset("الذي التي الذين اللذان اللذين اللتان اللتين اللواتي والذي والتي والذين".split())
NAME_TOKENS = 5
"""A marked passage up to this long may be part of a source's name: صحيفة «المساء»."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the scan needs to know about an article: passages by opening token, and the passage around each token."""

    doc: Document
    passages: Sequence[Passage]
    by_open: Mapping[int, int]
    inside: Sequence[int]

    @classmethod
    def of(cls, doc: Document, passages: Sequence[Passage]) -> Layout:
        """The layout of a document whose marked passages are known."""
        inside = [-1] * len(doc.tokens)
        for n, passage in enumerate(passages):
            if passage.outer:
                inside[passage.open : passage.after] = [n] * (passage.after - passage.open)
        return cls(doc, passages, {p.open: n for n, p in enumerate(passages)}, inside)

    def passages_in(self, first: int, last: int) -> Sequence[Passage]:
        """The outer passages that open in tokens [first:last)."""
        lo, hi = (bisect_left(self.passages, i, key=lambda p: p.open) for i in (first, last))
        return [p for p in self.passages[lo:hi] if p.outer]

    def reach(self, i: int) -> int:
        """Token index up to which token i's sentence goes, cut at the end of the passage that it stands in."""
        end, around = self.sentence_end(i), self.inside[i]
        return end if around < 0 else min(end, self.passages[around].last)

    def sentence_end(self, i: int) -> int:
        """Token index after the sentence of token i, sentences inside marks not counted as ends."""
        doc = self.doc
        sentence = doc.sentence_at(doc.tokens[i].start)
        while True:
            last = sentence.last - 1
            around = self.inside[last]
            crosses = around >= 0 and self.passages[around].after > sentence.last and self.inside[i] != around
            if not crosses or sentence.index + 1 >= len(doc.sentences):
                return sentence.last
            following = doc.sentences[sentence.index + 1]
            if following.paragraph != sentence.paragraph:
                return sentence.last
            sentence = following


def complementiser(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """What complementiser stands at token i and the token where its clause begins: (kind, content), or None.

    A bare one (إن) is left out of the content; one with a pronoun (إنه، بأنها) begins it.
    """
    form = tokens[i].form
    if tokens[i].text[0] == "آ":
        return None
    if form in COMPLEMENTISERS:
        return ("ان", i + 1 if form == "ان" else i)
    if form.startswith("ف") and form[1:] in COMPLEMENTISERS:
        return ("ان", i + 1 if form == "فان" else i)
    if form in WITH_PREPOSITION:
        return (WITH_PREPOSITION[form], i + 1 if form in ("بان", "لان") else i)
    return None
