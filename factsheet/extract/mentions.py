"""Names one by one: what stands before a name decides how far it is trusted, and gives its title or nisba."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factsheet.extract.apposition import Found, explain, roles_before
from factsheet.extract.belief import believable
from factsheet.extract.forms import (
    bears_as_name,
    is_definite,
    is_foreign,
    place_at,
    raw_offset,
    reading,
)
from factsheet.extract.heads import Phrase, head_at
from factsheet.extract.names import DIVINE, Run, read_run
from factsheet.extract.openings import NOTHING, Openings, openings
from factsheet.extract.surnames import Piece, Trust
from factsheet.extract.titles import name_after
from factsheet.lexicon import cues, organizations
from factsheet.lexicon.countries import nisbas
from factsheet.lexicon.names import UNKNOWN, names
from factsheet.lexicon.titles import single_head
from factsheet.text import Document, Token, fold, stems

_SAYS_THAT = frozenset(map(fold, ("إن", "أن", "بأن", "إنه", "أنه", "إنها", "أنها", ":", "«", "“", '"')))
_CONFIDENCE = {
    "title-name": 0.98,
    "nisba-name": 0.97,
    "name": 0.95,
    "name-title": 0.95,
    "listed-name": 0.9,
    "name-after-cue": 0.75,
    "single-after-cue": 0.7,
}
"""How sure a rule is that it found a person, whole: about the share of right ones on annotated articles."""
_DOUBTS = {"title-name": 0.7, "nisba-name": 0.85, "name": 0.85}
"""The same where the name is one word (after a title), or its second word is not known as a name."""


def names_in(doc: Document, first: int, stop: int) -> Iterator[Found]:
    """The names in the sentence over tokens [first:stop), in order, not overlapping."""
    tokens, i, previous = doc.tokens, first, None
    before = NOTHING
    while i < stop:
        token = tokens[i]
        can = openings(token.form) if token.kind == "word" and token.form else NOTHING
        if before.bears and _bears_name(tokens, i):
            i, before = max(i + 1, _borne(tokens, i, stop)), NOTHING
            continue
        before = can
        found = _name_at(doc, i, first, stop, can, previous) if can is not NOTHING else None
        if found is None:
            i += max(1, _other_name(tokens, i)) if can.long else 1
            continue
        if found.rule not in ("name-title", "single-after-cue"):
            explain(doc, found, stop)
        yield found
        previous, i, before = found, max(found.last, found.role_last), NOTHING


def _other_name(tokens: Sequence[Token], i: int) -> int:
    """Number of tokens of the place or organization of several words at token i (ريو دي جانيرو), else 0."""
    if i + 1 < len(tokens) and tokens[i + 1].form in DIVINE:
        return 0
    match = organizations.organizations().at(tokens, i, ("",))
    return max(place_at(tokens, i), match.last - i if match and match.entry.kind in ("outlet", "name") else 0)


def _bears_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word before is a thing that bears names (شارع, جامعة, كأس): what follows is not a person."""
    match = organizations.organizations().at(tokens, i - 1)
    return match is not None and match.entry.bears_names and not match.prefix.endswith("ال") and match.last == i


def _borne(tokens: Sequence[Token], i: int, stop: int) -> int:
    """Index after the name, with its title, that a thing bears: مستشفى الملك فلان."""
    head = head_at(tokens, i)
    run = name_after(tokens, head, stop) if head else read_run(tokens, i, stop, Trust.TITLED)
    return run.last if run is not None and (head is None or run.first == head.last) else i


def _name_at(doc: Document, i: int, first: int, stop: int, can: Openings, previous: Found | None) -> Found | None:
    if can.long and _other_name(doc.tokens, i) > 1:
        return None
    found = _titled(doc, i, stop) if can.title else None
    if found is None and can.nisba:
        found = _after_nisba(doc, i, first, stop)
    if found is None and can.prefixes:
        found = _free(doc, i, first, stop, can.prefixes, previous)
    return found


def _make(run: Run, rule: str) -> Found:
    """What was found, and which words may stand for it alone: its surname, or a given name that is not common."""
    last, given = run.pieces[-1], run.pieces[0]
    surname: tuple[str, int] | None = None
    if last.compound:
        size = last.last - last.first
        surname = (run.words[-size], size)
    elif last.reading.kind in ("name", "unknown"):
        surname = (run.words[-1], 1)
    head = None
    if (
        len(run.words) > 1
        and not given.compound
        and (given.reading.kind == "unknown" or (given.reading.known and given.reading.name.given < 3))
    ):
        head = run.words[0]
    return Found(
        run.first,
        run.last,
        run.start,
        run.end,
        run.words,
        rule,
        _confidence(run, rule),
        run.sex,
        surname=surname,
        given=head,
    )


