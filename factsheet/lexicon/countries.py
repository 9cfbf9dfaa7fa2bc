"""Countries, peoples and cities: countries.toml (names from CLDR, nisba forms) and cities.txt (GeoNames, CC BY 4.0)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from factsheet.lexicon import Entry, Phrases, load
from factsheet.text import fold


class Country(Entry):
    """A country or people: names, ISO 3166 code where it is a country, masculine nisba forms without article."""

    iso: str | None = None
    nisba: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    """Cities of one word that tell whose money an article speaks of, where several countries call theirs the same."""


@cache
def countries() -> tuple[Country, ...]:
    """All entries of countries.toml."""
    return load("countries", Country)


@cache
def nisbas() -> dict[str, Country]:
    """Folded nisba adjective without article, singular, feminine and plural → country."""
    table: dict[str, Country] = {}
    for country in countries():
        for form in map(fold, country.nisba):
            for inflected in (form, form + "ه", form + "ين", form + "ون", form + "ان"):
                table.setdefault(inflected, country)
    return table


@cache
def places() -> Phrases[str | None]:
    """Countries and cities with the ISO code of countries; None for cities."""
    return Phrases(_places())


@cache
def country_names() -> frozenset[str]:
    """The folded names of countries and peoples, without cities."""
    return frozenset(fold(form) for c in countries() for form in c.forms)


@cache
def long_beginnings() -> frozenset[str]:
    """The folded first words of countries and cities of several words."""
    return frozenset(fold(form).split()[0] for form, _ in _places() if " " in form)


@cache
def _places() -> tuple[tuple[str, str | None], ...]:
    pairs: list[tuple[str, str | None]] = [(form, c.iso) for c in countries() for form in c.forms]
    known = {fold(form) for form, _ in pairs}
    lines = files("factsheet.lexicon").joinpath("cities.txt").read_text("utf-8").splitlines()
    pairs += [(line.strip(), None) for line in lines if line and line[0] != "#" and line.strip() not in known]
    return tuple(pairs)
