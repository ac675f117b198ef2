"""Learn what a changed letter costs between two spellings of one word, and write it to `names/data/edit_costs.tsv`.

    python training/edit_costs.py --library LIBRARY [--leave-out FILE]

From words that one person's strong names write in two ways ("Gadhafi", "Qadhafi"), folded as the search folds them. The letters of two
such spellings are aligned at least cost, each change is counted, and the log-odds of a change over what these letters would
show by chance (as in substitution matrices for proteins, Henikoff and Henikoff 1992) become costs: by one straight line a kind of
change, with the mean and spread that the expected costs have over the same changes, so that likeness keeps its scale. What is
seen seldom is drawn towards the column `expected`. Two rounds. Parties whose references stand in the file --leave-out (column `reference`) are kept
out, so that they can be measured on.
"""

import argparse
import csv
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from watchwire.lists import Library, open_holdings
from watchwire.model import NameQuality, Party, PartyKind
from watchwire.names.fold import fold
from watchwire.names.similarity import letters_apart
from watchwire.names.tokens import words

TABLE = Path(__file__).parent.parent / "src/watchwire/names/data/edit_costs.tsv"
LEAST = 4
APART = 3
SHARE = 0.4
FIRM = 50.0
"""As how many changes seen the expected cost counts."""
SMOOTH = 2.0
ANOTHER = 20
LOWEST = 3
ROUNDS = 2
LETTERS = "abcdefghijklmnopqrstuvwxyz"
Numbers = Any
Costs = dict[str, int]
"""Costs by the letters changed: "ei" for one for the other, "h" for one more."""


def spellings(parties: Sequence[Party]) -> list[tuple[str, str]]:
    """Return the words that one party's names write in two ways, folded."""
    found: set[tuple[str, str]] = set()
    for party in parties:
        if party.kind is not PartyKind.PERSON:
            continue  # bodies are translated, too, and have plurals
        named = [words(name.full) for name in party.names if name.quality is NameQuality.STRONG and name.full.isascii()]
        for one, other in combinations(dict.fromkeys(named), 2):
            found.update(_pairs(set(one) - set(other), set(other) - set(one)))
    return sorted(found)


def _pairs(one: set[str], other: set[str]) -> Iterator[tuple[str, str]]:
    for a in one:
        for b in other:
            left, right = sorted((fold(a), fold(b)))
            if left == right or min(len(left), len(right)) < LEAST or not (left + right).isalpha():
                continue
            if letters_apart(left, right, APART) <= min(APART, SHARE * max(len(left), len(right))):
                yield left, right


def expected() -> Costs:
    """Return what the table expects before any data."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {row["letters"]: int(row["expected"]) for row in csv.DictReader(lines, delimiter="\t")}


def align(a: str, b: str, costs: Costs) -> Iterator[str]:
    """Yield the changes between two words at least cost."""
    rows = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, left in enumerate(a, 1):
        rows[i][0] = rows[i - 1][0] + costs[left]
    for j, right in enumerate(b, 1):
        rows[0][j] = rows[0][j - 1] + costs[right]
    for i, left in enumerate(a, 1):
        for j, right in enumerate(b, 1):
            rows[i][j] = min(
                rows[i - 1][j] + costs[left],
                rows[i][j - 1] + costs[right],
                rows[i - 1][j - 1] + _swap(left, right, costs),
            )
    i, j = len(a), len(b)
    while i or j:
        if i and j and rows[i][j] == rows[i - 1][j - 1] + _swap(a[i - 1], b[j - 1], costs):
            i, j = i - 1, j - 1
            if a[i] != b[j]:
                yield "".join(sorted(a[i] + b[j]))
        elif i and rows[i][j] == rows[i - 1][j] + costs[a[i - 1]]:
            i -= 1
            yield a[i]
        else:
            j -= 1
            yield b[j]


def _swap(a: str, b: str, costs: Costs) -> int:
    return 0 if a == b else costs["".join(sorted(a + b))]


def learn(pairs: Sequence[tuple[str, str]], costs: Costs, before: Costs) -> tuple[Costs, Counter[str]]:
    """Return costs made of the changes that the present costs align."""
    seen = Counter(change for a, b in pairs for change in align(a, b, costs))
    letters = Counter("".join(a + b for a, b in pairs))
    total = sum(letters.values())
    share = {a: letters[a] / total for a in LETTERS}
    learned: Costs = {}
    for length in (1, 2):
        changes = [change for change in before if len(change) == length]
        chance = np.array([math.prod(share[x] for x in c) for c in changes])
        happened = np.array([seen[c] for c in changes], float)
        odds = np.log((happened + SMOOTH) / (chance / chance.sum() * happened.sum() + SMOOTH))
        thought = np.array([before[c] for c in changes], float)
        made = _on_the_scale_of(thought, odds, happened)
        drawn = (happened * made + FIRM * thought) / (happened + FIRM)
        learned.update(zip(changes, (int(c) for c in np.clip(np.round(drawn), LOWEST, ANOTHER)), strict=True))
    return learned, seen


def _on_the_scale_of(thought: Numbers, odds: Numbers, happened: Numbers) -> Numbers:
    """Return costs that fall with the odds, with the mean and spread of the costs thought of over what happened."""
    middle, around = _moments(thought, happened)
    center, spread = _moments(odds, happened)
    return middle - around * (odds - center) / spread


def _moments(values: Numbers, weights: Numbers) -> tuple[float, float]:
    mean = float(np.average(values, weights=weights))
    return mean, math.sqrt(float(np.average((values - mean) ** 2, weights=weights)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--leave-out", type=Path)
    args = parser.parse_args()
    out: set[str] = set()
    if args.leave_out:
        with args.leave_out.open(encoding="utf-8", newline="") as file:
            out = {row["reference"] for row in csv.DictReader(file)}
    parties = [p for p in open_holdings(Library(args.library)).parties if p.listing.reference not in out]
    pairs = spellings(parties)
    before = expected()
    costs, seen = before, Counter[str]()
    for _ in range(ROUNDS):
        costs, seen = learn(pairs, costs, before)
    head = [
        "# What one changed letter costs between two spellings of a word, in twentieths: 20 is another letter. One letter: one more or one",
        "# fewer; two: one for the other. Made by training/edit_costs.py from the strong names of people on the UN and OFAC lists (public);",
        f"# {len(pairs)} pairs of spellings. `seen` is how often the change stands between them, `expected` what we thought before any data.",
        "letters\texpected\tcost\tseen",
    ]
    rows = [
        f"{change}\t{before[change]}\t{cost}\t{seen[change]}"
        for change, cost in sorted(costs.items(), key=lambda c: (len(c[0]), c[0]))
    ]
    TABLE.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")
    print(f"{len(pairs)} pairs of spellings, {sum(seen.values())} changes")


if __name__ == "__main__":
    main()
