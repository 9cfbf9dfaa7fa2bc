"""What works on this machine: versions, system libraries, fonts, optional data."""

from __future__ import annotations

import ctypes
import platform
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata

import factsheet
from factsheet.messages import say

PACKAGES = ("weasyprint", "jinja2", "pydantic", "camel-tools", "babel", "hijridate", "tqdm")
FONTS = ("Amiri", "IBM Plex Sans Arabic")
LIBRARIES = (
    ("Pango", "libpango-1.0-0", ("libpango-1.0.so.0", "libpango-1.0.dylib")),
    ("PangoFT2", "libpangoft2-1.0-0", ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib")),
    ("HarfBuzz-Subset", "libharfbuzz-subset0", ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib")),
)
"""The shared libraries that making a PDF loads: name, Debian's package, file on Linux and on macOS."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing looked at: its state (ok, slow, none, missing), and what was seen or is to be done."""

    name: str
    state: str
    detail: str

    @property
    def blocks(self) -> bool:
        """Whether no PDF can be made without it."""
        return self.state == "missing"


def examine() -> list[Part]:
    """All that is looked at, in the order to be shown."""
    return [*_versions(), *libraries(), *_fonts(), *_optional()]


def libraries() -> Iterator[Part]:
    """The system libraries that WeasyPrint loads; the detail of one that is not there ends with its package."""
    for name, debian, files in LIBRARIES:
        package = "pango" if sys.platform == "darwin" else debian
        if any(map(_loads, files)):
            yield Part(name, "ok", say("doctor-loads"))
        elif name == "HarfBuzz-Subset":
            yield Part(name, "slow", say("doctor-slow", package=package))
        else:
            yield Part(name, "missing", say("doctor-no-pdf", package=package))


def _versions() -> Iterator[Part]:
    from factsheet import lexicon

    yield Part("factsheet", "ok", f"{factsheet.__version__}, lexicon {lexicon.digest()}")
    yield Part("Python", "ok", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    for name in PACKAGES:
        try:
            yield Part(name, "ok", metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Part(name, "missing", say("doctor-package"))


def _fonts() -> Iterator[Part]:
    import fontpkg

    for name in FONTS:
        try:
            yield Part(name, "ok", fontpkg.path(name).name)
        except fontpkg.FontpkgError as error:
            yield Part(name, "missing", say("doctor-font", why=error))


def _optional() -> Iterator[Part]:
    from factsheet import morph

    for part in morph.installed():
        detail = part.detail if part.ready else say("doctor-optional", why=part.detail)
        yield Part(f"camel-tools {part.name}", "ok" if part.ready else "none", detail)
    for name in morph.NEURAL:
        with suppress(metadata.PackageNotFoundError):
            yield Part(name, "ok", metadata.version(name))


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def main() -> int:
    """For set-up: print the packages of the libraries that are not there; 1 when no PDF can be made without them."""
    lacking = [part for part in libraries() if part.state != "ok"]
    print(*dict.fromkeys(part.detail.rsplit(" ", 1)[-1] for part in lacking))
    return int(any(part.blocks for part in lacking))


if __name__ == "__main__":
    sys.exit(main())
