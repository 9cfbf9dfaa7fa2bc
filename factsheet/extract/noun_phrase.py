"""The plain noun phrase after a number: its head, adjectives and annexed nouns, up to the first verb or particle.

No analyser is asked: what follows a head is judged by agreement (W. Wright, A Grammar of the Arabic Language, vol. 2,
§§ 136-140), by closed lists of particles, and by the shape of verbs.
"""

from __future__ import annotations

from factsheet.extract.claim_draft import PREFIXES, PROCLITICS, Scope
from factsheet.extract.word_shape import (
    has_proclitic,
    is_definite,
    is_indefinite_noun,
    is_particle,
    is_plural,
    names_people,
)
from factsheet.lexicon.comparators import after_numbers, before_numbers
from factsheet.lexicon.countables import nouns
from factsheet.lexicon.finite_verbs import is_finite_verb
from factsheet.lexicon.names import words as ordinary_words
from factsheet.lexicon.number_contexts import words as context
from factsheet.lexicon.numbers import reading
from factsheet.text import fold

LONGEST = 8
"""Words that a counted phrase may have after its head."""
CLOSING = frozenset("»”›")
IN, OF, NOT, FOR = fold("في"), fold("من"), fold("غير"), fold("عن")
BODIES = frozenset(map(fold, ("مجلس", "حزب", "لجنة", "حكومة", "هيئة", "برلمان", "حركة", "جماعة", "منظمة", "تنظيم")))
"""Bodies that have members, before the word annexed to them: عضوا في مجلس الشيوخ."""
_UNMANNED = ("بدون طيار", "من دون طيار", "دون طيار", "بلا طيار", "بلا مأوى")
UNMANNED = tuple(tuple(map(fold, phrase.split())) for phrase in _UNMANNED)
"""Adjectives made of a preposition and a noun."""
_THEIRS = ("هم", "ها", "هن", "هما")


def is_head(scope: Scope, i: int) -> bool:
    """Whether token i can be the indefinite noun that a number counts."""
    if not scope.first <= i < scope.last or i in scope.dated:
        return False
    token = scope.tokens[i]
    if token.kind != "word" or is_definite(token) or scope.match(before_numbers(), i, ("",)):
        return False
    return is_indefinite_noun(token.form) or (token.text.endswith("ة") and token.form in nouns())


def phrase_end(scope: Scope, i: int) -> int:
    """Index after the plain noun phrase whose head is token i."""
    if is_definite(scope.tokens[i]) or _has_owner(scope.tokens[i].form):
        return _definite_end(scope, i + 1)
    return _extended(scope, i, _indefinite_end(scope, i))


def partitive_end(scope: Scope, i: int) -> int:
    """Index after the noun phrase that من introduces at token i: nouns annexed up to a definite one, its adjectives."""
    j, stop, closed = i, min(scope.last, i + LONGEST), False
    while j < stop and not _stops(scope, j):
        definite = is_definite(scope.tokens[j])
        if closed and not definite:
            break
        closed = definite or _has_owner(scope.tokens[j].form)
        j += 1
    return j + 1 if closed and _joins_definite(scope, j) else j


def _joins_definite(scope: Scope, j: int) -> bool:
    """Whether و joins a definite noun at token j, and no verb follows it: الشرطة والجيش، القتلى والجرحى."""
    if j >= scope.last or j in scope.dated or not scope.form(j).startswith("وال") or len(scope.form(j)) < 6:
        return False
    return not is_finite_verb(scope.form(j + 1)) if j + 1 < scope.last else True


def _stops(scope: Scope, j: int) -> bool:
    """Whether the phrase cannot go on over token j."""
    if j >= scope.last or j in scope.dated or j in scope.numbered or scope.tokens[j].kind != "word":
        return True
    form = scope.tokens[j].form
    if form in PROCLITICS or is_particle(form) or reading(form) is not None or _is_place_adverb(scope, j):
        return True
    if scope.match(before_numbers(), j, PREFIXES) or scope.match(after_numbers(), j, ("",)):
        return True
    return has_proclitic(form, after_head=True) or (not is_definite(scope.tokens[j]) and _is_verb(form))


