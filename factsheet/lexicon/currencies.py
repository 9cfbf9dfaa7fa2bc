"""Currencies: a noun, with a country's nisba or name, with another word, or alone → ISO 4217."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from factsheet.lexicon import Entry, Phrases, load
from factsheet.text import fold


class Currency(Entry):
    """The noun of one or more currencies, or of a subunit; singular in `form` and `also`."""

    plural: tuple[str, ...] = ()
    dual: tuple[str, ...] = ()
    code: str | None = None
    """What the noun alone stands for; None where only its country tells."""
    countries: dict[str, str] = Field(default={})
    """ISO 3166 code of the country whose nisba or name follows → ISO 4217 code."""
    tails: dict[str, str] = Field(default={})
    """Other words that follow → ISO 4217 code; empty where they tell no one currency (فرنك أفريقي)."""
    symbols: dict[str, str] = Field(default={})
    """Signs and abbreviations, before or after the number → ISO 4217 code."""
    subunit_of: dict[str, int] = Field(default={})
    """For a subunit: the noun of its currency → how many of it make one."""


@cache
def currencies() -> tuple[Currency, ...]:
    """All entries of currencies.toml."""
    return load("currencies", Currency)


@cache
def nouns() -> Phrases[Currency]:
    """Singular, accusative, plural and dual forms of the nouns."""
    return Phrases((form, c) for c in currencies() for form in dict.fromkeys((*c.forms, *c.plural, *_duals(c))))


@cache
def duals() -> Phrases[Currency]:
    """Dual forms alone, which hold their number."""
    return Phrases((form, c) for c in currencies() for form in _duals(c))


@cache
def symbols() -> Phrases[str]:
    """Signs, abbreviations and ISO 4217 codes → ISO 4217 code."""
    signs = {sign: code for c in currencies() for sign, code in c.symbols.items()}
    codes = {code for c in currencies() for code in (c.code, *c.countries.values(), *c.tails.values()) if code}
    return Phrases([*signs.items(), *((code, code) for code in codes)])


@cache
def tails(form: str) -> Phrases[str]:
    """The words that may follow the noun `form` → ISO 4217 code, feminine and accusative forms included."""
    currency = next(c for c in currencies() if c.form == form)
    return Phrases((f, code) for tail, code in currency.tails.items() for f in _inflected(tail))


def _inflected(tail: str) -> tuple[str, ...]:
    """A tail as it stands; one adjective also in the feminine and the accusative."""
    if " " in tail or not tail.endswith("ي"):
        return (tail,)
    return (tail, tail + "ة", tail + "ا")


def _duals(currency: Currency) -> tuple[str, ...]:
    if currency.dual or not currency.plural or not currency.form.isalpha():
        return currency.dual
    form = currency.form
    stem = form[:-1] + "ت" if fold(form)[-1] == "ه" else form
    return (stem + "ان", stem + "ين")
