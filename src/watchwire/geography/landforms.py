"""Words that make a place of the name beside them ("Galápagos Islands", "Lake Albert", "Gulf of Aden")."""

import re
from functools import cache

from watchwire.tables import read_yaml

_OF = "of"
_STATE = re.compile(r"[A-Z][\w.]*")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(str(word) for word in read_yaml("watchwire.geography", "landforms.yaml")[kind])


def makes_place_after(word: str, capital: bool) -> bool:
    """Say whether a word behind a name makes a place of it; in small letters fewer words do."""
    return word in _words("after" if capital else "after_small")


def makes_place_before(word: str, one_before: str) -> bool:
    """Say whether the word before a name, with the one before that, makes a place of it ("Lake", "Gulf of")."""
    return one_before in _words("before_of") if word == _OF else word in _words("before")


def is_state_after_town(words: str) -> bool:
    """Say whether what follows a town and a comma begins with a state's abbreviation (", N.J., the banks said")."""
    found = _STATE.match(words)
    return found is not None and found[0].replace(".", "").lower() in _words("states")


def state_of_town(words: str) -> str | None:
    """Return the country of the state or province whose abbreviation follows a town and a comma, or None."""
    found = _STATE.match(words)
    written = found is not None and ("." in found[0] or found[0].isupper())  # “Paris, *Miss* Lopez” is not in a state
    if found is None or not written or not is_state_after_town(words):
        return None
    return "CA" if found[0].replace(".", "").lower() in _words("provinces") else "US"
