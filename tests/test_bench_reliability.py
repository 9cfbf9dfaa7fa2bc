"""The measure of confidence, on facts made for it."""

from __future__ import annotations

import math

from factsheet.extract import extract_facts
from factsheet.read import article_from_text
from factsheet.schema import Claim, Span
from tests.bench.reliability import Seen, bands, circumstances, rules, share, threshold

TEXT = "أعلن سالم الورداني أن ثلاثة عمال أصيبوا يوم الخميس 18 يناير 2024."


def facts(rights: int, wrongs: int, stated: float, rule: str) -> list[Seen]:
    span = Span(start=0, end=1, text="3")
    one = Claim(
        id="c1", rule=rule, confidence=stated, span=span, number=span, value=None, kind="count", sentence=span
    )  # fmt: skip
    return [Seen(f"{rule}{n}", "claims", one, n < rights) for n in range(rights + wrongs)]


def test_circumstances_say_how_a_fact_was_found_and_what_it_holds() -> None:
    found = extract_facts(article_from_text(TEXT, id="a"))
    assert {"all", "indirect", "cue-clause", "speaker-beside-cue"} <= set(circumstances(found.quotes[0]))
    assert {"all", "count", "words"} <= set(circumstances(found.claims[0]))
    assert {"all", "absolute", "full-date"} <= set(circumstances(found.dates[0]))
    assert {"all", "without office"} <= set(circumstances(found.officials[0]))


def test_the_threshold_is_the_lowest_from_which_on_enough_is_right() -> None:
    assert threshold([*facts(99, 1, 0.9, "good"), *facts(50, 50, 0.5, "bad")]) == (0.9, 0.5, 0.99)
    assert math.isnan(threshold(facts(1, 1, 0.5, "bad"))[0])
    assert math.isnan(share([]))


def test_the_table_and_the_list_of_rules() -> None:
    some = facts(9, 1, 0.96, "good")
    assert "| 0.95–0.97 | – | 90% of 10 | – | – | 90% of 10 |" in list(bands(some))
    assert any("good" in row and "9 of 10" in row and "stated 0.96" in row for row in rules(some))
