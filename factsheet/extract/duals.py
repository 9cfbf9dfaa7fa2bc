"""Duals, which hold their number in the noun: شخصان، يومين. مليونا دولار is a number, and not here."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from factsheet.extract.claim_draft import PREFIXES, Draft, Scope
from factsheet.extract.measured import DECADES, is_time, unit_draft
from factsheet.extract.money import currency
from factsheet.extract.noun_phrase import is_head, phrase_end
from factsheet.extract.numbers import OR, Number, skipped
from factsheet.extract.word_shape import is_particle
from factsheet.lexicon import currencies, units
from factsheet.lexicon.countables import construct_duals, duals, never_dual, nouns, sound_duals
from factsheet.lexicon.names import names, words
from factsheet.lexicon.number_contexts import words as context
from factsheet.lexicon.number_contexts import words_and
from factsheet.lexicon.numbers import reading
from factsheet.text import fold, stems

TWO = Decimal(2)
ENDINGS = ("ان", "ين")
BOTH = frozenset(map(fold, ("اثنين", "اثنان", "اثنتين", "اثنتان")))
_REACH = 16
"""Tokens after a word in which another may show that it is a dual."""


def is_dual_shape(form: str) -> bool:
    """Whether a folded word ends as a dual does; a quick test before the lexicon is asked."""
    if len(form) < 4:
        return False
    return (form[-1] == "ن" and form[-2] in "اي") or (form[-1] in "اي" and form[-2] == "ت") or "تيه" in form[-5:]


def dual(scope: Scope, i: int) -> Draft | None:
    """The claim that a dual at token i makes: a length of time, a measure, money, or two of a noun that news counts."""
    if i in scope.dated or i in scope.numbered or scope.form(i - 1) in context("known_pair"):
        return None
    return _unit_dual(scope, i) or _money_dual(scope, i) or _noun_dual(scope, i) or _construct_dual(scope, i)


def _number(scope: Scope, i: int, last: int, prefix: str) -> Number:
    token = scope.tokens[i]
    start = token.start + skipped(token.text, len(prefix))
    return Number(first=i, last=i + 1, start=start, end=scope.tokens[last - 1].end, form="dual", value=TWO)


def _unit_dual(scope: Scope, i: int) -> Draft | None:
    """يومين, كيلومترين; a definite one only of time and beside a word of nearness (اليومين الماضيين)."""
    found = scope.match(units.duals(), i)
    if found is None:
        return None
    prefix = found.prefix.removesuffix("ال")
    if prefix != found.prefix and (found.entry.kind != "duration" or scope.form(found.last) not in context("near")):
        return None
    if fold(found.entry.form) in DECADES and not is_time(scope, i, found.last):
        return None
    draft = unit_draft(scope, _number(scope, i, found.last, prefix), found.entry, found.last)
    draft.rule, draft.confidence = "dual-unit", 0.93
    return draft


def _money_dual(scope: Scope, i: int) -> Draft | None:
    found = scope.match(currencies.duals(), i, PREFIXES)
    if found is None:
        return None
    last, code, notes = currency(scope, found.entry, found.last)
    number = _number(scope, i, i + 1, found.prefix)
    span = (number.start, scope.tokens[last - 1].end)
    return Draft("dual-money", 0.9, "money", i, last, (number.start, number.end), span, TWO, unit=code, notes=notes)


def _noun_dual(scope: Scope, i: int) -> Draft | None:
    form = scope.form(i)
    prefix = _known_dual(form)
    if prefix is None:
        prefix = _shown_dual(scope, i)
    if prefix is None or _is_adjective(scope, i):
        return None
    number = _number(scope, i, i + 1, prefix)
    last = i + 1
    while last < scope.last and last - i < 4 and _agrees(scope, last, form[-2:]):
        last += 1
    place = (number.start, number.end)
    draft = Draft("dual-noun", 0.92, "count", i, last, place, place, TWO)
    draft.counted = (number.start, scope.tokens[last - 1].end)
    return _or_three(scope, draft)


def _construct_dual(scope: Scope, i: int) -> Draft | None:
    """سيارتي إسعاف: the dual of a feminine noun before an indefinite noun; before a definite one it names a pair."""
    prefix = next((p for p, stem in stems(scope.form(i)) if p in PREFIXES and stem in construct_duals()), None)
    if prefix is None or not is_head(scope, i + 1):
        return None
    after = scope.form(i + 1)
    if after not in nouns() and words().get(after) != "noun":
        return None
    last = phrase_end(scope, i + 1)
    number = _number(scope, i, i + 1, prefix)
    place = (number.start, number.end)
    draft = Draft("dual-construct", 0.8, "count", i, last, place, place, TWO)
    draft.counted = (number.start, scope.tokens[last - 1].end)
    return draft


@lru_cache(maxsize=8192)
def _known_dual(form: str) -> str | None:
    """The proclitics of a folded word that is an indefinite dual, None when it is not known to be one."""
    readings = [(prefix, stem) for prefix, stem in stems(form) if prefix in PREFIXES]
    for prefix, stem in readings:
        if stem in duals() and not _is_name(stem):
            return prefix
    for prefix, stem in readings:
        if stem not in names() and stem not in words() and (_is_feminine(stem) or _is_masculine(stem)):
            return prefix
    return None


def _is_name(form: str) -> bool:
    """Whether a form is more than rarely a name: قطان، ملكان."""
    name = names().get(form)
    return name is not None and max(name.given, name.family) > 1


def _is_feminine(form: str) -> bool:
    """سفينتان from سفينة: تان/تين after the stem of an ordinary word in ة; no name ends so by chance (بوتين)."""
    stem = form[:-3]
    if len(stem) < 3 or form[-3] != "ت" or not form.endswith(ENDINGS):
        return False
    return stem + "ه" in words() and stem not in words()


def _is_masculine(form: str) -> bool:
    """خيارين from خيار: ين after an ordinary noun whose plural cannot end so.

    Participles (مـ, فاعل), nouns of profession (فعال) and adjectives (فعيل, nisba) have a plural in ين.
    """
    stem = form[:-2]
    if not form.endswith("ين") or not 3 <= len(stem) <= 7 or words().get(stem) != "noun" or stem in never_dual():
        return False
    second_or_third = len(stem) == 4 and (stem[1] == "ا" or stem[2] in "اي")
    return stem[0] not in "متا" and stem[-1] not in "يءه" and not second_or_third


def _shown_dual(scope: Scope, i: int) -> str | None:
    """The proclitics of a word that could be a plural, and that what stands beside it shows to be a dual.

    ممثلين ... عنهما, مواطنين اثنين, and مقتل شرطيين وإصابة أربعة: a plural would have its number too.
    """
    form = scope.form(i)
    if scope.form(i + 1) in BOTH and not form.startswith("ال"):
        return ""
    harm = words_and("harm")
    counted_beside = scope.form(i - 1) in harm and scope.form(i + 1) in harm and i + 2 in scope.numbered
    shown = next((j for j in range(i + 1, min(scope.last, i + _REACH)) if scope.form(j) in context("of_two")), None)
    if not counted_beside and (shown is None or any(j in scope.numbered for j in range(i + 1, shown))):
        return None
    return next((prefix for prefix, stem in stems(form) if prefix in PREFIXES and stem in sound_duals()), None)


def _is_adjective(scope: Scope, i: int) -> bool:
    """Whether the word agrees with a dual right before it (غارتين جديدتين) and is no noun that news counts."""
    before, form = scope.form(i - 1), scope.form(i)
    if any(prefix in PREFIXES and stem in duals() for prefix, stem in stems(form)):
        return False
    return before.endswith(ENDINGS) and len(before) > 4 and not is_particle(before)


def _agrees(scope: Scope, i: int, case: str) -> bool:
    """Whether the word at i is an adjective of a dual that ends in `case`, or اثنان."""
    form = scope.form(i)
    if i in scope.dated or not form.endswith(case) or form in duals() or form.startswith("ال") or is_particle(form):
        return False
    word = reading(form)
    return word is None or (word.kind == "unit" and word.value == TWO and not word.prefix)


def _or_three(scope: Scope, draft: Draft) -> Draft:
    """هدفين أو ثلاثة is from two to three."""
    after = scope.numbered.get(draft.last + 1)
    if scope.form(draft.last) in OR and after is not None and after.value is not None and after.value > TWO:
        draft.low, draft.high, draft.value = TWO, after.value, None
        draft.last, draft.rule = after.last, "dual-range"
        draft.number = draft.span = (draft.number[0], after.end)
    return draft
