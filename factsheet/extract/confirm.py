"""What camel-tools' morphology and named entities add to the rules, with `--camel`. Without them nothing changes.

- `with_cue_forms` gives the rules a known form in the place of an inflected cue that the lexicon does not list.
- `confirmed_people` raises the confidence of people whom both find, and adds, with little, those whom only NER finds.
- `checked_agreement` notes a quote whose cue does not agree with its source, and lowers its confidence.

Nothing that the rules found is removed.
"""

from __future__ import annotations

import copy
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from factsheet.extract.people import People, PersonMention
from factsheet.lexicon.conjugate import Form, Inflection, Verb, imperfect, passive, perfect
from factsheet.lexicon.countries import places
from factsheet.lexicon.cues import Cue, cue_at, cues
from factsheet.lexicon.names import UNKNOWN, names, ordinary
from factsheet.lexicon.organizations import organizations
from factsheet.morph import Analysis, Morphology, Ner
from factsheet.schema import Official, Quote, Span
from factsheet.text import Document, Token, fold

ALONE = {True: 0.6, False: 0.4}
"""Confidence of a person whom only NER finds: of several words, of one."""
DISAGREES = 0.7
"""What a cue that does not agree with its source leaves of a quote's confidence."""
NOTE = "agreement_differs"
_PROCLITICS = {"wa": "و", "fa": "ف", "sa": "س", "la": "ل", "li": "ل", "bi": "ب"}
"""How the features of proclitics begin → how they are written."""
_UNREAD = ("related", "boilerplate", "byline")


# Cues


def with_cue_forms(doc: Document, morphology: Morphology | None) -> Document:
    """The document, with a form that the lexicon lists for every cue verb that only the morphology recognises.

    The text and all offsets stay: only the form that is matched on is replaced, by the one of the same lemma, person,
    gender and number (يعلنا, the dual after لن, by يعلنان).
    """
    if morphology is None:
        return doc
    unread = [t for t in doc.tokens if t.kind == "word" and not cue_at(doc.tokens, t.index)]
    forms = {
        token.index: form
        for token, analysis in zip(unread, morphology.analyse([t.text for t in unread]), strict=True)
        if analysis and (form := _listed_form(analysis)) and form != token.form
    }
    if not forms:
        return doc
    changed = copy.copy(doc)
    changed.tokens = tuple(replace(t, form=forms[t.index]) if t.index in forms else t for t in doc.tokens)
    return changed


def _listed_form(analysis: Analysis) -> str | None:
    """The lexicon's form for a reading as a cue verb in the third person, proclitics before it; else None."""
    cue = _by_lemma().get(fold(analysis.lemma))
    if cue is None or analysis.pos != "verb" or analysis.person != 3 or analysis.aspect == "c" or analysis.enclitic:
        return None
    verb = Verb(cue.form, cue.imperfect, cue.geminate)
    forms: Iterator[Form] = chain.from_iterable(map(passive, cue.passive))
    if not analysis.passive:
        forms = perfect(verb) if analysis.aspect == "p" else imperfect(verb)
    proclitics = [_PROCLITICS.get(p.partition("_")[0]) for p in analysis.proclitics]
    wanted = (analysis.person, analysis.gender, analysis.number)
    form = next((f for f, i in forms if _told(i) == wanted and _has_aspect(i, f, analysis)), None)
    return "".join(filter(None, proclitics)) + form if form and None not in proclitics else None


def _told(inflection: Inflection) -> tuple[int | None, str | None, str | None]:
    return inflection.person, inflection.gender, inflection.number


def _has_aspect(inflection: Inflection, form: str, analysis: Analysis) -> bool:
    """Passives of both aspects are listed together: the imperfect begins with ي or ت and is read as one."""
    return inflection.shape != "passive" or (form[0] in "يت") == (analysis.aspect == "i")


@cache
def _by_lemma() -> dict[str, Cue]:
    """Folded lemma → its cue; lemmas that two verbs share in writing are left out."""
    table: dict[str, Cue] = {}
    shared = set()
    for cue in cues():
        if fold(cue.form) in table:
            shared.add(fold(cue.form))
        table[fold(cue.form)] = cue
    return {lemma: cue for lemma, cue in table.items() if lemma not in shared}


# People


def confirmed_people(doc: Document, people: People, ner: Ner | None) -> People:
    """The people, those whom NER finds too with half the doubt, and after them those whom only NER finds.

    Officials stay in the order of their first mention, so ids may change.
    """
    if ner is None:
        return people
    found = [run for first, last in _persons(doc, ner) if (run := _run(doc, first, last))]
    taken = {_tokens_of(doc, m.start, m.end): m.official for m in people.mentions}
    confirmed = {taken[run] for run in found if run in taken}
    inside = {i for first, last in taken for i in range(first, last)}
    officials = [_with_less_doubt(o) if n in confirmed else o for n, o in enumerate(people.officials)]
    added = [run for run in found if inside.isdisjoint(range(*run)) and not _is_other(doc, *run)]
    mentions = list(people.mentions)
    for run in sorted(added, key=lambda r: (r[0] - r[1], r)):
        start, end = _name_place(doc, *run)
        owner = _owner(officials, doc.span(start, end))
        if owner is None:
            owner = len(officials)
            officials.append(_new(doc, owner, start, end))
        else:
            officials[owner] = _with_mention(officials[owner], doc.span(start, end))
        mentions.append(PersonMention(owner, start, end))
    return _in_order(people, officials, mentions)


