"""The arguments of the verbs that have many."""

from __future__ import annotations

import argparse
from pathlib import Path

from factsheet.messages import say

EXPORTS = ".xlsx .docx .csv .md .json .jsonl .jsonld .sqlite .parquet .wa.json .spacy.jsonl"
"""The endings of the export formats, for help; a test holds it to the registry."""
HITS = ("table", "json", "jsonl", "csv")
"""How `search` shows what it finds, as in `factsheet.search`."""


def add_exporting(export: argparse.ArgumentParser) -> None:
    """The arguments of `export`."""
    export.add_argument("inputs", nargs="+", metavar="DIR|FILE", help=say("export-inputs"))
    export.add_argument("--to", type=Path, required=True, metavar="FILE", help=say("to", endings=EXPORTS))
    export.add_argument("--lang", choices=("ar", "en"), default="ar", help=say("lang"))
    export.add_argument("--style", type=Path, metavar="FILE", help=say("style"))
    export.add_argument("--bom", action="store_true", help=say("bom"))
    export.add_argument("--reviewed-only", action="store_true", help=say("reviewed-only"))
    export.add_argument("--share", action="store_true", help=say("share"))
    add_names(export)


def add_searching(search: argparse.ArgumentParser) -> None:
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


def add_names(command: argparse.ArgumentParser) -> None:
    """The newsroom's file of names."""
    command.add_argument("--names", type=Path, metavar="FILE", help=say("names"))


def add_building(build: argparse.ArgumentParser) -> None:
    """The arguments of `build`, but for those of reading."""
    build.add_argument("inputs", nargs="+", metavar="INPUT", help=say("inputs"))
    build.add_argument("-o", "--output", type=Path, default=Path("output"), metavar="DIR", help=say("output"))
    build.add_argument("--template", default="brief", metavar="NAME|DIR", help=say("template"))
    build.add_argument("--lang", choices=("ar", "en"), default="ar", help=say("lang"))
    build.add_argument("--format", default="pdf,json", metavar="LIST", help=say("format"))
    build.add_argument("--reviewed-only", action="store_true", help=say("reviewed-only"))
    build.add_argument("--share", action="store_true", help=say("share"))
    add_names(build)
    build.add_argument("--variant", default="pdf/ua-1", metavar="KIND", help=say("variant"))
    build.add_argument("--jobs", type=int, metavar="N", help=say("jobs"))


def add_reviewing(review: argparse.ArgumentParser) -> None:
    """The arguments of `review`."""
    review.add_argument("inputs", nargs="+", metavar="INPUT|DIR", help=say("review-inputs"))
    review.add_argument("-o", "--output", type=Path, default=Path("output"), metavar="DIR", help=say("review-output"))
    review.add_argument("--template", default="brief", metavar="NAME|DIR", help=say("template"))
    add_names(review)
    review.add_argument("--port", type=int, metavar="N", help=say("port"))
    review.add_argument("--no-browser", action="store_true", help=say("no-browser"))
    review.add_argument("--reviewer", metavar="NAME", help=say("reviewer"))
