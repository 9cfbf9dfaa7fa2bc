"""How sheets are to be exported."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """A run's own choices."""

    lang: str = "ar"
    """Language of labels and column heads: ar or en."""
    bom: bool = False
    """Whether a text begins with a byte order mark, for Excel."""
    style: Path | None = None
    """The Word document whose styles a Word document takes."""
