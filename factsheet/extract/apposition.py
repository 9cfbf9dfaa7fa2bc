"""The words that say who a named person is: the role before the name, and the one that explains it afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from factsheet.extract.complement import JOINS
from factsheet.extract.forms import body_at, place_at
from factsheet.extract.heads import Phrase, accusative_at, head_at
from factsheet.extract.titles import name_after, phrase_end
from factsheet.lexicon.names import Sex
from factsheet.text import Document, Token

_BETWEEN = ("،", ",", "(", "–")
_COURTESIES = ("honorific", "kin")


@dataclass(slots=True)
class Found:
    """A name over tokens [first:last) and raw [start:end), with what stands beside it."""

    first: int
    last: int
    start: int
    end: int
    words: tuple[str, ...]
    """Its folded words."""
    rule: str
    confidence: float
    sex: Sex | None = None
    """By the given name."""
    title_sex: Sex | None = None
    """By the title or nisba beside it."""
    title: tuple[int, int] | None = None
    roles: list[tuple[int, int]] = field(default_factory=list)
    """Raw offsets of each office beside it."""
    role_last: int = 0
    """Index of the token after the role that follows it."""
    relation: tuple[int, int] | None = None
    """A title with a pronoun (نظيره الفرنسي): a role only where nothing better is known."""
    nisba: tuple[int, int] | None = None
    surname: tuple[str, int] | None = None
    """What may stand for the name alone: the first word of the surname, and how many words it has."""
    given: str | None = None
    """A given name that may stand for the whole name."""


def roles_before(tokens: Sequence[Token], head: Phrase, last: int) -> tuple[int, int] | None:
    """The role in the title before token `last`, without courtesies (الدكتور) at its ends; None where none is left."""
    start, first = head.start, head.last
    comma = next((j for j in range(head.last, last) if tokens[j].form in "،,"), None)
    last = last if comma is None else comma
    if head.title.kind in _COURTESIES or (head.title.courtesy and last == head.last):
        office = next(
            (h for j in range(head.last, last) if (h := head_at(tokens, j)) and not _is_courtesy(h, last)), None
        )
        if office is None:
            return None
        start, first = office.start, office.last
    while last > first and (end := _trimmed(tokens, head, first, last)) < last:
        last = end
    if tokens[last - 1].end <= start or (head.title.courtesy and last == head.last):
        return None
    return start, tokens[last - 1].end


def _is_courtesy(head: Phrase, last: int) -> bool:
    return head.title.kind in _COURTESIES or (head.title.courtesy and head.last == last)


def _trimmed(tokens: Sequence[Token], head: Phrase, first: int, last: int) -> int:
    """The end of a role without the sign, courtesy or (after an office) rank that it ends with."""
    if tokens[last - 1].kind in ("mark", "punct"):
        return last if tokens[last - 1].form in '»”"' else last - 1
    if tokens[last - 1].form in JOINS:
        return last - 1
    for j in range(max(first, last - 3), last):
        inner = head_at(tokens, j)
        if inner is None or inner.last != last:
            continue
        rank = inner.title.kind == "rank" and head.title.kind != "rank" and (j > first or head.definite)
        if not inner.many and (inner.title.kind in _COURTESIES or inner.title.courtesy or rank):
            return j
    return last


def explain(doc: Document, found: Found, stop: int) -> None:
    """Add the role after a name: فلان، وزير ...; فلان (رئيس ...); فلان مدرب ...; عين فلان رئيسا ل..."""
    enclosed = found.first > 0 and doc.tokens[found.first - 1].kind == "mark"
    tokens, j = doc.tokens, _past_signs(doc.tokens, found.last, stop, enclosed=enclosed)
    if found.role_last or j >= stop or tokens[j].kind != "word":
        return
    first = j
    if tokens[j].form == "اول" and j + 1 < stop:
        j += 1
    head = head_at(tokens, j) or (accusative_at(tokens, j) if j == found.last else None)
    if head is None or head.many or head.owned or head.title.kind in _COURTESIES or head.start != tokens[j].start:
        return
    bare = head.title.weak and not head.definite and j == found.last
    if bare and not (body_at(tokens, head.last) or place_at(tokens, head.last) or _is_office(tokens, head.last)):
        return
    bearer = name_after(tokens, head, stop, commas=False)
    if bearer is not None and not (head.sex == "f" and bearer.sex == "m" and found.sex != "m" and j == found.last):
        return
    end = phrase_end(tokens, head, bearer.first if bearer is not None else stop)
    found.roles.append((tokens[first].start, tokens[end - 1].end))
    found.role_last = end
    found.title_sex = found.title_sex or (head.sex if head.sex == "f" else None)


def _is_office(tokens: Sequence[Token], j: int) -> bool:
    """Whether an office or trade stands at token j, so that a weak title before it is one (مساعد مدرب الفريق)."""
    head = head_at(tokens, j) if j < len(tokens) else None
    return head is not None and not head.owned and head.title.kind in ("office", "trade")


def _past_signs(tokens: Sequence[Token], j: int, stop: int, *, enclosed: bool) -> int:
    """Past what stands between a name and its role: a mark, an age or Latin spelling in brackets, a comma, وهو.

    The mark closes the name itself where it is `enclosed`, else it opens a nickname.
    """
    if j < stop and tokens[j].kind == "mark" and enclosed:
        j += 1
    elif j < stop and tokens[j].kind == "mark":
        j = next((k + 1 for k in range(j + 2, min(stop, j + 4)) if tokens[k].kind == "mark"), j + 1)
    if j + 2 < stop and tokens[j].form == "(" and tokens[j + 1].kind in ("number", "latin"):
        j = next((k + 1 for k in range(j + 2, min(stop, j + 8)) if tokens[k].form == ")"), j)
    dash = j + 1 < stop and tokens[j].form == "-" and tokens[j].space and tokens[j + 1].space
    if j < stop and (dash or tokens[j].form in _BETWEEN):
        j += 1
    if j < stop and tokens[j].form in ("وهو", "وهي"):
        j += 1
    return j
