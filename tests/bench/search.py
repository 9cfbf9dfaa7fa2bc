"""How long `factsheet search` takes over many sheets: the first index, a search, and what one changed sheet costs.

    .venv/bin/python tests/bench/search.py [COUNT]

The sheets (10,000, some 20 facts each) are made for the purpose: words of the vocabulary drawn as language draws them,
few often and many seldom. They lie in a temporary folder that is removed. A search is measured in a process that runs,
with the look whether the folder has changed, and the last one with the start of a process; the last column sets it
against what it is over a tenth of the sheets.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[2]))

from factsheet import lexicon
from factsheet.index import INDEX
from factsheet.read import article_from_text
from factsheet.schema import Claim, DateMention, FactSheet, Official, Provenance, Quote, Span, Speaker, to_json
from factsheet.search import Wanted, search

COUNT = 10_000
GIVEN = "هناء عادل سلمى نادر كريم ياسر وليد غسان رباب سميح".split()
FAMILY = "الصيرفي الخطيب الحداد النجار البنا العطار السقا الكيال الوراق الصباغ".split()
ROLES = "وزير مدير رئيس نائب متحدث عميد خبير باحث محافظ سفير".split()
UNITS = ("USD", "km", "%", "EUR", "kg", None)
ASKED: dict[str, Wanted] = {
    "a seldom word": Wanted("مرفأ"),
    "a word of every sheet": Wanted("قال"),
    "two words": Wanted("مدينة قال"),
    "a phrase": Wanted('"قال سيارة"'),
    "a beginning": Wanted("مدي*"),
    "a speaker": Wanted(speaker="هناء الصيرفي"),
    "a speaker's quotes with a word": Wanted("قال", speaker="نادر الخطيب", kind="quotes"),
    "a value and a unit": Wanted(unit="USD", least=900_000),
    "a word within a month": Wanted("قال", since="2024-02-01", until="2024-02-29"),
    "unnamed sources": Wanted(named=False, kind="quotes"),
    "nothing": Wanted("كلمةليستهنا"),
}


def vocabulary() -> list[str]:
    """Words of the lexicon's lists, one line each."""
    folder = Path(lexicon.__file__).parent
    lines = (folder / "countables.txt").read_text("utf-8").splitlines() + (folder / "words.txt").read_text(
        "utf-8"
    ).splitlines()
    words = {
        word for line in lines if not line.startswith("#") for word in line.split() if word.isalpha() and len(word) > 2
    }
    return ["مرفأ", *sorted(words - {"مرفأ"})]


