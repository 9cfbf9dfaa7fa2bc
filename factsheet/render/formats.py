"""The output formats: a registry of name → function. A new one is a function and a line in `FORMATS`."""

from __future__ import annotations

import base64
import json
import mimetypes
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from factsheet.errors import UsageError
from factsheet.render import child
from factsheet.render.boxes import flaws
from factsheet.render.page import View, page_html
from factsheet.render.pdf import VARIANTS, Variant, print_pdf
from factsheet.render.share import shared
from factsheet.render.templates import Template, read_template
from factsheet.schema import FactSheet, to_json


@dataclass(frozen=True)
class Options:
    """How a sheet is to be shown: template (name or folder), language of the labels (ar or en), to whom, which PDF."""

    template: str = "brief"
    lang: str = "ar"
    share: bool = False
    """For handing outside: no article text beyond the facts, nothing of the review but its results."""
    variant: Variant = "pdf/ua-1"
    previous: FactSheet | None = None
    """The sheet as it was last issued: a box then says what changed."""

    @property
    def view(self) -> View:
        """What of a sheet is shown."""
        return View(self.lang, self.share, self.previous)


def render_html(
    sheet: FactSheet,
    template: str = "brief",
    lang: str = "ar",
    *,
    share: bool = False,
    previous: FactSheet | None = None,
) -> str:
    """The sheet as one HTML page that stands alone, its style inside. Raises UsageError or TemplateError."""
    return _html(sheet, Options(template, lang, share, previous=previous)).decode()


def render_pdf(
    sheet: FactSheet,
    template: str = "brief",
    lang: str = "ar",
    *,
    share: bool = False,
    variant: Variant = "pdf/ua-1",
    previous: FactSheet | None = None,
) -> bytes:
    """The sheet as a tagged PDF with its JSON attached; the same sheet gives the same bytes.

    Raises UsageError for a template or language that does not exist, TemplateError for one that cannot be rendered.
    """
    return _pdf(sheet, Options(template, lang, share, variant, previous))


def variant_of(name: str) -> Variant:
    """The kind of PDF of that name. Raises UsageError."""
    for variant in VARIANTS:
        if name.lower() == variant:
            return variant
    raise UsageError(f"--variant {name}: there is no such kind of PDF; choose from {', '.join(VARIANTS)}")


def standalone(template: Template, sheet: FactSheet, view: View) -> str:
    """The page as HTML with its style and its logo inside."""
    page = page_html(template, sheet, view).replace("</head>", f"<style>\n{template.style()}\n</style>\n</head>", 1)
    logo = template.theme.logo
    return page.replace(Path(logo).as_uri(), _data_address(Path(logo))) if logo else page


def _data_address(path: Path) -> str:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


def layout_flaws(sheet: FactSheet, options: Options) -> list[dict[str, Any]]:
    """What is wrong with the laid-out pages of a sheet (see `boxes.Flaw`). Raises UsageError or TemplateError."""
    template = read_template(options.template)
    if template.foreign:
        found: list[dict[str, Any]] = json.loads(
            child.rendered("flaws", options.template, sheet, options.view, options.variant)
        )
        return found
    return flaws(template, sheet, options.view)


def _html(sheet: FactSheet, options: Options) -> bytes:
    template = read_template(options.template)
    if template.foreign:
        return child.rendered("html", options.template, sheet, options.view, options.variant)
    return standalone(template, sheet, options.view).encode("utf-8", "replace")


def _pdf(sheet: FactSheet, options: Options) -> bytes:
    template = read_template(options.template)
    if template.foreign:
        return child.rendered("pdf", options.template, sheet, options.view, options.variant)
    return print_pdf(template, sheet, options.view, options.variant)


def _json(sheet: FactSheet, options: Options) -> bytes:
    return to_json(shared(sheet) if options.share else sheet).encode("utf-8", "backslashreplace")


FORMATS: Mapping[str, Callable[[FactSheet, Options], bytes]] = MappingProxyType(
    {"html": _html, "json": _json, "pdf": _pdf}
)
"""Every output format by its name, which is also its file's suffix: a function (sheet, options) → bytes."""
