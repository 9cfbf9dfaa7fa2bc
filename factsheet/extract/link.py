"""The only extractor that sees several kinds of facts: who said a claim, and which quotes an official has."""

from __future__ import annotations

from collections.abc import Sequence

from factsheet.schema import Claim, Official, Quote


def claims_in_quotes(claims: Sequence[Claim], quotes: Sequence[Quote]) -> list[Claim]:
    """The claims, each with the id of the quote inside whose content it stands."""
    linked = []
    for claim in claims:
        owner = next((q.id for q in quotes if any(s.start <= claim.number.start < s.end for s in q.spans)), None)
        linked.append(claim.model_copy(update={"quote": owner}) if owner else claim)
    return linked


def quotes_of_officials(officials: Sequence[Official], quotes: Sequence[Quote]) -> list[Official]:
    """The officials, each with the ids of the quotes whose speaker they are."""
    said: dict[str, list[str]] = {}
    for quote in quotes:
        if quote.speaker.official:
            said.setdefault(quote.speaker.official, []).append(quote.id)
    return [o.model_copy(update={"quotes": tuple(said[o.id])}) if o.id in said else o for o in officials]
