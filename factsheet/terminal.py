"""What `check` finds as lines for a terminal, in Arabic or English.

The words are those that a brief prints (`templates/brief/strings.<lang>.toml`): one home for both. A terminal that
orders Arabic does so by the whole line, so what runs against the line's direction stands between isolating controls
(UAX 9) of its own; one that does not order it shows nothing of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from factsheet.explain import shortened
from factsheet.messages import one_line
from factsheet.proof import Finding
from factsheet.render.labels import Labels, read_labels
from factsheet.render.templates import templates_root
from factsheet.schema import Check

ARROW = " → "
"""Between the words of a sheet and those of the article that differ, in a finding's values."""
BETWEEN = {"ar": ("؛ ", " ← "), "en": ("; ", ARROW)}
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")


def terminal_labels(lang: Literal["ar", "en"]) -> Labels:
    """The words of the built-in brief."""
    return read_labels([templates_root() / "brief"], lang)


def line(finding: Finding, labels: Labels) -> str:
    """One finding on one line: file, severity, code, what it means and what to do, its values, places and facts."""

    def latin(words: str) -> str:
        return isolated(one_line(words), labels.lang)

    head = [latin(finding.where), labels.plain(f"severity.{finding.severity}")]
    if finding.check is None:
        return ": ".join([*head, latin(finding.problem)])
    check = finding.check
    places = [latin(f"[{span.start}:{span.end}]") for span in check.spans]
    shown = [_said(check, labels), _values(check.message.values, labels), *places, *map(latin, check.facts)]
    return ": ".join([*head, latin(check.code), " ".join(filter(None, shown))])


def isolated(words: str, lang: str, initiator: str = "\u2066") -> str:
    """Words that keep their own direction in a line of `lang`; bare where nothing in them could turn."""
    return f"{initiator}{words}\u2069" if lang == "ar" or _ARABIC.search(words) else words


def _said(check: Check, labels: Labels) -> str:
    """What the code means and what to do about it."""
    key = f"check.{check.message.key}"
    parts = [labels.plain(f"{key}.{name}").rstrip(".") for name in ("title", "advice") if f"{key}.{name}" in labels]
    return " ".join(f"{part}." for part in parts)


def _values(values: Mapping[str, str], labels: Labels) -> str:
    """The values with their labels. Pairs (given → article's; ...) get an arrow in the line's direction."""
    semicolon, arrow = BETWEEN[labels.lang]
    shown = []
    for name, value in values.items():
        pairs = value.split("; ") if ARROW in value else [value] if value else []
        sides = [[isolated(shortened(s), labels.lang, "\u2068") for s in pair.split(ARROW)] for pair in pairs]
        shown += [f"{labels.plain(f'finding.{name}')}: {semicolon.join(map(arrow.join, sides))}"] if pairs else []
    return semicolon.join(shown)
