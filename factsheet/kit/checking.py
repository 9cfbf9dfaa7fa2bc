"""`templates check`: a template's files read line by line, then sheets of every kind printed with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from factsheet.errors import FactsheetError
from factsheet.kit.samples import samples
from factsheet.kit.sources import Problem, source_problems
from factsheet.newsroom import NAMES, read_names
from factsheet.render import Options
from factsheet.render.formats import layout_flaws
from factsheet.render.templates import Template, builtin_names, read_template, templates_root
from factsheet.schema import FactSheet

_OVERFLOWS = " overflows its box or the page"


def problems(name: str, *, thorough: bool = True) -> list[Problem]:
    """Everything wrong with a template, by file and line; `thorough` prints it with every sample, not only one."""
    try:
        template = read_template(name)
    except FactsheetError as error:
        return [_told(error)]
    own = _own_folders(template, name)
    found = dict.fromkeys(source_problems(template, own))
    found.update(dict.fromkeys(_of_names(own)))
    for options, sheet in islice(_tries(name), None if thorough else 1):
        try:
            for flaw in layout_flaws(sheet, options):
                found.setdefault(_of_flaw(flaw, template, own))
        except FactsheetError as error:
            told = _told(error)
            found.setdefault(replace(told, file=told.file or str(template.folders[0])))
    return _each_place_once(sorted(found))


def _each_place_once(found: Iterable[Problem]) -> list[Problem]:
    """One overflow for each element that overflows, with the words of the first and how often it was seen."""
    seen: dict[tuple[str, int, str], list[Problem]] = {}
    for problem in found:
        element, overflow, _ = problem.what.partition(_OVERFLOWS)
        seen.setdefault((problem.file, problem.line, element if overflow else problem.what), []).append(problem)
    return [
        replace(first, what=f"{first.what} and {len(rest)} more") if rest else first for first, *rest in seen.values()
    ]


def _of_names(folders: Iterable[Path]) -> Iterator[Problem]:
    """What is wrong with the newsroom's file of names in a template's folder."""
    for path in (folder / NAMES for folder in folders if (folder / NAMES).is_file()):
        try:
            read_names(path)
        except FactsheetError as error:
            yield _told(error)


def _own_folders(template: Template, name: str) -> list[Path]:
    """The folders to look into: all from elsewhere; of a built-in template its own."""
    if name.removeprefix("builtin/") in builtin_names():
        return [template.folders[0]]
    return [folder for folder in template.folders if not folder.is_relative_to(templates_root())]


def _tries(name: str) -> Iterator[tuple[Options, FactSheet]]:
    """What it is printed with: every sample; in English, for handing outside, and as a reissue."""
    sheets = samples()
    yield Options(name), sheets["full"]
    yield from ((Options(name), sheets[kind]) for kind in ("empty", "reviewed", "long"))
    yield Options(name, lang="en"), sheets["full"]
    yield Options(name, share=True), sheets["reviewed"]
    earlier = sheets["full"].model_copy(update={"claims": sheets["full"].claims[2:]})
    yield Options(name, previous=earlier), sheets["reviewed"]


def _of_flaw(flaw: dict[str, object], template: Template, own: Iterable[Path]) -> Problem:
    if flaw["code"] == "font":
        where = str(template.folders[0] / "template.toml")
        return Problem(where, 0, f"the font {flaw['words']} is used, but not declared: name it in [[fonts]]")
    file, line = _where(str(flaw["classes"]), str(flaw["tag"]), own, template)
    element = str(flaw["tag"]) + "".join(f".{name}" for name in str(flaw["classes"]).split())
    return Problem(file, line, f"{element}{_OVERFLOWS} ({flaw['words']!r})".replace(" ('')", ""))


def _where(classes: str, tag: str, own: Iterable[Path], template: Template) -> tuple[str, int]:
    """Where an element with these classes is written: in the template's own files, else in what it extends."""
    named = [rf'class="[^"]*\b{re.escape(name)}\b' for name in classes.split()] or [f"<{tag}\\b"]
    wanted = [re.compile(pattern) for pattern in named]
    for folder in [*own, *template.folders]:
        for path in sorted(folder.rglob("*.j2")):
            for number, text in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
                if all(pattern.search(text) for pattern in wanted):
                    return str(path), number
    return str(template.folders[0]), 0


def _told(error: FactsheetError) -> Problem:
    """An error that begins with its file and line."""
    match = re.match(r"(?P<file>.+?\.(?:j2|css|toml|svg|zip)):(?:(?P<line>\d+):)? (?P<what>.*)", str(error))
    return Problem(match["file"], int(match["line"] or 0), match["what"]) if match else Problem("", 0, str(error))
