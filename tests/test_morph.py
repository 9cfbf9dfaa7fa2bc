"""camel-tools: its normalisation as an oracle for folding, and its morphology and NER over data that the tests make."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    normalize_unicode,
)
from hypothesis import given
from hypothesis import strategies as st

from factsheet import morph
from factsheet.check import check_sheet
from factsheet.cli import main
from factsheet.doctor import examine
from factsheet.errors import UsageError
from factsheet.extract import extract_facts
from factsheet.extract.confirm import checked_agreement, confirmed_people, with_cue_forms
from factsheet.extract.people import find_people
from factsheet.lexicon.cues import cue_at
from factsheet.morph import Camel, Morphology, Ner, Span
from factsheet.read import article_from_text
from factsheet.schema import FactSheet
from factsheet.text import Document, fold
from tests.camel_data import WORDS, write_morphology, write_ner

LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيٱ"
MARKS = "".join(map(chr, range(0x64B, 0x653))) + "\u0670\u0640"
neural = pytest.mark.skipif(
    any(find_spec(name) is None for name in morph.NEURAL), reason="torch and transformers are not installed"
)


# Folding


@given(st.text(alphabet=LETTERS + MARKS, min_size=1))
def test_fold_unifies_what_camel_tools_does(word: str) -> None:
    normal = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(dediac_ar(word))))
    assert fold(word) == normal.replace("\u0640", "").translate(str.maketrans("ؤئ", "ءء"))


@given(st.text(alphabet="".join(map(chr, range(0xFE70, 0xFEFD)))))
def test_fold_reads_presentation_forms_as_camel_tools_does(word: str) -> None:
    assert fold(word) == fold(normalize_unicode(word))


@given(st.text())
def test_plain_words_keep_their_letters(word: str) -> None:
    assert fold(morph.plain(word)) == fold(morph.plain(unicodedata.normalize("NFKC", word)))


# Morphology


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the morphology in it."""
    made = tmp_path_factory.mktemp("camel")
    write_morphology(made)
    return made


@pytest.fixture(scope="module")
def morphology(folder: Path) -> Morphology:
    return Morphology(folder / morph.DATABASE, folder / morph.MODEL)


def test_a_verb_tells_its_subject(morphology: Morphology) -> None:
    found = morphology.analyse(["وأكَّد", "سيعلنا", "أعلنتما"])
    assert [(a.lemma, a.pos, a.aspect, a.person, a.gender, a.number, a.passive) for a in found if a] == [
        ("أكد", "verb", "p", 3, "m", "s", False),
        ("أعلن", "verb", "i", 3, "m", "d", False),
        ("أعلن", "verb", "p", 2, "m", "d", False),
    ]
    assert [a.proclitics for a in found if a] == [("wa_conj",), ("sa_fut",), ()]


def test_the_likeliest_reading_is_taken(morphology: Morphology) -> None:
    male, passive, pronoun = morphology.analyse(["ذكر", "يعلنا", "قاله"])
    assert male is not None
    assert (male.lemma, male.pos) == ("ذكر", "noun")
    assert passive is not None
    assert not passive.passive
    assert pronoun is not None
    assert pronoun.enclitic


@pytest.mark.parametrize("word", ["", "زرقاليس", "2024", "٣", "F-16", "،", "چاڤيز", "\ud800", "\u0640", "و" * 5000])
def test_an_unknown_word_has_no_reading(morphology: Morphology, word: str) -> None:
    assert morphology.analyse([word]) == [None]


def document(text: str) -> Document:
    return Document(article_from_text(text, id="x"))


def test_an_inflected_cue_is_recognised(morphology: Morphology) -> None:
    doc = document("لن يُعلنا أن القمة ألغيت، ولم تعلنا السبب.")
    changed = with_cue_forms(doc, morphology)
    assert [(a.text, a.form, b.form) for a, b in zip(doc.tokens, changed.tokens, strict=True) if a.form != b.form] == [
        ("يُعلنا", "يعلنا", "يعلنان"),
        ("تعلنا", "تعلنا", "تعلنان"),
    ]
    reading = cue_at(changed.tokens, 1)[0]
    assert (reading.entry.form, reading.gender, reading.number) == ("أعلن", "m", "d")
    assert changed.text == doc.text
    assert [(t.start, t.end, t.text) for t in changed.tokens] == [(t.start, t.end, t.text) for t in doc.tokens]


