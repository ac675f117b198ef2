"""Names found, and all mentions of one person, body or place as one entity, on texts marked by hand.

    python benchmarks/entities.py --data GOLD [--errors] [--json]

MEANTIME: `names` is the share of gold names of persons, bodies and places that one of our mentions overlaps, `kind`
that of those whose kind agrees too, `precision` the share of our mentions that overlap any gold mention in the marked
sentences. `B-cubed` weighs, for each gold name found, how well our entity and the gold one agree. NewsFair: the same
over labels with an identity. Pronouns count where a name of the same person was found. Beside ours stands the stock
recogniser, one entity a string.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gold import rows
from watchwire.entities import build_entities, with_spoken
from watchwire.language import language_for
from watchwire.model import Article, EntityKind, Span
from watchwire.statements import build_statements

_KINDS = {"PER": {"person"}, "ORG": {"organization", "government", "group"}, "LOC": {"place", "government"}}
_SENTENCES = 6
_NAMED = {"NAM", "PRE.NAM"}
Found = list[tuple[Span, str, str]]
Gold = list[tuple[Span, str, str]]


def ours(text: str) -> tuple[Found, Found]:
    """Return name mentions and pronouns as (span, entity, kind)."""
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    entities = with_spoken(analysis, entities, build_statements(analysis, entities))
    kinds = set(EntityKind) - {EntityKind.VESSEL, EntityKind.AIRCRAFT}
    names = [(span, e.id, e.kind.value) for e in entities if e.kind in kinds for span in (*e.mentions, *e.roles)]
    return names, [(span, e.id, e.kind.value) for e in entities for span in e.pronouns]


def stock(text: str) -> tuple[Found, Found]:
    analysis = language_for("en").analyse(Article(text, language="en"))
    return [(n.span, n.span.of(text), n.label) for n in analysis.names], []


def best(span: Span, found: Found) -> tuple[Span, str, str] | None:
    """Return the found mention that shares most characters with a gold one."""
    near = [item for item in found if item[0].overlaps(span)]
    return max(near, key=lambda item: min(item[0].end, span.end) - max(item[0].start, span.start), default=None)


def b_cubed(pairs: list[tuple[str, str]]) -> float:
    """Return the B-cubed F1 of (gold entity, our entity) pairs of one document."""
    gold, made, both = Counter(g for g, _ in pairs), Counter(m for _, m in pairs), Counter(pairs)
    if not pairs:
        return 1.0
    precision = sum(both[p] / made[p[1]] for p in pairs) / len(pairs)
    recall = sum(both[p] / gold[p[0]] for p in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall)


def meantime(rows: Iterable[dict[str, Any]]) -> Iterable["Document"]:
    """Yield id, text, gold names, gold pronouns, and all gold mentions."""
    for row in rows:
        starts, text = [], ""
        marked = 0
        for number, token in enumerate(row["tokens"]):
            if row["sentence"][number] >= _SENTENCES:
                break
            if number and row["sentence"][number] != row["sentence"][number - 1]:
                text += "\n\n" if row["sentence"][number] <= 1 else " "
            elif (
                number and token not in {",", ".", "'s", ")", ";", ":", "?", "!", "%"} and not text.endswith(("(", "$"))
            ):
                text += " "
            starts.append(len(text))
            text += token
            marked = number
        entity_of = {m: r["target"][0] for r in row["relations"] if r["kind"] == "REFERS_TO" for m in r["source"]}
        kinds = {m["m_id"]: m.get("ent_type") for m in row["markables"] if m["kind"] == "ENTITY"}
        names, pronouns, everything = [], [], []
        for m in row["markables"]:
            if m["kind"] != "ENTITY_MENTION" or not m["tokens"] or max(m["tokens"]) > marked:
                continue
            first, last = min(m["tokens"]), max(m["tokens"])
            span = Span(starts[first], starts[last] + len(row["tokens"][last]))
            everything.append(span)
            entity = entity_of.get(m["m_id"], f"m{m['m_id']}")
            kind = kinds.get(entity) or ""
            if m.get("syntactic_type") in _NAMED and kind in _KINDS:
                names.append((span, entity, kind))
            elif m.get("syntactic_type") == "PRO" and kind == "PER":
                pronouns.append((span, entity, kind))
        yield row["id"], text, names, pronouns, everything


def news_fair(rows: Iterable[dict[str, Any]]) -> Iterable["Document"]:
    kinds = {"Q215627": "PER", "Q43229": "ORG", "Q2424752": "", "Q27096213": "LOC"}
    for row in rows:
        names, pronouns = [], []
        for label in row["labels"]:
            span = Span(*label["span"])
            kind = next((k for q, k in kinds.items() if q in label["type"].split("|") and k), "")
            if not label["entity_id"].startswith("Q") or not kind:
                continue
            is_name = row["text"][span.start].isupper() and len(span) > 2
            pronoun = label["coref"] and row["text"][span.start : span.end].lower() in {
                "he",
                "she",
                "his",
                "her",
                "him",
            }
            if pronoun:
                pronouns.append((span, label["entity_id"], kind))
            elif is_name:
                names.append((span, label["entity_id"], kind))
        yield str(row["id"]), row["text"], names, pronouns, []


Document = tuple[str, str, Gold, Gold, list[Span]]


class Tally:
    """What has been counted over documents."""

    def __init__(self, finder: Any, errors: bool) -> None:
        self.finder, self.errors = finder, errors
        self.count = Counter[str]()
        self.cubed: list[tuple[float, int]] = []

    def show(self, *words: object) -> None:
        """Print an error where errors are asked for."""
        if self.errors:
            print(*words)

    def add(self, document: Document) -> None:
        """Count one document."""
        name, text, names, pronouns, everything = document
        found, said = self.finder(text)
        held = self._names(name, text, names, found)
        self._pronouns(text, pronouns, said, held)
        for span, _, kind in found if everything else ():
            right = any(span.overlaps(gold) for gold in everything)
            self.count["made"] += 1
            self.count["made right"] += right
            if not right:
                self.show("extra  ", kind, span.of(text)[:60], "|", name[:40])

    def _names(self, name: str, text: str, names: Gold, found: Found) -> dict[str, set[str]]:
        pairs = []
        held: dict[str, set[str]] = defaultdict(set)
        for span, entity, kind in names:
            self.count["gold"] += 1
            hit = best(span, found)
            if hit is None:
                self.show("missed ", kind, span.of(text)[:60], "|", name[:40])
                continue
            self.count["found"] += 1
            self.count["kind"] += hit[2] in _KINDS[kind]
            if hit[2] not in _KINDS[kind]:
                self.show("kind   ", kind, hit[2], span.of(text)[:60], "|", name[:40])
            pairs.append((entity, hit[1]))
            held[entity].add(hit[1])
        self.cubed.append((b_cubed(pairs), len(pairs)))
        return held

    def _pronouns(self, text: str, pronouns: Gold, said: Found, held: dict[str, set[str]]) -> None:
        """Count pronouns of somebody whose name was found."""
        for span, entity, _ in pronouns:
            if not held[entity]:
                continue
            self.count["pronouns"] += 1
            hit = best(span, said)
            if hit is not None:
                self.count["resolved"] += 1
                self.count["resolved right"] += hit[1] in held[entity]
                if hit[1] not in held[entity]:
                    self.show("pronoun", span.of(text), text[max(0, span.start - 150) : span.end + 30].split())

    def result(self) -> dict[str, Any]:
        """Return the figures."""
        count = self.count
        weighed = sum(n for _, n in self.cubed)
        result = {
            "names": round(count["found"] / max(1, count["gold"]), 3),
            "kind": round(count["kind"] / max(1, count["gold"]), 3),
            "B-cubed": round(sum(score * n for score, n in self.cubed) / max(1, weighed), 3),
            "gold": count["gold"],
        }
        if count["made"]:
            result["precision"] = round(count["made right"] / count["made"], 3)
        if count["resolved"]:
            result["pronouns"] = count["pronouns"]
            result["pronouns resolved"] = round(count["resolved"] / count["pronouns"], 3)
            result["of these right"] = round(count["resolved right"] / max(1, count["resolved"]), 3)
        return result


def measure(documents: Iterable[Document], finder: Any, errors: bool) -> dict[str, Any]:
    tally = Tally(finder, errors)
    for document in documents:
        tally.add(document)
    return tally.result()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder above `meantime` and `linking`, or one")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    result: dict[str, Any] = {}
    for title, task, reader in (("MEANTIME", "meantime", meantime), ("NewsFair", "linking", news_fair)):
        if args.data.name in {"meantime", "linking"} and args.data.name != task:
            continue
        held = list(reader(rows(args.data, task, "meantime*.jsonl" if task == "meantime" else "news-fair*.jsonl")))
        result[f"{title}, watchwire"] = measure(held, ours, args.errors)
        result[f"{title}, stock recogniser"] = measure(held, stock, errors=False)
    print(json.dumps(result) if args.json else "\n".join(f"{key}: {value}" for key, value in result.items()))


if __name__ == "__main__":
    main()
