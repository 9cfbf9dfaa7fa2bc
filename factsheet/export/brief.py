"""The brief's content as lines and tables, for formats that hold an editable document (DOCX, Markdown).

Labels are those of the template `brief`. Only verbatim speech stands in quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from factsheet.export.columns import GAP
from factsheet.export.words import labels, unit_words
from factsheet.newsroom import latin_of
from factsheet.render.labels import Labels
from factsheet.render.speech import in_marks, pieces, speaker_name
from factsheet.render.values import date_words, plain_number
from factsheet.schema import Check, Claim, DateMention, FactSheet, Official, Quote, Review, Span

Style = Literal["title", "meta", "section", "source", "quote", "reported", "place", "item", "footer"]


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a line; foreign ones (codes, digits, addresses) run from left to right."""

    text: str
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the document with the name of its style."""

    style: Style
    runs: tuple[Run, ...]


Cell: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its heads, rows of as many cells, and the width of each column in per cent."""

    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]


def content(sheet: FactSheet, lang: str) -> Iterator[Line | Table]:
    """The document of one sheet, from its title to its footer."""
    t = labels(lang)
    yield from _head(sheet, t)
    yield from _quotes(sheet, t)
    yield from _figures(sheet, t)
    yield from _dates(sheet, t)
    for kind, key in (("person", "people"), ("organization", "organizations")):
        yield from _names([o for o in sheet.officials if o.kind == kind], key, t)
    if sheet.acronyms:
        yield _section("acronyms", t)
        yield Table(
            _labelled(t, "table.short", "table.expansion"),
            tuple(((Run(a.short.text),), (Run(a.expansion.text),)) for a in sheet.acronyms),
            (25, 75),
        )
    yield from _findings(sheet.checks, t)
    yield Line("footer", (label("footer", t),))


def label(key: str, t: Labels) -> Run:
    """A label; one in English runs from left to right on a page that does not."""
    return Run(t.plain(key), foreign=t.lang != "ar")


def _labelled(t: Labels, *keys: str) -> tuple[Cell, ...]:
    return tuple((label(key, t),) for key in keys)


def _marks(review: Review, t: Labels) -> list[Run]:
    """What people decided on a fact: on its extraction, and on its truth, with source and note."""
    seen = review.verification
    runs = [label(f"review.{review.status}", t)] if review.status != "pending" else []
    runs += [label(f"verification.{seen.status}", t)] if seen.status != "unchecked" else []
    runs += [Run(seen.source_url, foreign=True)] if seen.source_url else []
    return runs + ([Run(seen.note)] if seen.note else [])


def _parted(*runs: Run) -> tuple[Run, ...]:
    """The runs with a point between two."""
    return tuple(part for run in runs for part in (Run(" · "), run))[1:]


def _section(key: str, t: Labels) -> Line:
    return Line("section", (label(f"section.{key}", t),))


def _head(sheet: FactSheet, t: Labels) -> Iterator[Line]:
    article = sheet.article
    headline = next((article.text[p.start : p.end] for p in article.paragraphs if p.role == "headline"), None)
    yield Line("title", (Run(article.title or headline or article.id),))
    for key in ("publisher", "byline", "published", "url"):
        value = getattr(article, key)
        if value:
            told = _day(value, t) if key == "published" else Run(value, foreign=key == "url")
            origin = f"published_from.{article.published_from}"
            behind = (Run(" ("), label(origin, t), Run(")")) if key == "published" and article.published_from else ()
            yield Line("meta", (label(f"head.{key}", t), Run(": "), told, *behind))
    decided = [fact.review.status != "pending" for fact in sheet.facts()]
    yield Line("meta", (progress(sum(decided), len(decided), t),))


def progress(done: int, every: int, t: Labels) -> Run:
    """How far a review is."""
    key = "review.nothing" if not every else "review.complete" if done == every else "review.draft"
    return Run(t(key, done=done, all=every).striptags(), foreign=t.lang != "ar")


def _day(value: str, t: Labels) -> Run:
    return Run(date_words(value, t).striptags(), foreign=t.lang != "ar")


def _quotes(sheet: FactSheet, t: Labels) -> Iterator[Line]:
    latin = {official.id: latin_of(official) for official in sheet.officials}
    by_source: dict[tuple[str | None, str | None], list[Quote]] = {}
    for quote in sheet.quotes:
        key = (quote.speaker.official or quote.speaker.name, quote.speaker.name)
        by_source.setdefault(key, []).append(quote)
    if not by_source:
        return
    yield _section("quotes", t)
    for quotes in by_source.values():
        yield Line("source", _source(quotes, latin.get(quotes[0].speaker.official or ""), t))
        for quote in quotes:
            yield _speech(quote)
            yield Line("place", _place(quote, t))


