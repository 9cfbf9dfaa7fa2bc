"""Fetching a page: http and https only, no private address, and bounds on redirects, size and time.

The address that a name resolves to is looked at, and that very address is connected to: a name cannot be made to point
elsewhere in between. Proxies of the environment are not used, since they would hide it.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from factsheet.errors import InputError
from factsheet.messages import say

AGENT = "factsheet/0.1"
HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8",
    "Accept-Encoding": "gzip",
}
MOST_REDIRECTS = 5
MOST_BYTES = 16_000_000
SECONDS = 30.0
"""The time that a page may take with all its redirects."""
CONNECT = 10.0
REDIRECTS = frozenset({301, 302, 303, 307, 308})
KINDS = ("text/html", "application/xhtml", "text/plain", "application/xml", "text/xml")
LONGEST_SLUG = 80


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered: its last address, bytes, charset as the server says it, and the time (UTC)."""

    url: str
    data: bytes
    charset: str | None
    retrieved: str


class _Peer(Protocol):
    sock: socket.socket | None


def fetch(url: str, *, allow_private: bool = False, seconds: float = SECONDS) -> Page:
    """The page at an address. Raises InputError, within `seconds` whatever the server does."""
    deadline = time.monotonic() + seconds
    address, seen = url, set()
    for _ in range(MOST_REDIRECTS + 1):
        if address in seen:
            break
        seen.add(address)
        answer = _asked(address, url, deadline, allow_private=allow_private)
        if isinstance(answer, Page):
            return answer
        address = answer
    raise InputError(say("redirects", where=url))


def allowed(url: str, rules: dict[str, Callable[[str], bool]], *, allow_private: bool = False) -> bool:
    """Whether the site's robots.txt lets this program fetch an address; one that cannot be had forbids. Cached."""
    parts = urlsplit(url)
    site = f"{parts.scheme}://{parts.netloc}"
    if site not in rules:
        rules[site] = _robots(site, allow_private=allow_private)
    return rules[site](url)


def slug(url: str) -> str:
    """An id from an address: its path, or its host where it has none."""
    parts = urlsplit(url)
    path = re.sub(r"\.(?:html?|aspx?|php|xhtml)$", "", unquote(parts.path, errors="replace").strip("/"))
    words = re.findall(r"[\w.]+", path) or re.findall(r"[\w.]+", parts.hostname or "page")
    return "-".join(words)[-LONGEST_SLUG:].strip("-.") or "page"


def _robots(site: str, *, allow_private: bool) -> Callable[[str], bool]:
    from urllib.robotparser import RobotFileParser

    rules = RobotFileParser()
    try:
        page = fetch(f"{site}/robots.txt", allow_private=allow_private, seconds=CONNECT)
        rules.parse(page.data.decode("utf-8", "replace").splitlines())
    except MissingError:
        return lambda _: True
    except InputError:
        return lambda _: False
    return lambda url: rules.can_fetch(AGENT, url)


class MissingError(InputError):
    """The server says that there is no such page."""


def _asked(address: str, where: str, deadline: float, *, allow_private: bool) -> Page | str:
    """One request: the page, or the address that it redirects to."""
    parts = _parts(address, where)
    connection = _connection(parts, where, deadline, allow_private=allow_private)
    watch = threading.Timer(max(0.0, deadline - time.monotonic()), _cut, (connection,))
    watch.daemon = True
    watch.start()
    held = ExitStack()
    held.callback(connection.close)
    held.callback(watch.cancel)
    try:
        connection.request(
            "GET",
            urlunsplit(("", "", parts.path or "/", parts.query, "")),
            headers=HEADERS,
        )
        answer = connection.getresponse()
        held.callback(answer.close)
        if answer.status in REDIRECTS and (target := answer.getheader("Location")):
            return urljoin(address, target)
        if answer.status != 200:
            error = MissingError if 400 <= answer.status < 500 else InputError
            raise error(say("http-status", where=where, status=answer.status))
        kind = (answer.getheader("Content-Type") or "text/html").lower()
        if not kind.startswith(KINDS):
            raise InputError(say("not-a-page", where=where, kind=kind.partition(";")[0][:60]))
        data = _body(answer, where, deadline)
        charset = re.search(r"charset=[\"']?([\w.:-]+)", kind)
        now = datetime.now(UTC).replace(microsecond=0).isoformat()
        return Page(address, data, charset[1] if charset else None, now)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _failure(error, where, deadline) from error
    finally:
        held.close()


def _body(answer: http.client.HTTPResponse, where: str, deadline: float) -> bytes:
    """The body, unpacked where it is packed, to a limit."""
    packed = (answer.getheader("Content-Encoding") or "").lower()
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if packed in ("gzip", "x-gzip", "deflate") else None
    parts, size = [], 0
    while chunk := answer.read1(65536):
        try:
            part = unpack.decompress(chunk, MOST_BYTES + 1) if unpack else chunk
        except zlib.error as error:
            raise InputError(say("unreachable", where=where, why="the answer cannot be unpacked")) from error
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            raise InputError(say("too-large", where=where, most=MOST_BYTES // 1_000_000))
        if time.monotonic() > deadline:
            raise TimeoutError
    if answer.length:
        raise InputError(say("unreachable", where=where, why="the answer breaks off"))
    return b"".join(parts)


def _parts(address: str, where: str) -> SplitResult:
    """The parts of an address, in ASCII. Raises InputError for anything but http and https."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise InputError(say("bad-address", where=where)) from error
    if parts.scheme not in ("http", "https") or not host:
        raise InputError(say("bad-address", where=where))
    path, query = (quote(part, safe="/%:@!$&'()*+,;=~-._?") for part in (parts.path, parts.query))
    netloc = (f"[{host}]" if ":" in host else host) + port
    return SplitResult(parts.scheme, netloc, path, query, "")


def _connection(parts: SplitResult, where: str, deadline: float, *, allow_private: bool) -> http.client.HTTPConnection:
    """A connection to an address that was looked at. Raises InputError."""
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise InputError(say("unreachable", where=where, why="the name is not known")) from error
    if not allow_private and not all(_public(str(address[0])) for *_, address in found):
        raise InputError(say("private-address", where=where))
    timeout = min(CONNECT, max(0.1, deadline - time.monotonic()))
    connection = http.client.HTTPConnection(host, port, timeout=timeout)
    try:
        sock = _connected(found, timeout)
        if parts.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
    except OSError as error:
        raise _failure(error, where, deadline) from error
    connection.sock = sock
    return connection


def _connected(found: Sequence[tuple[Any, ...]], timeout: float) -> socket.socket:
    """A socket to the first address that answers. Raises OSError."""
    last: OSError | None = None
    for family, kind, protocol, _, address in found[:3]:
        sock = socket.socket(family, kind, protocol)
        sock.settimeout(timeout)
        try:
            sock.connect(address)
        except OSError as error:
            sock.close()
            last = error
        else:
            return sock
    raise last or OSError("no address")


def _public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (mapped is None or mapped.is_global)


def _cut(connection: _Peer) -> None:
    """End a connection from outside: whatever waits on it fails."""
    try:
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _failure(error: Exception, where: str, deadline: float) -> InputError:
    if isinstance(error, InputError):
        return error
    if isinstance(error, TimeoutError) or time.monotonic() >= deadline:
        return InputError(say("too-slow", where=where))
    why = getattr(error, "strerror", None) or type(error).__name__
    if isinstance(error, ssl.SSLCertVerificationError):
        why = "its certificate is not trusted"
    return InputError(say("unreachable", where=where, why=why))
