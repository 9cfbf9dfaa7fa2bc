"""The page's server: Starlette behind the guard, on 127.0.0.1 only, at an address that nobody can guess."""

from __future__ import annotations

import os
import secrets
import socket
import sys
import webbrowser
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factsheet.errors import UsageError
from factsheet.messages import say
from factsheet.review.desk import Desk
from factsheet.review.guard import Guard
from factsheet.review.routes import application

if TYPE_CHECKING:
    import uvicorn

PORT = 8417
"""The port that is tried first: the browser keeps the reviewer's settings by address."""


@dataclass(frozen=True, slots=True)
class Served:
    """A server that is ready to run, and the address of its page."""

    address: str
    server: uvicorn.Server
    bound: socket.socket

    def run(self, *, open_browser: bool) -> None:
        """Serve until the program is told to stop; a browser is opened where there is a screen."""
        screen = sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        if open_browser and screen:
            webbrowser.open(self.address)
        self.server.run(sockets=[self.bound])


def serve(desk: Desk, *, port: int | None, template: str = "brief") -> Served:
    """Bind the port (None: the usual one, else any) and make the server. Raises UsageError for a port that is taken."""
    import uvicorn

    bound = _bound(port)
    number: int = bound.getsockname()[1]
    token = secrets.token_urlsafe(24)
    app = Guard(application(desk, template), port=number, token=token)
    config = uvicorn.Config(
        app, http="h11", ws="none", lifespan="off", loop="asyncio", log_level="error", access_log=False,
        server_header=False, proxy_headers=False, timeout_graceful_shutdown=2, limit_concurrency=512,
    )  # fmt: skip
    return Served(f"http://127.0.0.1:{number}/{token}/", uvicorn.Server(config), bound)


def _bound(port: int | None) -> socket.socket:
    for number in [PORT, 0] if port is None else [port]:
        # The protocol by its number: asyncio sends small answers at once only where it reads TCP there.
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind(("127.0.0.1", number))
        except (OSError, OverflowError) as error:
            made.close()
            if port is not None:
                raise UsageError(say("port-taken", port=port, why=error)) from error
        else:
            made.listen(64)
            return made
    raise UsageError(say("port-taken", port=PORT, why="no port is free"))
