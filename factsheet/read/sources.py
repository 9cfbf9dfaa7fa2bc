"""INPUT arguments → articles, one after the other; what cannot be read comes out as its error, and the rest goes on."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path

from factsheet.errors import InputError
from factsheet.messages import say
from factsheet.read import article_from_text
from factsheet.read.decode import is_page
from factsheet.read.jsonl import read_jsonl
from factsheet.read.metadata import NOTHING, Fields, Metadata, sidecar
from factsheet.read.record import MOST_BYTES, Record, Source, as_unicode, bytes_of, stem
from factsheet.read.tables import read_csv, read_parquet
from factsheet.schema import Article, sha256_of

Records = Iterator[Record | InputError]
ONE: dict[str, str] = {
    ".txt": "txt.read_txt",
    ".md": "markdown.read_markdown",
    ".html": "html.read_html",
    ".htm": "html.read_html",
    ".xhtml": "html.read_html",
    ".docx": "docx.read_docx",
    ".pdf": "pdf.read_pdf",
    ".json": "ninjs.read_ninjs",
}
"""Formats with one article a file: the module and function that read it, which are loaded when one comes."""
MANY: dict[str, Callable[[Path, Fields], Records]] = {
    ".jsonl": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".parquet": read_parquet,
}
"""Formats with many articles a file, read as it streams."""
ADDRESSES = ".urls"
"""A list of addresses, one a line."""
ENDINGS = (*ONE, *MANY, ADDRESSES)
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:")
BY_CONTENT = ((b"%PDF-", ".pdf"), (b"PK\x03\x04", ".docx"), (b"\xd0\xcf\x11\xe0", ".docx"))


USUAL = Fields()


@dataclass(frozen=True, slots=True)
class How:
    """How inputs are read: the names of columns, and whether private addresses may be fetched."""

    fields: Fields = USUAL
    allow_private: bool = False


AS_USUAL = How()


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, the bytes that were read for it, the page itself where it was fetched, and lines for the user."""

    article: Article
    size: int
    page: bytes | None = None
    notices: tuple[str, ...] = ()


@dataclass(slots=True)
class Ids:
    """Gives every article of a run an id of its own: the second of one name gets eight digits of its text's hash."""

    taken: set[str] = field(default_factory=set)

    def unique(self, name: str, text: str) -> str:
        """The name, or the name with what tells it from those before. Upper and lower case count as the same."""
        wanted, again = name, 1
        while _key(wanted) in self.taken:
            digits = f"{name}-{sha256_of(text)[:8]}"
            wanted, again = (digits if again == 1 else f"{digits}-{again}"), again + 1
        self.taken.add(_key(wanted))
        return wanted


def read_articles(
    inputs: Iterable[str], given: Metadata = NOTHING, how: How = AS_USUAL
) -> Iterator[Reading | InputError]:
    """The articles of files, folders, addresses and standard input ("-"), in order. `given` wins over what they say."""
    ids = Ids()
    for record in _records(list(inputs), how):
        if isinstance(record, InputError):
            yield record
            continue
        known = given.over(record.metadata)
        article = article_from_text(
            record.text,
            id=ids.unique(known.id or record.name, record.text),
            published=known.published,
            published_from=known.published_from,
            title=known.title,
            publisher=known.publisher,
            url=known.url,
            standfirst=known.standfirst,
            byline=known.byline,
            modified=known.modified,
            retrieved=known.retrieved,
            origin=record.origin,
            marks=record.marks,
        )
        yield Reading(article, record.size, record.page, record.notices)


def read_article(source: str | Path, given: Metadata = NOTHING, how: How = AS_USUAL) -> Article:
    """The article of a source that holds one. Raises InputError, also for a source that holds several."""
    readings = read_articles([str(source)], given, how)
    first = next(readings)
    if isinstance(first, InputError):
        raise first
    if next(readings, None) is not None:
        raise InputError(say("several", where=source))
    return first.article


def is_address(source: str) -> bool:
    """Whether an INPUT is an address, of whatever scheme, and no file."""
    return SCHEME.match(source) is not None and not Path(source).exists()


def expand(source: str) -> list[Path]:
    """The files of an INPUT: itself, or what a folder holds directly, in order of name. Raises InputError."""
    path = Path(source)
    try:
        if not path.is_dir():
            path.stat()
            return [path]
        held = sorted(f for f in path.iterdir() if _is_article(f))
    except FileNotFoundError as error:
        raise InputError(say("missing", where=source)) from error
    except OSError as error:
        raise InputError(say("unreadable", where=source, why=error.strerror)) from error
    if not held:
        raise InputError(say("empty-folder", where=source, endings=_either(ENDINGS)))
    return held


