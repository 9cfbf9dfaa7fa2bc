"""DOCX: the brief's content as an editable document, from right to left, every paragraph in a named style.

The document is written as text, one paragraph after the other, so that none is held in memory. `styles.xml` beside this
module holds the styles; a newsroom restyles the document by changing them in Word, or with a document of its own
(`docx_package`). Every page bears the line of the brief, its number, and at its head whether it is a draft.

Word gives a run its direction by `w:rtl`; LibreOffice goes by the characters, so that marks (U+200E, U+200F) stand on
both sides of a run that would turn round without: -3, 2020-2024, $3.5, and a point between two foreign words.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from factsheet.export.brief import Cell, Line, Run, Style, Table, content, label, progress
from factsheet.export.docx_package import HEAD, OFFICE, PACKAGE, W, fixed_parts, related_id
from factsheet.export.options import Options
from factsheet.export.safe import xml_text
from factsheet.export.words import labels
from factsheet.render.direction import direction_runs, printable
from factsheet.render.labels import Labels
from factsheet.schema import FactSheet

STYLES: dict[Style, str] = {
    "title": "Title", "meta": "FactMeta", "section": "Heading1", "source": "Heading2", "quote": "Quote",
    "reported": "FactReported", "place": "FactPlace", "item": "ListBullet", "footer": "Footer",
}  # fmt: skip
"""The style that each kind of line takes, by its id in styles.xml."""
_WIDTH = 9638
"""Twentieths of a point between the margins of an A4 page."""
_PAGE = (
    f'<w:sectPr xmlns:r="{OFFICE}/relationships">'
    f'<w:headerReference w:type="default" r:id="{related_id("header.xml")}"/>'
    f'<w:footerReference w:type="default" r:id="{related_id("footer.xml")}"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1134" w:bottom="1304" w:left="1134" '
    'w:header="567" w:footer="567" w:gutter="0"/><w:bidi/></w:sectPr>'
)
_LRM, _RLM = "\u200e", "\u200f"
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_TURNS_BY_ITSELF = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z](?:.*[A-Za-z])?", re.DOTALL)
"""Foreign runs that every program sets from left to right without a mark."""


class _State:
    """What of the sheets stands on every page, known when all are written."""

    def __init__(self) -> None:
        self.done = self.all = self.sheets = 0
        self.draft = False
        self.title = ""

    def seen(self, sheet: FactSheet) -> None:
        """Count a sheet in."""
        decided = [fact.review.status != "pending" for fact in sheet.facts()]
        self.done, self.all, self.sheets = self.done + sum(decided), self.all + len(decided), self.sheets + 1
        self.draft = self.draft or any(quote.review.status == "pending" for quote in sheet.quotes)
        self.title = (sheet.article.title or sheet.article.id) if self.sheets == 1 else ""


def write(sheets: Iterable[FactSheet], path: Path, options: Options) -> None:
    """Write one document; every sheet begins a page. Raises UsageError for a style document that is none."""
    t, state = labels(options.lang), _State()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part_content in fixed_parts(options.style):
            package.writestr(_entry(name), part_content)
        with package.open(_entry("word/document.xml"), "w", force_zip64=True) as part:
            document = io.TextIOWrapper(part, encoding="utf-8", newline="")
            document.write(f'{HEAD}<w:document xmlns:w="{W}"><w:body>')
            for sheet in sheets:
                document.writelines(_blocks(sheet, options, new_page=state.sheets > 0))
                state.seen(sheet)
            document.write(f"{_PAGE}</w:body></w:document>")
            document.close()
        package.writestr(_entry("word/header.xml"), HEAD + _header(state, t))
        package.writestr(_entry("word/footer.xml"), HEAD + _footer(t))
        package.writestr(_entry("docProps/core.xml"), HEAD + _properties(state, t))


def _entry(name: str) -> zipfile.ZipInfo:
    """A file of the package; all bear the same time, so that the same sheets give the same bytes."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _header(state: _State, t: Labels) -> str:
    draft = (Run(" · "), progress(state.done, state.all, t)) if state.draft else ()
    return f'<w:hdr xmlns:w="{W}">{_styled("Header", label("kicker", t), *draft)}</w:hdr>'


def _footer(t: Labels) -> str:
    """The line of the brief, and which page of how many it is."""
    numbers = {"page": "PAGE", "pages": "NUMPAGES"}
    parts = re.split(r"\{(\w+)\}", t.plain("pages"))
    fields = "".join(
        f'<w:fldSimple w:instr=" {numbers[part]} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        if i % 2
        else _run(Run(part, foreign=t.lang != "ar"))
        for i, part in enumerate(parts)
    )
    words = _run(label("footer", t))
    fields += f"<w:r><w:t>{_LRM}</w:t></w:r>" if t.lang != "ar" else ""
    return (
        f'<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{words}<w:r><w:tab/></w:r>{fields}</w:p>'
        "</w:ftr>"
    )


def _properties(state: _State, t: Labels) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(xml_text(state.title or t.plain('kicker')))}</dc:title><dc:creator>factsheet</dc:creator>"
        f"<cp:keywords>{escape(t.plain('keywords'))}</cp:keywords><dc:language>ar-SA</dc:language></cp:coreProperties>"
    )


def _blocks(sheet: FactSheet, options: Options, *, new_page: bool) -> Iterator[str]:
    for block in content(sheet, options.lang):
        if isinstance(block, Table):
            yield _table(block)
        elif block.style != "footer":  # it stands at the foot of every page
            yield _paragraph(block, new_page=new_page and block.style == "title")


def _paragraph(line: Line, *, new_page: bool) -> str:
    return _styled(STYLES[line.style], *line.runs, more="<w:pageBreakBefore/>" if new_page else "")


def _styled(style: str, *runs: Run, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{"".join(map(_run, runs))}</w:p>'


def _run(run: Run) -> str:
    """The run of a line as runs of one direction each."""
    return "".join(
        f"<w:r>{'' if foreign else '<w:rPr><w:rtl/></w:rPr>'}"
        f'<w:t xml:space="preserve">{escape(_held(text, foreign=foreign))}</w:t></w:r>'
        for text, foreign in _directed(run)
        if text
    )


def _directed(run: Run) -> Iterator[tuple[str, bool]]:
    """The words of a run in pieces, and whether each runs from left to right."""
    text = printable(" ".join(xml_text(run.text).splitlines())).text
    if run.foreign:
        yield text, True
        return
    at = 0
    for piece in direction_runs(text):
        if piece.direction == "ltr":
            yield text[at : piece.start], False
            yield text[piece.start : piece.end], True
            at = piece.end
    yield text[at:], False


def _held(text: str, *, foreign: bool) -> str:
    """A piece with marks at its ends where its characters alone would not hold it to its direction."""
    mark, alone = (_LRM, _TURNS_BY_ITSELF.fullmatch(text)) if foreign else (_RLM, _ARABIC.search(text))
    return text if alone else f"{mark}{text}{mark}"


def _table(table: Table) -> str:
    """A table in the style FactTable; its head is repeated on every page."""
    widths = [_WIDTH * width // 100 for width in table.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{_cells(table.heads, widths, 'FactHead')}</w:tr>"
    rows = "".join(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cells(row, widths, 'FactCell')}</w:tr>" for row in table.rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="FactTable"/><w:bidiVisual/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>'
        + _styled("FactPlace")
    )


def _cells(cells: Iterable[Cell], widths: Iterable[int], style: str) -> str:
    return "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_styled(style, *runs)}</w:tc>'
        for runs, width in zip(cells, widths, strict=True)
    )
