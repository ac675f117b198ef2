"""From any script to plain lower-case Latin letters."""

import unicodedata
from functools import cache, lru_cache
from typing import Final

from anyascii import anyascii

from watchwire.tables import read_table

_APOSTROPHES: Final = str.maketrans("", "", "'’ʼ`´‘ʻʿʾ′ˈ")
_ARABIC: Final = ("\u0600", "\u06ff")
_ONE_FORM: Final = str.maketrans("أإآٱىیېئکةۀہھۃؤ", "ااااييييكهههههو", "\u0640\u200c\u200d")
_GREEK: Final = ("\u0370", "\u03ff")
_GREEK_SOUNDS: Final = (("μπ", "b"), ("γκ", "g"), ("τζ", "j"), ("ου", "u"))
"""Two Greek letters for one sound of foreign names (ELOT 743)."""
_ARTICLE: Final = "ال"
_AFTER_ARTICLE: Final = 3
"""A word must go on this long after an article that is written together with it."""
_CACHE: Final = 1 << 13


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
    if _ARABIC[0] <= folded[:1] <= _ARABIC[1]:
        voiced = _voiced(folded)
        if voiced:
            return voiced
    plain = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    if _GREEK[0] <= plain[:1] <= _GREEK[1]:
        for letters, sound in _GREEK_SOUNDS:
            plain = plain.replace(letters, sound)
    if not plain.isascii():
        plain = anyascii(plain)
    return "".join(c for c in plain.casefold() if c.isalnum())


def one_form(word: str) -> str:
    """Return a word of Arabic writing without marks, each letter in the one form of its variants."""
    return "".join(c for c in word.translate(_ONE_FORM) if not unicodedata.combining(c))


@cache
def _arabic_words() -> dict[str, str]:
    return {row["word"]: row["latin"] for row in read_table("watchwire.names", "arabic.tsv")}


def is_known_word(word: str) -> bool:
    """Say whether the Latin form of a word of Arabic writing is known, vowels and all."""
    return _voiced(word) is not None


def _voiced(word: str) -> str | None:
    """Return the Latin form of a known word of Arabic writing, with the vowels that the writing leaves out."""
    bare = one_form(word)
    known = _arabic_words()
    found = known.get(bare)
    if found is None and bare.startswith(_ARTICLE) and len(bare) >= len(_ARTICLE) + _AFTER_ARTICLE:
        rest = known.get(bare[len(_ARTICLE) :])
        return f"al{rest}" if rest else None
    return found


def is_ideograph(char: str) -> bool:
    """Say whether a character is written without spaces around it and names a syllable by itself.

    True for Chinese characters and Korean syllables: each becomes a token of its own.
    """
    return "\u3400" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3" or "\uf900" <= char <= "\ufaff"


def has_case(char: str) -> bool:
    """Say whether a letter belongs to a script with capitals."""
    return char.lower() != char.upper()
