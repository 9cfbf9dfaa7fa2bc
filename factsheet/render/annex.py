"""The article as the annex prints it: numbered paragraphs, quotes and claims marked, boilerplate told apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factsheet.render.highlight import Mark, marked_text
from factsheet.schema import Article, Claim, Paragraph, Quote, Span
from factsheet.text import lines

if TYPE_CHECKING:
    from markupsafe import Markup

LONG_ARTICLE = 150_000
"""Characters beyond which only the paragraphs in which something was found are printed."""
LONG_PARAGRAPH = 4_000
"""Characters beyond which a paragraph is laid out in parts, since line breaking is not linear."""
_OUTSIDE = ("related", "boilerplate")


@dataclass(frozen=True)
class Place:
    """Where something stands: the number of its body paragraph, else the role of its line."""

    paragraph: int | None
    role: str


@dataclass(frozen=True)
class Line:
    """A paragraph: its number or None, its role, and its text with quotes and claims in `<mark>`."""

    number: int | None
    role: str
    marked: Markup
    inside: bool
    """False for boilerplate and related links: not part of the article proper."""


class Paragraphs:
    """The paragraphs of an article and what stands where."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self.paragraphs: tuple[Paragraph, ...] = article.paragraphs or tuple(lines(article.text))
        self._starts = [paragraph.start for paragraph in self.paragraphs]

    def place(self, span: Span) -> Place:
        """The place of a span's first character."""
        if not self.paragraphs:
            return Place(None, "body")
        paragraph = self.paragraphs[self._index(span.start)]
        return Place(paragraph.index, paragraph.role)

    def lines(self, quotes: Iterable[Quote], claims: Iterable[Claim]) -> tuple[Line, ...]:
        """The paragraphs with their quotes (class `q`) and claims (class `n`) marked."""
        marks = self._marks(quotes, claims)
        return tuple(
            line for i, paragraph in enumerate(self.paragraphs) for line in self._line(paragraph, marks.get(i, []))
        )

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _marks(self, quotes: Iterable[Quote], claims: Iterable[Claim]) -> dict[int, list[Mark]]:
        """Marks by paragraph, in offsets of the paragraph; a span that runs over paragraphs is marked in each."""
        places = [Mark(s.start, s.end, "q") for quote in quotes for s in quote.spans]
        places += [Mark(claim.span.start, claim.span.end, "n") for claim in claims]
        by_paragraph: dict[int, list[Mark]] = {}
        for mark in places if self.paragraphs else ():
            for i in range(self._index(mark.start), self._index(mark.end - 1) + 1):
                start = self.paragraphs[i].start
                by_paragraph.setdefault(i, []).append(Mark(max(0, mark.start - start), mark.end - start, mark.name))
        return by_paragraph

    def _line(self, paragraph: Paragraph, marks: Sequence[Mark]) -> Iterator[Line]:
        """The paragraph as one line of the annex; a very long one as several, the first of which has the number.

        Of a very long article, only what has marks.
        """
        text = self.text[paragraph.start : paragraph.end]
        number = paragraph.index
        for start, end in _parts(text):
            local = [m for m in marks if m.start < end and m.end > start]
            if len(self.text) > LONG_ARTICLE and not local:
                continue
            inside = [Mark(max(m.start, start) - start, min(m.end, end) - start, m.name) for m in local]
            yield Line(number, paragraph.role, marked_text(text[start:end], inside), paragraph.role not in _OUTSIDE)
            number = None


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """The text in parts short enough to be laid out, cut at spaces where there are any."""
    start = 0
    while len(text) - start > LONG_PARAGRAPH:
        space = text.rfind(" ", start + LONG_PARAGRAPH // 2, start + LONG_PARAGRAPH)
        end = space + 1 if space > 0 else start + LONG_PARAGRAPH
        yield start, end
        start = end
    yield start, len(text)
