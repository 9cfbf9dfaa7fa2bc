"""An Arabic news article in, a checked fact sheet out.

    article = factsheet.read_article("article.txt")
    sheet = factsheet.extract_facts(article)
    for check in factsheet.check_sheet(sheet): ...
    pdf = factsheet.render_pdf(sheet, template="brief", lang="ar")

The names are loaded when they are first used, so that `import factsheet` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factsheet.check import check_sheet
    from factsheet.extract import extract_facts
    from factsheet.read import article_from_text
    from factsheet.read.sources import read_article, read_articles
    from factsheet.render import render_html, render_pdf
    from factsheet.schema import FactSheet, json_schema, load_sheet, to_json

__version__ = "0.1.0"
__all__ = [
    "FactSheet",
    "__version__",
    "article_from_text",
    "check_sheet",
    "extract_facts",
    "json_schema",
    "load_sheet",
    "read_article",
    "read_articles",
    "render_html",
    "render_pdf",
    "to_json",
]
_HOME = {
    "FactSheet": "schema",
    "article_from_text": "read",
    "check_sheet": "check",
    "extract_facts": "extract",
    "json_schema": "schema",
    "load_sheet": "schema",
    "read_article": "read.sources",
    "read_articles": "read.sources",
    "render_html": "render",
    "render_pdf": "render",
    "to_json": "schema",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
