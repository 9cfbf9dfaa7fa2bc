"""Reports: everywhere an article gives somebody's words, with the cue, the content and where the source may stand.

Four shapes: a cue before its content; content before its cue («...»، قال فلان), or around it; a prepositional cue
(بحسب، وفقا لـ) before or after its clause; a marked passage or a headline with no cue at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from factsheet.extract.according import according_to
from factsheet.extract.content import COMMAS, Content, clause, reported, whole
from factsheet.extract.cue_hit import CueHit
from factsheet.extract.layout import NAME_TOKENS, RELATIVES, Layout
from factsheet.extract.marks import CLOSING_PUNCTUATION, Passage
from factsheet.extract.report import Report, Shape
from factsheet.extract.source_phrase import is_definite
from factsheet.extract.sources import Source, Sources
from factsheet.lexicon.cues import prepositional_at
from factsheet.lexicon.reporting import conjunction_at, heads_name, is_impersonal, is_ministry, is_particle
from factsheet.text import Document

BETWEEN = frozenset("هذا ما بهذه بهذا بذلك الجمله الجمل العباره العبارات الكلمات الكلام هكذا كما حسبما ب".split())
"""Words that may stand between a passage and the cue after it: «...»، بهذه العبارة لخص فلان."""
FLAGS = frozenset(("عاجل", "بالفيديو", "بالصور", "فيديو", "شاهد", "خاص", "متابعه"))
"""Words that head a live line or a headline before its source."""


_NO_HEADLINES = ("related", "boilerplate", "byline", "dateline")


def find_reports(layout: Layout, hits: Mapping[int, CueHit], sources: Sources) -> list[Report]:
    """All reports of the article in the order of their cues, none inside the direct speech of another."""
    hits = {i: hit for i, hit in hits.items() if not sources.names_at(i)}
    chosen = _cued(layout, hits)
    chosen = _content_first(layout, hits, chosen)
    taken = _Cover(chosen)
    chosen += [r for r in according_to(layout, hits, sources) if not taken.holds(r.at)]
    taken = _Cover(chosen)
    chosen += [r for r in _headlines(layout, hits, sources) if not taken.touches(r.content)]
    taken = _Cover(chosen)
    chosen += [r for r in _uncued(layout, chosen) if not taken.touches(r.content)]
    named = {(m.start, m.end) for m in sources.people.mentions}
    chosen = [r for r in chosen if _holds_speech(r.content, named)]
    speech = _Cover(r for r in chosen if r.content.kind == "direct")
    return sorted((r for r in chosen if r.cue is None or not speech.holds(r.at)), key=lambda r: r.at)


def _holds_speech(content: Content, named: Collection[tuple[int, int]]) -> bool:
    """Whether marks that were taken for speech hold more than somebody's name (ذكرت المنظمة قضية «فلان الفلاني»).

    Names in marks inside a reported clause are no verbatim part of it.
    """
    speech = [passage for passage in content.verbatim if (passage.start, passage.end) not in named]
    if content.kind == "mixed":
        content.verbatim, content.kind = speech, "mixed" if speech else "indirect"
    return bool(speech) or content.kind == "indirect"


class _Cover:
    """The tokens that the content of some reports covers."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.tokens = {i for r in reports for first, last in r.content.ranges for i in range(first, last)}

    def holds(self, i: int) -> bool:
        return i in self.tokens

    def touches(self, content: Content) -> bool:
        return any(i in self.tokens for first, last in content.ranges for i in range(first, last))


def _of_hit(hit: CueHit, content: Content, shape: Shape = "cue") -> Report:
    return Report(shape, content, (hit.first, hit.last), hit.reading.entry.form, hit.reading.entry.stance, hit)


def _cued(layout: Layout, hits: Mapping[int, CueHit]) -> list[Report]:
    """Cues before their content; of several cues that claim one content the best is kept, none inside direct speech."""
    by_content: dict[int, CueHit] = {}
    for hit in hits.values():
        if hit.introducer != "bare" and not _nobody(layout, hit):
            rival = by_content.get(hit.content)
            if rival is None or (not _same_verb(hit, rival) and _rank(layout, hits, hit) > _rank(layout, hits, rival)):
                by_content[hit.content] = hit
    chosen: list[Report] = []
    covered, marked = -1, set[int]()
    for hit in sorted(by_content.values(), key=lambda h: h.first):
        around = layout.inside[hit.first]
        inside = around >= 0 and layout.passages[around].open in marked
        content = reported(layout, hits, hit) if hit.first >= covered and not inside else None
        if content is None:
            continue
        chosen.append(_of_hit(hit, content))
        if content.kind == "direct":
            covered = content.last
        marked.update(p.open for p in content.verbatim)
    return chosen


