"""Where the noun phrase of a source ends: by definiteness, adjuncts of the report, and marks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from factsheet.extract.forms import reading
from factsheet.extract.layout import PREPOSITIONS, RELATIVES, complementiser
from factsheet.lexicon.cues import cue_at
from factsheet.lexicon.reporting import NISBA, ends_source, is_attribute, is_listed_attribute
from factsheet.lexicon.sources import hides_identity, medium_at, noun_at
from factsheet.lexicon.titles import heads
from factsheet.text import Document, Token, stems

LONGEST = 14
"""Tokens that the name of a source without a personal name may have."""
DEMONSTRATIVES = frozenset("هذا هذه ذلك تلك هولاء اولءك هءولاء".split())
PLURALS = ("ون", "ين")
SELF = frozenset(("نفسه", "نفسها", "نفسهم", "ذاته", "ذاتها", "عينه", "عينها"))
"""Words that say that a source is the one of before: المصدر نفسه، المسؤول ذاته."""
SON = frozenset(("بن", "ابن"))
LINKS = frozenset(("في", "من", "باسم", "غير", "/"))
"""Words inside a source's name that must be followed by more of it."""
BELONGING = frozenset(("التابع", "التابعه"))
"""Adjectives that are nothing without the body after them: المكتب التابع للوزارة."""
STOPS = frozenset('،,؛;:.()[]{}!؟?–—-"«»“”')
_TIMES = frozenset(
    "وقت ختام نهايه بدايه اعقاب اطار سياق هذا هذه ظل ضوء حين رده معرض مستهل الوقت السياق الاطار وقته".split()
)


def is_definite(token: Token) -> bool:
    """Whether a word has the article, proclitics aside; إلياس has none."""
    if token.text.startswith(("إ", "أ", "آ")):
        return False
    return token.form.startswith(("ال", "لل")) or any(prefix.endswith("ال") for prefix, _ in stems(token.form)[1:])


@lru_cache(maxsize=4096)
def bare_head(form: str) -> str:
    """A folded noun without proclitics and article: the word that antecedents are compared by."""
    return form[2:] if form.startswith(("ال", "لل")) and len(form) > 4 else form


