"""Titles: offices, trades, ranks, honorifics, kin and what modifies them (titles.toml), looked up over tokens."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from factsheet.lexicon import Entry, Phrases, load
from factsheet.lexicon.names import Sex
from factsheet.text import fold

TitleKind = Literal["office", "trade", "rank", "honorific", "kin", "modifier"]


class Title(Entry):
    """A title's head, without article. Dual and sound plural forms are generated from the forms given."""

    kind: TitleKind
    feminine: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    weak: bool = False
    """An ordinary noun as well (الفريق): only a name known as one may follow it, and at once."""
    name: bool = False
    """A given name as well (أمير, سلطان)."""
    adjective: bool = False
    """An adjective as well (المؤتمر الصحفي)."""
    thing: bool = False
    """A thing as well (المنتج), so that no unknown name is believed after it."""
    courtesy: bool = False
    """A courtesy where it has no complement (الأمير, but أمير المنطقة)."""


class Head(NamedTuple):
    """A form of a title: its entry, the sex of the form, and whether it is a dual or plural."""

    title: Title
    sex: Sex
    many: bool


@cache
def titles() -> tuple[Title, ...]:
    """All entries of titles.toml."""
    return load("titles", Title)


@cache
def firm(title: Title) -> Title:
    """A weak title where its complement shows that it is one (حاكم ولاية)."""
    return title.model_copy(update={"weak": False})


@cache
def heads() -> Phrases[Head]:
    """Every form of every title → its reading."""
    return Phrases((form, head) for form, head in _forms().items() if head.title.kind != "modifier")


@cache
def beginnings() -> frozenset[str]:
    """The folded first words of all titles."""
    return frozenset(form.split()[0] for form, head in _forms().items() if head.title.kind != "modifier")


def single_head(form: str) -> Head | None:
    """The reading of a folded form of one word without article and proclitics, or None."""
    head = _forms().get(form)
    return head if head is not None and head.title.kind != "modifier" else None


@cache
def accusatives() -> Phrases[Head]:
    """Offices and trades in the accusative, as they follow a name: عين فلان رئيسا للمجلس, أمينا عاما."""
    pairs = []
    for title in titles():
        if title.kind in ("office", "trade"):
            for form in title.forms:
                words = form.split()
                if not words[-1].startswith("ال") and not form.endswith(("ي", "ا", "ة")):
                    pairs.append((" ".join(word + "ا" for word in words), Head(title, "m", False)))
    return Phrases(pairs)


def is_modifier(form: str) -> bool:
    """Whether a folded form with its article is an adjective of an office or its holder (السابق, الأعلى)."""
    head = _forms().get(form.removeprefix("ال"))
    return form.startswith("ال") and head is not None and head.title.kind == "modifier"


@cache
def _forms() -> dict[str, Head]:
    table: dict[str, Head] = {}
    for title in titles():
        for form, head in _inflected(title):
            table.setdefault(fold(form), head)
    return table


def _inflected(title: Title) -> Iterator[tuple[str, Head]]:
    yield from ((form, Head(title, "m", False)) for form in title.forms)
    yield from ((form, Head(title, "f", False)) for form in title.feminine)
    yield from ((form, Head(title, "m", True)) for form in title.plural)
    for sex, forms in (("m", title.forms), ("f", title.feminine)):
        for form in forms:
            head, _, rest = form.partition(" ")
            if rest and " " not in rest and not rest.startswith("ال"):
                yield f"{head} ال{rest}", Head(title, "f" if sex == "f" else "m", False)
    for form in title.forms:
        if " " not in form and len(form) > 2:
            yield from ((form + end, Head(title, "m", True)) for end in ("ان", "ين", "ون"))
    for form in title.feminine:
        if " " not in form:
            yield from ((form[:-1] + end, Head(title, "f", True)) for end in ("تان", "تين", "ات"))
