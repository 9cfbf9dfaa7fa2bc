"""The Latin spelling that an article itself gives of a name: فلان الفلاني (Fulan al-Fulani)."""

from __future__ import annotations

from collections.abc import Sequence

from factsheet.text import Document, Token

LONGEST = 8
"""Tokens that a Latin spelling in brackets may have."""


def latin_after(doc: Document, last: int) -> str | None:
    """The Latin words in brackets right after the name that ends before token `last`; None where none are, or letters.

    Letters alone (MQ, UN) are an acronym and no spelling of a name.
    """
    tokens = doc.tokens
    if last + 2 >= len(tokens) or tokens[last].form != "(":
        return None
    close = next((i for i in range(last + 2, min(last + LONGEST, len(tokens))) if tokens[i].form == ")"), None)
    if close is None or not _is_name(tokens[last + 1 : close]):
        return None
    return doc.text[tokens[last].end : tokens[close].start].strip()


def _is_name(inside: Sequence[Token]) -> bool:
    """Whether nothing but Latin words and the dots and hyphens between them stands there, one of them in lower case."""
    plain = all(token.kind == "latin" or token.form in ".-’'" for token in inside)
    return plain and any(token.text[0].isupper() and not token.text.isupper() for token in inside)
