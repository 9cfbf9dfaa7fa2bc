"""Title grammar: the name after a title and its complement, and the end of a title that stands after a name.

A name can only begin where the title's noun chain is closed, or where a form is known as a given name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factsheet.extract.belief import believable
from factsheet.extract.complement import JOINS, Spot, Walk, bears_names_at, is_courtesy
from factsheet.extract.forms import is_definite, is_foreign, is_nisba, place_at, proper_at, reading
from factsheet.extract.heads import Phrase
from factsheet.extract.marks import INTRODUCERS
from factsheet.extract.names import Run, read_run
from factsheet.extract.surnames import Trust
from factsheet.lexicon.names import ordinary
from factsheet.lexicon.titles import heads, is_modifier
from factsheet.text import Token

_COMMAS = "،,"
_AFTER_NAME = INTRODUCERS | {"."}
"""What may follow a name after a comma: the end, or what its bearer says."""


def name_after(tokens: Sequence[Token], head: Phrase, stop: int, *, commas: bool = True) -> Run | None:
    """The name that stands after a title and its complement, or None; with `commas`, also between commas."""
    for spot in Walk(tokens, head, stop, strict=False).spots():
        if head.title.weak and head.definite and not spot.described:
            return None
        if not commas and (tokens[spot.at].form in _COMMAS or tokens[spot.at].form == "("):
            return None
        if not commas and _is_of(tokens[spot.at]):
            continue
        run = _name_at(tokens, spot, head, stop)
        if run is not None:
            return run
    return None


def _is_of(token: Token) -> bool:
    """Whether an unknown form may be ل or ب with the name of a body (المدير التنفيذي لهيس كورب)."""
    return token.form[:1] in ("ل", "ب") and reading(token).kind == "unknown"


def phrase_end(tokens: Sequence[Token], head: Phrase, stop: int) -> int:
    """Index after the last token of a title that stands after a name."""
    last = head.last
    for spot in Walk(tokens, head, stop, strict=True).spots():
        last = spot.at
    while last > head.last and (tokens[last - 1].form in JOINS or tokens[last - 1].kind in ("mark", "punct")):
        if tokens[last - 1].form in ("»", "”", '"'):
            break
        last -= 1
    return last


def _name_at(tokens: Sequence[Token], spot: Spot, head: Phrase, stop: int) -> Run | None:
    """The name at a spot of a title, where the title and the name together are believable."""
    at, token = spot.at, tokens[spot.at]
    if token.kind != "word":
        inside = spot.closed and at + 1 < stop
        if inside and token.form in ("(", "«", "“", '"'):
            return _enclosed(tokens, at, stop)
        if inside and token.form == ":" and at == head.last and head.title.kind == "trade":
            return _after_colon(tokens, at + 1, stop)
        return _after_comma(tokens, at + 1, stop) if inside and token.form in _COMMAS and not head.title.weak else None
    if not token.form or token.form in JOINS or _describes(tokens, at) or is_courtesy(tokens, at):
        return None
    if not spot.closed and at > head.first and bears_names_at(tokens, at - 1):
        return None
    run = read_run(tokens, at, stop, Trust.TITLED if spot.closed else Trust.FREE)
    if run is None or (len(run.pieces) < 2 and at > head.last and _is_named(tokens, at - 1)):
        return None
    return run if _belongs(run, spot, head) else None


def _is_named(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i may be the first half of a name of which the title is somebody's (محامي مارين لوبان)."""
    info = reading(tokens[i])
    return (
        info.kind in ("name", "unknown") and not info.article and not place_at(tokens, i) and not proper_at(tokens, i)
    )


