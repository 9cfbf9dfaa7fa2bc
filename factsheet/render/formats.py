"""The output formats: a registry of name → function. A new one is a function and a line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from factsheet.render.pdf import print_pdf
from factsheet.render.templates import page_html, read_template
from factsheet.schema import FactSheet, to_json


@dataclass(frozen=True)
class Options:
    """How a sheet is to be shown: a template's name or folder, and the language of its labels (ar or en)."""

    template: str = "brief"
    lang: str = "ar"


def render_html(sheet: FactSheet, template: str = "brief", lang: str = "ar") -> str:
    """The sheet as one HTML page that stands alone, its style inside. Raises UsageError or TemplateError."""
    read = read_template(template)
    return page_html(read, sheet, lang).replace("</head>", f"<style>\n{read.style()}\n</style>\n</head>", 1)


def render_pdf(sheet: FactSheet, template: str = "brief", lang: str = "ar") -> bytes:
    """The sheet as a tagged PDF with its JSON attached; the same sheet gives the same bytes.

    Raises UsageError for a template or language that does not exist, TemplateError for one that cannot be rendered.
    """
    return print_pdf(read_template(template), sheet, lang)


def _html(sheet: FactSheet, options: Options) -> bytes:
    return render_html(sheet, options.template, options.lang).encode()


def _pdf(sheet: FactSheet, options: Options) -> bytes:
    return render_pdf(sheet, options.template, options.lang)


def _json(sheet: FactSheet, _options: Options) -> bytes:
    return to_json(sheet).encode("utf-8", "backslashreplace")


FORMATS: Mapping[str, Callable[[FactSheet, Options], bytes]] = MappingProxyType(
    {"html": _html, "json": _json, "pdf": _pdf}
)
"""Every output format by its name, which is also its file's suffix: a function (sheet, options) → bytes."""
