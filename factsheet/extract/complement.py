"""The complement of a title: a walk along its noun chain, and the places where the title may end.

The complement is a chain of indefinite nouns that a definite noun, a proper name or a nisba closes (وزير خارجية
ألمانيا, رئيس مجلس النواب اللبناني); prepositions (لدى، باسم، في) and و open it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factsheet.extract.forms import body_at, is_definite, is_foreign, is_nisba, place_at, proper_at, reading
from factsheet.extract.heads import Phrase
from factsheet.extract.names import read_run
from factsheet.extract.surnames import Trust
from factsheet.lexicon.countries import places
from factsheet.lexicon.names import words
from factsheet.lexicon.organizations import Organization, organizations
from factsheet.lexicon.titles import Title, heads, is_modifier, single_head
from factsheet.text import Token, forms, stems

JOINS = forms("في لدى باسم لشؤون للشؤون بشؤون عن إلى")
"""Prepositions that continue a title."""
_OPEN_ENDS = forms("باسم بلسان على عن بأعمال")
"""Last words of heads that want a complement (متحدث باسم, مشرف على)."""
_OF = forms(
    "لكرة لحقوق لشؤون لمكافحة لقوات لهيئة لأركان لمنتخب لفريق لنادي لسلاح لدولة لقطاع لبرنامج "
    "لنيابات لفرع لمركز لدى لعلوم لأبحاث لبحوث لدراسات لسياسات لفنون لشركة لمؤسسة لمنظمة لجمعية "
    "لجامعة لوزارة لمجلس لحركة لحزب"
)
_HEARERS = forms("لوكالة لصحيفة لجريدة لقناة لموقع لإذاعة لمجلة لشبكة")
"""Outlets that a name with its office speaks to (عضو النقابة لوكالة الأنباء)."""
_DIVISIONS = forms("ولاية محافظة مدينة بلدية إقليم عمالة مديرية مقاطعة قضاء ناحية")
"""Parts of a country: the word after them is their name, whatever else it means (ولاية معسكر)."""
_ACTING = forms("بالإنابة بالنيابة بالوكالة بالتكليف")
_CHARGED = forms("المكلف المكلفة المعني المعنية مكلف مكلفة")
_FIELDS = forms("شؤون الشؤون مجال قضايا علم علوم تاريخ القانون الاقتصاد مجالات")
_SIDES = forms("شمال جنوب شرق غرب وسط شمالي جنوبي شرقي غربي")
_INSIDE = forms("غير ذات ضد سابقا حاليا")
"""Particles that may stand inside a title before a name."""
_LONGEST = 16


class Spot(NamedTuple):
    """A place inside a title, before token `at`: whether the noun chain is closed there."""

    at: int
    closed: bool
    plain: bool
    """Whether only the head, and adjectives of it, stand before it."""
    titled: bool
    """Whether a title with article stands right before it."""
    described: bool
    """Whether only the head and words in ي with article, as adjectives of a man's title are, stand before it."""


def is_courtesy(tokens: Sequence[Token], at: int) -> bool:
    """Whether an honorific or rank with article begins here, before the name proper."""
    match = heads().at(tokens, at, ("ال",))
    return match is not None and match.entry.title.kind in ("honorific", "rank")


def _body(tokens: Sequence[Token], i: int) -> Organization | None:
    """The organization's head, place or thing that is token i, with proclitics or not; None for proper names."""
    match = organizations().at(tokens, i)
    return (
        match.entry
        if match is not None and match.entry.kind not in ("outlet", "name") and match.last == i + 1
        else None
    )


def _is_nominal(token: Token) -> bool:
    """Whether a form with article is a noun that is a particle or verb only without it (الخارج, الكل)."""
    return token.form.startswith("ال") and token.form not in words()


