"""Every export format over 1,000 and 10,000 fact sheets: seconds, and the most memory that the process ever held.

    .venv/bin/python tests/bench/export.py [FEW MANY] [ENDING ...]

The sheets are made for the purpose, of some ten sizes, with other names in each; they and the exports lie in a
temporary folder that is removed. The last column is what matters: memory at MANY against memory at FEW, which is 1.0
where it does not depend on the number of sheets.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[2]))

from factsheet.export import FORMATS
from factsheet.schema import sha256_of
from tests.sheets import empty_sheet, full_sheet, long_sheet

FEW, MANY = 1_000, 10_000
GIVEN = "هناء عادل سلمى نادر كريم ياسر وليد غسان رباب سميح".split()
"""Given names of four letters: one stands for the other, and every place stays where it is."""
PEAK_MB = 1024 if sys.platform != "darwin" else 1 << 20


def bases() -> list[str]:
    """The sheets of which all others are made, as JSON: from an empty one to some of twelve quotes."""
    longer = [long_sheet(quotes, 2 * quotes) for quotes in range(1, 13, 2)]
    return [sheet.model_dump_json() for sheet in (full_sheet(), empty_sheet(), *longer, full_sheet())]


def varied(base: str, number: int) -> str:
    """A sheet with another id, title and other names; all its places hold."""
    for at, name in enumerate(GIVEN[:2]):
        base = base.replace(name, f"\0{at}\0")
    for at in range(2):
        base = base.replace(f"\0{at}\0", GIVEN[(number // 10 + at) % len(GIVEN)])
    sheet: dict[str, Any] = json.loads(base)
    article = sheet["article"]
    article |= {"id": f"article-{number:05}", "title": f"خبر رقم {number}", "sha256": sha256_of(article["text"])}
    return json.dumps(sheet, ensure_ascii=False)


def make(folder: Path, count: int) -> None:
    """So many sheets, each in its file."""
    folder.mkdir()
    told = bases()
    for number in range(count):
        (folder / f"article-{number:05}.json").write_text(varied(told[number % len(told)], number), "utf-8")


def measured(folder: Path, to: Path) -> tuple[float, float]:
    """Seconds and megabytes of one export, in a process of its own."""
    command = [sys.executable, "-m", "factsheet", "export", str(folder), "--to", str(to)]
    start = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(child, 0)
    took = time.perf_counter() - start
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return took, usage.ru_maxrss / PEAK_MB


def table(counts: Sequence[int], endings: Sequence[str]) -> Iterator[str]:
    """The rows of the table, as they are measured."""
    few, many = counts
    yield f"{'':14}{f'{few:,} sheets':>22}{f'{many:,} sheets':>22}{'size':>10}{'memory':>10}"
    with tempfile.TemporaryDirectory(prefix="factsheet-bench-") as name:
        root = Path(name)
        for count in counts:
            make(root / str(count), count)
        for ending in endings:
            to = root / f"facts{ending}"
            (s1, m1), (s2, m2) = (measured(root / str(count), to) for count in counts)
            size = to.stat().st_size / 1e6
            yield f"{ending:14}{s1:10.1f} s{m1:7.0f} MB{s2:10.1f} s{m2:7.0f} MB{size:7.0f} MB{m2 / m1:9.2f}×"
            to.unlink()


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    counts = [int(argument) for argument in arguments if argument.isdigit()] or [FEW, MANY]
    endings = [argument for argument in arguments if not argument.isdigit()] or list(FORMATS)
    for row in table(counts, endings):
        print(row, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
