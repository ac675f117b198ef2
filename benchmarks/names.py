"""Are two names one party? Watchwire beside nomenklatura's current matcher (logic-v2) and rapidfuzz on labelled pairs.

    python benchmarks/names.py [--data GOLD/name-pairs] [--kinds benchmarks/name_kinds.tsv] [--threshold T] [--json]

For the pairs of `--data`: F1 at our default alert threshold and at each matcher's best one, the share of STRONG pairs that
are right, the expected calibration error (ten bins), and the time. For those of `--kinds`: how many pairs of each kind
are right, for each matcher at the threshold of its makers (ours is where alerts begin, logic-v2's is yente's 0.7) or,
where they name none, at the one that is best for it on these very pairs.
"""

import argparse
import csv
import json
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from watchwire.model import PartyKind
from watchwire.names import compare_names
from watchwire.screening import ALERT

KINDS = {
    "Person": PartyKind.PERSON,
    "Company": PartyKind.ORGANIZATION,
    "Organization": PartyKind.ORGANIZATION,
    "Vessel": PartyKind.VESSEL,
}
Matcher = Callable[[dict[str, str]], float]
MAKERS = {"watchwire": ALERT, "nomenklatura logic-v2": 0.7}
_USUAL = 0.8
"""Where users of plain string likeness usually cut."""
HERE = Path(__file__).with_name("name_kinds.tsv")


def ours(row: dict[str, str]) -> float:
    return compare_names(row["name1"], row["name2"], KINDS.get(row["schema"])).score


def plain(function: Callable[[str, str], float], scale: float) -> Matcher:
    return lambda row: function(row["name1"].casefold(), row["name2"].casefold()) / scale


def nomenklatura() -> Matcher:
    """Return the matcher that yente uses by default, over entities that have a name and nothing else."""
    from followthemoney import ValueEntity, model
    from nomenklatura.matching import get_algorithm
    from nomenklatura.matching.types import ScoringConfig

    algorithm = get_algorithm("logic-v2")
    assert algorithm is not None
    config = ScoringConfig.defaults()
    keys = count()

    def entity(schema: str, name: str) -> ValueEntity:
        # Each has an id of its own: what is worked out of an entity's names is kept under it.
        made = ValueEntity(model[schema], {"id": f"e{next(keys)}", "schema": schema, "properties": {}})
        made.add("name", name)
        return made

    def score(row: dict[str, str]) -> float:
        schema = row["schema"] or "LegalEntity"
        query, result = entity(schema, row["name1"]), entity(schema, row["name2"])
        return float(algorithm.compare(query=query, result=result, config=config).score)

    return score


MATCHERS: dict[str, Matcher] = {
    "watchwire": ours,
    "rapidfuzz WRatio": plain(fuzz.WRatio, 100),
    "rapidfuzz token_set_ratio": plain(fuzz.token_set_ratio, 100),
    "Jaro-Winkler": plain(JaroWinkler.similarity, 1),
}


def f1(scores: list[float], truth: list[bool], threshold: float) -> float:
    right = sum(s >= threshold and t for s, t in zip(scores, truth, strict=True))
    wrong = sum(s >= threshold and not t for s, t in zip(scores, truth, strict=True))
    missed = sum(s < threshold and t for s, t in zip(scores, truth, strict=True))
    return 2 * right / max(1, 2 * right + wrong + missed)


def calibration(scores: list[float], truth: list[bool]) -> float:
    total = 0.0
    for k in range(10):
        inside = [
            (s, t) for s, t in zip(scores, truth, strict=True) if k / 10 <= s < (k + 1) / 10 or (k == 9 and s == 1)
        ]
        if inside:
            total += abs(sum(s for s, _ in inside) - sum(t for _, t in inside))
    return total / len(scores)


def by_kind(rows: list[dict[str, str]], matchers: dict[str, Matcher]) -> dict[str, dict[str, str]]:
    """Return for each kind how many of its pairs each matcher gets right."""
    truth = [row["same"] == "yes" for row in rows]
    table: dict[str, dict[str, str]] = {}
    for name, matcher in matchers.items():
        scores = [matcher(row) for row in rows]
        threshold = MAKERS.get(name)
        if threshold is None:
            right = {k: sum((s >= k / 100) == t for s, t in zip(scores, truth, strict=True)) for k in range(30, 100)}
            threshold = max(right, key=lambda k: right[k]) / 100
        label = f"{name} ({threshold:.2f})"
        counts: dict[str, list[bool]] = {}
        for score, same, row in zip(scores, truth, rows, strict=True):
            counts.setdefault(row["kind"], []).append((score >= threshold) == same)
        for kind, held in counts.items():
            table.setdefault(kind, {})[label] = f"{sum(held)}/{len(held)}"
        every = [one for held in counts.values() for one in held]
        table.setdefault("all", {})[label] = f"{sum(every)}/{len(every)}"
    return {**{kind: row for kind, row in table.items() if kind != "all"}, "all": table["all"]}


def overall(rows: list[dict[str, str]], name: str, matcher: Matcher, alert: float) -> dict[str, Any]:
    """Return how a matcher does on labelled pairs as a whole."""
    truth = [row["is_match"] == "true" for row in rows]
    begin = time.perf_counter()
    scores = [matcher(row) for row in rows]
    seconds = time.perf_counter() - begin
    best = max((f1(scores, truth, k / 100), k / 100) for k in range(30, 100))
    strong = [(s >= alert) == t for s, t, row in zip(scores, truth, rows, strict=True) if row["quality"] == "STRONG"]
    return {
        "matcher": name,
        "pairs": len(rows),
        f"F1 at {alert}": round(f1(scores, truth, alert), 3),
        "best F1": round(best[0], 3),
        "at": best[1],
        "STRONG right": round(sum(strong) / max(1, len(strong)), 3),
        "calibration error": round(calibration(scores, truth), 3),
        "pairs/s": round(len(rows) / seconds),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--kinds", type=Path, default=HERE)
    parser.add_argument("--threshold", type=float, help="by default each matcher's makers', else 0.8")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    matchers = {"watchwire": MATCHERS["watchwire"], "nomenklatura logic-v2": nomenklatura(), **MATCHERS}
    if args.data:
        path = args.data / "pairs.csv" if args.data.is_dir() else args.data
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        for name, matcher in matchers.items():
            result = overall(rows, name, matcher, args.threshold or MAKERS.get(name, _USUAL))
            print(json.dumps(result) if args.json else "  ".join(f"{k}: {v}" for k, v in result.items()))
    with args.kinds.open(encoding="utf-8", newline="") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        table = by_kind(list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)), matchers)
    if args.json:
        print(json.dumps(table))
        return
    labels = list(table["all"])
    print(f"{'kind':<32}" + "".join(f"{label:<34}" for label in labels))
    for kind, row in table.items():
        print(f"{kind:<32}" + "".join(f"{row[label]:<34}" for label in labels))


if __name__ == "__main__":
    main()
