"""Printing: the seed's brief against WeasyPrint alone, a pack from elsewhere, memory, two processes, many articles.

    python tests/bench/render.py [RUNS [ARTICLES]]

WeasyPrint alone gets the same page with its style inside, the fonts loaded once as here, the same kind of PDF, and
nothing to attach. Runs alternate, so that a busy machine slows both; the fastest of each is told, and the median of the
ratios. ARTICLES (100) is for memory and the batch, which is of whole commands; weasyprint's is run for a tenth of them,
half before and half after the others, and its time counted ten times. A busy machine slows the batch more.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from factsheet.pipeline import sheets
from factsheet.render import render_html, render_pdf
from factsheet.render.fonts import font_face_rules
from factsheet.render.templates import read_template
from factsheet.schema import FactSheet

SEED = Path(__file__).resolve().parents[2] / "seeds" / "000_c426418138226830.txt"
VARIANT = "pdf/ua-1"


def seconds(make: Callable[[], object]) -> float:
    """The time of one call."""
    start = time.perf_counter()
    make()
    return time.perf_counter() - start


def told(name: str, value: float, unit: str, aim: str = "") -> None:
    """One line of the result."""
    print(f"{name:<40}{value:9.2f} {unit:<6}{aim}", flush=True)


def warm(sheet: FactSheet, html: str, pack: str, runs: int) -> None:
    """The brief and a foreign pack against WeasyPrint alone."""
    fonts = FontConfiguration()

    def alone() -> bytes:
        return bytes(HTML(string=html).write_pdf(font_config=fonts, pdf_variant=VARIANT))

    makes = (lambda: render_pdf(sheet), lambda: render_pdf(sheet, pack), alone)
    first, *_ = [seconds(make) for make in makes]
    times = [[seconds(make) for make in makes] for _ in range(runs)]
    ours, _, theirs = (min(column) for column in zip(*times, strict=True))
    ratios = [median(run[i] / run[2] for run in times) for i in (0, 1)]
    told("first brief of a process", first * 1000, "ms")
    told("brief, warm", ours * 1000, "ms")
    told("WeasyPrint alone, warm", theirs * 1000, "ms")
    told("ratio", ratios[0], "", "(aim 1.10)")
    told("ratio of a pack from elsewhere", ratios[1], "", "(aim 1.30)")
    told("size of the brief", len(render_pdf(sheet)) / 1000, "KB", "(aim 150)")


def memory(sheet: FactSheet, briefs: int) -> None:
    """What the process holds after the twentieth brief, and after the last one."""
    held = []
    for number in range(1, briefs + 1):
        render_pdf(sheet)
        if number in (min(20, briefs), briefs):
            held.append(_resident())
    told(f"memory after {briefs} briefs", held[-1] / 1e6, "MB")
    told("growth after the twentieth", 100 * (held[-1] / held[0] - 1), "%", "(aim 10)")


def _resident() -> int:
    status = Path("/proc/self/status").read_text("ascii")
    return 1024 * int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def batch(html: str, articles: int, folder: Path) -> None:
    """`factsheet build` of many articles in one process and in two, and the weasyprint command on the same page."""
    many = folder / "articles"
    many.mkdir()
    for number in range(articles):
        shutil.copy(SEED, many / f"a{number}.txt")
    page = folder / "page.html"
    page.write_text(html, "utf-8")
    runs = max(1, articles // 10)
    theirs = run("weasyprint", "-q", str(page), str(folder / "page.pdf"), times=runs // 2)
    two, one = (
        run("factsheet", "build", str(many), "-o", str(folder / f"out{jobs}"), "--format", "pdf", "--jobs", str(jobs))
        for jobs in (2, 1)
    )
    theirs += run("weasyprint", "-q", str(page), str(folder / "page.pdf"), times=runs - runs // 2)
    told(f"{articles} articles, one process", one, "s")
    told(f"{articles} articles, two processes", two, "s")
    told("two processes over one", one / two, "times", "(aim 1.8)")
    told(f"{articles} runs of the weasyprint command", theirs * articles / runs, "s")
    told("build over the command", theirs * articles / runs / two, "times", "(aim 4)")


def run(program: str, *arguments: str, times: int = 1) -> float:
    """The time of so many runs of a command of this environment, one after the other."""
    command = [str(Path(sys.executable).parent / program), *arguments]
    return seconds(lambda: [subprocess.run(command, check=True, capture_output=True) for _ in range(times)])


def main(runs: int = 9, articles: int = 100) -> None:
    """Measure and print."""
    sheet = next(iter(sheets([str(SEED)])))
    assert isinstance(sheet, FactSheet), sheet
    html = render_html(sheet).replace("<style>", f"<style>\n{font_face_rules(read_template('brief').faces)}", 1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pack").mkdir()
        (folder / "pack/template.toml").write_text('about = "a pack"\nextends = "brief"\n', "utf-8")
        warm(sheet, html, str(folder / "pack"), runs)
        memory(sheet, articles)
        batch(html, articles, folder)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
