"""Grammar of days: weekdays, اليوم and أمس, day and month, numeric dates, and all of them said of one day.

Every function reads at a token and returns what it found with the index of the token after it, or None.
"""

from __future__ import annotations

from dataclasses import replace

from factsheet.extract.date_clock import adverb, clock_after
from factsheet.extract.date_numeric import numeric
from factsheet.extract.date_periods import month_name, step, unit_phrase, with_year
from factsheet.extract.date_reader import ARTICLE, COMMAS, DASHES, IN, OF, Found, Reader
from factsheet.extract.date_values import Parts
from factsheet.text import fold, forms

DAYS = forms("أيام")
EVERY = forms("كل")
DEFINITE = ("ال", "وال", "بال", "لل")
WEEK = 7
TOGETHER = forms("معا كليهما كلاهما")


def day(r: Reader, i: int) -> Found | None:
    """One day however it is said: [مساء] [يوم] الخميس 18 يناير 2024 [الموافق 6 رجب 1445] [الساعة 8]."""
    at = lead(r, i)
    found = _component(r, at, named=at > i)
    if found is None:
        return None
    while more := _continuation(r, found):
        found = more
    half = _half(r, i, at)
    parts, end = found
    clock = clock_after(r, end, half)
    if clock:
        return Found(replace(parts, clock=clock[0]), clock[1])
    said = adverb(r, end)
    return Found(parts, said[1] if said and (parts.shift is not None or parts.weekday is not None) else end)


def lead(r: Reader, i: int) -> int:
    """Index after the parts of the day and يوم that stand before a day (مساء يوم ...)."""
    at = i
    while True:
        part = r.word(at, "part", bare=at > i)
        unit = r.word(at, "unit", bare=at > i)
        if part:
            at = part[1]
        elif unit and unit[0].unit == "day":
            at = unit[1]
        else:
            return at


def _half(r: Reader, i: int, end: int) -> str | None:
    """The half of the clock that the parts of the day between two tokens mean."""
    for at in range(i, end):
        part = r.word(at, "part")
        if part and part[0].half != "day":
            return part[0].half
    return None


def _component(r: Reader, i: int, *, named: bool) -> Found | None:
    return relative_day(r, i, named=named) or weekday(r, i, named=named) or calendar_day(r, i, named=named)


def relative_day(r: Reader, i: int, *, named: bool) -> Found | None:
    """اليوم, أمس, غدا, بعد غد. الغد and غد need يوم, a part of the day or a weekday beside them."""
    found = r.word(i, "day")
    if found is None or r.named(i):
        return None
    word, end = found
    if word.value == 0 and (step(r, end) or r.form(end) == ARTICLE):
        return None
    unsure = r.form(i).removeprefix("ب") in UNSURE
    if unsure and not named and r.weekday(end, bare=True) is None and r.form(i) != fold("بالأمس"):
        return None
    return Found(Parts("relative-day", shift=word.value), end)


UNSURE = forms("الغد غد الأمس")
"""Words that are also nouns: the morrow, yesteryear."""


def weekday(r: Reader, i: int, *, named: bool) -> Found | None:
    """الخميس, الخميس الماضي, الأحد من الأسبوع المقبل."""
    found = r.weekday(i)
    if found is None or r.named(i) or (not named and r.labelled(i, "before_weekday")):
        return None
    entry, end = found
    if _recurs(r, i, end) or (entry.weekday == 1 and r.form(end) in TOGETHER):
        return None
    parts = Parts("weekday", weekday=entry.weekday, step=_shared_step(r, end))
    moved = step(r, end)
    if moved:
        return Found(replace(parts, step=moved[0]), moved[1])
    at = end + 1 if r.form(end) in OF else end
    week = unit_phrase(r, at)
    if week and week.parts.period == "week" and week.parts.step is not None:
        return Found(replace(parts, within=week.parts), week.end)
    return Found(parts, end)


def _shared_step(r: Reader, i: int) -> int | None:
    """السبت والأحد المقبلين: what a plural after the last of joined weekdays says of each."""
    at = i
    while at - i < WEEK and r.form(at).startswith("و") and (joined := r.weekday(at)):
        at = joined[1]
    moved = step(r, at) if at > i and r.form(at).endswith("ين") else None
    return moved[0] if moved else None


def _recurs(r: Reader, i: int, end: int) -> bool:
    """كل أحد, الأحد من كل أسبوع, أيام الجمعة: a weekday that comes again (but أيام الأحد والاثنين are two days)."""
    listed = r.weekday(end) is not None and r.form(end).startswith("و")
    return r.form(i - 1) in EVERY or (r.form(i - 1) in DAYS and not listed) or _of_every(r, end)


def _of_every(r: Reader, i: int) -> bool:
    """من كل أسبوع, من كل عام."""
    return r.form(i) in OF and r.form(i + 1) in EVERY


def calendar_day(r: Reader, i: int, *, named: bool = False) -> Found | None:
    """A day of a calendar: 18 يناير 2024, الثالث من مايو, 18/1/2024, يوليو 18, 2012."""
    return numeric(r, i, named=named) or _day_month(r, i, named=named) or _month_day_year(r, i)


def day_number(r: Reader, i: int) -> tuple[int, int] | None:
    """1 to 31 in digits or as an ordinal (الثالث والعشرون), and the index after it."""
    first = r.word(i, "first")
    if first:
        return 1, first[1]
    at = i + 1 if r.form(i) == ARTICLE and r.digits(i + 1, 2) is not None else i
    found = r.whole(at)
    ordinal = r.digits(at, 2) is not None or (at in r.numbers and r.numbers[at].ordinal)
    tens = found is not None and found[0] in (20, 30) and r.form(at).startswith(DEFINITE)
    return found if found and (ordinal or tens) and 1 <= found[0] <= 31 else None


