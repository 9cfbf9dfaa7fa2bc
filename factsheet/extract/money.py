"""Money: currencies by noun, nisba and sign; a currency alone takes its country from the article."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cache, lru_cache

from factsheet.extract.claim_draft import Draft, Scope, draft_of
from factsheet.extract.numbers import Number
from factsheet.lexicon.countries import countries, nisbas, places
from factsheet.lexicon.currencies import Currency, nouns, symbols, tails
from factsheet.text import fold, stems

BARE = ("",)
_PLAINLY = 4
"""How many times as often as any other the article must name a country for a currency alone to be that country's."""


def money(scope: Scope, number: Number) -> Draft | None:
    """Currency after the number, by noun or sign, or a sign before it: 3,5 مليون دينار كويتي، $10."""
    at = scope.past_marks(number.last)
    noun = scope.match(nouns(), at, BARE)
    if noun is None:
        return _signed(scope, number)
    last, code, notes = currency(scope, noun.entry, noun.last)
    draft = draft_of(number, "money", "money", 0.97 if code else 0.9, last, scope.tokens[last - 1].end)
    draft.unit, draft.notes = code, draft.notes + notes
    draft.currency, draft.scale = noun.entry, (noun.entry.form, Decimal(1))
    return draft


def _signed(scope: Scope, number: Number) -> Draft | None:
    """A sign, abbreviation or ISO code beside the number: 10 €، $10، 46.5 مليار دج، USD 5."""
    sign = scope.match(symbols(), number.last, BARE)
    if sign is not None:
        draft = draft_of(number, "money-sign", "money", 0.95, sign.last, scope.tokens[sign.last - 1].end)
        draft.unit = sign.entry
        return draft
    for i in (number.first - 2, number.first - 1):
        sign = scope.match(symbols(), i, BARE)
        if sign is not None and sign.last == number.first:
            draft = draft_of(number, "money-sign", "money", 0.95, number.last, number.end)
            draft.first, draft.span, draft.unit = i, (scope.tokens[i].start, number.end), sign.entry
            return draft
    return None


def currency(scope: Scope, noun: Currency, at: int) -> tuple[int, str | None, tuple[str, ...]]:
    """(token after the name, ISO 4217 code, notes) of a currency whose noun ends before token `at`."""
    named = _named(scope, noun, at) if at < scope.last else None
    if named is not None:
        return (*named, () if named[1] else ("currency_unknown",))
    if noun.code or noun.subunit_of:
        return at, noun.code, ()
    if noun.form not in scope.currencies:
        scope.currencies[noun.form] = _by_country(scope, noun)
    code = scope.currencies[noun.form]
    return at, code, ("currency_from_context",) if code else ("currency_unknown",)


def _named(scope: Scope, noun: Currency, at: int) -> tuple[int, str | None] | None:
    """(token after, ISO 4217 code or None) where a nisba, a country's name or another word at `at` says which it is."""
    place = scope.match(places(), at, BARE)
    if place is not None and place.entry in noun.countries:
        return place.last, noun.countries[place.entry]
    tail = scope.match(tails(noun.form), at, ("", "ال"))
    if tail is not None:
        return tail.last, tail.entry or None
    iso = _nisba(scope.form(at)) if noun.countries else None
    return (at + 1, noun.countries.get(iso)) if iso is not None else None


@lru_cache(maxsize=4096)
def _nisba(form: str) -> str | None:
    """ISO 3166 code of the country whose nisba a folded adjective is, in any gender, number and case."""
    bare = form.removeprefix("ال")
    for ending in ("", "ا", "ين", "ان", "ات"):
        country = nisbas().get(bare[: len(bare) - len(ending)]) if bare.endswith(ending) else None
        if country is not None:
            return country.iso
    return None


def _by_country(scope: Scope, noun: Currency) -> str | None:
    """The code of the one country with such a currency that the article plainly speaks of, else None."""
    seen: Counter[str] = Counter()
    for token in scope.tokens:
        if token.kind == "word":
            seen.update(code for code in map(noun.countries.get, _countries(token.form)) if code)
    if not seen:
        return None
    (first, often), *rest = seen.most_common(2)
    return first if not rest or often >= _PLAINLY * rest[0][1] else None


@lru_cache(maxsize=16384)
def _countries(form: str) -> tuple[str, ...]:
    """ISO 3166 codes of the countries that a folded word may name, by its name or nisba."""
    found = {iso for _, stem in stems(form) for iso in (_nisba(stem), _one_word_names().get(stem)) if iso}
    return tuple(sorted(found))


@cache
def _one_word_names() -> dict[str, str]:
    names = ((form, c.iso) for c in countries() if c.iso for form in (*c.seats, *c.forms) if " " not in form)
    return {fold(form).removeprefix("ال"): iso for form, iso in names}
