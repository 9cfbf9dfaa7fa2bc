"""The server killed in the middle of many decisions: what was acknowledged is there, once."""

from __future__ import annotations

import threading
import time
import uuid
from pathlib import Path

from factsheet.review.store import read_log
from tests.review.making import folder_of
from tests.review.serving import serving


def test_kill_loses_and_doubles_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    paths = folder_of(tmp_path)
    log = tmp_path / "port-2024.review.json"
    acknowledged: list[str] = []
    waiting = [str(uuid.uuid4()) for _ in range(100)]
    kills = 0
    while waiting and kills < 12:
        with serving(paths[0].parent) as running:
            killer = threading.Timer(0.12 + 0.05 * kills, running.process.kill) if kills < 4 else None
            key = running.key()
            if killer:
                killer.start()
            try:
                version = running.ask(f"article/{key}").json()["version"]
                while waiting:
                    wish = {"kind": "decide", "fact": "q1", "status": "accepted", "id": waiting[0]}
                    answer = running.write(key, version, wish)
                    if answer.status == 200:
                        acknowledged.append(waiting.pop(0))
                        version = answer.json()["version"]
            except (OSError, ValueError, Exception):  # noqa: BLE001 - whatever a connection says when its server dies
                kills += 1
                time.sleep(0.01)
            finally:
                if killer:
                    killer.cancel()
    written = [event.id for event in read_log(log).events]
    assert kills >= 3
    assert len(acknowledged) == 100
    assert len(written) == len(set(written))
    assert set(acknowledged) <= set(written)
    assert not list(tmp_path.glob(".*.part")) or kills
