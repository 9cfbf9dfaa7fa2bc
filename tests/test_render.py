"""The brief: what it says, what it never says, and the PDF around it."""

from __future__ import annotations

import html
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from factsheet.render import FORMATS, Options, builtin_names, render_html, render_pdf
from factsheet.schema import FactSheet, Review, Verification, to_json
from tests.pages import objects_of, tags
from tests.sheets import Maker, empty_sheet, full_sheet, long_sheet

SHEETS = {"full": full_sheet, "empty": empty_sheet, "long": long_sheet}


@pytest.fixture(autouse=True)
def no_word_from_weasyprint() -> Iterator[None]:
    """Whatever WeasyPrint warns of is an error."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    yield
    logger.removeHandler(handler)
    assert said == []


def words(markup: str) -> str:
    """The page's words, its tags taken out, white space as single spaces."""
    body = re.sub(r"<(?!/?(?:bdi|span|mark|b)\b)[^>]*>", " ", markup.partition("<body>")[2])
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", body)).split())


def changed(sheet: FactSheet, kind: str, nth: int, **changes: object) -> FactSheet:
    """The sheet with one fact changed."""
    facts = list(getattr(sheet, kind))
    facts[nth] = facts[nth].model_copy(update=changes)
    return sheet.model_copy(update={kind: tuple(facts)})


@pytest.fixture(scope="module")
def page() -> str:
    return words(render_html(full_sheet()))


@pytest.fixture(scope="module")
def pdf_bytes() -> bytes:
    return render_pdf(full_sheet())


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("template", builtin_names())
def test_every_template_prints_every_sheet(template: str, lang: str, name: str) -> None:
    content = render_pdf(SHEETS[name](), template=template, lang=lang)
    assert content.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_made_from_the_sheet_alone(name: str) -> None:
    made = FORMATS[name]
    assert made(full_sheet(), Options()) == made(full_sheet(), Options())


def test_two_processes_print_the_same_bytes(pdf_bytes: bytes) -> None:
    code = (
        "import sys; from tests.sheets import full_sheet; from factsheet.render import render_pdf;"
        "sys.stdout.buffer.write(render_pdf(full_sheet()))"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    folder = Path(__file__).parent.parent
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment, cwd=folder)
    assert (run.stdout, run.stderr) == (pdf_bytes, b"")


def test_head(page: str) -> None:
    for wanted in (
        "صحيفة وقائع",
        "مسودة: روجع 1 من 23",
        "آخر قرار: الأربعاء 20 نوفمبر 2024، 09:30",
        "بلا عنوان: هذه جملته الأولى",
        "صحيفة الشاطئ",
        "ليلى الكنعاني",
        "الثلاثاء 19 نوفمبر 2024",
        "مستنتج من نص المقال",
        "https://example.org/news/port-2024?id=7",
        "5 من 5 من المقاطع المنصصة موجودة في النص كما هي.",
    ):
        assert wanted in page


def test_a_headline_is_not_said_to_be_a_sentence() -> None:
    page = words(render_html(full_sheet(title="توسعة كبرى في الميناء")))
    assert "توسعة كبرى في الميناء" in page
    assert "بلا عنوان" not in page


def test_nothing_is_made_up_of_an_empty_article() -> None:
    page = words(render_html(empty_sheet()))
    for wanted in (
        "صباح هادئ على الشاطئ",
        "غير مذكور",
        "لا وقائع للمراجعة",
        "لا مقاطع منصصة في هذا المقال.",
        "لم يُعثر في المقال على كلام منقول.",
        "لم يُعثر في المقال على أرقام تعدّ أو تقيس.",
    ):
        assert wanted in page
    assert "التسلسل الزمني" not in page


def test_only_verbatim_speech_stands_inside_quotation_marks() -> None:
    sheet = full_sheet()
    before_annex = words(render_html(sheet)).partition("ملحق: نص المقال")[0]
    spoken = {" ".join(span.text.split()) for quote in sheet.quotes for span in quote.verbatim}
    printed = re.findall(r"«([^»]*)»|“([^”]*)”", before_annex)
    assert {inside for pair in printed for inside in pair if inside} == spoken
    assert "أصدقاء البحر" in before_annex


def test_names_and_places_stand_without_marks() -> None:
    m = Maker('قالت صحيفة "الشاطئ" إن سوق «البحر» فتح أبوابه لـ 40 تاجرا.\n', title="افتتاح السوق")
    paper = full_sheet().quotes[0].speaker.model_copy(update={"name": 'صحيفة "الشاطئ"', "mention": None})
    m.quote("indirect", ["سوق «البحر» فتح أبوابه لـ 40 تاجرا"], paper)
    m.claim("40 تاجرا", "40", 40, "count", counted="تاجرا", quote="q1")
    m.check("unnamed_source", "warning", 'صحيفة "الشاطئ"')
    page = words(render_html(m.sheet()).partition('<h2 id="annex"')[0])
    assert "صحيفة الشاطئ" in page
    assert not re.search('[«»"“”]', page)


