"""Train a recogniser of names on GUM (CC BY 4.0 genres) and hold it against the stock one, by name, on a tenth that is kept apart.

    python training/recogniser.py --data CORPORA/gum --out FOLDER [--rounds 20] [--from-stock]

The names are GUM's entities of a person, organisation or place whose head is a proper noun, cut to the run of proper nouns
(and the “of”, “the”, “and” between them) around that head. `--from-stock` goes on from the packaged recogniser's weights;
otherwise the recogniser begins at nothing, with the packaged tok2vec's shape. The pipeline that is written is a whole one:
`WATCHWIRE_EN_MODEL=FOLDER` reads with it, so that `benchmarks/brief_lines.py` can count lines struck.
"""

import argparse
import gzip
import hashlib
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import minibatch

from watchwire.language.english import model_folder

KINDS = {"person": "PERSON", "organization": "ORG", "place": "GPE"}
SAME = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "GPE", "FAC": "GPE"}
"""Kinds of the stock recogniser as GUM can tell them apart."""
JOINING = {"of", "the", "and", "for", "'s", "’s", "-", "&", "de", "al", "bin"}
OPENING = re.compile(r"\((\d+)-([a-z]+)-")
ALONE = re.compile(r"\(\d+-[^()]*\)")
CLOSING = re.compile(r"(?<![a-zA-Z_-])(\d+)\)")


@dataclass
class Text:
    """The sentences of a document: words, whether a space follows, tags, heads, and names as (first, last, kind)."""

    id: str
    sentences: list[tuple[list[str], list[bool], list[tuple[int, int, str]]]] = field(default_factory=list)


def texts_of(folder: Path) -> Iterator[Text]:
    for path in sorted(folder.glob("*.conllu.gz")):
        text: Text | None = None
        rows: list[list[str]] = []
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in [*lines, "\n"]:
                if line.startswith("# newdoc id = "):
                    if text is not None:
                        yield text
                    text = Text(line.split(" = ", 1)[1].strip())
                elif line.strip() and not line.startswith("#"):
                    row = line.rstrip("\n").split("\t")
                    if row[0].isdigit():
                        rows.append(row)
                elif not line.strip() and rows and text is not None:
                    words = [row[1] for row in rows]
                    spaces = ["SpaceAfter=No" not in row[9] for row in rows]
                    text.sentences.append((words, spaces, names_of(rows)))
                    rows = []
        if text is not None:
            yield text


