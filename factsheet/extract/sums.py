"""Claims that several numbers make together: units of one measurement, halves, and ranges of measured numbers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from factsheet.extract.claim_draft import Draft, Scope
from factsheet.extract.measured import unit_draft
from factsheet.extract.numbers import AND, BETWEEN, DASHES, FROM, TO, Number, skipped, tells_change
from factsheet.extract.word_shape import is_particle
from factsheet.lexicon import units
from factsheet.lexicon.numbers import reading
from factsheet.lexicon.units import Unit

HALVED = frozenset(("duration", "age", "measure", "money"))
"""Kinds of claims to which ونصف may add half of their unit."""


def one_measurement(scope: Scope, a: Draft, b: Draft) -> Draft | None:
    """15 دقيقة و25.48 ثانية: both in the smaller unit, one claim. None where they are two measurements."""
    if a.value is None or b.value is None or not _is_and(scope, a.last, b.first):
        return None
    if a.kind == b.kind == "money":
        return _with_subunit(a, b)
    if a.scale is None or b.scale is None or a.scale[0] != b.scale[0] or a.scale[1] <= b.scale[1]:
        return None
    return _both(a, b, "sum-of-units", value=a.value * a.scale[1] / b.scale[1] + b.value)


def _both(a: Draft, b: Draft, rule: str, value: Decimal | None) -> Draft:
    """The second claim, begun where the first does."""
    number, span = (a.number[0], b.number[1]), (a.span[0], b.span[1])
    return replace(b, rule=rule, first=a.first, number=number, span=span, value=value)


def _with_subunit(a: Draft, b: Draft) -> Draft | None:
    """20 دولارا و43 سنتا = 20.43 of the currency."""
    if a.currency is None or b.currency is None or a.value is None or b.value is None:
        return None
    parts = b.currency.subunit_of.get(a.currency.form)
    if parts is None:
        return None
    both = _both(a, b, "sum-of-units", value=a.value + b.value / parts)
    return replace(both, unit=a.unit, notes=a.notes, currency=a.currency)


def _is_and(scope: Scope, first: int, last: int) -> bool:
    """Whether nothing but و joins token `last` to what ends before token `first`."""
    if last == first:
        word = reading(scope.form(last))
        return scope.form(last).startswith("و") and (word is None or word.prefix == "و")
    return last == first + 1 and scope.form(first) in AND


def half_more(scope: Scope, number: Number, last: Draft | None) -> Draft | None:
    """عام ونصف، عامين ونصف العام، ثلاثة أيام ونصف: the unit before it and a fraction of one.

    Not where the fraction is of another unit (دقيقة ونصف ثانية).
    """
    word = reading(scope.form(number.first))
    if word is None or word.kind != "fraction" or number.value is None or not 0 < number.value < 1:
        return None
    at = number.first - (word.prefix != "و")
    if word.prefix != "و" and scope.form(at) not in AND:
        return None
    if scope.match(units.after_numbers(), number.last, ("",)) is not None:
        return None
    end = _of_unit(scope, number.last)
    if last is not None and last.last == at and last.value is not None and last.kind in HALVED:
        span = (last.span[0], scope.tokens[end - 1].end)
        value = last.value + number.value * _factor(scope, last)
        return replace(last, rule="half-more", last=end, number=(last.number[0], number.end), span=span, value=value)
    found = _singular_before(scope, at)
    if found is None:
        return None
    first, entry = found
    one_and = replace(number, first=first, start=_start(scope, first), value=1 + number.value, last=end)
    draft = unit_draft(scope, one_and, entry, end)
    draft.rule, draft.confidence = "half-more", 0.9
    return draft


def _factor(scope: Scope, draft: Draft) -> Decimal:
    """How many of the draft's unit one of the words used is (a decade is ten years)."""
    at = draft.last - 1
    found = scope.match(units.after_numbers(), at, ("",)) or scope.match(units.duals(), at)
    return found.entry.factor if found else Decimal(1)


