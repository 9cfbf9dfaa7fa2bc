"""Fetching: addresses that are allowed, what servers do, robots.txt, and the page as evidence."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from factsheet import cli
from factsheet.errors import InputError
from factsheet.read import fetch as fetching
from factsheet.read.fetch import fetch, slug
from factsheet.read.sources import How, Reading, read_articles
from tests.read_fetched import WHOLE, served, silent

Server = tuple[str, list[tuple[str, str | None]]]
HERE = How(allow_private=True)


@pytest.fixture
def server() -> Iterator[Server]:
    with served() as running:
        yield running


def test_a_page_is_fetched_with_its_time(server: Server) -> None:
    (reading,) = read_articles([f"{server[0]}/once?x=1"], how=HERE)
    assert isinstance(reading, Reading)
    article = reading.article
    assert article.id == "page-news-2024-port-third-quay"
    assert article.retrieved is not None
    assert article.retrieved.endswith("+00:00")
    assert article.origin is not None
    assert article.origin.sha256 == sha256(WHOLE).hexdigest()
    assert article.url == "https://sahel.example/news/2024/port-third-quay"
    assert reading.page == WHOLE
    assert "fetched once" in reading.notices[0]
    assert [path for path, _ in server[1]] == ["/once?x=1", "/page/news/2024/port-third-quay.html"]
    assert {agent for _, agent in server[1]} == {fetching.AGENT}


def test_a_packed_page_is_unpacked(server: Server) -> None:
    assert fetch(f"{server[0]}/packed", allow_private=True).data == WHOLE


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/loop", "leads from address to address"),
        ("/further", "leads from address to address"),
        ("/elsewhere", "only http and https"),
        ("/nothing", "answers 404"),
        ("/picture", "is image/png, not a web page"),
        ("/large", "larger than 16 MB"),
        ("/bomb", "larger than 16 MB"),
        ("/cut", "cannot be fetched"),
    ],
)
def test_what_servers_do_wrong_is_said_in_one_line(server: Server, path: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        fetch(server[0] + path, allow_private=True)
    assert str(caught.value).startswith(server[0] + path)
    assert "\n" not in str(caught.value)


def test_a_server_that_never_answers_costs_a_bounded_time(server: Server) -> None:
    with silent() as address:
        for url in (address, f"{server[0]}/slow"):
            start = time.monotonic()
            with pytest.raises(InputError, match="takes too long"):
                fetch(url, allow_private=True, seconds=0.6)
            assert time.monotonic() - start < 3


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x", "http://localhost/x", "http://[::1]/", "http://10.1.2.3/", "http://192.168.1.1/",
        "http://169.254.169.254/latest", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://2130706433/",
    ],
)  # fmt: skip
def test_private_addresses_are_not_fetched(url: str) -> None:
    with pytest.raises(InputError, match=r"address of this machine or network|cannot be fetched"):
        fetch(url)


def test_a_redirect_to_a_private_address_is_not_followed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    port = server[0].rpartition(":")[2]
    monkeypatch.setattr(fetching, "_public", lambda _: False)
    with pytest.raises(InputError, match="address of this machine"):
        fetch(f"http://127.0.0.1:{port}/once")
    assert not server[1]


@pytest.mark.parametrize(
    "url", ["data:text/html,<p>x", "file:///etc/passwd", "javascript:alert(1)", "ftp://a.example/x", "http://"]
)
def test_other_schemes_are_not_fetched(url: str) -> None:
    (error,) = read_articles([url])
    assert isinstance(error, InputError)
    assert "only http and https" in str(error)


def test_of_several_addresses_robots_txt_is_asked_once_a_site(server: Server, tmp_path: Path) -> None:
    (tmp_path / "list.urls").write_text(f"# two\n{server[0]}/page/a\n\n{server[0]}/page/closed/b\n")
    results = list(read_articles([str(tmp_path)], how=HERE))
    assert [r.article.id for r in results if isinstance(r, Reading)] == ["page-a"]
    assert [str(r) for r in results if isinstance(r, InputError)] == [
        f"{server[0]}/page/closed/b: the site's robots.txt does not let programs fetch it; save the page in a browser"
    ]
    assert [path for path, _ in server[1]] == ["/robots.txt", "/page/a"]
    assert len(list(read_articles([f"{server[0]}/page/closed/b"], how=HERE))) == 1


def test_the_page_lies_beside_the_sheet(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"{server[0]}/page/x.html"
    assert cli.main(["extract", url, "-o", str(tmp_path), "--allow-private"]) == 0
    assert (tmp_path / "page-x.page.html").read_bytes() == WHOLE
    article = json.loads((tmp_path / "page-x.json").read_text("utf-8"))["article"]
    assert article["origin"]["sha256"] == sha256(WHOLE).hexdigest()
    assert article["retrieved"]
    assert "fetched once" in capsys.readouterr().err
    assert cli.main(["extract", url, "-o", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_slugs() -> None:
    assert slug("https://a.example/news/2024/%D8%AE%D8%A8%D8%B1.html") == "news-2024-خبر"
    assert slug("https://a.example/") == "a.example"
    assert len(slug("https://a.example/" + "x" * 500)) == 80
