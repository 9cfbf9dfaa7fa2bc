"""What every format yields: a text, what is known about it, and where it stood."""

from __future__ import annotations

from dataclasses import dataclass

from factsheet.read.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Record:
    """One article as its file gives it. `name` is its id where the metadata has none; `size` is bytes read for it."""

    where: str
    name: str
    text: str
    metadata: Metadata
    size: int
