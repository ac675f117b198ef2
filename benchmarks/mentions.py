"""Mentions of listed parties in running text: recall and precision on a gold set.

    python benchmarks/mentions.py --data GOLD/mentions --library LIBRARY [--json] [--errors]

A hit counts when it overlaps a gold mention and names one of its parties. `nested` and `out_of_reference` spans are
neutral. Alerts (bands strong and possible) are counted; short forms count when the entity they were linked to carries
the match, which `watchwire read` does and `watchwire scan` does not.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from gold import Folds
from watchwire.entities import build_entities
from watchwire.language import language_for
from watchwire.lists import Library, open_holdings
from watchwire.model import Article, Band, Span
from watchwire.screening import Screener
from watchwire.sources.furniture import find_furniture

Hit = tuple[Span, frozenset[str]]


def hits_of(screener: Screener, text: str, linked: bool) -> list[Hit]:
    article = Article(text, furniture=find_furniture(text), language="en")
    matches = [m for m in screener.scan(article) if m.band is not Band.WEAK and m.span]
    if not linked:
        spans: dict[Span, set[str]] = {}
        for match in matches:
            assert match.span is not None
            spans.setdefault(match.span, set()).add(match.party.id)
        return [(span, frozenset(ids)) for span, ids in spans.items()]
    entities = build_entities(language_for("en").analyse(article), matches)
    return [
        (span, ids)
        for entity in entities
        if (ids := frozenset(m.party.id for m in entity.matches if m.band is not Band.WEAK))
        for span in entity.mentions
    ]


def score(doc: dict[str, Any], hits: list[Hit], counts: Counter[str], errors: list[str]) -> None:
    gold = [(Span(m["start"], m["end"]), set(m["parties"]), m) for m in doc["mentions"]]
    neutral = [Span(m["start"], m["end"]) for key in ("nested", "out_of_reference") for m in doc.get(key, [])]
    for span, parties, mention in gold:
        counts[f"gold {mention['form']}"] += 1
        counts["gold"] += 1
        if any(hit.overlaps(span) and ids & parties for hit, ids in hits):
            counts[f"found {mention['form']}"] += 1
            counts["found"] += 1
        else:
            errors.append(f"MISS  {doc['doc_id']} {mention['form']}: {mention['text']!r} {sorted(parties)[:2]}")
    for hit, ids in hits:
        if any(hit.overlaps(span) and ids & parties for span, parties, _ in gold):
            counts["right"] += 1
        elif any(hit.overlaps(span) for span in neutral):
            counts["neutral"] += 1
        else:
            counts["wrong"] += 1
            if doc["stratum"] == "ordinary":
                counts["false alarms in ordinary documents"] += 1
            errors.append(f"WRONG {doc['doc_id']} {hit.of(doc['text'])!r} {sorted(ids)[:2]}")


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
    path = args.data / "mentions.jsonl" if args.data.is_dir() else args.data
    screener = Screener(open_holdings(Library(args.library)))
    folds = Folds(args.weights)
    for linked in (False, True):
        counts: Counter[str] = Counter()
        errors: list[str] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            doc = json.loads(line)
            folds.without(doc["doc_id"])
            score(doc, hits_of(screener, doc["text"], linked), counts, errors)
        result = {
            "mode": "read (short forms linked)" if linked else "scan",
            "recall": round(counts["found"] / counts["gold"], 4),
            "precision": round(counts["right"] / max(1, counts["right"] + counts["wrong"]), 4),
            "full-name recall": round(counts["found full"] / max(1, counts["gold full"]), 4),
            **{key: counts[key] for key in sorted(counts)},
        }
        print(json.dumps(result) if args.json else "\n".join(f"{k:<40}{v}" for k, v in result.items()) + "\n")
        if args.errors and linked:
            print("\n".join(errors), file=sys.stderr)


if __name__ == "__main__":
    main()
