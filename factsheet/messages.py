"""What the user reads on standard error: one line each, saying what is wrong, where, and what to do.

All of it is here, so that another language is one more table.
"""

from __future__ import annotations

ENGLISH = {
    # reading
    "missing": "{where}: there is no such file; check the path",
    "unreadable": "{where}: cannot be read ({why}); check the file and its permissions",
    "empty": "{where}: holds no text; give a file with an article in it",
    "empty-folder": "{where}: the folder holds no {endings} file; give one that does",
    "unknown-format": "{where}: {ending} files are not read; give a {endings} file",
    "not-text": "{where}: is {kind}, not text; save the article as a .txt file in UTF-8",
    "other-kind": "{where}: is {kind}, not a web page; give it the ending that fits",
    "is-page": "{where}: is a web page, not text; give it the ending .html",
    "not-html": "{where}: holds no HTML; give plain text the ending .txt",
    "too-large": "{where}: is larger than {most} MB; give the article alone",
    "page-too-long": "{where}: the page is longer than {most} million characters; give the article alone",
    "no-article": "{where}: no article can be found on the page; save its text as a .txt file",
    "several-on-page": "{where}: the page holds {count} articles; give the page of one, or its text as a .txt file",
    "protected": "{where}: is protected by a password; save it without one",
    "old-word": "{where}: is an old Word file; save it as .docx",
    "broken-file": "{where}: is no {kind} that can be opened; save it again",
    "unpacks-too-large": "{where}: unpacks to more than {most} MB; give the article alone",
    "too-many-pages": "{where}: has {count} pages, and {most} are read; give the article's pages alone",
    "no-text-layer": "{where}: has no text layer, only pictures; give the article as text",
    "pdf-garbled": "{where}: its text layer is not Arabic text; give the article as text",
    "pdf-order": "{where}: a PDF's words, and signs beside numbers, may come in another order; look through them",
    "parquet-package": "{where}: Parquet needs a package that is not there: pip install pyarrow",
    "no-column": "{where}: there is no column {key}, only {columns}; name it with --text-field",
    "bad-csv": "{where}: is not valid CSV ({why}); the rows before it are read",
    "no-ninjs": "{where}: is no ninjs item with a body; give articles as .jsonl, .html or .txt",
    # fetching
    "bad-address": "{where}: only http and https addresses are fetched; check it",
    "private-address": "{where}: is an address of this machine or network; allow it with --allow-private",
    "redirects": "{where}: leads from address to address without end; give the last one",
    "http-status": "{where}: the server answers {status}; check the address, or save the page in a browser",
    "not-a-page": "{where}: is {kind}, not a web page; save the file and give its name",
    "unreachable": "{where}: cannot be fetched ({why}); check the address, or save the page in a browser",
    "too-slow": "{where}: the server takes too long; try again, or save the page in a browser",
    "robots": "{where}: the site's robots.txt does not let programs fetch it; save the page in a browser",
    "fetched-once": "{where}: fetched once, as asked, without looking at robots.txt; mind the site's terms",
    "broken-encoding": "{where}: is {encoding}, but broken at byte {at}; save it again as UTF-8",
    "unknown-encoding": "{where}: the encoding cannot be told; save the article as UTF-8",
    "bad-json": "{where}: is not valid JSON ({why}, column {column}); mend or remove the line",
    "not-an-object": '{where}: is not a JSON object; write {{"text": "..."}} on the line',
    "no-text": '{where}: the record has no "{key}"; give it the article\'s text',
    "surrogate": "{where}: {key} has half a surrogate pair at character {at}; mend the escape",
    "not-a-string": "{where}: {key} is not a string; put it in quotation marks",
    "bad-published": "{where}: published is {value}, not a date; write it as 2024-01-18",
    "bad-toml": "{where}: is not valid TOML ({why}); mend it",
    "unknown-key": "{where}: unknown key {key}; it may hold {keys}",
    "several": "{where}: holds several articles; give one that holds a single article",
    # names.toml
    "names-unreadable": "{where}: no file of names can be read there ({why}); check the path given with --names",
    "names-too-large": "{where}: is larger than {most} bytes; keep only the names that articles have",
    "bad-names": "{where}: {why}; mend the file of names, README.md shows one",
    # writing
    "unwritable-folder": "{where}: no file can be written there ({why}); give another folder with -o",
    "unwritable": "{where}: cannot be written ({why}); give another folder with -o",
    "no-printing": "a PDF needs system libraries that are not there; factsheet doctor says which",
    # exporting
    "unknown-export": "--to {value}: there is no such format; end the name with one of {choices}",
    "export-no-pyarrow": "a .parquet file needs pyarrow, which is not installed: pip install pyarrow",
    "bad-style": "--style {where}: is no Word document that can be opened ({why}); save it as .docx",
    "no-sheets": "{where}: the folder holds no fact sheet; give one that build or extract wrote to",
    "not-a-sheet": "{where}: is no fact sheet; give the .json or .jsonl that build or extract wrote",
    "no-index": "{where}: holds no fact sheets that can be searched; give their folder, or a .sqlite export",
    "no-words": "{value}: holds no word to look for; give letters or digits",
    # reviewing
    "bad-review": "{where}: is not a review that can be read ({why}); restore it, or move it away to begin anew",
    "other-review": "{where}: belongs to the article {id}, not {wanted}; move it away, or give another folder with -o",
    "no-reviews": "{where}: holds no review; give the folder of a .review.json file",
    "nothing-to-review": "there is no article to review; give an article, or a folder with fact sheets",
    "port-taken": "--port {port}: cannot be used ({why}); give another, or none",
    "review-usage": "review {verb} takes {wanted}; see factsheet review --help",
    "not-one-review": "{where}: is neither a .review.json file nor a folder that holds one; check the path",
    "other-article-review": "{where}: belongs to another article than {other}; give two reviews of one article",
    "bad-reviewer": "--reviewer {value}: is no name; give 1 to 80 characters on one line",
    # templates
    "bad-template-name": "{value}: is no name for a template; use letters, digits, - and _",
    "template-exists": "{where}: is there already; give another name, or another folder with -o",
    # options
    "bad-date-option": "--published {value}: is not a date; write it as 2024-01-18",
    "one-article-option": "{option}: belongs to one article; give a single .txt file or -",
    "unknown-output-format": "--format {value}: there is no such format; choose from {choices}",
    "unknown-fact": "--fact {value}: there is no such fact; the article has {choices}",
    "one-sheet": "--article: belongs to one fact sheet; give a single one",
    "fix-article": "--fix: the sheet is mended after its article; give that with --article",
    "other-sheet": "{where}: is of the article {id}, not {wanted}; give two sheets of one article",
    "other-article": "{where}: does not hold the article {id} of the fact sheet; give its own file",
    # camel-tools
    "camel-no-data": "{where} is not there: pip install tabulate, then camel_data -i {package}",
    "camel-no-package": "a package is not there: pip install {package}",
    "camel-nothing": "--camel: nothing that it could use is installed ({why})",
    "camel-without": "--camel: going on without {part} ({why})",
    "camel-broken": "--camel: {where} cannot be opened ({why}); install it again with camel_data -f -i {package}",
    # checking
    "check-errors": "{where}: check finds what cannot be right ({codes}); factsheet check shows each with its place",
    # the rest
    "internal": "{where}: the program failed ({why}); please report it (FACTSHEET_DEBUG=1 shows where)",
    "interrupted": "interrupted",
    "wrong-usage": "{why}; see {prog} --help",
    # doctor
    "doctor-loads": "loads",
    "doctor-slow": "not found, a PDF takes three to four times as long; install {package}",
    "doctor-no-pdf": "not found, no PDF can be made; install {package}",
    "doctor-package": "not installed: pip install --no-deps --require-hashes -r requirements.lock",
    "doctor-font": "not found ({why}): pip install --no-deps --require-hashes -r requirements.lock",
    "doctor-optional": "optional, not installed ({why})",
    # help
    "about": "Reads Arabic news articles and prints checked fact sheets: who said what, which numbers, which dates, "
    "who is named.",
    "about-example": """examples:
  factsheet build article.txt           a brief and its fact sheet, in output/
  factsheet review output/              look through them in the browser
  factsheet search output/ ميناء        find facts again
  factsheet build --help                all that a command can do

Exit codes: 0 done; 1 a finding, or some inputs failed and the others are done;
2 wrong usage, or no input could be read.""",
    "command": "COMMAND",
    "build": "articles in, PDF briefs and fact sheets out",
    "build-example": """examples:
  factsheet build article.txt
  factsheet build article.txt --published 2024-01-18 --publisher "..."
  factsheet build articles/ -o briefs --format pdf,json
  factsheet build - < article.txt""",
    "extract": "articles in, fact sheets as JSON out",
    "extract-example": """examples:
  factsheet extract article.txt
  factsheet extract articles.jsonl -o sheets
  factsheet extract articles/ -o - > sheets.jsonl""",
    "check": "hold fact sheets against the contract and their article",
    "check-example": """examples:
  factsheet check output/article.json
  factsheet check output/article.json --article article.txt --lang ar
  factsheet check written-elsewhere.json --article article.txt --fix mended.json""",
    "diff": "what changed between two fact sheets of one article",
    "diff-example": """examples:
  factsheet diff old/article.json output/article.json
  factsheet diff old/article.json output/article.json --format json""",
    "two-sheets": "the fact sheet as it was, and as it is",
    "diff-format": "text or json (default: text)",
    "explain": "which rule made each fact, how sure it is, and from which words",
    "explain-example": """examples:
  factsheet explain article.txt
  factsheet explain article.txt --fact q1""",
    "export": "fact sheets in, one spreadsheet, document, database or data file out",
    "export-example": """examples:
  factsheet export output/ --to facts.xlsx
  factsheet export output/article.json --to article.docx
  factsheet export output/ --to facts.sqlite --reviewed-only""",
    "export-inputs": "a fact sheet (.json), a file of them (.jsonl), or a folder",
    "to": "the file to write; its ending says the format: {endings}",
    "style": "a Word document whose styles, fonts and colours a .docx takes",
    "bom": "begin a text file with a byte order mark: Excel then reads its Arabic",
    "search": "facts of many sheets by words, source, role, unit, value and day",
    "search-example": """examples:
  factsheet search output/ ميناء
  factsheet search output/ '"ميناء المدينة" ارصف*' --kind quotes
  factsheet search output/ --unit USD --least 1000000 --unverified
  factsheet search output/ قروض --speaker "هناء الصيرفي" --since 2024-01-01 --format csv""",
    "search-source": "a folder of fact sheets, or a .sqlite export",
    "query": "words: all of them, in any spelling, with or without what is joined to them; "
    '"two words" in marks side by side, a beginning with *',
    "speaker": "words of the source's name",
    "role": "words of the source's role",
    "unit": "unit as in the fact sheet: USD, %%, km",
    "least": "smallest value",
    "most": "largest value",
    "since": "first day of publication, as 2024-01-18",
    "until": "last day of publication",
    "of-kind": "quotes, claims, dates or officials",
    "named": "of named sources only",
    "unnamed": "of sources without a name only",
    "verified": "only what a person found to be true",
    "unverified": "only what nobody has found to be true yet",
    "search-format": "table, json, jsonl or csv (default: table)",
    "nothing-found": "nothing is found; {advice}",
    "fewer-words": "try fewer words, or the beginning of one with * ({words})",
    "no-facts": "the sheets hold no facts",
    "fewer-bounds": "leave out {options}",
    "limit": "how many at most (default: 50)",
    "review": "check the findings in the browser: accept, reject, correct, add",
    "review-example": """examples:
  factsheet review article.txt
  factsheet review output/
  factsheet review diff mine/article.review.json theirs/article.review.json
  factsheet review export output/ work.json
  factsheet review import work.json output/""",
    "review-inputs": "articles or fact sheets, or a folder of them; or diff A B, export DIR FILE, import FILE DIR",
    "port": "port of the page on this machine (default: 8417, or any that is free)",
    "no-browser": "print the address, open nothing",
    "reviewer": "name to sign decisions with (default: the user's)",
    "review-output": "folder for the fact sheets and reviews of articles (default: output)",
    "share": "for handing outside: no article text beyond the facts, nothing of the review but its results",
    "variant": "kind of PDF: pdf/ua-1 or pdf/a-3u (default: pdf/ua-1)",
    "names": "how the newsroom writes names, titles and currencies "
    "(default: names.toml of this folder, else of the template's)",
    "jobs": "how many articles are worked on at once (default: one for each core, where there are many)",
    "reviewed-only": "print only what a reviewer has decided on",
    "templates": "list, begin, check and preview templates",
    "templates-example": """examples:
  factsheet templates list
  factsheet templates new gazette --from brief
  factsheet templates preview gazette article.txt
  factsheet templates check gazette""",
    "templates-list": "every template, and where it is from",
    "templates-new": "begin a template that extends another one",
    "templates-check": "hold a template against what Arabic and the PDF bear; exit code 1 when something is found",
    "templates-preview": "show an article in a template in the browser, and again whenever either changes",
    "template-name": "name of the new template",
    "template-origin": "template that it extends (default: brief)",
    "template-folder": "folder to make it in (default: this one)",
    "template-checked": "a template: its name, its folder, or a .zip of it",
    "template-article": "an article, or its fact sheet as JSON",
    "port-any": "port of the page on this machine (default: any that is free)",
    "schema": "print the JSON Schema of a fact sheet",
    "doctor": "show what works on this machine: versions, system libraries, fonts, optional data",
    "inputs": "a file (.txt .html .md .docx .pdf .jsonl .csv .parquet .json), a folder of them, an address, or -",
    "input": "a file (.txt .html .md .docx .pdf .jsonl .csv .parquet .json), a folder of them, an address, or -",
    "sheets": "a fact sheet as JSON",
    "output": "folder for the results (default: output)",
    "output-lines": "folder for the results (default: output); - prints JSON Lines",
    "template": "template of the brief: its name or its folder (default: brief)",
    "lang": "language of the brief's labels: ar or en (default: ar)",
    "lang-terminal": "language of the findings: ar or en (default: en)",
    "format": "what to write, separated by commas (default: pdf,json)",
    "fact": "show this fact alone, with all its fields",
    "article": "the file that the fact sheet was read from: its text must be the same; "
    "a sheet in a loose form is looked up in it",
    "fix": "write what stands in the article as a valid fact sheet",
    "published": "day of publication, as 2024-01-18; wins over what a file says",
    "title": "headline of a single article",
    "publisher": "who published the articles",
    "url": "address of a single article",
    "column": "column or key that holds the {name} (default: {name})",
    "allow-private": "fetch pages from this machine or network too",
    "camel": "check and add to what is found with the data of camel-tools that are installed (see doctor)",
}


def say(key: str, /, **values: object) -> str:
    """The message for a key, its places filled with the values."""
    return ENGLISH[key].format(**values)


def one_line(text: str) -> str:
    """A text on one line: control and bidi characters, which would disturb a terminal, are written as escapes."""
    return "".join(c if c.isprintable() else " " if c in "\n\t\u00a0" else f"\\u{ord(c):04x}" for c in text)
