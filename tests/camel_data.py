"""Data for camel-tools, made here: a morphology of a few words, its model, and an untrained BERT for named entities.

The folder is laid out as camel-tools 1.6.0 installs its own data. Nothing in it was taken from those.
"""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest

from factsheet.morph import DATABASE, ENTITIES, MODEL

FEATURES = {
    "pos": "verb noun adj noun_prop prep digit punc latin",
    "asp": "p i c na",
    "per": "1 2 3 na",
    "gen": "m f na",
    "num": "s d p na",
    "vox": "a p na",
    "form_gen": "m f na",
    "form_num": "s d p na",
    "prc3": "0 na",
    "prc2": "0 na wa_conj fa_conj",
    "prc1": "0 na sa_fut li_jus",
    "prc0": "0 na Al_det",
    "enc0": "0 na 3ms_dobj",
    "source": "lex spvar digit punc foreign",
}
OPEN = ("lex", "diac", "gloss", "bw", "pos_logprob", "lex_logprob", "pos_lex_logprob")
"""Features with any value; cas, mod and stt of the real database are not needed here."""

PREFIXES = [
    ("", "P", "diac: bw:"),
    ("و", "Pwa", "diac:وَ bw:وَ/CONJ prc2:wa_conj"),
    ("س", "Psa", "diac:سَ bw:سَ/FUT prc1:sa_fut"),
    ("ال", "Pal", "diac:ال bw:ال/DET prc0:Al_det"),
]
SUFFIXES = [("", "S", "diac: bw:"), ("ه", "Sh", "diac:هُ bw:هُ/PRON enc0:3ms_dobj")]
COMPATIBLE = {
    "###TABLE AB###": ["P V", "Pwa V", "P I", "Pwa I", "Psa I", "P N", "Pal N"],
    "###TABLE BC###": ["V S", "V Sh", "I S", "N S"],
    "###TABLE AC###": ["P S", "P Sh", "Pwa S", "Psa S", "Pal S"],
}


def _verb(form: str, diac: str, lemma: str, told: str, odds: float = -3) -> str:
    """One stem; `told` is aspect, person, gender, number and voice, a letter each."""
    asp, per, gen, num, vox = tuple(told)
    category = "I" if asp == "i" else "V"
    feats = f"lex:{lemma}_1 diac:{diac} bw:{diac}/V gloss:x pos:verb asp:{asp} per:{per} gen:{gen} num:{num} vox:{vox}"
    return f"{form}\t{category}\t{feats} {_rest(gen, num, odds)}"


def _noun(form: str, diac: str, lemma: str, who: str, odds: float = -3) -> str:
    gen, num = who[0], who[1]
    feats = f"lex:{lemma}_1 diac:{diac} bw:{diac}/N gloss:x pos:noun asp:na per:na gen:{gen} num:{num} vox:na"
    return f"{form}\tN\t{feats} {_rest(gen, num, odds)}"


def _rest(gen: str, num: str, odds: float) -> str:
    none = " ".join(f"{name}:0" for name in ("prc3", "prc2", "prc1", "prc0", "enc0"))
    return f"form_gen:{gen} form_num:{num} source:lex {none} pos_lex_logprob:{odds} lex_logprob:{odds} pos_logprob:-1"


STEMS = [
    _verb("اكد", "أَكَّدَ", "أَكَّد", "p3msa"),
    _verb("يعلنا", "يُعْلِنا", "أَعْلَن", "i3mda"),
    _verb("يعلنا", "يُعْلَنا", "أَعْلَن", "i3mdp", odds=-6),
    _verb("تعلنا", "تُعْلِنا", "أَعْلَن", "i3fda"),
    _verb("اعلنتما", "أَعْلَنْتُما", "أَعْلَن", "p2mda"),
    _verb("قالت", "قالَت", "قال", "p3fsa"),
    _verb("قال", "قالَ", "قال", "p3msa"),
    _verb("قالا", "قالا", "قال", "p3mda"),
    _verb("اضاف", "أَضافَ", "أَضاف", "p3msa"),
    _verb("نقلت", "نَقَلَت", "نَقَل", "p3fsa"),
    _noun("ذكر", "ذَكَر", "ذَكَر", "ms", odds=-5),
    _verb("ذكر", "ذَكَرَ", "ذَكَر", "p3msa", odds=-4),
    _noun("وزير", "وَزِير", "وَزِير", "ms"),
    _noun("وزيره", "وَزِيرَة", "وَزِير", "fs"),
    _noun("وزراء", "وُزَراء", "وَزِير", "mp"),
    _noun("مسءول", "مَسْؤُول", "مَسْؤُول", "ms"),
    _noun("مسؤول", "مَسْؤُول", "مَسْؤُول", "ms"),
    _noun("وكاله", "وَكالَة", "وَكالَة", "fs"),
    _noun("شركه", "شَرِكَة", "شَرِكَة", "fs"),
]
READINGS = {
    "ذكر": {"diac": "ذَكَر", "lex": "ذَكَر_1", "bw": "ذَكَر/N", "pos": "noun", "asp": "na", "per": "na", "vox": "na"},
}
"""The model's word → reading: here ذكر is the male rather than the verb that the database ranks first."""