def _belongs(run: Run, spot: Spot, head: Phrase) -> bool:
    """Whether a run may be the name that a title announces: the weaker the title, the more the name must prove."""
    first, n = run.pieces[0], len(run.pieces)
    if head.many and n < 2:
        return False
    if n < 2 and not first.known and not (spot.plain or spot.titled):
        return False
    if first.reading.article and not first.compound and n < 2:
        return head.definite and spot.plain and spot.closed and not head.title.weak and believable(run, Trust.TITLED)
    if head.title.weak:
        if not first.known:
            if n > 1 and spot.closed and head.definite and run.ends and _is_person(head):
                return all(piece.known or is_foreign(word) for piece, word in zip(run.pieces, run.words, strict=False))
            return n > 1 and head.definite and spot.plain and first.given == 3 and believable(run, Trust.TITLED)
        alone = head.title.kind in ("honorific", "kin") and believable(run, Trust.TITLED)
        return alone or believable(run, Trust.FREE)
    if spot.closed:
        return believable(run, Trust.TITLED)
    return (first.compound or (first.reading.known and first.given > 1)) and believable(run, Trust.FREE)


def _is_person(head: Phrase) -> bool:
    """Whether a weak title says what a person is, and nothing else."""
    return head.sex == "m" and head.title.kind in ("office", "trade") and not (head.title.thing or head.title.adjective)


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Whether a form with article after another describes it, though it is a name too (الأدب العربي, المخرج الكبير)."""
    form = tokens[at].form
    if not form.startswith("ال") or not is_definite(tokens[at - 1]):
        return False
    if is_nisba(form) or is_modifier(form) or (form.endswith("ي") and not reading(tokens[at]).known):
        return True
    after = reading(tokens[at + 1]) if at + 1 < len(tokens) and tokens[at + 1].kind == "word" else None
    return (
        form.endswith("ي")
        and ordinary(form[2:-1]) == "noun"
        and after is not None
        and after.known
        and after.name.given > 1
    )


def _after_comma(tokens: Sequence[Token], at: int, stop: int) -> Run | None:
    """A name between commas after a title: وزير الدفاع، فلان الفلاني، ...; an honorific or rank may stand before it."""
    inner = heads().at(tokens, at, ("", "ال"))
    if inner is not None and (inner.prefix or inner.entry.title.kind in ("honorific", "rank")):
        at = inner.last
        while (more := heads().at(tokens, at, ("", "ال"))) and more.entry.title.kind in ("honorific", "rank"):
            at = more.last
    elif inner is not None and not inner.entry.title.name:
        return None
    run = read_run(tokens, at, stop, Trust.TITLED) if at < stop else None
    if run is None or len(run.pieces) < 2:
        return None
    run = _to_comma(tokens, run, stop)
    between = run.last < stop and tokens[run.last].form in _COMMAS
    if not believable(run, Trust.TITLED if between else Trust.NEAR):
        return None
    follows = run.last < stop and tokens[run.last].kind == "word" and reading(tokens[run.last]).kind == "verb"
    return run if between or follows or run.last >= stop or tokens[run.last].form in _AFTER_NAME else None


def _to_comma(tokens: Sequence[Token], run: Run, stop: int) -> Run:
    """The run with the one more word (، فهد مبخوت العرادة ،) that stands before the comma that closes it."""
    last = run.last
    if last + 1 >= stop or tokens[last + 1].form not in _COMMAS or not run.pieces[0].known:
        return run
    word = tokens[last]
    if word.kind != "word" or reading(word).kind not in ("noun", "unknown") or not word.form.startswith("ال"):
        return run
    return replace(run, last=last + 1, end=word.end, words=(*run.words, word.form), ends=True)


def _after_colon(tokens: Sequence[Token], at: int, stop: int) -> Run | None:
    """A name after a trade and a colon, as in credits and line-ups: المدرب: فلان."""
    run = read_run(tokens, at, stop, Trust.TITLED)
    if run is None or len(run.pieces) < 2 or not believable(run, Trust.TITLED):
        return None
    return run if run.last >= stop or tokens[run.last].kind != "word" else None


def _enclosed(tokens: Sequence[Token], at: int, stop: int) -> Run | None:
    """A name alone between brackets or marks, after a title: الإعلامية (فلانة)."""
    run = read_run(tokens, at + 1, stop, Trust.TITLED)
    if run is None or run.last >= stop or tokens[run.last].form not in (")", "»", "”", '"'):
        return None
    return run if believable(run, Trust.TITLED) and not run.pieces[0].reading.article else None
