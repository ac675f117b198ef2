"""Listed names in news of other languages than English: short texts, each name marked, and namesakes.

    python benchmarks/other_languages.py --library LIBRARY --data TEXTS.jsonl [--half first|second] [--json] [--errors]

A line of the file is a text: its language (`lang`), its `text`, and `mentions`: `words`, the `id` of the party of the UN or
OFAC list, and the `form` (full, short, acronym). No such file ships with us: invented news of real people is none to publish. A mention counts as found when what
`read` shows there names its party, or one that is the same subject; what is shown elsewhere is wrong. A text without
listed names counts as alerted when anything is shown in it. By language with `--errors`. `--half` takes the texts whose
hash is even or odd, so that rules are looked for on one half and measured on the other.
"""

import argparse
import json
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

from watchwire.lists import Library, open_holdings
from watchwire.lists.subjects import Subjects, join_subjects
from watchwire.model import Article, Band, Brief, Span
from watchwire.read import Reader


def half_of(text: str) -> str:
    return "first" if int(sha256(text.encode()).hexdigest(), 16) % 2 == 0 else "second"


def marked(row: dict[str, Any]) -> list[tuple[Span, dict[str, str]]]:
    """Return the mentions with their places: longer words take theirs first, the same words one after another."""
    found: list[tuple[Span, dict[str, str]]] = []
    for mention in sorted(row["mentions"], key=lambda mention: -len(mention["words"])):
        words, start = mention["words"], -1
        while True:
            start = row["text"].index(words, start + 1)
            span = Span(start, start + len(words))
            if not any(span.overlaps(other) for other, _ in found):
                found.append((span, mention))
                break
    return found


def shown(brief: Brief, subjects: Subjects) -> list[tuple[Span, set[str]]]:
    return [
        (span, ids)
        for entity in brief.entities
        if (ids := {subjects.of(m.party.id) for m in entity.matches if m.band is not Band.WEAK})
        for span in entity.mentions
    ]


def score(
    row: dict[str, Any], hits: list[tuple[Span, set[str]]], subjects: Subjects, errors: list[str]
) -> Counter[str]:
    counts: Counter[str] = Counter()
    gold = [(span, subjects.of(mention["id"]), mention) for span, mention in marked(row)]
    for span, subject, mention in gold:
        counts[f"gold {mention['form']}"] += 1
        if any(hit.overlaps(span) and subject in ids for hit, ids in hits):
            counts[f"found {mention['form']}"] += 1
        else:
            errors.append(f"MISS {row['lang']} {mention['form']} {mention['words']} {mention['id']} | {row['text']}")
    for hit, ids in hits:
        right = any(hit.overlaps(span) and subject in ids for span, subject, _ in gold)
        counts["right" if right else "wrong"] += 1
        if not right:
            errors.append(f"WRONG {row['lang']} {hit.of(row['text'])} {sorted(ids)[:2]} | {row['text']}")
    if not gold:
        counts["negatives"] += 1
        counts["alerted"] += bool(hits)
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--half", choices=("first", "second"))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    library = Library(args.library)
    subjects = join_subjects(open_holdings(library).parties)
    reader = Reader(library)
    errors: list[str] = []
    counts: Counter[str] = Counter()
    for line in args.data.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if args.half in {None, half_of(row["text"])}:
            brief = reader.brief(Article(row["text"], language=row["lang"]))
            counts += score(row, shown(brief, subjects), subjects, errors)
    forms = ("full", "short", "acronym")
    result: dict[str, Any] = {
        **{f"{form} forms found": round(counts[f"found {form}"] / max(1, counts[f"gold {form}"]), 3) for form in forms},
        "precision": round(counts["right"] / max(1, counts["right"] + counts["wrong"]), 3),
        "negatives alerted": round(counts["alerted"] / max(1, counts["negatives"]), 3),
        **dict(sorted(counts.items())),
    }
    print(json.dumps(result) if args.json else "\n".join(f"{k:<40}{v}" for k, v in result.items()))
    if args.errors:
        print("\n".join(errors), file=sys.stderr)


if __name__ == "__main__":
    main()
