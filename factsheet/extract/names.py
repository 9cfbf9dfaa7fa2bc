"""Name grammar: where a personal name begins and ends, token by token.

A name is a run of pieces: plain tokens (جون، الورداني), compounds (عبد الله، أبو زيد، صلاح الدين), links with the
token after them (بن علي، آل ثاني، فان دير بيرغ) and initials (ف.). How much the words before it promise a name decides
how much the run itself must prove.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factsheet.extract.forms import (
    Reading,
    bears_as_name,
    is_conjoined,
    is_definite,
    is_foreign,
    is_nisba,
    place_at,
    proper_at,
    raw_offset,
    reading,
)
from factsheet.extract.homographs import (
    begins_though_word,
    governs_with_ba,
    in_set_phrase,
    is_father,
    is_foreign_in_waw,
    is_hour,
)
from factsheet.extract.surnames import LINEAGE, NameSoFar, Piece, Trust
from factsheet.lexicon.countries import country_names, places
from factsheet.lexicon.names import Sex, stands_alone
from factsheet.lexicon.organizations import organizations
from factsheet.lexicon.titles import heads, is_modifier, single_head
from factsheet.text import Token, forms

_SERVANT = forms("عبد عبيد")
_KUNYA = forms("أبو أبي أبا بو أم")
OPENERS = _SERVANT | _KUNYA - {"بو"}
"""Forms that begin a name of several tokens."""
VAN = forms("فان فون دير")
"""Particles of foreign names that give a name away."""
_PARTICLE = VAN | forms("دي دا دو ديل دن دين لا لو لوس دوس سان سانت ماك دل تير")
DIVINE = forms("الدين الله الإسلام الزمان الحق النبي الرسول")
"""Second words of given names (صلاح الدين, جاد الله)."""
_REGNAL = forms("الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر الثانية الأولى")
_WEEKDAYS = forms("السبت الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة")
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Run:
    """A run of name pieces over tokens [first:last), from raw offset `start` (after a proclitic) to `end`."""

    first: int
    last: int
    start: int
    end: int
    pieces: tuple[Piece, ...]
    words: tuple[str, ...]
    ends: bool
    """Whether nothing follows that the name could govern or belong to: no noun and no unknown word."""

    @property
    def sex(self) -> Sex | None:
        """The sex of the given name, where the lexicon knows it."""
        return self.pieces[0].reading.name.sex


def read_run(tokens: Sequence[Token], i: int, stop: int, trust: Trust, prefix: str = "") -> Run | None:
    """The longest run of name pieces that begins at token i, after `prefix`; None where no name begins."""
    first = tokens[i]
    if prefix:
        start, text = first.start + raw_offset(first, len(prefix)), first.text[raw_offset(first, len(prefix)) :]
        first = Token(first.index, start, first.end, text, first.form[len(prefix) :], "word", False)
    reader = _Reader(tokens, stop, trust, first)
    pieces, j = reader.pieces, i
    while j < stop and len(pieces) < _LONGEST and (piece := reader.piece(j)) is not None:
        pieces.append(piece)
        j = piece.last
        if j + 1 < stop and tokens[j].form in ("-", "–") and not tokens[j].space and not tokens[j + 1].space:
            j += 1
            reader.hyphen = j
    if not pieces:
        return None
    last = pieces[-1].last
    words = (first.form, *(t.form for t in tokens[i + 1 : last] if t.kind == "word"))
    return Run(i, last, first.start, tokens[last - 1].end, tuple(pieces), words, _ends_at(tokens, last, stop))


def _ends_at(tokens: Sequence[Token], last: int, stop: int) -> bool:
    if last >= stop or tokens[last].kind != "word" or not tokens[last].form:
        return True
    form = tokens[last].form
    return reading(tokens[last]).kind in ("particle", "verb") or form[0] in "وف" or single_head(form) is not None


@dataclass(slots=True)
class _Reader(NameSoFar):
    """Reads the pieces of one name."""

    hyphen: int = -1
    """Index of the token that a hyphen joins to the name."""

    def piece(self, j: int) -> Piece | None:
        """The piece at token j, or None where the name ends."""
        token = self.token(j)
        if token is None or (not self.pieces and in_set_phrase(self.tokens, j, self.stop)):
            return None
        if len(token.form) == 1:
            return self._initial(j, token)
        piece = self._compound(j, token)
        if piece is None:
            fits = self._continues(j, token) if self.pieces else self._begins(j, token)
            fits = fits or (j == self.hyphen and len(token.form) < 6 and not is_definite(token))
            piece = Piece(j, j + 1, reading(token)) if fits else None
        return piece

    def _initial(self, j: int, token: Token) -> Piece | None:
        dot = j + 1 < self.stop and self.tokens[j + 1].form == "." and not self.tokens[j + 1].space
        return Piece(j, j + 2, reading(token), True) if dot and self.pieces else None

    def _compound(self, j: int, token: Token) -> Piece | None:
        """عبد الله, صلاح الدين, أبو زيد; a link with the piece after it: بن علي, فان دير بيرغ."""
        after = self.token(j + 1)
        if after is None:
            return None
        form, info = token.form, reading(after)
        if (form in _SERVANT and (after.form.startswith("ال") or after.form == "ربه")) or self._is_divine(token, after):
            return Piece(j, j + 2, reading(token), True)
        if len(after.form) < 2 or not self._can_follow(form, info):
            return None
        if form in _KUNYA and (form != "ام" or token.text[0] == "أ") and self._is_kunya(form, after):
            return Piece(j, j + 2, reading(token), True)
        inside = bool(self.pieces) or self.trust is Trust.TITLED
        lineage = form in LINEAGE or (form == "ال" and token.text[0] == "آ")
        if inside and (lineage or self._is_foreign_link(token, after)):
            inner = self._compound(j + 1, after) or Piece(j + 1, j + 2, info)
            return Piece(j, inner.last, reading(token), True)
        return None

    def _is_divine(self, token: Token, after: Token) -> bool:
        if after.form not in DIVINE or token.form in _PARTICLE:
            return False
        info = reading(token)
        if info.known or info.doubtful or not self.pieces:
            return info.known or info.doubtful
        return info.kind == "unknown" or (info.kind == "noun" and stands_alone(token.form))

    def _can_follow(self, form: str, info: Reading) -> bool:
        """Whether what follows a link can be a name; verbs only after foreign particles inside a name (فان جال)."""
        if info.doubtful or info.kind not in ("particle", "verb"):
            return True
        return info.kind == "verb" and form in VAN and bool(self.pieces)

    def _is_kunya(self, form: str, after: Token) -> bool:
        info = reading(after)
        if info.known or info.doubtful:
            return True
        return form in ("ابو", "بو") and info.kind != "particle" and not place_at(self.tokens, after.index - 1)

    def _is_foreign_link(self, token: Token, after: Token) -> bool:
        form = token.form
        if form not in _PARTICLE or "إ" in token.text or after.form.startswith("ال"):
            return False
        if form in ("لا", "لو") or not self.pieces:
            return is_foreign(after.form) and reading(after).kind != "noun"
        return True

    def _begins(self, j: int, token: Token) -> bool:
        """Whether a name can begin with a single token."""
        info = reading(token)
        titled = self.trust is Trust.TITLED
        if token.form in DIVINE:
            return False
        if titled and self.tokens[j + 1 : self.stop] and self.tokens[j + 1].form in ("بن", "بنت"):
            return info.kind not in ("particle", "verb")
        if info.article:
            usable = info.name.given > 1 or (titled and info.known and info.name.family > 1)
            adjective = is_nisba(token.form) or is_modifier(token.form)
            return usable and not adjective and token.form not in organizations()
        if self._is_other(j, token, info) or self._is_title(j, token) or is_conjoined(token, info):
            return False
        if governs_with_ba(self.tokens, j, self.stop):
            return False
        if info.known or info.doubtful:
            return True
        if self.trust > Trust.FREE and begins_though_word(self.tokens, j, self.stop):
            return True
        if info.kind == "unknown":
            return self.trust > Trust.FREE or self._before_van(j, token)
        after = self.token(j + 1)
        inflected = not (stands_alone(token.form) or token.form[0] in "وفبلك" or single_head(token.form))
        vouched = after is not None and reading(after).known and token.text[-1] != "ة"
        return titled and inflected and vouched and info.kind != "particle"

    def _before_van(self, j: int, token: Token) -> bool:
        """Whether a particle of foreign names follows (فان, فون), which gives a name away."""
        after = self.token(j + 1)
        return after is not None and after.form in VAN and "إ" not in after.text and is_foreign(token.form)

    def _is_other(self, j: int, token: Token, info: Reading) -> bool:
        """Whether a place or an organization begins here, rather than a name that is common as one."""
        if proper_at(self.tokens, j, None) > 1:
            return True
        body = organizations().at(self.tokens, j, ("",)) if not self.pieces else None
        if body is not None and body.entry.bears_names and info.name.given < 3:
            return True
        if (info.known or info.doubtful) and (info.name.given > 1 or (self.pieces and info.name.family > 1)):
            return False
        last = len(self.pieces) == 1 and self.trust is Trust.TITLED and self.ends_after(j)
        if len(self.pieces) == 1 and self.pieces[0].given > 1 and (is_foreign(token.form) or last):
            club = self.trust < Trust.TITLED and token.form in organizations()
            return token.form in country_names() or club
        if token.form != self.tokens[j].form:
            return token.form in places() or token.form in organizations()
        return place_at(self.tokens, j) > 0 or organizations().at(self.tokens, j, ("",)) is not None

    def _is_title(self, j: int, token: Token) -> bool:
        match = heads().at(self.tokens, j, ("", "ال"))
        if match is not None and match.last - match.first > 1:
            return True
        head = single_head(token.form) or single_head(token.form.removeprefix("ال"))
        if head is None:
            return False
        after = self.token(j + 1)
        if self.pieces and after is not None and _begins_complement(after):
            return True
        return not bears_as_name(token, head) or (bool(self.pieces) and self.pieces[-1].reading.article)

    def _continues(self, j: int, token: Token) -> bool:
        """Whether a single token continues the name."""
        info, last = reading(token), self.pieces[-1]
        if info.kind == "particle" and is_father(self.tokens, j, self.stop):
            return last.known and not self.has_surname()
        if token.form in _REGNAL:
            return len(self.pieces) == 1 and last.known and last.given > 1
        if token.form in _WEEKDAYS or is_hour(self.tokens, j, self.stop):
            return False
        if is_conjoined(token, info, named=last.known and last.given > 1):
            return last.known and last.given > 1 and is_foreign_in_waw(self.tokens, j, self.stop)
        if self._is_title(j, token):
            return self.is_surname_though_title(j, info)
        if (info.article and info.name.given < 2) or is_nisba(token.form):
            return self.is_article_surname(token, info) or (not is_nisba(token.form) and self.is_surname_though_word(j))
        common = info.known and info.name.family == 3 and (info.name.given == 0 or info.article)
        if self.has_surname() and not common:
            return False
        if self._is_other(j, token, info):
            return False
        if info.known:
            return True
        if info.doubtful:
            return self.is_name_though_word(j, info)
        if info.kind == "unknown":
            return len(self.pieces) < 2 or is_foreign(token.form) or (len(self.pieces) < 3 and not self.noun_after(j))
        if last.known and self.trust is Trust.TITLED and self.is_inflected_surname(j, token, info):
            return True
        return self.is_surname_though_word(j)


def _begins_complement(after: Token) -> bool:
    """Whether what follows a form that is a title and a name (أمير) makes it a title: أمير المنطقة, أمير منطقة ..."""
    if is_modifier(after.form) or after.form.startswith("لل") or after.form in organizations():
        return True
    return after.form.startswith("ال") and not reading(after).known
