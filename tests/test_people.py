"""People: mentions and their offsets, genders, holders of offices, and any text whatever."""

from __future__ import annotations

import random
import time

import pytest

from factsheet.extract.people import People, find_people, office_holder
from factsheet.schema import Article, Paragraph, sha256_of
from factsheet.text import Document

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئىة"


def document(text: str, roles: dict[int, str] | None = None) -> Document:
    """A text as a document; `roles` gives lines, counted from 0, another role than body."""
    paragraphs, start = [], 0
    for n, line in enumerate(text.split("\n")):
        role = (roles or {}).get(n, "body")
        paragraphs.append(
            Paragraph.model_validate(
                {"index": n, "start": start, "end": start + len(line), "role": role, "rule": "test"}
            )
        )
        start += len(line) + 1
    return Document(Article(id="test", sha256=sha256_of(text), text=text, paragraphs=tuple(paragraphs)))


def people_of(text: str) -> tuple[Document, People]:
    """The people of a text with its document."""
    doc = document(text)
    return doc, find_people(doc)


def holder(text: str, title: str) -> str | None:
    """The name of the person whom the last occurrence of a title stands for."""
    doc, people = people_of(text)
    start = text.rindex(title)
    found = office_holder(doc, people, start, start + len(title))
    return people.officials[found].name if found is not None else None


def test_mentions_lie_in_the_text_in_order_and_know_their_titles() -> None:
    text = "وقال وزير الصحة الدكتور سليم الورداني إن اللقاح وصل. وأضاف الورداني: سنبدأ غدا. وكان للورداني رأي آخر."
    doc, people = people_of(text)
    assert [text[m.start : m.end] for m in people.mentions] == ["سليم الورداني", "الورداني", "لورداني"]
    assert people.mentions[0].title is not None
    start, end = people.mentions[0].title
    assert text[start:end] == "وزير الصحة الدكتور"
    assert people.mentions[1].title is None
    assert [m.start for m in people.mentions] == sorted(m.start for m in people.mentions)
    for mention in people.officials[0].mentions:
        assert doc.text[mention.start : mention.end] == mention.text


def test_a_proclitic_is_no_part_of_a_mention() -> None:
    text = "أشاد الحاضرون بكارلا بلاسكو ولينا فهدان وبالمخرج منير الغرابي."
    _, people = people_of(text)
    assert [o.name for o in people.officials] == ["كارلا بلاسكو", "لينا فهدان", "منير الغرابي"]


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("قالت الوزيرة نور القيسي إن العمل بدأ.", "f"),
        ("فازت الكينية كيبيت جيروتيش بالسباق.", "f"),
        ("قالت فاطمة الزهراوي إن العمل بدأ.", "f"),
        ("قال محمود الزهراوي إن العمل بدأ.", "m"),
        ("فاز شيغيرو تاكاناوا، عضوة المجلس، بالجائزة.", "f"),
        ("فاز كازوتو تاكاناوا، عضو المجلس، بالجائزة.", None),
    ],
)
def test_gender_by_title_nisba_and_given_name(text: str, gender: str | None) -> None:
    _, people = people_of(text)
    assert people.genders == [gender]


BOTH = (
    "قال وزير المالية الأردني نادر القلعاوي إن الموازنة جاهزة. ورد رئيس النقابة هاني السرميني بأنها ناقصة، "
    "واعتذرت المتحدثة باسم الحكومة سلمى الطحاوي. "
)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("الوزير", "نادر القلعاوي"),
        ("وزير المالية", "نادر القلعاوي"),
        ("الوزير الأردني", "نادر القلعاوي"),
        ("رئيس النقابة", "هاني السرميني"),
        ("المتحدثة", "سلمى الطحاوي"),
        ("المتحدثة باسم الحكومة", "سلمى الطحاوي"),
        ("وزير الدفاع", None),
        ("رئيس الوزراء", None),
        ("المدير", None),
        ("الوزيرة", None),
        ("الوزراء", None),
        ("البيان", None),
    ],
)
def test_office_holder(title: str, name: str | None) -> None:
    assert holder(BOTH + f"وأضاف {title} أن الحوار مستمر.", title) == name


