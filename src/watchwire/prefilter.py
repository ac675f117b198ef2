"""Where in a text a pattern can be at all, so that it is looked for there and nowhere else.

Looking for a regular expression walks the whole text, character by character; looking for plain letters costs little.
What every match must hold, and how long it can be, is read off the parsed pattern (R. Cox, “Regular Expression Matching
with a Trigram Index”, 2012, which RE2 does as well), so that no list beside the pattern has to be kept true to it. What
cannot be told of a pattern is not used, and the whole text is walked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

_Need = frozenset[str]
_MOST = 80
"""So many alternatives, at most, are worth looking for one by one."""
_NEEDS = 3
_RUN = 16
"""No more blanks or hyphens in a row are taken to stand in a match; a text that has more of them is walked whole."""
_LONG_RUN = re.compile(rf"[\s-]{{{_RUN + 1}}}")
_ZERO_WIDTH = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_ONE = frozenset({"LITERAL", "NOT_LITERAL", "IN", "ANY", "CATEGORY"})
_ODD = "\u017f\u0131\u0130\u212a\u212b\u1c80\u1c81\u1c82\u1c83\u1c84\u1c85\u1c86\u1c87\u1c88"
"""Letters that a pattern for both cases takes for another one than their small letter (`re` does, by its table)."""
_GREEK = range(0x370, 0x400)
"""Letters of which one small one may stand for another; so may the sign of a millionth."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is known of every match: of each set of `needs` it holds one, and it is no longer than `width`."""

    needs: tuple[_Need, ...]
    width: int | None