def total_size(inputs: Iterable[str]) -> int | None:
    """Bytes to read in all; None when that cannot be known, as with standard input and addresses."""
    total = 0
    for source in inputs:
        if source == "-" or is_address(source):
            return None
        try:
            total += sum(path.stat().st_size for path in expand(source))
        except (InputError, OSError):
            continue
    return total


def _is_article(path: Path) -> bool:
    """Whether a file in a folder is read: fact sheets and reviews, which may lie there too, are not."""
    if path.suffix.lower() not in ENDINGS or path.name[0] == "." or not path.is_file():
        return False
    if path.suffix.lower() != ".json":
        return True
    from factsheet.read.ninjs import is_ours

    if path.name.endswith(".review.json"):
        return False
    return path.stat().st_size > MOST_BYTES or not is_ours(path.read_bytes())


def _records(inputs: list[str], how: How) -> Records:
    """What each input holds. A single address is fetched as a browser would; of several, robots.txt is asked."""
    single = len(inputs) == 1
    rules: dict[str, Callable[[str], bool]] = {}
    for source in inputs:
        try:
            if source == "-":
                yield from _by_content(Source("standard input", "", "-", sys.stdin.buffer.read()))
                continue
            if is_address(source):
                yield from _fetched(source, how, None if single else rules)
                continue
            paths = expand(source)
        except InputError as error:
            yield error
            continue
        for path in paths:
            try:
                yield from _file(path, how, rules)
            except InputError as error:
                yield error


def _file(path: Path, how: How, rules: dict[str, Callable[[str], bool]]) -> Records:
    ending = path.suffix.lower()
    if ending in MANY:
        return MANY[ending](path, how.fields)
    if ending == ADDRESSES:
        return _list(path, how, rules)
    if ending and ending not in ONE:
        raise InputError(say("unknown-format", where=path, ending=ending, endings=_either(ENDINGS)))
    data = bytes_of(path)
    if not data:
        raise InputError(say("empty", where=path))
    return _reader(ending or ".txt")(Source(str(path), stem(path), as_unicode(path.name), data, sidecar(path)))


def _list(path: Path, how: How, rules: dict[str, Callable[[str], bool]]) -> Records:
    """The pages of a list of addresses; empty lines and those that begin with # are passed over."""
    lines = [line.strip() for line in bytes_of(path).decode("utf-8-sig", "replace").splitlines()]
    addresses = [line for line in lines if line and not line.startswith("#")]
    if not addresses:
        raise InputError(say("empty", where=path))
    for address in addresses:
        try:
            yield from _fetched(address, how, rules)
        except InputError as error:
            yield error


def _fetched(url: str, how: How, rules: dict[str, Callable[[str], bool]] | None) -> Records:
    """The article of a page, with the page itself. `rules` are those of the sites; None for a single address."""
    from factsheet.read.fetch import allowed, fetch, slug

    if not url.lower().startswith(("http://", "https://")):
        raise InputError(say("bad-address", where=url[:200]))
    if rules is not None and not allowed(url, rules, allow_private=how.allow_private):
        raise InputError(say("robots", where=url))
    page = fetch(url, allow_private=how.allow_private)
    source = Source(url, slug(page.url), page.url, page.data, NOTHING, page.url, page.charset, page.retrieved)
    notices = (say("fetched-once", where=url),) if rules is None else ()
    for record in _reader(".html")(source):
        if isinstance(record, Record):
            known = replace(record.metadata, retrieved=page.retrieved)
            record = replace(record, metadata=known, page=page.data, notices=(*record.notices, *notices))  # noqa: PLW2901
        yield record


def _by_content(source: Source) -> Records:
    """What standard input holds, told by its first bytes, since it has no name."""
    ending = next((e for signature, e in BY_CONTENT if source.data.startswith(signature)), ".txt")
    if ending == ".txt" and is_page(source.data[:4096].decode("utf-8", "ignore")):
        ending = ".html"
    return _reader(ending)(source)


def _reader(ending: str) -> Callable[[Source], Records]:
    module, _, name = ONE[ending].partition(".")
    read: Callable[[Source], Records] = getattr(import_module(f"factsheet.read.{module}"), name)
    return read


def _either(endings: Iterable[str]) -> str:
    *first, last = endings
    return f"{', '.join(first)} or {last}"


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