class Writer:
    """Writes articles whose facts are known: text and facts grow together."""

    def __init__(self, number: int, words: Sequence[str], weights: Sequence[float]) -> None:
        self._random = random.Random(number)  # noqa: S311
        self._number, self._words, self._weights = number, words, weights
        self._text = ""

    def sheet(self) -> FactSheet:
        """An article with six quotes, six numbers, four dates and three people."""
        rand = self._random
        people = [(f"{rand.choice(GIVEN)} {rand.choice(FAMILY)}", rand.choice(ROLES)) for _ in range(3)]
        quotes = [self._quote(at, *people[at % 3]) for at in range(6)]
        claims = [self._claim(at) for at in range(6)]
        dates = [self._date(at) for at in range(4)]
        officials = [self._official(at, *person) for at, person in enumerate(people)]
        day = f"2024-{self._number % 12 + 1:02}-{self._number % 28 + 1:02}"
        article = article_from_text(self._text, id=f"article-{self._number:05}", published=day)
        made = Provenance(generator="factsheet", version="0", lexicon_digest="0" * 64)
        return FactSheet(
            article=article,
            quotes=tuple(quotes),
            claims=tuple(claims),
            dates=tuple(dates),
            officials=tuple(officials),
            provenance=made,
        )

    def _written(self, text: str) -> Span:
        start = len(self._text)
        self._text += text
        return Span(start=start, end=len(self._text), text=text)

    def _sentence(self, least: int, most: int) -> str:
        return " ".join(self._random.choices(self._words, self._weights, k=self._random.randint(least, most)))

    def _quote(self, at: int, name: str, role: str) -> Quote:
        self._written("قال ")
        mention = self._written(f"{role} {name}")
        self._written(": «")
        said = self._written(f"قال {self._sentence(8, 25)}")
        self._written("».\n")
        speaker = Speaker(
            name=name, named=at != 5, kind="person", role=role, mention=mention, resolved="explicit", evidence=mention
        )
        return Quote(
            id=f"q{at + 1}",
            rule="made",
            confidence=0.9,
            kind="direct",
            spans=(said,),
            verbatim=(said,),
            speaker=speaker,
        )

    def _claim(self, at: int) -> Claim:
        value = Decimal(self._random.randint(1, 1_000_000))
        start = len(self._text)
        self._written(f"بلغ {self._sentence(2, 6)} ")
        span = self._written(str(value))
        self._written(f" {self._sentence(1, 4)}.\n")
        sentence = Span(start=start, end=len(self._text) - 1, text=self._text[start:-1])
        return Claim(
            id=f"c{at + 1}", rule="made", confidence=0.9, span=span, number=span, value=value, kind="measure",
            unit=self._random.choice(UNITS), sentence=sentence,
        )  # fmt: skip

    def _date(self, at: int) -> DateMention:
        day = f"2024-{self._random.randint(1, 12):02}-{self._random.randint(1, 28):02}"
        start = len(self._text)
        self._written(f"{self._sentence(2, 6)} ")
        span = self._written(day)
        self._written(".\n")
        sentence = Span(start=start, end=len(self._text) - 1, text=self._text[start:-1])
        return DateMention(
            id=f"d{at + 1}", rule="made", confidence=0.9, span=span, value=day, granularity="day", sentence=sentence
        )

    def _official(self, at: int, name: str, role: str) -> Official:
        mention = self._written(name)
        self._written(" حضر.\n")
        return Official(id=f"p{at + 1}", rule="made", confidence=0.9, name=name, role=role, mentions=(mention,))


def make(folder: Path, count: int) -> None:
    """So many sheets, each in its file."""
    folder.mkdir()
    words = vocabulary()
    weights = [1 / (at + 20) for at in range(len(words))]
    random.Random(0).shuffle(words)  # noqa: S311
    for number in range(count):
        sheet = Writer(number, words, weights).sheet()
        (folder / f"{sheet.article.id}.json").write_text(to_json(sheet), "utf-8")


def took(act: Callable[[], object], rounds: int = 5) -> float:
    """Milliseconds of the middle one of some rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def command(folder: Path, words: str) -> None:
    """One search in a process of its own."""
    done = [sys.executable, "-m", "factsheet", "search", str(folder), words]
    subprocess.run(done, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def changed(folder: Path) -> float:
    """Milliseconds of the search after one sheet has changed."""
    path = folder / "article-00000.json"
    path.write_text(path.read_text("utf-8").replace('"confidence": 0.9', '"confidence": 0.8', 1), "utf-8")
    return took(lambda: list(search(folder, Wanted("مرفأ"))), 1)


def main(count: int = COUNT) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        many, few = Path(name, "many"), Path(name, "few")
        make(many, count)
        make(few, count // 10)
        for folder in (few, many):
            first = took(lambda folder=folder: list(search(folder, Wanted("مرفأ"))), 1)  # type: ignore[misc]
            size = (folder / INDEX).stat().st_size / 1e6
            sheets = len(list(folder.glob("*.json")))
            told = f"first index {first / 1000:.1f} s, {size:.0f} MB; one sheet changed {changed(folder):.0f} ms"
            print(f"{sheets} sheets: {told}")
        time.sleep(2.1)  # what has just been written is looked into once more
        for folder in (few, many):
            list(search(folder, Wanted("مرفأ")))
        print(f"{'':34}{'ms':>6}{'found':>7}  over a tenth")
        for what, wanted in ASKED.items():
            long = took(lambda wanted=wanted: list(search(many, wanted)))  # type: ignore[misc]
            short = took(lambda wanted=wanted: list(search(few, wanted)))  # type: ignore[misc]
            print(f"{what:34}{long:6.0f}{len(list(search(many, wanted))):7}{long / short:8.1f}")
        print(f"a new process, a seldom word: {took(lambda: command(many, 'مرفأ')):.0f} ms")
    print(f"on {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
