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
from factsheet.render.changes import FIELDS, changes_since
from factsheet.render.labels import read_labels
from factsheet.render.speech import without_marks
from factsheet.render.templates import template_dir
from factsheet.schema import FactSheet, Review, load_sheet

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


def rejected(made: FactSheet, kind: str, nth: int) -> FactSheet:
    """The sheet with one fact rejected by a reviewer."""
    facts = list(getattr(made, kind))
    facts[nth] = facts[nth].model_copy(update={"review": Review(status="rejected", by="ر", at="2024-01-18T10:00:00Z")})
    return made.model_copy(update={kind: tuple(facts)})


VERSIONS = [
    sheet(OLD),
    sheet("افتتح الحفل.\n" + OLD + "\nغاب 7 عمال و20 طفلا يوم 3 مارس 2024."),
    sheet(OLD.replace("40 دينارا", "45 دولارا").replace("نادر الخطيب", "كمال درويش")),
    sheet("حضر 14 عاملا.\n" + OLD.replace("\nحضر 12 عاملا.", "").replace("الصيف", "الشتاء")),
    sheet(OLD.replace("سنفتح", "«سنفتح").replace("المسبح", "ال\u0640مسبح")),
    sheet("\n".join(f"وصل {n} ضيفا إلى القاعة {n}." for n in range(3, 30))),
    rejected(sheet(OLD), "quotes", 0),
    rejected(sheet(OLD), "claims", 1),
]


@pytest.mark.parametrize("new", VERSIONS)
@pytest.mark.parametrize("old", VERSIONS)
def test_the_box_of_a_brief_and_diff_agree(old: FactSheet, new: FactSheet) -> None:
    issued = new.model_copy(update={"provenance": new.provenance.model_copy(update={"revision": 2})})
    found = [d for d in differences(old, new) if d.what != "moved"]
    changes = changes_since(old, issued)
    assert changes is not None
    assert len(changes.listed) + changes.more == len(found)
    words = {"added": "added", "gone": "removed", "altered": "changed"}
    for change, difference in zip(changes.listed, found, strict=False):
        assert (change.kind, change.fact) == (words[difference.what], difference.kind)
        assert change.words == without_marks(difference.words)
        assert bool(change.fields) == (difference.what == "altered")
    assert bool(found) == (kept(old) != kept(new))


def kept(made: FactSheet) -> set[tuple[object, ...]]:
    """What a sheet says, place and numbering aside."""
    said: list[tuple[object, ...]] = [(tuple(s.text for s in q.spans), q.speaker.name) for q in made.quotes]
    said = [row for row, q in zip(said, made.quotes, strict=True) if q.review.status != "rejected"]
    said += [(c.span.text, c.value, c.unit) for c in made.claims if c.review.status != "rejected"]
    return {*said, *((d.span.text, d.value) for d in made.dates), *((o.name, o.role) for o in made.officials)}


def test_what_a_reviewer_rejected_is_gone_and_says_so() -> None:
    (found,) = differences(sheet(OLD), rejected(sheet(OLD), "claims", 1))
    assert (found.what, found.words, found.fields) == ("gone", "12 عاملا", (("review", "pending", "rejected"),))
    assert differences(rejected(sheet(OLD), "claims", 1), rejected(sheet(OLD), "claims", 1)) == []


def test_every_field_has_a_label() -> None:
    for lang in ("ar", "en"):
        labels = read_labels([template_dir("brief")], lang)
        assert {f for f in FIELDS.values() if f"change.field.{f}" not in labels} == set()
