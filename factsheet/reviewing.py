"""The verb `review`: articles and sheets gathered, and the page over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from factsheet.errors import FactsheetError, UsageError
from factsheet.messages import say
from factsheet.newsroom import with_names
from factsheet.pipeline import extract, fact_sheet, newsroom_names

if TYPE_CHECKING:
    from factsheet.review.server import Served


def to_review(
    inputs: Sequence[str], *, folder: Path, names: Path | None = None
) -> Iterator[list[Path] | FactsheetError]:
    """The fact sheets to review: those of a folder, a sheet itself, and those made of articles into `folder`."""
    from factsheet.review.handover import sheet_files

    articles: list[str] = []
    for source in inputs:
        path = Path(source)
        held = sheet_files(path) if path.is_dir() else [path] if path.suffix == ".json" and path.is_file() else []
        if held:
            yield held
        else:
            articles.append(source)
    if articles:
        yield from extract(articles, folder=folder, names=names)


def review(
    sheets: Sequence[Path], *, reviewer: str | None, port: int | None, template: str, names: Path | None = None
) -> Served:
    """The review page over some fact sheets, ready to run. Raises UsageError."""
    from factsheet.render import template_dir
    from factsheet.review.desk import Desk
    from factsheet.review.server import serve
    from factsheet.review.verbs import reviewer_name

    if not sheets:
        raise UsageError(say("nothing-to-review"))
    template_dir(template)
    known = newsroom_names(names, template)
    desk = Desk(
        tuple(dict.fromkeys(sheets)), lambda article: with_names(fact_sheet(article), known), reviewer_name(reviewer)
    )
    return serve(desk, port=port, template=template)
