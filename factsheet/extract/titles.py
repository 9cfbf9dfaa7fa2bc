"""Title grammar: a head (وزير) and its complement, up to where the name begins or, after a name, up to its end.

The complement is a chain of indefinite nouns that a definite noun, a proper name or a nisba closes (وزير خارجية
ألمانيا, رئيس مجلس النواب اللبناني); prepositions (لدى، باسم، في) and و open it again. A name can only begin where
the chain is closed, or where a form is known as a given name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factsheet.extract.forms import body_at, is_definite, is_nisba, place_at, proper_at, raw_offset, reading
from factsheet.extract.names import Run, Trust, believable, read_run
from factsheet.lexicon.countries import places
from factsheet.lexicon.names import Sex
from factsheet.lexicon.organizations import organizations
from factsheet.lexicon.titles import Title, accusatives, heads, is_modifier, single_head
from factsheet.text import Token, fold, stems

_JOINS = frozenset(map(fold, ("في", "لدى", "باسم", "لشؤون", "للشؤون", "بشؤون", "عن")))
_JOINS_AFTER = frozenset(map(fold, ("في", "لدى", "باسم", "لشؤون", "للشؤون", "بشؤون", "عن")))
"""What continues a title before a name, and, more narrowly, after one: there it may well continue the sentence."""
_OF = frozenset(
    map(
        fold,
        ("لكرة", "لحقوق", "لشؤون", "لمكافحة", "لقوات", "لهيئة", "لأركان", "لمنتخب", "لفريق", "لنادي", "لسلاح", "لدولة"),
    )
)
_SIDES = frozenset(map(fold, ("شمال", "جنوب", "شرق", "غرب", "وسط", "شمالي", "جنوبي", "شرقي", "غربي")))
_POSSESSIVE = ("ها", "هم", "هما", "نا", "ه")
_LONGEST = 16


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


class Spot(NamedTuple):
    """A place inside a title, before token `at`: whether the noun chain is closed, and whether it just joined on."""

    at: int
    closed: bool
    plain: bool
    """Whether only the head, and adjectives of it, stand before it."""


def head_at(tokens: Sequence[Token], i: int) -> Phrase | None:
    """The title head that begins at token i, with proclitics and article or with a pronoun (نظيره)."""
    token = tokens[i]
    match = heads().at(tokens, i)
    if match is None:
        return _owned(token, i)
    if match.entry.title.form == "أب" and token.text[-1:] != "ب":
        return None
    article = match.prefix.endswith("ال")
    proclitic = match.prefix.removesuffix("ال")
    start = token.start + raw_offset(token, len(proclitic))
    if article and proclitic.endswith("ل"):
        start = token.start + raw_offset(token, len(proclitic) - 1)
    title, sex, many = match.entry
    definite = article or tokens[match.last - 1].form.startswith("ال")
    return Phrase(i, match.last, start, title, sex, many, definite)


def accusative_at(tokens: Sequence[Token], i: int) -> Phrase | None:
    """The office in the accusative at token i (رئيسا), which has its complement after ل."""
    match = accusatives().at(tokens, i, ("",))
    if match is None:
        return None
    title, sex, many = match.entry
    return Phrase(i, match.last, tokens[i].start, title, sex, many, True)


def _owned(token: Token, i: int) -> Phrase | None:
    for end in _POSSESSIVE:
        if not token.form.endswith(end) or token.text[-1] == "ة":
            continue
        for prefix, stem in stems(token.form[: -len(end)]):
            stem = stem[:-1] + "ه" if stem.endswith("ت") and single_head(stem) is None else stem
            head = single_head(stem) if len(stem) > 3 and "ال" not in prefix else None
            if head is not None:
                return Phrase(i, i + 1, token.start + raw_offset(token, len(prefix)), *head, True, True)
    return None


def name_after(tokens: Sequence[Token], head: Phrase, stop: int, *, commas: bool = True) -> Run | None:
    """The name that stands after a title and its complement, or None; with `commas`, also between commas."""
    for spot in _spots(tokens, head, min(stop, head.first + _LONGEST), strict=False):
        if spot.at > head.last and head.title.weak and not spot.plain:
            return None
        if not commas and tokens[spot.at].form in "،,":
            return None
        run = _name_at(tokens, spot, head, stop)
        if run is not None:
            return run
    return None


def _name_at(tokens: Sequence[Token], spot: Spot, head: Phrase, stop: int) -> Run | None:
    at = spot.at
    if tokens[at].form in '(«“"':
        return _enclosed(tokens, at, stop) if spot.closed and at + 1 < stop else None
    if tokens[at].form in "،,":
        return _after_comma(tokens, at + 1, stop) if spot.closed and at + 1 < stop and not head.title.weak else None
    if tokens[at].kind != "word" or not tokens[at].form or tokens[at].form in _JOINS:
        return None
    if not spot.closed and at > head.first and _bears_names(tokens, at - 1):
        return None
    run = read_run(tokens, at, stop, Trust.TITLED if spot.closed else Trust.FREE)
    if run is None:
        return None
    first = run.pieces[0]
    if _describes(tokens, at) or (_is_honorific(tokens, at) and tokens[at].form.startswith("ال")):
        return None
    if head.many and len(run.pieces) < 2:
        return None
    if first.reading.article and not first.compound:
        return (
            run
            if head.definite and spot.plain and spot.closed and believable(run, Trust.TITLED) and not head.title.weak
            else None
        )
    if head.title.weak:
        return (
            run
            if first.known
            and believable(run, Trust.TITLED)
            and (len(run.pieces) > 1 or head.title.kind in ("honorific", "kin"))
            else None
        )
    if spot.closed:
        return run if believable(run, Trust.TITLED) else None
    known = first.compound or (first.reading.known and first.reading.name.given > 1)
    return run if known and believable(run, Trust.FREE) else None


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Whether a form with article after another describes it, though it is a name too (الأدب العربي, المخرج الكبير)."""
    form = tokens[at].form
    if not form.startswith("ال") or not is_definite(tokens[at - 1]):
        return False
    return is_nisba(form) or is_modifier(form) or (form.endswith("ي") and not reading(tokens[at]).known)


