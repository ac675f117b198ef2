"""Compiling listed names into an index: which word leads to which names.

Every name is posted under its anchors, the words without which it cannot be found in a text, and under its further
words that count (`any`). A text must show an anchor and one further word of a name before the name is looked at
(`spots`). A body's name is posted, too, under its words that keep their capitals where the press writes those beside
them small (`led`). A single name that is looked up leads to the names that share one of their rarest words with it
(`rare`).
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import orjson

from watchwire.identifiers import keys_of
from watchwire.lists.records import to_record
from watchwire.lists.subjects import join_subjects, list_of
from watchwire.model import NameKind, NameQuality, Party, PartyKind, PartyName
from watchwire.names.acronyms import acronyms_of
from watchwire.names.anatomy import Anatomy, Role, Word, dissect, rarity
from watchwire.names.classes import common_english, country_tokens
from watchwire.names.forms import forms_in
from watchwire.names.press import all_names
from watchwire.names.tokens import by_writing, letter_runs, words
from watchwire.names.written_small import led_by
from watchwire.screening.container import Array
from watchwire.screening.keys import acronym_key, beginning_keys, joint_keys, search_keys, spoken_key, typing_keys
from watchwire.screening.marks import (
    FORMED,
    GIVEN_JOINED,
    KINDS,
    KOREAN,
    LATIN,
    MOVES,
    OFFICE,
    PAIR_GAP,
    PERSON,
    PRESS,
    REACH,
    STOP,
    WEAK,
    WHOLE,
    Progress,
    given_joined,
    joined_words,
    letter_bit,
    letters_together,
    spoken_words,
)
from watchwire.screening.roles import holds_high_office
from watchwire.screening.signs import FUNCTION_WORDS
from watchwire.screening.spooled import Stored, Texts

_BODIES = frozenset({PartyKind.ORGANIZATION, PartyKind.OTHER})
_ANCHORS = 2
_OWN_ANCHORS = 3
_RARE = 2
_SYLLABLES = 3
_CHUNK = 4096
_BITS, _LOW = 32, 0xFFFFFFFF
_IN_MEMORY = 80_000
"""Parties that are held as they are while an index is built; all official lists together have some 60,000."""


@dataclass
class _Lists:
    """Growing lists of numbers, each row begun by `end`: what becomes a pointer and a value array."""

    pointers: "array[int]" = field(default_factory=lambda: array("q", [0]))
    values: "array[int]" = field(default_factory=lambda: array("i"))

    def add(self, row: Iterable[int]) -> None:
        self.values.extend(row)
        self.pointers.append(len(self.values))


@dataclass
class _Gathered:
    """What one walk over the parties finds: they themselves in the order of their ids, and what is counted of them."""

    parties: Sequence[Party]
    ids: list[str]
    texts: Texts
    kinds: Array
    counts: "Counter[str]"
    identifiers: dict[str, Array]
    names: int


def _gather(parties: Iterable[Party], folder: Path | None) -> _Gathered:
    """Walk over parties that may come one by one, and keep of very many the texts only."""
    came, ids, kinds, counts, names = Texts(folder), [], bytearray(), Counter[str](), 0
    keys, owners = array("I"), array("i")
    kept: list[Party] | None = []
    for number, party in enumerate(parties):
        ids.append(party.id)
        came.add(orjson.dumps(to_record(party)))
        kinds.append(KINDS.index(party.kind))
        names += len(party.names)
        counts.update({word for name in all_names(party) for word in (*_spelt(name.full), *_joined(party, name))})
        for value in sorted({key for item in party.identifiers for key in keys_of(item.kind, item.value)}):
            keys.append(crc32(value.encode()))
            owners.append(number)
        if kept is not None:
            kept.append(party)
            kept = kept if len(kept) <= _IN_MEMORY else None
    order = sorted(range(len(ids)), key=ids.__getitem__)
    texts = Texts(folder)
    for number in order:
        texts.add(came.row(number))
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return _Gathered(
        [kept[number] for number in order] if kept is not None else Stored(texts),
        [ids[number] for number in order],
        texts,
        np.frombuffer(bytes(kinds), np.uint8)[order],
        counts,
        _table("identifier", np.array(keys, np.uint32), places[np.array(owners, np.int32)]),
        names,
    )


def compile_index(
    parties: Iterable[Party], progress: Progress | None = None, folder: Path | None = None
) -> tuple[dict[str, Array], dict[str, Any]]:
    """Compile parties into the arrays of an index.

    Args:
        parties: in any order; they are numbered by id, so that order has no effect. Of very many an iterator is best:
            then nothing here keeps them in memory.
        progress: told how many parties are done, of how many.
        folder: where files without a name may hold what is long meanwhile; None for memory.

    Returns:
        arrays by name, and facts (counts).

    Raises:
        OSError: the folder cannot be written.

    """
    held = _gather(parties, folder)
    spellings = sorted(held.counts, key=lambda word: (crc32(word.encode()), word))
    rarities = _rarities(held.counts, len(held.ids))
    held.counts = Counter()
    arrays: dict[str, Array] = {
        "word_crc": np.array([crc32(word.encode()) for word in spellings], np.uint32),
        "word_rarity": np.array([rarities[word] for word in spellings], np.float32),
        **_texts("word", (word.encode() for word in spellings)),
        **_keys(spellings),
        **held.texts.arrays("party"),
        **held.identifiers,
        "party_kind": held.kinds,
        "party_subject": _subjects(held),
    }
    numbers = {word: number for number, word in enumerate(spellings)}
    arrays |= _entries(held.parties, numbers, rarities, progress, folder)
    facts = {
        "parties": len(held.ids),
        "names": held.names,
        "entries": len(arrays["entry_party"]),
        "words": len(spellings),
    }
    return arrays, facts


def _rarities(counts: dict[str, int], parties: int) -> dict[str, float]:
    """Return how rare each word is. Words that stand equally often share a number in memory."""
    of_count = {count: rarity(count, parties) for count in set(counts.values())}
    return {word: of_count[count] for word, count in counts.items()}


def _subjects(held: _Gathered) -> Array:
    """Return for each party the number of the leading entry of its subject."""
    if len({list_of(party_id) for party_id in held.ids}) == 1:  # nobody of one list is joined to another
        return np.arange(len(held.ids), dtype=np.int32)
    subjects = join_subjects(held.parties)
    numbers = {party_id: number for number, party_id in enumerate(held.ids)}
    return np.array([numbers[subjects.of(party_id)] for party_id in held.ids], np.int32)


def ways_of_writing(name: PartyName) -> Iterator[str]:
    """Yield the forms under which a name is indexed: as it stands, in reading order where that differs, and each
    writing by itself where a list gives two in one field.
    """  # noqa: D205
    yield name.full
    if "," in name.full and name.family and name.given:
        yield f"{name.given} {name.family}"
    yield from by_writing(name.full)


def _texts_of(party: Party, name: PartyName) -> Iterator[tuple[str, bool]]:
    """Yield the forms under which a name is indexed, and whether one joins the syllables of a Korean given name."""
    for text in ways_of_writing(name):
        yield text, False
    for text in _joined(party, name).values():
        yield text, True


def _joined(party: Party, name: PartyName) -> dict[str, str]:
    """Return the joined given names of a Korean person's name, each with the whole name in which it stands."""
    if party.kind is not PartyKind.PERSON or name.quality is NameQuality.WEAK:
        return {}
    return {given: f"{family} {given}" for family, given in given_joined(name.full)}