def _is_verb(form: str) -> bool:
    """Whether a word after a noun is a finite verb, and not a verbal noun of the same shape: مذكرة تفاهم، سفينة نقل."""
    return is_finite_verb(form) and form not in context("verbal_noun")


def _is_place_adverb(scope: Scope, j: int) -> bool:
    return scope.form(j) in context("place") and _definite_follows(scope, j)


def _definite_follows(scope: Scope, j: int) -> bool:
    return j + 1 < scope.last and is_definite(scope.tokens[j + 1])


def is_definite_at(scope: Scope, i: int) -> bool:
    """Whether the word at token i, inside the sentence and no date, begins with the article."""
    return scope.first <= i < scope.last and i not in scope.dated and is_definite(scope.tokens[i])


def _definite_end(scope: Scope, j: int) -> int:
    """Past definite adjectives: القذائف المدفعية، الأشخاص الآخرين."""
    stop = min(scope.last, j + LONGEST)
    while j < stop and not _stops(scope, j) and is_definite(scope.tokens[j]):
        j += 1
    return j + 1 if _joins_definite(scope, j) else j


def _indefinite_end(scope: Scope, i: int) -> int:
    """Past adjectives that agree with the head, one annexed noun, and the definite noun annexed to an adjective."""
    head = scope.tokens[i].form
    accusative = head.endswith("ا") and len(head) > 3 and head not in context("ends_in_alif")
    annexed = False
    j, stop = i + 1, min(scope.last, i + 1 + LONGEST)
    while j < stop and (not _stops(scope, j) or _goes_on(scope, j, accusative=accusative, adjectives=j > i + 1)):
        form = scope.tokens[j].form
        if is_definite(scope.tokens[j]):
            if j == i + 1 or scope.tokens[j - 1].form.endswith("ا") or is_definite(scope.tokens[j - 1]):
                break
        elif accusative:
            if not form.endswith(("ا", "ي", "اء")) and form not in context("always_adjective"):
                break
            if _has_owner(form):
                break
        elif not _agrees(head, form) and not _definite_follows(scope, j):
            if not _is_annexed(head, form, again=annexed):
                break
            annexed = True
        j += 1
    return j


def _is_participle(form: str) -> bool:
    """Whether an indefinite word has the shape of a passive participle or of فعيل and is no noun: مفتوح، كبير."""
    shape = (len(form) == 5 and form[0] == "م" and form[3] == "و") or (len(form) == 4 and form[2] == "ي")
    return shape and form not in nouns()


def _is_annexed(head: str, form: str, *, again: bool) -> bool:
    """Whether an indefinite word is annexed to the head, or is its adjective: no plural in ون, no noun with a pronoun.

    A second one has to be known: عملية زراعة قلب; and some heads take none, only adjectives: شخص، نسمة، لاجئ.
    """
    if form.endswith("ا") and len(form) > 4 and form not in context("ends_in_alif"):
        return False  # a genitive has no ا of the accusative: 49 نقطة متقدما بفارق
    suffixed = form.endswith((*_THEIRS, "ين", "ون"))
    if head in context("unannexed"):
        return _is_participle(form) or not (again or suffixed or _is_known_noun(form))
    return _is_known_noun(form) or not (again or suffixed) or _is_participle(form)


def _is_known_noun(form: str) -> bool:
    return form in nouns() or form in context("verbal_noun") or ordinary_words().get(form) == "noun"


def _agrees(head: str, form: str) -> bool:
    """Whether an indefinite word agrees with the head in ending, as an adjective does, or has an adjective's shape."""
    if form.endswith(("ين", "ون")):
        return head not in nouns() or is_plural(head)
    if form.endswith("ات") and head in context("unannexed"):
        return is_plural(head)
    if form.endswith(("ي", "يه", "يا", "ات", "اء")) or form in context("always_adjective"):
        return True
    return form.endswith("ه") and not form.endswith(("اه", "وه"))


