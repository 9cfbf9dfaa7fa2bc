"""Opening the page for a test, and reading what it left on disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factsheet.review.store import read_log
from tests.review.serving import Running

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.review.browsing import Reviewer

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seeds" / "000_c426418138226830.txt"
MARKS = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
"""For tests with Playwright, which leaves sockets to the garbage collector."""


def opened(browser: Browser, running: Running, **options: Any) -> Reviewer:
    """A reviewer at the page, in a profile of their own."""
    from tests.review.browsing import PATIENCE, Reviewer

    context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=f"http://{running.host}")
    context.set_default_timeout(PATIENCE)
    return Reviewer(context, running.address)


def log_of(folder: Path, id: str = "port-2024") -> list[Any]:
    """The events of an article's log."""
    return list(read_log(folder / f"{id}.review.json").events)
