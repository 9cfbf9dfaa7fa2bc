"""Ratios: a part of a whole (ثلثا الأعضاء، 3 من كل 10) and multiples (ثلاثة أضعاف)."""

from __future__ import annotations

from factsheet.extract.claim_draft import Draft, Scope, draft_of
from factsheet.extract.noun_phrase import is_definite, partitive_end
from factsheet.extract.numbers import Number
from factsheet.lexicon.numbers import reading
from factsheet.text import fold

OF, EACH = fold("من"), fold("كل")
FOLD = frozenset(map(fold, ("أضعاف", "ضعفا", "ضعف", "أضعافه", "أضعافها")))
TIMES = frozenset(map(fold, ("مرات", "مرة")))
GROWN = frozenset(map(fold, "تضاعف تضاعفت يتضاعف تتضاعف تضاعفوا مضاعفة تضاعفا".split()))
NOT_PART = frozenset(
    map(
        fold,
        """نهائي النهائي نهائية النهائية سنوي سنوية السنوي السنوية شهري شهرية الشهرية الكرة كرة دائرة الخالي الأول الثاني الثالث الرابع الأخير
        الأولى الثانية الأخيرة الليل ليل القمر نقل المملوء العلوي السفلي الشمالي الجنوبي الشرقي الغربي الآخر الماراثون ماراثون مقطورة مصنعة مصنع""".split(),
    )
)
"""What follows نصف، ربع and ثلث where they name something else: نصف النهائي، الربع الأول، نصف سنوي."""
def of_each(scope: Scope, number: Number) -> Draft | None:
    """N من كل M: its value is N / M."""
    i = number.last
    if scope.form(i) != OF or number.value is None:
        return None
    at = i + 2 if scope.form(i + 1) == EACH else i + 3 if scope.form(i + 2) == EACH else 0
    whole = scope.numbered.get(at) if at else None
    if whole is None or not whole.value or whole.value < number.value:
        return None
    draft = draft_of(number, "ratio-of-each", "ratio", 0.9, whole.last, whole.end)
    draft.number = (number.start, whole.end)
    draft.value = number.value / whole.value
    return draft


def part(scope: Scope, number: Number) -> Draft | None:
    """A fraction of something definite: نصف السكان، ثلثاهم، ثلثي ما تم تحريره."""
    if number.value is None or not 0 < number.value < 1 or number.form == "digits":
        return None
    word = reading(scope.form(number.first))
    i = number.last
    following = scope.form(i)
    if following in NOT_PART or word is None:
        return None
    if word.definite:
        return draft_of(number, "ratio-part", "ratio", 0.7, i, number.end) if _is_share(scope, number) else None
    if following == fold("ما") or following == OF:
        return draft_of(number, "ratio-part", "ratio", 0.8, i, number.end)
    last = partitive_end(scope, i)
    if last > i and (any(is_definite(scope.tokens[j]) for j in range(i, last))):
        draft = draft_of(number, "ratio-part", "ratio", 0.9, last, scope.tokens[last - 1].end)
        draft.counted = (scope.tokens[i].start, scope.tokens[last - 1].end)
        return draft
    if following.endswith(("ه", "ها", "هم")) and last > i:
        return draft_of(number, "ratio-part", "ratio", 0.8, i + 1, scope.tokens[i].end)
    if scope.form(number.first).endswith(("هم", "ها", "ه", "هن")):
        return draft_of(number, "ratio-part", "ratio", 0.9, i, number.end)
    return None


def _is_share(scope: Scope, number: Number) -> bool:
    """Whether النصف stands as an amount: بنسبة النصف، إلى النصف، بمقدار الثلث."""
    before = scope.form(scope.before(number.first))
    return before in frozenset(map(fold, ("بنسبة", "إلى", "بمقدار", "نسبة", "بواقع", "بنحو", "نحو", "حوالي", "من")))


def multiple(scope: Scope, number: Number) -> Draft | None:
    """ثلاثة أضعاف, and تضاعف ثلاث مرات."""
    i = number.last
    if scope.form(i) in FOLD:
        return draft_of(number, "ratio-fold", "ratio", 0.9, i + 1, scope.tokens[i].end)
    if scope.form(i) in TIMES and any(scope.form(j) in GROWN for j in range(number.first - 1, number.first - 5, -1)):
        return draft_of(number, "ratio-times", "ratio", 0.85, i + 1, scope.tokens[i].end)
    return None
