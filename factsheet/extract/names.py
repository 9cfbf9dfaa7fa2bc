"""Name grammar: where a personal name begins and ends, token by token.

A name is a run of pieces: plain tokens (جون، الورداني), compounds (عبد الله، أبو زيد، صلاح الدين), links with the
token after them (بن علي، آل ثاني، فان دير بيرغ) and initials (ف.). The lexicon says which forms are known as names and
which are ordinary words; everything else is unknown, and unknown forms are what foreign names look like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Literal, NamedTuple

from factsheet.lexicon.countries import country_names, nisbas, places
from factsheet.lexicon.names import UNKNOWN, Name, Sex, names, ordinary, stands_alone
from factsheet.lexicon.organizations import organizations
from factsheet.lexicon.titles import Head, heads, is_modifier, single_head
from factsheet.text import Token, fold, stems


class Trust(IntEnum):
    """How much the words before a name promise one: nothing; a nisba, a verb of speech or a list; a title."""

    FREE = 0
    NEAR = 1
    TITLED = 2


def _folded(*words: str) -> frozenset[str]:
    return frozenset(map(fold, words))


_SERVANT = _folded("عبد", "عبيد")
_KUNYA = _folded("أبو", "أبي", "أبا", "بو", "أم")
OPENERS = _SERVANT | _KUNYA - {"ام", "بو"}
"""Forms that begin a name of several tokens."""
_LINEAGE = _folded("بن", "ابن", "بنت", "آل", "ولد", "ول", "ذو", "أولاد", "إبن")
_PARTICLE = _folded(
    "فان",
    "فون",
    "دي",
    "دا",
    "دو",
    "ديل",
    "دير",
    "دن",
    "دين",
    "لا",
    "لو",
    "لوس",
    "دوس",
    "سان",
    "سانت",
    "ماك",
    "دل",
    "تير",
)
_REGNAL = _folded(
    "الأول",
    "الثاني",
    "الثالث",
    "الرابع",
    "الخامس",
    "السادس",
    "السابع",
    "الثامن",
    "التاسع",
    "العاشر",
    "الثانية",
    "الأولى",
)
_WEEKDAYS = _folded("السبت", "الأحد", "الاثنين", "الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة")
_VAN = _folded("فان", "فون", "دير")
DIVINE = _folded("الدين", "الله", "الإسلام", "الزمان", "الحق", "النبي", "الرسول")
"""Second words of given names (صلاح الدين, جاد الله)."""
_SHAPES = re.compile(
    "مست[^اوي].*|مت[^اوي][^اوي].+|است[^اوي]{2}.*|ان[^اوي]{2}ا[^اوي]|ا[^اوي]ت[^اوي]ا[^اوي]|[تي]ت[^اوي]{2}.*"
    "|ت[^اوي]{2}ي[^اوي]|ت[^اوي]ا[^اوي]{2}|ا[^اوي]{2}ا[^اوي]|[يتن][^اوي]{3}|[يتن]ست[^اوي]{2,}|م[^اوي]{2}و[^اوي]|[يت][^اوي]ا[^اوي]{2}|ي[^اوي][وي][^اوي]|ا[^اوي]{3}|ا[^اوي]{2}[اي]|[يت][^اوي]{2,3}ون"
    "|.{3,}(?:اءه|اته|ها|هم|هما|ناه)"
)
"""Shapes of Arabic derived words that unknown forms of names seldom have: participles, verbal nouns, present tense, pronouns."""
_SHAPES_AFTER = re.compile("[لفو]?[لس](?:[يتن][^اوي]{3}|[يتن]ت[^اوي]{2}.*|[يتن]ست[^اوي]{2,}|[يت][^اوي]{2,3}وا?)")
"""The same after ل and س of the present tense (ليتمكن, سيكتب)."""
_FOREIGN_END = re.compile(
    "(?!ال).*(?:سكي|يتش|سون|مان|نغ|نج|رغ|رج|يان|وف|يف|ستين|شتاين|وغلو|زاده|تون|ينو|يز|يس|يني|يلي|ونو|انو|يرا|اسيو|ويتز|ايد|اكي|اشي|يرو"
    "|اتو|لسن|نسن|يوس|ولا|يلا|يتا|وي|او|رد|لد|لت|رت|كس|بر|شر|وت|يك|ين|ير|ور|ون|لر|نر|تر|يه)"
)
_FOREIGN = re.compile(
    f"{_FOREIGN_END.pattern}|ال[^اوي].+و|(?!ال)(?=.{{4}})[^اوي]*[اوي][^اوي]*[اوي].*|.*(?:چ|پ|ڤ|گ|ڨ).*"
)
"""Endings, vowels and letters that unknown forms of foreign names have."""
_TRIBE = re.compile("[^اويم][^اوي]?ا[^اوي]{2}ه")
"""Family names of the shape ربابعة, طراونة: elsewhere an unknown form in ة is an ordinary word."""
_LONGEST = 8


class Reading(NamedTuple):
    """What a token can be. `kind` says what it is taken for alone; a noun may still be known as a name."""

    name: Name
    kind: Literal["particle", "verb", "noun", "name", "unknown"]
    article: bool

    @property
    def known(self) -> bool:
        """Known as a name and no ordinary word."""
        return self.kind == "name"

    @property
    def doubtful(self) -> bool:
        """An ordinary word that is common as a name too (سعيد, أمل)."""
        return self.kind in ("noun", "verb", "particle") and (self.name.given > 1 or self.name.family > 1)


def reading(token: Token) -> Reading:
    """What a token can be, by its form; an unknown one that ends in ة or tanwin is an ordinary word.

    The raw spelling tells على from علي and الآن from ألان.
    """
    info = reading_of(token.form)
    if info.kind == "verb" and token.text[-1] == "ة" and not info.doubtful:
        return info._replace(kind="noun")
    if info.kind == "unknown" and (token.text[-1] == "ة" or token.text[-2:] in ("اً", "ًا")):
        return info._replace(kind="noun")
    if token.form == "علي" and token.text[-1] == "ى":
        return Reading(UNKNOWN, "particle", False)
    if token.form == "الان":
        return Reading(names()["الان"], "name", False) if "أ" in token.text else Reading(UNKNOWN, "particle", False)
    return info


@lru_cache(maxsize=65536)
def reading_of(form: str) -> Reading:
    """The reading of a folded form, its raw spelling aside."""
    kind = ordinary(form)
    info = names().get(form) or (UNKNOWN if kind else _joined(form))
    article = (
        len(form) > 3
        and form.startswith("ال")
        and (info.given < 2 or form[2:] in names() or ordinary(form[2:]) is not None)
    )
    if kind is not None and not stands_alone(form):
        if max(info.given, info.family) > (1 if kind == "noun" else 2) or form.startswith("عبدال"):
            kind = None
    if (
        kind is None
        and info is not UNKNOWN
        and (head := single_head(form.removeprefix("ال"))) is not None
        and not head.title.name
    ):
        kind = "noun"
    if kind is None and info is not UNKNOWN:
        return Reading(info, "name", article)
    if kind is None and (_SHAPES.fullmatch(form) or _SHAPES_AFTER.fullmatch(form) or _is_derived(form)):
        kind = "noun"
    return Reading(info, kind or "unknown", article)


def _joined(form: str) -> Name:
    """What is known of a name that is written as one word: عبدالرحمن, أبوزيد."""
    if form.startswith("عبدال") and len(form) > 6:
        return Name(3, 2, "m")
    return Name(1, 2, "m") if form.startswith("ابو") and len(form) > 5 else UNKNOWN


def _is_derived(form: str) -> bool:
    """Whether an unknown form is a proclitic with an article, a title, a nisba, a place or an organization."""
    for prefix, stem in stems(form):
        if prefix.endswith("ال") and prefix != "ال":
            return prefix not in ("بال", "كال", "فال") or ordinary(stem) is not None or not _FOREIGN_END.fullmatch(form)
        if prefix and _SHAPES.fullmatch(stem):
            return True
        if single_head(stem) is not None or stem in nisbas():
            return True
        if prefix and len(stem) > 4 and (stem in places() or stem in organizations()):
            return True
    return False


def is_foreign(form: str) -> bool:
    """Whether an unknown form looks like a foreign name in Arabic letters."""
    return len(form) > 2 and _FOREIGN.fullmatch(form) is not None


class Piece(NamedTuple):
    """One piece of a name over tokens [first:last); `compound` where it has several."""

    first: int
    last: int
    reading: Reading
    compound: bool = False

    @property
    def known(self) -> bool:
        """Whether the piece is known to belong to a name."""
        return self.compound or self.reading.kind == "name"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of name pieces over tokens [first:last), from raw offset `start` (after a proclitic) to `end`."""

    first: int
    last: int
    start: int
    end: int
    pieces: tuple[Piece, ...]
    words: tuple[str, ...]
    ends: bool = True
    """Whether nothing follows that the name could govern or belong to: no noun and no unknown word."""

    @property
    def sex(self) -> Sex | None:
        """The sex of the given name, where the lexicon knows it."""
        return self.pieces[0].reading.name.sex


