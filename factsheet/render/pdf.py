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
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from factsheet.errors import TemplateError
from factsheet.render.fonts import font_face_rules, font_files
from factsheet.render.templates import Template, page_html
from factsheet.schema import FactSheet, to_json

if TYPE_CHECKING:
    from weasyprint import CSS, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

VARIANT = "pdf/ua-1"
_ONE_AT_A_TIME = threading.Lock()
"""WeasyPrint and Pango are not thread-safe."""
_SPACE_BEFORE_INLINE = re.compile(r"(?<=[^\s>])\s+(?=</?(?:bdi|mark|span|a|b|i|em|strong)\b)")
"""WeasyPrint (70) breaks a text after its first word when it fits its line but the space at its end does not.

Such a space before an inline element, set apart, is left out at the line's end like any other."""
_EPOCH = "1970-01-01"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?")


def print_pdf(template: Template, sheet: FactSheet, lang: str) -> bytes:
    """The sheet in a template as a tagged PDF (PDF/UA-1) with the sheet's JSON attached. Raises TemplateError."""
    from weasyprint import Attachment

    html = page_html(template, sheet, lang)
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
    return html_to_pdf(
        html,
        template,
        pdf_identifier=hashlib.sha256(html.encode() + json).hexdigest()[:32].encode(),
        attachments=[attachment],
        finisher=_finish,
    )


def html_to_pdf(html: str, template: Template, **options: Any) -> bytes:
    """A page in a template's style as a PDF; `options` go to WeasyPrint. Raises TemplateError."""
    from weasyprint import HTML

    with _ONE_AT_A_TIME, _refusals():
        style = _style(font_face_rules(template.faces) + template.style(), template)
        html = _SPACE_BEFORE_INLINE.sub("<span> </span>", html)
        page = HTML(string=html, base_url=_base(template), url_fetcher=_fetcher(template))
        written = page.write_pdf(stylesheets=[style], font_config=_font_configuration(), pdf_variant=VARIANT, **options)
    return bytes(written)


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