def _persons(doc: Document, ner: Ner) -> Iterator[tuple[int, int]]:
    """The token ranges that NER calls persons, in the article proper."""
    sentences = [s for s in doc.sentences if doc.paragraphs[s.paragraph].role not in _UNREAD]
    answers = ner.persons([[t.text for t in doc.tokens[s.first : s.last]] for s in sentences])
    for sentence, runs in zip(sentences, answers, strict=True):
        yield from ((sentence.first + first, sentence.first + last) for first, last in runs)


def _run(doc: Document, first: int, last: int) -> tuple[int, int] | None:
    """A run without signs at its ends; None when nothing is left, or numbers are in it."""
    tokens = doc.tokens
    while first < last and tokens[first].kind not in ("word", "latin"):
        first += 1
    while first < last and tokens[last - 1].kind not in ("word", "latin"):
        last -= 1
    return (first, last) if first < last and all(t.kind != "number" for t in tokens[first:last]) else None


def _tokens_of(doc: Document, start: int, end: int) -> tuple[int, int]:
    """The tokens that a raw range touches; a name may begin inside its first one, after a proclitic."""
    return max(0, bisect_right(doc.starts, start) - 1), bisect_left(doc.starts, end)


def _is_other(doc: Document, first: int, last: int) -> bool:
    """Whether the words are known as a place or an organization, or as one ordinary word."""
    tokens = doc.tokens
    for phrases in (places(), organizations()):
        match = phrases.at(tokens, first)
        if match is not None and match.last >= last:
            return True
    return last == first + 1 and ordinary(tokens[first].form) is not None


def _name_place(doc: Document, first: int, last: int) -> tuple[int, int]:
    """Raw offsets of the name: its proclitic is left out where the rest is known as a name and the whole is not."""
    token = doc.tokens[first]
    return token.start + _proclitic(doc, token), doc.tokens[last - 1].end


def _proclitic(doc: Document, token: Token) -> int:
    """Number of raw characters of a proclitic: و, ف, ب or ل before a known name, or before a word of the article."""
    form, rest = token.form, token.form[1:]
    if form[:1] not in ("و", "ف", "ب", "ل") or len(form) < 4 or names().get(form, UNKNOWN) is not UNKNOWN:
        return 0
    known = names().get(rest, UNKNOWN) is not UNKNOWN or any(t.form == rest for t in doc.tokens)
    return next((k for k in range(1, len(token.text)) if fold(token.text[k:]) == rest), 0) if known else 0


def _owner(officials: Sequence[Official], span: Span) -> int | None:
    """The one official whose name is the same or ends in the same words."""
    words = fold(span.text).split()
    owners = [n for n, o in enumerate(officials) if fold(o.name).split()[-len(words) :] == words]
    return owners[0] if len(owners) == 1 else None


def _new(doc: Document, number: int, start: int, end: int) -> Official:
    span = doc.span(start, end)
    return Official(
        id=f"p{number + 1}", name=span.text, mentions=(span,), rule="ner", confidence=ALONE[len(span.text.split()) > 1]
    )


def _with_mention(official: Official, span: Span) -> Official:
    mentions = sorted((*official.mentions, span), key=lambda m: m.start)
    return official.model_copy(update={"mentions": tuple(mentions)})


def _with_less_doubt(official: Official) -> Official:
    confidence = round(1 - (1 - official.confidence) / 2, 3)
    return official.model_copy(update={"confidence": confidence, "rule": f"{official.rule}+ner"})


def _in_order(people: People, officials: Sequence[Official], mentions: Sequence[PersonMention]) -> People:
    """People by their first mention, with the ids and the tables that go with that order."""
    order = sorted(range(len(officials)), key=lambda n: officials[n].mentions[0].start)
    place = {old: new for new, old in enumerate(order)}
    old = len(people.officials)
    return People(
        officials=[officials[n].model_copy(update={"id": f"p{place[n] + 1}"}) for n in order],
        mentions=sorted((replace(m, official=place[m.official]) for m in mentions), key=lambda m: m.start),
        genders=[people.genders[n] if n < old else None for n in order],
        offices=[people.offices[n] if n < old else () for n in order],
    )


# Agreement


def checked_agreement(doc: Document, quotes: Sequence[Quote], morphology: Morphology | None) -> list[Quote]:
    """The quotes; one whose cue cannot be said of its source has a note and less confidence.

    A verb agrees with its source in gender; one whose source was named before it, in number too (Ryding, A Reference
    Grammar of Modern Standard Arabic, 2005, ch. 4). Plurals are left aside: their agreement depends on what they name.
    """
    if morphology is None:
        return list(quotes)
    return [_doubted(q) if _differs(doc, q, morphology) else q for q in quotes]


def _differs(doc: Document, quote: Quote, morphology: Morphology) -> bool:
    source = quote.speaker.mention or quote.speaker.evidence
    if quote.cue is None or source is None or quote.rule.endswith("relayed"):
        return False  # نقلت الوكالة عن مسؤول: the verb agrees with who passes on
    cue, head = morphology.analyse([_first_word(doc, quote.cue), _first_word(doc, source)])
    if cue is None or head is None or cue.pos != "verb" or cue.person != 3 or head.pos not in ("noun", "adj"):
        return False
    if head.number not in ("s", "d") or head.gender is None or cue.gender is None:
        return False
    before = quote.speaker.mention is None
    return cue.gender != head.gender or (before and head.number == "s" and cue.number in ("d", "p"))


def _first_word(doc: Document, span: Span) -> str:
    first, last = _tokens_of(doc, span.start, span.end)
    return next((t.text for t in doc.tokens[first:last] if t.kind == "word"), "")


def _doubted(quote: Quote) -> Quote:
    notes = (*quote.notes, NOTE)
    return quote.model_copy(update={"notes": notes, "confidence": round(quote.confidence * DISAGREES, 2)})
