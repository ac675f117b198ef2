"""Examples to learn the weights from: names in texts that somebody judged, and names of the lists in bare sentences.

An example is the evidence that the finder gathers for one party at one place, and whether it is that party.
"""

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from watchwire.model import NameQuality, Party, PartyKind, PartyName
from watchwire.names.anatomy import Role
from watchwire.names.tokens import words
from watchwire.screening.build import take_apart
from watchwire.screening.finder import Finder
from watchwire.screening.found import Found
from watchwire.screening.judging import one_a_place, weigh_context
from watchwire.screening.selftest import misspell

Label = Callable[[Found], bool | None]
_SENTENCES = (
    "Officials wrote that {} had been named again.",
    "The paper said {} would not comment.",
    "According to the report, {} was behind the deal.",
    "It was not clear when {} had left the country.",
)
_HELD_OUT = 5
_MISSPELT = 0.15
_LONGER = 0.5


@dataclass(frozen=True)
class Example:
    """One candidate: the text it comes from (`source` tells real texts from made ones), its group, evidence, truth."""

    document: str
    source: str
    group: str
    features: dict[str, float]
    right: bool
    weight: float = 1.0


def candidates(finder: Finder, text: str) -> list[Found]:
    """Return the names that stand in a text (a view), with all evidence."""
    items = one_a_place(finder.found(text))
    weigh_context(text, items)
    return items


def examples_of(finder: Finder, document: str, source: str, text: str, label: Label) -> Iterator[Example]:
    """Yield the examples of one text."""
    for item in candidates(finder, text):
        right = None if item.entry.weak else label(item)
        if right is not None:
            yield Example(document, source, item.group, item.features | item.context, right)


def of_mentions(finder: Finder, path: Path) -> Iterator[Example]:
    """Yield the examples of texts in which every mention of a listed party is marked."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            doc = json.loads(line)
            yield from examples_of(finder, doc["doc_id"], "mentions", doc["text"], _by_mentions(doc))


def _by_mentions(doc: dict[str, Any]) -> Label:
    neutral = [(m["start"], m["end"]) for key in ("nested", "out_of_reference") for m in doc.get(key, [])]

    def label(item: Found) -> bool | None:
        for mention in doc["mentions"]:
            if mention["start"] < item.end and item.start < mention["end"]:
                return item.entry.party.id in mention["parties"]
        if any(start < item.end and item.start < end for start, end in neutral):
            return None
        return False

    return label


def of_news_names(finder: Finder, folder: Path) -> Iterator[Example]:
    """Yield the examples of single sentences with a name as the press writes it, or one that tempts."""
    for name in ("positives", "negatives"):
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").split("\n"):
            if line.strip():
                row = json.loads(line)
                phrase = row["mention"] if name == "positives" else row["tempting"]
                start = row["text"].find(phrase)
                label = _by_phrase(start, start + len(phrase), frozenset(row.get("parties", ())))
                yield from examples_of(finder, f"{name}-{row['id']}", "sentences", row["text"], label)


def _by_phrase(start: int, end: int, parties: frozenset[str]) -> Label:
    def label(item: Found) -> bool | None:
        return item.entry.party.id in parties if start < item.end and item.start < end else None

    return label


def of_judged(finder: Finder, path: Path, texts: Sequence[str]) -> Iterator[Example]:
    """Yield the examples of news texts of which single candidates were judged by a reader.

    The file names a text by the beginning of its SHA-256, a name that stands there, a party, and whether it is that.
    """
    judged: dict[str, dict[tuple[str, str], bool]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            row = json.loads(line)
            judged[row["text"]][row["name"], row["party"]] = row["right"]
    for text in texts:
        key = sha256(text.encode()).hexdigest()[:16]
        if key in judged:
            yield from examples_of(finder, key, "news", text, _by_name(text, judged[key]))


def _by_name(text: str, judged: dict[tuple[str, str], bool]) -> Label:
    def label(item: Found) -> bool | None:
        return judged.get((text[item.start : item.end], item.entry.party.id))

    return label


def is_held_out(party: Party) -> bool:
    """Say whether a party is left out of the index, so that its names are those of strangers."""
    return int(sha256(f"stranger {party.id}".encode()).hexdigest(), 16) % _HELD_OUT == 0


def of_lists(finder: Finder, parties: Sequence[Party], every: int, seed: int = 11) -> Iterator[Example]:
    """Yield examples from names in bare sentences.

    Strangers: names of parties that the index leaves out; what it proposes for them is wrong, unless it is the same
    party on another list. The listed: a name as its list or the press might write it, judged against the party's
    other names only, as if it were not listed itself.
    """
    chance = random.Random(seed)
    known = _by_letters(parties)
    families = [name.family for party in parties for name in party.names if name.family and name.family.isalpha()]
    for party in parties:
        if chance.random() * every > 1:
            continue
        named = [name for name in party.names if name.quality is NameQuality.STRONG and name.full.isascii()]
        if not named:
            continue
        name = chance.choice(named)
        printed = cut(party, name, chance)
        misspelt = misspell(printed) if chance.random() < _MISSPELT else None
        text = chance.choice(_SENTENCES).format(misspelt or printed)
        label = _by_party(party, None if misspelt else name, known)
        yield from examples_of(finder, party.id, "lists", text, label)
        longer = _longer(party, name, chance.choice(families), chance)
        if longer:
            text = chance.choice(_SENTENCES).format(longer)
            yield from examples_of(finder, party.id, "lists", text, _nobody(party, longer))


def _longer(party: Party, name: PartyName, family: str, chance: random.Random) -> str | None:
    """Return a person's name of two words with a further family name: somebody else, as the news has them."""
    if party.kind is not PartyKind.PERSON or len(words(name.full)) != 2 or chance.random() > _LONGER:
        return None
    return f"{name.full.title()} {family.title()}"


