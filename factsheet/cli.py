"""Arguments → verbs → exit code. What the verbs need is imported when one is called, so that --help comes at once."""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from factsheet.arguments import COLUMNS, command_line
from factsheet.errors import FactsheetError, OutputError, UsageError
from factsheet.messages import one_line, say
from factsheet.progress import aside

if TYPE_CHECKING:
    from factsheet.kit.preview import Preview
    from factsheet.morph import Camel
    from factsheet.read.metadata import Metadata
    from factsheet.read.sources import How
    from factsheet.review.server import Served

T = TypeVar("T")
DONE, FOUND, UNUSABLE = 0, 1, 2
"""Exit codes: all done; a finding, or some inputs failed; wrong usage, or no input could be read."""
SEVERAL = (".jsonl", ".csv", ".tsv", ".parquet", ".urls")
"""Endings of files that hold several articles."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code. Never ends with a traceback (but with FACTSHEET_DEBUG=1)."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    if argv is None:  # a process of its own: what was written aside goes when it is told to stop
        signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        args = parser().parse_args(argv)
        code: int = args.run(args)
        sys.stdout.flush()
    except (UsageError, OutputError) as error:
        complain(error)
        return UNUSABLE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except KeyboardInterrupt:
        complain(say("interrupted"))
        return 128 + signal.SIGINT
    except Exception as error:
        if os.environ.get("FACTSHEET_DEBUG"):
            raise
        complain(say("internal", where="factsheet", why=f"{type(error).__name__}: {error}"))
        return UNUSABLE
    return code


def complain(what: object) -> None:
    """One line on standard error."""
    with aside():
        print(f"factsheet: {one_line(str(what))}", file=sys.stderr)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    return command_line(VERBS)


def _build(args: argparse.Namespace) -> int:
    from factsheet import pipeline

    formats = tuple(dict.fromkeys(filter(None, args.format.split(","))))
    results = pipeline.build(
        args.inputs,
        folder=args.output,
        formats=formats,
        **_chosen(args, "template lang reviewed_only share variant names jobs"),
        given=_given(args, args.inputs),
        how=_how(args),
        camel=_camel(args),
    )
    return _print_paths(results)


def _extract(args: argparse.Namespace) -> int:
    from factsheet import pipeline

    given, how, camel, names = _given(args, args.inputs), _how(args), _camel(args), args.names
    if args.output != "-":
        folder = Path(args.output)
        return _print_paths(
            pipeline.extract(args.inputs, folder=folder, given=given, how=how, camel=camel, names=names)
        )
    counts = Counts()
    for sheet in counts.good(pipeline.sheets(args.inputs, given=given, how=how, camel=camel, names=names)):
        sys.stdout.write(sheet.model_dump_json() + "\n")
    return counts.exit_code()


def _check(args: argparse.Namespace) -> int:
    from factsheet import proof, terminal

    counts, labels = Counts(), terminal.terminal_labels(args.lang)
    for findings in counts.good(proof.check(args.sheets, article=args.article, fix=args.fix)):
        for finding in findings:
            print(terminal.line(finding, labels))
            counts.found += finding.severity == "error"
    return counts.exit_code()


def _diff(args: argparse.Namespace) -> int:
    from factsheet.difference import compared

    found, shown = compared(args.sheets[0], args.sheets[1], args.format)
    print(shown, end="")
    return FOUND if found else DONE


def _explain(args: argparse.Namespace) -> int:
    from factsheet import pipeline

    counts = Counts()
    given, how, camel = _given(args, [args.input]), _how(args), _camel(args)
    told = pipeline.explain(args.input, fact=args.fact, given=given, how=how, camel=camel)
    for number, text in enumerate(counts.good(told)):
        print(("\n" if number else "") + text, end="")
    return counts.exit_code()


def _export(args: argparse.Namespace) -> int:
    from factsheet import exporting

    return _print_paths(exporting.export(args.inputs, **_chosen(args, "to lang bom style reviewed_only share names")))


def _search(args: argparse.Namespace) -> int:
    from factsheet.search import Wanted, advice, search, shown

    counts = Counts()
    asked = {name: value for name, value in vars(args).items() if name in Wanted.__dataclass_fields__}
    wanted = Wanted(args.query, **asked)
    for line in shown(counts.good(search(args.source, wanted)), args.format):
        print(line)
    if counts.done:
        return counts.exit_code()
    complain(say("nothing-found", advice=advice(wanted)))
    return FOUND


def _review(args: argparse.Namespace) -> int:
    from factsheet.review import verbs

    verb, *rest = args.inputs
    if verb in verbs.VERBS:
        lines, code = verbs.VERBS[verb](rest)
        print(*map(one_line, lines), sep="\n")
        return code
    from factsheet import reviewing

    counts = Counts()
    found = reviewing.to_review(args.inputs, folder=args.output, names=args.names)
    sheets = [path for paths in counts.good(found) for path in paths]
    served = reviewing.review(sheets, reviewer=args.reviewer, port=args.port, template=args.template, names=args.names)
    return _serve(served, args)


def _templates_list(_: argparse.Namespace) -> int:
    from factsheet.kit.starting import listed

    for name, origin, about in listed():
        print(one_line(f"{name:<16}{origin:<12}{about}"))
    return DONE


def _templates_new(args: argparse.Namespace) -> int:
    from factsheet.kit.starting import begun

    print(begun(args.name, args.origin, args.output))
    return DONE


def _templates_check(args: argparse.Namespace) -> int:
    from factsheet.kit.checking import problems

    found = [problem for template in args.templates for problem in problems(template)]
    for problem in found:
        print(one_line(str(problem)))
    return FOUND if found else DONE


def _templates_preview(args: argparse.Namespace) -> int:
    from factsheet.kit.preview import serve
    from factsheet.kit.workshop import Workshop
    from factsheet.pipeline import sheet_of

    preview = serve(Workshop(args.template, sheet_of(args.article), args.lang), args.article, port=args.port)
    return _serve(preview, args)


def _serve(page: Served | Preview, args: argparse.Namespace) -> int:
    """Serve a page until the program is told to stop, which is how it is meant to end."""
    print(page.address, flush=True)
    with suppress(KeyboardInterrupt):
        page.run(open_browser=not args.no_browser)
    return DONE


def _schema(_: argparse.Namespace) -> int:
    from factsheet.contract import json_schema

    sys.stdout.write(json_schema())
    return DONE


def _doctor(_: argparse.Namespace) -> int:
    from factsheet.doctor import examine

    parts = examine()
    for part in parts:
        print(f"{part.state:<9}{part.name:<24}{part.detail}")
    return FOUND if any(part.blocks for part in parts) else DONE


def _chosen(args: argparse.Namespace, names: str) -> dict[str, Any]:
    """Some arguments by their names."""
    return {name: getattr(args, name) for name in names.split()}


def _given(args: argparse.Namespace, inputs: Sequence[str]) -> Metadata:
    """The metadata options. Raises UsageError for a date that is none, or a title for more than one article."""
    from factsheet.read.metadata import Metadata, iso_date

    for name in ("title", "url"):
        one = len(inputs) == 1 and not Path(inputs[0]).is_dir() and not inputs[0].lower().endswith(SEVERAL)
        if getattr(args, name) and not one:
            raise UsageError(say("one-article-option", option=f"--{name}"))
    try:
        published = iso_date(args.published) if args.published is not None else None
    except ValueError as error:
        raise UsageError(say("bad-date-option", value=args.published)) from error
    return Metadata(
        title=args.title,
        published=published,
        published_from="option" if published else None,
        publisher=args.publisher,
        url=args.url,
    )


def _how(args: argparse.Namespace) -> How:
    """The options that say how inputs are read."""
    from factsheet.read.metadata import Fields
    from factsheet.read.sources import How

    return How(Fields(**{name: getattr(args, f"{name}_field") for name in COLUMNS}), args.allow_private)


def _camel(args: argparse.Namespace) -> Camel:
    """What --camel opens; what else it could use is told. Raises UsageError when nothing is installed."""
    from factsheet.morph import NO_CAMEL, load

    camel = load() if args.camel else NO_CAMEL
    for line in camel.lacking:
        complain(line)
    return camel


class Counts:
    """How many results there were, how many errors and findings, and the exit code that follows."""

    def __init__(self) -> None:
        self.done = self.failed = self.found = 0

    def good(self, results: Iterable[T | FactsheetError]) -> Iterator[T]:
        """The results; errors among them are counted and told on standard error."""
        for result in results:
            if isinstance(result, FactsheetError):
                complain(result)
                self.failed += 1
            else:
                self.done += 1
                yield result

    def exit_code(self) -> int:
        """2 when no input was of use, 1 when some failed or something was found, else 0."""
        if self.failed and not self.done:
            return UNUSABLE
        return FOUND if self.failed or self.found else DONE


def _print_paths(results: Iterable[list[Path] | FactsheetError]) -> int:
    counts = Counts()
    for paths in counts.good(results):
        with aside():
            print(*paths, sep="\n")
    return counts.exit_code()


VERBS = {
    "build": _build,
    "extract": _extract,
    "check": _check,
    "diff": _diff,
    "explain": _explain,
    "export": _export,
    "search": _search,
    "review": _review,
    "templates list": _templates_list,
    "templates new": _templates_new,
    "templates check": _templates_check,
    "templates preview": _templates_preview,
    "schema": _schema,
    "doctor": _doctor,
}
