"""A template's own words: `strings.<lang>.toml`, layered over those of the template that it extends.

A string may hold places in braces (`"روجع {done} من {all}"`); what stands in them keeps its own direction. English
labels are left-to-right runs on a page that stays right to left, for the article that they speak of is Arabic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factsheet.errors import TemplateError
from factsheet.render import direction
from factsheet.render.house import PRINTED, House
from factsheet.render.theme import THEME, settings

if TYPE_CHECKING:
    from markupsafe import Markup

LANGUAGES = ("ar", "en")
_PLACE = re.compile(r"\{(\w+)\}")


class Labels:
    """The labels of one template in one language. In a template: `t("kind.direct")`, `t("review.draft", done=3)`."""

    def __init__(self, lang: str, strings: Mapping[str, str], house: House = PRINTED) -> None:
        self.lang = lang
        self.house = house
        self._strings = strings

    @property
    def dir(self) -> str:
        """The direction of a line that is made of labels; words of the article go into it through `words`."""
        return "rtl" if self.lang == "ar" else "ltr"

    def __contains__(self, key: str) -> bool:
        return key in self._strings

    def __call__(self, key: str, /, **values: object) -> Markup:
        """The label, its places filled. Raises TemplateError on a key or a place that does not exist."""
        string = self._strings.get(key)
        if string is None:
            raise TemplateError(f"strings.{self.lang}.toml has no {key!r}")
        missing = [name for name in _PLACE.findall(string) if name not in values]
        if missing:
            raise TemplateError(f"strings.{self.lang}.toml: {key!r} wants {missing[0]!r}, which it is not given")
        return self._filled(string, values)

    def plain(self, key: str) -> str:
        """The label as bare words, for an attribute (`{{ t.plain("kicker")|attribute }}`)."""
        return str(self._strings[key]) if key in self._strings else str(self(key))

    def plural(self, key: str, n: int, /, **values: object) -> Markup:
        """The label in the form that the number `n` takes in this language (CLDR: zero one two few many other)."""
        from babel import Locale

        form = f"{key}.{Locale.parse(self.lang).plural_form(n)}"
        return self(form if form in self else f"{key}.other", n=n, **values)

    def known(self, key: str, fallback: str, /, **values: object) -> Markup:
        """The label, or the fallback as a foreign word where there is none or a place in it has no value."""
        string = self._strings.get(key)
        if string is None or any(name not in values for name in _PLACE.findall(string)):
            return direction.ltr(fallback)
        return self._filled(string, values)

    def places(self, key: str) -> frozenset[str]:
        """The names of the places in a string."""
        return frozenset(_PLACE.findall(self._strings.get(key, "")))

    def _filled(self, string: str, values: Mapping[str, object]) -> Markup:
        from markupsafe import Markup

        parts = _PLACE.split(string)
        words = [self._own(part) if i % 2 == 0 else self.words(values[part]) for i, part in enumerate(parts)]
        joined = Markup("").join(words)
        return joined if self.lang == "ar" else Markup('<bdi dir="ltr" lang="{}">{}</bdi>').format(self.lang, joined)

    def _own(self, part: str) -> Markup:
        from markupsafe import escape

        return direction.text(part) if self.lang == "ar" else escape(part)

    def words(self, value: object) -> Markup:
        """A value inside a line of labels: words of the article as a run of their own where the line is English."""
        from markupsafe import Markup

        if isinstance(value, Markup):
            return value
        if not isinstance(value, str):
            return self.house.run(value) if self.lang == "ar" else direction.ltr(value)
        markup = self.house.text(value)
        return markup if self.lang == "ar" else Markup('<bdi dir="rtl" lang="ar">{}</bdi>').format(markup)


def read_labels(
    folders: Iterable[Path], lang: str, more: Iterable[Mapping[str, Any]] = (), house: House = PRINTED
) -> Labels:
    """The labels of a template: the strings of each folder over those of the folders after it, `more` over all."""
    merged: dict[str, str] = {}
    for folder in reversed(list(folders)):
        path = folder / f"strings.{lang}.toml"
        if path.is_file():
            merged.update(_flat(settings(path), path))
    for table in more:
        merged.update(_flat(table, Path(THEME)))
    return Labels(lang, merged, house)


def _flat(table: Mapping[str, Any], path: Path, prefix: str = "") -> dict[str, str]:
    """Nested tables as dotted keys."""
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat.update(_flat(value, path, f"{prefix}{key}."))
        elif isinstance(value, str):
            flat[prefix + key] = value
        else:
            raise TemplateError(f"{path}: {prefix + key!r} is not a string")
    return flat
