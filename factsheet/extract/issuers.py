"""What a source refers back to: the full name behind الوزارة or المصدر, and the issuer of a statement, report or study.

بيان لوزارة الصحة، بيان الوزارة، تقرير صادر عن البلدية، دراسة أجرتها جامعة الواحة: the body stands after the document's
noun, by genitive, by a preposition, or as the subject of a verb of issuing with the document's pronoun.
"""

from __future__ import annotations

from collections.abc import Iterator

from factsheet.extract.source_phrase import LONGEST
from factsheet.extract.sources import Source, Sources
from factsheet.lexicon.reporting import issues
from factsheet.lexicon.sources import medium_at
from factsheet.text import stems

REACH = 6
"""Tokens after the document within which its issuer stands: adjectives, a date, صادر عن."""
LOOK_BACK = 400
"""Tokens before a definite document (البيان) that are searched for its first mention."""


def issuer_after(sources: Sources, document: int, stop: int) -> Source | None:
    """The body or person that issued the document whose noun is token `document`; None where the words do not say."""
    tokens = sources.doc.tokens
    medium = medium_at(tokens, document)
    first = medium.last if medium is not None else document + 1
    stop = min(stop, first + REACH + 10, len(tokens))
    for k in range(first, min(stop, first + REACH)):
        form = tokens[k].form
        if tokens[k].kind != "word":
            return None
        if issues(form):
            return _issuer(sources.known_at(k + 1, stop), ("organization", "group", "person"))
        if form in ("عن", "ل"):
            return _issuer(sources.known_at(k + 1, stop))
        if form.startswith("ل") and (found := sources.known_at(k, stop, "ل")):
            return _issuer(found)
        if k == first and (found := sources.known_at(k, stop)):
            return _issuer(found)
    return None


def _issuer(source: Source | None, kinds: tuple[str, ...] = ("organization", "group")) -> Source | None:
    return source if source is not None and source.kind in kinds else None


def issuer_before(sources: Sources, head: str, token: int) -> Source | None:
    """The issuer of the nearest document with this head noun (folded, without article) before a token."""
    for i in _before(sources, head, token, article=True):
        found = issuer_after(sources, i, len(sources.doc.tokens)) or _who_issued(sources, i)
        if found is not None:
            return found
    return None


def _who_issued(sources: Sources, document: int) -> Source | None:
    """The subject of the sentence whose object the document is: أصدرت الوزارة بيانا، وجه المدير رسالة."""
    sentence = sources.doc.sentence_at(sources.doc.tokens[document].start)
    if not sources.doc.tokens[document].text.rstrip("ًٌٍَُِّْ").endswith(("ا", "ة")):
        return None
    found = sources.known_at(sentence.first + 1, document)
    return found if found is not None and found.kind != "document" and found.last <= document else None


def antecedent(sources: Sources, head: str, token: int) -> Source | None:
    """The nearest fuller name before a token with this head noun: وزارة الصحة for الوزارة, مصدر أمني for المصدر."""
    for i in _before(sources, head, token, article=False):
        found = sources.known_at(
            i, i + LONGEST, "ل" if sources.doc.tokens[i].form.startswith("ل") and head[:1] != "ل" else ""
        )
        if found is not None and found.person is None and found.last > i + 1 and _is_closed(sources, found):
            return found
    return None


def _is_closed(sources: Sources, source: Source) -> bool:
    """Whether every word after the head is definite, so that the name surely ends where it was read to end."""
    tail = sources.doc.tokens[source.first + 1 : source.last]
    if len(tail) > 2 and tail[0].kind == tail[-1].kind == "mark":
        return True
    return all(token.form.startswith(("ال", "لل", "وال")) for token in tail)


def _before(sources: Sources, head: str, token: int, *, article: bool) -> Iterator[int]:
    """Tokens with this noun before a token, the nearest first, proclitics aside; with its article or only without."""
    tokens = sources.doc.tokens
    for i in range(token - 1, max(-1, token - LOOK_BACK), -1):
        form = tokens[i].form
        if head in form and any(
            stem in (head, head + "ا") and (article or not prefix.endswith("ال")) for prefix, stem in stems(form)
        ):
            yield i
