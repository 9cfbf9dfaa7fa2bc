"""Roles of paragraphs: which lines are the article, and which the page left behind.

A line is judged by its own words (lexicon/boilerplate.toml), then by its place. What the words do not tell stays body:
a paragraph of the article that is dropped loses facts, a headline that stays costs little. The structural rules hold
only in articles whose paragraphs end with a full stop as a matter of course.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factsheet.lexicon.boilerplate import Place, agency_at, debris_in, tail_in
from factsheet.lexicon.countries import places
from factsheet.lexicon.finite_verbs import is_finite_verb
from factsheet.lexicon.names import names
from factsheet.read.lines import Line, split
from factsheet.read.related import alike, is_headline_link, is_subheading
from factsheet.schema import Paragraph, ParagraphRole
from factsheet.text import fold

Role = tuple[ParagraphRole, str]
BODY: Role = ("body", "line")
TOP, BOTTOM = 6, 3
"""Lines from the top and the bottom of a text where date lines, bylines and signatures stand."""
TITLE_WORDS, TITLE_LINES = 25, 3
BYLINE_WORDS = 6
DATELINE_WORDS = 8
"""Words that a date line holds beside its dates (نشر في صحيفة ... الساعة)."""
SEPARATORS = frozenset("-–—ـ/|:(")
RELATED_RUN = 8
"""The most related headlines that stand below one أخبار ذات صلة."""
RELATED_LENGTH = 140
"""Characters beyond which a line below such words is a paragraph again."""


REGULAR = 0.8
"""Share of long paragraphs that end with a stop where stops are a matter of course."""
LONG = 90
WRITES = frozenset(map(fold, ("كتب", "كتبت", "كتبه", "كتبها")))
CREDIT = frozenset(map(fold, ("تصوير", "عدسة", "أرشيف", "أرشيفية", "الصورة", "صورة")))
ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+\.\w+$|@\w+$|(?:#\S+\s*)+$")


def paragraphs(text: str, *, title: str | None = None) -> list[Paragraph]:
    """The non-empty lines of the text with role and rule; index counts body paragraphs from 1.

    Debris that the page glued to the end of the last paragraph (رابط الخبر: ...) is a paragraph of its own.
    """
    lines = list(split(text))
    roles = _roles(lines, title)
    lines, roles = _tail_apart(lines, roles)
    found, index = [], 0
    for line, (role, rule) in zip(lines, roles, strict=True):
        index += role == "body"
        number = index if role == "body" else None
        found.append(Paragraph(index=number, start=line.start, end=line.end, role=role, rule=rule))
    return found


def _roles(lines: Sequence[Line], title: str | None) -> list[Role]:
    """A role for each line: by its own words, then from the top, below related links, and between paragraphs."""
    places = [debris_in(line.tokens) if line.short else None for line in lines]
    roles = [_own_role(line, place, i, len(lines)) for i, (line, place) in enumerate(zip(lines, places, strict=True))]
    _top(lines, roles, title)
    _below_links(lines, places, roles)
    _after_end(lines, places, roles)
    if _regular(lines):
        _between(lines, roles)
    return roles


def _own_role(line: Line, place: Place | None, i: int, count: int) -> Role:
    """What the line's own words make it."""
    if not line.short:
        return BODY
    if not any(c.isalnum() for c in line.text):
        return "boilerplate", "separator"
    if ADDRESS.match(line.text):
        return "boilerplate", "address"
    if place is None:
        return ("dateline", "date") if i < TOP and count > 1 and _is_dateline(line, i) else _signature(line, i, count)
    match place.entry.kind:
        case "headline":
            return BODY
        case "dateline":
            return ("dateline", "dateline") if line.dated and (i < TOP or i >= count - BOTTOM) else BODY
        case "byline":
            return ("byline", "byline") if i < TOP or i >= count - BOTTOM else BODY
        case "agency":
            return ("byline", "agency") if count > 1 and (i < TOP or i >= count - BOTTOM) else BODY
        case "related":
            return ("boilerplate", "related-head") if place.alone else ("related", "related-link")
    return "boilerplate", place.entry.kind


def _is_dateline(line: Line, i: int) -> bool:
    """Whether a line is a date and little else; the first line may be a headline that tells of a day."""
    return line.dated and not line.stopped and len(line.words) - line.date_words <= (DATELINE_WORDS if i else 2)


def _signature(line: Line, i: int, count: int) -> Role:
    """Initials of editors, and lines of Latin words, at the end; Latin names of outlets at the head."""
    latin = line.words and all(word.isascii() for word in line.words) and len(line.words) <= TITLE_WORDS // 4
    if latin and i < 2 and count > 3:
        return "byline", "outlet"
    if i < TOP and count > 1 and _is_from(line):
        return "byline", "place-and-name"
    if i >= count - BOTTOM and count > 3 and (latin or (line.words and all(len(word) < 3 for word in line.words))):
        return ("boilerplate", "latin") if latin else ("byline", "initials")
    return BODY


