"""W3C Web Annotations: one AnnotationPage; every fact an annotation of its places in the article.

Each place is given twice, by position (code points of the text) and by its words with what stands around them, so that
it is found again in a page whose text differs. https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from factsheet.export.columns import KINDS, rows, spans_of
from factsheet.export.options import Options
from factsheet.schema import Article, FactSheet, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after a place."""


def pieces(sheets: Iterable[FactSheet], options: Options) -> Iterator[str]:
    """The page, annotation by annotation."""
    yield f'{{"@context": "{CONTEXT}", "type": "AnnotationPage", "items": ['
    first = True
    for sheet in sheets:
        for annotation in _annotations(sheet, options.lang):
            yield ("" if first else ",") + "\n" + json.dumps(annotation, ensure_ascii=False)
            first = False
    yield "\n]}\n"


def _annotations(sheet: FactSheet, lang: str) -> Iterator[dict[str, Any]]:
    article = sheet.article
    source = article.url or _urn(article)
    facts = {kind: {fact.id: fact for fact in getattr(sheet, kind)} for kind in KINDS}
    for kind, cells in rows(sheet, lang):
        row = {column.name: cell for column, cell in zip(KINDS[kind], cells, strict=True) if cell is not None}
        name = str(row["id"])
        yield {
            "id": _urn(article, kind, name),
            "type": "Annotation",
            "motivation": "describing",
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": kind},
                {
                    "type": "TextualBody",
                    "purpose": "describing",
                    "format": "application/json",
                    "value": json.dumps(row, ensure_ascii=False),
                },
            ],
            "target": [
                {"source": source, "selector": _selectors(article.text, span)} for span in spans_of(facts[kind][name])
            ],
        }


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    return [
        {
            "type": "TextQuoteSelector",
            "exact": span.text,
            "prefix": text[max(0, span.start - AROUND) : span.start],
            "suffix": text[span.end : span.end + AROUND],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]


def _urn(article: Article, *parts: str) -> str:
    """A name that stays the same for the same fact of the same text."""
    name = "/".join((article.sha256, article.id, *parts)).encode("utf-8", "replace").decode()
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn
