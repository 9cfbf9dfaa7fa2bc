"""What a page says about its article: JSON-LD first, then the page's meta elements. Nothing is inferred."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from factsheet.read.blocks import one_line
from factsheet.read.metadata import Metadata, iso_date

if TYPE_CHECKING:
    from lxml.etree import _Element

ARTICLES = frozenset(
    "NewsArticle Article ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle "
    "ReviewNewsArticle BlogPosting LiveBlogPosting Report".split()
)
WITHIN = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item")
"""Where one object of JSON-LD holds others."""
PUBLICATION = frozenset(("published", "entry-date", "post-date", "publish-date", "pubdate", "date-published"))
"""Classes of a <time> that is the publication's."""
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
MICRODATA = frozenset(("headline", "description", "author", "publisher", "datePublished", "dateModified"))
MOST_JSON = 2_000_000
MOST_NODES = 2_000
TITLE, PUBLISHER = ("og:title", "twitter:title"), ("og:site_name", "application-name")
STANDFIRST = ("og:description", "description", "twitter:description")
PUBLISHED = ("article:published_time", "datepublished", "date", "dc.date.issued", "dc.date", "publish-date", "pubdate")
MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "last-modified")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page's metadata, the headlines of the articles that its JSON-LD tells of, and the body that it repeats."""

    metadata: Metadata
    headlines: tuple[str, ...] = ()
    body: str | None = None


def page_facts(root: _Element, url: str | None) -> PageFacts:
    """What the page says. `url` is where it was fetched from."""
    meta = _meta(root)
    nodes = list(_nodes(root))
    articles = [node for node in nodes if ARTICLES & set(_types(node))]
    heading = _heading(root)
    mentioned = tuple(dict.fromkeys(t for a in articles if (t := _text(a.get("headline")))))
    node = _own(articles, {t for t in (heading, *(meta.get(k) for k in TITLE)) if t})
    node = _microdata(root) | {key: _resolved(value, nodes) for key, value in node.items() if value}
    published, modified = _day(node.get("datePublished")), _moment(node.get("dateModified"))
    if not published:
        published = next((d for key in PUBLISHED if (d := _day(meta.get(key)))), None) or _time_element(root)
    metadata = Metadata(
        title=_text(node.get("headline")) or next((meta[k] for k in TITLE if meta.get(k)), None) or heading,
        published=published,
        published_from="page" if published else None,
        publisher=_name(node.get("publisher")) or next((meta[k] for k in PUBLISHER if meta.get(k)), None),
        url=_canonical(root, node, meta, url),
        standfirst=_text(node.get("description")) or next((meta[k] for k in STANDFIRST if meta.get(k)), None),
        byline=_names(node.get("author")) or meta.get("author") or None,
        modified=modified or next((d for key in MODIFIED if (d := _moment(meta.get(key)))), None),
    )
    body = node.get("articleBody")
    return PageFacts(metadata, mentioned, body if isinstance(body, str) and body.strip() else None)


def _nodes(root: _Element) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, those inside others too."""
    waiting: list[Any] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and len(script.text or "") <= MOST_JSON:
            try:
                waiting.append(json.loads((script.text or "").strip().rstrip(";"), strict=False))
            except (ValueError, RecursionError):
                continue
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting.extend(node.get(key) for key in WITHIN)
        elif isinstance(node, list):
            waiting.extend(node)


def _resolved(value: object, nodes: list[dict[str, Any]]) -> object:
    """A value of JSON-LD, what is only named by its @id put in its place."""
    if isinstance(value, list):
        return [_resolved(one, nodes) for one in value]
    if not isinstance(value, dict) or "@id" not in value or "name" in value:
        return value
    return next((n for n in nodes if n.get("@id") == value["@id"] and "name" in n), value)


def _microdata(root: _Element) -> dict[str, Any]:
    """What the page's only article says of itself in microdata, in the form of JSON-LD."""
    scopes = [e for e in root.iter() if str(e.get("itemtype") or "").rpartition("/")[2] in ARTICLES]
    if len(scopes) != 1:
        return {}
    found: dict[str, Any] = {}
    for element in scopes[0].iter():
        holder = next((e for e in element.iterancestors() if e.get("itemscope") is not None), None)
        if holder is not scopes[0]:
            continue
        named = next((e for e in element.iter() if e is not element and e.get("itemprop") == "name"), element)
        value = named.get("content") or element.get("datetime") or one_line("".join(named.itertext()))
        for key in (element.get("itemprop") or "").split():
            if key in MICRODATA and value:
                found.setdefault(key, value)
    return found


