"""The Python interface: its examples run, its names are whole, and a user's strictly typed program is accepted."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import factsheet

ROOT = Path(__file__).parents[1]
PACKAGE = Path(factsheet.__file__).parent
FUNCTIONS = [name for name in factsheet.__all__ if inspect.isfunction(getattr(factsheet, name))]


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with seeds/ as in the checkout."""
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def examples() -> list[doctest.DocTest]:
    """The examples of all modules in which a public name lives."""
    homes = {"factsheet", "factsheet.api", *(getattr(factsheet, name).__module__ for name in FUNCTIONS)}
    found = [test for home in sorted(homes) for test in doctest.DocTestFinder().find(importlib.import_module(home))]
    return [test for test in found if test.examples]


@pytest.mark.parametrize("example", examples(), ids=lambda test: test.name)
def test_examples_run(example: doctest.DocTest, workplace: Path) -> None:
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example, out=said.append)
    assert not said, "".join(said)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_verb_has_an_example(name: str) -> None:
    said = inspect.getdoc(getattr(factsheet, name)) or ""
    assert ">>> " in said or any(f"{name}(" in example.source for test in examples() for example in test.examples)


def test_the_names_are_those_that_type_checkers_see() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))
    seen = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert seen - {"import_module", "TYPE_CHECKING", "Any"} | {"__version__"} == set(factsheet.__all__)
    assert all(getattr(factsheet, name) is not None for name in factsheet.__all__)
    assert set(factsheet.__all__) <= set(dir(factsheet))


def test_a_users_program_is_typed(tmp_path: Path) -> None:
    program = tmp_path / "newsroom.py"
    program.write_text(
        textwrap.dedent(
            """
            from decimal import Decimal
            from pathlib import Path

            import factsheet


            def said(path: Path) -> list[tuple[str | None, str]]:
                sheet = factsheet.make_sheet(factsheet.read_article(path, published="2024-01-18"))
                factsheet.save_sheet(sheet, path.with_suffix(".json"))
                return [(quote.speaker.name, span.text) for quote in sheet.quotes for span in quote.verbatim]


            def largest(folder: str) -> Decimal | None:
                values = [
                    claim.value
                    for article in factsheet.read_articles([folder])
                    if not isinstance(article, factsheet.InputError)
                    for claim in factsheet.extract_facts(article).claims
                    if claim.value is not None
                ]
                return max(values, default=None)


            def found(folder: str, words: str) -> list[str]:
                hits = factsheet.search_sheets(folder, words, named=True)
                return [hit.text() for hit in hits if isinstance(hit, factsheet.Hit)]


            def briefs(folder: str) -> list[Path]:
                made: list[Path] = []
                for result in factsheet.build_briefs([folder], "briefs", lang="en"):
                    if isinstance(result, factsheet.FactsheetError):
                        print(result)
                    else:
                        made += result
                return made
            """
        ),
        "utf-8",
    )
    wrong = tmp_path / "wrong.py"
    wrong.write_text("import factsheet\n\nx: int = factsheet.read_article('a.txt').id\n", "utf-8")
    options = "--strict --no-error-summary --follow-imports=silent --config-file".split()
    command = [sys.executable, "-m", "mypy", *options, ""]
    paths = {"MYPYPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [*command, program.name, wrong.name], cwd=tmp_path, env=paths, capture_output=True, text=True, check=False
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith(("newsroom.py", "wrong.py"))]
    assert len(lines) == 1, done.stdout + done.stderr
    assert lines[0].startswith("wrong.py:3: error: Incompatible types")


def test_the_types_are_declared() -> None:
    assert (PACKAGE / "py.typed").exists()


@pytest.mark.parametrize("arguments", [["--version"], ["schema"], ["no-such-verb"], ["check", "--help"]])
def test_the_module_is_the_command(arguments: list[str]) -> None:
    def run(*command: str) -> tuple[int, str, str]:
        done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False, cwd=ROOT)
        return done.returncode, done.stdout, done.stderr

    script = Path(sys.executable).with_name("factsheet")
    if not script.exists():
        pytest.skip("the command is not installed beside this Python")
    assert run(sys.executable, "-m", "factsheet") == run(str(script))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("read_article('seeds/000_c426418138226830.txt', published='tomorrow')", "not a date"),
        ("read_article('nowhere.txt')", "no such file"),
        ("read_article('seeds', title='x') and read_article('.')", "folder holds no"),
        ("load_sheet('seeds/000_c426418138226830.txt')", "JSON"),
        ("export_sheets(['seeds/nothing.json'], 'a.csv')", "nothing.json"),
        ("export_sheets(['seeds'], 'a.doc')", "docx"),
        ("build_briefs(['seeds'], 'briefs', template='nothing')", "nothing"),
        ("list(search_sheets('nowhere', 'x'))", "fact sheets"),
        ("save_sheet(make_sheet(article_from_text('x', id='x')), '/dev/null/x.json')", "no file can be written"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(call: str, said: str, workplace: Path) -> None:
    with pytest.raises(factsheet.FactsheetError, match=said) as caught:
        list(eval(call, {name: getattr(factsheet, name) for name in factsheet.__all__}) or [])  # noqa: S307
    assert "\n" not in str(caught.value)