def _after_comma(tokens: Sequence[Token], at: int, stop: int) -> Run | None:
    """A name between commas after a title: وزير الدفاع، فلان الفلاني، ...; an honorific or rank may stand before it."""
    inner = heads().at(tokens, at, ("", "ال"))
    if inner is not None and inner.entry.title.kind in ("honorific", "rank"):
        at = inner.last
    elif inner is not None and not inner.entry.title.name:
        return None
    run = read_run(tokens, at, stop, Trust.NEAR) if at < stop else None
    if run is None or len(run.pieces) < 2 or not believable(run, Trust.NEAR):
        return None
    return run if run.last >= stop or tokens[run.last].form in "،,.:" or tokens[run.last].form in ("ان",) else None


def _enclosed(tokens: Sequence[Token], at: int, stop: int) -> Run | None:
    """A name alone between brackets or marks, after a title: الإعلامية (فلانة)."""
    run = read_run(tokens, at + 1, stop, Trust.TITLED)
    if run is None or run.last >= stop or tokens[run.last].kind == "word" or tokens[run.last].form not in ')»”"':
        return None
    return run if believable(run, Trust.TITLED) and not run.pieces[0].reading.article else None


def _bears_names(tokens: Sequence[Token], i: int) -> bool:
    match = organizations().at(tokens, i)
    return (
        match is not None
        and match.entry.kind not in ("outlet", "name")
        and match.last == i + 1
        and not is_definite(tokens[i])
    )


def _is_honored(tokens: Sequence[Token], i: int) -> bool:
    match = organizations().at(tokens, i)
    return match is not None and match.entry.bears_names


def phrase_end(tokens: Sequence[Token], head: Phrase, stop: int) -> int:
    """Index after the last token of a title that stands after a name."""
    last = head.last
    for spot in _spots(tokens, head, min(stop, head.first + _LONGEST), strict=True):
        last = spot.at
    while last > head.last and (tokens[last - 1].form in _JOINS or tokens[last - 1].kind in ("mark", "punct")):
        if tokens[last - 1].kind == "mark" and tokens[last - 1].form in '»”"':
            break
        last -= 1
    return last


def _spots(tokens: Sequence[Token], head: Phrase, stop: int, strict: bool) -> Iterator[Spot]:
    """Every place where the title may end and something else begin, in order; `strict` after a name."""
    j, closed, plain = head.last, head.definite or head.owned or head.title.kind in ("honorific", "rank"), True
    if j < stop and tokens[j].form == "." and len(tokens[j - 1].form) == 1:
        j += 1
    while j < stop:
        yield Spot(j, closed, plain)
        step = _advance(tokens, j, stop, closed, strict, j > head.last)
        if step is None:
            return
        plain = plain and (is_nisba(tokens[j].form) or is_modifier(tokens[j].form) or _is_honorific(tokens, j))
        j, closed = step
    yield Spot(j, closed, plain) if strict else Spot(stop - 1, False, False)


def _club_at(tokens: Sequence[Token], j: int) -> int:
    match = organizations().at(tokens, j, ("",))
    return match.last - j if match is not None and match.entry.kind in ("outlet", "name") else 0


def _is_honorific(tokens: Sequence[Token], j: int) -> bool:
    match = heads().at(tokens, j, ("", "ال"))
    return match is not None and match.entry.title.kind in ("honorific", "rank")


def _advance(
    tokens: Sequence[Token], j: int, stop: int, closed: bool, strict: bool, begun: bool
) -> tuple[int, bool] | None:
    """Past the element at token j: the next index and whether the chain is closed there; None where the title ends."""
    token = tokens[j]
    if token.kind == "mark":
        return _marked(tokens, j, stop)
    if token.kind == "latin":
        return (j + 1, True) if not closed or tokens[j - 1].kind == "latin" else None
    if token.form == "/" and j + 1 < stop:
        return j + 1, False
    if token.kind != "word" or not token.form:
        return None
    if token.form in (_JOINS_AFTER if strict else _JOINS):
        return _joined(tokens, j, stop, strict)
    inner = heads().at(tokens, j)
    if inner is not None and not (strict and closed and inner.prefix == ""):
        return _inner_head(tokens, j, closed, inner.prefix, inner.last, inner.entry.title)
    size = max(place_at(tokens, j), _club_at(tokens, j))
    if size:
        return (j + size, True) if not closed or not strict or _proper(tokens[j - 1]) else None
    return _noun(tokens, j, stop, closed, strict, begun)


