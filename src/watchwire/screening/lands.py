"""Which countries a text names, in whichever language: by name, demonym, capital, city or adjective."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from watchwire.geography import (
    country_of,
    country_words,
    find_city,
    land_of_word,
    lands_within,
    phrases_abroad,
    region_adjectives,
)
from watchwire.names.classes import common_english

# A word with a capital: the set comes first, so that the engine skips to its characters at once.
_CAPITAL: Final = re.compile(r"[A-Z\x80-\U0010ffff](?<=[^\W\d_])(?<!\w.)\w*(?:\.\w\.?)*")
_FIRST_LEAST: Final = 2
_SMALL_WORD: Final = re.compile(r"(?<!\w)[a-z][^\W\d_A-Z]{2,}(?!\w)")


def country_ending(phrase: str) -> str | None:
    """Return the country that a phrase ends with, by its longest name ("the Democratic Republic of Congo")."""
    words = phrase.split()
    for first in range(len(words)):
        found = country_of(" ".join(words[first:]))
        if found is not None and words[first][:1].isupper():
            return found
    return land_named_by(words[-1]) if words else None


def land_named_by(word: str) -> str | None:
    """Return the country that a word of another language names, wherever in it where no blanks are written."""
    within = lands_within(word)
    return within[-1][1] if within else land_of_word(word)


def cities_in(stretch: str) -> set[str]:
    """Return the countries of the cities that a stretch names."""
    found = {_country_of_city(word) for word in _CAPITAL.findall(stretch)}
    found.discard("")
    return found


def small_adjectives_in(stretch: str) -> set[str]:
    """Return the countries of the adjectives of other languages in a stretch, written in small Latin letters."""
    return {code for word in _SMALL_WORD.findall(stretch) if (code := _small_adjective(word)) is not None}


@lru_cache(maxsize=1 << 14)
def _small_adjective(word: str) -> str | None:
    return None if word in common_english() else land_of_word(word)


@lru_cache(maxsize=1 << 14)
def _country_of_city(word: str) -> str:
    """Return the country of the city that a word names, or nothing."""
    if len(word) > 3 and word.lower() not in common_english():  # noqa: PLR2004
        city = find_city(word)
        if city is not None:
            return city.country
    return ""


def countries_of(text: str, places: Sequence[int] | None = None) -> dict[str, list[int]]:
    """Return the places where each country is named, by name, demonym or capital.

    Args:
        text: any text.
        places: in order, where such names may begin (`begins_in`), if that is known; else the text is searched.

    """
    found: dict[str, list[int]] = defaultdict(list)
    begins = _country_begins()
    past = 0
    for start, word in _capitals(text, places):
        if start < past:
            continue
        for phrase, code in begins.get(word, ()):
            if text.startswith(phrase, start) and not text[start + len(phrase) : start + len(phrase) + 1].isalnum():
                found[code].append(start)
                past = start + len(phrase)
                break
        else:
            for begin, code in _abroad(word):
                found[code].append(start + begin)
    return found


@lru_cache(maxsize=1 << 14)
def _abroad(word: str) -> tuple[tuple[int, str], ...]:
    """Return where in a word of another language than English countries are named."""
    within = lands_within(word)
    if within or word.isascii():
        return within
    code = land_of_word(word)
    return ((0, code),) if code is not None else ()


def _capitals(text: str, places: Sequence[int] | None) -> list[tuple[int, str]]:
    """Return the words with a capital, or those of them that begin at some places, with where they stand."""
    if places is None:
        return [(word.start(), word[0]) for word in _CAPITAL.finditer(text)]
    found: list[tuple[int, str]] = []
    past = 0
    for place in places:
        if place < past:
            continue
        if place and text[place - 1] == ".":  # it may be part of a word with stops ("U.S.")
            for word in _CAPITAL.finditer(text, max(past, _begin_of_run(text, place))):
                if word.start() > place:
                    break
                found.append((word.start(), word[0]))
                past = word.end()
        else:
            first = _CAPITAL.match(text, place)
            if first is not None:
                found.append((place, first[0]))
                past = first.end()
    return found


def _begin_of_run(text: str, place: int) -> int:
    """Return where the characters begin that stand before a place without a blank."""
    while place and not text[place - 1].isspace():
        place -= 1
    return place


def begins_in(word: str) -> tuple[int, ...]:
    """Return where in a word of a text the name of a country may begin, so far as the word tells by itself."""
    begins, dotted = _country_begins(), _dotted_begins()
    return tuple(
        [
            part.start()
            for part in _CAPITAL.finditer(word)
            if part[0] in begins or (part.end() == len(word) and part[0] in dotted) or _abroad(part[0])
        ]
    )


@lru_cache(maxsize=1)
def _dotted_begins() -> frozenset[str]:
    """Return what stands before the first stop in names of countries ("U.S.")."""
    return frozenset([word.split(".")[0] for word in _country_begins() if "." in word])


@lru_cache(maxsize=1)
def _country_begins() -> dict[str, list[tuple[str, str]]]:
    """Return the names of countries by their first word, the longest first."""
    begins: dict[str, list[tuple[str, str]]] = defaultdict(list)
    named = [(phrase, code) for phrase, (code, *_) in country_words().items()]
    # Names that begin with an English word ("The", "I") would be looked for at every second sentence.
    abroad = [(phrase, code) for phrase, code in phrases_abroad().items() if not _begins_in_english(phrase)]
    for phrase, code in (*named, *region_adjectives().items(), *abroad):
        first = _CAPITAL.match(phrase)
        if first is not None:
            begins[first[0]].append((phrase, code))
    return {word: sorted(held, key=lambda item: -len(item[0])) for word, held in begins.items()}


def _begins_in_english(phrase: str) -> bool:
    first = _CAPITAL.match(phrase)
    return first is None or len(first[0]) < _FIRST_LEAST or first[0].lower() in common_english()