def _day_month(r: Reader, i: int, *, named: bool) -> Found | None:
    number = day_number(r, i)
    if number is None:
        return None
    value, end = number
    return month_of_day(r, end, value, named=named, first=i)


def month_of_day(r: Reader, i: int, value: int, *, named: bool, first: int) -> Found | None:
    """The month, with its year, of the day number that ends before token i and began at token `first`."""
    sign = r.form(i) if r.form(i) in DASHES | {"/"} and r.token(first) is not None else ""
    at = i + 1 if r.form(i) in OF or sign else i
    name = month_name(r, at, after_day=True)
    if name is None:
        return _day_of_this_month(r, at, value, named=named or at > i)
    parts = Parts("day-month", day=value, month=name.entry.month, calendar=name.entry.calendar, notes=name.notes)
    found = with_year(r, parts, name.end + (bool(sign) and r.form(name.end) == sign))
    told = found.end > name.end + 1 if sign else found.end > name.end
    if sign and not told:
        return None
    if name.entry.month == 2 and name.entry.calendar == "hijri" and not (told or name.sure):
        return None
    if not told and (r.labelled(first, "before_day", back=2) or _of_every(r, name.end)):
        return None
    return Found(replace(found.parts, rule="full-date"), found.end) if found.parts.year is not None else found


def _day_of_this_month(r: Reader, i: int, value: int, *, named: bool) -> Found | None:
    """15 من الشهر الجاري, يوم 15 الجاري."""
    unit = unit_phrase(r, i)
    if unit and unit.parts.period == "month" and unit.parts.step is not None:
        return Found(Parts("day-month", day=value, within=unit.parts), unit.end)
    moved = step(r, i)
    if moved and moved[0] == 0 and (named or r.form(i) == fold("الجاري")):
        month = Parts("relative-period", period="month", step=0)
        return Found(Parts("day-month", day=value, within=month), moved[1])
    return None


def _month_day_year(r: Reader, i: int) -> Found | None:
    """يوليو 18, 2012."""
    name = month_name(r, i)
    value = r.digits(name.end, 2) if name else None
    if name is None or value is None or not 1 <= value <= 31:
        return None
    at = name.end + 1
    at += r.form(at) in COMMAS
    year = r.year(at)
    if year is None:
        return None
    parts = Parts("full-date", day=value, month=name.entry.month, year=year.year, calendar=name.entry.calendar)
    return Found(parts, year.end)


def _continuation(r: Reader, found: Found) -> Found | None:
    """More words for the same day after those found: a weekday, a date, the date in another calendar."""
    parts, end = found
    comma = r.form(end) in COMMAS
    join = r.word(end + comma, "join")
    if join:
        at = join[1] + 1 if r.form(join[1]) == fold("لـ") else join[1]
        other = _whole_day(r, lead(r, at))
        return Found(joined(parts, other.parts), other.end) if other and _fits(parts, other.parts) else None
    bracket = r.form(end) == "("
    sign = comma or bracket or r.form(end) in DASHES | {"/"} or (r.form(end) in IN and parts.day is None)
    at = end + 1 if sign else end
    other = _whole_day(r, lead(r, at)) if _may_follow(parts, comma=comma) else None
    if other is None or not _fits(parts, other.parts) or (bracket and r.form(other.end) != ")"):
        return None
    if parts.day is not None and not bracket and other.parts.day is None:
        return None
    if sign and not bracket and parts.day is not None and other.parts.calendar == parts.calendar:
        return None
    return Found(joined(parts, other.parts), other.end + bracket)


def _may_follow(parts: Parts, *, comma: bool) -> bool:
    return parts.joined is None and not (parts.step is not None and parts.day is None and comma)


def _whole_day(r: Reader, i: int) -> Found | None:
    """A weekday with or without its date, or a date."""
    first = weekday(r, i, named=True)
    if first is None:
        return calendar_day(r, i, named=True)
    at = first.end + (r.form(first.end) in COMMAS)
    rest = calendar_day(r, at, named=True) if first.parts.step is None else None
    return Found(joined(first.parts, rest.parts), rest.end) if rest else first


def _fits(parts: Parts, other: Parts) -> bool:
    """Whether the second expression can name the same day as the first: no kind of information twice."""
    if other.weekday is not None and parts.weekday is not None:
        return False
    if other.day is not None and parts.day is not None:
        return parts.calendar != other.calendar
    return True


def joined(parts: Parts, other: Parts) -> Parts:
    """Both expressions as one."""
    notes = (*parts.notes, *other.notes)
    if other.day is not None and parts.day is not None:
        weekday = parts.weekday if parts.weekday is not None else other.weekday
        return replace(parts, weekday=weekday, joined=replace(other, weekday=None), rule="joined-date", notes=notes)
    rich, poor = (other, parts) if other.day is not None else (parts, other)
    rule = rich.rule if rich.day is not None else "relative-day"
    weekday = rich.weekday if rich.weekday is not None else poor.weekday
    shift = rich.shift if rich.shift is not None else poor.shift
    rich = replace(rich, step=rich.step if rich.step is not None or rich.day is not None else poor.step)
    return replace(rich, weekday=weekday, shift=shift, joined=rich.joined or poor.joined, rule=rule, notes=notes)