def _inner_head(
    tokens: Sequence[Token], j: int, closed: bool, prefix: str, last: int, title: Title
) -> tuple[int, bool] | None:
    """A head inside a title: an honorific or rank before the name, a second office after و, or what an office is part of."""
    if closed and prefix == "" and title.kind == "trade":
        return None
    after = last + 1 if last < len(tokens) and tokens[last].form == "." and len(tokens[last - 1].form) == 1 else last
    return after, "ال" in prefix or tokens[last - 1].form.startswith("ال") or title.kind in ("honorific", "rank")


def _marked(tokens: Sequence[Token], j: int, stop: int) -> tuple[int, bool] | None:
    """A name in marks inside a title (رئيس مجموعة «الأفق»)."""
    for k in range(j + 1, min(stop, j + 7)):
        if tokens[k].kind == "mark":
            return k + 1, True
    return None


def _joined(tokens: Sequence[Token], j: int, stop: int, strict: bool) -> tuple[int, bool] | None:
    """A preposition that continues a title; after a name only where a place, body or definite noun follows."""
    if j + 1 >= stop or tokens[j + 1].kind == "punct":
        return None
    after = tokens[j + 1]
    if not strict and tokens[j].form == "في" and heads().at(tokens, j + 1, ("ال",)) is not None:
        return None
    if not strict or place_at(tokens, j + 1) or after.kind in ("mark", "latin"):
        return j + 1, False
    if tokens[j].form in ("باسم", "لشءون", "للشءون"):
        return j + 1, False
    return (j + 1, False) if body_at(tokens, j + 1) or _is_institution(after) else None


def _is_institution(token: Token) -> bool:
    info = reading(token)
    return info.article and info.kind == "unknown"


def _proper(token: Token) -> bool:
    """Whether a token is, or ends, a proper name: an article noun after it no longer describes the title."""
    body = organizations().at([token], 0)
    if body is not None and body.entry.kind not in ("outlet", "name"):
        return False
    return (
        token.kind == "word"
        and not token.form.startswith("ال")
        and (reading(token).kind in ("unknown", "name") or token.form in places())
    )


def _noun(
    tokens: Sequence[Token], j: int, stop: int, closed: bool, strict: bool, begun: bool
) -> tuple[int, bool] | None:
    """A noun, adjective or proper name of the complement."""
    token, info = tokens[j], reading(tokens[j])
    prefix = next((p for p, _ in reversed(stems(token.form)) if p.endswith("ال")), "")
    if prefix:
        if info.kind in ("particle", "verb") and not info.doubtful:
            return None
        if strict and prefix not in ("ال", "وال", "لال"):
            return None
        if (
            prefix == "ال"
            and begun
            and _proper(tokens[j - 1])
            and not (is_modifier(token.form) or token.form.endswith(("ي", "يه")))
        ):
            return None
        return j + 1, True
    if info.kind in ("particle", "verb") and not info.doubtful:
        return None
    if not closed and info.kind in ("unknown", "name") and _bears_names(tokens, j - 1):
        return _own_name(tokens, j, stop), True
    if not closed:
        return j + 1, info.kind in ("unknown", "name")
    if (
        token.form[0] == "ل"
        and info.kind == "noun"
        and (not strict or not begun or token.form in _OF or body_at_proclitic(tokens, j))
    ):
        return j + 1, False
    if not strict and token.form in _SIDES and j + 1 < stop and place_at(tokens, j + 1):
        return j + 1, False
    if _proper(tokens[j - 1]) and info.kind in ("unknown", "name") and strict:
        return j + 1, True
    if token.form[0] == "و" and info.kind == "noun" and not strict:
        return j + 1, False
    if token.form[0] == "ب" and (place_in(token) or _is_honored(tokens, j)):
        return j + 1, place_in(token)
    if token.form[0] == "و" and place_in(token):
        return j + 1, True
    return None


def _own_name(tokens: Sequence[Token], j: int, stop: int) -> int:
    """Index after the proper name of a company or the like that begins at token j (شركة سي إس إنسايت)."""
    k = j + 1
    while k < min(stop, j + 4) and tokens[k].kind in ("word", "latin"):
        info = reading(tokens[k])
        if info.kind not in ("unknown", "name") or (info.name.given > 1 and len(tokens[k].form) > 2) or info.article:
            break
        k += 1
    return k


def body_at_proclitic(tokens: Sequence[Token], j: int) -> bool:
    """Whether ل and an organization's head stand at token j (لمنظمة)."""
    match = organizations().at(tokens, j, ("ل",))
    return match is not None


def place_in(token: Token) -> bool:
    """Whether a place stands after the preposition that is attached to it."""
    return token.form[1:] in places()
