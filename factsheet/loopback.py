"""A page for this machine alone: a socket on 127.0.0.1, the server behind it, and the browser before it."""

from __future__ import annotations

import os
import socket
import sys
import webbrowser
from typing import TYPE_CHECKING

from factsheet.errors import UsageError
from factsheet.messages import say

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import ASGIApp


def bound(*ports: int) -> socket.socket:
    """A listening socket on the first of the ports that is free (0: any). Raises UsageError where none is."""
    why: Exception | None = None
    for port in ports:
        # The protocol by its number: asyncio sends small answers at once only where it reads TCP there.
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            made.close()
            why = error
        else:
            made.listen(64)
            return made
    raise UsageError(say("port-taken", port=ports[0], why=why)) from why


def server(app: ASGIApp, *, patience: int, connections: int) -> uvicorn.Server:
    """A server that says nothing of itself; on its way out it waits `patience` seconds for answers under way."""
    import uvicorn

    config = uvicorn.Config(
        app, http="h11", ws="none", lifespan="off", loop="asyncio", log_level="error", access_log=False,
        server_header=False, proxy_headers=False, timeout_graceful_shutdown=patience, limit_concurrency=connections,
    )  # fmt: skip
    return uvicorn.Server(config)


def show(address: str) -> None:
    """Open the page in a browser, where there is a screen."""
    if sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(address)
