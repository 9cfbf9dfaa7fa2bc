"""A fact sheet in words for a terminal: which rule made each fact, how sure it is, from which words, and where."""

from __future__ import annotations

from collections.abc import Iterator

from factsheet.messages import one_line
from factsheet.schema import Acronym, Article, Claim, DateMention, FactSheet, Model, Official, Quote, Span

_WIDTH = 100
_ORIGIN = {
    "option": "from the option",
    "file": "from the file",
    "page": "from the page",
    "dateline": "from the dateline",
    "text": "from the text",
}


def explain_sheet(sheet: FactSheet) -> str:
    """Every fact of a sheet: a line with id, rule, confidence and place, then its words and their reading."""
    lines = [*_head(sheet)]
    for name in ("quotes", "claims", "dates", "officials"):
        facts = getattr(sheet, name)
        lines += ["", f"{name} ({len(facts)})"]
        for fact in facts:
            lines += _fact(fact, sheet.article)
    if sheet.acronyms:
        lines += ["", f"acronyms ({len(sheet.acronyms)})"]
        lines += [f"  {_shown(a.short)} = {_shown(a.expansion)}" for a in sheet.acronyms]
    lines += _left_out(sheet.article)
    lines += _checks(sheet)
    return "\n".join(lines) + "\n"


def explain_fact(sheet: FactSheet, fact_id: str) -> str | None:
    """One fact with every field that it has, None where the sheet has no such fact."""
    for fact in sheet.facts():
        if fact.id == fact_id:
            rows = _fields(fact, "")
            width = max(len(name) for name, _ in rows)
            return "".join(f"{name:{width}}  {value}\n" for name, value in rows)
    return None


def _head(sheet: FactSheet) -> Iterator[str]:
    article = sheet.article
    yield article.id
    if article.published:
        yield f"published {article.published} ({_ORIGIN[article.published_from or 'text']})"
    else:
        yield "publication date unknown: relative dates stay unresolved; give --published"


def _fact(fact: Quote | Claim | DateMention | Official, article: Article) -> Iterator[str]:
    spans = _spans(fact)
    places = " ".join(f"[{span.start}:{span.end}]" for span in spans[:3]) + (" …" if len(spans) > 3 else "")
    yield f"  {fact.id:<5}{fact.rule:<40}{fact.confidence:.2f}  {_paragraph(fact, article)}{places}"
    for name, value in _reading(fact):
        yield f"       {name:<9}{value}"


def _spans(fact: Quote | Claim | DateMention | Official) -> tuple[Span, ...]:
    if isinstance(fact, Quote):
        return fact.spans
    return fact.mentions if isinstance(fact, Official) else (fact.span,)


def _paragraph(fact: Quote | Claim | DateMention | Official, article: Article) -> str:
    start = _spans(fact)[0].start
    index = next((p.index for p in article.paragraphs if p.start <= start < p.end), None)
    return f"¶{index} " if index is not None else ""


def _reading(fact: Quote | Claim | DateMention | Official) -> Iterator[tuple[str, str]]:
    """The words of a fact and what they were taken for, as (label, value)."""
    if isinstance(fact, Quote):
        yield "words", " … ".join(map(_shown, fact.spans))
        yield "kind", fact.kind
        if fact.cue:
            yield "cue", f"{_shown(fact.cue)} ({fact.cue.lemma}, {fact.cue.stance})"
        speaker = fact.speaker
        office = f", {speaker.role}" if speaker.role else ""
        yield "speaker", f"{speaker.name or '?'}{office} ({speaker.kind}, {speaker.resolved})"
        if speaker.evidence:
            yield "evidence", f"{_shown(speaker.evidence)} [{speaker.evidence.start}:{speaker.evidence.end}]"
    elif isinstance(fact, Claim):
        yield "words", _shown(fact.span)
        number = f"{fact.low}–{fact.high}" if fact.low is not None else str(fact.value)
        yield "value", " ".join(filter(None, (fact.comparator, number, fact.unit, f"({fact.kind})")))
        if fact.counted:
            yield "counted", _shown(fact.counted)
    elif isinstance(fact, DateMention):
        yield "words", _shown(fact.span)
        yield "value", f"{fact.value or 'unresolved'} ({fact.granularity})"
    else:
        yield "name", fact.name
        if fact.role:
            yield "role", fact.role
    notes = () if isinstance(fact, Official) else fact.notes
    if notes:
        yield "notes", ", ".join(notes)


def _left_out(article: Article) -> list[str]:
    other = [p for p in article.paragraphs if p.role != "body"]
    if not other:
        return []
    rows = (f"  {p.role:<13}{p.rule:<24}{shortened(article.text[p.start : p.end])}" for p in other)
    return ["", f"paragraphs that are not body ({len(other)})", *rows]


def _checks(sheet: FactSheet) -> list[str]:
    if not sheet.checks:
        return []
    rows = (f"  {c.severity:<9}{c.code:<24}{' '.join(map(_shown, c.spans))}".rstrip() for c in sheet.checks)
    return ["", f"checks ({len(sheet.checks)})", *rows]


def _fields(model: Model, path: str) -> list[tuple[str, str]]:
    """Every field below a model that holds something, as (path, value)."""
    rows: list[tuple[str, str]] = []
    for name, value in model:
        rows += _rows(value, f"{path}.{name}" if path else name)
    return rows


def _rows(value: object, path: str) -> list[tuple[str, str]]:
    if isinstance(value, Span):
        own = [(path, f"{one_line(value.text)} [{value.start}:{value.end}]")]
        return own + [(f"{path}.{n}", str(v)) for n, v in value if n not in ("start", "end", "text")]
    if isinstance(value, Model) and not isinstance(value, Acronym):
        return _fields(value, path)
    if isinstance(value, tuple):
        return [row for i, item in enumerate(value) for row in _rows(item, f"{path}[{i}]")]
    return [] if value is None else [(path, one_line(str(value)))]


def _shown(span: Span) -> str:
    return shortened(span.text)


def shortened(text: str) -> str:
    """The beginning of a text on one line, with … where it goes on."""
    text = one_line(text)
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1].rsplit(" ", 1)[0] + " …"
