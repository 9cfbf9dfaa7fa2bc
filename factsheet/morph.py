"""camel-tools, and the only file that imports it: Latin letters, and with its data morphology and named entities.

The base (letters) needs no data. With `--camel`, `load()` opens what is installed in camel-tools' data folder:

    $CAMELTOOLS_DATA or ~/.camel_tools
      data/morphology_db/calima-msa-r13/morphology.db    words of Modern Standard Arabic   (GPL v2)
      data/disambig_mle/calima-msa-r13/model.json        their commonest readings          (GPL v2)
      data/ner/arabert/                                  AraBERT tuned to named entities   (needs torch, transformers)

None of it is shipped with this project, and nothing is ever downloaded from here: what is missing is said in one line.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, NamedTuple, cast

from factsheet.errors import UsageError
from factsheet.messages import say
from factsheet.text import BIDI

DATABASE = "data/morphology_db/calima-msa-r13/morphology.db"
MODEL = "data/disambig_mle/calima-msa-r13/model.json"
ENTITIES = "data/ner/arabert"
"""Places below the data folder, as camel-tools 1.6.0 installs them."""
PACKAGES = {DATABASE: "morphology-db-msa-r13", MODEL: "disambig-mle-calima-msa-r13", ENTITIES: "ner-arabert"}
"""What `camel_data -i` calls them; the model brings the database along."""
NEURAL = ("torch", "transformers")

Span = tuple[int, int]
"""Words [first:last) of a sentence."""


class Analysis(NamedTuple):
    """The likeliest reading of a word out of its context; None where the word does not tell."""

    lemma: str
    """The dictionary form, without marks."""
    pos: str
    """Part of speech: verb, noun, noun_prop, adj, prep, ..."""
    aspect: Literal["p", "i", "c"] | None
    """Of a verb: perfect, imperfect, command."""
    person: Literal[1, 2, 3] | None
    gender: Literal["m", "f"] | None
    number: Literal["s", "d", "p"] | None
    passive: bool
    proclitics: tuple[str, ...]
    """The features of what is written before it, from the left: wa_conj, sa_fut, Al_det, ..."""
    enclitic: bool
    """Whether a pronoun is written at its end."""


class Morphology:
    """The readings of words: an analyzer over camel-tools' database, ranked by its maximum-likelihood model."""

    def __init__(self, database: Path, model: Path) -> None:
        with _no_download():
            from camel_tools.disambig.mle import MLEDisambiguator
            from camel_tools.morphology.analyzer import Analyzer
            from camel_tools.morphology.database import MorphologyDB

        analyzer = Analyzer(MorphologyDB(str(database)), backoff="NONE")
        self._ranked = MLEDisambiguator(analyzer, str(model), cache_size=0)
        self._known: dict[str, Analysis | None] = {}

    def analyse(self, words: Sequence[str]) -> list[Analysis | None]:
        """The likeliest reading of each word, None for one that the database does not know."""
        return [self._analysis(plain(word)) for word in words]

    def _analysis(self, word: str) -> Analysis | None:
        if word not in self._known:
            if len(self._known) >= 65536:
                self._known.clear()
            self._known[word] = self._look_up(word)
        return self._known[word]

    def _look_up(self, word: str) -> Analysis | None:
        if not _ARABIC_WORD.fullmatch(word):
            return None
        ranked = self._ranked.disambiguate_word([word], 0).analyses
        return _analysis(ranked[0].analysis) if ranked else None


_ARABIC_WORD = re.compile("[ء-غف-ي]{1,40}")


def _analysis(feats: dict[str, str]) -> Analysis:
    def one_of(name: str, *values: str) -> Any:
        return feats[name] if feats.get(name) in values else None

    person = one_of("per", "1", "2", "3")
    proclitics = (feats.get(f"prc{n}", "0") for n in (3, 2, 1, 0))
    return Analysis(
        lemma=plain(feats["lex"]),
        pos=feats["pos"],
        aspect=one_of("asp", "p", "i", "c"),
        person=cast("Literal[1, 2, 3]", int(person)) if person else None,
        gender=one_of("gen", "m", "f"),
        number=one_of("num", "s", "d", "p"),
        passive=feats.get("vox") == "p",
        proclitics=tuple(p for p in proclitics if p not in _NONE),
        enclitic=feats.get("enc0", "0") not in _NONE,
    )


_NONE = ("0", "na", "-", "")