def _goes_on(scope: Scope, j: int, *, accusative: bool, adjectives: bool) -> bool:
    """Whether what looks like a stop is an adjective of the head: مسؤولا سابقا، شركة محلية ودولية."""
    if j >= scope.last or j in scope.dated or j in scope.numbered:
        return False
    form, before = scope.form(j), scope.form(j - 1)
    if accusative and form in context("adverb_or_adjective"):
        return True
    if form[:1] != "و" or len(form) < 5 or form in nouns():
        return False
    if any(form.endswith(end) and before.endswith(end) for end in ("يا", "يين")):
        return adjectives or before in nouns()
    if form[1:] in nouns():
        return accusative and not adjectives and form[1:-1] in nouns() and form.endswith("ا")
    if form.endswith("ه") and before.endswith("ه"):
        return adjectives and (form.endswith("يه") or form[1] == "م")
    return adjectives and form.endswith("ي") and before.endswith("ي") and not is_finite_verb(form[1:])


def _extended(scope: Scope, i: int, last: int) -> int:
    """What belongs to the noun for all that a particle stands before it.

    A model (طائرات F-16), بدون طيار, the body of a member (عضوا في المجلس), the content of a container (قارورة من غاز
    البوتان), and the people that the counted ones are (مسافرا من العراقيين).
    """
    while last < scope.last and (scope.tokens[last].kind == "latin" or (last > i + 1 and _is_glued(scope, last))):
        last += 1
    last = _past_name(scope, _past_negated(scope, _past_other_gender(scope, i, last)))
    for phrase in UNMANNED:
        if tuple(scope.form(last + k) for k in range(len(phrase))) == phrase:
            return last + len(phrase)
    head, particle, after = scope.form(i), scope.form(last), scope.form(last + 1)
    inside = particle == IN and head in context("member") and (after.startswith("ال") or after in BODIES)
    content = particle == OF and (head in context("container") or (after.startswith("ال") and names_people(after[2:])))
    for_others = particle == FOR and head in context("stands_for") and is_definite_at(scope, last + 1)
    return partitive_end(scope, last + 1) if inside or content or for_others else last


def _past_other_gender(scope: Scope, i: int, last: int) -> int:
    """Past و and the head in the other gender: عاملا وعاملة، طالب وطالبة."""
    form = scope.form(last)
    return last + 1 if last == i + 1 and len(form) > 4 and form[0] == "و" and form[1:4] == scope.form(i)[:3] else last


def _past_negated(scope: Scope, last: int) -> int:
    """Past غير and its adjective: هجوما غير قانوني، فرص عمل غير مباشرة."""
    if scope.form(last) != NOT or _stops(scope, last + 1) or is_definite(scope.tokens[last + 1]):
        return last
    return last + 2


def _past_name(scope: Scope, last: int) -> int:
    """Past a name of up to three words between quotation marks: صاروخا "نسر 2"."""
    if last >= scope.last or scope.tokens[last].kind != "mark" or scope.form(last) in CLOSING:
        return last
    close = next((j for j in range(last + 2, min(scope.last, last + 5)) if scope.tokens[j].kind == "mark"), None)
    return close + 1 if close is not None else last


def _is_glued(scope: Scope, i: int) -> bool:
    """Whether token i stands without a blank beside the dash of a Latin name: the - and the 16 of F-16."""
    return not scope.tokens[i].space and (scope.tokens[i].form in "-–" or scope.tokens[i - 1].form in "-–")


def _has_owner(form: str) -> bool:
    """Whether a folded noun ends with a possessive pronoun: عناصره، أعضائها."""
    if form in nouns():
        return False
    if any(form.endswith(pronoun) and len(form) > len(pronoun) + 2 for pronoun in _THEIRS):
        return True
    return form.endswith("ه") and len(form) > 4 and (form[:-1] in nouns() or form[:-1].replace("ءي", "اء") in nouns())
