"""JSON Lines for spaCy and Prodigy: an article's text a line, its facts as labelled spans that may overlap.

`text`, `spans` (`start`, `end`, `label`, `id`) and `meta` are Prodigy's own keys; a span group of spaCy (`doc.spans`)
takes the same with `doc.char_span(start, end, label)`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from factsheet.export.options import Options
from factsheet.newsroom import latin_of
from factsheet.schema import FactSheet, Span


def pieces(sheets: Iterable[FactSheet], _: Options) -> Iterator[str]:
    """One line a sheet."""
    for sheet in sheets:
        article = sheet.article
        meta = {"id": article.id, "publisher": article.publisher, "published": article.published, "url": article.url}
        line = {"text": article.text, "spans": _spans(sheet), "meta": {k: v for k, v in meta.items() if v is not None}}
        yield json.dumps(line, ensure_ascii=False) + "\n"


def _spans(sheet: FactSheet) -> list[dict[str, object]]:
    found = sorted(_labelled(sheet), key=lambda one: (one[0].start, -one[0].end, one[1]))
    latin = {official.id: {"latin": form} for official in sheet.officials if (form := latin_of(official))}
    return [
        {"start": span.start, "end": span.end, "label": label, "id": of, **latin.get(of, {})}
        for span, label, of in found
    ]


def _labelled(sheet: FactSheet) -> Iterator[tuple[Span, str, str]]:
    for quote in sheet.quotes:
        yield from ((span, "QUOTE", quote.id) for span in quote.spans)
        yield from ((span, "VERBATIM", quote.id) for span in quote.verbatim)
        if quote.cue:
            yield quote.cue, "CUE", quote.id
        if quote.speaker.mention:
            yield quote.speaker.mention, "SPEAKER", quote.id
    for claim in sheet.claims:
        yield claim.span, "CLAIM", claim.id
        yield claim.number, "NUMBER", claim.id
    yield from ((date.span, "DATE", date.id) for date in sheet.dates)
    for official in sheet.officials:
        label = "PERSON" if official.kind == "person" else "ORG"
        yield from ((span, label, official.id) for span in official.mentions)
