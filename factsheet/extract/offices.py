"""Offices and their holders: whom a bare title (الوزير، رئيس الوزراء) stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factsheet.lexicon.names import Sex
from factsheet.lexicon.titles import heads
from factsheet.schema import Official
from factsheet.text import Document, Token, stems


class Office(NamedTuple):
    """One office: the naming form of its title, the sex of the form, and its other words without article."""

    title: str
    sex: Sex
    words: frozenset[str]


def holder(
    doc: Document,
    officials: Sequence[Official],
    offices: Sequence[Sequence[tuple[int, int]]],
    genders: Sequence[Sex | None],
    start: int,
    end: int,
) -> int | None:
    """Index of the person one of whose `offices` (raw spans) the words in raw [start:end] name, else None.

    The title must be the same and the office must have every other word of the phrase; of several holders the one
    mentioned last before it wins, of those mentioned only later the first.
    """
    wanted = next(_offices(doc, start, end), None)
    if wanted is None:
        return None
    best: tuple[bool, int, int] | None = None
    for n, spans in enumerate(offices):
        if wanted.sex == "f" and genders[n] == "m":
            continue
        if any(o.title == wanted.title and wanted.words <= o.words for span in spans for o in _offices(doc, *span)):
            before = [m.start for m in officials[n].mentions if m.start < start]
            rank = (bool(before), before[-1] if before else -officials[n].mentions[0].start, n)
            best = max(best, rank) if best else rank
    return best[2] if best else None


def _offices(doc: Document, start: int, end: int) -> Iterator[Office]:
    """The offices that a title names: one, and one more for each title after و (نائب رئيس الوزراء ووزير المالية)."""
    first, last = doc.token_range(start, end)
    tokens = doc.tokens[first:last]
    begins = [i for i in range(len(tokens)) if i == 0 or tokens[i].form.startswith("و")]
    for i in begins:
        match = heads().at(tokens, i)
        if match is None or match.entry.many or (i > 0 and not match.prefix.startswith("و")):
            continue
        yield Office(match.entry.title.form, match.entry.sex, _words(tokens[match.last :]))


def _words(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(stems(token.form)[-1][1] for token in tokens if token.kind == "word" and token.form)