def _types(node: dict[str, Any]) -> list[str]:
    value = node.get("@type")
    return [str(v).rpartition("/")[2] for v in (value if isinstance(value, list) else [value])]


def _own(articles: list[dict[str, Any]], titles: set[str]) -> dict[str, Any]:
    """The node of the page's own article: the one with its title, or the only one."""
    same = [a for a in articles if any(same_title(_text(a.get("headline")), title) for title in titles)]
    return (same or (articles if len(articles) == 1 else []) or [{}])[0]


def same_title(one: str | None, other: str | None) -> bool:
    """Whether two titles are the same, or one is the other with a site's name added."""
    a, b = (re.sub(r"[^\w]+", "", side or "") for side in (one, other))
    return bool(a and b) and (a == b or (min(len(a), len(b)) > 15 and (a.startswith(b) or b.startswith(a))))


def _meta(root: _Element) -> dict[str, str]:
    """The meta elements by property or name, in lower case; of two the first."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = one_line(element.get("content") or "")
        if key and content:
            found.setdefault(key, content)
    return found


def _heading(root: _Element) -> str | None:
    """The one first-level heading of the page, else its title."""
    headings = [t for e in root.iter("h1") if (t := one_line("".join(e.itertext())))]
    if len(set(headings)) == 1:
        return headings[0]
    return next((t for e in root.iter("title") if (t := one_line(e.text or ""))), None)


def _time_element(root: _Element) -> str | None:
    """The day of a <time> that is marked as the publication's, where there is one such day."""
    days = {d for e in root.iter("time") if _of_publication(e) and (d := _day(e.get("datetime")))}
    return days.pop() if len(days) == 1 else None


def _of_publication(element: _Element) -> bool:
    names = set((element.get("class") or "").lower().split())
    return element.get("pubdate") is not None or element.get("itemprop") == "datePublished" or bool(PUBLICATION & names)


def _canonical(root: _Element, node: dict[str, Any], meta: dict[str, str], url: str | None) -> str | None:
    links = [e.get("href") for e in root.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    main = node.get("mainEntityOfPage")
    said = [*links, node.get("url"), main.get("@id") if isinstance(main, dict) else main, meta.get("og:url")]
    for address in said:
        if not isinstance(address, str) or not address.strip():
            continue
        try:
            whole = urljoin(url or "", address.strip())
            if urlsplit(whole).scheme in ("http", "https") and urlsplit(whole).hostname:
                return whole
        except ValueError:
            continue
    return url


def _text(value: object) -> str | None:
    """A string of JSON-LD as words: many sites put their HTML into it as it is."""
    return one_line(unescape(TAG.sub(" ", unescape(value)))) or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    name = _text(value.get("name")) if isinstance(value, dict) else _text(value)
    return None if name and name.startswith(("http://", "https://")) else name


def _names(value: object) -> str | None:
    names = [name for one in (value if isinstance(value, list) else [value]) if (name := _name(one))]
    return "، ".join(dict.fromkeys(names)) or None


def _day(value: object) -> str | None:
    """The calendar day as the page writes it, None for anything but an ISO date."""
    moment = _moment(value)
    return moment[:10] if moment else None


def _moment(value: object) -> str | None:
    """An ISO date or time, None for anything else."""
    if not isinstance(value, str):
        return None
    value = value.strip()
    try:
        return value if iso_date(value) else None
    except ValueError:
        pass
    try:  # 2024-01-18T09:30:00+0300 and the like, which Python 3.11 reads, and 3.10 would not
        return datetime.strptime(value, "%Y-%m-%dT%H:%M:%S%z").isoformat()
    except ValueError:
        return None
