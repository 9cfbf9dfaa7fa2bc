"""A quote with its attribution, ready for a message or an article."""

from __future__ import annotations

from factsheet.newsroom import latin_of
from factsheet.render.speech import in_marks, pieces, speaker_name
from factsheet.schema import FactSheet, Quote

_NOBODY = {"ar": "متحدث لم يُحدَّد", "en": "speaker not determined"}
_INDIRECT = {"ar": "نقل غير مباشر", "en": "reported, not verbatim"}
_PARAGRAPH = {"ar": "الفقرة {n}", "en": "paragraph {n}"}
_COMMA = {"ar": "، ", "en": ", "}


def attributed(sheet: FactSheet, quote: Quote, lang: str) -> str:
    """The words, verbatim ones alone inside marks; then who said them and where they stand.

    «…» — name, role (publisher, date, paragraph) address

    In English the newsroom's Latin forms stand for the Arabic ones.
    """
    officials = {official.id: official for official in sheet.officials if official.review.status != "rejected"}
    official = officials.get(quote.speaker.official or "")
    who = [
        (official.name if official else speaker_name(quote.speaker)) or _NOBODY[lang],
        (official.role if official else None) or quote.speaker.role,
        (official.affiliation if official else None) or quote.speaker.affiliation,
    ]
    if lang == "en":
        speaker = quote.speaker
        latin = (
            latin_of(official) if official else speaker.romanized,
            (official.role_latin if official else None) or speaker.role_latin,
            (official.affiliation_latin if official else None) or speaker.affiliation_latin,
        )
        who = [form or words for form, words in zip(latin, who, strict=True)]
    where = [sheet.article.publisher, sheet.article.published]
    if quote.paragraph is not None:
        where.append(_PARAGRAPH[lang].format(n=quote.paragraph))
    if quote.kind == "indirect":
        where.append(_INDIRECT[lang])
    comma = _COMMA[lang]
    line = f"{_words(quote)} — {comma.join(filter(None, who))} ({comma.join(filter(None, where))})"
    return f"{line}\n{sheet.article.url}" if sheet.article.url else line


def _words(quote: Quote) -> str:
    parts = []
    for piece in pieces(quote):
        if piece.kind == "verbatim":
            parts.append(in_marks(piece.text))
        else:
            parts.append(" … " if piece.kind == "gap" else piece.text)
    return " ".join("".join(parts).split())
