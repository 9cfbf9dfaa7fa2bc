"""Web pages → articles: what is the text, what is marked in it, what is known besides it, and what is refused."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from lxml import html

from factsheet.errors import InputError
from factsheet.lexicon.pages import part_of, parts
from factsheet.read import article_from_text
from factsheet.read.blocks import marks_of
from factsheet.read.sources import read_article
from factsheet.schema import Article

PAGES = Path(__file__).parent / "read_pages"
WHOLE = (PAGES / "whole.html").read_text("utf-8")
BODY = (
    "<p>فتحت إدارة المتحف البلدي أمس قاعة جديدة للخرائط القديمة، بعد ترميم دام ثلاث سنوات وكلف 4 ملايين دينار.</p>"
    "<p>وقالت مديرة المتحف هدى السعدون: «سنفتح القاعة للطلاب مجانا في أيام الاثنين من كل أسبوع».</p>"
    "<p>وتضم القاعة 120 خريطة رسمت في القرون الأربعة الأخيرة، وأهدت عائلة من المدينة نصفها إلى المتحف.</p>"
)


def read(tmp_path: Path, page: str | bytes, name: str = "page.html") -> Article:
    """The article of a page in a file."""
    path = tmp_path / name
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read_article(path)


def page(body: str, head: str = "") -> str:
    """A page around a body."""
    return f"<!DOCTYPE html><html lang=ar><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


def roles(article: Article) -> dict[str, tuple[str, str]]:
    """The role and rule of every paragraph by its first three words."""
    return {" ".join(article.text[p.start : p.end].split()[:3]): (p.role, p.rule) for p in article.paragraphs}


def test_a_whole_page() -> None:
    article = read_article(PAGES / "whole.html")
    found = roles(article)
    body = [p for p in article.paragraphs if p.role == "body"]
    assert [article.text[p.start : p.end].split()[0] for p in body] == ["فتحت", "وقال", "وأضاف", "من", "وتنوي"]
    assert [p.index for p in body] == [1, 2, 3, 4, 5]
    assert found["المرفأ الشرقي يفتح"] == ("headline", "page-headline")
    assert found["الرصيف الجديد يستقبل"] == ("subheading", "page-standfirst")
    assert found["سلمى الحداد 18"][0] in ("byline", "dateline")
    assert found["الرصيف الثالث عند"][0] == "caption"
    assert found["اقرأ أيضاالصيادون يطلبون"][0] == "related"
    assert found["البلدية تناقش خطة"][0] == "related"
    assert found["خطة التوسعة"] == ("subheading", "page-heading")
    for begin in ("فيسبوك", "المصدر: الساحل +", "المرفأ النقل البحري", "اشترك في نشرتنا", "اترك تعليقا", "قال زائر إن"):
        assert found[begin][0] in ("boilerplate", "byline"), begin
    for absent in ("تعريف الارتباط", "عاجل", "السري", "999", "الأكثر قراءة", "جميع الحقوق"):
        assert absent not in article.text
    assert article.origin is not None
    assert article.origin.format == "html"
    assert article.origin.notes[0].startswith("left-out:")


def test_what_the_page_says_of_its_article() -> None:
    article = read_article(PAGES / "whole.html")
    assert article.title == "المرفأ الشرقي يفتح رصيفه الثالث"
    assert article.standfirst == "الرصيف الجديد يستقبل سفينتين في اليوم، والكلفة 12 مليون دينار"
    assert (article.publisher, article.byline) == ("صحيفة الساحل", "سلمى الحداد")
    assert (article.published, article.published_from) == ("2024-01-18", "page")
    assert article.modified == "2024-01-19T11:00:00+03:00"
    assert article.url == "https://sahel.example/news/2024/port-third-quay"


def test_meta_elements_tell_where_json_ld_does_not(tmp_path: Path) -> None:
    head = (
        '<title>قاعة الخرائط - موقع</title><script type="application/ld+json">{"@type": "NewsArticle", </script>'
        '<meta property="og:title" content="قاعة جديدة للخرائط في المتحف"><meta name="author" content="ليان الخوري">'
        '<meta property="article:published_time" content="2023-05-06T22:00:00Z">'
        '<meta property="og:site_name" content="س">'
        '<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="https://a.example/x">'
    )
    article = read(tmp_path, page(f"<article>{BODY}</article>", head))
    assert (article.title, article.byline, article.publisher) == ("قاعة جديدة للخرائط في المتحف", "ليان الخوري", "س")
    assert (article.published, article.published_from) == ("2023-05-06", "page")
    assert article.url == "https://a.example/x"


@pytest.mark.parametrize("said", ["18 يناير 2024", "01/02/2024", "yesterday", ""])
def test_a_date_that_is_not_plain_is_not_taken(tmp_path: Path, said: str) -> None:
    head = f'<meta property="article:published_time" content="{said}">'
    assert read(tmp_path, page(f"<article>{BODY}</article>", head)).published is None


def test_a_sidecar_wins_over_the_page(tmp_path: Path) -> None:
    (tmp_path / "page.toml").write_text('title = "عنوان آخر"\npublished = 2024-02-03\n')
    article = read(tmp_path, WHOLE)
    assert (article.title, article.published, article.published_from) == ("عنوان آخر", "2024-02-03", "file")


@pytest.mark.parametrize("entry", parts(), ids=lambda e: f"{e.form}-{e.where}")
def test_the_parts_of_pages(entry: object) -> None:
    from factsheet.lexicon.pages import Part

    assert isinstance(entry, Part)

    def told(source: str) -> Part | None:
        element = html.fragment_fromstring(source)
        names = [n for k in ("class", "id", "itemprop") for n in (element.get(k) or "").split()]
        return part_of(str(element.tag), names, entry.sites[0] if entry.sites else None)

    assert told(entry.example) == entry
    if entry.never:
        assert told(entry.never) is None


PARTS = {
    "share bar": ('<div class="social-share"><a href="#">انشر الخبر بين أصدقائك</a></div>', "boilerplate"),
    "related box": ('<div class="related"><h4>أيضا</h4><a href="/1">سوق الكتب يعود إلى الميدان</a></div>', "related"),
    "tag list": ('<ul class="tags"><li><a href="/t">متاحف المدينة القديمة</a></li></ul>', "boilerplate"),
    "photo credit": ("<figure><figcaption>القاعة الجديدة بعدسة المصور</figcaption></figure>", "caption"),
    "comment prompt": ('<div id="comments"><p>شاركنا رأيك في الخبر</p></div>', "boilerplate"),
    "newsletter": ('<div class="newsletter"><p>رسالة يومية تصلك قبل القهوة</p></div>', "boilerplate"),
    "cookie banner": ('<div class="cookie-consent"><p>يحفظ هذا الموقع ملفات على جهازك</p></div>', "boilerplate"),
    "live ticker": ('<div class="breaking-news"><span>حريق صغير في سوق الأقمشة</span></div>', "related"),
    "agency tail": ('<p class="article-source">نقلا عن وكالة الجنوب</p>', "byline boilerplate"),
    "related headline": ('<p><a href="/2">بلدية الشاطئ تؤجل افتتاح الحديقة الكبرى</a></p>', "related"),
}


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("within", [1, 2, 3])
def test_a_part_between_paragraphs_stays_with_its_role(tmp_path: Path, name: str, within: int) -> None:
    source, role = PARTS[name]
    paragraphs = re.findall(r"<p>.*?</p>", BODY)
    body = "".join([*paragraphs[:within], source, *paragraphs[within:]])
    article = read(tmp_path, page(f"<main><article><h1>قاعة جديدة للخرائط في المتحف</h1>{body}</article></main>"))
    assert sum(p.role == "body" for p in article.paragraphs) == 3
    words = html.fromstring(f"<div>{source}</div>").text_content()[-15:]
    (found,) = [p for p in article.paragraphs if words in article.text[p.start : p.end]]
    assert found.role in role.split()


def test_the_roles_of_a_page_are_found_anew_from_its_paragraphs() -> None:
    article = read_article(PAGES / "whole.html")
    anew = article_from_text(article.text, id="x", title=article.title, marks=marks_of(article.paragraphs))
    assert anew.paragraphs == article.paragraphs


def test_the_title_does_without_the_sites_name(tmp_path: Path) -> None:
    body = f"<h1>قاعة جديدة للخرائط في المتحف</h1>{BODY}"
    article = read(tmp_path, page(f"<article>{body}</article>", "<title>قاعة جديدة للخرائط في المتحف | موقع</title>"))
    assert article.title == "قاعة جديدة للخرائط في المتحف"


def test_one_line_breaks_and_cells_make_lines(tmp_path: Path) -> None:
    text = BODY.replace("</p><p>", "<br><br>").replace("<p>", "<div>").replace("</p>", "</div>")
    article = read(tmp_path, page(f"<div class=content>{text}</div>"))
    assert [p.role for p in article.paragraphs].count("body") == 3


def test_the_declared_encoding_yields_to_the_bytes(tmp_path: Path) -> None:
    cases = (("utf-8", "windows-1256"), ("cp1256", "utf-8"), ("cp1256", "windows-1256"), ("utf-16", "x"))
    for encoding, declared in cases:
        source = WHOLE.replace('charset="utf-8"', f'charset="{declared}"').encode(encoding, "xmlcharrefreplace")
        assert "خالد المرزوقي" in read(tmp_path, source).text, (encoding, declared)


def test_damage_outside_the_article_costs_nothing_inside_it_everything(tmp_path: Path) -> None:
    data = WHOLE.encode()
    outside = data.replace("جميع الحقوق".encode(), b"\xd8\xd8\xd8")
    article = read(tmp_path, outside)
    assert article.origin is not None
    assert "broken-outside-article" in article.origin.notes
    with pytest.raises(InputError, match="is UTF-8, but broken at byte"):
        read(tmp_path, data.replace("المرزوقي:".encode(), b"\xd8\xd8\xd8:"))


def test_of_two_articles_the_pages_own_is_taken(tmp_path: Path) -> None:
    other = BODY.replace("المتحف", "المسرح").replace("السعدون", "الراوي").replace("خريطة", "لوحة")
    first = f"<article><h1>قاعة جديدة للخرائط في المتحف</h1>{BODY}</article>"
    two = f"{first}<article><h1>المسرح يعرض لوحات</h1>{other}</article>"
    head = '<meta property="og:title" content="قاعة جديدة للخرائط في المتحف">'
    article = read(tmp_path, page(two, head))
    assert "السعدون" in article.text
    assert "الراوي" not in article.text
    for plain in (two, two.replace("article>", "div>")):
        with pytest.raises(InputError, match="the page holds 2 articles"):
            read(tmp_path, page(plain))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "holds no text"),
        (b"  \n ", "holds no text"),
        ("نص بلا وسوم".encode(), "holds no HTML"),
        (b"%PDF-1.4", "is a PDF, not a web page"),
        (b"<html><body><nav>x</nav></body></html>", "no article can be found"),
        (b"<!DOCTYPE html><html><head><title>x</title>", "no article can be found"),
        (b"<html><script>" + BODY.encode() + b"</script></html>", "no article can be found"),
        (b"<p>" * 200_000, "no article can be found"),
        (b"<html>" + b"<p>a</p>" * 6_000_000, "larger|longer"),
    ],
    ids=["empty", "blank", "plain", "pdf", "none", "truncated", "script", "deep", "48 MB"],
)
def test_what_holds_no_article_is_refused_in_one_line(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read(tmp_path, content)
    assert "\n" not in str(caught.value)


def test_a_page_in_a_text_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a web page, not text"):
        read(tmp_path, WHOLE, "page.txt")


def test_a_truncated_page_gives_what_is_there(tmp_path: Path) -> None:
    data = WHOLE.encode()
    article = read(tmp_path, data[: data.index("من جهتها".encode())])
    assert "340" in article.text


def test_entities_and_pictures_in_the_page(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ها"><!ENTITY b "&a;&a;&a;&a;">]>'
    picture = f'<img src="data:image/png;base64,{"A" * 14_000_000}">'
    source = page(f"<article><h1>قاعة</h1>{picture}{BODY}<p>&b;&b; &#x645;&laquo;</p></article>")
    article = read(tmp_path, bomb + source.removeprefix("<!DOCTYPE html>"))
    assert "AAAA" not in article.text
    assert "هاها" not in article.text


TITLE, STANDFIRST = "قاعة جديدة للخرائط في المتحف", "القاعة مجانية للطلاب"
LD = {
    "@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-01-18T08:30:00+03:00", "description": STANDFIRST,
    "author": {"name": "سلمى الحداد"}, "publisher": {"name": "صحيفة الساحل"},
}  # fmt: skip
ESCAPED = {"headline": TITLE.replace(" ", "&#32;", 1), "description": f"<p>{STANDFIRST}</p>"}
GRAPH = [
    {"@type": "Organization", "@id": "#us", "name": "صحيفة الساحل"},
    {"@type": "Person", "@id": "#she", "name": "سلمى الحداد"},
    LD | {"author": {"@id": "#she"}, "publisher": {"@id": "#us"}},
]
MICRODATA = f"""<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{TITLE}</h1>
<p itemprop="description">{STANDFIRST}</p><span itemprop="author" itemscope><b itemprop="name">سلمى الحداد</b></span>
<time itemprop="datePublished" datetime="2024-01-18T08:30:00+03:00">أمس</time>
<span itemprop="publisher" itemscope><meta itemprop="name" content="صحيفة الساحل"></span>
<div itemprop="articleBody">{BODY}</div>
<div itemprop="comment" itemscope><b itemprop="author">زائر</b></div></div>"""


def linked(data: object) -> str:
    """JSON-LD in the head of a page."""
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


SAID = {
    "JSON-LD": page(f"<h1>{TITLE}</h1>{BODY}", linked(LD)),
    "a graph of references": page(f"<h1>{TITLE}</h1>{BODY}", linked({"@graph": GRAPH})),
    "several, one of another article": page(
        f"<h1>{TITLE}</h1>{BODY}", linked(LD | {"headline": "خبر آخر من أخبار المدينة", "author": "غيره"}) + linked(LD)
    ),
    "HTML inside it": page(f"<h1>{TITLE}</h1>{BODY}", linked(LD | ESCAPED)),
    "a time without zone": page(f"<h1>{TITLE}</h1>{BODY}", linked(LD | {"datePublished": "2024-01-18 08:30:00"})),
    "the time element": page(
        f'<h1>{TITLE}</h1><time class="entry-date published" datetime="2024-01-18T08:30">x</time>{BODY}',
        linked({k: v for k, v in LD.items() if k != "datePublished"}),
    ),
    "microdata": page(MICRODATA),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_what_a_page_says_in_whatever_form(tmp_path: Path, name: str) -> None:
    article = read(tmp_path, SAID[name])
    assert (article.title, article.standfirst, article.byline) == (TITLE, STANDFIRST, "سلمى الحداد")
    assert (article.published, article.publisher) == ("2024-01-18", "صحيفة الساحل")
    assert sum(p.role == "body" for p in article.paragraphs) == 3


MADE = tomllib.loads((Path(__file__).parent / "page_systems.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", MADE)
def test_pages_as_systems_make_them(tmp_path: Path, name: str) -> None:
    paragraphs = re.findall(r"<p>.*?</p>", BODY)
    made = MADE[name].format(paragraphs[0], "".join(paragraphs[1:]), title=TITLE)
    article = read(tmp_path, page(made, linked(LD)))
    body = [article.text[p.start : p.end] for p in article.paragraphs if p.role == "body"]
    assert body == [html.fromstring(paragraph).text_content() for paragraph in paragraphs]
    assert [article.text[p.start : p.end] for p in article.paragraphs if p.role == "headline"] == [TITLE]
    assert "لا يراه" not in article.text
