"""Where templates are, and what a template's folder holds.

A template is a folder with a manifest, `template.toml`; its page and blocks (Jinja), its style sheets, its strings and
its theme stand beside it. A template that extends another (`extends = "brief"`) inherits all that it does not have
itself. Three layers, the first that has a file gives it: the user's folder, the template's own (a pack), the built-in
ones; `builtin/` always reaches the originals: `{% extends "builtin/brief/brief.html.j2" %}`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from factsheet.errors import TemplateError, UsageError
from factsheet.render.packed import unpacked
from factsheet.render.theme import Theme, inside, read_theme, settings
from factsheet.schema import first_problem

MANIFEST = "template.toml"
EXTRA = "extra.css"
BUILTIN = "builtin/"
_LONGEST_STYLE = 1_000_000


class Face(BaseModel):
    """A font family that the template uses, by its name in CSS, and the weights that it needs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    family: str
    weights: Annotated[tuple[int, ...], Field(min_length=1)] = (400,)
    files: tuple[str, ...] = ()
    """Files of the template's folder, one a weight; where there are none, the family's font package has them."""


class Manifest(BaseModel):
    """`template.toml`: what a template is made of. Paths are relative to its folder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    about: str
    """One line for `templates list`."""
    page: str | None = None
    styles: tuple[str, ...] = ()
    extends: str | None = None
    fonts: tuple[Face, ...] = ()
    pages: Annotated[int, Field(ge=1, le=100)] | None = None
    """The most pages it may take: it is printed with a rising `fit` until it does."""


_OVERLAY = Manifest(about="")
"""The manifest of a user's folder that has none: it only lays files over a template of the same name."""


@dataclass(frozen=True)
class Template:
    """A template with all that it extends: the folders from its own to the farthest, and the manifests of each."""

    folders: tuple[Path, ...]
    manifests: tuple[Manifest, ...]
    theme: Theme = field(default_factory=Theme, hash=False, compare=False)

    @property
    def page(self) -> str:
        """The name of the page: the template's own, else that of the nearest one that it extends."""
        for manifest in self.manifests:
            if manifest.page:
                return manifest.page
        raise TemplateError(f"{self.folders[0] / MANIFEST}: neither it nor what it extends names a page")

    @property
    def most_pages(self) -> int | None:
        """The most pages that it may take."""
        return next((manifest.pages for manifest in self.manifests if manifest.pages), None)

    @property
    def faces(self) -> tuple[Face, ...]:
        """The fonts of the template, of what it extends, and of the theme; files as full paths."""
        declared = []
        for folder, manifest in reversed(list(zip(self.folders, self.manifests, strict=True))):
            for face in manifest.fonts:
                files = tuple(str(inside(folder, name, f"{folder / MANIFEST}: fonts")) for name in face.files)
                declared.append(face.model_copy(update={"files": files}))
        known = {face.family for face in declared}
        asked = dict.fromkeys((self.theme.fonts.text, self.theme.fonts.speech))
        wanted = [Face(family=family, weights=(400, 600)) for family in asked if family not in known]
        return (*declared, *wanted)

    @property
    def foreign(self) -> bool:
        """Whether any part of it comes from outside the program."""
        root = templates_root().resolve()
        return not all(folder.resolve().is_relative_to(root) for folder in self.folders)

    def style(self) -> str:
        """The style sheets in one, those of the template itself last, then the theme, then each `extra.css`."""
        named, extra = [], []
        for folder, manifest in reversed(list(zip(self.folders, self.manifests, strict=True))):
            named += [_style_sheet(folder, name) for name in manifest.styles]
            if (folder / EXTRA).is_file():
                extra.append(_style_sheet(folder, EXTRA))
        return "\n".join([*named, self.theme.style(), *extra])


def _style_sheet(folder: Path, name: str) -> str:
    path = inside(folder, name, f"{folder / MANIFEST}: styles")
    try:
        style = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path}: {error}") from error
    if len(style) > _LONGEST_STYLE:
        raise TemplateError(f"{path}: is longer than {_LONGEST_STYLE:,} characters")
    return style


def templates_root() -> Path:
    """The folder of the built-in templates: inside the package when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inner = package / "templates"
    return inner if inner.is_dir() else package.parent / "templates"


def user_root() -> Path:
    """The user's own templates: FACTSHEET_TEMPLATES, else factsheet/templates in the user's folder of settings."""
    given = os.environ.get("FACTSHEET_TEMPLATES")
    settings_folder = Path(os.environ.get("XDG_CONFIG_HOME") or "~/.config").expanduser()
    return Path(given) if given else settings_folder / "factsheet" / "templates"


def template_dir(name: str) -> Path:
    """The folder of a template: a folder (or .zip) that holds a manifest, else the name of one. Raises UsageError."""
    if name.endswith(".zip") and Path(name).is_file():
        return unpacked(Path(name), MANIFEST)
    if (Path(name) / MANIFEST).is_file():
        return Path(name).resolve()
    wanted = name.removeprefix(BUILTIN)
    if wanted and Path(wanted).name == wanted:
        for root in [templates_root()] if name.startswith(BUILTIN) else [user_root(), templates_root()]:
            if (root / wanted / MANIFEST).is_file():
                return root / wanted
    known = ", ".join(dict.fromkeys((*builtin_names(), *user_names())))
    raise UsageError(f"there is no template {name!r}; give one of {known}, or a folder that holds {MANIFEST}")


def builtin_names() -> tuple[str, ...]:
    """The names of the built-in templates, in alphabetical order."""
    return _names(templates_root())


def user_names() -> tuple[str, ...]:
    """The names of the templates in the user's folder, in alphabetical order."""
    return _names(user_root())


def _names(root: Path) -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in root.glob(f"*/{MANIFEST}")))


def read_template(name: str) -> Template:
    """The template with all that it extends. Raises UsageError or TemplateError."""
    folders = list(_chain(name))
    manifests = [_manifest(folder) for folder in folders]
    return Template(tuple(folders), tuple(manifests), read_theme(folders))


def _chain(name: str) -> Iterator[Path]:
    """The folders of a template, its own first. A name that it extends passes over the folders it comes from."""
    seen: list[Path] = []
    wanted: str | None = name
    while wanted:
        folder = _next_folder(wanted, seen)
        own = () if wanted.startswith(BUILTIN) else (user_root() / folder.name,)
        for layer in (*own, folder):
            if layer.is_dir() and layer not in seen:
                seen.append(layer)
                yield layer
        wanted = _manifest(folder).extends


def _next_folder(wanted: str, seen: list[Path]) -> Path:
    """The folder of a template that is extended: one of the same name lies a layer below."""
    folder = template_dir(wanted)
    if folder in seen and wanted in builtin_names():
        folder = templates_root() / wanted
    if folder in seen:
        raise TemplateError(f"{seen[-1] / MANIFEST}: extends {wanted!r}, which extends it")
    return folder


def _manifest(folder: Path) -> Manifest:
    path = folder / MANIFEST
    if not path.is_file():
        return _OVERLAY
    try:
        return Manifest.model_validate(settings(path))
    except ValidationError as error:
        raise TemplateError(f"{path}: {first_problem(error)}") from error