def take_apart(party: Party, name: PartyName, text: str, rarities: Any) -> tuple[Anatomy, list[int]]:
    """Return a listed name's anatomy and the places of its words that count."""
    kind = PartyKind.ORGANIZATION if party.kind is PartyKind.OTHER else party.kind
    anatomy = dissect(text, kind, name.given, name.family, rarities)
    return anatomy, [k for k, word in enumerate(anatomy.words) if not word.light]


def _spelt(text: str) -> Iterator[str]:
    """Yield a name's words, and the names of the classes of its legal forms, by which those are known."""
    norms = words(text)
    yield from norms
    yield from (name for _, _, name in forms_in(norms))
    if any(letter_runs(norms)):
        yield from letters_together(dissect(text, PartyKind.ORGANIZATION))


def _texts(label: str, rows: Iterable[bytes]) -> dict[str, Array]:
    texts = Texts()
    for row in rows:
        texts.add(row)
    return texts.arrays(label)


def _keys(spellings: list[str]) -> dict[str, Array]:
    return {
        **_keyed("key", spellings, lambda part: [[*same, *further] for same, further in search_keys(part)]),
        **_keyed("begin", spellings, lambda part: [beginning_keys(word) for word in part]),
        **_keyed("typed", spellings, lambda part: [typing_keys(word) for word in part]),
    }


