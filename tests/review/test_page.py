"""The page in a real Chromium. Without one these tests are skipped; under CI they fail."""

from __future__ import annotations

import json
import re
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from factsheet.read.sources import read_article
from factsheet.review.store import read_log
from factsheet.schema import Article, sha256_of
from tests.review.making import emoji_sheet, extracted, folder_of
from tests.review.serving import Running, serving
from tests.sheets import full_sheet, long_sheet

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.review.browsing import Reviewer

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seeds" / "000_c426418138226830.txt"
ASSETS = ROOT / "factsheet" / "review" / "assets"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    browsing = pytest.importorskip("tests.review.browsing", reason="playwright is not installed")
    browsing.need(browsing.chromium(), "there is no Chromium")
    with browsing.browsing() as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "sheets")[0].parent


def opened(browser: Browser, running: Running, **options: Any) -> Reviewer:
    from tests.review.browsing import Reviewer

    context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=f"http://{running.host}")
    return Reviewer(context, running.address)


def log_of(folder: Path, id: str = "port-2024") -> list[Any]:
    return list(read_log(folder / f"{id}.review.json").events)


def test_a_whole_review_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    """The seed: every fact accepted, one press each; nothing is touched with a mouse."""
    sheet = extracted(read_article(SEED))
    folder_of(tmp_path, sheet)
    facts = len(list(sheet.facts()))
    with serving(tmp_path) as running:
        reviewer = opened(browser, running)
        for _ in range(facts):
            reviewer.press("a")
        reviewer.saved()
        assert reviewer.run("() => [progress.value, progress.max]") == [facts, facts]
        assert not reviewer.errors
    assert len(log_of(tmp_path, sheet.article.id)) == facts
    print(f"key presses for a full review of the seed: {facts}")


def test_every_action_by_keyboard(browser: Browser, folder: Path) -> None:
    with serving(folder) as running:
        page = opened(browser, running)
        assert page.current == "q1"
        page.press("j", "k", "Space", "x", "a")
        assert page.current == "q4"
        page.saved()
        assert [e.status for e in log_of(folder)] == ["rejected", "accepted"]
        page.press("Backspace")
        page.page.wait_for_selector('.fact.pending[data-id="q3"]')
        page.press("Shift+Backspace")
        page.page.wait_for_selector('.fact.accepted[data-id="q3"]')
        page.press("Control+z")
        page.page.wait_for_selector('.fact.pending[data-id="q3"]')
        page.press("Home", "e", "ArrowRight", "Enter")
        page.page.wait_for_selector('.fact.edited[data-id="q1"]')
        page.press("s", "End", "Enter")
        page.page.wait_for_selector('.fact[data-id="q1"] >> text=متحدث لم يُحدَّد')
        page.press("v")
        page.page.keyboard.press("ArrowLeft")
        page.page.keyboard.press("Tab")
        page.page.keyboard.type("https://example.org/source")
        page.page.keyboard.press("Enter")
        page.page.wait_for_selector("dialog:not([open])", state="attached")
        page.saved()
        page.press("n", "2", "ArrowLeft", "ArrowLeft", "Enter")
        page.page.wait_for_selector(".fact.added")
        page.press("b", "ArrowDown", "Enter")
        page.page.wait_for_selector(".para.boilerplate")
        page.saved()
        assert not page.errors
    kinds = [event.kind for event in log_of(folder)]
    assert kinds == ["decide", "decide", "undo", "redo", "undo", "edit", "edit", "verify", "add", "paragraph"]
    assert log_of(folder)[7].source_url == "https://example.org/source"


def test_an_arabic_keyboard_layout(browser: Browser, folder: Path) -> None:
    """ش stands where a does, ؤ where c, ء where x: the place of the key counts."""
    with serving(folder) as running:
        page = opened(browser, running)
        page.layout("KeyA", "ش")
        page.layout("KeyX", "ء")
        page.layout("KeyJ", "ت")
        page.saved()
        assert "accepted" in page.state("q1")
        assert "rejected" in page.state("q2")
        page.layout("KeyK", "ن")
        page.layout("Slash", "؟")
        assert page.run("() => dialog.open")
    assert [e.status for e in log_of(folder)] == ["accepted", "rejected"]


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


def test_printing_takes_the_last_decision_with_it(browser: Browser, folder: Path) -> None:
    with serving(folder) as running:
        page = opened(browser, running)
        with page.page.context.expect_page() as printed:
            page.press("x", "p")
        address = urlsplit(printed.value.url)
        assert address.path.startswith(f"{running.base}print/")
        assert parse_qs(address.query) == {"lang": ["ar"], "template": ["brief"], "v": ["1"]}
        answer = running.ask(f"{address.path}?{address.query}")
        assert (answer.headers["content-type"], answer.body[:5]) == ("application/pdf", b"%PDF-")


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


def test_keys_are_dead_in_text_fields(browser: Browser, folder: Path) -> None:
    with serving(folder) as running:
        page = opened(browser, running)
        page.press("/")
        page.page.keyboard.type("axjk e")
        assert page.run("() => search.value") == "axjk e"
        page.press("Escape")
        page.saved()
    assert not list(folder.glob("*.review.json"))


def test_the_focus_comes_back_from_a_dialog(browser: Browser, folder: Path) -> None:
    with serving(folder) as running:
        page = opened(browser, running)
        for key in ("v", "?", "q", "Shift+X"):
            page.press("j", key)
            page.page.wait_for_selector("dialog[open]")
            page.press("Escape")
            page.until("([id]) => document.activeElement.dataset.id === id", page.current)


