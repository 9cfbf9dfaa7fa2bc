"""Claims as the page shows them: who said each, what stands beside the number, and which of them lead the brief."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factsheet.render.speech import speaker_name, without_marks
from factsheet.render.values import plain_number
from factsheet.schema import Claim, FactSheet, Quote, Span

MOST_CARDS = 6
_DIGIT = re.compile("[0-9٠-٩۰-۹]")
_DIGITS_WITH_SIGNS = re.compile("([^\\sء-ي]*[0-9٠-٩۰-۹][^\\sء-ي]*(?: ?[%٪])?)")
_WEIGHT = {"money": 5, "percent": 5, "count": 4, "measure": 3, "ratio": 2, "duration": 2, "age": 0, "vague": -9}
"""How much a kind of figure says about the news, for the choice of cards."""
_OPENERS = re.compile(r"[،,؛;:]\s+")


@dataclass(frozen=True)
class NumberPart:
    """A piece of the number in large: digits, or the words between and after them (مليار، إلى)."""

    digits: bool
    text: str


@dataclass(frozen=True)
class Figure:
    """One claim: the fact, the number in large, the article's words beside it and around it, and who said it."""

    claim: Claim
    large: tuple[NumberPart, ...]
    """The number as printed; its value in digits where the article spells it out."""
    wide: bool
    """Whether the digits need a smaller size to stand on a card in one line."""
    beside: str
    """The article's own words of what is counted or measured, next to the number."""
    around: str
    """The clause around it, shortened with … at the ends."""
    said_by: str | None
    """The name of the source inside whose speech it stands; None for the article itself."""
    unresolved: bool
    """Whether it stands inside speech of which the article does not tell who speaks."""
    verbatim: bool
    """Whether it stands inside quotation marks."""


def figures(sheet: FactSheet, claims: Sequence[Claim]) -> tuple[Figure, ...]:
    """All claims, in the article's order."""
    quotes = {quote.id: quote for quote in sheet.quotes}
    return tuple(_figure(claim, quotes.get(claim.quote or "")) for claim in claims)


def key_figures(shown: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures that lead the brief: none twice, exact ones only, at most six, in the article's order."""
    best: dict[tuple[object, ...], Figure] = {}
    for figure in shown:
        claim = figure.claim
        if claim.paragraph is None or (claim.value is None and claim.low is None):
            continue
        identity = (claim.value, claim.low, claim.high, claim.unit, claim.kind)
        if identity not in best or _weight(figure) > _weight(best[identity]):
            best[identity] = figure
    ranked = sorted(best.values(), key=lambda figure: (-_weight(figure), figure.claim.span.start))
    chosen = ranked[: _row(len(ranked))]
    return tuple(sorted(chosen, key=lambda figure: figure.claim.span.start))


def _row(n: int) -> int:
    """How many cards fill whole rows of three, or one short row."""
    return MOST_CARDS if n >= MOST_CARDS else min(n, 3)


def _weight(figure: Figure) -> float:
    claim = figure.claim
    early = 1.5 if claim.paragraph is not None and claim.paragraph <= 3 else 0.0
    digits = 1.0 if _DIGIT.search(claim.number.text) else 0.0
    told = 1.0 if claim.counted else 0.0
    doubtful = 3.0 if claim.confidence < 0.7 else 0.0
    small = 1.5 if claim.kind == "count" and claim.value is not None and claim.value <= 2 else 0.0
    return _WEIGHT[claim.kind] + early + digits + told - doubtful - small


def _figure(claim: Claim, quote: Quote | None) -> Figure:
    large = _parts(_large(claim))
    name = speaker_name(quote.speaker) if quote else None
    return Figure(
        claim=claim,
        large=large,
        wide=sum(len(piece.text) for piece in large if piece.digits) > 9,
        beside=_beside(claim),
        around=clause_around(claim.sentence, claim.span),
        said_by=name,
        unresolved=quote is not None and name is None,
        verbatim=quote is not None and any(v.start <= claim.span.start < v.end for v in quote.verbatim),
    )


def _large(claim: Claim) -> str:
    printed = claim.number.text
    if not _DIGIT.search(printed):
        if claim.value is not None:
            printed = plain_number(claim.value)
        elif claim.low is not None and claim.high is not None:
            printed = f"{plain_number(claim.low)}–{plain_number(claim.high)}"
    if claim.unit == "%" and not re.search("[%٪]", printed):
        return printed + ("٪" if re.search("[٠-٩]", printed) else "%")
    return printed


def _parts(number: str) -> tuple[NumberPart, ...]:
    """The digits with their signs, and the words, each in one piece."""
    return tuple(NumberPart(bool(_DIGIT.search(part)), part) for part in _DIGITS_WITH_SIGNS.split(number) if part)


def _beside(claim: Claim) -> str:
    """The counted noun phrase, or what the claim's span holds beside the number; for per cents, of what."""
    if claim.counted:
        return claim.counted.text
    start, end = claim.number.start - claim.span.start, claim.number.end - claim.span.start
    if start < 0 or end > len(claim.span.text) or claim.unit == "%":
        return ""
    rest = f"{claim.span.text[:start].strip()} {claim.span.text[end:].strip()}".strip()
    return rest if re.search(r"[^\W\d_]", rest) else ""


def clause_around(sentence: Span, span: Span, width: int = 84) -> str:
    """The sentence's own words around a place, about `width` characters, … where something was left out.

    Without quotation marks, one of which might be cut off: such a clause is no quotation.
    """
    text, start, end = sentence.text, span.start - sentence.start, span.end - sentence.start
    if len(text) <= width:
        return _one_line(text)
    room = max(20, (width - (end - start)) // 2)
    left = 0 if start <= room * 1.4 else _clause_start(text, start - room, start)
    right = len(text) if len(text) - end <= room * 1.4 else _word_end(text, min(len(text), end + room))
    return ("… " if left else "") + _one_line(text[left:right]) + (" …" if right < len(text) else "")


def _clause_start(text: str, earliest: int, latest: int) -> int:
    """The start of the clause between two offsets, else of the word."""
    clause = _OPENERS.search(text, max(0, earliest), max(0, latest - 12))
    if clause:
        return clause.end()
    space = text.find(" ", max(0, earliest), latest)
    return latest if space < 0 else space + 1


def _word_end(text: str, offset: int) -> int:
    space = text.find(" ", offset)
    return len(text) if space < 0 or space - offset > 40 else space


def _one_line(text: str) -> str:
    return " ".join(without_marks(text).split())
