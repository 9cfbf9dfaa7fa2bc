"""names.toml: what is the same name and what is not, errors that can be mended, and every output that honours it."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from factsheet import cli
from factsheet.difference import differences, reissued
from factsheet.errors import UsageError
from factsheet.export import FORMATS
from factsheet.exporting import export
from factsheet.kit.checking import problems
from factsheet.newsroom import NAMES, Names, currency_names, find_names, read_names, with_names
from factsheet.pipeline import build, sheets
from factsheet.render import builtin_names, render_html
from factsheet.render.share import shared
from factsheet.review.quotation import attributed
from factsheet.schema import FactSheet, Speaker, to_json
from factsheet.search import Hit, Wanted, search
from tests.review.making import desk_of, do, fact_of, folder_of, key_of, wish
from tests.sheets import Maker, full_sheet
from tests.test_export import READERS

EXAMPLE = Path(__file__).parent.parent / "templates" / "examples" / NAMES


def names_of(folder: Path, text: str) -> Names:
    path = folder / "house.toml"
    path.write_text(text, "utf-8")
    return read_names(path)


def of_person(name: str, **fields: str) -> FactSheet:
    m = Maker(f"قال {name} اليوم: «سنعود».\n")
    official = m.official(name, [name], **fields)
    speaker = Speaker(name=name, named=True, kind="person", official=official.id, resolved="explicit")
    speaker = speaker.model_copy(update=fields)
    m.quote("direct", ["سنعود"], speaker)
    return m.sheet()


SAME = [
    ("هناء الصيرفي", "هناء الصيرفي"),
    ("هناء الصيرفى", "هناء الصيرفي"),
    ("هَناءُ الصَّيرَفيّ", "هناء الصيرفي"),
    ("هنـــاء الصيرفي", "هناء الصيرفي"),
    ("أسامة الإدريسي", "اسامه الادريسي"),
    ("عبد الله المرساوي", "عبدالله المرساوي"),
    ("ﻻمع الصيرفي", "لامع الصيرفي"),
]
OTHER = [
    ("هناء الصيرفي", "هناء الصراف"),
    ("هناء الصيرفي", "سناء الصيرفي"),
    ("هناء الصيرفي", "الصيرفي"),
    ("الصيرفي", "هناء الصيرفي"),
    ("هناء الصيرفي", "هناء محمد الصيرفي"),
    ("سام البحيري", "وسام البحيري"),
    ("أمل البحيري", "كامل البحيري"),
    ("حسن البحيري", "الحسن البحيري"),
]


@pytest.mark.parametrize(("listed", "named"), SAME)
def test_one_person_however_spelled(listed: str, named: str, tmp_path: Path) -> None:
    sheet = with_names(of_person(named), names_of(tmp_path, f'[people]\n"{listed}" = "Latin Form"'))
    assert (sheet.officials[0].romanized, sheet.officials[0].romanized_from) == ("Latin Form", "names_file")
    assert sheet.quotes[0].speaker.romanized == "Latin Form"


@pytest.mark.parametrize(("listed", "named"), OTHER)
def test_another_person_is_another(listed: str, named: str, tmp_path: Path) -> None:
    sheet = with_names(of_person(named), names_of(tmp_path, f'[people]\n"{listed}" = "Latin Form"'))
    assert (sheet.officials[0].romanized, sheet.officials[0].romanized_from) == (None, None)
    assert sheet.quotes[0].speaker.romanized is None


def test_a_name_with_a_proclitic_in_the_article_is_found_by_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "وقالت المديرة العامة هناء الصيرفي: «سنعود». وأشاد التقرير بهناء الصيرفي.\n", "utf-8"
    )
    (tmp_path / "house.toml").write_text('[people]\n"هناء الصيرفي" = "Hana Serafi"', "utf-8")
    (sheet,) = sheets([str(tmp_path / "a.txt")], names=tmp_path / "house.toml")
    assert isinstance(sheet, FactSheet)
    assert [official.romanized for official in sheet.officials] == ["Hana Serafi"]


@pytest.mark.parametrize(
    ("role", "latin"),
    [
        ("رئيس اللجنة", "Committee Chair"),
        ("ورئيس اللجنه", "Committee Chair"),
        ("لرئيس اللجنة", "Committee Chair"),
        ("الرئيس اللجنة", "Committee Chair"),
        ("رئيس اللجنة السابق", None),
        ("نائب رئيس اللجنة", None),
        ("رئيسة اللجنة", None),
    ],
)
def test_an_office_is_a_whole_one(role: str, latin: str | None, tmp_path: Path) -> None:
    sheet = with_names(
        of_person("هناء الصيرفي", role=role), names_of(tmp_path, '[titles]\n"رئيس اللجنة" = "Committee Chair"')
    )
    assert sheet.officials[0].role_latin == sheet.quotes[0].speaker.role_latin == latin


@pytest.mark.parametrize(
    ("body", "latin"), [("هيئة المواني", None), ("وهيئة الموانئ", "Ports"), ("هيئه الموانئ", "Ports")]
)
def test_a_body_is_a_whole_one(body: str, latin: str | None, tmp_path: Path) -> None:
    names = names_of(tmp_path, '[organizations]\n"هيئة الموانئ" = "Ports"')
    assert with_names(of_person("هناء الصيرفي", affiliation=body), names).officials[0].affiliation_latin == latin
    assert names.person(body) is None


def test_the_file_is_over_the_article_and_that_over_a_transliteration(tmp_path: Path) -> None:
    names = names_of(tmp_path, '[people]\n"هناء الصيرفي" = "Hana Serafi"')
    for origin, found in (("article", "names_file"), ("transliteration", "names_file")):
        sheet = of_person("هناء الصيرفي")
        known = {"romanized": "Hanaa As-Sayrafi", "romanized_from": origin}
        sheet = sheet.model_copy(update={"officials": (sheet.officials[0].model_copy(update=known),)})
        assert with_names(sheet, names).officials[0].romanized_from == found
        other = names_of(tmp_path, '[people]\n"سناء الصيرفي" = "Sana Serafi"')
        assert with_names(sheet, other).officials[0].romanized == "Hanaa As-Sayrafi"
        assert (with_names(sheet, other).quotes[0].speaker.romanized is None) == (origin == "transliteration")


def test_a_form_that_the_file_no_longer_has_goes(tmp_path: Path) -> None:
    once = with_names(of_person("هناء الصيرفي"), names_of(tmp_path, '[people]\n"هناء الصيرفي" = "Hana Serafi"'))
    later = with_names(once, names_of(tmp_path, ""))
    assert (later.officials[0].romanized, later.officials[0].romanized_from) == (None, None)
    assert later.quotes[0].speaker.romanized is None
    assert with_names(once, None) == once


ERRORS = [
    ('[people]\n"هناء" = ', ":2: "),
    ('[persons]\n"هناء" = "Hana"', ":1: persons"),
    ('# ا\n[people]\n"هناء" = 3', ":3: people.هناء"),
    ('[people]\n"سمر" = "Samar"\n"هناء" = ""', ":3: people.هناء"),
    ('[people]\n"Hana" = "Hana"', ":2: people.Hana: the key has no Arabic letter"),
    ('[titles]\n"وزير" = "الوزير"', ":2: titles.وزير: 'الوزير' is not in Latin letters"),
    (
        '[people]\n"هناء علي" = "Hana Ali"\n"هناء على" = "Hanaa Ali"',
        ":3: people.هناء على: is the same name as 'هناء علي'",
    ),
    ('[currencies]\nUDS = { ar = "دولار" }', ":2: currencies.UDS: is no ISO 4217 code"),
    ('[currencies]\nUSD = "dollar"', ":2: currencies.USD"),
    ('[currencies]\nUSD = { fr = "dollar" }', ":2: currencies.USD.fr"),
]


@pytest.mark.parametrize(("text", "told"), ERRORS)
def test_an_error_names_line_and_key(text: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / NAMES).write_text(text, "utf-8")
    (tmp_path / "a.txt").write_text("نص.", "utf-8")
    code = cli.main(["build", str(tmp_path / "a.txt"), "-o", str(tmp_path / "o"), "--names", str(tmp_path / NAMES)])
    error = capsys.readouterr().err
    assert code == cli.UNUSABLE
    assert f"{tmp_path / NAMES}{told}" in error
    assert len(error.splitlines()) == 1
    assert not (tmp_path / "o").exists()


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.toml: no file of names can be read there"):
        read_names(tmp_path / "none.toml")
    (tmp_path / NAMES).write_bytes(b'[people]\n"\xc7" = "A"')
    with pytest.raises(UsageError, match=r"names\.toml:2: .*utf-8"):
        read_names(tmp_path / NAMES)


def test_where_the_file_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one given, else that of the current folder, else that of the template; never two of them."""
    monkeypatch.chdir(tmp_path)
    pack, article = tmp_path / "pack", tmp_path / "a.txt"
    pack.mkdir()
    (pack / "template.toml").write_text('about = "x"\nextends = "brief"\n', "utf-8")
    article.write_text("قالت المديرة العامة هناء الصيرفي: «سنعود».\n", "utf-8")

    def latin(**options: Path | None) -> str | None:
        done = list(build(["a.txt"], folder=tmp_path, formats=("json", "html"), template="pack", **options))  # type: ignore[arg-type]
        assert done == [[tmp_path / "a.json", tmp_path / "a.html"]]
        found: str | None = json.loads((tmp_path / "a.json").read_text("utf-8"))["officials"][0]["romanized"]
        return found

    def write(path: Path, form: str) -> Path:
        path.write_text(f'[people]\n"هناء الصيرفي" = "{form}"', "utf-8")
        return path

    assert find_names(None) is None
    assert latin() is None
    write(pack / NAMES, "Of Pack")
    assert latin() == "Of Pack"
    write(tmp_path / NAMES, "Of Folder")
    assert latin() == "Of Folder"
    assert latin(names=write(tmp_path / "given.toml", "Given")) == "Given"


