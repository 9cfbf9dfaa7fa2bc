"""Confidence: circumstances and factors, and the measure that makes them."""

from __future__ import annotations

import math
import tomllib

import pytest

from factsheet.extract import extract_facts
from factsheet.extract.confidence import MOST, calibrated, circumstances, confidence, factors
from factsheet.read import article_from_text
from factsheet.schema import Claim, FactSheet, Span
from tests.bench.reliability import (
    KINDS,
    Seen,
    as_toml,
    bands,
    cross_fitted,
    fit,
    loss,
    rules,
    share,
    threshold,
)

TEXT = "أعلن سالم الورداني أن ثلاثة عمال أصيبوا يوم الخميس 18 يناير 2024."


def sheet(*, calibrate: bool) -> FactSheet:
    return extract_facts(article_from_text(TEXT, id="a"), calibrate=calibrate)


def claim(stated: float, rule: str = "count-noun") -> Claim:
    span = Span(start=0, end=1, text="3")
    return Claim(id="c1", rule=rule, confidence=stated, span=span, number=span, value=None, kind="count", sentence=span)


def facts(rights: int, wrongs: int, stated: float, rule: str) -> list[Seen]:
    return [Seen(f"{rule}{n}", "claims", claim(stated, rule), n < rights) for n in range(rights + wrongs)]


def test_factors_name_kinds_of_facts_and_lie_within_reason() -> None:
    assert set(factors()) <= set(KINDS)
    assert all(0.2 < factor < 1.5 for kind in factors().values() for factor in kind.values())


def test_circumstances_say_how_a_fact_was_found_and_what_it_holds() -> None:
    found = sheet(calibrate=False)
    assert {"all", "indirect", "cue-clause", "speaker-beside-cue"} <= set(circumstances(found.quotes[0]))
    assert {"all", "count", "words"} <= set(circumstances(found.claims[0]))
    assert {"all", "absolute", "full-date"} <= set(circumstances(found.dates[0]))
    assert {"all", "without office"} <= set(circumstances(found.officials[0]))


def test_all_facts_of_a_sheet_are_calibrated_and_nothing_else_changes() -> None:
    stated, sure = sheet(calibrate=False), sheet(calibrate=True)
    for before, after in zip(stated.facts(), sure.facts(), strict=True):
        kind = next(kind for kind in KINDS if before in getattr(stated, kind))
        assert after == before.model_copy(update={"confidence": after.confidence})
        if kind in factors():
            assert after.confidence == confidence(before, factors()[kind])


def test_confidence_is_stated_times_factors_and_never_certain() -> None:
    assert confidence(claim(0.8), {"all": 0.5, "count-noun": 1.5, "other": 0.1}) == 0.6
    assert confidence(claim(0.9), {"all": 2.0}) == MOST
    assert calibrated([claim(0.8)], {}) == (claim(0.8),)


def test_a_rule_that_is_right_less_often_than_it_states_gets_a_factor_below_one() -> None:
    made = fit([*facts(100, 0, 0.9, "good"), *facts(50, 50, 0.9, "bad"), *facts(0, 3, 0.9, "rare")])["claims"]
    assert made["bad"] < 1 < made["good"]
    assert "rare" not in made


def test_the_file_holds_what_was_measured() -> None:
    some = [*facts(100, 0, 0.9, "good"), *facts(50, 50, 0.9, "bad")]
    assert tomllib.loads(as_toml(fit(some), "held", some))["claims"] == fit(some)["claims"]


def test_the_threshold_is_the_lowest_above_which_enough_is_right() -> None:
    pairs = [(one, 0.9) for one in facts(99, 1, 0.9, "good")] + [(one, 0.5) for one in facts(50, 50, 0.9, "bad")]
    assert threshold(pairs) == (0.9, 0.5, 0.99)
    assert math.isnan(threshold([(one, 0.5) for one in facts(1, 1, 0.9, "bad")])[2])
    assert share([]) != share([])


def test_the_table_and_the_list_of_rules() -> None:
    some = facts(9, 1, 0.9, "good")
    rows = list(bands([(one, 0.96) for one in some]))
    assert "| 0.95–0.97 | – | 90% of 10 | – | – | 90% of 10 |" in rows
    assert any("good" in row and "9 of 10" in row and "stated 0.90" in row for row in rules(some))


def test_each_fact_is_judged_by_factors_that_it_did_not_make() -> None:
    some = facts(90, 10, 0.5, "good")
    pairs = cross_fitted(some)
    assert len(pairs) == len(some)
    assert loss(pairs) < loss([(one, 0.5) for one in some])
    assert loss([(one, 0.5) for one in some]) == pytest.approx(math.log(2))
