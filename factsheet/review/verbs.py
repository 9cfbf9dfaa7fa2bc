"""`review diff`, `review export` and `review import`: each takes its arguments and gives lines and an exit code."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from pydantic import TypeAdapter, ValidationError

from factsheet.errors import InputError, UsageError
from factsheet.messages import say
from factsheet.review.agreement import Agreement, agreement
from factsheet.review.events import Log, ReviewerName
from factsheet.review.handover import export, take_in
from factsheet.review.store import ENDING, read_log

Told = tuple[list[str], int]
DONE, FOUND = 0, 1


def reviewer_name(given: str | None) -> str:
    """The name that decisions are signed with: the option, else the user's. Raises UsageError."""
    try:
        return TypeAdapter(ReviewerName).validate_python(_user() if given is None else given)
    except ValidationError as error:
        raise UsageError(say("bad-reviewer", value=repr(given))) from error


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "reviewer"


def diff(arguments: Sequence[str]) -> Told:
    """How far two reviews agree; exit code 1 where decisions differ. Takes two logs, or two folders of them."""
    if len(arguments) != 2:
        raise UsageError(say("review-usage", verb="diff", wanted="two reviews (files or folders)"))
    first, second = (_logs(Path(argument)) for argument in arguments)
    pairs = _pairs(first, second, arguments)
    lines: list[str] = []
    differing = 0
    for name, a, b in pairs:
        if a.article.id != b.article.id and a.article.sha256 != b.article.sha256:
            raise InputError(say("other-article-review", where=arguments[1], other=arguments[0]))
        found = agreement(a, b)
        lines += _told(name, found)
        differing += len(found.differences)
    return lines, FOUND if differing else DONE


def _logs(path: Path) -> dict[str, Log]:
    """The logs of a folder by name, or the one in a file. Raises InputError."""
    files = sorted(path.glob(f"*{ENDING}")) if path.is_dir() else [path] if path.is_file() else []
    if not files:
        raise InputError(say("not-one-review", where=path))
    return {file.name.removesuffix(ENDING): read_log(file) for file in files}


def _pairs(first: Mapping[str, Log], second: Mapping[str, Log], given: Sequence[str]) -> list[tuple[str, Log, Log]]:
    """Which logs belong together: the only two, else those of one name."""
    if len(first) == len(second) == 1:
        (name, a), (_, b) = *first.items(), *second.items()
        return [(name, a, b)]
    shared = [(name, first[name], second[name]) for name in first if name in second]
    if not shared:
        raise InputError(say("other-article-review", where=given[1], other=given[0]))
    return shared


def _told(name: str, found: Agreement) -> list[str]:
    kappa = "-" if found.kappa is None else f"{found.kappa:.2f}"
    f1 = "-" if found.f1 is None else f"{found.f1:.2f}"
    head = (
        f"{name}: decided by both {found.both}, alike {found.alike}, kappa {kappa}, spans F1 {f1}, "
        f"only in the first {found.only_first}, only in the second {found.only_second}"
    )
    return [head, *(f"{name}: {d.fact}: {d.first} / {d.second}: {d.text[:80]}" for d in found.differences)]


def hand_over(arguments: Sequence[str]) -> Told:
    """Write the reviews of a folder into one file."""
    if len(arguments) != 2:
        raise UsageError(say("review-usage", verb="export", wanted="a folder and a file"))
    count = export(Path(arguments[0]), Path(arguments[1]))
    return [f"{arguments[1]}: {count} reviews"], DONE


def take_over(arguments: Sequence[str]) -> Told:
    """Take such a file into a folder; exit code 1 where an article is not there."""
    if len(arguments) != 2 or not Path(arguments[-1]).is_dir():
        raise UsageError(say("review-usage", verb="import", wanted="a file and a folder with fact sheets"))
    lines, code = [], DONE
    for taken in take_in(Path(arguments[0]), Path(arguments[1])):
        if taken.path is None:
            lines.append(f"{taken.name}: no such article in {arguments[1]}; nothing taken")
            code = FOUND
        else:
            lines.append(f"{taken.path}: {taken.new} new events, {taken.known} known before")
    return lines, code


VERBS: Mapping[str, Callable[[Sequence[str]], Told]] = MappingProxyType(
    {"diff": diff, "export": hand_over, "import": take_over}
)
"""The verbs by the word that comes after `review`."""
