"""What the page looks like, and how much it does for it."""

from __future__ import annotations

import json
import re
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factsheet.read.sources import read_article
from tests.review.making import extracted, folder_of
from tests.review.opening import MARKS, ROOT, SEED, log_of, opened
from tests.review.serving import serving
from tests.sheets import full_sheet, long_sheet

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.review.browsing import Reviewer

pytestmark = MARKS
ASSETS = ROOT / "factsheet" / "review" / "assets"


def many_facts() -> Any:
    """About 30,000 characters with 300 facts."""
    sheet = long_sheet(quotes=110, claims=190)
    assert len(list(sheet.facts())) == 300
    assert len(sheet.article.text) > 28_000
    return sheet


TIMES = """() => {
  window.times = [];
  document.addEventListener('keydown', (event) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel(); // answers when the frame has been drawn
    port1.onmessage = () => window.times.push(performance.now() - event.timeStamp);
    port2.postMessage(0);
  }), true);
}"""
CHANGES = """() => {
  window.made = 0;
  new MutationObserver((records) => {
    const nodes = records.flatMap((record) => [...record.addedNodes]);
    for (const node of nodes) window.made += 1 + (node.querySelectorAll?.('*').length ?? 0);
  }).observe(document.body, { childList: true, subtree: true });
}"""


def decide_often(browser: Browser, folder: Path, *sheets: Any) -> tuple[list[float], float, int]:
    """Milliseconds from each key's event to the frame that shows it; seconds until ready; elements made a decision."""
    folder_of(folder, *sheets)
    with serving(folder) as running:
        began = time.perf_counter()
        page = opened(browser, running)
        ready = time.perf_counter() - began
        page.brief()
        page.run(TIMES)
        for n, key in enumerate("axj" * 3):
            page.press(key)
            page.until("([n]) => window.times.length > n", n)
        page.saved()
        page.run(CHANGES)
        page.press("a", "x")
        page.saved()
        return page.run("() => window.times"), ready, page.run("() => window.made") // 2


def test_the_current_fact_stands_out_wherever_it_is(browser: Browser, tmp_path: Path) -> None:
    """Paragraphs that come into view are drawn, and what stood out still does."""
    folder_of(tmp_path, many_facts())
    with serving(tmp_path) as running:
        page = opened(browser, running)
        marked = "() => [...CSS.highlights.get('current')].map(String).join()"
        first = page.run(marked)
        page.press("End")
        page.until("() => document.querySelector('main.article').scrollTop > 1000")
        page.until("() => [...CSS.highlights.get('official')].length + [...CSS.highlights.get('claim')].length > 0")
        last = page.run(marked)
        page.press("Home")
        page.until(f"([first]) => ({marked})() === first", first)
    assert first
    assert last != first


def test_three_hundred_facts(browser: Browser, tmp_path: Path) -> None:
    """A decision makes no more of the page anew at 300 facts than at a handful; the times are for a person to read."""
    times, ready, made = decide_often(browser, tmp_path / "long", many_facts())
    *_, made_of_few = decide_often(browser, tmp_path / "short", full_sheet())
    print(f"300 facts: from key to visible change: median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms")
    print(f"300 facts: ready in {ready:.2f} s; elements made a decision: {made}, of few facts {made_of_few}")
    assert len(log_of(tmp_path / "long", "long")) == 8
    assert made < 2 * made_of_few


def test_the_seed_is_ready_after_two_rounds(browser: Browser, tmp_path: Path) -> None:
    """The page and its parts, then the article: nothing that comes before readiness waits for anything else."""
    folder_of(tmp_path, extracted(read_article(SEED)))
    with serving(tmp_path) as running:
        page = opened(browser, running)
        cold = page.run("() => performance.getEntriesByName('ready')[0].startTime")
        entries = page.run(
            """() => { const ready = performance.getEntriesByName('ready')[0].startTime;
            return performance.getEntriesByType('resource').filter((e) => e.startTime < ready)
              .map((e) => [new URL(e.name).pathname.split('/').slice(2).join('/'), e.initiatorType]); }"""
        )
        page.page.reload()
        page.ready()
        warm = page.run("() => performance.getEntriesByName('ready')[0].startTime")
    print(f"the seed: ready {cold:.0f} ms after navigation, {warm:.0f} ms the second time")
    asked = {name for name, _ in entries}
    assert [name for name, how in entries if how == "fetch"] == ["start"]
    assert not [name for name in asked if name.startswith(("preview", "print"))]
    listed = re.findall(r'href="assets/(\w+\.js)"', (ASSETS / "review.html").read_text("utf-8"))
    assert {*listed, "main.js"} == {path.name for path in ASSETS.glob("*.js")}


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_and_accessibility(browser: Browser, tmp_path: Path, lang: str, scheme: Any) -> None:
    from tests.review.browsing import AXE, need

    folder_of(tmp_path, full_sheet(), extracted(read_article(SEED)))
    with serving(tmp_path) as running:
        page = opened(browser, running, color_scheme=scheme, bypass_csp=True)
        if lang == "en":
            page.page.click("#language")
            page.until("() => document.documentElement.lang === 'en'")
        page.press("a", "x")
        page.brief()
        page.picture(f"review-{lang}-{scheme}")
        serious = accessibility(page, AXE) if AXE.is_file() else []
        page.press("e")
        page.picture(f"edit-{lang}-{scheme}")
        serious += accessibility(page, AXE) if AXE.is_file() else []
        page.press("Escape")
        for key in ("?", "q", "v"):
            page.press(key)
            page.page.wait_for_selector("dialog[open]")
            serious += accessibility(page, AXE) if AXE.is_file() else []
            page.press("Escape")
    need(AXE.is_file(), "axe-core is not there")
    assert not serious, json.dumps(serious, ensure_ascii=False, indent=1)[:6000]


def accessibility(page: Reviewer, axe: Path) -> list[Any]:
    """What axe-core finds serious or critical."""
    page.page.evaluate(axe.read_text("utf-8"))
    found = page.run(
        """async () => (await axe.run(document, { iframes: false })).violations
        .filter((v) => v.impact === 'serious' || v.impact === 'critical')
        .map((v) => [v.id, v.help, v.nodes.slice(0, 4).map((n) => n.target.join(' ') + (n.any[0]?.message ?? ''))])"""
    )
    return list(found)
