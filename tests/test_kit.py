"""templates list, new, check, preview."""

from __future__ import annotations

import gc
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from factsheet.cli import main
from factsheet.errors import OutputError, UsageError
from factsheet.kit.checking import problems
from factsheet.kit.preview import Preview, serve
from factsheet.kit.starting import begun, listed
from factsheet.kit.workshop import Workshop
from factsheet.render import builtin_names, child, render_html
from factsheet.render.templates import templates_root
from tests.packs import pack
from tests.sheets import empty_sheet, full_sheet


@pytest.fixture(scope="module", autouse=True)
def no_child_left() -> Iterator[None]:
    yield
    child.forget()


@pytest.fixture(autouse=True)
def no_templates_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTSHEET_TEMPLATES", str(tmp_path / "nothing"))


EXTENDS = '{% extends "builtin/brief/brief.html.j2" %}\n{% block acronyms %}\n'
BAD_BLOCKS = {
    "undefined name": ("{{ nothing|text }}", "'nothing' is undefined"),
    "undefined name in a dead branch": ("{% if fit > 99 %}{{ nothing|text }}{% endif %}", "'nothing' is"),
    "undefined field": ("{{ sheet.article.nothing|text }}", "nothing"),
    "unknown filter": ("{{ heading.words|shout }}", "shout"),
    "unknown label": ("{{ t('no.such') }}", "no.such"),
    "raw value": ("{{ heading.words }}", "without a direction filter"),
    "raw value in a dead branch": ("{% if fit > 99 %}{{ heading.words }}{% endif %}", "direction filter"),
    "raw value behind a filter": ("{% if fit > 99 %}{{ heading.words|upper }}{% endif %}", "direction filter"),
    "raw number": ("{{ figures|length }}", "without a direction filter"),
    "broken syntax": ("{% if %}", "Expected an expression"),
    "picture without words": ('<img src="a.png">', "without alternative text"),
    "drawing without words": ("<svg width='9'><rect/></svg>", "without alternative text"),
    "Arabic in a drawing": ("<svg aria-hidden='true'><text x='1'>نص</text></svg>", "Arabic in SVG text"),
    "value in a drawing": ("<svg aria-hidden='true'><text>{{ heading.words|text }}</text></svg>", "Arabic in SVG text"),
    "remote picture": ('<img alt="" src="https://example.org/a.png">', "remote address"),
    "remote style": ('<link rel="stylesheet" href="//example.org/a.css">', "remote address"),
    "grid in an attribute": ('<div style="display: grid"></div>', "display: grid"),
    "letter that no font has": ("<p>中</p>", "U+4E2D"),
    "overflow": (
        '<div class="narrow" style="width: 9mm; white-space: pre">{{ heading.words|text }}</div>', "overflows its",
    ),
    "overflow of the page": (
        '<div class="wide" style="width: 400mm; white-space: pre">{{ heading.words|text }}</div>', "overflows its",
    ),
    "overflow downwards": (
        '<div class="low" style="height: 4mm; width: 20mm">{{ heading.words|text }}</div>', "overflows its",
    ),
}  # fmt: skip
BAD_STYLES = {
    "grid": (".cards { display: grid }", "display: grid"),
    "inline grid": (".cards { display:inline-grid }", "display: grid"),
    "spacing": ("h1 { letter-spacing: 1px }", "letter-spacing"),
    "justified": ("p { text-align: justify }", "justified"),
    "collapsed": ("table { border-collapse: collapse }", "collapsed"),
    "remote": ("@import url(https://example.org/a.css);", "remote address"),
    "remote picture": ("h1 { background: url('//example.org/a.png') }", "remote address"),
    "words in content": ('h1::before { content: "خبر" }', "words in content"),
    "letter": ('/* 中 */ h1::after { content: "→中" }', "U+4E2D"),
    "font": ("h1 { font-family: 'DejaVu Sans', 'Noto Sans Arabic', 'Liberation Sans' }", "is used, but not declared"),
}


@pytest.mark.parametrize("name", BAD_BLOCKS)
def test_check_finds_what_is_wrong_in_a_page(tmp_path: Path, name: str) -> None:
    block, what = BAD_BLOCKS[name]
    own = pack(tmp_path, EXTENDS + block + "\n{% endblock %}\n", a__png="")
    found = problems(own, thorough=False)
    assert any(what in p.what and (p.file, p.line) == (str(tmp_path / "page.html.j2"), 3) for p in found), found


