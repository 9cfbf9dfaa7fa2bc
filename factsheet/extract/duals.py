"""Duals, which hold their number in the noun: شخصان، يومين، مليونا دولار is a number and not here."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from factsheet.extract.claim_draft import Draft, Scope
from factsheet.extract.measured import currency, unit_draft
from factsheet.extract.noun_phrase import is_particle
from factsheet.extract.numbers import OR, Number, skipped
from factsheet.lexicon import currencies, units
from factsheet.lexicon.countables import duals, sound_duals
from factsheet.lexicon.names import names, words
from factsheet.lexicon.numbers import reading
from factsheet.text import fold, stems

TWO = Decimal(2)
ENDINGS = (fold("ان"), fold("ين"))
BOTH = frozenset(map(fold, ("اثنين", "اثنان", "اثنتين", "اثنتان")))
OF_TWO = frozenset(map(fold, "أحدهما إحداهما كلاهما كليهما اللذين اللذان عنهما منهما لهما بهما عليهما إليهما معهما".split()))
"""Words that speak of two."""
NEAR = frozenset(map(fold, "الماضيين الماضيان المقبلين المقبلان القادمين الأخيرين الأخيران المنصرمين الفائتين التاليين".split()))
"""Adjectives after which a definite dual of time is a length of time (اليومين الماضيين)."""
NO_DUAL = frozenset(
    map(
        fold,
        """خاص جيد سهل صعب ضخم قلق خال قاس كاف عال هام سلم عرب يهود دروز بحر عين زوج طرف بلد جانب والد حر مر حي جدد صوب شطر جنس يوم عام قرن
        حال نقل شرق غرب جنوب شمال وسط ظهر عصر فجر ليل خام نار حدود جد خال ناس بشر ذهب نفط""".split(),
    )
)
"""Ordinary nouns and adjectives whose form in ين is a plural, a name, or a pair already known."""
KNOWN_PAIR = frozenset(map(fold, "كلا كلتا هذين هذان هاتين هاتان ذينك بين كلي أي".split()))
"""Words after which a dual names a pair already known."""
PROCLITICS = frozenset(("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل"))


def is_dual_shape(form: str) -> bool:
    """Whether a folded word ends as a dual does; a quick test before the lexicon is asked."""
    return len(form) > 4 and ((form[-1] == "ن" and form[-2] in "اي") or "تيه" in form[-5:])


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
    if prefix is None:
        prefix = _shown_dual(scope, i)
    if prefix is None or _is_dual_adjective(scope, i):
        return None
    number = _number(scope, i, i + 1, prefix)
    last = i + 1
    while last < scope.last and last - i < 4 and _is_dual_agreement(scope, last, scope.form(i)[-2:]):
        last += 1
    counted = (number.start, scope.tokens[last - 1].end)
    draft = Draft("dual-noun", 0.85, "count", i, last, (number.start, number.end), (number.start, number.end), TWO, counted=counted)
    return _or_three(scope, draft)


def _shown_dual(scope: Scope, i: int) -> str | None:
    """The proclitics of a word that could be a plural too, and that what follows shows to be a dual: ممثلين ... عنهما."""
    form = scope.form(i)
    if scope.form(i + 1) in BOTH and not form.startswith("ال"):
        return ""
    shown = next((j for j in range(i + 1, min(scope.last, i + 16)) if scope.form(j) in OF_TWO), None)
    if shown is None or any(j in scope.numbered for j in range(i + 1, shown)):
        return None
    return next((prefix for prefix, stem in stems(form) if prefix in PROCLITICS and stem in sound_duals()), None)


@lru_cache(maxsize=8192)
def _known_dual(form: str) -> str | None:
    """The proclitics of a folded word that is an indefinite dual, None when it is not known to be one."""
    for prefix, stem in stems(form):
        if prefix in PROCLITICS and stem in duals():
            return prefix
    for prefix, stem in stems(form):
        if prefix in PROCLITICS and (_is_feminine_dual(stem) or _is_masculine_dual(stem)):
            return prefix
    return None


def _is_feminine_dual(form: str) -> bool:
    """سفينتان from سفينة: تان/تين after the stem of an ordinary word in ة; no name ends so by chance (بوتين)."""
    stem = form[:-3]
    if len(stem) < 3 or form[-3] != "ت" or form.startswith("ال") or form in names():
        return False
    return stem + "ه" in words() and stem not in words() and form not in words()


def _is_masculine_dual(form: str) -> bool:
    """خيارين from خيار: ين after an ordinary noun whose plural cannot end so.

    Participles (مـ, فاعل), nouns of profession (فعال) and adjectives (فعيل, nisba) have a plural in ين.
    """
    stem = form[:-2]
    if not form.endswith("ين") or not 3 <= len(stem) <= 7 or form in names() or form in words() or words().get(stem) != "noun":
        return False
    second_or_third = len(stem) == 4 and (stem[1] == "ا" or stem[2] in "اي")
    return stem not in NO_DUAL and stem[0] not in "متا" and stem[-1] not in "يءه" and not second_or_third


def _is_dual_adjective(scope: Scope, i: int) -> bool:
    """Whether the word agrees with a dual right before it (غارتين جديدتين), or with اثنان."""
    before, form = scope.form(i - 1), scope.form(i)
    if any(prefix in PROCLITICS and stem in duals() for prefix, stem in stems(form)):
        return False
    return before.endswith(ENDINGS) and len(before) > 4 and not is_particle(before)


def _is_dual_agreement(scope: Scope, i: int, case: str) -> bool:
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
