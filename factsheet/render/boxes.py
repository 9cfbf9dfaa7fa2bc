"""What went wrong on the laid-out page: words that stick out of their box or the page, fonts that nobody declared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from factsheet.render.page import View
from factsheet.render.pdf import laid_out
from factsheet.render.templates import Template
from factsheet.schema import FactSheet

if TYPE_CHECKING:
    from weasyprint import Document

_SLACK = 2.0
"""CSS pixels that may stick out: rounding, and the bearings of letters."""


@dataclass(frozen=True)
class Flaw:
    """One thing wrong with a layout: code (overflow, font), the element's tag and classes, the words, the page."""

    code: str
    tag: str
    classes: str
    words: str
    page: int


def flaws(template: Template, sheet: FactSheet, view: View) -> list[dict[str, Any]]:
    """All flaws of a sheet's layout, as plain tables. Raises TemplateError."""
    document = laid_out(template, sheet, view)
    found = dict.fromkeys(flaw for number, page in enumerate(document.pages, 1) for flaw in _of_page(page, number))
    declared = tuple(face.family.replace(" ", "") for face in template.faces)
    return [asdict(flaw) for flaw in [*found, *_undeclared(document, declared)]]


def _of_page(page: Any, number: int) -> Iterator[Flaw]:
    box = page._page_box  # noqa: SLF001
    left, right = box.content_box_x(), box.content_box_x() + box.width
    bottom = box.content_box_y() + box.height
    for child in box.children:
        if type(child).__name__ != "MarginBox":
            yield from _below(child, (left, right, bottom), number, None)


def _below(box: Any, room: tuple[float, float, float], page: int, named: Any) -> Iterator[Flaw]:
    """Words below a box that stick out of the room: left and right edge, bottom."""
    kind = type(box).__name__
    if kind in ("BlockBox", "TableCellBox", "InlineBlockBox"):
        room = _narrowed(box, room)
    named = box if box.element is not None and box.element.get("class") else named
    if kind == "TextBox" or "Replaced" in kind:
        left, right, bottom = room
        out = box.position_x < left - _SLACK or box.position_x + box.width > right + _SLACK
        if (out or box.position_y + box.height > bottom + _SLACK) and (kind != "TextBox" or box.text.strip()):
            element = (named or box).element
            classes = element.get("class", "") if element is not None else ""
            yield Flaw("overflow", box.element_tag, classes, box.text.strip()[:40] if kind == "TextBox" else "", page)
    for child in getattr(box, "children", ()):
        yield from _below(child, room, page, named)


def _narrowed(box: Any, room: tuple[float, float, float]) -> tuple[float, float, float]:
    """The room inside a box: its padding box, and its bottom where its height is fixed."""
    left = box.padding_box_x()
    bottom = room[2]
    if box.style["height"] != "auto" and type(box).__name__ == "BlockBox":
        bottom = min(bottom, box.padding_box_y() + box.padding_height())
    return max(room[0], left), min(room[1], left + box.padding_width()), bottom


def _undeclared(document: Document, declared: tuple[str, ...]) -> Iterator[Flaw]:
    document.write_pdf()
    for font in document.fonts.values():
        name = font.name.decode() if isinstance(font.name, bytes) else str(font.name)
        plain = name.partition("+")[2] or name
        if not plain.replace("-", "").replace(" ", "").startswith(tuple(f.replace("-", "") for f in declared)):
            yield Flaw("font", "", "", plain, 0)
