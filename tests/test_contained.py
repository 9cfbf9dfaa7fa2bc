"""Templates from elsewhere are contained: what they try, and what is said of it."""

from __future__ import annotations

import os
import socket
import stat
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from factsheet.errors import TemplateError
from factsheet.render import child, render_html, render_pdf
from tests.packs import pack
from tests.sheets import Maker, empty_sheet, full_sheet


@pytest.fixture(scope="module", autouse=True)
def no_child_left() -> Iterator[None]:
    yield
    child.forget()


@pytest.mark.parametrize(
    ("attack", "what"),
    [
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "unsafe"),
        ("{{ heading.__init__.__globals__ }}", "unsafe"),
        ("{{ (heading|attr('__class__'))|text }}", "unsafe"),
        ("{{ t.__call__.__globals__ }}", "unsafe"),
        ("{{ sheet.model_config.__class__ }}", "unsafe"),
        ("{{ self._TemplateReference__context }}", "unsafe"),
        ("{{ cycler.__init__.__globals__ }}", "unsafe"),
        ("{% set _ = theme.house.currencies.update({'ar': 1}) %}", "unsafe"),
        ("{% set _ = 'a' * 10**9 %}", "more than 1,000,000 parts"),
        ("{% set _ = 10**9 * 'a' %}", "more than 1,000,000 parts"),
        ("{% set _ = [1] * 10**9 %}", "more than 1,000,000 parts"),
        ("{% set _ = 10**(10**10) %}", "digits"),
        ("{% set _ = '%1000000000d' % 1 %}", "formats no words here"),
        ("{% set _ = '%1000000000d'|format(1) %}", "more memory|No filter"),
        ("{% set _ = '{:1000000000d}'.format(1) %}", "more memory|unsafe|not"),
        ("{% set _ = 'a'|center(10**10) %}", "more memory|No filter"),
        ("{% set _ = ('a'|center(900000))|list|string|center(10**9) %}", "more memory"),
        ("{% for i in range(10**9) %}{% endfor %}", "range"),
        ("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", "longer than 2 seconds"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "recursion"),
        ('{% include "page.html.j2" %}', "recursion"),
        ('{% include "../../etc/passwd" %}', "passwd"),
        ('{% include "builtin/../../pyproject.toml" %}', "pyproject"),
        ("{% include link %}", "link"),
    ],
)
def test_a_hostile_template_ends_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, attack: str, what: str
) -> None:
    monkeypatch.setattr(child, "SECONDS", 2.0)
    started = time.monotonic()
    with pytest.raises(TemplateError, match=f"(?i){what}") as told:
        render_html(empty_sheet(), template=pack(tmp_path, f"<p>\n\n{attack}</p>"))
    assert f"{tmp_path / 'page.html.j2'}:3: " in str(told.value)
    assert time.monotonic() - started < 30


def test_after_an_attack_the_next_brief_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "SECONDS", 2.0)
    loop = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
    with pytest.raises(TemplateError, match="longer than"):
        render_pdf(empty_sheet(), template=pack(tmp_path / "bad", loop))
    monkeypatch.setattr(child, "SECONDS", 30.0)
    own = pack(tmp_path / "good", style="h1 { color: red }")
    assert render_pdf(full_sheet(), template=own).startswith(b"%PDF")


def test_a_child_takes_many_sheets_and_prints_the_same_bytes(tmp_path: Path) -> None:
    own = pack(tmp_path, style="h1 { color: #123456 }")
    first = render_pdf(empty_sheet(), template=own)
    child.forget()
    assert render_pdf(empty_sheet(), template=own) == render_pdf(empty_sheet(), template=own) == first


def test_a_child_that_stops_answering_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = pack(tmp_path, style="")
    render_html(empty_sheet(), template=own)
    current = child.Current.child
    assert current
    os.kill(current.process.pid, 19)
    monkeypatch.setattr(child, "SECONDS", 0.5)
    monkeypatch.setattr(child, "GRACE", 0.5)
    with pytest.raises(TemplateError, match="was stopped"):
        render_html(empty_sheet(), template=own)
    assert current.process.poll() is not None


