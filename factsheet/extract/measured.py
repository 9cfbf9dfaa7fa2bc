"""Numbers with a unit: percentages, measures, lengths of time."""

from __future__ import annotations

from factsheet.extract.claim_draft import PREFIXES, Draft, Scope, draft_of
from factsheet.extract.counted import is_definite_number
from factsheet.extract.digits import read_digits
from factsheet.extract.not_quantities import is_sign
from factsheet.extract.noun_phrase import partitive_end
from factsheet.extract.numbers import DASHES, Number, skipped
from factsheet.lexicon import units
from factsheet.lexicon.number_contexts import words as context
from factsheet.lexicon.number_contexts import words_and
from factsheet.lexicon.numbers import reading
from factsheet.lexicon.units import Unit
from factsheet.text import fold

BARE = ("",)
PERCENT = frozenset("%٪")
IN, OF, HEAT, ZERO = fold("في"), fold("من"), fold("حرار"), fold("الصفر")
EACH = frozenset(map(fold, ("/", "لكل")))
BELOW = frozenset(map(fold, ("تحت", "دون")))
DEGREES = frozenset(("C", "F", "deg"))
DECADES = frozenset(map(fold, ("عقد", "قرن")))
_NEAR = 40
"""Tokens on each side of درجة in which a word of heat makes it Celsius."""


def unit(scope: Scope, number: Number) -> Draft | None:
    """A unit right after the number: 20 بالمئة، 30 كيلومترا، ثلاثة أيام."""
    at = scope.past_marks(number.last)
    found = scope.match(units.after_numbers(), at, BARE)
    if found is None and number.form != "words" and number.last < scope.last:
        found = scope.match(units.abbreviations(), number.last, BARE)
    if found is None or not _is_unit(scope, number, found.entry, found.last):
        return None
    return unit_draft(scope, number, found.entry, found.last)


def pointed(scope: Scope, draft: Draft, number: Number) -> Draft:
    """The draft with the value of 1.200 before a unit: a decimal of percent, else as the article's other numbers say.

    None where nothing tells; before a counted noun the point groups thousands.
    """
    if "ambiguous_separator" not in number.notes or number.form != "digits" or number.value is None:
        return draft
    decimal = read_digits(scope.form(number.first))[0].decimal
    if draft.kind == "percent" or scope.point == "decimal":
        draft.value = decimal
    elif scope.point is None and draft.kind in ("money", "measure", "duration"):
        draft.value = None
    return draft


def unit_draft(scope: Scope, number: Number, entry: Unit, last: int) -> Draft:
    """The claim that a number of units makes, its unit ending before token `last`."""
    draft = draft_of(number, entry.kind, entry.kind, 0.97, last, scope.tokens[last - 1].end)
    draft.unit = _symbol(scope, entry, number.first)
    for name in ("value", "low", "high"):
        amount = getattr(draft, name)
        if amount is not None:
            setattr(draft, name, amount * entry.factor)
    per = _per(scope, entry, last)
    if per is not None:
        last, draft.unit = per[0], f"{draft.unit}/{per[1]}"
        draft.last, draft.span = last, (draft.span[0], scope.tokens[last - 1].end)
    elif entry.dimension and entry.scale and entry.factor == 1:
        draft.scale = (entry.dimension, entry.scale)
    if draft.value and (draft.unit in DEGREES or draft.unit == "%") and _is_minus(scope, number.first):
        draft.value, draft.first = -draft.value, number.first - 1
        start = scope.tokens[number.first - 1].start
        draft.number, draft.span = (start, draft.number[1]), (start, draft.span[1])
    if draft.unit in DEGREES and scope.form(last) in BELOW and scope.form(last + 1) == ZERO and draft.value:
        draft.value, draft.last = -draft.value, last + 2
        draft.span = (draft.span[0], scope.tokens[last + 1].end)
    if entry.kind == "percent" and scope.form(last) == OF:
        end = partitive_end(scope, last + 1)
        if end > last + 1:
            draft.counted = (scope.tokens[last + 1].start, scope.tokens[end - 1].end)
    return draft


