"""How newsrooms write names in Latin letters (romanizations.txt): one plain file, read at first use."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def romanizations() -> dict[str, str]:
    """Folded name → its commonest Latin spelling. Names with the article stand without it: حريري → Hariri."""
    text = files("factsheet.lexicon").joinpath("romanizations.txt").read_text("utf-8")
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {form: latin for latin, *forms in rows for form in forms}
