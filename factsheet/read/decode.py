"""Bytes → text: UTF-8, UTF-16, UTF-32, Windows-1256, ISO-8859-6. What cannot be told is refused, never guessed.

The two Arabic code pages of eight bits share the letters from alef to dad; the others lie elsewhere. So a wrong reading
shows: read as Windows-1256, an ISO text has accented Latin letters glued to Arabic ones (è for و, ê for ي); read as
ISO-8859-6, a Windows text falls on bytes that mean nothing there (غ ف ق ك) or has tanween in the middle of words.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from factsheet.errors import InputError
from factsheet.messages import say

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip file"),
)
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_SAMPLE = 1 << 16
_LETTER = "\u0621-\u063a\u0641-\u064a\u067e\u0686\u0688\u0691\u0698\u06a9\u06af\u06ba\u06be\u06c1\u06d2"
_ARABIC = re.compile(f"[{_LETTER}]")
_GLUED = re.compile(f"[à-ÿœ](?=[{_LETTER}])|(?<=[{_LETTER}])[à-ÿœ]")
_TANWEEN_INSIDE = re.compile(f"(?<=[{_LETTER}])[\u064b-\u064d](?=[{_LETTER}])")
_COMMON = re.compile(
    f"(?<![{_LETTER}])(?:[وفبك]?ال[{_LETTER}]{{3,}}|لل[{_LETTER}]{{3,}}|و?(?:في|من|على|إلى|أن|إن|عن|قال|مع|بين|بعد))(?![{_LETTER}])"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def decode(data: bytes, where: str) -> str:
    """The text of a file: line ends as LF, a BOM dropped, otherwise untouched. Raises InputError where it is none."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(say("not-text", where=where, kind=kind))
    text = clean(_decoded(data, where))
    if is_page(text):
        raise InputError(say("is-page", where=where))
    controls = sum(1 for _ in _CONTROL.finditer(text[:_SAMPLE]))
    if controls > 4 and controls > 0.3 * len(text[:_SAMPLE]):
        raise InputError(say("not-text", where=where, kind="binary data"))
    return text


def is_page(text: str) -> bool:
    """Whether a text is the source of a web page."""
    return _PAGE.match(text[:_SAMPLE]) is not None


def clean(text: str) -> str:
    """CRLF as LF and a leading BOM dropped: all that reading ever changes."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _decoded(data: bytes, where: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, where)
    for encoding in ("utf-16-le", "utf-16-be"):
        if _is_arabic_utf16(data, encoding):
            return _strict(data, encoding, where)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_broken_utf8(data):
            raise InputError(say("broken-encoding", where=where, encoding="UTF-8", at=error.start)) from error
    encoding = _code_page(data[:_SAMPLE]) or ""
    if not encoding:
        raise InputError(say("unknown-encoding", where=where))
    return _strict(data, encoding, where)


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = {"cp1256": "Windows-1256", "iso8859_6": "ISO-8859-6"}.get(encoding, encoding.upper())
        raise InputError(say("broken-encoding", where=where, encoding=name, at=error.start)) from error


def _is_arabic_utf16(data: bytes, encoding: str) -> bool:
    """Whether the bytes are Arabic in UTF-16 without a BOM: then about every second byte is 06, the block's number."""
    if len(data) % 2 or data.count(0x06, 0, 4096) < 0.1 * len(data[:4096]):
        return False
    sample = data[:4096].decode(encoding, "replace")
    plain = sum(1 for c in sample if "\u0600" <= c <= "\u06ff" or " " <= c <= "~" or c in "\r\n\t«»“”")
    return plain > 0.9 * len(sample) and len(_ARABIC.findall(sample)) > 0.4 * len(sample)


def _is_broken_utf8(data: bytes) -> bool:
    """Whether most that is not ASCII is well-formed UTF-8: then it is UTF-8 with damage, not another encoding."""
    sample = data[:_SAMPLE]
    high = sum(1 for byte in sample if byte > 0x7F)
    kept = sample.decode("utf-8", "ignore").encode("utf-8")
    return sum(1 for byte in kept if byte > 0x7F) > 0.5 * high


def _code_page(data: bytes) -> str | None:
    """cp1256 or iso8859_6, whichever the bytes can only be; None when neither is sure."""
    readings = dict(_readings(data))
    if not readings:
        return None
    common = {encoding: len(_COMMON.findall(text)) for encoding, text in readings.items()}
    best = max(common, key=lambda encoding: common[encoding])
    others = sum(common.values()) - common[best]
    least = max(len(readings), 0.01 * len(_ARABIC.findall(readings[best])), 3 * others)
    return best if common[best] >= least else None


def _readings(data: bytes) -> Iterator[tuple[str, str]]:
    """The code pages in which the bytes can be Arabic, with their reading."""
    high = sum(1 for byte in data if byte > 0x7F)
    for encoding, wrong in (("cp1256", _GLUED), ("iso8859_6", _TANWEEN_INSIDE)):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        letters = len(_ARABIC.findall(text))
        if letters > 0.7 * high and len(wrong.findall(text)) <= 0.02 * letters:
            yield encoding, text


_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})""")
_HEAD = 4096


def decode_page(data: bytes, where: str, charset: str | None = None) -> tuple[str, int]:
    """The source of a web page, and the byte at which UTF-8 is broken (0 where it is not).

    What the bytes can only be wins over what the page or its server declares: pages in UTF-8 that declare windows-1256
    are common. Damage is replaced by U+FFFD; whether it stands in the article is for the caller to see.
    Raises InputError.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(say("other-kind", where=where, kind=kind))
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return clean(data.decode(encoding, "replace")), 0
    try:
        return clean(_decoded(data, where)), 0
    except InputError as error:
        declared = _DECLARED.search(data[:_HEAD])
        for name in (declared[1].decode("ascii").lower() if declared else "", (charset or "").lower()):
            text = _as_declared(data, name)
            if text is not None:
                return clean(text), 0
        if not _is_broken_utf8(_high(data)):
            raise
        at = error.__cause__.start if isinstance(error.__cause__, UnicodeDecodeError) else 0
        return clean(data.decode("utf-8", "replace")), at + 1


def _high(data: bytes) -> bytes:
    """The part of a page around the first letters beyond ASCII."""
    found = re.search(rb"[\x80-\xff]", data)
    return data[found.start() :] if found else data


def _as_declared(data: bytes, name: str) -> str | None:
    """The page in the encoding that it declares, when it is an Arabic one and the bytes bear it out."""
    try:
        encoding = codecs.lookup(name).name if name else ""
        if encoding not in ("cp1256", "iso8859-6"):
            return None
        text = data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None
    return text if len(_COMMON.findall(text)) > 3 else None