@pytest.mark.parametrize("text", ["أعلنتما أن القمة ألغيت.", "وزير ذكر شركة", "", "أكّد أن القمة ألغيت."])
def test_other_words_keep_their_form(morphology: Morphology, text: str) -> None:
    doc = document(text)
    assert with_cue_forms(doc, morphology) is doc


def test_the_sheet_has_the_quote_of_the_recognised_cue(morphology: Morphology) -> None:
    text = "واجتمع الوزير سامر الدهماني بالوزير عادل البحيري، ولم يعلنا أن القمة ستؤجل إلى الربيع المقبل."
    without, with_it = sheets(text, Camel(morphology))
    assert len(with_it.quotes) == len(without.quotes) + 1
    assert with_it.provenance.options == {"camel": ["morphology"]}
    assert without.provenance.options == {}


def sheets(text: str, camel: Camel) -> tuple[FactSheet, FactSheet]:
    """What is found without and with camel-tools."""
    article = article_from_text(text, id="x")
    return extract_facts(article), extract_facts(article, camel)


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        ("وقالت الوزيرة إن القمة ستعقد في موعدها.", False),
        ("وقال الوزير إن القمة ستعقد في موعدها.", False),
        ("وقال الوزراء إن القمة ستعقد في موعدها.", False),
        ("وقالت الوزير إن القمة ستعقد في موعدها.", True),
        ("وقال الشركة إن القمة ستعقد في موعدها.", True),
        ("ونقلت الوكالة عن مسؤول أن القمة ستعقد في موعدها.", False),
    ],
)
def test_agreement_of_cue_and_source(morphology: Morphology, text: str, differs: bool) -> None:
    without, with_it = sheets(text, Camel(morphology))
    assert len(without.quotes) == len(with_it.quotes) == 1
    before, after = without.quotes[0], with_it.quotes[0]
    assert ("agreement_differs" in after.notes) == differs
    assert (after.confidence < before.confidence) == differs
    assert after.speaker == before.speaker
    check_sheet(with_it)


# Named entities, asked of a stand-in for the model


class Answers(Ner):
    """Answers with the given names, the longest first, wherever all their words stand in a row."""

    def __init__(self, *names: str) -> None:
        self.names = [name.split() for name in names]

    def persons(self, sentences: object) -> list[list[Span]]:
        assert isinstance(sentences, list)
        return [sorted(self._in(words)) for words in sentences]

    def _in(self, words: list[str]) -> Iterator[Span]:
        free = [True] * len(words)
        for name in sorted(self.names, key=len, reverse=True):
            for i in range(len(words) - len(name) + 1):
                if words[i : i + len(name)] == name and all(free[i : i + len(name)]):
                    free[i : i + len(name)] = [False] * len(name)
                    yield i, i + len(name)


def people_of(text: str, *names: str) -> dict[str, tuple[str, float, list[str]]]:
    doc = document(text)
    people = confirmed_people(doc, find_people(doc), Answers(*names))
    assert [o.id for o in people.officials] == [f"p{n}" for n in range(1, len(people.officials) + 1)]
    assert len(people.officials) == len(people.genders) == len(people.offices)
    for mention in people.mentions:
        assert doc.span(mention.start, mention.end) in people.officials[mention.official].mentions
    return {o.name: (o.rule, o.confidence, [m.text for m in o.mentions]) for o in people.officials}


TEXT = "زار الوزير سامر الدهماني المدينة، والتقى زرقاليس ببولاكس هناك. ثم عاد الدهماني وحده، وبقي زرقاليس."


def test_without_ner_nothing_changes() -> None:
    doc = document(TEXT)
    people = find_people(doc)
    assert confirmed_people(doc, people, None) is people
    assert with_cue_forms(doc, None) is doc
    assert checked_agreement(doc, [], None) == []


def test_people_found_by_both_are_surer() -> None:
    alone, both = people_of(TEXT)["سامر الدهماني"], people_of(TEXT, "سامر الدهماني")["سامر الدهماني"]
    assert alone[1] < both[1] < 1
    assert both[0] == f"{alone[0]}+ner"
    assert both[2] == alone[2]


