"""Ages: lengths of time that say how old someone is, and numbers that do so without a unit."""

from __future__ import annotations

from factsheet.extract.claim_draft import ARTICLES, Draft, Scope, draft_of
from factsheet.extract.numbers import Number
from factsheet.lexicon.amounts import table as amounts
from factsheet.lexicon.number_contexts import words as context
from factsheet.lexicon.number_contexts import words_and
from factsheet.text import fold

OF, AT_AGE = fold("من"), fold("سن")
COMMAS, CLOSERS = frozenset(",،"), frozenset(",،)")
ENDS = frozenset(",،؛:")
OLDEST = 110


def age_alone(scope: Scope, number: Number) -> Draft | None:
    """An age without its unit: سن الـ18، في الستين من عمره."""
    before = scope.form(scope.before(number.first))
    of_age = before.endswith(AT_AGE) and _names_age(before)
    if not of_age and not (scope.form(number.last) == OF and _names_age(scope.form(number.last + 1))):
        return None
    draft = draft_of(number, "age-alone", "age", 0.9, number.last, number.end)
    draft.unit = "year"
    return draft


def is_age(scope: Scope, draft: Draft) -> bool:
    """Whether a length of time says how old someone is: البالغ من العمر 27 عاما، (37 عاما)، صاحب الـ61 عاما."""
    first, last = draft.first, draft.last
    while scope.form(first - 1) in ARTICLES:
        first -= 1
    if scope.form(first - 1) == "(" and scope.form(last) == ")":
        return True
    if scope.form(last) == OF and _names_age(scope.form(last + 1)):
        return True
    if _is_owned(scope.form(scope.before(first))) or _is_near_age(scope, first):
        return True
    plain = draft.unit == "year" and draft.value is not None and 1 < draft.value < OLDEST
    apposed = scope.form(first - 1) in COMMAS and scope.form(last) in CLOSERS
    return plain and (apposed or _is_reached(scope, first))


def _is_near_age(scope: Scope, first: int) -> bool:
    """Whether one of the five words before, no number or comma between, is عمر or سن: أعمارهم تقل عن 18 عاما."""
    for i in range(first - 1, max(scope.first, first - 5) - 1, -1):
        if i in scope.numbered or scope.form(i) in ENDS:
            return False
        if _names_age(scope.form(i)):
            return True
    return False


def _is_reached(scope: Scope, first: int) -> bool:
    """Whether someone reaches the years: ويبلغ والدها 45 عاما, but not بلغت مدة العقد 5 أعوام."""
    for i in range(first - 1, max(scope.first, first - 4) - 1, -1):
        form = scope.form(i)
        if form in words_and("reaches_age"):
            return True
        if form in amounts() or form in ENDS:
            return False
    return False


def _is_owned(form: str) -> bool:
    """Whether a word is one whose bearer has the age: صاحب، ذو، ابن."""
    return form in context("age_owner") or (len(form) > 3 and form[0] in "ولب" and form[1:] in context("age_owner"))


def _names_age(form: str) -> bool:
    entry = amounts().get(form) or (amounts().get(form[1:]) if form[:1] in ("و", "ب", "ل", "ف") else None)
    return entry is not None and entry.kind == "age"
