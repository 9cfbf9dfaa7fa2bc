"""Duals, which hold their number in the noun: شخصان، يومين، مليونا دولار is a number and not here."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from factsheet.extract.claim_draft import Draft, Scope
from factsheet.extract.measured import currency, unit_draft
from factsheet.extract.noun_phrase import is_particle
from factsheet.extract.numbers import OR, Number, skipped
from factsheet.lexicon import currencies, units
from factsheet.lexicon.countables import duals
from factsheet.lexicon.names import names, words
from factsheet.lexicon.numbers import reading
from factsheet.text import fold, stems

TWO = Decimal(2)
ENDINGS = (fold("ان"), fold("ين"))
NEAR = frozenset(map(fold, "الماضيين الماضيان المقبلين المقبلان القادمين الأخيرين الأخيران المنصرمين الفائتين التاليين".split()))
"""Adjectives after which a definite dual of time is a length of time (اليومين الماضيين)."""
KNOWN_PAIR = frozenset(map(fold, "كلا كلتا هذين هذان هاتين هاتان ذينك بين كلي أي".split()))
"""Words after which a dual names a pair already known."""
PROCLITICS = frozenset(("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل"))


def is_dual_shape(form: str) -> bool:
    """Whether a folded word ends as a dual does; a quick test before the lexicon is asked."""
    return len(form) > 4 and form[-1] == "ن" and form[-2] in "اي"


def dual(scope: Scope, i: int) -> Draft | None:
    """The claim that a dual at token i makes: a length of time, a measure, money, or two of a noun that news counts."""
    token = scope.tokens[i]
    if i in scope.dated or i in scope.numbered or scope.form(i - 1) in KNOWN_PAIR:
        return None
    return _unit_dual(scope, i) or _money_dual(scope, i) or (_noun_dual(scope, i) if token.kind == "word" else None)


def _number(scope: Scope, i: int, last: int, prefix: str) -> Number:
    token = scope.tokens[i]
    start = token.start + skipped(token.text, len(prefix))
    return Number(first=i, last=i + 1, start=start, end=scope.tokens[last - 1].end, form="dual", value=TWO)


def _unit_dual(scope: Scope, i: int) -> Draft | None:
    found = units.duals().at(scope.tokens, i)
    if found is None or found.last > scope.last:
        return None
    prefix = found.prefix
    if prefix.endswith("ال"):
        if found.entry.kind != "duration" or scope.form(found.last) not in NEAR:
            return None
        prefix = prefix[:-2]
    if found.entry.form == fold("عقد") and scope.form(i - 1) not in TIME_BEFORE:
        return None
    draft = unit_draft(scope, _number(scope, i, found.last, prefix), found.entry, found.last)
    draft.rule, draft.confidence = "dual-unit", 0.93
    return draft


TIME_BEFORE = frozenset(map(fold, "منذ قبل خلال طوال مدى بعد نحو حوالي قرابة من على مضي مرور".split()))


def _money_dual(scope: Scope, i: int) -> Draft | None:
    found = currencies.duals().at(scope.tokens, i, PROCLITICS)
    if found is None:
        return None
    last, code, notes = currency(scope, found.entry, found.last)
    number = _number(scope, i, i + 1, found.prefix)
    span = (number.start, scope.tokens[last - 1].end)
    return Draft("dual-money", 0.9, "money", i, last, (number.start, number.end), span, TWO, unit=code, notes=notes)


def _noun_dual(scope: Scope, i: int) -> Draft | None:
    prefix = _known_dual(scope.form(i))
    if prefix is None or _is_dual_adjective(scope, i):
        return None
    number = _number(scope, i, i + 1, prefix)
    last = i + 1
    while last < scope.last and last - i < 4 and _is_dual_agreement(scope, last):
        last += 1
    counted = (number.start, scope.tokens[last - 1].end)
    draft = Draft("dual-noun", 0.85, "count", i, last, (number.start, number.end), (number.start, number.end), TWO, counted=counted)
    return _or_three(scope, draft)


@lru_cache(maxsize=8192)
def _known_dual(form: str) -> str | None:
    """The proclitics of a folded word that is an indefinite dual, None when it is not known to be one."""
    for prefix, stem in stems(form):
        if prefix in PROCLITICS and stem in duals():
            return prefix
    for prefix, stem in stems(form):
        if prefix in PROCLITICS and _is_feminine_dual(stem):
            return prefix
    return None


def _is_feminine_dual(form: str) -> bool:
    """سفينتان from سفينة: تان/تين after the stem of an ordinary word in ة; no name ends so by chance (بوتين)."""
    stem = form[:-3]
    if len(stem) < 3 or form[-3] != "ت" or form.startswith("ال") or form in names():
        return False
    return stem + "ه" in words() and stem not in words() and form not in words()


def _is_dual_adjective(scope: Scope, i: int) -> bool:
    """Whether the word agrees with a dual right before it (غارتين جديدتين), or with اثنان."""
    before = scope.form(i - 1)
    return before.endswith(ENDINGS) and len(before) > 4 and not is_particle(before)


def _is_dual_agreement(scope: Scope, i: int) -> bool:
    form = scope.form(i)
    if i in scope.dated or not form.endswith(ENDINGS) or form.startswith("ال") or is_particle(form):
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
