"""Direction of what is printed: runs, filters, marks that tear nothing."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.render.direction import attribute, direction_runs, ltr, printable, settled, text, web_address
from factsheet.render.highlight import Mark, marked_text

RUNS = [
    ("بين 2020-2024 فقط", "بين ⟨2020-2024⟩ فقط"),
    ("نسبة 15.5% هذا العام", "نسبة ⟨15.5%⟩ هذا العام"),
    ("نسبة 15 % هذا العام", "نسبة ⟨15 %⟩ هذا العام"),
    ("هبطت إلى -3 درجات", "هبطت إلى ⟨-3⟩ درجات"),
    ("بين -3 و-5 درجات", "بين ⟨-3⟩ و⟨-5⟩ درجات"),
    ("بسعر $3.5 للطن", "بسعر ⟨$3.5⟩ للطن"),
    ("بسعر 3.5$ للطن", "بسعر ⟨3.5$⟩ للطن"),
    ("خسر -$3.5 أمس", "خسر ⟨-$3.5⟩ أمس"),
    ("طائرة F-16 حديثة", "طائرة ⟨F-16⟩ حديثة"),
    ("طائرة إف-16 حديثة", "طائرة إف-⟨16⟩ حديثة"),
    ("لقاح كوفيد-19 الجديد", "لقاح كوفيد-⟨19⟩ الجديد"),
    ("القتلى الـ15 من المدينة", "القتلى الـ⟨15⟩ من المدينة"),
    ("انظر https://example.org/a?b=1&c=2. ثم", "انظر ⟨https://example.org/a?b=1&c=2⟩. ثم"),
    ("راسل press@example.org اليوم", "راسل ⟨press@example.org⟩ اليوم"),
    ("تعمل JMOD / JSDF معا", "تعمل ⟨JMOD / JSDF⟩ معا"),
    ("قال Harbour Growth Fund (HGF) إن", "قال ⟨Harbour Growth Fund (HGF)⟩ إن"),
    ("صندوق (HGF)، والبنك", "صندوق (⟨HGF⟩)، والبنك"),
    ("نظام Windows 11 الجديد", "نظام ⟨Windows 11⟩ الجديد"),
    ("في 2024 BBC قالت", "في ⟨2024⟩ ⟨BBC⟩ قالت"),
    ("عامي 2025 2026 معا", "عامي ⟨2025⟩ ⟨2026⟩ معا"),
    ("بلغ 500 000 شخص", "بلغ ⟨500 000⟩ شخص"),
    ("بين 10 - 15 مليون", "بين ⟨10 - 15⟩ مليون"),
    ("اتصل على +99 50 123 4567 الآن", "اتصل على ⟨+99 50 123 4567⟩ الآن"),
    ("عند 14:30 مساء", "عند ⟨14:30⟩ مساء"),
    ("يوم 18/1/2024 صباحا", "يوم ⟨18/1/2024⟩ صباحا"),
    ("بنسبة 3٫5 و3،5 فقط", "بنسبة ⟨3٫5⟩ و⟨3،5⟩ فقط"),
    ("بنسبة ٣٫٥٪ فقط", "بنسبة ‹٣٫٥٪› فقط"),
    ("بين ٢٠٢٠-٢٠٢٤ و٣ مرات", "بين ‹٢٠٢٠-٢٠٢٤› و‹٣› مرات"),
    ("مدينة Zürich وحي Côte d’Ivoire", "مدينة ⟨Zürich⟩ وحي ⟨Côte d’Ivoire⟩"),
    ("قاعدة U.S. Navy هناك", "قاعدة ⟨U.S. Navy⟩ هناك"),
    ("وسم #harbour على @shore", "وسم ⟨#harbour⟩ على ⟨@shore⟩"),
    ("بلا أرقام ولا لاتينية", "بلا أرقام ولا لاتينية"),
    ("", ""),
]


def shown(markup: str) -> str:
    """The markup with ⟨ltr⟩ and ‹rtl› in the place of its tags."""
    marked = re.sub(r'<bdi dir="ltr">(.*?)</bdi>', r"⟨\1⟩", str(markup))
    return html.unescape(re.sub(r'<bdi dir="rtl">(.*?)</bdi>', r"‹\1›", marked))


def bare(markup: str) -> str:
    """The words of a markup, without its tags."""
    return html.unescape(re.sub(r"<[^>]*>", "", str(markup)))


@pytest.mark.parametrize(("words", "wanted"), RUNS)
def test_runs(words: str, wanted: str) -> None:
    assert shown(text(words)) == wanted


def test_what_steers_direction_is_never_printed() -> None:
    assert bare(text("\u202eقلب\u202c \x00صفر\u200f \u2066عزل\u2069\ufeff")) == "قلب صفر عزل"
    assert bare(text("حرف \ud800 وحيد")) == "حرف ? وحيد"
    assert shown(text("بين 2020\u200e-\u200e2024")) == "بين ⟨2020-2024⟩"


def test_offsets_in_the_printed_text() -> None:
    view = printable("\u200fأب\u202eجد")
    assert (view.text, [view.offset(i) for i in range(6)]) == ("أبجد", [0, 0, 1, 2, 2, 3])


def test_joiners_are_kept() -> None:
    assert bare(text("می\u200cخواهد")) == "می\u200cخواهد"


@given(st.text())
def test_no_character_is_lost(words: str) -> None:
    assert bare(text(words)) == printable(words).text


@given(st.text(alphabet="اب و12٣٫٥٪%.,-–/()$ abXé:\n«»"))
def test_runs_are_in_order_and_apart(words: str) -> None:
    runs = direction_runs(words)
    ends = [0, *(run.end for run in runs)]
    assert all(run.start < run.end for run in runs)
    assert all(end <= run.start for end, run in zip(ends, runs, strict=False))


def test_markup_in_the_article_is_text() -> None:
    assert text('<b onclick="x()">&') == (
        '&lt;<bdi dir="ltr">b onclick</bdi>=&#34;<bdi dir="ltr">x</bdi>()&#34;&gt;&amp;'
    )
    assert "<" not in attribute('"><script>').replace("&lt;", "")


def test_a_run_given_as_a_whole() -> None:
    assert ltr("000_c42") == '<bdi dir="ltr">000_c42</bdi>'


def test_only_web_addresses_become_links() -> None:
    assert web_address("https://example.org/?a=1&b=2") == "https://example.org/?a=1&amp;b=2"
    assert web_address("javascript:alert(1)") == "#"


@pytest.mark.parametrize("value", [3, None, 1.5, ["كلمة"]])
def test_the_filter_takes_words_only(value: object) -> None:
    with pytest.raises(TypeError, match="takes words"):
        text(value)  # type: ignore[arg-type]


def test_what_came_out_of_no_filter_is_refused() -> None:
    assert settled(text("كلمة")) == "كلمة"
    with pytest.raises(TypeError, match="without a direction filter"):
        settled("كلمة 2024")


@pytest.mark.parametrize(
    ("words", "mark", "wanted"),
    [
        ("رحب بالاتفاق أمس", "الاتفاق", "رحب [بالاتفاق] أمس"),
        ("وقال الوزير", "قال", "[وقال] الوزير"),
        ("بين عامي 2020-2024 فقط", "2024", "بين عامي [2020-2024] فقط"),
        ("نسبة 15.5% فقط", "15.5", "نسبة [15.5%] فقط"),
        ("و2024 كذلك", "2024", "و[2024] كذلك"),
        ("الـ400 عامل", "400 عامل", "الـ[400 عامل]"),
        ("قال Growth Fund إن", "Fund", "قال [Growth Fund] إن"),
        ("كُتِبَ الخبرُ", "الخبر", "كُتِبَ [الخبرُ]"),
        ("قال «نعم» ثم", "نعم", "قال «[نعم]» ثم"),
    ],
)
def test_a_mark_tears_neither_word_nor_run(words: str, mark: str, wanted: str) -> None:
    start = words.index(mark)
    marked = marked_text(words, [Mark(start, start + len(mark), "q")])
    shown_marks = marked.replace('<mark class="q">', "[").replace("</mark>", "]")
    assert bare(shown_marks) == wanted


def test_marks_that_overlap_share_a_piece() -> None:
    marked = marked_text("أب جد هو", [Mark(0, 5, "q"), Mark(3, 8, "n")])
    assert marked == '<mark class="q">أب </mark><mark class="n q">جد</mark><mark class="n"> هو</mark>'


@given(
    st.text(alphabet="ابجلاو 12٣٪%.-–()a b\u200f«»"),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from("qn"))),
)
def test_text_is_the_same_with_and_without_marks(words: str, places: list[tuple[int, int, str]]) -> None:
    marks = [Mark(start, end, name) for start, end, name in places]
    marked = marked_text(words, marks)
    assert bare(marked) == printable(words).text
    assert re.sub(r"</?mark[^>]*>", "", marked) == text(words)
