"""Numbers in digits over tokens: with ر as decimal sign, with thousands set off by blanks, with ½ after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from factsheet.extract.cardinal import Cardinal, adjoining, word_at
from factsheet.extract.digits import fraction_first, read_digits
from factsheet.text import Token

_POINT_GROUPS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]+[,،][0-9]{1,2}")
_COMMA_GROUPS = re.compile(r"[0-9]{1,3}(?:[,،٬][0-9]{3})+|[0-9]+\.[0-9]{1,2}")


def point_in(tokens: Sequence[Token]) -> Literal["decimal", "thousands"] | None:
    """What the point of 1.200 is in an article, by its other numbers: 1,200 and 3.5 speak for a decimal sign.

    1.200.000 and 3,5 speak for grouped thousands; None where no number speaks, or both kinds do.
    """
    forms = [t.form for t in tokens if t.kind == "number" and not t.form.isdecimal()]
    groups = any(_POINT_GROUPS.fullmatch(form) for form in forms)
    decimal = any(_COMMA_GROUPS.fullmatch(form) for form in forms)
    if groups == decimal:
        return None
    return "decimal" if decimal else "thousands"


def read_list(tokens: Sequence[Token], i: int) -> list[Cardinal]:
    """The numbers that share the number token i (2010،2011)."""
    return [
        Cardinal(i, i + 1, d.value, coefficient=d.value, words=False, digits=True, inner=(d.start, d.end))
        for d in read_digits(tokens[i].form)
    ]


def read_digits_at(tokens: Sequence[Token], i: int) -> Cardinal | None:
    """A number in digits: with ر as decimal sign, with thousands set off by blanks, with ½ after it."""
    read = read_digits(tokens[i].form)
    if len(read) != 1:
        return None
    value, notes, last = read[0].value, read[0].notes, i + 1
    around = _around_ra(tokens, i)
    if around is not None:
        return Cardinal(i, last + 2, around[0], coefficient=around[0], words=False, digits=True, notes=around[1])
    spaced = _blank_thousands(tokens, i)
    if spaced:
        last, value = spaced
    part = word_at(tokens, last)
    if part and tokens[last].kind == "punct":
        value, last = value + part.value, last + 1
    return Cardinal(i, last, value, coefficient=value, words=False, digits=True, notes=notes)


def _around_ra(tokens: Sequence[Token], i: int) -> tuple[Decimal, tuple[str, ...]] | None:
    """Value and notes of 8ر150, ر being the decimal sign between two tokens of digits."""
    if i + 2 >= len(tokens) or tokens[i + 1].form != "ر" or tokens[i + 2].kind != "number":
        return None
    if tokens[i + 1].space or tokens[i + 2].space:
        return None
    return fraction_first(tokens[i].form, tokens[i + 2].form)


def _blank_thousands(tokens: Sequence[Token], i: int) -> tuple[int, Decimal] | None:
    """(token after, value) of 1 200 000: groups of three after one to three digits, before a word or a sign."""
    if not tokens[i].form.isdecimal() or len(tokens[i].form) > 3 or tokens[i].form[0] == "0":
        return None
    last = i + 1
    while adjoining(tokens, last) and tokens[last].kind == "number" and tokens[last].space and last - i < 5:
        if len(tokens[last].form) != 3 or not tokens[last].form.isdecimal():
            return None
        last += 1
    if last == i + 1 or not adjoining(tokens, last) or tokens[last].kind not in ("word", "punct"):
        return None
    return last, Decimal("".join(t.form for t in tokens[i:last]))
