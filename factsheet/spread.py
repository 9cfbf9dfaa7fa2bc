"""Work spread over processes: spawned, so that none has another's fonts and locks in it, and never all at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Generic, TypeVar

from factsheet.errors import FactsheetError
from factsheet.messages import say

Item = TypeVar("Item")
Result = TypeVar("Result")
_AHEAD = 4
"""Items that wait for each process."""


class Spread(Generic[Item, Result]):
    """So many processes, or this one where it is one: `with Spread(2) as spread`."""

    def __init__(self, jobs: int) -> None:
        self._jobs = max(1, jobs)
        self._pool = ProcessPoolExecutor(self._jobs, get_context("spawn")) if self._jobs > 1 else None

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
            waiting.append((item, self._pool.submit(make, item)))
            if len(waiting) >= self._jobs * _AHEAD:
                first, future = waiting.popleft()
                yield first, _result(future)
        for first, future in waiting:
            yield first, _result(future)


def _result(future: Future[Any]) -> Any:
    """What came of it; an error for what died with its process."""
    try:
        return future.result()
    except BrokenProcessPool as error:
        return FactsheetError(say("internal", where="factsheet build --jobs", why=error))
