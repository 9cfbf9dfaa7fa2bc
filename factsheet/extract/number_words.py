"""The grammar of cardinals and ordinals over tokens: words, digits and both together.

W. Wright, A Grammar of the Arabic Language, vol. 1, §§ 318-333: units stand before tens and are joined to them by و
(خمسة وعشرون), groups fall from the greatest to the least, each joined by و (ثلاثة ملايين ومئتا ألف وخمسون), and the
numbered multiplier follows its number without و (خمسة آلاف).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from factsheet.extract.cardinal import Cardinal, adjoining, joined, word_at
from factsheet.extract.digit_tokens import read_digits_at
from factsheet.extract.digits import read_digits
from factsheet.lexicon.numbers import Reading, marked_fractions, reading
from factsheet.text import Token, fold, forms

TEN = frozenset(map(fold, ("عشر", "عشرة")))
POINT = frozenset(map(fold, ("فاصلة", "فاصل")))
_AFTER_ONE = "من في على عن إلى أي أو تقريبا فقط قبل بعد خلال منذ و ب ل"
AFTER_ONE = forms(_AFTER_ONE)
"""Words that no counted noun is: ألفا before them is one thousand."""
SCALES = ("hundred", "multiplier")
SMALL = ("unit", "teen", "whole", "tens")
_CHAINED = 3
GREATEST = Decimal(10) ** 18
"""Multipliers chained beyond this are no amount."""
_ONE_FORM = fold("واحد")
"""Also the folded form of وأحد, and one of."""
_DAMMA = "\u064f"
_ONE = Decimal(1)


def read_number(tokens: Sequence[Token], i: int, *, decimal_comma: bool = False) -> Cardinal | None:
    """The longest number expression that begins at token i of one sentence, ordinals and vague amounts included.

    `decimal_comma`: the article writes 1,5 elsewhere, so that 1,500 before a multiplier is one and a half.
    """
    token = tokens[i]
    word = reading(token.form) if token.kind in ("word", "punct") else None
    if word is None:
        return _sum(tokens, i, decimal_comma=decimal_comma) if token.kind == "number" else None
    if word.kind == "ordinal":
        return _ordinal(tokens, i, word)
    if token.form == _ONE_FORM and "أ" in token.text and not (adjoining(tokens, i + 1) and tokens[i + 1].form in TEN):
        return None
    if _is_vague(word):
        return _vague(tokens, i)
    return _sum(tokens, i, decimal_comma=decimal_comma)


def _is_vague(word: Reading) -> bool:
    return word.kind == "vague" or (word.shape == "plural" and word.kind in ("hundred", "multiplier"))


def _vague(tokens: Sequence[Token], i: int) -> Cardinal:
    """Vague words and the multipliers after them: عشرات الآلاف، بضع مئات."""
    last = i + 1
    while last - i < _CHAINED and (word := word_at(tokens, last)) and not word.prefix and word.kind in SCALES:
        last += 1
    return Cardinal(i, last, None, vague=True)


def _ordinal(tokens: Sequence[Token], i: int, word: Reading) -> Cardinal | None:
    """الثالث، الثالث عشر، الثالث والعشرون، الثاني بعد المئة."""
    value, last = word.value, i + 1
    if adjoining(tokens, last) and tokens[last].form in TEN and value < 10:
        return Cardinal(i, last + 1, value + 10, ordinal=True)
    at = joined(tokens, last)
    tens = reading(tokens[at].form) if at is not None else None
    if at is not None and tens and tens.kind == "tens":
        value, last = value + tens.value, at + 1
    elif fold("حادي") in tokens[i].form:
        return None
    if adjoining(tokens, last) and tokens[last].form == "بعد":
        more = word_at(tokens, last + 1)
        if more and more.kind in ("hundred", "multiplier") and more.definite:
            return Cardinal(i, last + 2, value + more.value, ordinal=True)
    return Cardinal(i, last, value, ordinal=True)


def _sum(tokens: Sequence[Token], i: int, *, decimal_comma: bool) -> Cardinal | None:
    """Groups in falling order: مليار و200 مليون، ألف ومئتان وخمسون."""
    whole = group = _group(tokens, i, decimal_comma=decimal_comma)
    if whole is None or whole.value is None:
        return whole
    while group is not None and group.multiplier > 1:
        at = joined(tokens, whole.last)
        limit = group.multiplier
        group = _group(tokens, at, decimal_comma=decimal_comma) if at is not None else None
        if group is None or at is None or group.value is None or not 0 < group.value < limit:
            break
        if tokens[at].kind == "word" and (inner := reading(tokens[at].form)) and inner.kind == "fraction":
            break
        whole = replace(
            whole,
            last=group.last,
            value=(whole.value or 0) + group.value,
            multiplier=group.multiplier,
            words=whole.words or group.words,
            digits=whole.digits or group.digits,
        )
    return whole


def _group(tokens: Sequence[Token], i: int, *, decimal_comma: bool) -> Cardinal | None:
    """A coefficient with its multipliers and halves: 3.5 مليارات، نصف مليون، مليون ونصف المليون."""
    base = _coefficient(tokens, i)
    if base is None:
        return None
    if base.multiplier == 1:
        base = _with_half(tokens, base, before_multiplier=True)
    multiplier, last = base.multiplier, base.last
    if _in_brackets(tokens, base):
        base, last = replace(base, first=i - 1), last + 1
    for _ in range(_CHAINED):
        word = word_at(tokens, last)
        if word is None or word.kind != "multiplier" or word.prefix or word.shape == "dual":
            break
        if multiplier * word.value > GREATEST:
            break
        multiplier, last = multiplier * word.value, last + 1
    if multiplier > 1 and base.multiplier == 1:
        base = _pointed(tokens[i], base, decimal_comma=decimal_comma)
    coefficient = _ONE if base.coefficient is None else base.coefficient
    words = base.words or last > base.last
    group = replace(base, last=last, value=coefficient * multiplier, multiplier=multiplier, words=words)
    return _with_half(tokens, group, before_multiplier=False)


def _in_brackets(tokens: Sequence[Token], base: Cardinal) -> bool:
    """Whether digits stand in brackets of their own before a multiplier: (20) مليون."""
    if base.words or base.first == 0 or tokens[base.first - 1].form != "(" or not adjoining(tokens, base.last + 1):
        return False
    word = word_at(tokens, base.last + 1)
    return tokens[base.last].form == ")" and word is not None and word.kind == "multiplier" and not word.prefix


def _pointed(token: Token, base: Cardinal, *, decimal_comma: bool) -> Cardinal:
    """Before a multiplier a point is the decimal sign (3.125 مليون), and a comma where the article uses it so."""
    if "ambiguous_separator" in base.notes:
        return replace(base, coefficient=read_digits(token.form)[0].decimal, notes=())
    whole, _, rest = token.form.replace("،", ",").partition(",")
    if decimal_comma and len(rest) == 3 and base.last == base.first + 1:
        return replace(base, coefficient=Decimal(f"{whole}.{rest}"), notes=("ambiguous_separator",))
    return base


def _with_half(tokens: Sequence[Token], base: Cardinal, *, before_multiplier: bool) -> Cardinal:
    """Adds و + fraction: of the multiplier (مليون ونصف المليون), or of one (ثلاثة ونصف مليون، خمسة ونصف بالمئة)."""
    at = joined(tokens, base.last)
    part = word_at(tokens, at) if at is not None and at < len(tokens) else None
    if at is None or part is None or part.kind != "fraction" or part.definite or base.coefficient is None:
        return base
    last = at + 1
    after = word_at(tokens, last)
    scale = after if after and after.kind == "multiplier" and not after.prefix else None
    if base.multiplier == 1:
        if before_multiplier and (scale is None or scale.definite):
            return base
        if _is_definite_noun(tokens, last) or part.value >= 1:
            return base
        return replace(base, last=last, value=base.coefficient + part.value, coefficient=base.coefficient + part.value)
    if scale is not None and scale.value != base.multiplier:
        return base
    last += scale is not None
    return replace(base, last=last, value=(base.value or 0) + part.value * base.multiplier)


def _is_definite_noun(tokens: Sequence[Token], i: int) -> bool:
    if not adjoining(tokens, i) or tokens[i].kind != "word":
        return False
    return tokens[i].form.startswith("ال") and len(tokens[i].form) > 4


def _coefficient(tokens: Sequence[Token], i: int) -> Cardinal | None:
    """What stands before a multiplier: digits, words below a thousand, a fraction, or the multiplier itself."""
    if i >= len(tokens):
        return None
    if tokens[i].kind == "number":
        base = read_digits_at(tokens, i)
        return _with_point(tokens, base) if base else None
    word = reading(tokens[i].form)
    if word is None or _is_vague(word) or word.kind == "ordinal":
        return None
    if word.kind == "multiplier":
        if _is_composed(tokens, i, word):
            return None
        value = 2 * word.value if word.shape == "accusative" and _is_construct(tokens, i) else word.value
        scale = word.value / 2 if word.shape == "dual" else word.value
        return Cardinal(i, i + 1, value, coefficient=value / scale, multiplier=scale)
    if word.kind == "fraction":
        return Cardinal(i, i + 1, word.value, coefficient=word.value) if word.shape != "plural" else None
    if fraction := _marked_fraction(tokens, i, word):
        return fraction
    base = _below_thousand(tokens, i, word)
    return _with_point(tokens, base) if base else None


def _is_composed(tokens: Sequence[Token], i: int, word: Reading) -> bool:
    """Whether ألف is the verb, its object in the accusative after it (ألف كتابا), where a number has the genitive."""
    if word.value != 1000 or word.shape != "plain" or word.definite or not adjoining(tokens, i + 1):
        return False
    after = tokens[i + 1].form
    return len(after) > 3 and after.endswith("ا") and tokens[i + 1].kind == "word" and reading(after) is None


def _is_construct(tokens: Sequence[Token], i: int) -> bool:
    """Whether ألفا at i is the dual before its noun (ألفا جندي), not one thousand in the accusative (ألفاً)."""
    if "\u064b" in tokens[i].text or not adjoining(tokens, i + 1):
        return False
    after = tokens[i + 1]
    return after.kind == "word" and after.form not in AFTER_ONE and not after.form.startswith(("ال", "و", "من"))


def _marked_fraction(tokens: Sequence[Token], i: int, word: Reading) -> Cardinal | None:
    """خُمس with its vowel, or خمس before a definite noun (خمس السكان)."""
    known = marked_fractions().get(tokens[i].form[len(word.prefix) :]) if not word.definite else None
    if known is None or (adjoining(tokens, i + 1) and tokens[i + 1].form in TEN):
        return None
    if _DAMMA in tokens[i].text[: len(word.prefix) + 3] or (word.value < 10 and _is_definite_noun(tokens, i + 1)):
        return Cardinal(i, i + 1, known[0], coefficient=known[0])
    return None


def _with_point(tokens: Sequence[Token], base: Cardinal) -> Cardinal:
    """Adds what follows the word فاصلة: ثلاثة فاصلة خمسة، 10 فاصلة 7."""
    at = base.last
    if not (adjoining(tokens, at) and tokens[at].form in POINT and adjoining(tokens, at + 1)) or base.value is None:
        return base
    if tokens[at + 1].kind == "number":
        after = read_digits_at(tokens, at + 1)
    else:
        word = reading(tokens[at + 1].form)
        after = _below_thousand(tokens, at + 1, word) if word and not word.prefix else None
    if after is None or after.value is None or after.value != after.value.to_integral_value() or after.value > 999:
        return base
    value = Decimal(f"{int(base.value)}.{int(after.value)}")
    digits = base.digits or after.digits
    return replace(base, last=after.last, value=value, coefficient=value, words=True, digits=digits)


def _below_thousand(tokens: Sequence[Token], i: int, word: Reading) -> Cardinal | None:
    """A number from 0 to 999 in words; three to nine before a plural fraction (ثلاثة أرباع)."""
    value, last = word.value, i + 1
    after = word_at(tokens, last)
    if word.kind == "unit" and 3 <= value <= 9 and after and not after.prefix:
        if after.kind == "fraction" and after.shape == "plural":
            return Cardinal(i, last + 1, value * after.value, coefficient=value * after.value)
        if after.kind == "hundred" and after.value == 100:
            value, last, word = value * 100, last + 1, after
    if word.kind != "hundred":
        return _below_hundred(tokens, i, word)
    at = joined(tokens, last)
    if at is not None and tokens[at].kind == "number" and tokens[at].form.isdecimal() and len(tokens[at].form) <= 2:
        value += int(tokens[at].form)
        return Cardinal(i, at + 1, value, coefficient=value, digits=True)
    inner = reading(tokens[at].form) if at is not None else None
    rest = _below_hundred(tokens, at, inner) if at is not None and inner and inner.kind in SMALL else None
    if rest is not None and rest.value:
        value, last = value + rest.value, rest.last
    return Cardinal(i, last, value, coefficient=value)


def _below_hundred(tokens: Sequence[Token], i: int, word: Reading) -> Cardinal | None:
    value, last = word.value, i + 1
    if word.kind in ("unit", "teen") and 1 <= value <= 9:
        if adjoining(tokens, last) and tokens[last].form in TEN:
            return Cardinal(i, last + 1, value + 10, coefficient=value + 10)
        at = joined(tokens, last)
        tens = reading(tokens[at].form) if at is not None and tokens[at].kind == "word" else None
        if at is not None and tens and tens.kind == "tens":
            return Cardinal(i, at + 1, value + tens.value, coefficient=value + tens.value)
    return None if word.kind == "teen" else Cardinal(i, last, value, coefficient=value)
