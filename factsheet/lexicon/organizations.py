"""Organizations, places and things that bear names (organizations.toml): what must not be taken for a person."""

from __future__ import annotations

from functools import cache
from typing import Literal

from factsheet.lexicon import Entry, Phrases, load
from factsheet.text import fold

OrganizationKind = Literal["body", "place", "thing", "outlet", "name"]


class Organization(Entry):
    """A head (body, place, thing: وزارة، شارع، كأس) or a proper name (outlet, name: رويترز، حماس)."""

    kind: OrganizationKind
    honors: bool = False
    """A body that is often named after a person (جامعة, مؤسسة), as places and things are."""

    @property
    def bears_names(self) -> bool:
        """Whether a person's name after it is part of its name."""
        return self.honors or self.kind in ("place", "thing")


@cache
def organizations() -> Phrases[Organization]:
    """Every form → its entry."""
    return Phrases((form, entry) for entry in entries() for form in entry.forms)


@cache
def entries() -> tuple[Organization, ...]:
    """All entries of organizations.toml."""
    return load("organizations", Organization)


@cache
def long_beginnings() -> frozenset[str]:
    """The folded first words of outlets and other proper names of several words."""
    return frozenset(
        fold(form).split()[0] for e in entries() if e.kind in ("outlet", "name") for form in e.forms if " " in form
    )


@cache
def bearers() -> frozenset[str]:
    """The folded last words of things that bear a person's name after them."""
    return frozenset(fold(form).split()[-1] for e in entries() if e.bears_names for form in e.forms)