def _confidence(run: Run, rule: str) -> float:
    single = len(run.pieces) == 1
    unknown = not single and rule != "title-name" and not run.pieces[1].known
    return _DOUBTS.get(rule, _CONFIDENCE[rule]) if single or unknown else _CONFIDENCE[rule]


def _titled(doc: Document, i: int, stop: int) -> Found | None:
    """A title, then the name."""
    tokens = doc.tokens
    head = head_at(tokens, i)
    if head is None or (head.title.kind == "kin" and not head.owned):
        return None
    if tokens[i].form.startswith("ال") and head.title.adjective and i > 0 and _describes_noun(tokens, i):
        return None
    if not head.definite and _begins_name(tokens, i, stop):
        return None
    run = name_after(tokens, head, stop)
    if run is None:
        return None
    if _is_inner_title(tokens, head, run.first):
        return None
    found = _make(run, "title-name")
    found.title = (head.start, tokens[run.first - 1].end)
    found.title_sex = head.sex if head.sex == "f" else None
    enclosed = tokens[run.first - 1].form in '(«“"' and run.last < stop and tokens[run.last].kind != "word"
    role = roles_before(tokens, head, run.first - enclosed)
    if role is not None and not head.owned:
        found.roles.append(role)
    elif role is not None and head.title.kind != "kin" and head.title.form != "زميل":
        found.relation = role
    return found


def _is_inner_title(tokens: Sequence[Token], head: Phrase, name: int) -> bool:
    """Whether the name belongs to a title inside the one begun, of which it says who that is.

    سأل الصحفيون المتحدثة فلانة; مسؤول في إدارة الرئيس فلان: an indefinite noun has no name in apposition.
    """
    opening = [token.form for token in tokens[head.last : head.last + 2]]
    governed = any(form in ("في", "من", "لدي", "عند") or form.startswith("لل") for form in opening)
    for j in range(head.last, name):
        inner = head_at(tokens, j)
        if inner is None or inner.many or not inner.definite or inner.title.kind != "office" or inner.title.courtesy:
            continue
        if j > head.last and is_definite(tokens[j - 1]):
            continue  # الحزب الحاكم: an adjective
        if head.many or (governed and not head.definite):
            return True
    return False


def _describes_noun(tokens: Sequence[Token], i: int) -> bool:
    """Whether a nisba that is a title too describes the noun before it (المؤتمر الصحفي)."""
    before = tokens[i - 1]
    return before.kind == "word" and is_definite(before) and head_at(tokens, i - 1) is None


def _begins_name(tokens: Sequence[Token], i: int, stop: int) -> bool:
    """Whether a form that is a title and a name is a name, by the name that follows it (فارس محمد, سلطان بن ...)."""
    head = single_head(tokens[i].form)
    if head is None or i + 1 >= stop or not bears_as_name(tokens[i], head):
        return False
    after = tokens[i + 1]
    given = after.kind == "word" and names().get(after.form, UNKNOWN).given > 1 and reading(after).known
    return given or after.form in ("بن", "ابن")


_DOUBLE = frozenset(
    fold(f"ال{first} {second}{end}")
    for first, second in (("جنوب", "أفريقي"), ("جنوب", "سوداني"), ("كوري", "الجنوبي"), ("كوري", "الشمالي"))
    for end in ("", "ة")
)
"""Nisba adjectives of two words."""


def _after_nisba(doc: Document, i: int, first: int, stop: int) -> Found | None:
    """A nisba used as a noun, then the name: البريطاني آدم ...; not where it belongs to a noun before it."""
    tokens = doc.tokens
    prefix = next((p for p, stem in stems(tokens[i].form) if p.endswith("ال") and stem in nisbas()), None)
    at = i + 2 if i + 1 < stop and tokens[i].form + " " + tokens[i + 1].form in _DOUBLE else i + 1
    if prefix is None or at >= stop:
        return None
    if prefix == "ال" and i > first and tokens[i - 1].kind == "word" and is_definite(tokens[i - 1]):
        return None
    run = read_run(tokens, at, stop, Trust.NEAR)
    if run is None or not (believable(run, Trust.NEAR) or _is_lone(run)):
        return None
    found = _make(run, "nisba-name")
    if len(run.pieces) == 1 and not run.pieces[0].compound:
        explain(doc, found, stop)
        if not found.roles:
            return None
    letters = len(prefix) - (3 if prefix.endswith("لال") else 2)
    found.nisba = (tokens[i].start + raw_offset(tokens[i], letters), tokens[at - 1].end)
    found.title_sex = "f" if tokens[i].text.endswith("ة") else None
    return found


