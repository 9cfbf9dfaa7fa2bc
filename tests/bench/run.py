"""How long extraction, reading and starting take on this machine. Figures, not tests; render.py has the page.

    make bench

Each figure is the best of several runs, beside the aim for one core of an ordinary machine.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from factsheet.pipeline import fact_sheet
from factsheet.read import article_from_text
from factsheet.read.decode import decode

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds/000_c426418138226830.txt"


def best(work: Callable[[], object], times: int = 7) -> float:
    """Milliseconds of the fastest of several runs."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return min(took) * 1000


def show(what: str, value: float, unit: str, aim: str = "") -> None:
    """One row of the table."""
    print(f"{what:48}{value:10.2f} {unit:8}{aim}")


def extraction() -> None:
    """The seed warm, and ten and a hundred of it as one text: the time a character must stay the same."""
    text = decode(SEED.read_bytes(), SEED.name)
    base = 0.0
    for times in (1, 10, 100):
        article = article_from_text(text * times, id="seed")
        took = best(lambda article=article: fact_sheet(article), 7 if times == 1 else 2)  # type: ignore[misc]
        base = base or took
        aim = "aim 15 ms" if times == 1 else f"{took / base / times:.2f} × the time a character of 1×; aim 1"
        show(f"extraction, {len(article.text):,} characters ({times}×)", took, "ms", aim)


def odd_texts() -> None:
    """Texts that no newsroom writes, each at one length and at four times that: the time must grow by four too."""
    for piece in ("«نص ", "«نص» ", "قال إن ", "1,234.5 ", "5 مايو 2024 ", "محمد أحمد ", "ألف ", "و", "\x00"):
        took = []
        for length in (4_000, 16_000):
            article = article_from_text((piece * length)[:length], id="odd")
            took.append(best(lambda article=article: fact_sheet(article), 1))  # type: ignore[misc]
        show(
            f"extraction, 16,000 characters of {piece.strip()!r}",
            took[1],
            "ms",
            f"{took[1] / took[0]:.1f} × a fourth of it; aim 4",
        )


def reading() -> None:
    """Decoding and paragraphs of a text of 20 MB."""
    text = decode(SEED.read_bytes(), SEED.name)
    data = (text * (20_000_000 // len(text.encode()))).encode()
    show("reading 20 MB", best(lambda: article_from_text(decode(data, "x"), id="x"), 1), "ms")


def start() -> None:
    """What --help costs beyond the interpreter itself."""
    bare = best(lambda: subprocess.run([sys.executable, "-c", ""], check=True))
    help_ = best(lambda: subprocess.run([sys.executable, "-m", "factsheet", "--help"], check=True, capture_output=True))
    show("factsheet --help beyond a bare interpreter", help_ - bare, "ms", "aim 250 ms")
    one = best(
        lambda: subprocess.run(
            [sys.executable, "-m", "factsheet", "extract", SEED, "-o", "-"], check=True, capture_output=True
        ),
        3,
    )
    show("factsheet extract of the seed, cold", one, "ms")


def main() -> None:
    """Every figure."""
    extraction()
    odd_texts()
    reading()
    start()


if __name__ == "__main__":
    main()
