"""The page when others decide, when answers are late or lost, and when what was done is undone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.review.making import emoji_sheet, folder_of
from tests.review.opening import MARKS, log_of, opened
from tests.review.serving import serving
from tests.sheets import full_sheet

if TYPE_CHECKING:
    from playwright.sync_api import Browser


pytestmark = MARKS


def test_an_edit_that_was_begun_outlives_what_others_did(browser: Browser, folder: Path) -> None:
    """Somebody decides elsewhere; the edit is refused, mended in the same editor, and taken."""
    with serving(folder) as running:
        page = opened(browser, running)
        page.press("2", "e")
        assert running.write(running.key(), 0, {"kind": "decide", "fact": "q1", "status": "accepted"}).status == 200
        page.page.fill('[data-name="unit"]', "<b>")
        page.press("Enter")
        page.page.wait_for_selector(".editor .refused:not([hidden])")
        assert page.page.input_value('[data-name="unit"]') == "<b>"
        page.page.fill('[data-name="unit"]', "t")
        page.press("Enter")
        page.page.wait_for_selector(".fact.edited:not(:has(.editor))")
        assert not page.errors
    assert [deed.kind for deed in log_of(folder)] == ["decide", "edit"]


@pytest.mark.parametrize(("answer", "status"), [("keep", "accepted"), ("use", "rejected")])
def test_two_tabs_in_conflict(browser: Browser, folder: Path, answer: str, status: str) -> None:
    with serving(folder) as running:
        first, second = opened(browser, running), opened(browser, running)
        first.press("a")
        first.saved()
        second.press("x")
        second.page.wait_for_selector("dialog[open]")
        assert second.page.is_visible("text=قرر غيرك في هذه الواقعة")
        second.page.click(f'[data-answer="{answer}"]')
        second.saved()
        second.page.wait_for_selector(f'.fact.{status}[data-id="q1"]')
        assert not second.errors
    assert log_of(folder)[-1].status == status


def test_two_tabs_on_different_facts_are_joined(browser: Browser, folder: Path) -> None:
    with serving(folder) as running:
        first, second = opened(browser, running), opened(browser, running)
        first.press("a")
        first.saved()
        second.press("j", "x")
        second.page.wait_for_selector('.fact.accepted[data-id="q1"]')
        second.page.wait_for_selector('.fact.rejected[data-id="q2"]')
        second.saved()
        assert "وضُمّ قرارك إليه" in second.page.inner_text("#toast")
    assert [e.status for e in log_of(folder)] == ["accepted", "rejected"]


def test_a_write_without_an_answer_is_sent_again_and_taken_once(browser: Browser, folder: Path) -> None:
    with serving(folder) as running:
        page = opened(browser, running)
        asked: list[Any] = []

        def fail(route: Any) -> None:
            asked.append(route)
            if len(asked) == 2:
                route.fetch()  # taken by the server, but the page does not hear of it
            if len(asked) < 3:
                route.abort()

        page.page.route("**/article/*", fail)
        page.press("a")
        page.page.wait_for_selector('#saved[data-state="no"]')
        page.wait(lambda: len(asked) == 3)
        asked[2].continue_()
        page.saved()
    assert len(log_of(folder)) == 1


def test_an_answer_that_comes_late_does_not_meet_another_article(browser: Browser, tmp_path: Path) -> None:
    """Two decisions, and on to the next article before the first of them has its answer."""
    folder_of(tmp_path, full_sheet(), emoji_sheet())
    with serving(tmp_path) as running:
        page = opened(browser, running)
        held: list[Any] = []
        page.page.route(
            "**/article/*", lambda route: held.append(route) if route.request.method == "POST" else route.continue_()
        )
        page.press("a", "a", "]")
        for n in range(2):
            page.wait(lambda n=n: len(held) > n)  # type: ignore[misc]
            held[n].continue_()
        page.until("() => document.getElementById('article-id').textContent === 'port-2024'")
        page.page.unroute("**/article/*")
        page.press("x")
        page.saved()
        assert not page.page.locator("dialog[open]").count()
    assert [e.status for e in log_of(tmp_path, "emoji")] == ["accepted", "accepted"]
    assert [e.status for e in log_of(tmp_path)] == ["rejected"]


def test_undo_after_a_restart(browser: Browser, folder: Path) -> None:
    with serving(folder) as running:
        page = opened(browser, running)
        page.press("a", "a")
        page.saved()
    with serving(folder) as running:
        page = opened(browser, running)
        page.press("Backspace")
        page.page.wait_for_selector('.fact.pending[data-id="q2"]')
        page.press("Backspace")
        page.page.wait_for_selector('.fact.pending[data-id="q1"]')
        page.press("Shift+Backspace")
        page.page.wait_for_selector('.fact.accepted[data-id="q1"]')
    assert [e.kind for e in log_of(folder)] == ["decide", "decide", "undo", "undo", "redo"]


def test_undo_in_quick_succession(browser: Browser, folder: Path) -> None:
    with serving(folder) as running:
        page = opened(browser, running)
        page.press("a", "x", "a", "Backspace", "Backspace", "Backspace", "Shift+Backspace")
        page.saved()
        assert [page.state(fact) for fact in ("q1", "q2", "q3")] == ["fact accepted", "fact pending", "fact pending"]
        page.until("() => document.querySelector('.fact[aria-current]').dataset.id === 'q1'")
    assert [e.kind for e in log_of(folder)] == ["decide"] * 3 + ["undo"] * 3 + ["redo"]