def place_at(tokens: Sequence[Token], i: int) -> int:
    """Number of tokens of the country or city that begins at token i, else 0."""
    match = places().at(tokens, i, ("",))
    return match.last - match.first if match else 0


def body_at(tokens: Sequence[Token], i: int) -> int:
    """Number of tokens of the organization's head or name at token i, with or without article, else 0."""
    match = organizations().at(tokens, i, ("", "ال", "و", "وال"))
    return match.last - match.first if match else 0


def is_nisba(form: str) -> bool:
    """Whether a folded form is a nisba of a country or people with article."""
    return form.startswith("ال") and form[2:] in nisbas()


def raw_offset(token: Token, letters: int) -> int:
    """How many raw characters the first `letters` folded letters of a token take."""
    return (
        next((n for n in range(letters, len(token.text)) if len(fold(token.text[:n])) >= letters), 0) if letters else 0
    )


def read_run(tokens: Sequence[Token], i: int, stop: int, trust: Trust, prefix: str = "") -> Run | None:
    """The longest run of name pieces that begins at token i, after `prefix`; None where no name begins."""
    first = tokens[i]
    if prefix:
        skip = raw_offset(first, len(prefix))
        first = Token(
            first.index, first.start + skip, first.end, first.text[skip:], first.form[len(prefix) :], "word", False
        )
    reader = _Reader(tokens, stop, trust, first)
    pieces = reader.pieces
    j = i
    while j < stop and len(pieces) < _LONGEST and (piece := reader.piece(j)) is not None:
        pieces.append(piece)
        j = piece.last
        if j + 1 < stop and tokens[j].form in ("-", "–") and not tokens[j].space and not tokens[j + 1].space:
            j += 1
    if not pieces:
        return None
    last = pieces[-1].last
    words = (first.form, *(t.form for t in tokens[i + 1 : last] if t.kind == "word"))
    return Run(i, last, first.start, tokens[last - 1].end, tuple(pieces), words, _ends_at(tokens, last, stop))


