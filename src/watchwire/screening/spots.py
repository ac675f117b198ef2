"""The words of a text that may belong to a listed name, and the pairs of them that one name holds.

Two words near one another are worth a look when one is an anchor of a name that holds the other (`build` says which
words those are). What a pair points to is worked out once and kept, as news repeats its pairs too.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from watchwire.glance import classes, one_byte, places_of
from watchwire.names.classes import particles, titles
from watchwire.names.scripts import is_ideograph, latin
from watchwire.names.tokens import MARKS, SOUTH_ASIAN, SYLLABLE
from watchwire.screening.index import Index
from watchwire.screening.marks import FORMED, LATIN, PAIR_GAP, PERSON, REACH, STOP, WHOLE
from watchwire.screening.roles import role_or_country
from watchwire.screening.signs import DISTINCTIVE, forms_beside, is_place, ship_near, small_form, small_words_beside
from watchwire.screening.vocabulary import Pairs, Slot, Vocabulary

_LETTERS_MOST: Final = 8
"""How many letters of a name that is letters only are looked at."""
_PAIRS_HELD: Final = 1 << 18
_SETS_HELD: Final = 1 << 12
_BETWEEN: Final = 3
_EXACT: Final = 0.9
_CUE_REACH: Final = 48
"""How far from a family name the role or country may stand that points to its bearer."""
_VOWELLED_LEAST: Final = 7
_PARTS_PEOPLE: Final = re.compile(r"\b(?:and|of|the|for|und|et)\b")
_SMALL: Final = re.compile(r"(?<![^\W_])[^\W\d_A-Z]+(?![^\W_])")
_OWNED: Final = re.compile(r"^['’ʼ]s\s")
_AFTER: Final = re.compile(r"[ ‐‑–-]([^\W\d_]{3,40})")
_SYLLABLE: Final = re.compile(rf"([{SYLLABLE}])")
"""What completes a word of two syllables: Chinese and Korean writing sets no blank between them."""
_GLUED: Final = re.compile(r"\.([a-z]{2,20})(?![^\W_])(?<=\w)")
_STOPS: Final = classes((b"a", bytes(range(ord("a"), ord("z") + 1))), (b".", b"."))
_JOINED: Final = re.compile(r"[-‐‑–][^\W\d_A-Z](?:['’ʼ`´‘ʻʿʾ′]?[^\W\d_A-Z]){0,7}['’ʼ`´‘ʻʿʾ′]?\s")
_GOES_ON: Final = re.compile(r"[ -][A-Z]")
# Words that may begin with a capital, with hyphens and apostrophes inside. Beyond ASCII every letter is let through,
# since a long list of capitals slows the search; `Vocabulary.learn` drops the small ones once a word.
_WORDS: Final = re.compile(
    rf"([A-Z0-9\u00c0-\u1fff\u2c00-\uffff][\w{MARKS}{SOUTH_ASIAN}]*(?:(?:['’ʼ`´‘ʻʿʾ′][‐‑–-]?|[‐‑–-])[\w{MARKS}]+)*)"
)

Spot = tuple[int, int, Slot]
"""A word of a text: begin, end, slot."""
Candidate = tuple[int, int, bool, frozenset[int]]
"""Where an anchor begins, where the word beside it ends, whether it is a family name alone, and the names."""


class Spotter:
    """Finds spots and the names that pairs of them point to. Keeps what it learnt about words, bounded."""

    def __init__(self, index: Index, language: str | None = None) -> None:
        self.index = index
        self.vocabulary = Vocabulary(index, language)
        self._paired: list[Slot] = []
        self._pairs_held = 0
        self._lettered: dict[str, frozenset[int]] = {}
        self._marked: dict[frozenset[int], frozenset[int]] = {}
        self._longer: dict[frozenset[int], frozenset[int]] = {}

    def spots(self, text: str, lands: list[int] | None = None) -> list[Spot]:
        """Return the words that may belong to a listed name, in order.

        Args:
            text: a view of a text.
            lands: where to note the places at which names of countries may begin.

        """
        pieces = self.vocabulary.pieces
        parts = _WORDS.split(text)  # by turns what stands between, and a word
        spots: list[Spot] = []
        unknown = self._spots(parts, spots, lands)
        if unknown:
            passing = self.vocabulary.learn(unknown)
            if len(pieces) == len(unknown):  # it had to forget: what this text needs is learnt again
                self.vocabulary.learn({word for word in parts[1::2] if word not in pieces})
            spots.clear()
            if lands is not None:
                lands.clear()
            self._spots(parts, spots, lands)
            for word in passing:
                del pieces[word]
        return spots

    def _spots(self, parts: list[str], spots: list[Spot], lands: list[int] | None) -> set[str]:
        """Gather the spots of a text's words; return the words that are not known."""
        pieces, of_lands = self.vocabulary.pieces, self.vocabulary.lands
        unknown: set[str] = set()
        start = 0
        for k in range(1, len(parts), 2):
            start += len(parts[k - 1])
            word = parts[k]
            found = pieces.get(word)
            if found is None:
                unknown.add(word)
            else:
                for first, last, slot in found:
                    spots.append((start + first, start + last, slot))
                if lands is not None and word in of_lands:
                    lands += [start + begin for begin in of_lands[word]]
            start += len(word)
        return unknown

    def candidates(self, text: str, spots: list[Spot]) -> list[Candidate]:
        """Return (anchor's begin, other word's end, name numbers) for every word or pair that a name may rest on."""
        candidates: list[Candidate] = []
        count = len(spots)
        for i, spot in enumerate(spots):
            end, slot = spot[1], spot[2]
            if slot.special:
                self._special(text, spots, i, candidates)
            if slot.rests:
                begins = text[end + 1 : end + 2]
                if not begins.isascii() or begins.lower() in slot.rest_begins or is_ideograph(text[end - 1]):
                    self._written_apart(text, spot, candidates)
            pairs = slot.pairs
            for k in range(i + 1, min(i + 1 + REACH, count)):
                further = spots[k]
                if further[0] - end > PAIR_GAP:
                    break
                found = pairs.get(further[2])
                if found is None:
                    found = self._pair(slot, further[2])
                if found:
                    self._of_pair(text, spot, further, found, candidates)
        self._glued(text, spots, candidates)
        return candidates

    def _of_pair(self, text: str, spot: Spot, further: Spot, found: Pairs, candidates: list[Candidate]) -> None:
        """Add the names of a pair that may stand where its two words do."""
        (start, end, _), (begin, stop, _) = spot, further
        for first, entries in self._across(found, text[end:begin]):
            fitting = entries
            if is_place(text[start:stop]) and not _GOES_ON.match(text, stop):
                fitting = self._of_more_words(entries)
            if fitting:
                candidates.append((start if first else begin, stop, False, fitting))

    def _of_more_words(self, entries: frozenset[int]) -> frozenset[int]:
        """Return the names of more than two words. Kept, as the same names come again."""
        found = self._longer.get(entries)
        if found is None:
            if len(self._longer) >= _SETS_HELD:
                self._longer.clear()
            found = frozenset([e for e in entries if self.index.length_of(e) > 2])  # noqa: PLR2004
            self._longer[entries] = found
        return found

    def _people_of_more_words(self, entries: frozenset[int]) -> frozenset[int]:
        return frozenset([e for e in self._of_more_words(entries) if self.index.has(e, PERSON)])

    def _glued(self, text: str, spots: list[Spot], candidates: list[Candidate]) -> None:
        """Names of which a word in small letters is glued on by a full stop ("Blender.io")."""
        stops = {found.start(): found[1] for found in _glued_in(text)}
        if not stops:
            return
        for start, end, slot in spots:
            word = self.index.word_number(latin(stops[end])) if end in stops else None
            if word is not None:
                entries = slot.names("any") & self._holding(word)
                if entries:
                    candidates.append((start, end + 1 + len(stops[end]), False, entries))

    def _pair(self, slot: Slot, other: Slot) -> Pairs:
        """Return the names that one word anchors and the other belongs to; whether the first is the anchor. Kept."""
        found = []
        if slot.anchor_bits & other.any_bits:
            found.append((True, slot.names("anchor") & other.names("any")))
        if slot.any_bits & other.anchor_bits:
            entries = slot.names("any") & other.names("anchor")
            found.append((False, entries - found[0][1] if found else entries))
        fitting = [(first, frozenset(e for e in entries if self._fits(e, slot, other))) for first, entries in found]
        if other.letter & slot.initials:
            fitting.append((True, self.vocabulary.with_initial(slot, other)))
        kept = tuple((first, entries) for first, entries in fitting if entries)
        if self._pairs_held >= _PAIRS_HELD:
            self._forget_pairs()
        if not slot.pairs:
            self._paired.append(slot)
        slot.pairs[other] = kept
        self._pairs_held += 1
        return kept

    def _forget_pairs(self) -> None:
        for slot in self._paired:
            slot.pairs.clear()
        self._paired.clear()
        self._pairs_held = 0

    def _across(self, found: Pairs, gap: str) -> Pairs:
        """Keep the names that may go on over what stands between two words.

        No name goes over the end of a sentence. Particles and titles are in any; other small words only in bodies'
        names that hold them ("Islamic State in Iraq"). A syllable joined to the first word is a further word of a
        person's name ("Sang-ho Kim").
        """
        if len(gap) <= 1:
            return found
        small = _small_words(gap)
        if small is None:
            return ()
        parts_people, other = small
        if not other and not parts_people:
            return found
        owned = "s" in other and _OWNED.search(gap) is not None
        numbers = {self.index.word_number(word) for word in other if not (owned and word == "s")}
        known = None not in numbers
        joined = _JOINED.fullmatch(gap) is not None
        return tuple(
            (first, kept)
            for first, entries in found
            if (
                kept := (
                    frozenset(
                        e
                        for e in (self._with_marks(entries) if owned else entries)
                        if self._holds(e, numbers, parts_people)
                    )
                    if known
                    else frozenset()
                )
                | (self._people_of_more_words(entries) if joined else frozenset())
            )
        )

    def _holds(self, entry: int, numbers: set[int | None], parts_people: bool) -> bool:
        may = not (parts_people and self.index.has(entry, PERSON))
        return may and numbers <= set(self.index.words_of(entry))

    def _with_marks(self, entries: frozenset[int]) -> frozenset[int]:
        """Return the bodies' names that have a mark inside, as "Lord's Resistance Movement". Kept likewise."""
        found = self._marked.get(entries)
        if found is None:
            if len(self._marked) >= _SETS_HELD:
                self._marked.clear()
            bodies = [e for e in entries if not self.index.has(e, PERSON)]
            found = self._marked[entries] = frozenset([e for e in bodies if self.index.entries[e].marked])
        return found

    def _fits(self, entry: int, slot: Slot, other: Slot) -> bool:
        """Say whether two words can be two different words of a name, as closely and in the order that it asks for."""
        index = self.index
        unvowelled = slot.unvowelled and index.has(entry, LATIN)
        if unvowelled and len(slot.norm) + len(other.norm) < _VOWELLED_LEAST:
            return False
        least = _EXACT if unvowelled or index.has(entry, WHOLE) else 0.0
        ids = index.words_of(entry)
        firsts = [k for k, word in enumerate(ids) if slot.get(word) > least]
        seconds = [k for k, word in enumerate(ids) if other.get(word) > least]
        if not firsts or not seconds:
            return False
        if not index.has(entry, PERSON):
            return min(firsts) < max(seconds)
        return len({*firsts, *seconds}) > 1

    def _special(self, text: str, spots: list[Spot], i: int, candidates: list[Candidate]) -> None:
        """Names of one word, family names alone, initials."""
        start, end, slot = spots[i]
        if slot.singles:
            entries = frozenset(slot.singles)
            if len(slot.norm) < DISTINCTIVE and not forms_beside(text, start, end):
                entries = frozenset([e for e in entries if not self.index.has(e, FORMED) or self._has_others(e)])
            if entries:
                candidates.append((start, end, False, entries))
        if slot.formed and forms_beside(text, start, end):
            candidates.append((start, end, False, frozenset(slot.formed)))
        if slot.led or slot.formed or slot.singles:
            self._beside_small(text, spots[i], candidates)
        if slot.moving and (ship_near(text, start, end) or not slot.norm.isalpha()):
            candidates.append((start, end, False, frozenset(slot.moving)))
        if slot.families and (slot.office or _points_to_somebody(text, start, end)):
            candidates.append((start, end, True, frozenset(slot.families)))
        if slot.letter:
            self._after_initial(text, spots, i, candidates)
            self._of_letters(text, spots, i, candidates)

    def _beside_small(self, text: str, spot: Spot, candidates: list[Candidate]) -> None:
        """Names of which the press writes the word beside this one small ("the Sinaloa cartel", "the Wagner group")."""
        start, end, slot = spot
        for raw in small_words_beside(text, start, end):
            if slot.led:
                found = slot.small.get(raw)
                if found is None:
                    words, form = self.vocabulary.look(raw).slot.words, small_form(latin(raw))
                    found = frozenset([e for e in slot.led if self._holds_small(e, words, form)])
                    slot.small[raw] = found
                if found:
                    candidates.append((start, end, False, found))
            form = small_form(latin(raw)) if slot.formed or slot.singles else None
            if form is not None:
                held = [e for e in (*slot.formed, *slot.singles) if self.index.has(e, FORMED)]
                formed = frozenset([e for e in held if form in self.index.entries[e].lights])
                if formed:
                    candidates.append((start, end, False, formed))

    def _holds_small(self, entry: int, words: frozenset[int], form: str | None) -> bool:
        """Say whether a name has a word that stands small in the text, as a word that counts or as its legal form."""
        if not words.isdisjoint(self.index.words_of(entry)):
            return True
        return form is not None and form in self.index.entries[entry].lights

    def _of_letters(self, text: str, spots: list[Spot], i: int, candidates: list[Candidate]) -> None:
        """Names of letters only, with stops or blanks between them ("M.A.T.S.A. S.A. DE C.V.")."""
        start, end, slot = spots[i]
        if i and spots[i - 1][2].letter and _between_letters(text, spots[i - 1][1], start):
            return  # in the middle of such a name
        joined = slot.norm
        for begin, stop, other in spots[i + 1 : i + _LETTERS_MOST]:
            if not other.letter or not _between_letters(text, end, begin):
                return
            joined += other.norm
            end = stop
            found = self._spelt(joined)
            if found:
                candidates.append((start, end, False, found))

    def _spelt(self, letters: str) -> frozenset[int]:
        """Return the names of bodies whose words that count are these letters. Kept, as news repeats them."""
        found = self._lettered.get(letters)
        if found is None:
            if len(self._lettered) >= _SETS_HELD:
                self._lettered.clear()
            word = self.index.word_number(letters)
            posted = [] if word is None else self.index.posted_list("rare", word)
            found = frozenset([e for e in posted if not self.index.has(e, PERSON) and self._spells(e) == letters])
            self._lettered[letters] = found
        return found

    def _spells(self, entry: int) -> str:
        words = [self.index.spelling(word) for word in self.index.words_of(entry)]
        return "".join(words) if all(len(word) == 1 for word in words) else ""

    def _has_others(self, entry: int) -> bool:
        """Say whether a name has further words with capitals, which must stand there as well."""
        return self.index.length_of(entry) > 1 and not self.index.entries[entry].small

    def _written_apart(self, text: str, spot: Spot, candidates: list[Candidate]) -> None:
        """Two words that a list writes as one."""
        start, end, slot = spot
        after = (_SYLLABLE if is_ideograph(text[end - 1]) else _AFTER).match(text, end)
        rest = slot.rests.get(latin(after[1])) if after else None
        if after and rest is not None and not is_place(text[start : after.end()]):
            held = self._holding(rest)
            if held:
                candidates.append((start, after.end(), False, held))

    def _after_initial(self, text: str, spots: list[Spot], i: int, candidates: list[Candidate]) -> None:
        """An initial and the family name after it ("V. Putin"); the letters of “U.S.” are none."""
        start, end, slot = spots[i]
        if start and text[start - 1] == ".":
            return
        for begin, stop, other in spots[i + 1 : i + 1 + REACH]:
            if begin - end > PAIR_GAP:
                return
            if other.initials & slot.letter:
                found = self.vocabulary.with_initial(other, slot)
                if found:
                    candidates.append((begin, stop, False, found))
            if not other.letter:
                return

    def _holding(self, word: int) -> frozenset[int]:
        return frozenset(e for table in ("any", "single") for e in self.index.posted(table, word).tolist())


