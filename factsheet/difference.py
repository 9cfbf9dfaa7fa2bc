"""What changed between two fact sheets of one article: facts added, gone, moved and altered; and its revision."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from factsheet.errors import SheetError, UsageError
from factsheet.messages import one_line, say
from factsheet.schema import Claim, DateMention, FactSheet, Official, Quote, load_sheet
from factsheet.text import TOKEN, fold

Fact: TypeAlias = Quote | Claim | DateMention | Official
What = Literal["added", "gone", "moved", "altered"]
KINDS = ("quotes", "claims", "dates", "officials")
ALIKE = 0.6
"""Share of common words from which on two texts are versions of one."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that is not the same in both sheets; `fields` holds (name, old, new) of what was altered."""

    what: What
    kind: str
    words: str
    old: str | None
    """Its id in the old sheet; None when it was added."""
    new: str | None
    fields: tuple[tuple[str, str, str], ...] = ()


def differences(old: FactSheet, new: FactSheet) -> list[Difference]:
    """Every fact that was added, is gone, stands elsewhere among the others, or says something else.

    A fact that a reviewer rejected is no longer in its sheet; one that is rejected now is gone, and says so.
    """
    found: list[Difference] = []
    for kind in KINDS:
        before, after = getattr(old, kind), getattr(new, kind)
        statuses = {fact.id: fact.review.status for fact in before}
        rejected = {fold(words_of(fact)) for fact in after if not _stands(fact)}
        for one in _of_kind(kind, list(filter(_stands, before)), list(filter(_stands, after))):
            said = (("review", statuses[one.old], "rejected"),) if one.what == "gone" and one.old else ()
            found.append(replace(one, fields=said) if said and fold(one.words) in rejected else one)
    return found


def _stands(fact: Fact) -> bool:
    return fact.review.status != "rejected"


def reissued(sheet: FactSheet, previous: FactSheet | None) -> FactSheet:
    """The sheet with its revision: one more than that of the sheet it replaces, where something in it changed."""
    if previous is None or previous.article.id != sheet.article.id:
        return sheet
    changed = previous.article.text != sheet.article.text or any(
        getattr(previous, kind) != getattr(sheet, kind) for kind in (*KINDS, "acronyms")
    )
    revision = previous.provenance.revision + changed
    return sheet.model_copy(update={"provenance": sheet.provenance.model_copy(update={"revision": revision})})


def compared(old: Path, new: Path, form: Literal["text", "json"]) -> tuple[list[Difference], str]:
    """The differences of two sheets on disk, and how they are shown. Raises UsageError when they are no such two."""
    try:
        before, after = load_sheet(old), load_sheet(new)
    except SheetError as error:
        raise UsageError(str(error)) from error
    if before.article.id != after.article.id:
        raise UsageError(say("other-sheet", where=new, id=after.article.id, wanted=before.article.id))
    found = differences(before, after)
    if form == "json":
        return found, json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1) + "\n"
    return found, "".join(f"{_line(one)}\n" for one in found)


def _line(one: Difference) -> str:
    ids = " → ".join(filter(None, (one.old, one.new)))
    fields = "; ".join(f"{name}: {before} → {after}" for name, before, after in one.fields)
    return one_line(f"{one.what:<8}{one.kind:<10}{ids}: {one.words}" + (f" ({fields})" if fields else ""))


def _of_kind(kind: str, old: Sequence[Fact], new: Sequence[Fact]) -> Iterator[Difference]:
    pairs, gone, added = _same_words(old, new)
    pairs += _versions(gone, added)
    pairs.sort(key=lambda pair: _start(pair[1]))
    stayed = _in_order([_start(before) for before, _ in pairs])
    for i, (before, after) in enumerate(pairs):
        fields = _fields(before, after)
        if fields:
            yield Difference("altered", kind, words_of(after), before.id, after.id, fields)
        elif i not in stayed:
            yield Difference("moved", kind, words_of(after), before.id, after.id)
    yield from (Difference("added", kind, words_of(fact), None, fact.id) for fact in added)
    yield from (Difference("gone", kind, words_of(fact), fact.id, None) for fact in gone)


Pairs: TypeAlias = list[tuple[Fact, Fact]]