def test_speech_that_holds_marks_gets_others() -> None:
    m = Maker("قال ماهر: “سنفتح سوق «البحر» غدا”.\n")
    m.quote(
        "direct",
        ["سنفتح سوق «البحر» غدا"],
        full_sheet().quotes[7].speaker.model_copy(update={"official": None, "mention": None}),
    )
    assert "“سنفتح سوق «البحر» غدا”" in words(render_html(m.sheet())).partition("ملحق")[0]


def test_an_interrupted_quote_prints_both_its_parts(page: str) -> None:
    assert "«لن نؤجل الافتتاح مهما كانت الظروف» … «وسنسلم المرحلة الأولى قبل نهاية العام»" in page


def test_sources(page: str) -> None:
    for wanted in (
        "هناء الصيرفي المديرة العامة للهيئة 3 اقتباسات",
        "مصدر ملاحي مصدر غير مسمّى",
        "متحدث لم يُحدَّد لا يكفي النص لتحديد من قال هذا.",
        "نائب رئيس النقابة",
        "ووفقا … تقرير صادر عن معهد الملاحة · المصدر صاحب الوثيقة · نقله: وكالة الساحل",
        "قيل: الثلاثاء 19 نوفمبر 2024",
        "علامة التنصيص لم تُغلق في المقال مقبول",
    ):
        assert wanted in page
    assert page.index("عادل البحيري") < page.index("متحدث لم يُحدَّد لا يكفي")


def test_figures(page: str) -> None:
    for wanted in (
        "3.5 مليارات دولار 3,500,000,000 دولار أمريكي محدد هيئة الموانئ 1",
        "12 ألف وظيفة 12,000 وظيفة نحو هناء الصيرفي 2",
        "10,000,000,000–15,000,000,000",
        "على الأكثر",
        "ثلاث سنوات محسوب من تاريخ النشر 3 سنة",
    ):
        assert wanted in page


def test_people_and_acronyms(page: str) -> None:
    assert "عادل البحيري Adel al-Buhairi · من سجل الأسماء نائب رئيس النقابة نقابة عمال الموانئ 1" in page
    assert "HGF Harbour Growth Fund" in page


def test_checks_name_their_place_and_an_unknown_one_its_code(page: str) -> None:
    assert "علامة تنصيص لم تُغلق ¶3 · لدينا تمويل كامل · راجع حدود الاقتباس." in page
    assert "a_code_of_tomorrow ¶1 · الميناء الشمالي" in page
    assert page.index("وقيل · حدّد المصدر") < page.index("علامة تنصيص لم تُغلق ¶3")


def test_a_very_long_article_leaves_the_rest_to_its_data() -> None:
    m = Maker("قال ماهر الزين إن 5 سفن وصلت.\n" + "ورست السفن كلها في الميناء القديم قبل الظهر. " * 4000 + "\n")
    claim = m.claim("5 سفن", "5", 5, "count", counted="سفن")
    m.claims = [claim.model_copy(update={"id": f"c{i}"}) for i in range(1010)]
    page = words(render_html(m.sheet()))
    assert "10 من وقائعه في ملف البيانات المرفق وحده" in page
    assert "لا تظهر هنا إلا الفقرات التي وُجد فيها شيء" in page
    assert len(page) < 100_000


def test_a_note_gives_the_article_its_words() -> None:
    page = words(
        render_html(changed(full_sheet(), "claims", 9, notes=("counted_from: نهاية العقد", "note_of_tomorrow")))
    )
    assert "محسوب من: نهاية العقد · note_of_tomorrow" in page


def test_shares_add_up(page: str) -> None:
    bars = page.partition("حصة كل مصدر")[2].partition("الأرقام الواردة")[0]
    percents = [int(n) for n in re.findall(r"(\d+)%", bars.partition("بأسماء")[0])]
    assert sum(percents) == 100
    assert "بأسماء: 77% · بلا أسماء: 23%" in bars


def test_the_timeline_is_in_the_order_of_time(page: str) -> None:
    timeline = page.partition("التسلسل الزمني")[2].partition("من قال ماذا")[0]
    assert timeline.index("2020–2024") < timeline.index("أكتوبر 2023") < timeline.index("الثلاثاء 19 نوفمبر 2024")
    assert "من تاريخ نشر مستنتج" in timeline


def test_the_annex_is_the_article() -> None:
    sheet = full_sheet()
    annex = render_html(sheet).partition('class="annex"')[2]
    for paragraph in sheet.article.paragraphs:
        assert sheet.article.text[paragraph.start : paragraph.end] in words(f"<body>{annex}")
    assert annex.count("outside") == 1 + sum(p.role == "boilerplate" for p in sheet.article.paragraphs)
    assert '<mark class="n q"><bdi dir="ltr">15.5%</bdi></mark>' in annex


