"""Words of a name or of a running text, with their places."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from watchwire.names.scripts import has_case, is_ideograph, latin

# Vowel signs and other marks belong to their word, though Python does not count them as word characters.
MARKS: Final = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670"
SOUTH_ASIAN: Final = "\u0900-\u0963\u0966-\u0dff\u0e00-\u0e4e\u0e80-\u0eff\u1000-\u1049\u1780-\u17d3\u200c\u200d"
SYLLABLE: Final = "\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
KATAKANA: Final = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
WORD: Final = (
    r"[A-Za-z0-9]++(?!['`\x80-\U0010ffff])"  # what most words are; the rest finds the same, four times slower
    rf"|[{SYLLABLE}]"  # a syllable of Chinese or Korean writing
    rf"|[{KATAKANA}]+"  # a foreign name in Japanese, which sets no blanks around it
    rf"|(?:(?:[^\W_{SYLLABLE}{KATAKANA}]|[{SOUTH_ASIAN}])(?:[{MARKS}]|['’ʼ`´‘ʻʿʾ′](?=[^\W\d_]))*)+"
)
_WORD: Final = re.compile(WORD)
APOSTROPHES: Final = "'’ʼ`´‘ʻʿʾ′"
HYPHENS: Final = "-‐‑–"
_POSSESSIVE: Final = re.compile(r"['’ʼ][sS]$")
_ORDINAL: Final = ("st", "nd", "rd", "th")
_ASCII_POSSESSIVE_LEAST: Final = 3


class Token:
    """One word: its characters, its place, its Latin form, and whether it begins with a capital.

    `capital` is None for scripts without capitals. `joined` says that only a hyphen stands before it. Nobody changes a
    token. (A plain class: a frozen dataclass takes ten times as long to make, and texts have many words.)
    """

    def __init__(self, raw: str, start: int, end: int, norm: str, capital: bool | None, joined: bool = False) -> None:
        self.raw = raw
        self.start = start
        self.end = end
        self.norm = norm
        self.capital = capital
        self.joined = joined

    def __repr__(self) -> str:
        return f"Token({self.raw!r}, {self.start}, {self.end}, {self.norm!r}, {self.capital}, {self.joined})"


@lru_cache(maxsize=1 << 15)
def shape(raw: str) -> tuple[int, str, bool | None]:
    """Return length without a possessive ending, Latin form, and capitalisation."""
    length = len(raw)
    if length >= _ASCII_POSSESSIVE_LEAST and _POSSESSIVE.search(raw):
        length -= 2
    bare = raw[:length]
    first = bare[0]
    capital = None if is_ideograph(first) or not has_case(first) else first.isupper()
    return length, latin(bare), capital


def tokenize(text: str, begin: int = 0, end: int | None = None) -> list[Token]:
    """Split a text, or a stretch of it, into words with their places in the whole text.

    Hyphens separate words (the second is marked `joined`); apostrophes inside a word belong to it; an English
    possessive ending is left out; Chinese characters, Korean syllables and runs of katakana are words by themselves.
    """
    tokens: list[Token] = []
    last = -1
    for found in _WORD.finditer(text, begin, len(text) if end is None else end):
        raw = found[0]
        start = found.start()
        length, norm, capital = shape(raw)
        if not norm:
            continue
        joined = is_joined(text, last, start)
        tokens.append(Token(raw[:length], start, start + length, norm, capital, joined))
        last = found.end()
    return tokens


def is_joined(text: str, end: int, start: int) -> bool:
    """Say whether only a hyphen stands between two words, after an apostrophe of transcription if any ("Yo'-cho'ng").

    Args:
        text: the text.
        end: where the first ends, -1 if there is none.
        start: where the second begins.

    """
    if start == end + 1:
        return end >= 0 and text[end] in HYPHENS
    return end >= 0 and start == end + 2 and text[end] in APOSTROPHES and text[end + 1] in HYPHENS


def words(text: str) -> tuple[str, ...]:
    """Return the Latin forms of the words of a name."""
    return tuple(token.norm for token in tokenize(text))


def figure_of(norm: str) -> str:
    """Return the digits of a number in figures, without the ending of an ordinal ("27th"); empty for another word."""
    if norm.isdecimal():
        return norm
    return norm[:-2] if norm.endswith(_ORDINAL) and norm[:-2].isdecimal() else ""


def letter_runs(norms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where single letters stand side by side ("A.B.C.", "K-2"), figures among them.

    Yields:
        the first place, and the place after the last.

    """
    first = 0
    while first < len(norms):
        end = first
        while end < len(norms) and (len(norms[end]) == 1 or norms[end].isdecimal()):
            end += 1
        if end - first > 1 and any(norm.isalpha() for norm in norms[first:end]):
            yield first, end
        first = end + 1


_LATIN_RUN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OTHER_RUN: Final = re.compile(r"[\u0370-\u1cff\u2e80-\uffff]")


def by_writing(name: str) -> tuple[str, ...]:
    """Return a name that stands in Latin letters and in another writing as the two; nothing if it is in one.

    Example: "Jin Tiesan (金铁三)" gives "Jin Tiesan" and "金铁三".
    """
    if name.isascii() or not (_LATIN_RUN.search(name) and _OTHER_RUN.search(name)):
        return ()
    latin_words: list[str] = []
    others: list[str] = []
    for word in re.split(r"[\s()\[\]]+", name):
        (others if _OTHER_RUN.search(word) else latin_words).append(word)
    parts = (" ".join(filter(None, latin_words)).strip(" ,;"), " ".join(filter(None, others)).strip(" ,;"))
    return tuple(part for part in parts if part and part != name)
