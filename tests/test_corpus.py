"""Every case of tests/corpus: text → facts."""

from __future__ import annotations

import pytest

from factsheet.extract import extract_facts
from factsheet.pipeline import fact_sheet
from factsheet.read import article_from_text
from tests.corpus_cases import Case, cases, differences


@pytest.mark.parametrize("case", [pytest.param(c, id=c.id) for c in cases()])
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    if case.xfail:
        request.applymarker(pytest.mark.xfail(reason=case.xfail, strict=True))
    article = article_from_text(case.text, id="case", published=case.published, title=case.title)
    sheet = fact_sheet(article) if "checks" in case.wanted else extract_facts(article)
    wrong = differences(sheet, case)
    assert not wrong, f"{case.about}\n{case.text}\n" + "\n".join(wrong)
