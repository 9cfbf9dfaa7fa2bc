"""Fact sheets in a loose form, by hand or by a language model: texts without places, or with wrong ones.

`anchored` looks every text up in the article and makes a valid sheet of what stands there. What does not stand there is
left out, and every step is told as a finding; no number is ever taken that the article does not have.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from factsheet.check.against import Places, same_date, same_source, values_of
from factsheet.check.anchor import Anchors, Place, negates
from factsheet.check.codes import finding
from factsheet.check.written import Given, named, number_in, texts, unit_of, values
from factsheet.schema import (
    Check,
    Claim,
    DateMention,
    FactSheet,
    Official,
    Provenance,
    Quote,
    Span,
    Speaker,
)
from factsheet.text import OPENING, TOKEN, Document, fold

KINDS = {"quotes": "q", "claims": "c", "dates": "d", "officials": "o"}
"""The lists that are read, each with the letter of its ids."""
PASSED = frozenset((*KINDS, "schema_version", "article", "acronyms", "checks", "provenance"))
NOBODY = Speaker(name=None, named=False, kind="unnamed", resolved="none")


@dataclass
class Bench:
    """What the work on one sheet needs: the article, the fresh extraction, and the findings so far."""

    doc: Document
    fresh: FactSheet
    anchors: Anchors = field(init=False)
    found: list[Check] = field(default_factory=list)
    taken: dict[str, set[int]] = field(default_factory=dict)
    """Beginnings of places that facts of a kind already have."""

    def __post_init__(self) -> None:
        self.anchors = Anchors(self.doc)

    def tell(self, code: str, given: Given, spans: Iterable[Span] = (), facts: Iterable[str] = (), **told: str) -> None:
        """Add a finding about an entry of the given sheet."""
        self.found.append(finding(code, spans, facts, where=given.where, **told))

    def place(self, given: Given, text: str, near: int | None, fact: str) -> Place | None:
        """The place of a text, told with its tier; None, told too, where the article does not have it."""
        taken = self.taken.setdefault(given.where.split("[")[0], set())
        place = self.anchors.find(text, near, taken)
        if place is None:
            nearest = self.anchors.nearest(text)
            code = "changed_number" if nearest and nearest.number else "not_verbatim"
            if code == "not_verbatim" and nearest and negates(nearest.differs):
                code = "changed_negation"
            told = {"differs": nearest.differs} if nearest else {}
            self.tell(code, given, [nearest.span] if nearest else (), text=text, **told)
            return None
        taken.add(place.span.start)
        self.tell(f"anchored_{place.tier}", given, [place.span], [fact], text=text)
        if place.places > 1 and near is None:
            self.tell("several_places", given, [place.span], [fact], places=str(place.places))
        return place


def anchored(raw: Mapping[str, Any], doc: Document, fresh: FactSheet, problem: str) -> tuple[FactSheet, list[Check]]:
    """The valid sheet of what stands in the article, and the findings about the rest. `problem` broke the contract."""
    bench = Bench(doc, fresh)
    bench.found.append(finding("loose_form", text=problem))
    unknown = sorted(set(map(str, raw)) - PASSED)
    if unknown:
        bench.found.append(finding("ignored_field", text=", ".join(unknown)))
    makers = {"quotes": _quote, "claims": _claim, "dates": _date, "officials": _official}
    made: dict[str, tuple[Any, ...]] = {}
    for kind, letter in KINDS.items():
        entries = raw.get(kind) or []
        if not isinstance(entries, list):
            bench.found.append(finding("unusable_fact", where=kind))
            continue
        facts: list[Any] = []
        for i, entry in enumerate(entries):
            told = len(bench.found)
            fact = makers[kind](bench, Given.of(entry, f"{kind}[{i}]"), f"{letter}{len(facts) + 1}")
            if fact is None:  # its findings are of no fact of the sheet
                bench.found[told:] = [c.model_copy(update={"facts": ()}) for c in bench.found[told:]]
            else:
                facts.append(fact)
        made[kind] = tuple(facts)
    provenance = Provenance(generator="given", version="", lexicon_digest=fresh.provenance.lexicon_digest)
    sheet = FactSheet(article=fresh.article, provenance=provenance, **made)  # type: ignore[arg-type]
    return sheet, bench.found


def _quote(bench: Bench, given: Given, id: str) -> Quote | None:
    words = texts(given.entry, "spans", "span", "text", "quote", "content")
    if not words:
        bench.tell("unusable_fact", given)
        return None
    spans = []
    for text, near in words:
        for part in bench.anchors.parts(text):
            place = bench.place(given, part, near, id)
            if place is None:
                return None
            spans.append(place.span)
    spans = sorted({s.start: s for s in spans}.values(), key=lambda s: s.start)
    marked = all(in_marks(bench.doc, span) for span in spans)
    if given.entry.get("kind") == "direct" and not marked:
        bench.tell("not_in_marks", given, spans[:1], [id])
    speaker = _speaker(bench, given, id, spans[0])
    return Quote(
        id=id, kind="direct" if marked else "indirect", spans=tuple(spans), verbatim=tuple(spans) if marked else (),
        speaker=speaker, paragraph=bench.doc.paragraph_at(spans[0].start).index, rule="given", confidence=0.5,
    )  # fmt: skip


def in_marks(doc: Document, span: Span) -> bool:
    """Whether a mark opens in the same paragraph before a span and closes after it, with none between."""
    paragraph = doc.paragraph_at(span.start)
    before, after = doc.text[paragraph.start : span.start], doc.text[span.end : paragraph.end]
    opened = max((m for m in OPENING if m in before), key=before.rfind, default=None)
    if opened is None or any(mark in span.text for mark in (opened, OPENING[opened])):
        return False
    closing = OPENING[opened]
    if opened == closing:
        return before.count(opened) % 2 == 1 and closing in after
    return before.rfind(opened) > before.rfind(closing) and closing in after


def _speaker(bench: Bench, given: Given, id: str, span: Span) -> Speaker:
    """The source, where the article has its name."""
    name, role = named(given.entry.get("speaker", given.entry.get("source")))
    if not name:
        return NOBODY
    place = bench.anchors.find(name, span.start)
    known = next((o for o in bench.fresh.officials if same_source(o.name, name)), None)
    absent = [m.group() for m in TOKEN.finditer(name) if not _has(bench.doc, m.group())]
    if place is None and (absent or known is None):
        bench.tell("speaker_absent", given, [span], [id], text=name, absent=" ".join(absent))
        return NOBODY
    kind = known.kind if known else "person"
    here = Places(bench.fresh.quotes).at(span)
    if here is not None and here.speaker.name and same_source(here.speaker.name, name):
        return here.speaker.model_copy(update={"official": None})
    evidence = place.span if place else known.mentions[0] if known else None
    return Speaker(name=name, named=True, kind=kind, role=role, resolved="explicit", evidence=evidence)


def _has(doc: Document, word: str) -> bool:
    """Whether the article has a word, proclitics aside."""
    return any(fold(word) in (t.form, t.form[1:], t.form[2:]) for t in doc.tokens)


def _claim(bench: Bench, given: Given, id: str) -> Claim | None:
    words = texts(given.entry, "span", "text", "claim", "quote")
    if not words:
        bench.tell("unusable_fact", given)
        return None
    place = bench.place(given, *words[0], id)
    if place is None:
        return None
    span, said = place.span, values(given.entry)
    found = Places(bench.fresh.claims).at(span)
    if found is None:
        number = number_in(bench.doc, span)
        if said and said != (number[1],):
            code = "changed_number" if number[1] is not None else "unread_value"
            bench.tell(code, given, [span], () if code == "changed_number" else [id], said=_shown(said))
            if code == "changed_number":
                return None
        return Claim(
            id=id, span=span, number=number[0], value=number[1], kind="count", sentence=sentence_of(bench.doc, span),
            notes=() if said == (number[1],) else ("unread_value",), paragraph=bench.doc.paragraph_at(span.start).index,
            rule="given", confidence=0.5,
        )  # fmt: skip
    theirs = values_of(found)
    unit, factor = unit_of(given.entry.get("unit"))
    if said and (theirs is None or not (said == theirs or tuple(v * factor for v in said) == theirs)):
        code = "unread_value" if theirs is None else "changed_number"
        bench.tell(code, given, [span], (), said=_shown(said), article=found.span.text)
        return None
    if unit and unit != found.unit:
        bench.tell("changed_unit", given, [span], (), said=unit, article=found.unit or "")
        return None
    return found.model_copy(update={"id": id, "quote": None, "rule": "given", "confidence": 0.5})


def _shown(said: tuple[Decimal, ...]) -> str:
    return " – ".join(map(str, said))


def sentence_of(doc: Document, span: Span) -> Span:
    """The sentence in which a span begins, stretched to its end."""
    sentence = doc.sentence_at(span.start)
    return doc.span(min(sentence.start, span.start), max(sentence.end, span.end))


def _date(bench: Bench, given: Given, id: str) -> DateMention | None:
    words = texts(given.entry, "span", "text", "date")
    if not words:
        bench.tell("unusable_fact", given)
        return None
    place = bench.place(given, *words[0], id)
    if place is None:
        return None
    found = Places(bench.fresh.dates).at(place.span)
    value = given.entry.get("value")
    said = value if isinstance(value, str) and value else None
    if said and _impossible(said):
        bench.tell("impossible_date", given, [place.span], (), said=said)
        return None
    if said and found and not same_date(said, found.value):
        bench.tell("changed_date", given, [place.span], (), said=said, article=found.value or "")
        return None
    if said and (found is None or found.value is None):
        bench.tell("unread_value", given, [place.span], [id], said=said)
    if found is not None:
        return found.model_copy(update={"id": id, "rule": "given", "confidence": 0.5})
    return DateMention(
        id=id, span=place.span, value=None, granularity="day", sentence=sentence_of(bench.doc, place.span),
        paragraph=bench.doc.paragraph_at(place.span.start).index, notes=("unread_value",), rule="given", confidence=0.5,
    )  # fmt: skip


def _impossible(value: str) -> bool:
    """Whether a value is written as a day and is none."""
    parts = value[:10].split("-")
    if [len(p) for p in parts] != [4, 2, 2] or not all(p.isdecimal() for p in parts):
        return False
    try:
        date(*map(int, parts))
    except ValueError:
        return True
    return False


def _official(bench: Bench, given: Given, id: str) -> Official | None:
    name, role = named(given.entry.get("name") or given.entry.get("text"))
    words = texts(given.entry, "mentions") or ([(name, None)] if name else [])
    if not name or not words:
        bench.tell("unusable_fact", given)
        return None
    places = [bench.place(given, text, near, id) for text, near in words]
    mentions = sorted((p.span for p in places if p is not None), key=lambda s: s.start)
    if not mentions:
        return None
    role = role or next((r for r in [given.entry.get("role")] if isinstance(r, str)), None)
    stands = role is not None and bench.anchors.find(role) is not None
    if role and not stands:
        bench.tell("not_verbatim", given, (), [id], text=role)
    kind: Literal["person", "organization"] = "organization" if given.entry.get("kind") == "organization" else "person"
    return Official(
        id=id, name=name, kind=kind, role=role if stands else None, mentions=tuple(mentions), rule="given",
        confidence=0.5,
    )  # fmt: skip
