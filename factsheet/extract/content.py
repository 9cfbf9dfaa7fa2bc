"""What was said: from a cue and its introducer to the spans of the quote.

A reported clause goes to the end of its sentence, coordinated clauses included, but not past the next cue of the same
sentence (…، مضيفا أن) nor into a reporting adjunct (…، وذلك في مؤتمر صحفي).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from factsheet.extract.cue_hit import CueHit
from factsheet.extract.layout import NAME_TOKENS, Layout
from factsheet.extract.marks import CLOSING_PUNCTUATION, Passage
from factsheet.lexicon.countries import places
from factsheet.lexicon.cues import cue_at, prepositional_at
from factsheet.lexicon.reporting import conjunction_at, ends_clause, heads_name
from factsheet.lexicon.sources import noun_at
from factsheet.schema import QuoteKind
from factsheet.text import Token

RETOLD = (("وهو", "ما"), ("وهذا", "ما"), ("الامر", "الذي"))
DEMANDS = frozenset(("demands", "warns", "criticizes", "praises", "accuses", "threatens"))
"""Stances of verbs that begin another act of the same source after a comma, whatever they take."""
TURNS = frozenset(("لكنه", "لكنها", "لكنهم"))
"""Conjunctions with a pronoun that turn to what else the same source did: لكنه رفض التوضيح."""
LONGEST = 200
"""Tokens that a reported clause may have: a text without stops must not be read to its end from every cue."""
COMMAS = frozenset("،,؛;")


@dataclass(slots=True)
class Content:
    """The content of one quote: token ranges, its kind, and the passages in it that are verbatim speech."""

    ranges: list[tuple[int, int]]
    kind: QuoteKind
    verbatim: list[Passage] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def last(self) -> int:
        """Token index after the content."""
        return self.ranges[-1][1]


def reported(layout: Layout, hits: Mapping[int, CueHit], hit: CueHit) -> Content | None:
    """The content that the cue introduces; None when nothing is left of it."""
    if hit.introducer == "bare":
        return None
    if hit.introducer == "colon" and hit.passage is None:
        return clause(layout, hits, hit.content, _colon_end(layout, hits, hit))
    if hit.passage is None:
        return clause(layout, hits, hit.content, layout.reach(hit.first))
    passage = layout.passages[hit.passage]
    if hit.introducer in ("marks", "colon"):
        return whole(passage)
    if hit.introducer == "fragment":
        return whole(passage) if hit.content == passage.first else _fragment(hit, passage)
    if _stands_alone(layout, hits, passage):
        return whole(passage)
    return clause(layout, hits, passage.open, layout.reach(hit.first))


def _colon_end(layout: Layout, hits: Mapping[int, CueHit], hit: CueHit) -> int:
    """Speech after a colon without marks goes on to the end of the paragraph or the next sentence with a cue."""
    doc, end = layout.doc, layout.reach(hit.first)
    paragraph = doc.sentence_at(doc.tokens[hit.first].start).paragraph
    while end < len(doc.tokens):
        sentence = doc.sentence_at(doc.tokens[end].start)
        if sentence.paragraph != paragraph or any(i in hits for i in range(sentence.first, sentence.last)):
            break
        end = sentence.last
    return end


def whole(passage: Passage) -> Content:
    """A direct quote: the passage, all of it."""
    return Content([(passage.first, passage.last)], "direct", [passage], _mark_notes([passage]))


def _mark_notes(passages: Sequence[Passage]) -> list[str]:
    return ["unclosed_mark"] if any(p.close is None for p in passages) else []


def _fragment(hit: CueHit, passage: Passage) -> Content:
    """A noun complement with marked words in it: from after the preposition to the closing mark."""
    return Content([(hit.content, passage.after)], "mixed", [passage], _mark_notes([passage]))


def _stands_alone(layout: Layout, hits: Mapping[int, CueHit], passage: Passage) -> bool:
    """Whether nothing of the reported clause follows the passage: the sentence ends, or a cue or adjunct comes."""
    tokens, end, k = layout.doc.tokens, layout.sentence_end(passage.open), passage.after
    comma = False
    while k < end and tokens[k].form in CLOSING_PUNCTUATION | COMMAS:
        comma, k = True, k + 1
    if k >= end or _stops(layout, hits, k, k - 1 if comma else k):
        return True
    return comma and len(passage) > 3 and tokens[k].form[:1] != "و"


def clause(layout: Layout, hits: Mapping[int, CueHit], first: int, end: int) -> Content | None:
    """A reported clause from token `first` to where it ends: indirect, or mixed when part of it is marked."""
    k, end = first, min(end, first + LONGEST)
    while k < end:
        if k in layout.by_open:
            k = min(end, layout.passages[layout.by_open[k]].after)
            continue
        if k > first and _stops(layout, hits, k, k - 1):
            break
        k += 1
    last = _trimmed(layout, first, min(k, end))
    if last <= first + 1:
        return None
    marked = [p for p in layout.passages_in(first, last) if is_speech(layout.doc.tokens, p)]
    return Content([(first, last)], "mixed" if marked else "indirect", marked, _mark_notes(marked))


def _trimmed(layout: Layout, first: int, last: int) -> int:
    tokens = layout.doc.tokens
    while last > first and (
        tokens[last - 1].form in CLOSING_PUNCTUATION | COMMAS
        or (tokens[last - 1].kind == "mark" and layout.inside[last - 1] < 0)
    ):
        last -= 1
    return last


def _stops(layout: Layout, hits: Mapping[int, CueHit], k: int, before: int) -> bool:
    """Whether the reported clause ends before token k: a new cue with its own content, or a reporting adjunct."""
    tokens = layout.doc.tokens
    after_comma = tokens[before].form in COMMAS
    if k in hits and _takes_over(tokens, hits[k], after_comma):
        return True
    joined = hits.get(k + conjunction_at(tokens, k))
    if joined is not None and joined.first != k and joined.finite:
        turns = tokens[k].form.removeprefix("و") in TURNS
        turns = turns or _other_acts(tokens, joined)
        aside = tokens[k].form == "كما" and joined.introducer == "bare"
        if turns or joined.introducer != "bare" or not (aside or joined.reading.entry.weak):
            return True
    following = hits.get(k + 1)
    if following is not None and following.reading.prefix == "بال" and tokens[k].form.startswith("و"):
        return True
    if after_comma and (_retold(tokens, k) or _demands(hits.get(k)) or _contrast(layout, hits, k)):
        return True
    if after_comma and k in hits and hits[k].reading.prefix.startswith("و") and _other_acts(tokens, hits[k]):
        return True
    owned = prepositional_at(tokens, k)
    if owned is not None and owned.entry.person is not None:
        return True
    return after_comma and ends_clause(tokens, k)


def _retold(tokens: Sequence[Token], k: int) -> bool:
    """Whether what another source said of it begins at token k: وهو ما أكدته البلدية، الأمر الذي نفاه الوزير."""
    return any(
        tuple(t.form for t in tokens[k : k + 2]) == opening and k + 2 < len(tokens) and bool(cue_at(tokens, k + 2))
        for opening in RETOLD
    )


def _other_acts(tokens: Sequence[Token], hit: CueHit) -> bool:
    """Whether somebody else's speech act without a clause begins at the cue: وتنفي روسيا أي مسؤولية."""
    after = hit.first + 1
    if not hit.finite or hit.introducer != "bare" or after >= len(tokens):
        return False
    return noun_at(tokens, after) is not None or places().at(tokens, after, ("",)) is not None


