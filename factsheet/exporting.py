"""The verb `export`: the sheets of folders and files, as they may be handed out, in one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from factsheet.errors import FactsheetError, InputError, SheetError
from factsheet.newsroom import Names, with_names
from factsheet.output import require_folder
from factsheet.pipeline import fact_sheet, newsroom_names
from factsheet.schema import FactSheet


def export(
    inputs: Sequence[str],
    *,
    to: Path,
    lang: str = "ar",
    bom: bool = False,
    style: Path | None = None,
    reviewed_only: bool = False,
    share: bool = False,
    names: Path | None = None,
) -> Iterator[list[Path] | FactsheetError]:
    """Write the fact sheets of folders and files into one file, whose ending says the format; yields its path.

    Review decisions are honoured, rejected facts left out; `names` as in `build`. Yields the error of every sheet that
    cannot be read; when none can, nothing is written. Raises UsageError and OutputError at once.
    """
    from factsheet.export import Options, format_of

    format_ = format_of(to)
    require_folder(to.parent)
    failed: list[FactsheetError] = []
    found = _exported(inputs, failed, newsroom_names(names), reviewed_only=reviewed_only, share=share)
    first = next(found, None)
    if first is not None:
        format_.write(chain([first], found), to, Options(lang, bom, style))
    yield from failed
    if first is not None:
        yield [to]


def _exported(
    inputs: Sequence[str], failed: list[FactsheetError], names: Names | None, *, reviewed_only: bool, share: bool
) -> Iterator[FactSheet]:
    """The sheets as they may be handed out, one after the other; what cannot be read goes to `failed`."""
    from factsheet.render.share import shared
    from factsheet.review.gate import for_export
    from factsheet.review.handover import held_sheets

    for held in held_sheets(inputs):
        try:
            if isinstance(held, FactsheetError):
                raise held
            sheet = for_export(*held, reviewed_only=reviewed_only, extract=lambda s: fact_sheet(s.article))
            sheet = with_names(sheet, names)
            yield shared(sheet) if share else sheet
        except (SheetError, InputError) as error:
            failed.append(error)