def names_of(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    """Return the names of a sentence; of nested ones the longest."""
    found: list[tuple[int, int, str]] = []
    held: list[tuple[str, str, int]] = []
    for at, row in enumerate(rows):
        notes = dict(pair.split("=", 1) for pair in row[9].split("|") if "=" in pair)
        entity = notes.get("Entity", "")
        for piece in re.findall(r"\([^()]*\)?|\d+\)", entity):
            opened = OPENING.match(piece)
            if opened:
                held.append((opened[1], opened[2], at))
            if piece.endswith(")"):
                number = opened[1] if opened else piece[:-1]
                mine = next((h for h in reversed(held) if h[0] == number), None)
                if mine is not None:
                    held.remove(mine)
                    if mine[1] in KINDS and (name := name_within(rows, mine[2], at + 1)) is not None:
                        found.append((*name, KINDS[mine[1]]))
    kept: list[tuple[int, int, str]] = []
    for name in sorted(set(found), key=lambda n: n[0] - n[1]):
        if all(name[1] <= other[0] or other[1] <= name[0] for other in kept):
            kept.append(name)
    return sorted(kept)


def name_within(rows: list[list[str]], first: int, last: int) -> tuple[int, int] | None:
    """Return the run of proper nouns around the head of a phrase, or None if that is none."""
    inside = range(first, last)
    head = next((n for n in inside if not first <= int(rows[n][6]) - 1 < last), None)
    if head is None or rows[head][3] != "PROPN":
        return None
    low = high = head
    while low > first and (rows[low - 1][3] == "PROPN" or (rows[low - 1][1].lower() in JOINING and low - 1 > first)):
        low -= 1
    while high + 1 < last and (rows[high + 1][3] == "PROPN" or rows[high + 1][1].lower() in JOINING):
        high += 1
    while low < high and rows[low][3] != "PROPN":
        low += 1
    while high > low and rows[high][3] != "PROPN":
        high -= 1
    return low, high + 1


def examples(nlp: Any, texts: list[Text]) -> list[Example]:
    made = []
    for text in texts:
        for words, spaces, names in text.sentences:
            doc = Doc(nlp.vocab, words=words, spaces=spaces)
            tags = ["O"] * len(words)
            for first, last, kind in names:
                one = last - first == 1
                tags[first:last] = (
                    [f"U-{kind}"] if one else [f"B-{kind}", *[f"I-{kind}"] * (last - first - 2), f"L-{kind}"]
                )
            made.append(Example.from_dict(doc, {"entities": tags}))
    return made


def scores(nlp: Any, texts: list[Text]) -> str:
    """Return precision, recall and F1 of names with their kind (GUM's three), and of names alone."""
    hits: Counter[str] = Counter()
    for text in texts:
        for words, spaces, names in text.sentences:
            doc = nlp(Doc(nlp.vocab, words=words, spaces=spaces))
            found = set()
            for ent in doc.ents:
                if ent.label_ in SAME:
                    start = ent.start + (ent[0].lower_ == "the" and len(ent) > 1)
                    end = ent.end - (ent[-1].text in {"'s", "’s"} and len(ent) > 1)
                    found.add((start, end, SAME[ent.label_]))
            gold = set(names)
            hits["gold"] += len(gold)
            hits["made"] += len(found)
            hits["kind"] += len(gold & found)
            hits["name"] += len({n[:2] for n in gold} & {n[:2] for n in found})
    both = hits["gold"] + hits["made"]
    return (
        f"{hits['gold']} names: F1 {2 * hits['name'] / both:.3f}, with kind {2 * hits['kind'] / both:.3f}, "
        f"precision {hits['kind'] / max(1, hits['made']):.3f}, recall {hits['kind'] / hits['gold']:.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--from-stock", action="store_true")
    args = parser.parse_args()
    random.seed(1)
    texts = list(texts_of(args.data))
    apart = [text for text in texts if hashlib.sha256(text.id.encode()).hexdigest()[0] in "01"]
    rest = [text for text in texts if text not in apart]
    nlp = spacy.load(model_folder())
    print(f"stock recogniser, {len(apart)} documents kept apart: {scores(nlp, apart)}")
    if not args.from_stock:
        shape = nlp.get_pipe_config("ner")["model"]
        nlp.remove_pipe("ner")
        nlp.add_pipe("ner", config={"model": shape})
    recogniser = nlp.get_pipe("ner")
    for kind in KINDS.values():
        recogniser.add_label(kind)
    shown = examples(nlp, rest)
    with nlp.select_pipes(enable="ner"):
        optimizer = nlp.resume_training() if args.from_stock else recogniser_started(nlp, shown)
        optimizer.learn_rate = 0.0005 if args.from_stock else 0.001
        for number in range(args.rounds):
            random.shuffle(shown)
            losses: dict[str, float] = {}
            for batch in minibatch(shown, size=64):
                nlp.update(batch, drop=0.3, sgd=optimizer, losses=losses)
            print(f"round {number + 1}: loss {losses['ner']:.0f}; kept apart: {scores(nlp, apart)}", flush=True)
    nlp.to_disk(args.out)


def recogniser_started(nlp: Any, shown: list[Example]) -> Any:
    recogniser = nlp.get_pipe("ner")
    recogniser.initialize(lambda: shown, nlp=nlp)
    return nlp.create_optimizer()


if __name__ == "__main__":
    main()
