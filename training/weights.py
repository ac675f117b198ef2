"""Learn the weights of the evidence, and write them to `screening/data/weights.tsv`.

    python training/weights.py --data GOLD --library LIBRARY [--judged FILE] [--cross-validate FOLDER]

Logistic regression by group of names, drawn towards the expected weights, each weight held to its sign (L-BFGS-B). With
--cross-validate the table stays as it is: for each fifth of the documents the weights are learned from the others and kept in
a folder of their own, which the benchmarks take by --weights.
"""

import argparse
import csv
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from examples import Example, is_held_out, of_judged, of_lists, of_mentions, of_news_names
from watchwire.lists import Library, open_holdings
from watchwire.screening import Index
from watchwire.screening.finder import Finder
from watchwire.sources.typography import view_of

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
from gold import fold_of
from scan import texts_of

TABLE = Path(__file__).parent.parent / "src/watchwire/screening/data/weights.tsv"
SPREAD = 0.5
"""How far a weight strays from what was expected before data resist: one standard deviation, in log-odds. Of 0.3, 0.5,
0.7 and 1.0 the best by cross-validation; without it the documents at hand were learned by heart."""
SHARE = {"mentions": 1.0, "sentences": 2.0, "news": 0.3, "lists": 0.1, "pairs": 1.0}
FOLDS = 5


def rows_of(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    return head, list(csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t"))


def fit(rows: Sequence[dict[str, str]], examples: Sequence[Example]) -> list[float]:
    """Return the weights of one group's features; examples from bare sentences have a start of their own."""
    names = [row["feature"] for row in rows]
    expected = np.array([float(row["expected"]) for row in rows] + [0.0])
    at = {name: k for k, name in enumerate(names)}
    values = np.zeros((len(examples), len(names) + 1))
    for k, example in enumerate(examples):
        values[k, at["start"]] = 1.0
        values[k, -1] = float(example.source == "lists")
        for name, value in example.features.items():
            if name in at:
                values[k, at[name]] = value
    truth = np.array([example.right for example in examples], float)
    share = np.array([SHARE[example.source] * example.weight for example in examples])
    spread = np.array([SPREAD] * len(names) + [10.0])

    def loss(w: Any) -> tuple[float, Any]:
        z = values @ w
        chance = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
        cost = -(share * (truth * np.log(chance + 1e-12) + (1 - truth) * np.log(1 - chance + 1e-12))).sum()
        pull = (w - expected) / spread
        return cost + 0.5 * (pull**2).sum(), values.T @ (share * (chance - truth)) + pull / spread

    bounds = [*(bounds_of(row) for row in rows), (None, None)]
    found = minimize(
        loss,
        np.clip(
            expected,
            [b[0] if b[0] is not None else -math.inf for b in bounds],
            [b[1] if b[1] is not None else math.inf for b in bounds],
        ),
        jac=True,
        method="L-BFGS-B",
        bounds=bounds,
    )
    return [round(float(w), 3) for w in found.x[:-1]]


def bounds_of(row: dict[str, str]) -> tuple[float | None, float | None]:
    """Return between which values training may move a weight."""
    if row["sign"] == "=":
        return float(row["expected"]), float(row["expected"])
    return {"+": (0.0, None), "-": (None, 0.0)}.get(row["sign"], (None, None))


def learn(rows: list[dict[str, str]], examples: Sequence[Example]) -> list[dict[str, str]]:
    learned: list[dict[str, str]] = []
    for group in dict.fromkeys(row["group"] for row in rows):
        mine = [row for row in rows if row["group"] == group]
        some = [example for example in examples if example.group == group]
        weights = fit(mine, some)
        learned.extend(row | {"weight": str(weight)} for row, weight in zip(mine, weights, strict=True))
        print(f"{group}: {len(some)} examples, {sum(e.right for e in some)} right")
    return learned


def write(path: Path, head: list[str], rows: list[dict[str, str]]) -> None:
    lines = [*head, "\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def gather(args: argparse.Namespace) -> list[Example]:
    parties = open_holdings(Library(args.library)).parties
    finder = Finder(Index.of(parties))
    examples: list[Example] = []
    for folder in ("mentions", "mentions-2"):
        examples.extend(of_mentions(finder, args.data / folder / "mentions.jsonl"))
    examples.extend(of_news_names(finder, args.data / "news-names"))
    texts = [view_of(text).text for text in texts_of(args.data / "news")]
    examples.extend(of_judged(finder, args.judged, texts))
    strangers = Finder(Index.of([party for party in parties if not is_held_out(party)]))
    examples.extend(of_lists(strangers, parties, args.every))
    return examples


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--judged", type=Path, default=Path(__file__).parent / "judged.jsonl")
    parser.add_argument("--every", type=int, default=2, help="take about every n-th listed party for bare sentences")
    parser.add_argument("--cross-validate", type=Path, help="a folder for the weights of each fold")
    args = parser.parse_args()
    head, rows = rows_of(TABLE)
    examples = gather(args)
    if args.cross_validate:
        args.cross_validate.mkdir(parents=True, exist_ok=True)
        for fold in range(FOLDS):
            kept = [e for e in examples if e.source == "lists" or fold_of(e.document, FOLDS) != fold]
            write(args.cross_validate / f"weights-{fold}.tsv", head, learn(rows, kept))
        return
    write(TABLE, head, learn(rows, examples))


if __name__ == "__main__":
    main()
