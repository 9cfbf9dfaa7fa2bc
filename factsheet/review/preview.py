"""The brief in its frame: the page that is printed, with the sheet of paper around it and nothing that runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from factsheet.review.guard import PREVIEW_POLICY
from factsheet.schema import FactSheet

if TYPE_CHECKING:
    from starlette.responses import Response

_FACES = {
    "amiri.ttf": ("Amiri", 400),
    "plex.ttf": ("IBM Plex Sans Arabic", 400),
    "plex-600.ttf": ("IBM Plex Sans Arabic", 600),
}
_ON_SCREEN = """
html { background: #fff; overflow-x: hidden; }
body { width: 176mm; margin: 13mm 17mm 20mm; }
.running-source, .foot-words, .foot-pages { display: none; }
"""


@cache
def _font(family: str, weight: int) -> bytes:
    from factsheet.render.fonts import font_file

    return font_file(family, weight).read_bytes()


FONTS: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {name: partial(_font, *face) for name, face in _FACES.items()}
)
"""The fonts of the page and of the brief, by the names that they are served under."""


def preview_page(sheet: FactSheet, template: str, lang: str) -> Response:
    """The brief as a page that may show itself and do nothing else. Raises UsageError, TemplateError."""
    from starlette.responses import HTMLResponse

    from factsheet.render import render_html

    faces = "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("../fonts/{name}") }}'
        for name, (family, weight) in _FACES.items()
    )
    page = render_html(sheet, template=template, lang=lang)
    page = page.replace("</head>", f"<style>\n{faces}\n{_ON_SCREEN}</style>\n</head>", 1)
    return HTMLResponse(page, headers={"content-security-policy": PREVIEW_POLICY})
