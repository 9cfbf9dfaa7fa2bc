"""Every point of the page's security, attacked."""

from __future__ import annotations

import json
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from factsheet.review.guard import LARGEST_BODY
from factsheet.schema import Article, sha256_of
from tests.review.making import extracted, folder_of
from tests.review.serving import Running, serving
from tests.sheets import full_sheet

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(folder_of(tmp_path_factory.mktemp("guard"))[0].parent) as running:
        yield running


def accept(**more: Any) -> dict[str, Any]:
    return {"kind": "decide", "fact": "q1", "status": "accepted", **more}


def test_it_listens_on_this_machine_alone(server: Running) -> None:
    assert server.address.startswith("http://127.0.0.1:")
    port = int(server.host.rpartition(":")[2])
    addresses = {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)}
    for address in addresses - {"127.0.0.1", "127.0.1.1"}:
        with pytest.raises(OSError, match=r"."), socket.create_connection((address, port), timeout=1):
            pass


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:80", "127.0.0.1", "localhost", "127.0.0.1:1", "[::1]", "", None, "127.0.0.1.x.org"],
)
@pytest.mark.parametrize("path", ["", "start", "queue", "assets/main.js", "/", "/favicon.ico"])
def test_a_foreign_host_gets_nothing(server: Running, host: str | None, path: str) -> None:
    answer = server.ask(path, Host=host)
    assert answer.status in (400, 421)
    assert b"factsheet" not in answer.body


def test_localhost_by_name_is_this_machine(server: Running) -> None:
    port = server.host.rpartition(":")[2]
    assert server.ask("queue", Host=f"localhost:{port}").status == 200


@pytest.mark.parametrize("path", ["/", "/queue", "/start", "/assets/main.js", "/x/queue", "//queue", "/%2e%2e/queue"])
def test_without_the_token_there_is_nothing(server: Running, path: str) -> None:
    assert server.ask(path).status == 404
    assert server.ask(server.base[:-2] + "/queue").status == 404


def test_the_token_is_long_and_new_each_time(tmp_path: Path, server: Running) -> None:
    with serving(folder_of(tmp_path)[0].parent) as other:
        assert other.base != server.base
    assert len(server.base.strip("/")) >= 32


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": None},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "https://127.0.0.1"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
        {"Content_Type": None},
    ],
)
def test_a_write_from_elsewhere_is_refused(server: Running, headers: dict[str, str | None]) -> None:
    key = server.key()
    version = server.ask(f"article/{key}").json()["version"]
    assert server.write(key, version, accept(), headers=headers).status in (403, 415)
    assert server.ask(f"article/{key}").json()["version"] == version


@pytest.mark.parametrize("path", ["queue", "start", "assets/main.js"])
def test_a_read_from_another_site_is_refused(server: Running, path: str) -> None:
    assert server.ask(path, Sec_Fetch_Site="cross-site").status == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD", "CONNECT"])
def test_other_methods_are_refused(server: Running, method: str) -> None:
    answer = server.ask("queue", method=method)
    assert answer.status in (400, 405)
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "key",
    [
        "..", "../../etc/passwd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..%5cx", "%00", "port-2024", "port-2024.json",
        "....//", "/etc/passwd", "a" * 5000, "%c0%ae%c0%ae%2f", "con", "*", "{key}", "%25s",
    ],
)  # fmt: skip
@pytest.mark.parametrize("route", ["article", "preview", "print", "assets", "fonts"])
def test_no_path_leads_out(server: Running, route: str, key: str) -> None:
    answer = server.ask(f"{route}/{key}")
    assert answer.status in (404, 405)
    assert b"root:" not in answer.body
    assert server.ask(f"article/{key}", method="POST", body=b"{}").status in (404, 422, 405)


def test_a_template_is_chosen_by_name_alone(server: Running, tmp_path: Path) -> None:
    (tmp_path / "template.toml").write_text('about = "evil"\npage = "p.j2"\n', "utf-8")
    (tmp_path / "p.j2").write_text("evil", "utf-8")
    assert server.ask(f"preview/{server.key()}?template={tmp_path}").body != b"evil"


def test_large_bodies_are_refused(server: Running) -> None:
    key = server.key()
    assert server.ask(f"article/{key}", method="POST", body=b"x" * (LARGEST_BODY + 1)).status == 413
    assert server.ask(f"article/{key}", method="POST", body=b"{}", Content_Length="99999999999999999").status == 413
    assert server.ask(f"article/{key}", method="POST", body=b"{}", Content_Length="-1").status in (400, 413)


