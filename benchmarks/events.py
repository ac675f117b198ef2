"""Event type of a sentence (PLOVER root), by rules and lexicon alone; actors of the PLOVER gold records.

    python benchmarks/events.py --data GOLD/events [--errors] [--json]

The type of a sentence is that of its outermost event (nearest to the head of the parse). `actors` is the share of gold
sources and targets that one of the event's actors and recipients names, words shared, over both sides.
"""

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from gold import rows
from watchwire.entities import build_entities
from watchwire.events import build_events
from watchwire.language import Analysis, find_dates, language_for
from watchwire.model import Article, Entity, Event
from watchwire.statements import build_statements

_WORD = re.compile(r"[^\W_]{3,}")


def read(text: str) -> tuple[Analysis, tuple[Entity, ...], tuple[Event, ...]]:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    statements = build_statements(analysis, entities)
    return analysis, entities, build_events(analysis, entities, statements, find_dates(analysis, None))


def depth(analysis: Analysis, event: Event) -> int:
    word = analysis.word_at(event.span.start)
    steps = 0
    while word is not None and word.head != word.number and steps < 50:
        word = analysis.words[word.head]
        steps += 1
    return steps


def main_event(analysis: Analysis, events: tuple[Event, ...]) -> Event | None:
    return min(events, key=lambda event: (depth(analysis, event), event.span.start), default=None)


def types(rows: list[dict[str, str]], errors: bool) -> dict[str, Any]:
    right, made, gold = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        analysis, _, events = read(row["sentence"])
        event = main_event(analysis, events)
        found = event.type.upper() if event else "NONE"
        made[found] += 1
        gold[row["root"]] += 1
        right[row["root"]] += found == row["root"]
        if errors and found != row["root"]:
            word = event.span.of(row["sentence"]) if event else ""
            print(f"{row['root']:<10}{found:<10}{word:<14}{row['sentence'][:190]}")
    scores = {root: 2 * right[root] / (made[root] + gold[root]) for root in gold}
    return {
        "macro F1": round(sum(scores.values()) / len(scores), 3),
        "accuracy": round(sum(right.values()) / sum(gold.values()), 3),
        "no event": made["NONE"],
        **{root: round(score, 2) for root, score in sorted(scores.items())},
    }


def actors(rows: list[dict[str, Any]]) -> dict[str, float]:
    hit = Counter[str]()
    total = Counter[str]()
    for row in rows:
        analysis, entities, events = read(row["text"])
        event = main_event(analysis, events)
        by_id = {entity.id: entity for entity in entities}
        for side, ids in (("source", event.actors if event else ()), ("target", event.recipients if event else ())):
            named = {
                w.lower() for key in ids for span in by_id[key].mentions for w in _WORD.findall(span.of(row["text"]))
            }
            named |= {w.lower() for key in ids for w in _WORD.findall(by_id[key].name)}
            for actor in row.get(side) or ():
                stated = actor.get("actorText") if isinstance(actor, dict) else None
                words = {w.lower()[:5] for w in _WORD.findall(stated or "")}
                if words:
                    total[side] += 1
                    hit[side] += bool(words & {w[:5] for w in named})
    return {f"{side} right": round(hit[side] / max(1, total[side]), 3) for side in ("source", "target")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    result = {
        "types": types(rows(args.data, "events", "plover-*.tsv"), args.errors),
        "actors": actors(rows(args.data, "events", "plover-gsr*.jsonl")),
    }
    print(json.dumps(result) if args.json else "\n".join(f"{key}: {value}" for key, value in result.items()))


if __name__ == "__main__":
    main()
