"""Offsets for the browser: JavaScript counts UTF-16 units, everything else here counts code points.

Places travel as objects with `start` and `end`; this is the only module that converts them.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any


class Units:
    """The two ways of counting in one text."""

    def __init__(self, text: str) -> None:
        self._astral = [i for i, char in enumerate(text) if ord(char) > 0xFFFF]
        """Code points that take two units."""
        self._astral_units = [i + n for n, i in enumerate(self._astral)]

    def units(self, point: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return point + bisect_left(self._astral, point)

    def point(self, unit: int) -> int:
        """The code point offset of a UTF-16 offset; inside a surrogate pair, the character's start."""
        before = bisect_left(self._astral_units, unit)
        return unit - before

    def outgoing(self, value: Any) -> Any:
        """A JSON value for the page: every `start` and `end` in UTF-16 units."""
        return self._walk(value, self.units) if self._astral else value

    def incoming(self, value: Any) -> Any:
        """A JSON value from the page: every `start` and `end` in code points. What is no offset stays as it is."""
        return self._walk(value, self.point) if self._astral else value

    def _walk(self, value: Any, convert: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: convert(item) if key in ("start", "end") and type(item) is int else self._walk(item, convert)
                for key, item in value.items()
            }
        if isinstance(value, list | tuple):
            return [self._walk(item, convert) for item in value]
        return value
