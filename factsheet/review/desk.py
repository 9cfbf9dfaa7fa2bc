"""The articles under review: which there are, how far each is, and what a reviewer's wishes do to one of them.

A page asks for an article by a key that is looked up, never by a path. Only a few articles are held in memory.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from factsheet.errors import FactsheetError
from factsheet.review.events import Log
from factsheet.review.gate import REVIEWED_ONLY
from factsheet.review.state import Reviewed, pristine, reviewed
from factsheet.review.store import Store, review_path
from factsheet.review.summary import Summary, summary_of
from factsheet.review.utf16 import Units
from factsheet.review.wishes import Wish, deeds
from factsheet.schema import Article, FactSheet, load_sheet
from factsheet.text import lines

HELD = 3
"""Articles that are kept in memory."""
Extract = Callable[[Article], FactSheet]


@dataclass(frozen=True, slots=True)
class Opened:
    """One article with its review: the machine's sheet, the log, and the sheet as it stands now."""

    key: str
    machine: FactSheet
    log: Log
    reviewed: Reviewed
    units: Units

    @property
    def sheet(self) -> FactSheet:
        """The sheet as it stands now."""
        return self.reviewed.sheet


class UnknownArticleError(FactsheetError):
    """A key that no article has."""


class Desk:
    """The sheets under review, in order. `extract` makes the checked sheet of an article."""

    def __init__(self, sheets: Sequence[Path], extract: Extract, reviewer: str) -> None:
        self.reviewer = reviewer
        self._extract = extract
        self._paths = {_key(path): path for path in sheets}
        self._held: OrderedDict[str, tuple[int, FactSheet, Store, Units]] = OrderedDict()
        self._summaries: dict[str, tuple[object, Summary]] = {}
        self._lock = threading.RLock()

    def queue(self) -> list[Summary]:
        """Every article with its progress, in order; one whose sheet cannot be read says so."""
        return [self._summary(key, path) for key, path in self._paths.items()]

    def open(self, key: str) -> Opened:
        """An article as it stands on disk. Raises UnknownArticleError, SheetError."""
        with self._lock:
            machine, store, units = self._machine(key)
            return self._opened(key, machine, store.read(), units)

    def write(self, key: str, seen: int, wishes: Sequence[Wish], by: str) -> tuple[Opened, Opened]:
        """Take a reviewer's wishes; the article before and after. On disk when it returns.

        Raises StaleError, RefusedError, UnknownArticleError, SheetError, OutputError.
        """
        with self._lock:
            machine, store, units = self._machine(key)
            before = self._opened(key, machine, store.read(), units)
            ids = [wish.id for wish in wishes]
            log = store.append(seen, lambda newest: deeds(machine, newest, wishes, by, self._again), ids)
            return before, self._opened(key, machine, log, units)

    def _opened(self, key: str, machine: FactSheet, log: Log, units: Units) -> Opened:
        return Opened(key, machine, log, reviewed(machine, log, self._again), units)

    def _machine(self, key: str) -> tuple[FactSheet, Store, Units]:
        path = self._paths.get(key)
        if path is None:
            raise UnknownArticleError("there is no such article")
        stamp = path.stat().st_mtime_ns if path.exists() else 0
        held = self._held.get(key)
        if held is None or held[0] != stamp:
            sheet = self._made_anew(_in_paragraphs(load_sheet(path)))
            held = (stamp, sheet, Store(review_path(path), sheet.article), Units(sheet.article.text))
            self._held[key] = held
            while len(self._held) > HELD:
                self._held.popitem(last=False)
        self._held.move_to_end(key)
        return held[1:]

    def _made_anew(self, sheet: FactSheet) -> FactSheet:
        """The machine's own sheet; extracted again where what was written leaves out some of it."""
        people = any(p.rule == "human" for p in sheet.article.paragraphs)
        if people or sheet.provenance.options.get(REVIEWED_ONLY) or sheet.provenance.options.get("share"):
            return self._extract(bare(sheet.article))
        return pristine(sheet)

    def _again(self, sheet: FactSheet) -> FactSheet:
        """The facts of a sheet's article, whose paragraphs stay as they are."""
        return self._extract(sheet.article)

    def _summary(self, key: str, path: Path) -> Summary:
        log = review_path(path)
        stamp = tuple(p.stat().st_mtime_ns if p.exists() else 0 for p in (path, log))
        known = self._summaries.get(key)
        if known is None or known[0] != stamp:
            known = (stamp, summary_of(key, path, (lambda: self.open(key).sheet) if stamp[1] else None))
            self._summaries[key] = known
        return known[1]


def _in_paragraphs(sheet: FactSheet) -> FactSheet:
    """The sheet with the lines of its text as paragraphs, where it has none."""
    if sheet.article.paragraphs:
        return sheet
    article = sheet.article.model_copy(update={"paragraphs": tuple(lines(sheet.article.text))})
    return sheet.model_copy(update={"article": article})


def bare(article: Article) -> Article:
    """The article as it was read: without an inferred date, its paragraphs found anew."""
    from factsheet.read import article_from_text
    from factsheet.read.blocks import marks_of

    inferred = article.published_from in ("text", "dateline")
    fresh = article_from_text(article.text, id=article.id, title=article.title, marks=marks_of(article.paragraphs))
    update: dict[str, object] = {"paragraphs": fresh.paragraphs}
    if inferred:
        update |= {"published": None, "published_from": None}
    return article.model_copy(update=update)


def _key(path: Path) -> str:
    """Twelve hex digits that stand for a sheet."""
    return hashlib.sha256(path.name.encode("utf-8", "surrogateescape")).hexdigest()[:12]
