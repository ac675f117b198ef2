"""Learn what evidence weighs when two names are compared, and write it to `names/data/pair_weights.tsv`.

    python training/pair_weights.py --library LIBRARY [--every 3] [--leave-out FILE] [--only FEATURE] [--cross-validate]

Each listed name is asked for while its own entry is left out: another name of the same party is an example of one party's names,
the likeliest names of other parties are examples of two. Some names are asked for with typing errors. A name with one of its words
changed for one of another party's (a brother, a namesake of another clan, a firm's sister abroad) is an example of two as well, and
so are strangers beside the likeliest names of the lists: common given and family names put together, and halves of two listed
names. Parties whose references stand in the file --leave-out (column `reference`), and those of the same subject, are kept out, so
that they can be measured on.

Logistic regression by group of names, drawn towards the expected weights, each held to its sign. --cross-validate prints how well
fifths of the parties are judged by weights learned from the others, and leaves the table as it is. --only learns the weight of that
feature (it may be given several times), the others standing as they are.
"""

import argparse
import csv
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from examples import Example
from watchwire.lists import Library, open_holdings
from watchwire.model import PartyKind
from watchwire.names.additive import START
from watchwire.names.anatomy import LIGHT, dissect
from watchwire.names.compare import OTHER_NAME, weigh_names
from watchwire.names.pairing import word_similarity
from watchwire.names.similarity import AGREES
from watchwire.names.tokens import tokenize, words
from watchwire.screening import Index, Query
from watchwire.screening.beside import Beside
from watchwire.screening.shortlist import Shortlist
from watchwire.screening.siblings import other_names, told_by_others
from watchwire.tables import read_table
from weights import learn, rows_of, write

TABLE = Path(__file__).parent.parent / "src/watchwire/names/data/pair_weights.tsv"
FOLDS = 5
_OTHERS = 4
_CHANGED = 0.4
_RIGHT = 6.0
"""How much an example of one party's names counts: two names that somebody compares are one's more often than not."""
_MISSPELT = 0.2
_TWICE = 0.25
_STRANGER = 1.0
"""How much an example with a stranger counts: most names that are looked up are nobody's on the lists."""
_COMMON = 1500
"""How many strangers are made of names that are common among people."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Asked:
    """A name that is asked for: its subject, its words' letters, and whether it is misspelt."""

    subject: int
    name: str
    kind: PartyKind
    misspelt: bool


def mistyped(name: str, dice: random.Random) -> str | None:
    """Return a name with one letter swapped, dropped, doubled or replaced in a word of four letters or more."""
    places = [k for k in range(1, len(name) - 1) if name[k - 1 : k + 2].isalpha()]
    if not places:
        return None
    k = dice.choice(places)
    how = dice.randrange(4)
    if how == 0:
        return name[:k] + name[k + 1] + name[k] + name[k + 2 :]
    if how == 1:
        return name[:k] + name[k + 1 :]
    return name[:k] + (name[k] * 2 if how == 2 else dice.choice(_LETTERS)) + name[k + 1 :]


def asked_of(index: Index, every: int, held_out: set[str]) -> Iterator[Asked]:
    """Yield the names to ask for, one in so many parties."""
    out = {
        index.subject_of(k)
        for k in range(len(index.arrays["party_at"]) - 1)
        if index.party(k).listing.reference in held_out
    }
    for entry in index.entries:
        if entry.weak or entry.press or entry.subject in out:
            continue
        dice = random.Random(f"{entry.party.id} {entry.name.full}")
        if dice.randrange(every):
            continue
        name: str | None = entry.name.full
        typed = dice.random() < _MISSPELT and name is not None and name.isascii()
        if typed and name is not None:
            name = mistyped(name, dice)
            if name is not None and dice.random() < _TWICE:
                name = mistyped(name, dice)
        if name:
            yield Asked(entry.subject, name, entry.kind, typed)


def examples_of(index: Index, asked: Asked) -> Iterator[Example]:
    """Yield the best name of its own subject and the likeliest of others, letter by letter the same ones aside."""
    query = Query(asked.name, asked.kind)
    kinds = PartyKind.PERSON if asked.kind is PartyKind.PERSON else PartyKind.ORGANIZATION
    anatomy = index.take_apart(asked.name, kinds)
    same = words(asked.name)
    best: dict[int, tuple[float, str, dict[str, float]]] = {}
    for entry in Shortlist(index, {kinds: anatomy}, query.kind, Beside(None, None), 0.0).names(frozenset()):
        if entry.weak or entry.press or entry.anatomy.person != anatomy.person or not entry.anatomy.words:
            continue
        if words(entry.name.full) == same:
            continue
        weighed = weigh_names(anatomy, entry.anatomy)
        alike = [number for number in other_names(index, entry) if words(index.entries[number].name.full) == same]
        weighed.add(OTHER_NAME, told_by_others(index, entry, weighed, frozenset(alike)))
        held = best.get(entry.subject)
        if not weighed.same and (held is None or weighed.log_odds > held[0]):
            best[entry.subject] = (weighed.log_odds, weighed.group, weighed.features)
    document = sha256(str(asked.subject).encode()).hexdigest()[:8]
    own = best.pop(asked.subject, None)
    if asked.subject < 0:  # a stranger: his half of another's name says nothing against that
        document = sha256(asked.name.encode()).hexdigest()[:8]
    if own is not None and "nothing agrees" not in own[2]:
        yield Example(document, "pairs", own[1], own[2], True, _RIGHT)
    for _, group, features in sorted(best.values(), key=lambda item: -item[0])[:_OTHERS]:
        yield Example(document, "pairs", group, features, False, _STRANGER if asked.subject < 0 else 1.0)


