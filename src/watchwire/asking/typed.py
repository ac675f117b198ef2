"""What a typed text holds: names of one party, its numbers, and words around them that are neither.

People paste what they have: "M/V ARTAVIL (IMO 9187629)", "Huawei Tech. (Huawei) a/k/a 华为", "the so-called ‘Donetsk
People's Republic’", "Petrov &amp; Sons / Петров и сыновья". The text as typed, less its numbers, stays the first of the
names: lists print brackets and slashes, too, and nothing that was typed is dropped.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from watchwire.identifiers import Number, label_of_letters, only_number, typed_numbers
from watchwire.scripts import script_of
from watchwire.sources.typography import view_of
from watchwire.tables import read_yaml

_MOST_NAMES = 8
_TOUCHY = re.compile(r",(?:\s*\S+){4}|[()\[\]{}/|;&\d@\n\"“”«»„]|www\.", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\{([^{}]*)\}")
_ENDS = " \t\r\n,;:|/–—-·•"
_QUOTES = "\"“”„«»‘’'`"
_EMPTY = re.compile(r"\(\s*[,;:.]*\s*\)|\[\s*[,;:.]*\s*\]|\{\s*\}")
_BETWEEN = re.compile(r"\s*[|;\n]\s*|\s+/\s+|\s+//\s*")
_SLASH = re.compile(r"(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})")
_SPACES = re.compile(r"\s+")
_LETTERS = 2
_LONG = 4
"""From how many words behind a comma they tell of a party rather than name it."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was understood of a typed text.

    Args:
        names: ways of reading its name, the text as typed (less numbers) first; empty where it is nothing but numbers.
        numbers: the identifying numbers in it.
        vessel: words before the name say that it is a ship's.

    """

    names: tuple[str, ...]
    numbers: tuple[Number, ...] = ()
    vessel: bool = False


def understand(text: str) -> Typed:
    """Return the names and numbers that a typed text holds."""
    if "\n" in text or "\r" in text:
        text = view_of(text).text  # a word parted at the end of a line is joined, before line ends become spaces
    plain = html.unescape(text) if "&" in text else text
    if not _TOUCHY.search(plain) and not _words_of_ours().search(plain) and not label_of_letters(plain):
        only = only_number(plain) if _may_be_number(plain) else None
        return Typed((plain,), (only,) if only else ())
    numbers = typed_numbers(plain)
    whole = only_number(plain)
    if whole is not None and not numbers:
        numbers = [whole]
    rest = _without(plain, numbers)
    names, vessel = _names(rest)
    if not names and not numbers:
        return Typed((plain,))
    if whole is not None and not any(number.kind for number in numbers) and plain not in names:
        names = [*names, plain]  # "Unit 1234567" may be a name as well
    if not names and all(number.kind is None for number in numbers):
        names = [plain]
    return Typed(tuple(names[:_MOST_NAMES]), tuple(numbers), vessel)


def _may_be_number(text: str) -> bool:
    """Say whether a text without digits may be a number all the same: a tail number, a bank's code, a site."""
    return (text.isupper() and ("-" in text or " " not in text.strip())) or ("." in text and " " not in text.strip())


def _without(text: str, numbers: Iterable[Number]) -> str:
    """Return a text without its numbers, their labels, and the brackets that held nothing else."""
    for number in sorted(numbers, key=lambda number: -number.whole_start):
        if number.kind is None and re.search(r"[^\W\d_]", text[: number.start] + text[number.end :]):
            continue  # a number inside a name ("Brigade 12345") is part of it as long as nothing labels it
        text = f"{text[: number.whole_start]} {text[number.end :]}"
    return _tidy(_EMPTY.sub(" ", text))


def _names(text: str) -> tuple[list[str], bool]:
    """Return the ways of reading what is left as names, and whether it is said to be a ship."""
    found: dict[str, None] = {}
    vessel = False
    pieces = _pieces(text)
    for piece in (text, *pieces) if len(pieces) != 1 or pieces[0] != text else (text,):
        bare, ship, doubtful = _bare(piece)
        vessel = vessel or ship
        for name in (bare, piece) if doubtful else (bare,):
            if _is_name(name):
                found.setdefault(name)
    return list(found), vessel


def _pieces(text: str) -> list[str]:
    """Return the names that stand in one text: around alias markers and slashes, before and inside brackets."""
    outer = _tidy(_BRACKETS.sub(" ", text))
    inner = [_tidy(next(filter(None, match.groups()), "")) for match in _BRACKETS.finditer(text)]
    parts = [outer, *(part for part in inner if not _is_remark(part)), *_before_comma(outer)]
    for splitter in (_alias_pattern(), _BETWEEN):
        parts = [piece for part in parts for piece in _split(splitter, part)]
    parts = [piece for part in parts for piece in _at_slash(part)]
    return [part for part in (_tidy(part) for part in parts) if part]


def _before_comma(text: str) -> list[str]:
    """Return what stands before the first comma where the rest tells of the party ("Jan Novak, director of a mill in
    Brno") or where it lives ("Jan Novak, 60200 Brno").
    """  # noqa: D205
    head, _, tail = text.partition(",")
    telling = len(tail.split()) >= _LONG or any(map(str.isdecimal, tail))
    return [head] if telling and 1 < len(head.split()) <= _LONG else []


