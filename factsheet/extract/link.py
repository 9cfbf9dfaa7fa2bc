"""The only extractor that sees several kinds of facts: who said a claim, and which quotes an official has."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import itemgetter

from factsheet.schema import Claim, Official, Quote


def claims_in_quotes(claims: Sequence[Claim], quotes: Sequence[Quote]) -> list[Claim]:
    """The claims, each with the id of the first quote inside whose content it stands."""
    places = sorted((span.start, span.end, i) for i, quote in enumerate(quotes) for span in quote.spans)
    reach = list(accumulate((end for _, end, _ in places), max))
    linked = []
    for claim in claims:
        at, owners = claim.number.start, []
        before = bisect_right(places, at, key=itemgetter(0))
        while before and reach[before - 1] > at:
            before -= 1
            if places[before][1] > at:
                owners.append(places[before][2])
        linked.append(claim.model_copy(update={"quote": quotes[min(owners)].id}) if owners else claim)
    return linked


def quotes_of_officials(officials: Sequence[Official], quotes: Sequence[Quote]) -> list[Official]:
    """The officials, each with the ids of the quotes whose speaker they are."""
    said: dict[str, list[str]] = {}
    for quote in quotes:
        if quote.speaker.official:
            said.setdefault(quote.speaker.official, []).append(quote.id)
    return [o.model_copy(update={"quotes": tuple(said[o.id])}) if o.id in said else o for o in officials]
