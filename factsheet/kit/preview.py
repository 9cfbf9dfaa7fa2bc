"""`templates preview`: the pages in the browser, made anew when the template or the article changes.

Served on 127.0.0.1 only, at an address that nobody can guess, behind the guard of the review page.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import threading
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass, field
from functools import partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from factsheet import loopback
from factsheet.kit.workshop import Workshop
from factsheet.review.guard import Guard

if TYPE_CHECKING:
    import socket

    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

_ASSETS = {"": ("preview.html", "text/html"), "preview.js": ("preview.js", "text/javascript"),
           "preview.css": ("preview.css", "text/css")}  # fmt: skip
_LOOK = 0.15
"""Seconds between two looks whether something is new."""


@dataclass
class Preview:
    """A server that is ready to run, and the address of its page."""

    address: str
    workshop: Workshop
    article: Path
    server: uvicorn.Server
    bound: socket.socket
    _done: threading.Event = field(default_factory=threading.Event)

    def run(self, *, open_browser: bool) -> None:
        """Serve until the program is told to stop; a browser is opened where there is a screen."""
        watcher = threading.Thread(target=self._watch, daemon=True)
        watcher.start()
        if open_browser:
            loopback.show(self.address)
        try:
            self.server.run(sockets=[self.bound])
        finally:
            self._done.set()
            watcher.join(30)  # what is being printed is finished: a thread that is cut off inside it brings all down
            self.bound.close()

    def _watch(self) -> None:
        from watchfiles import watch

        self.workshop.renew()
        places = {*self.workshop.watched(), self.article.parent}
        templates = self.workshop.watched()

        def matters(_change: object, path: str) -> bool:
            changed = Path(path)
            return changed == self.article or any(changed.is_relative_to(folder) for folder in templates)

        changes = watch(
            *places, watch_filter=matters, debounce=100, step=30, rust_timeout=300, stop_event=self._done,
            raise_interrupt=False,
        )  # fmt: skip
        for _ in changes:
            self.workshop.renew()


def serve(workshop: Workshop, article: Path, *, port: int | None) -> Preview:
    """Bind a port (None: any) and make the server. Raises UsageError for a port that is taken."""
    bound = loopback.bound(port or 0)
    number: int = bound.getsockname()[1]
    token = secrets.token_urlsafe(24)
    app = Guard(_application(workshop), port=number, token=token)
    server = loopback.server(app, patience=1, connections=64)
    return Preview(f"http://127.0.0.1:{number}/{token}/", workshop, article.resolve(), server, bound)


def _application(workshop: Workshop) -> Starlette:
    from starlette.applications import Starlette
    from starlette.routing import Route

    assets = [Route(f"/{address}", partial(_asset, name=name, kind=kind)) for address, (name, kind) in _ASSETS.items()]
    return Starlette(
        routes=[
            *assets,
            Route("/state", partial(_state, workshop=workshop)),
            Route("/events", partial(_events, workshop=workshop)),
            Route("/brief.pdf", partial(_pdf, workshop=workshop)),
            Route("/pages/{number:int}.png", partial(_page, workshop=workshop)),
        ]
    )


async def _asset(_request: Request, name: str, kind: str) -> Response:
    from starlette.responses import Response

    return Response(resources.files("factsheet.kit").joinpath("assets", name).read_bytes(), media_type=kind)


async def _state(_request: Request, workshop: Workshop) -> Response:
    from starlette.responses import JSONResponse

    return JSONResponse(_told(workshop))


async def _pdf(_request: Request, workshop: Workshop) -> Response:
    from starlette.responses import Response

    pdf = workshop.shown.pdf
    return Response(pdf, 200 if pdf else 404, media_type="application/pdf")


async def _page(request: Request, workshop: Workshop) -> Response:
    from starlette.responses import Response

    pages, number = workshop.shown.pages, request.path_params["number"]
    if not 1 <= number <= len(pages):
        return Response(status_code=404)
    return Response(pages[number - 1], media_type="image/png")


async def _events(_request: Request, workshop: Workshop) -> Response:
    from starlette.responses import StreamingResponse

    return StreamingResponse(_news(workshop), media_type="text/event-stream")


async def _news(workshop: Workshop) -> AsyncIterator[str]:
    """Every new state as a server-sent event, and a comment now and then, so that a closed page is noticed."""
    told, quiet = -1, 0.0
    while True:
        if workshop.shown.version != told:
            told, quiet = workshop.shown.version, 0.0
            yield f"data: {json.dumps(_told(workshop), ensure_ascii=False)}\n\n"
        elif quiet > 5:
            quiet = 0.0
            yield ": still here\n\n"
        await asyncio.sleep(_LOOK)
        quiet += _LOOK


def _told(workshop: Workshop) -> dict[str, object]:
    shown = workshop.shown
    trouble = asdict(shown.trouble) if shown.trouble else None
    return {
        "version": shown.version, "pages": len(shown.pages), "trouble": trouble,
        "template": Path(workshop.template).name, "size": len(shown.pdf),
    }  # fmt: skip
