"""The parts of a Word package that are the same in every document, and the styles of a document of one's own.

With `--style newsroom.docx` its styles and its theme (fonts, colours) are taken. Of the styles that this document uses,
those that it lacks are added; its default paragraph is made to run from right to left. ECMA-376.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from factsheet.errors import UsageError
from factsheet.messages import say

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LARGEST = 8_000_000
"""Bytes of a part of somebody's document."""
_AFTER_BIDI = (
    "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
    "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
).split()
"""What follows w:bidi among the properties of a paragraph; their order is fixed."""
_RELATED = {
    "styles.xml": "styles", "settings.xml": "settings", "numbering.xml": "numbering", "header.xml": "header",
    "footer.xml": "footer", "theme/theme1.xml": "theme",
}  # fmt: skip
_SETTINGS = (
    f'<w:settings xmlns:w="{W}"><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:bidi="ar-SA"/></w:settings>'
)
_NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def fixed_parts(style: Path | None) -> Iterator[tuple[str, str | bytes]]:
    """Name and content of the parts. Raises UsageError for a style document that is none."""
    styles, theme = _styled(style) if style else (files("factsheet.export").joinpath("styles.xml").read_bytes(), None)
    yield "[Content_Types].xml", HEAD + _types(theme=theme is not None)
    yield (
        "_rels/.rels",
        HEAD
        + _relationships(
            (f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
    )
    related = [(f"{OFFICE}/relationships/{kind}", name) for name, kind in _RELATED.items() if kind != "theme" or theme]
    yield "word/_rels/document.xml.rels", HEAD + _relationships(*related)
    yield "word/styles.xml", styles
    yield "word/settings.xml", HEAD + _SETTINGS
    yield "word/numbering.xml", HEAD + _NUMBERING
    if theme:
        yield "word/theme/theme1.xml", theme


def related_id(part: str) -> str:
    """The id under which the document refers to a part."""
    return f"rId{list(_RELATED).index(part) + 1}"


def _relationships(*targets: tuple[str, str]) -> str:
    listed = (f'<Relationship Id="rId{n}" Type="{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(targets, 1))
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(listed)}</Relationships>'


def _types(*, theme: bool) -> str:
    kinds = {f"/word/{name}": f"{_WORD}.{kind}+xml" for name, kind in _RELATED.items() if kind != "theme"}
    kinds["/word/document.xml"] = f"{_WORD}.document.main+xml"
    kinds["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    if theme:
        kinds["/word/theme/theme1.xml"] = "application/vnd.openxmlformats-officedocument.theme+xml"
    parts = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _styled(path: Path) -> tuple[bytes, bytes | None]:
    """The styles of a document with those of ours that it lacks, and its theme. Raises UsageError."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        with zipfile.ZipFile(path) as package:
            theme = _part(package, "word/theme/theme1.xml")
            root = etree.fromstring(_part(package, "word/styles.xml") or b"", parser)
    except (OSError, zipfile.BadZipFile, etree.XMLSyntaxError, ValueError) as error:
        raise UsageError(say("bad-style", where=path, why=error)) from error
    ours = etree.fromstring(files("factsheet.export").joinpath("styles.xml").read_bytes(), parser)
    theirs = {style.get(f"{{{W}}}styleId") for style in root.iterfind(f"{{{W}}}style")}
    for style in ours.iterfind(f"{{{W}}}style"):
        if style.get(f"{{{W}}}styleId") not in theirs:
            root.append(style)
    for style in root.iterfind(f"{{{W}}}style[@{{{W}}}default='1'][@{{{W}}}type='paragraph']"):
        _run_from_the_right(style)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), theme


def _part(package: zipfile.ZipFile, name: str) -> bytes | None:
    """A part of a package; None where it is not there. Raises ValueError for one that is too large."""
    if name not in package.namelist():
        return None
    if package.getinfo(name).file_size > _LARGEST:
        raise ValueError(f"{name} is larger than {_LARGEST:,} bytes")
    return package.read(name)


def _run_from_the_right(style: Any) -> None:
    """Put w:bidi among the properties of a paragraph style, at its place."""
    from lxml import etree

    properties = style.find(f"{{{W}}}pPr")
    if properties is None:
        properties = etree.Element(f"{{{W}}}pPr")
        before = style.find(f"{{{W}}}rPr")
        style.insert(len(style) if before is None else style.index(before), properties)
    if properties.find(f"{{{W}}}bidi") is None:
        later = [child for child in properties if etree.QName(child).localname in _AFTER_BIDI]
        properties.insert(properties.index(later[0]) if later else len(properties), etree.Element(f"{{{W}}}bidi"))
