"""Folders to review, events and wishes, for the tests of the review."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from factsheet.check import check_sheet
from factsheet.extract import extract_facts
from factsheet.review.desk import Desk, Opened
from factsheet.review.wishes import Wish
from factsheet.schema import Article, FactSheet, Speaker, to_json
from tests.sheets import Maker, full_sheet

_NUMBERS = itertools.count(1)
_WISH: TypeAdapter[Wish] = TypeAdapter(Wish)


def extracted(article: Article) -> FactSheet:
    """The checked sheet of an article, as the program makes it."""
    sheet = extract_facts(article)
    return sheet.model_copy(update={"checks": tuple(check_sheet(sheet))})


def folder_of(folder: Path, *sheets: FactSheet) -> list[Path]:
    """The sheets as files; the full one where none is given."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for sheet in sheets or (full_sheet(),):
        path = folder / f"{sheet.article.id}.json"
        path.write_text(to_json(sheet), "utf-8")
        paths.append(path)
    return paths


def desk_of(paths: list[Path], reviewer: str = "سارة") -> Desk:
    """A desk over some sheets."""
    return Desk(tuple(paths), extracted, reviewer)


def key_of(desk: Desk, at: int = 0) -> str:
    """The key of an article in the queue."""
    return desk.queue()[at].key


def wish(kind: str, **fields: Any) -> Wish:
    """A wish under a new id."""
    return _WISH.validate_python({"kind": kind, "id": f"test-{next(_NUMBERS):08}", **fields})


def do(desk: Desk, *wishes: Wish, by: str = "سارة", at: int = 0) -> Opened:
    """Take the wishes one after the other; the article as it is then."""
    key = key_of(desk, at)
    opened = desk.open(key)
    for one in wishes:
        _, opened = desk.write(key, opened.log.version, [one], by)
    return opened


def fact_of(opened: Opened, id: str) -> Any:
    """The fact with an id."""
    return next(fact for fact in opened.sheet.facts() if fact.id == id)


EMOJI_TEXT = """\
افتتح المعرض 🎉🎉 صباح اليوم.

وقال مدير المعرض ماهر الزين: «بعنا 300 لوحة 🖼 في ساعة واحدة». وأضاف أن المعرض مستمر أسبوعين.
"""


def emoji_sheet() -> FactSheet:
    """Characters outside the basic plane before a quote, and inside it."""
    m = Maker(EMOJI_TEXT, id="emoji", title="معرض", publisher="صحيفة الشاطئ")
    maher = Speaker(name="ماهر الزين", named=True, kind="person", resolved="explicit", mention=m.span("ماهر الزين"))
    m.quote("direct", ["بعنا 300 لوحة 🖼 في ساعة واحدة"], maher, "وقال")
    m.quote("indirect", ["المعرض مستمر أسبوعين"], maher, "وأضاف")
    m.claim("300 لوحة", "300", 300, "count", counted="لوحة", quote="q1")
    return m.sheet()
