"""Grammar of ranges and bare years: من 3 إلى 5 مايو, بين عامي 2011 و2015, 2020-2024, يومي 14 و15 مايو, في 2011."""

from __future__ import annotations

from dataclasses import dataclass, replace

from factsheet.extract.date_clock import clock
from factsheet.extract.date_days import day, day_number, month_of_day
from factsheet.extract.date_divisions import phased
from factsheet.extract.date_periods import SLASHES, month_name, month_phrase, of_year, step, unit_phrase, year_pair
from factsheet.extract.date_reader import AND, DASHES, Found, Reader
from factsheet.extract.date_values import Parts
from factsheet.text import forms

FROM = forms("من ومن فمن")
BETWEEN = forms("بين وبين فبين مابين")
WHAT = forms("ما وما فيما")
TO = forms("إلى وإلى حتى وحتى لغاية ولغاية")
SURE_BEFORE_YEAR = forms("في وفي منذ ومنذ مذ خلال وخلال بحلول وبحلول غضون أيام")
"""Prepositions after which four digits between 1900 and 2100 are nearly always a year."""
BEFORE_YEAR = SURE_BEFORE_YEAR | forms("حتى وحتى قبل وقبل بعد وبعد إلى من ومن ب ل")
"""Prepositions that may stand before a year."""
AFTER_YEAR = forms(
    "في من إلى على عن مع بعد قبل حتى بين ضد أن التي الذي الذين لكن حيث عندما حين إثر بسبب مقابل مقارنة أو ثم عبر لدى "
    "عند خلال و كما ما لم لن كان كانت هو هي إذ وقد قد بينما بهدف ب ل لا إلا عقب"
)
"""Words after which a number before them is no count."""


@dataclass(frozen=True, slots=True)
class RangeParts:
    """Two ends that the grammar read as one range; `apart` where they are single days or years of a list."""

    rule: str
    start: Parts
    end: Parts
    notes: tuple[str, ...] = ()


FoundRange = tuple[RangeParts, int]


def range_at(r: Reader, i: int) -> FoundRange | None:
    """A range that begins with من or بين at token i, or with its own first end."""
    at = i + 1 if r.form(i) in WHAT else i
    led = r.form(at) in BETWEEN or (r.form(at) in FROM and at == i)
    if led and not r.may_begin(at + 1):
        return None
    if r.form(at) in BETWEEN:
        return _led(r, at + 1, joins=frozenset({AND}))
    if led:
        return _led(r, at + 1, joins=TO)
    listed = _weekdays(r, i) or _night(r, i) or _years(r, i)
    return listed or _numbers_before_month(r, i) or _year_to_year(r, i) or _month_to_month(r, i)


def _led(r: Reader, i: int, joins: frozenset[str]) -> FoundRange | None:
    """Both ends after من or بين, a plural noun (عامي, يومي, شهري) perhaps before them."""
    plural = r.word(i, "plural")
    at = i
    notes: tuple[str, ...] = ()
    if plural:
        at = plural[1]
        if attribute := r.word(at, "attribute", bare=True):
            at, notes = attribute[1], ("fiscal_year",) if attribute[0].unit == "fiscal" else ()
    years = plural is not None and plural[0].unit == "year"
    start = _side(r, at, first=True, years=years)
    if start is None:
        return None
    second = _after_join(r, start.end, joins)
    end = _side(r, second, first=False, years=years or start.parts.rule == "year") if second is not None else None
    if end is None or (plural is None and _mere_numbers(r, i, start.parts, end)):
        return None
    return _completed(r, start.parts, end, notes)


def _after_join(r: Reader, i: int, joins: frozenset[str]) -> int | None:
    """Index of the second end after إلى, حتى, و; و may be written to its word."""
    form = r.form(i)
    if AND in joins:
        if form == AND or form in BETWEEN:
            return i + 1
        return i if form.startswith(AND) else None
    return i + 1 if form in joins else None


def _side(r: Reader, i: int, *, first: bool, years: bool) -> Found | None:
    found = day(r, i) or month_phrase(r, i) or unit_phrase(r, i) or phased(r, i) or _month_alone(r, i)
    if found is not None:
        return found
    time = clock(r, i)
    if time:
        return Found(Parts("clock", clock=time[0]), time[1])
    year = r.year(i)
    if year is not None and (r.digits(i) is not None or years):
        return Found(of_year(r, year), year.end)
    number = day_number(r, i) if first else None
    return Found(Parts("day", day=number[0]), number[1]) if number else None


