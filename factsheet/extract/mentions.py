"""Names one by one: what stands beside a name decides how far it is trusted, and gives its role and nisba."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from factsheet.extract.names import Run, Trust, bears_as_name, believable, body_at, is_foreign, place_at, raw_offset, read_run, reading
from factsheet.extract.titles import Phrase, accusative_at, head_at, is_definite, name_after, phrase_end
from factsheet.lexicon import countries, cues, organizations, titles
from factsheet.lexicon.countries import nisbas
from factsheet.lexicon.names import UNKNOWN, Sex, names, stands_alone
from factsheet.lexicon.titles import heads, single_head
from factsheet.text import Document, Token, fold, stems

_OPENERS = frozenset(map(fold, ("عبد", "عبيد", "أبو", "أبي", "أبا")))
_SAYS_THAT = frozenset(map(fold, ("إن", "أن", "بأن", "إنه", "أنه", "إنها", "أنها", ":", "«", "“", '"')))


@dataclass(slots=True)
class Found:
    """A name over tokens [first:last) and raw [start:end), with what stands beside it."""

    first: int
    last: int
    start: int
    end: int
    words: tuple[str, ...]
    rule: str
    confidence: float
    sex: Sex | None = None
    title_sex: Sex | None = None
    title: tuple[int, int] | None = None
    roles: list[tuple[int, int]] = field(default_factory=list)
    relation: tuple[int, int] | None = None
    """A title with a pronoun (نظيره الفرنسي): a role only where nothing better is known."""
    nisba: tuple[int, int] | None = None
    tails: tuple[tuple[str, int], ...] = ()
    """What may stand for the name alone: the first word of a surname, and how many words it has."""
    head: str | None = None
    """A given name that may stand for the whole name."""
    weak_alone: bool = False


def names_in(doc: Document, first: int, stop: int) -> Iterator[Found]:
    """The names in the sentence over tokens [first:stop), in order, not overlapping."""
    tokens, i, previous = doc.tokens, first, None
    while i < stop:
        token = tokens[i]
        found = _name_at(doc, i, first, stop, previous) if token.kind == "word" and token.form and _may_begin(token.form) else None
        if isinstance(found, int):
            i = found
            continue
        if found is None:
            i += max(1, _other_name(tokens, i))
            continue
        if found.rule != "name-title":
            explain(doc, found, stop)
        yield found
        previous, i = found, found.last


@lru_cache(maxsize=65536)
def _may_begin(form: str) -> bool:
    """Whether a title, a nisba or a name can begin at a token with this form: looked up once a form."""
    for prefix, stem in stems(form):
        if stem in _OPENERS or (prefix == "" and is_foreign(form)):
            return True
        if stem in titles.beginnings() or (prefix.endswith("ال") and stem in nisbas()):
            return True
        if "ال" not in prefix and names().get(stem, UNKNOWN).given > 0:
            return True
    return form[-1:] in "هما" and any(form.endswith(e) and _owned_head(form[: -len(e)]) for e in ("ها", "هم", "نا", "ه"))


def _other_name(tokens: Sequence[Token], i: int) -> int:
    """Number of tokens of the place or organization of several words at token i (ريو دي جانيرو), else 0."""
    if tokens[i].form not in countries.long_beginnings() and tokens[i].form not in organizations.long_beginnings():
        return 0
    size = place_at(tokens, i)
    match = organizations.organizations().at(tokens, i, ("",))
    return max(size, match.last - match.first if match and match.entry.kind in ("outlet", "name") else 0)


def _owned_head(form: str) -> bool:
    return any(single_head(s) or single_head(s[:-1] + "ه") for _, s in stems(form))


def _name_at(doc: Document, i: int, first: int, stop: int, previous: Found | None) -> Found | int | None:
    """The name that begins at token i with its title; the token after it where a thing bears it (شارع ...)."""
    if i > first and _bears_name(doc.tokens, i):
        head = head_at(doc.tokens, i)
        run = name_after(doc.tokens, head, stop) if head else read_run(doc.tokens, i, stop, Trust.TITLED)
        return run.last if run is not None and (head is None or run.first == head.last) else None
    return _titled(doc, i, stop) or _after_nisba(doc, i, first, stop) or _free(doc, i, first, stop, previous)


def _bears_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word before is a thing that bears names (شارع, جامعة, كأس): what follows is not a person."""
    match = organizations.organizations().at(tokens, i - 1)
    return match is not None and match.entry.bears_names and not match.prefix.endswith("ال") and match.last == i


