"""Who said what: source, cue and content of attributions, beside three peers.

The peers: a plain quotation regex; a dependency pattern of spaCy (a verb of saying with its subject and its clause), on
the model that we use ourselves; and textacy's direct quotations where textacy is installed, paragraph by paragraph, as
it refuses a text with an odd number of marks.

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
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from gold import rows
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


VERBS = ["say", "tell", "add", "report", "claim", "announce", "state", "note", "argue", "believe", "think", "warn", "promise", "deny", "confirm", "explain", "write", "insist", "suggest", "declare", "acknowledge", "admit", "reply", "respond"]  # fmt: skip


def dependency_pattern(text: str) -> list[Found]:
    from spacy.matcher import DependencyMatcher

    from watchwire.language.english import pipeline

    matcher = DependencyMatcher(pipeline().vocab)
    verb = {"RIGHT_ID": "cue", "RIGHT_ATTRS": {"LEMMA": {"IN": VERBS}, "POS": "VERB"}}
    subject = {"LEFT_ID": "cue", "REL_OP": ">", "RIGHT_ID": "source", "RIGHT_ATTRS": {"DEP": "nsubj"}}
    clause = {"LEFT_ID": "cue", "REL_OP": ">", "RIGHT_ID": "content", "RIGHT_ATTRS": {"DEP": "ccomp"}}
    matcher.add("said", [[verb, subject, clause]])
    found: list[Found] = []
    for offset, doc in paragraphs(text):
        for _, (cue, source, content) in matcher(doc):
            place = {
                "source": under(doc[source]),
                "cue": [doc[cue].idx, doc[cue].idx + len(doc[cue])],
                "content": under(doc[content]),
            }
            found.append({kind: [[offset + place[kind][0], offset + place[kind][1]]] for kind in place})
    return found


def textacy_quotations(text: str) -> list[Found]:
    from textacy.extract.triples import direct_quotations

    found: list[Found] = []
    for offset, doc in paragraphs(text):
        try:
            triples = list(direct_quotations(doc))
        except ValueError:  # an odd number of marks
            continue
        for triple in triples:
            parts = {"source": triple.speaker, "cue": triple.cue}
            places = {
                kind: [[offset + t.idx, offset + t.idx + len(t)] for t in tokens] for kind, tokens in parts.items()
            }
            content = [offset + triple.content.start_char, offset + triple.content.end_char]
            found.append({**places, "content": [content]})
    return found


def paragraphs(text: str) -> list[tuple[int, Any]]:
    from watchwire.language.english import pipeline

    pieces = [(match.start(), match[0]) for match in re.finditer(r"[^\n]+", text)]
    docs = pipeline().pipe(piece for _, piece in pieces)
    return [(start, doc) for (start, _), doc in zip(pieces, docs, strict=True)]


def under(token: Any) -> list[int]:
    return [token.left_edge.idx, token.right_edge.idx + len(token.right_edge)]


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
    parser.add_argument("--part", default="dev", help="the part to measure, where the folder holds several")
    parser.add_argument("--articles", type=int)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    held = rows(args.data, "statements", f"{args.part}.jsonl", "*.jsonl")[: args.articles]
    finders: dict[str, Callable[[str], list[Found]]] = {
        "watchwire": ours,
        "quotation regex": quotations,
        "dependency pattern": dependency_pattern,
    }
    if find_spec("textacy") is not None:
        finders["textacy"] = textacy_quotations
    result = {name: measure(held, finder, args.errors and name == "watchwire") for name, finder in finders.items()}
    if args.json:
        print(json.dumps(result))
        return
    for name, scores in result.items():
        print(f"{name:<20}" + "  ".join(f"{key} {value}" for key, value in scores.items()))


if __name__ == "__main__":
    main()
