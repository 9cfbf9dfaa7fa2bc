"""The README tells the truth: its commands and its code run, its excerpts are in the files that they name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from factsheet import cli
from factsheet.read.sources import read_article

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
COMMANDS = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]
EXCERPTS = [block.split("\n", 1) for kind, block in BLOCKS if kind == "toml"]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the checkout, with an output/ of its own, in which the commands may write."""
    folder = tmp_path_factory.mktemp("checkout")
    for path in ROOT.iterdir():
        if path.name not in {".venv", ".git", "output"}:
            (folder / path.name).symlink_to(path)
    (folder / ".venv").symlink_to(sys.prefix)
    (folder / "output").mkdir()
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(command: str, checkout: Path) -> None:
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTEST_ADDOPTS": "--collect-only -q",  # `make test` is what runs this: it only collects here
        "PIP_DRY_RUN": "1",  # and nothing is installed
    }
    environment.pop("MAKEFLAGS", None)
    if command.startswith("make ") and subprocess.run(["make", "-q", ".venv/.ready"], cwd=ROOT, check=False).returncode:
        pytest.skip("this environment was not set up by make")
    done = subprocess.run(
        ["bash", "-c", command], cwd=checkout, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_make_brief_prints_what_the_readme_says(checkout: Path) -> None:
    named = re.search(r"prints `(output/\S+)\.pdf` and `\.json`", README)
    assert named
    if not list((checkout / "output").iterdir()):
        test_every_command_runs("make brief", checkout)
    for ending in (".pdf", ".json"):
        assert (checkout / (named[1] + ending)).stat().st_size > 1000


def test_every_command_of_the_program_is_told() -> None:
    told = set(re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE))
    usage = cli.parser().format_help()
    assert told == set(re.findall(r"^    (\w+)(?: |$)", usage, re.MULTILINE))
    for name in told:
        assert f"factsheet {name}" in README


def test_the_python_runs(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = [block for kind, block in BLOCKS if kind == "python"]
    monkeypatch.chdir(checkout)
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102
    assert isinstance(names["pdf"], bytes)


@pytest.mark.parametrize(("first", "rest"), [e for e in EXCERPTS if e[0] != "# article.toml"])
def test_excerpts_are_in_their_files(first: str, rest: str) -> None:
    assert rest.strip() in (ROOT / first.removeprefix("# ")).read_text("utf-8")


def test_the_sidecar_is_read(tmp_path: Path) -> None:
    (sidecar,) = [rest for first, rest in EXCERPTS if first == "# article.toml"]
    (tmp_path / "article.toml").write_text(sidecar, "utf-8")
    (tmp_path / "article.txt").write_text("نص.", "utf-8")
    article = read_article(tmp_path / "article.txt")
    assert all((article.title, article.publisher, article.url))
    assert (article.published, article.published_from) == ("2024-01-18", "file")


def test_links_and_pictures_are_there() -> None:
    for target in re.findall(r'\]\(([^)#]+)\)|src="([^"]+)"', README):
        assert (ROOT / "".join(target)).exists(), target


def test_ci_runs_the_readmes_test_command() -> None:
    assert COMMANDS[:2] == ["make brief", "make test"]
    assert "make test" in (ROOT / ".ci/run").read_text("utf-8").splitlines()


def test_the_changelog_knows_this_version() -> None:
    import factsheet

    assert f"## {factsheet.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
