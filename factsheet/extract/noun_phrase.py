"""The plain noun phrase after a number: its head, adjectives and annexed nouns, up to the first verb or particle.

No analyser is asked: what follows a head is judged by agreement (W. Wright, A Grammar of the Arabic Language, vol. 2,
§§ 136-140), by closed lists of particles, and by the shape of verbs.
"""

from __future__ import annotations

from functools import lru_cache

from factsheet.extract.claim_draft import Scope
from factsheet.lexicon.comparators import after_numbers
from factsheet.lexicon.countables import nouns
from factsheet.lexicon.countries import nisbas
from factsheet.lexicon.finite_verbs import is_finite_verb
from factsheet.lexicon.names import words
from factsheet.lexicon.numbers import reading
from factsheet.text import fold

_PARTICLE_WORDS = """
في من إلى على عن مع منذ مذ حتى لدى عند بين قبل بعد خلال أثناء ضد نحو حول حوالي دون بدون سوى عبر فوق تحت أمام خلف وراء داخل خارج قرب ضمن
حسب وفق وفقا بحسب بموجب رغم بسبب لأجل بغية لصالح بحق بحقه بحقهم بشأن بينهم بينهن بينها بينهما منهم منها منهن منه منهما فيهم فيها فيه عليهم عليها عليه لهم لها له لديهم لديها لديه بهم بها به معهم معها معه عنهم عنها عنه إليهم إليها إليه
أن إن أنه إنه أنها إنها أنهم إنهم بأن بأنه بأنها لأن لأنه لأنها كأن لكن لكنه لكنها لعل إذا إذ لو لولا لما كي لكي حيث حين حينما عندما بينما كما كلما فيما بما مما عما ممن فيمن
هل ما لا لم لن قد لقد سوف ثم أو أم بل إنما أما إما إلا غير مثل هو هي هم هن هما هذا هذه ذلك تلك هؤلاء أولئك الذي التي الذين اللذين اللتين اللذان اللتان اللواتي اللاتي
الآن اليوم أمس غدا هنا هناك هكذا كذلك أيضا فقط جدا معا سويا حاليا سابقا لاحقا مؤخرا قريبا أخيرا أولا ثانيا تقريبا خصوصا خاصة عموما فضلا علاوة إضافة بالإضافة يوميا شهريا سنويا أسبوعيا ليلا نهارا صباحا مساء ظهرا فجرا عصرا
كل كلا كلتا جميعهم جميعا كلهم كلها معظمهم غالبيتهم أغلبهم بعضهم بعضها أحدهم إحداهن نصفهم ثلثهم ليس ليست ليسوا يوم ليلة صباح مساء خلاله خلالها مقابل مقارنة بدلا عوضا ردا إثر جراء نتيجة عقب لحظة ساعة عام سنة
أي أيضاً ريثما طالما منذئذ بالتالي بالمقابل وسط إزاء تجاه باتجاه لحين عقبها بعدها قبلها حولها أمامها ضدهم ضدها بعدما قبلما لدينا علينا عليكم منا إلينا لنا بنا فينا
"""
PARTICLES = frozenset(map(fold, _PARTICLE_WORDS.split()))
"""Prepositions (with pronouns too), conjunctions, relatives, demonstratives, adverbs: no noun phrase goes over them."""
_ROOT_LETTER = frozenset(
    map(
        fold,
        """بعيد بعيدة بسيط بسيطة بديل بديلة بارز بارزة باهظ باهظة بيضاء بالغ بالغة باقية بالستي بالستية باليستي باليستية بري برية بحري بحرية بشري بشرية
        لاحق لاحقة لازمة كبير كبيرة كبار كامل كاملة كثيرة كثيرين كافية كبرى وطني وطنية واسع واسعة وهمية وسطى وراثية وزارية فارغة فخمة فاعلة فاخرة فورية فردية فنية فضائية""".split(),
    )
)
"""Adjectives whose first letter looks like a proclitic."""
_ENDS_IN_ALIF = frozenset(
    map(fold, "ضحايا قضايا خلايا سرايا ميليشيا كاميرا هدايا وصايا مزايا شظايا بقايا رعايا برايا نوايا زوايا دراما بيتزا".split())
)
"""Nouns whose final ا is not that of the accusative."""
_PRONOUNS = tuple(map(fold, ("هم", "ها", "هن", "هما", "ه", "نا", "كم", "ي")))
LONGEST = 8


@lru_cache(maxsize=16384)
def is_particle(form: str) -> bool:
    """Whether a folded form is a particle, with و or ف before it too."""
    return form in PARTICLES or (form[0] in "وف" and len(form) > 2 and form[1:] in PARTICLES)


