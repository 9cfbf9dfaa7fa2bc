"""Headlines of other articles that a page sets between two paragraphs, and subheadings, told apart by their shape.

A linked headline is a line that stands alone between two finished paragraphs, has no final stop, begins with a noun and
says something with a verb in the present, as headlines do of what has happened, without subordinate clauses and without
saying on which day; or it begins with a verbal noun of
events (مقتل، انطلاق). A subheading is a short phrase. Verb-first lines, lines that و or ف ties to the text, lists,
captions and lines that the next paragraph repeats stay with the article.
"""

from __future__ import annotations

from itertools import pairwise

from factsheet.lexicon.boilerplate import headline_nouns
from factsheet.lexicon.finite_verbs import is_finite_verb
from factsheet.read.lines import Line
from factsheet.text import fold, stems

LEAST_WORDS, MOST_WORDS, MOST_LENGTH = 6, 24, 120
SUBHEADING_WORDS = 8
VERB_WITHIN = 9
"""Words within which a headline's verb stands."""
ALIKE = 0.75
REPEATED = 0.6
"""Share of a line's long words that the next paragraph repeats when the line belongs to it."""

_PARTICLES = (
    "في من إلى على عن مع بعد قبل منذ خلال حتى أما إما كما لكن غير بل إذ إذا حين حيث عندما كذلك أيضا هذا هذه ذلك تلك هو "
    "هي هم نحن أنا إن أن لا لم لن ما ليس قد لقد كل كان كانت بدوره بدورها بينما بين حول ضمن وفق بحسب ثم أي عند لدى "
    "هنا هناك"
)
_CLAUSES = (
    "أن إن أنه إنه أنها إنها أنهم إنهم بأن بأنه الذي التي الذين اللذين حيث وذلك مما وقد كما لأن لأنه وقال وقالت وأضاف"
)
_PREPOSITIONS = "في من إلى على عن مع بعد قبل منذ خلال حتى حول ضمن ضد بين لدى عند نحو عبر تحت فوق أمام خلف"
PARTICLES, CLAUSES, PREPOSITIONS = (frozenset(map(fold, w.split())) for w in (_PARTICLES, _CLAUSES, _PREPOSITIONS))
"""Words with which a paragraph of the article goes on, words of full sentences, which headlines do without, and
prepositions."""
BULLETS = frozenset("-–—•*·●▪■◆►»«\"“”'(")


def is_headline_link(line: Line, before: Line, after: Line) -> bool:
    """Whether a line between two paragraphs is the headline of another article."""
    words = line.words
    if not (LEAST_WORDS <= len(words) <= MOST_WORDS) or not _free(line) or not before.closed or not after.closed:
        return False
    first = words[0]
    if len(line.text) > MOST_LENGTH or line.says_when or set(words) & CLAUSES:
        return False
    if first in PARTICLES or any(p in ("و", "ف") and s in PARTICLES for p, s in stems(first)):
        return False
    noun_of_event = first in headline_nouns()
    if not noun_of_event and (_conjoined(first) or is_finite_verb(first) or not _says(words)):
        return False
    return not _repeats(line, after)


def is_subheading(line: Line, before: Line, after: Line) -> bool:
    """Whether a line between two paragraphs is a subheading."""
    return 0 < len(line.words) <= SUBHEADING_WORDS and before.closed and after.closed and _free(line)


def alike(line: Line, title: Line) -> bool:
    """Whether a line is the title again, particles and proclitics aside."""
    said, wanted = ({_bare(word) for word in side.words if word not in PREPOSITIONS} for side in (line, title))
    return bool(wanted) and len(said & wanted) >= ALIKE * max(len(said), len(wanted))


def _free(line: Line) -> bool:
    """Whether nothing in the line's signs makes it a sentence, a list's item or the lead of one."""
    first, last = line.text[0], line.text[-1]
    return not line.closed and last not in ":؛،,;" and first not in BULLETS and not first.isdigit()


def _conjoined(form: str) -> bool:
    """Whether a word begins with و or ف before a verb or an article."""
    return form[0] in "وف" and len(form) > 3 and (form[1:3] in ("ال", "لل") or is_finite_verb(form[1:]))


def _says(words: tuple[str, ...]) -> bool:
    """Whether a verb in the present stands among the first words, not as a place's name after a preposition."""
    return any(
        word[0] in "يتس" and is_finite_verb(word) and before not in PREPOSITIONS
        for before, word in pairwise(words[:VERB_WITHIN])
    )


def _repeats(line: Line, after: Line) -> bool:
    """Whether the next paragraph says the line's words again: a highlight, not a link."""
    said = {_bare(word) for word in line.words if len(word) > 3}
    following = {_bare(word) for word in after.words}
    return bool(said) and len(said & following) >= REPEATED * len(said)


def _bare(word: str) -> str:
    return stems(word)[-1][1]
