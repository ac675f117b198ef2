"""Reported activities: how many of those that a text reports are shown as concerns, and how many shown are reported.

    python benchmarks/concerns.py --data tests/reported --library LIBRARY [--verbose] [--json]

The texts are news of our own writing with a key of what they report (tests/reported/NOTICE.md). A reported activity is
found if a concern of a fitting kind that the default shows stands on its words or in its sentence; a concern is right if
it stands so with one of the key, or with another telling of one (kind `retold`). A key without those lines counts other
tellings as wrong, so that its second figure is low by some. There is no open peer: nothing else that is open goes from a text to the measures that cover what it reports.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from watchwire.confidence import Level, shown_from
from watchwire.lists import Library
from watchwire.model import Brief, Concern, Span
from watchwire.read import Reader
from watchwire.sources.plain import read_plain

_FITTING = {
    "travel": {"travel"},
    "meeting": {"meeting"},
    "ownership": {"ownership", "support"},
    "position": {"position", "support"},
}
_OTHERS = {"activity", "support"}
_RETOLD = "retold"
_DAY = re.compile(r"^\d{4}-\d\d-\d\d$", re.MULTILINE)


@dataclass(frozen=True)
class Reported:
    """A line of the key: the text it is of, its kind, and its words."""

    text: str
    kind: str
    words: str


def key_of(folder: Path) -> list[Reported]:
    rows = [line.split("\t") for line in (folder / "key.tsv").read_text(encoding="utf-8").splitlines()]
    return [Reported(row[0], row[1].partition(":")[0], row[4]) for row in rows if len(row) > 5 and row[0] != "text"]


def briefs(folder: Path, library: Path) -> Iterator[tuple[str, Brief]]:
    reader = Reader(Library(library))
    for path in sorted(folder.glob("*.txt")):
        raw = path.read_text(encoding="utf-8")
        day = _DAY.search(raw)
        yield path.stem, reader.brief(read_plain(raw), date.fromisoformat(day[0]) if day else None)


def stands_on(concern: Concern, place: Span, text: str) -> bool:
    """Say whether a concern stands on some words, or in the same sentence."""
    for span in (concern.span, *concern.also):
        between = text[min(span.start, place.start) : max(span.end, place.end)]
        if span.overlaps(place) or (len(between) < 400 and ". " not in between):
            return True
    return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--show", type=Level, choices=tuple(Level), default=Level.LIKELY, help="concerns of this level")
    parser.add_argument("--verbose", action="store_true", help="print what was missed and what is not in the key")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    key = key_of(options.data)
    reported: Counter[str] = Counter()
    found: Counter[str] = Counter()
    shown = right = 0
    least = shown_from(options.show, "concerns")
    for name, brief in briefs(options.data, options.library):
        used: set[str] = set()
        concerns = [c for c in brief.concerns if c.confidence is None or c.confidence.value >= least]
        for row in (row for row in key if row.text == name):
            text, part = brief.article.text, f"part {name[0]}"
            start = text.index(row.words)
            place = Span(start, start + len(row.words))
            fits = [
                c
                for c in concerns
                if (row.kind == _RETOLD or c.kind in _FITTING.get(row.kind, _OTHERS)) and stands_on(c, place, text)
            ]
            used.update(concern.id for concern in fits)
            if row.kind == _RETOLD:
                continue
            for counter, by in ((reported, 1), (found, int(bool(fits)))):
                counter.update({row.kind: by, part: by, "all": by})
            if options.verbose and not fits:
                print(f"missed {name} {row.kind}: {row.words}")
        shown += len(concerns)
        right += len(used)
        for concern in (c for c in concerns if options.verbose and c.id not in used):
            print(
                f"not in the key {name} {concern.kind} {concern.activity}: {concern.span.of(brief.article.text)[:120]}"
            )
    shares = {kind: f"{found[kind]}/{reported[kind]}" for kind in sorted(reported)}
    if options.json:
        print(json.dumps({"found": shares, "shown": shown, "in_key": right}))
    else:
        print(f"found {shares.pop('all')}: {shares}\nshown {shown}, of them in the key {right}")


if __name__ == "__main__":
    main()
