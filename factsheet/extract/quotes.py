"""Quotes: reported speech with its cue, its source and how that source is known.

marks → cues → reports → speakers → Quote. Each module does one of the steps; this one joins them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from factsheet.extract.cues import find_cues
from factsheet.extract.layout import Layout
from factsheet.extract.marks import find_passages
from factsheet.extract.people import People
from factsheet.extract.report import Report
from factsheet.extract.reports import find_reports
from factsheet.extract.sources import Sources
from factsheet.extract.speakers import Attribution, Discourse
from factsheet.lexicon.sources import medium_at
from factsheet.schema import Cue, DateMention, Quote, Span, Speaker
from factsheet.text import Document

_SHAPE_CONFIDENCE = {
    "cue": 0.95,
    "content-first": 0.93,
    "interrupted": 0.9,
    "according-to": 0.85,
    "no-cue": 0.8,
    "headline": 0.75,
}
_SPEECH = 4
"""Words from which marked words before a cue are speech, whoever says it."""
_WEAK = 0.15
"""What a weak cue (ذكر، رأى) or one that orders or wishes takes from a quote's confidence."""


def find_quotes(doc: Document, people: People, dates: Sequence[DateMention]) -> list[Quote]:
    """Quotes in text order with ids q1, q2, ...; a report whose source cannot be known stays, as resolved "none"."""
    layout = Layout.of(doc, find_passages(doc))
    sources = Sources(doc, people)
    discourse = Discourse(layout, sources)
    quotes, reach = [], -1
    for report in find_reports(layout, find_cues(layout), sources):
        attribution = _attribute(discourse, report)
        nested = report.at < reach and attribution.resolved != "explicit"
        if _is_report(report, attribution) and not nested:
            quotes.append(_quote(doc, people, dates, report, attribution))
            reach = max(reach, report.content.last)
    quotes.sort(key=lambda q: q.spans[0].start)
    return [q.model_copy(update={"id": f"q{n}"}) for n, q in enumerate(quotes, 1)]


def _attribute(discourse: Discourse, report: Report) -> Attribution:
    if report.hit is not None:
        return discourse.attribute(report.hit)
    if report.source is not None:
        return discourse.claim(report.source, report.source.first, report.source.last, "speaker-beside-cue", 0.92)
    return discourse.carry_on(report.at)


def _is_report(report: Report, attribution: Attribution) -> bool:
    """A weak cue, a view or a wish is a quote only of a source that is known; so is a passage without a cue.

    A few marked words before a verb that nobody else is the subject of are its subject: «المركزي» يكشف الأرقام.
    """
    if attribution.source is not None:
        return True
    if report.shape == "content-first" and report.content.last - report.content.ranges[0][0] < _SPEECH:
        return False
    hit = report.hit
    return hit is not None and not hit.reading.entry.weak and hit.reading.entry.sense == "communication"


def _quote(
    doc: Document, people: People, dates: Sequence[DateMention], report: Report, attribution: Attribution
) -> Quote:
    content = report.content
    verbatim = tuple(doc.span(p.start, p.end) for p in content.verbatim)
    spans = (
        verbatim if content.kind == "direct" else tuple(doc.span_of(first, last - 1) for first, last in content.ranges)
    )
    medium, said_on = _circumstances(doc, dates, report)
    return Quote(
        id="q0",
        kind=content.kind,
        spans=spans,
        verbatim=verbatim,
        cue=_cue(doc, report),
        speaker=_speaker(doc, people, attribution),
        relay=attribution.relay,
        medium=medium,
        said_on=said_on,
        paragraph=doc.paragraph_at(spans[0].start).index,
        rule=f"{report.shape}-{report.hit.introducer}/{attribution.rule}"
        if report.hit
        else f"{report.shape}/{attribution.rule}",
        confidence=_confidence(report, attribution),
        notes=tuple(content.notes),
    )


def _cue(doc: Document, report: Report) -> Cue | None:
    if report.cue is None:
        return None
    span = doc.span_of(report.cue[0], report.cue[1] - 1)
    return Cue(start=span.start, end=span.end, text=span.text, lemma=report.lemma, stance=report.stance)


def _speaker(doc: Document, people: People, found: Attribution) -> Speaker:
    source = found.source
    if source is None:
        return Speaker(name=None, named=False, kind="unnamed", resolved="none")
    return Speaker(
        name=source.name,
        named=source.named,
        kind=source.kind,
        role=source.role,
        affiliation=source.affiliation,
        official=people.officials[source.person].id if source.person is not None else None,
        mention=_tokens(doc, found.mention),
        resolved=found.resolved,
        evidence=_tokens(doc, found.evidence),
    )


def _tokens(doc: Document, place: tuple[int, int] | None) -> Span | None:
    return doc.span_of(place[0], place[1] - 1) if place else None


def _circumstances(doc: Document, dates: Sequence[DateMention], report: Report) -> tuple[Span | None, str | None]:
    """Where it was said and when: the medium (بيان صحفي) and the date's id between the cue and its content."""
    if report.hit is None:
        return None, None
    first, last = report.hit.region
    medium = next((m for i in range(first, last) if (m := medium_at(doc.tokens, i)) is not None), None)
    span = doc.span_of(medium.first, min(medium.last, last) - 1) if medium else None
    if first >= last:
        return span, None
    start, end = doc.tokens[first].start, doc.tokens[last - 1].end
    near = range(*(bisect_left(dates, at, key=lambda date: date.span.start) for at in (start, end)))
    said_on = next((dates[i].id for i in near if dates[i].value), None)
    return span, said_on


def _confidence(report: Report, attribution: Attribution) -> float:
    base = _SHAPE_CONFIDENCE[report.shape]
    entry = report.hit.reading.entry if report.hit else None
    if entry is not None and (entry.weak or entry.sense == "directive"):
        base -= _WEAK
    if report.hit is not None and report.hit.introducer in ("unmarked", "fragment"):
        base -= _WEAK
    if report.content.notes:
        base -= 0.1
    return round(base * attribution.confidence, 2)
