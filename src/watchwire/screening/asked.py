"""What is asked, made ready to be held against very many listed names: what each of its words is known to be like."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, cast

from watchwire.model import PartyKind
from watchwire.names.acronyms import letters_of
from watchwire.names.anatomy import Anatomy, Role, Word
from watchwire.names.runs import number_words
from watchwire.names.unvowelled import SPELT
from watchwire.screening.index import Index
from watchwire.screening.marks import joined_words, letter_bit, letters_together, spoken_words
from watchwire.screening.outline import SHORT, short_bit
from watchwire.screening.translated import like_or_translated

_TOGETHER_LEAST: Final = 6
_PART_LEAST: Final = 3
_LETTERS_MOST: Final = 6
"""A longer word is hardly one of letters run together."""
BEGIN: Final = 2
JOINS: Final = 1
"""The mark of a listed word that may stand for several of the query's, or with others for one of them."""


class AskedWords:
    """What a query's words that count are known to be like.

    `words` are for each the listed words with the likeness, `alike` for each listed word which of them it is like or
    the initial of, as bits. `joined` are the listed words that two of them make, or all their initials; `beginning`
    which begin with a letter, `short` which are short; `apart` listed words that make one of its words together, two
    of them or its letters; `lettered` the words that its own letters make; `acronyms` those of its first letters.
    `marks` are `alike` and `JOINS` in one.
    """

    def __init__(self, index: Index, anatomy: Anatomy, norms: list[str]) -> None:
        together = _joined_words(anatomy)
        self.norms = norms
        self.all_norms = _norms(anatomy)
        self.lettered = list(letters_together(anatomy))
        self.together = [word for word in together if len(word) >= _TOGETHER_LEAST]
        index.learn([*self.all_norms, *together])
        # As objects: they are keys, and compiled code would make such a number anew each time.
        like = [_like(index, word) for word in anatomy.content]
        self.words = cast("list[dict[object, float]]", like)
        made = [index.word_number(letters) for letters in letters_of(anatomy.words)] if anatomy.words else []
        self.acronyms = [number for number in made if number is not None]
        joined = {number for norm in together if len(norm) > 1 for number in index.like(norm)}
        self.joined = frozenset([*joined, *self.acronyms])
        self.beginning: dict[int, list[int]] = {}
        self.alike: dict[int, int] = {}
        for k, norm in enumerate(norms):
            letter = letter_bit(norm)
            self.beginning.setdefault(letter, []).append(k)
            for number in (*like[k], index.letter_words.get(letter, -1)):
                self.alike[number] = self.alike.get(number, 0) | 1 << k
        self.short = [1 < len(norm) <= SHORT for norm in norms]
        self.apart: list[tuple[int, ...]] = [parts for norm in norms for parts in _apart(index, norm)]
        self.joint = frozenset(index.joint([norm for norm in norms if norm.isalpha()]))
        self.marks: dict[object, int] = {number: bits << 1 for number, bits in self.alike.items()}
        for number in (*self.joined, *[parts[0] for parts in self.apart]):
            self.marks[number] = self.marks.get(number, 0) | JOINS


