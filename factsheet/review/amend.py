"""Edits and additions: what a reviewer wants changed → a fact that holds to the contract, or the reason why it cannot.

Places come as `{"start", "end"}` and take their words from the article: nothing that is printed is ever typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from factsheet.check import check_sheet
from factsheet.review.anchors import AnyFact, hull, kind_of
from factsheet.review.events import Of
from factsheet.review.readings import read_words
from factsheet.review.refusal import RefusedError
from factsheet.review.speakers import UNKNOWN, speaker_of
from factsheet.review.values import granularity_of, iso_value, json_number
from factsheet.schema import (
    Check,
    Claim,
    DateMention,
    FactSheet,
    Official,
    Quote,
    Review,
    Span,
    first_problem,
    problems,
)
from factsheet.text import OPENING, Document

MODELS: Mapping[Of, type[AnyFact]] = {
    "quotes": Quote, "claims": Claim, "dates": DateMention, "officials": Official,
}  # fmt: skip
EDITABLE: Mapping[Of, frozenset[str]] = {
    "quotes": frozenset(("kind", "spans", "verbatim", "cue", "speaker", "relay", "medium", "said_on")),
    "claims": frozenset(("span", "number", "value", "low", "high", "unit", "comparator", "kind", "counted")),
    "dates": frozenset(("span", "value", "calendar")),
    "officials": frozenset(("mentions", "name", "kind", "role", "affiliation")),
}
"""What a reviewer may change of each kind of fact."""
_MARKS = frozenset(OPENING) | frozenset(OPENING.values())
_UNIT = re.compile(r"[^\s<>\"'&]{1,20}")


def amended(sheet: FactSheet, fact: AnyFact, changes: Mapping[str, Any]) -> AnyFact:
    """The fact with the changes, still pending. Raises RefusedError."""
    of = kind_of(fact)
    unknown = sorted(set(changes) - EDITABLE[of])
    if unknown or not changes:
        raise RefusedError("unknown-field", ", ".join(unknown))
    made = fact.model_copy(update={"review": Review()}).model_dump(mode="json")
    return _made(sheet, of, made, changes, known=fact)


def added(sheet: FactSheet, of: Of, id: str, fields: Mapping[str, Any]) -> AnyFact:
    """A fact that the machine missed: rule `human`, confidence 1; what is not given is read from its words.

    Raises RefusedError.
    """
    unknown = sorted(set(fields) - EDITABLE[of])
    if unknown:
        raise RefusedError("unknown-field", ", ".join(unknown))
    blank: dict[str, Any] = {"id": id, "rule": "human", "confidence": 1}
    blanks: dict[Of, dict[str, Any]] = {
        "quotes": {"kind": "indirect", "speaker": UNKNOWN},
        "claims": {"kind": "count", "value": None},
        "dates": {"value": None, "granularity": "day"},
        "officials": {},
    }
    if of in ("claims", "dates") and "span" in fields:
        blank |= read_words(sheet, of, place(fields["span"], sheet.article.text))
    return _made(sheet, of, blanks[of] | blank, fields, known=None)


def _made(sheet: FactSheet, of: Of, made: dict[str, Any], changes: Mapping[str, Any], known: AnyFact | None) -> AnyFact:
    text = sheet.article.text
    for name, value in changes.items():
        made[name] = _field(sheet, of, name, value)
    _COMPLETE[of](sheet, made, frozenset(changes))
    try:
        fact = MODELS[of].model_validate(made)
    except ValidationError as error:
        raise RefusedError("contract", first_problem(error)) from error
    facts = [fact if known is not None and old.id == known.id else old for old in getattr(sheet, of)]
    after = sheet.model_copy(update={of: tuple(facts if known is not None else [*facts, fact])})
    problem = next((p for p in problems(after) if p[0].startswith((of, "officials", "claims"))), None)
    if problem:
        raise RefusedError("contract", ": ".join(problem))
    if isinstance(fact, Quote):
        _require_marks(fact, text, known.verbatim if isinstance(known, Quote) else ())
    _require_unique(sheet, fact)
    before = [c for c in check_sheet(sheet) if _concerns(c, fact.id)]
    for finding in check_sheet(after):
        if finding.severity == "error" and _concerns(finding, fact.id) and finding.code not in {c.code for c in before}:
            raise RefusedError("check", finding.code)
    return fact


def _concerns(check: Check, id: str) -> bool:
    return id in check.facts


def _field(sheet: FactSheet, of: Of, name: str, value: Any) -> Any:
    """The value of one field for the model: places with their words, numbers and dates read, speakers built."""
    text = sheet.article.text
    if name in ("spans", "verbatim", "mentions"):
        if not isinstance(value, list) or len(value) > 50:
            raise RefusedError("contract", name)
        return [place(item, text) for item in sorted(value, key=_start)]
    if name == "relay":
        return _names(sheet, value, text)
    if name in ("span", "number"):
        return place(value, text)
    if name in ("counted", "medium"):
        return None if value is None else place(value, text)
    if name == "cue":
        return None if value is None else _cue(sheet, place(value, text))
    if name == "speaker":
        return speaker_of(sheet, value, lambda item: place(item, text))
    if of == "officials" and name in ("name", "role", "affiliation"):
        return None if value is None and name != "name" else " ".join(place(value, text)["text"].split())
    if name in ("value", "low", "high"):
        return iso_value(value) if of == "dates" else json_number(value)
    if name == "unit" and value is not None and not (isinstance(value, str) and _UNIT.fullmatch(value)):
        raise RefusedError("unit")
    return value


def _names(sheet: FactSheet, value: Any, text: str) -> list[str]:
    """Who passed a quote on, in the given order: words of the article, or a name that some quote has there already."""
    if not isinstance(value, list) or len(value) > 10:
        raise RefusedError("contract", "relay")
    known = {name for quote in sheet.quotes for name in quote.relay}
    kept = (item if isinstance(item, str) and item in known else place(item, text)["text"] for item in value)
    return list(dict.fromkeys(" ".join(name.split()) for name in kept))


def _start(item: Any) -> int:
    return item["start"] if isinstance(item, dict) and type(item.get("start")) is int else 0


def place(value: Any, text: str) -> dict[str, Any]:
    """A place in the article with its words, without white space at its ends. Raises RefusedError."""
    if not isinstance(value, dict) or type(value.get("start")) is not int or type(value.get("end")) is not int:
        raise RefusedError("place")
    start, end = value["start"], value["end"]
    if not 0 <= start < end <= len(text):
        raise RefusedError("place")
    words = text[start:end]
    if not words.strip():
        raise RefusedError("place")
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    return {"start": start, "end": end, "text": text[start:end]}


def _cue(sheet: FactSheet, span: dict[str, Any]) -> dict[str, Any]:
    """A cue at a place; lemma and stance from a quote that has the same words as its cue, else the words themselves."""
    same = (q.cue for q in sheet.quotes if q.cue and q.cue.text == span["text"])
    known = next(same, None)
    return {**span, "lemma": known.lemma if known else span["text"], "stance": known.stance if known else "neutral"}


def _complete_quote(sheet: FactSheet, made: dict[str, Any], changed: frozenset[str]) -> None:
    """What follows from the changes: verbatim from kind and spans, the paragraph, whether the mark is closed."""
    if "spans" not in made:
        raise RefusedError("place")
    spans = made["spans"]
    if made["kind"] == "indirect":
        made["verbatim"] = []
    elif made["kind"] == "direct":
        made["verbatim"] = spans
    elif made["kind"] == "mixed":
        inside = [_clipped(part, spans, sheet.article.text) for part in made.get("verbatim", [])]
        made["verbatim"] = [part for part in inside if part]
        if not made["verbatim"]:
            raise RefusedError("mixed-without-verbatim")
    made["paragraph"] = _paragraph(sheet, spans[0]["start"]) if spans else None
    if changed & {"spans", "verbatim", "kind"}:
        notes = [note for note in made.get("notes", ()) if note != "unclosed_mark"]
        open_ended = any(not _closed(part, sheet.article.text) for part in made.get("verbatim", ()))
        made["notes"] = [*notes, "unclosed_mark"] if open_ended else notes


def _clipped(part: dict[str, Any], spans: list[dict[str, Any]], text: str) -> dict[str, Any] | None:
    """The verbatim part inside the new content: whole, or cut at the content's ends where it begins inside."""
    for span in spans:
        start, end = max(part["start"], span["start"]), min(part["end"], span["end"])
        if start < end and text[start:end].strip():
            return place({"start": start, "end": end}, text)
    return None


