"""How Sphinx shows the pages that `make.py` writes: everything from this machine, nothing from elsewhere."""

import factsheet

project = "factsheet"
version = release = factsheet.__version__
project_copyright = ""
language = "en"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_heading_anchors = 3
default_role = "literal"  # docstrings write code between single backticks, as Markdown does
add_module_names = False
autodoc_preserve_defaults = True
autodoc_typehints_format = "short"
html_theme = "furo"
html_title = f"factsheet {version}"
html_static_path = ["_static"]
html_css_files = ["direction.css"]
html_show_copyright = False
html_show_sphinx = False
html_copy_source = False
templates_path = []
