"""Fact sheets made by hand, for what comes after extraction: a full one, an empty one, a long one.

`Maker` builds a valid sheet out of a text by naming its words; every sentence and every name is invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from factsheet.schema import (
    Acronym,
    Article,
    Check,
    Claim,
    ClaimKind,
    Cue,
    DateMention,
    FactSheet,
    Message,
    Official,
    Paragraph,
    Provenance,
    Quote,
    QuoteKind,
    Review,
    Severity,
    Span,
    Speaker,
    sha256_of,
)
from factsheet.text import lines


class Maker:
    """Collects the facts of one text; `sheet()` gives the fact sheet."""

    def __init__(self, text: str, outside: Sequence[str] = (), **article: Any) -> None:
        self.text = text
        self.article = article
        self.paragraphs = list(_paragraphs(text, outside))
        self.quotes: list[Quote] = []
        self.claims: list[Claim] = []
        self.dates: list[DateMention] = []
        self.officials: list[Official] = []
        self.acronyms: list[Acronym] = []
        self.checks: list[Check] = []

    def span(self, words: str, nth: int = 1) -> Span:
        """The nth occurrence of the words."""
        start = -1
        for _ in range(nth):
            start = self.text.index(words, start + 1)
        return Span(start=start, end=start + len(words), text=words)

    def paragraph(self, span: Span) -> int | None:
        return next(p.index for p in self.paragraphs if p.start <= span.start < p.end)

    def sentence(self, span: Span) -> Span:
        paragraph = next(p for p in self.paragraphs if p.start <= span.start < p.end)
        return Span(start=paragraph.start, end=paragraph.end, text=self.text[paragraph.start : paragraph.end])

    def quote(
        self,
        kind: QuoteKind,
        spans: Sequence[str],
        speaker: Speaker,
        cue: str | None = None,
        verbatim: Sequence[str] = (),
        **more: Any,
    ) -> Quote:
        placed = tuple(self.span(words) for words in spans)
        spoken = placed if kind == "direct" else tuple(self.span(words) for words in verbatim)
        quote = Quote(
            id=f"q{len(self.quotes) + 1}",
            kind=kind,
            spans=placed,
            verbatim=spoken,
            cue=Cue(**self.span(cue).model_dump(), lemma=cue, stance="neutral") if cue else None,
            speaker=speaker,
            paragraph=self.paragraph(placed[0]),
            rule="by-hand",
            confidence=0.9,
            **more,
        )
        self.quotes.append(quote)
        return quote

    def claim(
        self, words: str, number: str, value: float | str | None, kind: ClaimKind, nth: int = 1, **more: Any
    ) -> Claim:
        span = self.span(words, nth)
        inner = span.start + words.index(number)
        counted = more.pop("counted", None)
        low, high = more.pop("low", None), more.pop("high", None)
        claim = Claim(
            id=f"c{len(self.claims) + 1}",
            span=span,
            number=Span(start=inner, end=inner + len(number), text=number),
            value=None if value is None else Decimal(str(value)),
            low=None if low is None else Decimal(str(low)),
            high=None if high is None else Decimal(str(high)),
            kind=kind,
            counted=self.span(counted) if counted else None,
            sentence=self.sentence(span),
            paragraph=self.paragraph(span),
            rule="by-hand",
            confidence=0.9,
            **more,
        )
        self.claims.append(claim)
        return claim

    def date(self, words: str, value: str | None, granularity: str = "day", nth: int = 1, **more: Any) -> DateMention:
        span = self.span(words, nth)
        mention = DateMention(
            id=f"d{len(self.dates) + 1}",
            span=span,
            value=value,
            granularity=granularity,
            sentence=self.sentence(span),
            paragraph=self.paragraph(span),
            rule="by-hand",
            confidence=0.9,
            **more,
        )
        self.dates.append(mention)
        return mention

    def official(self, name: str, mentions: Sequence[str], **more: Any) -> Official:
        official = Official(
            id=f"o{len(self.officials) + 1}",
            name=name,
            mentions=tuple(self.span(words) for words in mentions),
            rule="by-hand",
            confidence=0.9,
            **more,
        )
        self.officials.append(official)
        return official

    def check(self, key: str, severity: Severity, words: str | None = None, **values: str) -> None:
        spans = (self.span(words),) if words else ()
        self.checks.append(Check(code=key, severity=severity, message=Message(key=key, values=values), spans=spans))

    def acronym(self, short: str, expansion: str) -> None:
        self.acronyms.append(Acronym(short=self.span(short), expansion=self.span(expansion)))

    def sheet(self) -> FactSheet:
        article = {"id": "invented", **self.article}
        return FactSheet(
            article=Article(text=self.text, sha256=sha256_of(self.text), paragraphs=tuple(self.paragraphs), **article),
            quotes=tuple(self.quotes),
            claims=tuple(self.claims),
            dates=tuple(self.dates),
            officials=tuple(self.officials),
            acronyms=tuple(self.acronyms),
            checks=tuple(self.checks),
            provenance=Provenance(generator="factsheet", version="0", lexicon_digest="0"),
        )


def _paragraphs(text: str, outside: Sequence[str]) -> Sequence[Paragraph]:
    """The lines of a text as paragraphs; those that begin with one of `outside` are boilerplate."""
    made: list[Paragraph] = []
    index = 0
    for line in lines(text):
        if text[line.start : line.end].startswith(tuple(outside) or ("\0",)):
            made.append(line.model_copy(update={"index": None, "role": "boilerplate", "rule": "by-hand"}))
        else:
            index += 1
            made.append(line.model_copy(update={"index": index}))
    return made


FULL_TEXT = """\
أعلنت هيئة الموانئ في مدينة المرسى، يوم الثلاثاء، أنها ستستثمر 3.5 مليارات دولار في توسعة الميناء \
الشمالي بين عامي 2020-2024، بزيادة 15.5% عن الخطة السابقة.

