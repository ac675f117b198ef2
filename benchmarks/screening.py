"""Finding a listed party by name: exact and treated names, invented names, and aliases taken out of the list.

    python benchmarks/screening.py --data GOLD/screening --un-list UN.xml [--every 1] [--negatives 2000] [--json]
    python benchmarks/screening.py --data GOLD/screening --library LIBRARY --speed 35000 [--json]

The second form measures speed in bulk alone, against a list cut or filled up to so many names, beside rapidfuzz's
token_set_ratio over the same names: invented people, asked once with every word new and once more.
"""

import argparse
import csv
import json
import time
from pathlib import Path
from typing import Any

from watchwire.lists import Library, open_holdings
from watchwire.lists.bundle import Bundle
from watchwire.lists.publisher import load_bundle
from watchwire.model import Band, PartyKind
from watchwire.names.tokens import words
from watchwire.screening import Index, Query, settle
from watchwire.screening.lookup import look_up


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def positives(index: Index, table: list[dict[str, str]], column: str) -> dict[str, float]:
    first = five = 0
    for row in table:
        found = [m.party.listing.reference for m in look_up(index, Query(row[column], PartyKind.PERSON), 5)]
        wanted = set(row["reference"].split("|"))
        first += bool(found) and found[0] in wanted
        five += bool(wanted & set(found))
    return {f"{column} first": round(first / len(table), 4), f"{column} in five": round(five / len(table), 4)}


def best_score(index: Index, name: str, kind: PartyKind) -> tuple[str | None, float, bool]:
    found = look_up(index, Query(name, kind), 1, least=0.0)
    if not found:
        return None, 0.0, False
    return found[0].party.listing.reference, found[0].score, found[0].band is not Band.WEAK


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--un-list", type=Path)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--speed", type=int, help="only the speed, against a list of so many names")
    parser.add_argument("--every", type=int, default=1, help="take every n-th held-out alias")
    parser.add_argument("--negatives", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if args.speed:
        result = speed(args.data, args.library, args.speed)
        print(json.dumps(result) if args.json else "\n".join(f"{k:<55}{v}" for k, v in result.items()))
        return
    parties = load_bundle(Bundle.from_paths([args.un_list])).parties
    index = Index.of(parties)
    result: dict[str, Any] = {"parties": len(parties)}
    table = rows(args.data / "positives.csv")
    result |= positives(index, table, "name") | positives(index, table, "treated")
    begin = time.perf_counter()
    scores, alerts = [], 0
    for row in rows(args.data / "negatives.csv")[: args.negatives]:
        _, score, alert = best_score(index, row["name"], PartyKind.PERSON)
        scores.append(score)
        alerts += alert
    result["negatives in the alert band"] = round(alerts / len(scores), 4)
    result["names/s"] = round(len(scores) / (time.perf_counter() - begin))
    scores.sort(reverse=True)
    held = rows(args.data / "alias-holdout.csv")[:: args.every]
    outcome = [held_out(index, row) for row in held]
    for share in (0.01, 0.001):
        threshold = scores[max(0, int(len(scores) * share) - 1)] + 1e-9
        right = sum(right and score >= threshold for right, score in outcome)
        result[f"alias hold-out, right first at {share:.1%} false alarms"] = round(right / len(held), 4)
        result[f"threshold at {share:.1%}"] = round(threshold, 3)
    result["alias hold-out, right first, no threshold"] = round(sum(right for right, _ in outcome) / len(held), 4)
    print(json.dumps(result) if args.json else "\n".join(f"{k:<55}{v}" for k, v in result.items()))


def speed(data: Path, library: Path, names: int) -> dict[str, Any]:
    from rapidfuzz import fuzz, process

    from scan import sized

    parties = sized(open_holdings(Library(library)).parties, names)
    index = Index.of(parties)
    asked = [row["name"] for row in rows(data / "negatives.csv")[:3000]]
    settle()
    result: dict[str, Any] = {"names": sum(len(party.names) for party in parties)}
    for label in ("every word new", "words known"):
        begin = time.process_time()
        for name in asked:
            look_up(index, Query(name, PartyKind.PERSON))
        result[f"watchwire, {label}, names/s"] = round(len(asked) / (time.process_time() - begin))
    listed = [name.full.casefold() for party in parties for name in party.names]
    few = asked[: max(10, 2_000_000 // len(listed))]
    begin = time.process_time()
    for name in few:
        process.extractOne(name.casefold(), listed, scorer=fuzz.token_set_ratio, score_cutoff=80)
    result["rapidfuzz token_set_ratio, names/s"] = round(len(few) / (time.process_time() - begin), 1)
    return result


def held_out(index: Index, row: dict[str, str]) -> tuple[bool, float]:
    """Ask for an alias while its own entries of the same letters are left out of the answer."""
    same = words(row["alias"])
    kind = PartyKind.PERSON if row["kind"] == "person" else PartyKind.ORGANIZATION
    left_out = {
        number
        for number, entry in enumerate(index.entries)
        if entry.party.listing.reference == row["reference"] and words(entry.name.full) == same
    }
    found = look_up(index, Query(row["alias"], kind), 1, least=0.0, without=frozenset(left_out))
    if not found:
        return False, 0.0
    return found[0].party.listing.reference == row["reference"], found[0].score


if __name__ == "__main__":
    main()
