"""The fonts that the pages use, from their font packages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from factsheet.errors import TemplateError
from factsheet.render.templates import Face


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