def bears_names_at(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is an institution, place or thing without article, whose own name may follow."""
    return _body(tokens, i) is not None and not is_definite(tokens[i])


Step = tuple[int, bool]
"""The next index and whether the chain is closed there."""


class Walk:
    """A walk through a title's complement; `strict` after a name, where the sentence goes on rather than the title."""

    def __init__(self, tokens: Sequence[Token], head: Phrase, stop: int, *, strict: bool) -> None:
        self.tokens, self.head, self.strict = tokens, head, strict
        self.stop = min(stop, head.first + _LONGEST)

    def spots(self) -> Iterator[Spot]:
        """Every place where the title may end and something else begin, in order."""
        tokens, head = self.tokens, self.head
        j, plain, described = head.last, True, True
        closed = head.definite or head.owned or head.title.kind in ("honorific", "rank")
        if head.last - head.first > 1 and tokens[head.last - 1].form in _OPEN_ENDS:
            closed = False
        if j < self.stop and tokens[j].form == "." and len(tokens[j - 1].form) == 1:
            j += 1
        while j < self.stop:
            yield Spot(j, closed, plain, heads().at(tokens, j - 1, ("ال",)) is not None, described)
            step = self._step(j, closed)
            if step is None:
                return
            form = tokens[j].form
            plain = plain and (is_nisba(form) or is_modifier(form) or is_courtesy(tokens, j))
            described = plain or (
                described and head.sex == "m" and form.startswith("ال") and form.endswith(("ي", "يه"))
            )
            j, closed = step
        if self.strict:
            yield Spot(j, closed, plain, False, described)

    def _step(self, j: int, closed: bool) -> Step | None:
        """Past the element at token j; None where the title ends."""
        tokens, token = self.tokens, self.tokens[j]
        if token.kind == "mark":
            return next(((k + 1, True) for k in range(j + 1, min(self.stop, j + 7)) if tokens[k].kind == "mark"), None)
        if token.kind == "latin":
            return (j + 1, True) if not closed or tokens[j - 1].kind == "latin" else None
        if token.form == "/" and j + 1 < self.stop:
            return j + 1, False
        if token.kind != "word" or not token.form:
            return None
        if token.form in JOINS:
            return self._joined(j)
        if token.form == "و":
            return (j + 1, False) if j + 1 < self.stop and tokens[j + 1].kind == "word" else None
        inner = heads().at(tokens, j)
        if inner is not None and not self.strict and self._honors(j):
            run = read_run(tokens, inner.last, self.stop, Trust.TITLED)
            if run is not None:
                return run.last, True
        if inner is not None and not (self.strict and closed and inner.prefix == ""):
            return self._inner(closed, inner.prefix, inner.last, inner.entry.title)
        size = max(place_at(tokens, j), proper_at(tokens, j))
        adjective = size == 1 and is_nisba(token.form) and is_definite(tokens[j - 1])  # الجمعية السعودية
        if size and not adjective:
            return (j + size, True) if not closed or not self.strict or self._is_proper(j - 1) else None
        return self._word(j, closed)

    def _inner(self, closed: bool, prefix: str, last: int, title: Title) -> Step | None:
        """A title inside a title: a courtesy before the name, a second office after و, or what an office is part of."""
        tokens = self.tokens
        if closed and prefix == "" and title.kind == "trade":
            return None
        after = last
        if last < len(tokens) and tokens[last].form == "." and len(tokens[last - 1].form) == 1:
            after += 1
        definite = "ال" in prefix or tokens[last - 1].form.startswith("ال")
        body = title.weak and prefix[-1:] in ("ل", "ب")
        return after, definite or (title.kind in ("honorific", "rank") and not body)

    def _joined(self, j: int) -> Step | None:
        """A preposition that continues a title; after a name only where a place, body or definite noun follows."""
        tokens = self.tokens
        if j + 1 >= self.stop or tokens[j + 1].kind == "punct":
            return None
        form, after = tokens[j].form, tokens[j + 1]
        if form == "الي":
            return (j + 1, False) if place_at(tokens, j + 1) else None
        if not self.strict and form == "في" and heads().at(tokens, j + 1, ("ال",)) is not None:
            return None
        if not self.strict or place_at(tokens, j + 1) or after.kind in ("mark", "latin"):
            return j + 1, False
        info = reading(after)
        institution = body_at(tokens, j + 1) > 0 or (info.article and info.kind == "unknown")
        return (j + 1, False) if institution or after.form in _FIELDS or form in ("باسم", "لشءون", "للشءون") else None

    def _is_proper(self, j: int) -> bool:
        """Whether token j is, or ends, a proper name: an article noun after it no longer describes the title."""
        token = self.tokens[j]
        if (
            j < self.head.last
            or token.kind != "word"
            or token.form.startswith("ال")
            or _body(self.tokens, j) is not None
            or single_head(token.form) is not None
        ):
            return False
        kind = reading(token).kind
        return kind == "name" or (kind == "unknown" and is_foreign(token.form)) or token.form in places()

    def _honors(self, j: int) -> bool:
        """Whether a thing that bears names stands before token j (مركز الملك فلان)."""
        body = _body(self.tokens, j - 1)
        return body is not None and body.bears_names and not is_definite(self.tokens[j - 1])

    def _word(self, j: int, closed: bool) -> Step | None:
        """A noun, adjective or proper name of the complement."""
        token, info = self.tokens[j], reading(self.tokens[j])
        if token.form in _INSIDE and not self.strict:
            return j + 1, closed
        if info.kind in ("particle", "verb") and not info.doubtful and not _is_nominal(token):
            return None
        article = next((prefix for prefix, _ in reversed(stems(token.form)) if prefix.endswith("ال")), "")
        if article:
            return (j + 1, True) if self._describes(j, article) else None
        if not closed:
            if self.tokens[j - 1].form in _DIVISIONS:
                return j + 1, True
            if info.kind in ("unknown", "name") and bears_names_at(self.tokens, j - 1):
                return self._own_name(j), True
            return j + 1, info.kind in ("unknown", "name")
        return self._after_closed(j)

    def _describes(self, j: int, article: str) -> bool:
        """Whether a word with article belongs to the title: after a proper name only an adjective does."""
        form = self.tokens[j].form
        if self.strict and article == "بال":
            return form in _ACTING or self.tokens[j - 1].form in _CHARGED or _body(self.tokens, j) is not None
        if self.strict and article not in ("ال", "وال", "لال"):
            return False
        adjective = is_modifier(form) or form.endswith(("ي", "يه"))
        return article != "ال" or adjective or not self.strict or not self._is_proper(j - 1)

    def _after_closed(self, j: int) -> Step | None:
        """What still belongs to a closed title: ل or ب with an institution, و, a proper name's next word."""
        tokens, token, info = self.tokens, self.tokens[j], reading(self.tokens[j])
        first, rest = token.form[0], token.form[1:]
        if first == "ل" and info.kind == "noun" and self._is_of(j):
            return j + 1, False
        if not self.strict and token.form in _SIDES and j + 1 < self.stop and place_at(tokens, j + 1):
            return j + 1, False
        if self.strict and self._is_proper(j - 1) and info.kind in ("unknown", "name"):
            return j + 1, True
        if first == "و" and self.strict and self.head.title.form == "وزير" and self._joins_field(j):
            return j + 1, False
        if first == "و" and (rest in places() or (info.kind == "noun" and not self.strict)):
            return j + 1, rest in places()
        if not self.strict and info.kind == "noun" and self._opens_chain(j):
            return j + 1, False
        if first == "ب" and (rest in places() or _body(tokens, j) is not None):
            return j + 1, rest in places()
        return None

    def _joins_field(self, j: int) -> bool:
        """Whether و joins another field of a ministry, in construct: وزير الزراعة وموارد المياه."""
        token, info = self.tokens[j], reading(self.tokens[j])
        field = info.kind == "noun" and single_head(token.form[1:]) is None and not is_definite(token)
        after = self.tokens[j + 1] if j + 1 < self.stop else None
        return field and after is not None and after.kind == "word" and is_definite(after)

    def _opens_chain(self, j: int) -> bool:
        """Whether an institution or place with which the title goes on begins here: ... جامعة القاهرة."""
        if j + 1 >= self.stop or self.tokens[j + 1].kind != "word" or not body_at(self.tokens, j):
            return False
        return is_definite(self.tokens[j + 1]) or place_at(self.tokens, j + 1) > 0

    def _is_of(self, j: int) -> bool:
        """Whether ل with a noun means "of" (لكرة القدم, لمنظمة) rather than "in order to"."""
        if not self.strict or j == self.head.last or self.tokens[j].form in _OF:
            return True
        body = organizations().at(self.tokens, j, ("ل",))
        return body is not None and body.entry.kind != "outlet" and self.tokens[j].form not in _HEARERS

    def _own_name(self, j: int) -> int:
        """Index after the proper name of a company or the like that begins at token j (شركة سي إس إنسايت)."""
        k = j + 1
        while k < min(self.stop, j + 4) and self.tokens[k].kind in ("word", "latin"):
            info = reading(self.tokens[k])
            given = info.name.given > 1 and len(self.tokens[k].form) > 2
            if info.kind not in ("unknown", "name") or given or info.article:
                break
            k += 1
        return k
