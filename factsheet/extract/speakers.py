"""Speakers: the discourse state that gives a source to every cue, also to one without a subject (وأضاف).

Sources are carried through the article: who holds the floor (the last one quoted), the subject of the sentence at
hand, who spoke before, which document was issued by whom. Agreement in gender and number decides between candidates;
when none agrees the answer is "none".
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from factsheet.extract.cue_hit import CueHit
from factsheet.extract.issuers import antecedent, issuer_after, issuer_before
from factsheet.extract.layout import Layout
from factsheet.extract.source_phrase import SELF
from factsheet.extract.sources import Source, Sources
from factsheet.extract.subjects import AUXILIARIES, LONG_NAME, Subjects, agrees, is_apart
from factsheet.lexicon.sources import medium_at
from factsheet.schema import Resolved
from factsheet.text import fold

PRONOUNS = frozenset("هو هي هم وهو وهي وهم لكنه لكنها لكنهم ولكنه ولكنها ولكنهم انه انها انهم".split())
SPOKESPERSONS = frozenset(("متحدث", "متحدثه", "مسءول", "مسءوله", "ناطق", "ناطقه"))
"""Folded nouns that with the article mean whoever speaks at length in the article."""
RESPECTFUL = frozenset(
    "معاليه معاليها سعادته سعادتها سموه سموها فخامته سيادته سيادتها جلالته جلالتها دولته دولتها سماحته".split()
)
"""Honorifics with a pronoun: whoever bears them spoke before."""
MEMORY = 4
"""How many earlier speakers a cue without a subject may go back to."""
LEADING = 3
"""Tokens after which a sentence's first person is no longer taken for its subject, only for someone in it."""
FAR = 3
"""Paragraphs after which a sentence's subject is no longer in the reader's mind."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said it and how that is known: `mention` are the tokens beside the cue, `evidence` those of the name."""

    source: Source | None
    resolved: Resolved
    rule: str
    confidence: float
    mention: tuple[int, int] | None = None
    evidence: tuple[int, int] | None = None
    relay: tuple[str, ...] = ()


NOBODY = Attribution(None, "none", "speaker-unknown", 0.5)


