"""Title grammar: a head (وزير) with its complement up to where the name begins, or after the name up to its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factsheet.extract.names import NameRun, is_body, is_place, read_run, reading
from factsheet.lexicon.names import Sex
from factsheet.lexicon.titles import Title, heads
from factsheet.text import Token, fold, stems

_JOINING = frozenset(map(fold, ("في", "لدى", "باسم", "عن", "من", "لشؤون", "للشؤون", "على", "ضمن", "لدي")))
_STOP = frozenset(
    map(fold, ("أن", "إن", "الذي", "التي", "الذين", "قد", "لم", "لن", "ثم", "أو", "حيث", "بينما", "بعد", "قبل", "منذ", "خلال", "أمس", "اليوم", "إلى", "مع", "هو", "هي", "كان", "كانت"))
)
_MAX = 18


@dataclass(frozen=True, slots=True)
class Phrase:
    """A title over tokens [first:last), clitics before it left out of `start`; its head's entry, sex and number."""

    first: int
    last: int
    start: int
    title: Title
    sex: Sex
    many: bool


def head_at(tokens: Sequence[Token], i: int) -> Phrase | None:
    """The title head that begins at token i, with proclitics and article, or with a suffixed pronoun (نظيره)."""
    match = heads().at(tokens, i)
    if match is None:
        return _possessed(tokens, i)
    skip = len(match.prefix.removesuffix("ال")) if match.prefix else 0
    title, sex, many = match.entry
    return Phrase(i, match.last, tokens[i].start + raw_offset(tokens[i], skip), title, sex, many)


def _possessed(tokens: Sequence[Token], i: int) -> Phrase | None:
    form = tokens[i].form
    for end in ("ها", "هم", "هما", "نا", "ه"):
        if form.endswith(end) and len(form) - len(end) > 2:
            for prefix, stem in stems(form[: -len(end)]):
                if "ال" not in prefix and stem in heads():
                    match = heads()._by_first[stem][-1][1]
                    return Phrase(i, i + 1, tokens[i].start + raw_offset(tokens[i], len(prefix)), *match)
    return None


def raw_offset(token: Token, letters: int) -> int:
    """How many raw characters the first `letters` folded letters of a token take."""
    if letters == 0:
        return 0
    for n in range(1, len(token.text) + 1):
        if len(fold(token.text[:n])) >= letters:
            return n
    return 0


def name_after(tokens: Sequence[Token], head: Phrase, stop: int) -> NameRun | None:
    """The name that stands after a title: after its complement, where the definite noun phrase has closed."""
    text = tokens[head.first].form
    closed = "ال" in text[:4] and tokens[head.last - 1].form.find("ال") in (0, 1) or head.title.kind in ("honorific", "rank")
    j, fallback = head.last, None
    while j < min(stop, head.first + _MAX):
        token = tokens[j]
        if token.kind != "word":
            if token.kind == "mark" and j > head.last:
                j += 1
                continue
            return fallback
        if token.form in _STOP:
            return fallback
        if token.form in _JOINING:
            j, closed = j + 1, False
            continue
        inner = heads().at(tokens, j, ("", "ال"))
        if inner is not None and not (closed and reading(token.form).given > 1):
            j = inner.last
            closed = token.form.startswith("ال") or inner.entry[0].kind in ("honorific", "rank")
            continue
        size = is_place(tokens, j) or is_body(tokens, j)
        info = reading(token.form)
        if size and not info.given > 1:
            closed = bool(is_place(tokens, j)) or token.form.startswith("ال")
            j += size
            continue
        run = read_run(tokens, j, stop, closed)
        if run is not None and _believable(run, closed):
            if run.pieces[0].reading.given or closed and not info.article:
                return run
            if closed and info.article and j == head.last:
                return run
        if info.article or info.nisba:
            closed = True
        elif not info.ordinary:
            if info.verbal:
                return fallback
            closed = True
        elif closed and not token.form.startswith(("و", "ل", "ب")):
            return fallback
        j += 1
    return fallback


def _believable(run: NameRun, closed: bool) -> bool:
    first = run.pieces[0]
    if first.compound or first.reading.known:
        return closed or first.compound or first.reading.given > 1 or (first.reading.given > 0 and len(run.pieces) > 1)
    if first.reading.ordinary:
        return len(run.pieces) > 1 and (run.pieces[1].known or run.pieces[1].reading.article)
    return closed


def phrase_end(tokens: Sequence[Token], head: Phrase, stop: int) -> int:
    """Index after the last token of a title that stands in apposition: its complements, up to a verb, name or sign."""
    j = head.last
    while j < min(stop, head.first + _MAX):
        token = tokens[j]
        if token.kind == "mark":
            j += 1
            continue
        if token.kind != "word" or token.form in _STOP:
            break
        if token.form in _JOINING:
            after = tokens[j + 1] if j + 1 < stop else None
            if after is None or after.kind != "word":
                break
            if not (is_place(tokens, j + 1) or is_body(tokens, j + 1) or after.form.startswith("ال")):
                break
            j += 2
            continue
        info = reading(token.form)
        if info.verbal:
            break
        j += 1
    return j
