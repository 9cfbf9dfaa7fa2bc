"""Scores against their floors: extraction quality may rise, and does not fall unseen.

    make gate
    python tests/bench/gate.py [--gold DIR]

With a folder of gold articles (by default ../shared/gold beside the checkout: dev.jsonl, dev/ and its score.py), every
F1 is held against its floor in floors.toml, over all articles and over the parts `tune` and `held` (one in three, by
the digest of its id). Without one, the share of corpus cases that come out as wanted is held against its own floor.

A floor that is lower than it once was needs a `reason` that was not there when it was higher.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factsheet.errors import FactsheetError
from factsheet.extract import extract_facts
from factsheet.pipeline import fact_sheet, sheets
from factsheet.read import article_from_text
from factsheet.schema import to_json

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FLOORS = HERE / "floors.toml"
TOLERANCE = 0.002
Scores = dict[str, dict[str, float]]
Floors = dict[str, dict[str, dict[str, Any]]]


def part_of(article_id: str) -> str:
    """`held` for one article in three, else `tune`."""
    return "held" if int(hashlib.sha256(article_id.encode()).hexdigest(), 16) % 3 == 0 else "tune"


def gold_scores(gold: Path) -> Scores:
    """F1 of every row of score.py, for all articles and for each part."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "sheets").mkdir()
        for sheet in sheets([str(gold / "dev.jsonl")]):
            if isinstance(sheet, FactsheetError):
                raise SystemExit(f"gate: {sheet}")
            (work / "sheets" / f"{sheet.article.id}.json").write_text(to_json(sheet), "utf-8")
        for path in sorted((gold / "dev").glob("*.json")):
            for part in ("all", part_of(path.stem)):
                (work / part).mkdir(exist_ok=True)
                shutil.copy(path, work / part)
        return {part: _scored(gold / "score.py", work / part, work / "sheets") for part in ("all", "tune", "held")}


def _scored(score: Path, gold: Path, made: Path) -> dict[str, float]:
    command = [sys.executable, str(score), str(gold), str(made), "--json"]
    rows = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    if missing := rows.pop("missing"):
        raise SystemExit(f"gate: no fact sheet for the same text: {', '.join(missing)}")
    return {row: figures["F1"] for row, figures in rows.items()}


def corpus_scores() -> Scores:
    """The share of corpus cases that come out as wanted, the known failures left out."""
    sys.path.insert(0, str(ROOT))
    from tests.corpus_cases import cases, differences

    wanted = [case for case in cases() if not case.xfail]
    right = 0
    for case in wanted:
        article = article_from_text(case.text, id="case", published=case.published, title=case.title)
        sheet = fact_sheet(article) if "checks" in case.wanted else extract_facts(article)
        right += not differences(sheet, case)
    return {"corpus": {"cases": right / len(wanted) if wanted else 1.0}}


def too_low(scores: Scores, floors: Floors) -> Iterator[str]:
    """Every score that is below its floor, and every score that has none."""
    for part, rows in scores.items():
        for row, score in rows.items():
            entry = floors.get(part, {}).get(row)
            if entry is None:
                yield f"{part}.{row}: has no floor in {FLOORS.name}; it scores {score:.3f}"
            elif score < entry["floor"] - TOLERANCE:
                yield f"{part}.{row}: {score:.3f} is below its floor {entry['floor']:.3f}"


def lowered(floors: Floors, history: list[Floors]) -> Iterator[str]:
    """Every floor that is lower than it once was, without a reason of its own for that."""
    for before in history:
        for part, rows in before.items():
            for row, old in rows.items():
                new = floors.get(part, {}).get(row, {"floor": 0.0})
                reason = new.get("reason")
                if new["floor"] < old["floor"] and (not reason or reason == old.get("reason")):
                    yield f"{part}.{row}: the floor was {old['floor']:.3f}, now {new['floor']:.3f}: give a `reason`"


def past_floors() -> list[Floors]:
    """Every committed version of the floors, as far as the history of this checkout goes."""
    name = FLOORS.relative_to(ROOT).as_posix()
    log = _git("log", "--format=%H", "--", name)
    versions = [_git("show", f"{commit}:{name}") for commit in log.split()]
    return [tomllib.loads(version) for version in versions if version]


def _git(*args: str) -> str:
    """What git prints; nothing where it fails, as outside a checkout."""
    done = subprocess.run(["git", *args], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


def show(scores: Scores, floors: Floors) -> None:
    """The scores as a table, a floor beside each."""
    for part, rows in scores.items():
        print(f"{part:22}{'score':>7}{'floor':>7}")
        for row, score in rows.items():
            print(f"  {row:20}{score:7.3f}{floors.get(part, {}).get(row, {}).get('floor', 0.0):7.3f}")


def main() -> int:
    """Measure, show, compare; 1 when something is too low."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared/gold", help="folder with dev.jsonl and dev/")
    gold = parser.parse_args().gold
    floors: Floors = tomllib.loads(FLOORS.read_text("utf-8"))
    scores = gold_scores(gold) if (gold / "dev").is_dir() else corpus_scores()
    show(scores, floors)
    wrong = list(dict.fromkeys([*too_low(scores, floors), *lowered(floors, past_floors())]))
    for line in wrong:
        print(f"gate: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
