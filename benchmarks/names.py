"""Are two names one party? Watchwire beside rapidfuzz on labelled pairs.

    python benchmarks/names.py --data GOLD/name-pairs [--threshold 0.8] [--json]

Prints F1 at our default alert threshold and at each matcher's best one, the share of STRONG pairs that are right, the
expected calibration error (ten bins), and the time.
"""

import argparse
import csv
import json
import time
from collections.abc import Callable
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


def ours(row: dict[str, str]) -> float:
    return compare_names(row["name1"], row["name2"], KINDS.get(row["schema"])).score


def plain(function: Callable[[str, str], float], scale: float) -> Matcher:
    return lambda row: function(row["name1"].casefold(), row["name2"].casefold()) / scale


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--threshold", type=float, default=ALERT)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    path = args.data / "pairs.csv" if args.data.is_dir() else args.data
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    truth = [row["is_match"] == "true" for row in rows]
    for name, matcher in MATCHERS.items():
        begin = time.perf_counter()
        scores = [matcher(row) for row in rows]
        seconds = time.perf_counter() - begin
        best = max((f1(scores, truth, k / 100), k / 100) for k in range(30, 100))
        strong = [
            (s >= args.threshold) == t
            for s, t, row in zip(scores, truth, rows, strict=True)
            if row["quality"] == "STRONG"
        ]
        result: dict[str, Any] = {
            "matcher": name,
            "pairs": len(rows),
            f"F1 at {args.threshold}": round(f1(scores, truth, args.threshold), 3),
            "best F1": round(best[0], 3),
            "at": best[1],
            "STRONG right": round(sum(strong) / max(1, len(strong)), 3),
            "calibration error": round(calibration(scores, truth), 3),
            "pairs/s": round(len(rows) / seconds),
        }
        print(json.dumps(result) if args.json else "  ".join(f"{k}: {v}" for k, v in result.items()))


if __name__ == "__main__":
    main()
