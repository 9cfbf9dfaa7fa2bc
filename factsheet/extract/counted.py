"""Counts: a number with the noun that it counts, after it, before it, or left unsaid."""

from __future__ import annotations

from factsheet.extract.claim_draft import ARTICLES, Draft, Scope, draft_of
from factsheet.extract.comparators import comparator_of
from factsheet.extract.noun_phrase import is_definite_at, is_head, partitive_end, phrase_end
from factsheet.extract.numbers import AND, TO, Number, skipped
from factsheet.extract.word_shape import is_definite, is_particle, is_plural
from factsheet.lexicon.amounts import table as amounts
from factsheet.lexicon.countables import feminine_plurals, nouns, plurals
from factsheet.lexicon.number_contexts import words as context
from factsheet.lexicon.number_contexts import words_and
from factsheet.lexicon.numbers import reading
from factsheet.text import fold, forms, stems

Counted = tuple[int, int]
"""Raw offsets of what is counted."""

OF, IN = fold("من"), fold("في")
DUAL = ("ان", "ين")
AMONG = frozenset(map(fold, ("بين", "ضمن")))
OUT_OF = frozenset(map(fold, ("أصل", "مجموع", "إجمالي")))
OF_THEM = frozenset(map(fold, ("منهم", "منها", "منهن", "منا", "منكم", "ممن")))
_AMONG_THEM = "منهم منها منهن بينهم بينها بينهن ومنهم ومنها وبينهم وبينها ضمنهم ضمنها ضمنهن وضمنهم وضمنها مقابل"
AMONG_THEM = forms(_AMONG_THEM)
"""Words after which a number alone counts what the claim before it counts."""
SAYS_NO_NOUN = frozenset(("count-amount", "count-of-them", "count-votes"))


def after_number(scope: Scope, number: Number) -> Draft | None:
    """The counted noun right after the number: 400 صاروخ توماهوك طويل المدى."""
    if number.value is not None and 0 < number.value < 1:
        return None
    i = scope.past_marks(number.last)
    if number.form == "vague" and i < scope.last and is_definite(scope.tokens[i]) and i not in scope.dated:
        return _with_noun(scope, number, "count-vague", i, 0.9)
    doubtful = scope.form(number.first) in context("lookalike") or is_year(scope, number)
    if not is_head(scope, i) or (doubtful and scope.form(i) not in nouns()):
        return None
    return _with_noun(scope, number, "count-noun", i, 0.97)


def _with_noun(scope: Scope, number: Number, rule: str, i: int, confidence: float) -> Draft:
    last = phrase_end(scope, i)
    draft = draft_of(number, rule, "count", confidence, last, scope.tokens[i].end)
    draft.counted = (scope.tokens[i].start, scope.tokens[last - 1].end)
    return draft


def is_year(scope: Scope, number: Number) -> bool:
    """Whether bare digits look like a year of our time."""
    text = scope.form(number.first)
    alone = number.form == "digits" and number.last == number.first + 1
    return alone and len(text) == 4 and text.isdecimal() and "1900" <= text <= "2100"


def of_noun(scope: Scope, number: Number) -> Draft | None:
    """The counted noun after من: تسعة من أفراد الشرطة، ثمانية من جنوده، خمسة من بين المصابين، 7 منهم."""
    i = number.last
    if scope.form(i) in OF_THEM:
        return draft_of(number, "count-of-them", "count", 0.9, i + 1, scope.tokens[i].end)
    if scope.form(i) != OF or i + 1 >= scope.last or scope.form(i + 1) in OUT_OF:
        return None
    first = i + 2 if scope.form(i + 1) in AMONG else i + 1
    last = partitive_end(scope, first) if first < scope.last else first
    if last == first or not _is_specific(scope, first, last):
        return None
    end = scope.tokens[last - 1].end
    draft = draft_of(number, "count-of", "count", 0.95, last, end)
    draft.counted = (scope.tokens[first].start, end)
    return draft


def of_number(scope: Scope, number: Number) -> Draft | None:
    """A number out of another with its noun: 5 من 7 مباريات، ثلاثة من أصل عشرة أعضاء."""
    i = number.last
    if scope.form(i) != OF or number.value is None or number.value == 1:
        return None
    whole = scope.numbered.get(i + 2 if scope.form(i + 1) in OUT_OF or scope.form(i + 1) in AMONG else i + 1)
    if whole is None or whole.value is None or whole.value < number.value or not is_head(scope, whole.last):
        return None
    draft = draft_of(number, "count-of-number", "count", 0.85, number.last, number.end)
    draft.counted = (scope.tokens[whole.last].start, scope.tokens[phrase_end(scope, whole.last) - 1].end)
    return draft


def _is_specific(scope: Scope, first: int, last: int) -> bool:
    """Whether the phrase is definite, as what a part is taken of is: by its article, a pronoun or a plural noun."""
    tokens = [scope.tokens[i] for i in range(first, last)]
    return any(is_definite(t) or t.form in plurals() or t.form.endswith(("ه", "ها", "هم")) for t in tokens)


