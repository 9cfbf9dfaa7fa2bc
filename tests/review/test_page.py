"""The page in a real Chromium, by keyboard. Without one these tests are skipped; under CI they fail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from factsheet.read.sources import read_article
from factsheet.schema import Article, sha256_of
from tests.review.making import emoji_sheet, extracted, folder_of
from tests.review.opening import MARKS, SEED, log_of, opened
from tests.review.serving import serving
from tests.sheets import full_sheet

if TYPE_CHECKING:
    from playwright.sync_api import Browser


pytestmark = MARKS


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


def test_printing_takes_the_last_decision_with_it(browser: Browser, folder: Path) -> None:
    with serving(folder) as running:
        page = opened(browser, running)
        with page.page.context.expect_event("request", lambda request: "/print/" in request.url) as printed:
            page.press("x", "p")
        address = urlsplit(printed.value.url)
        assert address.path.startswith(f"{running.base}print/")
        assert parse_qs(address.query) == {"lang": ["ar"], "template": ["brief"], "v": ["1"]}
        answer = running.ask(f"{address.path}?{address.query}")
        assert (answer.headers["content-type"], answer.body[:5]) == ("application/pdf", b"%PDF-")


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
