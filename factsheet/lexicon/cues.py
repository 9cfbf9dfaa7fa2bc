"""Cues of reported speech: verbs (cues.toml), prepositional cues and phrases that only introduce a source.

`cues.toml` lists one lemma an entry with its imperfect, participle and verbal noun; `conjugate` generates the forms.

- `readings(form)` answers for a folded form without proclitics (قالت, يؤكدون, مشيرا, قوله, قيل).
- `cue_at(tokens, i)` answers for a token as it stands (وأضاف, سيعلن, بقولها, والتأكيد, لم يشر).
- `prepositional_at(tokens, i)` finds بحسب، وفقا لـ، نقلا عن، على حد قوله.
- `introducer_at(tokens, i)` finds من جهته، بدوره، في هذا السياق.

Stance, a closed set: how the cue presents the speech.
neutral: says it, no more · asserts: insists · claims: unproven · denies · rejects · warns · accuses ·
admits · predicts: expects, deems likely or unlikely · asks · questions: casts doubt · demands: calls for, orders ·
suggests: proposes, advises, hints · promises · threatens · praises · criticizes · explains · reveals · announces ·
concludes · opines: holds a view · hopes · regrets: is sorry or worried · agrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import Generic, Literal, NamedTuple, TypeVar

from factsheet.lexicon import Entry, Match, Phrases, load
from factsheet.lexicon.conjugate import (
    MASDAR,
    OBJECTS,
    OWNERS,
    Form,
    Gender,
    Inflection,
    Number,
    Person,
    Shape,
    Verb,
    imperfect,
    imperfect_before_pronoun,
    jussive,
    noun_before_pronoun,
    participle,
    passive,
    perfect,
    perfect_before_pronoun,
)
from factsheet.text import Token, fold, stems

Sense = Literal["communication", "opinion", "directive"]
Stance = Literal[
    "neutral", "asserts", "claims", "denies", "rejects", "warns", "accuses", "admits", "predicts", "asks", "questions",
    "demands", "suggests", "promises", "threatens", "praises", "criticizes", "explains", "reveals", "announces",
    "concludes", "opines", "hopes", "regrets", "agrees",
]  # fmt: skip
Complement = Literal[
    "أن", "إن", "بأن", "على أن", "إلى أن", "من أن", "عن أن", "في أن", "لأن",
    "ما", "بما", "إلى ما", "عما", "على ما", "مما", "هل", "إذا", "عما إذا", "كيف", "لماذا",
    "colon", "marks", "ب marks", "على marks", "إلى marks", "من marks", "عن marks", "في marks", "ل marks",
]  # fmt: skip


class Cue(Entry):
    """One verb of reported speech. `form` is the perfect, 3rd person masculine singular: the lemma."""

    imperfect: str
    """Imperfect, 3rd person masculine singular (يؤكد); empty where it is written as another word (أتم: سيتم)."""
    participle: str = ""
    """Active participle, the stem to which ا، ة، ين، ات are added (مؤكد, داعي); empty where it is no cue."""
    masdar: str = ""
    """Verbal noun (تأكيد); empty where it is no cue, or mostly another word (دفاع, إضافة)."""
    plural: str = ""
    """The verbal noun's plural where it is not the sound one that longer nouns have (أقوال, but not تأكيدات)."""
    passive: tuple[str, ...] = ()
    """Perfect and imperfect passive, 3rd person masculine singular, where used as a cue (قيل, يقال)."""
    complement: tuple[Complement, ...]
    """What introduces the speech: a complementiser, with its preposition; `colon`; quotation `marks` at once or after a
    preposition. A verb with "على أن" also takes marks after على."""
    stance: Stance
    sense: Sense = "communication"
    """opinion: expects or holds; directive: its clause with أن + verb is an order or a wish, not a report."""
    continues: bool = False
    """Whether it continues an earlier speaker's words (أضاف, تابع)."""
    weak: bool = False
    """Whether the word without complementiser or marks is seldom a cue (ذكر, رد, رأى)."""
    objects: bool = False
    """Whether it takes an object pronoun (أخبره, وصفها)."""
    geminate: bool = False
    """Whether the last radical is doubled (أقر: أقررت)."""
    speaker_after: Literal["", "عن", "إلى", "من", "في"] = ""
    """When the verb's subject passes on another's words: the preposition after which that other stands (نقل عن)."""

    @cached_property
    def introduces_clause(self) -> bool:
        """Whether a clause can follow (أن), not only marked words (سمى «...»)."""
        return any("marks" not in c and c not in ("colon", "ما") for c in self.complement)

    @cached_property
    def prepositions(self) -> frozenset[str]:
        """Prepositions, folded, after which the speech stands: the complementiser's and those before marks."""
        pairs = (fold(complement).split() for complement in self.complement)
        return frozenset(words[0] for words in pairs if len(words) == 2) | {
            preposition for complement, preposition in _CONTRACTED.items() if complement in self.complement
        }


