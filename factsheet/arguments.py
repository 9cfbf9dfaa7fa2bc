"""The command line: its verbs and their arguments. Nothing heavy is imported, so that --help comes at once."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import fill
from typing import NoReturn

import factsheet
from factsheet.errors import UsageError
from factsheet.messages import say

EXPORTS = ".xlsx .docx .csv .md .json .jsonl .jsonld .sqlite .parquet .wa.json .spacy.jsonl"
"""The endings of the export formats, for help; a test holds it to the registry."""
HITS = ("table", "json", "jsonl", "csv")
"""How `search` shows what it finds, as in `factsheet.search`."""
METADATA = ("published", "title", "publisher", "url")
"""Options that say what is known of an article."""
COLUMNS = ("text", "id", *METADATA)
"""What a file of several articles may hold of each."""
Verb = Callable[[argparse.Namespace], int]
"""Runs one verb and gives its exit code."""


class Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        raise UsageError(say("wrong-usage", why=message, prog=self.prog))


def command_line(verbs: Mapping[str, Verb]) -> argparse.ArgumentParser:
    """The whole command line, each of its verbs (`build`, `templates new`) bound to what runs it."""
    shape = argparse.RawDescriptionHelpFormatter
    about, example = fill(say("about"), 78), say("about-example")
    root = Parser(prog="factsheet", description=about, epilog=example, formatter_class=shape, allow_abbrev=False)
    root.add_argument("--version", action="version", version=f"factsheet {factsheet.__version__}")
    commands = root.add_subparsers(metavar=say("command"), required=True, parser_class=Parser)

    def command(name: str) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            help=say(name),
            description=say(name)[0].upper() + say(name)[1:] + ".",
            epilog=say(f"{name}-example") if name not in ("schema", "doctor") else None,
            formatter_class=shape,
            allow_abbrev=False,
        )
        made.set_defaults(run=verbs.get(name))  # `templates` has verbs of its own
        return made

    build = command("build")
    _add_building(build)
    _add_reading(build)

    extract = command("extract")
    extract.add_argument("inputs", nargs="+", metavar="INPUT", help=say("inputs"))
    extract.add_argument("-o", "--output", default="output", metavar="DIR|-", help=say("output-lines"))
    _add_names(extract)
    _add_reading(extract)

    check = command("check")
    check.add_argument("sheets", nargs="+", metavar="FACTSHEET.json", help=say("sheets"))
    check.add_argument("--article", metavar="FILE", help=say("article"))
    check.add_argument("--fix", type=Path, metavar="FILE", help=say("fix"))
    check.add_argument("--lang", choices=("ar", "en"), default="en", help=say("lang-terminal"))

    diff = command("diff")
    diff.add_argument("sheets", nargs=2, type=Path, metavar="FACTSHEET.json", help=say("two-sheets"))
    diff.add_argument("--format", choices=("text", "json"), default="text", help=say("diff-format"))

    explain = command("explain")
    explain.add_argument("input", metavar="INPUT", help=say("input"))
    explain.add_argument("--fact", metavar="ID", help=say("fact"))
    _add_reading(explain)

    _add_exporting(command("export"))
    _add_searching(command("search"))

    _add_reviewing(command("review"))
    _add_templates(command("templates"), verbs)

    command("schema")
    command("doctor")
    return root


def _add_templates(templates: argparse.ArgumentParser, runs: Mapping[str, Verb]) -> None:
    """list, new, check, preview."""
    verbs = templates.add_subparsers(metavar=say("command"), required=True, parser_class=Parser)

    def verb(name: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=say(f"templates-{name}"), description=say(f"templates-{name}"))
        made.set_defaults(run=runs[f"templates {name}"])
        return made

    verb("list")
    new = verb("new")
    new.add_argument("name", metavar="NAME", help=say("template-name"))
    new.add_argument("--from", dest="origin", default="brief", metavar="TEMPLATE", help=say("template-origin"))
    new.add_argument("-o", "--output", type=Path, default=Path(), metavar="DIR", help=say("template-folder"))
    check = verb("check")
    check.add_argument("templates", nargs="+", metavar="NAME|DIR", help=say("template-checked"))
    preview = verb("preview")
    preview.add_argument("template", metavar="NAME|DIR", help=say("template-checked"))
    preview.add_argument("article", type=Path, metavar="ARTICLE", help=say("template-article"))
    preview.add_argument("--lang", choices=("ar", "en"), default="ar", help=say("lang"))
    preview.add_argument("--port", type=int, metavar="N", help=say("port-any"))
    preview.add_argument("--no-browser", action="store_true", help=say("no-browser"))


def _add_reading(command: argparse.ArgumentParser) -> None:
    """What is known of the articles, and what helps to read them."""
    for name in METADATA:
        metavar = "DATE" if name == "published" else name.upper()
        command.add_argument(f"--{name}", metavar=metavar, help=say(name))
    for name in COLUMNS:
        command.add_argument(f"--{name}-field", default=name, metavar="COLUMN", help=say("column", name=name))
    command.add_argument("--allow-private", action="store_true", help=say("allow-private"))
    command.add_argument("--camel", action="store_true", help=say("camel"))


def _add_exporting(export: argparse.ArgumentParser) -> None:
    """The arguments of `export`."""
    export.add_argument("inputs", nargs="+", metavar="DIR|FILE", help=say("export-inputs"))
    export.add_argument("--to", type=Path, required=True, metavar="FILE", help=say("to", endings=EXPORTS))
    export.add_argument("--lang", choices=("ar", "en"), default="ar", help=say("lang"))
    export.add_argument("--style", type=Path, metavar="FILE", help=say("style"))
    export.add_argument("--bom", action="store_true", help=say("bom"))
    export.add_argument("--reviewed-only", action="store_true", help=say("reviewed-only"))
    export.add_argument("--share", action="store_true", help=say("share"))
    _add_names(export)


def _add_searching(search: argparse.ArgumentParser) -> None:
    """The arguments of `search`."""
    search.add_argument("source", type=Path, metavar="DIR|FILE", help=say("search-source"))
    search.add_argument("query", nargs="?", default="", metavar="QUERY", help=say("query"))
    search.add_argument("--speaker", metavar="NAME", help=say("speaker"))
    search.add_argument("--role", metavar="WORDS", help=say("role"))
    search.add_argument("--unit", metavar="UNIT", help=say("unit"))
    search.add_argument("--least", type=float, metavar="VALUE", help=say("least"))
    search.add_argument("--most", type=float, metavar="VALUE", help=say("most"))
    search.add_argument("--since", metavar="DATE", help=say("since"))
    search.add_argument("--until", metavar="DATE", help=say("until"))
    search.add_argument("--kind", choices=("quotes", "claims", "dates", "officials"), help=say("of-kind"))
    search.add_argument("--named", action="store_const", const=True, help=say("named"))
    search.add_argument("--unnamed", dest="named", action="store_const", const=False, help=say("unnamed"))
    search.add_argument("--verified", action="store_const", const=True, help=say("verified"))
    search.add_argument("--unverified", dest="verified", action="store_const", const=False, help=say("unverified"))
    search.add_argument("--limit", type=int, default=50, metavar="N", help=say("limit"))
    search.add_argument("--format", choices=HITS, default="table", help=say("search-format"))


def _add_names(command: argparse.ArgumentParser) -> None:
    """The newsroom's file of names."""
    command.add_argument("--names", type=Path, metavar="FILE", help=say("names"))


