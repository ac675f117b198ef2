"""Event type of a sentence (PLOVER root), by rules and lexicon alone; actors of the PLOVER gold records.

    python benchmarks/events.py --data GOLD/events [--errors] [--json]

The type of a sentence is that of its outermost event (nearest to the head of the parse). `actors` is the share of gold
sources and targets that the event's side names: a word shared with a name or with the words for who has none, or the
same country ("Hungarian officials" for "Hungary").
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
from watchwire.events.lands import codes_in
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


def _told(text: str, by_id: dict[str, Entity], event: Event | None, side: str) -> tuple[set[str], set[str]]:
    """Return the beginnings of the words on a side of an event, and the countries there."""
    if event is None:
        return set(), set()
    ids, spans, codes = (
        (event.actors, event.actor_spans, event.actor_countries)
        if side == "source"
        else (event.recipients, event.recipient_spans, event.recipient_countries)
    )
    parties = [by_id[key] for key in ids]
    phrases = [*(party.name for party in parties), *(span.of(text) for span in spans)]
    phrases += [span.of(text) for party in parties for span in party.mentions]
    return {w.lower()[:5] for phrase in phrases for w in _WORD.findall(phrase)}, set(codes)


def actors(rows: list[dict[str, Any]], errors: bool = False) -> dict[str, float]:
    hit = Counter[str]()
    total = Counter[str]()
    for row in rows:
        analysis, entities, events = read(row["text"])
        event = main_event(analysis, events)
        by_id = {entity.id: entity for entity in entities}
        for side in ("source", "target"):
            named, codes = _told(row["text"], by_id, event, side)
            for actor in row.get(side) or ():
                stated = (actor.get("actorText") if isinstance(actor, dict) else None) or ""
                words = {w.lower()[:5] for w in _WORD.findall(stated)}
                if words:
                    total[side] += 1
                    hit[side] += bool(words & named) or bool(codes.intersection(codes_in(stated)))
                    if errors and not (words & named or codes.intersection(codes_in(stated))):
                        print(f"{side:<8}{stated:<32}{row['text'][:190]}")
    return {f"{side} right": round(hit[side] / max(1, total[side]), 3) for side in ("source", "target")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    result = {
        "types": types(rows(args.data, "events", "plover-*.tsv"), args.errors),
        "actors": actors(rows(args.data, "events", "plover-gsr*.jsonl"), args.errors),
    }
    print(json.dumps(result) if args.json else "\n".join(f"{key}: {value}" for key, value in result.items()))


if __name__ == "__main__":
    main()
