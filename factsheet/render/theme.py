"""`theme.toml`: what a newsroom changes without a line of code — colours, fonts, logo, paper, sections, words, habits.

The themes of a template and of what it extends lie over one another key by key, the template's own on top.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from factsheet.errors import TemplateError
from factsheet.render.house import MONTHS, House
from factsheet.schema import first_problem

THEME = "theme.toml"
_LARGEST = 1_000_000
"""Bytes of a file of settings."""

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
_PLAINER = {
    "String should match pattern '^#[0-9a-fA-F]{6}$'": 'write a colour as "#rrggbb"',
    "Extra inputs are not permitted": "there is no such key",
}
"""What pydantic says, and what says it to a designer."""
Family = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 -]*$", max_length=60)]
Paper = Literal["A3", "A4", "A5", "B4", "B5", "letter", "legal"]


def _months(value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    if isinstance(value, str) and value not in MONTHS:
        raise ValueError(f"takes {', '.join(MONTHS)}, or a list of twelve names")
    if not isinstance(value, str) and len(value) != 12:
        raise ValueError("takes twelve names, January first")
    return value


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Colours(_Part):
    """Colours as #rrggbb. What is not given is mixed from `accent`, `figure` and `warn` with white."""

    ink: Colour = "#1b2025"
    """Text."""
    soft: Colour = "#68635a"
    """What stands beside the text: roles, places, notes."""
    faint: Colour = "#a49d90"
    """What is absent, and what is not part of the article."""
    line: Colour = "#ddd7ca"
    """Rules between rows."""
    paper: Colour = "#f8f5ef"
    """The ground of cards."""
    accent: Colour = "#0d5c63"
    """Headings, figures, the line beside a quote."""
    warn: Colour = "#9a4a15"
    """What a person must look at."""
    figure: Colour = "#f0b23c"
    """Numbers marked in the annex, mixed with much white."""


class Fonts(_Part):
    """The two families: `text` for labels and figures, `speech` for words of the article."""

    text: Family = "IBM Plex Sans Arabic"
    speech: Family = "Amiri"


class Habits(_Part):
    """House style. Verbatim speech and the annex are always printed as the article has them."""

    digits: Literal["printed", "latin", "arabic"] = "printed"
    """As the article prints them, all as 0-9, or all as ٠-٩."""
    months: Annotated[str | tuple[str, ...], AfterValidator(_months)] = "gregorian"
    """gregorian (يناير), levantine (كانون الثاني), algerian (جانفي), moroccan (يناير, غشت), or twelve names."""
    transliteration: bool = False
    """Whether a name without a Latin form in the article gets a transliteration, labelled as one."""
    currencies: dict[Literal["ar", "en"], dict[Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")], str]] = {}
    """Names of currencies by language and ISO 4217 code."""


class Theme(_Part):
    """All of `theme.toml`."""

    colours: Colours = Colours()
    fonts: Fonts = Fonts()
    logo: str | None = None
    """A picture in the template's folder (.png, .jpg or .svg)."""
    logo_alt: str = ""
    """What the logo says, for who cannot see it."""
    paper: Paper = "A4"
    landscape: bool = False
    sections: Annotated[tuple[str, ...], Field(min_length=1)] = ("head",)
    """The blocks of the page, in the order to be printed."""
    strings: dict[Literal["ar", "en"], dict[str, Any]] = {}
    """Words that replace those of `strings.<lang>.toml`."""
    house: Habits = Habits()

    @property
    def logo_address(self) -> str | None:
        """The logo as a file: address."""
        return Path(self.logo).as_uri() if self.logo else None

    def house_style(self, lang: str = "ar") -> House:
        """The habits as what prints values takes them; beside English labels there are no ٠-٩ but the article's own."""
        digits = "printed" if self.house.digits == "arabic" and lang != "ar" else self.house.digits
        return House(digits, self.house.months, self.house.transliteration)

    def style(self) -> str:
        """The theme as CSS: variables, families, paper."""
        colours = self.colours
        own = {
            **colours.model_dump(),
            "accent-pale": mixed(colours.accent, 0.86), "accent-faint": mixed(colours.accent, 0.93),
            "accent-soft": mixed(colours.accent, 0.55), "warn-pale": mixed(colours.warn, 0.9),
            "figure-pale": mixed(colours.figure, 0.68),
        }  # fmt: skip
        variables = " ".join(f"--{name}: {value};" for name, value in own.items())
        families = (
            f'--text: "{self.fonts.text}", "{self.fonts.speech}", sans-serif; '
            f'--speech: "{self.fonts.speech}", "{self.fonts.text}", serif;'
        )
        size = f"{self.paper}{' landscape' if self.landscape else ''}"
        return f":root {{ {variables} {families} }}\n@page {{ size: {size} }}"


def mixed(colour: str, white: float) -> str:
    """A colour #rrggbb mixed with a share of white, 0 to 1."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * white):02x}" for part in parts)


def read_theme(folders: Iterable[Path]) -> Theme:
    """The themes of the folders over one another, the first on top. Raises TemplateError with the file."""
    merged: dict[str, Any] = {}
    path = Path(THEME)
    for folder in reversed(list(folders)):
        if (folder / THEME).is_file():
            path = folder / THEME
            table = settings(path)
            _checked(table, path)
            logo = table.get("logo")
            merged = _over(merged, table | ({"logo": str(inside(folder, logo, f"{path}: logo"))} if logo else {}))
    return _checked(merged, path)


def _checked(table: Mapping[str, Any], path: Path) -> Theme:
    try:
        return Theme.model_validate(table)
    except ValidationError as error:
        problem = first_problem(error)
        for said, plain in _PLAINER.items():
            problem = problem.replace(said, plain)
        raise TemplateError(f"{path}{_line(path, problem)}: {problem}") from error


def _line(path: Path, problem: str) -> str:
    """The line on which the key of a problem stands, as ":3"; nothing where it is not found."""
    key = re.split(r"[.:\[]", problem.partition(":")[0])[-1]
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return next((f":{n}" for n, line in enumerate(lines, 1) if re.match(rf"\s*\W?{re.escape(key)}\W", line)), "")


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Two tables as one, table by table."""
    both = {
        key: _over(below[key], value) if isinstance(value, dict) and isinstance(below.get(key), dict) else value
        for key, value in above.items()
    }
    return {**below, **both}


def settings(path: Path) -> dict[str, Any]:
    """A TOML file. Raises TemplateError with file and line."""
    if not path.resolve().is_relative_to(path.parent.resolve()):
        raise TemplateError(f"{path}: leads out of the template's folder")
    if path.stat().st_size > _LARGEST:
        raise TemplateError(f"{path}: is larger than {_LARGEST:,} bytes")
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise TemplateError(f"{path}{f':{line[1]}' if line else ''}: {error}") from error


def inside(folder: Path, name: str, named_by: str) -> Path:
    """A file of a template's folder, links followed. Raises TemplateError where there is none, or it lies outside."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise TemplateError(f"{named_by} names {name!r}, which lies outside the template's folder")
    if not path.is_file():
        raise TemplateError(f"{named_by} names {name!r}, which is not there")
    return path
