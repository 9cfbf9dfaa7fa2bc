"""Work spread over processes: spawned, so that none has another's fonts and locks in it, and never all at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import TracebackType
from typing import Generic, TypeVar

from factsheet.errors import FactsheetError
from factsheet.messages import say

Item = TypeVar("Item")
Result = TypeVar("Result")
_AHEAD = 4
"""Items that wait for each process."""


class Spread(Generic[Item, Result]):
    """So many processes, or this one where it is one: `with Spread(2) as spread`.

    A process that dies (killed, out of memory) takes its item with it and no other.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = max(1, jobs)
        self._pool = self._new_pool() if self._jobs > 1 else None

    def __enter__(self) -> Spread[Item, Result]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def each(
        self, items: Iterable[Item], make: Callable[[Item], Result]
    ) -> Iterator[tuple[Item, Result | FactsheetError]]:
        """Every item with what `make` makes of it, in order; both must be picklable where there are processes."""
        if self._pool is None:
            yield from ((item, make(item)) for item in items)
            return
        waiting: deque[tuple[Item, Future[Result]]] = deque()
        for item in items:
            waiting.append((item, self._submitted(item, make)))
            if len(waiting) >= self._jobs * _AHEAD:
                yield self._finished(*waiting.popleft(), make)
        while waiting:
            yield self._finished(*waiting.popleft(), make)

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._jobs, get_context("spawn"))

    def _submitted(self, item: Item, make: Callable[[Item], Result]) -> Future[Result]:
        """The item's place in the queue; of new processes, where one of the old ones died."""
        try:
            if self._pool:
                return self._pool.submit(make, item)
        except BrokenProcessPool:
            pass
        self._pool = self._new_pool()
        return self._pool.submit(make, item)

    def _finished(
        self, item: Item, future: Future[Result], make: Callable[[Item], Result]
    ) -> tuple[Item, Result | FactsheetError]:
        """What came of the item: what was under way when a process died is done once more, by itself."""
        for attempt in (future, None):
            try:
                return item, (attempt or self._submitted(item, make)).result()
            except BrokenProcessPool as error:
                broken = error
        return item, FactsheetError(say("internal", where="factsheet build --jobs", why=broken))
