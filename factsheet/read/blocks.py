"""Paragraphs with the roles that a format gives them → a text, and the roles by place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from factsheet.schema import Paragraph, ParagraphRole

Role = tuple[ParagraphRole, str]
Marks = Mapping[int, Role]
"""Roles that the format knows, by the offset at which the paragraph begins."""
FORMATS = ("page-", "docx-", "md-", "pdf-")
"""How the rules of such roles begin."""
SPACE = re.compile(r"[ \t\n\r\f\v]+")
OVERRULED = frozenset({"body", "subheading", "headline"})
"""Roles by words and place that yield to what the format knows; the others are told by plain words."""

FIRM = frozenset({"pdf-running"})
"""Rules of a format whose roles yield to nothing: the moment of printing is no date line."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph on one line; `role` is None where its words and its place are to tell."""

    text: str
    role: ParagraphRole | None = None
    rule: str = ""


def one_line(text: str) -> str:
    """A text as a page or a page of paper shows it: runs of ASCII white space are one space."""
    return SPACE.sub(" ", text).strip()


def joined(blocks: Iterable[Block]) -> tuple[str, dict[int, Role]]:
    """The text of the blocks, one a line, and the roles that are known."""
    lines, marks, at = [], {}, 0
    for block in blocks:
        if not block.text:
            continue
        if block.role is not None:
            marks[at] = (block.role, block.rule)
        lines.append(block.text)
        at += len(block.text) + 1
    return "\n".join(lines), marks


def marks_of(paragraphs: Iterable[Paragraph]) -> dict[int, Role]:
    """The roles that the format gave to paragraphs, so that they can be found anew without it."""
    return {p.start: (p.role, p.rule) for p in paragraphs if p.rule.startswith(FORMATS)}


def marked(paragraphs: Iterable[Paragraph], marks: Marks) -> tuple[Paragraph, ...]:
    """The paragraphs with the roles that the format knows, the body counted anew."""
    found, index = [], 0
    for paragraph in paragraphs:
        role, rule = marks.get(paragraph.start, (paragraph.role, paragraph.rule))
        if paragraph.role not in OVERRULED and role != "headline" and rule not in FIRM:
            role, rule = paragraph.role, paragraph.rule
        index += role == "body"
        number = index if role == "body" else None
        found.append(paragraph.model_copy(update={"role": role, "rule": rule, "index": number}))
    return tuple(found)
