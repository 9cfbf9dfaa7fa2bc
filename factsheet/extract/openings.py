"""What can begin at a token, by its form alone: worked out once a form, so that most tokens cost one look-up."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from factsheet.extract.forms import is_foreign, reading_of
from factsheet.extract.homographs import GIVEN
from factsheet.extract.names import OPENERS
from factsheet.lexicon import countries, organizations, titles
from factsheet.lexicon.countries import nisbas
from factsheet.lexicon.names import UNKNOWN, names, stands_alone
from factsheet.lexicon.titles import single_head
from factsheet.text import stems


class Openings(NamedTuple):
    """What can begin at a token of one form: a title, a nisba and then a name, or a name after one of the proclitics.

    `long`: a place or organization of several words; `bears`: a thing that bears the name after it.
    """

    title: bool
    nisba: bool
    prefixes: tuple[str, ...]
    long: bool
    bears: bool


NOTHING = Openings(False, False, (), False, False)


@lru_cache(maxsize=65536)
def openings(form: str) -> Openings:
    """What can begin at a token with this folded form: worked out once a form."""
    title = nisba = False
    prefixes: list[str] = []
    info = reading_of(form)
    whole = stands_alone(form) or (info.known and max(info.name[:2]) > 1)
    for prefix, stem in stems(form):
        title = title or stem in titles.beginnings()
        nisba = nisba or (prefix.endswith("ال") and stem in nisbas())
        if "ال" in prefix:
            continue
        if (
            stem in OPENERS
            or (not prefix and _can_open(form))
            or (
                prefix
                and (not whole or (prefix == "ل" and info.known and info.name.given < 3))
                and names().get(stem, UNKNOWN).given > (2 if whole else 0)
                and (info.kind == "unknown" or names()[stem].given > 1)
            )
            or (prefix == "و" and not whole and info.kind == "unknown" and is_foreign(stem))
        ):
            prefixes.append(prefix)
    title = title or any(form.endswith(end) and _owned_head(form[: -len(end)]) for end in ("ها", "هم", "نا", "ه"))
    long = form in countries.long_beginnings() or form in organizations.long_beginnings()
    bears = any("ال" not in prefix and stem in organizations.bearers() for prefix, stem in stems(form))
    if "ل" in prefixes and names().get(form[1:], UNKNOWN).given == 3 > names().get(form, UNKNOWN).given:
        prefixes.sort(key=len, reverse=True)
    found = Openings(title, nisba, tuple(prefixes), long, bears)
    return found if any(found) else NOTHING


def _can_open(form: str) -> bool:
    info = reading_of(form)
    return form in GIVEN or info.known or info.doubtful or (info.kind == "unknown" and is_foreign(form))


def _owned_head(form: str) -> bool:
    return any(single_head(stem) or single_head(stem[:-1] + "ه") for _, stem in stems(form))
