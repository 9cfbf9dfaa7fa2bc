"""A real Chromium over the page: where it is, how it is started, and what tests do in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "screenshots"
AXE = ROOT / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
SLOWER = float(os.environ.get("FACTSHEET_TEST_SLOWER", "1"))
"""How many times slower the browser is made: with 6 the tests must pass as well."""
PATIENCE = 60_000
"""Milliseconds after which something is taken not to come at all."""
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def chromium() -> str | None:
    """The system's Chromium."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def need(what: object, words: str) -> None:
    """Skip a test that lacks something; under CI that is a failure."""
    if not what:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{words}: make browser")


@contextmanager
def browsing() -> Iterator[Browser]:
    """The browser, without a window and with a profile of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS, headless=True)
        try:
            yield browser
        finally:
            browser.close()


class Reviewer:
    """Somebody at the page: presses keys, selects words, looks."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        if SLOWER > 1:
            context.new_cdp_session(self.page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", lambda dialog: self.errors.append(f"dialog: {dialog.message}"))
        self.page.goto(address)
        self.ready()

    def ready(self) -> None:
        """Wait until the page shows its article."""
        self.page.wait_for_selector("body[data-ready]")

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def saved(self) -> None:
        """Wait until everything is on disk."""
        self.page.wait_for_selector('#saved[data-state="yes"]')

    def until(self, script: str, *values: Any) -> None:
        """Wait until a script gives something true."""
        self.page.wait_for_function(script, arg=list(values))

    def wait(self, true: Callable[[], bool]) -> None:
        """Wait until something is true on this side: while Playwright waits, it handles what the page asks for."""
        for _ in range(PATIENCE // 20):
            if true():
                return
            self.page.wait_for_timeout(20)
        pytest.fail("what was waited for did not come")

    def brief(self) -> FrameLocator:
        """The brief as it stands after the last write, when it is there."""
        self.saved()
        self.page.wait_for_selector('#paper[aria-busy="false"] iframe:not(.waiting)')
        return self.page.frame_locator("#paper iframe:not(.waiting)")

    def run(self, script: str, *values: Any) -> Any:
        """What a script gives."""
        return self.page.evaluate(script, list(values))

    @property
    def current(self) -> str:
        """The id of the current fact."""
        return str(self.page.get_attribute('.fact[aria-current="true"]', "data-id"))

    def state(self, fact: str) -> str:
        """The classes of a fact's card."""
        return str(self.page.get_attribute(f'.fact[data-id="{fact}"]', "class"))

    def layout(self, code: str, key: str) -> None:
        """A key of another keyboard layout: its place and what it types."""
        session = self.page.context.new_cdp_session(self.page)
        for kind in ("keyDown", "keyUp"):
            text = {"text": key} if kind == "keyDown" and len(key) == 1 else {}
            session.send("Input.dispatchKeyEvent", {"type": kind, "code": code, "key": key, **text})

    def drag(self, words: str) -> None:
        """Select words of the article with the mouse; they may run over lines of a paragraph and over paragraphs."""
        box = self.run(
            """([words]) => {
              const nodes = [...document.querySelectorAll('#text p')].map((p) => p.firstChild);
              const whole = nodes.map((n) => n.data).join('\\n');
              const at = whole.indexOf(words);
              const place = (offset) => {
                let i = 0;
                while (offset > nodes[i].length) { offset -= nodes[i].length + 1; i += 1; }
                return [nodes[i], offset];
              };
              const edge = (offset, end) => {
                const [node, o] = place(offset); const range = new Range();
                range.setStart(node, end ? o - 1 : o); range.setEnd(node, end ? o : o + 1);
                if (!end) node.parentElement.scrollIntoView({ block: 'center' });
                const rects = range.getClientRects(); const r = end ? rects[rects.length - 1] : rects[0];
                return [end ? r.left + 1 : r.right - 1, r.top + r.height / 2];
              };
              return [...edge(at, false), ...edge(at + words.length, true)];
            }""",
            words,
        )
        self.page.mouse.move(box[0], box[1])
        self.page.mouse.down()
        self.page.mouse.move((box[0] + box[2]) / 2, box[3])
        self.page.mouse.move(box[2], box[3])
        self.page.mouse.up()

    def picture(self, name: str) -> None:
        """Keep a picture of the page."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png")
