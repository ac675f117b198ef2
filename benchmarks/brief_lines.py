"""Lines of a brief, judged: which share would an analyst strike out, by section and by kind of fault.

    python benchmarks/brief_lines.py [--judged tests/judged] [--part development|unseen|news|wikinews] [--show likely] [--faults]
    python benchmarks/brief_lines.py --agreement          how far two readers agree (share, Cohen's kappa)
    python benchmarks/brief_lines.py --new [NAME ...]     print the texts with the lines that nobody has judged
    python benchmarks/brief_lines.py --record FILE        add verdicts (one a line: NAME NUMBER right|KIND) to the tables

A judged text is three files: `NAME.txt` (or a page, `NAME.html`), `NAME.yaml` (source, licence, day, part, what the brief should say and does not)
and `NAME.tsv`, a row a line ever printed. `docs/judged.md` describes the set and how a line is judged. A line is known by
its section, its place and its words, so that a changed brief needs new verdicts only where lines are new. The brief is read
against the starter list, so that the same lines come out everywhere.
"""

import argparse
import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from watchwire.brief.story import Line, sections
from watchwire.confidence import Level
from watchwire.model import Article, Brief
from watchwire.read import Reader
from watchwire.sources.page import read_page
from watchwire.sources.plain import read_plain

HOME = Path(__file__).parent.parent / "tests" / "judged"
COLUMNS = ("section", "place", "line", "verdict", "kind", "second")
TOLD = {"statements", "stances", "events"}
NAMED = {"people", "places", "matches"}


@dataclass(frozen=True)
class Judged:
    """A text of the set with its verdicts by line."""

    name: str
    about: dict[str, Any]
    brief: Brief
    verdicts: dict[tuple[str, str, str], tuple[str, str, str]]


def key_of(section: str, line: Line) -> tuple[str, str, str]:
    """Return how a line is known: its section, its place and its words."""
    spans = sorted(line.spans)
    if section in NAMED:
        # Another mention of somebody does not make another line of her.
        head = line.head.split(" ×")[0]
        text = line.text.split("; ", 1)[-1] if section == "matches" else line.text
        return section, f"{spans[0].start}", f"{head} | {text}"
    place = " ".join(f"{span.start}-{span.end}" for span in spans)
    small = f" | {line.small[0]}" if line.small and section in TOLD else ""
    return section, place, " ".join(f"{line.head} | {line.text}{small}".split())


def judged_texts(folder: Path, part: str | None, names: list[str]) -> Iterator[Judged]:
    reader = Reader()
    for path in sorted(folder.glob("*.yaml")):
        about = yaml.safe_load(path.read_text(encoding="utf-8"))
        if (part and about["part"] != part) or (names and path.stem not in names):
            continue
        day = date.fromisoformat(str(about["published"])) if about["published"] else None
        brief = reader.brief(_article(path), day)
        yield Judged(path.stem, about, brief, verdicts(path.with_suffix(".tsv")))


def _article(path: Path) -> Article:
    page = path.with_suffix(".html")
    if page.exists():
        return read_page(page.read_bytes().decode("utf-8", "replace"))
    return read_plain(path.with_suffix(".txt").read_text(encoding="utf-8"))


def verdicts(path: Path) -> dict[tuple[str, str, str], tuple[str, str, str]]:
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {(r["section"], r["place"], r["line"]): (r["verdict"], r["kind"], r["second"]) for r in rows}


def agreement(folder: Path) -> dict[str, tuple[int, float, float]]:
    """Return by section how many lines two readers judged, which share alike, and Cohen's kappa (right or struck)."""
    pairs: dict[str, Counter[tuple[bool, bool]]] = defaultdict(Counter)
    for path in sorted(folder.glob("*.tsv")):
        for (section, _, _), (verdict, _, second) in verdicts(path).items():
            if second:
                pair = (verdict == "right", second == "right")
                pairs[section][pair] += 1
                pairs["all"][pair] += 1
    return {section: (sum(held.values()), alike(held), kappa(held)) for section, held in pairs.items()}


def alike(pairs: Counter[tuple[bool, bool]]) -> float:
    return (pairs[True, True] + pairs[False, False]) / sum(pairs.values())


def kappa(pairs: Counter[tuple[bool, bool]]) -> float:
    """Return Cohen's kappa (1960): agreement beyond what two readers with these shares would have by chance."""
    total = sum(pairs.values())
    first, second = ((pairs[True, True] + pairs[one]) / total for one in ((True, False), (False, True)))
    chance = first * second + (1 - first) * (1 - second)
    return (alike(pairs) - chance) / (1 - chance) if chance < 1 else 1.0


