"""What reviewers corrected and added, and what is handed outside, in every format as a reader of its own finds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from factsheet.export import FORMATS
from factsheet.exporting import export
from factsheet.schema import to_json
from tests.review.making import desk_of, do, folder_of, wish
from tests.sheets import FULL_TEXT, full_sheet
from tests.test_export import READERS

LONG = full_sheet().quotes[7].spans[0].text
SHORT = "العمال الـ400 ينتظرون عقودهم"
KEEP_WHAT_WAS = (".json", ".jsonl")
"""Formats that hold the whole sheet, and so the fact as it was before."""


def place(words: str) -> dict[str, object]:
    start = FULL_TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def found(ending: str, to: Path, source: Path, **options: bool) -> list[str]:
    """The strings of an export; of spaCy's lines also the text itself, which its own reader passes over."""
    assert list(export([str(source)], to=to, **options)) == [[to]]  # type: ignore[arg-type]
    return [*READERS[ending](to), *([to.read_text("utf-8")] if ending == ".spacy.jsonl" else [])]


@pytest.mark.parametrize("ending", FORMATS)
def test_a_corrected_fact_is_exported_as_corrected(ending: str, tmp_path: Path) -> None:
    (path,) = folder_of(tmp_path / "in", full_sheet())
    desk = desk_of([path])
    do(
        desk,
        wish("edit", fact="q8", changes={"spans": [place(SHORT)]}),
        wish("edit", fact="o2", changes={"role": None}),
    )
    strings = [text.strip("«»") for text in found(ending, tmp_path / f"facts{ending}", tmp_path / "in")]
    assert SHORT in strings
    if ending not in KEEP_WHAT_WAS:
        assert LONG not in strings
    before = [text.strip("«»") for text in found(ending, tmp_path / f"facts{ending}", folder_of(tmp_path / "b")[0])]
    assert LONG in before
    assert SHORT not in before


@pytest.mark.parametrize("ending", FORMATS)
def test_an_added_fact_is_exported_and_is_reviewed(ending: str, tmp_path: Path) -> None:
    (path,) = folder_of(tmp_path / "in", full_sheet())
    words = "المرحلة الأولى"
    do(desk_of([path]), wish("add", of="quotes", fields={"spans": [place(words)], "kind": "indirect", "speaker": None}))
    to = tmp_path / f"facts{ending}"
    assert words in found(ending, to, tmp_path / "in")
    assert words in found(ending, to, tmp_path / "in", reviewed_only=True)
    assert LONG not in [text.strip("«»") for text in found(ending, to, tmp_path / "in", reviewed_only=True)]


@pytest.mark.parametrize("ending", [ending for ending in FORMATS if ending != ".jsonld"])
def test_sharing_takes_something_out(ending: str, tmp_path: Path) -> None:
    """Each format holds something that is not for outside, be it text, a sentence or a check; JSON-LD does not."""
    (tmp_path / "a.json").write_text(to_json(full_sheet()), "utf-8")
    to = tmp_path / f"facts{ending}"
    inside = ("في المقابل", "a_code_of_tomorrow")
    whole = "\n".join(found(ending, to, tmp_path / "a.json"))
    shared = "\n".join(found(ending, to, tmp_path / "a.json", share=True))
    assert any(secret in whole for secret in inside)
    assert not any(secret in shared for secret in inside)
