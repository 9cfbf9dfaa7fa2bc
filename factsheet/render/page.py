"""The page of a template as HTML: a sandbox in which the direction filters are the only way to print."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import FrameType, MappingProxyType
from typing import TYPE_CHECKING, Any

from factsheet.errors import TemplateError, UsageError
from factsheet.newsroom import currency_names
from factsheet.render import direction, speech, values
from factsheet.render.context import Brief, brief_of
from factsheet.render.fonts import replaced_letters
from factsheet.render.house import House
from factsheet.render.labels import LANGUAGES, Labels, read_labels
from factsheet.render.sandbox import sandbox
from factsheet.render.templates import Template, templates_root
from factsheet.schema import FactSheet

if TYPE_CHECKING:
    from jinja2 import FileSystemLoader
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

BYPASSES = ("safe", "e", "escape", "forceescape", "urlize", "xmlattr", "tojson")
"""Jinja's own filters that print a value without settling its direction."""
_NO_BLOCK = re.compile("TemplateReference object' has no attribute ('[^']*')")
_ERRORS = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError, OSError)


@dataclass(frozen=True)
class View:
    """What of a sheet is shown: the language of the labels, whether it is handed outside, and what it was before."""

    lang: str = "ar"
    share: bool = False
    previous: FactSheet | None = None


class Page:
    """A sheet in a template: what does not change while the page is fitted to its number of sheets."""

    def __init__(self, template: Template, sheet: FactSheet, view: View) -> None:
        if view.lang not in LANGUAGES:
            raise UsageError(f"there are no labels in {view.lang!r}; --lang takes {' or '.join(LANGUAGES)}")
        self._template = template
        self._labels = labels_of(template, view.lang, currency_names(sheet, view.lang))
        self.brief: Brief = brief_of(sheet, view.lang, template.theme, template.faces, view.previous, share=view.share)

    def html(self, fit: int = 0) -> str:
        """The page without its style. Raises TemplateError with file and line."""
        from jinja2 import TemplateError as JinjaError

        template = self._template
        house = template.theme.house_style(self.brief.lang)
        try:
            page = environment(template.folders, house).get_template(template.page)
            markup = page.render(self.brief.names(), t=self._labels, fit=fit)
        except (JinjaError, TemplateError, *_ERRORS) as error:
            raise TemplateError(f"{place_of(error, template)}: {reason_of(error)}") from error
        except MemoryError as error:
            raise TemplateError(f"{place_of(error, template)}: takes more memory than a template may") from error
        return replaced_letters(markup, self.brief.missing)


def page_html(template: Template, sheet: FactSheet, view: View) -> str:
    """The page as HTML, without its style. Raises TemplateError with file and line."""
    return Page(template, sheet, view).html()


def labels_of(template: Template, lang: str, currencies: Mapping[str, str] = MappingProxyType({})) -> Labels:
    """The template's labels, over them the theme's words and currencies, and the newsroom's own currencies over all."""
    theme = template.theme
    own: dict[str, Any] = {**theme.strings.get(lang, {})}  # type: ignore[call-overload]
    names: dict[str, str] = theme.house.currencies.get(lang, {})  # type: ignore[call-overload]
    return read_labels(template.folders, lang, [{"unit": names}, own, {"unit": currencies}], theme.house_style(lang))


def place_of(error: BaseException, template: Template) -> str:
    """File and line of the innermost template frame of an error."""
    filename, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if filename and line and str(filename).endswith(".j2"):
        return f"{filename}:{line}"
    walked = (_place(frame, line) for frame, line in traceback.walk_tb(error.__traceback__))
    places = [place for place in walked if place]
    return places[-1] if places else str(template.folders[0] / template.page)


def _place(frame: FrameType, line: int) -> str | None:
    """File and line of the template that a frame runs; None for any other code."""
    compiled = frame.f_globals.get("__jinja_template__")
    if compiled is not None:
        return f"{compiled.filename}:{compiled.get_corresponding_lineno(line)}"
    name = frame.f_code.co_filename
    return f"{name}:{line}" if name.endswith(".j2") else None


def reason_of(error: BaseException) -> str:
    """What an error says, in one line."""
    if isinstance(error, KeyError):
        return f"there is no {error}"
    if section := _NO_BLOCK.search(str(error)):
        return f"the theme's sections name {section[1]}, and the page has no block of that name"
    return str(error).splitlines()[0] if str(error) else type(error).__name__


@lru_cache(maxsize=16)
def environment(folders: tuple[Path, ...], house: House) -> ImmutableSandboxedEnvironment:
    """The sandbox of a template: compiled pages are kept."""
    from jinja2 import ChoiceLoader, PrefixLoader, StrictUndefined

    made = sandbox(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=direction.settled,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=ChoiceLoader([*map(_own_files, folders), PrefixLoader({"builtin": _own_files(templates_root())})]),
    )
    for name in BYPASSES:
        del made.filters[name]
    made.filters.update(filters(house))
    return made


def filters(house: House) -> dict[str, Callable[..., Any]]:
    """The ways to print a value, by name; `house` settles the digits."""

    def quoted(words: str) -> Markup:
        """Verbatim speech inside quotation marks, exactly as the article has it."""
        return direction.text(speech.in_marks(words))

    def text(words: str) -> Markup:
        """Words of the article or of the sheet, escaped, each number and foreign word in its own direction."""
        return house.text(words)

    def number(value: Any) -> Markup:
        """A number that the program worked out: thousands parted by commas, every decimal kept."""
        return house.run(values.plain_number(value))

    def run(value: object) -> Markup:
        """A short piece that is one run, such as 15% (not an address: that is `ltr`)."""
        return house.run(value)

    def shortened(words: str, width: int) -> str:
        """The words cut at a space with … where they are longer than `width` (print the result with `text`)."""
        return values.shortened(words, width)

    def code_point(letter: str) -> Markup:
        """The code point of a letter: U+0628."""
        return direction.ltr(f"U+{ord(letter):04X}")

    return {
        "code_point": code_point, "text": text, "ltr": direction.ltr, "run": run, "number": number, "quoted": quoted,
        "shortened": shortened,
        "attribute": direction.attribute, "href": direction.web_address, "date": values.date_words,
        "moment": values.moment_words, "unit": values.unit_name, "unit_after": values.unit_after,
        "note": values.note_words, "exact": values.exact_value,
    }  # fmt: skip


def _own_files(folder: Path) -> FileSystemLoader:
    """A loader of one folder that follows no link out of it."""
    from jinja2 import Environment, FileSystemLoader

    class OwnFiles(FileSystemLoader):
        def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
            source, path, uptodate = super().get_source(environment, template)
            if not Path(path).resolve().is_relative_to(folder.resolve()):
                raise TemplateError(f"{template!r} leads out of the template's folder")
            return source, path, uptodate

    return OwnFiles(folder)
