"""The plain noun phrase after a number: its head, adjectives and annexed nouns, up to the first verb or particle.

No analyser is asked: what follows a head is judged by agreement (W. Wright, A Grammar of the Arabic Language, vol. 2,
§§ 136-140), by closed lists of particles, and by the shape of verbs.
"""

from __future__ import annotations

import re
from functools import lru_cache

from factsheet.extract.claim_draft import PROCLITICS, Scope
from factsheet.lexicon.comparators import after_numbers, before_numbers
from factsheet.lexicon.countables import nouns, plurals, sound_duals
from factsheet.lexicon.countries import nisbas
from factsheet.lexicon.dates import months
from factsheet.lexicon.finite_verbs import is_finite_verb
from factsheet.lexicon.names import ordinary, words
from factsheet.lexicon.numbers import reading
from factsheet.text import Token, fold

_ENDS = frozenset(
    map(
        fold,
        """إثر إحداهن إزاء أسبوعيا أغلبهم اللتين إلينا أمامها باتجاه بالتالي بالمقابل بحق بحقه بحقهم بحقها بدلا بشأن بعدما بعدها بعضها بعضهم
        بينها بينهم بينهما بينهن تجاه جراء جميعا جميعهم حوالي حولها خلاله خلالها سنويا شهريا صباحا ضدها ضدهم طالما ظهرا عصرا عقب عقبها علينا
        عوضا غالبيتهم فجرا فيمن قبلما قبلها كلها كلهم لحين لدينا لصالح ليس ليست ليسوا ليلا مذ معظمهم معظمها مقابل مقارنة ممن منهما منهن نتيجة
        نصفهم نهارا وسط يوميا شمال جنوب شرق غرب محيط قبالة بمعدل بواقع بقيمة بسعر بنسبة بتهمة بينما ريثما زهاء قرابة آنذاك حينها يومها وقتها
        أولهم أولها آخرها آخرهم أبرزهم أبرزها أغلبها أكثرهم أكثرها أحدها إحداها عبرها بجروح بينهن""".split(),
    )
)
"""Adverbs, prepositions with pronouns and the like, beside the particles of words.txt: no noun phrase goes over them."""
_NOT_PARTICLES = frozenset(map(fold, "آخرين آخرون أخرى أول أولى أب أجزاء فصل جاري جارية ماض ماضية مقبل مقبلة قادم قادمة موسم عقود".split()))
"""Adjectives and nouns among the particles of words.txt that a counted noun may have beside it."""
_ADVERBS = frozenset(map(fold, "حاليا سابقا لاحقا".split()))
"""Adverbs that are adjectives after an accusative: مسؤولا سابقا."""
_PLACE = frozenset(map(fold, "شمالي جنوبي شرقي غربي وسط شمال جنوب شرق غرب".split()))
"""Adverbs of place when a definite noun follows: جنديا شرقي المدينة."""
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
PREFIXES = ("", "و", "ف", "ب", "ل", "وب", "ول", "فب", "فل")
LONGEST = 8


@lru_cache(maxsize=16384)
def is_particle(form: str) -> bool:
    """Whether a folded form is a particle, with و or ف before it too."""
    if form in _NOT_PARTICLES:
        return False
    if form in _ENDS or words().get(form) == "particle":
        return True
    return form[0] in "وف" and len(form) > 2 and form[1:] not in nouns() and is_particle(form[1:]) and form not in nouns()


@lru_cache(maxsize=16384)
def has_proclitic(form: str, *, after_head: bool = False) -> bool:
    """Whether the first letter of a folded form is و ف ب ل ك before a word, and not its own (بحرية، وطنية، لاعبين).

    After the head, where a preposition is likelier than a noun, an unknown word counts as having one (بكورونا).
    """
    if len(form) < 3 or form[0] not in "وفبلك" or _is_known(form):
        return False
    if form[1:3] == "ال" or form[:2] == "لل":
        return True
    if form.endswith("يه") and form[0] in "بلك":
        return False
    if after_head or form[0] in "وف":
        return True
    return ordinary(form[1:]) is not None or form[1:] in nouns() or reading(form[1:]) is not None


