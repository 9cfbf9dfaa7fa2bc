"""`templates list` and `templates new`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from factsheet.errors import OutputError, UsageError
from factsheet.messages import say
from factsheet.render.templates import MANIFEST, Template, builtin_names, read_template, templates_root, user_names

_MANIFEST = """# {name}: what it is made of. What it does not replace is as in {origin}.
about = "{name}, after {origin}"
extends = "{origin}"
page = "page.html.j2"
"""
_THEME = """# Take the # from a line to change it. What is not said here stays as in {origin}.

# logo = "logo.svg"
# logo_alt = "The Gazette"
# paper = "A4"
# sections = {sections}

[colours]
# accent = "{accent}"

[fonts]
# text = "{text}"
# speech = "{speech}"

[house]
# digits = "printed"          # latin: 0-9, arabic: ٠-٩
# months = "gregorian"        # levantine: كانون الثاني
# transliteration = false

[strings.ar]
# kicker = "صحيفة وقائع"
"""
_EXTRA = """/* Comes after every other style. */
"""
_PAGE = """{{% extends "{page}" %}}
{{# To replace a part of the page, write its block here, for instance:
{{% block annex %}}{{% endblock %}}
prints no annex, and {{{{ super() }}}} inside a block prints the original. #}}
"""
_FILES = {MANIFEST: _MANIFEST, "theme.toml": _THEME, "extra.css": _EXTRA, "page.html.j2": _PAGE}


def listed() -> Iterator[tuple[str, str, str]]:
    """Every template: name, where it is from (built-in, yours), what it is."""
    for name in builtin_names():
        yield name, "built-in", read_template(f"builtin/{name}").manifests[0].about
    for name in user_names():
        yield name, "yours", next((m.about for m in read_template(name).manifests if m.about), "")


def begun(name: str, origin: str, folder: Path) -> Path:
    """Write a template that extends another one into a new folder; its path. Raises UsageError, OutputError."""
    if not re.fullmatch(r"[\w-]{1,60}", name):
        raise UsageError(say("bad-template-name", value=name))
    template = read_template(origin)
    made = folder / name
    if made.exists():
        raise OutputError(say("template-exists", where=made))
    theme = template.theme
    said = {
        "name": name, "origin": origin, "page": _page(template), "accent": theme.colours.accent,
        "text": theme.fonts.text, "speech": theme.fonts.speech,
        "sections": "[" + ", ".join(f'"{section}"' for section in theme.sections) + "]",
    }  # fmt: skip
    try:
        made.mkdir(parents=True)
        for file, text in _FILES.items():
            (made / file).write_text(text.format(**said), "utf-8")
    except OSError as error:
        raise OutputError(say("unwritable-folder", where=made, why=error.strerror)) from error
    return made


def _page(template: Template) -> str:
    """What the page of the new template extends: the original, reached by a name that nothing can hide."""
    root = templates_root()
    holder = next(f for f in template.folders if (f / template.page).is_file())
    return f"builtin/{holder.name}/{template.page}" if holder.is_relative_to(root) else template.page
