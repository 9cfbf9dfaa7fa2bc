"""Dates beyond single sentences: invariants on any text, calendar arithmetic, ids, notes, the year's edges."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factsheet.extract import date_values as v
from factsheet.extract.date_context import Context
from factsheet.extract.date_nearest import month
from factsheet.extract.date_relative import period
from factsheet.extract.date_values import Parts
from factsheet.extract.dates import find_dates, infer_published
from factsheet.extract.numbers import find_numbers
from factsheet.lexicon.boilerplate import debris
from factsheet.lexicon.dates import date_words, months, weekdays
from factsheet.read import article_from_text
from factsheet.read.boilerplate import paragraphs
from factsheet.schema import DateMention
from factsheet.text import Document

DAY = r"\d{4}-\d{2}-\d{2}"
ONE = rf"{DAY}(T\d{{2}}:\d{{2}})?|T\d{{2}}:\d{{2}}|\d{{4}}(-\d{{2}})?|\d{{4}}-W\d{{2}}|\d{{4}}-Q[1-4]|\d{{3}}X"
ISO = re.compile(rf"({ONE})(/({ONE}))?")
GRANULARITIES = {"minute", "hour", "day", "week", "month", "quarter", "half", "season", "year", "decade"}

WORDS = [form for entry in (*months(), *weekdays(), *date_words()) for form in entry.forms]
GLUE = ["من", "إلى", "بين", "و", "في", "حتى", "عند", "الساعة", "هذا", "كل", "و4", "سيصل", "قال", "أن", "الأمين", "نفس"]
NUMBERS = ["3", "18", "31", "45", "2012", "1436", "2024", "00", "9" * 30, "١٢", "الثالث", "العشرين", "ألفين"]
SIGNS = ["/", "-", "–", ":", "،", ",", ".", "(", ")", "«", "»", "\n", "هـ", "م", "\u200f", "ـ", "\ud800"]
texts = st.lists(st.sampled_from(WORDS + GLUE * 4 + NUMBERS * 6 + SIGNS * 4), max_size=40).map(" ".join)
published_on = st.one_of(st.none(), st.dates())


def found_in(text: str, published: date | None = None) -> list[DateMention]:
    doc = Document(article_from_text(text, id="text"))
    return find_dates(doc, find_numbers(doc), published)


@settings(max_examples=400, deadline=None)
@given(texts, published_on)
def test_any_words_in_any_order(text: str, published: date | None) -> None:
    last = 0
    for number, mention in enumerate(found_in(text, published), 1):
        assert mention.id == f"d{number}"
        assert last <= mention.span.start < mention.span.end <= len(text)
        assert text[mention.span.start : mention.span.end] == mention.span.text
        assert "\n" not in mention.span.text
        assert mention.granularity in GRANULARITIES
        assert mention.value is None or ISO.fullmatch(mention.value), mention
        assert mention.value is not None or mention.notes, mention
        last = mention.span.end


@settings(max_examples=200, deadline=None)
@given(texts)
def test_the_publication_date_of_any_text(text: str) -> None:
    doc = Document(article_from_text(text, id="text"))
    found = infer_published(doc, find_numbers(doc))
    assert found is None or found[1] in ("dateline", "text")


LINES = [form for entry in debris() for form in entry.forms]
LINES += ["قال المدير إن السوق مفتوحة.", "", " ", "\u00a0", "***", "3"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(LINES) | texts, max_size=12).map("\n".join), st.none() | texts)
def test_paragraphs_of_any_text(text: str, title: str | None) -> None:
    found = paragraphs(text, title=title)
    body = [p.index for p in found if p.role == "body"]
    assert body == list(range(1, len(body) + 1))
    assert all(p.index is None for p in found if p.role != "body")
    last = 0
    for p in found:
        assert last <= p.start < p.end
        assert text[last : p.start].strip() == ""
        assert text[p.start : p.end].strip() == text[p.start : p.end]
        last = p.end
    assert text[last:].strip() == ""


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31)])
def test_years_at_the_edge_of_the_calendar_resolve_nothing(published: date) -> None:
    mentions = found_in("وصل الوفد أمس ويعود الأحد في مايو من العام المقبل والأسبوع الماضي.", published)
    assert mentions
    assert all(m.value is None and "no_reference_date" in m.notes for m in mentions)


def test_nothing_is_read_in_related_headlines_and_debris() -> None:
    text = "وصل الوفد في مايو 2019.\nاقرأ أيضا: الوفد يعود في يونيو 2020\nشارك"
    assert [m.span.text for m in found_in(text)] == ["مايو 2019"]


def test_the_paragraph_is_the_index_of_the_body() -> None:
    text = "وصل الوفد في مايو 2019.\nاقرأ أيضا: الوفد يعود\nثم عاد في يونيو 2020."
    assert [m.paragraph for m in found_in(text)] == [1, 2]


def test_the_result_does_not_depend_on_the_clock() -> None:
    text = "وصل الوفد أمس ويعود الأحد."
    assert found_in(text, date(2024, 1, 18)) == found_in(text, date(2024, 1, 18))
    assert all(m.value is None for m in found_in(text))


@pytest.mark.parametrize(
    ("year", "number", "last"), [(2023, 2, 28), (2024, 2, 29), (2023, 12, 31), (1900, 2, 28), (2000, 2, 29)]
)
def test_month_ends(year: int, number: int, last: int) -> None:
    assert v.month_end(year, number) == date(year, number, last)


@pytest.mark.parametrize(
    ("hijri", "gregorian"),
    [((1445, 7, 6), date(2024, 1, 18)), ((1343, 1, 1), date(1924, 8, 1)), ((1342, 1, 1), None), ((1445, 7, 31), None)],
)
def test_hijri_days(hijri: tuple[int, int, int], gregorian: date | None) -> None:
    assert v.from_hijri(*hijri) == gregorian


@pytest.mark.parametrize(
    ("published", "step", "value"),
    [
        (date(2015, 3, 1), -1, "2013/2014"),
        (date(2015, 3, 1), 0, "2014/2015"),
        (date(2015, 6, 20), -1, "2014/2015"),
        (date(2015, 6, 20), 0, "2014/2015"),
        (date(2015, 6, 20), 1, "2015/2016"),
        (date(2015, 8, 11), -1, "2014/2015"),
        (date(2015, 8, 11), 0, "2015/2016"),
        (date(2015, 8, 11), 1, "2015/2016"),
        (date(2015, 11, 3), -1, "2014/2015"),
        (date(2015, 11, 3), 1, "2016/2017"),
    ],
)
def test_seasons(published: date, step: int, value: str) -> None:
    found = period(Parts("relative-period", period="season", step=step), Context(published, future=None))
    assert found.value is not None
    assert found.value.iso == value


@pytest.mark.parametrize(
    ("number", "step", "future", "value"),
    [
        (5, -1, None, "2015-05"),
        (8, -1, None, "2014-08"),
        (9, -1, None, "2014-09"),
        (9, 1, None, "2015-09"),
        (8, 1, None, "2016-08"),
        (5, 1, None, "2016-05"),
        (5, -2, None, "2014-05"),
        (8, 0, None, "2015-08"),
        (8, None, False, "2015-08"),
        (10, None, False, "2014-10"),
        (10, None, True, "2015-10"),
        (5, None, True, "2016-05"),
        (7, None, True, "2015-07"),
        (10, None, None, "2015-10"),
        (5, None, None, "2015-05"),
    ],
)
def test_months_without_a_year(number: int, step: int | None, future: bool | None, value: str) -> None:
    found = month(Parts("month", month=number, step=step), Context(date(2015, 8, 11), future))
    assert found.value is not None
    assert found.value.iso == value