def _nobody(party: Party, text: str) -> Label:
    """Judge only the party whose name was made longer: it is not meant, unless it bears the longer name, too."""
    written = set(words(text))
    bears = any(written <= set(words(name.full)) for name in party.names)

    def label(item: Found) -> bool | None:
        return False if item.entry.party.id == party.id and not bears else None

    return label


def _by_letters(parties: Sequence[Party]) -> dict[tuple[str, ...], set[str]]:
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for party in parties:
        for name in party.names:
            found[tuple(sorted(words(name.full)))].add(party.id)
    return found


def _by_party(party: Party, name: PartyName | None, known: dict[tuple[str, ...], set[str]]) -> Label:
    own = {tuple(sorted(words(n.full))) for n in party.names}
    same = {other for key in own for other in known.get(key, ())}

    def label(item: Found) -> bool | None:
        if item.entry.party.id == party.id:
            alike = name is not None and sorted(words(item.entry.name.full)) == sorted(words(name.full))
            return None if alike else True
        return None if item.entry.party.id in same else False

    return label


def cut(party: Party, name: PartyName, chance: random.Random) -> str:
    """Return a name as the press may print it: without patronymic, further family names or given names."""
    anatomy, places = take_apart(party, name, name.full, None)
    spelt = [name.full[w.start : w.end] for w in anatomy.words]
    spelt = [word.title() if word.isupper() and party.kind is PartyKind.PERSON else word for word in spelt]
    drop: set[int] = set()
    if party.kind is PartyKind.PERSON and not anatomy.korean and len(places) > 2:
        families = [k for k in places if anatomy.words[k].role is Role.FAMILY]
        for k in places:
            role = anatomy.words[k].role
            if (
                (role is Role.PATRONYMIC and chance.random() < 0.8)
                or (role is Role.FAMILY and k in families[1:] and chance.random() < 0.7)
                or (role in {Role.NAME, Role.GIVEN} and k not in {places[0], places[-1]} and chance.random() < 0.4)
            ):
                drop.add(k)
        if len(places) - len(drop) < 2:
            drop = set()
    if not drop:
        return name.full
    return " ".join(word for k, word in enumerate(spelt) if k not in drop)
