"""The gate: a score below its floor fails, and so does a floor that sinks without saying why."""

from __future__ import annotations

import tomllib

from tests.bench.gate import FLOORS, lowered, part_of, too_low


def test_a_score_below_its_floor_is_told() -> None:
    floors = {"all": {"date": {"floor": 0.9}, "who": {"floor": 0.5}}}
    assert list(too_low({"all": {"date": 0.899, "who": 0.9}}, floors)) == []
    assert list(too_low({"all": {"date": 0.89}}, floors)) == ["all.date: 0.890 is below its floor 0.900"]
    assert list(too_low({"held": {"date": 1.0}}, floors)) == ["held.date: has no floor in floors.toml; it scores 1.000"]


def test_a_lower_floor_needs_a_reason_of_its_own() -> None:
    high = {"all": {"date": {"floor": 0.9}}}
    assert list(lowered({"all": {"date": {"floor": 0.91}}}, [high])) == []
    assert list(lowered({"all": {"date": {"floor": 0.8}}}, [high])) != []
    assert list(lowered({"all": {}}, [high])) != []
    assert list(lowered({"all": {"date": {"floor": 0.8, "reason": "gold corrected"}}}, [high])) == []
    once = {"all": {"date": {"floor": 0.8, "reason": "gold corrected"}}}
    assert list(lowered({"all": {"date": {"floor": 0.7, "reason": "gold corrected"}}}, [once, high])) != []
    assert list(lowered({"all": {"date": {"floor": 0.7, "reason": "a rule was wrong"}}}, [once, high])) == []


def test_every_floor_is_a_share_and_no_entry_holds_anything_else() -> None:
    floors = tomllib.loads(FLOORS.read_text("utf-8"))
    assert set(floors) == {"all", "tune", "held", "corpus"}
    assert set(floors["all"]) == set(floors["tune"]) == set(floors["held"])
    for rows in floors.values():
        for entry in rows.values():
            assert set(entry) <= {"floor", "reason"}
            assert 0 <= entry["floor"] <= 1


def test_one_article_in_three_is_held_out() -> None:
    parts = [part_of(f"{n:04}") for n in range(600)]
    assert 150 < parts.count("held") < 250
    assert part_of("0001") == part_of("0001")
