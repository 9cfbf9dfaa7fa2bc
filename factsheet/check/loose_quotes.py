"""Quotes with their sources, and people, of a sheet in a loose form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from factsheet.check.against import Places, bare_words, is_source
from factsheet.check.comparison import Comparison
from factsheet.check.written import Given, named, texts
from factsheet.schema import Official, Quote, Span, Speaker
from factsheet.text import OPENING, TOKEN, Document, fold

NOBODY = Speaker(name=None, named=False, kind="unnamed", resolved="none")


def quote(work: Comparison, given: Given, id: str) -> Quote | None:
    """The quote of an entry, each of its parts looked up."""
    words = texts(given.entry, "spans", "text")
    if not words:
        work.tell("unusable_fact", given)
        return None
    spans = []
    for text, near in words:
        for part in work.anchors.parts(text):
            place = work.place(given, part, near, id)
            if place is None:
                return None
            spans.append(place.span)
    spans = sorted({s.start: s for s in spans}.values(), key=lambda s: s.start)
    marked = all(in_marks(work.doc, span) for span in spans)
    if given.entry.get("kind") == "direct" and not marked:
        work.tell("not_in_marks", given, spans[:1], [id])
    here = Places(work.fresh.quotes).at(spans[0])
    cue = here.cue if here else None
    if cue and cue.stance == "denies" and not marked and "cue" not in given.entry:
        work.tell("dropped_denial", given, spans[:1], [id], word=cue.text)
    speaker = _speaker(work, given, id, spans, here)
    return Quote(
        id=id, kind="direct" if marked else "indirect", spans=tuple(spans), verbatim=tuple(spans) if marked else (),
        speaker=speaker, paragraph=work.doc.paragraph_at(spans[0].start).index, rule="given", confidence=0.5,
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


def _speaker(work: Comparison, given: Given, id: str, spans: list[Span], here: Quote | None) -> Speaker:
    """The source, where the article has its name."""
    name, role = named(given.entry.get("speaker"))
    role = role or named(given.entry.get("role"))[0]
    if not name:
        return NOBODY
    place = work.anchors.find(name, spans[0].start)
    known = _known(work, name)
    absent = [m.group() for m in TOKEN.finditer(name) if not _has(work.doc, m.group())]
    titled = known is not None and bare_words(known.name) <= bare_words(name)  # the whole name, with more before it
    if place is None and (known is None or (absent and not titled)):
        work.tell("speaker_absent", given, spans[:1], [id], text=name, absent=" ".join(absent))
        return NOBODY
    if here is not None and is_source(name, here, work.fresh.officials):
        work.role(given, role, here.speaker.name or name, id)
        return here.speaker.model_copy(update={"official": None})
    role = work.role(given, role, known.name if known else name, id)
    evidence = place.span if place else known.mentions[0] if known else None
    kind = known.kind if known else "person"
    return Speaker(name=name, named=True, kind=kind, role=role, resolved="explicit", evidence=evidence)


def _known(work: Comparison, name: str) -> Official | None:
    """The person or body of the article that shares most words with a name; None where none shares any."""
    said = bare_words(name)
    best = max(work.fresh.officials, key=lambda o: len(said & bare_words(o.name)), default=None)
    return best if best and said & bare_words(best.name) else None


def _has(doc: Document, word: str) -> bool:
    """Whether the article has a word, proclitics aside."""
    return any(fold(word) in (t.form, t.form[1:], t.form[2:]) for t in doc.tokens)


def official(work: Comparison, given: Given, id: str) -> Official | None:
    """The person or body of an entry, at the places that are given or at the first."""
    name, role = named(given.entry.get("name"))
    words: Iterable[tuple[str, int | None]] = texts(given.entry, "mentions") or ([(name, None)] if name else [])
    if not name or not words:
        work.tell("unusable_fact", given)
        return None
    places = [work.place(given, text, near, id) for text, near in words]
    mentions = sorted((p.span for p in places if p is not None), key=lambda s: s.start)
    if not mentions:
        return None
    known = _known(work, name)
    role = work.role(given, role or named(given.entry.get("role"))[0], known.name if known else name, id)
    kind: Literal["person", "organization"] = "organization" if given.entry.get("kind") == "organization" else "person"
    return Official(
        id=id, name=name, kind=kind, role=role, mentions=tuple(mentions), rule="given", confidence=0.5,
    )  # fmt: skip
