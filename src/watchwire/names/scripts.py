"""From any script to plain lower-case Latin letters."""

import unicodedata
from functools import lru_cache

from anyascii import anyascii

_APOSTROPHES = str.maketrans("", "", "'’ʼ`´‘ʻʿʾ′ˈ")
_LAST_ASCII = "\x7f"
_CACHE = 1 << 17


@lru_cache(maxsize=_CACHE)
def latin(word: str) -> str:
    """Return a word in lower-case ASCII letters and digits.

    Compatibility forms are folded (NFKC), accents dropped, apostrophes removed, other scripts romanised
    character by character (anyascii). The result may be empty (a word of symbols).
    """
    folded = word.casefold().translate(_APOSTROPHES)
    if folded.isascii():
        return folded
    folded = unicodedata.normalize("NFKC", folded)
    plain = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    if not plain.isascii():
        plain = anyascii(plain)
    return "".join(c for c in plain.casefold() if c.isalnum())


def is_ideograph(char: str) -> bool:
    """Say whether a character is written without spaces around it and names a syllable by itself.

    True for Chinese characters and Korean syllables: each becomes a token of its own.
    """
    return "\u3400" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3" or "\uf900" <= char <= "\ufaff"


def has_case(char: str) -> bool:
    """Say whether a letter belongs to a script with capitals."""
    return char.lower() != char.upper()
