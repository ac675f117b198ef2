"""Words that mix two alphabets: a Cyrillic а in a Latin word, and the reverse."""

import re
from collections.abc import Iterator
from functools import cache

from watchwire.glance import beyond_ascii
from watchwire.tables import read_table

_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_OTHER = "\u0370-\u03ff\u0400-\u052f"
# One for texts that are mostly in Latin letters, one for the others: what is rare is looked for.
_OTHER_SEAM = re.compile(rf"[{_OTHER}](?:(?=[{_LATIN}])|(?<=[{_LATIN}].))")
_LATIN_SEAM = re.compile(rf"[{_LATIN}](?:(?=[{_OTHER}])|(?<=[{_OTHER}].))")
_NOT_LATIN = re.compile(f"[{_OTHER}]")
_SAMPLE = 400
_GREEK_IN_CYRILLIC = re.compile("[\u0370-\u03ff](?:(?=[\u0400-\u052f])|(?<=[\u0400-\u052f].))")
_LETTERS_BEFORE = re.compile(rf"[{_LATIN}{_OTHER}]{{0,60}}\Z")
_LETTERS_AFTER = re.compile(rf"[{_LATIN}{_OTHER}]{{0,60}}")
_LONGEST = 60
_ALPHABETS = ("latin", "cyrillic", "greek")


def mixed_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield begin and end of each word that holds letters of two alphabets, in order; time is linear."""
    if _NOT_LATIN.search("".join(beyond_ascii(text))) is None:
        return
    mostly_latin = len(_NOT_LATIN.findall(text, 0, _SAMPLE)) < min(_SAMPLE, len(text)) // 2
    at = 0
    for pattern in (_OTHER_SEAM if mostly_latin else _LATIN_SEAM, _GREEK_IN_CYRILLIC):
        for found in pattern.finditer(text):
            if found.start() < at and pattern is not _GREEK_IN_CYRILLIC:
                continue
            before = _LETTERS_BEFORE.search(text, max(0, found.start() - _LONGEST), found.start())
            after = _LETTERS_AFTER.match(text, found.start())
            start = before.start() if before else found.start()
            at = after.end() if after else found.end()
            yield start, at


def in_one_alphabet(word: str) -> str:
    """Return a mixed word in the alphabet it is meant in; as it is where that cannot be told or done.

    The alphabet is the one whose letters the others can all be mistaken for; of two, the one with more letters.
    """
    fits = []
    for alphabet in _ALPHABETS:
        table = _into(alphabet)
        own = sum(_alphabet_of(char) == alphabet for char in word)
        if own and all(_alphabet_of(char) in {alphabet, ""} or char in table for char in word):
            fits.append((own, alphabet))
    fits.sort(reverse=True)
    if not fits or (len(fits) > 1 and fits[0][0] == fits[1][0]):
        return word
    table = _into(fits[0][1])
    return "".join(table.get(char, char) for char in word)


def _alphabet_of(char: str) -> str:
    if "\u0400" <= char <= "\u052f":
        return "cyrillic"
    if "\u0370" <= char <= "\u03ff":
        return "greek"
    return "latin" if char.isalpha() else ""


@cache
def _into(alphabet: str) -> dict[str, str]:
    """Return for letters of the other alphabets the one of this that looks like it."""
    table: dict[str, str] = {}
    for row in read_table("watchwire.sources", "lookalikes.tsv"):
        if row[alphabet]:
            table.update({row[other]: row[alphabet] for other in _ALPHABETS if other != alphabet and row[other]})
    return table
