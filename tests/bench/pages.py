"""How long a page takes from its bytes to its sheet, beside trafilatura alone plus extraction. Figures, not tests.

.venv/bin/python tests/bench/pages.py [PAGE.html ...]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from trafilatura import extract

from factsheet.pipeline import fact_sheet
from factsheet.read import article_from_text
from factsheet.read.sources import read_article

PAGE = Path(__file__).parents[1] / "read_pages/whole.html"


def best(work: Callable[[], object], times: int = 9) -> float:
    """Milliseconds of processor time of the fastest of several runs."""
    took = []
    for _ in range(times):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took) * 1000


def larger(page: str) -> str:
    """The page as sites have it: its body paragraphs five times, its menus fifty times."""
    start, end = page.index("<p>فتحت"), page.index("<h3>")
    menu = page[page.index("<nav>") : page.index("</nav>") + len("</nav>")]
    return page[:start] + page[start:end] * 5 + page[end:].replace("<footer>", menu * 50 + "<footer>")


def show(path: Path) -> None:
    """One row: the page, both times, and the one over the other; the aim is 1.3."""
    data = path.read_bytes()
    text = read_article(path).text

    def theirs() -> object:
        extract(data)
        return fact_sheet(article_from_text(text, id="page"))

    ours, alone = best(lambda: fact_sheet(read_article(path))), best(theirs)
    print(f"{path.name:32}{len(data):>10,} bytes{ours:10.1f} ms{alone:10.1f} ms{ours / alone:8.2f} ×  aim 1.3")


def main() -> None:
    """The pages named, or the one of the tests as it is and as large as pages are."""
    named = [Path(argument) for argument in sys.argv[1:]]
    if named:
        for path in named:
            show(path)
        return
    show(PAGE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "larger.html"
        path.write_text(larger(PAGE.read_text("utf-8")), "utf-8")
        show(path)


if __name__ == "__main__":
    main()
