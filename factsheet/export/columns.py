"""Facts as rows: the columns of every kind of fact, for all formats that are tables.

A fact takes one row. `WIDE` is the union of the columns of all kinds, for formats that hold a single table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

from factsheet.export.words import unit_words
from factsheet.newsroom import latin_of
from factsheet.schema import FactSheet, Quote, Span

Cell = str | int | float | bool | None
Type = Literal["text", "number", "integer", "boolean"]
GAP = " […] "
"""Stands between the parts of a quote that the article parts by other words."""


@dataclass(frozen=True, slots=True)
class Of:
    """What a row is made of: the sheet, the fact, the quote that a quote or a claim belongs to, the words' language."""

    sheet: FactSheet
    fact: Any
    said: Quote | None
    lang: str = "ar"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the type of its cells, and what takes a cell's value (None: empty)."""

    name: str
    type: Type
    take: Callable[[Of], Cell]


def _text(name: str, take: Callable[[Of], str | None] | None = None) -> Column:
    return Column(name, "text", take or (lambda of: getattr(of.fact, name)))


def _number(name: str) -> Column:
    return Column(name, "number", lambda of: number(getattr(of.fact, name)))


def _boolean(name: str, take: Callable[[Of], bool | None] | None = None) -> Column:
    return Column(name, "boolean", take or (lambda of: getattr(of.fact, name)))


def number(value: Decimal | None) -> int | float | None:
    """A number as tables hold it; None for one beyond the range of a 64-bit float, rather than a wrong one."""
    if value is None or not value.is_finite() or value.adjusted() > 300:
        return None
    exact = value.adjusted() < 15 and value == value.to_integral_value()
    return int(value) if exact else float(value)


def spans_of(fact: Any) -> tuple[Span, ...]:
    """The places of a fact: the parts of a quote, the mentions of a name, the one span of the others."""
    if hasattr(fact, "spans"):
        return tuple(fact.spans)
    return tuple(fact.mentions) if hasattr(fact, "mentions") else (fact.span,)


def joined(spans: tuple[Span, ...]) -> str | None:
    """The words of some spans, with `GAP` between them; None for no span."""
    return GAP.join(span.text for span in spans) or None


def _words(span: Span | None) -> str | None:
    return span.text if span else None


def _who(of: Of) -> str | None:
    return of.said.speaker.name if of.said else None


def _latin(of: Of) -> str | None:
    if of.said is None:
        return None
    speaker = of.said.speaker
    official = next((o for o in of.sheet.officials if o.id == speaker.official), None)
    return speaker.romanized or latin_of(official)


def _named(of: Of) -> bool | None:
    return of.said.speaker.named if of.said else None


def _of_article(name: str) -> Column:
    return _text(name, lambda of: getattr(of.sheet.article, name))


def _count(kind: str) -> Column:
    return Column(kind, "integer", lambda of: len(getattr(of.sheet, kind)))


_HEAD = (_text("article", lambda of: of.sheet.article.id), _text("id"))
_TAIL = (
    Column("start", "integer", lambda of: spans_of(of.fact)[0].start),
    Column("end", "integer", lambda of: spans_of(of.fact)[-1].end),
    _text("places", lambda of: " ".join(f"{span.start}:{span.end}" for span in spans_of(of.fact))),
    _text("rule"),
    Column("confidence", "number", lambda of: of.fact.confidence),
    _text("review", lambda of: of.fact.review.status),
    _text("verification", lambda of: of.fact.review.verification.status),
    _text("verification_source", lambda of: of.fact.review.verification.source_url),
)
_PARAGRAPH = Column("paragraph", "integer", lambda of: of.fact.paragraph)
_NOTES = _text("notes", lambda of: " ".join(of.fact.notes) or None)
_SPAN = _text("text", lambda of: of.fact.span.text)
_SENTENCE = _text("sentence", lambda of: of.fact.sentence.text)
_ROLE = tuple(
    _text(name, lambda of, name=name: getattr(_source(of), name))  # type: ignore[misc]
    for name in ("role", "role_latin", "affiliation", "affiliation_latin")
)


def _source(of: Of) -> Any:
    """Who holds the role: a quote's speaker, or the official."""
    return of.fact.speaker if isinstance(of.fact, Quote) else of.fact


