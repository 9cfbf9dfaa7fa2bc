"""The export formats: ending → function. A new one is a module with such a function, and a line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from factsheet.errors import UsageError
from factsheet.export.options import Options
from factsheet.export.safe import encodable
from factsheet.messages import say
from factsheet.output import writing_aside
from factsheet.schema import FactSheet

Pieces = Callable[[Iterable[FactSheet], Options], Iterator[str]]
Write = Callable[[Iterable[FactSheet], Path, Options], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the ending of its files, and the module of this package whose `pieces` or `write` makes them.

    `pieces(sheets, options)` yields the text of a file part by part; `write(sheets, path, options)` writes a file that
    is no text. Both take one sheet after the other and hold on to none. The module is imported when it is called for.
    """

    ending: str
    module: str

    def write(self, sheets: Iterable[FactSheet], path: Path, options: Options) -> None:
        """Write the file, whole or not at all. Raises OutputError."""
        module = import_module(f"factsheet.export.{self.module}")
        with writing_aside(path) as aside:
            if hasattr(module, "pieces"):
                _write_text(module.pieces(sheets, options), aside, options)
            else:
                module.write(sheets, aside, options)


def _write_text(pieces: Iterable[str], path: Path, options: Options) -> None:
    with path.open("w", encoding="utf-8-sig" if options.bom else "utf-8", newline="") as file:
        for piece in pieces:
            file.write(encodable(piece))


def _registry(*formats: Format) -> Mapping[str, Format]:
    """The formats by their endings, each of which stands once."""
    table = {format_.ending: format_ for format_ in formats}
    assert len(table) == len(formats), "an ending stands twice"  # noqa: S101
    return MappingProxyType(table)


FORMATS = _registry(
    Format(".json", "json_list"),
    Format(".jsonl", "json_lines"),
    Format(".csv", "csv_table"),
    Format(".xlsx", "xlsx"),
    Format(".docx", "docx"),
    Format(".md", "markdown"),
    Format(".parquet", "parquet"),
    Format(".sqlite", "sqlite"),
    Format(".jsonld", "json_ld"),
    Format(".wa.json", "annotations"),
    Format(".spacy.jsonl", "spacy_lines"),
)
"""Every export format by the ending of its files."""


def format_of(path: Path) -> Format:
    """The format that the longest ending of a path names. Raises UsageError."""
    name = path.name.lower()
    fitting = [ending for ending in FORMATS if name.endswith(ending) and name != ending]
    if not fitting:
        raise UsageError(say("unknown-export", value=path, choices=" ".join(FORMATS)))
    return FORMATS[max(fitting, key=len)]
