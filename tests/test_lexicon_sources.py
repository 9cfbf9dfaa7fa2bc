"""The lexicon of sources: every entry's example and counterexample, and the accessors against hand-written cases."""

from __future__ import annotations

import pytest

from factsheet.lexicon.sources import Source, hides_identity, medium_at, noun_at, sources
from factsheet.read import article_from_text
from factsheet.text import Document, Token, fold

MUTE = ("occasion", "adjective", "identity")
SPEAKING = [pytest.param(s, id=s.form) for s in sources() if s.kind not in MUTE]
MEDIA = [pytest.param(s, id=s.form) for s in sources() if s.kind in ("occasion", "adjective")]
IDENTITY = [pytest.param(s, id=s.form) for s in sources() if s.kind == "identity"]


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of a text."""
    return Document(article_from_text(text, id="example")).tokens


@pytest.mark.parametrize("source", SPEAKING)
def test_example_of_a_noun(source: Source) -> None:
    tokens = tokens_of(source.example)
    noun = noun_at(tokens, 1)
    assert noun is not None, "the source stands after the first word, the cue"
    if source.kind == "person":
        assert noun.kind == ("unnamed" if source.owner else "group")
    else:
        assert noun.kind == {"body": "organization"}.get(source.kind, source.kind)
        assert (noun.gender, noun.number) == (source.gender, source.number)


@pytest.mark.parametrize("source", MEDIA)
def test_example_of_a_medium(source: Source) -> None:
    tokens = tokens_of(source.example)
    media = [m for i in range(len(tokens)) if (m := medium_at(tokens, i))]
    words = {token.form for m in media for token in tokens[m.first : m.last]}
    assert set(fold(source.form).split()) <= words


@pytest.mark.parametrize("source", IDENTITY)
def test_example_of_identity(source: Source) -> None:
    tokens = tokens_of(source.example)
    assert hides_identity(tokens, 2)


@pytest.mark.parametrize("source", [pytest.param(s, id=s.form) for s in sources() if s.never])
def test_not_is_no_source(source: Source) -> None:
    assert noun_at(tokens_of(source.never), 1) is None


@pytest.mark.parametrize(
    ("text", "kind", "named", "gender", "number"),
    [
        ("مسؤول أمريكي رفيع", "unnamed", False, "m", "s"),
        ("مسئول في الشرطة", "unnamed", False, "m", "s"),
        ("مسؤولون بريطانيون", "group", False, "m", "p"),
        ("مسؤولو المديرية", "group", False, "m", "p"),
        ("المحللين", "group", False, "m", "p"),
        ("الوزيران", "group", False, "m", "d"),
        ("وزير الدفاع", "person", True, "m", "s"),
        ("الوزيرة", "person", True, "f", "s"),
        ("الخبير", "person", False, "m", "s"),
        ("مصادر محلية", "unnamed", False, "f", "s"),
        ("المصدر نفسه", "unnamed", False, "m", "s"),
        ("محققتان", "group", False, "f", "d"),
        ("والدته", "unnamed", False, "f", "s"),
        ("أسرتها", "group", False, "f", "s"),
        ("التقارير", "document", False, "f", "s"),
        ("استطلاعات الرأي", "document", False, "f", "s"),
        ("وزارة الدفاع", "organization", True, "f", "s"),
        ("المجلس", "organization", True, "m", "s"),
        ("السلطات", "organization", True, "f", "s"),
    ],
)
def test_noun(*, text: str, kind: str, named: bool, gender: str, number: str) -> None:
    noun = noun_at(tokens_of(text), 0)
    assert noun is not None
    assert (noun.kind, noun.named, noun.gender, noun.number) == (kind, named, gender, number)


@pytest.mark.parametrize("text", ["شارع", "جديدة", "الأحد", "سيارته"])
def test_no_noun(text: str) -> None:
    assert noun_at(tokens_of(text), 0) is None


def test_noun_after_a_preposition() -> None:
    tokens = tokens_of("للصحفيين لصحيفة صحيفة")
    assert [noun_at(tokens, i, "ل") is not None for i in range(3)] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "words", "head"),
    [
        ("بيان صحفي مشترك اليوم", 3, "بيان"),
        ("المقابلة التلفزيونية الخاصة مع القناة", 3, "مقابله"),
        ("تصريحاته الأخيرة", 1, "تصريحات"),
        ("مؤتمرها الصحافي", 2, "مؤتمر"),
    ],
)
def test_medium(text: str, words: int, head: str) -> None:
    medium = medium_at(tokens_of(text), 0)
    assert medium is not None
    assert (medium.last, medium.head) == (words, fold(head))


@pytest.mark.parametrize(
    ("text", "hides"),
    [
        ("طلب عدم الكشف عن هويته", True),
        ("فضل عدم ذكر اسمه لحساسية الموضوع", True),
        ("رفض الكشف عن اسمه", True),
        ("لم تسمه الصحيفة ولم تذكر اسمه", True),
        ("شريطة عدم الإفصاح عن هويتها", True),
        ("رفضوا ذكر أسمائهم", True),
        ("زار المدينة وكتب اسمه على الجدار", False),
        ("لم يحضر الاجتماع. اسمه وليد", False),
    ],
)
def test_hides_identity(*, text: str, hides: bool) -> None:
    assert hides_identity(tokens_of(text), 0) is hides