def pools_of(index: Index) -> dict[tuple[bool, str, int], list[str]]:
    """Return words of listed names by kind, writing, and what they do in the name."""
    pools: dict[tuple[bool, str, int], list[str]] = {}
    for entry in index.entries:
        if entry.weak or entry.press:
            continue
        name = entry.name.full
        for token in tokenize(name):
            role = next((w.role for w in entry.anatomy.words if w.norm == token.norm), None)
            if role is not None and role not in LIGHT:
                pools.setdefault((entry.anatomy.person, entry.anatomy.script, int(role)), []).append(token.raw)
    return pools


def changed(index: Index, asked: Asked, pools: dict[tuple[bool, str, int], list[str]]) -> Iterator[Example]:
    """Yield a name beside the same with one word changed."""
    dice = random.Random(f"changed {asked.name}")
    if asked.misspelt or dice.random() > _CHANGED:
        return
    kind = PartyKind.PERSON if asked.kind is PartyKind.PERSON else PartyKind.ORGANIZATION
    a = index.take_apart(asked.name, kind)
    if len(a.content) < 2:
        return
    word = dice.choice(a.content)
    pool = pools.get((a.person, a.script, int(word.role)))
    if not pool:
        return
    other = dice.choice(pool)
    b = dissect(f"{asked.name[: word.start]}{other}{asked.name[word.end :]}", kind, frequency=index.rarity)
    if not b.words or word_similarity(word, next(iter(dissect(other, kind).words), word)) >= AGREES:
        return
    weighed = weigh_names(a, b)
    if not weighed.same:
        yield Example(
            sha256(str(asked.subject).encode()).hexdigest()[:8], "pairs", weighed.group, weighed.features, False
        )


def strangers_of(index: Index, every: int) -> Iterator[Asked]:
    """Yield people and bodies that nobody lists."""
    dice = random.Random("strangers")
    for row in read_table("watchwire.screening", "clean_names.tsv"):
        for given in row["given"].split():
            for family in row["family"].split():
                yield Asked(-1, f"{given} {family}", PartyKind.PERSON, False)
    common = list(read_table("watchwire.names", "common_names.tsv"))
    shares = [float(row["share"]) for row in common]
    for _ in range(_COMMON):
        pair = dice.choices(common, shares, k=2)
        yield Asked(-1, " ".join(row["name"].title() for row in pair), PartyKind.PERSON, False)
    kept: dict[tuple[bool, str, frozenset[str]], list[str]] = {}
    for entry in index.entries:
        if entry.weak or entry.press or len(entry.anatomy.content) < 2 or dice.randrange(every):
            continue
        likes = (entry.anatomy.person, entry.anatomy.script, frozenset(entry.party.countries[:1]))
        for other in kept.get(likes, [])[-1:]:
            mine, theirs = tokenize(entry.name.full), tokenize(other)
            words = [t.raw for t in (*mine[: len(mine) // 2], *theirs[len(theirs) // 2 :])]
            yield Asked(-1, " ".join(words), entry.kind, False)
        kept.setdefault(likes, []).append(entry.name.full)


def judge(rows: list[dict[str, str]], examples: list[Example]) -> None:
    """Print how well each fifth of the parties is judged by weights learned from the others."""
    right = wrong = missed = 0
    for fold in range(FOLDS):
        table = learn(rows, [e for e in examples if int(e.document, 16) % FOLDS != fold])
        weights = {(row["group"], row["feature"]): float(row["weight"]) for row in table}
        for e in examples:
            if int(e.document, 16) % FOLDS == fold:
                total = weights[e.group, START] + sum(weights.get((e.group, k), 0.0) * v for k, v in e.features.items())
                right += e.right and total >= 0
                wrong += not e.right and total >= 0
                missed += e.right and total < 0
    print(f"cross-validated: precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}")


def only(rows: list[dict[str, str]], features: list[str], examples: list[Example]) -> list[dict[str, str]]:
    """Return the table with the weights of some features learned, the others held."""
    held = [row if row["feature"] in features else row | {"expected": row["weight"], "sign": "="} for row in rows]
    learned = learn(held, examples)
    return [row | {"weight": new["weight"]} for row, new in zip(rows, learned, strict=True)]


def gather(args: argparse.Namespace, held_out: set[str]) -> list[Example]:
    """Return the examples: listed names, names with a word changed, strangers."""
    if args.keep and args.keep.exists():
        lines = args.keep.read_text(encoding="utf-8").splitlines()
        return [Example(**json.loads(line)) for line in lines]
    index = Index.of(open_holdings(Library(args.library)).parties)
    pools = pools_of(index)
    examples = [
        e
        for asked in asked_of(index, args.every, held_out)
        for e in (*examples_of(index, asked), *changed(index, asked, pools))
    ]
    examples.extend(e for asked in strangers_of(index, args.every * 2) for e in examples_of(index, asked))
    if args.keep:
        args.keep.write_text("".join(json.dumps(vars(e)) + "\n" for e in examples), encoding="utf-8")
    return examples


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--every", type=int, default=3)
    parser.add_argument("--leave-out", type=Path)
    parser.add_argument("--only", action="append", metavar="FEATURE")
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--keep", type=Path, help="a file for the examples, read instead of made when it is there")
    args = parser.parse_args()
    held_out: set[str] = set()
    if args.leave_out:
        with args.leave_out.open(encoding="utf-8", newline="") as stream:
            held_out = {row["reference"] for row in csv.DictReader(stream)}
    examples = gather(args, held_out)
    head, rows = rows_of(TABLE)
    if args.cross_validate:
        judge(rows, examples)
        return
    write(TABLE, head, only(rows, args.only, examples) if args.only else learn(rows, examples))


if __name__ == "__main__":
    main()