class Held:
    """What a text holds, to be asked where a pattern may be found in it before looking."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._small = text.lower()
        self._odd = len(self._small) != len(text) or any(letter in text for letter in _ODD)
        self._known: dict[_Need, bool] = {}
        self._places: dict[_Need, list[tuple[int, int]]] = {}
        self._long_run = _LONG_RUN.search(text) is not None

    def may(self, pattern: "re.Pattern[str]") -> bool:
        """Say whether a pattern may be found in the text; where it says no, it is not there."""
        return self._holds(shape_of(pattern))

    def _holds(self, shape: _Shape) -> bool:
        if self._odd:
            return True
        for need in shape.needs:
            known = self._known.get(need)
            if known is None:
                known = self._known[need] = any(word in self._small for word in need)
            if not known:
                return False
        return True

    def find(
        self, pattern: "re.Pattern[str]", text: str | None = None, until: int | None = None
    ) -> "Iterator[re.Match[str]]":
        """Yield what `pattern.finditer` yields.

        Args:
            pattern: what to look for.
            text: where to look instead: the same text in small letters.
            until: the character before which to look; the whole text if not given.

        """
        text = self.text if text is None else text
        end = len(text) if until is None else until
        shape = shape_of(pattern)  # asked once: what a pattern is kept under costs as much as it is long
        if not self._holds(shape):
            return
        if self._odd or self._long_run or not shape.needs or shape.width is None:
            yield from pattern.finditer(text, 0, end)
            return
        for start, stop in self._windows(shape.needs[0], shape.width):
            if start < end:
                yield from pattern.finditer(text, start, min(stop, end))

    def _windows(self, need: _Need, width: int) -> list[tuple[int, int]]:
        """Return the stretches in which a match that holds one of some words can lie."""
        found: list[tuple[int, int]] = []
        for first, last in self._places_of(need):
            start, stop = max(0, first - width), last + width
            if found and start <= found[-1][1]:
                found[-1] = found[-1][0], stop
            else:
                found.append((start, stop))
        return found

    def _places_of(self, need: _Need) -> list[tuple[int, int]]:
        places = self._places.get(need)
        if places is None:
            places = self._places[need] = [match.span() for match in _any_of(need).finditer(self._small)]
        return places


@cache
def _any_of(need: _Need) -> "re.Pattern[str]":
    """Return a pattern for the places of words; of two that overlap (“mar”, “march”) the first is enough."""
    return re.compile("|".join(sorted(map(re.escape, need))))


@cache
def shape_of(pattern: "re.Pattern[str]") -> _Shape:
    """Return what is known of every match of a pattern, its needs with the most telling ones first."""
    try:
        parsed = import_module("re._parser").parse(pattern.pattern, pattern.flags)
    except (ImportError, AttributeError):  # another Python, with another parser
        return _Shape((), None)
    found = sorted(set(_needs(parsed)), key=lambda need: (-min(map(len, need)), len(need), sorted(need)))
    return _Shape(tuple(found[:_NEEDS]), _width(parsed, {}))


def _needs(items: Any) -> list[_Need]:
    """Return what each match of a sequence must hold, one of each set."""
    found: list[_Need] = []
    run: list[str] = []
    for name, argument in _flat(items):
        if name == "LITERAL" and argument not in _GREEK and argument != ord("µ"):
            run.append(chr(argument).lower())
            continue
        if name in _ZERO_WIDTH:
            continue
        found.extend(_of_run(run))
        run = []
        if name == "BRANCH":
            found.extend(_of_branches(argument[1]))
        elif name in _REPEATS and argument[0]:
            found.extend(_needs(argument[2]))
    return [*found, *_of_run(run)]


def _flat(items: Any) -> Iterator[tuple[str, Any]]:
    """Yield the operations of a sequence by name, those of its groups in their place."""
    for operation, argument in items:
        name = str(operation)
        if name == "SUBPATTERN":
            yield from _flat(argument[3])
        elif name == "ATOMIC_GROUP":
            yield from _flat(argument)
        else:
            yield name, argument


def _of_run(run: list[str]) -> list[_Need]:
    text = "".join(run)
    return [frozenset({text})] if len(text) > 1 else []


def _of_branches(branches: Any) -> list[_Need]:
    """Return what one of several alternatives must hold: one of what each of them must, where each must something."""
    best: set[str] = set()
    for branch in branches:
        held = _needs(branch)
        if not held:
            return []
        best |= max(held, key=lambda need: (min(map(len, need)), -len(need), sorted(need)))
    return [frozenset(best)] if len(best) <= _MOST else []


def _width(items: Any, groups: dict[int, int | None]) -> int | None:
    """Return how long a match can be, with what it looks at behind its end; None where nothing bounds it."""
    total = 0
    for operation, argument in items:
        width = _width_of(str(operation), argument, groups)
        if width is None:
            return None
        total += width
    return total


def _width_of(name: str, argument: Any, groups: dict[int, int | None]) -> int | None:
    if name in _ONE or name == "AT":  # that one looks at the character behind
        return 1
    if name in {"ASSERT", "ASSERT_NOT"}:
        return _width(argument[1], groups) if argument[0] > 0 else 0
    if name == "GROUPREF":
        return groups.get(argument)
    if name == "BRANCH":
        widths = [_width(branch, groups) for branch in argument[1]]
        return None if None in widths else max(width for width in widths if width is not None)
    if name in _REPEATS:
        return _width_of_repeat(argument, groups)
    if name == "SUBPATTERN":
        groups[argument[0]] = width = _width(argument[3], groups)
        return width
    return _width(argument, groups) if name == "ATOMIC_GROUP" else None


def _width_of_repeat(argument: Any, groups: dict[int, int | None]) -> int | None:
    _, most, items = argument
    once = _width(items, groups)
    if most >= _unbounded():
        return _RUN if _only_blanks(items) else None
    return None if once is None else once * int(most)


def _unbounded() -> int:
    return int(import_module("re._constants").MAXREPEAT)


def _only_blanks(items: Any) -> bool:
    """Say whether what is repeated is one character that is a blank or a hyphen."""
    if len(items) != 1:
        return False
    operation, argument = items[0]
    if str(operation) == "IN":
        return all(
            (str(name), str(what)) == ("CATEGORY", "CATEGORY_SPACE") or (str(name) == "LITERAL" and chr(what) in " -")
            for name, what in argument
        )
    return str(operation) == "LITERAL" and chr(argument) in " -"
