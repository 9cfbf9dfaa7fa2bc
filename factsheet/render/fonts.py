"""The fonts that the pages use, from their font packages, and what else printing needs of the machine."""

from __future__ import annotations

import ctypes.util
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from factsheet.errors import TemplateError
from factsheet.render.templates import Face, read_template

_INSTALL_PANGO = "apt-get install libpango-1.0-0 libpangoft2-1.0-0, or brew install pango"


@dataclass(frozen=True)
class Part:
    """Something that printing rests on: its name, whether it is here, and its version or what to do."""

    name: str
    here: bool
    detail: str


@cache
def font_file(family: str, weight: int) -> Path:
    """The file of a font from its package. Raises TemplateError when the package or the weight is missing."""
    import fontpkg

    try:
        return Path(fontpkg.path(family, weight))
    except fontpkg.FontpkgError as error:
        slug = fontpkg.slugify(family)
        raise TemplateError(f"the font {family!r} {weight} is not installed: pip install fontpkg-{slug}") from error


def font_files(faces: Iterable[Face]) -> dict[tuple[str, int], Path]:
    """The file of each family and weight."""
    return {(face.family, weight): font_file(face.family, weight) for face in faces for weight in face.weights}


def font_face_rules(faces: Iterable[Face]) -> str:
    """`@font-face` rules for the files, in CSS."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{path.as_uri()}") }}'
        for (family, weight), path in font_files(faces).items()
    )


def printing_parts(template: str = "brief") -> Iterator[Part]:
    """What printing rests on here: fonts, WeasyPrint, Pango, and HarfBuzz's subsetter."""
    for face in read_template(template).faces:
        try:
            for weight in face.weights:
                font_file(face.family, weight)
        except TemplateError as error:
            yield Part(f"font {face.family}", False, str(error))
        else:
            yield Part(f"font {face.family}", True, " ".join(map(str, face.weights)))
    yield from _weasyprint()
    subset = ctypes.util.find_library("harfbuzz-subset")
    yield Part(
        "harfbuzz-subset",
        subset is not None,
        subset or "missing: printing takes three to four times as long; apt-get install libharfbuzz-subset0",
    )


def _weasyprint() -> Iterator[Part]:
    """WeasyPrint and the Pango that it loads; importing it fails where Pango is missing."""
    try:
        import weasyprint
        from weasyprint.text.ffi import pango
    except (ImportError, OSError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        yield Part("weasyprint", False, f"{reason}; {_INSTALL_PANGO}")
        return
    yield Part("weasyprint", True, weasyprint.__version__)
    yield Part("pango", True, _dotted(pango.pango_version()))


def _dotted(version: int) -> str:
    """Pango's version number as it is written: 15012 → 1.50.12."""
    return f"{version // 10000}.{version // 100 % 100}.{version % 100}"