def test_a_bad_file_of_names_in_a_template_is_found_by_its_check(tmp_path: Path) -> None:
    (tmp_path / "template.toml").write_text('about = "x"\nextends = "brief"\n', "utf-8")
    (tmp_path / NAMES).write_text('[people]\n"هناء" = "Hana"\n"سمر" = "سمر"', "utf-8")
    found = [str(problem) for problem in problems(str(tmp_path), thorough=False)]
    assert [line for line in found if NAMES in line] == [
        f"{tmp_path / NAMES}:3: people.سمر: 'سمر' is not in Latin letters; mend the file of names, README.md shows one"
    ]


def test_the_sheet_says_that_a_file_was_used(tmp_path: Path) -> None:
    sheet = with_names(full_sheet(), read_names(EXAMPLE))
    used = sheet.provenance.options["names"]
    assert (used["file"], len(used["sha256"])) == (NAMES, 64)
    assert currency_names(sheet, "en") == {"USD": "US dollars"}
    assert currency_names(shared(sheet), "ar") == {"USD": "دولار"}
    assert "names" not in with_names(full_sheet(), None).provenance.options
    assert FactSheet.model_validate_json(to_json(sheet)) == sheet


def test_a_reissue_with_other_names_says_what_changed(tmp_path: Path) -> None:
    before = plain()
    after = reissued(with_names(before, read_names(EXAMPLE)), before)
    found = {one.words: one.fields for one in differences(before, after)}
    assert found["هناء الصيرفي"] == (("romanized", "none", "Hana Serafi"),)
    assert "Latin form" in told(render_html(after, "brief", "en", previous=before))


