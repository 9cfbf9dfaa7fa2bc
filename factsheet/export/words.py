"""The brief's own words for other formats: its labels, and the names of units with those of the newsroom over them."""

from __future__ import annotations

from functools import cache, lru_cache

from factsheet.newsroom import currency_names
from factsheet.render.labels import Labels, read_labels
from factsheet.render.templates import template_dir
from factsheet.render.values import unit_name
from factsheet.schema import FactSheet


@cache
def labels(lang: str) -> Labels:
    """The words of the template `brief` in a language."""
    return read_labels([template_dir("brief")], lang)


def unit_words(sheet: FactSheet, unit: str | None, lang: str) -> str | None:
    """What a unit's code stands for, as the newsroom calls it: USD → دولار. None for no unit."""
    if unit is None:
        return None
    return currency_names(sheet, lang).get(unit) or _usual(unit, lang)


@lru_cache(maxsize=4096)
def _usual(unit: str, lang: str) -> str:
    return unit_name(unit, labels(lang)).striptags()