def lines_of(brief: Brief, show: Level = Level.ALL) -> Iterator[tuple[str, Line]]:
    for section in sections(brief, show):
        for line in section.lines:
            yield section.key, line


def print_new(texts: Iterator[Judged]) -> None:
    for item in texts:
        new = [
            (n, k) for n, (s, line) in enumerate(lines_of(item.brief), 1) if (k := key_of(s, line)) not in item.verdicts
        ]
        if not new:
            continue
        print(f"=== {item.name}\n{item.brief.article.text}\n--- lines")
        for number, (section, _, line) in new:
            print(f"{number} {section}: {line}")
        print()


def record(texts: Iterator[Judged], folder: Path, given: Path, second: bool) -> None:
    """Add verdicts of the first or second reader: rows `NAME NUMBER VERDICT`, `right` or the kind of fault."""
    by_name: dict[str, dict[int, str]] = defaultdict(dict)
    for row in given.read_text(encoding="utf-8").split("\n"):
        if row.strip():
            name, number, verdict = row.split()
            by_name[name][int(number)] = verdict
    for item in texts:
        held = dict(item.verdicts)
        for number, (section, line) in enumerate(lines_of(item.brief), 1):
            verdict = by_name.get(item.name, {}).get(number)
            if verdict is not None:
                key, struck = key_of(section, line), verdict != "right"
                first = held.get(key)
                if second:
                    held[key] = (*(first or ("", ""))[:2], verdict)
                else:
                    held[key] = ("struck" if struck else "right", verdict if struck else "", first[2] if first else "")
        write(folder / f"{item.name}.tsv", held)


def write(path: Path, held: dict[tuple[str, str, str], tuple[str, str, str]]) -> None:
    rows = ["\t".join(COLUMNS), *("\t".join((*key, *verdict)) for key, verdict in sorted(held.items()))]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def measure(
    texts: Iterator[Judged], show: Level
) -> tuple[dict[str, Counter[str]], Counter[tuple[str, str]], list[str]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    kinds: Counter[tuple[str, str]] = Counter()
    faults: list[str] = []
    for item in texts:
        for section, line in lines_of(item.brief, show):
            verdict, kind, _ = item.verdicts.get(key_of(section, line), ("unjudged", "", ""))
            counts[section][verdict] += 1
            if verdict == "struck":
                kinds[section, kind] += 1
                faults.append(f"{item.name} {section} [{kind}] {key_of(section, line)[2]}")
        for missing in item.about.get("missing") or []:
            counts[missing["section"]]["missing"] += 1
    return counts, kinds, faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="these texts only")
    parser.add_argument("--judged", type=Path, default=HOME)
    parser.add_argument("--part", choices=("development", "unseen", "news", "wikinews"))
    parser.add_argument("--show", type=Level, choices=tuple(Level), default=Level.LIKELY, help="lines of this level")
    parser.add_argument("--faults", action="store_true", help="print every line that is struck")
    parser.add_argument("--new", action="store_true")
    parser.add_argument("--record", type=Path)
    parser.add_argument("--second", action="store_true", help="the verdicts to record are the second reader's")
    parser.add_argument("--agreement", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    texts = judged_texts(args.judged, args.part, args.names)
    if args.record:
        record(texts, args.judged, args.record, args.second)
        return
    if args.agreement:
        for section, (lines, share, beyond) in agreement(args.judged).items():
            print(f"{section:<13}{lines:>5} lines, {share:.1%} judged alike, kappa {beyond:.2f}")
        return
    if args.new:
        print_new(texts)
        return
    counts, kinds, faults = measure(texts, args.show)
    if args.json:
        print(json.dumps({section: dict(count) for section, count in counts.items()}))
        return
    print(f"{'section':<12}{'lines':>6}{'judged':>7}{'right':>6}{'struck':>7}{'share':>7}{'missing':>8}")
    for section, count in counts.items():
        judged = count["right"] + count["struck"]
        share = f"{count['struck'] / judged:.0%}" if judged else "-"
        total = judged + count["unjudged"]
        print(
            f"{section:<12}{total:>6}{judged:>7}{count['right']:>6}{count['struck']:>7}{share:>7}{count['missing']:>8}"
        )
    for (section, kind), number in kinds.most_common():
        print(f"  {section:<11}{kind:<16}{number:>4}")
    if args.faults:
        print("\n".join(faults), file=sys.stdout)


if __name__ == "__main__":
    main()
