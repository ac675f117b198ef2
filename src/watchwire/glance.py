"""What a text is made of, told by a few scans in C: most steps see by it that they need not read the text.

A text is looked at in a copy of one byte a character (`one_byte`), in which every place is the place in the text.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

_ASCII = bytes(range(128))
ODD = frozenset("ıİſ\u212a")
"""Letters beyond ASCII whose capital or small form is an ASCII letter."""


def one_byte(text: str) -> bytes:
    """Return a text with `?` for every character beyond ASCII: place for place the same."""
    return text.encode("ascii", "replace")


def beyond_ascii(text: str) -> frozenset[str]:
    """Return the characters of a text that are beyond ASCII."""
    if text.isascii():
        return frozenset()
    raw = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return frozenset(raw.decode("utf-8", "surrogatepass"))


def small(text: str) -> bytes | None:
    """Return the same as `one_byte` in small letters; None where another letter is an ASCII one in small."""
    if not text.isascii() and not ODD.isdisjoint(beyond_ascii(text)):
        return None
    return one_byte(text).lower()


@lru_cache(maxsize=64)
def classes(*sets: tuple[bytes, bytes]) -> bytes:
    """Return a table for `bytes.translate`: each byte of a set becomes that set's sign, all others a blank."""
    table = bytearray(b" " * 256)
    for sign, members in sets:
        for byte in members:
            table[byte] = sign[0]
    return bytes(table)


def places_of(stretch: bytes, wanted: bytes) -> Iterator[int]:
    """Yield where some bytes stand in others."""
    at = stretch.find(wanted)
    while at >= 0:
        yield at
        at = stretch.find(wanted, at + 1)


def places_of_any(stretch: bytes, wanted: Iterable[bytes]) -> list[int]:
    """Return in order where any of some bytes stand in others."""
    return sorted({at for each in wanted for at in places_of(stretch, each)})