KINDS: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
        "quotes": (
            *_HEAD,
            _text("kind"),
            _text("text", lambda of: joined(of.fact.spans)),
            _text("verbatim", lambda of: joined(of.fact.verbatim)),
            _text("who", _who),
            _text("romanized", _latin),
            _boolean("named", _named),
            _text("who_kind", lambda of: of.fact.speaker.kind),
            *_ROLE,
            _text("resolved", lambda of: of.fact.speaker.resolved),
            _text("official", lambda of: of.fact.speaker.official),
            _text("cue", lambda of: _words(of.fact.cue)),
            _text("lemma", lambda of: of.fact.cue.lemma if of.fact.cue else None),
            _text("stance", lambda of: of.fact.cue.stance if of.fact.cue else None),
            _text("relay", lambda of: GAP.join(of.fact.relay) or None),
            _text("medium", lambda of: _words(of.fact.medium)),
            _text("said_on"),
            _PARAGRAPH,
            _NOTES,
            *_TAIL,
        ),
        "claims": (
            *_HEAD,
            _text("kind"),
            _SPAN,
            _number("value"),
            _number("low"),
            _number("high"),
            _text("comparator"),
            _text("unit"),
            _text("unit_name", lambda of: unit_words(of.sheet, of.fact.unit, of.lang)),
            _text("counted", lambda of: _words(of.fact.counted)),
            _text("quote"),
            _text("who", _who),
            _text("romanized", _latin),
            _boolean("named", _named),
            _SENTENCE,
            _PARAGRAPH,
            _NOTES,
            *_TAIL,
        ),
        "dates": (
            *_HEAD,
            _SPAN,
            _text("date", lambda of: of.fact.value),
            _text("granularity"),
            _text("calendar"),
            _boolean("relative"),
            _text("anchor", lambda of: _words(of.fact.anchor)),
            _SENTENCE,
            _PARAGRAPH,
            _NOTES,
            *_TAIL,
        ),
        "officials": (
            *_HEAD,
            _text("kind"),
            _text("text", lambda of: of.fact.mentions[0].text),
            _text("who", lambda of: of.fact.name),
            *_ROLE,
            _text("country"),
            _text("romanized"),
            _text("romanized_from"),
            Column("mentions", "integer", lambda of: len(of.fact.mentions)),
            _text("quotes", lambda of: " ".join(of.fact.quotes) or None),
            *_TAIL,
        ),
    }
)
"""The columns of each kind of fact, by the name of the kind in a fact sheet."""

ARTICLE: tuple[Column, ...] = (
    _text("article", lambda of: of.sheet.article.id),
    *(
        _of_article(name)
        for name in ("title", "publisher", "byline", "url", "published", "published_from", "language", "sha256")
    ),
    _text("version", lambda of: of.sheet.provenance.version),
    Column("revision", "integer", lambda of: of.sheet.provenance.revision),
    *map(_count, KINDS),
)
"""The columns of an article."""

_WHOSE = ("title", "publisher", "published", "url")
WIDE: tuple[tuple[str, Type], ...] = (
    ("fact", "text"),
    *dict.fromkeys((column.name, column.type) for column in KINDS["quotes"][:2]),
    *((name, "text") for name in _WHOSE),
    *dict.fromkeys((c.name, c.type) for columns in KINDS.values() for c in columns if c.name not in ("article", "id")),
)
"""Name and type of every column of the one wide table: `fact` is the kind, as in `KINDS`."""


def article_row(sheet: FactSheet) -> list[Cell]:
    """The cells of the sheet's article, in the order of `ARTICLE`."""
    of = Of(sheet, None, None)
    return [column.take(of) for column in ARTICLE]


def rows(sheet: FactSheet, lang: str = "ar") -> Iterator[tuple[str, list[Cell]]]:
    """Every fact: (its kind, its cells in the order of `KINDS[kind]`); units are named in the language."""
    quotes = {quote.id: quote for quote in sheet.quotes}
    for kind, columns in KINDS.items():
        for fact in getattr(sheet, kind):
            said = fact if kind == "quotes" else quotes.get(fact.quote) if kind == "claims" else None
            of = Of(sheet, fact, said, lang)
            yield kind, [column.take(of) for column in columns]


def wide_rows(sheet: FactSheet, lang: str = "ar") -> Iterator[dict[str, Cell]]:
    """Every fact as a mapping from the names of `WIDE` to its cells."""
    whose = {name: getattr(sheet.article, name) for name in _WHOSE}
    empty: dict[str, Cell] = {name: None for name, _ in WIDE} | whose
    for kind, cells in rows(sheet, lang):
        names = (column.name for column in KINDS[kind])
        yield empty | dict(zip(names, cells, strict=True)) | {"fact": kind}
