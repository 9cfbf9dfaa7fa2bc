"""Word files (.docx): the paragraphs of the document as they stand after all tracked changes are accepted.

Footnotes and endnotes come after the text, with a role of their own.

The package is opened here and not by a library: only the parts that are needed are unpacked, each to a limit, so that a
zip bomb costs nothing; their XML is parsed without entities.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from factsheet.errors import InputError
from factsheet.messages import say
from factsheet.read.blocks import Block, Role, joined, one_line
from factsheet.read.metadata import Metadata
from factsheet.read.record import Record, Source
from factsheet.schema import sha256_of

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DC = "{http://purl.org/dc/elements/1.1/}"
MOST_XML = 32_000_000
"""Bytes to which one part is unpacked."""
OLD_WORD = b"\xd0\xcf\x11\xe0"
"""With this begin old Word files, and new ones that a password protects."""
HEADINGS: dict[str, Role] = {
    "title": ("headline", "docx-title"),
    "heading": ("subheading", "docx-heading"),
    "caption": ("caption", "docx-caption"),
}
"""Roles by the beginning of a style's name."""
GONE = (W + "del", W + "moveFrom", W + "instrText", W + "pPr", W + "rPr", MC + "Fallback", W + "footnotePr")


def read_docx(source: Source) -> Iterator[Record]:
    """The article of a Word file. Raises InputError."""
    if source.data.startswith(OLD_WORD):
        wide = "EncryptedPackage".encode("utf-16-le")
        if wide in source.data:
            raise InputError(say("protected", where=source.where))
        raise InputError(say("old-word", where=source.where))
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as package:
            document = _part(package, "word/document.xml", source.where)
            core = _part(package, "docProps/core.xml", source.where)
            notes = [_part(package, f"word/{kind}notes.xml", source.where) for kind in ("foot", "end")]
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise InputError(say("broken-file", where=source.where, kind="Word file")) from error
    if document is None:
        raise InputError(say("broken-file", where=source.where, kind="Word file"))
    text, marks = joined(chain(_blocks(document), *(_notes(part) for part in notes if part is not None)))
    if not text.strip():
        raise InputError(say("empty", where=source.where))
    title = one_line(core.findtext(DC + "title") or "") if core is not None else ""
    metadata = source.beside.over(Metadata(title=title if title and title in text else None))
    name, origin = source.name or sha256_of(text), source.origin("docx")
    yield Record(source.where, name, text, metadata, len(source.data), marks, origin)


def _part(package: zipfile.ZipFile, name: str, where: str) -> _Element | None:
    """One part's XML. Raises InputError where it unpacks to more than an article, or declares entities."""
    from lxml import etree

    try:
        with package.open(name) as file:
            data = file.read(MOST_XML + 1)
    except KeyError:
        return None
    except Exception as error:  # zlib.error and the like: whatever unpacking meets
        raise InputError(say("broken-file", where=where, kind="Word file")) from error
    if len(data) > MOST_XML:
        raise InputError(say("unpacks-too-large", where=where, most=MOST_XML // 1_000_000))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(say("broken-file", where=where, kind="Word file")) from error
    if root.getroottree().docinfo.doctype:
        raise InputError(say("broken-file", where=where, kind="Word file"))
    return root


def _blocks(document: _Element) -> Iterator[Block]:
    """The paragraphs, those of tables and text boxes too, with the role that their style gives them."""
    for paragraph in document.iter(W + "p"):
        if any(ancestor.tag in GONE for ancestor in paragraph.iterancestors()):
            continue
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = (style.get(W + "val") or "").lower() if style is not None else ""
        kind = next((role for start, role in HEADINGS.items() if name.startswith(start)), None)
        for line in "".join(_words(paragraph)).split("\n"):
            yield Block(one_line(line), *kind) if kind else Block(one_line(line))


def _notes(part: _Element) -> Iterator[Block]:
    """The footnotes or endnotes, in their order; the lines that separate them from the text are none."""
    for note in part:
        if note.get(W + "type") in (None, "normal"):
            for paragraph in note.iter(W + "p"):
                yield from (
                    Block(one_line(line), "note", "docx-note") for line in "".join(_words(paragraph)).split("\n")
                )


def _words(node: _Element) -> Iterator[str]:
    """What a paragraph shows; paragraphs inside it (text boxes) come by themselves."""
    for child in node:
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in (W + "br", W + "cr"):
            yield "\n"
        elif child.tag == W + "tab":
            yield " "
        elif child.tag == W + "noBreakHyphen":
            yield "\u2011"
        elif child.tag not in GONE and child.tag != W + "p":
            yield from _words(child)
