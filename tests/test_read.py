"""Inputs → articles: formats, folders, metadata, ids, and what is refused."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from factsheet.errors import InputError
from factsheet.read.metadata import Metadata, iso_date
from factsheet.read.sources import ENDINGS, Ids, Reading, read_article, read_articles
from factsheet.schema import Article, sha256_of

TEXT = "قال الوزير إن الاتفاق يدخل حيز التنفيذ في الشهر المقبل."


def read(*inputs: Path | str, given: Metadata | None = None) -> tuple[list[Article], list[str]]:
    """The articles of the inputs and the errors."""
    results = list(read_articles([str(i) for i in inputs], given or Metadata()))
    articles = [r.article for r in results if isinstance(r, Reading)]
    return articles, [str(r) for r in results if isinstance(r, InputError)]


def write(path: Path, *records: object) -> Path:
    """A .jsonl file of records; a string is written as it is."""
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records) + "\n")
    return path


def test_a_text_file_takes_its_stem_as_id(tmp_path: Path) -> None:
    path = tmp_path / "خبر أول.v2.txt"
    path.write_bytes(("\ufeff" + TEXT + "\r\n").encode())
    article = read_article(path)
    assert (article.id, article.text, article.sha256) == ("خبر أول.v2", TEXT + "\n", sha256_of(TEXT + "\n"))
    assert (article.published, article.published_from, article.title) == (None, None, None)


def test_a_sidecar_gives_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    (tmp_path / "a.toml").write_text('id = "x1"\ntitle = "عنوان"\npublished = 2024-01-18\npublisher = "ص"\nurl = "u"\n')
    article = read_article(path)
    assert (article.id, article.title, article.publisher, article.url) == ("x1", "عنوان", "ص", "u")
    assert (article.published, article.published_from) == ("2024-01-18", "file")


def test_options_win_over_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"text": TEXT, "title": "ملف", "published": "2023-05-06", "publisher": "ص"})
    given = Metadata(title="خيار", published="2024-01-18", published_from="option")
    article = read_article(path, given)
    assert (article.title, article.publisher) == ("خيار", "ص")
    assert (article.published, article.published_from) == ("2024-01-18", "option")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('auther = "x"', "a.toml: unknown key auther; it may hold id, title, published, publisher, url"),
        ("title = ", "a.toml: is not valid TOML"),
        ("title = 5", "a.toml: title is not a string"),
        ('published = "18 يناير"', "a.toml: published is '18 يناير', not a date; write it as 2024-01-18"),
        ("published = 2024", "a.toml: published is 2024, not a date"),
    ],
)
def test_a_bad_sidecar_is_an_error(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.toml").write_text(content)
    articles, errors = read(tmp_path / "a.txt")
    assert not articles
    assert len(errors) == 1
    assert message in errors[0]


@pytest.mark.parametrize(
    "value", ["2024-01-18", "2024-01-18T09:30", "2024-01-18T23:30:00+03:00", "2024-01-18 09:30:00"]
)
def test_iso_dates_keep_the_day_as_written(value: str) -> None:
    assert iso_date(value) == "2024-01-18"


@pytest.mark.parametrize(
    "value", ["", "2024", "2024-1-18", "20240118", "18-01-2024", "2024-02-30", "2024-W03-4", "اليوم", 5]
)
def test_other_dates_are_refused(value: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
        iso_date(value)


def test_json_lines_stream_and_a_bad_line_costs_itself(tmp_path: Path) -> None:
    path = write(
        tmp_path / "n.jsonl",
        {"id": "a", "text": TEXT, "title": "ع", "published": "2024-01-18T10:00:00Z", "url": "u", "other": [1]},
        "",
        {"id": "b"},
        {"id": "c", "text": "  \n"},
        {"id": "d", "text": 5},
        "[1, 2]",
        '{"text": "x",}',
        {"id": "e", "text": TEXT, "published": "yesterday"},
        '{"text": "\\ud800"}',
        '{"text": "x", "title": "\\udc00"}',
        {"id": True, "text": TEXT},
        "[" * 100_000,
        '{"text": ' + "9" * 5000 + "}",
        {"id": 7, "text": TEXT, "title": None, "publisher": ""},
    )
    with path.open("ab") as file:
        file.write(b'{"text": "\xd8"}\n')
    articles, errors = read(path)
    assert [a.id for a in articles] == ["a", "7"]
    assert (articles[0].published, articles[0].published_from) == ("2024-01-18", "file")
    assert (articles[1].title, articles[1].publisher) == (None, None)
    said = [e.removeprefix(str(path)) for e in errors]
    assert [e.split(":")[1] for e in said] == [str(n) for n in (3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15)]
    assert said[4].startswith(":7: is not valid JSON (")
    assert ' the record has no "text"' in said[0]
    assert not any("\n" in e for e in errors)


def test_json_lines_may_begin_with_a_bom(tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"text": "\ufeffأول\r\nثان"}).encode() + b"\r\n")
    assert read_article(path).text == "أول\nثان"


def test_json_lines_are_read_one_by_one(tmp_path: Path) -> None:
    path = write(tmp_path / "n.jsonl", *({"id": str(n), "text": TEXT} for n in range(50)))
    stream = read_articles([str(path)])
    first = next(stream)
    assert isinstance(first, Reading)
    path.unlink()
    assert sum(1 for _ in stream) == 49


def test_a_folder_is_read_one_level_deep_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "A.TXT", ".hidden.txt", "notes.odt", "sub/c.txt", "d.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "b.json").write_text('{"schema_version": "1.0", "article": {}}')
    (tmp_path / "b.review.json").write_text("{}")
    write(tmp_path / "c.jsonl", {"text": TEXT}, {"text": TEXT + "!"})
    articles, errors = read(tmp_path)
    assert [a.id for a in articles] == ["A", "b", "c", f"c-{sha256_of(TEXT + '!')[:8]}", "d"]
    assert not errors


def test_ids_of_one_run_are_never_shared() -> None:
    ids, digits = Ids(), sha256_of(TEXT)[:8]
    assert [ids.unique("a", TEXT) for _ in range(4)] == ["a", f"a-{digits}", f"a-{digits}-2", f"a-{digits}-3"]
    assert ids.unique("A", "غيره") == f"A-{sha256_of('غيره')[:8]}"
    assert ids.unique("e\u0301", TEXT) == "e\u0301"
    assert ids.unique("\u00e9", TEXT) == f"\u00e9-{digits}"


def test_standard_input_takes_the_hash_as_id(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("utf-16"))))
    articles, errors = read("-")
    assert [(a.id, a.text) for a in articles] == [(sha256_of(TEXT), TEXT)]
    assert not errors


def test_what_cannot_be_read_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "blank.txt").write_text(" \n\t\u00a0\n")
    (tmp_path / "bom.txt").write_bytes(b"\xef\xbb\xbf")
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (tmp_path / "page.html").write_text("<p>")
    (tmp_path / "none.jsonl").write_text("\n\n")
    (tmp_path / "folder").mkdir()
    names = [
        "none.txt",
        "empty.txt",
        "blank.txt",
        "bom.txt",
        "image.txt",
        "page.html",
        "none.jsonl",
        "folder",
        "good.txt/x",
    ]
    articles, errors = read(*(tmp_path / n for n in names), "ftp://example.org/a", tmp_path / "good.txt")
    assert [a.id for a in articles] == ["good"]
    ends = [
        "none.txt: there is no such file; check the path",
        "empty.txt: holds no text; give a file with an article in it",
        "blank.txt: holds no text; give a file with an article in it",
        "bom.txt: holds no text; give a file with an article in it",
        "image.txt: is a PNG image, not text; save the article as a .txt file in UTF-8",
        "page.html: no article can be found on the page; save its text as a .txt file",
        "none.jsonl: holds no text; give a file with an article in it",
        f"folder: the folder holds no {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]} file; give one that does",
    ]
    assert [e.removeprefix(f"{tmp_path}/") for e in errors[:8]] == ends
    assert "cannot be read (Not a directory)" in errors[8]
    assert errors[9].startswith("ftp://example.org/a: only http and https addresses are fetched")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    path.chmod(0)
    assert "cannot be read (Permission denied)" in read(path)[1][0]


def test_a_name_too_long_for_the_system_is_said() -> None:
    assert "cannot be read" in read("x" * 5000)[1][0]


def test_a_file_without_ending_is_text_and_a_name_may_be_no_unicode(tmp_path: Path) -> None:
    name = os.fsdecode(b"a\xff") if sys.platform == "linux" else "a\ufffd"
    (tmp_path / name).write_text(TEXT)
    assert read_article(tmp_path / name).id == "a\ufffd"


def test_read_article_wants_exactly_one(tmp_path: Path) -> None:
    path = write(tmp_path / "n.jsonl", {"text": TEXT}, {"text": TEXT})
    with pytest.raises(InputError, match="holds several articles"):
        read_article(path)


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير\x00 إن الاتفاق وقع.\x00",
        "قال \u202eالوزير\u202c \u2067إن\u2069 الاتفاق\u200f وقع.",
        "قال الوزير إن " * 16_000,
    ],
    ids=["nul", "bidi", "one line of 200 KB"],
)
def test_odd_texts_are_read_as_they_are(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert read_article(tmp_path / "a.txt").text == text
