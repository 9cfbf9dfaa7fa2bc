"""The contract: what a fact sheet holds, as frozen models.

Offsets are Unicode code points into `article.text`, half-open. What is absent is None or an empty
tuple, never a missing key, and an unknown key is an error. `FactSheet` holds the invariants that
go across models: every span is the article's own slice, every reference exists, ids are unique.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, ValidationError, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from factsheet.errors import SheetError

SCHEMA_VERSION = "1.0"

PublishedFrom = Literal["option", "file", "page", "dateline", "text"]
ParagraphRole = Literal[
    "headline", "byline", "dateline", "body", "subheading", "caption", "note", "related", "boilerplate"
]
QuoteKind = Literal["direct", "mixed", "indirect"]
SpeakerKind = Literal["person", "organization", "group", "document", "unnamed"]
Resolved = Literal["explicit", "continuation", "pronoun", "document", "none"]
Comparator = Literal["exact", "about", "more_than", "less_than", "at_least", "at_most"]
ClaimKind = Literal["count", "money", "percent", "measure", "duration", "age", "ratio", "vague"]
Calendar = Literal["gregorian", "hijri"]
Severity = Literal["error", "warning", "info"]
ReviewStatus = Literal["pending", "accepted", "rejected", "edited", "added"]
VerificationStatus = Literal["unchecked", "confirmed", "disputed"]


def as_json_number(value: Decimal) -> int | float:
    """A JSON number: whole numbers without a point."""
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[
    Decimal,
    PlainSerializer(as_json_number, return_type=int | float, when_used="json"),
    WithJsonSchema({"type": "number"}),
]
Confidence = Annotated[float, Field(ge=0, le=1)]


class Model(BaseModel):
    """Frozen, and refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Span(Model):
    """A place in the article: `article.text[start:end] == text`, in code points, half-open."""

    start: Annotated[int, Field(ge=0)]
    end: int
    text: str

    @model_validator(mode="after")
    def _holds_together(self) -> Span:
        if self.end <= self.start or self.end - self.start != len(self.text):
            raise PydanticCustomError("span", "a span must not be empty and its text must be end - start long")
        return self


class Paragraph(Model):
    """A non-empty line of the text; `index` counts body paragraphs from 1 and is None for the others."""

    index: int | None
    start: int
    end: int
    role: ParagraphRole
    rule: str


class Origin(Model):
    """The file or page that an article was read from, as it was: its name, format and bytes.

    `notes` are codes of what reading had to leave or could not be sure of (pdf-order, left-out:12).
    """

    name: str
    format: str
    sha256: str
    size: int
    notes: tuple[str, ...] = ()


class Article(Model):
    """The article as read, with what is known about it and where that was taken from."""

    id: str
    title: str | None = None
    standfirst: str | None = None
    publisher: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    modified: str | None = None
    retrieved: str | None = None
    language: str = "ar"
    origin: Origin | None = None
    sha256: str
    text: str
    paragraphs: tuple[Paragraph, ...] = ()


class Verification(Model):
    """Whether a person found the fact to be true: never decided by the program."""

    status: VerificationStatus = "unchecked"
    source_url: str | None = None
    note: str | None = None
    by: str | None = None
    at: str | None = None


class Review(Model):
    """Whether a person found the fact rightly extracted. While pending, all but the two status fields are None."""

    status: ReviewStatus = "pending"
    by: str | None = None
    at: str | None = None
    reason: str | None = None
    original: dict[str, Any] | None = None
    verification: Verification = Verification()

    @model_validator(mode="after")
    def _pending_is_empty(self) -> Review:
        if self.status == "pending" and any((self.by, self.at, self.reason, self.original)):
            raise PydanticCustomError("review", "a pending review has no reviewer, time, reason or original")
        return self


class Cue(Span):
    """The reporting word(s), clitics and all, with the dictionary form and how it presents the speech."""

    lemma: str
    stance: str


