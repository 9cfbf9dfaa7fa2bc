"""What somebody might try beyond the plain points of `test_guard`: odd requests, bodies and folders, a full disk."""

from __future__ import annotations

import asyncio
import resource
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from factsheet.review.guard import Guard, Message
from factsheet.review.store import read_log
from tests.review.making import folder_of
from tests.review.serving import Running, serving


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(folder_of(tmp_path_factory.mktemp("attacks"))[0].parent) as running:
        yield running


def raw(server: Running, request: str) -> bytes:
    """What the server says to some bytes."""
    with socket.create_connection(("127.0.0.1", int(server.host.rpartition(":")[2])), timeout=60) as connection:
        connection.sendall(request.encode())
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while part := connection.recv(65536):
            answer += part
    return answer


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1.:{port}", "localhost.:{port}", "[::1]:{port}", "[::ffff:127.0.0.1]:{port}", "127.0.0.1:{port}@x.org",
        "evil.example:{port}", "127.0.0.1:{port}, evil.example", "127.1:{port}", "2130706433:{port}", "0.0.0.0:{port}",
        "127.0.0.1:0{port}", "127.0.0.1:{port} ", "user@127.0.0.1:{port}",
    ],
)  # fmt: skip
def test_other_spellings_of_this_machine_are_foreign(server: Running, host: str) -> None:
    """A name that an attacker's DNS points here must not be taken for it; a space at the end is no part of a header."""
    said = host.format(port=server.host.rpartition(":")[2])
    assert server.ask("queue", Host=said).status == (200 if host.endswith(" ") else 421)


@pytest.mark.parametrize(
    ("line", "headers", "wanted"),
    [
        ("GET http://evil.example{base}queue HTTP/1.1", "Host: evil.example\r\n", {421}),
        ("GET {base}queue HTTP/1.1", "Host: {host}\r\nHost: evil.example\r\n", {400, 421}),
        ("GET {base}queue HTTP/1.0", "", {400, 421}),
        ("GET /queue HTTP/1.1", "Host: {host}\r\nReferer: http://{host}{base}\r\n", {404}),
        ("GET /queue HTTP/1.1", "Host: {host}\r\nCookie: token={base}\r\n", {404}),
        (
            "POST {base}article/x HTTP/1.1",
            "Host: {host}\r\nReferer: http://{host}{base}\r\nContent-Length: 0\r\n",
            {403},
        ),
        ("GET {base}%00 HTTP/1.1", "Host: {host}\r\n", {404}),
        ("GET {base}article/%2e%2e%2f%00 HTTP/1.1", "Host: {host}\r\n", {404}),
        ("GET {base}queue HTTP/1.1", "Host: {host}\r\nX: \x00\r\n", {400}),
        (
            "POST {base}article/x HTTP/1.1",
            "Host: {host}\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n",
            {400, 403},
        ),
    ],
)
def test_odd_requests_are_refused(server: Running, line: str, headers: str, wanted: set[int]) -> None:
    request = f"{line}\r\n{headers}Connection: close\r\n\r\n".format(base=server.base, host=server.host)
    answer = raw(server, request)
    assert status(answer) in wanted
    assert b"quotes" not in answer


def test_connections_that_say_nothing_keep_nobody_out(server: Running) -> None:
    """A hundred that are only opened, or begin a request and never end it."""
    port = int(server.host.rpartition(":")[2])
    begun = f"POST {server.base}article/x HTTP/1.1\r\nHost: {server.host}\r\nContent-Length: 100\r\n\r\n{{"
    with ExitStack() as stack:
        for n in range(100):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=60))
            connection.sendall(begun.encode()[: n * 3])
        assert server.ask("queue").status == 200


def test_a_body_that_does_not_come_is_given_up() -> None:
    said: list[Message] = []

    async def silent() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        said.append(message)

    async def app(*_: Any) -> None:
        raise AssertionError

    named = {"host": "127.0.0.1:1", "origin": "http://127.0.0.1:1", "content-type": "application/json"}
    headers = [(name.encode(), value.encode()) for name, value in named.items()]
    scope: dict[str, Any] = {"type": "http", "method": "POST", "path": "/t/article/x", "headers": headers}
    asyncio.run(Guard(app, port=1, token=scope["path"].split("/")[1], patience=0.01)(scope, silent, send))
    assert said[0]["status"] == 408


