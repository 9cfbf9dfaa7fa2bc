"""The tense of the clause around an expression: the nearest word that tells, before it, else after it."""

from __future__ import annotations

from factsheet.lexicon.tense import reading
from factsheet.text import Document, Token, forms

PAST_BEFORE = forms("كان كانت كانا كانوا وكان وكانت وكانوا فكان لم ولم ظل ظلت")
"""Auxiliaries that put the imperfect after them into the past (كان يلتقي، لم يحضر)."""
PLANNED = forms("المقرر المنتظر المفترض المتوقع المزمع المرتقب مقررا مقرر متوقعا")
AFTERMATH = forms("بعد عقب إثر غداة منذ خلال أعقاب")
"""Between an imperfect and a date: what the date belongs to has been (يأتي الرد بعد هجوم السبت)."""
OPENERS = forms("قد وقد لقد ولقد الذي التي الذين أن إن أنه إنه أنها إنها ما لما")
THAT = forms("أن إن أنه إنه أنها إنها أنهم إنهم بأن بأنه بأنها")
SINCE = forms("منذ ومنذ")
BACK, AHEAD, CLOSE = 40, 12, 9
"""Tokens looked at before and after an expression, and those within which an unlisted imperfect counts."""


def is_future(doc: Document, first: int, last: int) -> bool | None:
    """Whether the clause around tokens [first:last) speaks of what is to come; None where nothing tells."""
    sentence = doc.sentence_at(doc.tokens[first].start)
    tokens = doc.tokens
    if first > sentence.first and tokens[first - 1].form in SINCE:
        return False
    if _sure_future(tokens, last, min(last + 3, sentence.last)):
        return True
    before = _before(tokens, first, max(sentence.first, first - BACK))
    return before if before is not None else _after(tokens, last, min(last + AHEAD, sentence.last), sentence.first)


def _sure_future(tokens: tuple[Token, ...], first: int, stop: int) -> bool:
    """Whether a verb with س follows at once (الاجتماع السبت سيكون), before any new clause."""
    for token in tokens[first:stop]:
        if token.form in THAT or token.kind in ("punct", "mark"):
            return False
        if token.form.lstrip("وف").startswith("س") and reading(token.form) == "future":
            return True
    return False


def _before(tokens: tuple[Token, ...], first: int, start: int) -> bool | None:
    """The nearest telling word before the expression."""
    aftermath = clause = False
    for j in range(first - 1, start - 1, -1):
        form = tokens[j].form
        aftermath = aftermath or form in AFTERMATH
        clause = clause or form in THAT or form == ":"
        match reading(form):
            case "said" if clause:
                return None
            case "past" | "said":
                return False
            case "maybe past" if _opens_clause(tokens, j, start):
                return False
            case "future" if not aftermath:
                return not _past_auxiliary(tokens, j, start)
            case "maybe future" if first - j <= CLOSE and not aftermath:
                return not _past_auxiliary(tokens, j, start)
    return None


def _after(tokens: tuple[Token, ...], last: int, stop: int, start: int) -> bool | None:
    """The first telling word after an expression that opens its clause."""
    for j in range(last, stop):
        match reading(tokens[j].form):
            case "past" | "said" | "maybe past":
                return False
            case "future" | "maybe future":
                return not _past_auxiliary(tokens, j, start)
    return None


def _past_auxiliary(tokens: tuple[Token, ...], j: int, start: int) -> bool:
    """Whether كان or لم stands within three words before token j and nothing planned between."""
    for k in range(j - 1, max(start, j - 4) - 1, -1):
        if tokens[k].form in PLANNED:
            return False
        if tokens[k].form in PAST_BEFORE:
            return True
    return False


def _opens_clause(tokens: tuple[Token, ...], j: int, start: int) -> bool:
    """Whether token j stands where a verb opens its clause."""
    if j == start or tokens[j].form[0] in "وف":
        return True
    before = tokens[j - 1]
    return before.kind in ("punct", "mark") or before.form in OPENERS
