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


_SCRIPTS = (
    ("Cyrl", "\u0400", "\u052f"),
    ("Arab", "\u0600", "\u06ff"),
    ("Hang", "\uac00", "\ud7a3"),
    ("Kana", "\u3040", "\u30ff"),
    ("Hani", "\u3400", "\u9fff"),
    ("Hebr", "\u0590", "\u05ff"),
    ("Grek", "\u0370", "\u03ff"),
    ("Geor", "\u10a0", "\u10ff"),
    ("Armn", "\u0530", "\u058f"),
    ("Thai", "\u0e00", "\u0e7f"),
    ("Mymr", "\u1000", "\u109f"),
    ("Indic", "\u0900", "\u0dff"),
)


@lru_cache(maxsize=_CACHE)
def writing(text: str) -> str:
    """Return the code of the first script in a text that is not Latin, else `Latn`; the scripts of India are one."""
    for char in text:
        if char < "\u0370":
            continue
        for code, first, last in _SCRIPTS:
            if first <= char <= last:
                return code
    return "Latn"


def is_ideograph(char: str) -> bool:
    """Say whether a character is written without spaces around it and names a syllable by itself.

    True for Chinese characters and Korean syllables: each becomes a token of its own.
    """
    return "\u3400" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3" or "\uf900" <= char <= "\ufaff"


def has_case(char: str) -> bool:
    """Say whether a letter belongs to a script with capitals."""
    return char.lower() != char.upper()