def _same_verb(hit: CueHit, rival: CueHit) -> bool:
    """Whether the cue is the verbal noun after its own verb: نفت نفيا قاطعا أن."""
    return hit.reading.entry is rival.reading.entry and hit.first > rival.first


def _nobody(layout: Layout, hit: CueHit) -> bool:
    """An impersonal verb with no subject beside it: يذكر أن، يشار إلى أن."""
    tokens = layout.doc.tokens
    alone = all(tokens[i].kind == "punct" for i in range(*hit.region))
    return alone and is_impersonal(tokens[hit.first].form)


def _rank(layout: Layout, hits: Mapping[int, CueHit], hit: CueHit) -> tuple[bool, bool, int]:
    """How good a cue is for a content that several claim.

    A main verb before one in an aside (الذي رفض ...، بحسب ما نقلت ...); a verb, a participle or قوله before a bare
    verbal noun; then the cue nearest to the content.
    """
    tokens, before = layout.doc.tokens, hit.first - 1
    after_what = tokens[before].form == "ما" and before > 0 and prepositional_at(tokens, before - 1) is not None
    according = after_what or prepositional_at(tokens, before) is not None
    aside = according or tokens[before].form in RELATIVES or tokens[before].form in ("كما", "لما")
    second = before in hits and hit.reading.shape in ("perfect", "masdar")
    saying = hit.reading.shape != "masdar" or (bool(hit.reading.suffix) and hit.reading.entry.form == "قال")
    return not (aside or second), saying, hit.first


def _content_first(layout: Layout, hits: Mapping[int, CueHit], chosen: list[Report]) -> list[Report]:
    """Add reports whose passage stands before the cue; a passage on both sides of it is one interrupted quote."""
    taken = {r.hit.passage for r in chosen if r.hit is not None}
    cover = _Cover(chosen)
    by_cue = {r.at: n for n, r in enumerate(chosen)}
    result: list[Report] = list(chosen)
    for hit in sorted(hits.values(), key=lambda h: h.first):
        number = _passage_before(layout, hit)
        if number is None or number in taken or cover.holds(hit.first) or cover.holds(layout.passages[number].first):
            continue
        passage = layout.passages[number]
        if hit.first not in by_cue:
            if hit.introducer == "bare" and not hit.reading.prefix:
                result.append(_of_hit(hit, whole(passage), "content-first"))
        elif hit.introducer == "marks" and (not hit.reading.prefix or passage.close is None):
            after = chosen[by_cue[hit.first]].content
            both = Content([(passage.first, passage.last), *after.ranges], "direct", [passage, *after.verbatim])
            both.notes = sorted({*whole(passage).notes, *after.notes})
            result[by_cue[hit.first]] = _of_hit(hit, both, "interrupted")
    return result


def _passage_before(layout: Layout, hit: CueHit) -> int | None:
    """The passage that ends just before the cue, a comma and words like هذا ما aside."""
    tokens, i = layout.doc.tokens, hit.first - 1
    sentence = layout.doc.sentence_at(tokens[hit.first].start)
    paragraph = layout.doc.paragraphs[sentence.paragraph].start
    while i >= 0 and tokens[i].start >= paragraph and (tokens[i].form in COMMAS or tokens[i].form in BETWEEN):
        i -= 1
    if i < 0 or tokens[i].start < paragraph or layout.inside[i] < 0:
        return None
    number = layout.inside[i]
    passage = layout.passages[number]
    if (i + 1 == hit.first and is_particle(tokens[hit.first].form)) or heads_name(tokens[passage.open - 1].form):
        return None
    if passage.after != i + 1 or len(passage) < 2 or layout.inside[hit.first] >= 0:
        return None
    if passage.close is None and not _starts(layout, passage):
        return None
    return number


def _starts(layout: Layout, passage: Passage) -> bool:
    """Whether the passage opens its sentence."""
    return layout.doc.sentence_at(layout.doc.tokens[passage.open].start).first == passage.open


