"""Numbers with a unit: money, percentages, measures, lengths of time, ages."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import lru_cache

from factsheet.extract.claim_draft import ARTICLES, Draft, Scope, draft_of
from factsheet.extract.noun_phrase import partitive_end
from factsheet.extract.numbers import Number, skipped
from factsheet.lexicon import currencies, units
from factsheet.lexicon.amounts import table as amounts
from factsheet.lexicon.countries import countries, nisbas, places
from factsheet.lexicon.currencies import Currency
from factsheet.lexicon.numbers import reading
from factsheet.lexicon.units import Unit
from factsheet.schema import ClaimKind
from factsheet.text import Token, fold, stems

BARE = ("",)
PERCENT = frozenset("%٪")
OF = fold("من")
EACH = frozenset(map(fold, ("/", "لكل")))
COLD, BELOW = frozenset(("C", "F", "deg")), frozenset(map(fold, ("تحت", "دون")))
HEAT = fold("حرار")
DISTANCE = frozenset(map(fold, "مسافة بعد تبعد يبعد بطول طول طريق شمال جنوب شرق غرب نصف قطر سرعة".split()))
DECADES = frozenset((fold("عقد"), fold("قرن")))
SPAN_WORDS = frozenset(
    map(
        fold,
        """منذ قبل خلال بعد طوال طيلة طول مدى على لمدة مدة نحو حوالي قرابة زهاء من لأكثر أكثر أقل دام دامت استمر استمرت يقارب يزيد عن حتى
        طوال في ل ب قضى أمضى مر مرور مضي فترة لفترة عبر""".split(),
    )
)
"""Words before عقود and قرون that make them decades and centuries, not contracts and horns."""
AFTER_DECADES = frozenset(map(fold, ("الزمن", "الزمان", "الحكم", "الحرب", "العمل", "السنين")))


def money(scope: Scope, number: Number) -> Draft | None:
    """Currency after the number, by noun or sign, or a sign before it: 3,5 مليون دينار كويتي، $10."""
    at = scope.past_marks(number.last)
    noun = currencies.nouns().at(scope.tokens, at, BARE) if at < scope.last else None
    if noun is not None:
        last, code, notes = currency(scope, noun.entry, noun.last)
        draft = draft_of(number, "money", "money", 0.97 if code else 0.9, last, scope.tokens[last - 1].end)
        draft.unit, draft.notes = code, draft.notes + notes
        draft.scale = (noun.entry.form, Decimal(1))
        if noun.entry.subunit_of:
            draft.scale = ("subunit of " + noun.entry.form, Decimal(1))
        return draft
    return _signed(scope, number)


def _signed(scope: Scope, number: Number) -> Draft | None:
    """A sign, abbreviation or ISO code beside the number: 10 €، $10، 46.5 مليار دج، USD 5."""
    sign = currencies.symbols().at(scope.tokens, number.last, BARE) if number.last < scope.last else None
    if sign is not None:
        draft = draft_of(number, "money-sign", "money", 0.95, sign.last, scope.tokens[sign.last - 1].end)
        draft.unit = sign.entry
        return draft
    for i in (number.first - 2, number.first - 1):
        sign = currencies.symbols().at(scope.tokens, i, BARE) if i >= scope.first else None
        if sign is not None and sign.last == number.first:
            draft = draft_of(number, "money-sign", "money", 0.95, number.last, number.end)
            draft.first, draft.span, draft.unit = i, (scope.tokens[i].start, number.end), sign.entry
            return draft
    return None


def currency(scope: Scope, noun: Currency, at: int) -> tuple[int, str | None, tuple[str, ...]]:
    """(token after the name, ISO 4217 code, notes) of a currency whose noun ends before token `at`."""
    tail = currencies.tails(noun.form).at(scope.tokens, at, ("", "ال")) if at < scope.last else None
    if tail is not None:
        return tail.last, tail.entry or None, () if tail.entry else ("currency_unknown",)
    iso = _nisba(scope.form(at)) if at < scope.last and noun.countries else None
    if iso is not None:
        code = noun.countries.get(iso)
        return at + 1, code, () if code else ("currency_unknown",)
    place = places().at(scope.tokens, at, BARE) if at < scope.last and noun.countries else None
    if place is not None and place.last <= scope.last and place.entry in noun.countries:
        return place.last, noun.countries[place.entry], ()
    if noun.code or noun.subunit_of:
        return at, noun.code, ()
    code = _by_country(scope, noun)
    return at, code, ("currency_from_context",) if code else ("currency_unknown",)


@lru_cache(maxsize=4096)
def _nisba(form: str) -> str | None:
    """ISO 3166 code of the country whose nisba a folded adjective is, in any gender, number and case."""
    bare = form[2:] if form.startswith("ال") else form
    for ending in ("", "ا", "ين", "ان", "ات"):
        stem = bare[: -len(ending)] if ending and bare.endswith(ending) else "" if ending else bare
        country = nisbas().get(stem) if stem else None
        if country is not None:
            return country.iso
    return None


def _by_country(scope: Scope, noun: Currency) -> str | None:
    """The code that the article's only country with such a currency has; None where it speaks of several or none."""
    seen: Counter[str] = Counter()
    for token in scope.tokens:
        if token.kind == "word":
            seen.update(code for code in (noun.countries.get(iso) for iso in _countries(token.form)) if code)
    if not seen:
        return None
    (first, often), *rest = seen.most_common(2)
    return first if not rest or often >= 4 * rest[0][1] else None