def _month_alone(r: Reader, i: int) -> Found | None:
    name = month_name(r, i)
    return Found(Parts("month", month=name.entry.month, calendar=name.entry.calendar), name.end) if name else None


def _mere_numbers(r: Reader, i: int, start: Parts, end: Found) -> bool:
    """Whether two bare numbers that could be years rather count something (ارتفع من 1950 إلى 2010)."""
    if start.rule != "year" or end.parts.rule != "year" or r.digits(i) is None:
        return False
    return r.labelled(i, "before_year", back=5) or not _ends(r, end.end)


def _completed(r: Reader, start: Parts, end: Found, notes: tuple[str, ...]) -> FoundRange | None:
    """The range, unless its ends are of different kinds; الماضيين says something of both."""
    parts, last = end
    if start.rule == "day" and (parts.day is None or parts.month is None):
        return None
    if _level(start) != _level(parts) and start.rule != "day":
        return None
    start = _same_half(start, parts)
    moved = step(r, last)
    if moved and parts.step is None and start.step is None:
        start, parts, last = replace(start, step=moved[0]), replace(parts, step=moved[0]), moved[1]
    return RangeParts("range", start, parts, notes), last


def _same_half(start: Parts, end: Parts) -> Parts:
    """من 9 إلى 11 مساء: the first hour in the half of the clock that the second names, if it is earlier there."""
    if start.clock is None or end.clock is None or start.clock.hour is not None or end.clock.hour is None:
        return start
    hour = start.clock.face % 12 + (12 if end.clock.hour >= 12 else 0)
    return replace(start, clock=replace(start.clock, hour=hour)) if hour < end.clock.hour else start


def _level(parts: Parts) -> str:
    if parts.clock is not None and parts.day is None and parts.weekday is None and parts.shift is None:
        return "clock"
    if parts.day is not None or parts.weekday is not None or parts.shift is not None:
        return "day"
    return "month" if parts.month is not None else "year" if parts.period is None else parts.period


def _weekdays(r: Reader, i: int) -> FoundRange | None:
    """[مساء] يومي السبت والأحد [الماضيين]: days that follow each other are a range."""
    part = r.word(i, "part")
    plural = r.word(part[1] if part else i, "plural", bare=part is not None)
    first = r.weekday(plural[1], bare=True) if plural and plural[0].unit == "day" else None
    if first is None:
        return None
    last = first
    while (joined := r.weekday(last[1])) and r.form(last[1]).startswith(AND):
        if joined[0].weekday != last[0].weekday % 7 + 1:
            return None
        last = joined
    if last is first:
        return None
    moved = step(r, last[1])
    start, end = (Parts("weekday", weekday=w.weekday, step=moved[0] if moved else None) for w, _ in (first, last))
    return RangeParts("range", start, end), moved[1] if moved else last[1]


def _night(r: Reader, i: int) -> FoundRange | None:
    """ليل السبت الأحد, ليلة السبت إلى الأحد, السبت/الأحد: the night between two days, or both."""
    part = r.word(i, "part")
    night = part is not None and part[0].half == "night"
    first = r.weekday(part[1] if part and night else i, bare=night)
    if first is None:
        return None
    sign = r.form(first[1])
    parted = sign in SLASHES or (night and sign in TO)
    last = r.weekday(first[1] + parted, bare=True) if night or parted else None
    if last is None or last[0].weekday != first[0].weekday % 7 + 1:
        return None
    start, end = (Parts("weekday", weekday=w.weekday) for w, _ in (first, last))
    return RangeParts("range", start, end, ("night",) if night else ()), last[1]


def _years(r: Reader, i: int) -> FoundRange | None:
    """عامي 2013 و2014: years that follow each other are a range."""
    plural = r.word(i, "plural")
    first = last = r.digits(plural[1]) if plural and plural[0].unit == "year" else None
    if plural is None or first is None or last is None or not 1800 <= first < 2200:
        return None
    end = plural[1] + 1
    while r.form(end) == AND and r.digits(end + 1) == last + 1:
        last, end = last + 1, end + 2
    if last == first or (r.form(end) == AND and r.digits(end + 1) is not None):
        return None
    return RangeParts("range", Parts("year", year=first), Parts("year", year=last)), end


