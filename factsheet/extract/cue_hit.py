"""One cue occurrence, and whether its reading can be a reporter's cue at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from factsheet.extract.layout import PREPOSITIONS
from factsheet.lexicon.cues import Reading, prepositional_at
from factsheet.lexicon.reporting import carries, has_own_clause, heads_name, is_particle, issues
from factsheet.lexicon.sources import hides_identity, is_identity
from factsheet.text import Token

Introducer = Literal["clause", "colon", "marks", "fragment", "unmarked", "bare"]


COPULAS = frozenset("كان كانت كانوا يكن تكن يكونوا يكون تكون ليس ليست بات باتت اصبح اصبحت ظل ظلت".split())
"""Verbs whose predicate is a participle, no adverb: لم يكن مصرحا."""
WHETHER = frozenset(("اذا", "ما", "هل"))
HIDING = frozenset(("rejects", "demands", "asks"))
"""Stances of verbs that, before a name withheld, tell of the source itself: رفض ذكر اسمه، طالبا عدم نشر اسمه."""


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue over tokens [first:last), how it reads, and what introduces the speech.

    `region` are the tokens between cue and introducer, where the source stands; `content` is the token where the
    reported content begins (the first one inside the marks when they open it); `passage` is the index of the passage
    that opens it.
    """

    first: int
    last: int
    reading: Reading
    introducer: Introducer
    region: tuple[int, int]
    content: int
    passage: int | None = None

    @property
    def finite(self) -> bool:
        """Whether the cue is a finite verb (قال، يقول), not a participle or verbal noun."""
        return self.reading.shape in ("perfect", "imperfect", "passive")


def can_report(hit: CueHit, tokens: Sequence[Token]) -> bool:
    """Whether the reading can be a reporter's cue.

    The first person is nobody's cue outside the speaker's own words. A bare verbal noun is mostly a plain noun (تصريح،
    بيان): it reports with its owner (قوله إن), with ب (بالقول إن), or with its subject after it (إعلان الوزير أن).
    """
    reading = hit.reading
    future = hit.finite and reading.prefix.endswith("س")  # ستواصل، سيقول: nobody has said it yet
    if reading.person == 1 or future or (hit.last < len(tokens) and is_identity(tokens[hit.last].form)):
        return False
    if hit.finite:
        return not (_is_another_word(hit, tokens) or _is_no_report(hit, tokens))
    if reading.shape == "participle":
        hides = reading.entry.stance in HIDING and hides_identity(tokens, hit.first)
        return not (hides or heads_name(tokens[hit.first].form)) and _is_adverbial(hit, tokens)
    if reading.suffix:
        return hit.introducer != "fragment"
    if reading.prefix.endswith("ال"):
        led = reading.prefix == "بال" or (hit.first > 0 and tokens[hit.first - 1].form in PREPOSITIONS)
        return led and reading.entry.form == "قال"
    return hit.introducer == "clause" and hit.region[1] > hit.region[0]


def _is_another_word(hit: CueHit, tokens: Sequence[Token]) -> bool:
    """Whether the form is a preposition here (نقلا عن), a particle that nobody vocalised (بين، دون), or a passive."""
    token = tokens[hit.first]
    if hit.reading.shape == "perfect" and not hit.reading.prefix and token.text[1:2] == "\u064f":  # أُبلغ
        return True
    if prepositional_at(tokens, hit.first) is not None:
        return True
    at_once = hit.introducer == "clause" and hit.region[0] >= hit.region[1] and not has_own_clause(token.form)
    vocalised = "\u0651" in token.text
    introduced = hit.introducer == "bare" or at_once
    return hit.reading.shape == "perfect" and not introduced and not vocalised and is_particle(token.form)


def _is_no_report(hit: CueHit, tokens: Sequence[Token]) -> bool:
    """Whether the verb does something else than report.

    It issues a document (نشرته), hides a name (طلب عدم ذكر اسمه), tells a purpose (ليشير) or what happened (ما حدث),
    or asks (عما إذا كان يعتقد).
    جاء and ورد report only before في.
    """
    entry, first = hit.reading.entry, hit.first
    if entry.stance in HIDING and hides_identity(tokens, first):
        return True
    if issues(tokens[first].form) or carries(tokens[first].form):
        return True
    if entry.speaker_after == "في" and (hit.last >= len(tokens) or tokens[hit.last].form != "في"):
        return True
    if first > 1 and tokens[first - 1].form in COPULAS and tokens[first - 2].form in WHETHER:
        return True
    before = tokens[first - 2 if first > 1 and tokens[first - 1].form == "قد" else first - 1].form
    happened = before == "ما" and not (hit.introducer == "marks" and hit.reading.suffix)
    return hit.introducer != "bare" and (happened or hit.reading.prefix.startswith("ل"))


def _is_adverbial(hit: CueHit, tokens: Sequence[Token]) -> bool:
    """Whether a participle is an adverb that reports: feminine and plural forms show it only by their place."""
    before = tokens[hit.first - 1] if hit.first else None
    if before is not None and (before.form in COPULAS or before.kind == "number"):  # شمل 297 طالبا
        return False
    if hit.reading.gender == "m" and hit.reading.number == "s":
        return True
    if hit.reading.number == "s" and not tokens[hit.first].text.endswith("ة"):
        return False
    parted = before is None or before.form in "،,"
    colon = hit.last < len(tokens) and tokens[hit.last].form == ":"
    said = hit.introducer in ("clause", "colon") or colon
    return parted or bool(hit.reading.prefix) or said
