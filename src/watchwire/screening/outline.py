"""The outline of a listed name: what a look-up sees of it before it reads its record."""

from sys import intern
from typing import Any, Final

from watchwire.model import PartyKind
from watchwire.names.anatomy import LIGHT, NAMING, Role
from watchwire.screening.beside import Bearer
from watchwire.screening.marks import ROLES, letter_bit

SHORT: Final = 5
"""Words as short as this may be near though no key of theirs says so: they are taken to be, if they begin alike."""
NAMES: Final = 1
NUMBER: Final = 2
"""The bits of a word that names, and of a number; the bits above are those of a short word's first letter."""
_BEGINS: Final = 2
_NO_LETTER: Final = 1 << 26
_NONE: frozenset[str] = frozenset()


def short_bit(norm: str) -> int:
    """Return a bit that says how a short word begins (a to z, or otherwise); 0 for a longer one."""
    if len(norm) > SHORT:
        return 0
    return (letter_bit(norm) or _NO_LETTER) << _BEGINS


class Outline:
    """A listed name's words that count (`words`, by number) with what each is (`marks`), and what the whole is.

    A fraction of an `Entry` in memory and time. `norms` are those words, `light` the others, `forms` the legal forms
    among these (`joins`: there are others), `whole` all letters: all of them known once it is `described`, as whether
    two words of a person's name have partners is seen by `words` alone. `bearing` is the party's number as an object,
    for a key.
    """

    __slots__ = (
        "bearer",
        "bearing",
        "described",
        "forms",
        "joins",
        "kind",
        "light",
        "marks",
        "norms",
        "party",
        "person",
        "script",
        "whole",
        "words",
    )

    def __init__(self, words: list[int], person: bool, kind: PartyKind, party: int) -> None:
        # As objects: they are keys of dictionaries, and compiled code would make them anew each time.
        self.words: list[object] = [*words]
        self.person = person
        self.kind = kind
        self.party = party
        self.bearing: object = party
        self.bearer: Bearer | None = None
        self.marks: list[int] = []
        self.norms: list[str] = []
        self.script = self.whole = ""
        self.forms = self.light = _NONE
        self.joins = False
        self.described = False

    def describe(self, script: str, rows: list[Any], norms: list[str]) -> None:
        """Say what each word is, from the rows of the name's record; `norms` are those of the words that count."""
        self.described = True
        roles = [ROLES[row[1]] for row in rows]
        self.marks = [_mark(role, row[0]) for row, role in zip(rows, roles, strict=True) if role not in LIGHT]
        self.norms = norms
        self.script = intern(script)
        self.whole = "".join([row[0] for row in rows])
        light = [(role, intern(row[0])) for row, role in zip(rows, roles, strict=True) if role in LIGHT]
        if light:
            self.light = frozenset([norm for _, norm in light])
            self.forms = frozenset([norm for role, norm in light if role is Role.FORM]) or _NONE
            self.joins = any(role is not Role.FORM for role, _ in light)


def _mark(role: Role, norm: str) -> int:
    return short_bit(norm) | (NAMES if role in NAMING else NUMBER if role is Role.NUMBER else 0)
