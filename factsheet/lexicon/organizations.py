"""Organizations, places and things that bear names (organizations.toml): what must not be taken for a person."""

from __future__ import annotations

from functools import cache
from typing import Literal

from factsheet.lexicon import Entry, Phrases, load

OrganizationKind = Literal["body", "place", "thing", "outlet", "name"]


class Organization(Entry):
    """A head (body, place, thing: وزارة، شارع، كأس) or a proper name (outlet, name: رويترز، حماس)."""

    kind: OrganizationKind


@cache
def organizations() -> Phrases[Organization]:
    """Every form → its entry."""
    return Phrases((form, entry) for entry in load("organizations", Organization) for form in entry.forms)
