"""Words beside a number that decide what it is (number_contexts.toml), by their role.

Before a number: harm: a number alone after it counts people · same_one: beside it واحد means one and the same ·
before_decades: makes عقود and قرون time, not contracts and horns · age_owner, reaches_age: makes years an age ·
distance: makes كيلو a kilometre · multiplied: makes مرات a ratio · link: stands between comparator and number, adding
nothing · known_pair: makes a dual a pair already known.
After a number: after_decades (عقود من الزمن) · names_half: makes نصف and ربع a name (نصف النهائي) · near: makes a
definite dual of time a length of time · of_two: shows that a plural in ين is a dual · hour: makes the number an hour ·
others: آخرين.
In the counted phrase: member (عضو في المجلس) and container (قارورة من غاز) take what a preposition introduces ·
own_letter: adjective whose first letter looks like a proclitic · phrase_end: no phrase goes over it · inside_phrase:
part of one though words.txt calls it a particle · adverb_or_adjective: adjective after an accusative · place: adverb
before a definite noun · always_adjective: agrees whatever its ending · ends_in_alif: noun whose ا is not the
accusative's.
lookalike: form of a number word that is as often something else (وست هام), believed only before a noun that news
counts.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from factsheet.lexicon import Entry, load
from factsheet.text import fold

Role = Literal[
    "harm", "same_one", "before_decades", "after_decades", "age_owner", "reaches_age", "distance", "names_half",
    "multiplied", "member", "container", "near", "of_two", "known_pair", "own_letter", "phrase_end", "inside_phrase",
    "adverb_or_adjective", "place", "always_adjective", "ends_in_alif", "link", "hour", "others", "lookalike",
    "verbal_noun", "unannexed", "vote", "quantifier", "stands_for",
]  # fmt: skip


class NumberContext(Entry):
    """The words of one role."""

    role: Role
    finds: tuple[str, ...] = ()
    """The spans of all claims in the example."""


@cache
def contexts() -> tuple[NumberContext, ...]:
    """All entries of number_contexts.toml."""
    return load("number_contexts", NumberContext)


@cache
def words(role: Role) -> frozenset[str]:
    """The folded words of a role."""
    return frozenset(fold(form) for entry in contexts() if entry.role == role for form in entry.forms)


@cache
def words_and(role: Role) -> frozenset[str]:
    """The folded words of a role, with و and ف before them too."""
    bare = words(role)
    return bare | {letter + form for form in bare for letter in "وف"}
