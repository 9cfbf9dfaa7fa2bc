"""A page's tree → its lines as a reader sees them, each with the part of the page that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factsheet.lexicon.pages import Part, part_of
from factsheet.read.blocks import one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

UNSEEN = frozenset(
    "head script style noscript template svg math iframe object embed button select textarea input option audio video "
    "canvas map datalist dialog".split()
)
"""Elements whose text is no part of what is read."""
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span "
    "strike strong sub sup time tt u var wbr img".split()
)
NAMES = ("class", "id", "itemprop")


@dataclass(slots=True)
class PageLine:
    """A line of the page. `linked` counts the characters that are links, `article` is the <article> it stands in."""

    text: str
    tag: str
    element: _Element
    linked: int
    parts: tuple[tuple[_Element, Part], ...]
    article: _Element | None

    @property
    def links(self) -> bool:
        """Whether it is nothing but links."""
        return self.linked >= 0.8 * len(self.text)


@dataclass(slots=True)
class _State:
    """Where the walk stands."""

    block: _Element
    linked: bool = False
    parts: tuple[tuple[_Element, Part], ...] = ()
    article: _Element | None = None


@dataclass(slots=True)
class _Pending:
    """The words since the last line's end."""

    words: list[str] = field(default_factory=list)
    linked: int = 0

    def add(self, text: str | None, state: _State) -> None:
        """More of the same line."""
        if text:
            self.words.append(text)
            self.linked += len(text.strip()) if state.linked else 0

    def line(self, state: _State) -> PageLine | None:
        """The line so far, if it holds anything; the next begins empty."""
        text, linked = one_line("".join(self.words)), self.linked
        self.words, self.linked = [], 0
        if not text:
            return None
        return PageLine(text, str(state.block.tag), state.block, linked, state.parts, state.article)


def page_lines(root: _Element, host: str | None) -> Iterator[PageLine]:
    """The lines of a page in the order of its source; what a reader does not see (scripts, forms) is passed over."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end"))
    states, pending = [_State(root)], _Pending()
    skipped: list[object] = []
    for event, element in walk:
        tag = element.tag
        state = states[-1]
        if event == "start":
            if _unseen(element):
                walk.skip_subtree()
                skipped.append(element)
                continue
            if _breaks(element) and (line := pending.line(state)):
                yield line
            states.append(_inside(element, state, host))
            pending.add(element.text, states[-1])
            continue
        if skipped and skipped[-1] is element:
            skipped.pop()
        else:
            if _breaks(element) and (line := pending.line(state)):
                yield line
            states.pop()
        if tag in ("td", "th"):
            pending.add(" ", states[-1])
        if element is not root:
            pending.add(element.tail, states[-1])


def _inside(element: _Element, state: _State, host: str | None) -> _State:
    """The state of what stands in an element."""
    tag = str(element.tag)
    inside = _State(state.block, state.linked or tag == "a", state.parts, state.article)
    if tag not in INLINE:
        inside.block = element
    names = [name for key in NAMES if (value := element.get(key)) for name in value.split()]
    if tag not in ("html", "body", "main", "article") and (names or tag not in INLINE or tag == "time"):
        part = part_of(tag, names, host)
        if part is not None:
            inside.parts = (*state.parts, (element, part))
    if tag == "article" and state.article is None and not state.parts:
        inside.article = element
    return inside


def _unseen(element: _Element) -> bool:
    if element.tag in UNSEEN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and "display:none" in style.replace(" ", "").lower()


def _breaks(element: _Element) -> bool:
    """Whether the line ends where the element begins and ends. Cells stand on one line, unless they hold blocks."""
    return element.tag not in INLINE and element.tag not in ("td", "th")