def _is_minus(scope: Scope, first: int) -> bool:
    """Whether a minus sign is glued to the number at token `first`, and to nothing before it: -3 درجات."""
    before = scope.form(first - 1)
    return before in DASHES and not scope.tokens[first].space and is_sign(scope, first - 1) and first - 1 > scope.first


def _symbol(scope: Scope, entry: Unit, first: int) -> str | None:
    """The unit's symbol; درجة is of heat and كيلو of distance where the words near it speak of them."""
    if entry.unit == "deg" and any(HEAT in scope.form(i) for i in range(first - _NEAR, first + _NEAR)):
        return "C"
    if entry.form == "كيلو" and any(scope.form(i) in words_and("distance") for i in range(first - 5, first)):
        return "km"
    return entry.unit


def _per(scope: Scope, entry: Unit, last: int) -> tuple[int, str] | None:
    """(token after, symbol) of the unit that a mass is divided by: ميكروغرام لكل متر مكعب، مليغرام/ديسيلتر."""
    if entry.dimension != "mass" or scope.form(last) not in (*EACH, IN):
        return None
    prefixes = ("ال",) if scope.form(last) == IN else BARE
    for phrases in (units.after_numbers(), units.abbreviations()):
        found = scope.match(phrases, last + 1, prefixes)
        if found and found.entry.kind == "measure" and found.entry.unit:
            return found.last, found.entry.unit
    return None


def _is_unit(scope: Scope, number: Number, entry: Unit, last: int) -> bool:
    """عقود and قرون are time only beside words of time: the same words are contracts and horns."""
    return fold(entry.form) not in DECADES or is_time(scope, number.first, last)


def is_time(scope: Scope, first: int, last: int) -> bool:
    """Whether what stands before token `first` or from token `last` on makes عقود and قرون a length of time."""
    before = scope.before(first)
    if scope.form(last) == OF and scope.form(last + 1) in context("after_decades"):
        return True
    return any(scope.form(i) in words_and("before_decades") for i in (before, before - 1))


def percent_before(scope: Scope, number: Number) -> Draft | None:
    """A percent sign typed before its number: %20."""
    i = number.first - 1
    if scope.form(i) not in PERCENT or scope.tokens[number.first].space or scope.form(number.last) in PERCENT:
        return None
    if i > scope.first and scope.tokens[i - 1].kind == "number" and not scope.tokens[i].space:
        return None
    draft = draft_of(number, "percent-before", "percent", 0.9, number.last, number.end)
    draft.first, draft.span, draft.unit = i, (scope.tokens[i].start, number.end), "%"
    return draft


def unit_before(scope: Scope, number: Number) -> Draft | None:
    """A definite plural of time before its number: الأيام الـ365 المقبلة، السنوات العشر."""
    i = scope.before(number.first)
    if number.value is None or number.value < 3 or i < scope.first or i in scope.dated:
        return None
    found = scope.match(units.plurals(), i)
    if found is None or found.last != i + 1 or not found.prefix.endswith("ال") or not is_definite_number(scope, number):
        return None
    draft = unit_draft(scope, number, found.entry, number.last)
    draft.rule, draft.first, draft.counted = "unit-before", i, None
    draft.span = (_start(scope, i, found.prefix.removesuffix("ال")), number.end)
    return draft


def unit_one(scope: Scope, number: Number) -> Draft | None:
    """A singular unit and واحد after it: عام واحد، كيلومتر واحد."""
    i = number.first - 1
    word = reading(scope.form(number.first))
    if number.value != 1 or word is None or word.definite or word.prefix or i < scope.first or i in scope.dated:
        return None
    found = scope.match(units.singulars(), i, PREFIXES)
    if found is None or found.last != number.first:
        return None
    draft = unit_draft(scope, number, found.entry, number.last)
    draft.rule, draft.first, draft.confidence = "unit-one", i, 0.9
    draft.span = (_start(scope, i, found.prefix), number.end)
    return draft


def _start(scope: Scope, i: int, prefix: str) -> int:
    """Raw offset where token i begins, after proclitics."""
    token = scope.tokens[i]
    return token.start + skipped(token.text, len(prefix))
