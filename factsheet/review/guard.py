"""What a page on localhost must not be open to: other sites in the same browser, other names for this machine, floods.

An ASGI layer before all routing. Plain ASGI, so that nothing can be routed before it has looked.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LARGEST_BODY = 256 * 1024
"""Bytes of a request; an edit is a few hundred."""
SLOWEST_BODY = 20.0
"""Seconds that a body may take to come."""

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PREVIEW_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
"""The brief in its frame: looks only. `allow-same-origin` lets the page keep its place; no script runs in it."""

_HEADERS = {
    "content-security-policy": PAGE_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}


class Guard:
    """Lets through what the page itself asks for, and answers the rest with as little as it can."""

    def __init__(self, app: App, *, port: int, token: str, patience: float = SLOWEST_BODY) -> None:
        self._app = app
        self._patience = patience
        self._hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost"))
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request. What is no HTTP request is not answered."""
        if scope["type"] != "http":
            return
        headers = _headers(scope)
        refused = self._refusal(scope, headers)
        if refused is not None:
            await _refuse(send, refused)
            return
        scope["path"] = scope["path"][len(self._token) + 1 :] or "/"
        scope["raw_path"] = scope["path"].encode()
        body = None
        if scope["method"] == "POST":
            try:
                async with asyncio.timeout(self._patience):
                    body = await _body(receive)
            except TimeoutError:
                await _refuse(send, 408)
                return
            if body is None:
                await _refuse(send, 413)
                return
        await self._app(scope, _replayed(body) if body is not None else receive, _with_headers(send))

    def _refusal(self, scope: Scope, headers: Mapping[str, list[str]]) -> int | None:
        """The status to refuse with; None for what may pass."""
        hosts = headers.get("host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return 421
        if scope["method"] not in ("GET", "POST"):
            return 405
        given = scope["path"].split("/", 2)[1] if scope["path"].startswith("/") else ""
        if not secrets.compare_digest(given.encode("utf-8", "surrogatepass"), self._token.encode()):
            return 404
        site = headers.get("sec-fetch-site", ["none"])
        if scope["method"] == "GET":
            page = scope["path"] == f"/{self._token}/"
            return None if page or site in (["same-origin"], ["none"]) else 403
        if headers.get("origin") != [f"http://{hosts[0].lower()}"] or site not in (["same-origin"], ["none"]):
            return 403
        if headers.get("content-type", [""])[0].split(";")[0].strip().lower() != "application/json":
            return 415
        length = headers.get("content-length", ["0"])[0]
        return 413 if not length.isascii() or not length.isdigit() or int(length[:12]) > LARGEST_BODY else None


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


async def _body(receive: Receive) -> bytes | None:
    """The whole body; None as soon as it is larger than it may be."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b""
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LARGEST_BODY:
            return None
        if not message.get("more_body"):
            return b"".join(parts)


def _replayed(body: bytes) -> Receive:
    """The body, for the layers behind."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    return receive


def _with_headers(send: Send) -> Send:
    """Every answer carries the headers that keep the page to itself; a policy of its own is kept."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name.lower() for name, _ in message.get("headers", [])}
            added = [(k.encode(), v.encode()) for k, v in _HEADERS.items() if k.encode() not in own]
            message["headers"] = [*message.get("headers", []), *added]
        await send(message)

    return sending


async def _refuse(send: Send, status: int) -> None:
    sending = _with_headers(send)
    headers = [(b"content-type", b"text/plain"), (b"content-length", b"0"), (b"connection", b"close")]
    await sending({"type": "http.response.start", "status": status, "headers": headers})
    await sending({"type": "http.response.body", "body": b""})
