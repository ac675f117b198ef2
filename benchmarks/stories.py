"""Same story or not: B-cubed on labelled articles with the shipped threshold, and the time for many articles.

    python benchmarks/stories.py --data GOLD/stories [--many 100000] [--json]

The peer is TF-IDF over words with average link, its threshold tuned on the same data. `--many` makes so many
articles up: stories of one to thirty rewrites each, of words drawn by Zipf's law, half of a rewrite's words taken over.
"""

import argparse
import json
import random
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from watchwire.stories import find_copies, story_groups


def b_cubed(found: list[int], gold: list[str]) -> tuple[float, float, float]:
    ours: dict[int, set[int]] = defaultdict(set)
    theirs: dict[str, set[int]] = defaultdict(set)
    for number, (a, b) in enumerate(zip(found, gold, strict=True)):
        ours[a].add(number)
        theirs[b].add(number)
    shared = [(len(ours[a] & theirs[b]), len(ours[a]), len(theirs[b])) for a, b in zip(found, gold, strict=True)]
    precision = sum(both / a for both, a, _ in shared) / len(shared)
    recall = sum(both / b for both, _, b in shared) / len(shared)
    return 2 * precision * recall / (precision + recall), precision, recall


def peer(texts: list[str], gold: list[str]) -> float:
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(stop_words="english").fit_transform(texts)
    distance = np.clip(1 - (vectors @ vectors.T).toarray(), 0, 1)
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform((distance + distance.T) / 2, checks=False), "average")
    cuts = [k / 100 for k in range(50, 99)]
    return max(b_cubed(fcluster(tree, cut, "distance").tolist(), gold)[0] for cut in cuts)


def made_up(count: int) -> tuple[list[str], list[str]]:
    chance = random.Random(11)
    vocabulary = ["".join(chance.choices("abcdefghijklmnoprstuvz", k=chance.randint(4, 9))) for _ in range(60_000)]
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]
    texts: list[str] = []
    gold: list[str] = []
    while len(texts) < count:
        theme = chance.choices(vocabulary, weights, k=250)
        names = [word.title() for word in chance.choices(vocabulary[2000:], k=12)]
        for _ in range(min(chance.choice([1, 1, 1, 2, 3, 5, 8, 30]), count - len(texts))):
            words = chance.sample(theme, 125) + chance.choices(vocabulary, weights, k=125) + chance.sample(names, 9) * 2
            chance.shuffle(words)
            texts.append(" ".join(words))
            gold.append(str(len(theme)) + names[0])
    return texts, gold


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--many", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    rows = [json.loads(line) for line in (args.data / "ecbplus.jsonl").read_text(encoding="utf-8").splitlines()]
    texts, gold = [row["text"] for row in rows], [row["story"] for row in rows]
    f1, precision, recall = b_cubed(story_groups(texts), gold)
    result: dict[str, Any] = {
        "articles": len(texts),
        "B-cubed F1": round(f1, 3),
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "peer, TF-IDF average link tuned on the data, F1": round(peer(texts, gold), 3),
    }
    if args.many:
        texts, gold = made_up(args.many)
        begin = time.perf_counter()
        found = story_groups(texts)
        result[f"{args.many} made-up articles into stories, s"] = round(time.perf_counter() - begin, 1)
        result["their B-cubed F1"] = round(b_cubed(found, gold)[0], 3)
        begin = time.perf_counter()
        copies = sum(1 for _ in find_copies(texts))
        result[f"copies among {args.many}, s"] = round(time.perf_counter() - begin, 1)
        result["copies found"] = copies
    print(json.dumps(result) if args.json else "\n".join(f"{key:<55}{value}" for key, value in result.items()))


if __name__ == "__main__":
    main()
