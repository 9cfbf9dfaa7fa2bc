"""The browser, once for all tests of the page, and a folder to review."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.review.making import folder_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def browser(running_browser: Browser) -> Iterator[Browser]:
    """The browser, without the pages of the test before: they would go on working in the background."""
    yield running_browser
    for context in running_browser.contexts:
        context.close()


@pytest.fixture(scope="package")
def running_browser() -> Iterator[Browser]:
    browsing = pytest.importorskip("tests.review.browsing", reason="playwright is not installed")
    browsing.need(browsing.chromium(), "there is no Chromium")
    with browsing.browsing() as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "sheets")[0].parent