class Speaker(Model):
    """Who speaks: `mention` stands beside the cue, `evidence` holds the name; Latin forms are from `names.toml`."""

    name: str | None
    named: bool
    kind: SpeakerKind
    role: str | None = None
    affiliation: str | None = None
    romanized: str | None = None
    role_latin: str | None = None
    affiliation_latin: str | None = None
    official: str | None = None
    mention: Span | None = None
    resolved: Resolved
    evidence: Span | None = None


class Fact(Model):
    """What every extracted fact carries: its id, the rule that made it, how sure it is, and its review."""

    id: str
    rule: str
    confidence: Confidence
    review: Review = Review()


class Quote(Fact):
    """Reported speech. Only `verbatim` may ever be printed inside quotation marks."""

    kind: QuoteKind
    spans: Annotated[tuple[Span, ...], Field(min_length=1)]
    verbatim: tuple[Span, ...] = ()
    cue: Cue | None = None
    speaker: Speaker
    relay: tuple[str, ...] = ()
    medium: Span | None = None
    said_on: str | None = None
    paragraph: int | None = None
    notes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _verbatim_fits_kind(self) -> Quote:
        if self.kind == "direct" and self.verbatim != self.spans:
            raise PydanticCustomError("verbatim", "verbatim must equal spans for a direct quote")
        if self.kind == "indirect" and self.verbatim:
            raise PydanticCustomError("verbatim", "verbatim must be empty for an indirect quote")
        if self.kind == "mixed" and not self.verbatim:
            raise PydanticCustomError("verbatim", "verbatim must not be empty for a mixed quote")
        if not all(any(s.start <= v.start and v.end <= s.end for s in self.spans) for v in self.verbatim):
            raise PydanticCustomError("verbatim", "verbatim must lie inside spans")
        return self


class Claim(Fact):
    """A number that counts or measures. A range has `low` and `high` and no `value`."""

    span: Span
    number: Span
    value: Number | None
    low: Number | None = None
    high: Number | None = None
    comparator: Comparator = "exact"
    kind: ClaimKind
    unit: str | None = None
    counted: Span | None = None
    sentence: Span
    quote: str | None = None
    paragraph: int | None = None
    notes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _value_or_range(self) -> Claim:
        if (self.low is None) != (self.high is None) or (self.low is not None and self.value is not None):
            raise PydanticCustomError("value", "a range has low and high and no value")
        return self


class DateMention(Fact):
    """An expression that can be put on a calendar; `value` is ISO 8601, None where it cannot be known."""

    span: Span
    value: str | None
    granularity: str
    calendar: Calendar = "gregorian"
    relative: bool = False
    anchor: Span | None = None
    sentence: Span
    paragraph: int | None = None
    notes: tuple[str, ...] = ()


class Official(Fact):
    """A named person or body that the article mentions, once, with all its places."""

    name: str
    kind: Literal["person", "organization"] = "person"
    role: str | None = None
    affiliation: str | None = None
    country: str | None = None
    romanized: str | None = None
    romanized_from: Literal["article", "names_file", "transliteration"] | None = None
    role_latin: str | None = None
    affiliation_latin: str | None = None
    mentions: Annotated[tuple[Span, ...], Field(min_length=1)]
    quotes: tuple[str, ...] = ()


class Acronym(Model):
    """A short form and what the article says it stands for."""

    short: Span
    expansion: Span


class Message(Model):
    """A message as a key and its values, so that it can be shown in any language."""

    key: str
    values: dict[str, str] = {}


class Check(Model):
    """Something that a person must look at, with its places and the facts that it concerns."""

    code: str
    severity: Severity
    message: Message
    spans: tuple[Span, ...] = ()
    facts: tuple[str, ...] = ()


class Provenance(Model):
    """What made the sheet. `revision` counts reissues of the same article."""

    generator: str
    version: str
    lexicon_digest: str
    options: dict[str, Any] = {}
    revision: int = 1