def _source(quotes: list[Quote], latin: str | None, t: Labels) -> tuple[Run, ...]:
    speaker, name = quotes[0].speaker, speaker_name(quotes[0].speaker)
    if name is None:
        return (label("source.unresolved", t),)
    role = next((q.speaker.role for q in quotes if q.speaker.role), None)
    named = () if speaker.named else (Run(" ("), label("source.unnamed", t), Run(")"))
    forms = (speaker.romanized or latin, speaker.role_latin, speaker.affiliation_latin) if t.lang == "en" else ()
    written = ", ".join(filter(None, forms))
    return (Run(name), Run(f"، {role}" if role else ""), *named, *_foreign(written))


def _foreign(written: str) -> tuple[Run, ...]:
    """What stands in Latin letters behind Arabic words."""
    return (Run(" · "), Run(written, foreign=True)) if written else ()


def _speech(quote: Quote) -> Line:
    """The words; marks stand around verbatim speech, and around nothing else."""
    parts = (GAP if p.kind == "gap" else in_marks(p.text) if p.kind == "verbatim" else p.text for p in pieces(quote))
    return Line("quote" if quote.kind == "direct" else "reported", (Run("".join(parts)),))


def _place(quote: Quote, t: Labels) -> tuple[Run, ...]:
    runs = [label(f"kind.{quote.kind}", t)]
    runs += [Run(quote.cue.text)] if quote.cue else []
    runs += [Run(f"¶{quote.paragraph}", foreign=True)] if quote.paragraph else []
    return _parted(*runs, Run(quote.id, foreign=True), *_marks(quote.review, t))


def _figures(sheet: FactSheet, t: Labels) -> Iterator[Line | Table]:
    if not sheet.claims:
        return
    quotes = {quote.id: quote for quote in sheet.quotes}
    keys = ("printed", "value", "unit", "comparator", "said_by", "paragraph")
    yield _section("figures", t)
    yield Table(
        _labelled(t, *(f"table.{key}" for key in keys)),
        tuple(_figure(sheet, claim, quotes.get(claim.quote or ""), t) for claim in sheet.claims),
        (22, 24, 14, 11, 22, 7),
    )


def _figure(sheet: FactSheet, claim: Claim, quote: Quote | None, t: Labels) -> tuple[Cell, ...]:
    values = [plain_number(v) for v in (claim.value, claim.low, claim.high) if v is not None]
    unit = unit_words(sheet, claim.unit, t.lang) or ""
    comparator = "vague" if claim.kind == "vague" else claim.comparator
    who = speaker_name(quote.speaker) if quote else ""
    return (
        _parted(Run(claim.span.text), *_marks(claim.review, t)),
        (Run("–".join(values), foreign=True),),
        (Run(unit, foreign=unit.isascii()),),
        (label(f"comparator.{comparator}", t),),
        (label("source.unresolved", t) if who is None else Run(who),),
        (Run(str(claim.paragraph or ""), foreign=True),),
    )


def _dates(sheet: FactSheet, t: Labels) -> Iterator[Line | Table]:
    if sheet.dates:
        yield _section("timeline", t)
        yield Table(
            _labelled(t, "table.printed", "table.meaning", "table.paragraph"),
            tuple(_date(date, t) for date in sheet.dates),
            (40, 50, 10),
        )


def _date(date: DateMention, t: Labels) -> tuple[Cell, ...]:
    return (
        _parted(Run(date.span.text), *_marks(date.review, t)),
        (_day(date.value, t),) if date.value else (),
        (Run(str(date.paragraph or ""), foreign=True),),
    )


def _names(officials: list[Official], key: str, t: Labels) -> Iterator[Line | Table]:
    if officials:
        yield _section(key, t)
        yield Table(
            _labelled(t, "table.name", "table.role", "table.affiliation", "table.latin"),
            tuple(_name(official, t) for official in officials),
            (22, 28, 22, 28),
        )


def _name(official: Official, t: Labels) -> tuple[Cell, ...]:
    return (
        _parted(Run(official.name), *_marks(official.review, t)),
        (Run(official.role or ""),),
        (Run(official.affiliation or ""),),
        (Run(_written(official, t), foreign=True),),
    )


def _written(official: Official, t: Labels) -> str:
    """A name in Latin letters; beside English labels also the office and the affiliation."""
    forms = (latin_of(official), official.role_latin, official.affiliation_latin)
    return ", ".join(filter(None, forms if t.lang == "en" else forms[:1]))


def _findings(checks: tuple[Check, ...], t: Labels) -> Iterator[Line]:
    if checks:
        yield _section("findings", t)
    for check in checks:
        key = f"check.{check.code}.title"
        title = label(key, t) if key in t else Run(check.code, foreign=True)
        yield Line("item", (title, Run(f": {_cited(check.spans)}" if check.spans else "")))


def _cited(spans: tuple[Span, ...]) -> str:
    return GAP.join(" ".join(span.text.split()) for span in spans)
