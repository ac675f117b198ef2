"""Names as the press writes them, and names that tempt: single sentences, each with one listed party or with none.

    python benchmarks/news_names.py --data GOLD/news-names --library LIBRARY [--json] [--errors]

A positive counts as found when an alert (band strong or possible) overlaps the mention and names one of its parties. A
negative counts as alerted when any alert overlaps the tempting words, as strong when one of these is strong.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from gold import Folds, rows
from watchwire.lists import Library, open_holdings
from watchwire.model import Article, Band, Match
from watchwire.screening import Screener


def alerts(screener: Screener, text: str, tempting: str) -> list[Match]:
    """Return the alerts that overlap the named words of a text."""
    start = text.find(tempting)
    end = start + len(tempting)
    found = screener.scan(Article(text, language="en"))
    return [m for m in found if m.band is not Band.WEAK and m.span and m.span.start < end and start < m.span.end]


def positives(screener: Screener, data: list[dict[str, Any]], errors: list[str], folds: Folds) -> dict[str, float]:
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for row in data:
        form = "full" if row["form"] == "full" else "short"
        gold[form] += 1
        folds.without(f"positives-{row['id']}")
        hits = alerts(screener, row["text"], row["mention"])
        if any(match.party.id in row["parties"] for match in hits):
            found[form] += 1
        else:
            others = [f"{m.party.id} {m.name.full}" for m in hits]
            errors.append(f"MISS {row['form']} {row['mention']!r} {row['parties']} | {row['text']} {others}")
    return {f"{form} forms found": round(found[form] / gold[form], 4) for form in gold}


def negatives(screener: Screener, data: list[dict[str, Any]], errors: list[str], folds: Folds) -> dict[str, float]:
    alerted = strong = 0
    for row in data:
        folds.without(f"negatives-{row['id']}")
        hits = alerts(screener, row["text"], row["tempting"])
        alerted += bool(hits)
        strong += any(match.band is Band.STRONG for match in hits)
        errors.extend(f"ALERT {m.band} {m.score} {m.party.id} {m.name.full!r} | {row['text']}" for m in hits)
    return {"negatives alerted": round(alerted / len(data), 4), "strong": round(strong / len(data), 4)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument(
        "--weights", type=Path, help="a folder of weights by fold (training/weights.py --cross-validate)"
    )
    args = parser.parse_args()
    screener = Screener(open_holdings(Library(args.library)))
    errors: list[str] = []
    folds = Folds(args.weights)
    result: dict[str, Any] = positives(screener, rows(args.data, "news-names", "positives.jsonl"), errors, folds)
    result |= negatives(screener, rows(args.data, "news-names", "negatives.jsonl"), errors, folds)
    print(json.dumps(result) if args.json else "\n".join(f"{k:<40}{v}" for k, v in result.items()))
    if args.errors:
        print("\n".join(errors), file=sys.stderr)


if __name__ == "__main__":
    main()
