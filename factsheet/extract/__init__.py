"""Article → FactSheet: one module a kind of fact, joined by `link`.

Extractors are pure functions of a Document (and a reference date): no clock, no I/O, no settings.
"""

from __future__ import annotations

from datetime import date

import factsheet
from factsheet import lexicon
from factsheet.extract import confirm, link
from factsheet.extract.acronyms import find_acronyms
from factsheet.extract.claims import find_claims
from factsheet.extract.dates import find_dates, infer_published
from factsheet.extract.numbers import find_numbers
from factsheet.extract.people import find_people
from factsheet.extract.quotes import find_quotes
from factsheet.morph import NO_CAMEL, Camel
from factsheet.schema import Article, FactSheet, Provenance
from factsheet.text import Document


def extract_facts(article: Article, camel: Camel = NO_CAMEL) -> FactSheet:
    """Everything found in the article, without checks. Infers the publication date where none is given.

    `camel` is what `factsheet.morph.load()` opened; without it the rules work alone.
    """
    doc = confirm.with_cue_forms(Document(article), camel.morphology)
    numbers = find_numbers(doc)
    published = date.fromisoformat(article.published[:10]) if article.published else None
    inferred = None if published else infer_published(doc, numbers)
    if inferred:
        published = inferred[0]
        article = article.model_copy(update={"published": published.isoformat(), "published_from": inferred[1]})
    dates = find_dates(doc, numbers, published, inferred=inferred is not None)
    people = confirm.confirmed_people(doc, find_people(doc), camel.ner)
    quotes = confirm.checked_agreement(doc, find_quotes(doc, people, dates), camel.morphology)
    return FactSheet(
        article=article,
        quotes=tuple(quotes),
        claims=tuple(link.claims_in_quotes(find_claims(doc, numbers, dates), quotes)),
        dates=tuple(dates),
        officials=tuple(link.quotes_of_officials(people.officials, quotes)),
        acronyms=tuple(find_acronyms(doc)),
        provenance=Provenance(
            generator="factsheet",
            version=factsheet.__version__,
            lexicon_digest=lexicon.digest(),
            options={"camel": list(camel.parts)} if camel.parts else {},
        ),
    )
