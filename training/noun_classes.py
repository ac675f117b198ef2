"""Make the table of what common nouns name (a person, a group, an act, …) from WordNet.

    python training/noun_classes.py WORDNET/dict

WORDNET is the folder of WordNet 3.1 (https://wordnet.princeton.edu). A noun is what its most frequent sense is, by
the lexicographer file of that sense; names of one thing alone (instances) are left out, and of what is nobody also the words that
are no everyday English.
"""

import argparse
from collections import defaultdict
from pathlib import Path

from watchwire.names.classes import common_english

OUT = Path(__file__).parent.parent / "src" / "watchwire" / "language" / "data" / "noun_classes.tsv"
CLASSES = {
    "act": ("04", "16", "22"),
    "event": ("11", "19"),
    "words": ("10",),
    "idea": ("07", "09", "12", "24", "25", "26"),
    "thing": ("05", "06", "08", "13", "17", "20", "27"),
    "group": ("14",),
    "person": ("18",),
    "place": ("15",),
    "amount": ("21", "23", "28"),
}
"""Our classes by the numbers of WordNet's lexicographer files (lexnames(5WN)); the topmost nouns (03) have none."""
LICENCE_LINES = 29


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wordnet", type=Path)
    args = parser.parse_args()
    class_of = {number: name for name, numbers in CLASSES.items() for number in numbers}
    senses: dict[str, tuple[str, bool]] = {}
    lines = (args.wordnet / "data.noun").read_text(encoding="utf-8").split("\n")
    for line in lines[LICENCE_LINES:]:
        fields = line.split(" ")
        senses[fields[0]] = (fields[1] if len(fields) > 1 else "", " @i " in line.partition(" | ")[0])
    found: dict[str, list[str]] = defaultdict(list)
    for line in (args.wordnet / "index.noun").read_text(encoding="utf-8").split("\n")[LICENCE_LINES:]:
        fields = line.split()
        if not fields or not fields[0].isalpha():
            continue
        number, instance = senses[fields[-int(fields[2])]]
        known = fields[0] in common_english() or class_of.get(number) == "person"
        if number in class_of and known and not instance:
            found[class_of[number]].append(fields[0])
    licence = [f"#{line[3:].rstrip()}" for line in lines[:LICENCE_LINES]]
    head = [
        "# What common nouns name, by their most frequent sense: made by training/noun_classes.py from WordNet 3.1, whose licence follows.",
        *licence,
        "class\tnouns",
    ]
    rows = []
    for name in CLASSES:
        by_letter: dict[str, list[str]] = defaultdict(list)
        for noun in sorted(found[name]):
            by_letter[noun[0]].append(noun)
        rows += [f"{name}\t{' '.join(nouns)}" for _, nouns in sorted(by_letter.items())]
    OUT.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
