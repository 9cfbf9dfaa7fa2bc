"""The fonts that the pages use, from font packages or the template's own files, and the letters that they have."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from factsheet.errors import TemplateError
from factsheet.render.templates import Face

REPLACEMENT = "\u25cc"
"""Stands for a letter that no font of the template has, instead of whatever font this machine happens to have."""


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
    return {
        (face.family, weight): Path(face.files[i]) if i < len(face.files) else font_file(face.family, weight)
        for face in faces
        for i, weight in enumerate(face.weights)
    }


def font_face_rules(faces: Iterable[Face]) -> str:
    """`@font-face` rules for the files, in CSS."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{path.as_uri()}") }}'
        for (family, weight), path in font_files(faces).items()
    )


def letters_of(faces: Iterable[Face]) -> frozenset[int]:
    """The code points that at least one of the fonts can draw. Raises TemplateError for a file that is no font."""
    files = font_files(faces).values()
    return frozenset().union(*(_letters(path, path.stat().st_mtime_ns) for path in files))


@cache
def _letters(path: Path, _changed: int) -> frozenset[int]:
    from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]

    try:
        with TTFont(path, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, OSError) as error:
        raise TemplateError(f"{path}: cannot be read as a font ({error})") from error


def missing_letters(words: Iterable[str], faces: Iterable[Face]) -> tuple[str, ...]:
    """The letters with ink that none of the fonts has, by code point."""
    used = set().union(*map(set, words))
    has = letters_of(faces) if any(char > "\x7f" for char in used) else frozenset[int]()
    return tuple(sorted(char for char in used if char > "\x7f" and ord(char) not in has and _has_ink(char)))


def _has_ink(char: str) -> bool:
    """Whether a reader would miss it: no space, control or selector of a variant."""
    selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp") and not selector


def replaced_letters(markup: str, missing: Iterable[str]) -> str:
    """The page with each missing letter as ◌; what is in its head (the title) stays."""
    table = dict.fromkeys(map(ord, missing), REPLACEMENT)
    if not table:
        return markup
    head, body, rest = markup.partition("<body")
    return head + body + rest.translate(table)
