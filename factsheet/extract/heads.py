"""The head of a title where it stands: وزير, والوزيرة, للمتحدث باسم, نظيره, رئيسا."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factsheet.extract.forms import body_at, raw_offset
from factsheet.lexicon.names import Sex
from factsheet.lexicon.titles import Title, accusatives, firm, heads, single_head
from factsheet.text import Token, stems

_POSSESSIVE = ("ها", "هم", "هما", "نا", "ه")
_LAST_LETTERS = frozenset("امه")


class Phrase(NamedTuple):
    """A title's head over tokens [first:last), from raw `start` (proclitics left out); whether it is definite."""

    first: int
    last: int
    start: int
    title: Title
    sex: Sex
    many: bool
    definite: bool
    owned: bool = False
    """Whether a pronoun is attached (نظيره)."""


def head_at(tokens: Sequence[Token], i: int) -> Phrase | None:
    """The title head that begins at token i, with proclitics and article or with a pronoun (نظيره)."""
    token = tokens[i]
    owned = _owned(token, i)
    if owned is not None:
        return owned
    match = heads().at(tokens, i)
    if match is None or (match.entry.title.form[0] == "آ" and "آ" not in token.text):  # الأمر is no آمر
        return None
    article = match.prefix.endswith("ال")
    proclitics = len(match.prefix.removesuffix("ال"))
    if article and proclitics and match.prefix[proclitics - 1] == "ل":
        proclitics -= 1
    definite = article or tokens[match.last - 1].form.startswith("ال")
    title, sex, many = match.entry
    if title.weak and not article and title.kind in ("office", "trade") and _governs(tokens, match.last):
        title = firm(title)
    return Phrase(i, match.last, token.start + raw_offset(token, proclitics), title, sex, many, definite)


def _governs(tokens: Sequence[Token], j: int) -> bool:
    """Whether a body or a title at token j makes an office of the title before it (حاكم ولاية, مساعد وزير)."""
    if j >= len(tokens) or tokens[j].kind != "word":
        return False
    if body_at(tokens, j):
        return True
    match = heads().at(tokens, j, ("", "ال"))
    return match is not None and match.entry.title.kind in ("office", "trade") and not match.entry.title.name


def accusative_at(tokens: Sequence[Token], i: int) -> Phrase | None:
    """The office in the accusative at token i (رئيسا), which has its complement after ل."""
    match = accusatives().at(tokens, i, ("",))
    return Phrase(i, match.last, tokens[i].start, *match.entry, True) if match is not None else None


def _owned(token: Token, i: int) -> Phrase | None:
    """A title with a pronoun. The raw ending tells نظيره (his peer) from نظيرة."""
    if token.form[-1:] not in _LAST_LETTERS or token.text[-1] == "ة":
        return None
    for end in _POSSESSIVE:
        if not token.form.endswith(end):
            continue
        for prefix, stem in stems(token.form[: -len(end)]):
            if "ال" in prefix or len(stem) < 3:
                continue
            head = single_head(stem) or (single_head(stem[:-1] + "ه") if stem.endswith("ت") else None)
            if head is not None:
                return Phrase(i, i + 1, token.start + raw_offset(token, len(prefix)), *head, True, True)
    return None
