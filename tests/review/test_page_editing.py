"""Editing in a real Chromium: by selecting, by keys, by touch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.review.making import emoji_sheet, folder_of
from tests.review.opening import MARKS, log_of, opened
from tests.review.serving import serving
from tests.sheets import full_sheet

if TYPE_CHECKING:
    from playwright.sync_api import Browser


pytestmark = MARKS


def test_the_date_of_saying_and_who_passed_it_on(browser: Browser, folder: Path) -> None:
    with serving(folder) as running:
        page = opened(browser, running)
        page.press("j", "e")
        page.page.click('[data-name="relay"]')
        page.drag("هيئة الموانئ")
        page.page.focus('[data-name="said_on"]')
        page.press("End", "Enter")
        page.page.wait_for_selector('.fact.edited[data-id="q2"] >> text=نقله: هيئة الموانئ')
        page.page.wait_for_selector('.fact.edited[data-id="q2"] >> text=قيل: ')
        page.press("e")
        page.page.click('.field:has([data-name="relay"]) button.quiet >> nth=0')
        page.page.focus('[data-name="said_on"]')
        page.press("Home", "Enter")
        page.page.wait_for_selector('.fact[data-id="q2"]:not(:has-text("نقله: ")):not(:has(.editor))')
        assert not page.errors
    first, second = log_of(folder)
    assert (first.fact["relay"], first.fact["said_on"]) == (["هيئة الموانئ"], full_sheet().dates[-1].id)
    assert (second.fact["relay"], second.fact["said_on"]) == ([], None)


def test_a_tablet_without_a_keyboard(browser: Browser, folder: Path) -> None:
    """Taps alone; a selection changes as its handles are moved, and is what it was last when it is saved."""
    select = """([words]) => {
      const nodes = [...document.querySelectorAll('#text p')].map((p) => p.firstChild);
      const node = nodes.find((n) => n.data.includes(words));
      const at = node.data.indexOf(words);
      getSelection().setBaseAndExtent(node, at, node, at + words.length);
    }"""
    with serving(folder) as running:
        page = opened(browser, running, has_touch=True, is_mobile=True, viewport={"width": 820, "height": 1180})
        page.page.tap('.fact[data-id="q3"]')
        page.page.tap('#keys [data-action="accept"]')
        page.page.tap('.fact[data-id="q1"]')
        page.page.tap('.fact[data-id="q1"] .actions button:has-text("تعديل")')
        page.page.tap('[data-field="spans-0"]')
        for words in ("ستستثمر", "ستستثمر 3.5 مليارات دولار"):
            page.run(select, words)
            page.until("([words]) => document.querySelector('[data-field=spans-0]').textContent === words", words)
        page.page.tap('.editor [type="submit"]')
        page.page.wait_for_selector('.fact.edited[data-id="q1"]')
        page.run(select, "ثلاث مرات")
        page.page.tap('#keys [data-action="add"]')
        page.page.tap('.kinds button:has-text("رقم")')
        page.page.tap('.editor [type="submit"]')
        page.page.wait_for_selector(".fact.added")
        page.page.tap("#undo")
        page.page.wait_for_selector(".fact.added", state="detached")
        page.page.tap("#toggle-brief")
        page.brief()
        assert not page.errors
    deeds = log_of(folder)
    assert [deed.kind for deed in deeds] == ["decide", "edit", "add", "undo"]
    assert deeds[1].fact["spans"][0]["text"] == "ستستثمر 3.5 مليارات دولار"
    assert deeds[2].fact["span"]["text"] == "ثلاث مرات"


def test_editing_by_selection_across_highlights_and_lines(browser: Browser, folder: Path) -> None:
    """The selection begins before a figure's highlight, runs over it and over a line's end of the same paragraph."""
    words = "ستستثمر 3.5 مليارات دولار في توسعة الميناء الشمالي بين عامي 2020-2024، بزيادة 15.5%"
    with serving(folder) as running:
        page = opened(browser, running)
        page.page.set_viewport_size({"width": 1100, "height": 900})
        page.press("e")
        page.drag(words)
        page.press("Enter")
        page.page.wait_for_selector('.fact.edited[data-id="q1"]')
        assert not page.errors
    assert [span["text"] for span in log_of(folder)[0].fact["spans"]] == [words]


def test_editing_by_selection_across_paragraphs(browser: Browser, folder: Path) -> None:
    words = "رحب به.\n“لن نؤجل الافتتاح"
    with serving(folder) as running:
        page = opened(browser, running)
        page.press("e")
        page.drag(words)
        page.press("Enter")
        page.page.wait_for_selector('.fact.edited[data-id="q1"]')
    assert log_of(folder)[0].fact["spans"][0]["text"] == words.replace("\n", "\n\n")


def test_an_emoji_before_a_quote(browser: Browser, tmp_path: Path) -> None:
    folder_of(tmp_path, emoji_sheet())
    with serving(tmp_path) as running:
        page = opened(browser, running)
        page.press("e")
        page.drag("بعنا 300 لوحة 🖼 في")
        page.press("Enter")
        page.page.wait_for_selector('.fact.edited[data-id="q1"]')
        assert page.page.inner_text('.fact[data-id="q1"] .verbatim') == "بعنا 300 لوحة 🖼 في"
    span = log_of(tmp_path, "emoji")[0].fact["spans"][0]
    text = emoji_sheet().article.text
    assert text[span["start"] : span["end"]] == span["text"] == "بعنا 300 لوحة 🖼 في"
