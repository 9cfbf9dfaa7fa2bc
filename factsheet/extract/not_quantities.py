"""Numbers that count and measure nothing: labels, codes, scores, clock times, telephone numbers, list numbers."""

from __future__ import annotations

from factsheet.extract.claim_draft import Scope
from factsheet.extract.counted import is_year
from factsheet.extract.numbers import DASHES, Number
from factsheet.lexicon.countables import nouns, plurals
from factsheet.lexicon.currencies import symbols
from factsheet.lexicon.labels import last_words
from factsheet.lexicon.number_contexts import words as context
from factsheet.lexicon.units import abbreviations
from factsheet.text import fold

GLUED = DASHES | frozenset("/:+#@_=&")
UNIT_SIGNS = frozenset("%٪$€£¥°")
COMMAS = frozenset(",،")
AFTER_LIST_NUMBER = DASHES | frozenset(".):/")
ONE_OF = frozenset(map(fold, ("واحد", "واحدة", "أحد", "إحدى", "واحدا")))
OF, ZERO, AND, NUMBER = fold("من"), fold("صفر"), fold("و"), fold("العدد")
LISTED = 12
"""Numbers of a list that one label may hold."""
MOST_GOALS = 10
LONGEST_AMOUNT = 10
"""Digits beyond which a number without separators is a telephone number or a code."""


def is_label(scope: Scope, number: Number) -> bool:
    """Whether the number names or orders something: القرار 242، إف-16، كوفيد-19، المادتان 5 و9."""
    first = number.first
    if scope.form(first - 1) == AND and scope.before(first) not in scope.numbered:
        return False
    if _counts(scope, number):
        return False
    for _ in range(LISTED):
        i = scope.before(first)
        if scope.form(i) in DASHES and not scope.tokens[first].space:
            i -= 1
        before = i - 1 if scope.form(i) in COMMAS else i
        if before not in scope.numbered or scope.tokens[before].kind != "number":
            return _labels(scope, i)
        first = before
    return False


def _counts(scope: Scope, number: Number) -> bool:
    """Whether a known noun after the number agrees with it, so that no word before it can be its label.

    A plural after three to ten, a singular after a hundred and more: استقبل المركز 300 مصاب. From eleven on, what is
    counted also follows the minute of a goal (في الدقيقة 20 هدفا), but not the number of an issue (بلغ العدد 20 شخصا).
    """
    form = scope.form(number.last)
    value = number.value if number.value is not None else number.high
    if value is None or form not in nouns() or is_year(scope, number):
        return False
    if form in plurals() or form.endswith(("ين", "ون")):
        return 3 <= value <= 10
    accusative = 11 <= value % 100 <= 99
    sure = value >= 100 or scope.form(scope.before(number.first)) == NUMBER
    return sure and (accusative or not form.endswith("ا"))


def _labels(scope: Scope, i: int) -> bool:
    """Whether a label ends at token i."""
    form = scope.form(i)
    for words in last_words().get(form, frozenset()) | last_words().get(_bare(form), frozenset()):
        first = i - len(words) + 1
        before = [scope.form(k) for k in range(first, i)]
        if first >= scope.first and (before == [*words[:-1]] or [_bare(before[0]), *before[1:]] == [*words[:-1]]):
            return True
    return False


def _bare(form: str) -> str:
    """A folded word without و ف ب ل ك before its article or itself."""
    if form.startswith("لل"):
        return "ا" + form[1:]
    return form[1:] if len(form) > 3 and form[0] in "وفبلك" else form


def is_code(scope: Scope, number: Number) -> bool:
    """Whether the digits are part of a code, a clock time, a date, an address or a telephone number: G7، 10:30، 5+1."""
    if number.form == "words":
        return False
    i, j = number.first - 1, number.last
    if scope.form(i) and not scope.tokens[number.first].space:
        if scope.tokens[i].kind == "latin":
            return scope.match(symbols(), i, ("",)) is None
        if scope.form(i) in GLUED:
            return scope.form(i) not in DASHES or not (is_sign(scope, i) or scope.form(i - 1) in UNIT_SIGNS)
    if scope.form(j) and not scope.tokens[j].space:
        if scope.tokens[j].kind == "latin":
            return scope.match(symbols(), j, ("",)) is None and scope.match(abbreviations(), j, ("",)) is None
        if scope.form(j) in GLUED | {"."}:
            return j + 1 < scope.last and scope.tokens[j + 1].kind in ("number", "latin", "word")
    return _is_telephone(scope, number)


def is_sign(scope: Scope, i: int) -> bool:
    """Whether the dash at token i stands alone before its number: a minus sign, or a dash of the list."""
    return scope.tokens[i].space and (i == scope.first or scope.tokens[i - 1].kind != "number")


def is_score(scope: Scope, number: Number) -> bool:
    """Whether a dash joins the number to another that is no greater (2-1، 3 - صفر), or to few more (1-2)."""
    if number.low is not None:
        dashed = any(scope.form(i) in DASHES for i in range(number.first, number.last))
        return dashed and number.high is not None and number.high < MOST_GOALS
    for dash, other in ((number.last, number.last + 1), (number.first - 1, number.first - 2)):
        if scope.form(dash) in DASHES and scope.first <= other < scope.last:
            token = scope.tokens[other]
            if token.kind == "number" or token.form == ZERO:
                return True
    return False


def _is_telephone(scope: Scope, number: Number) -> bool:
    text = scope.form(number.first)
    too_long = len(text) > LONGEST_AMOUNT or (len(text) > 1 and text[0] == "0")
    return number.last == number.first + 1 and text.isdecimal() and too_long


def is_list_number(scope: Scope, number: Number) -> bool:
    """Whether the number opens its line and a point, dash or bracket follows: 1- ، 2. ، 3)."""
    token = scope.tokens[number.first]
    if number.first != scope.first or token.kind != "number" or scope.form(number.last) not in AFTER_LIST_NUMBER:
        return False
    return scope.doc.paragraph_at(token.start).start >= token.start - 1


def is_hour(scope: Scope, number: Number) -> bool:
    """Whether the number is an hour: 10 صباحا."""
    return number.value is not None and number.value <= 24 and scope.form(number.last) in context("hour")


def is_one_of(scope: Scope, number: Number) -> bool:
    """Whether واحد means "one of": واحد من أبرز، واحدة من."""
    return number.value == 1 and scope.form(number.first) in ONE_OF and scope.form(number.last) == OF