def test_people_found_by_ner_alone_are_added_with_little_confidence() -> None:
    found = people_of(TEXT, "زرقاليس ببولاكس", "زرقاليس")
    assert found["سامر الدهماني"] == people_of(TEXT)["سامر الدهماني"]
    assert found["زرقاليس ببولاكس"][:2] == ("ner", 0.6)
    assert people_of(TEXT, "زرقاليس")["زرقاليس"] == ("ner", 0.4, ["زرقاليس", "زرقاليس"])


@pytest.mark.parametrize("name", ["المدينة", "لبنان", "2024", "،", "رويترز", "الدهماني المدينة"])
def test_what_the_lexicon_knows_as_other_is_not_added(name: str) -> None:
    text = TEXT + " وقالت رويترز في 2024 إن لبنان هادئ."
    assert people_of(text, name) == people_of(text)


def test_a_proclitic_is_left_out_of_an_added_name() -> None:
    text = "وصل زرقاليس أمس. وتحدث لزرقاليس صحفي."
    assert people_of(text, "زرقاليس", "لزرقاليس")["زرقاليس"] == ("ner", 0.4, ["زرقاليس", "زرقاليس"])


def test_a_surname_goes_to_its_owner() -> None:
    text = "وصل كيوتارو زرقاليس أمس. وتحدث زرقاليس بعده."
    assert people_of(text, "كيوتارو زرقاليس", "زرقاليس")["كيوتارو زرقاليس"][2] == ["كيوتارو زرقاليس", "زرقاليس"]


def test_an_added_person_can_speak() -> None:
    text = "وقال زرقاليس إن القمة ستعقد في موعدها."
    _, sheet = sheets(text, Camel(ner=Answers("زرقاليس")))
    assert sheet.quotes[0].speaker.official == sheet.officials[0].id == "p1"
    assert sheet.officials[0].quotes == ("q1",)


def test_related_lines_are_not_read() -> None:
    article = article_from_text(TEXT, id="x")
    paragraphs = tuple(p.model_copy(update={"role": "related", "index": None}) for p in Document(article).paragraphs)
    doc = Document(article.model_copy(update={"paragraphs": paragraphs}))
    assert confirmed_people(doc, find_people(doc), Answers("زرقاليس")).officials == []


# Named entities, by a model


@pytest.fixture(scope="module")
def ner(folder: Path) -> Ner:
    persons = {"كيوتارو": "B-PERS", "ماساهيرو": "I-PERS", "سامر": "B-PERS", "الدهماني": "I-PERS"}
    write_ner(folder, persons | {"المدينة": "B-LOC"})
    return Ner(folder / morph.ENTITIES)


@neural
def test_the_model_labels_persons(ner: Ner) -> None:
    assert ner.persons([WORDS, ["قال", "كيوتارو", "إن"], [], ["زار", "سامر", "كيوتارو"]]) == [
        [(3, 5), (8, 10)], [(1, 2)], [], [(1, 2), (2, 3)],
    ]  # fmt: skip


@neural
@pytest.mark.parametrize("odd", ["", "\u200f", "\ud800", chr(0xFFFD), "ـ", "ﷺ", "😀", "ك" * 5000, "\x00", "a b"])
def test_every_word_keeps_its_own_label(ner: Ner, odd: str) -> None:
    assert ner.persons([[odd, "كيوتارو", odd, "ماساهيرو", odd, "سامر", "الدهماني"]])[0][-1] == (5, 7)


@neural
def test_sentences_read_together_keep_their_places(ner: Ner) -> None:
    words = ["قال", *["إن"] * 20, "سامر"]
    found = ner.persons([words, ["الدهماني", "زار", "كيوتارو"], []] * 20)
    assert found == [[(21, 22)], [(0, 1), (2, 3)], []] * 20


@neural
def test_a_long_sentence_is_read_to_its_end(ner: Ner) -> None:
    assert ner.persons([["زار"] * 900 + ["كيوتارو"]]) == [[(900, 901)]]


@neural
def test_the_model_adds_to_a_sheet(ner: Ner, morphology: Morphology) -> None:
    _, sheet = sheets("قال كيوتارو ماساهيرو إن الوزير سامر الدهماني زار المدينة.", Camel(morphology, ner))
    assert sheet.provenance.options == {"camel": ["morphology", "ner"]}
    found = {o.name: o for o in sheet.officials}
    assert found["سامر الدهماني"].rule.endswith("+ner")
    assert "كيوتارو ماساهيرو" in found


