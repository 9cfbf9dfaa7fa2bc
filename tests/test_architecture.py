"""The shape of the program: which part may import which, what is imported late, and how large things are."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import factsheet
from factsheet import messages

PACKAGE = Path(factsheet.__file__).parent
FILES = {path: path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py"))}

LAYERS = [
    {"errors", "messages", "folding"},
    {"schema"},
    {"text"},
    {"lexicon", "morph"},
    {"romanize", "newsroom", "difference"},
    {"contract", "read", "extract", "check", "render", "explain", "output", "progress", "spread", "loopback"},
    {"review", "export", "proof"},
    {"pipeline", "archive", "doctor"},
    {"index"},
    {"kit", "search", "reviewing", "exporting", "arguments", "terminal"},
    {"cli", "api"},
    {"__main__"},
]
"""Lowest first: a part imports what is below it, and nothing beside it."""
LEVEL = {part: level for level, parts in enumerate(LAYERS) for part in parts}

HEAVY = {
    "weasyprint",
    "jinja2",
    "camel_tools",
    "babel",
    "tqdm",
    "fontpkg",
    "trafilatura",
    "lxml",
    "markdown_it",
    "pypdfium2",
    "starlette",
    "uvicorn",
    "dask",
    "xlsxwriter",
    "pyarrow",
}


def part_of(path: Path) -> str:
    """The name of a part: a module of the package, or a sub-package."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Every import below a node, as (statement, dotted name)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"a relative import of {node.module}"
            module = node.module or ""
            names = [f"{module}.{a.name}" for a in node.names] if module == "factsheet" else [module]
            yield from ((node, name) for name in names)


def at_import(tree: ast.Module) -> set[ast.stmt]:
    """The statements that run when a module is imported: not in a function, not only for type checkers."""
    found: set[ast.stmt] = set()
    waiting: list[ast.stmt] = list(tree.body)
    while waiting:
        node = waiting.pop()
        found.add(node)
        for child in ast.iter_child_nodes(node):
            late = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            typing = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
            if isinstance(child, ast.stmt) and not late and not typing:
                waiting.append(child)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    part, tree = part_of(path), ast.parse(FILES[path])
    if part == "__init__":
        return
    assert part in LEVEL, f"{part} has no place in the layers"
    for _, name in imports(tree):
        if name.startswith("factsheet."):
            other = name.split(".")[1]
            if other not in LEVEL:
                continue  # a name of the package itself: factsheet.__version__
            assert other == part or LEVEL[other] < LEVEL[part], (
                f"{path.name} imports {name}: {part} may not see {other}"
            )


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_heavy_imports_stay_late(path: Path) -> None:
    tree = ast.parse(FILES[path])
    early = at_import(tree)
    for node, name in imports(tree):
        if name.split(".")[0] in HEAVY:
            assert node not in early, f"{path.name} imports {name} before it is needed"


def test_only_morph_knows_camel_tools() -> None:
    users = {
        part_of(path)
        for path, text in FILES.items()
        if any("camel_tools" in name for _, name in imports(ast.parse(text)))
    }
    assert users <= {"morph"}


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import factsheet", "pydantic argparse json"),
        ("import factsheet.cli; factsheet.cli.parser()", "pydantic weasyprint jinja2 factsheet.schema factsheet.text"),
        ("import factsheet.search, factsheet.index", "pydantic factsheet.schema factsheet.pipeline factsheet.render"),
        ("import factsheet.pipeline", "weasyprint jinja2 babel tqdm camel_tools fontpkg factsheet.render"),
        ("import factsheet.pipeline", "lxml trafilatura pypdfium2 markdown_it http.client"),
        ("import factsheet.render", "weasyprint jinja2 babel"),
        ("import factsheet; factsheet.extract_facts", "weasyprint jinja2 babel tqdm factsheet.render"),
    ],
)
def test_nothing_is_loaded_before_it_is_needed(statement: str, absent: str) -> None:
    code = f"import sys; {statement}; print(*sorted(set({absent.split()!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-S", "-c", _with_path(code)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def _with_path(code: str) -> str:
    """The code after the same module path, without what site packages load by themselves."""
    return f"import sys; sys.path[:] = {[str(PACKAGE.parent), *sys.path]!r}; {code}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_files_and_functions_stay_small(path: Path) -> None:
    assert FILES[path].count("\n") <= 400, "split it by topic"
    for node in ast.walk(ast.parse(FILES[path])):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{node.name} is long"


def test_no_module_is_a_drawer() -> None:
    assert not {p.stem for p in FILES} & {"utils", "util", "helpers", "common", "misc", "tools"}


def test_public_names_are_there() -> None:
    for name in factsheet.__all__:
        assert getattr(factsheet, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        factsheet.nothing  # noqa: B018


def test_every_message_is_used_and_every_use_has_one() -> None:
    used = set(re.findall(r'say\(\s*"([a-z-]+)"', "\n".join(FILES.values())))
    commands = {
        "templates",
        "build",
        "extract",
        "check",
        "diff",
        "explain",
        "export",
        "search",
        "review",
        "schema",
        "doctor",
    }
    named = (
        commands
        | {f"{c}-example" for c in commands - {"schema", "doctor"}}
        | {"published", "title", "publisher", "url"}
        | {f"templates-{verb}" for verb in ("list", "new", "check", "preview")}
    )
    assert used | named == set(messages.ENGLISH)


def test_messages_are_one_line() -> None:
    assert not [k for k, text in messages.ENGLISH.items() if "\n" in text and not k.endswith("-example")]
