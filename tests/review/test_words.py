"""The page's strings: every one that a script asks for is there, in both languages, with the same places to fill."""

from __future__ import annotations

import re

import pytest

from factsheet.review.routes import assets
from factsheet.review.words import LANGUAGES, words

FILES = {name: content.decode("utf-8") for name, (content, kind) in assets().items() if kind.startswith("text/")}
SCRIPTS = "".join(text for name, text in FILES.items() if name.endswith(".js"))
PLURAL = re.compile(r"\.(zero|one|two|few|many|other)$")


def asked() -> set[str]:
    """The keys that stand whole in the scripts and in the page."""
    keys = set(re.findall(r"\b(?:t|tNodes|has)\(\"([\w.-]+)\"", SCRIPTS))
    keys |= {f"{key}.other" for key in re.findall(r"\bcounted\(\"([\w.-]+)\"", SCRIPTS)}
    return keys | set(re.findall(r'data-t(?:-label|-placeholder)?="([\w.-]+)"', FILES["review.html"]))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_string_that_is_asked_for_is_there(lang: str) -> None:
    keys = asked()
    assert len(keys) > 60
    assert sorted(keys - words(lang).keys()) == []


def test_both_languages_have_the_same_strings() -> None:
    """But for units: in English their symbols stand as they are."""
    tables = [{k: text for k, text in words(lang).items() if not k.startswith("unit.")} for lang in LANGUAGES]
    arabic, english = ({PLURAL.sub("", key): text for key, text in table.items()} for table in tables)
    assert arabic.keys() == english.keys()
    places = {key: set(re.findall(r"{\w+}", text)) for key, text in arabic.items() if not key.startswith("count.")}
    assert places == {key: set(re.findall(r"{\w+}", english[key])) for key in places}


@pytest.mark.parametrize("counted", ["low", "checks", "orphans", "merged"])
def test_arabic_counts_in_all_its_forms(counted: str) -> None:
    """One, two, three to ten and eleven onwards each have a form of their own."""
    forms = [words("ar")[f"count.{counted}.{form}"] for form in ("one", "two", "few", "many")]
    assert len(set(forms)) == 4
    assert all("{n}" not in form for form in forms[:2])
    assert all("{n}" in form for form in forms[2:])