def _keyed(label: str, spellings: list[str], keys_of_each: Callable[[list[str]], list[Any]]) -> dict[str, Array]:
    keys, owners = array("I"), array("i")
    for start in range(0, len(spellings), _CHUNK):
        for number, found in enumerate(keys_of_each(spellings[start : start + _CHUNK]), start):
            keys.extend(found)
            owners.extend([number] * len(found))
    return _table(label, np.frombuffer(keys, np.uint32), np.frombuffer(owners, np.int32))


def _table(label: str, keys: Array, owners: Array) -> dict[str, Array]:
    # One number of both is sorted in its place: to sort by two would take twice the memory.
    pairs = _pairs(keys, owners)
    key = (pairs >> np.uint64(_BITS)).astype(np.uint32)
    first = np.flatnonzero(np.append(True, key[1:] != key[:-1])) if len(key) else np.zeros(0, np.int64)
    return {
        f"{label}_crc": key[first],
        f"{label}_at": np.append(first, len(key)).astype(np.int64),
        f"{label}_owner": (pairs & np.uint64(_LOW)).astype(np.int32),
    }


def _pairs(first: Array, second: Array) -> Array:
    """Return pairs of numbers, neither below 0, in order, each as one number."""
    pairs = first.astype(np.uint64)
    pairs <<= np.uint64(_BITS)
    pairs |= second.astype(np.uint64)
    pairs.sort()
    return pairs


def _entries(
    parties: Sequence[Party],
    numbers: dict[str, int],
    rarities: dict[str, float],
    progress: Progress | None,
    folder: Path | None,
) -> dict[str, Array]:
    owner, name_of, flags, letters = array("i"), array("h"), array("H"), array("i")
    content = _Lists()
    taken_apart = Texts(folder)
    tables = {label: (array("i"), array("i")) for label in ("anchor", "any", "single", "family", "rare", "led")}
    joint = (array("I"), array("i"))
    for number, party in enumerate(parties):
        if progress and number % _CHUNK == 0:
            progress(number, len(parties))
        names = all_names(party)
        for position, name in enumerate(names):
            for text, joined in _texts_of(party, name):
                anatomy, places = take_apart(party, name, text, rarities)
                if not places:
                    continue
                entry = len(owner)
                owner.append(number)
                name_of.append(position)
                whole = WHOLE * (not own_words(anatomy, places))
                flags.append(_flags(party, name, anatomy) + whole + GIVEN_JOINED * joined)
                letters.append(_letters(anatomy, places))
                content.add(numbers[anatomy.words[k].norm] for k in places)
                lower = [k for k in places if _is_small(text, anatomy.words[k])]
                taken_apart.add(_record(anatomy, lower))
                small = {anatomy.words[k].norm for k in lower}
                for label, word in _postings(party.kind, anatomy, places, rarities, small, text):
                    if joined and label == "family":
                        continue  # every syllable must be there
                    tables[label][0].append(numbers[word])
                    tables[label][1].append(entry)
                for key in sorted(_joint_keys(anatomy)):
                    joint[0].append(key)
                    joint[1].append(entry)
    arrays: dict[str, Array] = {
        "entry_party": np.array(owner, np.int32),
        "entry_name": np.array(name_of, np.int16),
        "entry_flags": np.array(flags, np.uint16),
        "entry_letters": np.array(letters, np.int32),
        "entry_at": np.array(content.pointers, np.int64),
        "entry_word": np.array(content.values, np.int32),
    }
    arrays |= taken_apart.arrays("anatomy")
    arrays |= _table("joint", np.frombuffer(joint[0], np.uint32), np.frombuffer(joint[1], np.int32))
    for label, (word_numbers, entries) in tables.items():
        arrays |= _posting(label, word_numbers, entries, len(numbers))
    return arrays


