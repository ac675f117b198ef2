"""What is known of a listed name without reading it, and how it stands in the index's arrays."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from watchwire.model import PartyKind
from watchwire.names.anatomy import Anatomy, Role
from watchwire.names.tokens import letter_runs

PERSON: Final = 1
KOREAN: Final = 2
WEAK: Final = 4
MOVES: Final = 8
WHOLE: Final = 16
LATIN: Final = 32
FORMED: Final = 64
PRESS: Final = 128
OFFICE: Final = 256
KINDS: Final = tuple(PartyKind)
ROLES: Final = tuple(Role)
"""Kinds and roles by the numbers that stand for them in the arrays."""
REACH: Final = 3
"""How many capitalised words further on the other word of a pair may stand."""
PAIR_GAP: Final = 32
"""How many characters may stand between the words of a pair."""
STOP: Final = re.compile(r"\n\s*\n|[!?;:|•»]")
"""What no pair of words goes over."""
Progress = Callable[[int, int], None]


def letters_together(anatomy: Anatomy) -> Iterator[str]:
    """Yield the words that letters of a name make which stand side by side ("A.B.C." is "abc")."""
    norms = [word.norm for word in anatomy.words]
    for start, end in letter_runs(norms):
        yield "".join(norms[start:end])


def letter_bit(norm: str) -> int:
    """Return a word's first letter as a bit, a to z; 0 for anything else."""
    letter = ord(norm[0]) - ord("a")
    return 1 << letter if 0 <= letter < 26 else 0  # noqa: PLR2004


def is_identifying(kind: str) -> bool:
    """Say whether an identifier of a kind tells its bearer from all others."""
    return kind not in {"website", "email", "phone"}
