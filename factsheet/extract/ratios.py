"""Ratios: a part of a whole (ثلثا الأعضاء، 3 من كل 10) and multiples (ثلاثة أضعاف)."""

from __future__ import annotations

from factsheet.extract.claim_draft import Draft, Scope, draft_of
from factsheet.extract.noun_phrase import partitive_end
from factsheet.extract.numbers import Number
from factsheet.extract.word_shape import is_definite
from factsheet.lexicon.number_contexts import words as context
from factsheet.lexicon.number_contexts import words_and
from factsheet.lexicon.numbers import reading
from factsheet.text import fold

OF, EACH, WHAT = fold("من"), fold("كل"), fold("ما")
FOLD = frozenset(map(fold, ("أضعاف", "ضعفا", "ضعف", "أضعافه", "أضعافها")))
TIMES = frozenset(map(fold, ("مرات", "مرة")))
AS_SHARE = frozenset(map(fold, ("بنسبة", "إلى", "بمقدار", "نسبة", "بواقع", "بنحو", "نحو", "حوالي", "من")))
"""Words after which النصف alone is an amount (بنسبة النصف)."""
THEIRS = ("هم", "ها", "ه", "هن")


def of_each(scope: Scope, number: Number) -> Draft | None:
    """N من كل M, N من بين كل M: its value is N / M."""
    i = number.last
    if scope.form(i) != OF or number.value is None:
        return None
    each = next((j for j in (i + 1, i + 2) if scope.form(j) == EACH), None)
    whole = scope.numbered.get(each + 1) if each is not None else None
    if whole is None or not whole.value or whole.value < number.value:
        return None
    draft = draft_of(number, "ratio-of-each", "ratio", 0.9, whole.last, whole.end)
    draft.number, draft.value = (number.start, whole.end), number.value / whole.value
    return draft


def part(scope: Scope, number: Number) -> Draft | None:
    """A fraction of something definite: نصف السكان، ثلثاهم، ثلثي ما تم تحريره."""
    word = reading(scope.form(number.first))
    i = number.last
    if number.value is None or not 0 < number.value < 1 or word is None or scope.form(i) in context("names_half"):
        return None
    if word.definite:
        share = scope.form(scope.before(number.first)) in AS_SHARE
        return draft_of(number, "ratio-part", "ratio", 0.7, i, number.end) if share else None
    if scope.form(i) in (WHAT, OF) or scope.form(number.first).endswith(THEIRS):
        return draft_of(number, "ratio-part", "ratio", 0.85, i, number.end)
    last = partitive_end(scope, i)
    if last == i:
        return None
    owned = scope.form(last - 1).endswith(THEIRS)
    if not owned and not any(is_definite(scope.tokens[j]) for j in range(i, last)):
        return None
    draft = draft_of(number, "ratio-part", "ratio", 0.9, last, scope.tokens[last - 1].end)
    draft.counted = (scope.tokens[i].start, scope.tokens[last - 1].end)
    return draft


def multiple(scope: Scope, number: Number) -> Draft | None:
    """ثلاثة أضعاف, and تضاعف ثلاث مرات."""
    i = number.last
    if scope.form(i) in FOLD:
        return draft_of(number, "ratio-fold", "ratio", 0.9, i + 1, scope.tokens[i].end)
    near = range(number.first - 4, number.first)
    if scope.form(i) in TIMES and any(scope.form(j) in words_and("multiplied") for j in near):
        return draft_of(number, "ratio-times", "ratio", 0.85, i + 1, scope.tokens[i].end)
    return None
