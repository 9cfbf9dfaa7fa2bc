"""PDF files with a text layer. Their order of reading has to be worked out, which may fail: the sheet says so.

`pdf_lines` reads the lines of a page. They become paragraphs again by their length and the space between them: a line
that ends well before the column's edge, or with a stop before it, ends one. Presentation forms (ﻻ, ﷲ) become the
letters that they show, and what stands at the edge of several pages is kept once, at the end, as boilerplate.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from factsheet.errors import InputError
from factsheet.messages import say
from factsheet.read.blocks import Block, joined, one_line
from factsheet.read.metadata import Metadata
from factsheet.read.pdf_lines import Line, page_lines
from factsheet.read.record import Record, Source
from factsheet.schema import sha256_of

MOST_PAGES = 60
MOST_CHARACTERS = 1_000_000
FORMS = re.compile("[\ufb50-\ufdfb\ufe70-\ufefc]+")
LETTER = re.compile("[\u0621-\u064a\ufb50-\ufdfb\ufe70-\ufefc]")
BACKWARDS, FORWARDS = re.compile(r"\bة\w"), re.compile(r"\wة\b")
"""A ta marbuta ends a word; where it begins words, their letters came out backwards."""
_DAY, _TIME = r"\d{1,4}[/.]\d{1,2}[/.]\d{1,4}", r"\d{1,2}:\d\d(?:\s?[AP]M|\s[صم]\b)?"
PRINTED_AT = re.compile(rf"^{_DAY}[,،]\s{_TIME}|{_DAY}[,،]\s{_TIME}$")
PRINTED_FROM = re.compile(r"^(?:https?|file)://\S+(?:\s\d+/\d+)?$")
"""What browsers print above and below a page: the moment with the title, and the address."""
PAIRS = {sign: pair for pair in ("()", "[]", "«»", "“”", "‹›") for sign in pair}
SIGNS = re.compile(f"[{re.escape(''.join(PAIRS))}]")
OPENS, CLOSES = frozenset('"([«“-–:/'), frozenset('.,،:؛؟!")]»”-–/')
EDGE = 2
"""Lines at the top and at the bottom of a page that may stand on every page."""
LITTLE, ROOM = 0.1, 0.35
"""Share of the column's width that is free at the end of a paragraph's last line; more where spaces tell it too."""
NEARLY = 0.95
"""Share of the column's width below which a line that ends with a stop may end its paragraph."""
MOST_LINES = 15
"""Lines to a space between lines from which on spaces, and not stops, tell the paragraphs."""
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
    text, marks = joined(_blocks(pages))
    if not text.strip():
        raise InputError(say("no-text-layer", where=source.where))
    few = len(LETTER.findall(text)) < 0.3 * sum(c.isalpha() for c in text)
    if few or len(text) > MOST_CHARACTERS or len(BACKWARDS.findall(text)) > len(FORWARDS.findall(text)):
        raise InputError(say("pdf-garbled", where=source.where))
    name, origin = source.name or sha256_of(text), source.origin("pdf", "pdf-order")
    notice = say("pdf-order", where=source.where)
    known = source.beside.over(Metadata())
    yield Record(source.where, name, text, known, len(source.data), marks, origin, notices=(notice,))


def _blocks(pages: list[list[Line]]) -> Iterator[Block]:
    """The paragraphs of all pages, which may run on over the edge of one; then what stands on every page anew."""
    ends = Counter(
        _same(line) for page in pages for line in {_same(x): x for x in (*page[:EDGE], *page[-EDGE:])}.values()
    )
    running = {text for text, count in ends.items() if count > 1}
    running |= {_same(page[0]) for page in pages if page and PRINTED_AT.search(page[0].text)}
    running |= {_same(page[-1]) for page in pages if page and PRINTED_FROM.search(page[-1].text)}
    body, again = list[Line](), dict[str, None]()
    for page in pages:
        for i, line in enumerate(page):
            if (i < EDGE or i >= len(page) - EDGE) and _same(line) in running:
                again[line.text] = None
            else:
                body.append(line)
    yield from (Block(_turned(paragraph)) for paragraph in _paragraphs(body))
    yield from (Block(_turned(text), "boilerplate", "pdf-running") for text in again)


def _same(line: Line) -> str:
    """A line without its numbers: the pages' own differ."""
    return re.sub(r"\d+", "0", line.text)


def _page(page: Any) -> list[Line]:
    """The lines of a page with their presentation forms as letters."""
    lines = (replace(line, text=one_line(_letters(line.text))) for line in page_lines(page))
    return [line for line in lines if line.text]


def _letters(line: str) -> str:
    return FORMS.sub(lambda m: unicodedata.normalize("NFKC", m.group()), line)


def _turned(text: str) -> str:
    """The text with every bracket and quotation mark turned to the words that it encloses.

    Makers of PDFs and pdfium disagree on what a mirrored sign is, the one drawn or the one written: the spaces tell.
    """

    def put_right(match: re.Match[str]) -> str:
        opening, closing = PAIRS[match[0]][0], PAIRS[match[0]][1]
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        opens = not before or before.isspace() or before in OPENS
        closes = not after or after.isspace() or after in CLOSES
        return match[0] if opens == closes else opening if opens else closing

    return SIGNS.sub(put_right, text)


def _paragraphs(lines: list[Line]) -> Iterator[str]:
    """The lines joined where they run on: no space stands between them, and the next word had no room on the line."""
    spaced = sum(line.parted for line in lines) * MOST_LINES >= len(lines)
    pending: list[str] = []
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else None
        pending.append(line.text)
        stopped = line.text[-1] in STOPS and line.filled < NEARLY and not spaced
        if following is None or following.parted or stopped or _room(line, following) > (ROOM if spaced else LITTLE):
            yield " ".join(pending)
            pending = []


def _room(line: Line, following: Line) -> float:
    """What would be free of a line if the first word of the next stood on it too, as a share of its column."""
    word = len(following.text.split()[0]) + 1
    return 1 - line.filled - following.filled * min(1.0, word / len(following.text))