def _same_words(old: Sequence[Fact], new: Sequence[Fact]) -> tuple[Pairs, list[Fact], list[Fact]]:
    """Facts with the same words, the first with the first; and those left over on both sides."""
    waiting: dict[str, list[Fact]] = defaultdict(list)
    for fact in reversed(old):
        waiting[fold(words_of(fact))].append(fact)
    pairs: Pairs = []
    added: list[Fact] = []
    for fact in new:
        same = waiting[fold(words_of(fact))]
        if same:
            pairs.append((same.pop(), fact))
        else:
            added.append(fact)
    left = {fact.id for facts in waiting.values() for fact in facts}
    return pairs, [fact for fact in old if fact.id in left], added


def _versions(gone: list[Fact], added: list[Fact]) -> Pairs:
    """Facts whose place says nearly the same, each with its new version; they are taken out of both lists."""
    forms = {fact.id: _forms(fact) for fact in added}
    by_form: dict[str, list[Fact]] = defaultdict(list)
    for fact in added:
        for form in forms[fact.id]:
            by_form[form].append(fact)
    pairs: Pairs = []
    taken: set[str] = set()
    for fact in gone:
        mine = _forms(fact)
        rare = sorted((form for form in mine if by_form.get(form)), key=lambda form: len(by_form[form]))[:8]
        near = {c.id: c for form in rare for c in by_form[form][:50] if c.id not in taken and _comparable(fact, c)}
        best = max(near.values(), key=lambda c: _alike(mine, forms[c.id]), default=None)
        if best is not None and _alike(mine, forms[best.id]) >= ALIKE:
            pairs.append((fact, best))
            taken.add(best.id)
    left = {before.id for before, _ in pairs}
    gone[:] = [fact for fact in gone if fact.id not in left]
    added[:] = [fact for fact in added if fact.id not in taken]
    return pairs


def _comparable(a: Fact, b: Fact) -> bool:
    """Whether one can be a version of the other: claims of one kind and unit, other facts by their words alone."""
    if isinstance(a, Claim) and isinstance(b, Claim):
        return (a.kind, a.unit) == (b.kind, b.unit)
    return not isinstance(a, Official)


def _alike(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(len(a), len(b), 1)


def _forms(fact: Fact) -> frozenset[str]:
    """The folded words by which versions of a fact are known: of its sentence, or of the quote itself."""
    text = fact.sentence.text if isinstance(fact, Claim | DateMention) else words_of(fact)
    return frozenset(fold(match.group()) for match in TOKEN.finditer(text))


def words_of(fact: Fact) -> str:
    """The words by which a fact is shown: of a quote its parts, of a person the name."""
    if isinstance(fact, Quote):
        return " … ".join(span.text for span in fact.spans)
    return fact.name if isinstance(fact, Official) else fact.span.text


def _start(fact: Fact) -> int:
    if isinstance(fact, Quote):
        return fact.spans[0].start
    return fact.mentions[0].start if isinstance(fact, Official) else fact.span.start


def _fields(before: Fact, after: Fact) -> tuple[tuple[str, str, str], ...]:
    """What two versions say differently, as (name, old, new)."""
    a, b = _told(before), _told(after)
    return tuple((name, a[name], b[name]) for name in a if a[name] != b.get(name))


def _told(fact: Fact) -> dict[str, str]:
    if isinstance(fact, Quote):
        values: tuple[object, ...] = (fact.kind, fact.speaker.name, fact.speaker.role)
        names = ["kind", "speaker", "role"]
    elif isinstance(fact, Claim):
        values = (fact.value, fact.low, fact.high, fact.comparator, fact.unit, fact.kind)
        names = ["value", "low", "high", "comparator", "unit", "kind"]
    elif isinstance(fact, DateMention):
        values, names = (fact.value, fact.granularity), ["value", "granularity"]
    else:
        values, names = (fact.role, fact.affiliation, fact.romanized), ["role", "affiliation", "romanized"]
    review = (fact.review.status, fact.review.verification.status)
    shown = ["none" if v is None else str(v) for v in (words_of(fact), *values, *review)]
    return dict(zip(["words", *names, "review", "verification"], shown, strict=True))


def _in_order(places: Sequence[int]) -> set[int]:
    """The indexes of a longest run of rising places: what is not among them has moved."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for i, place in enumerate(places):
        at = bisect_left(tails, place + 1)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [i]
    kept, i = set[int](), ends[-1] if ends else -1
    while i >= 0:
        kept.add(i)
        i = before[i]
    return kept