def _headlines(layout: Layout, hits: Mapping[int, CueHit], sources: Sources) -> list[Report]:
    """فلان: ... at the head of a paragraph, with no marks and no verb: headlines and live lines."""
    doc, found = layout.doc, []
    for sentence in doc.sentences:
        first = _after_clock(doc, sentence.first, sentence.last)
        colon = next((i for i in range(first + 1, min(sentence.last, first + 12)) if doc.tokens[i].form == ":"), None)
        paragraph = doc.paragraphs[sentence.paragraph]
        if colon is None or paragraph.role in _NO_HEADLINES or paragraph.start != sentence.start:
            continue
        if any(i in hits for i in range(first, colon + 1)) or colon + 3 > sentence.last:
            continue
        title = not sentence.paragraph or paragraph.role in ("headline", "subheading")
        if first in layout.by_open and not title:
            continue  # a list of names, each in marks
        source = sources.known_at(first, colon) or (_titled(layout, sources, first, colon) if title else None)
        if source is None or source.kind == "document" or not _reaches(layout, source, first, colon):
            continue
        if conjunction_at(doc.tokens, colon + 1):
            continue  # فلان: كما هنأ ... : the article goes on to tell of him
        opening = layout.by_open.get(colon + 1)
        content = (
            whole(layout.passages[opening])
            if opening is not None
            else clause(layout, hits, colon + 1, layout.sentence_end(colon))
        )
        if content is not None:
            found.append(Report("headline", content, (colon, colon + 1), ":", "neutral", None, source))
    return found


def _reaches(layout: Layout, source: Source, first: int, colon: int) -> bool:
    """Whether the source ends at the colon, the mark around it and those spoken to aside (فلان لصحيفة المساء: ...)."""
    end = colon - (first in layout.by_open)
    return source.last in (end, colon) or (source.last < end and layout.doc.tokens[source.last].form.startswith("ل"))


def _titled(layout: Layout, sources: Sources, first: int, colon: int) -> Source | None:
    """The body that only a title names before its colon: in marks and definite («صحة النواب»: ...), or a ministry."""
    tokens, number = layout.doc.tokens, layout.by_open.get(first)
    if number is None:
        ministry = is_ministry(tokens[first].form) and all(is_definite(t) for t in tokens[first:colon])
        return Source(first, colon, sources.name(first, colon), "organization", True, "f") if ministry else None
    known = sources.known_at(first + 1, colon - 1)
    if known is not None and known.last == colon - 1:
        return known
    if layout.passages[number].after != colon or len(layout.passages[number]) > NAME_TOKENS:
        return None
    if not any(is_definite(tokens[i]) for i in (first + 1, colon - 2)):
        return None
    return Source(first, colon, sources.name(first, colon), "organization", True, definite=True)


def _after_clock(doc: Document, first: int, stop: int) -> int:
    """The token after a live line's time and flag: 18:40 ...، عاجل | ..."""
    tokens = doc.tokens
    while first < stop and (tokens[first].kind == "punct" or tokens[first].form in FLAGS):
        first += 1
    if first + 2 < stop and tokens[first].kind == tokens[first + 2].kind == "number" and tokens[first + 1].form in ":.":
        return _after_clock(doc, first + 3, stop)
    return first


def _joined(layout: Layout, end: int, opening: int) -> bool:
    """Whether nothing but signs and و stands between the end of a quote and the next mark: «أ»، و«ب»."""
    tokens = layout.doc.tokens[end:opening]
    return (
        len(tokens) < 6
        and any(t.form == "و" for t in tokens)
        and all(t.form == "و" or t.kind in ("punct", "mark") for t in tokens)
    )


def _uncued(layout: Layout, chosen: list[Report]) -> list[Report]:
    """Marked passages that are sentences of their own, right after a quote: its speaker goes on."""
    doc = layout.doc
    ends = sorted(r.content.last for r in chosen if r.content.kind != "indirect")
    found, n, last_end = [], 0, -1
    for passage in layout.passages:
        while n < len(ends) and ends[n] <= passage.open:
            last_end, n = ends[n], n + 1
        joined = last_end >= 0 and _joined(layout, last_end, passage.open)
        if not passage.outer or last_end < 0 or not (joined or (len(passage) >= 4 and _starts(layout, passage))):
            continue
        after = passage.after
        while after < len(doc.tokens) and doc.tokens[after].form in CLOSING_PUNCTUATION:
            after += 1
        here = doc.sentence_at(doc.tokens[passage.open].start)
        ended = after >= len(doc.tokens) or doc.sentence_at(doc.tokens[after].start).first == after
        there = doc.sentence_at(doc.tokens[last_end - 1].start)
        if (ended or joined) and here.paragraph - there.paragraph <= 1:
            found.append(Report("no-cue", whole(passage), None, "", "neutral"))
            last_end = passage.after
    return found