@lru_cache(maxsize=16384)
def _countries(form: str) -> tuple[str, ...]:
    """ISO 3166 codes that a folded word of one token may stand for: a country's name or its nisba."""
    found = {iso for _, stem in stems(form) if (iso := _nisba(stem))}
    found.update(code for _, stem in stems(form) if (code := _one_word_places().get(stem)))
    return tuple(sorted(found))


@lru_cache(maxsize=1)
def _one_word_places() -> dict[str, str]:
    return {
        fold(form).removeprefix("ال"): country.iso
        for country in countries()
        if country.iso
        for form in country.forms
        if " " not in form
    }


def unit(scope: Scope, number: Number) -> Draft | None:
    """A unit right after the number: 20 بالمئة، 30 كيلومترا، ثلاثة أيام."""
    at = scope.past_marks(number.last)
    found = units.after_numbers().at(scope.tokens, at, BARE) if at < scope.last else None
    if found is None and number.form != "words" and number.last < scope.last:
        found = units.abbreviations().at(scope.tokens, number.last, BARE)
    if found is None or found.last > scope.last or not _is_unit(scope, number, found.entry, found.last):
        return None
    return unit_draft(scope, number, found.entry, found.last)


def unit_draft(scope: Scope, number: Number, entry: Unit, last: int) -> Draft:
    """The claim that a number of units makes, its unit ending before token `last`."""
    kind: ClaimKind = entry.kind
    draft = draft_of(number, entry.kind, kind, 0.97, last, scope.tokens[last - 1].end)
    draft.unit = _symbol(scope, entry, number.first)
    for name in ("value", "low", "high"):
        amount = getattr(draft, name)
        if amount is not None:
            setattr(draft, name, amount * entry.factor)
    per = _per(scope, entry, last)
    if per is not None:
        draft.last, draft.unit = per[0], f"{draft.unit}/{per[1]}"
        draft.span = (draft.span[0], scope.tokens[draft.last - 1].end)
    elif entry.dimension and entry.scale and entry.factor == 1:
        draft.scale = (entry.dimension, entry.scale)
    if draft.value is not None and draft.unit in COLD and scope.form(last) in BELOW and scope.form(last + 1) == fold("الصفر"):
        draft.value, draft.last, draft.span = -draft.value, last + 2, (draft.span[0], scope.tokens[last + 1].end)
    if entry.kind == "percent" and scope.form(last) == OF:
        end = partitive_end(scope, last + 1)
        if end > last + 1:
            draft.counted = (scope.tokens[last + 1].start, scope.tokens[end - 1].end)
    return draft


def _is_unit(scope: Scope, number: Number, entry: Unit, last: int) -> bool:
    """عقود and قرون are time only beside words of time: the same words are contracts and horns."""
    if fold(entry.form) not in DECADES:
        return True
    before = scope.before(number.first)
    if scope.form(last) == OF and scope.form(last + 1) in AFTER_DECADES:
        return True
    return any(scope.form(i).lstrip("و") in SPAN_WORDS or scope.form(i)[1:] in SPAN_WORDS for i in (before, before - 1))


def _per(scope: Scope, entry: Unit, last: int) -> tuple[int, str] | None:
    """(token after, symbol) of the unit that another is divided by: ميكروغرام لكل متر مكعب، مليغرام/ديسيلتر."""
    if entry.dimension != "mass" or scope.form(last) not in EACH or last + 1 >= scope.last:
        return None
    for phrases in (units.after_numbers(), units.abbreviations()):
        found = phrases.at(scope.tokens, last + 1, BARE)
        if found and found.entry.kind == "measure" and found.entry.unit and found.last <= scope.last:
            return found.last, found.entry.unit
    return None


def _symbol(scope: Scope, entry: Unit, first: int) -> str | None:
    """The unit's symbol; درجة is of heat and كيلو of distance where the sentence speaks of them."""
    if entry.unit == "deg" and any(HEAT in scope.tokens[i].form for i in range(scope.first, scope.last)):
        return "C"
    near = [scope.form(i) for i in range(first - 5, first)]
    if entry.form == "كيلو" and any(form[1:] in DISTANCE or form in DISTANCE for form in near):
        return "km"
    return entry.unit


