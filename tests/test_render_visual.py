"""What the eye sees: the order of digits and foreign words on the page, at many widths, marked and not."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest

from factsheet.render import builtin_names, render_pdf
from factsheet.render.direction import text
from factsheet.render.highlight import Mark, marked_text
from factsheet.render.pdf import html_to_pdf
from factsheet.render.templates import read_template
from factsheet.schema import Speaker
from tests.pages import Glyph, font_names, glyphs, visual_lines, words_of
from tests.sheets import Maker, full_sheet

SENTENCE = (
    "ارتفعت الصادرات بين عامي 2020-2024 بنسبة 15.5% بعد أن هبطت الحرارة إلى -3 درجات، وبلغ السعر $3.5 للوحدة، "
    "واشترت الهيئة طائرة F-16 كما ورد على https://example.org/a?b=1، وزادت الواردات ٣٫٥٪ في العام نفسه"
)
SEEN = ("2020-2024", "15.5%", "-3", "$3.5", "F-16", "https://", "example.org/a?b=1", "٪٣٫٥")
"""From left to right, as drawn; an address may break after its slashes."""
WIDTHS = (38, 45, 52, 61, 70, 83, 97, 110, 131, 170)


def column(width: float, body: str) -> str:
    """A page with one column of a width in mm."""
    return f'<div style="width: {width}mm; break-after: page; font: 13pt Amiri">{body}</div>'


def pages(bodies: list[str]) -> pdfium.PdfDocument:
    body = "".join(bodies)
    page = f'<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>ا</title></head><body>{body}</body></html>'
    return pdfium.PdfDocument(html_to_pdf(page, read_template("brief")))


def mark_of(words: str) -> Mark:
    start = SENTENCE.index(words)
    return Mark(start, start + len(words), "n")


@pytest.fixture(scope="module")
def plain() -> pdfium.PdfDocument:
    return pages([column(width, text(SENTENCE)) for width in WIDTHS])


@pytest.fixture(scope="module")
def marked() -> pdfium.PdfDocument:
    cuts = ("2020", "5%", "3 درجات", "3.5", "F", "example", "٥٪", "صادرات", "الهيئة طائرة")
    marks = [mark_of(words) for words in cuts]
    return pages([column(width, marked_text(SENTENCE, marks)) for width in WIDTHS])


@pytest.mark.parametrize("nth", range(len(WIDTHS)))
@pytest.mark.parametrize("kind", ["plain", "marked"])
def test_numbers_and_foreign_words_are_drawn_in_order(kind: str, nth: int, request: pytest.FixtureRequest) -> None:
    pdf: pdfium.PdfDocument = request.getfixturevalue(kind)
    lines = visual_lines(pdf[nth])
    for wanted in SEEN:
        assert any(wanted in line for line in lines), f"{wanted} at {WIDTHS[nth]} mm: {lines}"


def test_a_mark_changes_neither_words_nor_shapes() -> None:
    words = "وقال الوزير إن بالاتفاق بنودا كثيرة"
    places = [Mark(1, 4, "q"), Mark(16, 23, "n"), Mark(26, 28, "q")]
    pdf = pages([column(170, text(words)), column(170, marked_text(words, places))])
    bare, marked = ([_rounded(glyph, page) for glyph in glyphs(page)] for page in (pdf[0], pdf[1]))
    assert bare == marked
    assert pdf[0].get_textpage().get_text_range() == pdf[1].get_textpage().get_text_range()


def _rounded(glyph: Glyph, page: pdfium.PdfPage) -> tuple[str, float, float]:
    """Its place below the page's highest character, to a tenth of a point."""
    top = max(other.middle for other in glyphs(page))
    return glyph.char, round(glyph.left, 1), round(top - glyph.middle, 1)


def test_no_line_ends_after_its_first_word() -> None:
    words = text("كان الأولى يفشل في تحقيق أي فوز في أول 17 مباراة في الموسم")
    pdf = pages([column(44 + nth / 2, words) for nth in range(30)])
    assert min(len(visual_lines(page)[0]) for page in pdf) > 15


def test_invisible_controls_do_not_turn_the_line() -> None:
    hostile = "بدأ \u202e\u2067الخبر 2020\u202c-2024\u0000 ثم \u202dانتهى"
    assert any("2020-2024" in line for line in visual_lines(pages([column(170, text(hostile))])[0]))


