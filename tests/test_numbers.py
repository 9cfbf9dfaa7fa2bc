"""Number expressions by themselves: values, ranges, places, and that nothing random breaks them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factsheet.extract.claims import find_claims
from factsheet.extract.digits import read_digits
from factsheet.extract.numbers import Number, find_numbers
from factsheet.lexicon import comparators, currencies, labels, numbers, units
from factsheet.read import article_from_text
from factsheet.text import Document


def document(text: str) -> Document:
    return Document(article_from_text(text, id="numbers"))


def find(text: str) -> list[Number]:
    return find_numbers(document(text))


VALUES = {
    "صفر": 0,
    "اثنتان": 2,
    "ثماني": 8,
    "إحدى عشرة": 11,
    "اثنا عشر": 12,
    "ثلاثة عشر": 13,
    "واحدة وعشرون": 21,
    "تسعة وتسعين": 99,
    "مئة وخمسة": 105,
    "مائتان وعشرة": 210,
    "ثلاثمئة وخمسة وستون": 365,
    "خمس مئة": 500,
    "أربع مئات": 400,
    "ألف": 1000,
    "ألف وتسعمئة وخمسة وأربعون": 1945,
    "ألفان": 2000,
    "ثلاثة آلاف": 3000,
    "اثنا عشر ألفا وخمسمئة": 12500,
    "مئة ألف": 100000,
    "مئة وخمسة وعشرون ألفا وأربعون": 125040,
    "مليون ومئتا ألف": 1200000,
    "مليونان ونصف المليون": 2500000,
    "ثلاثة مليارات وخمسمئة مليون": 3500000000,
    "أربعة آلاف مليار": 4000000000000,
    "نصف مليون": 500000,
    "ثلاثة أرباع المليون": 750000,
    "واحد فاصلة خمسة": Decimal("1.5"),
    "3 آلاف و500": 3500,
    "مليار و200 مليون": 1200000000,
    "3,5 مليون": 3500000,
    "1,500 مليون": 1500000000,
    "1.250 مليون": 1250000,
    "2.5 ملايين": 2500000,
    "١٢٬٥٠٠": 12500,
    "٣٫٧٥": Decimal("3.75"),
    "1.234.567": 1234567,
    "1,234.5": Decimal("1234.5"),
    "1.234,5": Decimal("1234.5"),
    "0.125": Decimal("0.125"),
    "5ر2": Decimal("2.5"),
    "150ر8": Decimal("150.8"),
}


@pytest.mark.parametrize(("text", "value"), VALUES.items(), ids=VALUES)
def test_value(text: str, value: int | Decimal) -> None:
    found = find(text)
    assert [(n.value, n.start, n.end) for n in found] == [(value, 0, len(text))]


ORDINALS = {
    "الأول": 1,
    "الثانية": 2,
    "الثالث عشر": 13,
    "الحادية والعشرين": 21,
    "الخامس والثلاثون": 35,
    "الثاني بعد المئة": 102,
}


@pytest.mark.parametrize(("text", "value"), ORDINALS.items(), ids=ORDINALS)
def test_ordinal(text: str, value: int) -> None:
    assert [(int(n.value or 0), n.ordinal, n.end) for n in find(text)] == [(value, True, len(text))]


RANGES = {
    "بين 20 و25": (20, 25),
    "10-15": (10, 15),
    "10 إلى 15 مليون": (10000000, 15000000),
    "أربعة أو خمسة": (4, 5),
    "من ثلاثة إلى خمسة آلاف": (3000, 5000),
    "بين مئة ومئتين": (100, 200),
}


@pytest.mark.parametrize(("text", "bounds"), RANGES.items(), ids=RANGES)
def test_range(text: str, bounds: tuple[int, int]) -> None:
    (number,) = find(text)
    assert number.value is None
    assert (int(number.low or 0), int(number.high or 0)) == bounds


@pytest.mark.parametrize("text", ["20 و25", "2-1", "2024-01-18", "15 إلى 10", "ارتفع من 10 إلى 15"])
def test_no_range(text: str) -> None:
    assert all(n.low is None for n in find(text))


def test_proclitics_are_left_out_and_the_article_is_not() -> None:
    text = "وبثلاثة والخمسة ولـ20 وَالـ14"
    assert [text[n.start : n.end] for n in find(text)] == ["ثلاثة", "الخمسة", "20", "14"]


def test_numbers_that_share_a_token() -> None:
    text = "عامي 2010،2011"
    assert [(text[n.start : n.end], str(n.value)) for n in find(text)] == [("2010", "2010"), ("2011", "2011")]


@pytest.mark.parametrize("form", ["18.1.2024", "1.2.3", "1234567890123456789", "12.3456.789"])
def test_codes_and_dates_are_no_numbers(form: str) -> None:
    assert read_digits(form) == []


def vocabulary() -> list[str]:
    lexicons = (numbers.entries(), units.units(), currencies.currencies(), comparators.comparators(), labels.labels())
    words = [form for entries in lexicons for entry in entries for form in entry.forms]
    signs = ["و", "ال", "ب", "(", ")", "«", '"', "-", "،", ".", ":", "/", "%", "$", "+", "½", "ر", "\u202b", "ـ", "\n"]
    digits = ["1", "10", "2010", "1,5", "1.200", "٣٫٥", "9" * 30, "م2", "F-16", "\ud800", "ا" * 3000]
    return words + ["و" + word for word in words] + 16 * signs + 16 * digits


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(vocabulary()), max_size=40), st.sampled_from(["", " ", "  "]))
def test_nothing_random_breaks_it(words: list[str], blank: str) -> None:
    doc = document(blank.join(words))
    found = find_numbers(doc)
    assert all(0 <= n.start < n.end <= len(doc.text) and n.first < n.last for n in found)
    for claim in find_claims(doc, found, []):
        assert doc.text[claim.span.start : claim.span.end] == claim.span.text