def _make(doc: Document, run: Run, rule: str, confidence: float) -> Found:
    surname = _surname(run)
    given = run.pieces[0]
    head = run.words[0] if len(run.words) > 1 and given.reading.known and not given.compound else None
    if head is None and len(run.words) > 1 and given.reading.kind == "unknown" and not given.compound:
        head = run.words[0]
    weak = not run.pieces[0].known and run.pieces[0].reading.kind != "unknown"
    return Found(
        run.first, run.last, run.start, run.end, run.words, rule, confidence, run.sex, tails=surname, head=head, weak_alone=weak
    )


def _surname(run: Run) -> tuple[tuple[str, int], ...]:
    """The surname as carried: the last piece with the particles before it (فان دير بيرغ), unless it is an ordinary word."""
    last = run.pieces[-1]
    words = [w for w in run.words]
    tails: list[tuple[str, int]] = []
    if last.compound:
        size = last.last - last.first
        tails.append((words[-size], size))
        if size > 1 and last.reading.kind != "noun":
            pass
    elif last.reading.kind in ("name", "unknown"):
        tails.append((words[-1], 1))
    return tuple(tails)


def _titled(doc: Document, i: int, stop: int) -> Found | None:
    """A title, then the name."""
    head = head_at(doc.tokens, i)
    if head is not None and head.definite and head.title.form.endswith("ي") and i > 0 and _describes_noun(doc.tokens, i):
        return None
    if head is not None and head.title.kind == "kin" and not head.owned:
        return None
    if head is not None and not head.definite and _begins_name(doc.tokens, i, stop):
        return None
    run = name_after(doc.tokens, head, stop) if head is not None else None
    if head is None or run is None:
        return None
    found = _make(doc, run, "title-name", 0.9)
    enclosed = doc.tokens[run.first - 1].form in "(«“\"" and run.last < stop and doc.tokens[run.last].kind != "word"
    end = _before_honorifics(doc.tokens, head, run.first, enclosed)
    found.title = (head.start, doc.tokens[run.first - 1].end)
    if head.title.courtesy and end <= doc.tokens[head.last - 1].end:
        end = 0
    if end > head.start and not head.owned:
        found.roles.append((head.start, end))
    elif head.owned and end > head.start and head.title.kind != "kin":
        found.relation = (head.start, end)
    found.title_sex = head.sex if head.sex == "f" else None
    return found


def _is_courtesy(head: Phrase) -> bool:
    return head.title.kind in ("honorific", "kin") or head.title.courtesy


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
    return after.form in ("بن", "ابن") or (after.kind == "word" and reading(after).known and names().get(after.form, UNKNOWN).given > 1)


def _before_honorifics(tokens: Sequence[Token], head: Phrase, last: int, enclosed: bool) -> int:
    """Raw end of the role: the honorifics (الدكتور) between the office and the name are left out; 0 where none is left."""
    comma = next((j for j in range(head.last, last) if tokens[j].form in "،,"), None)
    last = last if comma is None else comma
    if head.title.kind in ("honorific", "kin"):
        inner = next((j for j in range(head.last, last) if (h := head_at(tokens, j)) and not _is_courtesy(h)), None)
        if inner is None:
            return 0
    if enclosed:
        last -= 1
    while last > head.last:
        token = tokens[last - 1]
        match = heads().at(tokens, last - 1, ("", "ال"))
        if token.kind in ("mark", "punct") and token.form not in "»”\"":
            last -= 1
        elif match is not None and (match.entry.title.kind in ("honorific", "kin") or match.entry.title.courtesy):
            last -= 1
        else:
            break
    return tokens[last - 1].end


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
    if run is not None and tokens[i].form.endswith(("ين", "ون")) and len(run.pieces) < 2:
        return None
    if run is None or not believable(run, Trust.NEAR):
        return None
    found = _make(doc, run, "nisba-name", 0.85)
    letters = len(prefix) - 2 if not prefix.endswith("لال") else len(prefix) - 3
    found.nisba = (tokens[i].start + raw_offset(tokens[i], max(letters, 0)), tokens[at - 1].end)
    found.title_sex = "f" if tokens[i].text.endswith("ة") else None
    return found


_DOUBLE = frozenset(
    fold(f"ال{first} {second}{end}")
    for first, second in (("جنوب", "أفريقي"), ("جنوب", "إفريقي"), ("جنوب", "سوداني"), ("كوري", "الجنوبي"), ("كوري", "الشمالي"))
    for end in ("", "ة")
)


