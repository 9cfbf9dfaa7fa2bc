"""Whole articles: every fact of a seed, fact by fact."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from factsheet.pipeline import fact_sheet
from factsheet.read import article_from_text
from tests.corpus_cases import KINDS, META, Case, differences

ROOT = Path(__file__).parent.parent
GOLDEN = sorted((ROOT / "tests" / "golden").glob("*.toml"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_whole_article(path: Path) -> None:
    table = tomllib.loads(path.read_text("utf-8"))
    assert set(table) <= META | set(KINDS)
    meta = {key: value for key, value in table.items() if key in META}
    text = (ROOT / "seeds" / f"{path.stem}.txt").read_text("utf-8")
    wanted = {kind: table[kind] for kind in KINDS if kind in table}
    case = Case(file=path.stem, number=1, about="", text=text, wanted=wanted, **meta)
    wrong = differences(fact_sheet(article_from_text(text, id=path.stem)), case)
    assert not wrong, "\n".join(wrong)
