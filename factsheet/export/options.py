"""How sheets are to be exported."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """Language of labels and column heads (ar or en), and whether a text begins with a byte order mark (for Excel)."""

    lang: str = "ar"
    bom: bool = False
