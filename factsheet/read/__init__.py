"""path, URL, stdin → Article: one file a format, boilerplate, metadata."""

from __future__ import annotations

from factsheet.read.boilerplate import paragraphs
from factsheet.schema import Article, PublishedFrom, sha256_of


def article_from_text(
    text: str,
    *,
    id: str,
    published: str | None = None,
    published_from: PublishedFrom | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Article:
    """An Article out of decoded text: paragraphs get their roles; nothing in the text is altered."""
    return Article(
        id=id,
        title=title,
        publisher=publisher,
        url=url,
        published=published,
        published_from=(published_from or "option") if published else None,
        sha256=sha256_of(text),
        text=text,
        paragraphs=tuple(paragraphs(text, title=title)),
    )
