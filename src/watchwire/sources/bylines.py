"""Who wrote a story: people's names out of bylines, and the bylines that a page shows.

A byline is told by the page's structure (a class, a property, a link to a person's page) beside the headline or behind
the story, or by its words ("By Ann Lee and Bo Rae"). Publishers, agencies and offices are no authors.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from watchwire.sources.stated import day_of
from watchwire.tables import read_table

_KEY = re.compile(r"[\W_]+")
_AND = re.compile(r"\s*(?:[,;|/•·]|\band\b|\bund\b|\bet\b|\by\b(?=\s[A-Z])|&|\s[-–—]\s)\s*")
_WORDS = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_NAME = re.compile(r"[\d@:?!\"“”„«»()\[\]{}<>=#*_\\…]|['’]\s|['’]\Z")
# Small words inside people's names.
_PARTICLE = re.compile(
    r"(?:de|del|della|der|den|dem|di|da|do|dos|das|du|la|le|van|von|vom|zu|zur|ten|ter|te|bin|ibn|bint|al|el|ul|y|e|i|"
    r"af|av|st|dal|degli|abu|ben|bar|san|ap|van't|d|o)\Z",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"[A-Z]{2,4}")
_INITIAL = re.compile(r"[^\W\d_]\.(?:-?[^\W\d_]\.)*")
_DATED = re.compile(r"([A-ZÀ-ÞА-Я][\w.’'-]+(?: [A-ZÀ-ÞА-Я][\w.’'-]+){1,3})\s*[-–—|•·,]\s")
_MOST = 12
_LONGEST = 60
_MOST_WORDS = 5
_SHORT = 4
_LINE = 160
_TOGETHER = 4
_BEHIND = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that its place in the page calls a byline: at which block it begins, and whether it is one name."""

    block: int
    element: Any
    one: bool


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    return {
        row["where"]: re.compile(row["pattern"], re.IGNORECASE)
        for row in read_table("watchwire.sources", "bylines.tsv")
    }


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"\A(?:{_rules()['lead'].pattern})\b\s*:?\s+|\A(?:by|von|par|автор)\s*:\s*", re.IGNORECASE)


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_rules()['tail'].pattern})\b.*\Z", re.IGNORECASE | re.DOTALL)


@cache
def _line() -> re.Pattern[str]:
    word = r"[A-ZÀ-ÞА-Я][^\W\d_]*[.’'-]?"
    more = r"[A-ZÀ-ÞА-Я][\w.’'-]*"
    particle = r"(?:(?:de|del|der|den|di|da|van|von|la|le|al|el|bin|ibn) )*"
    return re.compile(
        r"(?:[^\n]{0,60}?\b)?(?:[Bb]y|BY|Von|Par|Por|Автор|Текст|Autor|Autora|Auteur|Text)\s*:?\s+"
        rf"({word}(?:[ ,&]+(?:and |und |et )?{particle}{more}){{1,8}})"
    )


def key_of(text: str) -> str:
    """Return the letters and digits of a text in small letters."""
    return _KEY.sub("", text).lower()


def is_byline(tag: str, attributes: Any) -> bool | None:
    """Say whether an element's attributes call it a byline: True for one name, False for a line of them, else None."""
    if attributes.get("itemprop") in {"author", "creator"} or attributes.get("rel") == "author":
        return True
    href = attributes.get("href") if tag == "a" else None
    if href and _is_profile(href):
        return True
    words = attributes.get("class") or attributes.get("id")
    return False if words and _calls_byline(words) else None


@lru_cache(maxsize=1 << 13)
def _is_profile(href: str) -> bool:
    return _rules()["path"].search(href) is not None


@lru_cache(maxsize=1 << 14)
def _calls_byline(words: str) -> bool:
    return (
        _rules()["word"].search(" ".join(_WORDS.findall(_CAMEL.sub(" ", words.replace("_", " ")))).lower()) is not None
    )


