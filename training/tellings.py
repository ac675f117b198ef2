"""Learn how likely a sentence reports a dealing with a listed party or country, and measure it on texts left out.

    python training/tellings.py --library LIBRARY [--data tests/reported ...] [--also tests/judged] [--test FOLDER ...] [--write]

A logistic regression over what is seen of a sentence (`watchwire.measures.telling_features`). A sentence is one that reports
a dealing if words of the key (`key.tsv`, see tests/reported) stand in it and are of its kind. Texts of `--also` report what
their `reported.tsv` says and nothing else: releases and news at large, so that talk about sanctions is not taken for dealings.
Folds keep a text together. `--test` folders are judged by the weights of all others. `--write` puts the weights into
`src/watchwire/confidence/data/weights.tsv` (sections `concerns alone` and `concerns`); the other sections stay.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

import watchwire.measures
from watchwire.confidence.concerns import ALONE, BESIDE, beside
from watchwire.lists import Library
from watchwire.measures import Candidate
from watchwire.model import Article
from watchwire.read import Reader
from watchwire.sources.plain import read_plain

HOME = Path(__file__).parent.parent
OUT = HOME / "src" / "watchwire" / "confidence" / "data" / "weights.tsv"
RETOLD = "retold"
"""The kind of lines of the key that tell again what another tells: right where shown, none to be found."""
PLAIN = {"travel", "meeting", "ownership", "position"}
HINTS = {"ownership", "position"}
STRENGTH = 0.2
"""Inverse of the regularisation's strength (C), by what is found of the texts left out."""
REAL = 4.0
"""What a sentence of news at large counts: the texts of the key report far more than news does."""
LEAST = 3
"""How many sentences must show a feature for it to have a weight."""
SMALL = 0.02
LIKELY, SURE = 0.89, 0.94
"""Which share of what a level shows is to be right, on texts left out."""
Model = tuple[DictVectorizer, LogisticRegression]
_DAY = re.compile(r"^\d{4}-\d\d-\d\d$", re.MULTILINE)


@dataclass(frozen=True)
class Row:
    """A sentence with what is seen of it, and which lines of the key stand in it (-1 for those retold)."""

    text: str
    item: Candidate
    seen: tuple[str, ...]
    reports: tuple[int, ...]
    real: bool


@dataclass(frozen=True)
class Reported:
    """A line of the key: the text it is of, its kind, and its words."""

    text: str
    kind: str
    what: str
    words: str


def key_of(path: Path) -> list[Reported]:
    if not path.exists():
        return []
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = [row for row in lines if len(row) > 5 and row[0] != "text"]
    return [Reported(row[0], *row[1].partition(":")[::2], row[4]) for row in rows]


def candidates_of(library: Path, folder: Path) -> Iterator[tuple[str, Article, Sequence[Candidate]]]:
    """Yield the sentences of each text that may report a dealing, as the reader sees them."""
    held: list[Sequence[Candidate]] = []
    find = watchwire.measures.find_candidates

    def keep(*given: Any) -> tuple[Candidate, ...]:
        found = find(*given)
        held.append(found)
        return found

    with mock.patch.object(watchwire.measures, "find_candidates", keep):
        reader = Reader(Library(library))
        for path in sorted(folder.glob("*.txt")):
            held.clear()
            raw = path.read_text(encoding="utf-8")
            day = _DAY.search(raw)
            brief = reader.brief(read_plain(raw), date.fromisoformat(day[0]) if day else None)
            yield path.stem, brief.article, held[-1] if held else ()


def rows_of(library: Path, folder: Path, key: Path, real: bool = False) -> tuple[list[Row], int]:
    """Return the sentences of a folder's texts, and how many activities its key has."""
    reported = key_of(key)
    by_text: dict[str, list[tuple[int, Reported]]] = defaultdict(list)
    for number, line in enumerate(reported):
        by_text[line.text].append((-1 if line.kind == RETOLD else number, line))
    found = [
        Row(name, item, item.seen, tuple(n for n, line in by_text[name] if stands_in(line, item, article.text)), real)
        for name, article, candidates in candidates_of(library, folder)
        for item in candidates
    ]
    return found, sum(line.kind != RETOLD for line in reported)


def stands_in(line: Reported, item: Candidate, text: str) -> bool:
    wanted = line.what if line.kind == RETOLD else line.kind
    kind = wanted if wanted in PLAIN else "dealing"
    start = text.find(line.words)
    fits = kind == item.kind or (line.kind != RETOLD and item.kind == "dealing" and kind in HINTS)
    return fits and start >= 0 and start < item.place.end and start + len(line.words) > item.place.start


