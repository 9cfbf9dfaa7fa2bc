"""How often facts are right, by their confidence: a table for the documentation, and the measure behind it.

    python -m tests.bench.reliability [--gold DIR] [--rules] [--write [PART]]

Right is what the gold's scorer holds to be right: of a quote content and speaker, of a claim value, kind and unit, of
a date its value, of a person the name. `--rules` adds each rule's stated confidence beside its measured share.

`--write` renews factsheet/extract/confidence.toml. By default it measures on the part `held`: articles that were
scored and never looked at. The rules were written with the others at hand, so that their shares are too high there for
any article to come. How good the factors are is told by five folds over the articles of the part: each fifth judged by
factors that the other four made.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from factsheet.extract import confidence, extract_facts
from factsheet.read import article_from_text
from factsheet.schema import Fact
from tests.bench.gate import part_of
from tests.bench.gold import GOLD, ROOT, gold_articles, judged, scorer

KINDS = ("quotes", "claims", "dates", "officials")
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 1.01)
WANTED = 0.98
TABLE = ROOT / "factsheet/extract/confidence.toml"
FOLDS = 5
WEIGHT = 20.0
"""A circumstance counts as if it had been seen this often more, with no effect: few facts change little."""
LEAST = 15
"""Circumstances that are seen less often have no factor."""
Factors = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A fact with the confidence that its rule stated, and whether it is right."""

    article: str
    kind: str
    fact: Fact
    right: bool

    def by(self, factors: Factors) -> float:
        """Its confidence under these factors."""
        return confidence.confidence(self.fact, factors.get(self.kind, {}))


def seen(gold: Path) -> Iterator[Seen]:
    """Every fact of every gold article that counts."""
    for record, wanted in gold_articles(gold):
        article = article_from_text(
            record["text"], id=record["id"], published=record.get("published"), title=record.get("title")
        )
        sheet = extract_facts(article, calibrate=False)
        facts = {fact.id: fact for fact in sheet.facts()}
        for one in judged(wanted, sheet.model_dump(mode="json"), scorer(gold)):
            yield Seen(record["id"], one.kind, facts[one.fact["id"]], one.right)


def fit(facts: Iterable[Seen]) -> Factors:
    """Factors by kind and circumstance: measured over stated, one circumstance after the other, each drawn to 1."""
    by_kind: dict[str, list[Seen]] = defaultdict(list)
    for one in facts:
        by_kind[one.kind].append(one)
    return {kind: _fit_kind(some) for kind, some in by_kind.items()}


def _fit_kind(facts: Sequence[Seen]) -> dict[str, float]:
    groups: dict[str, list[Seen]] = defaultdict(list)
    for one in facts:
        for circumstance in confidence.circumstances(one.fact):
            groups[circumstance].append(one)
    factors: dict[str, float] = {}
    for name, group in sorted(groups.items(), key=lambda g: -len(g[1])):
        if len(group) >= LEAST:
            stated = sum(one.by({one.kind: factors}) for one in group)
            weight = 0.0 if name == confidence.ALL else WEIGHT
            factors[name] = round((sum(one.right for one in group) + weight) / (stated + weight), 3)
    return {name: factor for name, factor in factors.items() if abs(factor - 1) >= 0.01}


def fold_of(article: str) -> int:
    """Which of the folds an article is in."""
    return int(hashlib.sha256(f"fold {article}".encode()).hexdigest(), 16) % FOLDS


def cross_fitted(facts: Sequence[Seen]) -> list[tuple[Seen, float]]:
    """Each fact with its confidence by factors that the other folds made."""
    pairs = []
    for fold in range(FOLDS):
        factors = fit(one for one in facts if fold_of(one.article) != fold)
        pairs += [(one, one.by(factors)) for one in facts if fold_of(one.article) == fold]
    return pairs


def share(pairs: Sequence[tuple[Seen, float]]) -> float:
    """The share that is right."""
    return sum(one.right for one, _ in pairs) / len(pairs) if pairs else math.nan


