"""Fact sheets held against the contract, against themselves, and against their article: what `factsheet check` does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from factsheet.check import check_sheet, in_order
from factsheet.errors import FactsheetError, InputError, SheetError, UsageError
from factsheet.extract import extract_facts
from factsheet.messages import say
from factsheet.output import require_folder, write_whole
from factsheet.read.metadata import NOTHING, Metadata, iso_date
from factsheet.read.sources import Reading, read_article, read_articles
from factsheet.schema import Article, Check, FactSheet, Severity, load_sheet, to_json
from factsheet.text import Document


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that `check` found in a file: a finding with a code, or what breaks the contract in words."""

    where: str
    check: Check | None = None
    problem: str = ""

    @property
    def severity(self) -> Severity:
        """How grave it is: what breaks the contract is an error."""
        return self.check.severity if self.check else "error"


def check(
    paths: Sequence[str], *, article: str | None = None, fix: Path | None = None
) -> Iterator[list[Finding] | FactsheetError]:
    """Hold fact sheets against the contract, their own text, and (with `article`) the file that it was read from.

    With `article`, a sheet that breaks the contract is read in its loose form and looked up there; `fix` is the file to
    which the valid sheet of it is written. Yields what was found in each. Raises UsageError for an article with several
    sheets, and for `fix` without an article.
    """
    if fix and not article:
        raise UsageError(say("fix-article"))
    if article and len(paths) > 1:
        raise UsageError(say("one-sheet"))
    return (_findings(path, article, fix) for path in paths)


def _findings(path: str, article: str | None, fix: Path | None) -> list[Finding] | FactsheetError:
    if not Path(path).is_file():
        return InputError(say("missing", where=path))
    try:
        sheet = load_sheet(Path(path))
        differences = list(_difference(path, sheet, article)) if article else []
        found = check_sheet(sheet, fresh_facts(sheet.article))
    except SheetError as error:
        problem = str(error).removeprefix(f"{path}: ")
        try:
            loose = loosely(Path(path), article, problem) if article else None
        except InputError as unread:
            return unread
        if loose is None:
            return [Finding(path, problem=problem)]
        sheet, differences, found = loose, [], list(loose.checks)
    except InputError as error:
        return error
    if fix and differences:
        return differences
    if fix:
        require_folder(fix.parent)
        write_whole(fix, to_json(sheet.model_copy(update={"checks": tuple(found)})).encode())
    return differences + [Finding(path, one) for one in found]


def fresh_facts(article: Article) -> FactSheet:
    """What the program itself finds in the article of a sheet, which may hold what was inferred from the text."""
    if article.published_from in ("text", "dateline"):
        article = article.model_copy(update={"published": None, "published_from": None})
    return extract_facts(article)


def loosely(path: Path, source: str, problem: str) -> FactSheet | None:
    """A sheet in a loose form after its article, with all findings; None where it is none. Raises InputError."""
    from factsheet.check.loose import anchored
    from factsheet.check.shapes import decoded, in_kinds

    try:
        raw = decoded(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if in_kinds(raw) is None:
        return None
    told = raw.get("article") if isinstance(raw, dict) else None
    article = read_article(source, _told_of(told if isinstance(told, dict) else {}))
    fresh = extract_facts(article)
    sheet, found = anchored(raw, Document(fresh.article), fresh, problem)
    return sheet.model_copy(update={"checks": tuple(in_order(found + check_sheet(sheet, fresh)))})


def _told_of(article: Mapping[str, object]) -> Metadata:
    """The publication date that a loose sheet gives of its article."""
    published = article.get("published")
    try:
        day = iso_date(published) if isinstance(published, str) else None
    except ValueError:
        day = None
    return Metadata(published=day, published_from="file") if day else NOTHING


def _difference(path: str, sheet: FactSheet, source: str) -> Iterator[Finding]:
    """The first place where the sheet's text is not the file's. Raises InputError when that holds another article."""
    articles = [reading.article for reading in read_articles([source]) if isinstance(reading, Reading)]
    same = [a for a in articles if a.id == sheet.article.id] or articles
    if len(same) != 1:
        read_article(source)
        raise InputError(say("other-article", where=source, id=sheet.article.id))
    ours, theirs = sheet.article.text, same[0].text
    if ours != theirs:
        pairs = enumerate(zip(ours, theirs, strict=False))
        at = next((i for i, (a, b) in pairs if a != b), min(len(ours), len(theirs)))
        yield Finding(path, problem=f"article.text: is not the text of {source} from character {at}")
