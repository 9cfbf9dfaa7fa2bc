"""What the rules for numeric claims share: the sentence they look at, and the claim that they build up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeVar

from factsheet.extract.numbers import Number
from factsheet.lexicon import Match, Phrases
from factsheet.lexicon.currencies import Currency
from factsheet.schema import ClaimKind
from factsheet.text import Document, Token, forms

T = TypeVar("T")
_LONE = "و ف ب ل ك ال وال بال لل فال وب ول كال وبال ولل"
PROCLITICS = forms(_LONE)
"""Proclitics that stand as a token of their own before digits (الـ14، بـ 20، و5)."""
ARTICLES = frozenset(form for form in PROCLITICS if form.endswith(("ال", "لل")))
PREFIXES = ("", "و", "ف", "ب", "ل", "وب", "ول", "فب", "فل")
"""Proclitics, without the article, that a word before or after a number may have."""
OPENERS = frozenset("([«“\"'‘")


@dataclass(frozen=True, slots=True)
class Scope:
    """One sentence as the rules see it: the article's tokens, and the range [first:last) of the sentence's."""

    doc: Document
    tokens: Sequence[Token]
    first: int
    last: int
    dated: frozenset[int]
    """Indexes of the tokens that belong to a date."""
    numbered: dict[int, Number]
    """Index of its first token → number, for the numbers of the sentence."""
    currencies: dict[str, str | None] = field(default_factory=dict)
    """Noun of a currency → ISO 4217 code that the article's countries give it, once asked; shared by all sentences."""
    point: Literal["decimal", "thousands"] | None = None
    """What a point before three digits is in this article, None where no other number tells."""

    def form(self, i: int) -> str:
        """The folded form of token i, empty outside the sentence."""
        return self.tokens[i].form if self.first <= i < self.last else ""

    def match(self, phrases: Phrases[T], i: int, prefixes: Sequence[str] | None = None) -> Match[T] | None:
        """The longest phrase at token i that lies in the sentence, as `Phrases.at`; None outside the sentence."""
        found = phrases.at(self.tokens, i, prefixes) if self.first <= i < self.last else None
        return found if found is not None and found.last <= self.last else None

    def before(self, i: int) -> int:
        """Index of the last token before i that is neither a lone proclitic nor an opening mark; may be first - 1."""
        i -= 1
        while i >= self.first and (self.tokens[i].form in PROCLITICS or self.tokens[i].form in OPENERS):
            i -= 1
        return i

    def past_marks(self, i: int) -> int:
        """Index of the first token from i on that is no quotation mark, nor the bracket that closes (31); else i."""
        j = i
        while j < self.last and (self.tokens[j].kind == "mark" or (j == i and self._closes(j))):
            j += 1
        return j if j < self.last else i

    def _closes(self, i: int) -> bool:
        return self.form(i) == ")" and self.form(i - 2) == "(" and self.tokens[i - 1].kind == "number"


@dataclass(slots=True)
class Draft:
    """A claim in the making, over tokens [first:last); `number`, `span` and `counted` are raw offsets."""

    rule: str
    confidence: float
    kind: ClaimKind
    first: int
    last: int
    number: tuple[int, int]
    span: tuple[int, int]
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    counted: tuple[int, int] | None = None
    notes: tuple[str, ...] = ()
    scale: tuple[str, Decimal] | None = None
    """Dimension of the unit and what one of it is worth in the dimension's base, for sums of units."""
    currency: Currency | None = None
    """The noun of the currency, for sums with its subunit."""


def draft_of(number: Number, rule: str, kind: ClaimKind, confidence: float, last: int, end: int) -> Draft:
    """A draft over a number and what follows it up to token `last` (exclusive), its span ending at raw offset `end`."""
    return Draft(
        rule=rule,
        confidence=confidence,
        kind=kind,
        first=number.first,
        last=last,
        number=(number.start, number.end),
        span=(number.start, end),
        value=number.value,
        low=number.low,
        high=number.high,
        notes=number.notes,
    )