def before_number(scope: Scope, number: Number) -> Draft | None:
    """The definite plural before a definite number: المؤسسات الخمس، القتلى الـ15، دول الخليج الست."""
    if number.value is None or number.value < 3 or not is_definite_number(scope, number):
        return None
    i = scope.before(number.first)
    while i > scope.first and scope.tokens[i].kind == "mark":
        i -= 1
    if i < scope.first or i in scope.dated or scope.tokens[i].kind != "word":
        return None
    in_words = number.form == "words" and number.value <= 10
    masculine = scope.form(number.first).endswith("ه") if in_words else None
    head = _definite_head(scope, i, masculine=masculine)
    if head is None or (not in_words and not any(is_plural(stem) for _, stem in stems(scope.form(head)))):
        return None
    draft = draft_of(number, "count-before", "count", 0.9, number.last, number.end)
    start = _noun_start(scope, head)
    draft.first, draft.span, draft.counted = head, (start, number.end), (start, scope.tokens[i].end)
    return draft


def is_definite_number(scope: Scope, number: Number) -> bool:
    """Whether the number has the article, written on its word (الثلاثة) or before its digits (الـ14)."""
    word = reading(scope.form(number.first))
    return word.definite if word is not None else scope.form(number.first - 1) in ARTICLES


def _definite_head(scope: Scope, i: int, *, masculine: bool | None) -> int | None:
    """Index of the plural at the head of the definite phrase that ends at token i.

    Over its adjectives (الدول العربية الست) and annexed nouns (دول مجلس التعاون الست), past a plural of the other
    gender where the number tells it (رؤساء الدول الثلاثة: masculine). Without a plural, two definite words are a noun
    and its adjective, and one that ends in ة is none.
    """
    if not _has_article(scope, i):
        owned = scope.form(i).endswith(("ها", "هم", "ه", "هن", "نا")) and not is_particle(scope.form(i))
        return i if owned else None
    head = i
    for head in range(i, max(scope.first, i - 4) - 1, -1):
        form = scope.form(head)
        if scope.tokens[head].kind != "word" or head in scope.dated or head in scope.numbered or is_particle(form):
            break
        if _is_plural_head(scope, head, i, masculine=masculine):
            return head - 1 if head > scope.first and _is_definite_plural(scope, head - 1) else head
        annexed = head < i and _has_article(scope, head + 1)
        if form[0] in "وف" or not (annexed or _has_article(scope, head)):
            break
    if i - 1 not in scope.dated and _has_article(scope, i - 1) and not scope.form(i - 1).startswith(("و", "ف")):
        return i - 1
    return None if scope.form(i).endswith("ه") else i


def _is_plural_head(scope: Scope, head: int, last: int, *, masculine: bool | None) -> bool:
    for prefix, stem in stems(scope.form(head)):
        if (prefix.endswith("ال") or not prefix or head < last) and is_plural(stem):
            return masculine is None or feminine_plurals().get(stem) is not masculine
    return False


def _has_article(scope: Scope, i: int) -> bool:
    return any(prefix.endswith("ال") for prefix, _ in stems(scope.form(i))[1:])


def _is_definite_plural(scope: Scope, i: int) -> bool:
    return any(prefix.endswith("ال") and is_plural(stem) for prefix, stem in stems(scope.form(i))[1:])


def _noun_start(scope: Scope, i: int) -> int:
    """Raw offset where the noun at token i begins, after و ف ب ل ك."""
    token = scope.tokens[i]
    for prefix, stem in stems(token.form):
        bare = prefix.removesuffix("ال")
        if bare and (prefix != bare or is_plural(stem)):
            return token.start + skipped(token.text, len(bare))
    return token.start


def one(scope: Scope, number: Number) -> Draft | None:
    """An indefinite singular and واحد after it: مباراة واحدة، طفل واحد."""
    i = number.first - 1
    if number.value != 1 or not is_head(scope, i) or is_definite_number(scope, number) or scope.form(number.last) == OF:
        return None
    if scope.form(i) in context("same_one") or scope.form(i) in amounts() or scope.form(i) not in nouns():
        return None
    draft = draft_of(number, "count-one", "count", 0.7, number.last, number.end)
    draft.first, draft.span = i, (scope.tokens[i].start, number.end)
    draft.counted = (scope.tokens[i].start, scope.tokens[i].end)
    return draft


def of_amount(scope: Scope, number: Number) -> Draft | None:
    """A number alone where a noun of amount says what it counts (بلغ عدد القتلى 15), or آخرون follows it."""
    i = scope.past_marks(number.last)
    others = scope.form(i) in context("others")
    amount = _amount(scope, scope.before(number.first))
    if not others and amount is None:
        return None
    last = i + 1 if others else number.last
    rule = "count-others" if others else "count-amount"
    draft = draft_of(number, rule, "count", 0.92, last, scope.tokens[last - 1].end)
    draft.counted = (scope.tokens[i].start, scope.tokens[i].end) if others else (amount or None)
    return draft