def test_the_child_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSROOM_TOKEN", "secret")
    assert "NEWSROOM_TOKEN" not in child.environment()


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A server on this machine that notes who connects."""
    heard: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            heard.append(b"someone")
            connection.close()

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield server.getsockname()[1], heard
    server.close()


SVG = '<svg xmlns="http://www.w3.org/2000/svg">'
PICTURES = {
    "absolute.svg": SVG + '<image href="file:///etc/hostname" width="9" height="9"/></svg>',
    "remote.svg": SVG + '<image href="http://127.0.0.1:{port}/x.png" width="9" height="9"/></svg>',
    "use.svg": SVG + '<use href="http://127.0.0.1:{port}/x.svg#a"/></svg>',
    "style.svg": SVG + "<style>@import url(http://127.0.0.1:{port}/x.css);</style></svg>",
    "entity.svg": '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
    "laughs.svg": '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    '<svg xmlns="http://www.w3.org/2000/svg"><text>&c;</text></svg>',
}


@pytest.mark.parametrize(
    "style",
    [
        "body { background: url(file:///etc/passwd) }",
        "body { background: url(http://127.0.0.1:{port}/x.png) }",
        "body { background: url(//127.0.0.1:{port}/x.png) }",
        "@import url(http://127.0.0.1:{port}/x.css);",
        '@import "file:///etc/passwd";',
        "@import '/etc/passwd';",
        "@font-face { font-family: X; src: url(http://127.0.0.1:{port}/x.ttf) } p { font-family: X }",
        "p::before { content: url(http://127.0.0.1:{port}/x.png) }",
        "p { list-style-image: url('http://127.0.0.1:{port}/x.png'); display: list-item }",
        "p { background: u\\\\72l(http://127.0.0.1:{port}/x.png) }",
        "@page { background: url(http://127.0.0.1:{port}/x.png) }",
        *(f"body {{ background: url({name}) }}" for name in PICTURES),
    ],
)
def test_nothing_is_fetched(tmp_path: Path, listener: tuple[int, list[bytes]], style: str) -> None:
    port, heard = listener
    own = pack(tmp_path, style=style.replace("{port}", str(port)))
    for name, picture in PICTURES.items():
        (tmp_path / name).write_text(picture.replace("{port}", str(port)), "utf-8")
    try:
        content = render_pdf(empty_sheet(), template=own)
    except TemplateError as error:
        assert "opens only files of its own folder" in str(error) or "lies outside" in str(error)  # noqa: PT017
    else:
        assert b"root:x:" not in content
    assert heard == []


@pytest.mark.parametrize(
    "page",
    [
        '<img alt="" src="file:///etc/passwd">',
        '<img alt="" src="http://127.0.0.1:{port}/x.png">',
        '<link rel="stylesheet" href="http://127.0.0.1:{port}/x.css">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<a rel="attachment" href="/etc/passwd">x</a>',
        '<object data="file:///etc/passwd"></object>',
        '<embed src="http://127.0.0.1:{port}/x.svg">',
        '<base href="http://127.0.0.1:{port}/"><img alt="" src="x.png">',
    ],
)
def test_nothing_is_fetched_from_the_page(tmp_path: Path, listener: tuple[int, list[bytes]], page: str) -> None:
    port, heard = listener
    own = pack(tmp_path, f"<html><body>{page.replace('{port}', str(port))}</body></html>")
    try:
        content = render_pdf(empty_sheet(), template=own)
    except TemplateError as error:
        assert "opens only files of its own folder" in str(error)  # noqa: PT017
    else:
        assert b"root:x:" not in content
    assert heard == []


@pytest.mark.parametrize(
    "name", ["page.html.j2", "style.css", "strings.ar.toml", "theme.toml", "extra.css", "logo.svg"]
)
def test_a_link_leads_not_out_of_the_folder(tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text('secret = "told"\n', "utf-8")
    own = pack(tmp_path / "own", "<p></p>", "p { }", theme__toml='logo = "logo.svg"\n', logo__svg="<svg/>")
    (tmp_path / "own" / name).unlink(missing_ok=True)
    (tmp_path / "own" / name).symlink_to(secret)
    with pytest.raises(TemplateError, match=r"outside|leads out"):
        render_html(empty_sheet(), template=own)


def zipped(path: Path, entries: dict[str, str], link: str | None = None) -> str:
    with zipfile.ZipFile(path, "w") as made:
        for name, content in entries.items():
            made.writestr(name, content)
        if link:
            entry = zipfile.ZipInfo("link.css")
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            made.writestr(entry, link)
    return str(path)


MANIFEST = {
    "gazette/template.toml": 'about = "packed"\nextends = "brief"\n',
    "gazette/extra.css": "h1 { color: #abc123 }",
}


def test_a_packed_template_is_used(tmp_path: Path) -> None:
    assert "#abc123" in render_html(empty_sheet(), template=zipped(tmp_path / "a.zip", MANIFEST))


@pytest.mark.parametrize("name", ["../evil.css", "/evil.css", "a/../../evil.css", "..\\evil.css", "C:evil.css"])
def test_a_packed_template_leads_not_out(tmp_path: Path, name: str) -> None:
    with pytest.raises(TemplateError, match="leads out of the template's folder"):
        render_html(empty_sheet(), template=zipped(tmp_path / "a.zip", MANIFEST | {name: "p {}"}))
    assert not (tmp_path / "evil.css").exists()


def test_a_packed_template_holds_no_links_and_no_bomb(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="leads out"):
        render_html(empty_sheet(), template=zipped(tmp_path / "a.zip", MANIFEST, link="/etc/passwd"))
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("template.toml", 'about = "x"\n')
        made.writestr("bomb.css", b" " * 60_000_000)
    with pytest.raises(TemplateError, match="holds more than"):
        render_html(empty_sheet(), template=str(tmp_path / "b.zip"))
    (tmp_path / "c.zip").write_bytes(b"PK\x03\x04 no zip")
    with pytest.raises(TemplateError, match="cannot be unpacked"):
        render_html(empty_sheet(), template=str(tmp_path / "c.zip"))


ATTACKS = [
    "</title></head><body><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><style>@import url(http://127.0.0.1/x.css);</style>",
    "{{ ''.__class__ }}{% include '/etc/passwd' %}",
    'a"; background: url(file:///etc/passwd); b: "',
    "<link rel=attachment href=file:///etc/passwd>",
    "javascript:alert(1)//https://example.org",
]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("template", ["brief", "onepage", "quotes", "table"])
def test_words_of_the_article_stay_words(template: str, attack: str) -> None:
    maker = Maker(
        f"قال {attack} إن العمل انتهى.\n", title=attack, publisher=attack, byline=attack, url=attack, standfirst=attack
    )
    maker.official(attack, [attack], role=attack, affiliation=attack)
    speaker = full_sheet().quotes[0].speaker.model_copy(update={"name": attack, "role": attack, "mention": None})
    maker.quote("indirect", ["العمل انتهى"], speaker, relay=(attack,))
    markup = render_html(maker.sheet(), template=template)
    body = markup.partition("<body>")[2]
    for tag in ("<script", "<img", "<link", "<style", "<iframe", 'href="javascript', "root:x:"):
        assert tag not in body
    assert markup.count("<style") == 1
