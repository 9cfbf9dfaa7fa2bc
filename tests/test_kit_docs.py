"""templates/README.md tells the truth: its reference is the code's, its excerpts are in the files that they name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factsheet.cli import main
from factsheet.kit.reference import reference
from factsheet.render.templates import templates_root
from factsheet.render.theme import Theme

README = (templates_root() / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
NAMED = [block.split("\n", 1) for kind, block in BLOCKS if re.match(r"\W+ examples/", block.split("\n")[0])]


def test_the_reference_is_the_codes() -> None:
    assert README.endswith("## All that a template may use\n\n" + reference())


@pytest.mark.parametrize(("first", "rest"), NAMED)
def test_excerpts_are_in_their_files(first: str, rest: str) -> None:
    name = re.search(r"examples/\S+\.(?:toml|css|j2)", first)
    assert name
    assert rest.strip() in (templates_root() / name[0]).read_text("utf-8")


def test_every_key_of_the_theme_is_told() -> None:
    for name in Theme.model_fields:
        assert f"`{name}`" in README or f"`[{name}" in README, name


def test_the_commands_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (commands,) = [block.splitlines() for kind, block in BLOCKS if kind == "sh"]
    assert [line.split()[:3] for line in commands[:4]] == [
        ["factsheet", "templates", verb] for verb in ("list", "new", "preview", "check")
    ]
    monkeypatch.chdir(tmp_path)
    for line in commands[:2]:
        assert main(line.split()[1:]) == 0
    (tmp_path / "article.txt").write_text("افتتح السوق أبوابه صباح اليوم.\n", "utf-8")
    assert main([*commands[4].split()[1:], "--format", "html"]) == 0


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (templates_root() / target).exists(), target
