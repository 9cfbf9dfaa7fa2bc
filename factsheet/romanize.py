"""Names in Latin letters, as newsrooms write them: عبد الرحمن الورداني → Abdul Rahman al-Wardani.

A name that the lexicon knows takes its commonest spelling; another is transliterated letter by letter (camel-tools, the
scheme of Habash, Soudi and Buckwalter 2007) and then respelled in plain English letters. Arabic does not write short
vowels: where the letters leave them open, a stands in. The result helps a reader to find the name; it is no proof of
how its bearer spells it, so a sheet says "transliteration" beside it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from factsheet.lexicon.romanizations import romanizations
from factsheet.morph import to_hsb
from factsheet.text import TOKEN, fold

_LINKS = {
    "بن": "bin", "ابن": "Ibn", "بنت": "bint", "ال": "Al", "ابو": "Abu", "ابي": "Abi", "ابا": "Aba", "ام": "Umm",
    "بو": "Bou", "عبد": "Abdul", "الدين": "al-Din", "دي": "de", "دا": "da", "دو": "do", "ديل": "del", "فان": "van",
    "فون": "von", "دير": "der",
}  # fmt: skip
"""Words that join the parts of a name, folded; ال is آل, the house of."""
_CONSONANTS = {
    "θ": "th", "x": "kh", "ð": "dh", "š": "sh", "γ": "gh", "Ď": "z", "D": "d", "S": "s", "T": "t", "H": "h", "c": "ch",
    **{letter: letter for letter in "bptjdrzsfqklmnhvg"},
}  # fmt: skip
"""Consonants of the scheme → plain English letters. ' and ς (hamza and ayn) are left out."""
_VOWELS = {"A": "a", "Ā": "a", "Â": "a", "Ă": "i", "ħ": "a", "ý": "a", "a": "a", "i": "i", "u": "u", "á": "a"}
"""Vowels of the scheme: alefs, the final ħ and ý, and the marks where they are written."""
_GLIDES = {"w": "u", "y": "i"}
"""Letters that are a consonant beside a vowel, and a long vowel otherwise."""
_BEGINNINGS = {"Aw": "u", "Âw": "u", "Ăw": "u", "Ay": "i", "Ăy": "i"}
"""An alef that only carries the long vowel after it: أوغلو، إيمان."""
_FOREIGN_G = {"nγ": "ng", "rγ": "rg"}
"""Endings in which غ stands for a foreign g: بيونغ يانغ، بيرغ."""


def transliterate(name: str) -> str:
    """A name in Latin letters; what is in Latin letters or digits already stays. "" for a name without any word."""
    parts: list[str] = []
    for match in TOKEN.finditer(name):
        before = name[match.start() - 1] if match.start() else " "
        if match.lastgroup in ("latin", "number"):
            parts.append(match.group())
        elif match.lastgroup == "word":
            word = _word(match.group(), parts[-1] if parts else "")
            if before == "-" and parts:
                parts[-1] += "-" + word
            else:
                parts.append(word)
    whole = " ".join(parts).replace("Abdul Allah", "Abdullah")
    return whole[:1].upper() + whole[1:]


def _word(word: str, before: str) -> str:
    """One word of a name; a link keeps its small letter inside the name."""
    word = unicodedata.normalize("NFKC", word)
    form = fold(word)
    link = _LINKS.get(form)
    if link is not None and (form != "ال" or word.lstrip().startswith("آ")):
        return link
    if form == "الله":
        return "Allah"
    known = romanizations()
    if form in known:
        return known[form]
    if form.startswith("ال") and len(form) > 4:
        stem = known.get(form[2:]) or _respelled(word[word.index("ل") + 1 :])
        return stem if before == "Abdul" else f"al-{stem}"
    return _respelled(word)


@lru_cache(maxsize=4096)
def _respelled(word: str) -> str:
    """A word letter by letter: long vowels from و and ي between consonants, an a where consonants would pile up."""
    sounds: list[str] = []
    scheme = to_hsb(word).replace("tš", "c")
    end = _FOREIGN_G.get(scheme[-2:], "")
    for letter in (*_spelled(scheme[: len(scheme) - len(end)]), *end):
        vowel = letter in ("a", "i", "u", "o")
        if vowel and sounds and sounds[-1] in ("a", "i", "u", "o"):
            continue
        piled = not vowel and sounds[-1:] and sounds[-1] not in "aiuo"
        if piled and letter != sounds[-1] and (len(sounds) == 1 or sounds[-2] not in "aiuo"):
            sounds.append("a")
        sounds.append(letter)
    text = "".join(sounds)
    return text[:1].upper() + text[1:]


def _spelled(scheme: str) -> Iterator[str]:
    """The sounds of a word in the scheme, one at a time; a doubled consonant comes twice where one letter spells it."""
    last = _BEGINNINGS.get(scheme[:2], "") if scheme[2:3] not in _VOWELS else ""
    if last:
        yield last
        scheme = " " + scheme[2:]
    for i, letter in enumerate(scheme):
        after = scheme[i + 1 : i + 2]
        if letter in _GLIDES:
            if i == 0 or last in ("a", "i", "u", "o") or after in _VOWELS:
                sound = letter
            else:
                sound = "o" if letter == "w" and not after else _GLIDES[letter]
        elif letter == "ς" and i == 0 and after not in _VOWELS and after not in _GLIDES:
            sound = "a"
        else:
            sound = _CONSONANTS.get(letter) or _VOWELS.get(letter) or (last if letter == "~" and len(last) == 1 else "")
        if sound:
            yield sound
            last = sound