def bands(pairs: Sequence[tuple[Seen, float]]) -> Iterator[str]:
    """The reliability table: of the facts of each band of confidence, how many there are and how many are right."""
    yield "| confidence | " + " | ".join((*KINDS, "all")) + " |"
    yield "|---|" + "---|" * (len(KINDS) + 1)
    for low, high in pairwise(BANDS):
        row = [(o, c) for o, c in pairs if low <= c < high]
        cells = [[(o, c) for o, c in row if kind in (o.kind, "all")] for kind in (*KINDS, "all")]
        cells[-1] = row
        shown = (f"{share(cell):.0%} of {len(cell)}" if cell else "–" for cell in cells)
        yield f"| {low:.2f}–{min(high, 1):.2f} | " + " | ".join(shown) + " |"


def threshold(pairs: Sequence[tuple[Seen, float]]) -> tuple[float, float, float]:
    """The lowest confidence from which on `WANTED` of the facts are right, their share of all facts, and how many."""
    best = (1.0, 0.0, math.nan)
    for at in sorted({c for _, c in pairs}, reverse=True):
        above = [(o, c) for o, c in pairs if c >= at]
        if share(above) >= WANTED:
            best = (at, len(above) / len(pairs), share(above))
    return best


def loss(pairs: Sequence[tuple[Seen, float]]) -> float:
    """Mean logarithmic loss of the confidences: the lower, the more they mean."""
    return -sum(math.log(min(0.99, max(0.01, c if o.right else 1 - c))) for o, c in pairs) / len(pairs)


def rules(facts: Iterable[Seen]) -> Iterator[str]:
    """Each circumstance of each kind: how many facts, what was stated on average, what is right."""
    groups: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for one in facts:
        for circumstance in confidence.circumstances(one.fact):
            groups[one.kind, circumstance].append(one)
    for (kind, name), group in sorted(groups.items()):
        stated = sum(one.fact.confidence for one in group) / len(group)
        right = sum(one.right for one in group)
        yield f"{kind:10}{name:34}{right:5} of {len(group):<5}{right / len(group):6.2f}   stated {stated:.2f}"


def as_toml(factors: Factors, part: str, facts: Sequence[Seen]) -> str:
    """The table as a file, which says how it came about."""
    articles = len({one.article for one in facts})
    lines = [
        "# What a stated confidence is multiplied by: kind, circumstance, factor. Written by",
        "# `python -m tests.bench.reliability --write`; not to be edited by hand.",
        f"# Measured on {len(facts)} facts of {articles} articles (the part `{part}` of the gold articles).",
    ]
    for kind in KINDS:
        lines += ["", f"[{kind}]", *(f'"{name}" = {factor}' for name, factor in factors.get(kind, {}).items())]
    return "\n".join(lines) + "\n"


def report(title: str, pairs: Sequence[tuple[Seen, float]]) -> None:
    """Table, threshold and loss of one part."""
    at, kept, right = threshold(pairs)
    print(f"\n{title}: {len(pairs)} facts, {share(pairs):.1%} right; logarithmic loss {loss(pairs):.3f}")
    print(*bands(pairs), sep="\n")
    print(f"from {at:.2f} on: {right:.1%} right, {kept:.0%} of all facts")
    for kind in KINDS:
        at, kept, right = threshold([(o, c) for o, c in pairs if o.kind == kind])
        print(f"  {kind:10} from {at:.2f} on: {right:.1%} right, {kept:.0%} of them")


def main() -> int:
    """Measure, show, and write where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder with dev.jsonl, dev/ and score.py")
    parser.add_argument("--rules", action="store_true", help="each rule's share, measured on the part `tune`")
    parser.add_argument("--write", nargs="?", const="held", choices=("tune", "held"), help="renew the factors")
    args = parser.parse_args()
    if not (args.gold / "dev").is_dir():
        print(f"reliability: no gold articles in {args.gold}")
        return 0
    facts = list(seen(args.gold))
    parts = {part: [one for one in facts if part_of(one.article) == part] for part in ("tune", "held")}
    if args.rules:
        print(*rules(parts["tune"]), sep="\n")
    for part, some in parts.items():
        report(f"{part}, as stated", [(one, one.fact.confidence) for one in some])
        report(f"{part}, with factors from the other folds", cross_fitted(some))
    report("held, with factors from tune", [(one, one.by(fit(parts["tune"]))) for one in parts["held"]])
    report("held, as shipped", [(one, one.by(confidence.factors())) for one in parts["held"]])
    report("tune, as shipped", [(one, one.by(confidence.factors())) for one in parts["tune"]])
    if args.write:
        TABLE.write_text(as_toml(fit(parts[args.write]), args.write, parts[args.write]), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