وقالت المديرة العامة للهيئة هناء الصيرفي إن المشروع “سيضاعف قدرة الأرصفة ثلاث مرات” ويوفر نحو 12 ألف\
 وظيفة، وإن تنظيم «أصدقاء البحر» رحب به.

“لن نؤجل الافتتاح مهما كانت الظروف”، قالت الصيرفي، “وسنسلم المرحلة الأولى قبل نهاية العام”. وأضافت: \
“لدينا تمويل كامل من صندوق Harbour Growth Fund (HGF)، ولا نحتاج إلى قروض جديدة.”

في المقابل، حذر مصدر ملاحي طلب عدم الكشف عن هويته من أن الأعماق لا تتجاوز ١٢ مترا، وأن درجة الحرارة \
قد تهبط إلى -3 في الشتاء. وقيل إن الكلفة النهائية ستبلغ 10 إلى 15 مليار دولار بسعر $3.5 للطن.

ووفقا لتقرير صادر عن معهد الملاحة (MNI)، تراجعت حركة الحاويات بنسبة ٣٫٥٪ في أكتوبر من العام الماضي، \
وتستخدم السفن نظام F-16 الملاحي المنشور على https://example.org/nav?v=2.

وقال نائب رئيس النقابة عادل البحيري: «العمال الـ400 ينتظرون عقودهم منذ ثلاث سنوات، ولم يسألنا أحد عن\
 رأينا».

