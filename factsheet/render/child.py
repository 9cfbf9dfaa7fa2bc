"""Templates from elsewhere run in a child process: warm, with limits on memory and time, and killed when it overruns.

The child is started once (spawned, so that nothing of this process is in it but the code) and takes one sheet after the
other; after `MOST_JOBS` of them, or after any that went over its limits, the next one gets a new child. What comes back
is bytes or a line of error, never an object: a child is not trusted.
"""

from __future__ import annotations

import atexit
import os
import pickle
import select
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO

from factsheet.errors import FactsheetError, TemplateError, UsageError
from factsheet.render.page import View
from factsheet.render.templates import user_root
from factsheet.schema import FactSheet

MOST_JOBS = 100
MEMORY = 3 << 28
"""Bytes that a job may add to what the warm child holds."""
SECONDS = 20.0
"""For a job; long articles get more, in step with their text."""
_SECONDS_A_CHARACTER = 0.0005
GRACE = 3.0
"""Seconds after which a child that does not stop by itself is killed."""
_LARGEST_ANSWER = 200_000_000
_KEPT = (
    "PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
    "DYLD_FALLBACK_LIBRARY_PATH", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH",
)  # fmt: skip
"""What the child may know of the environment."""
_HEADER = struct.Struct(">BQ")
OK, BAD_TEMPLATE, BAD_USAGE = 0, 1, 2

_lock = threading.Lock()


class Child:
    """One child process, ready to take sheets."""

    def __init__(self) -> None:
        command = [sys.executable, "-P", "-m", "factsheet.render.confined"]
        self.jobs = 0
        self.process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()
        )

    def answer(self, job: bytes, seconds: float) -> tuple[int, bytes]:
        """What the child makes of a job. Raises TimeoutError, or EOFError when it died."""
        self.jobs += 1
        written, read = self.process.stdin, self.process.stdout
        if written is None or read is None:
            raise EOFError
        until = time.monotonic() + seconds
        try:
            written.write(struct.pack(">Q", len(job)) + job)
            written.flush()
        except BrokenPipeError as error:
            raise EOFError from error
        kind, length = _HEADER.unpack(_bytes(read, _HEADER.size, until))
        if length > _LARGEST_ANSWER:
            raise EOFError
        return kind, _bytes(read, length, until)

    def end(self) -> None:
        """Kill it and wait for it."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
        self.process.wait()


class Current:
    """The child of this process, if there is one."""

    child: Child | None = None


def rendered(kind: str, template: str, sheet: FactSheet, view: View, variant: str) -> bytes:
    """A sheet in a foreign template, as `pdf` or `html`. Raises TemplateError, UsageError."""
    seconds = SECONDS + _SECONDS_A_CHARACTER * len(sheet.article.text)
    name = str(Path(template).resolve()) if Path(template).exists() else template
    job = pickle.dumps((kind, name, sheet, view, variant, seconds, str(user_root())))
    with _lock:
        child = Current.child or Child()
        Current.child = None
        try:
            code, content = child.answer(job, seconds + GRACE + (10 if child.jobs == 0 else 0))
        except TimeoutError:
            child.end()
            raise TemplateError(f"{template}: took longer than {seconds:.0f} seconds and was stopped") from None
        except EOFError:
            child.end()
            raise TemplateError(f"{template}: went over the limits of memory or time and was stopped") from None
        except BaseException:
            child.end()
            raise
        if child.jobs >= MOST_JOBS or (code != OK and b"takes " in content):
            child.end()
        else:
            Current.child = child
    if code == OK:
        return content
    told = content.decode("utf-8", "replace").replace("\n", " ")[:2000]
    error: FactsheetError = UsageError(told) if code == BAD_USAGE else TemplateError(told)
    raise error


def forget() -> None:
    """End the child, if there is one."""
    with _lock:
        if Current.child:
            Current.child.end()
        Current.child = None


atexit.register(forget)


def _bytes(read: IO[bytes], length: int, until: float) -> bytes:
    """Exactly so many bytes of a pipe. Raises TimeoutError, or EOFError when it ends before."""
    parts: list[bytes] = []
    descriptor = read.fileno()
    while length:
        ready, _, _ = select.select([descriptor], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            raise TimeoutError
        part = os.read(descriptor, min(length, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def environment() -> dict[str, str]:
    """What the child needs of the environment, and nothing that might be a secret."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONHASHSEED": "0"}
