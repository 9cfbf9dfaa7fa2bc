from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from factsheet.cli import main
from factsheet.review.agreement import f1, kappa
from tests.review.making import desk_of, do, fact_of, folder_of, wish


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        ("aa aa rr rr", 1),
        ("aa ar ra rr", 0),
        ("ar ra ar ra", -1),
        ("aa aa aa aa", None),
        ("", None),
        ("aa aa aa aa rr rr ar ra", 7 / 15),
    ],
)
def test_kappa(pairs: str, value: float | None) -> None:
    found = kappa([(pair[0], pair[1]) for pair in pairs.split()])
    assert found == (None if value is None else pytest.approx(value))


def test_f1() -> None:
    a, b, c = ("quotes", 0, 5), ("quotes", 7, 9), ("claims", 1, 2)
    assert f1({a, b}, {a, c}) == 0.5
    assert f1({a}, {a}) == 1
    assert f1(set(), set()) is None


def two(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders with the same article, reviewed by two people."""
    mine, theirs = (folder_of(tmp_path / name)[0].parent for name in ("mine", "theirs"))
    do(desk_of([mine / "port-2024.json"]), *(wish("decide", fact=f, status="accepted") for f in ("q1", "q2", "c1")))
    other = desk_of([theirs / "port-2024.json"])
    do(other, wish("decide", fact="q1", status="accepted"), wish("decide", fact="q2", status="rejected"), by="نزار")
    do(other, wish("decide", fact="c2", status="accepted"), by="نزار")
    return mine, theirs


def test_diff_tells_where_two_reviewers_differ(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine, theirs = two(tmp_path)
    assert main(["review", "diff", str(mine), str(theirs)]) == 1
    told = capsys.readouterr().out
    assert "decided by both 2, alike 1, kappa 0.00, spans F1 0.40, only in the first 1, only in the second 1" in told
    assert "q2: accepted / rejected: " in told
    assert main(["review", "diff", str(mine / "port-2024.review.json"), str(mine / "port-2024.review.json")]) == 0


def test_work_is_handed_over_and_joined(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine, theirs = two(tmp_path)
    bundle = tmp_path / "work.json"
    assert main(["review", "export", str(theirs), str(bundle)]) == 0
    assert main(["review", "import", str(bundle), str(mine)]) == 0
    assert "3 new events, 0 known before" in capsys.readouterr().out
    assert main(["review", "import", str(bundle), str(mine)]) == 0
    assert "0 new events, 3 known before" in capsys.readouterr().out
    opened = do(desk_of([mine / "port-2024.json"]))
    assert opened.log.version == 6
    assert fact_of(opened, "c2").review.by == "نزار"
    assert fact_of(opened, "c1").review.by == "سارة"


def test_names_in_a_bundle_never_become_paths(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine, theirs = two(tmp_path)
    bundle = tmp_path / "work.json"
    main(["review", "export", str(theirs), str(bundle)])
    table = json.loads(bundle.read_text("utf-8"))
    log = table["reviews"].pop("port-2024")
    table["reviews"]["../../escaped"] = {**log, "article": {"id": "other", "sha256": "0"}}
    bundle.write_text(json.dumps(table), "utf-8")
    assert main(["review", "import", str(bundle), str(mine)]) == 1
    assert "no such article" in capsys.readouterr().out
    assert not list(tmp_path.rglob("*escaped*"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["diff", "a"], "takes two reviews"),
        (["diff", "a", "b"], "neither a .review.json file nor a folder"),
        (["export", "{folder}", "x.json"], "holds no review"),
        (["import", "x", "nowhere"], "takes a file and a folder"),
        (["import", "{file}", "{folder}"], "is not a review that can be read"),
        (["{folder}", "--reviewer", "a\nb"], "is no name"),
        (["{folder}", "--template", "none"], "there is no template"),
        (["nowhere.txt"], "there is no such file"),
    ],
)
def test_wrong_usage_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    folder = folder_of(tmp_path / "sheets")[0].parent
    places = {"folder": str(folder), "file": str(folder / "port-2024.json")}
    assert main(["review", *(a.format(**places) for a in arguments)]) == 2
    told = capsys.readouterr()
    assert words in told.err
    assert told.out == ""
    shutil.rmtree(folder)