def _is_known(form: str) -> bool:
    """Whether a form is a word of its own with its first letter, an ending perhaps after it: فلسطينيين، وفدا، وطنية."""
    for ending in ("", "ا", "ين", "ون", "ات", "ه"):
        if form.endswith(ending):
            stem = form[: len(form) - len(ending)]
            if stem in nouns() or stem in _ROOT_LETTER or stem in nisbas() or stem in words():
                return True
    return False


def is_nisba(form: str) -> bool:
    """Whether a folded form ends as a nisba adjective does."""
    return form.endswith(("ي", "يه", "يا", "يين", "يون", "يات"))


@lru_cache(maxsize=1)
def _months() -> frozenset[str]:
    return frozenset(fold(form) for month in months() for form in month.forms)


@lru_cache(maxsize=16384)
def _is_noun(form: str) -> bool:
    if len(form) < 2 or form in _months() or is_particle(form) or has_proclitic(form) or is_finite_verb(form):
        return False
    number = reading(form)
    return number is None or number.kind == "fraction"


def is_head(scope: Scope, i: int) -> bool:
    """Whether token i can be the indefinite noun that a number counts."""
    if not scope.first <= i < scope.last or i in scope.dated:
        return False
    token = scope.tokens[i]
    if token.kind != "word" or is_definite(token):
        return False
    return _is_noun(token.form) or (token.text.endswith("ة") and token.form in nouns())


def is_definite(token: Token) -> bool:
    """Whether a word begins with the article, no proclitic before it: الدول, but not ألوان or إلغاء."""
    return len(token.form) > 3 and token.form.startswith("ال") and token.text[0] in "اٱﺍ" and token.form not in nouns()


def phrase_end(scope: Scope, i: int) -> int:
    """Index after the plain noun phrase whose head is token i."""
    if is_definite(scope.tokens[i]) or _has_pronoun(scope.tokens[i].form):
        return _definite_end(scope, i + 1)
    return _extended(scope, i, _indefinite_end(scope, i))


def partitive_end(scope: Scope, i: int) -> int:
    """Index after the noun phrase that من introduces at token i: nouns annexed up to the first definite one, its adjectives."""
    j, stop, closed = i, min(scope.last, i + LONGEST), False
    while j < stop and not _stops(scope, j):
        definite = is_definite(scope.tokens[j])
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
    if form in PROCLITICS or before_numbers().at(scope.tokens, j, PREFIXES) is not None:
        return True
    if is_particle(form) or (form in _PLACE and j + 1 < scope.last and is_definite(scope.tokens[j + 1])):
        return True
    if reading(form) is not None or after_numbers().at(scope.tokens, j, ("",)) is not None:
        return True
    return has_proclitic(form, after_head=True) or (not is_definite(scope.tokens[j]) and is_finite_verb(form))


def _definite_end(scope: Scope, j: int) -> int:
    """Past definite adjectives: القذائف المدفعية، الأشخاص الآخرين."""
    stop = min(scope.last, j + LONGEST)
    while j < stop and not _stops(scope, j) and is_definite(scope.tokens[j]):
        j += 1
    return j


def _indefinite_end(scope: Scope, i: int) -> int:
    """Past adjectives that agree with the head, one annexed noun, and the annexed definite noun of each adjective."""
    head = scope.tokens[i].form
    accusative = head.endswith("ا") and len(head) > 3 and head not in _ENDS_IN_ALIF
    annexed = False
    j, stop = i + 1, min(scope.last, i + 1 + LONGEST)
    while j < stop and (not _stops(scope, j) or _goes_on(scope, j, accusative=accusative, adjectives=j > i + 1)):
        token = scope.tokens[j]
        if is_definite(token):
            before = scope.tokens[j - 1]
            if j == i + 1 or before.form.endswith("ا") or is_definite(before):
                break
        elif accusative:
            if not (token.form.endswith(("ا", "ي", "اء")) or token.form in _ALWAYS_ADJECTIVES):
                break
        elif not _agrees(head, token.form) and not _annexes(scope, j):
            if annexed or token.form.endswith(("ها", "هم", "هما", "هن", "ين", "ون")):
                break
            annexed = True
        j += 1
    return j


