"""Safe file names, and files that appear whole or not at all."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.errors import OutputError
from factsheet.output import file_name, require_folder, write_whole


@pytest.mark.parametrize("name", ["000_c42", "خبر أول", "a.v2", "2024-01-18", "قال (2)، ثم", "A_b-c"])
def test_ordinary_ids_are_their_own_file_name(name: str) -> None:
    assert file_name(name) == name


@given(st.text(st.characters()))
def test_no_name_leads_out_or_is_refused(article_id: str) -> None:
    name = file_name(article_id)
    assert name
    assert name not in (".", "..")
    assert not set(name) & set('/\\:*?"<>|\0\n\r')
    assert name[0] != "."
    assert len(os.fsencode(name)) <= 200 + len("-12345678")


@given(st.text(st.characters(), max_size=5), st.text(st.characters(), max_size=5))
def test_two_ids_do_not_share_a_name(one: str, other: str) -> None:
    assert one == other or file_name(one) != file_name(other)


def test_a_cut_id_ends_with_its_hash() -> None:
    first, second = file_name("ا" * 400), file_name("ا" * 401)
    assert first != second
    assert first.startswith("ا" * 100 + "-")


def test_write_whole_replaces_and_leaves_nothing_aside(tmp_path: Path) -> None:
    for data in (b"one", b"two"):
        write_whole(tmp_path / "a.json", data)
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.json", b"two")]


def test_a_new_file_takes_the_users_mask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "a", b"")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_a_failure_leaves_the_old_file_and_nothing_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(tmp_path / "a", b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=r"a: cannot be written \(No space left on device\)"):
        write_whole(tmp_path / "a", b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a", b"old")]


def test_a_folder_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(OutputError, match=r"a\.pdf: cannot be written"):
        write_whole(tmp_path / "a.pdf", b"x")
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]


def test_many_writers_of_one_file_leave_one_of_their_results(tmp_path: Path) -> None:
    contents = [bytes([65 + n]) * 200_000 for n in range(8)]
    threads = [threading.Thread(target=write_whole, args=(tmp_path / "a", data)) for data in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [p.name for p in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() in contents


def test_a_folder_is_made_and_tried(tmp_path: Path) -> None:
    require_folder(tmp_path / "a/b")
    assert not list((tmp_path / "a/b").iterdir())
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="no file can be written there"):
        require_folder(tmp_path / "file")
