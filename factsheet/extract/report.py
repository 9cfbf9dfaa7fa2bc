"""One report: somebody's words, with the cue, the content and where the source stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from factsheet.extract.content import Content
from factsheet.extract.cue_hit import CueHit
from factsheet.extract.sources import Source

Shape = Literal["cue", "content-first", "interrupted", "according-to", "no-cue", "headline"]


@dataclass(frozen=True, slots=True)
class Report:
    """One report: its shape, its cue (tokens, lemma, stance), the content, and the source where the shape fixes it."""

    shape: Shape
    content: Content
    cue: tuple[int, int] | None
    lemma: str
    stance: str
    hit: CueHit | None = None
    source: Source | None = None

    @property
    def at(self) -> int:
        """The token that places the report in the discourse: its cue's, else its content's."""
        return self.cue[0] if self.cue else self.content.ranges[0][0]
