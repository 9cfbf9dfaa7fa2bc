"""The examples of the lexicons of dates, tense and page debris, executed; and what their tables must hold."""

from __future__ import annotations

from datetime import date

import pytest

from factsheet.extract.dates import find_dates
from factsheet.extract.numbers import find_numbers
from factsheet.extract.tense import is_future
from factsheet.lexicon import Entry
from factsheet.lexicon.boilerplate import Debris, debris
from factsheet.lexicon.dates import DateWord, Label, Month, Weekday, date_words, labels, months, weekdays
from factsheet.lexicon.tense import TenseWord, tense_words
from factsheet.read import article_from_text
from factsheet.read.boilerplate import paragraphs
from factsheet.text import Document, fold

PUBLISHED = date(2024, 1, 18)
BEFORE = "افتتحت البلدية سوقا جديدة للسمك قرب الميناء القديم بعد أعمال استمرت سنة كاملة وكلفت مليوني دينار."
AFTER = "وتضم السوق ستين محلا ومخزنا للتبريد ومرسى للقوارب الصغيرة، إضافة إلى مطعم يشرف عليه طهاة من المدينة."
DATED: tuple[Month | Weekday | DateWord, ...] = (*months(), *weekdays(), *date_words())


def document(text: str) -> Document:
    return Document(article_from_text(text, id="example"))


def dates_in(text: str) -> list[str]:
    """The folded spans of the dates in a text."""
    doc = document(text)
    return [fold(mention.span.text) for mention in find_dates(doc, find_numbers(doc), PUBLISHED)]


def holds(entry: Entry, span: str) -> bool:
    return any(fold(form).rstrip("ـ") in span for form in entry.forms)


@pytest.mark.parametrize("entry", DATED, ids=lambda e: e.form)
def test_a_date_holds_the_word(entry: Month | Weekday | DateWord) -> None:
    spans = dates_in(entry.example)
    assert any(holds(entry, span) for span in spans), (entry.example, spans)


@pytest.mark.parametrize("entry", [e for e in DATED if e.never], ids=lambda e: e.form)
def test_no_date_holds_the_word(entry: Month | Weekday | DateWord) -> None:
    spans = dates_in(entry.never)
    assert not any(holds(entry, span) for span in spans), (entry.never, spans)


@pytest.mark.parametrize("label", labels(), ids=lambda e: e.form)
def test_labels_make_names(label: Label) -> None:
    assert bool(dates_in(label.example)) == (label.effect == "event"), label.example


@pytest.mark.parametrize("word", tense_words(), ids=lambda e: e.form)
def test_tense_of_examples(word: TenseWord) -> None:
    doc = document(word.example)
    day = next(t.index for t in doc.tokens if t.form == fold("السبت"))
    to_come = word.kind == "future" or bool(word.imperfect)
    assert bool(is_future(doc, day, day + 1)) == to_come, word.example


@pytest.mark.parametrize("word", [w for w in tense_words() if w.imperfect and not w.noun], ids=lambda e: e.form)
def test_the_perfect_is_past(word: TenseWord) -> None:
    doc = document(f"{word.form} ذلك السبت.")
    day = next(t.index for t in doc.tokens if t.form == fold("السبت"))
    assert is_future(doc, day, day + 1) is False


def role_of(line: str, *, last: bool) -> str:
    """The role of a line on a page, at its end or between its paragraphs."""
    lines = [BEFORE, AFTER, BEFORE, AFTER, BEFORE, AFTER, line] if last else [BEFORE, line, AFTER, BEFORE, AFTER]
    text = "\n".join(lines)
    return next(p.role for p in paragraphs(text) if text[p.start : p.end] == line)


AT_THE_EDGE = ("agency", "dateline", "byline")
DROPPED = [e for e in debris() if e.kind not in (*AT_THE_EDGE, "headline")]


@pytest.mark.parametrize("entry", DROPPED, ids=lambda e: e.form)
def test_debris_is_dropped(entry: Debris) -> None:
    assert role_of(entry.example, last=entry.closes) in ("boilerplate", "related"), entry.example


@pytest.mark.parametrize("entry", [e for e in debris() if e.kind in AT_THE_EDGE], ids=lambda e: e.form)
def test_signatures_and_date_lines_are_neither_dropped_nor_body(entry: Debris) -> None:
    assert role_of(entry.example, last=True) in ("byline", "dateline"), entry.example


@pytest.mark.parametrize("entry", [e for e in debris() if e.kind == "headline"], ids=lambda e: e.form)
def test_headlines_of_events_are_related(entry: Debris) -> None:
    assert role_of(entry.example, last=False) == "related"


@pytest.mark.parametrize("entry", [e for e in debris() if e.never], ids=lambda e: e.form)
def test_text_is_not_dropped(entry: Debris) -> None:
    assert role_of(entry.never, last=False) == "body", entry.never


@pytest.mark.parametrize("entry", [e for e in DROPPED if e.where in ("line", "only")], ids=lambda e: e.form)
def test_every_form_of_a_whole_line_is_dropped(entry: Debris) -> None:
    kept = [form for form in entry.forms if role_of(form, last=False) not in ("boilerplate", "related")]
    assert not kept


@pytest.mark.parametrize("region", ["common", "levant", "hijri"])
def test_month_sets_are_complete(region: str) -> None:
    assert {m.month for m in months() if m.region == region} == set(range(1, 13))


def test_regions_add_what_differs() -> None:
    assert {m.month for m in months() if m.region == "maghreb"} == {1, 2, 4, 5, 6, 7, 8}
    assert {m.month for m in months() if m.region == "morocco"} == {7, 8, 9, 11, 12}


@pytest.mark.parametrize(
    "entries", [DATED, labels(), tense_words(), debris()], ids=["date words", "labels", "tense", "debris"]
)
def test_no_form_twice(entries: tuple[Entry, ...]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for entry in entries:
        for form in entry.forms:
            key = (fold(form), getattr(entry, "where", "") or getattr(entry, "effect", ""))
            assert key not in seen, f"{form}: in {entry.form} and {seen[key]}"
            seen[key] = entry.form
