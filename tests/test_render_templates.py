"""Templates: where they are, what they may print, what they may open, and what is said of a bad one."""

from __future__ import annotations

import ast
import inspect
import re
import tomllib
from pathlib import Path

import pytest

import factsheet.check
from factsheet.errors import TemplateError, UsageError
from factsheet.render import builtin_names, context, render_html, render_pdf, template_dir
from factsheet.render.fonts import font_file
from factsheet.render.labels import LANGUAGES, Labels, read_labels
from factsheet.render.templates import read_template, templates_root
from tests.sheets import empty_sheet, full_sheet

BUILTIN = [templates_root() / name for name in builtin_names()]
PLURALS = {"zero", "one", "two", "few", "many", "other"}


def pack(
    folder: Path, page: str | None = None, style: str | None = None, manifest: dict[str, str] | None = None
) -> str:
    """A template of one's own that extends the brief; gives its path."""
    lines = {"about": "a test", "extends": "brief"} | (manifest or {})
    if page is not None:
        lines["page"] = "page.html.j2"
        (folder / "page.html.j2").write_text(page, "utf-8")
    text = "".join(f'{key} = "{value}"\n' for key, value in lines.items())
    if style is not None:
        text += 'styles = ["style.css"]\n'
        (folder / "style.css").write_text(style, "utf-8")
    (folder / "template.toml").write_text(text, "utf-8")
    return str(folder)


def keys(folder: Path, lang: str) -> set[str]:
    """The keys of a template's strings, plural forms as one."""

    def walk(table: dict[str, object], prefix: str = "") -> set[str]:
        found: set[str] = set()
        for key, value in table.items():
            if isinstance(value, dict):
                found |= walk(value, f"{prefix}{key}.")
            else:
                found.add(prefix.rstrip(".") if key in PLURALS and prefix else prefix + key)
        return found

    return walk(tomllib.loads((folder / f"strings.{lang}.toml").read_text("utf-8")))


def test_a_name_or_a_folder_leads_to_a_template(tmp_path: Path) -> None:
    assert (template_dir("brief") / "template.toml").is_file()
    assert template_dir(pack(tmp_path)) == tmp_path.resolve()
    assert "brief" in builtin_names()


@pytest.mark.parametrize("name", ["nowhere", "../brief", "", "brief/blocks", "/etc"])
def test_what_is_no_template_is_said_to_be_none(name: str) -> None:
    with pytest.raises(UsageError, match="give one of brief"):
        template_dir(name)


def test_a_language_without_labels_is_refused() -> None:
    with pytest.raises(UsageError, match="ar or en"):
        render_html(empty_sheet(), lang="fr")


def test_a_template_inherits_what_it_does_not_have(tmp_path: Path) -> None:
    own = pack(
        tmp_path,
        '{% extends "builtin/brief/brief.html.j2" %}{% block head %}<h1>{{ t("kicker") }} خاصة</h1>{% endblock %}',
        ".own { color: red }",
    )
    markup = render_html(full_sheet(), template=own)
    assert "خاصة</h1>" in markup
    assert "من قال ماذا" in markup
    assert markup.index("--accent") < markup.index(".own {")
    assert render_pdf(full_sheet(), template=own)


