"""Reads tests/corpus/*.toml and compares what a case wants with what the program finds."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from factsheet.schema import Check, Claim, DateMention, FactSheet, Official, Quote, Span

CORPUS = Path(__file__).parent / "corpus"
KINDS = ("quotes", "claims", "dates", "officials", "acronyms", "paragraphs", "checks")
META = {"about", "text", "published", "published_wanted", "published_from", "title", "xfail", "against"}


@dataclass(frozen=True)
class Case:
    """One case of a corpus file."""

    file: str
    number: int
    about: str
    text: str
    published: str | None = None
    published_wanted: str | None = None
    published_from: str | None = None
    title: str | None = None
    xfail: str | None = None
    against: tuple[str, ...] = ()
    wanted: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """file:number, as pytest shows it."""
        return f"{self.file}:{self.number}"


def cases() -> list[Case]:
    """All cases of all files; an unknown key is an error."""
    found = []
    for path in sorted(CORPUS.glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        assert set(table) <= {"case"}, f"{path.name}: unknown table in {sorted(table)}"
        for number, raw in enumerate(table.get("case", []), 1):
            unknown = set(raw) - META - set(KINDS)
            assert not unknown, f"{path.name}:{number}: unknown key {sorted(unknown)}"
            wanted = {kind: raw[kind] for kind in KINDS if kind in raw}
            assert wanted or "published_wanted" in raw, f"{path.name}:{number}: the case wants nothing"
            meta = {key: value for key, value in raw.items() if key in META}
            found.append(Case(file=path.stem, number=number, wanted=wanted, **meta))
    return found


def plain(value: Any) -> Any:
    """Spans as their text, tuples as lists, numbers as floats."""
    if isinstance(value, Span):
        return value.text
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    return value


def as_row(sheet: FactSheet, fact: Any) -> dict[str, Any]:
    """A fact as the flat row that corpus cases are written in."""
    row = {name: plain(value) for name, value in fact.__dict__.items()}
    if isinstance(fact, Quote):
        dates = {d.id: d.value for d in sheet.dates}
        row |= {
            "lemma": fact.cue.lemma if fact.cue else None,
            "stance": fact.cue.stance if fact.cue else None,
            "speaker": fact.speaker.name,
            "speaker_kind": fact.speaker.kind,
            "said_on": dates.get(fact.said_on or ""),
            **{k: plain(getattr(fact.speaker, k)) for k in ("named", "role", "resolved", "mention", "evidence")},
        }
    elif not isinstance(fact, Claim | DateMention | Official | Check) and hasattr(fact, "role"):
        row["text"] = sheet.article.text[fact.start : fact.end]
    return row


def differences(sheet: FactSheet, case: Case) -> list[str]:
    """What the sheet has otherwise than the case wants, in words."""
    wrong = []
    for kind, wanted in case.wanted.items():
        facts = sheet.article.paragraphs if kind == "paragraphs" else getattr(sheet, kind)
        found = [as_row(sheet, fact) for fact in facts]
        if kind == "checks":
            found = [row for row in found if row["severity"] != "info" or any(w["code"] == row["code"] for w in wanted)]
        if len(found) != len(wanted):
            wrong.append(f"{kind}: wanted {len(wanted)}, found {len(found)}: {[brief(r) for r in found]}")
            continue
        for want, got in zip(wanted, found, strict=True):
            for key, written in want.items():
                value: Any = None if written is False and not isinstance(got.get(key), bool) else written
                assert key in got, f"{case.id}: {kind} has no key {key!r}"
                number = isinstance(value, int) and not isinstance(value, bool) and key != "index"
                wish = float(value) if number else value
                if got[key] != wish and not (key == "notes" and set(value) <= set(got[key])):
                    wrong.append(f"{kind}.{key}: wanted {value!r}, found {got[key]!r}")
    for key, wish_date in (("published", case.published_wanted), ("published_from", case.published_from)):
        if wish_date is not None and (getattr(sheet.article, key) or "") != wish_date:
            wrong.append(f"{key}: wanted {wish_date!r}, found {getattr(sheet.article, key)!r}")
    return wrong


def brief(row: dict[str, Any]) -> dict[str, Any]:
    """The keys of a row that identify the fact, for a failure message."""
    keys = ("span", "spans", "value", "low", "high", "unit", "name", "role", "speaker", "code", "text", "short")
    return {key: row[key] for key in keys if row.get(key) is not None}