def _add_building(build: argparse.ArgumentParser) -> None:
    """The arguments of `build`, but for those of reading."""
    build.add_argument("inputs", nargs="+", metavar="INPUT", help=say("inputs"))
    build.add_argument("-o", "--output", type=Path, default=Path("output"), metavar="DIR", help=say("output"))
    build.add_argument("--template", default="brief", metavar="NAME|DIR", help=say("template"))
    build.add_argument("--lang", choices=("ar", "en"), default="ar", help=say("lang"))
    build.add_argument("--format", default="pdf,json", metavar="LIST", help=say("format"))
    build.add_argument("--reviewed-only", action="store_true", help=say("reviewed-only"))
    build.add_argument("--share", action="store_true", help=say("share"))
    _add_names(build)
    build.add_argument("--variant", default="pdf/ua-1", metavar="KIND", help=say("variant"))
    build.add_argument("--jobs", type=int, metavar="N", help=say("jobs"))


def _add_reviewing(review: argparse.ArgumentParser) -> None:
    """The arguments of `review`."""
    review.add_argument("inputs", nargs="+", metavar="INPUT|DIR", help=say("review-inputs"))
    review.add_argument("-o", "--output", type=Path, default=Path("output"), metavar="DIR", help=say("review-output"))
    review.add_argument("--template", default="brief", metavar="NAME|DIR", help=say("template"))
    _add_names(review)
    review.add_argument("--port", type=int, metavar="N", help=say("port"))
    review.add_argument("--no-browser", action="store_true", help=say("no-browser"))
    review.add_argument("--reviewer", metavar="NAME", help=say("reviewer"))
