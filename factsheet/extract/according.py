"""Prepositional cues: بحسب فلان، ... and ...، وفقا لفلان give the clause beside them to their source."""

from __future__ import annotations

from collections.abc import Mapping

from factsheet.extract.content import COMMAS, Content, clause, whole
from factsheet.extract.cue_hit import CueHit
from factsheet.extract.layout import Layout, complementiser
from factsheet.extract.report import Report
from factsheet.extract.sources import Source, Sources
from factsheet.lexicon.cues import cue_at, prepositional_at
from factsheet.lexicon.finite_verbs import is_finite_verb
from factsheet.lexicon.reporting import is_no_source
from factsheet.text import Document, Sentence

_PREPOSITIONS = {"عن": "عن", "الي": "إلى", "علي": "على"}
DATELINE = 7
"""Tokens within which the dash after a date line's place and outlet stands."""
ASIDE = 30
"""Tokens of an aside between a source and the clause that a prepositional cue gives it."""


def according_to(layout: Layout, hits: Mapping[int, CueHit], sources: Sources) -> list[Report]:
    """بحسب فلان، ... and ...، وفقا لفلان: the clause beside a prepositional cue."""
    doc, found = layout.doc, []
    for sentence in doc.sentences:
        if doc.paragraphs[sentence.paragraph].role in ("related", "boilerplate") or layout.inside[sentence.first] >= 0:
            continue
        cue = next(
            (i for i in range(sentence.first, sentence.last) if i in hits and hits[i].introducer != "bare"),
            sentence.last,
        )
        first = _past_dateline(doc, sentence)
        for i in range(first, sentence.last):
            match = prepositional_at(doc.tokens, i)
            source = _according_source(layout, sources, i, sentence.last) if match else None
            if match is None or source is None or layout.inside[i] >= 0:
                continue
            content = _clause_beside(layout, hits, i, first, source, cue)
            if content is not None:
                entry = match.entry.entry
                cue_tokens = (i, match.last)
                found.append(Report("according-to", content, cue_tokens, entry.form, entry.stance, None, source))
                break
    return found


def _past_dateline(doc: Document, sentence: Sentence) -> int:
    """The sentence's first token, past the place or outlet and the sign that open an article: المدينة – أصيب ..."""
    first, stop = sentence.first, min(sentence.first + DATELINE, sentence.last - 1)
    if doc.paragraphs[sentence.paragraph].start != sentence.start:
        return first
    signs = (i for i in range(first + 1, stop) if doc.tokens[i].form in "-–—:")
    dashes = [i for i in signs if doc.tokens[i].space or doc.tokens[i].form == ":"]
    opening = doc.tokens[first : dashes[-1]] if dashes else ()
    plain = bool(dashes) and all(t.kind in ("word", "punct") and not is_finite_verb(t.form) for t in opening)
    sure = plain and (doc.tokens[dashes[-1] + 1].space or doc.tokens[dashes[-1]].form == ":")
    return dashes[-1] + 1 if sure else first


def _according_source(layout: Layout, sources: Sources, i: int, stop: int) -> Source | None:
    """The source after the prepositional cue at token i: at once, after a preposition, or after ما and a cue."""
    tokens = layout.doc.tokens
    match = prepositional_at(tokens, i)
    if match is None or match.entry.person is not None:
        return None
    follows, k = match.entry.entry.follows, match.last
    if tokens[i].form == "كما" and (i == 0 or tokens[i - 1].form not in COMMAS):
        return None
    if k + 1 < stop and tokens[k].form == "لما" and cue_at(tokens, k + 1):
        return sources.known_at(k + 2, stop)
    if k < stop and is_no_source(tokens[k].form):
        return None
    if k < stop and tokens[k].form == "ما" and "ما" in follows:
        k += 1
    elif k < stop and _PREPOSITIONS.get(tokens[k].form) in follows:
        return sources.known_at(k + 1, stop)
    elif k < stop and "ل" in follows:
        return sources.known_at(k, stop, "ل")
    if k < stop and (tokens[k - 1].form == "ما" or "cue" in follows) and cue_at(tokens, k):
        k += 1
        if k < stop and tokens[k].form in ("عنه", "عنها", "به", "له", "في"):
            k += 1
    return sources.known_at(k, stop) if "source" in follows or k > match.last else None


def _clause_beside(
    layout: Layout, hits: Mapping[int, CueHit], i: int, first: int, source: Source, cue: int
) -> Content | None:
    tokens = layout.doc.tokens
    speech = layout.by_open.get(source.last + 1)
    if speech is not None and tokens[source.last].form == ":":
        return whole(layout.passages[speech])
    if i <= first + 1 and all(tokens[k].kind == "word" for k in range(first, i)):
        start = _clause_after(layout, source.last, layout.sentence_end(i))
        return clause(layout, hits, start, layout.sentence_end(i)) if start is not None else None
    if cue < i:
        return None
    around = _around(layout, i, first, source.last)
    if around is not None:
        return around
    if i - first < 4:
        return None
    end = i - 1 if tokens[i - 1].form in COMMAS else i
    opening = layout.by_open.get(first)
    if opening is not None and layout.passages[opening].after == end:
        return whole(layout.passages[opening])
    return clause(layout, {}, first, end)


def _around(layout: Layout, i: int, first: int, after: int) -> Content | None:
    """A clause that the prepositional cue interrupts between commas: يحتاج الجسر، بحسب فلان، إلى صيانة."""
    tokens, end = layout.doc.tokens, layout.sentence_end(i)
    if i <= first + 1 or tokens[i - 1].form not in COMMAS or after >= end or tokens[after].form not in COMMAS:
        return None
    rest = clause(layout, {}, after + 1, end)
    if rest is None or rest.kind != "indirect" or rest.last - after < 3:
        return None
    return Content([(first, i - 1), *rest.ranges], "indirect")


def _clause_after(layout: Layout, first: int, end: int) -> int | None:
    """Where the clause begins after a leading بحسب فلان: after فإن, else after the first comma."""
    tokens = layout.doc.tokens
    for k in range(first, min(end, first + ASIDE)):
        if tokens[k].form.startswith("ف") or (tokens[k].form.startswith("ا") and k == first):
            found = complementiser(tokens, k)
            if found is not None:
                return found[1]
    for k in range(first, min(end, first + ASIDE)):
        if tokens[k].form in COMMAS:
            return k + 1
    return None