def _free(
    doc: Document, i: int, first: int, stop: int, prefixes: Sequence[str], previous: Found | None
) -> Found | None:
    """A name with no title before it: a known given name, or one that a verb of speech, a list or a title backs."""
    tokens = doc.tokens
    outlet = organizations.organizations().at(tokens, i)
    if outlet is not None and outlet.entry.kind in ("outlet", "name") and outlet.last > i + 1:
        return None
    listed = previous is not None and _is_listed(tokens, previous.last, i)
    headline = i == first and i + 1 < stop and tokens[i + 1].form == ":"
    vouched = headline or (i > first and reading(tokens[i - 1]).kind != "particle" and bool(cues.cue_at(tokens, i - 1)))
    near = listed or vouched
    appointed = tokens[i].form.endswith("ا") and single_head(tokens[i].form[:-1]) is not None  # عين واليا، no و
    for prefix in ("",) if appointed else prefixes:
        run = read_run(tokens, i, stop, Trust.NEAR if near else Trust.FREE, prefix)
        if run is None or (run.pieces[0].reading.kind == "verb" and not _may_follow(tokens, i, first)):
            continue
        if i > first and is_definite(tokens[i - 1]) and all(_is_article(piece) for piece in run.pieces):
            continue
        if believable(run, Trust.FREE):
            return _make(run, "name")
        if near and believable(run, Trust.NEAR) and not (listed and _begins_later(run)):
            return _make(run, "name-after-cue" if vouched else "listed-name")
        told = tokens[i].form[0] in "لب"  # whom or what was spoken of, more likely than a name: تحدث لمراسل، قال بحزم
        lone = vouched and not prefix and not told and not _is_single(run) and _is_lone(run)
        if vouched and (lone or _is_single(run)) and run.last < stop:
            single = _make(run, "single-after-cue")
            explain(doc, single, stop)
            says = tokens[run.last].form in _SAYS_THAT and not lone
            if says or (single.roles and (lone or tokens[run.last].kind != "word")):
                return single
    return _explained(doc, i, stop) if not near and "" in prefixes else None


def _is_listed(tokens: Sequence[Token], last: int, i: int) -> bool:
    """Whether only separators, numbers and notes in brackets stand between the name that ends at `last` and token i."""
    if last == i:
        return tokens[i].form[0] == "و"
    between, depth = tokens[last:i], 0
    if len(between) > 8:
        return False
    for token in between:
        depth += (token.form == "(") - (token.form == ")")
        if (token.kind in ("word", "number") and depth == 0) or token.form in (".", ":"):
            return False
    return depth == 0


def _begins_later(run: Run) -> bool:
    """Whether an unknown form stands before the name proper (ديكور صبحي ...)."""
    return not run.pieces[0].known and any(piece.reading.known and piece.given > 1 for piece in run.pieces[1:])


def _is_single(run: Run) -> bool:
    """Whether a run is one token that is well known as a name, or a kunya."""
    info = run.pieces[0].reading
    return run.pieces[0].compound or (
        len(run.pieces) == 1 and info.known and max(info.name.given, info.name.family) > 1
    )


def _is_article(piece: Piece) -> bool:
    """Whether a piece is one form with article, an adjective after a definite noun (الحرم المكي الشريف)."""
    return piece.reading.article and not piece.compound


def _is_lone(run: Run) -> bool:
    """Whether a run is one foreign form, a name where a title explains it (باردو مدرب الفريق)."""
    first = run.pieces[0].reading
    return (
        len(run.pieces) == 1
        and not first.article
        and (first.known or (first.kind == "unknown" and is_foreign(run.words[0])))
    )


def _explained(doc: Document, i: int, stop: int) -> Found | None:
    """A name that only the title after it gives away: فلان فلان، سفير ..."""
    run = read_run(doc.tokens, i, stop, Trust.NEAR)
    if run is None or not believable(run, Trust.NEAR):
        return None
    found = _make(run, "name-title")
    explain(doc, found, stop)
    return found if found.roles else None


def _may_follow(tokens: Sequence[Token], i: int, first: int) -> bool:
    """Whether a form that is a verb and a name (أشرف) can be a name here: a verb or a noun stands before it."""
    return i > first and tokens[i - 1].kind == "word" and reading(tokens[i - 1]).kind in ("verb", "noun")
