"""Facts found again: by folded words, source, role, unit, value, day; the index of a folder follows the folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from factsheet import cli
from factsheet.errors import FactsheetError, InputError
from factsheet.export import Options, format_of
from factsheet.index import INDEX
from factsheet.schema import to_json
from factsheet.search import Hit, Wanted, search
from tests.review.making import desk_of, do, folder_of, wish
from tests.sheets import empty_sheet, full_sheet


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder_of(tmp_path, full_sheet(), full_sheet(id="older", published="2020-01-05"), empty_sheet())
    return tmp_path


def ids(folder: Path, **wanted: Any) -> list[str]:
    return [str(hit.row["id"]) for hit in search(folder, Wanted(**wanted)) if isinstance(hit, Hit)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"words": "القروض"}, {"q4"}),
        ({"words": "الارصفه"}, {"q2", "c3"}),
        ({"words": "مترًا", "kind": "quotes"}, {"q5"}),
        ({"words": "للعمال"}, {"q8", "c9", "c10", "o2"}),
        ({"speaker": "الصيرفي", "kind": "quotes"}, {"q2", "q3", "q4"}),
        ({"role": "مديرة", "kind": "officials"}, {"o1"}),
        ({"unit": "USD"}, {"c1", "c6", "c7"}),
        ({"unit": "USD", "least": 12e9}, {"c6"}),
        ({"unit": "USD", "most": 10}, {"c7"}),
        ({"named": False, "kind": "quotes"}, {"q5", "q6"}),
        ({"words": "كلمةليستهنا"}, set()),
        ({"verified": True}, set()),
    ],
)
def test_what_is_found(folder: Path, wanted: dict[str, Any], found: set[str]) -> None:
    assert set(ids(folder, **wanted)) == found


def test_days_are_of_publication(folder: Path) -> None:
    hits = [hit for hit in search(folder, Wanted("قروض", until="2023-12-31")) if isinstance(hit, Hit)]
    assert [hit.row["article"] for hit in hits] == ["older"]
    assert len(ids(folder, words="قروض", since="2020-01-01")) == 2
    assert len(ids(folder, limit=3)) == 3


def test_the_index_follows_the_folder(folder: Path) -> None:
    assert len(ids(folder, words="قروض")) == 2
    made = (folder / INDEX).stat().st_mtime_ns
    assert len(ids(folder, words="قروض")) == 2
    assert (folder / INDEX).stat().st_mtime_ns == made
    do(desk_of([folder / "older.json"]), wish("decide", fact="q4", status="rejected"))
    assert len(ids(folder, words="قروض")) == 1
    (folder / "bad.json").write_text("{}", "utf-8")
    results = list(search(folder, Wanted("قروض")))
    assert [isinstance(result, FactsheetError) for result in results] == [True, False]


def test_an_export_can_be_searched(tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"
    format_of(path).write([full_sheet()], path, Options())
    assert ids(path, words="قروض") == ["q4"]


@pytest.mark.parametrize("words", ['"', "' OR 1=1 --", "NEAR(", "a* b:", "{who}", "؟!", "\ud800"])
def test_no_words_break_the_query(folder: Path, words: str) -> None:
    try:
        ids(folder, words=words)
    except InputError as error:
        assert "no word" in str(error)  # noqa: PT017


@pytest.mark.parametrize("name", ["nothing", "broken.sqlite"])
def test_what_is_no_index_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "broken.sqlite").write_bytes(b"no database")
    with pytest.raises(InputError, match="fact sheets"):
        ids(tmp_path / name)


def test_the_command_line_finds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = full_sheet()
    assert cli.main(["search", str(folder), "قروض", "--since", "2024-01-01"]) == 0
    span = sheet.quotes[3].spans[0]
    line = f"port-2024 ¶3 q4 [{span.start}:{span.end}] هناء الصيرفي: {span.text}\n"
    assert capsys.readouterr().out == line
    assert cli.main(["search", str(folder), "--unit", "USD", "--unnamed", "--format", "json"]) == 0
    assert {row["id"] for row in json.loads(capsys.readouterr().out)} == {"c6", "c7"}


def test_the_schema_in_the_package_is_current() -> None:
    """Renew it with: factsheet schema > factsheet/factsheet.schema.json."""
    import factsheet

    path = Path(factsheet.__file__).with_name("factsheet.schema.json")
    assert path.read_text("utf-8") == factsheet.json_schema()
    assert to_json(full_sheet())