def _amount(scope: Scope, before: int) -> Counted | tuple[()] | None:
    """What a noun of amount up to twelve tokens before says is counted (عدد السجناء الفارين بنحو 5 آلاف).

    Empty where it says so in no noun (عددهم 15), None where there is no such word.
    """
    change = scope.form(before) in TO
    for i in range(before, max(scope.first, before - 12) - 1, -1):
        form = scope.form(i)
        if (i in scope.numbered and not change) or form in ".؟!؛":
            return None
        entry = amounts().get(form) or (amounts().get(form[1:]) if form[0] in "وفبل" else None)
        if entry is not None and entry.kind == "count":
            return _what_amounts(scope, i + 1, before)
    return None


def _what_amounts(scope: Scope, first: int, before: int) -> Counted | tuple[()]:
    """The phrase that begins at token `first`: a noun phrase with its place (العاملين في المصنع), or من and more."""
    if scope.form(first) == OF and before > first:
        return scope.tokens[first].start, scope.tokens[before].end
    last = partitive_end(scope, first) if first < scope.last else first
    if last > first and scope.form(last) == IN and is_definite_at(scope, last + 1):
        last = partitive_end(scope, last + 1)
    return (scope.tokens[first].start, scope.tokens[last - 1].end) if last > first else ()


def carried(scope: Scope, number: Number, previous: Draft | None) -> Draft | None:
    """A number that counts what the claim before it does: 80 نائبا من أصل 550، منهم 110، (950 منزلا) و... (70)."""
    if is_head(scope, number.last) or is_year(scope, number) or number.value in (0, 1):
        return None
    before = scope.form(scope.before(number.first))
    listed = previous is not None and previous.kind == "count" and scope.form(previous.first - 1) == "("
    in_brackets = scope.form(number.first - 1) == "(" and scope.form(number.last) == ")"
    if before not in AMONG_THEM and before not in OUT_OF and not (listed and in_brackets):
        return None
    draft = draft_of(number, "count-carried", "count", 0.88, number.last, number.end)
    draft.counted = previous.counted if previous is not None and previous.kind in ("count", "vague") else None
    return draft


def inherited(scope: Scope, draft: Draft, previous: Draft | None) -> Draft:
    """The draft with what the claim before it counts, where و joins it to that (4 نواب ... واثنان) or عددهم says it."""
    joins = scope.form(draft.first).startswith("و") or scope.form(draft.first - 1) in AND
    says_no_noun = draft.rule in SAYS_NO_NOUN or (draft.rule == "count-words" and joins)
    if draft.counted is None and says_no_noun and previous is not None and previous.kind in ("count", "vague"):
        draft.counted = previous.counted
    return draft


def compared(scope: Scope, number: Number) -> Draft | None:
    """A number alone after a comparator, or after a word of harm: وأبقت على نحو مئتين، مقتل 15."""
    if is_head(scope, number.last) or is_year(scope, number) or number.value in (0, 1):
        return None
    if scope.form(scope.before(number.first)) in words_and("vote"):
        return draft_of(number, "count-votes", "count", 0.8, number.last, number.end)
    draft = draft_of(number, "count-compared", "count", 0.85, number.last, number.end)
    if not _is_harm(scope, number) and comparator_of(scope, draft) == "exact":
        return None
    draft.counted = _of_a_whole(scope, number.first)
    return draft


def _of_a_whole(scope: Scope, first: int) -> Counted | None:
    """The definite plural after معظم or جميع shortly before token `first`: أفرج عن معظم الموقوفين وأبقى نحو مئتين."""
    for i in range(first - 1, max(scope.first, first - 10) - 1, -1):
        if i in scope.numbered:
            return None
        if scope.form(i) in context("quantifier") and is_definite_at(scope, i + 1):
            last = partitive_end(scope, i + 1)
            return scope.tokens[i + 1].start, scope.tokens[last - 1].end
    return None


def in_words(scope: Scope, number: Number) -> Draft | None:
    """A number in words, or with a multiplier, alone: خرج ثلاثة وبقي 5 آلاف. Digits alone are as often a label."""
    word = reading(scope.form(number.first))
    if number.form not in ("words", "mixed") or number.value in (0, 1, None):
        return None
    if number.form == "words" and (word is None or word.definite or word.kind == "fraction"):
        return None
    before = scope.form(number.first - 1)
    if is_head(scope, number.last) or scope.form(number.first) in context("lookalike") or before.endswith(DUAL):
        return None
    return draft_of(number, "count-words", "count", 0.75, number.last, number.end)


def _is_harm(scope: Scope, number: Number) -> bool:
    """Whether a word of harm stands right before the number, or near it when nothing follows (أصيب في الحادث 5،)."""
    before = scope.before(number.first)
    if scope.form(before) in words_and("harm"):
        return True
    if number.last < scope.last and scope.tokens[number.last].kind != "punct":
        return False
    near = range(before, max(scope.first, before - 4) - 1, -1)
    return any(scope.form(i) in words_and("harm") for i in near) and not any(i in scope.numbered for i in near)