def _free(doc: Document, i: int, first: int, stop: int, previous: Found | None) -> Found | None:
    """A name with no title before it: known given names, or what a verb of speech, a list or an apposition vouches for."""
    tokens = doc.tokens
    outlet = organizations.organizations().at(tokens, i)
    if outlet is not None and outlet.entry.kind in ("outlet", "name") and outlet.last > i + 1:
        return None
    listed = previous is not None and previous.last == i and tokens[i].form[0] == "و"
    vouched = i > first and bool(cues.cue_at(tokens, i - 1)) or i == first and i + 1 < stop and tokens[i + 1].form == ":"
    for prefix, stem in stems(tokens[i].form):
        if "ال" in prefix or (prefix and not _is_proclitic(tokens[i], stem)):
            continue
        run = read_run(tokens, i, stop, Trust.NEAR if listed or vouched else Trust.FREE, prefix)
        if run is None:
            continue
        if run.pieces[0].reading.kind == "verb" and not _may_follow(tokens, i, first):
            continue
        if believable(run, Trust.FREE):
            return _make(doc, run, "name", 0.8)
        if (listed or vouched) and believable(run, Trust.NEAR):
            return _make(doc, run, "name-after-cue" if vouched else "listed-name", 0.75)
        if vouched and len(run.pieces) == 1 and run.pieces[0].reading.known and _says(tokens, run.last, stop):
            info = run.pieces[0].reading.name
            if info.given > 1 or info.family > 1:
                return _make(doc, run, "name-after-cue", 0.6)
    if listed or vouched or not (is_foreign(tokens[i].form) or names().get(tokens[i].form, UNKNOWN).given == 3):
        return None
    return _explained(doc, i, stop)


def _explained(doc: Document, i: int, stop: int) -> Found | None:
    """An unknown foreign name that a title after it explains: فلان فلان، سفير ..."""
    run = read_run(doc.tokens, i, stop, Trust.NEAR)
    if run is None or not believable(run, Trust.NEAR):
        return None
    found = _make(doc, run, "name-title", 0.75)
    explain(doc, found, stop)
    return found if found.roles else None


def _may_follow(tokens: Sequence[Token], i: int, first: int) -> bool:
    """Whether a form that is a verb and a name (أشرف) can be a name here: a verb or a noun stands before it."""
    return i > first and tokens[i - 1].kind == "word" and reading(tokens[i - 1]).kind in ("verb", "noun")


def _is_proclitic(token: Token, stem: str) -> bool:
    """Whether the letters before a stem may be a proclitic: the token is no word or common name as it stands."""
    info = reading(token)
    if info.known and max(info.name.given, info.name.family) > 1:
        return False
    return not stands_alone(token.form) and (info.kind == "unknown" or names().get(stem, UNKNOWN).given > 1)


def _says(tokens: Sequence[Token], j: int, stop: int) -> bool:
    return j < stop and tokens[j].form in _SAYS_THAT


def explain(doc: Document, found: Found, stop: int) -> None:
    """The title after a name: فلان، وزير ...; فلان (رئيس ...); فلان مدرب ..."""
    tokens, j = doc.tokens, _past_brackets(doc.tokens, found.last, stop)
    if j < stop and tokens[j].kind == "mark":
        j += 1
    dash = j + 1 < stop and tokens[j].form == "-" and tokens[j].space and tokens[j + 1].space
    if j < stop and (dash or tokens[j].form in ("،", ",", "(", "–")):
        j += 1
    if j < stop and tokens[j].form in ("وهو", "وهي"):
        j += 1
    if j >= stop or tokens[j].kind != "word":
        return
    first = j
    if tokens[j].form == "اول" and j + 1 < stop:
        j += 1
    head = head_at(tokens, j) or (accusative_at(tokens, j) if j == found.last else None)
    if head is None or head.many or head.owned or head.title.kind in ("honorific", "kin") or head.start != tokens[j].start:
        return
    if head.title.weak and not head.definite and j == found.last and not body_at(tokens, head.last) and not place_at(tokens, head.last):
        return
    if name_after(tokens, head, stop) is not None:
        return
    end = phrase_end(tokens, head, stop)
    found.roles.append((tokens[first].start, tokens[end - 1].end))
    found.title_sex = found.title_sex or (head.sex if head.sex == "f" else None)


def _past_brackets(tokens: Sequence[Token], j: int, stop: int) -> int:
    """Past an age or a Latin spelling in brackets: (77 عاما), (John Smith)."""
    if j + 2 < stop and tokens[j].form == "(" and tokens[j + 1].kind in ("number", "latin"):
        for k in range(j + 2, min(stop, j + 8)):
            if tokens[k].form == ")":
                return k + 1
    return j
