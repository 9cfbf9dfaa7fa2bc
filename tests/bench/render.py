"""Rendering the seed's brief, warm, against WeasyPrint alone on the same HTML: prints milliseconds and the ratio.

    python tests/bench/render.py [RUNS]

WeasyPrint alone gets the same page with its style inside, the fonts loaded once as here, the same kind of PDF, and
nothing to attach. Runs alternate, so that a busy machine slows both; the fastest of each counts.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from factsheet.pipeline import sheets
from factsheet.render import render_html, render_pdf
from factsheet.render.fonts import font_face_rules
from factsheet.render.pdf import VARIANTS
from factsheet.render.templates import read_template
from factsheet.schema import FactSheet

SEED = Path(__file__).resolve().parents[2] / "seeds" / "000_c426418138226830.txt"
AIM = 1.15


def seconds(make: Callable[[], object]) -> float:
    """The time of one call."""
    start = time.perf_counter()
    make()
    return time.perf_counter() - start


def main(runs: int = 9) -> None:
    """Measure and print."""
    sheet = next(iter(sheets([str(SEED)])))
    assert isinstance(sheet, FactSheet), sheet
    faces = font_face_rules(read_template("brief").faces)
    html = render_html(sheet).replace("<style>", f"<style>\n{faces}", 1)
    fonts = FontConfiguration()

    def alone() -> bytes:
        return bytes(HTML(string=html).write_pdf(font_config=fonts, pdf_variant=VARIANTS[0]))

    def ours() -> bytes:
        return render_pdf(sheet)

    first, _ = seconds(ours), seconds(alone)
    times = [(seconds(ours), seconds(alone)) for _ in range(runs)]
    here, there = (min(column) * 1000 for column in zip(*times, strict=True))
    print(f"first brief of a process      {first * 1000:7.0f} ms")
    print(f"brief, warm                   {here:7.0f} ms")
    print(f"WeasyPrint alone, warm        {there:7.0f} ms")
    print(f"ratio                         {here / there:7.2f}    (aim {AIM})")
    print(f"size                          {len(ours()):7d} bytes")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
