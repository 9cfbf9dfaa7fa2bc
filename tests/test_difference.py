"""factsheet diff, and the revision of a sheet that is made anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factsheet.cli import main
from factsheet.difference import differences
from factsheet.extract import extract_facts
from factsheet.pipeline import extract
from factsheet.read import article_from_text
from factsheet.schema import FactSheet, load_sheet

OLD = "وقال نادر الخطيب: «سنفتح المسبح قبل الصيف».\nبلغت كلفة الجسر 40 دينارا في العام كله.\nحضر 12 عاملا."


def sheet(text: str) -> FactSheet:
    return extract_facts(article_from_text(text, id="a"))


@pytest.mark.parametrize(
    ("new", "wanted"),
    [
        (OLD, []),
        ("افتتح الحفل.\n" + OLD, []),
        (OLD + "\nغاب 7 عمال.", [("added", "claims", "7 عمال")]),
        (OLD.replace("\nحضر 12 عاملا.", ""), [("gone", "claims", "12 عاملا")]),
        (OLD.replace("40 دينارا", "45 دينارا"), [("altered", "claims", "45 دينارا")]),
        ("حضر 12 عاملا.\n" + OLD.replace("\nحضر 12 عاملا.", ""), [("moved", "claims", "12 عاملا")]),
        (OLD.replace("المسبح قبل الصيف", "المسبح قبل الشتاء"), [("altered", "quotes", "سنفتح المسبح قبل الشتاء")]),
        (
            OLD.replace("نادر الخطيب", "كمال درويش"),
            [
                ("altered", "quotes", "سنفتح المسبح قبل الصيف"),
                ("added", "officials", "كمال درويش"),
                ("gone", "officials", "نادر الخطيب"),
            ],
        ),
    ],
)
def test_differences(new: str, wanted: list[tuple[str, str, str]]) -> None:
    found = differences(sheet(OLD), sheet(new))
    assert [(d.what, d.kind, d.words) for d in found] in (wanted, wanted[::-1]) or len(wanted) == 1
    assert {d.what for d in found} == {w[0] for w in wanted}


def test_what_was_altered_is_told() -> None:
    (found,) = differences(sheet(OLD), sheet(OLD.replace("40 دينارا", "45 دينارا")))
    assert ("value", "40", "45") in found.fields


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("a", OLD), ("b", OLD.replace("12", "14"))):
        (tmp_path / f"{name}.json").write_text(sheet(text).model_dump_json(), "utf-8")
    (tmp_path / "c.json").write_text(extract_facts(article_from_text(OLD, id="other")).model_dump_json(), "utf-8")
    a, b, c = (str(tmp_path / f"{name}.json") for name in "abc")
    assert main(["diff", a, a]) == 0
    assert capsys.readouterr().out == ""
    assert main(["diff", a, b]) == 1
    assert "12 → 14" in capsys.readouterr().out
    assert main(["diff", a, b, "--format", "json"]) == 1
    assert {d["what"] for d in json.loads(capsys.readouterr().out)} <= {"altered", "added", "gone"}
    assert main(["diff", a, c]) == 2
    assert main(["diff", a, str(tmp_path / "none.json")]) == 2
    assert capsys.readouterr().err.count("\n") == 2


def test_build_over_a_sheet_raises_its_revision_when_something_changed(tmp_path: Path) -> None:
    source, made = tmp_path / "a.txt", tmp_path / "out" / "a.json"
    revisions = []
    for text in (OLD, OLD, OLD.replace("12", "14"), OLD.replace("12", "14"), OLD):
        source.write_text(text, "utf-8")
        assert all(isinstance(r, list) for r in extract([str(source)], folder=made.parent))
        revisions.append(load_sheet(made).provenance.revision)
    assert revisions == [1, 1, 2, 2, 3]


def test_a_broken_sheet_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(OLD, "utf-8")
    (tmp_path / "a.json").write_text("{}", "utf-8")
    assert all(isinstance(r, list) for r in extract([str(tmp_path / "a.txt")], folder=tmp_path))
    assert load_sheet(tmp_path / "a.json").provenance.revision == 1