def percent_before(scope: Scope, number: Number) -> Draft | None:
    """A percent sign typed before its number: %20."""
    i = number.first - 1
    if scope.form(i) not in PERCENT or scope.tokens[number.first].space or scope.form(number.last) in PERCENT:
        return None
    if i > scope.first and scope.tokens[i - 1].kind == "number" and not scope.tokens[i].space:
        return None
    draft = draft_of(number, "percent-before", "percent", 0.9, number.last, number.end)
    draft.first, draft.span, draft.unit = i, (scope.tokens[i].start, number.end), "%"
    return draft


def unit_before(scope: Scope, number: Number) -> Draft | None:
    """A definite plural of time before its number: الأيام الـ365 المقبلة، السنوات العشر."""
    i = scope.before(number.first)
    if number.value is None or number.value < 3 or i < scope.first or i in scope.dated:
        return None
    found = units.plurals().at(scope.tokens, i)
    word = reading(scope.form(number.first))
    definite = word.definite if word else scope.form(number.first - 1) in ARTICLES
    if found is None or found.last != i + 1 or not found.prefix.endswith("ال") or not definite:
        return None
    draft = unit_draft(scope, number, found.entry, number.last)
    draft.rule, draft.first, draft.counted = "unit-before", i, None
    draft.span = (scope.tokens[i].start + _article_offset(scope.tokens[i], found.prefix), number.end)
    return draft


def _article_offset(token: Token, prefix: str) -> int:
    return skipped(token.text, len(prefix) - 2)


def unit_one(scope: Scope, number: Number) -> Draft | None:
    """A singular unit or currency and واحد after it: عام واحد، دولار واحد."""
    i = number.first - 1
    word = reading(scope.form(number.first))
    if number.value != 1 or word is None or word.definite or word.prefix or i < scope.first or i in scope.dated:
        return None
    found = units.singulars().at(scope.tokens, i, ("", "ل", "ب", "و"))
    if found is None or found.last != number.first:
        return None
    draft = unit_draft(scope, number, found.entry, number.last)
    draft.rule, draft.first, draft.confidence = "unit-one", i, 0.9
    draft.span = (scope.tokens[i].start + _article_offset(scope.tokens[i], found.prefix + "ال"), number.end)
    return draft


def age_of(scope: Scope, number: Number) -> Draft | None:
    """An age without its unit: سن الـ18، في الستين من عمره."""
    before = scope.form(scope.before(number.first))
    entry = amounts().get(before) or amounts().get(before[1:])
    after = scope.form(number.last) == OF and amounts().get(scope.form(number.last + 1))
    if not ((entry and entry.kind == "age" and before.endswith("ن")) or (after and after.kind == "age")):
        return None
    draft = draft_of(number, "age-alone", "age", 0.9, number.last, number.end)
    draft.unit = "year"
    return draft


def is_age(scope: Scope, draft: Draft) -> bool:
    """Whether a length of time says how old someone is: البالغ من العمر 27 عاما، (37 عاما)، صاحب الـ61 عاما."""
    first, last = draft.first, draft.last
    while scope.form(first - 1) in ARTICLES:
        first -= 1
    if scope.form(first - 1) == "(" and scope.form(last) == ")":
        return True
    if scope.form(last) == OF and _names_age(scope.form(last + 1)):
        return True
    before = range(first - 1, max(scope.first, first - 5) - 1, -1)
    for i in before:
        form = scope.form(i)
        if i in scope.numbered or form in ",،؛:":
            break
        if _names_age(form) or (i == scope.before(first) and _owner(form)):
            return True
    if draft.unit == "year" and is_plain_age(draft) and _grown(scope, first):
        return True
    return scope.form(first - 1) in ",،" and scope.form(last) in "،,)" and draft.unit == "year" and is_plain_age(draft)


def _grown(scope: Scope, first: int) -> bool:
    """Whether someone reaches the years: ويبلغ والدها 45 عاما, but not بلغت مدة العقد 5 أعوام."""
    near = [scope.form(i) for i in range(first - 1, first - 5, -1)]
    verb = next((i for i, form in enumerate(near) if form[form[:1] in ("و", "ف") :] in REACHES), None)
    return verb is not None and not any(form in amounts() or form in ",،" for form in near[:verb])


REACHES = frozenset(map(fold, "يبلغ تبلغ البالغ البالغة يناهز تناهز".split()))


def is_plain_age(draft: Draft) -> bool:
    """Whether a value is one that an apposition of age has (فلان، 27 عاما،)."""
    return draft.value is not None and 1 < draft.value < 110


OWNERS = frozenset(map(fold, "صاحب صاحبة ذو ذي ذات ابن ابنة بعمر تحت ذوي أبناء".split()))


def _owner(form: str) -> bool:
    return form in OWNERS or (len(form) > 3 and form[0] in "ولب" and form[1:] in OWNERS)


def _names_age(form: str) -> bool:
    entry = amounts().get(form) or (amounts().get(form[1:]) if form and form[0] in "وبلف" else None)
    return entry is not None and entry.kind == "age"
