"""What a template sees: one documented object, `Brief`, whose fields are the names that a template may use.

Rejected facts are left out here, once, for every template.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from factsheet.render.annex import LONG_ARTICLE, Line, Paragraphs, Place
from factsheet.render.changes import Changes, changes_since
from factsheet.render.entries import Entry, in_order
from factsheet.render.figures import Figure, figures, key_figures
from factsheet.render.fonts import missing_letters
from factsheet.render.share import shared
from factsheet.render.shares import Shares, shares
from factsheet.render.speech import Source, sources, without_marks
from factsheet.render.templates import Face
from factsheet.render.theme import Theme
from factsheet.render.timeline import Moment, moments
from factsheet.render.values import shortened
from factsheet.romanize import transliterate
from factsheet.schema import Acronym, Article, Check, Fact, FactSheet, Official
from factsheet.text import Document

F = TypeVar("F", bound=Fact)
_KINDS = ("quotes", "claims", "dates", "officials")
_SEVERITIES = ("error", "warning", "info")
_LONGEST_HEADING = 300
MOST_FACTS = 1000
"""Facts of one kind beyond which the rest is left to the attached sheet: a brief is for reading."""


@dataclass(frozen=True)
class Heading:
    """What the brief is called: the article's headline, or its first sentence, and which of the two it is."""

    words: str
    is_headline: bool
    is_sentence: bool = False
    """Whether it is the article's first sentence; neither means that it is the article's id."""


@dataclass(frozen=True)
class Progress:
    """How far the review is: facts decided, facts in all, and the moment of the last decision (ISO 8601)."""

    done: int
    all: int
    last: str | None


@dataclass(frozen=True)
class Grounding:
    """How many passages stand inside quotation marks, and how many of them stand in the article letter by letter."""

    found: int
    all: int


@dataclass(frozen=True)
class Finding:
    """A check, the places that it speaks of, and the article's words at the first of them."""

    check: Check
    places: tuple[Place, ...]
    words: str | None


