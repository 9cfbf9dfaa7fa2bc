"""Whether a run of name pieces is a person's name: the less the words before it promise, the more it must prove."""

from __future__ import annotations

from factsheet.extract.forms import is_foreign
from factsheet.extract.homographs import GIVEN
from factsheet.extract.names import VAN, Run
from factsheet.extract.surnames import Piece, Trust


def believable(run: Run, trust: Trust) -> bool:
    """Whether a run is a name, by its pieces and by what the words before it promise."""
    first, later, n = run.pieces[0], run.pieces[1:], len(run.pieces)
    info, titled = first.reading, trust is Trust.TITLED
    if first.compound:
        return n > 1 or titled or first.last - first.first > 2
    if titled and n == 1 and not info.known and not run.ends:
        return False
    if info.known:
        return titled or (n > 1 and _is_full(run, later[0], trust))
    if info.doubtful:
        return _is_name_first(run, trust)
    if info.kind != "unknown":
        return n > 1 and (titled or (trust is Trust.NEAR and run.words[0] in GIVEN))
    foreign = [piece.known or is_foreign(word) for piece, word in zip(run.pieces, run.words, strict=False)]
    if titled:
        return foreign[0] or any(piece.known for piece in later)
    if later and run.words[1] in VAN:
        return True
    return trust is Trust.NEAR and n > 1 and sum(foreign) > 1


def _is_full(run: Run, second: Piece, trust: Trust) -> bool:
    """Whether a name that begins with a known one is whole enough to stand without a title."""
    info = run.pieces[0].reading
    weak = info.article or (trust is Trust.FREE and len(run.words[0]) < 3)
    if weak and not second.known:
        return False
    return info.name.given > 1 or second.known or trust is Trust.NEAR


def _is_name_first(run: Run, trust: Trust) -> bool:
    """Whether a form that is an ordinary word too begins a name: what follows must be a name."""
    info, later = run.pieces[0].reading, run.pieces[1:]
    alike = bool(later) and is_foreign(run.words[1])
    if trust is Trust.TITLED:
        if later and (later[0].known or later[0].reading.article or alike):
            return True
        return info.kind == "noun" and (info.name.given == 3 or info.article)
    if not later or info.name.given < 3 or info.kind == "particle":
        return False
    named = info.name.family == 3 and later[0].reading.article
    return later[0].known or named or (trust is Trust.NEAR and alike)