NASTY = (
    ("اتصلوا على 0123-456-789 فورا", "0123-456-789"), ("اتصلوا على +971 4 123 4567 فورا", "+97141234567"),
    ("فاز الفريق 3-1 على ضيفه", "3-1"), ("فاز الفريق 3 - 1 أمس", "3-1"), ("بلغ 1,234.56 ريالا", "1,234.56"),
    ("نما +5% هذا العام", "+5%"), ("بهامش ±2% فقط", "±2%"), ("يعمل 24/7 دائما", "24/7"),
    ("راسلونا على name+tag@example.org اليوم", "name+tag@example.org"), ("وسم #Port2024 انتشر", "#Port2024"),
    ("وسم #الميناء انتشر", "ءانيملا#"), ("حساب @port_news نشر", "@port_news"), ("القرار A/RES/242 صدر", "A/RES/242"),
    ("بين ٢٠٢٠-٢٠٢٤ ارتفع", "٢٠٢٤-٢٠٢٠"), ("الساعة 14:30 بتوقيت المدينة", "14:30"), ("الساعة ١٤:٣٠ مساء", "١٤:٣٠"),
    ("نحو 2½ مليون", "21/2"), ("الحلف «(NATO)» أعلن", "NATO"), ("الحلف [NATO 2030] أعلن", "NATO2030"),
    ("نسبة 10%-15% هذا العام", "10%-15%"), ("حرارة -12.5°C ليلا", "-12.5°C"), ("عند 24°27′ شمالا", "24°27′"),
    ("شركة AT&T قالت", "AT&T"), ("بسعر $1.5-2 للطن", "$1.5-2"), ("الـF-16 حلقت", "F-16"), ("رقم №5 هنا", "No5"),
    ("في 18/01/2024 وقع", "18/01/2024"), ("العدد 12، 13، 14 منها", "14،13،12"), ("الآية 2:255 منها", "2:255"),
)  # fmt: skip
"""Words, and what the eye sees of them from left to right without spaces, as pdfium names the signs (½ is 1/2)."""


def test_signs_stand_with_their_number_wherever_the_line_ends() -> None:
    for width in (62, 83, 120):
        pdf = pages([f'<div style="width: {width}mm; font: 13pt Amiri">{text(words)}</div>' for words, _ in NASTY])
        lines = [line for page in pdf for line in visual_lines(page)]
        lacking = [seen for _, seen in NASTY if not any(seen in line for line in lines)]
        assert not lacking, f"at {width} mm: {lines}"


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("template", builtin_names())
def test_every_template_draws_numbers_in_order(template: str, lang: str) -> None:
    maker = Maker(SENTENCE + "\n")
    for words, number, value, kind in (
        ("15.5%", "15.5", 15.5, "percent"),
        ("-3 درجات", "-3", -3, "measure"),
        ("$3.5", "3.5", 3.5, "money"),
        ("٣٫٥٪", "٣٫٥", 3.5, "percent"),
    ):
        maker.claim(words, number, value, kind)  # type: ignore[arg-type]
    maker.date("2020-2024", "2020/2024", "range")
    nobody = Speaker(name=None, named=False, kind="unnamed", resolved="none")
    maker.quote("indirect", [SENTENCE], nobody)
    pdf = pdfium.PdfDocument(render_pdf(maker.sheet(), template=template, lang=lang))
    seen = [line for page in pdf for line in visual_lines(page)]
    for wanted in SEEN:  # an address may break after its question mark too
        assert any(wanted.removesuffix("b=1") in line for line in seen), wanted
    for torn in ("2024-2020", "%15.5", "3-", "16-F"):
        assert not any(torn in line for line in seen), torn


@pytest.mark.parametrize("template", builtin_names())
def test_only_the_declared_fonts_are_embedded(template: str) -> None:
    declared = {face.family.replace(" ", "-") for face in read_template(template).faces}
    for lang in ("ar", "en"):
        names = font_names(pdfium.PdfDocument(render_pdf(full_sheet(), template=template, lang=lang)))
        assert names
        assert {name for name in names if not name.startswith(tuple(declared))} == set()


def test_the_foot_stands_on_every_page() -> None:
    pdf = pdfium.PdfDocument(render_pdf(full_sheet()))
    for number, page in enumerate(pdf, start=1):
        foot = visual_lines(page)[-1]
        assert f"{len(pdf)}نم{number}ةحفص" in foot
        assert "صخلملااذه" in foot
        assert "دكؤيلاو" in foot.replace("ال", "لا")


def test_words_come_out_of_the_pdf_again() -> None:
    pdf = pdfium.PdfDocument(render_pdf(full_sheet()))
    assert "لن نؤجل الافتتاح مهما كانت الظروف" in words_of(pdf)
    seen = [line for page in pdf for line in visual_lines(page)]
    for wanted in ("HarbourGrowthFund", "3,500,000,000", "12,000", "HGF"):
        assert any(wanted in line for line in seen), wanted


def test_what_no_font_has_does_not_stop_the_brief() -> None:
    assert render_pdf(Maker("افتتح 😀 中文 السوق.\n").sheet())
