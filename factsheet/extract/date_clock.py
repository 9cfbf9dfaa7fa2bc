"""Grammar of clock times: الساعة الثالثة والنصف بعد الظهر, عند الثامنة مساء, 14:30 بتوقيت غرينتش."""

from __future__ import annotations

from typing import NamedTuple

from factsheet.extract.date_reader import ARTICLE, COMMAS, DASHES, HOUR, OF, ONE, Reader
from factsheet.extract.date_values import Clock
from factsheet.text import fold, forms

BEFORE_HOUR = forms("على عند في نحو حوالي بحلول قرابة لدى تمام بتمام حدود")
ZONE = forms("بتوقيت توقيت ت تغ جمت غرينتش جرينتش غرينيتش غ ج") | {"GMT", "gmt"}
MINUTES = forms("دقيقة دقائق دقيقتان دقيقتين")
EXCEPT = forms("إلا")
FRACTIONS = {
    form: minutes
    for words, minutes in (("النصف نصف", 30), ("الربع ربع ربعا", 15), ("الثلث ثلث ثلثا", 20))
    for form in forms(words)
}
HALF_LETTERS = {fold("م"): "pm", fold("ص"): "am"}


class _Face(NamedTuple):
    """What the clock's face shows: hour, minute, whether written 14:30, and the index after."""

    hour: int
    minute: int | None
    digital: bool
    end: int


def clock_after(r: Reader, i: int, half: str | None) -> tuple[Clock, int] | None:
    """The clock time that follows a day: [،] [على|عند|في تمام] الساعة ..."""
    parted = r.form(i) in COMMAS or r.form(i) in DASHES
    at = i + parted
    while r.form(at) in BEFORE_HOUR and at - i < 4:
        at += 1
    placed = r.form(at) in HOUR or (not parted and at > i and r.form(at).startswith("ال"))
    return clock(r, at, half, placed=placed) if placed or r.digits(at, 2) is not None else None


def clock(r: Reader, i: int, half: str | None = None, *, placed: bool = False) -> tuple[Clock, int] | None:
    """A clock time that begins at token i; `half` is what a part of the day before it says (مساء الثلاثاء الساعة 8)."""
    said = r.form(i) in HOUR
    at = i + said
    at += r.form(at) == ARTICLE
    face = _face(r, at, said)
    if face is None or not 0 <= face.hour <= 24 or not 0 <= (face.minute or 0) < 60:
        return None
    face = _with_minutes(r, face)
    own, end = _half_after(r, face.end, said=said or face.digital)
    if not said and not own and not (placed and half) and not (face.digital and _zone(r, end)):
        return None
    return Clock(_hour(face, own or half), face.minute, face.hour), end


def _face(r: Reader, i: int, said: bool) -> _Face | None:
    hour = r.digits(i, 2)
    minute = r.digits(i + 2, 2) if r.form(i + 1) == ":" and len(r.form(i + 2)) == 2 else None
    if hour is not None and minute is not None:
        end = i + 3
        if r.form(end) == ":" and len(r.form(end + 1)) == 2 and r.digits(end + 1) is not None:
            end += 2
        return _Face(hour, minute, True, end)
    if hour is not None:
        return _Face(hour, None, False, i + 1)
    whole = r.digits(i)
    if whole is not None and len(r.form(i)) == 4 and _zone(r, i + 1):
        return _Face(whole // 100, whole % 100, True, i + 1)
    if r.form(i) in ONE:
        return _Face(1, None, False, i + 1)
    token = r.token(i)
    if token is not None and token.kind == "number" and said:
        digits = token.form.replace("،", ",").replace("٫", ".").replace(",", ".").split(".")
        if len(digits) == 2 and len(digits[0]) <= 2 and len(digits[1]) == 2 and all(d.isdigit() for d in digits):
            return _Face(int(digits[0]), int(digits[1]), True, i + 1)
        return None
    hour = r.form(i).startswith(("ال", "وال", "بال")) and r.form(i).endswith("ه")  # الخامسة, not the fifth of something
    number = r.whole(i) if said or hour else None
    return _Face(number[0], None, False, number[1]) if number and number[0] <= 12 else None


def _with_minutes(r: Reader, face: _Face) -> _Face:
    """والنصف, وعشر دقائق, و18 دقيقة, إلا ربعا."""
    if face.minute is not None:
        return face
    if r.form(face.end) in EXCEPT:
        less = _amount(r, face.end + 1)
        return _Face((face.hour - 1) or 12, 60 - less[0], face.digital, less[1]) if less and 0 < less[0] < 60 else face
    form = r.form(face.end)
    if form == "و":
        more = _amount(r, face.end + 1)
    elif form.startswith("و"):
        more = (FRACTIONS[form[1:]], face.end + 1) if form[1:] in FRACTIONS else _counted(r, face.end)
    else:
        return face
    return face._replace(minute=more[0], end=more[1]) if more else face


def _amount(r: Reader, i: int) -> tuple[int, int] | None:
    return (FRACTIONS[r.form(i)], i + 1) if r.form(i) in FRACTIONS else _counted(r, i)


def _counted(r: Reader, i: int) -> tuple[int, int] | None:
    number = r.whole(i)
    return (number[0], number[1] + 1) if number and r.form(number[1]) in MINUTES else None


def adverb(r: Reader, i: int) -> tuple[str, int] | None:
    """صباحا, ليلا, بعد الظهر after a day or an hour: the half of the clock and the index after."""
    found = r.word(i, "adverb", bare=True)
    if found:
        return str(found[0].half), found[1]
    if r.form(i) == fold("مساء") and not _opens_day(r, i + 1):
        return "pm", i + 1
    return None


def _half_after(r: Reader, i: int, *, said: bool) -> tuple[str | None, int]:
    """The half of the clock that is said after the hour; a part of the day before another day stays for that day."""
    found = adverb(r, i)
    if found:
        return found
    at = i + 1 if r.form(i) in OF else i
    part = r.word(at, "part", bare=True)
    if part and _opens_day(r, part[1]):
        return part[0].half, i
    token = r.token(i)
    if said and token is not None and token.text in HALF_LETTERS and r.form(i + 1) != ".":
        return HALF_LETTERS[token.text], i + 1
    return None, i


def _opens_day(r: Reader, i: int) -> bool:
    unit = r.word(i, "unit", bare=True)
    return bool(r.weekday(i, bare=True) or r.word(i, "day", bare=True) or (unit and unit[0].unit == "day"))


def _zone(r: Reader, i: int) -> bool:
    return r.form(i + (r.form(i) == "(")) in ZONE


def _hour(face: _Face, half: str | None) -> int | None:
    """The hour of 24, None where neither the words nor the digits tell morning from evening."""
    hour = face.hour
    if hour > 12 or hour == 0:
        return hour % 24
    match half:
        case "am":
            return hour % 12
        case "pm":
            return hour % 12 + 12
        case "noon":
            return hour if hour > 9 else hour + 12
        case "night":
            return None if hour == 12 else hour if hour < 5 else hour + 12
    return hour if face.digital else None
