"""DOCX: the brief's content as an editable document, from right to left, every paragraph in a named style.

The parts of the package are written as text, one paragraph after the other, so that no document is held in memory.
`styles.xml` beside this module holds the styles; a newsroom restyles the document by changing them in Word, or by
attaching a template with styles of the same names. ECMA-376.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from factsheet.export.brief import Line, Run, Style, Table, content
from factsheet.export.options import Options
from factsheet.export.safe import xml_text
from factsheet.export.words import labels
from factsheet.schema import FactSheet

STYLES: dict[Style, str] = {
    "title": "Title", "meta": "FactMeta", "section": "Heading1", "source": "Heading2", "quote": "Quote",
    "reported": "FactReported", "place": "FactPlace", "item": "ListBullet", "footer": "FactFooter",
}  # fmt: skip
"""The style that each kind of line takes, by its id in styles.xml."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/styles" Target="styles.xml"/></Relationships>'
    ),
}
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" '
    'w:header="567" w:footer="567" w:gutter="0"/><w:bidi/></w:sectPr>'
)


def write(sheets: Iterable[FactSheet], path: Path, options: Options) -> None:
    """Write one document; every sheet begins a page."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in _PARTS.items():
            package.writestr(_entry(name), _HEAD + text)
        package.writestr(_entry("docProps/core.xml"), _HEAD + _properties(options))
        package.writestr(_entry("word/styles.xml"), files("factsheet.export").joinpath("styles.xml").read_bytes())
        with package.open(_entry("word/document.xml"), "w", force_zip64=True) as part:
            document = io.TextIOWrapper(part, encoding="utf-8", newline="")
            document.write(f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>')
            for number, sheet in enumerate(sheets):
                document.writelines(_blocks(sheet, options, new_page=number > 0))
            document.write(f"{_PAGE}</w:body></w:document>")
            document.close()


def _entry(name: str) -> zipfile.ZipInfo:
    """A file of the package; all bear the same time, so that the same sheets give the same bytes."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _properties(options: Options) -> str:
    t = labels(options.lang)
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(t.plain('kicker'))}</dc:title><dc:creator>factsheet</dc:creator>"
        f"<dc:language>ar</dc:language></cp:coreProperties>"
    )


def _blocks(sheet: FactSheet, options: Options, *, new_page: bool) -> Iterator[str]:
    for block in content(sheet, options.lang):
        if isinstance(block, Table):
            yield _table(block)
        else:
            yield _paragraph(block, new_page=new_page and block.style == "title")


def _paragraph(line: Line, *, new_page: bool) -> str:
    page = "<w:pageBreakBefore/>" if new_page else ""
    style = f'<w:pPr><w:pStyle w:val="{STYLES[line.style]}"/>{page}</w:pPr>'
    return f"<w:p>{style}{''.join(map(_run, line.runs))}</w:p>"


def _run(run: Run) -> str:
    if not run.text:
        return ""
    side = "" if run.foreign else "<w:rPr><w:rtl/></w:rPr>"
    words = " ".join(xml_text(run.text).splitlines())
    return f'<w:r>{side}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _table(table: Table) -> str:
    """A table in the style FactTable; its head is repeated on every page."""
    grid = "<w:gridCol/>" * len(table.heads)
    head = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" + _cells(map(Run, table.heads), "FactHead") + "</w:tr>"
    rows = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cells(row, 'FactCell')}</w:tr>" for row in table.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="FactTable"/><w:bidiVisual/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
        '<w:p><w:pPr><w:pStyle w:val="FactPlace"/></w:pPr></w:p>'
    )


def _cells(runs: Iterable[Run], style: str) -> str:
    paragraph = f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/></w:pPr>"
    return "".join(f"<w:tc>{paragraph}{_run(run)}</w:p></w:tc>" for run in runs)