def _joint_keys(anatomy: Anatomy) -> set[int]:
    """Return the keys of the words that two of a name's words make, or all their first letters."""
    keys = {key for word in joined_words(anatomy) for key in joint_keys(word)}
    keys.update([spoken_key(word) for word in spoken_words(anatomy)])
    keys.update([acronym_key(letters) for letters in acronyms_of(anatomy)])
    return keys


def _posting(label: str, word_numbers: "array[int]", entries: "array[int]", count: int) -> dict[str, Array]:
    word = np.frombuffer(word_numbers, np.int32)
    pointers = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(word, minlength=count), out=pointers[1:])
    pairs = _pairs(word, np.frombuffer(entries, np.int32))
    return {f"{label}_at": pointers, f"{label}_entry": (pairs & np.uint64(_LOW)).astype(np.int32)}


def _record(anatomy: Anatomy, small: list[int]) -> bytes:
    """Return a name's anatomy as it is kept: script, words, and the places of those without a capital."""
    rows = [
        [word.norm, word.role.value, word.weight, word.start, word.end, *([word.raw] if word.raw else [])]
        for word in anatomy.words
    ]
    return orjson.dumps([anatomy.script, rows, small])


def _is_small(text: str, word: Word) -> bool:
    return text[word.start : word.start + 1].islower()


def _flags(party: Party, name: PartyName, anatomy: Anatomy) -> int:
    return (
        PERSON * anatomy.person
        + KOREAN * anatomy.korean
        + WEAK * (name.quality is NameQuality.WEAK)
        + LATIN * (anatomy.script == "Latn")
        + FORMED * any(word.role is Role.FORM for word in anatomy.words)
        + MOVES * (party.kind in {PartyKind.VESSEL, PartyKind.AIRCRAFT})
        + PRESS * (name.kind is NameKind.PRESS)
        + OFFICE * (anatomy.person and holds_high_office(party))
    )


def _letters(anatomy: Anatomy, places: list[int]) -> int:
    """Return a person's first letters as a set of bits, a to z."""
    bits = 0
    if anatomy.person:
        for k in places:
            bits |= letter_bit(anatomy.words[k].norm)
    return bits


def _postings(
    kind: PartyKind, anatomy: Anatomy, places: list[int], rarities: dict[str, float], small: set[str], text: str
) -> Iterator[tuple[str, str]]:
    """Yield under which words a name is posted, and as what."""
    content = list({anatomy.words[k].norm: anatomy.words[k] for k in places}.values())
    if not anatomy.person:
        yield from (("rare", word) for word in letters_together(anatomy) if word in rarities)
    if len(places) == 1:
        yield "single", content[0].norm
        yield "rare", content[0].norm
        return
    ranked = [word.norm for word in sorted(content, key=lambda word: _rank(word, rarities))]
    if not anatomy.person:
        small = small | {word.norm for word in content if word.norm in FUNCTION_WORDS}
    if not anatomy.person and len(content) - len(small) == 1:
        # Only one word has a capital ("Kalmius battalion", "In Siratel"): it leads to the name by itself.
        yield from (("single", word.norm) for word in content if word.norm not in small)
    if kind in _BODIES:
        yield from (("led", word) for word in led_by([anatomy.words[k] for k in places]))
    if small and not anatomy.person:
        ranked.sort(key=lambda norm: norm in small)
    named = {word.norm for word in content if word.role is Role.NAME} - country_tokens() - small
    anchors, others = _anchors(kind, anatomy, own_words(anatomy, places) - small, named, ranked)
    if len(others) < 2:  # noqa: PLR2004
        # The whole name must be there: an anchor's neighbours stand for the rest.
        order = [word.norm for word in content if anatomy.person or word.norm not in small or word.norm in anchors]
        order = order if len(order) > 1 else [word.norm for word in content]
        others = [
            *anchors,
            *(b for a, b in pairwise(order) if a in anchors),
            *(a for a, b in pairwise(order) if b in anchors),
        ]
        others = list(dict.fromkeys(others))
    for word in ranked[: _SYLLABLES if anatomy.korean else _RARE]:
        yield "rare", word
    for word in anchors:
        yield "anchor", word
    for word in others:
        yield "any", word
    if not anatomy.person and not _meet(anatomy, places, {*anchors}, {*others}, text):
        yield "single", anchors[0]
    if anatomy.person:
        yield from (("family", word) for word in families(anatomy, places))


