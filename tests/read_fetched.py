"""A server on loopback that answers as servers do, also the bad ones."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

WHOLE = (Path(__file__).parent / "read_pages/whole.html").read_bytes()


class Answers(BaseHTTPRequestHandler):
    """One path a behaviour."""

    asked: list[tuple[str, str | None]]

    def do_GET(self) -> None:
        """Answer."""
        type(self).asked.append((self.path, self.headers.get("User-Agent")))
        name = self.path.strip("/").partition("/")[0].partition("?")[0]
        getattr(self, f"_{name.replace('.', '_').replace('-', '_')}", self._missing)()

    def _page(self) -> None:
        self._send(200, WHOLE, "text/html; charset=utf-8")

    def _packed(self) -> None:
        self._send(200, gzip.compress(WHOLE), "text/html", ("Content-Encoding", "gzip"))

    def _bomb(self) -> None:
        self._send(200, gzip.compress(b" " * 100_000_000), "text/html", ("Content-Encoding", "gzip"))

    def _large(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            for _ in range(60):
                self.wfile.write(b" " * 1_000_000)
        except OSError:
            return

    def _cut(self) -> None:
        self._send(200, WHOLE[:2000], "text/html", ("Content-Length", str(len(WHOLE))))

    def _once(self) -> None:
        self._send(302, b"", "text/html", ("Location", "/page/news/2024/port-third-quay.html"))

    def _loop(self) -> None:
        self._send(302, b"", "text/html", ("Location", "/loop"))

    def _further(self) -> None:
        self._send(302, b"", "text/html", ("Location", f"{self.path}/x"))

    def _elsewhere(self) -> None:
        self._send(302, b"", "text/html", ("Location", "file:///etc/passwd"))

    def _picture(self) -> None:
        self._send(200, b"\x89PNG", "image/png")

    def _robots_txt(self) -> None:
        self._send(200, b"User-agent: *\nDisallow: /page/closed\n", "text/plain")

    def _slow(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            while not STOP.wait(0.1):
                self.wfile.write(b" ")
        except OSError:
            return

    def _missing(self) -> None:
        self._send(404, b"", "text/html")

    def _send(self, status: int, body: bytes, kind: str, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for header in headers:
            self.send_header(*header)
        if not any(name == "Content-Length" for name, _ in headers):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            return

    def finish(self) -> None:
        """End, also when the other side has gone."""
        with suppress(OSError):
            super().finish()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


STOP = threading.Event()


@contextmanager
def served() -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
    """A server's address, and what was asked of it."""
    Answers.asked = []
    STOP.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", Answers.asked
    finally:
        STOP.set()
        server.shutdown()
        server.server_close()


@contextmanager
def silent() -> Iterator[str]:
    """The address of a server that takes a connection and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/page"