_CONTRACTED = {"بأن": "ب", "لأن": "ل", "بما": "ب", "عما": "عن", "مما": "من"}


class Reading(NamedTuple):
    """One way to read a form as a cue. A verbal noun's person, gender and number are those of its pronoun's owner."""

    entry: Cue
    shape: Shape
    person: Person | None
    gender: Gender | None
    number: Number | None
    suffix: str = ""
    """The pronoun at the end, folded: the object of a verb, the owner of a verbal noun."""
    prefix: str = ""
    """The proclitics before it: و ف ب ل س ال and what they form together."""


class _Tables(NamedTuple):
    """Folded forms that stand alone, that take a pronoun at their end, and that need لم before them."""

    bare: dict[str, list[tuple[Cue, Inflection]]]
    bound: dict[str, list[tuple[Cue, Inflection]]]
    short: dict[str, list[tuple[Cue, Inflection]]]


@cache
def cues() -> tuple[Cue, ...]:
    """All entries of cues.toml."""
    return load("cues", Cue)


@cache
def _tables() -> _Tables:
    tables = _Tables({}, {}, {})
    for cue in cues():
        verb = Verb(cue.form, cue.imperfect, cue.geminate)
        for table, forms in zip(tables, (_bare(cue, verb), _bound(cue, verb), jussive(verb)), strict=True):
            for form, inflection in forms:
                table.setdefault(form, []).append((cue, inflection))
    return tables


def _bare(cue: Cue, verb: Verb) -> Iterator[Form]:
    yield from perfect(verb)
    yield from imperfect(verb)
    for form in cue.passive:
        yield from passive(form)
    if cue.participle:
        yield from participle(cue.participle)
    for noun in _nouns(cue):
        yield fold(noun), MASDAR


def _nouns(cue: Cue) -> Iterator[str]:
    """The verbal noun and its plural."""
    if cue.masdar:
        yield cue.masdar
    if cue.plural:
        yield cue.plural
    elif len(cue.masdar) > 4:
        yield cue.masdar.removesuffix("ة") + "ات"


def _bound(cue: Cue, verb: Verb) -> Iterator[Form]:
    if cue.objects:
        yield from perfect_before_pronoun(verb)
        yield from imperfect_before_pronoun(verb)
    for noun in _nouns(cue):
        yield noun_before_pronoun(noun), MASDAR


_LIKELIER: tuple[Shape, ...] = ("perfect", "imperfect", "participle", "passive", "masdar")
"""The order of readings of one form: what news prints more often first (توافق المشاركون, not توافق هي)."""
_PRONOUNS = tuple(sorted(OBJECTS | OWNERS.keys()))


@lru_cache(maxsize=65536)
def readings(form: str) -> tuple[Reading, ...]:
    """Every reading as a cue of a folded form without proclitics; () when it is none."""
    tables = _tables()
    found = [Reading(cue, *inflection) for cue, inflection in tables.bare.get(form, ())]
    for pronoun in filter(form.endswith, _PRONOUNS):
        for cue, inflection in tables.bound.get(form[: -len(pronoun)], ()):
            if inflection.shape != "masdar" and pronoun in OBJECTS:
                found.append(Reading(cue, *inflection, suffix=pronoun))
            elif inflection.shape == "masdar" and pronoun in OWNERS:
                found.append(Reading(cue, "masdar", *OWNERS[pronoun], suffix=pronoun))
    return tuple(sorted(found, key=lambda reading: _LIKELIER.index(reading.shape)))


_BEFORE_VERB = frozenset(("", "و", "ف"))
_BEFORE_IMPERFECT = frozenset(("", "و", "ف", "س", "وس", "فس", "ل", "ول", "فل"))
_BEFORE_NOUN = frozenset(("", "و", "ف", "ب", "وب", "فب", "ل", "ول", "فل"))
_BEFORE_BARE_NOUN = _BEFORE_NOUN | {prefix + "ال" for prefix in _BEFORE_NOUN}


def _can_precede(prefix: str, reading: Reading) -> bool:
    """Whether the proclitics can stand before the form: س only before imperfects, ال only before bare verbal nouns."""
    if reading.shape == "masdar":
        return prefix in (_BEFORE_NOUN if reading.suffix else _BEFORE_BARE_NOUN)
    return prefix in (_BEFORE_IMPERFECT if reading.shape == "imperfect" else _BEFORE_VERB)


