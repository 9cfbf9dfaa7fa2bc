"""What one token can be: a name, an ordinary word, or unknown, as foreign names mostly are.

The lists of names and words decide (`lexicon.names`); for forms in neither, the shapes of Arabic derived words and the
endings of foreign names in Arabic letters do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from factsheet.lexicon.countries import nisbas, places
from factsheet.lexicon.names import UNKNOWN, Name, names, ordinary, stands_alone
from factsheet.lexicon.organizations import organizations
from factsheet.lexicon.titles import Head, single_head
from factsheet.text import Token, fold, stems

Kind = Literal["particle", "verb", "noun", "name", "unknown"]

_NOUNS = (
    "مست[^اوي].*|مت[^اوي][^اوي].+|است[^اوي]{2}.*|ان[^اوي]{2}ا[^اوي]|ا[^اوي]ت[^اوي]ا[^اوي]|ت[^اوي]{2}ي[^اوي]"
    "|ت[^اوي]ا[^اوي]{2}|ا[^اوي]{2}ا[^اوي]|م[^اوي]{2}و[^اوي]|.{3,}(?:اءه|ته|ها|هم|هما|ناه)"
)
_VERBS = (
    "[تي]ت[^اوي]{2}.*|[يتن][^اوي]{3}|[يتن]ست[^اوي]{2,}|[يت][^اوي]{2,3}ون|[يت][^اوي]ا[^اوي]{2}|ي[^اوي][وي][^اوي]"
    "|ا[^اوي]{3}|ا[^اوي]{2}[اي]"
)
_NOUN_SHAPES = re.compile(_NOUNS)
_SHAPES = re.compile(f"{_NOUNS}|{_VERBS}")
"""Shapes that unknown forms of names seldom have: participles, verbal nouns, nouns with a pronoun, inflected verbs."""
_SHAPES_AFTER = re.compile("[لفو]?[لس](?:[يتن][^اوي]{3}|[يتن]ت[^اوي]{2}.*|[يتن]ست[^اوي]{2,}|[يت][^اوي]{2,3}وا?)")
"""The same after ل and س of the present tense (ليتمكن, سيكتب)."""
_FOREIGN_END = re.compile(
    "(?!ال).*(?:سكي|يتش|سون|مان|نغ|نج|نز|رغ|رج|يان|وف|يف|ستين|شتاين|وغلو|زاده|تون|ينو|يز|يس|يني|يلي|ونو|انو|يرا|اسيو|ويتز"
    "|ايد|اكي|اشي|يرو|اتو|لسن|نسن|يوس|ولا|يلا|يتا|وي|او|رد|لد|لت|رت|كس|بر|شر|وت|يك|ين|ير|ور|ون|لر|نر|تر|يه)"
)
_FOREIGN = re.compile(
    f"{_FOREIGN_END.pattern}|ال[^اوي].+و|(?!ال)(?=.{{4}})[^اوي]*[اوي][^اوي]*[اوي].*|.*(?:چ|پ|ڤ|گ|ڨ).*"
)
"""Endings, vowels and letters that unknown forms of foreign names have."""
_ALAN, _ANNA = fold("ألان"), fold("آنا")


class Reading(NamedTuple):
    """What a token can be. `kind` says what it is taken for alone; a noun may still be known as a name."""

    name: Name
    kind: Kind
    article: bool
    """Whether it begins with the article, rather than with the letters of a foreign name (أليكس)."""

    @property
    def known(self) -> bool:
        """Known as a name and no ordinary word."""
        return self.kind == "name"

    @property
    def doubtful(self) -> bool:
        """An ordinary word that is common as a name too (سعيد, أمل)."""
        return self.kind in ("noun", "verb", "particle") and (self.name.given > 1 or self.name.family > 1)


def reading(token: Token) -> Reading:
    """What a token can be, by its form; an unknown one that ends in ة, and any in tanwin, is an ordinary word.

    The raw spelling tells على from علي and الآن from ألان.
    """
    info = reading_of(token.form)
    if info.kind == "verb" and token.text[-1] == "ة" and not info.doubtful:
        return info._replace(kind="noun")
    if token.text[-1] == "ً" or token.text[-2:] == "ًا":
        return Reading(UNKNOWN, "noun", info.article)
    if info.kind == "unknown" and token.text[-1] == "ة":
        return info._replace(kind="noun")
    if token.form == "علي" and token.text[-1] == "ى":
        return Reading(UNKNOWN, "particle", False)
    if token.form == _ALAN:
        return Reading(names()[_ALAN], "name", False) if "أ" in token.text else Reading(UNKNOWN, "particle", False)
    if token.form == _ANNA and token.text[0] == "آ":
        return Reading(Name(3, 0, "f"), "name", False)
    return info


@lru_cache(maxsize=65536)
def reading_of(form: str) -> Reading:
    """The reading of a folded form, its raw spelling aside."""
    kind: Kind | None = ordinary(form)
    info = names().get(form) or (UNKNOWN if kind else _joined(form))
    article = len(form) > 3 and form.startswith("ال") and (info.given < 2 or _is_word(form[2:]))
    commonness = max(info.given, info.family)
    if kind is not None and commonness > (1 if kind == "noun" else 2) and not stands_alone(form):
        kind = None
    if kind is None and info is not UNKNOWN:
        head = single_head(form.removeprefix("ال"))
        return Reading(info, "noun" if head is not None and not head.title.name else "name", article)
    if kind is None and (_SHAPES.fullmatch(form) or _SHAPES_AFTER.fullmatch(form) or _is_derived(form)):
        kind = "noun"
    return Reading(info, kind or "unknown", article)


def _is_word(form: str) -> bool:
    return form in names() or ordinary(form) is not None


def _joined(form: str) -> Name:
    """What is known of a name that is written as one word: عبدالرحمن, أبوزيد."""
    if form.startswith("عبدال") and len(form) > 6:
        return Name(3, 2, "m")
    return Name(1, 2, "m") if form.startswith("ابو") and len(form) > 5 else UNKNOWN


def _is_derived(form: str) -> bool:
    """Whether an unknown form is a proclitic with an article, a title, a nisba, a place or an organization."""
    for prefix, stem in stems(form):
        if prefix.endswith("ال") and prefix != "ال":
            lookalike = prefix in ("بال", "كال", "فال") and _FOREIGN_END.fullmatch(form) is not None
            return not lookalike or ordinary(stem) is not None
        if prefix and (_NOUN_SHAPES if prefix[-1] in "بكف" else _SHAPES).fullmatch(stem):
            return True
        if single_head(stem) is not None or stem in nisbas():
            return True
        if prefix and len(stem) > 4 and (stem in places() or stem in organizations()):
            return True
    return False


def is_foreign(form: str) -> bool:
    """Whether an unknown form looks like a foreign name in Arabic letters."""
    return len(form) > 2 and _FOREIGN.fullmatch(form) is not None


def is_conjoined(token: Token, info: Reading, *, named: bool = False) -> bool:
    """Whether an unknown form is rather و, or a preposition, with a word, place or name after it (وكباني، لبرشلونة).

    `named`: a given name stands before it, so that it is rather a surname (كمال بداري).
    """
    form = token.form
    if info.known or info.doubtful or len(form) < 3:
        return False
    rest = form[1:]
    given = names().get(rest, UNKNOWN).given
    if form[0] == "و":
        return len(form) > 3 or given > 1
    if form[0] not in "لبكف" or len(form) < 5:
        return False
    if form[0] == "ل" and given > 1:
        return True
    return rest in places() or rest in organizations() or (given > (2 if named else 1) and not is_foreign(form))


def bears_as_name(token: Token, head: Head) -> bool:
    """Whether a form that is a title is common as a name too (أمير, فارس, كريمة), so that it may be one here."""
    info = names().get(token.form, UNKNOWN)
    return head.title.name or (info.given == 3 and (head.many or info.family == 3 or token.form.endswith("ه")))


def is_nisba(form: str) -> bool:
    """Whether a folded form is a nisba of a country or people with article."""
    return form.startswith("ال") and form[2:] in nisbas()


def is_definite(token: Token) -> bool:
    """Whether a token has the article, with or without proclitics."""
    return any(prefix.endswith("ال") for prefix, _ in stems(token.form))


def place_at(tokens: Sequence[Token], i: int) -> int:
    """Number of tokens of the country or city that begins at token i, else 0."""
    match = places().at(tokens, i, ("",))
    return match.last - match.first if match else 0


def body_at(tokens: Sequence[Token], i: int) -> int:
    """Number of tokens of the organization's head or name at token i, with or without article, else 0."""
    match = organizations().at(tokens, i, ("", "ال", "و", "وال"))
    return match.last - match.first if match else 0


def proper_at(tokens: Sequence[Token], i: int, prefixes: tuple[str, ...] | None = ("",)) -> int:
    """Number of tokens of the outlet, party, club or company at token i that has a name of its own, else 0."""
    match = organizations().at(tokens, i, prefixes)
    return match.last - i if match is not None and match.entry.kind in ("outlet", "name") else 0


def raw_offset(token: Token, letters: int) -> int:
    """How many raw characters the first `letters` folded letters of a token take."""
    if letters == 0:
        return 0
    return next((n for n in range(letters, len(token.text)) if len(fold(token.text[:n])) >= letters), 0)
