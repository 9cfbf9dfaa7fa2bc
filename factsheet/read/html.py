"""A saved or fetched page → its article. trafilatura tells the main text; the page's own lines stay in their order.

The text is what a reader sees from the headline to the end of the article. Lines among it that are not the article's
(related boxes, share bars, captions) stay, with a role; so do paragraphs that trafilatura drops without a reason that
the page shows. Menus, sidebars and footers around it are left out, and the sheet's `origin.notes` says how many lines.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from factsheet.errors import InputError
from factsheet.messages import say
from factsheet.read.blocks import Block, joined, one_line
from factsheet.read.decode import decode_page
from factsheet.read.page_facts import PageFacts, page_facts, same_title
from factsheet.read.page_lines import PageLine, page_lines
from factsheet.read.record import Record, Source
from factsheet.schema import ParagraphRole, sha256_of

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_CHARACTERS = 4_000_000
"""The longest page that is parsed, the data of its pictures aside."""
LEAST_LETTERS = 60
"""Arabic letters below which a page holds no article."""
SURE = 25
"""Characters from which a line is recognised inside a longer one."""
SENTENCE = 60
OWN_TEXT = 200
"""Characters of paragraphs from which an <article> counts as one of the page's articles."""
TOP, BELOW = 40, 40
"""The most lines between the headline and the first paragraph, and after the last one."""
DATA = re.compile(r"""\bdata:[a-z]+/[a-z0-9.+-]+[;,][^"'\s)>]{256,}""", re.IGNORECASE)
GAPS = re.compile(r"[\s|\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
LETTERS = re.compile("[\u0621-\u064a]")
HTML = re.compile(r"<\s*(?:!doctype|html|head|body|p|div|article|meta|title|h1|br)\b", re.IGNORECASE)

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # its lines are none for the user


def read_html(source: Source) -> Iterator[Record]:
    """The article of a page. Raises InputError for a page that holds none, or several."""
    text, damaged = decode_page(source.data, source.where, source.charset)
    root = parsed(text, source.where)
    facts = page_facts(root, source.url)
    host = urlsplit(source.url or facts.metadata.url or "").hostname
    body, left = _article(root, facts, host, source.where)
    article, marks = joined(body)
    if len(LETTERS.findall(article)) < LEAST_LETTERS:
        raise InputError(say("no-article", where=source.where))
    if damaged and "\ufffd" in article:
        raise InputError(say("broken-encoding", where=source.where, encoding="UTF-8", at=damaged))
    notes = [f"left-out:{left}"] if left else []
    notes += ["broken-outside-article"] if damaged else []
    known = replace(facts.metadata, title=_title(facts.metadata.title, body))
    yield Record(
        source.where,
        source.name or sha256_of(article),
        article,
        source.beside.over(known),
        len(source.data),
        marks,
        source.origin("html", *notes),
    )


def _title(said: str | None, body: Sequence[Block]) -> str | None:
    """The title as the page says it, without the name of the site where the headline shows it so."""
    headline = next((block.text for block in body if block.role == "headline"), None)
    return headline if headline and said and said.startswith(headline) else said


def parsed(text: str, where: str) -> _Element:
    """The page's tree, without comments and without the data of pictures. Raises InputError."""
    from lxml import etree, html

    if not text.strip():
        raise InputError(say("empty", where=where))
    if not HTML.search(text, 0, 200_000):
        raise InputError(say("not-html", where=where))
    text = DATA.sub("data:,", text)
    if len(text) > MOST_CHARACTERS:
        raise InputError(say("page-too-long", where=where, most=MOST_CHARACTERS // 1_000_000))
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", no_network=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(say("no-article", where=where)) from error
    return root


def _article(root: _Element, facts: PageFacts, host: str | None, where: str) -> tuple[list[Block], int]:
    """The article's blocks, and how many lines of the page are left out."""
    lines = list(page_lines(root, host))
    own = _own_article(lines, facts, where)
    within = [line for line in lines if line.article is own] if own is not None else lines
    kept = _kept(within, own if own is not None else root)
    if not any(kept):
        return [Block(one_line(part)) for part in re.split(r"\n+", facts.body or "")], len(lines)
    first, last, end = _region(within, kept)
    void = _void(within, kept)
    blocks = [_block(line, kept[i], (first, i, last), void, facts) for i, line in enumerate(within[:end])]
    start = _top(within, first, facts)
    return blocks[start:], len(lines) - (end - start)


def _own_article(lines: Sequence[PageLine], facts: PageFacts, where: str) -> _Element | None:
    """The <article> that is the page's own where there are several. Raises InputError when that cannot be told."""
    size: Counter[Any] = Counter()
    for line in lines:
        if line.article is not None and not line.links and len(line.text) >= SENTENCE:
            size[line.article] += len(line.text)
    found = [article for article, count in size.items() if count >= OWN_TEXT]
    if len(found) < 2:
        apart = _headings_with_text(lines)
        if len(apart) > 1 and len([t for t in apart if any(same_title(t, h) for h in facts.headlines)]) != 1:
            raise InputError(say("several-on-page", where=where, count=len(apart)))
        return found[0] if found and len(apart) > 1 else None
    title = facts.metadata.title
    headings = {a: [ln.text for ln in lines if ln.article is a and ln.tag in ("h1", "h2")] for a in found}
    own = [a for a in found if any(same_title(title, heading) for heading in headings[a])]
    if len(own) != 1:
        raise InputError(say("several-on-page", where=where, count=len(found)))
    return own[0]


def _headings_with_text(lines: Sequence[PageLine]) -> list[str]:
    """The first-level headings that are followed by paragraphs of their own."""
    found: list[tuple[str, int]] = []
    for line in lines:
        if line.tag == "h1":
            found.append((line.text, 0))
        elif found and not line.links and not line.parts and len(line.text) >= SENTENCE:
            found[-1] = (found[-1][0], found[-1][1] + len(line.text))
    return list(dict.fromkeys(title for title, size in found if size >= OWN_TEXT))


def _kept(lines: Sequence[PageLine], tree: _Element) -> list[bool]:
    """Which lines trafilatura takes for the main text, those of another part of the page that repeat it aside."""
    from lxml import html
    from trafilatura import extract

    if str(tree.tag) != "html":
        page = html.document_fromstring("<html><body></body></html>")
        page.find("body").append(tree.__copy__())
        tree = page
    main = extract(tree, include_comments=False, include_tables=True) or ""
    whole = {_squeezed(line.removeprefix("- ")) for line in main.split("\n")}
    blob = _squeezed(main)
    keys = [_squeezed(line.text) for line in lines]
    found = [key in whole or (len(key) >= SURE and key in blob) for key in keys]
    container = _container([line for line, keep in zip(lines, found, strict=True) if keep])
    inside = set(container.iter()) if container is not None else set()
    return [keep and line.element in inside for line, keep in zip(lines, found, strict=True)]


def _container(lines: Sequence[PageLine]) -> _Element | None:
    """The deepest element that holds most of the main text."""
    size: Counter[Any] = Counter()
    for line in lines:
        size[line.element] += len(line.text)
        for ancestor in line.element.iterancestors():
            size[ancestor] += len(line.text)
    total = sum(len(line.text) for line in lines)
    best = [element for element, count in size.items() if count >= 0.85 * total]
    return max(best, key=lambda e: sum(1 for _ in e.iterancestors()), default=None)


def _region(lines: Sequence[PageLine], kept: Sequence[bool]) -> tuple[int, int, int]:
    """The first and the last line of the main text, and the end of what stands in one element with it."""
    places = [i for i, keep in enumerate(kept) if keep]
    container = _container([lines[i] for i in places])
    first, last = places[0], places[-1]
    inside = set(container.iter()) if container is not None and container.tag not in ("body", "html", "main") else set()
    article, end = lines[last].article, last + 1
    while end < len(lines) and end - last <= BELOW:
        if lines[end].element not in inside and (article is None or lines[end].article is not article):
            break
        end += 1
    return first, last, end


def _top(lines: Sequence[PageLine], first: int, facts: PageFacts) -> int:
    """The line of the headline, where it stands above the first paragraph."""
    for i in range(first, max(-1, first - TOP), -1):
        if lines[i].tag == "h1" or (not lines[i].links and _is_title(lines[i], facts)):
            return i
    return first


def _void(lines: Sequence[PageLine], kept: Sequence[bool]) -> set[Any]:
    """Elements whose name says that they are no article, and that hold half of it all the same."""
    size: Counter[Any] = Counter()
    for line, keep in zip(lines, kept, strict=True):
        if keep and not line.links:
            for element, _ in line.parts:
                size[element] += len(line.text)
    total = sum(len(line.text) for line, keep in zip(lines, kept, strict=True) if keep)
    return {element for element, count in size.items() if count >= 0.5 * total}


def _block(line: PageLine, keep: bool, at: tuple[int, int, int], void: set[Any], facts: PageFacts) -> Block:
    """A line with the role that its part of the page gives it, or its absence from the main text."""
    first, i, last = at
    if line.tag == "h1" or (i <= first and _is_title(line, facts)):
        return Block(line.text, "headline", "page-headline")
    part = next((part for element, part in line.parts if element not in void), None)
    if part is not None:
        return Block(line.text, part.role, f"page-{part.kind}")
    if i < first + 3 and not keep and same_title(line.text, facts.metadata.standfirst):
        return Block(line.text, "subheading", "page-standfirst")
    if line.tag in ("h2", "h3", "h4", "h5", "h6") and not line.links:
        return Block(line.text, "subheading", "page-heading")
    stopped = line.text.rstrip('»”"')[-1:] in ".؟!…»"
    if (keep and (stopped or not line.links)) or (stopped and len(line.text) >= SENTENCE and not line.links):
        return Block(line.text)
    role: ParagraphRole = "related" if line.links and first < i else "boilerplate"
    rule = "page-links" if line.links else "page-top" if i < first else "page-after" if i > last else "page-dropped"
    return Block(line.text, role, rule)


def _is_title(line: PageLine, facts: PageFacts) -> bool:
    return same_title(line.text, facts.metadata.title)


def _squeezed(text: str) -> str:
    return GAPS.sub("", unicodedata.normalize("NFC", text))
