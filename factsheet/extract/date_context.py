"""What the value of a date depends on besides its words, and the answer: a value, or None with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from factsheet.extract.date_values import Parts, Value


@dataclass(frozen=True, slots=True)
class Context:
    """What a value depends on besides its own words."""

    published: date | None
    future: bool | None
    """Whether the clause speaks of what is to come; None where nothing tells."""
    year_before: int | None = None
    """The year that the nearest date before it has (من العام نفسه)."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value or None, whether it rests on the publication date, and notes."""

    value: Value | None
    relative: bool = False
    notes: tuple[str, ...] = ()


UNKNOWN = Resolved(None, relative=True, notes=("no_reference_date",))
"""The answer where the publication date is needed and not known."""


def or_outside(value: Value | None, *, relative: bool) -> Resolved:
    """A value of the Hijri calendar, or None with the note that the tables do not hold it."""
    return Resolved(value, relative, () if value else ("hijri_out_of_range",))


def outer_year(parts: Parts, context: Context) -> tuple[int | None, bool]:
    """The year said or meant (من العام الماضي), and whether it rests on the publication date."""
    if parts.year is not None:
        return parts.year, False
    outer, published = parts.within, context.published
    if outer is None or outer.period not in ("year", "fiscal") or outer.step is None or published is None:
        return None, True
    return published.year + outer.step, True
