"""House style: which digits, which names of months, whether names are transliterated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from factsheet.render import direction

if TYPE_CHECKING:
    from markupsafe import Markup

MONTHS = MappingProxyType({"gregorian": "ar", "levantine": "ar_SY", "algerian": "ar_DZ", "moroccan": "ar_MA"})
"""Names of months in Arabic, and the locale of CLDR that has them."""
_TO_LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٪", "01234567890123456789%")
_TO_ARABIC = str.maketrans("0123456789%", "٠١٢٣٤٥٦٧٨٩٪")
_ARABIC_POINT = re.compile("(?<=[0-9])٫(?=[0-9])")
_ARABIC_COMMA = re.compile("(?<=[0-9])٬(?=[0-9])")
_DECIMAL = re.compile(r"[^0-9]*[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?[^0-9]*(?:[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?[^0-9]*)?")
_POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")
_COMMA = re.compile("(?<=[0-9]),(?=[0-9])")


@dataclass(frozen=True)
class House:
    """How this newsroom writes what is not verbatim speech."""

    digits: Literal["printed", "latin", "arabic"] = "printed"
    months: str | tuple[str, ...] = "gregorian"
    transliteration: bool = False

    def written(self, words: str) -> str:
        """Words with their digits in house style; foreign words and addresses stay."""
        if self.digits == "printed" or not words:
            return words
        return _latin(words) if self.digits == "latin" else _arabic(words)

    def run(self, value: object) -> Markup:
        """A number that the program worked out, as one run in its own direction."""
        digits = self.written(str(value)) if self.digits == "arabic" else str(value)
        return direction.isolated(digits, "rtl") if digits != str(value) else direction.ltr(value)

    def text(self, words: str) -> Markup:
        """Words of the article or the sheet, each number in house style and in its own direction."""
        return direction.text(self.written(words))

    def month(self, number: int) -> str | None:
        """The newsroom's own name of a month, 1 to 12; None where it takes those of a country."""
        return None if isinstance(self.months, str) else self.months[number - 1]

    def locale(self, lang: str) -> str:
        """The locale whose names of months and days are used."""
        return MONTHS[self.months] if lang == "ar" and isinstance(self.months, str) else lang


def _latin(words: str) -> str:
    return _ARABIC_COMMA.sub(",", _ARABIC_POINT.sub(".", words.translate(_TO_LATIN)))


def _arabic(words: str) -> str:
    """The numbers that stand alone; digits of a foreign word, an address or a code stay."""
    printed = direction.printable(words).text
    parts, at = [], 0
    for run in direction.direction_runs(printed):
        if run.direction == "ltr" and not run.phrase:
            parts += [printed[at : run.start], _arabic_number(printed[run.start : run.end])]
            at = run.end
    return "".join([*parts, printed[at:]])


def _arabic_number(number: str) -> str:
    if _DECIMAL.fullmatch(number):
        number = _COMMA.sub("٬", _POINT.sub("٫", number))
    return number.translate(_TO_ARABIC)


PRINTED = House()
"""Everything as the article has it."""
