"""The docs site: its pages are made of the project's own texts, and every command on them runs."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

import factsheet
from factsheet import cli

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / ".docs"


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_make", SOURCES / "make.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages(make: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every page by its name; to make them, their commands are run."""
    folder = tmp_path_factory.mktemp("site") / "sources"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", make.WIDTH)
        make.write_pages(folder)
    return {path.stem: path.read_text("utf-8") for path in folder.glob("*.md")}


def test_every_page_is_in_the_contents(pages: dict[str, str]) -> None:
    contents = re.search(r"```\{toctree\}\n(.*?)```", pages["index"], re.DOTALL)
    assert contents
    assert set(contents[1].split()) - {":maxdepth:", "1"} == set(pages) - {"index"}


def test_every_verb_is_shown_with_its_usage(pages: dict[str, str]) -> None:
    verbs = re.findall(r"^    (\w+)(?: |$)", cli.parser().format_help(), re.MULTILINE)
    assert set(re.findall(r"^## (\w+)", pages["commands"], re.MULTILINE)) == set(verbs)
    for verb in verbs:
        _, _, part = pages["commands"].partition(f"\n## {verb}\n")
        assert f"factsheet {verb}" in part.partition("\n## ")[0], verb
    for name, line in (("search", "--unit UNIT"), ("build", "--template NAME|DIR")):
        assert line in pages["commands"].partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def test_the_texts_are_the_projects_own(pages: dict[str, str]) -> None:
    for page, line in (
        ("first-steps", "- A folder stands for the files of these kinds directly in it"),
        ("codes", "| `unclosed_mark` | warning |"),
        ("review", "## Minute one: accept and reject"),
        ("trust", "| words in quotation marks |"),
        ("changelog", "## 0.1.0"),
    ):
        assert line in pages[page], page
    assert not [page for page, text in pages.items() if "](../" in text or "README.md)" in text]


def test_what_counts_is_what_is_found(pages: dict[str, str]) -> None:
    assert "| quote | سنفتح ثلاثة أرصفة جديدة | direct, هناء الصيرفي |" in pages["what-counts"]
    assert "| number | 3.5 مليارات دولار | about 3500000000 USD |" in pages["what-counts"]


def test_every_public_name_is_told(pages: dict[str, str]) -> None:
    told = set(re.findall(r"\w+", pages["python"]))
    assert set(factsheet.__all__) - {"__version__"} <= told


def test_every_field_is_told(pages: dict[str, str]) -> None:
    for name in ("verbatim", "published_from", "lexicon_digest", "source_url"):
        assert f"| `{name}` |" in pages["json"]
    assert "| `kind` | `direct`, `mixed`, `indirect` |" in pages["json"]


def test_a_command_that_fails_fails_the_site(make: ModuleType, tmp_path: Path) -> None:
    pages = make.Pages(tmp_path, ROOT)
    with pytest.raises(AssertionError, match="no such file"):
        pages.run("factsheet explain nowhere.txt")
    assert pages.run("factsheet explain nowhere.txt", code=2).startswith("```text\n$ factsheet explain nowhere.txt\n")
    for file, heading in (("README.md", "## No such heading"), ("LICENSE", "")):
        with pytest.raises(AssertionError, match=file):
            pages.section(file, heading)


def test_nothing_is_fetched_from_elsewhere() -> None:
    for path in SOURCES.rglob("*"):
        if path.suffix in (".css", ".py"):
            assert not re.search(r"https?://|@import|url\(", path.read_text("utf-8")), path
