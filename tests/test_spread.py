"""Work on several processes: in order, and what kills a process costs one item."""

from __future__ import annotations

import os

from factsheet.errors import FactsheetError
from factsheet.spread import Spread


def halved(number: int) -> int:
    """Half a number; 13 kills the process at once, as running out of memory would."""
    if number == 13:
        os._exit(9)
    return number // 2


def test_results_come_in_the_order_of_the_items() -> None:
    with Spread[int, int](2) as spread:
        assert list(spread.each(range(0, 40, 2), halved)) == [(n, n // 2) for n in range(0, 40, 2)]


def test_a_process_that_dies_costs_its_item_alone() -> None:
    with Spread[int, int](2) as spread:
        made = dict(spread.each(range(20), halved))
    assert isinstance(made.pop(13), FactsheetError)
    assert made == {n: n // 2 for n in range(20) if n != 13}


def test_one_job_needs_no_process() -> None:
    with Spread[int, str](1) as spread:
        assert list(spread.each([3], lambda n: f"{n}, {os.getpid()}")) == [(3, f"3, {os.getpid()}")]
