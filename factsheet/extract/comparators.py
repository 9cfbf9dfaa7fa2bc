"""Which comparator stands before or after a number: أكثر من 70، لا تزيد نسبتها على 23%، 30 شخصا على الأقل."""

from __future__ import annotations

from factsheet.extract.claim_draft import PREFIXES, Draft, Scope
from factsheet.lexicon.amounts import table as amounts
from factsheet.lexicon.comparators import ComparatorWord, after_numbers, before_numbers, prepositions
from factsheet.lexicon.number_contexts import words as context
from factsheet.schema import Comparator
from factsheet.text import fold

REACH = 9
"""Most tokens between the beginning of a comparator and its number."""
SUBJECT = 4
"""Most tokens between a verb and its preposition or number: its subject (لا يتجاوز عدد سكانها الـ500)."""
OF = fold("من")
WITHOUT = frozenset(map(fold, ("من", "بدون", "ب")))
MORE_OR_LESS = frozenset(map(fold, ("أكثر", "وأكثر", "فأكثر", "أقل", "وأقل", "فأقل")))
SKIPPED = frozenset('،,)"»”')


def comparator_of(scope: Scope, draft: Draft) -> Comparator:
    """The comparator of a claim; "exact" where there is none."""
    return _before(scope, draft.first) or _after(scope, draft.last) or "exact"


def _before(scope: Scope, first: int) -> Comparator | None:
    """The earliest comparator that reaches the number: لا يتجاوز wins over يتجاوز."""
    number = scope.before(first) + 1
    while number > scope.first and scope.tokens[number - 1].kind == "mark":
        number -= 1
    for i in range(max(scope.first, number - REACH), number):
        if scope.tokens[i].kind != "word":
            continue
        match = scope.match(before_numbers(), i, PREFIXES)
        if match and match.last <= number and _reaches(scope, match.entry, i, match.last, number):
            return match.entry.comparator
    return None


def _reaches(scope: Scope, entry: ComparatorWord, first: int, last: int, number: int) -> bool:
    """Whether only links, or a verb's subject and preposition, stand between a comparator and token `number`."""
    if entry.form == "دون" and scope.form(first - 1) in WITHOUT:
        return False
    links = context("link")
    if entry.then is None:
        return number - last <= 2 and all(scope.form(i) in links for i in range(last, number))
    if entry.then:
        number -= 1
        while number > last and scope.form(number) in links and scope.form(number) not in prepositions(entry):
            number -= 1
        if number < last or scope.form(number) not in prepositions(entry):
            return False
    return last == number or (number - last <= SUBJECT and _is_subject(scope, last, number))


def _is_subject(scope: Scope, first: int, last: int) -> bool:
    """Whether the tokens between a verb and its number are its subject, a noun of amount."""
    words = [scope.tokens[i] for i in range(first, last)]
    return words[0].form in amounts() and all(t.kind == "word" for t in words)


def _after(scope: Scope, last: int) -> Comparator | None:
    """The comparator right after the claim, or past a comma and a mark."""
    at = last
    while at < scope.last and at - last < 2 and scope.form(at) in SKIPPED:
        at += 1
    for i in dict.fromkeys((last, at)):
        match = scope.match(after_numbers(), i, ("",))
        if match and not _begins_another(scope, match.last):
            return match.entry.comparator
    return None


def _begins_another(scope: Scope, last: int) -> bool:
    """Whether وأكثر من belongs to the number that follows: 18 قتيلا وأكثر من 70 جريحا."""
    return scope.form(last) == OF and scope.form(last - 1) in MORE_OR_LESS
