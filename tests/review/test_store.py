from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from factsheet.errors import SheetError
from factsheet.review.events import Decided, Event, Log, in_force, redoable, undoable
from factsheet.review.store import StaleError, Store, read_log, review_path
from tests.review.making import desk_of, do, fact_of, folder_of, key_of, wish
from tests.sheets import full_sheet


def test_the_log_stands_beside_the_sheet(tmp_path: Path) -> None:
    desk = desk_of(folder_of(tmp_path))
    do(desk, wish("decide", fact="q1", status="accepted"))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["port-2024.json", "port-2024.review.json"]


def test_the_log_is_json_with_a_line_an_event(tmp_path: Path) -> None:
    paths = folder_of(tmp_path)
    do(desk_of(paths), wish("decide", fact="q1", status="accepted"), wish("decide", fact="q2", status="rejected"))
    text = review_path(paths[0]).read_text("utf-8")
    assert len(json.loads(text)["events"]) == 2
    assert sum('"kind": "decide"' in line for line in text.splitlines()) == 2


def test_a_log_only_grows(tmp_path: Path) -> None:
    paths = folder_of(tmp_path)
    desk = desk_of(paths)
    before: list[str] = []
    for kind, fields in (("decide", {"fact": "q1", "status": "accepted"}), ("undo", {}), ("redo", {}), ("undo", {})):
        do(desk, wish(kind, **fields))
        lines = [line.rstrip(",") for line in review_path(paths[0]).read_text("utf-8").splitlines()]
        assert lines[: len(before)] == before
        before = lines[:-1]


def test_a_stale_writer_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    paths = folder_of(tmp_path)
    desk, other = desk_of(paths), desk_of(paths, "نزار")
    do(desk, wish("decide", fact="q1", status="accepted"))
    with pytest.raises(StaleError) as caught:
        other.write(key_of(other), 0, [wish("decide", fact="q1", status="rejected")], "نزار")
    assert caught.value.log.version == 1
    assert fact_of(other.open(key_of(other)), "q1").review.by == "سارة"


def test_an_event_is_never_taken_twice(tmp_path: Path) -> None:
    desk = desk_of(folder_of(tmp_path))
    same = wish("decide", fact="q1", status="accepted")
    do(desk, same)
    _, again = desk.write(key_of(desk), 0, [same], "سارة")
    assert again.log.version == 1


def test_a_broken_log_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    paths = folder_of(tmp_path)
    log = review_path(paths[0])
    log.write_text('{"format": "factsheet-review", "eve', "utf-8")
    desk = desk_of(paths)
    with pytest.raises(SheetError, match="is not a review that can be read"):
        desk.open(key_of(desk))
    assert desk.queue()[0].error
    assert log.read_text("utf-8").endswith("eve")


def test_writers_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.review.json"
    sheet = full_sheet()
    made = desk_of(folder_of(tmp_path / "other"))
    template = do(made, wish("decide", fact="q1", status="accepted")).log.events[0]

    def write(name: str) -> None:
        store = Store(path, sheet.article)
        for n in range(20):
            event = template.model_copy(update={"id": f"{name}-{n:08}"})
            store.append(None, lambda _, event=event: [event])  # type: ignore[misc]

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({event.id for event in read_log(path).events}) == 80


def events(*made: str) -> list[Event]:
    """Events in short: `a1` and `b1` are deeds of reviewers a and b, `-1` by a undoes, `+1` redoes a deed."""
    anchor = {"of": "quotes", "fact": "q1", "start": 0, "end": 1, "text": "ا"}
    found: list[Event] = []
    for n, short in enumerate(made):
        sign, target = short[0], f"deed-{short[1:]:0>8}"
        if sign in "+-":
            found.append(_event({"kind": "undo" if sign == "-" else "redo", "target": target, "by": "a"}, n))
        else:
            table: dict[str, object] = {"kind": "decide", "anchor": anchor, "status": "accepted", "by": sign}
            found.append(_event(table, n, target))
    return found


def _event(table: dict[str, object], n: int, id: str | None = None) -> Event:
    whole = {"id": id or f"turn-{n:08}", "at": f"2024-01-01T00:00:{n:02}+00:00", **table}
    return Log.model_validate({"article": {"id": "x", "sha256": ""}, "events": [whole]}).events[0]


def names(found: object) -> str | None:
    return str(int(found.id[5:])) if isinstance(found, Decided) else None


@pytest.mark.parametrize(
    ("made", "undo", "redo", "standing"),
    [
        ("", None, None, ""),
        ("a1 a2", "2", None, "12"),
        ("a1 a2 -2", "1", "2", "1"),
        ("a1 a2 -2 -1", None, "1", ""),
        ("a1 a2 -2 -1 +1", "1", "2", "1"),
        ("a1 a2 -2 a3", "3", None, "13"),
        ("a1 b2", "1", None, "12"),
        ("a1 b2 -1", None, "1", "2"),
        ("a1 -1 b2", None, "1", "2"),
        ("a1 -1 +1 -1", None, "1", ""),
    ],
)
def test_undo_and_redo(made: str, undo: str | None, redo: str | None, standing: str) -> None:
    log = events(*made.split())
    assert names(undoable(log, "a")) == undo
    assert names(redoable(log, "a")) == redo
    assert "".join(sorted(names(deed) or "" for deed in in_force(log))) == standing


def test_undo_and_redo_across_restarts(tmp_path: Path) -> None:
    paths = folder_of(tmp_path)
    do(desk_of(paths), wish("decide", fact="q1", status="accepted"))
    assert fact_of(do(desk_of(paths), wish("undo")), "q1").review.status == "pending"
    assert fact_of(do(desk_of(paths), wish("redo")), "q1").review.status == "accepted"
