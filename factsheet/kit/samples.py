"""Articles with which templates are tried: one of everything, one in which nothing is found, a very long one."""

from __future__ import annotations

from functools import cache
from importlib import resources

from factsheet.pipeline import fact_sheet
from factsheet.schema import Article, FactSheet, Review, Verification, sha256_of

_LONG_QUOTES = 60


@cache
def samples() -> dict[str, FactSheet]:
    """The sheets by name; `reviewed` has marks of a review, sources and notes on it, and is a second revision."""
    text = resources.files("factsheet.kit").joinpath("sample.txt").read_text("utf-8")
    full = _sheet("sample", text, publisher="صحيفة الشاطئ", byline="ليلى الكنعاني", url="https://example.org/a?id=7")
    return {
        "empty": _sheet("empty", "صباح هادئ على الشاطئ.\n"),
        "full": full,
        "reviewed": _reviewed(full),
        "long": _sheet("long", _long_text(), title="جلسات المجلس في شهر كامل، وما قيل فيها عن الميناء القديم وأهله"),
    }


def _sheet(name: str, text: str, **known: str) -> FactSheet:
    article = {"published": "2024-11-19", "published_from": "option", **known} if known else {}
    return fact_sheet(Article.model_validate({"id": name, "text": text, "sha256": sha256_of(text), **article}))


def _long_text() -> str:
    lines = (
        f"وقال عضو المجلس ماهر الزين في الجلسة {n}: «إن الخطة رقم {n} تحتاج إلى مراجعة كاملة، ولن نقبل أن تمر من دون "
        f"نقاش طويل مع أهل المدينة وتجارها وصياديها في القرى المجاورة للميناء القديم». وأضاف أن الميزانية بلغت "
        f"{n * 1250} دينار في عام {1990 + n % 30}، وأن عدد المستفيدين وصل إلى {n * 17} أسرة، بزيادة {n}.5% عن السابق."
        for n in range(1, _LONG_QUOTES + 1)
    )
    return "\n".join(lines) + "\n"


def _reviewed(sheet: FactSheet) -> FactSheet:
    """Every status of a review and a verification, somewhere."""
    at = "2024-11-20T09:30:00+03:00"
    statuses = ("accepted", "edited", "added", "pending", "rejected")
    checked = Verification(status="disputed", note="الميزانية المنشورة أقل", source_url="https://example.org/b")
    confirmed = Verification(status="confirmed", by="س. م.", at=at)
    changes = {}
    for kind in ("quotes", "claims", "dates", "officials"):
        facts = []
        for n, fact in enumerate(getattr(sheet, kind)):
            status = statuses[n % len(statuses)]
            signed = {} if status == "pending" else {"by": "س. م.", "at": at}
            told = {"status": status, "verification": (checked, confirmed)[n % 2], **signed}
            review = Review.model_validate(told)
            facts.append(fact.model_copy(update={"review": review}))
        changes[kind] = tuple(facts)
    provenance = sheet.provenance.model_copy(update={"revision": 2})
    return sheet.model_copy(update={**changes, "provenance": provenance})
