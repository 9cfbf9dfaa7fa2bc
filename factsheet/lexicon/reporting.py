"""Words around a report: what ends a reported clause, what ends the name of its source, what heads a name in marks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from factsheet.lexicon import Entry, Phrases, load
from factsheet.text import Token, stems

Role = Literal[
    "ends_clause",
    "ends_source",
    "heads_name",
    "conjunction",
    "own_clause",
    "impersonal",
    "attribute",
    "opens_clause",
    "issues",
    "carries",
    "no_source",
    "ministry",
]


NISBA = ("ي", "يه", "يون", "يين", "يان", "ون", "ين")
"""Endings of the nisba adjective and the sound masculine plural, folded."""


class Reporting(Entry):
    """A phrase and what it does in a report.

    - ends_clause: after a comma it begins what the reporter adds (، وذلك في مؤتمر صحفي)
    - ends_source: a source's name does not go past it (قال الوزير خلال ...)
    - heads_name: marked words after it are its name (صحيفة «المساء»)
    - conjunction: opens a sentence before its verb (كما أكد ...)
    - own_clause: an أن after it is its own, not a cue's (قبل أن، يمكن أن)
    - impersonal: with no subject beside it, nobody's words (يذكر أن، يشار إلى أن)
    - attribute: an adjective of an indefinite source that no ending shows as one (مسؤول رفيع)
    - opens_clause: right after a cue it begins the clause itself, with no complementiser (وأضاف لدينا ...)
    - issues: a verb of issuing with the document's pronoun, before the issuer (بيان أصدرته الوزارة)
    - no_source: after وفقا it is what is followed, not who speaks (وفقا للقانون)
    - ministry: what a headline calls a ministry by, before a colon (النفط: ...)
    """

    role: Role


@cache
def _phrases(role: Role) -> Phrases[str]:
    return Phrases(
        (form, entry.form) for entry in load("reporting", Reporting) if entry.role == role for form in entry.forms
    )


def ends_clause(tokens: Sequence[Token], i: int) -> bool:
    """Whether a reporting adjunct begins at token i (the comma before it is the caller's matter)."""
    return _phrases("ends_clause").at(tokens, i, ("", "و")) is not None


def ends_source(tokens: Sequence[Token], i: int) -> bool:
    """Whether the name of a source cannot go on at token i."""
    return _phrases("ends_source").at(tokens, i, ("", "و")) is not None


def conjunction_at(tokens: Sequence[Token], i: int) -> int:
    """How many tokens at i are words that open a sentence before its verb (0 when none)."""
    found = _phrases("conjunction").at(tokens, i, ("", "و", "ف"))
    return found.last - found.first if found else 0


def has_own_clause(form: str) -> bool:
    """Whether an أن right after this folded word belongs to it, not to a cue before: قبل أن، يمكن أن."""
    return form in _phrases("own_clause")


def is_impersonal(form: str) -> bool:
    """Whether a folded verb form without a subject reports nobody's words: يذكر أن، يشار إلى أن."""
    return form in _phrases("impersonal")


def is_attribute(form: str) -> bool:
    """Whether a folded word may be the adjective of an indefinite source: a nisba, a sound plural, or a listed one."""
    return form.endswith(NISBA) or form in _phrases("attribute")


def carries(form: str) -> bool:
    """Whether a folded word is a verb of passing on with its document's pronoun: تصريح أوردته الوكالة."""
    return form in _phrases("carries")


def is_listed_attribute(form: str) -> bool:
    """Whether a folded word is an adjective of sources by the list itself, whatever its ending: رفيع، مطلع."""
    return form in _phrases("attribute")


def is_particle(form: str) -> bool:
    """Whether a folded word without vowel signs is a particle rather than the verb it looks like: بين، دون، حول."""
    return form in _phrases("ends_source") or has_own_clause(form)


def opens_clause(form: str) -> bool:
    """Whether a folded word right after a cue begins the reported clause itself: وأضاف لدينا ..."""
    return form in _phrases("opens_clause")


def issues(form: str) -> bool:
    """Whether a folded word is a verb of issuing with its document's pronoun: أصدرته، نشرها."""
    return form in _phrases("issues")


def is_no_source(form: str) -> bool:
    """Whether a folded word after وفقا is what is followed, not who speaks: القانون، الخطة."""
    return any(stem in _phrases("no_source") for _, stem in stems(form))


@lru_cache(maxsize=4096)
def heads_name(form: str) -> bool:
    """Whether a folded word, proclitics and pronoun aside, heads a name: صحيفة، تنظيم، روايته."""
    heads = _phrases("heads_name")
    words = [
        form,
        *(form.removesuffix(pronoun) for pronoun in ("ه", "ها", "هم") if form.endswith(pronoun) and len(form) > 4),
    ]
    return any(
        stem in heads or (stem.endswith("ت") and stem[:-1] + "ه" in heads) for word in words for _, stem in stems(word)
    )


def is_ministry(form: str) -> bool:
    """Whether a headline means a ministry by this folded word: النفط: الإنتاج مستقر."""
    return form in _phrases("ministry")
