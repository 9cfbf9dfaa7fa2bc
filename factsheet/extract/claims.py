"""Numeric claims: numbers that count or measure something.

A number becomes a claim when a rule finds what it is of: a unit, a currency, a counted noun, a whole, or a word such as
عدد that says what a number alone counts. What no rule takes is left out, since most bare numbers are labels or dates.

Notes: ambiguous_separator (1.200: value None where nothing tells what the point is) · decimal_ra (5ر2) ·
currency_unknown · currency_from_context (the article's only country with such a currency) · relative_to_publication
(قبل ثلاثة أيام) · counted_from: and what it is counted from (قبل عام من الموعد) · too_many_digits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, localcontext
from functools import partial

from factsheet.extract import ages, counted, measured, money, not_quantities, ratios, repeated, sums
from factsheet.extract.claim_draft import Draft, Scope, draft_of
from factsheet.extract.comparators import comparator_of
from factsheet.extract.digit_tokens import point_in
from factsheet.extract.duals import dual, is_dual_shape
from factsheet.extract.noun_phrase import partitive_end
from factsheet.extract.numbers import Number
from factsheet.schema import Claim, DateMention, Span
from factsheet.text import Document, Sentence, fold

Rule = Callable[[Scope, Number], Draft | None]

MEASURED: tuple[Rule, ...] = (
    money.money,
    measured.unit,
    measured.percent_before,
    measured.unit_before,
    measured.unit_one,
    ratios.of_each,
)
"""Rules that hold whatever stands before the number."""
COUNTED: tuple[Rule, ...] = (
    ratios.multiple,
    counted.before_number,
    ages.age_alone,
    ratios.part,
    counted.of_number,
    counted.of_noun,
    counted.one,
    counted.after_number,
    counted.of_amount,
    counted.compared,
    counted.in_words,
)
"""Rules for numbers that are no label, code, score or hour."""
NOT_COUNTED = (not_quantities.is_label, not_quantities.is_hour, not_quantities.is_one_of, not_quantities.is_score)
BEFORE, SINCE = frozenset(map(fold, ("قبل", "وقبل"))), frozenset(map(fold, ("منذ", "مذ", "ومنذ")))
OF = fold("من")
_DIGITS = 60
LONGEST_SENTENCE, NEAR = 2000, 40
"""Characters of a sentence that is shown whole, and tokens shown on each side of a claim in a longer one."""


def find_claims(doc: Document, numbers: Sequence[Number], dates: Sequence[DateMention]) -> list[Claim]:
    """Claims in text order with ids c1, c2, ...; numbers inside a date's span are left out."""
    dated = frozenset(i for d in dates for i in range(*doc.token_range(d.span.start, d.span.end)))
    claims: list[Claim] = []
    codes: dict[str, str | None] = {}
    point = point_in(doc.tokens)
    firsts = [n.first for n in numbers]
    for sentence in doc.sentences:
        mine = numbers[bisect_left(firsts, sentence.first) : bisect_left(firsts, sentence.last)]
        if not doc.is_article(sentence.start):
            continue
        scope = Scope(doc, doc.tokens, sentence.first, sentence.last, dated, {n.first: n for n in mine}, codes, point)
        for draft in _joined(scope, _drafts(scope, mine)):
            claims.append(_claim(scope, draft, sentence, f"c{len(claims) + 1}"))
    return claims


def _drafts(scope: Scope, numbers: Sequence[Number]) -> Iterator[Draft]:
    """The claims of one sentence before they are joined: of its numbers and its duals, in order."""
    places = {n.first: n for n in numbers if not n.ordinal}
    done = scope.first
    last: Draft | None = None
    for i in range(scope.first, scope.last):
        if i < done or i in scope.dated:
            continue
        number = places.get(i)
        if number is not None:
            draft = sums.half_more(scope, number, last) or _of_number(scope, number, last)
            if draft is not None and last is not None and draft.span[0] == last.span[0]:
                last = None
        elif is_dual_shape(scope.tokens[i].form):
            draft = dual(scope, i)
        else:
            continue
        if draft is not None:
            if last is not None:
                yield last
            last, done = draft, draft.last
    if last is not None:
        yield last


