"""Quotation marks: which open, which close, and the passages between them.

Newsrooms mix « » “ ” " „ ‘ ’, turn them round, and forget to close them. Marks are paired inside a paragraph, family by
family, by what stands beside them: a mark with space before and a word after it opens, one with a word before and space
after it closes; the mark's own direction and the number already open decide the rest. One odd mark costs one passage.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from factsheet.lexicon.cues import cue_at
from factsheet.text import Document, Token

_FAMILY = {
    **dict.fromkeys(("«", "»", "<<", ">>"), "angle"),
    **dict.fromkeys(("“", "”", "„", "‟", '"', "″", "''"), "double"),
    **dict.fromkeys(("((", "))"), "brackets"),
    **dict.fromkeys("‘’", "single"),
    **dict.fromkeys("‹›", "small"),
}
_DIRECTED = {
    **dict.fromkeys(("((", "«", "<<", "‹", "„"), "open"),
    **dict.fromkeys(("))", "»", ">>", "›"), "close"),
}
PROCLITICS = frozenset(("ب", "ل", "ك", "و", "ف", "ال", "بال", "لل", "وال", "ول", "وب", "فال"))
"""Words that stand glued before an opening mark: بـ"..."، لـ«...»."""
INTRODUCERS = frozenset((":", "ان", "انه", "انها", "انهم", "بان", "بانه", "بانها"))
ACROSS = 3
"""Lines that a passage may run over with one mark before and one behind."""
CLOSING_PUNCTUATION = frozenset(".،,؛;:!؟?…-–")


@dataclass(frozen=True, slots=True)
class Passage:
    """Text between marks: its opening mark, the tokens [first:last) inside, raw offsets without closing punctuation.

    `close` is the token of the closing mark, None where it was never closed; `outer` is false inside another passage.
    """

    open: int
    first: int
    last: int
    start: int
    end: int
    close: int | None
    outer: bool = True

    @property
    def after(self) -> int:
        """Index of the first token after the passage and its closing mark."""
        return self.last if self.close is None else self.close + 1

    def __len__(self) -> int:
        return self.last - self.first


def find_passages(doc: Document) -> list[Passage]:
    """All marked passages in the order of their opening marks; nested ones have outer=False. Empty ones are dropped."""
    found: list[Passage] = []
    waiting: tuple[int, int] | None = None
    for number, paragraph in enumerate(doc.paragraphs):
        first, stop = doc.token_range(paragraph.start, paragraph.end)
        paired = _pair(doc.tokens, [i for i in range(first, stop) if doc.tokens[i].kind == "mark"])
        if waiting is not None and paired.stray is not None and number - waiting[1] <= ACROSS:
            found = [p for p in found if p.open != waiting[0]]
            found += _passages(doc, [(waiting[0], paired.stray)], [], stop)
            waiting = None
        found += _passages(doc, paired.pairs, paired.unclosed, stop)
        if paired.marks:
            waiting = (paired.unclosed[-1], number) if paired.unclosed else None
    found.sort(key=lambda p: p.open)
    reach = -1
    for n, passage in enumerate(found):
        if passage.open < reach:
            found[n] = replace(passage, outer=False)
        reach = max(reach, passage.after)
    return found


@dataclass(frozen=True, slots=True)
class _Paired:
    """The marks of one paragraph: pairs, openings without an end, and a first closing mark without a beginning."""

    marks: int
    pairs: list[tuple[int, int]]
    unclosed: list[int]
    stray: int | None


def _pair(tokens: Sequence[Token], marks: Sequence[int]) -> _Paired:
    roles = {i: _looks(tokens, i) for i in marks}
    stacks: dict[str, list[int]] = {}
    pairs: list[tuple[int, int]] = []
    stray: int | None = None
    for n, i in enumerate(marks):
        family = _FAMILY[tokens[i].form]
        if family == "single" and roles[i] == "inside":
            continue
        stack = stacks.setdefault(family, [])
        if _opens(
            tokens, i, roles, bool(stack), [m for m in marks[n + 1 : n + 3] if _FAMILY[tokens[m].form] == family]
        ):
            stack.append(i)
        elif stack:
            pairs.append((stack.pop(), i))
        elif roles[i] == "close" and any(stacks.values()):
            other = max((s for s in stacks.values() if s), key=lambda s: s[-1])
            pairs.append((other.pop(), i))
        elif not pairs and stray is None:
            stray = i
    unclosed = sorted(i for family, stack in stacks.items() if family != "single" for i in stack)
    return _Paired(len(marks), pairs, unclosed, stray)


def _passages(doc: Document, pairs: Sequence[tuple[int, int]], unclosed: Sequence[int], stop: int) -> list[Passage]:
    made = [_passage(doc, i, close, close) for i, close in pairs]
    made += [_passage(doc, i, None, end) for i, end in _unclosed_ends(doc, unclosed, pairs, stop).items()]
    return [p for p in made if p is not None]


def _looks(tokens: Sequence[Token], i: int) -> str:
    """What stands beside a mark says: open, close, inside (a word on both sides), or either."""
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    glued_before = before is not None and not tokens[i].space and before.form not in PROCLITICS
    if glued_before and before is not None and before.kind in ("punct", "mark"):
        glued_before = before.form in ".!؟?…)]»”%،" or (before.kind == "mark" and before.form not in "«“„")
    glued_after = after is not None and not after.space and (after.kind != "punct" or after.form in "([…-")
    if after is not None and after.form == "." and not after.space:
        glued_after = i + 2 < len(tokens) and tokens[i + 2].form == "."
    if glued_before and after is not None and after.kind == "punct":
        return "close"
    if glued_before and glued_after:
        return "inside"
    if glued_after:
        return "open"
    return "close" if glued_before else "either"


def _opens(tokens: Sequence[Token], i: int, roles: dict[int, str], is_open: bool, coming: Sequence[int]) -> bool:
    """Whether the mark opens a passage, given whether one of its family is open and which of them come next."""
    directed, looks = _DIRECTED.get(tokens[i].form), roles[i]
    if directed == "open":
        return not (is_open and looks == "close")
    if directed == "close":
        return not is_open and (looks == "open" or _introduced(tokens, i))
    if looks == "open":
        return True
    if is_open:
        return False
    return (bool(coming) and roles[coming[0]] != "open") or _introduced(tokens, i)


def _introduced(tokens: Sequence[Token], i: int) -> bool:
    """Whether a cue, a complementiser or a colon stands right before the mark: قال» ...، أن” ..."""
    return i > 0 and (tokens[i - 1].form in INTRODUCERS or bool(cue_at(tokens, i - 1)))


def _unclosed_ends(doc: Document, left: Sequence[int], pairs: Sequence[tuple[int, int]], stop: int) -> dict[int, int]:
    """Token index where each unclosed passage ends.

    Before a new cue (an adverbial participle after a comma, a sentence that begins with a cue), else where its own
    nested passage closes at the end of a sentence, else with the paragraph.
    """
    if not left:
        return {}
    turns = _next_cues(doc, left[0], stop)
    closed = sorted((o, c) for o, c in pairs if c + 1 >= stop or doc.tokens[c + 1].form in ".؟!")
    ends = {}
    for i in left:
        turn = bisect_left(turns, (i + 2, 0))
        end = turns[turn][1] if turn < len(turns) else stop
        nested = bisect_right(closed, (i, stop))
        ends[i] = min(end, closed[nested][1]) if nested < len(closed) and closed[nested][0] < end else end
    return ends


def _next_cues(doc: Document, first: int, stop: int) -> list[tuple[int, int]]:
    """(cue, where a passage before it ends) for every cue of the paragraph that could end an unclosed passage."""
    tokens, turns = doc.tokens, []
    for k in range(first + 2, stop):
        readings = cue_at(tokens, k)
        if tokens[k - 1].form in "،," and any(r.shape == "participle" for r in readings):
            turns.append((k, k - 1))
        elif any(r.shape == "perfect" and r.prefix for r in readings) and doc.sentence_at(tokens[k].start).first == k:
            turns.append((k, k))
    return turns


def _passage(doc: Document, open_: int, close: int | None, stop: int) -> Passage | None:
    """The passage between an opening mark and `stop`, closing punctuation left out; None when nothing is left."""
    first, last = open_ + 1, stop
    repeated = min(last, open_ + 4)
    while first < repeated and doc.tokens[first].form == doc.tokens[open_].form and not doc.tokens[first].space:
        first += 1
    while last > first and close is not None and doc.tokens[last - 1].form == doc.tokens[close].form:
        last -= 1
    end = last
    while end > first and doc.tokens[end - 1].form in CLOSING_PUNCTUATION:
        end -= 1
    if end == first:
        return None
    return Passage(open_, first, last, doc.tokens[first].start, doc.tokens[end - 1].end, close)
