"""Texts as other formats can hold them: an article may hold characters that UTF-8, XML or a spreadsheet refuses."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = re.compile(
    r"[\t\r\n]|[\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+\-@＝＋－＠]"
)
"""What a spreadsheet may run. What is not seen before a sign may be lost when a file is read: LibreOffice drops NUL."""
UNKNOWN = "\ufffd"
"""What stands in the place of a character that cannot be written; offsets stay as they are."""


def encodable(text: str) -> str:
    """The text without lone surrogates, which no encoding holds."""
    return _SURROGATE.sub(UNKNOWN, text)


def xml_text(text: str) -> str:
    """The text without the characters that XML 1.0 forbids (most controls, lone surrogates)."""
    return _NOT_XML.sub(UNKNOWN, text)


def inert(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula: an apostrophe stands before one that it would."""
    return f"'{text}" if _FORMULA.match(text) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[+-]?[0-9]+(?:\.[0-9]+)?", text) is not None