@dataclass(frozen=True)
class Brief:
    """The names that a template may use, beside the filters and `t` for labels."""

    sheet: FactSheet
    """The fact sheet itself, as in the JSON."""
    lang: str
    """The language of the labels: ar or en."""
    heading: Heading
    """The headline, or the first sentence, said to be that."""
    progress: Progress
    """The state of the review."""
    grounding: Grounding
    """The verbatim passages, compared with the text."""
    key_figures: tuple[Figure, ...]
    """The figures that lead the brief, at most six."""
    sources: tuple[Source, ...]
    """All quotes, grouped by who speaks."""
    shares: Shares | None
    """Who speaks how much; None where there are not two sources."""
    figures: tuple[Figure, ...]
    """All claims."""
    timeline: tuple[Moment, ...]
    """The dates that can be put on a calendar, in the order of time."""
    people: tuple[Official, ...]
    """The named people."""
    organizations: tuple[Official, ...]
    """The named bodies."""
    acronyms: tuple[Acronym, ...]
    """Short forms and what the article says they stand for."""
    findings: tuple[Finding, ...]
    """What a human must look at, the gravest first."""
    lines: tuple[Line, ...]
    """The article, paragraph by paragraph, with its quotes and claims marked."""
    entries: tuple[Entry, ...]
    """Quotes, figures and dates in the order of the article."""
    shortened: bool
    """Whether `lines` leaves out the paragraphs of a very long article in which nothing was found."""
    omitted: int
    """How many facts of a very long article are in the attached sheet only."""
    changes: Changes | None
    """What changed since the last issue; None for a first one."""
    share: bool
    """Whether it is handed outside: `lines`, `findings` and the clauses around figures and dates are then empty."""
    missing: tuple[str, ...]
    """Letters of the article that no font of the template has; they are printed as ◌."""
    theme: Theme
    """The theme: its colours, logo, sections and house style."""

    def names(self) -> dict[str, Any]:
        """The fields by name, as a template's context."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def brief_of(
    sheet: FactSheet,
    lang: str,
    theme: Theme | None = None,
    faces: tuple[Face, ...] = (),
    previous: FactSheet | None = None,
    *,
    share: bool = False,
) -> Brief:
    """Everything that a template shows of a sheet. `previous` is the sheet as it was last issued."""
    theme = theme or Theme()
    changes = changes_since(previous, sheet)
    sheet = shared(sheet) if share else sheet
    printed = _printed(sheet, transliterated=theme.house.transliteration)
    paragraphs = Paragraphs(sheet.article)
    shown, speaking = figures(sheet, printed.claims), sources(printed, printed.quotes)
    return Brief(
        sheet=sheet,
        lang=lang,
        heading=_heading(sheet.article, paragraphs, share=share),
        progress=_progress(sheet),
        grounding=_grounding(sheet),
        key_figures=key_figures(shown),
        sources=speaking,
        shares=shares(speaking),
        figures=shown,
        timeline=moments(printed.dates),
        people=tuple(o for o in printed.officials if o.kind == "person"),
        organizations=tuple(o for o in printed.officials if o.kind == "organization"),
        acronyms=printed.acronyms,
        findings=_findings(printed.checks, paragraphs),
        lines=() if share else paragraphs.lines(printed.quotes, printed.claims),
        entries=in_order(speaking, shown, printed.dates),
        shortened=len(sheet.article.text) > LONG_ARTICLE,
        omitted=sum(max(0, len(kept(getattr(sheet, kind))) - MOST_FACTS) for kind in _KINDS),
        changes=changes,
        share=share,
        missing=missing_letters(_words(sheet.article), faces),
        theme=theme,
    )


def _words(article: Article) -> list[str]:
    """What of an article may be printed."""
    told = (article.title, article.standfirst, article.publisher, article.byline, article.url, article.id)
    return [article.text, *filter(None, told)]


def kept(facts: Iterable[F]) -> tuple[F, ...]:
    """The facts that nobody has rejected."""
    return tuple(fact for fact in facts if fact.review.status != "rejected")


def _printed(sheet: FactSheet, *, transliterated: bool) -> FactSheet:
    """The sheet without what was rejected, and with no more of each kind than can be read."""
    shown: dict[str, tuple[Any, ...]] = {kind: kept(getattr(sheet, kind))[:MOST_FACTS] for kind in _KINDS}
    ids = {quote.id for quote in shown["quotes"]}
    shown["officials"] = tuple(
        _romanized(official, transliterated=transliterated).model_copy(
            update={"quotes": tuple(ref for ref in official.quotes if ref in ids)}
        )
        for official in shown["officials"]
    )
    return sheet.model_copy(
        update={**shown, "checks": sheet.checks[:MOST_FACTS], "acronyms": sheet.acronyms[:MOST_FACTS]}
    )


def _romanized(official: Official, *, transliterated: bool) -> Official:
    """The person with a Latin form from the article or a file of names; a transliteration only where it is wanted."""
    if official.romanized and official.romanized_from != "transliteration":
        return official
    latin, origin = None, None
    if transliterated and official.kind == "person":
        latin, origin = official.romanized or transliterate(official.name) or None, "transliteration"
    return official.model_copy(update={"romanized": latin, "romanized_from": origin if latin else None})


def _heading(article: Article, paragraphs: Paragraphs, *, share: bool) -> Heading:
    if article.title:
        return Heading(article.title, True)
    headline = next((p for p in paragraphs.paragraphs if p.role == "headline"), None)
    if headline:
        return Heading(article.text[headline.start : headline.end], True)
    first = next((p for p in paragraphs.paragraphs if p.index is not None), None)
    if share or not first:
        return Heading(article.id, False)
    return Heading(_first_sentence(article.text[first.start : first.end][:2000]), False, True)


def _first_sentence(text: str) -> str:
    """The first sentence of a paragraph, without its stop; a very long one ends with … at a word."""
    sentences = Document(Article(id="", sha256="", text=text)).sentences
    sentence = text[sentences[0].start : sentences[0].end] if sentences else text
    if len(sentence) > _LONGEST_HEADING:
        return sentence[:_LONGEST_HEADING].rpartition(" ")[0] + " …"
    return sentence.removesuffix(".")


def _progress(sheet: FactSheet) -> Progress:
    reviews = [fact.review for fact in sheet.facts()]
    decided = [review for review in reviews if review.status != "pending"]
    return Progress(len(decided), len(reviews), max((r.at for r in decided if r.at), default=None))


def _grounding(sheet: FactSheet) -> Grounding:
    verbatim = [span for quote in kept(sheet.quotes) for span in quote.verbatim]
    text = sheet.article.text
    return Grounding(sum(text[span.start : span.end] == span.text for span in verbatim), len(verbatim))


def _findings(checks: Iterable[Check], paragraphs: Paragraphs) -> tuple[Finding, ...]:
    made = []
    for check in sorted(checks, key=lambda c: (_SEVERITIES.index(c.severity), c.spans[0].start if c.spans else 0)):
        places = tuple(dict.fromkeys(paragraphs.place(span) for span in check.spans))
        words = shortened(without_marks(check.spans[0].text), 90) if check.spans else None
        made.append(Finding(check, places, words))
    return tuple(made)