def test_undo_in_quick_succession(browser: Browser, folder: Path) -> None:
    with serving(folder) as running:
        page = opened(browser, running)
        page.press("a", "x", "a", "Backspace", "Backspace", "Backspace", "Shift+Backspace")
        page.saved()
        assert [page.state(fact) for fact in ("q1", "q2", "q3")] == ["fact accepted", "fact pending", "fact pending"]
        page.until("() => document.querySelector('.fact[aria-current]').dataset.id === 'q1'")
    assert [e.kind for e in log_of(folder)] == ["decide"] * 3 + ["undo"] * 3 + ["redo"]


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


def test_sheets_that_cannot_be_read_are_told(browser: Browser, folder: Path) -> None:
    (folder / "broken.json").write_text('{"schema_version": "1.0", "article": {"id": "broken"', "utf-8")
    with serving(folder) as running:
        page = opened(browser, running)
        assert page.page.inner_text("#article-id") == "port-2024"
        (folder / "port-2024.json").write_text("[]", "utf-8")
        page.page.reload()
        page.ready()
        assert "port-2024.json" in page.page.inner_text("#text")
        page.press("j", "a", "e", "n", "Escape", "b", "p", "c", "v", "q")
        page.page.wait_for_selector("dialog .queue button")
        assert page.page.locator("dialog .queue button").count() == 2
        assert not page.errors


def test_the_article_is_unchanged(browser: Browser, folder: Path) -> None:
    with serving(folder) as running:
        page = opened(browser, running)
        page.press("a", "x", "e", "Escape", "j")
        lines = page.run("() => [...document.querySelectorAll('#text .para')].map((p) => p.textContent)")
        nodes = page.run("() => [...document.querySelectorAll('#text p')].every((p) => p.childNodes.length === 1)")
        marked = page.run("() => [CSS.highlights.get('quote').size, CSS.highlights.get('claim').size]")
    assert lines == [line for line in full_sheet().article.text.split("\n") if line.strip()]
    assert nodes
    assert min(marked) > 0


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


def test_copying_a_quote_with_its_attribution(browser: Browser, folder: Path) -> None:
    with serving(folder) as running:
        page = opened(browser, running)
        page.press("j", "j", "c")
        page.until("() => document.getElementById('live').textContent")
        copied = page.run("() => navigator.clipboard.readText()")
    assert copied == (
        "«لن نؤجل الافتتاح مهما كانت الظروف» … «وسنسلم المرحلة الأولى قبل نهاية العام» "
        "— هناء الصيرفي، المديرة العامة للهيئة (صحيفة الشاطئ، 2024-11-19، الفقرة 3)\nhttps://example.org/news/port-2024?id=7"
    )


def test_the_brief_follows(browser: Browser, folder: Path) -> None:
    with serving(folder) as running:
        page = opened(browser, running)
        assert page.brief().locator("blockquote", has_text="ستستثمر").count() == 1
        page.press("x")
        assert page.brief().locator("blockquote", has_text="ستستثمر").count() == 0
        assert page.run("() => document.querySelector('iframe').sandbox.value") == "allow-same-origin"


def test_html_in_the_article_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    evil = '<img src=x onerror="document.title=1"><script>alert(1)</script>'
    text = f"{evil}\n\nوقال وزير النقل سامي الحداد: «{evil} لن نؤجل» وأضاف أن الكلفة 300 مليون دولار.\n"
    folder_of(tmp_path, extracted(Article(id="<img src=x>", title=evil, sha256=sha256_of(text), text=text)))
    with serving(tmp_path) as running:
        page = opened(browser, running)
        page.press("a")
        page.brief()
        page.press("q")
        page.page.wait_for_selector("dialog .queue button")
        assert page.page.title() == "مراجعة الوقائع"
        assert not page.errors
        assert evil in page.page.inner_text("#text")


def test_filters_and_tabs(browser: Browser, folder: Path) -> None:
    with serving(folder) as running:
        page = opened(browser, running)

        def shown() -> int:
            return int(page.run("() => document.querySelectorAll('#list .fact').length"))

        everything = shown()
        page.press("2")
        assert shown() == 10
        page.press("0")
        page.page.select_option("#state", "decided")
        assert shown() == 0
        page.page.select_option("#state", "")
        page.page.select_option("#speaker", "هناء الصيرفي")
        assert shown() == 3
        page.page.select_option("#speaker", "")
        page.page.fill("#search", "سيضاعف")
        assert shown() == 1
        page.page.fill("#search", "")
        assert shown() == everything
        page.press("Escape", "5")
        assert page.page.locator(".check").count() >= 4


def test_several_articles(browser: Browser, tmp_path: Path) -> None:
    folder_of(tmp_path, full_sheet(), emoji_sheet())
    with serving(tmp_path) as running:
        page = opened(browser, running)
        assert page.page.inner_text("#article-id") == "emoji"
        page.press("]")
        page.until("() => document.getElementById('article-id').textContent === 'port-2024'")
        page.press("j", "j")
        page.page.reload()  # at once: the place must not wait for a timer
        page.ready()
        assert page.page.inner_text("#article-id") == "port-2024"
        assert page.current == "q3"
        page.press("q")
        page.page.wait_for_selector("dialog .queue button")
        assert page.page.locator("dialog .queue button").count() == 2


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
