"""FactSheet → page: direction, fonts, templates, PDF, and the registry of output formats.

Knows the schema, never an extractor. WeasyPrint, Jinja and babel are imported when the first page is made.
"""

from factsheet.render.formats import FORMATS, Options, render_html, render_pdf, variant_of
from factsheet.render.templates import builtin_names, read_template, template_dir

__all__ = [
    "FORMATS", "Options", "builtin_names", "read_template", "render_html", "render_pdf", "template_dir", "variant_of",
]  # fmt: skip
