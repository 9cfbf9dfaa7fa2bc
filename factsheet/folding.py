"""What the writers of Arabic spell in several ways meets in one folded form; and what a word, a number, a mark is.

- `fold(word)` removes what Arabic writers leave out or add at will (tashkeel, tatweel, bidi controls),
  unifies letters that newsrooms spell differently (أإآٱ → ا, ى → ي, ة → ه, ؤ ئ → ء), presentation forms
  (ﻻ → لا) and the digits of every script (٣ → 3).
- `stems(word)` are its readings without what is joined to it.

Nothing of the program is imported here, so that a search needs no model of a sheet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

BIDI = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u061c"
_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_LETTERS = (
    "\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06ff\u0750-\u077f"
    "\ufb50-\ufdfb\ufe70-\ufefc"
)
ARABIC = f"{_LETTERS}{_MARKS}\u0640{BIDI}"
DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9"

TOKEN = re.compile(
    rf"(?P<word>[{_LETTERS}][{ARABIC}]*)"
    rf"|(?P<number>[{DIGITS}]+(?:[.,،٫٬][{DIGITS}]+)*)"
    r"|(?P<latin>[A-Za-z\u00c0-\u024f]+(?:['’.-][A-Za-z\u00c0-\u024f]+)*)"
    r"|(?P<mark>''|\(\(|\)\)|<<|>>|[«»“”„‟\"″‘’‹›])"
    rf"|(?P<punct>[^\s{BIDI}{_MARKS}\u0640]|(?<!\S)\u0640(?!\S))"
)
"""One token a match: an Arabic word with its clitics, a number with inner separators, a Latin word, a mark, a sign."""

_UNIFY = str.maketrans("أإآٱىةؤئ", "اااايهءء")
_FOLD_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹یکە", "01234567890123456789يكه")
_DROPPED = re.compile(f"[{_MARKS}\u0640{BIDI}]")
_PRESENTATION = re.compile("[\ufb50-\ufdfb\ufe70-\ufefc]")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The folded form of a word or phrase (see the module's docstring). Length may change."""
    if _PRESENTATION.search(text):
        text = unicodedata.normalize("NFKC", text)
    folded = _DROPPED.sub("", text).translate(_UNIFY).translate(_FOLD_DIGITS).replace("\u00a0", " ")
    return folded or ("-" if "\u0640" in text else "")  # a tatweel that stands alone is a dash


def forms(words: str) -> frozenset[str]:
    """The folded forms of words that white space parts."""
    return frozenset(map(fold, words.split()))


@lru_cache(maxsize=65536)
def stems(form: str) -> tuple[tuple[str, str], ...]:
    """(proclitics, stem) readings of a folded word, the bare form first: و ف، then ب ل ك, then ال (لل for ل+ال).

    Readings are orthographic candidates, not analyses: وليد yields ("و", "ليد") too; the lexicon decides.
    """
    readings = [("", form)]
    if len(form) > 2 and form[0] in "وف":
        readings.append((form[0], form[1:]))
    for prefix, stem in tuple(readings):
        if len(stem) > 3 and stem[0] in "بلك":
            readings.append((prefix + stem[0], stem[1:] if stem[1] != "ل" or stem[0] != "ل" else "ا" + stem[1:]))
    for prefix, stem in tuple(readings):
        if len(stem) > 3 and stem.startswith("ال"):
            readings.append((prefix + "ال", stem[2:]))
    return tuple(readings)


def folded_words(text: str) -> list[str]:
    """The words and numbers of a text, each folded."""
    encodable = text.encode("utf-8", "replace").decode()
    return [fold(match[0]) for match in TOKEN.finditer(encodable) if match.lastgroup not in ("mark", "punct")]


def bare(words: Iterable[str]) -> list[str]:
    """Folded words without their proclitics, in every reading that leaves three letters, each once."""
    return list(dict.fromkeys(stem for word in words for _, stem in stems(word)[1:] if len(stem) > 2))