def _proclitics(form: str) -> Iterator[tuple[str, str]]:
    """`stems`, and the future's س."""
    for prefix, stem in stems(form):
        yield prefix, stem
        if prefix in _BEFORE_VERB and len(stem) > 3 and stem[0] == "س" and stem[1] in "ياتن":
            yield prefix + "س", stem[1:]


@lru_cache(maxsize=65536)
def _readings_of_token(form: str) -> tuple[Reading, ...]:
    return tuple(
        reading._replace(prefix=prefix)
        for prefix, stem in _proclitics(form)
        for reading in readings(stem)
        if _can_precede(prefix, reading)
    )


_NOT_PAST = frozenset(("لم", "ولم", "فلم"))


def cue_at(tokens: Sequence[Token], i: int) -> tuple[Reading, ...]:
    """Every reading of token i as a cue, proclitics split off; readings with fewer proclitics come first.

    Short imperfects (يقل) are read after لم only.
    """
    token = tokens[i]
    if token.kind != "word":
        return ()
    found = _readings_of_token(token.form)
    if found and not _TELLING.isdisjoint(token.text):
        found = tuple(reading for reading in found if _is_spelled(reading, token.text))
    if i and tokens[i - 1].form in _NOT_PAST:
        found += tuple(Reading(cue, *inflection) for cue, inflection in _tables().short.get(token.form, ()))
    return found


_TELLING = frozenset("يةإ")


def _is_spelled(reading: Reading, text: str) -> bool:
    """Whether letters that folding unified allow the reading: رأي is no رأى, عدة no عده, إبان no أبان."""
    lemma = reading.entry.form
    if text[-1] == "ي" and reading.shape == "perfect" and not reading.suffix and lemma[-1] == "ى":
        return False
    if text[-1] == "ة" and reading.suffix == "ه":
        return False
    return not ("إ" in text and lemma[0] == "أ" and reading.shape in ("perfect", "imperfect"))


class _Phrase(Entry):
    """A phrase of one or more words, which may take a pronoun at its end."""

    owner: bool = False
    """Whether the last word also takes a pronoun (على حد قول: على حد قوله; من جهة: من جهته)."""


class PrepositionalCue(_Phrase):
    """A phrase that attributes the main clause beside it to a source: بحسب، وفقا لـ، نقلا عن، على حد قول."""

    follows: tuple[Literal["source", "ل", "عن", "إلى", "على", "ما", "cue"], ...]
    """What follows: the source; a preposition and the source; ما and a cue (بحسب ما أعلن); a cue (حسبما أعلن)."""
    stance: Stance = "neutral"
    weak: bool = False
    """Whether it often attributes nothing (حسب الحاجة, بناء على الاتفاق): wants a noun that can speak after it."""
    proclitics: tuple[str, ...] = ("", "و", "ف")
    """What may be attached before its first word."""


class Introducer(_Phrase):
    """A phrase that introduces a source or its turn and attributes nothing by itself: من جهته، بدوره، في هذا السياق."""

    turn: bool = False
    """Whether it says that another source now speaks (من جهته), rather than that the matter goes on or changes."""
    bare: bool = True
    """Whether it stands without a pronoun too (في المقابل, but not من جهة for من جهته)."""


P = TypeVar("P", bound=_Phrase)


class Owned(NamedTuple, Generic[P]):
    """A phrase with its pronoun, if any: person, gender and number are the pronoun's."""

    entry: P
    person: Person | None = None
    gender: Gender | None = None
    number: Number | None = None
    suffix: str = ""


def _owned(entries: Iterable[P]) -> Iterator[tuple[str, Owned[P]]]:
    for entry in entries:
        for form in entry.forms:
            if getattr(entry, "bare", True):
                yield form, Owned(entry)
            if entry.owner:
                for pronoun, owner in OWNERS.items():
                    yield noun_before_pronoun(form) + pronoun, Owned(entry, *owner, pronoun)


@cache
def prepositional_cues() -> Phrases[Owned[PrepositionalCue]]:
    """The prepositional cues by their words."""
    return Phrases(_owned(load("prepositional_cues", PrepositionalCue)))


@cache
def introducers() -> Phrases[Owned[Introducer]]:
    """The introducers by their words."""
    return Phrases(_owned(load("introducers", Introducer)))


def prepositional_at(tokens: Sequence[Token], i: int) -> Match[Owned[PrepositionalCue]] | None:
    """The prepositional cue whose first word is token i, with و or ف before it or not."""
    match = prepositional_cues().at(tokens, i, _BEFORE_VERB)
    return match if match and match.prefix in match.entry.entry.proclitics else None


def introducer_at(tokens: Sequence[Token], i: int) -> Match[Owned[Introducer]] | None:
    """The introducer whose first word is token i, with و or ف before it or not."""
    return introducers().at(tokens, i, _BEFORE_VERB)