def _of_number(scope: Scope, number: Number, previous: Draft | None) -> Draft | None:
    if any(i in scope.dated for i in range(number.first, number.last)) or not_quantities.is_list_number(scope, number):
        return None
    if not_quantities.is_code(scope, number):
        return None
    for rule in MEASURED:
        draft = rule(scope, number)
        if draft is not None:
            return _vague(measured.pointed(scope, draft, number), number)
    if any(test(scope, number) for test in NOT_COUNTED):
        return None
    if draft := counted.carried(scope, number, previous) or repeated.repeated(scope, number, previous):
        return draft
    for rule in COUNTED:
        draft = rule(scope, number)
        if draft is not None:
            return _vague(counted.inherited(scope, draft, previous), number)
    return draft_of(number, "vague", "vague", 0.7, number.last, number.end) if number.form == "vague" else None


def _vague(draft: Draft, number: Number) -> Draft:
    return replace(draft, kind="vague") if number.form == "vague" else draft


def _joined(scope: Scope, drafts: Iterator[Draft]) -> Iterator[Draft]:
    """Drafts that are one measurement or one range put together."""
    held: Draft | None = None
    for draft in map(partial(sums.and_one, scope), drafts):
        if held is None:
            held = sums.unit_and_more(scope, draft) or draft
            continue
        both = sums.one_measurement(scope, held, draft) or sums.one_range(scope, held, draft)
        if both is None:
            yield held
            held = sums.unit_and_more(scope, draft) or draft
        else:
            held = both
    if held is not None:
        yield held


def _claim(scope: Scope, draft: Draft, sentence: Sentence, name: str) -> Claim:
    doc = scope.doc
    start, end = draft.span
    if doc.text[start - 1 : start] == "(" and ")" in doc.text[start:end] and "(" not in doc.text[start:end]:
        draft.span = (start - 1, end)
    comparator = comparator_of(scope, draft)
    if draft.kind == "duration":
        if ages.is_age(scope, draft):
            draft.kind = "age"
        else:
            draft.notes += _anchor(scope, draft)
    amounts = [_plain(amount) for amount in (draft.value, draft.low, draft.high)]
    if not all(amount is None or _has_json(amount) for amount in amounts):
        amounts, draft.notes = [None, None, None], (*draft.notes, "too_many_digits")
    value, low, high = amounts
    return Claim(
        id=name,
        rule=draft.rule,
        confidence=draft.confidence,
        span=doc.span(*draft.span),
        number=doc.span(*draft.number),
        value=value,
        low=low,
        high=high,
        comparator=comparator,
        kind=draft.kind,
        unit=draft.unit,
        counted=doc.span(*draft.counted) if draft.counted else None,
        sentence=_sentence(scope, draft, sentence),
        paragraph=doc.paragraph_at(draft.span[0]).index,
        notes=tuple(dict.fromkeys(draft.notes)),
    )


def _sentence(scope: Scope, draft: Draft, sentence: Sentence) -> Span:
    """The claim's sentence; of one too long to be read, the words near the claim."""
    if sentence.end - sentence.start <= LONGEST_SENTENCE:
        return scope.doc.span(sentence.start, sentence.end)
    first, last = max(scope.first, draft.first - NEAR), min(scope.last, draft.last + NEAR)
    return scope.doc.span_of(first, last - 1)


def _plain(value: Decimal | None) -> Decimal | None:
    """Without trailing zeros or exponent, and to ten decimal digits."""
    if value is None:
        return None
    if value == value.to_integral_value():
        return Decimal(int(value))
    with localcontext(prec=_DIGITS):
        return round(value, 10).normalize()


def _has_json(amount: Decimal) -> bool:
    """Whether a JSON number holds the amount: all whole numbers, fractions of up to fifteen digits or so."""
    return amount == amount.to_integral_value() or Decimal(repr(float(amount))) == amount


def _anchor(scope: Scope, draft: Draft) -> tuple[str, ...]:
    """What a length of time after قبل or منذ is counted from: the phrase after من, else the publication."""
    before = draft.first
    for i in range(draft.first - 1, max(scope.first, draft.first - 4) - 1, -1):
        if scope.form(i) in BEFORE | SINCE:
            before = i
            break
    if before == draft.first:
        return ()
    if scope.form(draft.last) == OF and scope.form(before) in BEFORE:
        end = partitive_end(scope, draft.last + 1)
        if end > draft.last + 1:
            return (f"counted_from: {scope.doc.span_of(draft.last + 1, end - 1).text}",)
    return ("relative_to_publication",)