def people(lines: Iterable[str], bodies: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the names of people in some bylines, once each.

    Args:
        lines: what stands in metadata or on the page ("By Ann Lee and Bo Rae, AP").
        bodies: the keys (see `key_of`) of the site's and publisher's names, which are no authors.

    """
    known = tuple(bodies)
    found: dict[str, str] = {}
    for raw in list(lines)[:_MOST]:
        if "://" in raw or "www." in raw or raw.startswith("/"):
            continue
        for part in _AND.split(_lead().sub("", raw.strip())):
            name = _tail().sub("", _lead().sub("", part)).strip(" .,:;-–—'’\t\n")
            key = key_of(name)
            if _may_be_person(name) and key not in known and not any(b in key for b in known if len(b) > _SHORT):
                found.setdefault(key, name)
    return tuple(found.values())


def _may_be_person(name: str) -> bool:
    words = name.split()
    if not (1 < len(name) <= _LONGEST and len(words) <= _MOST_WORDS) or _NO_NAME.search(name):
        return False
    if len(words) > 1 and _AGENCY.fullmatch(words[0]) and not name.isupper():
        return False  # “AP National”
    if len(words) == 1 and _rules()["day"].fullmatch(name):
        return False  # “By Ann Lee, Wednesday, 20 November”
    if len(words) == 1 and (name.isupper() or not name[:1].isupper()) and name.isascii():
        return False  # an agency's letters, or how somebody logs in
    if not all(word[:1].isupper() or not _cased(word[:1]) or _PARTICLE.match(word.strip(".’'")) for word in words):
        return False
    if _INITIAL.fullmatch(words[0]) and len(words) > 1:
        return True  # no body begins with an initial
    return not any(_rules()["body"].fullmatch(word.strip(".,’'")) for word in words) and not _is_place(name)


def _cased(char: str) -> bool:
    return char.lower() != char.upper()


@lru_cache(maxsize=1 << 12)
def _is_place(name: str) -> bool:
    """Say whether a name is a country's or a city's: datelines stand where bylines do."""
    from watchwire.geography import country_of, find_city

    return country_of(name) is not None or find_city(name) is not None


def shown_authors(marks: Sequence[Mark], near: range, head: int, last: int, bodies: Iterable[str]) -> tuple[str, ...]:
    """Return who is named by marked elements beside the headline, else in the first one behind the story.

    Args:
        marks: the elements that are called bylines, in the order of the page.
        near: the numbers of the blocks around the headline.
        head: the number of the headline's block.
        last: the number of the story's last block.
        bodies: the keys of the site's and publisher's names.

    """
    beside = [mark for mark in marks if mark.block in near]
    # Above the headline stand the names of rubrics; a byline there is rare.
    found = _first_group([mark for mark in beside if mark.block >= head], bodies) or _first_group(beside, bodies)
    if found:
        return found
    behind = [mark for mark in marks if last <= mark.block <= last + _BEHIND]
    return _first_group(behind, bodies)[:1]


def _first_group(marks: Sequence[Mark], bodies: Iterable[str]) -> tuple[str, ...]:
    """Return the names in the first marked element that holds any, and in those right beside it."""
    known = tuple(bodies)
    begin: int | None = None
    single: dict[str, str] = {}
    lines: dict[str, str] = {}
    said = False
    for mark in marks:
        if begin is not None and mark.block > begin + _TOGETHER:
            break
        names = _named(mark, known)
        if names and begin is None:
            begin = mark.block
        if mark.one:
            single.update((key_of(name), name) for name in names)
        else:
            said |= _says_by(mark)
            lines.update((key_of(name), name) for name in names)
    # A line says whom its links do not name; where it says nothing of those, it is another's. One that names nobody as
    # the writer (“Ann Lee, 3 May, Politics”) adds none.
    if single and not (said and single.keys() <= lines.keys()):
        return tuple(single.values())
    return tuple(lines.values())


def _says_by(mark: Mark) -> bool:
    text = " ".join("".join(mark.element.itertext()).split())
    return _lead().match(text) is not None or _line().match(text) is not None or " and " in text or " & " in text


def _named(mark: Mark, bodies: Sequence[str]) -> tuple[str, ...]:
    pieces = [text for piece in mark.element.itertext() if (text := " ".join(piece.split()))]
    whole = " ".join(pieces)
    if not whole or len(whole) > 3 * _LINE:
        return ()
    split = [name for name in people(pieces, bodies) if " " in name]
    return tuple(split) or people([whole], bodies)


def byline(lines: Iterable[str], bodies: Iterable[str] = ()) -> tuple[str, ...]:
    """Return who a line beside the headline says the story is by ("By Ann Lee and Bo Rae, AP")."""
    for line in lines:
        found = _line().match(line) or (_DATED.match(line) if day_of(line) else None)
        if found and (named := people([found[1]], bodies)):
            return named
    return ()


def office_line(line: str) -> tuple[str, ...] | None:
    """Return the people whom a line names that says whose text it is (“Ann Lee, Secretary of State”).

    Releases begin with such a line, which is no headline. None for any other line; no people for an office.
    """
    found = _rules()["office"].fullmatch(line.strip())
    if found is None or found["who"] is None:
        return None if found is None else ()
    return people([found["who"]]) or None
