"""Markdown: what it shows, one paragraph a line; headings keep their role, and a front matter is the metadata."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from factsheet.errors import InputError
from factsheet.messages import say
from factsheet.read.blocks import Block, joined, one_line
from factsheet.read.decode import decode
from factsheet.read.metadata import KEYS, NOTHING, Metadata, metadata_of
from factsheet.read.record import Record, Source
from factsheet.schema import sha256_of

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?\n)\1[ \t]*(?:\n|\Z)", re.DOTALL)
MOST_CHARACTERS = 4_000_000


def read_markdown(source: Source) -> Iterator[Record]:
    """The article of a Markdown file. Raises InputError."""
    text = decode(source.data, source.where)
    if len(text) > MOST_CHARACTERS:
        raise InputError(say("too-large", where=source.where, most=MOST_CHARACTERS // 1_000_000))
    front = FRONT.match(text)
    known = _metadata(front[1], front[2], source.where) if front else NOTHING
    article, marks = joined(_blocks(text[front.end() :] if front else text))
    if not article.strip():
        raise InputError(say("empty", where=source.where))
    name, origin = source.name or sha256_of(article), source.origin("md")
    yield Record(source.where, name, article, source.beside.over(known), len(source.data), marks, origin)


def _metadata(fence: str, front: str, where: str) -> Metadata:
    """The keys of a front matter that are known; of YAML, only lines of a key and a plain value."""
    if fence == "+++":
        try:
            table = tomllib.loads(front)
        except tomllib.TOMLDecodeError as error:
            raise InputError(say("bad-toml", where=where, why=error)) from error
    else:
        pairs = (line.partition(":") for line in front.splitlines() if not line.startswith((" ", "\t", "#", "-")))
        table = {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}
        table["published"] = table.get("published") or table.get("date", "")[:10]
    return metadata_of({key: table.get(key) for key in KEYS}, where)


def _blocks(text: str) -> Iterator[Block]:
    from markdown_it import MarkdownIt

    heading = ""
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        if token.type == "heading_open":
            heading = token.tag
        elif token.type == "heading_close":
            heading = ""
        elif token.type == "inline":
            for line in "".join(_shown(token.children or [])).split("\n"):
                if heading:
                    yield Block(one_line(line), "headline" if heading == "h1" else "subheading", "md-heading")
                else:
                    yield Block(one_line(line))
        elif token.type in ("fence", "code_block"):
            yield from (Block(one_line(line)) for line in token.content.split("\n"))


def _shown(tokens: list[Token]) -> Iterator[str]:
    """The words of an inline token: marks of emphasis and addresses of links go, the text of pictures too."""
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type == "softbreak":
            yield " "
        elif token.type == "hardbreak":
            yield "\n"
