"""The floor: a strong name that stands in a text letter by letter is always in the output, however unlikely.

Exact search (Aho-Corasick) over the same names and texts is the measure: case, accents, hyphens and apostrophes aside.
Left out are, as `docs/screening.md` says: names of one word that are short, places or words of the language, or ships'
and aircraft's; words without capitals, save a body's common nouns, which the press writes small ("the Sinaloa cartel");
and what stands inside a longer name that is shown.
"""

import csv
import gzip
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ahocorasick_rs import AhoCorasick

from watchwire.lists import Library, open_holdings
from watchwire.lists.bundle import Bundle
from watchwire.model import Article, Match
from watchwire.names.classes import common_english, particles
from watchwire.names.written_small import written_small
from watchwire.screening import Index
from watchwire.screening.entry import Entry
from watchwire.screening.finder import Finder
from watchwire.screening.selftest import self_test
from watchwire.screening.signs import DISTINCTIVE, FUNCTION_WORDS, is_place
from watchwire.sources.typography import view_of

_APOSTROPHES = "'’ʼ`´‘ʻʿʾ′"
_HYPHENS = "-‐‑–"


def folded(text: str) -> tuple[str, list[int]]:
    """Return a text without case, accents, hyphens and apostrophes, and where each of its characters comes from."""
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if char in _APOSTROPHES:
            continue
        for part in unicodedata.normalize("NFKD", " " if char in _HYPHENS else char).lower():
            if not unicodedata.combining(part):
                chars.append(part)
                places.append(place)
    return "".join(chars), places


def is_under_the_floor(entry: Entry) -> bool:
    """Say whether a name must be found wherever it stands."""
    if entry.weak or entry.press or not entry.ids:
        return False
    if len(entry.ids) > 1:
        return True
    norm = entry.anatomy.words[entry.order[0]].norm
    alone = not entry.anatomy.person and entry.kind.value not in {"vessel", "aircraft"}
    return alone and len(norm) >= DISTINCTIVE and norm not in common_english()


def names_of(index: Index) -> dict[str, set[str]]:
    """Return the names under the floor as they are searched for, each with the parties that bear it."""
    found: dict[str, set[str]] = {}
    for number in range(len(index.entries)):
        entry = index.entries[number]
        if is_under_the_floor(entry):
            name = " ".join(folded(entry.name.full)[0].split())
            found.setdefault(name, set()).add(entry.party.id)
    return found


def nouns_of(index: Index) -> dict[str, set[str]]:
    """Return the words of each body's name under the floor that the press may write small."""
    found: dict[str, set[str]] = {}
    for number in range(len(index.entries)):
        entry = index.entries[number]
        if is_under_the_floor(entry) and not entry.anatomy.person and len(entry.ids) > 1:
            name = " ".join(folded(entry.name.full)[0].split())
            small = {entry.content[k].norm for k in written_small(entry.content)}
            found.setdefault(name, set()).update(small | FUNCTION_WORDS | particles())
    return found


def has_capitals(words: list[str], nouns: set[str]) -> bool:
    """Say whether the words of a name have the capitals that a text gives them."""
    large = [word for word in words if word[0].lower() == word[0].upper() or word[0].isupper()]
    if 2 * len(large) > len(words) and words[0][0].lower() != words[0][0]:
        return True
    own = [word for word in large if folded(word)[0] not in nouns]
    return bool(own) and all(word in large or folded(word)[0] in nouns for word in words)


def exactly(
    text: str, names: dict[str, set[str]], nouns: dict[str, set[str]], machine: Any, keys: list[str]
) -> Iterator[tuple[str, int, int]]:
    """Yield the names that stand in a text as whole words with capitals: name, begin, end."""
    plain, places = folded(text)
    for number, begin, end in machine.find_matches_as_indexes(plain, overlapping=True):
        if plain[begin - 1 : begin].isalnum() or plain[end : end + 1].isalnum():
            continue
        start, stop = places[begin], places[end - 1] + 1
        words = [word for word in text[start:stop].replace("-", " ").split() if word[0].isalpha()]
        if has_capitals(words, nouns.get(keys[number], set())) and not is_place(text[start:stop]):
            yield keys[number], start, stop


def is_shown(matches: list[Match], parties: set[str], start: int, stop: int) -> bool:
    """Say whether one of the parties is among the matches there, or a longer name is."""
    for match in matches:
        span = match.span
        assert span is not None
        if span.start < stop and start < span.end and match.party.id in parties:
            return True
        if span.start <= start and stop <= span.end and span.end - span.start > stop - start:
            return True
    return False


def texts_of(gold: Path) -> Iterator[str]:
    """Yield every third text of the gold news."""
    csv.field_size_limit(1 << 24)
    texts: list[str] = []
    for path in sorted((gold / "news").rglob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            texts.extend(json.loads(line)["text"] for line in stream)
    for path in sorted((gold / "news").rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            texts.extend(row["text"] for row in csv.DictReader(stream))
    yield from texts[::3]


@pytest.mark.data
def test_what_stands_there_letter_by_letter_is_always_shown(real_lists: Path, gold: Path, tmp_path: Path) -> None:
    library = Library(tmp_path)
    for path in ("un/un-sc-2026-02-27.xml", "ofac/2023-01-21"):
        library.add(Bundle.from_paths([real_lists / path]), path)
    index = Index.of(open_holdings(library).parties)
    names, nouns = names_of(index), nouns_of(index)
    keys = sorted(names)
    machine, finder = AhoCorasick(keys), Finder(index)
    stood = 0
    missing: list[str] = []
    for text in texts_of(gold):
        view = view_of(text).text
        there = list(exactly(view, names, nouns, machine, keys))
        stood += len(there)
        matches = finder.find(Article(view, language="en")) if there else []
        missing += [
            f"{name}: {view[s - 40 : e + 40]!r}" for name, s, e in there if not is_shown(matches, names[name], s, e)
        ]
    assert stood > 100
    assert not missing, "\n".join(missing)


@pytest.mark.data
def test_a_body_whose_nouns_are_written_small_is_shown(real_lists: Path, tmp_path: Path) -> None:
    """Of some names: what is left are names like “Thief-in-law”, that lose all that tells them."""
    library = Library(tmp_path)
    library.add(Bundle.from_paths([real_lists / "ofac/2023-01-21"]), "ofac/2023-01-21")
    parties = open_holdings(library).parties
    report = self_test(Finder(Index.of(parties)), parties, 21)
    assert report.small > 100
    assert report.small_found + report.small_shown >= 0.97 * report.small