def _ends_at(tokens: Sequence[Token], last: int, stop: int) -> bool:
    if last >= stop or tokens[last].kind != "word" or not tokens[last].form:
        return True
    info = reading(tokens[last])
    return (
        info.kind in ("particle", "verb") or tokens[last].form[0] in "وف" or single_head(tokens[last].form) is not None
    )


class _Reader:
    """Reads the pieces of one name; `first` stands for its first token, its proclitic taken off."""

    def __init__(self, tokens: Sequence[Token], stop: int, trust: Trust, first: Token) -> None:
        self.tokens, self.stop, self.trust, self.first = tokens, stop, trust, first
        self.pieces: list[Piece] = []

    def token(self, j: int) -> Token | None:
        """The word at j, or None."""
        if j >= self.stop:
            return None
        token = self.first if j == self.first.index else self.tokens[j]
        return token if token.kind == "word" and token.form else None

    def piece(self, j: int) -> Piece | None:
        """The piece at token j, or None where the name ends."""
        token = self.token(j)
        if token is None:
            return None
        if len(token.form) == 1:
            return self._initial(j, token)
        return self._compound(j, token) or (self._later(j, token) if self.pieces else self._opening(j, token))

    def _initial(self, j: int, token: Token) -> Piece | None:
        dot = j + 1 < self.stop and self.tokens[j + 1].form == "." and not self.tokens[j + 1].space
        return Piece(j, j + 2, reading(token), True) if dot and self.pieces else None

    def _compound(self, j: int, token: Token) -> Piece | None:
        after = self.token(j + 1)
        if after is None:
            return None
        form, inside = token.form, bool(self.pieces) or self.trust is Trust.TITLED
        if form in _SERVANT and (after.form.startswith("ال") or after.form == "ربه"):
            return Piece(j, j + 2, reading(token), True)
        if after.form in DIVINE and form not in _PARTICLE and self._before_divine(token):
            return Piece(j, j + 2, reading(token), True)
        if len(after.form) < 2 or not self._can_follow(form, reading(after)):
            return None
        if form in _KUNYA and (form != "ام" or token.text[:1] == "أ") and self._can_be_kunya(form, after):
            return Piece(j, j + 2, reading(token), True)
        lineage = form in _LINEAGE or (form == "ال" and token.text.startswith("آ"))
        foreign = form in _PARTICLE and "إ" not in token.text and not after.form.startswith("ال")
        foreign = foreign and (form not in ("لا", "لو") or is_foreign(after.form))
        if inside and (lineage or foreign):
            if foreign and (
                (reading(after).kind == "noun" and not self.pieces) or not (self.pieces or is_foreign(after.form))
            ):
                return None
            inner = self._compound(j + 1, after) or Piece(j + 1, j + 2, reading(after))
            return Piece(j, inner.last, reading(token), True)
        return None

    def _can_follow(self, form: str, info: Reading) -> bool:
        """Whether what follows a link can be a name; verbs only after foreign particles inside a name (فان جال)."""
        return (
            info.doubtful
            or info.kind not in ("particle", "verb")
            or (info.kind == "verb" and form in _VAN and bool(self.pieces))
        )

    def _before_divine(self, token: Token) -> bool:
        info = reading(token)
        return info.known or info.doubtful or (bool(self.pieces) and info.kind in ("noun", "unknown"))

    def _can_be_kunya(self, form: str, after: Token) -> bool:
        info = reading(after)
        return (
            info.known
            or info.doubtful
            or (form in ("ابو", "بو") and info.kind != "particle" and not place_at(self.tokens, after.index - 1))
        )

    def _opening(self, j: int, token: Token) -> Piece | None:
        info = reading(token)
        if info.article:
            family = self.trust is Trust.TITLED and info.known and info.name.family > 1
            usable = (family or info.name.given > 1) and not is_nisba(token.form) and not is_modifier(token.form)
            return Piece(j, j + 1, info) if usable and token.form not in organizations() else None
        if self._elsewhere(j, token, info) or self._is_title(j, token) or is_conjoined(token, info):
            return None
        usable = (
            info.known or info.doubtful or (info.kind == "unknown" and (self.trust > Trust.FREE or self._before_van(j)))
        )
        if (
            not usable
            and self.trust is Trust.TITLED
            and info.kind in ("noun", "verb")
            and not (stands_alone(token.form) or token.form[0] in "وفبلك" or single_head(token.form))
        ):
            after = self.token(j + 1)
            usable = after is not None and reading(after).known and token.text[-1] != "ة"
        return Piece(j, j + 1, info) if usable else None

    def _before_van(self, j: int) -> bool:
        """Whether a particle of foreign names follows (فان, فون), which gives a name away."""
        token, after = self.token(j), self.token(j + 1)
        return (
            token is not None
            and after is not None
            and after.form in _VAN
            and "إ" not in after.text
            and is_foreign(token.form)
        )

    def _elsewhere(self, j: int, token: Token, info: Reading) -> bool:
        """Whether a place or an organization begins here, rather than a name that is common as one."""
        outlet = organizations().at(self.tokens, j)
        if outlet is not None and outlet.entry.kind in ("outlet", "name") and outlet.last > j + 1:
            return True
        if (info.known or info.doubtful) and (info.name.given > 1 or (self.pieces and info.name.family > 1)):
            return False
        if len(self.pieces) == 1 and self.pieces[-1].reading.name.given > 1 and is_foreign(token.form):
            return token.form in country_names() or (self.trust < Trust.TITLED and token.form in organizations())
        if token is self.first and token.index < len(self.tokens) and token.form != self.tokens[j].form:
            return token.form in places() or token.form in organizations()
        return place_at(self.tokens, j) > 0 or organizations().at(self.tokens, j, ("",)) is not None

    def _is_title(self, j: int, token: Token) -> bool:
        head = single_head(token.form) or single_head(token.form.removeprefix("ال"))
        match = heads().at(self.tokens, j, ("", "ال"))
        if match is not None and match.last - match.first > 1:
            return True
        if head is None:
            return False
        after = self.token(j + 1)
        if self.pieces and after is not None and self._begins_complement(after):
            return True
        return not bears_as_name(token, head) or (bool(self.pieces) and self.pieces[-1].reading.article)

    def _begins_complement(self, after: Token) -> bool:
        """Whether what follows a form that is a title and a name (أمير) makes it a title: أمير المنطقة, أمير منطقة ..."""
        if is_modifier(after.form) or after.form.startswith("لل") or after.form in organizations():
            return True
        return after.form.startswith("ال") and not reading(after).known

    def _later(self, j: int, token: Token) -> Piece | None:
        info, last = reading(token), self.pieces[-1]
        if token.form == "علي" and info.kind == "particle":
            after = self.token(j + 1)
            father = after is not None and reading(after).known and max(reading(after).name[:2]) == 3
            return Piece(j, j + 1, reading_of("علي")) if father and last.known and not self._is_surname(last) else None
        if token.form in _REGNAL:
            return (
                Piece(j, j + 1, info) if len(self.pieces) == 1 and last.known and last.reading.name.given > 1 else None
            )
        if token.form in _WEEKDAYS:
            return None
        if self._is_title(j, token):
            return Piece(j, j + 1, info) if self._ends_here(j, info) else None
        if is_conjoined(token, info):
            return None
        if (info.article and info.name.given < 2) or is_nisba(token.form):
            return self._surname(j, token, info)
        if self._is_surname(last) and not (info.known and info.name.family == 3 and info.name.given == 0):
            return None
        if self._elsewhere(j, token, info):
            return None
        if info.known:
            return Piece(j, j + 1, info)
        if info.doubtful:
            return Piece(j, j + 1, info) if self._is_name_here(j, info) else None
        if info.kind != "unknown" and not (last.known and self.trust is Trust.TITLED and _TRIBE.fullmatch(token.form)):
            return None
        return Piece(j, j + 1, info) if len(self.pieces) < 3 or is_foreign(token.form) else None

    def _ends_here(self, j: int, info: Reading) -> bool:
        """Whether a title's form is the family name that a name ends with: nothing that could be its complement follows."""
        after = self.token(j + 1)
        if len(self.pieces) != 1 or not self.pieces[0].known:
            return False
        if info.article:
            return info.name.family == 3 and (after is None or not reading(after).known)
        bare = after is None or reading(after).kind in ("particle", "verb")
        return bare and self.pieces[0].compound and info.name.family > 0

    def _is_surname(self, piece: Piece) -> bool:
        """Whether a piece has the article of a surname, so that the name mostly ends with it."""
        if piece.compound or not piece.reading.article:
            return False
        return piece.reading.name.given < 2 or (len(self.pieces) > 1 and piece.reading.name.given < 3)

    def _is_name_here(self, j: int, info: Reading) -> bool:
        """A word that is a common name too, after a given name: a noun, or a verb that nothing it governs follows."""
        if len(self.pieces) > 2 or not self.pieces[-1].known:
            return False
        if info.kind == "noun":
            return True
        after = self.token(j + 1)
        return (
            info.kind == "verb"
            and len(self.pieces) == 1
            and (after is None or reading(after).kind != "noun")
            and (info.name.given == 3 or info.name.family == 3)
        )

    def _surname(self, j: int, token: Token, info: Reading) -> Piece | None:
        """A piece with article: a known family name or an unknown form; a nisba only after an Arabic given name."""
        last = self.pieces[-1]
        after_article = self._is_surname(last)
        if is_nisba(token.form):
            near = (
                last.compound
                or (last.reading.name.given > 1 and last.reading.name.family > 0)
                or "عبد" in self.tokens[j - 1].form
            )
            return Piece(j, j + 1, info) if info.name.family > 0 and near else None
        if info.known:
            return Piece(j, j + 1, info)
        if info.kind == "unknown" or (
            last.known and last.reading.name.given == 3 and reading_of(token.form).kind == "unknown"
        ):
            fits = token.form.endswith("ي") if after_article else last.known or self.trust > Trust.FREE
            return Piece(j, j + 1, info) if fits else None
        if info.doubtful and last.known:
            return Piece(j, j + 1, info)
        if token.form.endswith("ي") and last.known and last.reading.name.given > 1 and not stands_alone(token.form):
            return Piece(j, j + 1, info)
        rare = (
            info.name.family > 0
            and self.trust is Trust.TITLED
            and len(self.pieces) == 1
            and last.reading.name.given == 3
        )
        return Piece(j, j + 1, info) if rare and last.known else None