def test_a_block_is_overridden_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "blocks").mkdir()
    (tmp_path / "blocks" / "acronyms.html.j2").write_text("<p>لا مختصرات</p>", "utf-8")
    (tmp_path / "strings.ar.toml").write_text('kicker = "سجل الوقائع"\n', "utf-8")
    markup = render_html(full_sheet(), template=pack(tmp_path))
    assert "<p>لا مختصرات</p>" in markup
    assert "سجل الوقائع" in markup


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ("{{ heading.words }}", "without a direction filter"),
        ("{{ heading.words|safe }}", "safe"),
        ("{{ heading.words|e }}", "No filter named 'e'"),
        ("{{ figures|length }}", "without a direction filter"),
        ("{{ nothing|text }}", "'nothing' is undefined"),
        ("{{ sheet.article.nothing|text }}", "nothing"),
        ("{{ sheet.article.byline|text }}", "takes words, not None"),
        ('{{ t("no.such.key") }}', "strings.ar.toml has no 'no.such.key'"),
        ('{{ t("head.verbatim_all", found=1) }}', "wants 'all'"),
        ("{{ ''.__class__ }}", "unsafe"),
        ("{{ sheet.article.__class__|text }}", "unsafe"),
        ("{% if %}", "Expected an expression"),
        ('{% include "../brief/brief.html.j2" %}', "brief.html.j2"),
        ('{% include "/etc/passwd" %}', "passwd"),
    ],
)
def test_a_bad_template_is_told_with_file_and_line(tmp_path: Path, page: str, what: str) -> None:
    own = pack(tmp_path, f"<p>\n\n{page}</p>")
    with pytest.raises(TemplateError) as told:
        render_html(empty_sheet(), template=own)
    assert what in str(told.value)
    assert f"{tmp_path / 'page.html.j2'}:3: " in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("manifest", "what"),
    [
        ({"extends": "nowhere"}, "there is no template 'nowhere'"),
        ({"unheard": "of"}, "unheard"),
        ({"page": "none.html.j2"}, "none.html.j2"),
    ],
)
def test_a_bad_manifest_is_told(tmp_path: Path, manifest: dict[str, str], what: str) -> None:
    with pytest.raises((TemplateError, UsageError), match=re.escape(what)):
        render_html(empty_sheet(), template=pack(tmp_path, manifest=manifest))


def test_a_missing_style_is_told(tmp_path: Path) -> None:
    own = pack(tmp_path, style="")
    (tmp_path / "style.css").unlink()
    with pytest.raises(TemplateError, match=r"styles names 'style\.css'"):
        render_html(empty_sheet(), template=own)


@pytest.mark.parametrize(
    "style",
    [
        "body { background: url(file:///etc/hostname) }",
        "body { background: url(http://127.0.0.1/x.png) }",
        "body { background: url(../secret.png) }",
        "body { background: url(link.png) }",
        '@font-face { font-family: X; src: url("file:///usr/share/fonts/x.ttf") }',
        "body { background: url(data:image/png;base64,AAAA) }",
    ],
)
def test_a_template_opens_only_its_own_files(tmp_path: Path, style: str) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (tmp_path / "secret.png").write_bytes(b"secret")
    (own / "link.png").symlink_to(tmp_path / "secret.png")
    with pytest.raises(TemplateError, match="a template opens only files of its own folder"):
        render_pdf(empty_sheet(), template=pack(own, style=style))


def test_a_style_imports_nothing(tmp_path: Path) -> None:
    assert render_pdf(empty_sheet(), template=pack(tmp_path, style="@import url(https://example.org/a.css);"))


def test_a_font_that_is_not_installed_is_named() -> None:
    with pytest.raises(TemplateError, match="pip install fontpkg-no-such-font"):
        font_file("No Such Font", 400)


WITH_STRINGS = [folder for folder in BUILTIN if (folder / "strings.ar.toml").is_file()]


@pytest.mark.parametrize("folder", WITH_STRINGS, ids=lambda folder: folder.name)
def test_both_languages_have_the_same_strings(folder: Path) -> None:
    arabic, english = ({key for key in keys(folder, lang) if not key.startswith("unit.")} for lang in ("ar", "en"))
    assert arabic == english