# What is installed


@pytest.fixture
def opened() -> Iterator[Callable[[], Camel]]:
    """`load`, forgetting what it opened before and after."""
    morph.load.cache_clear()
    yield morph.load
    morph.load.cache_clear()


def test_nothing_installed_is_one_line(
    opened: Callable[[], Camel], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path / "none"))
    with pytest.raises(UsageError) as error:
        opened()
    line = str(error.value)
    assert "\n" not in line
    assert "camel_data -i disambig-mle-calima-msa-r13" in line
    assert "camel_data -i ner-arabert" in line
    assert str(tmp_path) in line
    assert not (tmp_path / "none").exists()


def test_what_is_installed_is_used_and_the_rest_told(
    opened: Callable[[], Camel], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_morphology(tmp_path)
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    camel = opened()
    assert (camel.parts, len(camel.lacking)) == (("morphology",), 1)
    assert "camel_data -i ner-arabert" in camel.lacking[0]
    assert opened() is camel


@pytest.mark.parametrize("broken", [morph.DATABASE, morph.MODEL])
def test_broken_data_are_one_line(
    opened: Callable[[], Camel], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, broken: str
) -> None:
    write_morphology(tmp_path)
    (tmp_path / broken).write_text("###DEFINES###\nnothing\n", encoding="utf-8")
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    with pytest.raises(UsageError, match=r"cannot be opened.*camel_data -f -i disambig-mle-calima-msa-r13"):
        opened()


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write_morphology(tmp_path)
    (tmp_path / morph.ENTITIES).mkdir(parents=True)
    (tmp_path / morph.ENTITIES / "config.json").write_text("{}")
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    monkeypatch.setattr(morph, "find_spec", lambda _: None)
    words, entities = morph.installed()
    assert (words.ready, entities.ready) == (False, False)
    assert "pip install editdistance" in words.detail
    assert "pip install torch transformers" in entities.detail


def test_the_folder_is_the_one_of_camel_tools(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CAMELTOOLS_DATA", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    if sys.platform != "win32":
        assert morph.data_folder() == tmp_path / ".camel_tools"
    monkeypatch.setenv("CAMELTOOLS_DATA", "~/elsewhere")
    assert morph.data_folder() == Path.home() / "elsewhere"


def test_the_command_line_says_what_is_used(
    opened: Callable[[], Camel],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("ولم يعلنا أن القمة ستؤجل.", encoding="utf-8")
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path / "data"))
    assert main(["extract", str(article), "-o", "-", "--camel"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    write_morphology(tmp_path / "data")
    assert main(["extract", str(article), "-o", "-", "--camel"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["provenance"]["options"] == {"camel": ["morphology"]}
    assert "going on without ner" in err
    assert main(["extract", str(article), "-o", "-"]) == 0
    out, err = capsys.readouterr()
    assert (json.loads(out)["provenance"]["options"], err) == ({}, "")


def test_the_doctor_says_what_is_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    states = {part.name: part.state for part in examine() if part.name.startswith("camel-tools ")}
    assert states == {"camel-tools morphology": "none", "camel-tools ner": "none"}
    write_morphology(tmp_path)
    parts = {part.name: part for part in examine()}
    assert (parts["camel-tools morphology"].state, parts["camel-tools morphology"].detail) == (
        "ok",
        str(tmp_path / morph.MODEL),
    )


def test_nothing_is_downloaded_and_no_folder_made(folder: Path, tmp_path: Path) -> None:
    """In a process of its own, where every connection is an error and the home is empty."""
    code = """
import socket, sys
def refuse(*a, **k): raise AssertionError("a connection was opened")
socket.socket.connect = socket.getaddrinfo = refuse
from factsheet import morph
assert morph.load().parts[:1] == ("morphology",)
assert "camel_tools.data" not in sys.modules and "requests" not in sys.modules
"""
    home = tmp_path / "home"
    home.mkdir()
    env = os.environ | {"HOME": str(home), "CAMELTOOLS_DATA": str(folder), "PYTHONWARNINGS": "ignore"}
    if (folder / morph.ENTITIES).exists():
        code = code.replace(' and "requests" not in sys.modules', "")
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert not (home / ".camel_tools").exists()
