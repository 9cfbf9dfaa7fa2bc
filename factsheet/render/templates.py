"""Where templates are, what a template's folder holds, and how its pages are made.

A template is a folder with a manifest, `template.toml`; its page and blocks (Jinja), its style sheets and its strings
stand beside it. A template that extends another (`extends = "brief"`) inherits all that it does not have itself.
`builtin/` always reaches the originals: `{% include "builtin/brief/blocks/head.html.j2" %}`.
"""

from __future__ import annotations

import tomllib
import traceback
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from factsheet.errors import TemplateError, UsageError
from factsheet.render import direction, speech, values
from factsheet.render.context import brief_of
from factsheet.render.labels import LANGUAGES, read_labels
from factsheet.schema import FactSheet, first_problem

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

MANIFEST = "template.toml"
_BYPASSES = ("safe", "e", "escape", "forceescape", "urlize", "xmlattr", "tojson")
"""Jinja's own filters that print a value without settling its direction."""


class Face(BaseModel):
    """A font family that the template uses, by its name in CSS, and the weights that it needs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    family: str
    weights: Annotated[tuple[int, ...], Field(min_length=1)] = (400,)


class Manifest(BaseModel):
    """`template.toml`: what a template is made of. Paths are relative to its folder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    about: str
    """One line for `templates list`."""
    page: str | None = None
    styles: tuple[str, ...] = ()
    extends: str | None = None
    fonts: tuple[Face, ...] = ()


@dataclass(frozen=True)
class Template:
    """A template with all that it extends: the folders from its own to the farthest, and the manifests of each."""

    folders: tuple[Path, ...]
    manifests: tuple[Manifest, ...]

    @property
    def page(self) -> str:
        """The name of the page: the template's own, else that of the nearest one that it extends."""
        for manifest in self.manifests:
            if manifest.page:
                return manifest.page
        raise TemplateError(f"{self.folders[0] / MANIFEST}: neither it nor what it extends names a page")

    @property
    def faces(self) -> tuple[Face, ...]:
        """The fonts of the template and of what it extends."""
        return tuple(face for manifest in reversed(self.manifests) for face in manifest.fonts)

    def style(self) -> str:
        """The style sheets in one, those of the template itself last."""
        sheets = []
        for folder, manifest in reversed(list(zip(self.folders, self.manifests, strict=True))):
            for name in manifest.styles:
                try:
                    sheets.append((folder / name).read_text("utf-8"))
                except OSError as error:
                    raise TemplateError(f"{folder / MANIFEST}: styles names {name!r}: {error.strerror}") from error
        return "\n".join(sheets)


def templates_root() -> Path:
    """The folder of the built-in templates: inside the package when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def template_dir(name: str) -> Path:
    """The folder of a template: a folder that holds a manifest, or the name of a built-in one. Raises UsageError."""
    if (Path(name) / MANIFEST).is_file():
        return Path(name).resolve()
    folder = templates_root() / name
    if Path(name).name != name or not (folder / MANIFEST).is_file():
        known = ", ".join(builtin_names())
        raise UsageError(f"there is no template {name!r}; give one of {known}, or a folder that holds {MANIFEST}")
    return folder


def builtin_names() -> tuple[str, ...]:
    """The names of the built-in templates, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in templates_root().glob(f"*/{MANIFEST}")))


def read_template(name: str) -> Template:
    """The template with all that it extends. Raises UsageError or TemplateError."""
    folders: list[Path] = []
    manifests: list[Manifest] = []
    wanted: str | None = name
    while wanted:
        folder = template_dir(wanted)
        if folder in folders:
            raise TemplateError(f"{folders[-1] / MANIFEST}: extends {wanted!r}, which extends it")
        folders.append(folder)
        manifests.append(_manifest(folder / MANIFEST))
        wanted = manifests[-1].extends
    return Template(tuple(folders), tuple(manifests))


def _manifest(path: Path) -> Manifest:
    try:
        return Manifest.model_validate(tomllib.loads(path.read_text("utf-8")))
    except ValidationError as error:
        raise TemplateError(f"{path}: {first_problem(error)}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path}: {error}") from error


def page_html(template: Template, sheet: FactSheet, lang: str) -> str:
    """The page as HTML, without its style. Raises TemplateError with file and line."""
    from jinja2 import TemplateError as JinjaError

    if lang not in LANGUAGES:
        raise UsageError(f"there are no labels in {lang!r}; --lang takes {' or '.join(LANGUAGES)}")
    labels = read_labels(template.folders, lang)
    names = brief_of(sheet, lang).names()
    try:
        page = _environment(template.folders).get_template(template.page)
        return page.render(names, t=labels)
    except (JinjaError, TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise TemplateError(f"{_place(error, template)}: {_reason(error)}") from error


def _place(error: BaseException, template: Template) -> str:
    """File and line of the innermost template frame of an error."""
    filename, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if filename and line:
        return f"{filename}:{line}"
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith(".j2")]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else str(template.folders[0] / template.page)


def _reason(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


@lru_cache(maxsize=16)
def _environment(folders: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    """The sandbox of a template: compiled pages are kept, the direction filters are the only way to print."""
    from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=direction.settled,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=ChoiceLoader(
            [
                *map(FileSystemLoader, folders),
                PrefixLoader({"builtin": FileSystemLoader(templates_root())}),
            ]
        ),
    )
    for name in _BYPASSES:
        del environment.filters[name]
    environment.filters.update(
        text=direction.text,
        ltr=direction.ltr,
        attribute=direction.attribute,
        href=direction.web_address,
        number=values.number,
        quoted=_quoted,
        date=values.date_words,
        moment=values.moment_words,
        unit=values.unit_name,
        note=values.note_words,
        exact=values.exact_value,
    )
    return environment


def _quoted(words: str) -> Markup:
    """Filter: verbatim speech inside quotation marks."""
    return direction.text(speech.in_marks(words))
