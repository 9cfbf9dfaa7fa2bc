"""Numbers that contradict one another: parts and their total, shares of one whole, a change and its percentage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from factsheet.check.codes import finding
from factsheet.lexicon import changes
from factsheet.lexicon.shares import is_outcome, is_share_word
from factsheet.schema import Check, Claim, FactSheet
from factsheet.text import Document, fold

_AMONG = frozenset(("بينهم", "بينهن", "بينها", "منهم", "منهن", "منها", "وبينهم", "وبينها", "ومنهم", "ومنها"))
_OF_ALL = frozenset(("اصل", "اجمالي", "مجموع", "بين"))
_PAUSES = frozenset("،,-–()")
_AND = frozenset(("و", *_PAUSES))
_TO = frozenset(("الي", "الى"))
_FIRM = frozenset(("exact", "about"))
_OPEN = frozenset(("more_than", "at_least"))
_ROUNDING = Decimal("1.06")
"""What a number that is rounded may be off by."""


def totals(sheet: FactSheet, doc: Document) -> Iterator[Check]:
    """30 جريحا بينهم 20 رجلا و15 امرأة: parts that are more than their total."""
    for claims in _sentences(sheet):
        for i, (total, part) in enumerate(pairwise(claims)):
            if total.kind not in ("count", "money") or total.value is None or total.comparator in _OPEN:
                continue
            gap = [f for f in _between(doc, total, part) if f not in _PAUSES]
            if len(gap) > 6 or not _AMONG & set(gap[-2:]):
                continue
            parts = _parts(doc, total, claims[i + 1 :])
            whole = sum((p.value for p in parts if p.value is not None), Decimal(0))
            if whole > total.value * (_ROUNDING if total.comparator == "about" else 1):
                spans, facts = [total.span, *(p.span for p in parts)], [total.id, *(p.id for p in parts)]
                yield finding("parts_exceed_total", spans, facts, total=str(total.value), parts=str(whole))


def _parts(doc: Document, total: Claim, after: Sequence[Claim]) -> list[Claim]:
    """The claims that are joined by و or a comma, of the total's unit, each with a firm value."""
    parts: list[Claim] = []
    for claim in after:
        gap = _between(doc, parts[-1], claim) if parts else []
        joined = set(gap) <= _AND or (claim.kind == "money" and len(gap) <= 3 and gap[-1] == "و")
        if parts and (_is_outcome(doc, claim) or (claim.value or 0) > (total.value or 0)):
            break
        if not joined or claim.kind != total.kind or claim.unit != total.unit or claim.value is None:
            break
        if claim.comparator in ("less_than", "at_most"):
            break
        parts.append(claim)
    return parts


def _is_outcome(doc: Document, claim: Claim) -> bool:
    """Whether what is counted is an outcome beside the total rather than a part of it: the wounded after the dead."""
    place = claim.counted or claim.span
    first, stop = doc.token_range(place.start, place.end)
    return any(is_outcome(doc.tokens, i) for i in range(first, stop))


def percents(sheet: FactSheet, doc: Document) -> Iterator[Check]:
    """Percentages that do not add up: shares of one whole above 100, a share or a change that its numbers belie."""
    for claims in _sentences(sheet):
        said = [c for c in claims if c.unit == "%" and c.value is not None and c.comparator in _FIRM]
        if not said:
            continue
        whole = sum((c.value for c in said if c.value is not None), Decimal(0))
        first, stop = doc.token_range(said[0].sentence.start, said[0].sentence.end)
        if len(said) > 1 and whole > 101 and any(is_share_word(doc.tokens, i) for i in range(first, stop)):
            yield finding("shares_over_100", [c.span for c in said], [c.id for c in said], total=str(whole))
        if len(said) == 1:
            yield from _against_percent(doc, said[0], [c for c in claims if c.unit != "%"], first)


