"""Names in Latin letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.lexicon.romanizations import romanizations
from factsheet.romanize import transliterate
from factsheet.text import fold

NAMES = [
    # known names take their commonest spelling, however they are written
    ("محمد", "Mohamed"),
    ("مُحَمَّد", "Mohamed"),
    ("هناء الصيرفي", "Hana al-Sirfi"),
    ("فؤاد", "Fouad"),
    ("ﻻرا", "Lara"),
    # the article and the words that join
    ("عبد الرحمن الورداني", "Abdul Rahman al-Wardani"),
    ("عبد الله أبو زيد", "Abdullah Abu Zaid"),
    ("سلمان بن خالد آل ثابت", "Salman bin Khalid Al Thabet"),
    ("صلاح الدين الشمّاخي", "Salah al-Din al-Shammakhi"),
    ("أمّ خالد", "Umm Khalid"),
    ("فان دير بيرغ", "Van der Birg"),
    # letter by letter
    ("كيهارا", "Kihara"),
    ("يوشيهيدي", "Yushihidi"),
    ("أوغلاتش", "Ughlach"),
    ("مُنذِر", "Munther"),
    ("زقطب", "Zaqtab"),
    ("جونغ-أون", "Jong-Un"),
    # what is Latin stays, and what is no word is left out
    ("سمير (Samir Kern)", "Samir Samir Kern"),
    ("", ""),
    ("ـ، «»", ""),
]


@pytest.mark.parametrize(("name", "latin"), NAMES)
def test_transliterate(name: str, latin: str) -> None:
    assert transliterate(name) == latin


@given(st.text())
def test_any_text_gives_latin_or_what_was_latin(text: str) -> None:
    assert not [c for c in transliterate(text) if "\u0600" <= c <= "\u06ff" and not c.isdigit()]


@given(st.text(alphabet="ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي", min_size=2))
def test_an_arabic_word_becomes_plain_letters(word: str) -> None:
    latin = transliterate(word)
    assert latin.replace("-", "").replace("'", "").replace(" ", "").isascii()
    assert latin[:1] == latin[:1].upper()


def test_the_table_holds_folded_names_once() -> None:
    table = romanizations()
    assert len(table) > 4000
    assert all(form == fold(form) for form in table)
    assert all(latin.isascii() and latin[0].isupper() for latin in table.values())
