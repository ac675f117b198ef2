"""Where and when a paragraph was written: the words in front of it, which belong to no sentence."""

import re
from collections.abc import Iterator

from watchwire.geography import country_of, find_city, places
from watchwire.model import Span

_DASHED = re.compile(
    r"^(?:\([A-Z]+\) )?[A-Z][\w.’'/-]*(?:(?:,| /)? (?:[A-Z][\w.’'/-]*|\d{1,2}|de|la|of|el))*"
    r"(?: \([\w ./]{2,30}\))?(?: ?(?:–|—|--|\.-|\)\.-)|:| -) |^\([A-Z]{2,10}\) (?:–|—|--|-) ",
    re.MULTILINE,
)
_BARE = re.compile(
    r"^([A-Z]{4,}(?: [A-Z]{2,})*)(?:, ([A-Z][a-z]+(?: [A-Z][a-z]+)*?))? +(?=[A-Z][\w’'-]*[a-z]|A )", re.MULTILINE
)
"""With no dash behind it (“*OSLO* Norwegian police have …”, “*OSLO, Norway* Norwegian police have …”)."""
_BRACKETED = re.compile(r"^([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}) \([A-Z][\w ./]{1,30}\) +(?=[A-Z])", re.MULTILINE)
"""With whose report it is, and no dash (“*Oslo (Blue Wire)* Norwegian police have …”)."""
_SMALL = re.compile(r"^([a-z]{4,}) [–—] (?=[A-Z“\"])", re.MULTILINE)
"""In small letters (“*oslo —* Norwegian police have …”)."""
_TOWN = re.compile(r"(?:\([A-Z]+\) )?([^\W\d_][^,/(:–—]*?)(?= ?(?:,|/|\(|:|–|—|--|-|$))")


def datelines(text: str) -> Iterator[Span]:
    """Yield what stands in front of paragraphs and may tell where they were written (“*OSLO, March 3 (ANB)* – ”)."""
    for found in _DASHED.finditer(text):
        yield Span(found.start(), found.end())
    for bare in _BARE.finditer(text):
        if _is_town(bare[1]) and (bare[2] is None or country_of(bare[2]) is not None):
            yield Span(bare.start(), bare.end())
    for form in (_BRACKETED, _SMALL):
        for found in form.finditer(text):
            if _is_town(found[1]):
                yield Span(found.start(), found.end())


def sure_datelines(text: str) -> Iterator[Span]:
    """Yield those of them that begin with a town or country: no label (“*Analysis:* …”), and no heading."""
    for span in datelines(text):
        town = _TOWN.match(span.of(text).strip())
        if town is not None and _is_town(town[1]):
            yield span


def _is_town(name: str) -> bool:
    name = name.strip()
    forms = {name, name.title()} if name.isupper() or name.islower() else {name}
    return any(find_city(form) is not None or country_of(form) is not None or form in places() for form in forms)