def test_rejected_facts_are_left_out() -> None:
    rejected = Review(status="rejected", by="س. م.", at="2024-11-20T10:00:00+03:00", reason="ليس اقتباسا")
    page = words(render_html(changed(full_sheet(), "quotes", 7, review=rejected)))
    assert "«العمال الـ400" not in page.partition("ملحق")[0]


def test_verification_stands_with_the_fact() -> None:
    checked = Review(
        verification=Verification(status="disputed", note="الميزانية المنشورة أقل", source_url="https://example.org/b")
    )
    markup = render_html(changed(full_sheet(), "claims", 0, review=checked))
    assert "صحته محل خلاف الميزانية المنشورة أقل · المرجع: example.org/b" in words(markup)
    assert 'href="https://example.org/b"' in markup


def test_words_of_the_article_are_never_markup() -> None:
    attack = '<script>alert(1)</script>"\'><img src="file:///etc/passwd">'
    text = f"قال {attack} ماهر إن الأمر انتهى.\n"
    m = Maker(text, title=attack, publisher=attack, byline=attack, url=f"javascript:{attack}", standfirst=attack)
    m.official(attack, [attack], role=attack)
    m.check(attack, "warning", attack)
    speaker = full_sheet().quotes[0].speaker.model_copy(update={"name": attack, "mention": None})
    m.quote("indirect", ["الأمر انتهى"], speaker)
    markup = render_html(m.sheet())
    assert "<script" not in markup
    assert "<img" not in markup
    assert "javascript:" not in re.sub(r">[^<]*<", "><", markup)
    assert render_pdf(m.sheet())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00\u202e\u2066\ud800",
        "ن" * 3000,
        "a" * 3000,
        "1" * 3000,
        "«" * 500,
        "﷽ ﻻ ﷺ",
        "\u0651" * 200,
        "\t\u2028\x0b",
    ],
    ids=["nothing", "controls", "one-word", "latin", "digits", "marks", "presentation-forms", "diacritics", "spaces"],
)
def test_any_text_can_be_printed(text: str) -> None:
    assert render_pdf(Maker(f"خبر {text} قصير\n{text}\n").sheet())


def test_the_pdf_says_what_it_is(pdf_bytes: bytes) -> None:
    pdf = pdfium.PdfDocument(pdf_bytes)
    told = pdf.get_metadata_dict()
    assert told["Title"].startswith("أعلنت هيئة الموانئ")
    assert (told["Author"], told["Creator"]) == ("factsheet", "factsheet 0")
    assert "هناء الصيرفي" in told["Keywords"]
    inside = objects_of(pdf_bytes)
    assert b"/Lang (ar)" in inside
    assert b"/Direction /R2L" in inside
    assert b"/DisplayDocTitle true" in inside
    assert b"/Marked true" in inside
    assert b'pdfuaid:part="1"' in inside
    assert len(pdf_bytes) < 150_000


def test_a_link_is_one_link_and_tagged_as_one(pdf_bytes: bytes) -> None:
    inside = objects_of(pdf_bytes)
    assert inside.count(b"/Subtype /Link") == inside.count(b"/S /Link") > 0
    assert "Link" in tags(pdfium.PdfDocument(pdf_bytes))


def test_the_sheet_is_attached_as_its_source(pdf_bytes: bytes) -> None:
    pdf = pdfium.PdfDocument(pdf_bytes)
    attached = pdf.get_attachment(0)
    assert attached.get_name() == "port-2024.json"
    content = bytes(attached.get_data())
    assert content.decode() == to_json(full_sheet())
    assert FactSheet.model_validate(json.loads(content)) == full_sheet()
    assert b"/AFRelationship /Source" in objects_of(pdf_bytes)


def test_bookmarks_follow_the_sections(pdf_bytes: bytes) -> None:
    marks = [(item.level, item.get_title()) for item in pdfium.PdfDocument(pdf_bytes).get_toc()]
    assert marks[0][0] == 0
    sections = [title for level, title in marks if level == 1]
    assert [title.split()[0] for title in sections] == [
        "التسلسل", "من", "حصة", "الأرقام", "الأشخاص", "المختصرات", "للمراجعة", "ملحق:",
    ]  # fmt: skip
    assert "هناء الصيرفي" in [title for level, title in marks if level == 2]


def test_the_pdf_is_tagged(pdf_bytes: bytes) -> None:
    found = tags(pdfium.PdfDocument(pdf_bytes))
    assert found.count("H1") == 1
    assert found.count("H2") == 8
    assert {"H3", "P", "BlockQuote", "Table", "TR", "TH", "TD"} <= set(found)
    headings = [tag for tag in found if re.fullmatch(r"H\d", tag)]
    assert headings[0] == "H1"
