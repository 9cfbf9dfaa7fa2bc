"""Cue occurrences: a word of communication together with what introduces the speech that it reports.

A cue alone is not a quote: ذكر is also a male, أعلن also takes a noun (أعلن الحرب). What makes one is an introducer
that the cue's own entry allows within the same sentence: a complementiser (قال ... إن), a colon, or a quotation mark.
The words between the cue and its introducer are where the source stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from factsheet.extract.cue_hit import CueHit, can_report
from factsheet.extract.layout import (
    NAME_TOKENS,
    PREPOSITIONS,
    QUESTIONS,
    RELATIVES,
    Layout,
    complementiser,
)
from factsheet.extract.marks import PROCLITICS, Passage
from factsheet.lexicon.cues import Reading, cue_at
from factsheet.lexicon.reporting import has_own_clause, heads_name, issues, opens_clause
from factsheet.lexicon.sources import hides_identity
from factsheet.text import Token, fold

REACH = 48
"""Tokens after the cue within which its introducer must come: long titles and asides, but not another sentence."""
NEAR = 8
"""Tokens between a verb of judgement and the marked words of its object."""
NOUN_STANCES = frozenset(["criticizes", "praises", "rejects", "regrets", "agrees"])
"""Stances of verbs whose marked object is itself what was said: أدان «هجوما جبانا» أمس."""


def find_cues(layout: Layout) -> dict[int, CueHit]:
    """Every cue of the article proper with its introducer ("bare" where none follows), by token."""
    hits: dict[int, CueHit] = {}
    doc = layout.doc
    for sentence in doc.sentences:
        if doc.paragraphs[sentence.paragraph].role in ("related", "boilerplate"):
            continue
        for i in range(sentence.first, sentence.last):
            for reading in cue_at(doc.tokens, i):
                hit = _scan(layout, i, reading)
                if hit and can_report(hit, doc.tokens) and (i not in hits or hits[i].introducer == "bare"):
                    hits[i] = hit
    return hits


def _scan(layout: Layout, i: int, reading: Reading) -> CueHit | None:
    """The cue at token i under one reading, with the first introducer that its entry allows."""
    tokens = layout.doc.tokens
    end = min(layout.reach(i), i + REACH)
    allowed = frozenset(map(fold, reading.entry.complement))
    k = i + 1
    while k < end:
        token = tokens[k]
        if token.kind == "mark" and k in layout.by_open:
            hit, k = _at_marks(layout, i, reading, allowed, k, end)
            if hit:
                return hit
            continue
        if token.form == ":" and "colon" in allowed and (k - i <= REACH // 2 or k + 1 in layout.by_open):
            return _after_colon(layout, i, reading, k, end)
        found = _allowed_clause(tokens, k, i, allowed)
        if found is not None:
            return _clause(layout, i, reading, k, found)
        if k > i + 1 and (_begins_other_cue(tokens, k) or _quotes_another(tokens, k)):
            break
        k += 1
    if i + 1 < end and opens_clause(tokens[i + 1].form) and "ان" in allowed and _takes_unmarked(reading):
        return CueHit(i, i + 1, reading, "unmarked", (i + 1, i + 1), i + 1)
    return CueHit(i, i + 1, reading, "bare", (i + 1, k), k)


def _quotes_another(tokens: Sequence[Token], k: int) -> bool:
    """Whether what stands from token k on was made public by somebody else: التحقيق في ما نشرته الصحيفة عن «...»."""
    return tokens[k - 1].form in ("ما", "فيما", "عما", "مما", "بما") and issues(tokens[k].form)


def _takes_unmarked(reading: Reading) -> bool:
    """Whether the cue may be followed by its clause with nothing between: وأضاف لدينا ..."""
    return reading.shape == "perfect" and bool(reading.prefix) and not reading.entry.weak


def _allowed_clause(tokens: Sequence[Token], k: int, cue: int, allowed: frozenset[str]) -> int | None:
    """Where the clause begins when a complementiser that the cue allows stands at token k, else None."""
    if tokens[k].form in QUESTIONS:
        return k if tokens[k].form in allowed else None
    found = complementiser(tokens, k)
    if found is None:
        return None
    kind, content = found
    before = tokens[k - 1].form if k - 1 > cue else ""
    if kind == "بان" and has_own_clause(before) and before != "علما":  # أحاطه علما بأن
        return None
    if kind == "ان":
        if has_own_clause(before) or before in ("او", "ام") or tokens[k].form[:1] == "ف":
            return None
        kind = f"{before} ان" if before in PREPOSITIONS else "ان"
    return content if kind in allowed else None


def _clause(layout: Layout, i: int, reading: Reading, k: int, content: int) -> CueHit:
    stop = k - 1 if layout.doc.tokens[k - 1].form in PREPOSITIONS and k - 1 > i else k
    passage = layout.by_open.get(content)
    first = content if passage is None else layout.passages[passage].first
    return CueHit(i, i + 1, reading, "clause", (i + 1, stop), first, passage)


def _after_colon(layout: Layout, i: int, reading: Reading, colon: int, end: int) -> CueHit | None:
    tokens, k = layout.doc.tokens, colon + 1
    found = complementiser(tokens, k) if k < len(tokens) else None
    if found and k < end:
        return _clause(layout, i, reading, k, found[1])
    if k in layout.by_open:
        return CueHit(i, i + 1, reading, "marks", (i + 1, colon), k + 1, layout.by_open[k])
    return CueHit(i, i + 1, reading, "colon", (i + 1, colon), k) if k < end else None


def _at_marks(
    layout: Layout, i: int, reading: Reading, allowed: frozenset[str], k: int, end: int
) -> tuple[CueHit | None, int]:
    """(the cue introduced by the marks at token k, or None when they only hold a name; where to go on)."""
    tokens, number = layout.doc.tokens, layout.by_open[k]
    passage = layout.passages[number]
    before = tokens[k - 1].form if k - 1 > i else ""
    if _is_name_of_source(layout, passage, allowed, i, end):
        return None, passage.after
    preposition = next((p for p in range(k - 1, max(i, k - 7), -1) if _governs(tokens, p, allowed)), None)
    if complementiser(tokens, k - 1) and k - 1 > i:
        return _clause(layout, i, reading, k - 1, k - 1), k
    if preposition == k - 1 and len(passage) >= 2:
        return CueHit(i, i + 1, reading, "fragment", (i + 1, k - 1), k + 1, number), k
    if preposition == k - 2 and len(passage) >= 2 and preposition > i:
        return CueHit(i, i + 1, reading, "fragment", (i + 1, preposition), preposition + 1, number), k
    if before in PREPOSITIONS or before in PROCLITICS:
        return None, passage.after
    if "marks" in allowed and _can_be_content(layout, reading, passage, k - i):
        return CueHit(i, i + 1, reading, "marks", (i + 1, k), k + 1, number), k
    if preposition is not None and len(passage) >= 2:
        return CueHit(i, i + 1, reading, "fragment", (i + 1, preposition), preposition + 1, number), k
    return None, passage.after


def _can_be_content(layout: Layout, reading: Reading, passage: Passage, distance: int) -> bool:
    """Whether marks with no colon before them hold what the cue reports, rather than a name or a scare quote."""
    tokens = layout.doc.tokens
    after = tokens[passage.after] if passage.after < len(tokens) else None
    alone = after is None or after.form in ".،,؛؟!" or after.index == layout.sentence_end(passage.open)
    inside = (tokens[i] for i in range(passage.first, passage.last))
    words = sum(1 for _ in islice((t for t in inside if t.kind == "word" and len(t.form) > 1), 4))
    if distance <= NEAR and not reading.entry.weak and words >= 3 and not heads_name(tokens[passage.open - 1].form):
        return True
    if reading.entry.stance in NOUN_STANCES or not reading.entry.introduces_clause:
        return words >= 2 and distance <= NEAR and not _is_title(tokens, passage)
    long = words >= (4 if reading.entry.weak else 2)
    return (
        long and (alone or len(passage) > NAME_TOKENS + 1) and distance <= REACH // 2 and not _is_title(tokens, passage)
    )


def _is_title(tokens: Sequence[Token], passage: Passage) -> bool:
    """Whether the marked words are the name of what stands before them: صحيفة «المساء», not الهيئة «هجوما جبانا»."""
    before = tokens[passage.open - 1].form
    if not heads_name(before):
        return False
    return not before.startswith("ال") or (len(passage) < 3 and not tokens[passage.first].form.endswith("ا"))


def _governs(tokens: Sequence[Token], p: int, allowed: frozenset[str]) -> bool:
    """Whether the word at token p is a preposition after which the cue's marked complement stands."""
    form = tokens[p].form
    return f"{form} marks" in allowed or (form in PREPOSITIONS and f"{form} ان" in allowed)