@pytest.mark.parametrize("name", BAD_STYLES)
def test_check_finds_what_is_wrong_in_a_style(tmp_path: Path, name: str) -> None:
    style, what = BAD_STYLES[name]
    found = problems(pack(tmp_path, style=f"\n{style}\n"), thorough=False)
    if name == "font":
        assert any(what in p.what for p in found) or not found  # no such font on this machine: nothing falls back to it
        return
    assert any(what in p.what and (p.file, p.line) == (str(tmp_path / "style.css"), 2) for p in found), found


@pytest.mark.parametrize(
    ("theme", "what", "line"),
    [
        ('\n[colours]\naccent = "red"', "write a colour as", 3),
        ('\npaper = "A9"', "Input should be", 2),
        ('\nlogo = "../x.png"', "lies outside", 0),
        ('\nlogo = "x.png"', "is not there", 0),
        ("\nunheard = 1", "there is no such key", 2),
        ("\n= 1", "Invalid", 2),
        ('\nsections = ["head", "nothing"]', "sections name 'nothing'", 0),
        ('\n[house]\nmonths = ["x"]', "twelve names", 3),
        ('\n[fonts]\ntext = "No Such Family"', "pip install fontpkg-no-such-family", 0),
        ('\n[strings.ar]\nkicker = "中"', "U+4E2D", 3),
    ],
)
def test_check_finds_what_is_wrong_in_a_theme(tmp_path: Path, theme: str, what: str, line: int) -> None:
    found = problems(pack(tmp_path, theme__toml=theme), thorough=False)
    assert any(what in p.what and (not line or p.line == line) for p in found), found


def test_check_tells_an_overflow_once_and_always_names_a_file(tmp_path: Path) -> None:
    found = problems(pack(tmp_path, extra__css=".card { width: 300mm }"), thorough=False)
    places = [(p.file, p.line, p.what.split(" overflows")[0]) for p in found]
    assert found
    assert len(set(places)) == len(places)
    unknown = problems(pack(tmp_path, theme__toml='[fonts]\ntext = "No Such Family"'), thorough=False)
    assert all(p.file for p in unknown)


@pytest.mark.parametrize("name", builtin_names())
def test_the_built_in_templates_pass(name: str) -> None:
    assert problems(name) == []


EXAMPLES = sorted(path.parent for path in (templates_root() / "examples").glob("*/template.toml"))


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_examples_pass(folder: Path) -> None:
    assert problems(str(folder)) == []


def test_check_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = pack(tmp_path, style="h1 { letter-spacing: 1px }", theme__toml="sections = []")
    assert main(["templates", "check", own]) == 1
    assert f"{tmp_path / 'theme.toml'}:1: sections" in capsys.readouterr().out
    assert main(["templates", "check", str(tmp_path / "nowhere")]) == 1


@pytest.mark.parametrize("origin", builtin_names())
def test_a_new_template_extends_and_passes(tmp_path: Path, origin: str) -> None:
    made = begun("gazette", origin, tmp_path)
    assert (
        render_html(empty_sheet(), template=str(made)).partition("<style>")[0]
        == render_html(empty_sheet(), template=origin).partition("<style>")[0]
    )
    assert "builtin/" in (made / "page.html.j2").read_text("utf-8")
    with pytest.raises(OutputError, match="is there already"):
        begun("gazette", origin, tmp_path)


def test_a_new_template_needs_a_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no name for a template"):
        begun("../x", "brief", tmp_path)


def test_the_list_names_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTSHEET_TEMPLATES", str(tmp_path))
    begun("gazette", "onepage", tmp_path)
    shown = {name: origin for name, origin, about in listed() if about}
    assert shown == dict.fromkeys(builtin_names(), "built-in") | {"gazette": "yours"}


def test_a_users_folder_lies_over_a_template_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTSHEET_TEMPLATES", str(tmp_path))
    (tmp_path / "brief").mkdir()
    (tmp_path / "brief" / "theme.toml").write_text('[colours]\naccent = "#aa0011"\n', "utf-8")
    assert "#aa0011" in render_html(empty_sheet())
    assert "#aa0011" not in render_html(empty_sheet(), template="builtin/brief")
    (tmp_path / "brief" / "template.toml").write_text('about = "mine"\nextends = "brief"\n', "utf-8")
    assert "#aa0011" in render_html(empty_sheet())