class Side:
    """What is asked, taken apart as a name of one kind. `content` are its words that count; bits say which of them.

    `initials` are the letters of those that are initials. For the bound of names that share one word: `weights`, which
    words `lefts` name beside it, how all those begin (`begins`), how other short ones do (`shorts`, `all_shorts`), the
    legal `forms`, the words that count (`heavy`) and the others (`light`), all letters (`whole`).
    """

    def __init__(self, index: Index, anatomy: Anatomy, other: "Side | None") -> None:
        self.anatomy = anatomy
        self.content = anatomy.content
        norms = [word.norm for word in self.content]
        same = other is not None and norms == other.like.norms and _norms(anatomy) == other.like.all_norms
        self.like: AskedWords = other.like if same and other is not None else AskedWords(index, anatomy, norms)
        self.initials = [letter_bit(word.norm) if word.initial or len(word.norm) == 1 else 0 for word in self.content]
        self.weights: list[float] = []
        self.lefts: list[list[str]] = []
        self.begins: list[set[str]] = []
        self.shorts: list[int] = []
        self.all_shorts = 0
        self.forms = self.light = self.heavy = frozenset[str]()
        self.whole = ""
        self.says_number = False

    def bound(self) -> None:
        """Make the bound ready."""
        self.says_number = not self.anatomy.person and says_number(self.anatomy)
        self.weights = [word.weight for word in self.content]
        naming = [(k, word.norm) for k, word in enumerate(self.content) if word.names]
        self.lefts = [[norm for k, norm in naming if k != place] for place in range(len(self.content))]
        self.begins = [
            {norm[:BEGIN] for k, norm in enumerate(self.like.norms) if k != place} for place in range(len(self.content))
        ]
        bits = [short_bit(norm) if short else 0 for norm, short in zip(self.like.norms, self.like.short, strict=True)]
        self.shorts = [_any_bit(bits[:k] + bits[k + 1 :]) for k in range(len(bits))]
        self.all_shorts = _any_bit(bits)
        self.forms = frozenset([word.norm for word in self.anatomy.words if word.form])
        self.light = frozenset([word.norm for word in self.anatomy.words if word.light])
        self.heavy = frozenset(self.like.norms)
        self.whole = "".join(self.like.all_norms)


def _like(index: Index, word: Word) -> dict[int, float]:
    """Return the listed words that a word asked is like, says the same as, or spells without its vowels."""
    like = like_or_translated(index, word.norm)
    if not word.raw:
        return like
    return {**spelt_by(index, word), **like}


def spelt_by(index: Index, word: Word) -> dict[int, float]:
    """Return the listed words that the letters of a word spell with vowels between them."""
    spelt = [index.word_number(norm) for norm in index.spelt(word.raw)]
    return dict.fromkeys([number for number in spelt if number is not None], SPELT)


def _any_bit(bits: list[int]) -> int:
    found = 0
    for bit in bits:
        found |= bit
    return found


def _norms(anatomy: Anatomy) -> list[str]:
    return [word.norm for word in anatomy.words]


def words_looked_up(anatomy: Anatomy) -> list[str]:
    """Return the words that are looked up for a name: its own, and those that they make."""
    return [*_norms(anatomy), *_joined_words(anatomy)]


def _joined_words(anatomy: Anatomy) -> list[str]:
    """Return the words that a name's words make: each two side by side, and its letters."""
    norms = _norms(anatomy)
    made = [*[a + b for a, b in pairwise(norms)], *joined_words(anatomy), *letters_together(anatomy)]
    made.extend(spoken_words(anatomy))
    return list(dict.fromkeys(made))


def says_number(anatomy: Anatomy) -> bool:
    """Say whether a name has a number, in digits or in words."""
    return any(word.role is Role.NUMBER or word.norm in number_words() for word in anatomy.words)


def _apart(index: Index, norm: str) -> Iterator[tuple[int, ...]]:
    """Yield the listed words that a word may be, written together ("Hamidreza", "Hamid-Reza"; "ABC", "A.B.C.")."""
    if 1 < len(norm) <= _LETTERS_MOST:
        letters = [index.word_number(letter) for letter in norm]
        known = [letter for letter in letters if letter is not None]
        if len(known) == len(letters):
            yield tuple(known)
    if len(norm) < _TOGETHER_LEAST or not norm.isalpha():
        return
    for k in range(_PART_LEAST, len(norm) - _PART_LEAST + 1):
        first = index.word_number(norm[:k])
        second = index.word_number(norm[k:]) if first is not None else None
        if first is not None and second is not None:
            yield first, second


def fitting(anatomies: dict[PartyKind, Anatomy], person: bool) -> Anatomy:
    """Return what was asked taken apart as a name of a listed one's kind."""
    kind = PartyKind.PERSON if person else PartyKind.ORGANIZATION
    return anatomies.get(kind) or next(iter(anatomies.values()))
