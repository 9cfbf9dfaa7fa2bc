"""The lexicon of cues: every entry's example and counterexample, and the inflections against hand-written tables."""

from __future__ import annotations

import pytest

from factsheet.extract import extract_facts
from factsheet.lexicon.cues import Cue, Reading, cue_at, cues
from factsheet.read import article_from_text
from factsheet.schema import Quote
from factsheet.text import Document

ENTRIES = [pytest.param(cue, id=cue.form) for cue in cues()]
WITH_NOT = [pytest.param(cue, id=cue.form) for cue in cues() if cue.never]


def found_cues(text: str) -> list[Reading]:
    """Every reading of every token as a cue."""
    tokens = Document(article_from_text(text, id="example")).tokens
    return [reading for i in range(len(tokens)) for reading in cue_at(tokens, i)]


def quotes(text: str) -> list[Quote]:
    """The quotes that the program finds in a text."""
    return list(extract_facts(article_from_text(text, id="example")).quotes)


@pytest.mark.parametrize("cue", ENTRIES)
def test_example_holds_the_cue(cue: Cue) -> None:
    assert cue.form in {reading.entry.form for reading in found_cues(cue.example)}


@pytest.mark.parametrize("cue", ENTRIES)
def test_example_yields_a_quote(cue: Cue) -> None:
    assert cue.form in {quote.cue.lemma for quote in quotes(cue.example) if quote.cue}


@pytest.mark.parametrize("cue", WITH_NOT)
def test_not_yields_no_quote(cue: Cue) -> None:
    assert cue.form not in {quote.cue.lemma for quote in quotes(cue.never) if quote.cue}
