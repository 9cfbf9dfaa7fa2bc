"""Titles, countries, organizations, names and words: every example is executed, every list holds together."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from factsheet.extract.forms import body_at, is_definite, place_at, reading
from factsheet.extract.heads import head_at
from factsheet.extract.people import find_people
from factsheet.lexicon.countries import Country, countries, nisbas, places
from factsheet.lexicon.names import UNKNOWN, names, ordinary, words
from factsheet.lexicon.organizations import Organization, entries, organizations
from factsheet.lexicon.titles import Title, accusatives, heads, is_modifier, titles
from factsheet.schema import Article, sha256_of
from factsheet.text import Document, fold


def document(text: str) -> Document:
    """A text as a document."""
    return Document(Article(id="test", sha256=sha256_of(text), text=text))


@pytest.mark.parametrize("title", titles(), ids=lambda title: title.form)
def test_title_is_found_in_its_example(title: Title) -> None:
    doc = document(title.example)
    assert title.example
    if title.kind == "modifier":
        assert any(is_modifier(token.form) for token in doc.tokens), "the modifier is not recognised"
        return
    found = [phrase for i in range(len(doc.tokens)) if (phrase := head_at(doc.tokens, i)) is not None]
    assert title in [phrase.title for phrase in found]
    people = find_people(doc)
    assert len(people.officials) == 1, [o.name for o in people.officials]
    role = people.officials[0].role
    assert (role is None) == (title.kind in ("honorific", "kin") or title.courtesy), role


@pytest.mark.parametrize("country", countries(), ids=lambda country: country.form)
def test_country_is_found_in_its_example(country: Country) -> None:
    doc = document(country.example)
    assert any(place_at(doc.tokens, i) for i in range(len(doc.tokens)))
    assert all(places().at(document(form).tokens, 0) is not None for form in country.forms)
    assert all(fold(form) in nisbas() for form in country.nisba)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.form)
def test_organization_is_found_in_its_example_and_is_nobody(entry: Organization) -> None:
    doc = document(entry.example)
    matches = [organizations().at(doc.tokens, i) for i in range(len(doc.tokens))]
    assert any(match is not None and match.entry == entry for match in matches)
    assert find_people(doc).officials == []


def test_no_form_is_in_two_entries() -> None:
    for table in (titles(), entries(), countries()):
        forms = [fold(form) for entry in table for form in entry.forms]
        assert sorted(forms) == sorted(set(forms))


def test_titles_and_organizations_share_only_what_is_both() -> None:
    both = {fold(form) for title in titles() if title.kind != "modifier" for form in title.forms} & {
        fold(form) for entry in entries() for form in entry.forms
    }
    assert both <= {"فريق"}


@pytest.mark.parametrize("name", ["names.txt", "cities.txt", "words.txt"])
def test_plain_lists_say_their_source_and_are_small(name: str) -> None:
    text = files("factsheet.lexicon").joinpath(name).read_text("utf-8")
    assert text.startswith("#")
    assert len(text.encode()) < 200_000
    assert re.search("Wikidata|GeoNames|Written for this project", text)


def test_names_are_folded() -> None:
    assert all(fold(form) == form for form in names())
    assert names()["محمد"].given == 3
    assert names()["محمد"].sex == "m"
    assert names()[fold("فاطمة")].sex == "f"
    assert names().get("قال", UNKNOWN) is UNKNOWN


@pytest.mark.parametrize(
    ("word", "kind"),
    [("وقالت", "verb"), ("فسيعلنون", None), ("والحكومات", "noun"), ("باجتماعاتهم", "noun"), ("منذ", "particle")],
)
def test_ordinary_words_with_clitics_and_endings(word: str, kind: str | None) -> None:
    assert ordinary(fold(word)) == kind
    assert fold("علي") not in {form for form, kind in words().items() if kind == "verb"}


def test_raw_spelling_tells_prepositions_from_names() -> None:
    on, ali, now, alan = document("على علي الآن ألان").tokens
    assert reading(on).kind == reading(now).kind == "particle"
    assert reading(ali).kind == reading(alan).kind == "name"


def test_heads_know_article_proclitic_sex_and_number() -> None:
    text = "وللوزيرات نظيره رئيسا الوزير"
    tokens = document(text).tokens
    ministers, peer, president, minister = (head_at(tokens, i) for i in range(4))
    assert ministers is not None
    assert (ministers.sex, ministers.many, ministers.definite) == ("f", True, True)
    assert peer is not None
    assert (peer.owned, peer.many) == (True, False)
    assert president is None
    assert accusatives().at(tokens, 2) is not None
    assert minister is not None
    assert (minister.title.form, minister.many) == ("وزير", False)
    assert text[ministers.start :].startswith("للوزيرات")


def test_bodies_with_and_without_article() -> None:
    tokens = document("وزارة والحكومة شيء").tokens
    assert [body_at(tokens, i) for i in range(3)] == [1, 1, 0]
    assert [is_definite(token) for token in tokens[:2]] == [False, True]
    assert heads().at(tokens, 0) is None
