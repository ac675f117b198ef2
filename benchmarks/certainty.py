"""How certain a mentioned event is: certain, uncertain or negated, on words marked by hand.

    python benchmarks/certainty.py --data GOLD/certainty [--errors] [--json]

Gold labels run from -3 (it did not happen) to 3 (it did); the nearest of -3, 0 and 3 is the grade. Beside ours stand
two baselines: `all certain`, and `near words` (a negation or a modal among the four words before the event).
"""

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from gold import rows
from watchwire.events import factuality
from watchwire.language import language_for
from watchwire.model import Article

GRADES = ("certain", "uncertain", "negated")
_EDGE = 1.5
_QUOTES = {"``": '"', "''": '"', "`": "'"}
_JOINED = re.compile(r"^(?:n't|'(?:s|re|ve|ll|d|m)|[.,;:?!%)\]])$", re.IGNORECASE)
_NEGATION = frozenset({"not", "n't", "no", "never", "without", "neither", "nor", "nobody", "nothing"})
_MODAL = frozenset(
    {"will", "would", "could", "may", "might", "should", "can", "if", "to", "must", "likely", "possible", "expected"}
)


def grade(label: float) -> str:
    return "certain" if label >= _EDGE else "negated" if label <= -_EDGE else "uncertain"


def joined(tokens: list[str]) -> tuple[str, list[int]]:
    """Return running text and where each token begins."""
    text, starts, open_quote = "", [], False
    glue = True
    for token in tokens:
        shown = _QUOTES.get(token, token)
        closing = token == "''"
        if text and not glue and not _JOINED.match(token) and not closing:
            text += " "
        starts.append(len(text))
        text += shown
        glue = token in {"``", "(", "$", "`"} or (token == '"' and not open_quote)
        open_quote = not open_quote if token == '"' else open_quote
    return text, starts


def near_words(tokens: list[str], place: int) -> str:
    before = {token.lower() for token in tokens[max(0, place - 4) : place]}
    return "negated" if before & _NEGATION else "uncertain" if before & _MODAL else "certain"


def run(rows: list[dict[str, Any]], errors: bool) -> dict[str, Any]:
    pairs: dict[str, Counter[tuple[str, str]]] = {
        "watchwire": Counter(),
        "near words": Counter(),
        "all certain": Counter(),
    }
    for row in rows:
        if not row["targets"]:
            continue
        tokens = row["text"].split(" ")
        text, starts = joined(tokens)
        analysis = language_for("en").analyse(Article(text, language="en"))
        for target in row["targets"]:
            place = target["span1"][0]
            gold = grade(target["label"])
            word = analysis.word_at(starts[place])
            ours = factuality(analysis, word) if word else "certain"
            pairs["watchwire"][gold, ours] += 1
            pairs["near words"][gold, near_words(tokens, place)] += 1
            pairs["all certain"][gold, "certain"] += 1
            if errors and gold != ours:
                print(f"{target['label']:>5} {ours:<10}{target['span_text']:<14}{text[:230]}")
    return {name: scores(held) for name, held in pairs.items()}


def scores(pairs: Counter[tuple[str, str]]) -> dict[str, Any]:
    each = {}
    for one in GRADES:
        right = pairs[one, one]
        gold, made = (sum(n for pair, n in pairs.items() if pair[side] == one) for side in (0, 1))
        each[one] = round(2 * right / (gold + made), 3) if gold + made else 0.0
    total = sum(pairs.values())
    accuracy = sum(pairs[one, one] for one in GRADES) / max(1, total)
    return {"macro F1": round(sum(each.values()) / 3, 3), **each, "accuracy": round(accuracy, 3), "events": total}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--files", nargs="*", default=["uw-dev.jsonl", "meantime-dev.jsonl"], help="names or patterns")
    parser.add_argument("--limit", type=int, default=None, help="only so many sentences of each file")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    result = {}
    for name in args.files:
        # Where the part asked for is not there, what there is of that set is taken.
        held = rows(args.data, "certainty", name, f"{name.split('-')[0]}*.jsonl")
        result[name] = run(held[: args.limit], args.errors)
    if args.json:
        print(json.dumps(result))
        return
    for name, peers in result.items():
        print(name)
        for peer, values in peers.items():
            print(f"  {peer:<12}" + "  ".join(f"{key} {value}" for key, value in values.items()))


if __name__ == "__main__":
    main()
