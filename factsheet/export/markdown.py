"""Markdown (CommonMark with tables): the brief's content, one sheet after the other, from right to left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factsheet.export.brief import Line, Style, Table, content
from factsheet.export.options import Options
from factsheet.schema import FactSheet

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)
_BEFORE: dict[Style, str] = {
    "title": "# ", "section": "## ", "source": "### ", "quote": "> ", "reported": "> ", "item": "- ", "meta": "- ",
}  # fmt: skip


def pieces(sheets: Iterable[FactSheet], options: Options) -> Iterator[str]:
    """The documents of the sheets, a rule between two."""
    yield '<div dir="rtl">\n\n'
    for number, sheet in enumerate(sheets):
        yield "---\n\n" if number else ""
        before: Style | None = None
        for block in content(sheet, options.lang):
            if isinstance(block, Table):
                yield _table(block)
                before = None
                continue
            if before in ("meta", "item") and block.style != before:
                yield "\n"
            yield _line(block)
            before = block.style
    yield "</div>\n"


def escaped(text: str) -> str:
    """The words on one line, none of which Markdown takes for its own."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _AT_START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}" if len(m[2]) > 1 else f"{m[1]}\\{m[2]}", line)


def _line(line: Line) -> str:
    words = escaped("".join(run.text for run in line.runs))
    if line.style in ("place", "footer"):
        words = f"*{words}*" if words else ""
    return f"{_BEFORE.get(line.style, '')}{words}\n" + ("" if line.style in ("meta", "item") else "\n")


def _table(table: Table) -> str:
    rows = [table.heads, *table.rows]
    lines = ["| " + " | ".join(escaped("".join(run.text for run in cell)) for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(table.heads))
    return "\n".join(lines) + "\n\n"