def _against_percent(doc: Document, percent: Claim, numbers: Sequence[Claim], first: int) -> Iterator[Check]:
    for a, b in pairwise(numbers):
        if a.value is None or b.value is None or a.unit != b.unit or not {a.comparator, b.comparator} <= _FIRM:
            continue
        given = _given(doc, a, b, first)
        if given is None or percent.value is None or percent.span.start < b.span.end:
            continue
        if _far(doc, b, percent):
            continue
        if abs(given - percent.value) > max(Decimal(1), percent.value * Decimal("0.06")):
            spans, facts = (percent.span, a.span, b.span), (percent.id, a.id, b.id)
            yield finding("percent_differs", spans, facts, said=str(percent.value), given=str(round(given, 1)))


def _given(doc: Document, a: Claim, b: Claim, first: int) -> Decimal | None:
    """The percentage that two numbers give: ارتفع من 200 إلى 300, or 20 من أصل 80; None where they give none."""
    gap = _between(doc, a, b)
    if a.value is None or b.value is None or not gap or len(gap) > 3:
        return None
    if gap[0] == "من" and len(gap) > 1 and gap[1] in _OF_ALL and b.value > 0 and a.kind == b.kind == "count":
        return a.value / b.value * 100
    at = doc.token_range(a.span.start, a.span.end)[0]
    if gap[0] in _TO and a.value > 0 and "من" in [t.form for t in doc.tokens[max(0, at - 2) : at]]:
        told = {t.form for t in doc.tokens[first:at]}
        return abs(b.value - a.value) / a.value * 100 if told & changes.forms() else None
    return None


def _far(doc: Document, b: Claim, percent: Claim) -> bool:
    """Whether the percentage stands too far from the numbers to be theirs."""
    return len(_between(doc, b, percent)) > 4


def counted_twice(sheet: FactSheet, doc: Document) -> Iterator[Check]:
    """One thing counted in two sentences with two numbers: مقتل 12 شخصا in the headline, مقتل 14 شخصا below."""
    seen: dict[tuple[str, str], Claim] = {}
    for claim in sheet.claims:
        key = _thing(doc, claim)
        if key is None:
            continue
        earlier = seen.setdefault(key, claim)
        if earlier.value != claim.value and earlier.sentence.start != claim.sentence.start:
            if _grew(doc, claim):
                continue
            spans, facts = (claim.span, earlier.span), (claim.id, earlier.id)
            yield finding("counted_twice", spans, facts, first=earlier.span.text, second=claim.span.text)


def _thing(doc: Document, claim: Claim) -> tuple[str, str] | None:
    """What is counted, as (the word before the number, the counted words); None where that says too little."""
    if claim.kind != "count" or claim.counted is None or claim.value is None or claim.value < 3:
        return None
    if claim.comparator != "exact" or claim.quote is not None:
        return None
    at = doc.token_range(claim.span.start, claim.span.end)[0] - 1
    word = doc.tokens[at].form if at >= doc.token_range(claim.sentence.start, claim.sentence.end)[0] else ""
    if len(word) < 3 or word in _SAYING_LITTLE:
        return None
    return word, fold(claim.counted.text).removeprefix("ال")


_SAYING_LITTLE = _AMONG | {"الي", "علي", "بين", "نحو", "حوالي", "عدد", "خلال", "بعد", "قبل", "منذ", "مقابل"}
"""Words before a number that do not tell what happened to what is counted."""


def _grew(doc: Document, claim: Claim) -> bool:
    """Whether the sentence tells of a change, so that two numbers are no contradiction."""
    first, stop = doc.token_range(claim.sentence.start, claim.sentence.end)
    return any(t.form in changes.forms() for t in doc.tokens[first:stop])


def _sentences(sheet: FactSheet) -> Iterator[list[Claim]]:
    """The claims of each sentence that nobody has rejected, in the order of the text."""
    kept = sorted((c for c in sheet.claims if c.review.status != "rejected"), key=lambda c: c.span.start)
    for _, claims in groupby(kept, key=lambda c: (c.sentence.start, c.sentence.end)):
        yield list(claims)


def _between(doc: Document, a: Claim, b: Claim) -> list[str]:
    """The folded tokens between two claims; a proclitic that is written to the second counts as one."""
    first, stop = doc.token_range(a.span.end, b.span.start)
    forms = [t.form for t in doc.tokens[first:stop]]
    if forms and doc.tokens[stop - 1].end > b.span.start:
        forms[-1] = fold(doc.text[doc.tokens[stop - 1].start : b.span.start])
    return forms