def test_a_large_body_without_a_length_is_refused(server: Running) -> None:
    """In chunks, so that its size is known only when it is there."""
    head = (
        f"POST {server.base}article/{server.key()} HTTP/1.1\r\nHost: {server.host}\r\nOrigin: http://{server.host}\r\n"
        "Sec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    port = int(server.host.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(head.encode())
        for _ in range(LARGEST_BODY // 0x4000):
            connection.sendall(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")
        connection.sendall(b"1\r\nx\r\n")  # one too many; no more, so that the answer is not lost in a reset
        answer = connection.recv(100)
    assert b" 413 " in answer


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"null",
        b'{"version": 0}',
        b'{"version": "0", "by": "x", "wishes": [{"kind": "format"}]}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_bodies_that_are_none_are_told(server: Running, body: bytes) -> None:
    answer = server.ask(f"article/{server.key()}", method="POST", body=body)
    assert answer.status == 422
    assert b"Traceback" not in answer.body


@pytest.mark.parametrize("by", ["", "x" * 81, "a\nb", "a\x00b", "a\u0085b"])
def test_names_of_reviewers_are_checked(server: Running, by: str) -> None:
    key = server.key()
    assert server.write(key, server.ask(f"article/{key}").json()["version"], accept(), by=by).status == 422


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://a b", "https://x/<script>"]
)
def test_addresses_of_sources_are_web_addresses(server: Running, url: str) -> None:
    key = server.key()
    version = server.ask(f"article/{key}").json()["version"]
    wish = {"kind": "verify", "fact": "q1", "status": "confirmed", "source_url": url}
    assert server.write(key, version, wish).status == 422


@pytest.mark.parametrize("path", ["", "queue", "assets/main.js", "nothing", "preview/{key}"])
def test_every_answer_keeps_the_page_to_itself(server: Running, path: str) -> None:
    headers = server.ask(path.format(key=server.key())).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; ")
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers


def test_the_page_allows_no_script_but_its_own(server: Running) -> None:
    page = server.ask("")
    policy = page.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe-inline" not in policy
    assert b"<script>" not in page.body
    assert b"http://" not in page.body
    assert b"https://" not in page.body


def test_a_stale_writer_gets_the_article_as_it_is(server: Running) -> None:
    key = server.key()
    version = server.ask(f"article/{key}").json()["version"]
    assert server.write(key, version, accept()).status == 200
    answer = server.write(key, version, accept(status="rejected"))
    assert answer.status == 409
    assert answer.json()["now"]["version"] == version + 1
    assert server.ask(f"article/{key}").json()["version"] == version + 1


def test_html_and_script_stay_words(tmp_path: Path) -> None:
    text = f"{EVIL}\n\nوقال وزير النقل سامي الحداد: «{EVIL} لن نؤجل» وأضاف أن الكلفة 300 مليون دولار.\n"
    named = {"title": EVIL, "publisher": EVIL, "byline": EVIL, "url": "javascript:alert(1)", "published": "2024-01-18"}
    article = Article.model_validate({"id": "evil", "sha256": sha256_of(text), "text": text, **named})
    paths = folder_of(tmp_path, extracted(article))
    with serving(paths[0].parent) as running:
        key = running.key()
        fact = running.ask(f"article/{key}").json()["facts"][0]["id"]
        mark = {"kind": "verify", "fact": fact, "status": "confirmed", "note": EVIL}
        done = {"kind": "decide", "fact": fact, "status": "accepted", "reason": EVIL}
        assert running.write(key, 0, mark, done, by=EVIL[:25]).status == 200
        for path in (f"article/{key}", "queue", "start"):
            assert running.ask(path).headers["content-type"] == "application/json"
        preview = running.ask(f"preview/{key}")
        assert b"<script" not in preview.body
        assert b"<img" not in preview.body
        assert b"javascript:" not in preview.body.replace(b"javascript:alert(1)</bdi>", b"")
        assert "script-src" not in preview.headers["content-security-policy"]
        assert "sandbox allow-same-origin" in preview.headers["content-security-policy"]


def test_the_address_is_the_only_line_on_stdout(tmp_path: Path) -> None:
    with serving(folder_of(tmp_path)[0].parent) as running:
        running.ask("queue")
        running.process.terminate()
        assert running.process.stdout is not None
        assert running.process.stdout.read() == ""


def test_a_port_that_is_taken_is_told(tmp_path: Path, server: Running) -> None:
    folder = folder_of(tmp_path)[0].parent
    port = server.host.rpartition(":")[2]
    command = [*server.process.args[:4], str(folder), "--no-browser", "--port", port]  # type: ignore[index]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"--port {port}: cannot be used" in done.stderr


def test_what_the_page_gets_is_what_the_sheet_has(server: Running) -> None:
    view = server.ask(f"article/{server.key()}").json()
    sheet = full_sheet()
    lines = [sheet.article.text[p.start : p.end] for p in sheet.article.paragraphs]
    assert [p["text"] for p in view["paragraphs"]] == lines
    assert len(view["facts"]) == len(list(sheet.facts()))
    assert json.dumps(view)