class Ner:
    """Named entities by a BERT model in a local folder."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        with _no_download():
            from camel_tools.ner import NERecognizer

        import_module("transformers.utils.logging").disable_progress_bar()
        self._recognizer = NERecognizer(str(folder), use_gpu=False)

    def persons(self, sentences: Sequence[Sequence[str]]) -> list[list[Span]]:
        """For each sentence (its words and signs, one by one) the persons in it, as words [first:last)."""
        found: list[list[Span]] = []
        packs = list(_packed(sentences))
        cleaned = [[plain(word) or _NO_WORD for words in pack for word in words] for pack in packs]
        for pack, labels in zip(packs, self._recognizer.predict(cleaned), strict=True):
            whole = len(labels) == sum(map(len, pack))  # else the tokenizer left a word out, and labels are shifted
            rest = iter(labels if whole else ())
            found.extend(list(_spans(list(islice(rest, len(words))))) for words in pack)
        return found


_NO_WORD = "."
"""Stands for what the tokenizer would leave out, so that every word keeps its own label."""
_PACK = 140
"""Words that sentences are read together up to: camel-tools pads every input to 256 word pieces, however short."""


def _packed(sentences: Sequence[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    pack: list[Sequence[str]] = []
    for words in sentences:
        if pack and sum(map(len, pack)) + len(words) > _PACK:
            yield pack
            pack = []
        pack.append(words)
    if pack:
        yield pack


def _spans(labels: Sequence[str]) -> Iterator[Span]:
    """The runs of B-PERS I-PERS ...; an I-PERS with nothing before it begins a run too."""
    first: int | None = None
    for i, label in enumerate((*labels, "O")):
        inside = label.startswith("I-PER") and first is not None
        if first is not None and not inside:
            yield first, i
            first = None
        if first is None and label[2:].startswith("PER"):
            first = i


@dataclass(frozen=True, slots=True)
class Camel:
    """What of camel-tools' data is in use; `lacking` says in one line each what else could be."""

    morphology: Morphology | None = None
    ner: Ner | None = None
    lacking: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts in use, for a sheet's provenance."""
        return tuple(name for name in ("morphology", "ner") if getattr(self, name) is not None)


NO_CAMEL = Camel()


@cache
def load() -> Camel:
    """Open what is installed. Raises UsageError when nothing is, or when something is there and cannot be opened."""
    absent = {part.name: part.detail for part in installed() if not part.ready}
    folder = data_folder()
    morphology = ner = None
    if "morphology" not in absent:
        morphology = _opened(MODEL, lambda: Morphology(folder / DATABASE, folder / MODEL))
    if "ner" not in absent:
        ner = _opened(ENTITIES, lambda: Ner(folder / ENTITIES))
    if morphology is None and ner is None:
        raise UsageError(say("camel-nothing", why="; ".join(absent.values())))
    return Camel(morphology, ner, tuple(say("camel-without", part=part, why=why) for part, why in absent.items()))


def _opened(place: str, make: Callable[[], Any]) -> Any:
    """What `make` opens; over broken files camel-tools and transformers raise errors of all kinds, told alike here."""
    try:
        return make()
    except Exception as error:
        why = f"{type(error).__name__}: {str(error)[:200]}"
        path, package = data_folder() / place, PACKAGES[place]
        raise UsageError(say("camel-broken", where=path, why=why, package=package)) from error


@dataclass(frozen=True, slots=True)
class Part:
    """A part that can be used: whether it is ready, and where it is or what to do."""

    name: Literal["morphology", "ner"]
    ready: bool
    detail: str


def installed() -> tuple[Part, Part]:
    """What is installed of morphology and named entities. Opens nothing, and imports nothing heavy."""
    folder = data_folder()
    missing = [place for place in (DATABASE, MODEL) if not (folder / place).is_file()]
    if missing:
        morphology = Part("morphology", False, say("camel-no-data", where=folder / missing[0], package=PACKAGES[MODEL]))
    elif find_spec("editdistance") is None:
        morphology = Part("morphology", False, say("camel-no-package", package="editdistance"))
    else:
        morphology = Part("morphology", True, str(folder / MODEL))
    if not (folder / ENTITIES / "config.json").is_file():
        return morphology, Part("ner", False, say("camel-no-data", where=folder / ENTITIES, package=PACKAGES[ENTITIES]))
    modules = [name for name in NEURAL if find_spec(name) is None]
    if modules:
        return morphology, Part("ner", False, say("camel-no-package", package=" ".join(modules)))
    return morphology, Part("ner", True, str(folder / ENTITIES))


def data_folder() -> Path:
    """Where camel-tools keeps its data: $CAMELTOOLS_DATA, else its folder at home. It need not exist."""
    given = os.environ.get("CAMELTOOLS_DATA")
    if given:
        return Path(given).expanduser().absolute()
    return Path.home() / ("AppData/Roaming/camel_tools" if sys.platform == "win32" else ".camel_tools")


@contextmanager
def _no_download() -> Iterator[None]:
    """Import parts of camel-tools without its data module.

    `camel_tools.data` makes a folder at home and downloads its catalogue, with no time-out, at import. The catalogue
    only serves to find data by name; here they are opened by path. So an empty one stands in its place meanwhile.
    """
    name = "camel_tools.data"
    if name in sys.modules:
        yield
        return
    stand_in = ModuleType(name)
    stand_in.CATALOGUE = None  # type: ignore[attr-defined]
    sys.modules[name] = stand_in
    try:
        yield
    finally:
        del sys.modules[name]


_MARKS = re.compile(f"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640{BIDI}\ufffd]")


def plain(word: str) -> str:
    """A word as camel-tools' data spell it: without marks, tatweel and what cannot be printed, in common letters."""
    return "".join(filter(str.isprintable, _MARKS.sub("", unicodedata.normalize("NFKC", word)))).strip()


@cache
def _letters() -> Callable[[str], str]:
    from camel_tools.utils.charmap import CharMapper

    return cast("Callable[[str], str]", CharMapper.builtin_mapper("ar2hsb"))


def to_hsb(word: str) -> str:
    """An Arabic word in the scheme of Habash, Soudi and Buckwalter (2007): one letter or mark for each."""
    return _letters()(word)
