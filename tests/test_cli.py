"""The command line: what each command writes, one line for what is wrong, and the exit codes of the contract."""

from __future__ import annotations

import builtins
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import factsheet
from factsheet import progress
from factsheet.cli import main
from factsheet.morph import Camel
from factsheet.schema import FactSheet, load_sheet, sha256_of

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds/000_c426418138226830.txt"
TEXT = "قال الوزير إن الاتفاق يدخل حيز التنفيذ في الشهر المقبل."
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in an empty folder: (exit code, standard output, standard error)."""
    monkeypatch.chdir(tmp_path)

    def run(*args: object) -> tuple[int, str, str]:
        code = main([str(a) for a in args])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_build_writes_the_brief_and_its_json(run: Run, tmp_path: Path) -> None:
    code, out, err = run("build", SEED)
    assert (code, err) == (0, "")
    assert out.splitlines() == [f"output/{SEED.stem}.pdf", f"output/{SEED.stem}.json"]
    assert (tmp_path / out.splitlines()[0]).read_bytes().startswith(b"%PDF-")
    sheet = load_sheet(tmp_path / f"output/{SEED.stem}.json")
    assert sheet.article.text == SEED.read_text("utf-8")
    assert sorted(p.name for p in (tmp_path / "output").iterdir()) == [f"{SEED.stem}.json", f"{SEED.stem}.pdf"]


def test_build_chooses_formats_language_and_folder(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("build", SEED, "-o", "a/b", "--format", "html,json", "--lang", "ar", "--template", "brief")
    assert code == 0
    assert sorted(out.splitlines()) == [f"a/b/{SEED.stem}.html", f"a/b/{SEED.stem}.json"]
    assert "<html" in (tmp_path / f"a/b/{SEED.stem}.html").read_text("utf-8")


def test_extract_writes_the_same_json_as_build(run: Run, tmp_path: Path) -> None:
    assert run("extract", SEED, "-o", "x")[0] == 0
    assert run("build", SEED, "-o", "y", "--format", "json")[0] == 0
    assert (tmp_path / f"x/{SEED.name}").with_suffix(".json").read_bytes() == (
        tmp_path / f"y/{SEED.stem}.json"
    ).read_bytes()


def test_extract_prints_json_lines(run: Run, tmp_path: Path) -> None:
    (tmp_path / "n.jsonl").write_text("".join(json.dumps({"id": i, "text": TEXT}) + "\n" for i in ("a", "ب")))
    code, out, err = run("extract", "n.jsonl", "-o", "-")
    assert (code, err) == (0, "")
    assert [FactSheet.model_validate_json(line).article.id for line in out.splitlines()] == ["a", "ب"]
    assert not (tmp_path / "output").exists()


def test_metadata_options_reach_the_sheet(run: Run) -> None:
    options = (
        "--published",
        "2024-01-18",
        "--title",
        "عنوان",
        "--publisher",
        "صحيفة",
        "--url",
        "https://example.org/a",
    )
    code, out, _ = run("extract", SEED, "-o", "-", *options)
    article = json.loads(out)["article"]
    assert code == 0
    assert [article[k] for k in ("published", "published_from", "title", "publisher", "url")] == [
        "2024-01-18",
        "option",
        "عنوان",
        "صحيفة",
        "https://example.org/a",
    ]


def test_check_passes_what_extract_wrote(run: Run) -> None:
    run("extract", SEED, "-o", ".")
    code, out, err = run("check", f"{SEED.stem}.json", "--article", SEED)
    assert (code, err) == (0, "")
    assert all(line.startswith(f"{SEED.stem}.json: ") for line in out.splitlines())


def test_check_names_the_field_that_breaks_the_contract(run: Run, tmp_path: Path) -> None:
    run("extract", SEED, "-o", ".")
    path = tmp_path / f"{SEED.stem}.json"
    sheet = json.loads(path.read_text("utf-8"))
    sheet["quotes"][1]["spans"][0]["start"] += 1
    path.write_text(json.dumps(sheet))
    code, out, _ = run("check", path)
    assert code == 1
    assert out.startswith(f"{path}: error: quotes[1].spans[0]")
    assert out.count("\n") == 1


def test_check_compares_with_the_article(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    run("extract", "a.txt", "-o", ".")
    (tmp_path / "a.txt").write_text(TEXT.replace("المقبل", "الماضي"))
    code, out, _ = run("check", "a.json", "--article", "a.txt")
    assert (code, out) == (
        1,
        f"a.json: error: article.text: is not the text of a.txt from character {TEXT.index('قبل')}\n",
    )
    records = "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in (("b", "غيره"), ("a", TEXT)))
    (tmp_path / "n.jsonl").write_text(records)
    assert run("check", "a.json", "--article", "n.jsonl")[0] == 0


def test_check_of_several_fails_when_one_does(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    run("extract", "a.txt", "-o", ".")
    (tmp_path / "b.json").write_text("{}")
    (tmp_path / "c.json").write_bytes(b"\xff\x00")
    assert run("check", "a.json")[0] == 0
    code, out, err = run("check", "a.json", "b.json", "c.json", "none.json")
    assert code == 1
    assert [line.split(":")[0] for line in out.splitlines()] == ["b.json", "c.json"]
    assert err == "factsheet: none.json: there is no such file; check the path\n"
    assert run("check", "none.json")[0] == 2
    assert run("check", "a.json", "b.json", "--article", "a.txt")[0] == 2


def test_explain_shows_rule_confidence_place_and_words(run: Run) -> None:
    code, out, _ = run("explain", SEED)
    sheet = factsheet.extract_facts(factsheet.read_article(SEED))
    assert code == 0
    for fact in sheet.facts():
        line = next(line for line in out.splitlines() if line.split()[:1] == [fact.id])
        assert fact.rule in line
        assert f"{fact.confidence:.2f}" in line
    quote = sheet.quotes[0]
    assert f"[{quote.spans[0].start}:{quote.spans[0].end}]" in out
    assert quote.spans[0].text[:60] in out


def test_explain_one_fact_with_all_its_fields(run: Run) -> None:
    code, out, _ = run("explain", SEED, "--fact", "q1")
    assert code == 0
    fields = dict(line.split(maxsplit=1) for line in out.splitlines())
    assert fields["id"] == "q1"
    assert {"rule", "confidence", "kind", "spans[0]", "cue", "cue.lemma", "speaker.name", "review.status"} <= set(
        fields
    )
    code, _, err = run("explain", SEED, "--fact", "q99")
    assert code == 2
    assert err.startswith("factsheet: --fact q99: there is no such fact; the article has q1,")


def test_explain_shows_invisible_characters(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قال الوزير إن \u202eالاتفاق\u202c وقع\x1b[31m أمس.")
    _, out, _ = run("explain", "a.txt")
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_schema_is_json_schema(run: Run) -> None:
    code, out, _ = run("schema")
    assert code == 0
    assert json.loads(out)["title"] == "FactSheet"


def test_doctor_says_what_works(run: Run) -> None:
    code, out, _ = run("doctor")
    assert code in (0, 1)
    for name in ("factsheet", "Python", "weasyprint", "Pango", "HarfBuzz-Subset", "Amiri", "IBM Plex Sans Arabic"):
        assert f" {name} " in out


@pytest.mark.parametrize("command", ["", "build", "extract", "check", "explain", "schema", "doctor"])
def test_help_is_there(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([*filter(None, [command]), "--help"])
    assert stop.value.code == 0
    assert "usage: factsheet" in capsys.readouterr().out


# ---- what is wrong: one line, the contract's exit code, the others done ----


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ((), "the following arguments are required: COMMAND; see factsheet --help"),
        (("print", "a"), "argument COMMAND: invalid choice: 'print'"),
        (("build",), "the following arguments are required: INPUT; see factsheet build --help"),
        (("build", SEED, "--lang", "fr"), "argument --lang: invalid choice: 'fr'"),
        (("build", SEED, "--publish", "2024-01-18"), "unrecognized arguments: --publish"),
        (("build", SEED, "--published", "18/01/2024"), "--published 18/01/2024: is not a date; write it as 2024-01-18"),
        (("build", SEED, "--published", ""), "--published : is not a date; write it as 2024-01-18"),
        (("extract", SEED, "--published", "2024-02-30"), "--published 2024-02-30: is not a date"),
        (("build", SEED, "--format", "pdf,docx"), "--format docx: there is no such format; choose from "),
        (("build", SEED, "--format", ""), "--format : there is no such format; choose from "),
        (("build", SEED, SEED, "--title", "x"), "--title: belongs to one article; give a single .txt file or -"),
        (("build", SEED.parent, "--url", "x"), "--url: belongs to one article; give a single .txt file or -"),
        (("build", SEED, "--template", "nowhere"), "nowhere"),
        (("build", SEED, "-o", SEED), "no file can be written there ("),
        (
            ("build", SEED, "-o", SEED / "x"),
            "no file can be written there (Not a directory); give another folder with -o",
        ),
        (("extract", SEED, "-o", "/proc/x"), "/proc/x: no file can be written there"),
        (("build", "none.txt"), "none.txt: there is no such file; check the path"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(run: Run, args: tuple[object, ...], message: str) -> None:
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert message in err
    assert err.startswith("factsheet: ")
    assert err.count("\n") == 1


def test_a_machine_without_pango_is_told_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any) -> Any:
        if name == "weasyprint":
            print("advice of its own")
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args)

    monkeypatch.setattr(builtins, "__import__", without)
    code, out, err = run("build", SEED)
    assert (code, out) == (2, "")
    assert err == "factsheet: a PDF needs system libraries that are not there; factsheet doctor says which\n"
    assert run("build", SEED, "--format", "html")[0] == 0


def test_one_bad_input_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"r{n}", "text": TEXT}) for n in range(1, 10)]
    lines[6] = '{"id": "r7", "text": '
    (tmp_path / "n.jsonl").write_text("\n".join(lines))
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (tmp_path / "z.txt").write_text(TEXT)
    code, out, err = run("extract", "none.txt", "n.jsonl", "image.txt", "z.txt")
    assert code == 1
    assert out.split() == [f"output/r{n}.json" for n in (1, 2, 3, 4, 5, 6, 8, 9)] + ["output/z.json"]
    first, second, third = err.splitlines()
    assert first == "factsheet: none.txt: there is no such file; check the path"
    assert second.startswith("factsheet: n.jsonl:7: is not valid JSON (")
    assert third == "factsheet: image.txt: is a PNG image, not text; save the article as a .txt file in UTF-8"
    assert not [p for p in (tmp_path / "output").iterdir() if p.suffix != ".json"]


def test_a_failure_nobody_foresaw_is_one_line_too(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from factsheet import extract, pipeline

    real = extract.extract_facts

    def fail(article: factsheet.schema.Article, camel: Camel) -> FactSheet:
        if article.id == "a":
            raise RecursionError("too\ndeep")
        return real(article, camel)

    monkeypatch.setattr(pipeline, "extract_facts", fail)
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TEXT)
    code, out, err = run("extract", ".")
    assert (code, out) == (1, "output/b.json\n")
    assert err.startswith("factsheet: a: the program failed (RecursionError: too deep); please report it (")
    assert err.count("\n") == 1
    monkeypatch.setenv("FACTSHEET_DEBUG", "1")
    with pytest.raises(RecursionError):
        run("extract", ".")


def test_a_name_with_control_characters_keeps_the_error_on_one_line(run: Run) -> None:
    _, _, err = run("extract", "a\n\x1b[31m\u202eb.txt")
    assert err == "factsheet: a \\u001b[31m\\u202eb.txt: there is no such file; check the path\n"


@pytest.mark.parametrize(
    "id_", ["../../etc/passwd", "..", "/abs", "a/b", "a\\b", "", ".hidden", "x" * 4000, "ا" * 300, "a\nb"]
)
def test_no_id_leads_out_of_the_folder(run: Run, tmp_path: Path, id_: str) -> None:
    (tmp_path / "n.jsonl").write_text(json.dumps({"id": id_, "text": TEXT}))
    code, _, err = run("extract", "n.jsonl", "-o", "deep/out")
    assert (code, err) == (0, "")
    (made,) = (tmp_path / "deep/out").iterdir()
    assert load_sheet(made).article.id == (id_ or "n")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["deep", "n.jsonl"]


# ---- as a process ----


Program = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def program() -> Iterator[Program]:
    """Start the program as a process of its own; none outlives the test."""
    with ExitStack() as stack:

        def start(*args: object) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", "factsheet", *map(str, args)]
            pipe = subprocess.PIPE
            environment = {**os.environ, "PYTHONPATH": str(ROOT)}
            process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)
            stack.enter_context(process)
            stack.callback(process.kill)
            return process

        yield start


def test_standard_streams_are_utf8_whatever_the_locale(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    out, err = program("extract", "-", "-o", "-").communicate(TEXT.encode("cp1256"))
    assert err == b""
    assert FactSheet.model_validate_json(out).article.id == sha256_of(TEXT)


def test_a_reader_that_leaves_early_is_no_error(program: Program, tmp_path: Path) -> None:
    (tmp_path / "n.jsonl").write_text("".join(json.dumps({"text": TEXT * 20}) + "\n" for _ in range(200)))
    process = program("extract", tmp_path / "n.jsonl", "-o", "-")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 1


def test_two_runs_at_once_leave_one_whole_result(program: Program, tmp_path: Path) -> None:
    runs = [program("build", SEED, "-o", tmp_path, "--format", "html,json") for _ in range(3)]
    for process in runs:
        _, err = process.communicate()
        assert (process.returncode, err) == (0, b"")
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"{SEED.stem}.html", f"{SEED.stem}.json"]
    assert load_sheet(tmp_path / f"{SEED.stem}.json").article.text == SEED.read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_run_says_so_without_a_traceback(program: Program, tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "n.jsonl").write_text("".join(json.dumps({"text": TEXT * 9}) + "\n" for _ in range(5000)))
    process = program("extract", tmp_path / "n.jsonl", "-o", tmp_path / "out")
    while process.poll() is None and len(list(tmp_path.glob("out/*.json"))) < 3:
        time.sleep(0.02)
    process.send_signal(number)
    _, err = process.communicate()
    assert process.returncode == 128 + number
    assert b"Traceback" not in err
    assert not list((tmp_path / "out").glob(".*"))


def test_a_bar_is_drawn_for_a_terminal_after_a_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.1)
    monkeypatch.setattr(progress, "_TICK", 0.05)
    drawn: dict[bool, str] = {}
    for terminal in (True, False):
        screen = io.StringIO()
        monkeypatch.setattr(screen, "isatty", lambda terminal=terminal: terminal)
        monkeypatch.setattr(sys, "stderr", screen)
        with progress.Progress(2_000_000) as bar:
            bar.doing("article-1")
            bar.add(1_000_000)
            time.sleep(0.4)
            with progress.aside():
                print("a message", file=screen)
        drawn[terminal] = screen.getvalue()
    assert "article-1:  50%" in drawn[True]
    assert "\ra message\n" in drawn[True], "the bar steps aside for what else is printed"
    assert drawn[False] == "a message\n"


def test_a_short_run_draws_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", screen)
    with progress.Progress(None) as bar:
        bar.add(5)
    assert screen.getvalue() == ""
