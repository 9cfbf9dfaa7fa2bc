"""Looking into a PDF: what stands where on its pages, and what it says of itself."""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw


@dataclass(frozen=True)
class Glyph:
    """A character on a page, with the left edge and the middle of its box in points."""

    char: str
    left: float
    middle: float


def glyphs(page: pdfium.PdfPage) -> list[Glyph]:
    """The page's characters with ink, in the order of the content."""
    text = page.get_textpage()
    found = []
    for i in range(text.count_chars()):
        char = text.get_text_range(i, 1)
        if char.strip():
            left, bottom, _, top = text.get_charbox(i, loose=True)
            found.append(Glyph(char, left, (bottom + top) / 2))
    return found


def visual_lines(page: pdfium.PdfPage) -> list[str]:
    """The lines of a page from top to bottom, the characters of each from left to right as the eye sees them."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs(page), key=lambda g: -g.middle):
        if lines and abs(lines[-1][0].middle - glyph.middle) < 5:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return ["".join(g.char for g in sorted(line, key=lambda g: g.left)) for line in lines]


def words_of(pdf: pdfium.PdfDocument) -> str:
    """All words of a document in logical order, white space as single spaces."""
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


def font_names(pdf: pdfium.PdfDocument) -> set[str]:
    """The names of the fonts that text is set in, without the prefix of the subset."""
    names = set()
    for page in pdf:
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(item.raw)
            size = raw.FPDFFont_GetBaseFontName(font, None, 0)
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFFont_GetBaseFontName(font, buffer, size)
            names.add(buffer.value.decode().partition("+")[2])
    return names


def tags(pdf: pdfium.PdfDocument) -> list[str]:
    """The types of the structure elements (H1, P, Table, TH...), in reading order."""
    return [name for page in pdf for name in _tags_of(page)]


def _tags_of(page: pdfium.PdfPage) -> Iterator[str]:
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    for i in range(raw.FPDF_StructTree_CountChildren(tree)):
        yield from _below(raw.FPDF_StructTree_GetChildAtIndex(tree, i))
    raw.FPDF_StructTree_Close(tree)


def _below(element: object) -> Iterator[str]:
    if not element:
        return
    size = raw.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_StructElement_GetType(element, buffer, size)
    yield buffer.raw.decode("utf-16-le").rstrip("\0")
    for i in range(raw.FPDF_StructElement_CountChildren(element)):
        yield from _below(raw.FPDF_StructElement_GetChildAtIndex(element, i))


def objects_of(content: bytes) -> bytes:
    """The PDF's own objects as text, those in compressed streams too."""
    unpacked = [content]
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            unpacked.append(zlib.decompress(match[1]))
        except zlib.error:
            continue
    return b"\n".join(unpacked)
