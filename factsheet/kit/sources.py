"""What can be said of a template without rendering it: every line of its files, held against what Arabic bears."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from factsheet.render.context import Brief
from factsheet.render.fonts import missing_letters
from factsheet.render.house import PRINTED
from factsheet.render.page import environment, filters
from factsheet.render.templates import Template

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

_KNOWN = {field.name for field in fields(Brief)} | {"t", "fit", "self", "super", "caller", "varargs", "kwargs", "loop"}
_SETTLED = {"marked"}
"""Fields of the context that are markup already."""
_COMMENT = re.compile(r"/\*.*?\*/|\{#.*?#\}|<!--.*?-->", re.DOTALL)
_TOML_COMMENT = re.compile(r"(?m)^\s*#.*$")
_STYLE_RULES = (
    (re.compile(r"display\s*:\s*(?:inline-)?grid"), "display: grid ignores direction: use a table, flex or columns"),
    (re.compile(r"letter-spacing\s*:\s*(?!0|normal)"), "letter-spacing tears Arabic letters apart"),
    (re.compile(r"text-align\s*:\s*justify"), "justified text loses Arabic ligatures: use start"),
    (re.compile(r"border-collapse\s*:\s*collapse"), "collapsed borders are off from right to left: use separate"),
    (re.compile(r"content\s*:\s*[\"'][^\"'\n]*\w"), "words in content: get no direction: use a running element"),
)
_REMOTE = re.compile(
    r"url\(\s*[\"']?\s*(?:https?:)?//|@import\s+[\"']?(?:url\()?[\"']?\s*(?:https?:)?//"
    r"|<(?:img|image|use|script|iframe|embed|source)\b[^>]*?(?:src|href)\s*=\s*[\"']?\s*(?:https?:)?//"
    r"|<link\b[^>]*?href\s*=\s*[\"']?\s*(?:https?:)?//"
)
_IMAGE = re.compile(r"<img\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_DRAWING = re.compile(r"<svg\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>(.*?)</svg>", re.DOTALL)
_TEXT_IN_DRAWING = re.compile(r"<text\b[^>]*>(.*?)</text>", re.DOTALL)
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]|\\{\\{")
_ENDINGS = {".j2", ".css", ".toml", ".svg", ".html"}


@dataclass(frozen=True, order=True)
class Problem:
    """One finding: the file, the line (0: the whole file), and what is wrong."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what}"


def source_problems(template: Template, folders: Iterable[Path]) -> Iterator[Problem]:
    """The problems of the files in some of the template's folders."""
    jinja = environment(template.folders, template.theme.house_style())
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in _ENDINGS and p.is_file()):
            if not path.resolve().is_relative_to(folder.resolve()):
                yield Problem(str(path), 0, "leads out of the template's folder")
                continue
            text = path.read_text("utf-8", "replace")
            bare = (_TOML_COMMENT if path.suffix == ".toml" else _COMMENT).sub(_blank, text)
            yield from _of_text(path, bare)
            yield from _letters(path, bare, template)
            if path.suffix == ".j2":
                yield from _of_jinja(path, text, jinja)


def _blank(match: re.Match[str]) -> str:
    """A comment's line ends, so that line numbers stay."""
    return "\n" * match.group().count("\n")


def _of_text(path: Path, text: str) -> Iterator[Problem]:
    def at(offset: int, what: str) -> Problem:
        return Problem(str(path), text.count("\n", 0, offset) + 1, what)

    if path.suffix in (".css", ".j2", ".html", ".svg"):
        for pattern, what in _STYLE_RULES:
            yield from (at(m.start(), what) for m in pattern.finditer(text))
        yield from (at(m.start(), "a remote address: nothing is fetched") for m in _REMOTE.finditer(text))
    if path.suffix in (".j2", ".html"):
        for m in _IMAGE.finditer(text):
            if not re.search(r"\balt\s*=", m.group()):
                yield at(m.start(), 'a picture without alternative text: add alt="..." (alt="" where it says nothing)')
        for m in _DRAWING.finditer(text):
            if not re.search(r"aria-(?:label|hidden|labelledby)", m[1]) and "<title" not in m[2]:
                yield at(m.start(), "a drawing without alternative text: add aria-label, or aria-hidden")
    for m in _TEXT_IN_DRAWING.finditer(text):
        if _ARABIC.search(m[1]):
            yield at(m.start(), "Arabic in SVG text is neither joined nor turned round: put the words in HTML over it")


def _letters(path: Path, text: str, template: Template) -> Iterator[Problem]:
    """Letters that the template itself prints and none of its fonts has."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.isascii():
            for letter in missing_letters([line], template.faces):
                yield Problem(str(path), number, f"no font of the template has {letter} (U+{ord(letter):04X})")


def _of_jinja(path: Path, source: str, jinja: Environment) -> Iterator[Problem]:
    from jinja2 import TemplateSyntaxError, nodes

    try:
        tree = jinja.parse(source, str(path), str(path))
        jinja.compile(source, str(path), str(path))
    except TemplateSyntaxError as error:
        yield Problem(str(path), error.lineno, error.message or "is not a template")
        return
    names = list(tree.find_all(nodes.Name))
    stored = {name.name for name in names if name.ctx in ("store", "param")} | _declared(tree)
    for name in names:
        if name.ctx == "load" and name.name not in stored | _KNOWN | set(jinja.globals):
            yield Problem(str(path), name.lineno, f"{name.name!r} is undefined: see the names in templates/README.md")
    settling = set(filters(PRINTED)) - {"shortened"}
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            if not isinstance(node, nodes.TemplateData) and not _settles(node, stored, settling):
                what = "is printed without a direction filter: add |text, |number, |ltr or |attribute"
                yield Problem(str(path), node.lineno, what)


def _declared(tree: nodes.Template) -> set[str]:
    from jinja2 import nodes

    found = {macro.name for macro in tree.find_all(nodes.Macro)} | {i.target for i in tree.find_all(nodes.Import)}
    for imported in tree.find_all(nodes.FromImport):
        found |= {name if isinstance(name, str) else name[1] for name in imported.names}
    return found


def _settles(node: nodes.Expr, stored: set[str], settling: set[str]) -> bool:
    """Whether an expression that is printed went through a filter, a label or a macro; what cannot be told passes."""
    from jinja2 import nodes

    if isinstance(node, nodes.Filter):
        return node.name in settling
    if isinstance(node, nodes.Call):
        return True
    if isinstance(node, nodes.CondExpr):
        return all(_settles(part, stored, settling) for part in (node.expr1, node.expr2) if part is not None)
    if isinstance(node, nodes.Getattr):
        return node.attr in _SETTLED
    return isinstance(node, nodes.Name) and node.name in stored
