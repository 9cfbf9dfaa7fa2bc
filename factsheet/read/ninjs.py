"""IPTC ninjs, versions 1 to 3: one item a .json file. Its body is plain text, or XHTML read for its paragraphs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from factsheet.errors import InputError
from factsheet.messages import say
from factsheet.read.blocks import Block, joined, one_line
from factsheet.read.decode import clean
from factsheet.read.metadata import Metadata, iso_date, require_characters
from factsheet.read.record import Record, Source

ITEM = frozenset({"uri", "body_text", "body_xhtml", "bodies", "headline", "headlines", "versioncreated", "pubstatus"})
CREATED = ("contentcreated", "firstcreated", "versioncreated")
SHEET = frozenset({"schema_version", "article"})


def read_ninjs(source: Source) -> Iterator[Record]:
    """The article of a ninjs item. Raises InputError for JSON that is none."""
    item = _item(source)
    html, text = _body(item)
    title = _first(item, "headline", "headlines")
    marks: dict[int, Any] = {}
    if text is None and html:
        text, marks = joined(_paragraphs(html, source.where))
    if not text or not text.strip():
        raise InputError(say("no-ninjs", where=source.where))
    for key, value in (("body", text), ("headline", title or "")):
        require_characters(value, key, source.where)
    published = next((d for key in CREATED if (d := _day(item.get(key)))), None)
    modified = item.get("versioncreated")
    metadata = Metadata(
        id=None,
        title=title,
        published=published,
        published_from="file" if published else None,
        publisher=_publisher(item),
        url=_string(item.get("url")) or _canonical(item),
        standfirst=_first(item, "description_text", "descriptions"),
        byline=_first(item, "byline", "by") or _string(item.get("byline")),
        modified=modified if isinstance(modified, str) and _day(modified) else None,
    )
    known, origin = source.beside.over(metadata), source.origin("ninjs")
    yield Record(source.where, source.name, clean(text), known, len(source.data), marks, origin)


def is_ours(data: bytes) -> bool:
    """Whether JSON is a fact sheet, or a review of one, and no item of news."""
    try:
        table = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(table, dict) and not (ITEM & set(table)) and bool({"article", "decisions", "sheet"} & set(table))


def _item(source: Source) -> dict[str, Any]:
    try:
        item = json.loads(source.data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(say("broken-encoding", where=source.where, encoding="UTF-8", at=error.start)) from error
    except json.JSONDecodeError as error:
        raise InputError(say("bad-json", where=source.where, why=error.msg, column=error.colno)) from error
    except (ValueError, RecursionError) as error:
        raise InputError(say("bad-json", where=source.where, why=type(error).__name__, column=1)) from error
    if not isinstance(item, dict) or not ITEM & set(item) or set(item) >= SHEET:
        raise InputError(say("no-ninjs", where=source.where))
    return item


def _body(item: dict[str, Any]) -> tuple[str | None, str | None]:
    """The body as XHTML and as text, None for the one that the item has not. The plain text wins where both are."""
    html, text = _string(item.get("body_xhtml")), _string(item.get("body_text"))
    bodies = item.get("bodies")
    for body in bodies if isinstance(bodies, list) else []:
        if not isinstance(body, dict) or not (value := _string(body.get("value"))):
            continue
        kind = str(body.get("contentType") or body.get("contenttype") or "").lower()
        if "html" in kind:
            html = html or value
        else:
            text = text or value
    return html, text


def _paragraphs(html: str, where: str) -> Iterator[Block]:
    from factsheet.read.html import parsed
    from factsheet.read.page_lines import page_lines

    for line in page_lines(parsed(f"<html><body>{html}</body></html>", where), None):
        part = line.parts[0][1] if line.parts else None
        yield Block(line.text, part.role, f"page-{part.kind}") if part else Block(line.text)


def _first(item: dict[str, Any], one: str, several: str) -> str | None:
    """A property that is a string in version 1, and a list of objects with a value and a role later."""
    if found := _string(item.get(one)):
        return one_line(found)
    many = item.get(several)
    if isinstance(many, list):
        values = [v for o in many if isinstance(o, dict) and (v := _string(o.get("value")))]
        return one_line(values[0]) if values else None
    return None


def _publisher(item: dict[str, Any]) -> str | None:
    for key in ("copyrightholder", "provider", "infosources"):
        value = item.get(key)
        value = value[0] if isinstance(value, list) and value else value
        if found := _string(value.get("name")) if isinstance(value, dict) else _string(value):
            return found
    return None


def _canonical(item: dict[str, Any]) -> str | None:
    uri = _string(item.get("uri"))
    return uri if uri and uri.startswith(("http://", "https://")) else None


def _day(value: object) -> str | None:
    try:
        return iso_date(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