def write_morphology(folder: Path) -> None:
    """The database and its model, below a data folder. Skips the test where camel-tools could not read them."""
    pytest.importorskip("editdistance", reason="editdistance has no wheel for this Python")
    lines = ["###DEFINES###"]
    lines += [f"DEFINE {name} " + " ".join(f"{name}:{v}" for v in values.split()) for name, values in FEATURES.items()]
    lines += [f"DEFINE {name} {name}:*open*" for name in OPEN]
    lines += ["###DEFAULTS###"]
    lines += [f"DEFAULT pos:{pos} gen:na num:na form_gen:na form_num:na" for pos in ("digit", "punc", "latin")]
    lines += ["###ORDER###", "ORDER diac lex bw gloss pos", "###TOKENIZATIONS###", "TOKENIZATION diac"]
    lines += ["###STEMBACKOFF###", "STEMBACKOFF PROP N", "###PREFIXES###", *map("\t".join, PREFIXES)]
    lines += ["###SUFFIXES###", *map("\t".join, SUFFIXES), "###STEMS###", *STEMS]
    for head, pairs in COMPATIBLE.items():
        lines += [head, *pairs]
    _write(folder / DATABASE, "\n".join(lines) + "\n")
    _write(folder / MODEL, json.dumps(READINGS, ensure_ascii=False))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


LABELS = ("B-LOC", "B-ORG", "B-PERS", "B-MISC", "I-LOC", "I-ORG", "I-PERS", "I-MISC", "O")
WORDS = "قال الوزير إن سامر الدهماني زار المدينة مع كيوتارو ماساهيرو , .".split()


def write_ner(folder: Path, said: dict[str, str]) -> None:
    """A BERT of one layer that knows WORDS and gives each of them the label that `said` has for it, "O" for the others.

    Its weights are random but for the last layer, which is solved for those labels.
    """
    torch, transformers = import_module("torch"), import_module("transformers")
    place = folder / ENTITIES
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]
    _write(place / "vocab.txt", "\n".join(vocabulary) + "\n")
    _write(place / "tokenizer_config.json", json.dumps({"do_lower_case": False, "model_max_length": 512}))
    torch.manual_seed(1)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=256, id2label=dict(enumerate(LABELS)), label2id={n: i for i, n in enumerate(LABELS)},
    )  # fmt: skip
    model = transformers.BertForTokenClassification(config)
    with torch.no_grad():  # what a word is, not where it stands, decides: its own direction reaches the last layer
        _make_plain(model)
        states = torch.cat([model.bert(torch.tensor([[i]])).last_hidden_state[0] for i in range(len(vocabulary))])
        wanted = torch.full((len(vocabulary), len(LABELS)), 0.0)
        for i, word in enumerate(vocabulary):
            wanted[i, LABELS.index(said.get(word, "O"))] = 1.0
        model.classifier.weight.copy_(torch.linalg.lstsq(states, wanted).solution.T)
        model.classifier.bias.zero_()
    model.save_pretrained(place)


def _make_plain(model: object) -> None:
    """Take attention, positions and the inner layer out of a BERT, so that its output follows the word alone."""
    for name, weights in model.named_parameters():  # type: ignore[attr-defined]
        if "position_embeddings" in name or "token_type_embeddings" in name or ".output.dense" in name:
            weights.zero_()