def _meet(anatomy: Anatomy, places: list[int], anchors: set[str], others: set[str], text: str) -> bool:
    """Say whether an anchor and another word stand near enough for a text in capitals to show the two as a pair.

    There small words have capitals, too, and count ("ISLAMIC CHARITABLE SOCIETY FOR AL-AQSA"). Nor is a pair one
    over a mark that ends a stretch of text ("AL-HARAMAIN: ALBANIA BRANCH"). A name without such a pair is looked for
    wherever its anchor stands.
    """
    parts = anatomy.words
    for k, first in enumerate(places):
        for second in places[k + 1 :]:
            one, other = parts[first], parts[second]
            if not ((one.norm in anchors and other.norm in others) or (other.norm in anchors and one.norm in others)):
                continue
            between = text[one.end : other.start]
            if len(words(between)) < REACH and len(between) <= PAIR_GAP and not STOP.search(between):
                return True
    return False


def own_words(anatomy: Anatomy, places: list[int]) -> set[str]:
    """Return a name's own words: no common words of bodies, of English, places or letters; all words of a person."""
    content = [anatomy.words[k] for k in places]
    if anatomy.person:
        return {word.norm for word in content}
    named = {word.norm for word in content if word.role is Role.NAME and len(word.norm) > 1}
    return named - common_english() - country_tokens()


def _anchors(
    kind: PartyKind, anatomy: Anatomy, own: set[str], named: set[str], ranked: list[str]
) -> tuple[list[str], list[str]]:
    """Return the words one of which a text must show, and those of which it must show another.

    Where the rules ask for the whole name (a Korean name, a vessel, a body of common words only) there are no others:
    its neighbours are taken. Else the rules on people and bodies (`rules`) say which parts may be missing.
    """
    if anatomy.korean or kind in {PartyKind.VESSEL, PartyKind.AIRCRAFT}:
        return ranked[:1], []
    if anatomy.person:
        return ranked[:_ANCHORS], ranked
    if not own:
        return ranked[:1], []
    anchors = [word for word in ranked if word in own][:_OWN_ANCHORS]
    # Two names of a body's will do, if it has two; else all its words must be there.
    return anchors, [w for w in ranked if w in own or w in named]


def _rank(word: Word, rarities: dict[str, float]) -> tuple[bool, float, bool, int, str]:
    """Order words rarest first; patronymics and initials come last, as texts leave them out; so do single letters,
    which lead to nobody.
    """  # noqa: D205
    return (
        word.role in {Role.PATRONYMIC, Role.INITIAL} or len(word.norm) == 1,
        -rarities.get(word.norm, 1.0),
        word.norm in common_english(),
        -len(word.norm),
        word.norm,
    )


def families(anatomy: Anatomy, places: list[int]) -> list[str]:
    """Return the words that may stand with an initial: the family name, or the last word where it is not marked."""
    marked = [anatomy.words[k].norm for k in places if anatomy.words[k].role is Role.FAMILY]
    return marked or [anatomy.words[places[-1]].norm]
