"""How often facts are right, by their confidence: a table for the documentation.

    python -m tests.bench.reliability [--gold DIR] [--rules]

Right is what the gold's scorer holds to be right: of a quote content and speaker, of a claim value, kind and unit, of
a date its value, of a person the name. The part `held` are articles that were scored and never looked at; the rules
were written with those of `tune` at hand, and are righter there than on any article to come. `--rules` lists, for
`tune`, the share that is right by rule and by circumstance beside the confidence that was stated.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from factsheet.extract import extract_facts
from factsheet.read import article_from_text
from factsheet.schema import Claim, DateMention, Fact, Official, Quote
from tests.bench.gate import part_of
from tests.bench.gold import GOLD, gold_articles, judged, scorer

KINDS = ("quotes", "claims", "dates", "officials")
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 1.01)
WANTED = 0.98


@dataclass(frozen=True, slots=True)
class Seen:
    """A fact and whether it is right."""

    article: str
    kind: str
    fact: Fact
    right: bool


def seen(gold: Path) -> Iterator[Seen]:
    """Every fact of every gold article that counts."""
    for record, wanted in gold_articles(gold):
        article = article_from_text(
            record["text"], id=record["id"], published=record.get("published"), title=record.get("title")
        )
        sheet = extract_facts(article)
        facts = {fact.id: fact for fact in sheet.facts()}
        for one in judged(wanted, sheet.model_dump(mode="json"), scorer(gold)):
            yield Seen(record["id"], one.kind, facts[one.fact["id"]], one.right)


def circumstances(fact: Fact) -> Iterator[str]:
    """What a fact is like, in words: how it was found, and what it holds."""
    yield "all"
    yield from fact.rule.split("/")
    if isinstance(fact, Quote):
        yield fact.kind
        if sum(len(span.text.split()) for span in fact.spans) < 5:
            yield "content under five words"
        if fact.speaker.name and " " not in fact.speaker.name:
            yield "source of one word"
    elif isinstance(fact, Claim):
        yield fact.kind
        yield "digits" if any(c.isdigit() for c in fact.number.text) else "words"
    elif isinstance(fact, DateMention):
        yield "relative" if fact.relative else "absolute"
    elif isinstance(fact, Official):
        yield "with office" if fact.role else "without office"


def share(facts: Sequence[Seen]) -> float:
    """The share that is right."""
    return sum(one.right for one in facts) / len(facts) if facts else math.nan


def bands(facts: Sequence[Seen]) -> Iterator[str]:
    """The reliability table: of the facts of each band of confidence, how many are right, of how many."""
    yield "| confidence | " + " | ".join((*KINDS, "all")) + " |"
    yield "|---|" + "---|" * (len(KINDS) + 1)
    for low, high in pairwise(BANDS):
        row = [one for one in facts if low <= one.fact.confidence < high]
        cells = [*([one for one in row if one.kind == kind] for kind in KINDS), row]
        shown = (f"{share(cell):.0%} of {len(cell)}" if cell else "–" for cell in cells)
        yield f"| {low:.2f}–{min(high, 1):.2f} | " + " | ".join(shown) + " |"


def threshold(facts: Sequence[Seen]) -> tuple[float, float, float]:
    """The lowest confidence from which on `WANTED` of the facts are right, their part of all, and the share right."""
    best = (math.nan, 0.0, math.nan)
    for at in sorted({one.fact.confidence for one in facts}, reverse=True):
        above = [one for one in facts if one.fact.confidence >= at]
        if share(above) >= WANTED:
            best = (at, len(above) / len(facts), share(above))
    return best


def rules(facts: Iterable[Seen]) -> Iterator[str]:
    """Each circumstance of each kind: how many facts, what was stated on average, what is right."""
    groups: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for one in facts:
        for circumstance in set(circumstances(one.fact)):
            groups[one.kind, circumstance].append(one)
    for (kind, name), group in sorted(groups.items()):
        stated = sum(one.fact.confidence for one in group) / len(group)
        right = sum(one.right for one in group)
        yield f"{kind:10}{name:34}{right:5} of {len(group):<5}{share(group):6.2f}   stated {stated:.2f}"


def report(title: str, facts: Sequence[Seen]) -> None:
    """Table and thresholds of one part."""
    print(f"\n{title}: {len(facts)} facts, {share(facts):.1%} right")
    print(*bands(facts), sep="\n")
    for kind in ("all", *KINDS):
        at, kept, right = threshold([one for one in facts if kind in (one.kind, "all")])
        told = f"from {at:.2f} on {right:.1%} are right: {kept:.0%} of them" if kept else f"nowhere {WANTED:.0%} right"
        print(f"{kind:10} {told}")


def main() -> int:
    """Measure and show."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder with dev.jsonl, dev/ and score.py")
    parser.add_argument("--rules", action="store_true", help="the share by rule and circumstance, of the part `tune`")
    args = parser.parse_args()
    if not (args.gold / "dev").is_dir():
        print(f"reliability: no gold articles in {args.gold}")
        return 0
    facts = list(seen(args.gold))
    parts = {part: [one for one in facts if part_of(one.article) == part] for part in ("tune", "held")}
    if args.rules:
        print(*rules(parts["tune"]), sep="\n")
    for part, some in parts.items():
        report(part, some)
    return 0


if __name__ == "__main__":
    sys.exit(main())