def _is_from(line: Line) -> bool:
    """Whether a line is a place, a separator and a name (الرياض ـ فلان الفلاني), or كتب and a name."""
    place = places().at(line.tokens, 0, ("",))
    if line.words and line.words[0] in WRITES:
        known = sum(word in names() for word in line.words[1:])
        return 2 < len(line.words) <= BYLINE_WORDS and known >= len(line.words) - 2 and not line.stopped
    if place is None or place.last >= len(line.tokens) or line.tokens[place.last].text not in SEPARATORS:
        return False
    words = [token.form for token in line.tokens[place.last + 1 :]]
    return 1 < len(words) < BYLINE_WORDS and all(word in names() for word in words)


def _top(lines: Sequence[Line], roles: list[Role], title: str | None) -> None:
    """The headline, and below it, up to the first paragraph, subheadings, date lines, bylines and captions."""
    paragraph = next((i for i, line in enumerate(lines) if line.paragraph), len(lines))
    told = _title_at(lines, title)
    first = 0 if not title and 0 < paragraph < len(lines) and _headlike(lines[0]) else None
    headline = told if told is not None else first
    if headline is not None and roles[headline] == BODY:
        roles[headline] = "headline", "title" if told is not None else "first-line"
    for i in range(min(paragraph, TOP)):
        if roles[i] == BODY and paragraph < len(lines):
            roles[i] = _below_headline(lines[i], headed=headline is not None and i > headline)


def _title_at(lines: Sequence[Line], title: str | None) -> int | None:
    """The index of the first line that is the title again."""
    wanted = Line(title or "", 0, len(title or ""))
    top = enumerate(lines[:TITLE_LINES])
    return next((i for i, line in top if line.short and not line.stopped and alike(line, wanted)), None)


def _headlike(line: Line) -> bool:
    return line.short and not line.stopped and 2 < len(line.words) <= TITLE_WORDS and line.text[-1] not in "،,"


def _below_headline(line: Line, *, headed: bool) -> Role:
    """What a line between headline and first paragraph is; one that ends with a stop is the first paragraph itself."""
    if line.stopped or not line.short:
        return BODY
    agency = any(agency_at(line.tokens, i) for i in range(len(line.tokens)))
    if agency and len(line.words) <= BYLINE_WORDS:
        return "dateline", "place-and-agency"
    if line.text.endswith(")") and (agency or CREDIT & set(line.words)):
        return "caption", "credit"
    parted = any(token.form in SEPARATORS for token in line.tokens)
    known = all(word in names() for word in line.words)
    signed = parted or (known and len(line.words) > 1)
    if signed and len(line.words) <= BYLINE_WORDS and not any(map(is_finite_verb, line.words)):
        return "byline", "names"
    return ("subheading", "deck") if headed and 2 < len(line.words) <= TITLE_WORDS else BODY


def _below_links(lines: Sequence[Line], places: Sequence[Place | None], roles: list[Role]) -> None:
    """The headlines on the lines below روابط ذات علاقة, up to the next paragraph."""
    for i, place in enumerate(places):
        if place is None or not place.entry.opens or not place.alone:
            continue
        for j in range(i + 1, min(i + 1 + RELATED_RUN, len(lines))):
            line = lines[j]
            sentence = line.stopped and line.text.rstrip('»”"')[-1:] in ".…"
            if len(line.text) > RELATED_LENGTH or sentence or roles[j] != BODY:
                break
            roles[j] = "related", "related-run"


def _after_end(lines: Sequence[Line], places: Sequence[Place | None], roles: list[Role]) -> None:
    """Short lines below a comment prompt or a copyright notice, when no paragraph follows."""
    last = max((i for i, line in enumerate(lines) if line.paragraph), default=-1)
    end = next((i for i, p in enumerate(places) if p is not None and p.entry.closes and i > last >= 0), None)
    for i in range(end + 1 if end is not None else len(lines), len(lines)):
        if roles[i] == BODY:
            roles[i] = "boilerplate", "after-end"


def _regular(lines: Sequence[Line]) -> bool:
    """Whether the article's paragraphs end with a stop as a matter of course."""
    long = [line.closed for line in lines if len(line.text) >= LONG]
    return len(long) >= 4 and sum(long) >= REGULAR * len(long)


def _between(lines: Sequence[Line], roles: list[Role]) -> None:
    """Headlines of other articles, and subheadings, that stand alone between two paragraphs."""
    body = [i for i, role in enumerate(roles) if role == BODY]
    for before, i, after in zip(body, body[1:], body[2:], strict=False):
        line = lines[i]
        if not line.short or line.closed:
            continue
        if is_headline_link(line, lines[before], lines[after]):
            roles[i] = "related", "related-headline"
        elif is_subheading(line, lines[before], lines[after]):
            roles[i] = "subheading", "short-line"


def _tail_apart(lines: list[Line], roles: list[Role]) -> tuple[list[Line], list[Role]]:
    """The last body paragraph and the debris glued to its end as two lines."""
    last = max((i for i, role in enumerate(roles) if role == BODY), default=None)
    place = tail_in(lines[last].tokens) if last is not None else None
    if last is None or place is None:
        return lines, roles
    line, cut = lines[last], lines[last].tokens[place.first].start
    body, tail = line.text[:cut].rstrip(), line.text[cut:]
    parts = [Line(body, line.start, line.start + len(body)), Line(tail, line.start + cut, line.end)]
    apart: list[Role] = [BODY, ("boilerplate", place.entry.kind)]
    return [*lines[:last], *parts, *lines[last + 1 :]], [*roles[:last], *apart, *roles[last + 1 :]]
