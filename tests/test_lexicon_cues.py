"""The lexicon of cues: every entry's example and counterexample, and the inflections against hand-written tables."""

from __future__ import annotations

import pytest

from factsheet.extract import extract_facts
from factsheet.lexicon import load
from factsheet.lexicon.cues import (
    Cue,
    Introducer,
    PrepositionalCue,
    Reading,
    cue_at,
    cues,
    introducer_at,
    prepositional_at,
)
from factsheet.read import article_from_text
from factsheet.schema import Quote
from factsheet.text import Document, Token, fold

ENTRIES = [pytest.param(cue, id=cue.form) for cue in cues()]
WITH_NOT = [pytest.param(cue, id=cue.form) for cue in cues() if cue.never]


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of a text."""
    return Document(article_from_text(text, id="example")).tokens


def found_cues(text: str) -> list[Reading]:
    """Every reading of every token as a cue."""
    tokens = tokens_of(text)
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


@pytest.mark.parametrize("text", ["والسماء", "بالمؤكدا", "سقال", "القوله", "كتاب", "مدرسة", "٣٥", "»"])
def test_no_cue(text: str) -> None:
    assert found_cues(text) == []


def test_short_imperfects_after_lam_only() -> None:
    assert [r.entry.form for r in found_cues("ولم يشر إلى أن")] == ["أشار"]
    assert [r.entry.form for r in found_cues("لم ينف أن")] == ["نفى"]
    assert not any(r.entry.form == "أجاب" for r in found_cues("يجب أن نعمل"))


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("رأي", {"masdar"}),
        ("رأى", {"perfect", "masdar"}),
        ("نسبة", set()),
        ("نسبه", {"perfect"}),
        ("إبان", set()),
        ("أبان", {"perfect"}),
    ],
)
def test_spelling_that_tells(text: str, shapes: set[str]) -> None:
    assert {reading.shape for reading in found_cues(text)} == shapes


def test_prepositions() -> None:
    by_lemma = {cue.form: cue.prepositions for cue in cues()}
    assert by_lemma["حذر"] == {"من", "ب"}
    assert by_lemma["شدد"] >= {fold("على")}
    assert by_lemma["ندد"] == {"ب"}
    assert by_lemma["قال"] == {"ب"}
    assert by_lemma["ذكر"] == frozenset()


PHRASES = [pytest.param(entry, id=entry.form) for entry in load("prepositional_cues", PrepositionalCue)]
INTRODUCERS = [pytest.param(entry, id=entry.form) for entry in load("introducers", Introducer)]


@pytest.mark.parametrize("entry", PHRASES)
def test_example_holds_the_phrase(entry: PrepositionalCue) -> None:
    tokens = tokens_of(entry.example)
    assert entry in [match.entry.entry for i in range(len(tokens)) if (match := prepositional_at(tokens, i))]


@pytest.mark.parametrize("entry", PHRASES)
def test_example_of_a_phrase_yields_a_quote(entry: PrepositionalCue) -> None:
    assert any(quote.cue is not None for quote in quotes(entry.example))


@pytest.mark.parametrize("entry", PHRASES)
def test_not_of_a_phrase_yields_no_quote(entry: PrepositionalCue) -> None:
    lemmas = {quote.cue.lemma for quote in quotes(entry.never) if quote.cue}
    assert not lemmas.intersection(entry.forms)


@pytest.mark.parametrize("entry", INTRODUCERS)
def test_introducer(entry: Introducer) -> None:
    tokens = tokens_of(entry.example)
    assert [match.entry.entry for i in range(len(tokens)) if (match := introducer_at(tokens, i))] == [entry]
    if entry.never and not entry.bare:
        tokens = tokens_of(entry.never)
        assert not any(introducer_at(tokens, i) for i in range(len(tokens)))


def test_owner_of_a_phrase() -> None:
    match = prepositional_at(tokens_of("على حد تعبيرها"), 0)
    assert match is not None
    assert match.last == 3
    assert (match.entry.person, match.entry.gender, match.entry.number) == (3, "f", "s")
    assert prepositional_at(tokens_of("فحسب"), 0) is None
    turn = introducer_at(tokens_of("من جهتهم"), 0)
    assert turn is not None
    assert (turn.entry.gender, turn.entry.number, turn.entry.entry.turn) == ("m", "p", True)
