"""Number words: every spelling, case and gender → its value and its part in the grammar of numerals.

`reading(form)` answers for a folded form as it stands in the text, proclitics and article included (والثلاثة، بمليوني).
The grammar itself (W. Wright, A Grammar of the Arabic Language, vol. 1, §§ 318-333) is in extract/number_words.py.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from pydantic import model_validator

from factsheet.lexicon import Entry, load
from factsheet.text import fold

Kind = Literal["unit", "teen", "whole", "tens", "hundred", "multiplier", "fraction", "vague", "ordinal"]
Shape = Literal["plain", "plural", "dual", "accusative"]


class NumberWord(Entry):
    """One number word. `form` and `also` are its singular in every case and gender."""

    kind: Kind
    """unit: 0-10 · teen: only before عشر · whole: 11-19 in one word · tens: 20-90 · hundred: 100-900 · multiplier:
    1000 and up · fraction: a part of one · vague: an amount with no value · ordinal: its place in a row."""
    value: Decimal | None = None
    """What one of it is worth; None for a vague word and for a fraction."""
    parts: int = 0
    """For a fraction: into how many parts the whole is divided."""
    count: int = 1
    """For a fraction: how many of the parts it is (¾)."""
    plural: tuple[str, ...] = ()
    """Plural forms (آلاف، أرباع)."""
    dual: tuple[str, ...] = ()
    """Dual forms, construct ones too (ألفين، ألفي): two of it."""
    accusative: str = ""
    """A form that is both the accusative singular and the construct dual (ألفا)."""
    marked: bool = False
    """A fraction that is read as one only with its vowel written or before a definite noun."""

    @model_validator(mode="after")
    def _has_value(self) -> NumberWord:
        valued = self.value is not None
        if valued == (self.kind in ("vague", "fraction")) or (self.parts > 0) != (self.kind == "fraction"):
            raise ValueError("a fraction has parts, a vague word has no value, every other number word has a value")
        return self

    @property
    def worth(self) -> Decimal:
        """What one of it is worth; 0 for a vague word."""
        return Decimal(self.count) / self.parts if self.parts else self.value or Decimal(0)


class Reading(NamedTuple):
    """A number word as it stands in a text."""

    kind: Kind
    value: Decimal
    """What the form is worth by itself: two of it for a dual; 0 for a vague word."""
    shape: Shape
    prefix: str
    """Proclitics before it, without the article: "و", "ب", "ول", ..."""
    definite: bool


_PRONOUNS = ("ه", "ها", "هم", "هن", "هما", "نا")
NO_PREFIX = frozenset(map(fold, ("لست", "ولست", "فلست", "كمية", "فاول", "وكمية", "كثاني", "بثان", "وحادي", "فعشر")))
"""Other words that look like a proclitic and a number word (لست، كمية)."""

MONDAY = fold("اثنين")
"""With the article it is the weekday."""
_PROCLITICS = tuple(conjunction + preposition for conjunction in ("", "و", "ف") for preposition in ("", "ب", "ل", "ك"))


@cache
def entries() -> tuple[NumberWord, ...]:
    """All number words."""
    return load("numbers", NumberWord)


@cache
def _table() -> dict[str, Reading]:
    table: dict[str, Reading] = {}
    for word in entries():
        if word.marked:
            _add(table, word, word.plural, "plural")
            continue
        _add(table, word, word.forms, "plain")
        _add(table, word, word.plural, "plural")
        _add(table, word, word.dual, "dual")
        if word.kind == "fraction":
            _add(table, word, tuple(form + pronoun for form in word.forms for pronoun in _PRONOUNS), "plain")
            _add(table, word, tuple(form + pronoun for form in word.dual for pronoun in _PRONOUNS), "dual")
        _add(table, word, (word.accusative,) if word.accusative else (), "accusative")
    return table


def _add(table: dict[str, Reading], word: NumberWord, forms: tuple[str, ...], shape: Shape) -> None:
    value = word.worth * (2 if shape == "dual" else 1)
    for form in map(fold, forms):
        stem, always_definite = (form[2:], True) if form.startswith("ال") and word.kind == "ordinal" else (form, False)
        for prefix in _PROCLITICS:
            if not always_definite and prefix + form not in NO_PREFIX:
                table.setdefault(prefix + form, Reading(word.kind, value, shape, prefix, definite=False))
            article = prefix + "ل" if prefix.endswith("ل") else prefix + "ال"
            if article + stem not in NO_PREFIX and form != MONDAY:
                table.setdefault(article + stem, Reading(word.kind, value, shape, prefix, definite=True))


def reading(form: str) -> Reading | None:
    """The reading of a folded form, None when it is no number word."""
    return _table().get(form)


@cache
def marked_fractions() -> dict[str, tuple[Decimal, str]]:
    """Folded form → (value, spelling with its vowel) of the fractions that share their spelling with another word."""
    return {fold(word.form): (word.worth, word.form) for word in entries() if word.marked}
