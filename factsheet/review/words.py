"""The page's words: its own strings, and those that the brief already has for kinds, notes, checks and units."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("ar", "en")
_SHARED = frozenset(
    "kind comparator review verification resolved source note unit check place published_from romanized".split()
)
"""Tables of the brief's strings that the page uses too."""


@cache
def words(lang: str) -> dict[str, str]:
    """Every string of a language by its dotted key."""
    from factsheet.render import template_dir

    shared = tomllib.loads((template_dir("brief") / f"strings.{lang}.toml").read_text("utf-8"))
    own = json.loads(files("factsheet.review").joinpath("assets", f"strings.{lang}.json").read_text("utf-8"))
    return _flat({key: table for key, table in shared.items() if key in _SHARED}) | _flat(own)


def _flat(table: dict[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        flat |= _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: str(value)}
    return flat