اقرأ أيضا: ميناء الجنوب يستعد لموسم الصيد
Share on social media
"""


def full_sheet(**article: Any) -> FactSheet:
    """One of everything: three kinds of quote, two spans, an unnamed and an unknown speaker, many kinds of claim."""
    known = {
        "id": "port-2024",
        "publisher": "صحيفة الشاطئ",
        "byline": "ليلى الكنعاني",
        "url": "https://example.org/news/port-2024?id=7",
        "published": "2024-11-19",
        "published_from": "text",
    }
    m = Maker(FULL_TEXT, outside=("اقرأ أيضا", "Share"), **(known | article))
    director = m.official("هناء الصيرفي", ["هناء الصيرفي", "الصيرفي، “"], role="المديرة العامة للهيئة", quotes=())
    deputy = m.official("عادل البحيري", ["عادل البحيري"], role="نائب رئيس النقابة", affiliation="نقابة عمال الموانئ")
    tuesday = m.date("يوم الثلاثاء", "2024-11-19", relative=True, notes=("published_inferred",))
    m.date("2020-2024", "2020/2024", "range")
    m.date("أكتوبر من العام الماضي", "2023-10", "month", relative=True, notes=("published_inferred",))
    _quotes_of_full(m, director, deputy, tuesday)
    _claims_of_full(m)
    m.acronym("HGF", "Harbour Growth Fund")
    m.check("unclosed_mark", "warning", "لدينا تمويل كامل")
    m.check("unnamed_source", "warning", "مصدر ملاحي")
    m.check("unresolved_source", "error", "وقيل")
    m.check("published_inferred", "info", "يوم الثلاثاء")
    m.check("a_code_of_tomorrow", "info", "الميناء الشمالي")
    return m.sheet()


def _quotes_of_full(m: Maker, director: Official, deputy: Official, tuesday: DateMention) -> None:
    hana = Speaker(
        name="هناء الصيرفي", named=True, kind="person", role="المديرة العامة للهيئة", official=director.id,
        resolved="explicit", mention=m.span("المديرة العامة للهيئة هناء الصيرفي"),
    )  # fmt: skip
    again = hana.model_copy(update={"resolved": "continuation", "mention": None, "evidence": m.span("الصيرفي", 2)})
    body = Speaker(
        name="هيئة الموانئ", named=True, kind="organization", resolved="explicit", mention=m.span("هيئة الموانئ")
    )
    m.quote(
        "indirect",
        ["أنها ستستثمر 3.5 مليارات دولار في توسعة الميناء الشمالي بين عامي 2020-2024، بزيادة 15.5% عن الخطة السابقة"],
        body, "أعلنت", said_on=tuesday.id,
    )  # fmt: skip
    m.quote(
        "mixed",
        [
            "المشروع “سيضاعف قدرة الأرصفة ثلاث مرات” ويوفر نحو 12 ألف وظيفة، وإن تنظيم «أصدقاء البحر» رحب به",
        ],
        hana, "وقالت", ["سيضاعف قدرة الأرصفة ثلاث مرات"],
    )  # fmt: skip
    m.quote(
        "direct", ["لن نؤجل الافتتاح مهما كانت الظروف", "وسنسلم المرحلة الأولى قبل نهاية العام"], hana, "قالت الصيرفي"
    )
    m.quote(
        "direct",
        ["لدينا تمويل كامل من صندوق Harbour Growth Fund (HGF)، ولا نحتاج إلى قروض جديدة."],
        again, "وأضافت", notes=("unclosed_mark",),
        review=Review(status="accepted", by="س. م.", at="2024-11-20T09:30:00+03:00"),
    )  # fmt: skip
    unnamed = Speaker(name="مصدر ملاحي", named=False, kind="unnamed", resolved="explicit", mention=m.span("مصدر ملاحي"))
    m.quote("indirect", ["الأعماق لا تتجاوز ١٢ مترا، وأن درجة الحرارة قد تهبط إلى -3 في الشتاء"], unnamed, "حذر")
    nobody = Speaker(name=None, named=False, kind="unnamed", resolved="none")
    m.quote("indirect", ["الكلفة النهائية ستبلغ 10 إلى 15 مليار دولار بسعر $3.5 للطن"], nobody, "وقيل")
    report = Speaker(
        name="معهد الملاحة", named=True, kind="organization", resolved="document",
        mention=m.span("تقرير صادر عن معهد الملاحة"),
    )  # fmt: skip
    m.quote(
        "indirect", ["تراجعت حركة الحاويات بنسبة ٣٫٥٪ في أكتوبر من العام الماضي"], report, "ووفقا",
        medium=m.span("تقرير"), relay=("وكالة الساحل",),
    )  # fmt: skip
    adel = Speaker(
        name="عادل البحيري", named=True, kind="person", role="نائب رئيس النقابة", official=deputy.id,
        resolved="explicit", mention=m.span("نائب رئيس النقابة عادل البحيري"),
    )  # fmt: skip
    m.quote("direct", ["العمال الـ400 ينتظرون عقودهم منذ ثلاث سنوات، ولم يسألنا أحد عن رأينا"], adel, "وقال نائب")
    romanized = {"romanized": "Adel al-Buhairi", "romanized_from": "names_file"}
    m.officials = [
        director.model_copy(update={"quotes": ("q2", "q3", "q4")}),
        deputy.model_copy(update={"quotes": ("q8",), **romanized}),
    ]


def _claims_of_full(m: Maker) -> None:
    m.claim("3.5 مليارات دولار", "3.5 مليارات", 3_500_000_000, "money", unit="USD", quote="q1")
    m.claim("15.5%", "15.5", 15.5, "percent", unit="%", quote="q1")
    m.claim("12 ألف وظيفة", "12 ألف", 12000, "count", counted="وظيفة", comparator="about", quote="q2")
    m.claim("١٢ مترا", "١٢", 12, "measure", unit="m", comparator="at_most", quote="q5")
    m.claim("-3", "-3", -3, "measure", unit="C", quote="q5")
    m.claim("10 إلى 15 مليار دولار", "10 إلى 15 مليار", None, "money", unit="USD", low=10e9, high=15e9, quote="q6")
    m.claim("$3.5", "3.5", 3.5, "money", unit="USD", quote="q6", notes=("ambiguous_separator",))
    m.claim("٣٫٥٪", "٣٫٥", 3.5, "percent", unit="%", quote="q7")
    m.claim("العمال الـ400", "400", 400, "count", counted="العمال", quote="q8")
    m.claim("ثلاث سنوات", "ثلاث", 3, "duration", unit="year", quote="q8", notes=("relative_to_publication",))


def empty_sheet() -> FactSheet:
    """An article in which nothing was found and of which nothing is known."""
    return Maker("صباح هادئ على الشاطئ.\n", id="empty").sheet()


def long_sheet(quotes: int = 60, claims: int = 120) -> FactSheet:
    """Many quotes of many speakers and many claims, in about 30,000 characters."""
    parts = []
    for i in range(quotes):
        name = LONG_NAMES[i % len(LONG_NAMES)]
        parts.append(
            f"وقال {name} في جلسة رقم {i + 1} من جلسات المجلس: «إن الخطة {i + 1} تحتاج إلى مراجعة كاملة، ولن نقبل أن "
            f"تمر من دون نقاش طويل مع أهل المدينة وتجارها وصياديها». وذكر تقرير اللجنة {i + 1} أن الميزانية بلغت "
            f"{(i + 1) * 1250} دينار، وأن عدد المستفيدين وصل إلى {(i + 3) * 17} أسرة في القرى المجاورة للميناء القديم."
        )
    m = Maker("\n\n".join(parts) + "\n", id="long", title="جلسات المجلس في شهر كامل", publisher="صحيفة الشاطئ")
    for i in range(quotes):
        name = LONG_NAMES[i % len(LONG_NAMES)]
        speaker = Speaker(name=name, named=True, kind="person", role="عضو المجلس", resolved="explicit")
        words = f"إن الخطة {i + 1} تحتاج إلى مراجعة كاملة، ولن نقبل أن تمر من دون نقاش طويل مع أهل المدينة وتجارها"
        m.quote("direct", [words + " وصياديها"], speaker)
    for i in range(claims // 2):
        m.claim(f" {(i + 1) * 1250} دينار"[1:], str((i + 1) * 1250), (i + 1) * 1250, "money", unit="KWD")
        m.claim(f"{(i + 3) * 17} أسرة", str((i + 3) * 17), (i + 3) * 17, "count", counted="أسرة")
    return m.sheet()


LONG_NAMES = (
    "رامي السنهوري", "سلوى الحداد", "نزار المعلوف", "هبة القاضي", "ماهر الزين", "ريم الطويل", "فراس البنا",
)  # fmt: skip
