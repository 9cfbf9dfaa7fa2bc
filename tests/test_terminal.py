"""How `check` tells its findings in a terminal, in Arabic and English, and what `build` and `extract` tell of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factsheet.check import CODES
from factsheet.check.codes import finding
from factsheet.cli import main
from factsheet.proof import Finding
from factsheet.schema import Span
from factsheet.terminal import line, terminal_labels

ISOLATE = re.compile("[\u2066\u2068][^\u2066-\u2069]*\u2069")
BAD = "افتتحت المكتبة يوم الثلاثاء 15 يناير 2024 في حي الشاطئ القديم."
LOOSE = '{"quotes": [{"text": "سوف نغلق المسبح البلدي قبل الصيف"}], "claims": [{"text": "250 مقعدا", "value": 350}]}'
TEXT = "وقال نادر الخطيب: «لن نغلق المسبح البلدي قبل الصيف، وسنشتري 250 مقعدا»."


@pytest.mark.parametrize("code", CODES)
def test_an_arabic_line_holds_nothing_that_could_turn(code: str) -> None:
    check = finding(code, [Span(start=4, end=7, text="250")], ["c1"], text="350 مقعدا", where="quotes[2]")
    shown = line(Finding("out/مقال 7.json", check), terminal_labels("ar"))
    assert len(ISOLATE.findall(shown)) == 6
    assert not re.search(r"[0-9A-Za-z\[\]/]", ISOLATE.sub("", shown))
    assert not re.search("[\u2066-\u2069]", ISOLATE.sub("", shown))


def test_an_english_line_isolates_what_is_arabic_alone() -> None:
    check = finding("not_verbatim", where="quotes[0]", text="لن نغلق", differs="سوف → لن; باب → بيت")
    shown = line(Finding("a.json", check), terminal_labels("en"))
    assert shown == (
        "a.json: error: not_verbatim: Words that are not in the article. Put the article's words. in the sheet at: "
        "quotes[0]; words: \u2068لن نغلق\u2069; "
        "difference: \u2068سوف\u2069 → \u2068لن\u2069; \u2068باب\u2069 → \u2068بيت\u2069"
    )
    assert "\u2068سوف\u2069 ← \u2068لن\u2069؛" in line(Finding("a.json", check), terminal_labels("ar"))


def test_controls_of_an_article_do_not_reach_the_terminal() -> None:
    check = finding("not_verbatim", text="لن\u202eنغلق\u2069\x1b[2J\n")
    shown = line(Finding("a.json", check), terminal_labels("en"))
    assert not re.search("[\u202e\x1b\n]", shown)
    assert shown.count("\u2069") == 1


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_command_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str) -> None:
    loose, article = tmp_path / "loose.json", tmp_path / "a.txt"
    loose.write_text(LOOSE, "utf-8")
    article.write_text(TEXT, "utf-8")
    assert main(["check", str(loose), "--article", str(article), "--lang", lang]) == 1
    lines = capsys.readouterr().out.splitlines()
    word = {"ar": "خطأ", "en": "error"}[lang]
    assert [code for code in CODES for told in lines if f": {word}: " in told and code in told] == [
        "changed_number", "changed_negation"
    ]  # fmt: skip
    loose.write_text("{}", "utf-8")
    assert main(["check", str(loose), "--lang", lang]) == 1
    assert f": {word}: " in capsys.readouterr().out


def test_building_tells_errors_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "a.txt"
    article.write_text(BAD, "utf-8")
    for output, where in ((str(tmp_path), str(tmp_path / "a.json")), ("-", "a")):
        assert main(["extract", str(article), "-o", output]) == 0
        told = capsys.readouterr().err
        assert told == (
            f"factsheet: {where}: check finds what cannot be right (weekday_differs); "
            "factsheet check shows each with its place\n"
        )
    article.write_text(BAD.replace("الثلاثاء", "الاثنين"), "utf-8")
    assert main(["extract", str(article), "-o", str(tmp_path)]) == 0
    assert capsys.readouterr().err == ""
