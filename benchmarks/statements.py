"""Who said what: source, cue and content of attributions, beside a plain quotation regex and textacy where it is there.

    python benchmarks/statements.py --data GOLD/statements [--part dev] [--articles N] [--errors] [--json]

Token F1 counts words (split at anything that is neither letter nor digit) of all sources, cues and contents of an
article. `right` is the share of gold attributions of which one of ours covers half of the content's words, at least
half of it being content, and whose source shares a word with the gold one.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from watchwire.language import language_for
from watchwire.sources.plain import read_plain
from watchwire.statements.english import english_statements

Pieces = list[list[int]]
Found = dict[str, Pieces]
_WORD = re.compile(r"[^\W_]+")
_QUOTE = re.compile(r"[“\"]([^”\"]{3,})[”\"]")


def ours(text: str) -> list[Found]:
    analysis = language_for("en").analyse(read_plain(text))
    return [
        {
            "source": [[s.source.start, s.source.end]] if s.source else [],
            "cue": [[s.cue.start, s.cue.end]],
            "content": [[piece.start, piece.end] for piece in s.content],
        }
        for s in english_statements(analysis)
    ]


def quotations(text: str) -> list[Found]:
    return [{"source": [], "cue": [], "content": [list(m.span())]} for m in _QUOTE.finditer(text)]


def words_in(starts: list[tuple[int, int]], pieces: Iterable[list[int]]) -> set[int]:
    return {n for n, (a, b) in enumerate(starts) if any(low <= a and b <= high for low, high in pieces)}


def measure(rows: list[dict[str, Any]], finder: Callable[[str], list[Found]], errors: bool) -> dict[str, Any]:
    counts = {kind: Counter[str]() for kind in ("source", "cue", "content")}
    right = total = 0
    for row in rows:
        starts = [m.span() for m in _WORD.finditer(row["text"])]
        found = finder(row["text"])
        for kind, count in counts.items():
            gold = set().union(*(words_in(starts, a[kind]) for a in row["attributions"]))
            made = set().union(*(words_in(starts, f[kind]) for f in found))
            count.update(both=len(gold & made), gold=len(gold), made=len(made))
        held = [(words_in(starts, f["content"]), words_in(starts, f["source"])) for f in found]
        for item in row["attributions"]:
            content, source = words_in(starts, item["content"]), words_in(starts, item["source"])
            total += 1
            hit = any(
                2 * len(c & content) >= len(content) and 2 * len(c & content) >= len(c) and (s & source or not source)
                for c, s in held
            )
            right += hit
            if errors and not hit:
                show(row["text"], item)
    scores = {f"{kind} F1": round(f1(count), 3) for kind, count in counts.items()}
    parts = {
        f"{kind} P/R": f"{c['both'] / max(1, c['made']):.2f}/{c['both'] / max(1, c['gold']):.2f}"
        for kind, c in counts.items()
    }
    return {**scores, **parts, "attributions right": round(right / total, 3)}


def f1(count: Counter[str]) -> float:
    return 2 * count["both"] / max(1, count["gold"] + count["made"])


def show(text: str, item: dict[str, Any]) -> None:
    parts = {kind: " … ".join(text[a:b] for a, b in item[kind]) for kind in ("source", "cue", "content")}
    print(f"missed: [{parts['source']}] [{parts['cue']}] [{parts['content'][:160]}]")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--articles", type=int)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    lines = (args.data / f"{args.part}.jsonl").read_text(encoding="utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line][: args.articles]
    finders: dict[str, Callable[[str], list[Found]]] = {"watchwire": ours, "quotation regex": quotations}
    result = {name: measure(rows, finder, args.errors and name == "watchwire") for name, finder in finders.items()}
    if args.json:
        print(json.dumps(result))
        return
    for name, scores in result.items():
        print(f"{name:<18}" + "  ".join(f"{key} {value}" for key, value in scores.items()))


if __name__ == "__main__":
    main()
