"""What is known of a listed name without reading it, and how it stands in the index's arrays."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from watchwire.model import PartyKind
from watchwire.names.anatomy import Anatomy, Role, tokens_of
from watchwire.names.classes import korean_families, looks_korean
from watchwire.names.runs import ABD, assimilated
from watchwire.names.tokens import letter_runs, words

PERSON: Final = 1
KOREAN: Final = 2
WEAK: Final = 4
MOVES: Final = 8
WHOLE: Final = 16
LATIN: Final = 32
FORMED: Final = 64
PRESS: Final = 128
OFFICE: Final = 256
GIVEN_JOINED: Final = 512
"""A Korean name of which the two syllables of the given name are written as one word ("Kim Sangho")."""
KINDS: Final = tuple(PartyKind)
ROLES: Final = tuple(Role)
"""Kinds and roles by the numbers that stand for them in the arrays."""
RAW: Final = 5
"""The place in a word's row of its letters as written, where its writing leaves vowels out; else the row ends."""
REACH: Final = 3
"""How many capitalised words further on the other word of a pair may stand."""
PAIR_GAP: Final = 32
"""How many characters may stand between the words of a pair."""
STOP: Final = re.compile(r"\n\s*\n|[!?;:|•»]")
"""What no pair of words goes over."""
_KOREAN: Final = 3
Progress = Callable[[int, int], None]


def letters_together(anatomy: Anatomy) -> Iterator[str]:
    """Yield the words that letters of a name make which stand side by side ("A.B.C." is "abc")."""
    norms = [word.norm for word in anatomy.words]
    for start, end in letter_runs(norms):
        yield "".join(norms[start:end])


def words_and_joined(name: str) -> list[str]:
    """Return a name's words with those that each two side by side make, and its letters: what is looked up for it."""
    norms = [token.norm for token in tokens_of(name)]
    runs = ["".join(norms[start:end]) for start, end in letter_runs(norms)]
    return [*norms, *[a + b for a, b in pairwise(norms)], *runs]


def joined_words(anatomy: Anatomy) -> Iterator[str]:
    """Yield the words that two words side by side make in a name, with and without small ones between them."""
    last = -1
    words = anatomy.words
    for place, word in enumerate(words):
        if word.light or word.raw:
            continue
        if last >= 0:
            yield words[last].norm + word.norm
            if place - last > 1:
                yield "".join([between.norm for between in words[last : place + 1]])
        last = place


def spoken_words(anatomy: Anatomy) -> Iterator[str]:
    """Yield what two words with an Arabic article between them are spoken as ("Nur al-Din": "nuradin")."""
    for k in range(1, len(anatomy.words) - 1):
        first, article, last = anatomy.words[k - 1 : k + 2]
        if article.light and not (last.light or first.raw) and (not first.light or first.norm == ABD):
            spoken = assimilated(first.norm, article.norm, last.norm)
            if spoken:
                yield spoken


def given_joined(text: str) -> Iterator[tuple[str, str]]:
    """Yield the family name, at either end, and the joined given name of a Korean name in three syllables."""
    norms = words(text) if text.isascii() else ()
    if len(norms) != _KOREAN or not looks_korean(norms):
        return
    if norms[0] in korean_families():
        yield norms[0], norms[1] + norms[2]
    if norms[2] in korean_families() and norms[2] != norms[0]:
        yield norms[2], norms[0] + norms[1]


def letter_bit(norm: str) -> int:
    """Return a word's first letter as a bit, a to z; 0 for anything else."""
    letter = ord(norm[0]) - ord("a")
    return 1 << letter if 0 <= letter < 26 else 0  # noqa: PLR2004


def is_identifying(kind: str) -> bool:
    """Say whether an identifier of a kind tells its bearer from all others."""
    return kind not in {"website", "email", "phone"}