@pytest.mark.parametrize(
    "wish",
    [
        '{"kind": "edit", "fact": "c1", "changes": {"value": NaN}}',
        '{"kind": "edit", "fact": "c1", "changes": {"value": Infinity}}',
        '{"kind": "edit", "fact": "c1", "changes": {"value": 1e999}}',
        '{"kind": "edit", "fact": "c1", "changes": {"value": %s}}' % ("9" * 5000),
        '{"kind": "edit", "fact": "c1", "changes": {"span": {"start": %s, "end": 3}}}' % ("9" * 400),
        '{"kind": "edit", "fact": "c1", "changes": {"span": {"start": NaN, "end": 3}}}',
        '{"kind": "edit", "fact": "c1", "changes": {"unit": {"a": 1}}}',
        '{"kind": "edit", "fact": "c1", "changes": {"unit": "\\ud800"}}',
        '{"kind": "edit", "fact": "q1", "changes": {"kind": {"a": []}}}',
        '{"kind": "edit", "fact": "q1", "changes": {"said_on": []}}',
        '{"kind": "edit", "fact": "q1", "changes": {"speaker": {"official": []}}}',
        '{"kind": "edit", "fact": "q1", "changes": {"relay": [[], {}, null]}}',
        '{"kind": "decide", "fact": "\\udfff", "status": "accepted"}',
        '{"kind": "decide", "fact": "q1", "status": "accepted", "reason": "\\ud83d"}',
        '{"kind": "decide", "fact": "q1", "status": "accepted", "reason": "\\u0000"}',
        '{"kind": "decide", "fact": "q1", "status": "accepted", "id": "../../x"}',
        '{"kind": "decide", "fact": "../../etc/passwd", "status": "accepted"}',
        '{"kind": "decide", "fact": ["q1"], "status": "accepted"}',
        '{"kind": "paragraph", "start": -1, "role": "body"}',
        '{"kind": "add", "of": "__class__", "fields": {}}',
        '{"kind": "add", "of": "claims", "fields": {"rule": "x"}}',
    ],
)  # fmt: skip
def test_odd_values_are_refused_and_nothing_is_written(server: Running, wish: str) -> None:
    whole = wish if '"id"' in wish else wish[:-1] + ', "id": "attack-0001"}'
    version = server.ask(f"article/{server.key()}").json()["version"]
    body = f'{{"version": {version}, "by": "x", "wishes": [{whole}]}}'
    answer = server.ask(f"article/{server.key()}", method="POST", body=body.encode())
    assert answer.status == 422
    assert set(answer.json()) == {"refused", "detail"}
    assert server.ask(f"article/{server.key()}").json()["version"] == version


def test_a_key_that_is_there_twice_has_its_last_value(tmp_path: Path) -> None:
    """As everywhere in JSON: what is checked is what is taken."""
    with serving(folder_of(tmp_path)[0].parent) as server:
        wish = '{"kind": "decide", "id": "twice-0001", "fact": "none", "fact": "q1", "status": "accepted"}'
        body = f'{{"version": 7, "version": 0, "by": "x", "wishes": [{wish}]}}'
        assert server.ask(f"article/{server.key()}", method="POST", body=body.encode()).status == 200
    assert [event.anchor.fact for event in read_log(tmp_path / "port-2024.review.json").events] == ["q1"]  # type: ignore[union-attr]


def accept(fact: str) -> dict[str, str]:
    return {"kind": "decide", "fact": fact, "status": "accepted"}


def test_links_in_the_folder_lead_nowhere(tmp_path: Path) -> None:
    """A sheet that is a link to a secret tells nothing of it; a log that is a link is not written through."""
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words", "utf-8")
    folder = folder_of(tmp_path / "sheets")[0].parent
    (folder / "evil.json").symlink_to(secret)
    (folder / "port-2024.review.json").symlink_to(tmp_path / "elsewhere.json")
    with serving(folder) as server:
        told = server.ask("queue").body + b"".join(
            server.ask(f"article/{item['key']}").body for item in server.ask("queue").json()
        )
        assert b"secret words" not in told
        key = next(item["key"] for item in server.ask("queue").json() if not item["error"])
        assert server.write(key, 0, accept("q1")).status == 200
    assert not (tmp_path / "elsewhere.json").exists()
    assert not (folder / "port-2024.review.json").is_symlink()
    assert secret.read_text("utf-8") == "the secret words"


def test_two_servers_over_one_folder(tmp_path: Path) -> None:
    """Each sees what the other wrote, and none writes over it."""
    folder = folder_of(tmp_path)[0].parent
    with serving(folder) as one, serving(folder) as other:
        key = one.key()
        assert one.write(key, 0, accept("q1")).status == 200
        assert other.write(key, 0, accept("q2")).status == 409
        assert other.write(key, 1, accept("q2")).status == 200
        assert one.ask(f"article/{key}").json()["version"] == 2
        assert one.ask("queue").json()[0]["decided"] == 2
    assert len(read_log(tmp_path / "port-2024.review.json").events) == 2


def test_a_torn_log_is_told_and_nothing_is_written_to_it(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)[0].parent
    log = tmp_path / "port-2024.review.json"
    with serving(folder) as server:
        key = server.key()
        assert server.write(key, 0, accept("q1")).status == 200
        torn = log.read_bytes()[:-40]
        log.write_bytes(torn)
        answer = server.write(key, 1, accept("q2"))
        assert answer.status == 500
        assert "port-2024.review.json" in answer.json()["detail"]
        assert server.ask("queue").json()[0]["error"]
        assert server.ask("start").json()["article"] is None
    assert log.read_bytes() == torn


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux limits another process")
def test_a_full_disk_acknowledges_nothing_that_is_not_on_it(tmp_path: Path) -> None:
    """The largest file that the server may write is a few decisions long."""
    folder = folder_of(tmp_path)[0].parent
    with serving(folder) as server:
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (4000, 4000))
        key, version, refused = server.key(), 0, 0
        for _ in range(20):
            answer = server.write(key, version, accept("q1"))
            if answer.status == 200:
                version = answer.json()["version"]
            else:
                assert answer.status == 500
                assert "port-2024.review.json" in answer.json()["detail"]
                refused += 1
        assert server.ask(f"article/{key}").json()["version"] == version
    assert version > 0
    assert refused > 0
    assert len(read_log(tmp_path / "port-2024.review.json").events) == version
    assert sorted(path.name for path in tmp_path.iterdir()) == ["port-2024.json", "port-2024.review.json"]
