"""The docs site: pages out of the project's own texts, its code and what its commands print; then HTML by Sphinx.

    python .docs/make.py build/site

A page in `pages/` is a Jinja template. What it takes from elsewhere it names: `section(file, heading)` is a part of a
text that has its home there, `run(command)` executes a command and shows it with its output, `help(verb)` is its usage,
`found(text)` what is found in a sentence, `models()` the JSON reference. A command that fails fails the site.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from factsheet import article_from_text, cli, make_sheet
from factsheet.schema import FactSheet

HERE = Path(__file__).parent
ROOT = HERE.parent
TEXTS = {
    "README.md": "index",
    "CHANGELOG.md": "changelog",
    "factsheet/check/README.md": "codes",
    "factsheet/review/README.md": "review",
    "templates/README.md": "templates",
}
"""Files whose text is shown, and the page to which a link to one leads."""
WIDTH = "84"
"""Columns that a page shows without breaking lines."""
CELL = str.maketrans({"|": r"\|", "\n": " "})


class Pages:
    """The pages of the site, written into a folder."""

    def __init__(self, folder: Path, checkout: Path) -> None:
        self._folder, self._checkout = folder, checkout
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "pages"), undefined=StrictUndefined, keep_trailing_newline=True
        )
        verbs: list[Callable[..., str]] = [self.section, self.run, self.picture, help_of, found, models]
        self._environment.globals |= {verb.__name__.removesuffix("_of"): verb for verb in verbs}

    def write(self) -> None:
        """Write every page, and the pictures that they show."""
        for page in sorted((HERE / "pages").glob("*.md")):
            (self._folder / page.name).write_text(self._environment.get_template(page.name).render(), "utf-8")

    def section(self, file: str, heading: str = "", until: str = "") -> str:
        """What stands below a heading of a file (without one: its title), up to the next one as high, or `until`."""
        level = len(heading) - len(heading.lstrip("#")) or 1
        kept: list[str] = []
        fenced = inside = False
        for line in (ROOT / file).read_text("utf-8").splitlines():
            fenced ^= line.startswith("```")
            title = None if fenced else re.match("(#+) ", line)
            if (until and line == until) or (inside and title and len(title[1]) <= level):
                break
            if inside:
                kept.append(f"#{line[level:]}" if title else line)
            inside = inside or (line == heading if heading else title is not None)
        assert kept, f"{file} has no {heading}"
        text = "\n".join(kept)
        return self._linked(text, Path(file).parent).strip()

    def run(self, command: str, lines: int = 12, code: int = 0) -> str:
        """A command as it is typed and what it prints, cut after some lines. It must end with the exit code."""
        done = subprocess.run(
            ["bash", "-c", command], cwd=self._checkout, env=environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == code, f"{command}\n{done.stdout}{done.stderr}"
        printed = (done.stdout + done.stderr).splitlines()
        shown = [line if len(line) < 400 else f"{line[:400]}…" for line in printed[:lines]]
        return "\n".join(["```text", f"$ {command}", *shown, *(["…"] if len(printed) > lines else []), "```"])

    def picture(self, file: str, about: str) -> str:
        """A picture of the project."""
        shutil.copy(ROOT / file, self._folder / Path(file).name)
        return f"![{about}]({Path(file).name})"

    def _linked(self, text: str, folder: Path) -> str:
        """The text with its links and pictures as they are on the site; what is not on it is named by its path."""

        def link(match: re.Match[str]) -> str:
            target = os.path.normpath(folder / match["target"])
            if match["target"].startswith(("http", "#")):
                return match[0]
            assert (ROOT / target).exists(), f"{folder}: no {target}"
            if match["picture"]:
                return self.picture(target, match["text"])
            return f"[{match['text']}]({TEXTS[target]}.md)" if target in TEXTS else f"{match['text']} (`{target}`)"

        return re.sub(r"(?P<picture>!?)\[(?P<text>[^]\n]*)\]\((?P<target>[^)\s]+)\)", link, text)


def help_of(verb: str) -> str:
    """The usage of a verb, as `--help` prints it."""
    action = next(a for a in cli.parser()._actions if isinstance(a.choices, Mapping))  # noqa: SLF001
    assert isinstance(action.choices, Mapping)
    return f"```text\n{action.choices[verb].format_help().rstrip()}\n```"


def found(text: str, published: str = "2024-01-18") -> str:
    """What is found in a sentence, as a table."""
    sheet = make_sheet(article_from_text(text, id="example", published=published))
    rows = [("quote", " … ".join(s.text for s in q.spans), f"{q.kind}, {q.speaker.name or '?'}") for q in sheet.quotes]
    for claim in sheet.claims:
        number = claim.kind if claim.value is None else str(claim.value)
        number = number if claim.low is None else f"{claim.low} to {claim.high}"
        rows.append(("number", claim.span.text, " ".join(filter(None, (claim.comparator, number, claim.unit)))))
    rows += [("date", date.span.text, date.value or "unresolved") for date in sheet.dates]
    rows += [(one.kind, one.name, one.role or "") for one in sheet.officials]
    body = "\n".join(f"| {kind} | {words.translate(CELL)} | {reading} |" for kind, words, reading in rows)
    return f"> {text}\n\n| | words | read as |\n|---|---|---|\n{body or '| nothing | | |'}\n"


def models() -> str:
    """Every model of a fact sheet: its fields, their types and what they mean."""
    told = tomllib.loads((HERE / "fields.toml").read_text("utf-8"))
    schema = FactSheet.model_json_schema(mode="serialization")
    shapes = {"FactSheet": schema, **schema["$defs"]}
    wanted = {name: set(shape["properties"]) for name, shape in shapes.items() if "properties" in shape}
    fact = told.pop("Fact")
    meanings = {name: {**(fact if "review" in keys else {}), **told[name]} for name, keys in wanted.items()}
    for name, keys in wanted.items():
        assert set(meanings[name]) == keys, f"fields.toml: {name}: {set(meanings[name]) ^ keys}"
    parts = []
    for name in told:
        rows = [
            f"| `{key}` | {type_of(field)} | {meanings[name][key]} |"
            for key, field in shapes[name]["properties"].items()
        ]
        about = str(shapes[name].get("description", "")).split("\n\n")[0].replace("\n", " ")
        parts.append(f"## {name}\n\n{about}\n\n| field | type | meaning |\n|---|---|---|\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def type_of(field: Mapping[str, Any]) -> str:
    """The type of a field in words, with the values that it may take."""
    if "anyOf" in field:
        return " or ".join(type_of(one) for one in field["anyOf"])
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in field or "const" in field:
        return ", ".join(f"`{value}`" for value in field.get("enum", [field.get("const")]))
    if field.get("type") == "array":
        return f"list of {type_of(field['items'])}" if "items" in field else "list"
    return str(field.get("type", "any"))


def environment() -> dict[str, str]:
    """The environment of a command: this Python's programs come first, and help has the width of a page."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "COLUMNS": WIDTH}


@contextmanager
def checkout() -> Iterator[Path]:
    """A folder that looks like the checkout, in which commands may write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in ROOT.iterdir():
            if path.name not in {".venv", ".git", "output", "build"}:
                (folder / path.name).symlink_to(path)
        (folder / "output").mkdir()
        yield folder


def write_pages(folder: Path) -> None:
    """The sources of the site in a new folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(HERE / "static", folder / "_static")
    shutil.copy(HERE / "conf.py", folder)
    os.environ["COLUMNS"] = WIDTH
    with checkout() as place:
        Pages(folder, place).write()


def main(site: Path) -> int:
    """Write the pages and build the site; a warning is an error."""
    from sphinx.cmd.build import build_main

    sources = site.with_name(f"{site.name}-sources")
    write_pages(sources)
    shutil.rmtree(site, ignore_errors=True)
    return build_main(["-q", "-W", "--keep-going", "-d", f"{sources}/.cache", str(sources), str(site)])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
