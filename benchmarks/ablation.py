"""What each hard rule, and each piece of evidence, is good for: everything else as it is, one taken away.

    python benchmarks/ablation.py --data GOLD --library LIBRARY [--features] [--judged FILE]

Counted are alerts (possible and strong) by `scan`: marked mentions that are found and alerts that are nobody marked
(`mentions`, `mentions-2`), names in news that a reader judged to be the party or somebody else (`training/judged.jsonl`), and
all alerts and weak matches in every fourth news text. With --features a weight at a time becomes nought, none being learned anew.
"""

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from scan import texts_of
from watchwire.lists import Library, open_holdings
from watchwire.model import Article, Band, Match
from watchwire.screening import Index, refusals
from watchwire.screening.finder import Finder
from watchwire.screening.model import use_weights
from watchwire.sources.typography import view_of
from watchwire.tables import read_table

JUDGED = Path(__file__).parent.parent / "training" / "judged.jsonl"
Judged = dict[tuple[str, str], bool]


@dataclass
class Data:
    """Texts with marked mentions, texts with judged names, and further texts."""

    marked: list[dict[str, Any]]
    judged: list[tuple[str, Judged]]
    further: list[str]


@dataclass
class Counts:
    """Mentions found, alerts on nothing marked, judged names that are the party and alert, or are not, and all matches."""

    found: int = 0
    unmarked: int = 0
    right: int = 0
    wrong: int = 0
    alerts: int = 0
    weak: int = 0

    def cells(self) -> str:
        """Return the numbers as cells of a table."""
        numbers = (self.found, self.unmarked, self.right, self.wrong, self.alerts, self.weak)
        return " | ".join(map(str, numbers))


def gather(data: Path, judged_file: Path) -> Data:
    marked = [
        json.loads(line)
        for task in ("mentions", "mentions-2")
        for line in (data / task / "mentions.jsonl").read_text(encoding="utf-8").split("\n")
        if line.strip()
    ]
    judged: dict[str, Judged] = defaultdict(dict)
    for line in judged_file.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            row = json.loads(line)
            judged[row["text"]][row["name"], row["party"]] = row["right"]
    texts = [view_of(text).text for text in texts_of(data / "news")]
    keyed = [(text, sha256(text.encode()).hexdigest()[:16]) for text in texts]
    return Data(marked, [(text, judged[key]) for text, key in keyed if key in judged], texts[::4])


def alerts(finder: Finder, text: str) -> list[Match]:
    return [match for match in finder.find(Article(text, language="en")) if match.band is not Band.WEAK]


def count_marked(finder: Finder, doc: dict[str, Any], counts: Counts) -> None:
    spots = [(m["start"], m["end"], set(m["parties"])) for m in doc["mentions"]]
    neutral = [(m["start"], m["end"]) for key in ("nested", "out_of_reference") for m in doc.get(key, [])]
    places = [(m.span.start, m.span.end, m.party.id) for m in alerts(finder, doc["text"]) if m.span]
    for start, end, parties in spots:
        counts.found += any(s < end and start < e and party in parties for s, e, party in places)
    beside = {
        (s, e)
        for s, e, _ in places
        if not any(s < end and start < e for start, end, _ in spots)
        and not any(s < end and start < e for start, end in neutral)
    }
    counts.unmarked += len(beside)


def count(finder: Finder, data: Data) -> Counts:
    counts = Counts()
    for doc in data.marked:
        count_marked(finder, doc, counts)
    for text, judged in data.judged:
        there = {(match.query or "", match.party.id) for match in alerts(finder, text)}
        for name, right in judged.items():
            counts.right += right and name in there
            counts.wrong += not right and name in there
    for text in data.further:
        matches = finder.find(Article(text, language="en"))
        counts.weak += sum(match.band is Band.WEAK for match in matches)
        counts.alerts += sum(match.band is not Band.WEAK for match in matches)
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--judged", type=Path, default=JUDGED)
    parser.add_argument("--features", action="store_true")
    args = parser.parse_args()
    data = gather(args.data, args.judged)
    finder = Finder(Index.of(open_holdings(Library(args.library)).parties))
    whole = count(finder, data)
    print(
        "| without | mentions found | unmarked | judged right | judged wrong | alerts | weak |\n|---|--:|--:|--:|--:|--:|--:|"
    )
    print(f"| (nothing) | {whole.cells()} |")
    rules = refusals.RULES
    for rule in rules if not args.features else ():
        refusals.RULES = tuple(other for other in rules if other is not rule)
        print(f"| rule: {rule[1]} | {count(finder, data).cells()} |", flush=True)
    refusals.RULES = rules
    for row in read_table("watchwire.screening", "weights.tsv") if args.features else ():
        if float(row["weight"]) and row["feature"] != "start":
            use_weights({(row["group"], row["feature"]): 0.0})
            counts = count(finder, data)
            if counts != whole:
                print(f"| {row['group']}: {row['feature']} | {counts.cells()} |", flush=True)
    use_weights(None)


if __name__ == "__main__":
    main()