@pytest.mark.parametrize("name", builtin_names())
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_label_that_a_template_uses_exists(name: str, lang: str) -> None:
    folders = read_template(name).folders
    labels = read_labels(folders, lang)
    used = {
        match
        for path in folders[0].rglob("*.j2")
        for match in re.findall(r'\bt(?:\.plain)?\("([a-z_.]+)"[,)]', path.read_text("utf-8"))
    }
    assert used or not list(folders[0].rglob("*.j2"))
    assert {key for key in used if key not in labels} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_check_has_its_words(lang: str) -> None:
    labels = read_labels([template_dir("brief")], lang)
    keys = set(factsheet.check.CODES)
    assert {key for key in keys if f"check.{key}.title" not in labels} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_value_of_the_contract_has_its_words(lang: str) -> None:
    labels = read_labels([template_dir("brief")], lang)
    fields = {
        "published_from": "Article.published_from",
        "place": "Paragraph.role",
        "kind": "Quote.kind",
        "comparator": "Claim.comparator",
        "review": "Review.status",
    }
    for table, path in fields.items():
        model, field = path.split(".")
        annotation = str(getattr(factsheet.schema, model).model_fields[field].annotation)
        for value in re.findall(r"'(\w+)'", annotation):
            assert f"{table}.{value}" in labels, f"{table}.{value}"


def test_a_label_fills_its_places_in_their_own_direction() -> None:
    arabic = Labels("ar", {"line": "من {a} إلى {b}"})
    assert arabic("line", a="2020-2024", b=7) == 'من <bdi dir="ltr">2020-2024</bdi> إلى <bdi dir="ltr">7</bdi>'
    english = Labels("en", {"line": "by {name}."})
    assert english("line", name="ماهر") == ('<bdi dir="ltr" lang="en">by <bdi dir="rtl" lang="ar">ماهر</bdi>.</bdi>')
    assert arabic.known("none", "code_1") == '<bdi dir="ltr">code_1</bdi>'
    assert arabic.known("line", "line_code", a="1") == '<bdi dir="ltr">line_code</bdi>'


@pytest.mark.parametrize(
    ("n", "wanted"), [(0, "لا اقتباسات"), (1, "اقتباس واحد"), (2, "اقتباسان"), (5, "5 اقتباسات"), (11, "11 اقتباسًا")]
)
def test_plurals(n: int, wanted: str) -> None:
    labels = read_labels([template_dir("brief")], "ar")
    assert re.sub("<[^>]*>", "", str(labels.plural("count.quotes", n))) == wanted


def test_a_template_sees_what_is_documented() -> None:
    from jinja2 import Environment, meta

    tree = ast.parse(inspect.getsource(context))
    brief = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Brief")
    documented = {
        field.target.id
        for field, after in zip(brief.body, brief.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(after, ast.Expr)
    }
    assert documented == set(context.brief_of(empty_sheet(), "ar").names())
    wanted = set()
    environment = Environment(autoescape=True)
    for path in templates_root().rglob("*.j2"):
        source = path.read_text("utf-8")
        environment.filters |= dict.fromkeys(re.findall(r"\|(\w+)", source), str)
        wanted |= meta.find_undeclared_variables(environment.parse(source))
    assert wanted - documented == {"t", "fit"}


@pytest.mark.parametrize("path", sorted(templates_root().rglob("*.css")), ids=lambda path: path.name)
def test_styles_keep_to_what_arabic_bears(path: Path) -> None:
    style = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    for trap in (r"display:\s*(inline-)?grid", "letter-spacing", r"border-collapse:\s*collapse", "justify", "https?:"):
        assert not re.search(trap, style), trap
    assert re.findall(r'content:\s*"[^"]*\w', style) == []


def test_no_words_inside_drawings() -> None:
    for path in templates_root().rglob("*.j2"):
        assert "<text" not in path.read_text("utf-8")


@pytest.mark.parametrize("name", builtin_names())
def test_the_fonts_have_every_letter_of_the_labels(name: str) -> None:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    template = read_template(name)
    sources = [p for p in template.folders[0].rglob("*") if p.suffix in (".toml", ".j2", ".css")]
    letters = {
        c for p in sources for c in re.sub(r"(?s)/\*.*?\*/|#[^\n]*\n|\{#.*?#\}", "", p.read_text("utf-8")) if c > "\x7f"
    }
    for face in template.faces:
        has = TTFont(font_file(face.family, face.weights[0])).getBestCmap()
        assert {c for c in letters if ord(c) not in has} == set(), face.family
