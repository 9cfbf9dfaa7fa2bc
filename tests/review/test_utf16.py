from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factsheet.review.desk import Desk
from factsheet.review.utf16 import Units
from factsheet.review.views import article_view
from tests.review.making import EMOJI_TEXT, desk_of, emoji_sheet, folder_of, key_of


@given(st.text(alphabet="اب 🎉🖼\n", max_size=40), st.integers(0, 40))
def test_there_and_back(text: str, at: int) -> None:
    at = min(at, len(text))
    units = Units(text)
    assert units.units(at) == len(text[:at].encode("utf-16-le")) // 2
    assert units.point(units.units(at)) == at


def test_inside_a_pair_is_the_characters_start() -> None:
    assert Units("a🎉b").point(2) == 1


def test_only_places_are_converted() -> None:
    assert Units("🎉ab").outgoing({"start": 1, "n": 1, "x": [{"end": 3}]}) == {"start": 2, "n": 1, "x": [{"end": 4}]}
    assert Units("🎉ab").incoming({"start": "1", "end": True}) == {"start": "1", "end": True}


def test_every_place_of_the_page_is_what_javascript_slices(tmp_path_factory: object) -> None:
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        desk: Desk = desk_of(folder_of(Path(folder), emoji_sheet()))
        view = article_view(desk.open(key_of(desk)), "x")
    raw = EMOJI_TEXT.encode("utf-16-le")

    def walk(value: object) -> int:
        if isinstance(value, dict):
            found = 0
            if {"start", "end", "text"} <= value.keys():
                assert raw[value["start"] * 2 : value["end"] * 2].decode("utf-16-le") == value["text"]
                found = 1
            return found + sum(walk(item) for item in value.values())
        return sum(walk(item) for item in value) if isinstance(value, list) else 0

    assert walk(view) > 10