@dataclass(slots=True)
class Discourse:
    """The state that is carried from quote to quote. Feed it the cues in text order."""

    layout: Layout
    sources: Sources
    spoken: list[Source] = field(default_factory=list)
    subject: Source | None = None
    _leads: bool = False
    issuers: dict[str, Source] = field(default_factory=dict)
    _sentence: int = -1

    @property
    def subjects(self) -> Subjects:
        """Finds subjects in the article."""
        return Subjects(self.layout, self.sources)

    def attribute(self, hit: CueHit) -> Attribution:
        """Who said what the cue introduces; the state moves on to that source."""
        self._advance(hit.first)
        before = hit.finite and self.layout.doc.tokens[hit.first - 1].form == "قد"
        found = self._own_words(hit) or (self._before(hit) if before else None)
        found = found or self._beside(hit) or self._before(hit) or self._carried(hit)
        return self._take(found or NOBODY, hit)

    def carry_on(self, token: int) -> Attribution:
        """Who said a marked passage that has no cue: the one who holds the floor."""
        self._advance(token)
        return self._continued(self.spoken[-1], "floor", 0.8) if self.spoken else NOBODY

    def claim(self, source: Source, first: int, last: int, rule: str, confidence: float) -> Attribution:
        """An attribution to a source that stands in the text (prepositional cues, headlines); it takes the floor."""
        self._advance(first)
        whole = self._explicit(source, rule, confidence)
        return self._take(replace(whole, mention=(first, last)), None)

    def _take(self, found: Attribution, hit: CueHit | None) -> Attribution:
        if found.source is None:
            return found
        source = found.source
        self.spoken = [*[s for s in self.spoken if s.name != source.name][-MEMORY:], source]
        if hit is not None and source.kind != "document":
            tokens = self.layout.doc.tokens
            for i in range(*hit.region):
                medium = medium_at(tokens, i)
                if medium is not None:
                    self.issuers[medium.head] = source
        return found

    # The four places where a source may stand, nearest first

    def _own_words(self, hit: CueHit) -> Attribution | None:
        """نقلت رويترز عن مسؤول قوله إن: the owner of قوله stands after عن, who relays it before."""
        if hit.reading.shape != "masdar" or not hit.reading.suffix:
            return None
        tokens, sentence = self.layout.doc.tokens, self.layout.doc.sentence_at(self.layout.doc.tokens[hit.first].start)
        for i in range(hit.first - 1, max(sentence.first, hit.first - 20), -1):
            if tokens[i].form == "عن":
                source = self.sources.at(i + 1, hit.first)
                if source is None:
                    return None
                relay = self.sources.at(sentence.first + 1, i)
                found = self._explicit(source, "speaker-relayed", 0.9)
                return replace(found, relay=(relay.name,) if relay and relay.last <= i else ())
        return None

    def _beside(self, hit: CueHit) -> Attribution | None:
        """The noun phrase after the cue; with نقلا عن in it the speaker stands after that, who relays before."""
        if hit.reading.shape == "participle" or (hit.reading.shape == "masdar" and hit.reading.suffix):
            return None
        first, last = hit.region
        tokens = self.layout.doc.tokens
        for i in range(first + 1, last - 1):
            if tokens[i].form == "نقلا" and tokens[i + 1].form == "عن":
                source, relay = self.sources.at(i + 2, last), self.sources.at(first, i)
                if source is not None:
                    found = self._explicit(source, "speaker-relayed", 0.92)
                    return replace(found, relay=(relay.name,) if relay else ())
        relayed = self._after_preposition(hit)
        if relayed is not None:
            return relayed
        if first < last and tokens[first].form in RESPECTFUL:
            carried = self._carried(hit)
            mention = (first, first + 1)
            return carried and replace(carried, resolved="pronoun", rule="speaker-pronoun", mention=mention)
        source = self.sources.at(first, last)
        if source is not None and hit.reading.entry.objects and self._is_object(source, hit):
            return None
        if hit.finite and (source is None or self._is_unnamed(source)):
            late = self.subjects.late(first, last)
            if late is not None and (source is None or is_apart(tokens, late.first)):
                source = late
        return self._explicit(source, "speaker-beside-cue", 0.96) if source is not None else None

    def _is_object(self, source: Source, hit: CueHit) -> bool:
        """Whether a place is whom a masculine verb is about, rather than its subject: واتهم موسكو بأنها."""
        place = source.kind == "organization" and not source.head and source.last >= hit.region[1]
        return place and hit.reading.gender == "m" and bool(self.spoken) and bool(hit.reading.prefix)

    def _is_unnamed(self, source: Source) -> bool:
        """Whether a person stands there by title alone, so that a name after it may be meant."""
        return source.kind in ("person", "unnamed") and not self.sources.person_in(source.first, source.last)

    def _after_preposition(self, hit: CueHit) -> Attribution | None:
        """The speaker of a verb whose subject passes words on: نقلت الوكالة عن فلان أن، جاء في التقرير أن."""
        preposition = fold(hit.reading.entry.speaker_after)
        first, last = hit.region
        for i in range(first, last - 1 if preposition else first):
            if self.layout.doc.tokens[i].form == preposition:
                source, relay = self.sources.at(i + 1, last), self.sources.at(first, i) if i > first else None
                if source is not None:
                    return replace(
                        self._explicit(source, "speaker-relayed", 0.92), relay=(relay.name,) if relay else ()
                    )
        return None

    def _before(self, hit: CueHit) -> Attribution | None:
        """The subject before the cue: المتحدث قال؛ فلان الذي أكد؛ أما المدرب فأكد؛ انضم فلان ... وقال."""
        tokens, doc = self.layout.doc.tokens, self.layout.doc
        sentence = doc.sentence_at(tokens[hit.first].start)
        before = tokens[hit.first - 1].form if hit.first > sentence.first else ""
        if before in PRONOUNS or (
            hit.first - 2 >= sentence.first and before in AUXILIARIES and tokens[hit.first - 2].form in PRONOUNS
        ):
            found = self._carried(hit)
            return replace(found, resolved="pronoun", rule="speaker-pronoun") if found else None
        topic = tokens[sentence.first].form in ("اما", "واما") and hit.reading.prefix == "ف"
        joined = hit.reading.prefix == "و" and before in "،,"
        near = self.subjects.before_cue(sentence.first, hit) if hit.finite and not topic and not joined else None
        if near is not None:
            return self._explicit(near, "speaker-before-cue", 0.92)
        alone = hit.reading.shape == "imperfect" and hit.region[0] >= hit.region[1]
        if alone and self.subjects.modifies(sentence.first, hit):
            return NOBODY
        if self.subject is not None and self.subject.first >= sentence.first and agrees(hit.reading, self.subject):
            direct = hit.finite and not hit.reading.prefix and hit.first - self.subject.last < 3
            if direct:
                return self._explicit(self.subject, "speaker-before-cue", 0.9)
            if not self.spoken or self.spoken[-1].first < self.subject.first:
                return self._continued(self.subject, "sentence-subject", 0.85)
        return None

    def _carried(self, hit: CueHit) -> Attribution | None:
        """A source carried from before: the floor, the last subject, earlier speakers, the only one who fits."""
        if hit.reading.person == 1 or (
            hit.reading.shape == "masdar" and not hit.reading.suffix and not hit.reading.prefix
        ):
            return None
        candidates: list[tuple[Source, str, float]] = [
            (s, "floor", 0.9 - 0.1 * n) for n, s in enumerate(reversed(self.spoken))
        ]
        if self.subject is not None:
            newer = not self.spoken or self.subject.first > self.spoken[-1].first
            ahead = newer and self._leads and not hit.reading.entry.continues and self._is_near(self.subject, hit)
            candidates.insert(0 if ahead else 1, (self.subject, "last-subject", 0.75))
        for source, where, confidence in candidates:
            if agrees(hit.reading, source):
                return self._continued(source, where, confidence)
        only = self.subjects.only_one(hit)
        return self._continued(only, "only-fit", 0.65) if only is not None else None

    # What the state knows

    def _explicit(self, source: Source, rule: str, confidence: float) -> Attribution:
        mention = (source.first, source.last)
        if source.kind == "document":
            return self._of_document(source, rule, confidence)
        last_word = self.layout.doc.tokens[source.last - 1].form
        if source.definite and source.person is None and (source.last == source.first + 1 or last_word in SELF):
            full = next((s for s in reversed(self.spoken) if s.head == source.head), None)
            full = (
                full
                or antecedent(self.sources, source.head, source.first)
                or self._same_person(source, same=last_word in SELF)
            )
            if full is not None:
                return Attribution(full, "explicit", "speaker-refers-back", 0.9, mention, (full.first, full.last))
        surname = next((s for s in self.spoken if s.kind == "person" and s.name.endswith(" " + source.name)), None)
        if source.person is None and surname is not None and source.last == source.first + 1:
            return Attribution(surname, "explicit", "speaker-surname", 0.88, mention, (surname.first, surname.last))
        full = next((s for s in self.spoken if s.kind == source.kind and s.name.startswith(source.name + " ")), None)
        kept = replace(source, name=full.name) if full is not None and source.person is None else source
        return Attribution(kept, "explicit", rule, confidence, mention, mention)

    def _same_person(self, source: Source, *, same: bool) -> Source | None:
        """Whom المسؤول ذاته or a bare المتحدث means when nobody was called so: the last speaker of that gender."""
        if source.kind not in ("person", "unnamed") or not self.spoken or not (same or source.head in SPOKESPERSONS):
            return None
        last = self.spoken[-1]
        human = last.kind in (("person", "unnamed") if same else ("person",)) and last.number == "s"
        return last if human and (None in (source.gender, last.gender) or source.gender == last.gender) else None

    def _of_document(self, source: Source, rule: str, confidence: float) -> Attribution:
        """The issuer of a document that speaks, from its own words, from who spoke in it, or from its first mention."""
        mention = (source.first, source.last)
        issuer = issuer_after(self.sources, source.first, source.first + LONG_NAME)
        if issuer is None and source.definite:
            issuer = self.issuers.get(source.head) or issuer_before(self.sources, source.head, source.first)
        if issuer is not None and issuer.definite and issuer.last == issuer.first + 1:
            issuer = antecedent(self.sources, issuer.head, issuer.first) or issuer
        full = next((s for s in reversed(self.spoken) if s.kind == "document" and s.head == source.head), None)
        if issuer is None and full is not None and source.definite:
            return Attribution(full, "explicit", "speaker-refers-back", 0.88, mention, (full.first, full.last))
        if issuer is None:
            return Attribution(source, "explicit", rule, confidence - 0.05, mention, mention)
        self.issuers[source.head] = issuer
        return Attribution(issuer, "document", "speaker-of-document", 0.88, mention, (issuer.first, issuer.last))

    def _continued(self, source: Source, where: str, confidence: float) -> Attribution:
        if source.kind == "document":
            issuer = self._of_document(source, f"speaker-from-{where}", confidence)
            return replace(issuer, resolved="continuation", mention=None)
        if source.definite and source.person is None and source.last == source.first + 1:
            full = next((s for s in reversed(self.spoken) if s.head == source.head), None)
            source = full or antecedent(self.sources, source.head, source.first) or source
        return Attribution(
            source, "continuation", f"speaker-from-{where}", confidence, None, (source.first, source.last)
        )

    def _is_near(self, source: Source, hit: CueHit) -> bool:
        doc = self.layout.doc
        here, there = (doc.sentence_at(doc.tokens[i].start).paragraph for i in (hit.first, source.first))
        return here - there <= FAR

    def _advance(self, token: int) -> None:
        """Read the subjects of the sentences up to the one that holds the token."""
        doc = self.layout.doc
        now = doc.sentence_at(doc.tokens[token].start).index
        while self._sentence < now:
            self._sentence += 1
            sentence = doc.sentences[self._sentence]
            if self.layout.inside[sentence.first] < 0 and doc.paragraphs[sentence.paragraph].role not in (
                "related",
                "boilerplate",
            ):
                subject = self.subjects.of_sentence(sentence.first, min(sentence.last, max(token, sentence.first + 1)))
                if subject is not None:
                    self.subject, self._leads = subject, subject.first <= sentence.first + LEADING
