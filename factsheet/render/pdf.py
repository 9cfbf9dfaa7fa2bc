"""HTML to PDF by WeasyPrint: fonts and styles loaded once a process, nothing fetched but the template's own files.

The same sheet gives the same bytes: the identifier and every date come from the sheet, no clock is read.
"""

from __future__ import annotations

import atexit
import gc
import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args
from urllib.parse import urlsplit
from urllib.request import url2pathname

from factsheet.errors import TemplateError
from factsheet.render.fonts import font_face_rules, font_files
from factsheet.render.page import Page, View
from factsheet.render.templates import Template
from factsheet.schema import FactSheet, to_json

if TYPE_CHECKING:
    from weasyprint import CSS, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

Variant = Literal["pdf/ua-1", "pdf/a-3u"]
VARIANTS: tuple[Variant, ...] = get_args(Variant)
MOST_FIT = 15
"""The highest `fit`: at it, a template leaves out all that it can."""
_ONE_AT_A_TIME = threading.Lock()
"""WeasyPrint and Pango are not thread-safe."""
_SPACE_BEFORE_INLINE = re.compile(r"(?<=[^\s>])\s+(?=</?(?:bdi|mark|span|a|b|i|em|strong)\b)")
"""WeasyPrint (70) breaks a text after its first word when it fits its line but the space at its end does not.

Such a space before an inline element, set apart, is left out at the line's end like any other."""
_EPOCH = "1970-01-01"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?")


def print_pdf(template: Template, sheet: FactSheet, view: View, variant: Variant = "pdf/ua-1") -> bytes:
    """The sheet in a template as a tagged PDF with the sheet's JSON attached. Raises TemplateError."""
    from weasyprint import Attachment

    page = Page(template, sheet, view)
    sheet = page.brief.sheet
    json = to_json(sheet).encode("utf-8", "backslashreplace")
    moment = last_moment(sheet)
    attachment = Attachment(
        string=json,
        name=f"{sheet.article.id}.json",
        description="FactSheet",
        created=moment,
        modified=moment,
        relationship="Source",
    )
    with _ONE_AT_A_TIME, _refusals():
        html, document = _fitted(page, template)
        _link_once(document)
        written = document.write_pdf(
            pdf_variant=variant,
            pdf_tags=True,
            pdf_identifier=hashlib.sha256(html.encode() + json).hexdigest()[:32].encode(),
            attachments=[attachment],
            finisher=_finish,
        )
    return bytes(written)


def html_to_pdf(html: str, template: Template, **options: Any) -> bytes:
    """A page in a template's style as a PDF; `options` go to WeasyPrint. Raises TemplateError."""
    with _ONE_AT_A_TIME, _refusals():
        document = _laid_out(html, template)
        _link_once(document)
        return bytes(document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True, **options))


def laid_out(template: Template, sheet: FactSheet, view: View) -> Document:
    """The sheet laid out, for who looks at its boxes. Raises TemplateError."""
    with _ONE_AT_A_TIME, _refusals():
        return _fitted(Page(template, sheet, view), template)[1]


def _fitted(page: Page, template: Template) -> tuple[str, Document]:
    """The page and its layout, with the least `fit` at which it takes no more pages than the template may."""
    html = page.html()
    document = _laid_out(html, template)
    most = template.most_pages
    if most is None or len(document.pages) <= most:
        return html, document
    low, high = 1, MOST_FIT
    while low < high:
        middle = (low + high) // 2
        if len(_laid_out(page.html(middle), template).pages) <= most:
            high = middle
        else:
            low = middle + 1
    html = page.html(low)
    return html, _laid_out(html, template)


def _laid_out(html: str, template: Template) -> Document:
    from weasyprint import HTML

    style = _style(font_face_rules(template.faces) + template.style(), template)
    html = _SPACE_BEFORE_INLINE.sub("<span> </span>", html)
    page = HTML(string=html, base_url=_base(template), url_fetcher=_fetcher(template))
    return page.render(stylesheets=[style], font_config=_font_configuration(), pdf_variant="pdf/ua-1")


def _link_once(document: Document) -> None:
    """Leave a link to its own box: WeasyPrint (70) makes another, not tagged as one, of every box inside it."""
    for page in document.pages:
        page.links = [link for link in page.links if link[-1].element_tag == "a"]


@contextmanager
def _refusals() -> Iterator[None]:
    """A refused address as the error that the user reads."""
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as error:
        raise TemplateError(str(error)) from error


def last_moment(sheet: FactSheet) -> datetime:
    """The latest moment that the sheet itself knows: a decision, the retrieval, the publication; else 1970."""
    article = sheet.article
    reviews = [fact.review for fact in sheet.facts()]
    known = [article.published, article.modified, article.retrieved]
    known += [review.at for review in reviews] + [review.verification.at for review in reviews]
    moments = [match.group() for moment in known if moment and (match := _MOMENT.match(moment))]
    try:
        return datetime.fromisoformat(max(moments, default=_EPOCH)).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromisoformat(_EPOCH).replace(tzinfo=UTC)


def _finish(_document: Document, pdf: Any) -> None:
    """Pages turn from right to left, and the attachment says how it belongs to the document."""
    import pydyf

    pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary())["Direction"] = "/R2L"
    files: list[Any] = [o for o in pdf.objects if isinstance(o, dict) and o.get("Type") == "/Filespec"]
    for file in files:
        file["AFRelationship"] = "/Source"
    pdf.catalog["AF"] = pydyf.Array([file.reference for file in files])


@cache
def _font_configuration() -> FontConfiguration:
    """One for the process: the fonts are read once."""
    from weasyprint.text.fonts import FontConfiguration

    atexit.register(_forget)
    return FontConfiguration()


def _forget() -> None:
    """Let go of the fonts while their temporary folder can still be removed."""
    _style.cache_clear()
    _font_configuration.cache_clear()
    gc.collect()


@lru_cache(maxsize=16)
def _style(css: str, template: Template) -> CSS:
    """The parsed style sheet; parsed again only when its text changes."""
    from weasyprint import CSS

    return CSS(string=css, base_url=_base(template), url_fetcher=_fetcher(template), font_config=_font_configuration())


def _base(template: Template) -> str:
    return template.folders[0].as_uri() + "/"


def _fetcher(template: Template) -> URLFetcher:
    """A fetcher that opens the template's own folders and its fonts, and nothing else: no network, no other file."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    fonts = frozenset(path.resolve() for path in font_files(template.faces).values())

    class OwnFiles(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            path = _local(url)
            if path is None or not (path in fonts or any(path.is_relative_to(f.resolve()) for f in template.folders)):
                raise FatalURLFetchingError(f"{url}: a template opens only files of its own folder")
            return super().fetch(url, headers)

    return OwnFiles(allow_redirects=False)


def _local(url: str) -> Path | None:
    """The file that a file: URL names, links followed; None for any other URL."""
    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc:
        return None
    return Path(url2pathname(parts.path)).resolve()
