"""Named people: title grammar, apposition, name tokens, carry-over of surnames and offices."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from factsheet.schema import Official
from factsheet.text import Document

Gender = Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class PersonMention:
    """One mention of a person: raw offsets of the name alone, and of the title words that stand beside it."""

    official: int
    start: int
    end: int
    title: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class People:
    """The people of an article: officials (ids p1, p2, ...), their mentions by place, and their gender where known."""

    officials: list[Official] = field(default_factory=list)
    mentions: list[PersonMention] = field(default_factory=list)
    genders: list[Gender | None] = field(default_factory=list)


def find_people(doc: Document) -> People:
    """Every named person of the article proper, once, with the fullest name and office that it gives."""
    return People()


def office_holder(doc: Document, people: People, start: int, end: int) -> int | None:
    """Index of the person whom the bare title in raw [start:end] (الوزير، المتحدث، رئيس الوزراء) stands for, else None."""
    return None