def fitted(rows: Sequence[Row]) -> Model:
    often = Counter(name for row in rows for name in row.seen)
    table = DictVectorizer()
    seen = table.fit_transform([{name: 1.0 for name in row.seen if often[name] >= LEAST} for row in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    counts = [REAL if row.real else 1.0 for row in rows]
    return table, model.fit(seen, [bool(row.reports) for row in rows], sample_weight=counts)


def predicted(model: Model, rows: Sequence[Row]) -> np.ndarray:
    return model[1].predict_proba(model[0].transform([dict.fromkeys(row.seen, 1.0) for row in rows]))[:, 1]


def left_out(rows: Sequence[Row]) -> np.ndarray:
    """Return how likely each sentence by itself reports a dealing, by weights learned without its text."""
    shares = np.zeros(len(rows))
    for train, test in GroupKFold(10).split(rows, groups=[row.text for row in rows]):
        shares[test] = predicted(fitted([rows[k] for k in train]), [rows[k] for k in test])
    return shares


def with_beside(rows: Sequence[Row], shares: np.ndarray) -> list[Row]:
    """Return the sentences with what the others of their text say."""
    by_text: dict[str, list[int]] = defaultdict(list)
    for k, row in enumerate(rows):
        by_text[row.text].append(k)
    found = list(rows)
    for held in by_text.values():
        for k, more in zip(held, beside([rows[k].item for k in held], [shares[k] for k in held]), strict=True):
            found[k] = replace(rows[k], seen=(*rows[k].seen, *more))
    return found


def both(rows: Sequence[Row]) -> tuple[Model, Model]:
    """Return the weights for a sentence by itself, and those beside the others of its text."""
    return fitted(rows), fitted(with_beside(rows, left_out(rows)))


def judged(models: tuple[Model, Model], rows: Sequence[Row]) -> np.ndarray:
    return predicted(models[1], with_beside(rows, predicted(models[0], rows)))


def all_left_out(rows: Sequence[Row]) -> np.ndarray:
    """Return how likely each sentence reports a dealing, by weights for both that were learned without its text."""
    shares = np.zeros(len(rows))
    for train, test in GroupKFold(10).split(rows, groups=[row.text for row in rows]):
        shares[test] = judged(both([rows[k] for k in train]), [rows[k] for k in test])
    return shares


def told(rows: Sequence[Row], shares: np.ndarray, total: int, name: str) -> None:
    for at in (0.7, 0.6, 0.55, 0.5, 0.45, 0.4, 0.3, 0.2):
        shown = [row for row, share in zip(rows, shares, strict=True) if share >= at]
        found = {(row.text, n) for row in shown for n in row.reports if n >= 0}
        right = sum(bool(row.reports) for row in shown)
        print(f"{name:<14} from {at:.2f}: {len(shown):>4} sentences, {right:>4} right ({right / max(1, len(shown)):.2f}), "
              f"{len(found):>4} of {total} activities ({len(found) / max(1, total):.2f})")  # fmt: skip


def level(rows: Sequence[Row], shares: np.ndarray, aim: float) -> float:
    """Return the lowest confidence from which the share that is right reaches an aim, on texts left out."""
    right = np.array([bool(row.reports) for row in rows])
    for at in np.arange(0.2, 0.95, 0.01):
        if right[shares >= at].mean() >= aim:
            return float(at)
    return 0.95


def lines_of(section: str, model: Model) -> list[str]:
    table, weights = model
    named = sorted(zip(table.get_feature_names_out(), weights.coef_[0], strict=True))
    lines = [f"weight\t{section}\tbase\t{weights.intercept_[0]:.3f}"]
    return lines + [f"weight\t{section}\t{name}\t{weight:.3f}" for name, weight in named if abs(weight) >= SMALL]


def write(rows: Sequence[Row], likely: float, sure: float) -> None:
    alone, other = both(rows)
    lines = [f"level\t{BESIDE}\tlikely\t{likely:.3f}", f"level\t{BESIDE}\tsure\t{sure:.3f}"]
    lines += [*lines_of(ALONE, alone), *lines_of(BESIDE, other)]
    old = [
        line
        for line in OUT.read_text(encoding="utf-8").splitlines()
        if line.split("\t")[1:2] not in ([ALONE], [BESIDE])
    ]
    OUT.write_text("\n".join([*old, *lines]) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--data", type=Path, nargs="*", default=[HOME / "tests" / "reported"])
    parser.add_argument("--also", type=Path, nargs="*", default=[HOME / "tests" / "judged"])
    parser.add_argument("--test", type=Path, nargs="*", default=[])
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    rows: list[Row] = []
    parts: list[tuple[str, int, int, int]] = []
    total = 0
    for folder, key in [*((f, "key.tsv") for f in args.data), *((f, "reported.tsv") for f in args.also)]:
        more, number = rows_of(args.library, folder, folder / key, key == "reported.tsv")
        parts.append((folder.name, len(rows), len(rows) + len(more), number))
        rows, total = rows + more, total + number
    shares = all_left_out(rows)
    for name, first, last, number in parts:
        told(rows[first:last], shares[first:last], number, name)
    told(rows, shares, total, "all, left out")
    for folder in args.test:
        more, number = rows_of(args.library, folder, folder / "key.tsv")
        told(more, judged(both(rows), more), number, f"test {folder.name}")
    likely, sure = level(rows, shares, LIKELY), level(rows, shares, SURE)
    print(f"likely from {likely:.2f}, sure from {sure:.2f}")
    if args.write:
        write(rows, likely, sure)


if __name__ == "__main__":
    main()