def _to_somebody(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is ل with the one spoken to: لصحيفة، للصحفيين، لرويترز."""
    return any(
        prefix in ("ل", "لل", "ول") and noun_at(tokens, i, prefix) is not None for prefix, _ in stems(tokens[i].form)
    )


class SourcePhrase:
    """Finds the end of a source's noun phrase in one article."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc

    def breaks(self, i: int) -> bool:
        """Whether no name goes on at token i: a sign, a complementiser, a word that ends a source."""
        tokens = self.doc.tokens
        if tokens[i].form in STOPS or complementiser(tokens, i) is not None:
            return True
        return ends_source(tokens, i) and noun_at(tokens, i) is None

    def may_name(self, i: int) -> bool:
        """Whether the word at token i may be part of a name no lexicon knows: no verb, no adverb, no particle."""
        token = self.doc.tokens[i]
        plain = token.kind == "word" and len(token.form) > 2 and not token.text.endswith(("اً", "ًا", "ة"))
        particle = self.breaks(i) or is_definite(token) or is_listed_attribute(token.form)
        verb = any(r.shape != "perfect" or r.prefix for r in cue_at(self.doc.tokens, i))
        return plain and not particle and not verb and noun_at(self.doc.tokens, i) is None

    def ends_at(self, i: int, first: int) -> bool:
        """Whether the noun phrase begun at `first` cannot go on at token i: a sign, an adjunct, a complementiser."""
        return self.breaks(i) or self._adjunct(i, first)

    def end(self, first: int, stop: int, proclitic: str) -> int:
        """Token index after the noun phrase: names in marks belong to it, adjuncts and the verb's object do not."""
        tokens, i = self.doc.tokens, first
        stop = min(stop, first + LONGEST)
        in_marks = False
        while i < stop:
            if tokens[i].kind == "mark":
                in_marks = not in_marks
            elif not in_marks and not (proclitic and i == first) and self._ends(i, first):
                break
            i += 1
        while i > first and (tokens[i - 1].form in LINKS or (i - 1 > first and tokens[i - 1].form in BELONGING)):
            i -= 1
        return i

    def _hearer(self, i: int, first: int) -> bool:
        """Whether those spoken to begin at token i (للصحفيين), not a purpose in a name (وكالة الواحة للأنباء)."""
        if not _to_somebody(self.doc.tokens, i):
            return False
        head, told = noun_at(self.doc.tokens, first), noun_at(self.doc.tokens, i, "ل")
        body = head is not None and head.kind in ("organization", "person") and self.doc.tokens[i].form.startswith("لل")
        return not (body and told is not None and told.kind in ("organization", "document"))

    def _ends(self, i: int, first: int) -> bool:
        return self.breaks(i) or self._adjunct(i, first) or (i > first and not self._continues(i, first))

    def _adjunct(self, i: int, first: int) -> bool:
        """Whether an adjunct of the reporting begins at token i: في بيان، لصحيفة، من ... (not في الوزارة)."""
        tokens = self.doc.tokens
        form = tokens[i].form
        if form in RELATIVES and hides_identity(tokens, i + 1):
            return False
        if i == first:
            return (
                form in PREPOSITIONS
                or form in DEMONSTRATIVES
                or form == "ل"
                or form.startswith(("بال", "لل"))
                or _to_somebody(tokens, i)
            )
        if form.startswith("ب") and len(form) > 4 and tokens[i - 1].form not in PREPOSITIONS:
            return True
        if form == "في":
            noun = noun_at(tokens, first)
            if noun is not None and (noun.named or tokens[first].form.startswith("ال")):
                return True
            return i + 1 >= len(tokens) or medium_at(tokens, i + 1) is not None or tokens[i + 1].form in _TIMES
        if form in ("ل", "ب") or self._hearer(i, first):
            return True
        if is_attribute(form):
            return False
        return any(r.shape == "participle" or (r.shape == "perfect" and not r.entry.weak) for r in cue_at(tokens, i))

    def _bears_name(self, i: int, first: int) -> bool:
        """Whether the name of who a body is named after begins at token i: جامعة الملك فلان."""
        tokens = self.doc.tokens
        title = heads().at(tokens, i - 1, ("ال",))
        return title is not None and i - 1 > first and not title.entry.many and reading(tokens[i]).name.given > 1

    def _continues(self, i: int, first: int) -> bool:
        """Whether the word at token i still belongs to the noun phrase that begins at `first`, by definiteness.

        A definite noun is followed by definite adjectives and genitives; after them another definite noun
        begins the object (ناشدت المنظمة الدولية الحكومة); an indefinite word after a definite one does too.
        """
        before, token = self.doc.tokens[i - 1], self.doc.tokens[i]
        if before.kind == "mark" and self.doc.tokens[first].kind == "mark":
            return token.form.startswith("ال")
        if token.kind in ("latin", "number") or before.kind == "mark" or before.form in LINKS:
            return True
        if before.kind == "latin":
            return token.form.startswith("ال")
        if token.form in LINKS or token.form in SELF:
            return True
        form = token.form
        if form.startswith("و") and not form.startswith("وو") and len(form) > 3 and not noun_at(self.doc.tokens, i):
            return (
                form.startswith("وال")
                and before.form.startswith(("ال", "وال", "لل"))
                and form.endswith(NISBA) == before.form.endswith(NISBA)
            )
        if form.startswith(("ال", "لل")):
            closed = (
                form.startswith("ال")
                and before.form.startswith("ال")
                and (i > first + 1 or is_definite(self.doc.tokens[first]))
            )
            if closed and form.endswith(PLURALS) and not before.form.endswith((*PLURALS, "ات")):
                return False
            return not closed or form.endswith(NISBA) or is_attribute(bare_head(form))
        if before.form.startswith(("ال", "لل", "وال")):
            return self._bears_name(i, first)
        noun = noun_at(self.doc.tokens, first)
        return (
            noun is None
            or noun.named
            or i < first + noun.words
            or is_attribute(form)
            or not SON.isdisjoint((form, before.form))
            or (i == first + 1 and noun_at(self.doc.tokens, i) is not None)
        )