def _closed(part: dict[str, Any], text: str) -> bool:
    """Whether a quotation mark stands between the part's end and the end of its line."""
    line = text.find("\n", part["end"])
    return any(char in _MARKS for char in text[part["end"] : line if line >= 0 else len(text)])


def _complete_claim(sheet: FactSheet, made: dict[str, Any], changed: frozenset[str]) -> None:
    """A number where none is chosen, its reading by the extractor where no value is given, sentence and paragraph."""
    if "span" not in made:
        raise RefusedError("place")
    span = made["span"]
    if "number" not in made or (made["number"]["start"] < span["start"] or made["number"]["end"] > span["end"]):
        made["number"] = _digits(span)
    if changed & {"low", "high"} and made.get("low") is not None and "value" not in changed:
        made["value"] = None
    _place_in_text(sheet, made)


def _digits(span: dict[str, Any]) -> dict[str, Any]:
    """The first number inside a place, else the whole place."""
    match = re.search(r"\d+(?:[.,،٫٬]\d+)*", span["text"])
    start, end = match.span() if match else (0, len(span["text"]))
    return {"start": span["start"] + start, "end": span["start"] + end, "text": span["text"][start:end]}


def _complete_date(sheet: FactSheet, made: dict[str, Any], changed: frozenset[str]) -> None:
    if "span" not in made:
        raise RefusedError("place")
    if "value" in changed:
        made["granularity"] = granularity_of(made["value"]) or made["granularity"]
        made["notes"] = []
    _place_in_text(sheet, made)


