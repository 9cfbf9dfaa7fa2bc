"""Name grammar: where a personal name begins and ends, token by token.

A name is a run of pieces: plain tokens (جون، الورداني), compounds (عبد الله، أبو زيد، صلاح الدين), links with the
token after them (بن علي، آل ثاني، فان دير بيرغ) and initials (ف.). The lexicon says which forms are known as names and
which are ordinary words; everything else is unknown, and unknown forms are what foreign names look like.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from factsheet.lexicon.countries import nisbas, places
from factsheet.lexicon.names import UNKNOWN, Name, Sex, name, words
from factsheet.lexicon.organizations import organizations
from factsheet.lexicon.titles import heads
from factsheet.text import Token, fold, stems

_SERVANT = frozenset(map(fold, ("عبد", "عبيد", "عابد")))
_KUNYA = frozenset(map(fold, ("أبو", "أبي", "أبا", "بو", "أم")))
_LINEAGE = frozenset(map(fold, ("بن", "ابن", "بنت", "آل", "ولد", "ول", "ذو")))
_PARTICLE = frozenset(
    map(fold, ("فان", "فون", "دي", "دا", "دو", "ديل", "دير", "دن", "لا", "لو", "لي", "لوس", "دوس", "سان", "سانت", "ماك", "او", "دل"))
)
_DIVINE = frozenset(map(fold, ("الدين", "الله", "الإسلام", "الزمان", "الحق", "النبي", "الرسول")))
_SUFFIXES = ("هما", "ها", "هم", "نا", "ه")
_PLURALS = ("ات", "ون", "ين", "ان")
_MAX = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folded form can be: a name (how common), an ordinary word, a nisba; `article` says it begins with ال."""

    name: Name
    ordinary: bool
    article: bool
    nisba: bool
    verbal: bool

    @property
    def known(self) -> bool:
        """A form that is known as a name and is no ordinary word."""
        return not self.ordinary and (self.name.given > 0 or self.name.family > 0)

    @property
    def given(self) -> int:
        """How common as a given name, 0 for ordinary words."""
        return 0 if self.ordinary else self.name.given


@lru_cache(maxsize=65536)
def reading(form: str) -> Reading:
    """The reading of a folded form."""
    info = name(form)
    article = form.startswith("ال") and len(form) > 4
    bare = form[2:] if article else form
    nisba = bare in nisbas() if article else False
    firm = info.given > 1 or info.family > 1
    return Reading(info, _ordinary(form, firm), article, nisba, info is UNKNOWN and _verbal(form))


def _ordinary(form: str, firm: bool) -> bool:
    """Whether a form is an ordinary word, with proclitics and endings taken off; a firm name only where it is bare."""
    known = words()
    for prefix, stem in stems(form):
        if stem in known:
            return True
        if firm and (prefix or stem != form):
            continue
        for end in (*_SUFFIXES, *_PLURALS):
            base = stem[: -len(end)]
            if len(base) > 2 and stem.endswith(end) and (base in known or (end not in _PLURALS and base + "ه" in known)):
                return not firm
        if len(stem) > 4 and stem.endswith("تها") and stem[:-3] + "ه" in known:
            return True
    return False


def _verbal(form: str) -> bool:
    """Whether an unknown form looks inflected: present tense (يتفقد، تستضيف), or a suffixed pronoun (أعماله)."""
    if len(form) == 4 and form[0] in "يت" and not set(form[1:]) & set("اوي"):
        return True
    if form[:2] in ("يت", "يس", "تس") and len(form) > 4 and not form.endswith(("ي", "و", "ا", "ن")):
        return True
    return form.endswith(("ها", "هم", "وا")) and len(form) > 4


def is_foreign(form: str) -> bool:
    """Whether an unknown form has the long vowels or the ending of a foreign name in Arabic letters."""
    if len(form) < 4 or form.startswith("ال"):
        return False
    vowels = sum(letter in "اوي" for letter in form)
    return vowels >= 2 and vowels * 2 + 1 >= len(form) - 1 or form.endswith(_FOREIGN_ENDINGS)


