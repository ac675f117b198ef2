"""Legal forms of bodies (Ltd, Sp. z o.o., ООО), found as phrases: whole ones before parts of them."""

from collections.abc import Sequence
from functools import cache, lru_cache

from watchwire.names.tokens import words
from watchwire.tables import read_table, read_yaml

_SHORT = 2


@cache
def words_of_names() -> frozenset[str]:
    """Return the classes that are written like legal forms and tell one body from another all the same."""
    found: dict[str, list[str]] = read_yaml("watchwire.names", "classes.yaml")
    return frozenset(found["forms_that_tell"])


@cache
def _by_first() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the forms by their first word, the longest first."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for row in read_table("watchwire.names", "legal_forms.tsv"):
        phrase = words(row["form"])
        if phrase and row["class"] not in words_of_names():
            found.setdefault(phrase[0], {}).setdefault(phrase, row["class"])
    return {first: sorted(forms.items(), key=lambda item: -len(item[0])) for first, forms in found.items()}


@cache
def single_forms() -> dict[str, str]:
    """Return the forms of one word of two letters or more, each with its class."""
    return {
        phrase[0]: name
        for forms in _by_first().values()
        for phrase, name in forms
        if len(phrase) == 1 and len(phrase[0]) > 1
    }


def form_at(norms: Sequence[str], place: int) -> tuple[int, str] | None:
    """Return how many words the legal form that begins at a place takes, and its class; None where none begins."""
    forms = _by_first().get(norms[place])
    if forms is None:
        return None
    for phrase, name in forms:
        end = place + len(phrase)
        if end <= len(norms) and tuple(norms[place:end]) == phrase:
            return len(phrase), name
    return None


@lru_cache(maxsize=1 << 14)
def forms_in(norms: tuple[str, ...]) -> tuple[tuple[int, int, str], ...]:
    """Return the legal forms in a name's words: first place, the place after the last, class.

    Short forms ("S.A.", "AG") count at either end of the name, where they can hardly be anything else.
    """
    found: list[tuple[int, int, str]] = []
    place = 0
    while place < len(norms):
        form = form_at(norms, place)
        if form is None:
            place += 1
            continue
        length, name = form
        short = all(len(norm) <= _SHORT for norm in norms[place : place + length])
        if not short or place == 0 or place + length == len(norms) or form_at(norms, place + length):
            found.append((place, place + length, name))
            place += length
        else:
            place += 1
    return tuple(found)