# ---- preview


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    pack(tmp_path / "own", EXTENDS + "<p>أولا</p>\n{% endblock %}\n")
    article = tmp_path / "article.txt"
    article.write_text("x", "utf-8")
    made = serve(Workshop(str(tmp_path / "own"), full_sheet), article, port=None)
    thread = threading.Thread(target=made.run, kwargs={"open_browser": False}, daemon=True)
    thread.start()
    yield made
    made.server.should_exit = True
    thread.join(40)
    gc.collect()


def state(preview: Preview) -> dict[str, object]:
    with urllib.request.urlopen(preview.address + "state", timeout=10) as answer:  # noqa: S310
        told: dict[str, object] = json.load(answer)
    return told


def wait(preview: Preview, wanted: Callable[[dict[str, object]], bool]) -> dict[str, object]:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            told = state(preview)
        except urllib.error.URLError:
            told = {"version": -1}
        if wanted(told):
            return told
        time.sleep(0.1)
    raise AssertionError(told)


def test_preview_renders_watches_and_keeps_the_last_good_page(preview: Preview, tmp_path: Path) -> None:
    page = tmp_path / "own" / "page.html.j2"
    first = wait(preview, lambda told: bool(told.get("pages")))
    assert first["trouble"] is None
    time.sleep(0.5)
    page.write_text(EXTENDS + "{{ nothing|text }}\n{% endblock %}\n", "utf-8")
    bad = wait(preview, lambda told: bool(told["trouble"]))
    trouble = bad["trouble"]
    assert isinstance(trouble, dict)
    assert (trouble["file"], trouble["line"], trouble["source"]) == (str(page), 3, "{{ nothing|text }}")
    assert "'nothing' is undefined" in trouble["what"]
    assert bad["pages"] == first["pages"]
    with urllib.request.urlopen(preview.address + "pages/1.png", timeout=10) as answer:  # noqa: S310
        assert answer.read(8) == b"\x89PNG\r\n\x1a\n"
    page.write_text(EXTENDS + "<p>ثانيا</p>\n{% endblock %}\n", "utf-8")
    wait(preview, lambda told: told["trouble"] is None and int(str(told["version"])) > int(str(bad["version"])))
    with urllib.request.urlopen(preview.address + "brief.pdf", timeout=10) as answer:  # noqa: S310
        assert answer.read(5) == b"%PDF-"
    with urllib.request.urlopen(preview.address + "events", timeout=10) as answer:  # noqa: S310
        assert answer.readline().startswith(b'data: {"version"')


def test_preview_writes_names_as_the_newsroom_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = '[people]\n"هناء الصيرفي" = "Hanaa Sayrafy"\n'
    workshop = Workshop(pack(tmp_path / "own", names__toml=names), full_sheet, "en")
    workshop.renew()
    pages = PdfDocument(workshop.shown.pdf)
    assert "Sayrafy" in "".join(page.get_textpage().get_text_bounded() for page in pages)
    (tmp_path / "own" / "names.toml").write_text("[people]\nx = 1\n", "utf-8")
    workshop.renew()
    assert workshop.shown.trouble is not None
    assert "names.toml" in workshop.shown.trouble.what


def test_preview_is_for_this_machine_and_this_address(preview: Preview) -> None:
    wait(preview, lambda told: "pages" in told)
    assert preview.bound.getsockname()[0] == "127.0.0.1"
    base = preview.address.rsplit("/", 2)[0]
    for address, host in ((base + "/wrong/state", None), (preview.address + "state", "evil.example")):
        request = urllib.request.Request(address, headers={"Host": host} if host else {})  # noqa: S310
        with pytest.raises(urllib.error.HTTPError) as told:
            urllib.request.urlopen(request, timeout=10)  # noqa: S310
        assert told.value.code in (404, 421)
        told.value.close()
    with urllib.request.urlopen(preview.address, timeout=10) as answer:  # noqa: S310
        assert "default-src 'none'" in answer.headers["content-security-policy"]
