"""Words that are names here: what stands around an ordinary word can show that it is half of a name.

دان إلياسون, كي نيشكوري, على لارجاني begin with one; فرحان حق، نائب ..., مايك ويتنر، and مارك ليبرت في end with one.
"""

from __future__ import annotations

from collections.abc import Sequence

from factsheet.extract.forms import is_foreign, reading, reading_of
from factsheet.lexicon.dates import word_at
from factsheet.lexicon.names import ordinary
from factsheet.lexicon.organizations import organizations
from factsheet.lexicon.titles import accusatives, heads, single_head
from factsheet.text import Token, forms

GIVEN = forms("دان كي بيت لي بي تو كين جو ديل أولي بات")
"""Foreign given names that are ordinary words too."""
_ADJECTIVES = forms("سعيد سعيدة مؤمن مؤمنة واثق فرحان جدير جديرة")
"""Names that are adjectives with بـ too: المدرب سعيد بالفوز."""
_REACHES = forms("ناهز يناهز تجاوز يتجاوز بلغ يبلغ قارب يقارب")
_HOURS = forms("صباح مساء فجر ظهر عصر ضحى")
_FATHERS = frozenset(("علي", "خلف"))
"""Names in the middle of a name that are prepositions too."""
_THAT = forms("إن أن بأن إنه أنه إنها أنها :")
_COMMAS = "،,"


def _word(tokens: Sequence[Token], j: int, stop: int) -> Token | None:
    return tokens[j] if j < stop and tokens[j].kind == "word" and tokens[j].form else None


def begins_though_word(tokens: Sequence[Token], j: int, stop: int) -> bool:
    """Whether a word begins a name by the foreign name after it; على also by a family name (على لارجاني)."""
    token, after = tokens[j], _word(tokens, j + 1, stop)
    ali = token.form == "علي" and token.text[-1] == "ى"
    if after is None or not (ali or token.form in GIVEN):
        return False
    info = reading(after)
    if info.article or after.form.startswith("ال") or single_head(after.form) or after.form in organizations():
        return False
    if info.kind == "unknown":
        return is_foreign(after.form)
    return info.known and (info.name.family > 1 if not ali else info.name.family == 3 > info.name.given)


def governs_with_ba(tokens: Sequence[Token], j: int, stop: int) -> bool:
    """Whether بـ and an ordinary word follow, which a verb or adjective governs rather than a name: وعد بحل."""
    after = _word(tokens, j + 1, stop)
    if not (reading(tokens[j]).doubtful or tokens[j].form in _ADJECTIVES):
        return False
    if after is None or after.form[0] != "ب" or reading(after).kind in ("name", "particle"):
        return False
    return ordinary(after.form[1:]) is not None or after.form.startswith("بال")


def in_set_phrase(tokens: Sequence[Token], j: int, stop: int) -> bool:
    """Whether a name is part of what is said of the dead: عن عمر ناهز ..., عن عمر 70 عاما, إلى رحمة الله."""
    if j == 0 or j + 1 >= stop:
        return False
    before, form, after = tokens[j - 1].form, tokens[j].form, tokens[j + 1]
    aged = form == "عمر" and before in ("عن", "في") and (after.kind == "number" or after.form in _REACHES)
    return aged or (form == "رحمه" and before == "الي" and after.form == "الله")


def is_hour(tokens: Sequence[Token], j: int, stop: int) -> bool:
    """Whether a name is a part of the day here: سميحة أيوب صباح اليوم."""
    return tokens[j].form in _HOURS and j + 1 < stop and word_at(tokens, j + 1) is not None


def is_father(tokens: Sequence[Token], j: int, stop: int) -> bool:
    """Whether على or خلف is a name between two names."""
    after = _word(tokens, j + 1, stop)
    if after is None or tokens[j].form not in _FATHERS:
        return False
    info = reading(after)
    return info.known and max(info.name.given, info.name.family) == 3


def ends_though_word(tokens: Sequence[Token], j: int, stop: int, *, titled: bool) -> bool:
    """Whether an ordinary word after a given name is the surname: a title or the speech follows at once.

    `titled`: a title stands before the name, so that a foreign form that only looks inflected is the surname too.
    """
    token, info = tokens[j], reading(tokens[j])
    if info.kind != "noun" or token.text[-1] in "ةً" or token.text.endswith("ًا"):
        return False
    end = j + 1 >= stop or tokens[j + 1].kind != "word"
    shaped = ordinary(token.form) is None and is_foreign(token.form) and not info.article
    if shaped and titled and (end or reading(tokens[j + 1]).kind == "particle"):
        return reading_of(token.form[1:]).kind not in ("noun", "verb") or token.form[0] not in "وفبك"
    bare = not token.form.startswith("ال") and token.form[0] not in "وفبلك" and token.form[-1] not in "اهت"
    if not (bare or shaped or (token.form.startswith("ال") and token.form.endswith("ي"))):
        return False
    if j + 1 < stop and tokens[j + 1].form in _THAT:
        return titled and bare
    comma = j + 1 < stop and tokens[j + 1].form in _COMMAS
    return _explains(tokens, j + 1 + comma, stop, comma=comma)


def _explains(tokens: Sequence[Token], j: int, stop: int, *, comma: bool) -> bool:
    """Whether a title that says who somebody is begins at token j; with no comma before it definite or accusative."""
    if j + 1 >= stop:
        return False
    if not comma and accusatives().at(tokens, j, ("",)) is not None:
        return True
    match = heads().at(tokens, j, ("", "ال") if comma else ("ال",))
    return match is not None and match.entry.title.kind in ("office", "trade") and not match.entry.title.weak


def is_foreign_in_waw(tokens: Sequence[Token], j: int, stop: int) -> bool:
    """Whether a form in وي or وو is a foreign surname rather than و with a word: nothing that it governs follows."""
    form = tokens[j].form
    if len(form) < 5 or form[:2] not in ("وي", "وو") or not is_foreign(form):
        return False
    rest = reading_of(form[1:])
    end = j + 1 >= stop or tokens[j + 1].kind != "word" or reading(tokens[j + 1]).kind == "particle"
    return end and rest.kind == "unknown"