_FOREIGN_ENDINGS = tuple(
    map(fold, ("سكي", "يتش", "سون", "مان", "نغ", "رغ", "رج", "يان", "وف", "يف", "ستين", "شتاين", "وغلو", "زاده", "تون", "ينو", "يز", "لي"))
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a name over tokens [first:last)."""

    first: int
    last: int
    reading: Reading
    compound: bool = False

    @property
    def known(self) -> bool:
        """Whether the piece is known to belong to a name."""
        return self.compound or self.reading.known


@dataclass(frozen=True, slots=True)
class NameRun:
    """A run of name pieces over tokens [first:last); the name begins `skip` letters into the first token's text."""

    first: int
    last: int
    start: int
    pieces: tuple[Piece, ...]

    @property
    def sex(self) -> Sex | None:
        """The sex of the given name, where the lexicon knows it."""
        return self.pieces[0].reading.name.sex


def is_place(tokens: Sequence[Token], i: int) -> int:
    """Number of tokens of the country or city that begins at token i, else 0."""
    match = places().at(tokens, i, ("",))
    return match.last - match.first if match else 0


def is_body(tokens: Sequence[Token], i: int) -> int:
    """Number of tokens of the organization's head or name at token i, else 0."""
    match = organizations().at(tokens, i, ("", "ال"))
    return match.last - match.first if match else 0


def read_run(tokens: Sequence[Token], i: int, stop: int, trusted: bool) -> NameRun | None:
    """The longest run of name pieces that begins at token i; `trusted` where a title or the like stands before it."""
    pieces: list[Piece] = []
    j = i
    while j < stop and len(pieces) < _MAX:
        piece = _piece(tokens, j, stop, pieces, trusted)
        if piece is None:
            break
        pieces.append(piece)
        j = piece.last
        if j < stop and _glued_hyphen(tokens, j, stop):
            j += 1
    if not pieces:
        return None
    return NameRun(i, pieces[-1].last, tokens[i].start, tuple(pieces))


def _glued_hyphen(tokens: Sequence[Token], j: int, stop: int) -> bool:
    return tokens[j].form in ("-", "–", "ـ") and j + 1 < stop and tokens[j + 1].kind == "word" and (
        not tokens[j].space and not tokens[j + 1].space
    )


def _piece(tokens: Sequence[Token], j: int, stop: int, before: list[Piece], trusted: bool) -> Piece | None:
    """The piece at token j, or None where the name ends."""
    token = tokens[j]
    if token.kind != "word":
        return None
    form, after = token.form, tokens[j + 1] if j + 1 < stop and tokens[j + 1].kind == "word" else None
    if len(form) == 1:
        dot = j + 1 < stop and tokens[j + 1].form == "." and not tokens[j + 1].space
        return Piece(j, j + 2, reading(form), True) if dot and before else None
    if after is not None:
        if form in _SERVANT and (after.form.startswith("ال") or after.form == "ربه"):
            return Piece(j, j + 2, reading(form), True)
        if after.form in _DIVINE and (after.form != "الحق" or reading(form).known) and not _function(form):
            return Piece(j, j + 2, reading(form), True)
        if form in _KUNYA and (token.text[0] == "أ" or form != "ام") and _can_follow(after):
            return Piece(j, j + 2, reading(form), True)
        if (form in _LINEAGE or (form == "ال" and token.text.startswith("آ"))) and (before or trusted) and _can_follow(after):
            inner = _piece(tokens, j + 1, stop, before, True)
            return Piece(j, inner.last if inner else j + 2, reading(form), True)
        if form in _PARTICLE and (before or trusted) and _can_follow(after) and not after.form.startswith("ال"):
            inner = _piece(tokens, j + 1, stop, before, True)
            return Piece(j, inner.last, reading(form), True) if inner else None
    return _plain(tokens, j, before, trusted)


def _function(form: str) -> bool:
    info = name(form)
    return form in words() and info.given + info.family == 0


def _can_follow(token: Token) -> bool:
    return not _function(token.form) and len(token.form) > 1


def _plain(tokens: Sequence[Token], j: int, before: list[Piece], trusted: bool) -> Piece | None:
    """A single token as a piece: first pieces must look like names, later ones must not look like anything else."""
    token, info = tokens[j], reading(tokens[j].form)
    if token.form == "علي" and token.text.endswith("ى") and not (before and before[-1].known):
        return None
    if is_place(tokens, j) and not (info.known and (info.name.given > 1 or (before and info.name.family > 1))):
        return None
    if not before:
        if info.article:
            return Piece(j, j + 1, info) if trusted and not info.nisba and (info.known or not info.ordinary) else None
        usable = info.known or (trusted and not info.ordinary and not info.verbal) or (info.ordinary and info.name.given > 1)
        return Piece(j, j + 1, info) if usable and not _is_head(tokens, j, info) else None
    if _is_head(tokens, j, info):
        return None
    if info.article:
        return _surname(j, info, before)
    if before[-1].reading.article and not before[-1].compound and not info.known:
        return None
    if info.known:
        return Piece(j, j + 1, info)
    if info.ordinary:
        usable = info.name.given > 1 or info.name.family > 1
        return Piece(j, j + 1, info) if usable and len(before) == 1 and before[0].reading.name.given > 1 and False else None
    if info.verbal or token.text.endswith("ة"):
        return None
    return Piece(j, j + 1, info) if len(before) < 2 or is_foreign(token.form) else None


def _surname(j: int, info: Reading, before: list[Piece]) -> Piece | None:
    """A piece with article: a known family name, or an unknown form; a nisba only after a given name."""
    last = before[-1]
    if info.nisba:
        near = last.compound or last.reading.name.given > 1 and last.reading.name.sex != "f"
        return Piece(j, j + 1, info) if info.name.family > 0 and near else None
    if info.known or (not info.ordinary and (not last.reading.article or last.compound)):
        return Piece(j, j + 1, info)
    if info.ordinary and info.name.family > 1 and last.known:
        return Piece(j, j + 1, info)
    return None


def _is_head(tokens: Sequence[Token], j: int, info: Reading) -> bool:
    """Whether a title begins at token j; a form that is common as a name as well counts as a name."""
    match = heads().at(tokens, j, ("",))
    return match is not None and (match.last - match.first > 1 or info.given < 2)