@lru_cache(maxsize=16384)
def has_proclitic(form: str) -> bool:
    """Whether the first letter of a folded form is و ف ب ل ك before a word, and not its own (بحرية، وطنية، لاعبين)."""
    if len(form) < 3 or form[0] not in "وفبلك" or form in nouns() or form in _ROOT_LETTER or form in words():
        return False
    if form[1:3] == "ال" or form[:2] == "لل":
        return True
    rest = form[1:]
    if is_nisba(form) and form in nisbas():
        return False
    return rest in nouns() or rest in words() or is_particle(rest) or reading(rest) is not None or is_finite_verb(rest)


def is_nisba(form: str) -> bool:
    """Whether a folded form ends as a nisba adjective does."""
    return form.endswith(("ي", "يه", "يا", "يين", "يون", "يات"))


@lru_cache(maxsize=16384)
def _is_noun(form: str) -> bool:
    if len(form) < 2 or form.startswith("ال") or is_particle(form) or has_proclitic(form) or is_finite_verb(form):
        return False
    number = reading(form)
    return number is None or number.kind == "fraction"


def is_head(scope: Scope, i: int) -> bool:
    """Whether token i can be the indefinite noun that a number counts."""
    if not scope.first <= i < scope.last or i in scope.dated:
        return False
    return scope.tokens[i].kind == "word" and _is_noun(scope.tokens[i].form)


def is_definite(form: str) -> bool:
    """Whether a folded form has the article, no proclitic before it."""
    return len(form) > 3 and form.startswith("ال")


def phrase_end(scope: Scope, i: int) -> int:
    """Index after the plain noun phrase whose head is token i."""
    head = scope.tokens[i].form
    if is_definite(head) or _has_pronoun(head):
        return _definite_end(scope, i + 1)
    return _indefinite_end(scope, i)


def partitive_end(scope: Scope, i: int) -> int:
    """Index after the noun phrase that من introduces at token i: nouns annexed up to the first definite one, its adjectives."""
    j, stop, closed = i, min(scope.last, i + LONGEST), False
    while j < stop and not _stops(scope, j):
        definite = is_definite(scope.tokens[j].form)
        if closed and not definite:
            break
        closed = definite or _has_pronoun(scope.tokens[j].form)
        j += 1
    return j


def _stops(scope: Scope, j: int) -> bool:
    """Whether the phrase cannot go on over token j."""
    if j >= scope.last or j in scope.dated or j in scope.numbered or scope.tokens[j].kind != "word":
        return True
    form = scope.tokens[j].form
    if is_particle(form) or reading(form) is not None or after_numbers().at(scope.tokens, j, ("",)) is not None:
        return True
    return has_proclitic(form) or (not is_definite(form) and is_finite_verb(form))


def _definite_end(scope: Scope, j: int) -> int:
    """Past definite adjectives: القذائف المدفعية، الأشخاص الآخرين."""
    stop = min(scope.last, j + LONGEST)
    while j < stop and not _stops(scope, j) and is_definite(scope.tokens[j].form):
        j += 1
    return j


def _indefinite_end(scope: Scope, i: int) -> int:
    """Past adjectives that agree with the head, one annexed noun, and the annexed definite noun of each adjective."""
    head = scope.tokens[i].form
    accusative = head.endswith("ا") and len(head) > 3 and head not in _ENDS_IN_ALIF
    annexed = False
    j, stop = i + 1, min(scope.last, i + 1 + LONGEST)
    while j < stop and not _stops(scope, j):
        form = scope.tokens[j].form
        if is_definite(form):
            if j == i + 1 or scope.tokens[j - 1].form.endswith("ا") or is_definite(scope.tokens[j - 1].form):
                break
        elif accusative and not form.endswith(("ا", "ي", "اء")):
            break
        elif not _agrees(head, form):
            if annexed or accusative:
                break
            annexed = True
        j += 1
    return j


def _agrees(head: str, form: str) -> bool:
    """Whether an indefinite word agrees with the head in ending, as an adjective does."""
    if form.endswith(("ه", "ي", "يا", "ين", "ون", "ات", "اء")):
        return True
    return head.endswith("ا") and form.endswith("ا")


def _has_pronoun(form: str) -> bool:
    """Whether a folded noun ends with a possessive pronoun: عناصره، أعضائها."""
    for pronoun in _PRONOUNS[:4]:
        if form.endswith(pronoun) and len(form) > len(pronoun) + 2:
            return form not in nouns()
    return form.endswith("ه") and len(form) > 4 and (form[:-1] in nouns() or form[:-1].replace("ءي", "اء") in nouns())
