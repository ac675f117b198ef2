"""Count how common names are among people, and write `names/data/common_names.tsv`.

    python training/common_names.py --library LIBRARY --census FOLDER [--leave-out FILE]

FOLDER holds the files dist.all.last, dist.female.first and dist.male.first of the U.S. Census Bureau (1990). They say little
of names that few immigrants bear; of those the lists of the library tell which many people have: the share of listed people
(one a subject) in whose names a word stands, where it is eight or more. The greater share counts. Parties whose references
stand in the file --leave-out (column `reference`) are not counted.
"""

import argparse
import csv
from collections import defaultdict
from pathlib import Path

from watchwire.lists import Library, open_holdings
from watchwire.model import NameQuality, PartyKind
from watchwire.names.classes import particles, titles
from watchwire.names.tokens import words
from watchwire.screening import Index

TABLE = Path(__file__).parent.parent / "src/watchwire/names/data/common_names.tsv"
LEAST = {"dist.all.last": 0.005, "dist.female.first": 0.02, "dist.male.first": 0.02}
"""The least share that is kept of each file, in percent."""
_BEARERS = 8
_SHORTEST = 3
HEAD = """# How common given and family names are: the greater of their shares among people, in hundredths of a percent.
# Sources: U.S. Census Bureau, 1990 Census name files (dist.all.last from 0.005 percent, dist.female.first and dist.male.first from
# 0.02 percent), a work of the U.S. Government, in the public domain; and among people on the UN and OFAC lists the words that stand
# in the names of eight or more, without those that benchmarks/screening.py asks for. Made by training/common_names.py.
name\tshare
"""


def of_census(folder: Path) -> dict[str, float]:
    """Return the shares of names in percent."""
    found: dict[str, float] = {}
    for file, least in LEAST.items():
        for line in (folder / file).read_text(encoding="ascii").splitlines():
            name, share, *_ = line.split()
            if float(share) >= least and len(name) >= _SHORTEST:
                found[name.lower()] = max(found.get(name.lower(), 0.0), float(share))
    return found


def of_lists(index: Index, left_out: set[str]) -> dict[str, float]:
    """Return the same for words of listed people's names."""
    bearers: dict[str, set[int]] = defaultdict(set)
    people: set[int] = set()
    for number in range(len(index.arrays["party_kind"])):
        party = index.party(number)
        if party.kind is not PartyKind.PERSON or party.listing.reference in left_out:
            continue
        subject = index.subject_of(number)
        people.add(subject)
        for name in party.names:
            if name.quality is NameQuality.STRONG:
                for word in words(name.full):
                    bearers[word].add(subject)
    no_names = particles() | titles()
    return {
        word: 100 * len(found) / len(people)
        for word, found in bearers.items()
        if len(found) >= _BEARERS and len(word) >= _SHORTEST and word.isascii() and word not in no_names
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--census", type=Path, required=True)
    parser.add_argument("--leave-out", type=Path)
    args = parser.parse_args()
    left_out: set[str] = set()
    if args.leave_out:
        with args.leave_out.open(encoding="utf-8", newline="") as stream:
            left_out = {row["reference"] for row in csv.DictReader(stream)}
    shares = of_census(args.census)
    for word, share in of_lists(Index.of(open_holdings(Library(args.library)).parties), left_out).items():
        shares[word] = max(shares.get(word, 0.0), share)
    lines = [f"{word}\t{round(100 * share, 1):g}\n" for word, share in sorted(shares.items())]
    TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} names")


if __name__ == "__main__":
    main()
