"""The pictures of `factsheet/review/README.md`, made from the real page: python -m tests.review.pictures."""

from __future__ import annotations

import tempfile
from pathlib import Path

from factsheet.read.sources import read_article
from tests.review.browsing import ROOT, Reviewer, browsing
from tests.review.making import extracted, folder_of
from tests.review.serving import serving

SEED = ROOT / "seeds" / "000_c426418138226830.txt"
FOLDER = ROOT / "factsheet" / "review"


def main() -> None:
    """Review a little, and take a picture of each step."""
    with tempfile.TemporaryDirectory() as name, browsing() as browser:
        folder_of(Path(name), extracted(read_article(SEED)))
        with serving(Path(name), "--port", "0", "--reviewer", "سارة") as running:
            context = browser.new_context(viewport={"width": 1280, "height": 800})
            page = Reviewer(context, running.address)
            page.press("a", "a", "x")
            page.brief()
            page.page.screenshot(path=FOLDER / "page.png")
            page.press("e", "ArrowRight", "ArrowRight")
            page.page.screenshot(path=FOLDER / "editing.png")
            page.press("Escape")
            page.page.click("#language")
            page.until("() => document.documentElement.lang === 'en'")
            page.brief()
            page.press("v")
            page.page.wait_for_selector("dialog[open]")
            page.page.screenshot(path=FOLDER / "verifying.png")


if __name__ == "__main__":
    main()
