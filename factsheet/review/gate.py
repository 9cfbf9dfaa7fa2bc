"""What `build` may print: the decisions in the log honoured, and nothing that rests on a rejected fact."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from factsheet.errors import SheetError
from factsheet.messages import say
from factsheet.review.links import without
from factsheet.review.state import reviewed
from factsheet.review.store import read_log, review_path
from factsheet.schema import FactSheet

REVIEWED_ONLY = "reviewed_only"


def honoured(
    sheet: FactSheet,
    path: Path,
    *,
    reviewed_only: bool = False,
    extract: Callable[[FactSheet], FactSheet] | None = None,
) -> FactSheet:
    """The sheet that is to be written to `path` with the decisions of the log beside it.

    `reviewed_only` leaves out what nobody has decided on. Raises SheetError for a broken log, and for one that belongs
    to another article.
    """
    log_path = review_path(path)
    if log_path.exists():
        log = read_log(log_path)
        if log.article.id != sheet.article.id:
            raise SheetError(say("other-review", where=log_path, id=log.article.id, wanted=sheet.article.id))
        sheet = reviewed(sheet, log, extract).sheet
    return only_reviewed(sheet) if reviewed_only else sheet


def only_reviewed(sheet: FactSheet) -> FactSheet:
    """The sheet without the facts that nobody has decided on; its options say so."""
    pending = {fact.id for fact in sheet.facts() if fact.review.status == "pending"}
    options = {**sheet.provenance.options, REVIEWED_ONLY: True}
    provenance = sheet.provenance.model_copy(update={"options": options})
    return without(sheet, pending).model_copy(update={"provenance": provenance})


def for_print(sheet: FactSheet) -> FactSheet:
    """The sheet in which no fact refers to a rejected one: no date, role or check of it is printed beside another."""
    rejected = {fact.id for fact in sheet.facts() if fact.review.status == "rejected"}
    return without(sheet, rejected, keep=True)


def for_export(
    sheet: FactSheet,
    path: Path | None,
    *,
    reviewed_only: bool = False,
    extract: Callable[[FactSheet], FactSheet] | None = None,
) -> FactSheet:
    """The sheet of a file with the decisions of the log beside it, and without what was rejected. Raises SheetError.

    A sheet without a file of its own has no log: its facts carry their decisions.
    """
    if path is not None:
        sheet = honoured(sheet, path, reviewed_only=reviewed_only, extract=extract)
    elif reviewed_only:
        sheet = only_reviewed(sheet)
    return without(sheet, {fact.id for fact in sheet.facts() if fact.review.status == "rejected"})
