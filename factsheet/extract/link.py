"""The only extractor that sees several kinds of facts: who said a claim, and which quotes an official has."""

from __future__ import annotations

from collections.abc import Sequence

from factsheet.schema import Claim, Official, Quote


def claims_in_quotes(claims: Sequence[Claim], quotes: Sequence[Quote]) -> list[Claim]:
    """The claims, each with the id of the innermost quote inside whose content it stands. Both come in text order."""
    spans = sorted((span.start, -span.end, quote.id) for quote in quotes for span in quote.spans)
    linked, around, n = [], list[tuple[int, str]](), 0
    for claim in claims:
        place = claim.number.start
        while n < len(spans) and spans[n][0] <= place:
            around.append((-spans[n][1], spans[n][2]))
            n += 1
        around = [(end, owner) for end, owner in around if end > place]
        linked.append(claim.model_copy(update={"quote": around[-1][1]}) if around else claim)
    return linked


def quotes_of_officials(officials: Sequence[Official], quotes: Sequence[Quote]) -> list[Official]:
    """The officials, each with the ids of the quotes whose speaker they are."""
    said: dict[str, list[str]] = {}
    for quote in quotes:
        if quote.speaker.official:
            said.setdefault(quote.speaker.official, []).append(quote.id)
    return [o.model_copy(update={"quotes": tuple(said[o.id])}) if o.id in said else o for o in officials]
