"""Named people: title grammar, apposition, name tokens, carry-over of surnames and offices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from factsheet.extract.names import NameRun, is_body, is_place, read_run, reading
from factsheet.extract.titles import Phrase, head_at, name_after, phrase_end, raw_offset
from factsheet.lexicon.countries import nisbas, places
from factsheet.lexicon.organizations import organizations
from factsheet.schema import Official, Span
from factsheet.text import Document, Token, fold, stems

Gender = Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class PersonMention:
    """One mention of a person: raw offsets of the name alone, and of the title words that stand beside it."""

    official: int
    start: int
    end: int
    title: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class People:
    """The people of an article: officials (ids p1, p2, ...), their mentions by place, and their gender where known."""

    officials: list[Official] = field(default_factory=list)
    mentions: list[PersonMention] = field(default_factory=list)
    genders: list[Gender | None] = field(default_factory=list)


@dataclass(slots=True)
class _Found:
    """A name in the text with what stands beside it, before names of one person are joined."""

    start: int
    end: int
    words: tuple[str, ...]
    rule: str
    confidence: float
    title: tuple[int, int] | None = None
    role: tuple[int, int] | None = None
    nisba: tuple[int, int] | None = None
    sex: Gender | None = None


def find_people(doc: Document) -> People:
    """Every named person of the article proper, once, with the fullest name and office that it gives."""
    found: list[_Found] = []
    for sentence in doc.sentences:
        if doc.paragraphs[sentence.paragraph].role in ("related", "boilerplate", "byline"):
            continue
        found.extend(_in_sentence(doc, sentence.first, sentence.last))
    groups = _grouped(found)
    found += _carried(doc, groups)
    return _people(doc, _grouped(found))


def _in_sentence(doc: Document, first: int, stop: int) -> Iterator[_Found]:
    tokens, i = doc.tokens, first
    while i < stop:
        if tokens[i].kind != "word":
            i += 1
            continue
        hit = _titled(doc, i, stop) or _nisba_named(doc, i, stop, first) or _plain(doc, i, stop, first)
        if hit is None:
            i += 1
            continue
        run, one = hit
        _apposition(doc, run, one, stop)
        yield one
        i = run.last


def _make(doc: Document, run: NameRun, rule: str, confidence: float) -> _Found:
    end = doc.tokens[run.last - 1].end
    words = tuple(t.form for t in doc.tokens[run.first : run.last] if t.kind == "word")
    return _Found(run.start, end, words, rule, confidence, sex=run.sex)


def _titled(doc: Document, i: int, stop: int) -> tuple[NameRun, _Found] | None:
    head = head_at(doc.tokens, i)
    if head is None or head.many:
        return None
    run = name_after(doc.tokens, head, stop)
    if run is None:
        return None
    one = _make(doc, run, "title-name", 0.9)
    end = doc.tokens[run.first - 1].end
    if end > head.start:
        one.title = (head.start, end)
        if head.title.kind != "honorific":
            one.role = one.title
    one.sex = "f" if head.sex == "f" else one.sex
    return run, one


def _nisba_named(doc: Document, i: int, stop: int, first: int) -> tuple[NameRun, _Found] | None:
    tokens = doc.tokens
    prefix = next((p for p, stem in stems(tokens[i].form) if p.endswith("ال") and stem in nisbas()), None)
    if prefix is None or i + 1 >= stop:
        return None
    before = reading(tokens[i - 1].form) if i > first else None
    if before is not None and before.article and not prefix.startswith(("و", "ب", "ل")):
        return None
    run = read_run(tokens, i + 1, stop, True)
    if run is None or run.pieces[0].reading.article:
        return None
    if len(run.pieces) < 2 or run.pieces[0].reading.ordinary:
        return None
    one = _make(doc, run, "nisba-name", 0.85)
    one.nisba = (tokens[i].start + raw_offset(tokens[i], len(prefix) - 2), tokens[i].end)
    return run, one


def _plain(doc: Document, i: int, stop: int, first: int) -> tuple[NameRun, _Found] | None:
    tokens = doc.tokens
    if i > first and _names_a_thing(tokens, i - 1):
        return None
    for prefix, stem in stems(tokens[i].form):
        if "ال" in prefix or (prefix and reading(tokens[i].form).given):
            continue
        if reading(stem).given < 1 and not prefix == "":
            continue
        run = _run_with_prefix(tokens, i, stop, prefix)
        if run is not None and _sure(run):
            return run, _make(doc, run, "name", 0.8)
    return None


def _run_with_prefix(tokens: Sequence[Token], i: int, stop: int, prefix: str) -> NameRun | None:
    if not prefix:
        return read_run(tokens, i, stop, False)
    token = tokens[i]
    skip = raw_offset(token, len(prefix))
    cut = Token(token.index, token.start + skip, token.end, token.text[skip:], token.form[len(prefix) :], token.kind, token.space)
    run = read_run([cut, *tokens[i + 1 : min(stop, i + 12)]], 0, min(stop, i + 12) - i, False)
    if run is None:
        return None
    return NameRun(i, run.last + i, cut.start, run.pieces)


def _sure(run: NameRun) -> bool:
    first = run.pieces[0]
    if len(run.pieces) < 2:
        return first.compound and first.last - first.first > 2
    second = run.pieces[1]
    if first.compound or first.reading.given > 1:
        return True
    return first.reading.given == 1 and second.known


def _names_a_thing(tokens: Sequence[Token], i: int) -> bool:
    match = organizations().at(tokens, i)
    return match is not None and match.entry.kind in ("body", "place", "thing") and "ال" not in match.prefix


def _apposition(doc: Document, run: NameRun, one: _Found, stop: int) -> None:
    tokens, j = doc.tokens, run.last
    if j < stop and tokens[j].form in ("،", ",", "(", "-", "–"):
        j += 1
    if j >= stop:
        return
    head = head_at(tokens, j)
    if head is None or head.many or head.title.kind == "honorific" or head.start != tokens[j].start:
        return
    if name_after(tokens, head, stop) is not None:
        return
    end = phrase_end(tokens, head, stop)
    role = (head.start, tokens[end - 1].end)
    if one.role is None or role[1] - role[0] > one.role[1] - one.role[0]:
        one.role = role
    one.sex = "f" if head.sex == "f" else one.sex


def _grouped(found: Sequence[_Found]) -> list[list[_Found]]:
    groups: list[list[_Found]] = []
    for one in sorted(found, key=lambda f: -len(f.words)):
        home = next((g for g in groups if _same(g[0].words, one.words)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    for group in groups:
        group.sort(key=lambda f: f.start)
    return sorted(groups, key=lambda g: g[0].start)


def _same(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    n = len(short)
    return long[-n:] == short or (n > 1 and long[:n] == short)


def _carried(doc: Document, groups: Sequence[Sequence[_Found]]) -> Iterator[_Found]:
    taken = {k for g in groups for f in g for k in range(*doc.token_range(f.start - 1, f.end))}
    surnames: dict[str, tuple[str, ...]] = {}
    for group in groups:
        words = max((f.words for f in group), key=len)
        if len(words) > 1 and len(words[-1]) > 2:
            surnames.setdefault(words[-1], words)
    for token in doc.tokens:
        if token.kind != "word" or token.index in taken or not doc.is_article(token.start):
            continue
        for prefix, stem in stems(token.form):
            if stem in surnames and "ال" not in prefix and (not reading(stem).ordinary):
                yield _Found(token.start + raw_offset(token, len(prefix)), token.end, (stem,), "carried", 0.9)
                break


def _people(doc: Document, groups: Sequence[Sequence[_Found]]) -> People:
    people = People()
    for n, group in enumerate(groups):
        full = max(group, key=lambda f: len(f.words))
        roles = [f.role for f in group if f.role]
        role = max(roles, key=lambda r: r[1] - r[0]) if roles else None
        nisba = next((f.nisba for f in group if f.nisba), None)
        spans = tuple(doc.span(f.start, f.end) for f in group)
        people.officials.append(
            Official(
                id=f"p{n + 1}",
                name=doc.text[full.start : full.end],
                role=doc.text[role[0] : role[1]] if role else None,
                affiliation=doc.text[nisba[0] : nisba[1]] if nisba else None,
                mentions=spans,
                rule=full.rule,
                confidence=full.confidence,
            )
        )
        people.mentions.extend(PersonMention(n, f.start, f.end, f.title) for f in group)
        people.genders.append(next((f.sex for f in group if f.sex), None))
    people.mentions.sort(key=lambda m: m.start)
    return people


def office_holder(doc: Document, people: People, start: int, end: int) -> int | None:
    """Index of the person whom the bare title in raw [start:end] (الوزير، المتحدث، رئيس الوزراء) stands for, else None."""
    wanted = _content(doc, start, end)
    if not wanted:
        return None
    best: int | None = None
    for mention in people.mentions:
        if mention.start >= start and best is not None:
            break
        official = people.officials[mention.official]
        if official.role and wanted <= {w.removeprefix("ال") for w in fold(official.role).split()}:
            best = mention.official
    return best


def _content(doc: Document, start: int, end: int) -> set[str]:
    first, last = doc.token_range(start, end)
    words = [t.form for t in doc.tokens[first:last] if t.kind == "word"]
    if not words:
        return set()
    head = next((stem for _, stem in reversed(stems(words[0]))), words[0])
    return {head, *(w.removeprefix("ال") for w in words[1:])}
