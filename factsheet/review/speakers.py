"""Who speaks, as a reviewer says it: one of the article's sources, a name selected in the article, or nobody known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from factsheet.newsroom import latin_of
from factsheet.review.refusal import RefusedError
from factsheet.schema import FactSheet, Official, Speaker

_KINDS = ("person", "organization", "group", "document", "unnamed")
UNKNOWN: dict[str, Any] = {"name": None, "named": False, "kind": "unnamed", "resolved": "none"}


def speaker_of(sheet: FactSheet, wish: Any, place: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """The speaker for one of: None, {"official": id}, {"like": quote id}, {"span": place, "kind": kind}.

    Raises RefusedError.
    """
    if wish is None:
        return UNKNOWN
    if not isinstance(wish, dict) or len(wish.keys() & {"official", "like", "span"}) != 1:
        raise RefusedError("speaker")
    if "official" in wish:
        official = next((o for o in sheet.officials if o.id == wish["official"]), None)
        if official is None:
            raise RefusedError("speaker", str(wish["official"]))
        return _from_official(official)
    if "like" in wish:
        quote = next((q for q in sheet.quotes if q.id == wish["like"]), None)
        if quote is None:
            raise RefusedError("speaker", str(wish["like"]))
        return _from_quote(quote.speaker)
    kind = wish.get("kind", "person")
    if kind not in _KINDS:
        raise RefusedError("speaker", str(kind))
    return _from_words(sheet, place(wish["span"]), kind)


def _from_official(official: Official) -> dict[str, Any]:
    evidence = official.mentions[0].model_dump()
    return {
        "name": official.name,
        "named": True,
        "kind": official.kind,
        "role": official.role,
        "affiliation": official.affiliation,
        "romanized": latin_of(official),
        "role_latin": official.role_latin,
        "affiliation_latin": official.affiliation_latin,
        "official": official.id,
        "resolved": "explicit",
        "evidence": evidence,
    }


def _from_quote(speaker: Speaker) -> dict[str, Any]:
    """The same source again; what stood beside that quote's cue is its evidence."""
    evidence = speaker.evidence or speaker.mention
    known = {"mention": None, "evidence": evidence, "resolved": "none" if speaker.name is None else "continuation"}
    return speaker.model_copy(update=known).model_dump()


def _from_words(sheet: FactSheet, span: dict[str, Any], kind: str) -> dict[str, Any]:
    """A source named by the selected words; a known official when they are one of its mentions."""
    for official in sheet.officials:
        if any((m.start, m.end) == (span["start"], span["end"]) for m in official.mentions):
            return _from_official(official) | {"mention": span}
    return {
        "name": " ".join(span["text"].split()),
        "named": kind in ("person", "organization", "document"),
        "kind": kind,
        "mention": span,
        "evidence": span,
        "resolved": "explicit",
    }
