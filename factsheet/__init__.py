"""An Arabic news article in, a checked fact sheet out.

>>> import factsheet
>>> text = "قالت مديرة المرفأ هناء الصيرفي: «سنفتح ثلاثة أرصفة». وبلغت الكلفة 12 مليون دولار."
>>> article = factsheet.article_from_text(text, id="port", published="2024-01-18")
>>> sheet = factsheet.make_sheet(article)
>>> [(quote.id, quote.speaker.name, quote.verbatim[0].text) for quote in sheet.quotes]
[('q1', 'هناء الصيرفي', 'سنفتح ثلاثة أرصفة')]

Every fact says where it stands and which rule found it:

>>> span = sheet.quotes[0].spans[0]
>>> article.text[span.start : span.end] == span.text
True
>>> sheet.quotes[0].rule
'cue-marks/speaker-beside-cue'
>>> [line.split() for line in factsheet.explain_fact(sheet, "q1").splitlines()[:2]]
[['id', 'q1'], ['rule', 'cue-marks/speaker-beside-cue']]
>>> factsheet.explain_sheet(sheet).splitlines()[:2]
['port', 'published 2024-01-18 (from the option)']

`make_sheet` is what is found, and the checks over it; both can be had alone, as for a sheet that was written by hand:

>>> bare = factsheet.extract_facts(article)
>>> tuple(factsheet.check_sheet(bare)) == sheet.checks
True

What changed between two sheets of one article:

>>> later = factsheet.article_from_text(text.replace("12", "14"), id="port", published="2024-01-18")
>>> for one in factsheet.differences(sheet, factsheet.make_sheet(later)):
...     print(one.what, one.kind, one.words, one.fields[1])
altered claims 14 مليون دولار ('value', '12000000', '14000000')

On paper, on a page, as JSON:

>>> factsheet.render_pdf(sheet, template="brief", lang="ar")[:5]
b'%PDF-'
>>> "سنفتح ثلاثة أرصفة" in factsheet.render_html(sheet, lang="en")
True
>>> factsheet.to_json(sheet) == factsheet.to_json(factsheet.make_sheet(article))
True
>>> '"FactSheet"' in factsheet.json_schema()
True

The names of `__all__` are the stable interface; `factsheet.api` says what its verbs have in common. They are loaded
when they are first used, so that `import factsheet` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factsheet.api import (
        build_briefs,
        export_sheets,
        load_sheet,
        make_sheet,
        read_article,
        read_articles,
        reviewed_sheet,
        save_sheet,
        search_sheets,
    )
    from factsheet.check import check_sheet
    from factsheet.contract import json_schema
    from factsheet.difference import Difference, differences
    from factsheet.errors import FactsheetError, InputError, OutputError, SheetError, TemplateError, UsageError
    from factsheet.explain import explain_fact, explain_sheet
    from factsheet.extract import extract_facts
    from factsheet.read import article_from_text
    from factsheet.render import render_html, render_pdf
    from factsheet.schema import (
        Acronym,
        Article,
        Check,
        Claim,
        DateMention,
        FactSheet,
        Official,
        Paragraph,
        Quote,
        Review,
        Span,
        Speaker,
        to_json,
    )
    from factsheet.search import Hit

__version__ = "0.1.0"
__all__ = [
    "Acronym",
    "Article",
    "Check",
    "Claim",
    "DateMention",
    "Difference",
    "FactSheet",
    "FactsheetError",
    "Hit",
    "InputError",
    "Official",
    "OutputError",
    "Paragraph",
    "Quote",
    "Review",
    "SheetError",
    "Span",
    "Speaker",
    "TemplateError",
    "UsageError",
    "__version__",
    "article_from_text",
    "build_briefs",
    "check_sheet",
    "differences",
    "explain_fact",
    "explain_sheet",
    "export_sheets",
    "extract_facts",
    "json_schema",
    "load_sheet",
    "make_sheet",
    "read_article",
    "read_articles",
    "render_html",
    "render_pdf",
    "reviewed_sheet",
    "save_sheet",
    "search_sheets",
    "to_json",
]
_NAMES = {
    "api": "build_briefs export_sheets load_sheet make_sheet read_article read_articles reviewed_sheet save_sheet "
    "search_sheets",
    "check": "check_sheet",
    "contract": "json_schema",
    "difference": "Difference differences",
    "errors": "FactsheetError InputError OutputError SheetError TemplateError UsageError",
    "explain": "explain_fact explain_sheet",
    "extract": "extract_facts",
    "read": "article_from_text",
    "render": "render_html render_pdf",
    "schema": "Acronym Article Check Claim DateMention FactSheet Official Paragraph Quote Review Span Speaker to_json",
    "search": "Hit",
}
_HOME = {name: module for module, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