def _is_name_of_source(layout: Layout, passage: Passage, allowed: frozenset[str], cue: int, end: int) -> bool:
    """A short marked passage with the true introducer still to come is part of the source: أعلن «مكتب الأنباء» أن."""
    tokens = layout.doc.tokens
    if len(passage) > NAME_TOKENS:
        return False
    if passage.open == cue + 1 and _is_explained(tokens, passage.after):
        return True
    for k in range(passage.after, min(end, passage.after + 24)):
        if tokens[k].form == ":" or _allowed_clause(tokens, k, cue, allowed) is not None:
            return True
        if k in layout.by_open and len(layout.passages[layout.by_open[k]]) > NAME_TOKENS:
            return True
        if tokens[k].form in "؛." or _begins_other_cue(tokens, k):
            return False
    return False


def _is_explained(tokens: Sequence[Token], after: int) -> bool:
    """Whether an apposition says who bears the name in marks: أعلنت «كتائب الفجر»، الجناح العسكري للحركة، ..."""
    comma = after + 1 < len(tokens) and tokens[after].form in "،,"
    return comma and tokens[after + 1].form.startswith("ال") and tokens[after + 1].kind == "word"


def _begins_other_cue(tokens: Sequence[Token], k: int) -> bool:
    """Whether another cue takes over at token k: a strong finite verb or an adverbial participle."""
    if tokens[k].kind != "word" or tokens[k - 1].form in RELATIVES or hides_identity(tokens, k):
        return False
    return any(
        (r.shape == "participle" and (r.gender == "m" or tokens[k - 1].form in "،," or r.prefix == "و"))
        or (r.prefix and not r.entry.weak and r.shape == "perfect")
        or (r.prefix == "بال" and r.shape == "masdar" and r.entry.form == "قال")
        for r in cue_at(tokens, k)
    )
