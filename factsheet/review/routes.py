"""What the page asks for: itself, an article, the queue, the brief; and a reviewer's writes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from factsheet.errors import FactsheetError
from factsheet.review.desk import Desk, Opened, UnknownArticleError
from factsheet.review.events import ReviewerName
from factsheet.review.gate import for_print
from factsheet.review.guard import App
from factsheet.review.preview import FONTS, preview_page
from factsheet.review.refusal import RefusedError
from factsheet.review.store import StaleError
from factsheet.review.summary import Summary
from factsheet.review.views import article_view, changes_view, queue_view
from factsheet.review.wishes import Wish
from factsheet.review.words import LANGUAGES, words
from factsheet.schema import FactSheet, Model, first_problem

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}


class Write(Model):
    """The body of a write: what the page has seen, who writes, and what is wished for."""

    version: int
    by: ReviewerName
    wishes: tuple[Wish, ...]


_WRITE: TypeAdapter[Write] = TypeAdapter(Write)


@cache
def assets() -> dict[str, tuple[bytes, str]]:
    """The page's own files by name, with their types: nothing else is ever served."""
    folder = files("factsheet.review").joinpath("assets")
    found = ((item.name, "." + item.name.rpartition(".")[2], item) for item in folder.iterdir())
    return {name: (item.read_bytes(), _TYPES[ending]) for name, ending, item in found if ending in _TYPES}


class Pages:
    """The answers, one method a route. `template` is the one that the reviewer chose."""

    def __init__(self, desk: Desk, template: str) -> None:
        from factsheet.render import builtin_names

        self._desk = desk
        self._template = template
        self._templates = sorted({template, *builtin_names()})

    async def page(self, _: Request) -> Response:
        """The page itself."""
        return _file(*assets()["review.html"])

    async def asset(self, request: Request) -> Response:
        """A script or style of the page."""
        return _file(*assets().get(request.path_params["name"], (None, "")))

    async def font(self, request: Request) -> Response:
        """A font of the page and the brief."""
        font = FONTS.get(request.path_params["name"])
        return _file(font() if font else None, "font/ttf")

    def start(self, request: Request) -> Response:
        """Everything that the page needs at first: its words, the queue, and an article to begin with."""
        from starlette.responses import JSONResponse

        queue = self._desk.queue()
        reviewer = request.query_params.get("by") or self._desk.reviewer
        first = self._first(queue, request.query_params.get("open"))
        return JSONResponse(
            {
                "reviewer": reviewer,
                "words": words(_lang(request)),
                "template": self._template,
                "templates": self._templates,
                "queue": queue_view(queue),
                "article": article_view(first, reviewer) if first else None,
            }
        )

    def _first(self, queue: Sequence[Summary], wanted: str | None) -> Opened | None:
        """The wanted article, else the first that is not fully reviewed; None where no sheet can be read."""
        readable = [summary for summary in queue if summary.error is None]
        for summary in sorted(readable, key=lambda s: (s.key != wanted, s.decided >= s.facts)):
            with suppress(FactsheetError):
                return self._desk.open(summary.key)
        return None

    async def words(self, request: Request) -> Response:
        """The page's words in a language."""
        from starlette.responses import JSONResponse

        return JSONResponse(words(_lang(request)))

    def queue(self, _: Request) -> Response:
        """The articles and how far each is."""
        from starlette.responses import JSONResponse

        return JSONResponse(queue_view(self._desk.queue()))

    def article(self, request: Request) -> Response:
        """An article with all its facts."""
        from starlette.responses import JSONResponse

        opened = self._desk.open(request.path_params["key"])
        return JSONResponse(article_view(opened, request.query_params.get("by", self._desk.reviewer)))

    async def write(self, request: Request) -> Response:
        """A reviewer's wishes."""
        from anyio.to_thread import run_sync

        return await run_sync(_written, self._desk, request.path_params["key"], await request.body())

    def preview(self, request: Request) -> Response:
        """The brief as a page."""
        return preview_page(self._printed(request), self._chosen(request), _lang(request))

    def pdf(self, request: Request) -> Response:
        """The brief as a PDF."""
        from starlette.responses import Response

        from factsheet.render import render_pdf

        made = render_pdf(self._printed(request), template=self._chosen(request), lang=_lang(request))
        return Response(made, media_type="application/pdf", headers={"content-disposition": "inline"})

    def _printed(self, request: Request) -> FactSheet:
        return for_print(self._desk.open(request.path_params["key"]).sheet)

    def _chosen(self, request: Request) -> str:
        asked = request.query_params.get("template", self._template)
        return asked if asked in self._templates else self._template


def application(desk: Desk, template: str) -> App:
    """The routes, without their guard."""
    from starlette.applications import Starlette
    from starlette.routing import Route

    pages = Pages(desk, template)
    routes = [
        Route("/", pages.page),
        Route("/assets/{name}", pages.asset),
        Route("/fonts/{name}", pages.font),
        Route("/start", pages.start),
        Route("/words", pages.words),
        Route("/queue", pages.queue),
        Route("/article/{key}", pages.article),
        Route("/article/{key}", pages.write, methods=["POST"]),
        Route("/preview/{key}", pages.preview),
        Route("/print/{key}", pages.pdf),
    ]
    app = Starlette(routes=routes, exception_handlers={FactsheetError: _failed, Exception: _failed})
    app.router.redirect_slashes = False
    return app


def _file(content: bytes | None, media_type: str) -> Response:
    from starlette.responses import Response

    return Response(status_code=404) if content is None else Response(content, media_type=media_type)


def _lang(request: Request) -> str:
    asked = request.query_params.get("lang", "ar")
    return asked if asked in LANGUAGES else "ar"


def _written(desk: Desk, key: str, body: bytes) -> Response:
    """Take a write: 200 with what changed, 409 with the article as it is, 422 with the reason why not."""
    from starlette.responses import JSONResponse

    try:
        wanted = _WRITE.validate_json(body)
        opened = desk.open(key)
        wishes = TypeAdapter(tuple[Wish, ...]).validate_python(
            [opened.units.incoming(wish.model_dump()) for wish in wanted.wishes]
        )
        before, after = desk.write(key, wanted.version, wishes, wanted.by)
    except ValidationError as error:
        return JSONResponse({"refused": "contract", "detail": first_problem(error)}, status_code=422)
    except RefusedError as error:
        return JSONResponse({"refused": error.code, "detail": error.detail}, status_code=422)
    except StaleError:
        return JSONResponse({"now": article_view(desk.open(key), wanted.by)}, status_code=409)
    return JSONResponse(changes_view(before, after, wanted.by))


def _failed(_: Request, error: Exception) -> Response:
    """An error as JSON: what the user reads, never a traceback."""
    from starlette.responses import JSONResponse

    if isinstance(error, UnknownArticleError):
        return JSONResponse({"refused": "no-article", "detail": ""}, status_code=404)
    told = str(error) if isinstance(error, FactsheetError) else type(error).__name__
    return JSONResponse({"refused": "failed", "detail": re.sub(r"\s+", " ", told)[:500]}, status_code=500)