def bears_as_name(token: Token, head: Head) -> bool:
    """Whether a form that is a title is common as a name too (أمير, فارس, كريمة), so that it may be one here."""
    info = names().get(token.form, UNKNOWN)
    return head.title.name or (info.given == 3 and (head.many or info.family == 3 or token.form.endswith("ه")))


def is_conjoined(token: Token, info: Reading) -> bool:
    """Whether an unknown form is rather و or a preposition with a word, a place or a name after it (وكباني، لبرشلونة)."""
    form = token.form
    if info.known or info.doubtful or len(form) < 4:
        return False
    if form[0] == "و" and len(form) > 3:
        return True
    if form[0] in "لبكف" and len(form) > 4:
        rest = form[1:]
        if form[0] == "ل" and max(names().get(rest, UNKNOWN)[:2]) > 1:
            return True
        return (
            rest in places()
            or rest in organizations()
            or (names().get(rest, UNKNOWN).given > 1 and not is_foreign(form))
        )
    return False


def believable(run: Run, trust: Trust) -> bool:
    """Whether a run is a name, by its pieces and by what the words before it promise."""
    first, n = run.pieces[0], len(run.pieces)
    later = run.pieces[1:]
    if first.compound:
        return n > 1 or trust is Trust.TITLED or first.last - first.first > 2
    info = first.reading
    if trust is Trust.TITLED and not info.known and n == 1 and not run.ends:
        return False
    if info.kind in ("noun", "verb") and not info.doubtful:
        return trust is Trust.TITLED and n > 1
    if info.known:
        if trust is Trust.TITLED:
            return True
        if n == 1 or (info.article and not later[0].known):
            return False
        if len(run.words[0]) < 3 and trust is Trust.FREE and not later[0].known:
            return False
        return info.name.given > 1 or (
            info.name.given + info.name.family > 0 and (later[0].known or trust is Trust.NEAR)
        )
    if info.doubtful:
        named = bool(later) and (later[0].known or later[0].reading.article or is_foreign(run.words[1]))
        if trust is Trust.TITLED:
            return named or (info.kind == "noun" and (info.name.given == 3 or info.article))
        if not later or info.name.given < 3 or info.kind == "particle":
            return False
        both = (info.name.family == 3 and later[0].reading.article) or (
            trust is Trust.NEAR and is_foreign(run.words[1])
        )
        return later[0].known or both
    foreign = [p.compound or p.known or is_foreign(w) for p, w in zip(run.pieces, run.words, strict=False)]
    if trust is Trust.TITLED:
        return foreign[0] or any(piece.known for piece in later)
    if later and run.words[1] in _VAN:
        return True
    return trust is Trust.NEAR and n > 1 and sum(foreign) > 1
