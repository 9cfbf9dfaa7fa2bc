"""The page's server: Starlette behind the guard, on 127.0.0.1 only, at an address that nobody can guess."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factsheet import loopback
from factsheet.review.desk import Desk
from factsheet.review.guard import Guard
from factsheet.review.routes import application

if TYPE_CHECKING:
    import socket

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
        if open_browser:
            loopback.show(self.address)
        self.server.run(sockets=[self.bound])


def serve(desk: Desk, *, port: int | None, template: str = "brief") -> Served:
    """Bind the port (None: the usual one, else any) and make the server. Raises UsageError for a port that is taken."""
    bound = loopback.bound(*((PORT, 0) if port is None else (port,)))
    number: int = bound.getsockname()[1]
    token = secrets.token_urlsafe(24)
    app = Guard(application(desk, template), port=number, token=token)
    server = loopback.server(app, patience=2, connections=512)
    return Served(f"http://127.0.0.1:{number}/{token}/", server, bound)