_LATIN = {"name": ("romanized", "romanized_from"), "role": ("role_latin",), "affiliation": ("affiliation_latin",)}
"""Fields of an official that hold only as long as the one beside which they stand stays as it is."""


def _complete_official(_sheet: FactSheet, made: dict[str, Any], changed: frozenset[str]) -> None:
    if not made.get("mentions"):
        raise RefusedError("place")
    made.setdefault("name", " ".join(made["mentions"][0]["text"].split()))
    made.update({latin: None for field in changed & _LATIN.keys() for latin in _LATIN[field]})


_COMPLETE: Mapping[Of, Callable[[FactSheet, dict[str, Any], frozenset[str]], None]] = {
    "quotes": _complete_quote, "claims": _complete_claim, "dates": _complete_date, "officials": _complete_official,
}  # fmt: skip


def _place_in_text(sheet: FactSheet, made: dict[str, Any]) -> None:
    """The sentence around the place, and its paragraph's number."""
    start, end, text = made["span"]["start"], made["span"]["end"], sheet.article.text
    around = [s for s in Document(sheet.article).sentences if s.start < end and s.end > start]
    first = min([start, *(s.start for s in around)])
    last = max([end, *(s.end for s in around)])
    made["sentence"] = {"start": first, "end": last, "text": text[first:last]}
    made["paragraph"] = _paragraph(sheet, start)


def _paragraph(sheet: FactSheet, start: int) -> int | None:
    return next((p.index for p in sheet.article.paragraphs if p.start <= start < p.end), None)


def _require_marks(quote: Quote, text: str, known: tuple[Span, ...]) -> None:
    """Each verbatim part stands behind a quotation mark of the article: nothing else is printed inside marks."""
    for part in quote.verbatim:
        before = text[: part.start].rstrip()
        begins = any(part.start == span.start for span in known)
        if not begins and (not before or before[-1] not in _MARKS):
            raise RefusedError("no-mark", part.text[:60])
        if any(char in _MARKS for char in _outer(part.text)):
            raise RefusedError("marks-inside", part.text[:60])


def _outer(words: str) -> Iterator[str]:
    """The marks of a passage that are not balanced inside it: those would end the speech before its end."""
    waiting: list[str] = []
    for char in words:
        if waiting and char == waiting[-1]:
            waiting.pop()
        elif char in "«“„‹":
            waiting.append(OPENING[char])
        elif char in "»›":
            yield char


def _require_unique(sheet: FactSheet, fact: AnyFact) -> None:
    """Two facts of one kind do not stand in the same place."""
    place = hull(fact)
    for other in getattr(sheet, kind_of(fact)):
        if other.id != fact.id and hull(other) == place and other.review.status != "rejected":
            raise RefusedError("twice", other.id)