def _goes_on(scope: Scope, j: int, *, accusative: bool, adjectives: bool) -> bool:
    """Whether what would stop a phrase is an adjective of its head: مسؤولا سابقا، جنديا أميركيا وبريطانيا، شركة محلية ودولية."""
    if j >= scope.last or j in scope.dated or j in scope.numbered:
        return False
    form, before = scope.form(j), scope.form(j - 1)
    if accusative and form in _ADVERBS:
        return True
    if not adjectives or form[:1] != "و" or len(form) < 5:
        return False
    return any(form.endswith(end) and before.endswith(end) for end in ("يا", "يه", "يين"))


MEMBERS = frozenset(map(fold, "عضو عضوا أعضاء نائبا نائب نواب مقعدا مقعد مقاعد".split()))
CONTAINERS = frozenset(map(fold, "قارورة قوارير عبوة عبوات كيس كيسا أكياس جرعة جرعات علبة علب زجاجة زجاجات حاوية حاويات شحنة شحنات".split()))
UNMANNED = tuple(tuple(map(fold, words.split())) for words in ("بدون طيار", "من دون طيار", "دون طيار", "بلا طيار", "متعددة الأغراض"))


def _extended(scope: Scope, i: int, last: int) -> int:
    """What belongs to the noun for all that a particle stands before it.

    A model (طائرات F-16، بدون طيار), the body of a member (عضوا في المجلس), the content of a container (قارورة من غاز
    البوتان), and the people that the counted ones are (مسافرا من العراقيين).
    """
    while last < scope.last and (scope.tokens[last].kind == "latin" or (last > i + 1 and _glued(scope, last))):
        last += 1
    for phrase in UNMANNED:
        if tuple(scope.form(last + k) for k in range(len(phrase))) == phrase:
            return last + len(phrase)
    head, particle, after = scope.tokens[i].form, scope.form(last), scope.form(last + 1)
    inside = particle == fold("في") and head in MEMBERS and after.startswith("ال")
    content = particle == fold("من") and (head in CONTAINERS or (after.startswith("ال") and _are_people(after[2:])))
    return partitive_end(scope, last + 1) if (inside or content) and last + 1 < scope.last else last


def _are_people(form: str) -> bool:
    """Whether a folded plural without article is one of people: عراقيين، مدنيين، لاعبين."""
    return form in sound_duals() or form.endswith("يين")


def _glued(scope: Scope, i: int) -> bool:
    """Whether token i stands without a blank after a Latin name: the -16 of F-16."""
    before = scope.tokens[i - 1]
    return not scope.tokens[i].space and scope.tokens[i].form in "-–" or (before.form in "-–" and not scope.tokens[i].space)


def _annexes(scope: Scope, j: int) -> bool:
    """Whether the adjective at j has its definite noun after it: طويل المدى، متعدد الأغراض."""
    return scope.tokens[j].form not in _PLACE and j + 1 < scope.last and is_definite(scope.tokens[j + 1])


def _agrees(head: str, form: str) -> bool:
    """Whether an indefinite word agrees with the head in ending, as an adjective does."""
    if form.endswith(("ين", "ون")):
        return head not in nouns() or is_plural(head)
    if form.endswith(("ي", "يه", "يا", "ات", "اء")) or form in _ALWAYS_ADJECTIVES:
        return True
    return form.endswith("ه") and not form.endswith(("اه", "وه"))


_ALWAYS_ADJECTIVES = frozenset(map(fold, "آخرين آخرون أخرى جدد أجانب كبار صغار قدامى جديد كبير صغير قديم آخر".split()))


_BROKEN = re.compile("ا..ا.")
"""The commonest broken plural, افعال, folded."""


@lru_cache(maxsize=4096)
def is_plural(form: str) -> bool:
    """Whether a folded noun without article is a plural, a possessive pronoun perhaps after it."""
    if form in plurals() or form.endswith(("ات", "ون", "ين")) or _BROKEN.fullmatch(form):
        return True
    return any(form.endswith(pronoun) and form[: -len(pronoun)] in plurals() for pronoun in ("ه", "ها", "هم", "هن", "نا"))


def _has_pronoun(form: str) -> bool:
    """Whether a folded noun ends with a possessive pronoun: عناصره، أعضائها."""
    for pronoun in _PRONOUNS[:4]:
        if form.endswith(pronoun) and len(form) > len(pronoun) + 2:
            return form not in nouns()
    return form.endswith("ه") and len(form) > 4 and (form[:-1] in nouns() or form[:-1].replace("ءي", "اء") in nouns())
