"""Legal forms of bodies (Ltd, Sp. z o.o., ООО), found as phrases: whole ones before parts of them."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from itertools import product
from typing import Final

from watchwire.names.tokens import letter_runs, words
from watchwire.tables import read_table, read_yaml

_SHORT: Final = 2


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
            for written in _ways(phrase):
                found.setdefault(written[0], {}).setdefault(written, row["class"])
    return {first: sorted(forms.items(), key=lambda item: -len(item[0])) for first, forms in found.items()}


def _ways(phrase: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield a form as it stands in the table, and with its letters run together ("S.P.R. de R.L.", "SPR de RL").

    Two letters by themselves are a word too often: those stand in the table where they are a form.
    """
    yield phrase
    runs = list(letter_runs(phrase))
    for chosen in product((False, True), repeat=len(runs)):
        written: list[str] = []
        at = 0
        for (start, end), together in zip(runs, chosen, strict=True):
            written.extend(phrase[at:start])
            written.extend(["".join(phrase[start:end])] if together else phrase[start:end])
            at = end
        written.extend(phrase[at:])
        if any(chosen) and (len(written) > 1 or len(written[0]) > _SHORT):
            yield tuple(written)


@cache
def single_forms() -> dict[str, str]:
    """Return the forms of one word of two letters or more, each with its class."""
    return {
        phrase[0]: name
        for forms in _by_first().values()
        for phrase, name in forms
        if len(phrase) == 1 and len(phrase[0]) > 1
    }


@cache
def _within() -> dict[str, frozenset[str]]:
    """Return for each class of forms the classes that say less, as they stand at an end of it ("Company Limited")."""
    classes = read_yaml("watchwire.names", "classes.yaml")
    ends: dict[str, list[str]] = classes["forms_within"]
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for forms in _by_first().values():
        for phrase, name in forms:
            phrases.setdefault(name, []).append(phrase)
    return {
        name: frozenset(
            short
            for short, places in ends.items()
            for part in phrases[short]
            if short != name and any(_stands_in(part, phrase, places) for phrase in held)
        )
        for name, held in phrases.items()
        if name not in classes["forms_not_within"]
    }


def _stands_in(part: tuple[str, ...], phrase: tuple[str, ...], places: Sequence[str]) -> bool:
    begins = "begin" in places and phrase[: len(part)] == part
    return len(part) < len(phrase) and (begins or ("end" in places and phrase[-len(part) :] == part))


def are_other_forms(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Say whether two bodies have different legal forms: both have some, none of one is or stands in one of the other.

    Args:
        one: the classes of the forms of one body.
        other: those of the other.

    """
    if not one or not other or not one.isdisjoint(other):
        return False
    within = _within()
    return not any(a in within.get(b, ()) or b in within.get(a, ()) for a in one for b in other)


def begins_form(norm: str) -> bool:
    """Say whether some legal form begins with a word."""
    return norm in _by_first()


@cache
def last_words() -> frozenset[str]:
    """Return the words that legal forms end with."""
    return frozenset(phrase[-1] for forms in _by_first().values() for phrase, _ in forms)


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


def _cuts_letters(norms: Sequence[str], place: int, length: int) -> bool:
    """Say whether a form of single letters begins a longer row of letters ("A S P Builders")."""
    end = place + length
    if end == len(norms) or len(norms[end]) > 1 or not norms[end].isalpha() or form_at(norms, end):
        return False
    return length > 1 and all(len(norm) == 1 for norm in norms[place:end])


@lru_cache(maxsize=1 << 12)
def forms_in(norms: tuple[str, ...], within: frozenset[int] = frozenset()) -> tuple[tuple[int, int, str], ...]:
    """Return the legal forms in a name's words: first place, the place after the last, class.

    Short forms ("S.A.", "AG") count at either end of the name, where they can hardly be anything else. None begins
    or ends at a place `within` letters that are written as one word ("A.S.P." holds no "A.S.").
    """
    found: list[tuple[int, int, str]] = []
    place = 0
    while place < len(norms):
        form = None if place in within else form_at(norms, place)
        if form is None or place + form[0] in within or _cuts_letters(norms, place, form[0]):
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
