"""What a template may use, told from the code: fields with their docstrings, filters, functions of labels."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from types import ModuleType

from factsheet.render import annex, changes, context, entries, figures, labels, page, share, shares, speech, timeline
from factsheet.render.house import PRINTED

_MODULES = (context, figures, speech, shares, timeline, entries, annex, changes)
_HIDDEN = {"Paragraphs"}


def reference() -> str:
    """The reference as Markdown, as it stands in templates/README.md."""
    parts = ["### Names on the page\n", *_fields(context, "Brief"), _OTHERS]
    parts.append("### What they hold\n")
    for module in _MODULES:
        for name, made in vars(module).items():
            own = is_dataclass(made) and made.__module__ == module.__name__
            if own and name != "Brief" and name not in _HIDDEN:
                parts += [f"**{name}**: {_line(inspect.getdoc(made))}\n", *_fields(module, name)]
    parts.append("### Filters\n")
    parts += [f"- `|{name}`: {_line(inspect.getdoc(made))}" for name, made in sorted(page.filters(PRINTED).items())]
    parts.append("\n### Labels\n")
    for name in ("__call__", "plain", "plural", "known", "words"):
        told = inspect.getdoc(getattr(labels.Labels, name))
        parts.append(f"- `t{'' if name == '__call__' else '.' + name}(...)`: {_line(told)}")
    parts += ["\n### For handing outside\n", inspect.getdoc(share) or ""]
    return "\n".join(parts) + "\n"


_OTHERS = """- `t`: the labels in the language asked for, see below
- `fit`: 0, and rising where the page takes more sheets than `pages` in `template.toml` allows: leave more out
"""


def _line(text: str | None) -> str:
    return " ".join((text or "").removeprefix("Filter: ").split())


def _fields(module: ModuleType, name: str) -> Iterator[str]:
    """The fields of a dataclass, each with its type and what stands below it."""
    tree = ast.parse(inspect.getsource(module))
    made = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name)
    told = {
        field.target.id: _line(after.value.value)
        for field, after in zip(made.body, made.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and isinstance(after.value.value, str)
    }  # fmt: skip
    for field in fields(getattr(module, name)):
        about = f": {told[field.name]}" if field.name in told else ""
        yield f"- `{field.name}` ({field.type}){about}"
    yield ""
