"""`names.toml`: how a newsroom writes names, offices and currencies, put into a fact sheet after extraction.

    [people]
    "هناء الصيرفي" = "Hana Serafi"
    [organizations]
    "هيئة الموانئ" = "Ports Authority"
    [titles]
    "المديرة العامة للهيئة" = "Director General"
    [currencies]
    USD = { ar = "دولار", en = "US dollar" }

A key stands for a whole name, not for a part of it. Names are compared folded (hamza, marks, tatweel, ة and ه) and
without their spaces, so that عبدالله is عبد الله. A person's name is compared as it stands, for its first letter may be
its own (وسام is not سام); before a body و and ف are passed over, before an office every proclitic and the article.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from factsheet.errors import UsageError
from factsheet.messages import say
from factsheet.schema import FactSheet, Official, Quote, first_problem
from factsheet.text import TOKEN, fold, stems

NAMES = "names.toml"
_LARGEST = 4_000_000
"""Bytes of a file of names."""
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdfb\ufe70-\ufefc]")
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")

Form = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]*$")]


class _Currency(BaseModel):
    model_config = ConfigDict(extra="forbid")
    ar: Form | None = None
    en: Form | None = None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    people: dict[str, Form] = {}
    organizations: dict[str, Form] = {}
    titles: dict[str, Form] = {}
    currencies: dict[str, _Currency] = {}


@dataclass(frozen=True, eq=False, slots=True)
class Names:
    """A file of names, ready to be looked up: its name and digest, and each table by what its keys are compared by."""

    file: str
    sha256: str
    people: Mapping[str, str]
    organizations: Mapping[str, str]
    titles: Mapping[str, str]
    currencies: Mapping[str, Mapping[str, str]]

    def person(self, name: str | None) -> str | None:
        """The Latin form of a person's whole name."""
        return self.people.get(_key(_words(name)))

    def organization(self, name: str | None) -> str | None:
        """The Latin form of a body's whole name."""
        return _first(self.organizations, _words(name), ("", "و", "ف"))

    def title(self, role: str | None) -> str | None:
        """How the newsroom writes an office in Latin letters."""
        return _first(self.titles, _words(role), None)

    def used(self) -> dict[str, Any]:
        """What a sheet says of the file in its provenance."""
        currencies = {code: dict(forms) for code, forms in self.currencies.items()}
        return {"file": self.file, "sha256": self.sha256, "currencies": currencies}


def find_names(given: Path | None, folders: Iterable[Path] = ()) -> Path | None:
    """The file of names: the one given, else `names.toml` of the current folder, else of the first folder with one."""
    if given is not None:
        return given
    found = (folder / NAMES for folder in (Path(), *folders))
    return next((path for path in found if path.is_file()), None)


