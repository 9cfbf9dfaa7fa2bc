"""The verbs: read → extract → check → render → output. Each yields a result an article, or the error that it met.

What fails costs one article. An error that nobody foresaw costs one too, and is told in one line like the others.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from factsheet.check import check_sheet
from factsheet.difference import reissued
from factsheet.errors import FactsheetError, InputError, OutputError, SheetError, UsageError
from factsheet.explain import explain_fact, explain_sheet
from factsheet.extract import extract_facts
from factsheet.messages import say
from factsheet.morph import NO_CAMEL, Camel
from factsheet.newsroom import Names, find_names, read_names, with_names
from factsheet.output import file_name, require_folder, write_whole
from factsheet.progress import Progress, notice
from factsheet.read.metadata import NOTHING, Metadata
from factsheet.read.sources import AS_USUAL, How, Reading, read_article, read_articles, total_size
from factsheet.schema import Article, FactSheet, load_sheet, to_json
from factsheet.spread import Spread

T = TypeVar("T")
Render = Callable[[FactSheet, FactSheet | None], bytes]
"""(sheet, the sheet as it was last issued) → the bytes of a file."""
WORTH_A_PROCESS = 8
"""Articles from which on more than one process is worth its start."""


@dataclass(frozen=True, slots=True)
class Output:
    """What `build` writes, and where: a run's own choices, the same for every article."""

    folder: Path
    formats: tuple[str, ...] = ("pdf", "json")
    template: str = "brief"
    lang: str = "ar"
    reviewed_only: bool = False
    share: bool = False
    variant: str = "pdf/ua-1"
    names: Names | None = None


@dataclass(frozen=True, slots=True)
class _Reads:
    """How a run reads its inputs, and the folder in which a fetched page is kept beside its sheet."""

    given: Metadata
    how: How
    folder: Path | None = None

    def articles(self, inputs: Sequence[str]) -> Iterator[Reading | InputError]:
        """The articles; what the user must know of one is told, and its page is written before its sheet."""
        for reading in read_articles(inputs, self.given, self.how):
            if isinstance(reading, InputError):
                yield reading
                continue
            for line in reading.notices:
                notice(line)
            if reading.page is not None and self.folder is not None:
                write_whole(self.folder / f"{file_name(reading.article.id)}.page.html", reading.page)
            yield replace(reading, page=None)


def build(
    inputs: Sequence[str],
    *,
    folder: Path,
    formats: Sequence[str] = ("pdf", "json"),
    template: str = "brief",
    lang: str = "ar",
    given: Metadata = NOTHING,
    how: How = AS_USUAL,
    camel: Camel = NO_CAMEL,
    reviewed_only: bool = False,
    share: bool = False,
    variant: str = "pdf/ua-1",
    names: Path | None = None,
    jobs: int | None = 1,
) -> Iterator[list[Path] | FactsheetError]:
    """Write the files of every article's brief; yields their paths. Raises UsageError and OutputError at once.

    The decisions in `<id>.review.json` beside them are honoured; `reviewed_only` leaves out what nobody decided on.
    `share` writes `<id>.share.*` for handing outside. `names` is a newsroom's file of names, else `names.toml` of the
    current folder, else of the template's. `jobs` processes work at once; None takes one for each core where there are
    articles enough. With camel-tools there is one.
    """
    known = newsroom_names(names, template if set(formats) != {"json"} else None)
    output = Output(folder, tuple(formats), template, lang, reviewed_only, share, variant, known)
    _renders(output)
    if "pdf" in formats:
        _require_printing()
    require_folder(folder)
    reads = _Reads(given, how, folder)
    if camel is NO_CAMEL and jobs != 1:
        return _side_by_side(inputs, reads, output, jobs)
    return _each(inputs, reads, camel, lambda sheet: _written(sheet, output, camel))


