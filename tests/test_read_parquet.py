"""Parquet files → articles: row groups, names of columns, types of cells, and files that are broken."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from factsheet.cli import main
from factsheet.errors import InputError
from factsheet.read.metadata import Fields
from factsheet.read.sources import AS_USUAL, How, Reading, read_articles

TEXT = "فتحت مكتبة الحي رقم {n} قاعة للأطفال تضم 900 كتاب، بعد تبرعات جمعها سكان الشارع خلال شهرين كاملين."


def written(path: Path, columns: dict[str, Any], **options: Any) -> str:
    """A Parquet file with some columns."""
    parquet.write_table(pa.table(columns), path, **options)
    return str(path)


def read(path: str, how: How = AS_USUAL) -> tuple[list[Reading], list[str]]:
    """What a file gives: articles, and errors as they are told."""
    results = list(read_articles([path], how=how))
    return [r for r in results if isinstance(r, Reading)], [str(r) for r in results if isinstance(r, InputError)]


def test_every_row_of_every_row_group_is_an_article(tmp_path: Path) -> None:
    texts = [TEXT.format(n=n) for n in range(500)]
    path = written(tmp_path / "a.parquet", {"text": texts, "id": range(500)}, row_group_size=7)
    assert parquet.ParquetFile(path).num_row_groups == 72
    found, errors = read(path)
    assert errors == []
    assert [r.article.text for r in found] == texts
    assert [r.article.id for r in found] == [str(n) for n in range(500)]
    origin = found[-1].article.origin
    assert origin is not None
    assert (origin.format, origin.name) == ("parquet", "a.parquet:500")


@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "zstd"])
def test_columns_of_other_names_and_types(tmp_path: Path, compression: str) -> None:
    columns = {
        "body": pa.array([TEXT.format(n=1), TEXT.format(n=2)], pa.large_string()).dictionary_encode(),
        "nr": pa.array([11, 12], pa.int32()),
        "day": pa.array([dt.datetime(2024, 1, 18, 21, 30, tzinfo=dt.UTC), None], pa.timestamp("us", tz="Asia/Riyadh")),
        "head": pa.array(["المكتبة تفتح قاعة", None]),
        "text": pa.array([b"\x00\x01", b"\x02"], pa.binary()),
        "picture": pa.array([[1.5, 2.5], []], pa.list_(pa.float64())),
    }
    path = written(tmp_path / "a.parquet", columns, compression=compression)
    how = How(Fields(text="body", id="nr", published="day", title="head"))
    found, errors = read(path, how)
    assert errors == []
    first, second = (r.article for r in found)
    assert (first.id, first.published, first.title) == ("11", "2024-01-19", "المكتبة تفتح قاعة")
    assert (second.id, second.published, second.title) == ("12", None, None)
    assert read(path)[1] == [f'{path}:{n}: the record has no "text"; give it the article\'s text' for n in (1, 2)]


def test_bad_rows_cost_themselves(tmp_path: Path) -> None:
    columns = {
        "text": [TEXT.format(n=1), None, " \n ", TEXT.format(n=4), TEXT.format(n=5)],
        "published": ["2024-01-18", "2024-01-18", "2024-01-18", "أمس", None],
    }
    path = written(tmp_path / "a.parquet", columns, row_group_size=2)
    found, errors = read(path)
    assert [r.article.id for r in found] == ["a", f"a-{found[1].article.sha256[:8]}"]
    assert [error.removeprefix(path).split(":")[1] for error in errors] == ["2", "3", "4"]


def test_a_missing_column_is_named_with_those_there_are(tmp_path: Path) -> None:
    path = written(tmp_path / "a.parquet", {"body": ["x"], "العنوان": ["y"]})
    assert read(path) == ([], [f"{path}: there is no column text, only body, العنوان; name it with --text-field"])


def test_a_file_without_rows_holds_no_text(tmp_path: Path) -> None:
    path = written(tmp_path / "a.parquet", {"text": pa.array([], pa.string())})
    assert "holds no text" in read(path)[1][0]


def test_a_file_that_breaks_off_gives_what_comes_before(tmp_path: Path) -> None:
    """The footer is whole, a page in the middle is not: the rows before it are read, and the file is told."""
    texts = [TEXT.format(n=n) + "ت" * (n % 50) for n in range(1000)]
    path = Path(written(tmp_path / "a.parquet", {"text": texts}, row_group_size=100, use_dictionary=False))
    data = bytearray(path.read_bytes())
    at = len(data) // 2
    data[at : at + 4000] = b"\xff" * 4000
    path.write_bytes(data)
    found, errors = read(str(path))
    assert 64 <= len(found) < 1000
    assert [r.article.text for r in found] == texts[: len(found)]
    assert errors == [f"{path}: is no Parquet file that can be opened; save it again"]


@pytest.mark.parametrize("data", [b"PAR1", b"PAR1xxxxPAR1", b"text\n1\n", b"PAR1\xff\xff\xff\x7fPAR1"])
def test_what_is_no_parquet_is_one_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(data)
    (error,) = read(str(path))[1]
    assert "is no Parquet file that can be opened" in error
    assert "\n" not in error


def test_the_command_line_reads_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "a.parquet", {"body": [TEXT.format(n=n) for n in (1, 2)], "key": ["x", "y"]})
    out = tmp_path / "out"
    assert main(["extract", path, "--text-field", "body", "--id-field", "key", "-o", str(out)]) == 0
    assert sorted(p.name for p in out.iterdir()) == ["x.json", "y.json"]
    assert main(["extract", path, "-o", str(out)]) == 2
    assert "there is no column text" in capsys.readouterr().err
