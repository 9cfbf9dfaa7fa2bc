"""PDF files with a text layer. The order of the text is the file's, which need not be the reader's: the sheet says so.

Lines become paragraphs again by their length: a line that ends well before the column's edge, or with a stop before
it, ends one. Presentation forms (ﻻ, ﷲ) become the letters that they show; a lam-alef and brackets that came out turned
are turned back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from factsheet.errors import InputError
from factsheet.messages import say
from factsheet.read.blocks import one_line
from factsheet.read.metadata import Metadata
from factsheet.read.record import Record, Source
from factsheet.schema import sha256_of

MOST_PAGES = 60
MOST_CHARACTERS = 1_000_000
FORMS = re.compile("[\ufb50-\ufdfb\ufe70-\ufefc]+")
LETTER = re.compile("[\u0621-\u064a\ufb50-\ufdfb\ufe70-\ufefc]")
ALEFS = frozenset("اأإآٱ")
MIRROR = str.maketrans("«»()[]", "»«)(][")
FULL = 0.8
"""Share of the column's width from which a line runs on."""
STOPS = '.؟?!:…»”"'


def read_pdf(source: Source) -> Iterator[Record]:
    """The article of a PDF. Raises InputError for one without a text layer, one with a password, and a damaged one."""
    import pypdfium2 as pdfium

    try:
        pdf = pdfium.PdfDocument(source.data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError(say("protected", where=source.where)) from error
        raise InputError(say("broken-file", where=source.where, kind="PDF")) from error
    try:
        if len(pdf) > MOST_PAGES:
            raise InputError(say("too-many-pages", where=source.where, count=len(pdf), most=MOST_PAGES))
        pages = [_page(pdf[number]) for number in range(len(pdf))]
    except pdfium.PdfiumError as error:
        raise InputError(say("broken-file", where=source.where, kind="PDF")) from error
    finally:
        pdf.close()
    text = _turned("\n".join(paragraph for page in pages for paragraph in _paragraphs(page)))
    if not text.strip():
        raise InputError(say("no-text-layer", where=source.where))
    if len(text) > MOST_CHARACTERS or len(LETTER.findall(text)) < 0.3 * sum(c.isalpha() for c in text):
        raise InputError(say("pdf-garbled", where=source.where))
    name, origin = source.name or sha256_of(text), source.origin("pdf", "pdf-order")
    notice = say("pdf-order", where=source.where)
    known = source.beside.over(Metadata())
    yield Record(source.where, name, text, known, len(source.data), origin=origin, notices=(notice,))


def _page(page: Any) -> list[str]:
    """The lines of a page."""
    text = page.get_textpage()
    try:
        whole = "".join(_characters(text))
    finally:
        text.close()
    return [line for raw in re.split(r"\r\n?|\n", whole) if (line := _letters(one_line(raw)))]


def _characters(text: Any) -> Iterator[str]:
    """The characters of a page. A lam-alef that is one glyph comes out of a line's turning with its letters turned."""
    from pypdfium2 import raw

    count = text.count_chars()
    codes = [chr(raw.FPDFText_GetUnicode(text.raw, i)) for i in range(count)]
    for i, (one, other) in enumerate(pairwise(codes)):
        if one in ALEFS and other == "ل" and text.get_charbox(i) == text.get_charbox(i + 1):
            codes[i], codes[i + 1] = other, one
    return (c for c in codes if c not in "\ufffe\x02\x00")


def _letters(line: str) -> str:
    """A line with its presentation forms as letters."""
    return FORMS.sub(lambda m: unicodedata.normalize("NFKC", m.group()), line)


def _turned(text: str) -> str:
    """The text with its brackets and quotation marks turned, where they close before they open."""
    right = sum(len(re.findall(pair, text)) for pair in ("«[^«»]*»", r"\([^()]*\)"))
    wrong = sum(len(re.findall(pair, text)) for pair in ("»[^«»]*«", r"\)[^()]*\("))
    return text.translate(MIRROR) if wrong > right else text


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """The lines of a page joined where they run on."""
    if not lines:
        return
    width = sorted(map(len, lines))[int(0.9 * (len(lines) - 1))]
    pending: list[str] = []
    for line in lines:
        pending.append(line)
        if len(line) < FULL * width or (line[-1] in STOPS and len(line) < 0.95 * width):
            yield " ".join(pending)
            pending = []
    if pending:
        yield " ".join(pending)