def told(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", html.partition("</head>")[2])).split())


@pytest.mark.parametrize("template", builtin_names())
def test_every_template_in_english_prints_the_newsrooms_forms(template: str) -> None:
    without, page = (told(render_html(s, template, "en")) for s in (plain(), with_names(plain(), read_names(EXAMPLE))))
    wanted = ["Hana Serafi", "Director General", "Ports Authority"]
    wanted += ["US dollars"] if template not in {"quotes", "onepage"} else []
    assert not [form for form in wanted if form in without]
    assert [form for form in wanted if form not in page] == []


def plain() -> FactSheet:
    """The full sheet without any Latin form."""
    sheet = full_sheet()
    bare = [o.model_copy(update={"romanized": None, "romanized_from": None}) for o in sheet.officials]
    return sheet.model_copy(update={"officials": tuple(bare)})


def test_the_brief_in_arabic_prints_names_and_currencies_and_no_english_office() -> None:
    page = told(render_html(with_names(plain(), read_names(EXAMPLE)), "brief", "ar"))
    assert "Hana Serafi · من سجل الأسماء" in page
    assert "دولار أمريكي" not in page
    assert "Director General" not in page


@pytest.mark.parametrize("ending", FORMATS)
def test_every_export_holds_the_newsrooms_forms(ending: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.json").write_text(to_json(plain()), "utf-8")
    to = tmp_path / f"facts{ending}"

    def found(names: Path | None) -> str:
        assert list(export([str(tmp_path / "in")], to=to, lang="en", names=names)) == [[to]]
        if ending == ".spacy.jsonl":  # its own reader takes the words of the text alone
            return to.read_text("utf-8")
        return "\n".join(READERS[ending](to))

    wanted = ["Hana Serafi", "Adel Bohairy"]
    if ending != ".spacy.jsonl":  # spans: of names, not of offices and units
        wanted += ["Director General", "US dollars", "Ports Authority"]
    before, after = found(None), found(EXAMPLE)
    assert not [form for form in wanted if form in before]
    assert [form for form in wanted if form not in after] == []


def test_a_latin_query_finds_the_person_and_what_was_said(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(to_json(with_names(plain(), read_names(EXAMPLE))), "utf-8")
    hits = [hit.row["id"] for hit in search(tmp_path, Wanted("hana serafi")) if isinstance(hit, Hit)]
    assert {"o1", "q2", "q3", "q4"} <= set(hits)
    spoken = [
        hit.row["id"] for hit in search(tmp_path, Wanted(speaker="Bohairy", kind="quotes")) if isinstance(hit, Hit)
    ]
    assert spoken == ["q8"]
    assert not list(search(tmp_path, Wanted("Bohairi")))


def test_a_quote_is_copied_in_english_with_the_newsrooms_forms() -> None:
    sheet = with_names(plain(), read_names(EXAMPLE))
    assert "— Hana Serafi, Director General (" in attributed(sheet, sheet.quotes[2], "en")
    assert "— هناء الصيرفي، المديرة العامة للهيئة (" in attributed(sheet, sheet.quotes[2], "ar")


def test_a_corrected_name_loses_the_form_of_the_wrong_one(tmp_path: Path) -> None:
    (path,) = folder_of(tmp_path, with_names(plain(), read_names(EXAMPLE)))
    desk = desk_of([path])
    name = full_sheet().officials[0].mentions[1]
    do(desk, wish("edit", fact="o1", changes={"name": {"start": name.start, "end": name.start + len("الصيرفي")}}))
    official = fact_of(desk.open(key_of(desk)), "o1")
    assert (official.name, official.romanized, official.romanized_from) == ("الصيرفي", None, None)
    assert official.role_latin == "Director General"
