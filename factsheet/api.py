"""The verbs of the command line as Python functions. Their names and arguments are stable; what lies below is not.

Common to all:

- Places are half-open ranges of Unicode code points: `article.text[span.start:span.end] == span.text`.
- Dates are ISO 8601 strings, numbers exact decimals, units as in the JSON (`km`, `USD`, `%`, `minute`).
- What is absent is `None` or an empty tuple. A sheet and all in it is frozen: `model_copy(update=...)` makes another.
- What the user must mend is a `FactsheetError` whose message is one full line. A verb over several files yields the
  error of a bad one in its place and goes on; a verb over one file raises it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from factsheet.errors import FactsheetError, InputError, UsageError

if TYPE_CHECKING:
    from factsheet.read.metadata import Metadata
    from factsheet.schema import Article, FactSheet
    from factsheet.search import Hit

Source: TypeAlias = str | Path
Kind = Literal["quotes", "claims", "dates", "officials"]


def read_article(
    source: Source,
    *,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Article:
    """The article of a file or an address that holds one; what is given here wins over what the source says.

    `published` is an ISO date. Raises InputError for what cannot be read or holds several articles, UsageError for a
    date that is none.

    >>> article = read_article("seeds/000_c426418138226830.txt", publisher="صحيفة المدينة")
    >>> article.id, len(article.text), article.published
    ('000_c426418138226830', 2508, None)
    """
    from factsheet.read import sources

    return sources.read_article(source, _given(source, published, title, publisher, url))


def read_articles(
    inputs: Iterable[Source], *, published: str | None = None, publisher: str | None = None
) -> Iterator[Article | InputError]:
    """The articles of files, folders, addresses and standard input (`"-"`), in order, read one by one.

    An input that cannot be read gives its InputError in its place. Two articles of one call never share an id.

    >>> [type(article).__name__ for article in read_articles(["seeds", "nowhere.txt"])]
    ['Article', 'InputError']
    """
    from factsheet.read import sources

    for reading in sources.read_articles(map(str, inputs), _given("published", published, publisher=publisher)):
        yield reading if isinstance(reading, InputError) else reading.article


def make_sheet(article: Article) -> FactSheet:
    """The fact sheet of an article: everything found in it, and the checks over it.

    A text without facts gives a sheet without facts. The same article always gives the same sheet.

    >>> from factsheet import article_from_text
    >>> text = "قالت مديرة المرفأ هناء الصيرفي: «سنفتح ثلاثة أرصفة». وبلغت الكلفة 12 مليون دولار."
    >>> sheet = make_sheet(article_from_text(text, id="port"))
    >>> [(quote.speaker.name, quote.verbatim[0].text) for quote in sheet.quotes]
    [('هناء الصيرفي', 'سنفتح ثلاثة أرصفة')]
    >>> [(claim.value, claim.unit, claim.span.text) for claim in sheet.claims][-1]
    (Decimal('12000000'), 'USD', '12 مليون دولار')
    """
    from factsheet.pipeline import fact_sheet

    return fact_sheet(article)


def load_sheet(path: Source) -> FactSheet:
    """Read and validate a fact sheet of JSON. Raises SheetError with the path of the first field that is wrong."""
    from factsheet import schema

    return schema.load_sheet(Path(path))


def save_sheet(sheet: FactSheet, path: Source) -> None:
    """Write a fact sheet as JSON, whole or not at all; its folder is made. Raises OutputError.

    >>> sheet = make_sheet(read_article("seeds/000_c426418138226830.txt"))
    >>> save_sheet(sheet, "port.json")
    >>> load_sheet("port.json") == sheet
    True
    """
    from factsheet.output import require_folder, write_whole
    from factsheet.schema import to_json

    require_folder(Path(path).parent)
    write_whole(Path(path), to_json(sheet).encode())


def reviewed_sheet(path: Source, *, reviewed_only: bool = False) -> FactSheet:
    """The sheet of a file as reviewers left it: corrected, with what they added, without what they rejected.

    Their decisions are those of the log `<id>.review.json` beside it; `reviewed_only` leaves out what nobody has
    decided on. Raises SheetError for a broken sheet or log.

    >>> sheet = make_sheet(read_article("seeds/000_c426418138226830.txt"))
    >>> save_sheet(sheet, "port.json")
    >>> reviewed_sheet("port.json") == sheet  # nobody has decided on anything
    True
    >>> reviewed_sheet("port.json", reviewed_only=True).quotes
    ()
    """
    from factsheet.review.gate import for_export

    return for_export(
        load_sheet(path), Path(path), reviewed_only=reviewed_only, extract=lambda s: make_sheet(s.article)
    )


def build_briefs(
    inputs: Iterable[Source],
    folder: Source,
    *,
    formats: Sequence[str] = ("pdf", "json"),
    template: str = "brief",
    lang: Literal["ar", "en"] = "ar",
    publisher: str | None = None,
    reviewed_only: bool = False,
    share: bool = False,
    names: Source | None = None,
    jobs: int | None = 1,
) -> Iterator[list[Path] | FactsheetError]:
    """Write the brief of every article into a folder; yields the paths of each, or the error that it met.

    An article is written when the loop comes to it. `template` is a name or a folder; `names` a newsroom's `names.toml`
    (else that of the current folder, else of the template's); `jobs` processes work at once, None takes one for each
    core. Raises UsageError and OutputError at once, before anything is written.

    >>> for paths in build_briefs(["seeds"], "briefs", formats=["html", "json"]):
    ...     print(paths if isinstance(paths, FactsheetError) else [path.suffix for path in paths])
    ['.html', '.json']
    """
    from factsheet import pipeline

    return pipeline.build(
        list(map(str, inputs)),
        folder=Path(folder),
        formats=formats,
        template=template,
        lang=lang,
        given=_given(folder, None, publisher=publisher),
        reviewed_only=reviewed_only,
        share=share,
        names=_path(names),
        jobs=jobs,
    )


def export_sheets(
    inputs: Iterable[Source],
    to: Source,
    *,
    lang: Literal["ar", "en"] = "ar",
    bom: bool = False,
    reviewed_only: bool = False,
    share: bool = False,
    names: Source | None = None,
    style: Source | None = None,
) -> list[FactsheetError]:
    """Write the sheets of folders and files into one file, whose ending says the format, with review decisions applied.

    `names` is a newsroom's `names.toml`, `style` a Word document whose styles a .docx takes. Returns the errors of the
    sheets that could not be read; the others are written. Sheets are read one by one. Raises
    UsageError for an unknown ending, OutputError, and InputError when there is no sheet at all.

    >>> save_sheet(make_sheet(read_article("seeds/000_c426418138226830.txt")), "port.json")
    >>> export_sheets(["port.json"], "facts.csv", bom=True)
    []
    """
    from factsheet import exporting

    results = list(
        exporting.export(
            list(map(str, inputs)),
            to=Path(to),
            lang=lang,
            bom=bom,
            style=_path(style),
            reviewed_only=reviewed_only,
            share=share,
            names=_path(names),
        )
    )
    errors = [result for result in results if isinstance(result, FactsheetError)]
    if errors and len(errors) == len(results):
        raise errors[0]
    return errors


def search_sheets(
    source: Source,
    words: str = "",
    *,
    speaker: str | None = None,
    role: str | None = None,
    kind: Kind | None = None,
    unit: str | None = None,
    least: float | None = None,
    most: float | None = None,
    named: bool | None = None,
    since: str | None = None,
    until: str | None = None,
    verified: bool | None = None,
    limit: int = 50,
) -> Iterator[Hit | FactsheetError]:
    """The facts of a folder of sheets, or of a `.sqlite` export, that fit everything that is given; the best first.

    `words` are found in any spelling and with or without what is prefixed to them; words in quotation marks side by
    side, a word that ends in `*` by its beginning. `least` and `most` bound the value
    (of a range: any value in it), `since` and `until` the day of publication. `hit.row` holds the columns by name. A
    sheet of the folder that cannot be read gives its error. Raises InputError for a source that holds no facts.

    >>> save_sheet(make_sheet(read_article("seeds/000_c426418138226830.txt")), "briefs/port.json")
    >>> for hit in search_sheets("briefs", "توماهوك", kind="claims", least=2):
    ...     print(hit if isinstance(hit, FactsheetError) else (hit.row["value"], hit.row["text"]))
    (400.0, '400 صاروخ')
    """
    from factsheet.search import Wanted, search

    wanted = Wanted(words, speaker, role, kind, unit, least, most, named, since, until, verified, limit)
    return search(Path(source), wanted)


def _path(source: Source | None) -> Path | None:
    return None if source is None else Path(source)


def _given(
    where: Source, published: str | None, title: str | None = None, publisher: str | None = None, url: str | None = None
) -> Metadata:
    """What the caller knows of an article. Raises UsageError for a date that is none."""
    from factsheet.messages import say
    from factsheet.read.metadata import Metadata, iso_date

    try:
        day = iso_date(published) if published is not None else None
    except ValueError as error:
        raise UsageError(say("bad-published", where=where, value=repr(published))) from error
    return Metadata(title=title, published=day, published_from="option" if day else None, publisher=publisher, url=url)