class FactSheet(Model):
    """Everything found in one article, each fact traced to its characters."""

    schema_version: str = SCHEMA_VERSION
    article: Article
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    dates: tuple[DateMention, ...] = ()
    officials: tuple[Official, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    checks: tuple[Check, ...] = ()
    provenance: Provenance

    @model_validator(mode="after")
    def _invariants(self) -> FactSheet:
        problem = next(problems(self), None)
        if problem:
            path, what = problem
            raise PydanticCustomError("invariant", "{path}: {what}", {"path": path, "what": what})
        return self

    def facts(self) -> Iterator[Quote | Claim | DateMention | Official]:
        """Every fact with an id: quotes, claims, dates, officials."""
        yield from self.quotes
        yield from self.claims
        yield from self.dates
        yield from self.officials


def sha256_of(text: str) -> str:
    """The hex digest of a text's UTF-8 bytes (lone surrogates are kept as they are)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def spans_in(model: Any, path: str) -> Iterator[tuple[str, Span]]:
    """Every span below a model, with the path of its field ("quotes[2].cue")."""
    if isinstance(model, Span):
        yield path, model
    elif isinstance(model, BaseModel):
        for name, value in model.__dict__.items():
            if isinstance(value, BaseModel | tuple):
                yield from spans_in(value, f"{path}.{name}" if path else name)
    elif isinstance(model, tuple):
        for i, item in enumerate(model):
            yield from spans_in(item, f"{path}[{i}]")


def problems(sheet: FactSheet) -> Iterator[tuple[str, str]]:
    """What in the sheet contradicts itself: (path of the field, what is wrong)."""
    text = sheet.article.text
    if sheet.article.sha256 != sha256_of(text):
        yield "article.sha256", "is not the digest of article.text"
    for path, span in spans_in(sheet, ""):
        if text[span.start : span.end] != span.text:
            yield path, f"text is not the article's [{span.start}:{span.end}]"
    yield from _reference_problems(sheet)


def _reference_problems(sheet: FactSheet) -> Iterator[tuple[str, str]]:
    kinds = {name: {f.id for f in getattr(sheet, name)} for name in ("quotes", "claims", "dates", "officials")}
    known: set[str] = set()
    for name in kinds:
        for i, fact in enumerate(getattr(sheet, name)):
            if fact.id in known:
                yield f"{name}[{i}].id", f"{fact.id!r} is used twice"
            known.add(fact.id)
    for i, quote in enumerate(sheet.quotes):
        if quote.said_on is not None and quote.said_on not in kinds["dates"]:
            yield f"quotes[{i}].said_on", f"there is no date {quote.said_on!r}"
        if quote.speaker.official is not None and quote.speaker.official not in kinds["officials"]:
            yield f"quotes[{i}].speaker.official", f"there is no official {quote.speaker.official!r}"
    for i, claim in enumerate(sheet.claims):
        if claim.quote is not None and claim.quote not in kinds["quotes"]:
            yield f"claims[{i}].quote", f"there is no quote {claim.quote!r}"
    for i, official in enumerate(sheet.officials):
        for j, ref in enumerate(official.quotes):
            if ref not in kinds["quotes"]:
                yield f"officials[{i}].quotes[{j}]", f"there is no quote {ref!r}"
    for i, check in enumerate(sheet.checks):
        for j, ref in enumerate(check.facts):
            if ref not in known:
                yield f"checks[{i}].facts[{j}]", f"there is no fact {ref!r}"


def to_json(sheet: FactSheet) -> str:
    """The sheet as indented JSON, ending with a line feed; Arabic is written as it is."""
    return json.dumps(sheet.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def load_sheet(path: Path) -> FactSheet:
    """Read and validate a fact sheet. Raises SheetError with the path of the first field that is wrong."""
    try:
        return FactSheet.model_validate_json(path.read_bytes())
    except OSError as error:
        raise SheetError(f"{path}: cannot be read ({error.strerror}); give the path of a fact sheet") from error
    except ValidationError as error:
        raise SheetError(f"{path}: {first_problem(error)}") from error


def first_problem(error: ValidationError) -> str:
    """The first problem of a validation error as "field.path: what is wrong"."""
    first = error.errors(include_url=False, include_context=False)[0]
    place = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in first["loc"]).lstrip(".")
    return f"{place}: {first['msg']}" if place else str(first["msg"])
