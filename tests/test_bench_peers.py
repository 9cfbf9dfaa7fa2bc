"""The parts of the comparison with other systems that need none of them."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.bench.peer_systems import (
    Facts,
    duckling_amount,
    duckling_time,
    fact,
    put_at,
    regex,
    shared_out,
    without_reference,
)
from tests.bench.peers import Outcome, by_corpus, counted, is_right, run, table
from tests.corpus_cases import Case

TEXT = "قال نادر الحلبي «لن نوقف العمل في الميناء» أمس."


@pytest.mark.parametrize(
    ("grain", "wanted"),
    [("year", "2024"), ("quarter", "2024-Q1"), ("month", "2024-01"), ("week", "2024-W03"), ("day", "2024-01-18"),
     ("hour", "2024-01-18T14:00")],
)  # fmt: skip
def test_a_date_is_cut_to_its_grain(grain: str, wanted: str) -> None:
    assert put_at(datetime(2024, 1, 18, 14), grain) == wanted  # noqa: DTZ001


def test_an_exclusive_end_becomes_inclusive() -> None:
    first = {"value": "2024-01-18T00:00:00+00:00", "grain": "day"}
    ends = {"from": first, "to": {"value": "2024-01-21T00:00:00+00:00"}}
    assert duckling_time({"type": "interval", **ends}) == "2024-01-18/2024-01-20"
    assert duckling_time({"type": "interval", "from": ends["from"]}) is None


def test_amounts_have_the_golds_units_and_ranges() -> None:
    assert duckling_amount("amount-of-money", {"type": "value", "value": 5, "unit": "$"}) == {
        "value": 5, "kind": "money", "unit": "USD",
    }  # fmt: skip
    between = {"type": "interval", "from": {"value": 5, "unit": "metre"}, "to": {"value": 7, "unit": "metre"}}
    assert duckling_amount("distance", between) == {"value": None, "low": 5, "high": 7, "kind": "measure", "unit": "m"}


def test_what_lies_in_a_longer_fact_is_left_out() -> None:
    facts = shared_out([("claims", fact(TEXT, 0, 3, 1)), ("dates", fact(TEXT, 0, 9, "2024"))])
    assert [len(facts["claims"]), len(facts["dates"])] == [0, 1]


def test_a_value_that_changes_with_the_reference_is_unknown() -> None:
    def read(_text: str, reference: date) -> Facts:
        told = (reference - timedelta(days=1)).isoformat()
        return {"dates": [fact(TEXT, 0, 3, told), fact(TEXT, 5, 8, "2011")]}

    facts = without_reference(read, TEXT, read(TEXT, date(2020, 7, 7)))
    assert [d["value"] for d in facts["dates"]] == [None, "2011"]


def test_the_plain_finder_takes_marks_and_the_words_after_the_nearest_cue() -> None:
    (quote,) = regex()(TEXT, None)["quotes"]
    assert quote["spans"][0]["text"] == "لن نوقف العمل في الميناء"
    assert quote["speaker"]["name"] == "نادر الحلبي"


def test_a_system_runs_alone_and_one_that_is_not_here_says_so() -> None:
    rows = run("ours", sys.executable, [{"id": "a", "text": TEXT, "published": "2024-01-18"}], 1)
    assert not isinstance(rows, str)
    (row,) = rows
    assert row["seconds"] > 0
    assert [d["value"] for d in row["dates"]] == ["2024-01-17"]
    assert "maha" in str(run("maha", sys.executable, [{"id": "a", "text": TEXT}], 1))


def test_a_text_on_which_a_system_dies_has_no_facts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = tmp_path / "dies"
    program.write_text(
        f"#!{sys.executable}\nimport json, sys\n"
        "for line in sys.stdin:\n"
        "    row = json.loads(line)\n"
        "    if row['id'] == 'b': sys.exit('out of range')\n"
        "    print(json.dumps({'id': row['id'], 'seconds': 1.0, 'claims': [1]}), flush=True)\n"
    )
    program.chmod(0o755)
    rows = run("it", str(program), [{"id": name, "text": ""} for name in "abc"], 1)
    assert [(row["id"], row["claims"]) for row in rows if isinstance(row, dict)] == [("a", [1]), ("b", []), ("c", [1])]
    assert "died on b: out of range" in capsys.readouterr().out


def test_corpus_cases_are_counted_by_place_and_value() -> None:
    case = Case("claims", 1, "", "وصل 3 رجال", wanted={"claims": [{"span": "3 رجال", "value": 3}]})
    row = {"id": case.id, "claims": [fact(case.text, 4, 5, 3), fact(case.text, 0, 3, 3)]}
    assert counted([(case, row)], "claims") == {"P": 0.5, "R": 1.0, "F1": 2 / 3}
    assert not is_right(4, {"span": "3 رجال", "value": 3}, fact(case.text, 4, 5, 4))
    records, score = by_corpus()
    assert len(records) > 100
    assert set(score([{"id": records[0]["id"], "claims": []}])) == {"quantity"}
    json.dumps(records)


def test_the_table_shows_time_as_a_share_of_ours() -> None:
    figures = {"date": {"P": 0.5, "R": 1.0, "F1": 2 / 3}}
    lines = list(table([Outcome("ours", figures, 0.5), Outcome("other", {}, 2.0)], ["نص", "نص"]))
    assert lines[2].split() == ["ours", "0.50", "1.00", "0.67", "250.00", "4.0", "1.00"]
    assert lines[3].split() == ["other", "–", "1000.00", "1.0", "4.00"]
