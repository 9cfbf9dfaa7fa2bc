"""Nouns of amount: عدد، نسبة، مساحة. A number beside them counts what follows them, not them."""

from __future__ import annotations

from functools import cache
from typing import Literal

from factsheet.lexicon import Entry, load
from factsheet.text import fold


class Amount(Entry):
    """A noun of amount with its synonyms."""

    kind: Literal["count", "age", "measure"] = "measure"
    """count: what follows it is counted (عدد القتلى) · age: a number beside it is one (سن 18) · measure: neither."""


PRONOUNS = ("ه", "ها", "هم", "هن", "هما", "نا", "كم")


@cache
def amounts() -> tuple[Amount, ...]:
    """All entries of amounts.toml."""
    return load("amounts", Amount)


@cache
def table() -> dict[str, Amount]:
    """Folded form, bare and with ال or a pronoun → its entry (عدد، العدد، عددهم، قيمته)."""
    found: dict[str, Amount] = {}
    for amount in amounts():
        for form in map(fold, amount.forms):
            stem = form[:-1] + "ت" if form.endswith("ه") else form
            for inflected in (form, "ال" + form, form + "ا", *(stem + pronoun for pronoun in PRONOUNS)):
                found.setdefault(inflected, amount)
    return found