def test_office_holder_is_the_one_mentioned_last() -> None:
    text = (
        "التقى وزير الداخلية مازن الطحاوي وزير الزراعة باسل المرعشي. وغادر مازن الطحاوي القاعة. وقال الوزير إنه سيعود."
    )
    assert holder(text, "الوزير") == "مازن الطحاوي"


def test_office_holder_of_a_second_office() -> None:
    text = "وصل نائب رئيس الوزراء ووزير التجارة طارق الجوهراوي. وقال وزير التجارة إن الاتفاق قريب."
    assert holder(text, "وزير التجارة") == "طارق الجوهراوي"


def test_an_adviser_does_not_hold_the_office_of_whom_he_advises() -> None:
    text = "قال مستشار وزير النقل طارق الجوهراوي إن المطار جاهز. ونفى الوزير ذلك."
    assert holder(text, "الوزير") is None


def test_office_known_only_later() -> None:
    text = "قال الوزير إن الخطة جاهزة. وكان وزير النقل طارق الجوهراوي قد عاد أمس."
    doc, people = people_of(text)
    start = text.index("الوزير")
    assert office_holder(doc, people, start, start + len("الوزير")) == 0


def test_bylines_related_links_and_boilerplate_are_left_out() -> None:
    text = "كتب سليم الورداني\nقال مازن الطحاوي إن العمل بدأ.\nباسل المرعشي يفوز بالسباق\nتصوير هاني السرميني"
    doc = document(text, {0: "byline", 2: "related", 3: "boilerplate"})
    assert [o.name for o in find_people(doc).officials] == ["مازن الطحاوي"]


def test_carried_surnames_stay_inside_the_article() -> None:
    text = "قال مازن الطحاوي إن العمل بدأ.\nالطحاوي يفوز بالسباق"
    doc = document(text, {1: "related"})
    assert [m.text for m in find_people(doc).officials[0].mentions] == ["مازن الطحاوي"]


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", ".", "ـ", "ـ ـ", "\ud800", "د.", "الدكتور", "بن بن بن", "عبد", "أبو", "«»", "و", "رئيس " * 50],
)
def test_any_short_text(text: str) -> None:
    people = find_people(Document(Article(id="test", sha256=sha256_of(text), text=text)))
    assert len(people.officials) == len(people.genders) == len(people.offices)


def test_random_text_raises_nothing_and_spans_hold() -> None:
    rng = random.Random(7)  # noqa: S311 - the same texts each time
    pieces = [
        "وزير",
        "الرئيس",
        "محمد",
        "بن",
        "آل",
        "فان",
        "دير",
        "عبد",
        "الله",
        "،",
        "(",
        ")",
        "«",
        "»",
        "12",
        ".",
        "-",
        "ـ",
    ]
    pieces += [
        "\u200f",
        "\u064b",
        "ل",
        "John",
        "قال",
        "إن",
        "البريطاني",
        "شارع",
        "\ud800",
        "د.",
        "أبو",
        "سيف",
        "الدين",
        "\n",
    ]
    for _ in range(150):
        words = [
            rng.choice(pieces) if rng.random() < 0.7 else "".join(rng.choices(LETTERS, k=rng.randint(1, 9)))
            for _ in range(60)
        ]
        text = "".join(word + rng.choice(["", " ", " "]) for word in words)
        doc = Document(Article(id="test", sha256=sha256_of(text), text=text))
        people = find_people(doc)
        for mention in people.mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            office_holder(doc, people, mention.start, mention.end)


def test_time_is_linear_in_the_number_of_people() -> None:
    """Ten times the text, all of it names, takes nowhere near the hundred times of quadratic work."""

    def seconds(n: int) -> float:
        rng = random.Random(n)  # noqa: S311 - the same texts each time
        names = ["".join(rng.choices("بتجحدرسشعفقكلم", k=5)) + "وف" for _ in range(n)]
        text = "\n".join(f"قال الوزير يوهان {name} إن العمل بدأ. وأضاف {name} أنه سعيد." for name in names)
        doc = Document(Article(id="test", sha256=sha256_of(text), text=text))
        start = time.process_time()
        find_people(doc)
        return time.process_time() - start

    seconds(20)
    assert min(seconds(1000) for _ in range(2)) < 50 * max(seconds(100), 0.01)
