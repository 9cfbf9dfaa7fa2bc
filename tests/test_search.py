"""Search as a newsroom types: spellings, clitics, digits, phrases, beginnings; what is shown; and the index at work."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from factsheet import article_from_text, cli, make_sheet, save_sheet, search_sheets
from factsheet.arguments import HITS
from factsheet.errors import SheetError
from factsheet.index import INDEX
from factsheet.search import FORMATS, Hit

PORT = (
    "قال رئيس بلدية المرفأ سامي الحداد: «سنفتح ثلاثة أرصفة». وأضافت هناء الصيرفي مديرة الميناء أن البواخر تعود إلى "
    "ميناء المدينة. وبلغت كلفة الأعمال ٤٠٠ مليون دولار، ووقع العقد مع شركة Halvorsen Marine في 3 مارس 2024."
)
SCHOOL = "ذكر مسؤولون أن المدرســـة أُغلقت ثلاثة أيام. وقالت المعلمة سلمى النجار: «الإجازة بدأت»."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text, day in (("port", PORT, "2024-03-04"), ("school", SCHOOL, "2023-11-20")):
        save_sheet(make_sheet(article_from_text(text, id=name, published=day)), tmp_path / f"{name}.json")
    return tmp_path


def found(folder: Path, words: str = "", **wanted: object) -> set[str]:
    hits = search_sheets(folder, words, **wanted)  # type: ignore[arg-type]
    return {f"{hit.row['article']} {hit.row['text']}" for hit in hits if isinstance(hit, Hit)}


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("البواخر", "البواخر تعود"),  # as it stands
        ("بواخر", "البواخر تعود"),  # without the article
        ("والبواخر", "البواخر تعود"),  # joined to another word in the query
        ("ارصفه", "أرصفة"),  # hamza and ta marbuta
        ("أرْصِفة", "أرصفة"),  # vowel marks in the query
        ("المدرسة", "المدرســـة"),  # tatweel in the text
        ("مــدرسة", "المدرســـة"),  # and in the query
        ("اغلقت", "أُغلقت"),  # vowel marks in the text
        ("400", "٤٠٠ مليون دولار"),  # digits of either kind
        ("٤٠٠", "٤٠٠ مليون دولار"),
        ("halvorsen", "٤٠٠ مليون دولار"),  # Latin letters, whatever their case
        ("اجازه", "الإجازة بدأت"),
        ('"ثلاثة أرصفة"', "سنفتح ثلاثة أرصفة"),  # a phrase
        ("«ميناء المدينة»", "ميناء المدينة"),  # in other marks
        ('"المدينة ميناء"', None),  # the words of a phrase in another order
        ('"ثلاثة أيام" اغلقت', "أُغلقت ثلاثة أيام"),  # a phrase and a word
        ("بوا*", "البواخر تعود"),  # a beginning
        ("بو", None),  # which is no word
        ("ارص* ثلا*", "ثلاثة أرصفة"),
        ("البواخر المدرسة", None),  # all words, in one fact
    ],
)
def test_words_as_they_are_typed(words: str, part: str | None, folder: Path) -> None:
    texts = found(folder, words)
    assert any(part in text for text in texts) if part else not texts


def test_the_other_bounds(folder: Path) -> None:
    assert all("school" in text for text in found(folder, until="2023-12-31"))
    assert all("port" in text for text in found(folder, since="2024-03-04", until="2024-03-04"))
    assert found(folder, kind="quotes", speaker="سامي") == {"port سنفتح ثلاثة أرصفة"}
    assert found(folder, kind="quotes", speaker="الحداد", role="رئيس") == {"port سنفتح ثلاثة أرصفة"}
    assert found(folder, unit="USD", least=1e8) == {"port ٤٠٠ مليون دولار"}
    assert not found(folder, unit="USD", most=1e8)
    assert not found(folder, verified=True)
    assert found(folder, verified=False) == found(folder)


def test_what_is_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def told(form: str) -> str:
        assert cli.main(["search", str(folder), "سنفتح", "--kind", "quotes", "--format", form]) == 0
        return capsys.readouterr().out

    assert HITS == FORMATS
    sheet = make_sheet(article_from_text(PORT, id="port", published="2024-03-04"))
    span = sheet.quotes[0].spans[0]
    assert told("table") == f"port ¶1 q1 [{span.start}:{span.end}] سامي الحداد: {span.text}\n"
    (row,) = json.loads(told("json"))
    assert (row["article"], row["text"], row["who"]) == ("port", span.text, "سامي الحداد")
    assert json.loads(told("jsonl")) == row
    (line,) = csv.DictReader(io.StringIO(told("csv")))
    assert (line["text"], line["start"]) == (span.text, str(span.start))


def test_nothing_found_says_what_may_help(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["search", str(folder), "المستشفى", "--unit", "km", "--unnamed", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out) == []
    assert err.count("\n") == 1
    assert all(part in err for part in ("nothing is found", "المس*", "--unit", "--unnamed"))


@contextmanager
def index_of(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / INDEX)) as database, database:
        yield database


def mark(folder: Path) -> None:
    """Alter what the index holds of every sheet: the mark goes where a file is indexed anew."""
    with index_of(folder) as database:
        database.execute("UPDATE facts SET kind = 'marked'")


def marked(folder: Path) -> set[str]:
    with index_of(folder) as database:
        return {name for (name,) in database.execute("SELECT DISTINCT article FROM facts WHERE kind = 'marked'")}


def test_only_what_has_changed_is_indexed_anew(folder: Path) -> None:
    assert found(folder, "سنفتح")
    mark(folder)
    later = make_sheet(article_from_text(SCHOOL.replace("أيام", "أسابيع"), id="school", published="2023-11-20"))
    save_sheet(later, folder / "school.json")
    assert found(folder, "اسابيع")
    assert not found(folder, "ايام")
    assert found(folder, "سنفتح")
    assert marked(folder) == {"port"}
    (folder / "school.json").unlink()
    assert not found(folder, "المدرسة")
    assert marked(folder) == {"port"}
    with index_of(folder) as database:
        database.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        assert database.execute("SELECT count(*) FROM articles").fetchone() == (1,)


def test_other_times_of_the_same_bytes_change_nothing(folder: Path) -> None:
    found(folder)
    mark(folder)
    os.utime(folder / "port.json", (1, 1))
    assert found(folder, "سنفتح")
    assert marked(folder) == {"port", "school"}


def test_the_same_size_and_time_are_not_enough_for_a_young_file(folder: Path) -> None:
    path = folder / "port.json"
    assert not found(folder, verified=True)
    status = path.stat()
    path.write_text(path.read_text("utf-8").replace('"unchecked"', '"confirmed"'), "utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert found(folder, verified=True)


def test_a_bad_sheet_is_told_every_time(folder: Path) -> None:
    (folder / "bad.json").write_text("{}", "utf-8")
    for _ in range(2):
        results = list(search_sheets(folder, "سنفتح", kind="quotes"))
        assert [isinstance(result, SheetError) for result in results] == [True, False]


@pytest.mark.parametrize("content", [b"", b"no database", None])
def test_a_broken_index_is_made_anew(content: bytes | None, folder: Path) -> None:
    if content is None:
        with closing(sqlite3.connect(folder / INDEX)) as database, database:
            database.execute("CREATE TABLE made_from (whole, key)")
            database.execute("INSERT INTO made_from VALUES ('', 'of another version')")
    else:
        (folder / INDEX).write_bytes(content)
    assert found(folder, "سنفتح")


def test_two_processes_at_once(folder: Path) -> None:
    command = [sys.executable, "-m", "factsheet", "search", str(folder), "سنفتح", "--kind", "quotes"]
    for change in (None, "school.json"):
        if change:
            (folder / change).unlink()
        running = [
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)
        ]
        told = {process.communicate() for process in running}
        assert len(told) == 1
        assert next(iter(told))[0].startswith("port ¶1 q1")
    with index_of(folder) as database:
        assert database.execute("SELECT name FROM files").fetchall() == [("port.json",)]
