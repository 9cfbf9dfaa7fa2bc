"""The examples of the lexicons of numbers and claims are executed: each entry is found in its own, and not in `not`."""

from __future__ import annotations

import pytest
from babel import Locale

from factsheet.extract import extract_facts
from factsheet.extract.numbers import Number, find_numbers
from factsheet.lexicon import (
    amounts,
    changes,
    comparators,
    countables,
    currencies,
    labels,
    names,
    number_contexts,
    numbers,
    units,
)
from factsheet.read import article_from_text
from factsheet.schema import Claim
from factsheet.text import Document, fold, stems


def claims_of(text: str) -> tuple[Claim, ...]:
    return extract_facts(article_from_text(text, id="example")).claims


def numbers_of(text: str) -> list[Number]:
    return find_numbers(Document(article_from_text(text, id="example")))


def words_of(number: Number, text: str) -> set[str]:
    return {stem for word in text[number.start : number.end].split() for _, stem in stems(fold(word))}


@pytest.mark.parametrize("entry", numbers.entries(), ids=lambda e: e.form)
def test_number_word(entry: numbers.NumberWord) -> None:
    forms = {stem for form in (*entry.forms, *entry.plural, *entry.dual) for _, stem in stems(fold(form))}
    found = [n for n in numbers_of(entry.example) if words_of(n, entry.example) & forms]
    assert found, entry.example
    assert all(n.ordinal == (entry.kind == "ordinal") for n in found)
    if entry.kind in ("whole", "tens", "hundred", "multiplier", "fraction"):
        assert entry.worth in [n.value for n in found] or entry.plural or entry.form == "أثمان"
    if entry.never:
        again = [n for n in numbers_of(entry.never) if words_of(n, entry.never) & forms]
        assert not [n for n in again if n.value == entry.worth], entry.never


@pytest.mark.parametrize("entry", units.units(), ids=lambda e: e.form)
def test_unit(entry: units.Unit) -> None:
    claims = [c for c in claims_of(entry.example) if c.kind == entry.kind]
    assert [c.unit for c in claims] == [entry.unit], entry.example
    if entry.never:
        assert not [c for c in claims_of(entry.never) if c.kind == entry.kind], entry.never


@pytest.mark.parametrize("entry", currencies.currencies(), ids=lambda e: e.form)
def test_currency(entry: currencies.Currency) -> None:
    claims = claims_of(entry.example)
    assert [c.kind for c in claims] == ["money"], entry.example
    expected = {entry.code, *entry.countries.values(), *(code or None for code in entry.tails.values())}
    assert claims[0].unit in expected
    if entry.never:
        assert not claims_of(entry.never), entry.never


def test_every_currency_that_babel_names() -> None:
    wrong = {}
    for code, name in Locale("ar").currencies.items():
        if code.startswith("X") or set(name) & set("(-–"):  # units of account, metals, and currencies of some years
            continue
        found = [c.unit for c in claims_of(f"بلغ المبلغ 5 {name}.") if c.kind == "money"]
        if found != [code] and code not in SUPERSEDED:
            wrong[code] = (name, found)
    assert not wrong


SUPERSEDED = frozenset("GHC TRL".split())
"""Currencies whose Arabic name another one has now."""


@pytest.mark.parametrize("entry", comparators.comparators(), ids=lambda e: e.form)
def test_comparator(entry: comparators.ComparatorWord) -> None:
    assert [c.comparator for c in claims_of(entry.example)] == [entry.comparator], entry.example
    if entry.never:
        assert [c.comparator for c in claims_of(entry.never)] == ["exact"], entry.never


@pytest.mark.parametrize("entry", labels.labels(), ids=lambda e: e.form)
def test_label(entry: labels.Label) -> None:
    assert numbers_of(entry.example)
    assert not claims_of(entry.example), entry.example


@pytest.mark.parametrize("entry", changes.changes(), ids=lambda e: e.form)
def test_change(entry: changes.Change) -> None:
    assert [c.low for c in claims_of(entry.example)] == [None, None], entry.example


@pytest.mark.parametrize("entry", amounts.amounts(), ids=lambda e: e.form)
def test_amount(entry: amounts.Amount) -> None:
    claims = claims_of(entry.example)
    assert len(claims) == 1, entry.example
    if entry.kind != "measure":
        assert claims[0].kind == entry.kind


@pytest.mark.parametrize("entry", number_contexts.contexts(), ids=lambda e: e.role)
def test_context(entry: number_contexts.NumberContext) -> None:
    assert tuple(c.span.text for c in claims_of(entry.example)) == entry.finds, entry.example


def test_every_role_has_words() -> None:
    assert all(number_contexts.words(role) for role in number_contexts.Role.__args__)  # type: ignore[attr-defined]


COUNTED_DUALS = countables.duals() - names.names().keys()


@pytest.mark.parametrize("dual", [d for d in sorted(COUNTED_DUALS)[::7] if d not in units.duals()])
def test_dual(dual: str) -> None:
    claims = claims_of(f"وصل أمس {dual} إلى المدينة.")
    found = [(str(c.value), c.counted.text if c.counted else "") for c in claims]
    assert found == [("2", dual)]


NO_DUALS = "طالبان بطلان عدوان قطان فنان عمان دوران إيران لاعبين موظفين مساكين".split()


@pytest.mark.parametrize("word", NO_DUALS)
def test_no_dual(word: str) -> None:
    assert not claims_of(f"وصل أمس {word} إلى المدينة.")


def test_no_form_stands_in_two_entries() -> None:
    lexicons = (units.units(), currencies.currencies(), numbers.entries(), comparators.comparators(), labels.labels())
    for entries in lexicons:
        forms = [form for entry in entries for form in {fold(f) for f in entry.forms}]
        twice = {form for form in forms if forms.count(form) > 1}
        assert not twice - {fold("خمس"), fold("سبع"), fold("تسع"), fold("عشر")}, twice
