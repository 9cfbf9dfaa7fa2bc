"""Speakers: the discourse state that gives a source to every cue, also to one without a subject (وأضاف).

Sources are carried through the article: who holds the floor (the last one quoted), the subject of the sentence at hand,
who spoke before, which document was issued by whom. Agreement in gender and number decides between candidates; when none
agrees the answer is "none".
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from factsheet.extract.cue_hit import CueHit
from factsheet.extract.issuers import antecedent, issuer_after, issuer_before
from factsheet.extract.layout import NAME_TOKENS, PREPOSITIONS, RELATIVES, Layout
from factsheet.extract.people import PersonMention
from factsheet.extract.sources import SELF, Source, Sources, is_definite
from factsheet.lexicon.cues import cue_at
from factsheet.lexicon.reporting import conjunction_at, ends_source
from factsheet.lexicon.sources import medium_at, noun_at
from factsheet.schema import Resolved
from factsheet.text import fold

PRONOUNS = frozenset("هو هي هم وهو وهي وهم لكنه لكنها لكنهم ولكنه ولكنها ولكنهم انه انها انهم".split())
AUXILIARIES = frozenset("قد فقد لقد وقد كان كانت كانوا وكان وكانت".split())
GOVERNORS = frozenset("مع لدي بين ضد عبر خلال حول بعد قبل منذ امام عند نحو ضمن دون ل".split())
"""Words whose object is no subject, besides the prepositions that a complementiser can follow."""
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
    """Who said it and how that is known. `mention` are the tokens beside the cue, `evidence` those of the name's origin."""

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
        self.spoken = [s for s in self.spoken if s.name != source.name][-MEMORY:] + [source]
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
            found = self._carried(hit)
            return (
                replace(found, resolved="pronoun", rule="speaker-pronoun", mention=(first, first + 1))
                if found
                else None
            )
        source = self.sources.at(first, last)
        if source is None and hit.finite:
            source = self._late(first, last)
        return self._explicit(source, "speaker-beside-cue", 0.96) if source is not None else None

    def _late(self, first: int, last: int) -> Source | None:
        """A person after the hearers and the time: وقال للصحفيين عقب اللقاء المدرب فلان إن."""
        tokens = self.layout.doc.tokens
        while first < last and tokens[last - 1].form in "،,":
            last -= 1
        for start, mention in self.sources.person_in(first, last):
            source = self.sources.of_person(mention, start)
            if source.last == last and not self._governed(start) and not self._glued(start, mention):
                return source
        return None

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
        near = self._ends_near(sentence.first, hit) if hit.finite and not topic and not joined else None
        if near is not None:
            return self._explicit(near, "speaker-before-cue", 0.92)
        if hit.reading.shape == "imperfect" and hit.region[0] >= hit.region[1] and self._modifies(sentence.first, hit):
            return NOBODY
        if self.subject is not None and self.subject.first >= sentence.first and self.agrees(hit, self.subject):
            direct = hit.finite and not hit.reading.prefix and hit.first - self.subject.last < 3
            if direct:
                return self._explicit(self.subject, "speaker-before-cue", 0.9)
            if not self.spoken or self.spoken[-1].first < self.subject.first:
                return self._continued(self.subject, "sentence-subject", 0.85)
        return None

    def _modifies(self, first: int, hit: CueHit) -> bool:
        """Whether the cue is a relative clause to the indefinite noun before it (صفقة تقضي بأن): that noun is no source."""
        tokens, i = self.layout.doc.tokens, hit.first - 1
        if (
            hit.reading.prefix
            or i < first
            or tokens[i].kind != "word"
            or tokens[i].form in AUXILIARIES
            or conjunction_at(tokens, i)
        ):
            return False
        return (
            not is_definite(tokens[i].form)
            and not ends_source(tokens, i)
            and len(tokens[i].form) > 2
            and tokens[i].form not in RELATIVES
        )

    def _ends_near(self, first: int, hit: CueHit) -> Source | None:
        """A person whose name or title ends just before the cue, auxiliaries, a relative and a comma aside."""
        tokens = self.layout.doc.tokens
        i = hit.first - 1
        while i >= first and (tokens[i].form in AUXILIARIES or tokens[i].form in RELATIVES or tokens[i].form in "،,"):
            i -= 1
        for start, mention in reversed(self.sources.person_in(max(first, i - LONG_NAME), i + 1)):
            source = self.sources.of_person(mention, start)
            if (
                source.last == i + 1
                and self.agrees(hit, source)
                and not self._governed(start)
                and not self._glued(start, mention)
            ):
                return source
        found = None
        for start in range(i, max(first, i - LONG_NAME // 2) - 1, -1):
            if not self._heads_clause(first, start):
                continue
            proclitic = "ف" if noun_at(tokens, start, "ف") is not None else ""
            known = self.sources.known_at(start, i + 1, proclitic)
            if (
                known is not None
                and known.person is None
                and known.last == i + 1
                and self.agrees(hit, known)
                and not self._governed(start)
            ):
                found = known
        return found

    def _carried(self, hit: CueHit) -> Attribution | None:
        """A source carried from before: the sentence's own last speaker, the floor, the last subject, earlier speakers."""
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
            if self.agrees(hit, source):
                return self._continued(source, where, confidence)
        only = self._only_one(hit)
        return self._continued(only, "only-fit", 0.65) if only is not None else None

    def _only_one(self, hit: CueHit) -> Source | None:
        """The one person of the sentence before whose known gender fits, when nobody else does: التقى الوزير السفيرة. وأكدت."""
        doc = self.layout.doc
        here = doc.sentence_at(doc.tokens[hit.first].start)
        first = doc.sentences[max(0, here.index - 1)].first
        found = {}
        for start, mention in self.sources.person_in(first, hit.first):
            source = self.sources.of_person(mention, start)
            if source.gender is not None and source.gender == hit.reading.gender and hit.reading.number == "s":
                found[source.name] = source
        return next(iter(found.values())) if len(found) == 1 else None

    # What the state knows

    def agrees(self, hit: CueHit, source: Source) -> bool:
        """Whether the cue's gender and number can be the source's; what is not known agrees."""
        reading = hit.reading
        if reading.gender and source.gender and reading.gender != source.gender:
            return False
        return not reading.number or reading.number == source.number or (source.number != "s" and reading.number != "s")

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
        full = next((s for s in self.spoken if s.kind == source.kind and s.name.startswith(source.name + " ")), None)
        kept = replace(source, name=full.name) if full is not None and source.person is None else source
        return Attribution(kept, "explicit", rule, confidence, mention, mention)

    def _same_person(self, source: Source, *, same: bool) -> Source | None:
        """Whom المسؤول ذاته, or a bare المتحدث, means when nobody was called so: the last speaker, if of that gender."""
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
                subject = self._subject_of(sentence.first, min(sentence.last, max(token, sentence.first + 1)))
                if subject is not None:
                    self.subject, self._leads = subject, subject.first <= sentence.first + LEADING

    def _subject_of(self, first: int, stop: int) -> Source | None:
        """The subject of the sentence at token `first`: the first person, or known body at its head, not after a preposition."""
        tokens = self.layout.doc.tokens
        start = first
        while start < stop and (n := 1 if tokens[start].kind == "punct" else conjunction_at(tokens, start)):
            start += n
        topics = [i + 1 for i in range(start, min(start + 2 * LONG_NAME, stop)) if tokens[i].form in ("فان", "ان")]
        comma = next((i for i in range(start, min(start + 8, stop)) if tokens[i].form in "،,"), stop)
        for i in [*range(start, min(start + 2, stop)), *topics, *range(comma + 1, min(comma + 3, stop))]:
            verb = i in (start, comma + 1) and any(r.shape in ("perfect", "imperfect") for r in cue_at(tokens, i))
            source = self.sources.known_at(i, stop) if i < stop and not verb and not self._governed(i) else None
            if source is not None:
                return source
        for i, mention in self.sources.person_in(first, min(stop, first + 30)):
            if not self._governed(i) and not self._glued(i, mention) and not self._in_speech(i):
                return self.sources.of_person(mention, i)
        return None

    def _heads_clause(self, first: int, i: int) -> bool:
        """Whether a clause can begin at token i: the sentence does, a sign or a particle stands before it, or و or ف on it."""
        tokens = self.layout.doc.tokens
        if i == first or tokens[i - 1].kind in ("punct", "mark") or tokens[i].form[:1] in ("و", "ف"):
            return True
        return (
            tokens[i - 1].form in ("ان", "فان", "حين")
            or tokens[i - 1].form in AUXILIARIES
            or conjunction_at(tokens, i - 1) == 1
        )

    def _in_speech(self, i: int) -> bool:
        """Whether token i stands inside marked speech, not just a marked name («فلان»)."""
        around = self.layout.inside[i]
        return around >= 0 and len(self.layout.passages[around]) > NAME_TOKENS

    def _glued(self, i: int, mention: PersonMention) -> bool:
        """Whether the name begins inside its token, after ل or ب (لفلان)."""
        start = min(mention.start, mention.title[0]) if mention.title else mention.start
        token = self.layout.doc.tokens[i]
        return token.start < start and token.form[:1] not in ("و", "ف")

    def _governed(self, i: int) -> bool:
        """Whether the noun phrase at token i is the object of a preposition, or belongs to the noun before it."""
        tokens = self.layout.doc.tokens
        form, k = tokens[i].form, i - 1
        while k >= 0 and k > i - 4 and tokens[k].form.startswith("ال") and tokens[k].kind == "word":
            k -= 1
        if k >= 0 and k < i - 1 and tokens[k].form.startswith("لل"):
            return True
        if i and (tokens[i - 1].form in PREPOSITIONS or tokens[i - 1].form in GOVERNORS):
            return True
        return form.startswith(("لل", "بال")) or (form[:1] in ("ب", "ل") and tokens[i].text[1:2] == "ـ")


LONG_NAME = 20
"""Tokens that a title and a name together may have before a cue."""
