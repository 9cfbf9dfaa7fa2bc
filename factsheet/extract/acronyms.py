"""Acronyms and what the article says they stand for: خطاب العرض والقبول (LOA), وكالة الأنباء السعودية (واس).

The expansion of a short form in brackets is the noun phrase that ends at the bracket: its definite words and the
construct nouns before them, not more of them than the letters allow, and beyond the first only words known as nouns.
Arabic short forms, which may be any word in brackets, must hold the initials of the phrase's words in order.
"""

from __future__ import annotations

from collections.abc import Iterator

from factsheet.extract.numbers import skipped
from factsheet.lexicon.finite_verbs import is_finite_verb
from factsheet.lexicon.names import words
from factsheet.schema import Acronym
from factsheet.text import Document, Token, forms, stems

LEAST_LETTERS, MOST_LETTERS = 2, 10
EXTRA_WORDS = 2
"""Words that a phrase may have beyond the letters of its acronym (اتفاقية, منظمة and the like)."""
MOST_WORDS = 9
_OUTSIDE = (
    "في من إلى على عن مع بعد قبل منذ خلال حتى بين ضد لدى عند نحو عبر حول بموجب بحسب حسب وفق وفقا ضمن أن إن أنه إنه "
    "أنها إنها قد لقد كل بعض هذا هذه ذلك تلك الذي التي الذين ما لا لم لن هو هي كان كانت ثم أو أم لكن كما إذ باسم "
    "داخل خارج تحت فوق أمام خلف سوى غير مثل أي عدة عدد أحد إحدى بسبب رغم برغم بينما حيث عندما إذا لأن بأن وهو وهي وقد"
)
OUTSIDE = forms(_OUTSIDE)
"""Particles and prepositions at which a noun phrase begins."""


def find_acronyms(doc: Document) -> list[Acronym]:
    """Short forms with their expansions in text order, each once."""
    seen: set[str] = set()
    found: list[Acronym] = []
    for i, token in enumerate(doc.tokens):
        if token.form != "(" or not doc.is_article(token.start):
            continue
        for short, (first, last) in _at_bracket(doc.tokens, i):
            key = doc.tokens[short].form
            places = {doc.paragraph_at(doc.tokens[j].start).start for j in (first, short)}
            if key not in seen and len(places) == 1:
                seen.add(key)
                start = doc.tokens[first].start + _conjunction(doc.tokens[first])
                found.append(Acronym(short=doc.span_of(short, short), expansion=doc.span(start, doc.tokens[last].end)))
    return found


def _conjunction(token: Token) -> int:
    """Characters of a و that only joins the phrase to the text: وشركة is و and a noun, وزارة is a noun."""
    joins = token.form.startswith("و") and token.form not in words() and token.form[1:] in words()
    return skipped(token.text, 1) if joins else 0


def _at_bracket(tokens: tuple[Token, ...], i: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """The short form inside or before the bracket at token i, and the first and last token of its expansion."""
    inner = i + 1
    while inner < len(tokens) and tokens[inner].kind == "mark":
        inner += 1
    after = inner + 1
    while after < len(tokens) and tokens[after].kind == "mark":
        after += 1
    if after < len(tokens) and tokens[after].form == ")" and not _is_dateline(tokens, after + 1):
        phrase = _phrase_before(tokens, i, inner)
        if phrase is not None:
            yield inner, phrase
    elif i > 0 and _is_short(tokens[i - 1]) and not _is_short(tokens[i]):
        inside = _bracketed(tokens, i)
        if inside is not None:
            yield i - 1, inside


def _is_dateline(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a dash follows the bracket, as after the agency of a date line: صنعاء (CNN) --."""
    return i < len(tokens) and tokens[i].form in set("-–—:")


def _is_short(token: Token) -> bool:
    """Whether a Latin token is written as an acronym: LOA, AfD."""
    length, upper = len(token.text), sum(c.isupper() for c in token.text)
    return token.kind == "latin" and LEAST_LETTERS <= length <= MOST_LETTERS and upper >= max(2, length / 2)


def _phrase_before(tokens: tuple[Token, ...], bracket: int, short: int) -> tuple[int, int] | None:
    """The noun phrase that ends before the bracket and that the short form can stand for."""
    token = tokens[short]
    if _is_short(token):
        most = len(token.text) + EXTRA_WORDS
        return _latin_before(tokens, bracket, token.text) or _arabic_before(tokens, bracket, most)
    if token.kind != "word" or not LEAST_LETTERS <= len(token.form) <= 6:
        return None
    phrase = _arabic_before(tokens, bracket, len(token.form) + 1)
    return phrase if phrase and _holds_initials(token.form, tokens[phrase[0] : phrase[1] + 1]) else None


def _latin_before(tokens: tuple[Token, ...], bracket: int, short: str) -> tuple[int, int] | None:
    """Latin words whose initials are the acronym."""
    first = bracket
    while first > 0 and tokens[first - 1].kind == "latin" and bracket - first < MOST_WORDS:
        first -= 1
    for start in range(first, bracket - 1):
        initials = "".join(t.text[0] for t in tokens[start:bracket] if t.text[0].isupper())
        if initials == short.upper():
            return start, bracket - 1
    return None


def _arabic_before(tokens: tuple[Token, ...], bracket: int, most: int) -> tuple[int, int] | None:
    """Definite words back from the bracket, then the construct nouns that they define."""
    first = bracket
    construct = False
    while first > 0 and bracket - first < min(most, MOST_WORDS):
        token = tokens[first - 1]
        if token.kind != "word" or token.form in OUTSIDE or (first < bracket and _parted(tokens[first])):
            break
        definite = _is_definite(token.form)
        if construct and (definite or words().get(token.form) != "noun"):
            break
        if not definite and is_finite_verb(token.form):
            break
        construct = construct or not definite
        first -= 1
    return (first, bracket - 1) if bracket - first >= 2 else None


def _parted(token: Token) -> bool:
    """Whether the word begins a new phrase: بـ or ك before a definite noun."""
    return token.form.startswith(("بال", "كال", "فال"))


def _is_definite(form: str) -> bool:
    return form.startswith(("ال", "لل", "وال", "ولل"))


def _holds_initials(short: str, phrase: tuple[Token, ...]) -> bool:
    """Whether the first letters of the phrase's words stand in the short form in their order."""
    initials = [stem[0] for word in phrase if (stem := _bare(word.form))]
    at = 0
    for letter in initials:
        at = short.find(letter, at) + 1
        if at == 0:
            return False
    return len(short) <= len(initials) + 2


def _bare(form: str) -> str:
    """The word without article, with its و where that is no conjunction."""
    if form.startswith(("وال", "ولل")):
        return form[3:]
    return form[2:] if form.startswith(("ال", "لل")) else stems(form)[0][1]


def _bracketed(tokens: tuple[Token, ...], bracket: int) -> tuple[int, int] | None:
    """Two to nine Arabic words in brackets after the short form: LOA (خطاب العرض والقبول)."""
    last = bracket + 1
    while last < len(tokens) and tokens[last].kind == "word" and last - bracket <= MOST_WORDS:
        last += 1
    closed = last < len(tokens) and tokens[last].form == ")"
    return (bracket + 1, last - 1) if closed and last - bracket > 2 else None