def extract(
    inputs: Sequence[str],
    *,
    folder: Path,
    given: Metadata = NOTHING,
    how: How = AS_USUAL,
    camel: Camel = NO_CAMEL,
    names: Path | None = None,
) -> Iterator[list[Path] | FactsheetError]:
    """Write every article's fact sheet as JSON; yields the paths. Raises UsageError and OutputError at once."""
    return build(inputs, folder=folder, formats=("json",), given=given, how=how, camel=camel, names=names)


def sheets(
    inputs: Sequence[str],
    *,
    given: Metadata = NOTHING,
    how: How = AS_USUAL,
    camel: Camel = NO_CAMEL,
    names: Path | None = None,
) -> Iterator[FactSheet | FactsheetError]:
    """The checked fact sheet of every article, with the newsroom's names. Raises UsageError at once."""
    known = newsroom_names(names)
    return _each(inputs, _Reads(given, how), camel, lambda sheet: _told(with_names(sheet, known)))


def newsroom_names(given: Path | None, template: str | None = None) -> Names | None:
    """The newsroom's names. Raises UsageError for a file that does not hold to its form."""
    path = find_names(given)
    if path is None and template is not None:
        path = find_names(None, _folders(template))
    return read_names(path) if path else None


def _folders(template: str) -> tuple[Path, ...]:
    """The folders of a template; none where it cannot be read, which printing will tell."""
    from factsheet.render import read_template

    try:
        return read_template(template).folders
    except FactsheetError:
        return ()


def explain(
    source: str,
    *,
    fact: str | None = None,
    given: Metadata = NOTHING,
    how: How = AS_USUAL,
    camel: Camel = NO_CAMEL,
) -> Iterator[str | FactsheetError]:
    """In words, what was found in every article of an input and by which rule; with `fact`, of that one only."""
    return _each([source], _Reads(given, how), camel, lambda sheet: _explained(sheet, fact))


def fact_sheet(article: Article, camel: Camel = NO_CAMEL) -> FactSheet:
    """The article's facts, with the checks over them."""
    sheet = extract_facts(article, camel)
    return sheet.model_copy(update={"checks": tuple(check_sheet(sheet))})


def sheet_of(path: Path) -> Callable[[], FactSheet]:
    """What gives the checked fact sheet of an article, or of a sheet as JSON, as the file is when it is called.

    Raises InputError, SheetError when called.
    """

    def read() -> FactSheet:
        return load_sheet(path) if path.suffix == ".json" else fact_sheet(read_article(str(path)))

    return read


def _each(
    inputs: Sequence[str], reads: _Reads, camel: Camel, make: Callable[[FactSheet], T]
) -> Iterator[T | FactsheetError]:
    """What `make` makes of every article's fact sheet, with progress."""
    with Progress(total_size(inputs)) as progress:
        for reading in reads.articles(inputs):
            if isinstance(reading, InputError):
                yield reading
                continue
            progress.doing(reading.article.id)
            yield _attempt(reading.article, camel, make)
            progress.add(reading.size)


def _attempt(article: Article, camel: Camel, make: Callable[[FactSheet], T]) -> T | FactsheetError:
    try:
        return make(fact_sheet(article, camel))
    except UsageError:
        raise
    except FactsheetError as error:
        return error
    except Exception as error:
        if os.environ.get("FACTSHEET_DEBUG"):
            raise
        return FactsheetError(say("internal", where=article.id, why=f"{type(error).__name__}: {error}"))


@lru_cache(maxsize=4)
def _renders(output: Output) -> Mapping[str, Render]:
    """The chosen formats, each with the function that makes its bytes."""
    if set(output.formats) == {"json"} and not output.share:
        return {"json": lambda sheet, _: to_json(sheet).encode()}
    from factsheet.render import FORMATS, Options, variant_of

    unknown = [name for name in output.formats if name not in FORMATS]
    if unknown or not output.formats:
        raise UsageError(say("unknown-output-format", value=",".join(unknown), choices=", ".join(FORMATS)))
    options = Options(output.template, output.lang, output.share, variant_of(output.variant))

    def with_options(name: str) -> Render:
        return lambda sheet, previous: FORMATS[name](sheet, replace(options, previous=previous))

    return {name: with_options(name) for name in output.formats}


