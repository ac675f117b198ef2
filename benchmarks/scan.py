"""Listed names in running text: megabytes a second, beside exact Aho-Corasick.

    python benchmarks/scan.py --data GOLD/news --library LIBRARY [--names 200000] [--articles N] [--json]

The texts are State Department releases and Wikinews articles. `first pass` begins with no word known; `later passes` is
what a long run tends to, since news repeats its words. With --names the list is filled up to that many names, made of
words of the real ones. The peer finds exact lower-case names only (ahocorasick_rs): the practical limit, no variants.
"""

import argparse
import csv
import gzip
import json
import random
import resource
import tempfile
import time
from bisect import bisect_left
from itertools import accumulate
from pathlib import Path
from typing import Any

from watchwire.lists import Library, open_holdings
from watchwire.model import Article, Listing, Party, PartyKind, PartyName
from watchwire.screening import Index, settle
from watchwire.screening.finder import Finder


def texts_of(data: Path) -> list[str]:
    csv.field_size_limit(1 << 24)
    texts: list[str] = []
    for path in sorted(data.rglob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            texts.extend(json.loads(line)["text"] for line in stream)
    for path in sorted(data.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            texts.extend(row["text"] for row in csv.DictReader(stream))
    return texts


def made_up(parties: tuple[Party, ...], count: int) -> list[Party]:
    """More people, of words of the real names: two to four words each."""
    chance = random.Random(7)
    words = [word for party in parties for name in party.names for word in name.full.split() if word.isalpha()]
    return [
        Party(
            f"made-up:{number}",
            PartyKind.PERSON,
            (PartyName(" ".join(chance.choices(words, k=chance.randint(2, 4)))),),
            (Listing("made-up", str(number)),),
        )
        for number in range(count)
    ]


def sized(parties: tuple[Party, ...], names: int) -> tuple[Party, ...]:
    """The first parties with that many names, or all and further ones made up."""
    held = list(accumulate(len(party.names) for party in parties))
    if held[-1] > names:
        return parties[: bisect_left(held, names) + 1]
    return parties + tuple(made_up(parties, names - held[-1]))


def scan(finder: Finder, texts: list[str]) -> tuple[float, int]:
    begin = time.process_time()
    hits = sum(len(finder.find(Article(text))) for text in texts)
    return sum(map(len, texts)) / 1e6 / (time.process_time() - begin), hits


def exact(names: list[str], texts: list[str]) -> float:
    from ahocorasick_rs import AhoCorasick

    machine = AhoCorasick(sorted({name.lower() for name in names if len(name) > 3}))
    begin = time.process_time()
    for text in texts:
        machine.find_matches_as_indexes(text.lower())
    return sum(map(len, texts)) / 1e6 / (time.process_time() - begin)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--names", type=int, default=0, help="cut the list to, or fill it up to, this many names")
    parser.add_argument("--articles", type=int, default=None)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    texts = texts_of(args.data)[: args.articles]
    parties = open_holdings(Library(args.library)).parties
    if args.names:
        parties = sized(parties, args.names)
    begin = time.process_time()
    index = Index.of(parties)
    built = time.process_time() - begin
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        index.save(path)
        begin = time.perf_counter()
        finder = Finder(Index.open(path))
        opened = time.perf_counter() - begin
        settle()
        first, hits = scan(finder, texts)
        later = max(scan(finder, texts)[0] for _ in range(2))
        result: dict[str, Any] = {
            "megabytes of text": round(sum(map(len, texts)) / 1e6, 1),
            "names": sum(len(party.names) for party in parties),
            "index built, s": round(built, 1),
            "index file, MB": round(path.stat().st_size / 1e6, 1),
            "index opened, ms": round(opened * 1000, 1),
            "first pass, MB/s": round(first, 2),
            "later passes, MB/s": round(later, 2),
            "hits": hits,
            "exact Aho-Corasick, MB/s": round(exact([n.full for p in parties for n in p.names], texts), 1),
            "peak memory, build included, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3),
        }
    print(json.dumps(result) if args.json else "\n".join(f"{k:<40}{v}" for k, v in result.items()))


if __name__ == "__main__":
    main()
