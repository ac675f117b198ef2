"""Predicates on words and stretches that several steps of the search ask."""

import re
from functools import lru_cache

from watchwire.geography import country_of, places
from watchwire.names.classes import organisation_forms
from watchwire.names.scripts import latin
from watchwire.scripts import ALPHABETS_WITH_CAPITALS, script_of

_SHIP = re.compile(
    r"\b(?:vessels?|(?:super)?yachts?|boats?|tankers?|ships?|freighters?|cargo|carriers?|M/V|MV|M/T|MT|IMO|flag(?:ged)?|sail(?:ed|ing)?|"
    r"dock(?:ed)?|port|crew|captain|bulk|barge)\b",
    re.IGNORECASE,
)
_SHIP_REACH = 90
_FORM_REACH = 24
DISTINCTIVE = 8
ACRONYM = 3
"""Letters of the shortest acronym that may name a body by itself."""
_CORPS = 5


def is_unvowelled(raw: str) -> bool:
    """Say whether a word's writing has no capitals and leaves vowels out, so that its romanisation proves little."""
    script = script_of(raw)
    return script not in ALPHABETS_WITH_CAPITALS and script != "Hang"


@lru_cache(maxsize=1 << 14)
def is_place(phrase: str) -> bool:
    """A country or place named as such is no party ("Hong Kong", "Democratic People's Republic of Korea")."""
    return country_of(phrase) is not None or phrase in places()


def is_form(norm: str) -> bool:
    """Say whether a word is a legal form or its plural ("Groups", but "corps" is no plural of "corp")."""
    forms = organisation_forms()
    return norm in forms or (len(norm) > _CORPS and norm.removesuffix("s") in forms)


def form_near(text: str, start: int, end: int) -> bool:
    """Say whether a legal form of bodies stands next to a place."""
    around = text[max(0, start - _FORM_REACH) : start].split()[-2:] + text[end : end + _FORM_REACH].split()[:2]
    return any(latin(word.strip(".,()")) in organisation_forms() for word in around)


def ship_near(text: str, start: int, end: int) -> bool:
    """Say whether the words around a place speak of ships."""
    return bool(_SHIP.search(text[max(0, start - _SHIP_REACH) : start] + " " + text[end : end + _SHIP_REACH]))


def is_shouting(text: str, capitals: int) -> bool:
    """Say whether nearly all words of a text begin with capitals, so that capitals prove nothing.

    Args:
        text: the text.
        capitals: about how many of its words may begin names; where they are few, the text need not be read.

    """
    if capitals * 12 < len(text):
        return False
    firsts = [word[0] for word in re.findall(r"[^\W\d_]+", text)]
    cased = [char for char in firsts if char.lower() != char.upper()]
    return len(cased) > 20 and sum(map(str.isupper, cased)) > 0.8 * len(cased)  # noqa: PLR2004
