"""Facts that speak of one another: linked anew after a person wrote, and let go when one of them is left out."""

from __future__ import annotations

from collections.abc import Iterable

from factsheet.check import check_sheet
from factsheet.extract.link import claims_in_quotes, quotes_of_officials
from factsheet.schema import FactSheet


def relinked(sheet: FactSheet, changed: Iterable[str]) -> FactSheet:
    """Claims in quotes, quotes of officials, and the checks of the changed facts, as after an extraction."""
    new = set(changed)
    claims = claims_in_quotes([c.model_copy(update={"quote": None}) for c in sheet.claims], sheet.quotes)
    officials = quotes_of_officials([o.model_copy(update={"quotes": ()}) for o in sheet.officials], sheet.quotes)
    sheet = sheet.model_copy(update={"claims": tuple(claims), "officials": tuple(officials)})
    kept = [check for check in sheet.checks if not new & set(check.facts)]
    found = [check for check in check_sheet(sheet) if new & set(check.facts)]
    return sheet.model_copy(update={"checks": tuple(kept + found)})


def without(sheet: FactSheet, gone: set[str], *, keep: bool = False) -> FactSheet:
    """The sheet without every reference to some facts, and without them, unless they are to be kept."""
    if not gone:
        return sheet
    quotes = tuple(
        q.model_copy(
            update={
                "said_on": None if q.said_on in gone else q.said_on,
                "speaker": q.speaker.model_copy(update={"official": None}) if q.speaker.official in gone else q.speaker,
            }
        )
        for q in sheet.quotes
        if keep or q.id not in gone
    )
    claims = tuple(
        c.model_copy(update={"quote": None}) if c.quote in gone else c for c in sheet.claims if keep or c.id not in gone
    )
    officials = tuple(
        o.model_copy(update={"quotes": tuple(key for key in o.quotes if key not in gone)})
        for o in sheet.officials
        if keep or o.id not in gone
    )
    checks = tuple(
        c.model_copy(update={"facts": tuple(key for key in c.facts if key not in gone)})
        for c in sheet.checks
        if not c.facts or set(c.facts) - gone
    )
    dates = tuple(d for d in sheet.dates if keep or d.id not in gone)
    update = {"quotes": quotes, "claims": claims, "dates": dates, "officials": officials, "checks": checks}
    return sheet.model_copy(update=update)
