"""The server killed in the middle of many decisions: what was acknowledged is there, once."""

from __future__ import annotations

import http.client
import threading
import uuid
from contextlib import suppress
from pathlib import Path

from factsheet.review.store import read_log
from tests.review.making import folder_of
from tests.review.serving import Running, serving

KILLED_AFTER = (7, 23, 48, 71)
"""Decisions acknowledged by the time that a server is killed: from another thread, wherever the next ones then are."""


def test_kill_loses_and_doubles_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)[0].parent
    acknowledged: list[str] = []
    waiting = [str(uuid.uuid4()) for _ in range(100)]
    kills = 0
    while waiting:
        with serving(folder) as running:
            enough = threading.Event()
            after = KILLED_AFTER[kills] if kills < len(KILLED_AFTER) else None
            killer = threading.Thread(target=kill, args=(running, enough))
            killer.start()
            with suppress(OSError, http.client.HTTPException):
                decide(running, waiting, acknowledged, after, enough)
            kills += bool(waiting)
            enough.set()
            killer.join()
    written = [event.id for event in read_log(tmp_path / "port-2024.review.json").events]
    assert kills == len(KILLED_AFTER)
    assert len(acknowledged) == 100
    assert written == list(dict.fromkeys(written))
    assert written == acknowledged


def kill(running: Running, enough: threading.Event) -> None:
    """Kill the server as soon as it has done enough."""
    enough.wait()
    running.process.kill()


def decide(
    running: Running, waiting: list[str], acknowledged: list[str], after: int | None, enough: threading.Event
) -> None:
    """One decision after the other, until all are acknowledged or the server is gone."""
    key = running.key()
    version = running.ask(f"article/{key}").json()["version"]
    while waiting:
        wish = {"kind": "decide", "fact": "q1", "status": "accepted", "id": waiting[0]}
        answer = running.write(key, version, wish)
        assert answer.status == 200
        version = (answer.json().get("full") or answer.json())["version"]
        acknowledged.append(waiting.pop(0))
        if len(acknowledged) == after:
            enough.set()