def _numbers_before_month(r: Reader, i: int) -> FoundRange | None:
    """3-5 مايو, 3 إلى 5 مايو, يومي 14 و15 مايو, الثالث والرابع من مايو after يومي."""
    plural = r.word(i, "plural")
    listed = plural is not None and plural[0].unit == "day"
    start = day_number(r, plural[1] if plural and listed else i)
    if start is None:
        return None
    form = r.form(start[1])
    joins = listed or (form == AND and r.digits(start[1] - 1, 2) is not None)
    at = _after_join(r, start[1], frozenset({AND}) if joins else TO | DASHES)
    second = day_number(r, at) if at is not None else None
    if second is None or second[0] <= start[0] or (joins and second[0] != start[0] + 1):
        return None
    while joins and r.form(second[1]) == AND and (third := day_number(r, second[1] + 1)) and third[0] == second[0] + 1:
        second = third
    end = month_of_day(r, second[1], second[0], named=True, first=i)
    if end is None:
        return None
    return RangeParts("range", Parts("day", day=start[0]), end.parts), end.end


def _year_to_year(r: Reader, i: int) -> FoundRange | None:
    """2020-2024, 2020 - 2024; a season's two years (2014/2015) too."""
    first, last = r.digits(i), r.digits(i + 2)
    sign = r.form(i + 1)
    if first is None or last is None or not 1800 <= first < last < 2200 or sign not in SLASHES:
        return None
    if r.form(i + 3) in SLASHES or r.form(i - 1) in SLASHES:
        return None
    if r.labelled(i, "before_year", back=2) or r.counted(i + 3):
        return None
    if sign == "/" and year_pair(r, i) is None:
        return None
    return RangeParts("range", Parts("year", year=first), Parts("year", year=last)), i + 3


def _month_to_month(r: Reader, i: int) -> FoundRange | None:
    """يناير - مارس 2012, يناير/فبراير 2012, شهري مايو ويونيو."""
    plural = r.word(i, "plural")
    listed = plural is not None and plural[0].unit == "month"
    start = month_name(r, plural[1] if plural and listed else i)
    if start is None or not (listed or start.sure):
        return None
    at = _after_join(r, start.end, frozenset({AND}) if listed else SLASHES)
    end = month_phrase(r, at) or _month_alone(r, at) if at is not None else None
    month, calendar = start.entry.month, start.entry.calendar
    if end is None or end.parts.calendar != calendar or (listed and end.parts.month != month % 12 + 1):
        return None
    return _completed(r, Parts("month", month=month, calendar=calendar), end, ())


def bare_year(r: Reader, i: int, *, listed: bool) -> Found | None:
    """A year without عام: after a preposition or noun, in brackets, heading a line, after a year and و (`listed`)."""
    year = r.digits(i)
    token = r.token(i)
    if year is None or token is None or len(token.form) != 4 or not 1900 <= year <= 2100:
        return None
    if any(r.form(j) in SLASHES and r.digits(k) is not None for j, k in ((i - 1, i - 2), (i + 1, i + 2))):
        return None
    found = Found(Parts("bare-year", year=year), i + 1)
    before = r.form(i - 1)
    if listed or (before == "(" and r.form(i + 1) == ")") or (i == r.first and _ends(r, i + 1)):
        return found
    plural = r.word(i - 1, "plural")
    sure = before in SURE_BEFORE_YEAR or r.labelled(i, "event") or (plural and plural[0].unit == "year")
    if sure and year % 100:
        return None if r.counted(i + 1) else found
    if r.labelled(i, "before_year", back=5 if before in BEFORE_YEAR else 2) or not _ends(r, i + 1):
        return None
    previous = r.token(i - 1)
    after_noun = previous is not None and previous.kind in ("word", "latin") and year % 100 > 0
    return found if before in BEFORE_YEAR or after_noun else None


def _ends(r: Reader, i: int) -> bool:
    """Whether what stands at token i cannot be a counted noun: a sign, a particle, a definite or conjoined word."""
    token = r.token(i)
    if token is None or token.kind != "word":
        return token is None or (token.kind in ("punct", "mark") and token.form not in "%٪$€£")
    return token.form in AFTER_YEAR or token.form.startswith(("و", "ال", "لل", "بال"))