def read_names(path: Path) -> Names:
    """Read and check a file of names. Raises UsageError with the file, and the line or the key."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(say("names-unreadable", where=path, why=error.strerror)) from error
    if len(data) > _LARGEST:
        raise UsageError(say("names-too-large", where=path, most=f"{_LARGEST:,}"))
    try:
        text = data.decode("utf-8-sig")
        file = _File.model_validate(tomllib.loads(text))
        return Names(
            file=path.name,
            sha256=hashlib.sha256(data).hexdigest(),
            people=_table(file.people, "people"),
            organizations=_table(file.organizations, "organizations"),
            titles=_table(file.titles, "titles"),
            currencies=_currencies(file.currencies),
        )
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        number = line[1] if line else len(data.splitlines())
        raise UsageError(say("bad-names", where=f"{path}:{number}", why=error)) from error
    except ValidationError as error:
        keys = error.errors()[0]["loc"]
        raise UsageError(say("bad-names", where=_place(path, text, keys), why=first_problem(error))) from error
    except _FlawError as flaw:
        raise UsageError(say("bad-names", where=_place(path, text, flaw.keys), why=flaw)) from flaw


class _FlawError(Exception):
    """What is wrong with an entry, and the keys that lead to it."""

    def __init__(self, keys: Sequence[str], why: str) -> None:
        super().__init__(f"{'.'.join(keys)}: {why}")
        self.keys = keys


def _table(entries: Mapping[str, str], table: str) -> dict[str, str]:
    """The entries by what they are compared by."""
    made: dict[str, str] = {}
    first: dict[str, str] = {}
    for words, latin in entries.items():
        key = _key(_words(words))
        if not _ARABIC_LETTER.search(words):
            raise _FlawError((table, words), "the key has no Arabic letter; write the name as articles do")
        if _ARABIC_LETTER.search(latin) or not _LATIN_LETTER.search(latin):
            raise _FlawError((table, words), f"{latin!r} is not in Latin letters")
        if key in first and made[key] != latin:
            raise _FlawError((table, words), f"is the same name as {first[key]!r}, which has another form")
        made[key] = latin
        first.setdefault(key, words)
    return made


def _currencies(entries: Mapping[str, _Currency]) -> dict[str, dict[str, str]]:
    from babel.numbers import is_currency

    for code in entries:
        if not is_currency(code):
            raise _FlawError(("currencies", code), "is no ISO 4217 code")
    return {code: forms.model_dump(exclude_none=True) for code, forms in entries.items()}


def _place(path: Path, text: str, keys: Sequence[str | int]) -> str:
    """The file with the line on which a key stands, as far as it can be found."""
    lines = text.splitlines()
    header = next((n for n, line in enumerate(lines) if re.match(rf"\s*\[\s*{re.escape(str(keys[0]))}\b", line)), 0)
    for key in reversed(keys):
        for number, line in enumerate(lines[header:], header + 1):
            if str(key) in line:
                return f"{path}:{number}"
    return str(path)


def _words(name: str | None) -> list[str]:
    """The folded words of a name; marks and signs are passed over."""
    return [fold(m[0]).casefold() for m in TOKEN.finditer(name or "") if m.lastgroup in ("word", "number", "latin")]


def _key(words: Sequence[str]) -> str:
    return "".join(words)


def _first(table: Mapping[str, str], words: Sequence[str], proclitics: Sequence[str] | None) -> str | None:
    """The entry of a name whose first word may carry one of the proclitics (None: any)."""
    if not words:
        return None
    readings = (stem for before, stem in stems(words[0]) if proclitics is None or before in proclitics)
    found = (table.get(_key((stem, *words[1:]))) for stem in readings)
    return next((latin for latin in found if latin), None)


def with_names(sheet: FactSheet, names: Names | None) -> FactSheet:
    """The sheet as the newsroom writes it: its form of a name is over the article's own, and over a transliteration.

    Forms of another file of names are taken out. Without a file the sheet stays as it is.
    """
    if names is None:
        return sheet
    officials = tuple(_official(official, names) for official in sheet.officials)
    latin = {official.id: official for official in officials}
    options = {**sheet.provenance.options, "names": names.used()}
    return sheet.model_copy(
        update={
            "officials": officials,
            "quotes": tuple(_quote(quote, latin.get(quote.speaker.official or ""), names) for quote in sheet.quotes),
            "provenance": sheet.provenance.model_copy(update={"options": options}),
        }
    )


def latin_of(official: Official | None) -> str | None:
    """A name in Latin letters as the newsroom or the article writes it; no transliteration."""
    return official.romanized if official and official.romanized_from != "transliteration" else None


def _official(official: Official, names: Names) -> Official:
    latin = (names.person if official.kind == "person" else names.organization)(official.name)
    update: dict[str, str | None] = {
        "role_latin": names.title(official.role),
        "affiliation_latin": names.organization(official.affiliation),
    }
    if latin or official.romanized_from == "names_file":
        update |= {"romanized": latin, "romanized_from": "names_file" if latin else None}
    return official.model_copy(update=update)


def _quote(quote: Quote, official: Official | None, names: Names) -> Quote:
    """The quote with its speaker's forms: those of the official, else those of the speaker's own words."""
    speaker = quote.speaker
    find = names.person if speaker.kind == "person" else names.organization
    told = speaker.model_copy(
        update={
            "romanized": latin_of(official) or find(speaker.name),
            "role_latin": names.title(speaker.role),
            "affiliation_latin": names.organization(speaker.affiliation),
        }
    )
    return quote.model_copy(update={"speaker": told})


def currency_names(sheet: FactSheet, lang: str) -> dict[str, str]:
    """The newsroom's names of currencies by code, as far as the sheet was made with some."""
    used = sheet.provenance.options.get("names")
    named = used.get("currencies") if isinstance(used, dict) else None
    forms = named.items() if isinstance(named, dict) else ()
    return {str(code): form[lang] for code, form in forms if isinstance(form, dict) and isinstance(form.get(lang), str)}
