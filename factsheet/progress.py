"""A bar on standard error, for work that takes more than a second in front of somebody who watches."""

from __future__ import annotations

import sys
import threading
from contextlib import AbstractContextManager, nullcontext
from typing import Self

from factsheet.messages import one_line

_PATIENCE = 1.0
_TICK = 0.5


def aside() -> AbstractContextManager[None]:
    """A context in which something else may be printed: a bar that is drawn steps aside for it."""
    if "tqdm" not in sys.modules:
        return nullcontext()
    from tqdm import tqdm

    return tqdm.external_write_mode()  # type: ignore[no-any-return]


def notice(line: str) -> None:
    """One line on standard error about what is done all the same."""
    with aside():
        sys.stderr.write(f"factsheet: {one_line(line)}\n")


class Progress:
    """Counts bytes done of a total; drawn only when standard error is a terminal, and only after a second."""

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._done = 0
        self._doing = ""
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._draw, daemon=True)

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def doing(self, what: str) -> None:
        """Name what is being worked on."""
        self._doing = what

    def add(self, size: int) -> None:
        """Count bytes as done."""
        self._done += size

    def _draw(self) -> None:
        if self._over.wait(_PATIENCE):
            return
        from tqdm import tqdm

        with tqdm(total=self._total, unit="B", unit_scale=True, leave=False, dynamic_ncols=True) as bar:
            while not self._over.wait(_TICK):
                bar.set_description_str(self._doing, refresh=False)
                bar.n = self._done
                bar.refresh()
