"""Surnames: whether a token can belong to the name that has been read so far, and mostly ends it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from factsheet.extract.forms import Reading, is_foreign, is_nisba, reading, reading_of
from factsheet.extract.homographs import ends_though_word
from factsheet.lexicon.names import stands_alone
from factsheet.lexicon.titles import heads
from factsheet.text import Token, forms


class Trust(IntEnum):
    """How much the words before a name promise one: nothing; a nisba, a verb of speech or a list; a title."""

    FREE = 0
    NEAR = 1
    TITLED = 2


LINEAGE = forms("بن ابن بنت آل ولد ول ذو أولاد إبن")
"""Links of a name with the forebear after them."""
_TRIBE = re.compile("[^اويم][^اوي]?ا[^اوي]{2}ه")
"""Family names of the shape ربابعة, طراونة: elsewhere an unknown form in ة is an ordinary word."""


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

    @property
    def given(self) -> int:
        """How common the piece is as a given name."""
        return self.reading.name.given


@dataclass(slots=True)
class NameSoFar:
    """The pieces of a name read so far, among tokens that end at `stop`."""

    tokens: Sequence[Token]
    stop: int
    trust: Trust
    first: Token
    """The name's first token, its proclitic taken off."""
    pieces: list[Piece] = field(default_factory=list)

    def token(self, j: int) -> Token | None:
        """The word at j, or None."""
        if j >= self.stop:
            return None
        token = self.first if j == self.first.index else self.tokens[j]
        return token if token.kind == "word" and token.form else None

    def is_surname_though_word(self, j: int) -> bool:
        """Whether an ordinary word is the surname (فرحان حق، نائب ...)."""
        first = self.pieces[0]
        given = first.given > 1 or (first.reading.kind == "unknown" and is_foreign(self.tokens[first.first].form))
        titled = self.trust is Trust.TITLED
        return len(self.pieces) == 1 and given and ends_though_word(self.tokens, j, self.stop, titled=titled)

    def noun_after(self, j: int) -> bool:
        """Whether a noun follows that is no title, which makes an unknown form the verb that governs it."""
        after = self.token(j + 1)
        if after is None or heads().at(self.tokens, j + 1) is not None:
            return False
        return reading(after).kind in ("noun", "unknown")

    def is_inflected_surname(self, j: int, token: Token, info: Reading) -> bool:
        """A surname that looks inflected, after a given name and a title: ربابعة, حدادين."""
        if _TRIBE.fullmatch(token.form):
            return True
        if reading_of(token.form).kind == "unknown" and token.text[-1] == "ة":
            return self.ends_after(j)
        inflected = token.form.endswith(("ين", "ون", "ات", "ان", "ي")) and token.form[0] not in "وفلكم"
        return inflected and info.kind == "noun" and len(self.pieces) == 1 and not stands_alone(token.form)

    def ends_after(self, j: int) -> bool:
        """Whether a sign or و follows token j."""
        return j + 1 >= self.stop or self.tokens[j + 1].kind != "word" or self.tokens[j + 1].form[:1] == "و"

    def is_surname_though_title(self, j: int, info: Reading) -> bool:
        """Whether a title's form is the family name that a name ends with: nothing that could belong to it follows."""
        if not self.pieces[0].known or len(self.pieces) > 2:
            return False
        after = self.token(j + 1)
        bare = after is None or reading(after).kind in ("particle", "verb")
        if self.tokens[self.pieces[-1].first].form in LINEAGE:  # محمد بن إبراهيم القاضي
            return info.article and info.name.family > 0 and bare
        if len(self.pieces) == 2:
            return info.article and info.name.family > 0 and after is None
        if info.article:
            common = info.name.family == 3 or (info.name.family > 0 and bare)
            return common and (after is None or not reading(after).known)
        return bare and self.pieces[0].compound and info.name.family > 0

    def has_surname(self) -> bool:
        """Whether the last piece has the article of a surname, so that the name mostly ends with it."""
        last = self.pieces[-1]
        if last.compound or not last.reading.article:
            return False
        return last.given < 2 or (len(self.pieces) > 1 and last.given < 3)

    def is_name_though_word(self, j: int, info: Reading) -> bool:
        """A word that is a common name too, after a given name: a noun, or a verb that nothing it governs follows."""
        last = self.pieces[-1]
        if len(self.pieces) > 2 or not (last.known or (self.trust is Trust.TITLED and last.reading.doubtful)):
            return False
        if info.kind == "noun":
            return True
        after = self.token(j + 1)
        alone = after is None or reading(after).kind != "noun"
        return info.kind == "verb" and len(self.pieces) == 1 and alone and 3 in (info.name.given, info.name.family)

    def is_article_surname(self, token: Token, info: Reading) -> bool:
        """A token with article: a known family name or an unknown form; a nisba only after an Arabic given name."""
        last, second = self.pieces[-1], self.has_surname()
        if is_nisba(token.form):
            servant = self.tokens[last.first].form.startswith("عبدال")
            arabic = last.compound or servant or (last.given > 1 and last.reading.name.family > 0)
            several = len(self.pieces) > 1 and last.known and not is_foreign(self.tokens[self.pieces[0].first].form)
            return info.name.family > 0 and (arabic or several)
        surname = last.reading.name
        if len(self.pieces) > 1 and surname.family > 1 and surname.given == 0 and info.name.family < 2:
            return False
        if info.known or (info.doubtful and last.known):
            return True
        strange = reading_of(token.form).kind == "unknown" and (last.compound or (last.known and last.given == 3))
        if token.form.endswith(("ين", "ون", "ات")):
            return False
        if info.kind == "unknown" or strange:
            return token.form.endswith("ي") if second else last.known or self.trust > Trust.FREE
        if not last.known:
            return False
        if token.form.endswith("ي") and last.given > 1 and not stands_alone(token.form):
            return True
        return info.name.family > 0 and self.trust is Trust.TITLED and len(self.pieces) == 1 and last.given == 3