def _demands(hit: CueHit | None) -> bool:
    """Whether the source's next act begins at the cue, with a noun for its object: وطالب بترميمه، وحذر من الفيضان."""
    if hit is None or not hit.finite or not hit.reading.prefix.startswith("و") or hit.reading.entry.weak:
        return False
    return hit.reading.shape == "perfect" and hit.reading.entry.stance in DEMANDS


def _contrast(layout: Layout, hits: Mapping[int, CueHit], k: int) -> bool:
    """Whether a contrast with a cue and source of its own begins at token k: غير أن المدير قال إن."""
    tokens = layout.doc.tokens
    n = conjunction_at(tokens, k)
    if not n or tokens[k + n - 1].form != "ان":
        return False
    return any(
        i in hits and hits[i].finite and hits[i].introducer != "bare" and hits[i].region[0] >= hits[i].region[1]
        for i in range(k + n, min(k + n + 10, len(tokens)))
    )


def _takes_over(tokens: Sequence[Token], hit: CueHit, after_comma: bool) -> bool:
    """A cue of the same sentence that begins a report of its own: an adverbial participle, or a verb with و or ف."""
    if hit.reading.shape == "participle":
        return hit.introducer != "bare" or after_comma or tokens[hit.first].form.endswith("ا")
    if not hit.finite or hit.introducer == "bare":
        return False
    return bool(hit.reading.prefix) or (after_comma and hit.introducer in ("marks", "colon"))


def is_speech(tokens: Sequence[Token], passage: Passage) -> bool:
    """Whether marked words inside a reported clause are speech, not the name of a body, a work or an operation."""
    before = tokens[passage.open - 1] if passage.open else None
    size = passage.last - passage.first
    named = before is not None and heads_name(before.form)
    if size == 1:
        return not named and not tokens[passage.first].form.startswith("ال")
    definite = before is not None and before.form.startswith("ال")
    if size <= 3 and named and not (definite and not tokens[passage.first].form.startswith("ال")):
        return False
    return not (size <= NAME_TOKENS and heads_name(tokens[passage.first].form))