def _between_letters(text: str, end: int, begin: int) -> bool:
    """Say whether what stands between two letters leaves them one name."""
    return begin - end <= _BETWEEN and not text[end:begin].strip(" .&-")


def _glued_in(text: str) -> Iterator[re.Match[str]]:
    """Yield what is glued on by a full stop; a stop before a small letter is looked for first."""
    for at in places_of(one_byte(text).translate(_STOPS), b".aa"):
        found = _GLUED.match(text, at)
        if found is not None:
            yield found


def _points_to_somebody(text: str, start: int, end: int) -> bool:
    """Say whether a role or a country stands beside a family name, and no further name directly before it."""
    after = text[end : end + _CUE_REACH]
    if after[:1] == " " and after[1:2].isupper() and not role_or_country(after[:20]):
        return False
    return role_or_country(text[max(0, start - _CUE_REACH) : start]) or (after[:1] == "," and role_or_country(after))


@lru_cache(maxsize=1 << 14)
def _small_words(gap: str) -> tuple[bool, tuple[str, ...]] | None:
    """Return whether a gap parts two people, and its small words that not every name may hold; None for a full stop."""
    if STOP.search(gap):
        return None
    small = (latin(word) for word in _SMALL.findall(gap))
    return bool(_PARTS_PEOPLE.search(gap)), tuple(
        word for word in small if not (word in particles() or word in titles())
    )
