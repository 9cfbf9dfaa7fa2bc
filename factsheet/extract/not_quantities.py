"""Numbers that count and measure nothing: labels, codes, scores, clock times, telephone numbers, list numbers."""

from __future__ import annotations

from factsheet.extract.claim_draft import Scope
from factsheet.extract.numbers import DASHES, Number
from factsheet.lexicon.currencies import symbols
from factsheet.lexicon.labels import last_words
from factsheet.text import fold

GLUED = DASHES | {"/", ":", "+", "#", "@", "_", "=", "&"}
COMMAS = frozenset(",،")
ONE_OF = frozenset(map(fold, ("واحد", "واحدة", "أحد", "إحدى", "واحدا")))
OF = fold("من")
HALF_OF_DAY = frozenset(map(fold, "صباحا مساء ظهرا فجرا ليلا عصرا بتوقيت بالتوقيت غرينتش".split()))


def is_label(scope: Scope, number: Number) -> bool:
    """Whether the number names or orders something: القرار 242، إف-16، كوفيد-19، المادتان 5 و9."""
    first = number.first
    while True:
        i = scope.before(first)
        if scope.form(i) in DASHES and not scope.tokens[first].space:
            i -= 1
        before = i - 1 if scope.form(i) in COMMAS else i
        if before not in scope.numbered or scope.tokens[before].kind != "number":
            return _labels(scope, i)
        first = before


def _labels(scope: Scope, i: int) -> bool:
    """Whether a label ends at token i."""
    phrases = last_words().get(_bare(scope.form(i)), frozenset()) | last_words().get(scope.form(i), frozenset())
    for words in phrases:
        first = i - len(words) + 1
        if first >= scope.first and all(scope.form(first + k) == word for k, word in enumerate(words[:-1])):
            return True
    return False


def _bare(form: str) -> str:
    """A folded word without و ف ب ل ك before its article or itself."""
    if form.startswith("لل"):
        return "ا" + form[1:]
    return form[1:] if len(form) > 3 and form[0] in "وفبلك" else form


def is_code(scope: Scope, number: Number) -> bool:
    """Whether the digits are part of a code, a score, a clock time, a date or an address: G7، 2-1، 10:30، 5+1."""
    if number.form == "words":
        return False
    before, after = scope.form(number.first - 1), scope.form(number.last)
    glued_before = before and not scope.tokens[number.first].space
    glued_after = after and not scope.tokens[number.last].space
    if glued_before and scope.tokens[number.first - 1].kind == "latin":
        return symbols().at(scope.tokens, number.first - 1, ("",)) is None
    if glued_before and before in GLUED:
        return before not in DASHES or not _is_sign(scope, number.first - 1)
    if glued_after and scope.tokens[number.last].kind == "latin":
        return True
    if glued_after and after in GLUED | {"."}:
        return number.last + 1 < scope.last and scope.tokens[number.last + 1].kind in ("number", "latin", "word")
    return _is_telephone(scope, number)


def _is_sign(scope: Scope, i: int) -> bool:
    """Whether the dash at token i stands alone before its number: a minus sign, or a dash of the list."""
    return scope.tokens[i].space and (i == scope.first or scope.tokens[i - 1].kind != "number")


def is_score(scope: Scope, number: Number) -> bool:
    """Whether a dash joins the number to another that is no greater (2-1، 3 - صفر), or the range is one of goals (1-2)."""
    if number.low is not None:
        between = [scope.form(i) for i in range(number.first, number.last)]
        return any(form in DASHES for form in between) and number.high is not None and number.high < 10
    for dash, other in ((number.last, number.last + 1), (number.first - 1, number.first - 2)):
        if scope.form(dash) in DASHES and scope.first <= other < scope.last:
            token = scope.tokens[other]
            if token.kind == "number" or token.form == fold("صفر"):
                return True
    return False


def _is_telephone(scope: Scope, number: Number) -> bool:
    text = scope.tokens[number.first].form
    return number.last == number.first + 1 and text.isdecimal() and (len(text) > 10 or (len(text) > 1 and text[0] == "0"))


def is_list_number(scope: Scope, number: Number) -> bool:
    """Whether the number opens its line and a point, dash or bracket follows: 1- ، 2. ، 3)."""
    after = scope.form(number.last)
    token = scope.tokens[number.first]
    if number.first != scope.first or not after or after not in DASHES | {".", ")", ":", "/"}:
        return False
    return token.kind == "number" and scope.doc.paragraph_at(token.start).start >= token.start - 1


def is_clock(scope: Scope, number: Number) -> bool:
    """Whether the number is an hour: 10 صباحا."""
    return number.value is not None and number.value <= 24 and scope.form(number.last) in HALF_OF_DAY


def is_one_of(scope: Scope, number: Number) -> bool:
    """Whether واحد means "one of": واحد من أبرز، واحدة من."""
    return number.value == 1 and scope.form(number.first) in ONE_OF and scope.form(number.last) == OF