def _of_unit(scope: Scope, i: int) -> int:
    """Token after the definite unit that a fraction may be of (ونصف العام)."""
    found = scope.match(units.singulars(), i)
    return found.last if found and found.prefix == "ال" else i


def _singular_before(scope: Scope, at: int) -> tuple[int, Unit] | None:
    """(token, unit) of the singular unit without article that ends before token `at`."""
    for first in (at - 2, at - 1):
        found = scope.match(units.singulars(), first)
        if found and found.last == at and not found.prefix.endswith("ال") and first not in scope.dated:
            return first, found.entry
    return None


def _start(scope: Scope, i: int) -> int:
    """Raw offset where the unit at token i begins, after proclitics."""
    found = scope.match(units.singulars(), i)
    return scope.tokens[i].start + skipped(scope.tokens[i].text, len(found.prefix) if found else 0)


def unit_and_more(scope: Scope, draft: Draft) -> Draft | None:
    """ساعة و20 دقيقة: one of a greater unit, said without a number, and the claim after it."""
    at = draft.first - 1 if scope.form(draft.first - 1) in AND else draft.first
    if (at == draft.first and not _is_and(scope, at, at)) or draft.scale is None or draft.value is None:
        return None
    found = _singular_before(scope, at)
    if found is None or not found[1].scale or found[1].dimension != draft.scale[0] or found[1].scale <= draft.scale[1]:
        return None
    first, entry = found
    start = _start(scope, first)
    value = found[1].scale * entry.factor / draft.scale[1] + draft.value
    number, span = (start, draft.number[1]), (start, draft.span[1])
    return replace(draft, rule="sum-of-units", first=first, number=number, span=span, value=value)


def and_one(scope: Scope, draft: Draft) -> Draft:
    """ساعتين ودقيقة: the claim and one of a lesser unit, said without a number, where nothing more follows it."""
    at = draft.last + 1 if scope.form(draft.last) in AND else draft.last
    if at >= scope.last or draft.scale is None or draft.value is None or draft.kind == "money":
        return draft
    found = scope.match(units.singulars(), at, ("و",) if at == draft.last else ("",))
    if found is None or found.entry.dimension != draft.scale[0] or not found.entry.scale:
        return draft
    ended = found.last == scope.last or scope.tokens[found.last].kind == "punct" or is_particle(scope.form(found.last))
    if found.entry.factor != 1 or found.entry.scale >= draft.scale[1] or not ended:
        return draft
    value = draft.value * draft.scale[1] / found.entry.scale + 1
    number, span = (draft.number[0], draft.number[1]), (draft.span[0], scope.tokens[found.last - 1].end)
    both = replace(draft, rule="sum-of-units", last=found.last, number=number, span=span, value=value)
    both.unit, both.scale = found.entry.unit, (draft.scale[0], found.entry.scale)
    return both


def one_range(scope: Scope, a: Draft, b: Draft) -> Draft | None:
    """من ثلاث سنوات إلى خمس سنوات، بين 20% و30%: two claims of one unit as one range."""
    if a.value is None or b.value is None or a.value >= b.value or a.kind != b.kind or a.kind == "count":
        return None
    if a.unit != b.unit and not (a.unit and b.unit and b.unit.startswith(a.unit + "/")):
        return None
    before = scope.form(scope.before(a.first))
    between = scope.form(a.last) if b.first == a.last + 1 else ""
    of_length = a.scale is not None and a.scale[0] == "length"
    spread = between in TO and before in FROM | BETWEEN
    spread = spread and not tells_change(scope.tokens, scope.first, a.first, of_length=of_length)
    if not (spread or between in DASHES or (before in BETWEEN and _is_and(scope, a.last, b.first))):
        return None
    return replace(_both(a, b, "range-of-units", value=None), low=a.value, high=b.value)