def _at_slash(text: str) -> list[str]:
    """Return what stands around a slash within a word: whole names, or a name with one word or the other.

    "Bank Melli/Melli Bank" is two names, and so is what stands in two writings; "Muhammad/Mohammed Ali" is one name
    with two spellings of its first.
    """
    match = _SLASH.search(text)
    if match is None:
        return [text]
    left, right = text[: match.start()], text[match.end() :]
    lonely = (" " in left) is not (" " in right)
    if not lonely or script_of(left) != script_of(right):
        return [*_at_slash(left), *_at_slash(right)]
    return [f"{left}{right[right.find(' ') :] if ' ' in right else ''}", f"{left[: left.rfind(' ') + 1]}{right}"]


def _split(pattern: re.Pattern[str], text: str) -> list[str]:
    pieces = [_tidy(piece) for piece in pattern.split(text)]
    if len(pieces) > 1 and not all(_is_name(piece) for piece in pieces if piece):
        return [text]
    return [piece for piece in pieces if piece]


def _bare(text: str) -> tuple[str, bool, bool]:
    """Return a name without words before it, whether they tell a ship, and whether they may belong to it after all."""
    name, vessel, doubtful = text, False, False
    hedge = _hedge_pattern().match(name)
    if hedge and hedge.end() < len(name):
        name = name[hedge.end() :].rstrip(_QUOTES + " ")
    if name[:1] in _QUOTES and name[-1:] in _QUOTES:
        name = name.strip(_QUOTES + " ")
    alias = _lead_pattern().match(name)
    if alias and alias.end() < len(name):
        name = name[alias.end() :]
    ship = _vessel_pattern().match(name)
    if ship and _is_name(_tidy(name[ship.end() :])):
        said = ship[0].strip(f" .:{_QUOTES}").casefold()
        doubtful = said in _data()["doubtful_vessels"] or ("/" not in said and " " not in said.replace(". ", "."))
        vessel = not doubtful
        name = name[ship.end() :]
    return _tidy(name) or text, vessel, doubtful


def _is_name(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= _LETTERS or any(ord(character) > 0x2E80 for character in text)  # noqa: PLR2004


def _is_remark(text: str) -> bool:
    """Say whether what stands in brackets tells something of a party and is no name of it."""
    from watchwire.geography import country_of
    from watchwire.names.forms import form_at
    from watchwire.names.tokens import words

    said = _SPACES.sub(" ", text.casefold().strip(". "))
    if not _is_name(text) or said in _data()["remarks"] or country_of(text):
        return True
    norms = words(text)
    form = form_at(norms, 0) if norms else None
    return not norms or (form is not None and form[0] == len(norms)) or any(map(str.isdecimal, text))


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text).replace(" ,", ",").strip(_ENDS)


@cache
def _data() -> dict[str, list[str]]:
    found: dict[str, list[str]] = read_yaml("watchwire.asking", "typed.yaml")
    return found


def _form(marker: str) -> str:
    """Return a marker as a pattern: about its dots and slashes may be spaces, and its last dot may be missing."""
    parts = [re.escape(part) for part in marker.split()]
    spelt = r"\s+".join(part.replace("/", r"\s?[/\\]\s?").replace(r"\.", r"\.\s?") for part in parts)
    return spelt.removesuffix(r"\.\s?") + r"\.?" if marker.endswith(".") else spelt


def _any_of(markers: Iterable[str]) -> str:
    return "|".join(_form(marker) for marker in sorted(markers, key=len, reverse=True))


@cache
def _alias_pattern() -> re.Pattern[str]:
    """Markers between two names. What is written without marks counts in one case only: "Aka" is a name."""
    held = _data()["aliases"]
    case = [marker for marker in held if marker in {"aka", "fka", "dba", "dit", "nee", "alias", "formerly", "known as"}]
    others = [marker for marker in held if marker not in case]
    upper = [marker.upper() for marker in case]
    edge = r"(?<![^\W_])"
    return re.compile(
        rf"[\s,;(]*(?:{edge}(?i:{_any_of(others)})|{edge}(?:{_any_of([*case, *upper])}))(?![^\W_])[\s:,]*"
    )


@cache
def _lead_pattern() -> re.Pattern[str]:
    """An alias marker at the beginning of a piece ("a.k.a. Huawei" in brackets)."""
    return re.compile(rf"\s*(?:{_alias_pattern().pattern})")


@cache
def _hedge_pattern() -> re.Pattern[str]:
    return re.compile(rf"[\s{_QUOTES}]*(?:{_any_of(_data()['hedges'])})(?![^\W_])[\s{_QUOTES}:]*", re.IGNORECASE)


@cache
def _vessel_pattern() -> re.Pattern[str]:
    held = [marker for marker in _data()["vessels"] if "." not in marker or marker.replace(".", "") not in {"mv", "mt"}]
    dotted = [r"m\.\s?v\.?", r"m\.\s?t\.?", r"m\.\s?s\.", r"s\.\s?s\."]
    return re.compile(rf"\s*(?:{'|'.join(dotted)}|{_any_of(held)})(?![^\W_])[\s:.{_QUOTES}]+", re.IGNORECASE)


@cache
def _words_of_ours() -> re.Pattern[str]:
    """Whether a text without brackets, slashes and digits may still hold a marker: a cheap look before the others."""
    words = {marker for key in ("aliases", "hedges", "vessels") for marker in _data()[key]}
    return re.compile(rf"(?<![^\W_])(?:{_any_of(words)})(?![^\W_])", re.IGNORECASE)
