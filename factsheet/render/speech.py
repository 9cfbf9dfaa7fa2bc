"""Quotes as the page shows them: grouped by source, cut into what is verbatim and what is not.

Only verbatim text ever stands inside quotation marks. The article's own marks around anything else (a name, a title, a
single word) are left out, and the piece is `marked`, so that a template can set it apart in another way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from factsheet.newsroom import latin_of
from factsheet.schema import DateMention, FactSheet, Official, Quote, Span, Speaker

PieceKind = Literal["verbatim", "plain", "marked", "gap"]

QUOTATION_MARK = re.compile("[«»“”„‟‹›\"]|(?<!\\w)[‘’']|[‘’'](?!\\w)")
"""Any quotation mark, but not the apostrophe inside a foreign name."""
_WORD = re.compile(r"\w")
_MARKS_AT_START = re.compile("[«»“”„‟‹›\"‘’']+")
_MARKS_AT_END = re.compile("[«»“”„‟‹›\"‘’']+(?=\\s*\\Z)")


@dataclass(frozen=True)
class Piece:
    """A piece of a quote: `verbatim` speech (without marks), `plain`, `marked` by the article, or a `gap` (no text)."""

    kind: PieceKind
    text: str


@dataclass(frozen=True)
class Said:
    """One quote: the fact itself, its pieces, the article's words that attribute it, and the day it was said."""

    quote: Quote
    pieces: tuple[Piece, ...]
    attribution: str | None
    said_on: DateMention | None


@dataclass(frozen=True)
class Source:
    """Who speaks: name (None where it is not known), what the article says of them, and all that they say."""

    name: str | None
    named: bool
    kind: str
    role: str | None
    affiliation: str | None
    latin: tuple[str, ...]
    """Name, role and affiliation in Latin letters, as far as the newsroom or the article gives them."""
    quotes: tuple[Said, ...]
    words: int
    """Words of reported speech."""

    @property
    def resolved(self) -> bool:
        """Whether the article tells who speaks."""
        return self.name is not None


def pieces(quote: Quote) -> tuple[Piece, ...]:
    """The quote cut up for printing, in order, with a gap between two spans."""
    cut: list[Piece] = []
    for i, span in enumerate(quote.spans):
        if i:
            cut.append(Piece("gap", ""))
        cut.extend(_pieces_of_span(span, [v for v in quote.verbatim if span.start <= v.start and v.end <= span.end]))
    return tuple(cut)


def _pieces_of_span(span: Span, verbatim: Sequence[Span]) -> Iterator[Piece]:
    at = span.start
    for part in sorted(verbatim, key=lambda v: v.start):
        if part.start < at:
            continue
        yield from _unquoted(span.text[at - span.start : part.start - span.start], after=at > span.start, before=True)
        yield Piece("verbatim", part.text)
        at = part.end
    yield from _unquoted(span.text[at - span.start :], after=at > span.start, before=False)


def _unquoted(text: str, *, after: bool, before: bool) -> Iterator[Piece]:
    """Text outside verbatim speech without quotation marks; `after` and `before` say where such speech adjoins it."""
    if after:
        text = _MARKS_AT_START.sub("", text, count=1) if _MARKS_AT_START.match(text) else text
    if before:
        text = _MARKS_AT_END.sub("", text)
    parts = QUOTATION_MARK.split(text)
    for i, part in enumerate(parts):
        closed = i + 1 < len(parts)
        if part:
            yield Piece("marked" if i % 2 and closed and part.strip() else "plain", part)


def without_marks(text: str) -> str:
    """The words without any quotation mark: what the brief prints of the article outside verbatim speech."""
    return QUOTATION_MARK.sub("", text)


def in_marks(text: str) -> str:
    """Verbatim speech inside quotation marks, of the kind that it does not itself hold."""
    return f"“{text}”" if "«" in text or "»" in text else f"«{text}»"


def attribution(quote: Quote) -> str | None:
    """The article's words that attribute the quote: its cue, and a mention that says more than the source's name."""
    places: list[Span] = [quote.cue] if quote.cue and _WORD.search(quote.cue.text) else []
    mention = quote.speaker.mention
    if mention and quote.speaker.resolved in ("document", "pronoun"):
        places.append(mention)
    places.sort(key=lambda span: span.start)
    words = [places[0].text] if places else []
    for before, span in pairwise(places):
        words.append(" " if 0 <= span.start - before.end <= 1 else " … ")
        words.append(span.text)
    return without_marks("".join(words)) or None


def sources(sheet: FactSheet, quotes: Sequence[Quote]) -> tuple[Source, ...]:
    """The quotes by who speaks, in the order of first appearance; those whose speaker is not known come last."""
    officials = {official.id: official for official in sheet.officials}
    dates = {mention.id: mention for mention in sheet.dates}
    groups: dict[tuple[str, str], list[Quote]] = {}
    for quote in quotes:
        groups.setdefault(_identity(quote.speaker), []).append(quote)
    made = [_source(group, officials, dates) for group in groups.values()]
    return tuple(sorted(made, key=lambda source: not source.resolved))


def word_count(quote: Quote) -> int:
    """Words of reported speech in a quote."""
    return sum(len(span.text.split()) for span in quote.spans)


def speaker_name(speaker: Speaker) -> str | None:
    """What to call a source: its name or description, else the words beside the cue, None where it is unresolved."""
    name = speaker.name
    if name is None and speaker.resolved != "none" and speaker.mention:
        name = speaker.mention.text
    return without_marks(name) if name else None


def _identity(speaker: Speaker) -> tuple[str, str]:
    """What two quotes of one source have in common."""
    if speaker.official:
        return ("official", speaker.official)
    return ("name", speaker_name(speaker) or "")


def _latin(told: Sequence[Official | Speaker]) -> tuple[str, ...]:
    """Name, role and affiliation in Latin letters, each from the first who has it."""
    names = [latin_of(who) if isinstance(who, Official) else who.romanized for who in told]
    forms = (names, [who.role_latin for who in told], [who.affiliation_latin for who in told])
    return tuple(form for found in forms if (form := next(filter(None, found), None)))


def _source(quotes: Sequence[Quote], officials: dict[str, Official], dates: dict[str, DateMention]) -> Source:
    speakers = [quote.speaker for quote in quotes]
    official = officials.get(speakers[0].official or "")
    told: list[Official | Speaker] = [official, *speakers] if official else [*speakers]
    return Source(
        name=without_marks(official.name) if official else speaker_name(speakers[0]),
        named=any(speaker.named for speaker in speakers),
        kind=speakers[0].kind,
        role=next((without_marks(who.role) for who in told if who.role), None),
        affiliation=next((without_marks(who.affiliation) for who in told if who.affiliation), None),
        latin=_latin(told),
        quotes=tuple(Said(q, pieces(q), attribution(q), dates.get(q.said_on or "")) for q in quotes),
        words=sum(map(word_count, quotes)),
    )
