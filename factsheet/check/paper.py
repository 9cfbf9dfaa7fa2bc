"""Numbers of a PDF whose sign, or whose order, paper does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factsheet.check.noted import of_fact
from factsheet.schema import Check, FactSheet
from factsheet.text import Document

_SIGN = re.compile(r"[-+−±]\d|\d[-+−–]")


def paper(sheet: FactSheet, doc: Document) -> Iterator[Check]:
    """Numbers of a PDF with a sign beside them or a hyphen between: -5 and 5-, 10-15 and 15-10 look alike there."""
    if sheet.article.origin is None or sheet.article.origin.format != "pdf":
        return
    for claim in sheet.claims:
        around = doc.text[max(0, claim.number.start - 1) : claim.number.end + 1]
        if _SIGN.search(around):
            yield of_fact("pdf_sign", claim)
