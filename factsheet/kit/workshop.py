"""What `templates preview` shows: the last good pages of an article in a template, and what is wrong now."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from factsheet.errors import FactsheetError, TemplateError
from factsheet.newsroom import with_names
from factsheet.pipeline import newsroom_names
from factsheet.render import render_pdf
from factsheet.render.templates import read_template, template_dir, templates_root, user_root
from factsheet.schema import FactSheet

_SCALE = 1.6
"""Pixels for a point: sharp on most screens."""


@dataclass(frozen=True)
class Trouble:
    """An error over the pages: its words, and file, line and text of the line where they are known."""

    what: str
    file: str = ""
    line: int = 0
    source: str = ""


@dataclass(frozen=True)
class Shown:
    """One state: its number, the last good PDF and its pages as PNG, and what is wrong with the present one."""

    version: int = 0
    pdf: bytes = b""
    pages: tuple[bytes, ...] = ()
    trouble: Trouble | None = None


@dataclass
class Workshop:
    """A template, an article, and what came of the two, the newsroom's names put in; `renew` makes it again."""

    template: str
    read: Callable[[], FactSheet]
    lang: str = "ar"
    shown: Shown = field(default_factory=Shown)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def renew(self) -> None:
        """Print again; on an error the last good pages stay."""
        with self._lock:
            version = self.shown.version + 1
            try:
                sheet = with_names(self.read(), newsroom_names(None, self.template))
                pdf = render_pdf(sheet, self.template, self.lang)
                self.shown = Shown(version, pdf, tuple(_pictures(pdf)))
            except FactsheetError as error:
                self.shown = Shown(version, self.shown.pdf, self.shown.pages, trouble_of(error))

    def watched(self) -> list[Path]:
        """The folders whose changes matter: the template's own, those that it extends from elsewhere, the user's."""
        try:
            folders = list(read_template(self.template).folders)
        except FactsheetError:
            folders = [template_dir(self.template)]
        own = [f for f in folders if not f.is_relative_to(templates_root())] or folders[:1]
        return own + [root for root in [user_root()] if root.is_dir()]


def _pictures(pdf: bytes) -> Iterator[bytes]:
    """The pages as PNG."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        written = io.BytesIO()
        page.render(scale=_SCALE).to_pil().save(written, "PNG")
        yield written.getvalue()
    document.close()


def trouble_of(error: FactsheetError) -> Trouble:
    """An error with the line of the file that it names."""
    match = re.match(r"(?P<file>.+?):(?P<line>\d+): (?P<what>.*)", str(error))
    if not match or not isinstance(error, TemplateError):
        return Trouble(str(error))
    path, line = Path(match["file"]), int(match["line"])
    lines = path.read_text("utf-8", "replace").splitlines() if path.is_file() else []
    source = lines[line - 1].strip()[:300] if 0 < line <= len(lines) else ""
    return Trouble(match["what"], str(path), line, source)
