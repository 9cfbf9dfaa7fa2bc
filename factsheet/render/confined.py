"""The child process in which foreign templates run: `python -m factsheet.render.confined`, fed by `child`.

Jobs are unpickled, for they come from the parent alone; whatever a foreign template makes the layout do is its error.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import pickle
import signal
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from factsheet.errors import FactsheetError, TemplateError, UsageError
from factsheet.render.boxes import flaws
from factsheet.render.child import BAD_TEMPLATE, BAD_USAGE, MEMORY, OK
from factsheet.render.formats import standalone
from factsheet.render.page import View, place_of
from factsheet.render.pdf import Variant, print_pdf
from factsheet.render.templates import Template, read_template
from factsheet.schema import FactSheet

Job = tuple[str, str, FactSheet, View, Variant, float, str]
"""What is wanted (pdf, html, flaws), of which template; the sheet, how it is shown, seconds, the user's templates."""


class Overrun(BaseException):
    """The time of a job is over. No template can catch it."""


def main() -> None:
    """Take jobs from standard input until it ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _warm()
    _limit_memory()
    while header := sys.stdin.buffer.read(8):
        job: Job = pickle.loads(sys.stdin.buffer.read(struct.unpack(">Q", header)[0]))  # noqa: S301
        code, content = _answer(job)
        _send(answers, code, content)
        gc.collect()


def _send(answers: IO[bytes], code: int, content: bytes) -> None:
    answers.write(struct.pack(">BQ", code, len(content)))
    answers.write(content)
    answers.flush()


def _answer(job: Job) -> tuple[int, bytes]:
    kind, name, sheet, view, variant, seconds, users = job
    os.environ["FACTSHEET_TEMPLATES"] = users
    template: Template | None = None
    try:
        with _limited(seconds):
            template = read_template(name)
            if kind == "flaws":
                return OK, json.dumps(flaws(template, sheet, view)).encode()
            if kind == "html":
                return OK, standalone(template, sheet, view).encode("utf-8", "replace")
            return OK, print_pdf(template, sheet, view, variant)
    except UsageError as error:
        return BAD_USAGE, str(error).encode("utf-8", "replace")
    except FactsheetError as error:
        return BAD_TEMPLATE, str(error).encode("utf-8", "replace")
    except Overrun as error:
        return BAD_TEMPLATE, _told(error, template, name, f"takes longer than {seconds:.0f} seconds")
    except MemoryError as error:
        return BAD_TEMPLATE, _told(error, template, name, "takes more memory than a template may")
    except Exception as error:  # noqa: BLE001
        return BAD_TEMPLATE, _told(error, template, name, f"{type(error).__name__}: {error}")


def _told(error: BaseException, template: Template | None, name: str, what: str) -> bytes:
    place = place_of(error, template) if template else name
    return f"{place}: {what}".encode("utf-8", "replace")


@contextlib.contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise Overrun when the time is over, wherever the code then is."""

    def over(_number: int, _frame: object) -> None:
        raise Overrun

    signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _warm() -> None:
    """Load what every job needs, so that the limit on memory counts the job alone."""
    import babel.dates
    import fontTools.ttLib  # type: ignore[import-untyped]
    import jinja2.sandbox
    import weasyprint

    if not all((babel.dates, fontTools.ttLib, jinja2.sandbox, weasyprint)):
        raise TemplateError


def _limit_memory() -> None:
    """Hold the address space at its size now and so much more, open no core dump; where the system has such limits."""
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    size = _address_space()
    if size:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY, size + MEMORY))


def _address_space() -> int:
    """Bytes of this process's address space; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


if __name__ == "__main__":
    main()