def _require_printing() -> None:
    """Load WeasyPrint. Raises OutputError where the system libraries that it loads are not there."""
    try:
        with redirect_stdout(io.StringIO()):  # it prints its own advice
            import weasyprint  # noqa: F401
    except OSError as error:
        raise OutputError(say("no-printing")) from error


def _honoured(sheet: FactSheet, output: Output, camel: Camel) -> FactSheet:
    """The sheet with what reviewers decided in the folder that it is written to, and with the newsroom's names."""
    from factsheet.review.gate import honoured

    path = output.folder / f"{file_name(sheet.article.id)}.json"
    reviewed_only = output.reviewed_only
    kept = honoured(sheet, path, reviewed_only=reviewed_only, extract=lambda s: fact_sheet(s.article, camel))
    return with_names(kept, output.names)


def _issued(path: Path) -> FactSheet | None:
    """The sheet that is to be replaced; None where there is none that holds to the contract."""
    try:
        return load_sheet(path) if path.exists() else None
    except SheetError:
        return None


def _written(sheet: FactSheet, output: Output, camel: Camel) -> list[Path]:
    """Every file of one brief: all are made before the first is written."""
    from factsheet.review.gate import for_print

    previous = _issued(output.folder / f"{file_name(sheet.article.id)}.json")
    sheet = reissued(_honoured(sheet, output, camel), previous)
    if previous is not None and previous.provenance.revision == sheet.provenance.revision:
        previous = None
    stem = file_name(sheet.article.id) + (".share" if output.share else "")
    shown = for_print(sheet)
    contents = {
        output.folder / f"{stem}.{ending}": render(sheet if ending == "json" else shown, previous)
        for ending, render in _renders(output).items()
    }
    for path, data in contents.items():
        write_whole(path, data)
    _told(sheet, next((path for path in contents if path.suffix == ".json"), None))
    return list(contents)


def _told(sheet: FactSheet, path: Path | None = None) -> FactSheet:
    """The sheet; where its checks found what cannot be right, one line on standard error says so."""
    codes = dict.fromkeys(check.code for check in sheet.checks if check.severity == "error")
    if codes:
        notice(say("check-errors", where=path or sheet.article.id, codes=", ".join(codes)))
    return sheet


def _side_by_side(
    inputs: Sequence[str], reads: _Reads, output: Output, jobs: int | None
) -> Iterator[list[Path] | FactsheetError]:
    """The articles on several processes, the results in the order of the articles."""
    readings = reads.articles(inputs)
    first = list(islice(readings, WORTH_A_PROCESS))
    if jobs is None:
        jobs = (os.cpu_count() or 1) if len(first) == WORTH_A_PROCESS and set(output.formats) != {"json"} else 1
    spread: Spread[Reading | InputError, list[Path] | FactsheetError] = Spread(jobs)
    with Progress(total_size(inputs)) as progress, spread:
        for reading, result in spread.each(chain(first, readings), partial(_one, output)):
            if isinstance(reading, Reading):
                progress.doing(reading.article.id)
                progress.add(reading.size)
            yield result


def _one(output: Output, reading: Reading | InputError) -> list[Path] | FactsheetError:
    """One article's files."""
    if isinstance(reading, InputError):
        return reading
    return _attempt(reading.article, NO_CAMEL, lambda sheet: _written(sheet, output, NO_CAMEL))


def _explained(sheet: FactSheet, fact: str | None) -> str:
    if fact is None:
        return explain_sheet(sheet)
    told = explain_fact(sheet, fact)
    if told is None:
        raise UsageError(say("unknown-fact", value=fact, choices=", ".join(f.id for f in sheet.facts()) or "none"))
    return told
