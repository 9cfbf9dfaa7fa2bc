"""path, URL, stdin → Article: one file a format, boilerplate, metadata."""

from __future__ import annotations

from collections.abc import Mapping

from factsheet.read.blocks import Role, marked
from factsheet.read.boilerplate import paragraphs
from factsheet.schema import Article, Origin, PublishedFrom, sha256_of


def article_from_text(
    text: str,
    *,
    id: str,
    published: str | None = None,
    published_from: PublishedFrom | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    standfirst: str | None = None,
    byline: str | None = None,
    modified: str | None = None,
    retrieved: str | None = None,
    origin: Origin | None = None,
    marks: Mapping[int, Role] | None = None,
) -> Article:
    """An Article out of decoded text: paragraphs get their roles; nothing in the text is altered.

    `marks` are roles that the format itself knows, by the offset at which the paragraph begins.
    """
    return Article(
        id=id,
        title=title,
        standfirst=standfirst,
        publisher=publisher,
        byline=byline,
        url=url,
        published=published,
        published_from=(published_from or "option") if published else None,
        modified=modified,
        retrieved=retrieved,
        origin=origin,
        sha256=sha256_of(text),
        text=text,
        paragraphs=marked(paragraphs(text, title=title), marks or {}),
    )
