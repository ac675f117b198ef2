"""Predicates on words and stretches that several steps of the search ask."""

import re
from functools import lru_cache
from typing import Final

from watchwire.geography import country_of, places
from watchwire.names.classes import organisation_forms
from watchwire.names.forms import begins_form, form_at, last_words
from watchwire.names.scripts import latin
from watchwire.names.tokens import words
from watchwire.names.written_small import is_of_class
from watchwire.scripts import ALPHABETS_WITH_CAPITALS, script_of

_SHIP: Final = re.compile(
    r"\b(?:vessels?|(?:super)?yachts?|boats?|tankers?|ships?|freighters?|cargo|carriers?|M/V|MV|M/T|MT|IMO|flag(?:ged)?|sail(?:ed|ing)?|"
    r"dock(?:ed)?|port|crew|captain|bulk|barge)\b",
    re.IGNORECASE,
)
_SHIP_REACH: Final = 90
_NEXT_SENTENCE: Final = re.compile(r"[.!?]['\"’”]*\s+([^\W\d_]+)(?![.\w])")
_FORM_REACH: Final = 64
_PLAIN: Final = re.compile(r"[^A-Za-z0-9'`\x80-\U0010ffff]*+([A-Za-z0-9]++)(?!['`\x80-\U0010ffff])(?=.)", re.DOTALL)
"""A first word of ASCII letters and figures only, with something after it: read as a token is, from either side."""
_LONGEST_FORM: Final = 6
_ARTICLES: Final = frozenset({"al", "el"})
"""Arabic articles, which may stand between a legal form and the name after it."""
_SHORT_FORM: Final = 2
"""So short a form is not looked for after “and”: that is where the next name begins ("the Taliban and AS Roma")."""
_AND: Final = frozenset({"and", "y", "e", "et", "und", "i"})
"""Words that may stand between a name and the legal form after it."""
DISTINCTIVE: Final = 8
FUNCTION_WORDS: Final = frozenset(
    {"in", "of", "and", "for", "the", "on", "at", "to", "from", "by", "with", "de", "des", "und", "et", "y"}
)
"""Words that the press writes small inside the names of bodies, whatever a list in capitals does."""
ACRONYM: Final = 3
"""Letters of the shortest acronym that may name a body by itself."""
_CORPS: Final = 5


_BETWEEN: Final = r"(?:(?:of|for|and|the|in|de|du|des|del|di|da|do|la|los|y|der)\s){0,2}"
_SMALL_AFTER: Final = re.compile(rf"(?:['’]s)?[»”\"’']{{0,2}}[\s-]{_BETWEEN}((?![A-Z])[^\W\d_]{{3,}})(?![^\W_])")
_SMALL_BEFORE: Final = re.compile(
    rf"(?<![^\W_])((?![A-Z])[^\W\d_]{{3,}})[\s-]{_BETWEEN}[«“„\"‘'(]{{0,2}}(?:[AaEe]l[- ])?$"
)
"""A word in small letters beside another, with no more than small words and quotation marks between the two."""
_SMALL_REACH: Final = 48


def small_words_beside(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the words in small letters after and before a place ("the Sinaloa cartel", "cartel de Sinaloa")."""
    after = _SMALL_AFTER.match(text, end)
    before = _SMALL_BEFORE.search(text[max(0, start - _SMALL_REACH) : start])
    return tuple([found[1] for found in (after, before) if found is not None and found[1].islower()])


def small_form(norm: str) -> str | None:
    """Return the class of a legal form that is a word of class, too, which the press writes small (group, company)."""
    return organisation_forms().get(norm) if is_of_class(norm) else None


def small_forms_beside(text: str, start: int, end: int) -> frozenset[str]:
    """Return the classes of such forms directly after or before a place ("the Wagner group")."""
    found = [small_form(latin(raw)) for raw in small_words_beside(text, start, end)]
    return frozenset([name for name in found if name is not None])


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


def forms_beside(text: str, start: int, end: int) -> frozenset[str]:
    """Return the classes of the legal forms directly before or after a place ("Sp. z o.o.", "S.A. de C.V.")."""
    before, after = text[max(0, start - _FORM_REACH) : start], text[end : end + _FORM_REACH]
    return _forms_at_edges(before if _may_end_form(before) else "", after if _may_begin_form(after) else "")


def _may_begin_form(after: str) -> bool:
    """Say whether the first word of a stretch may begin a legal form."""
    first = _PLAIN.match(after)
    return first is None or begins_form(first[1].lower()) or first[1].lower() in _AND


def _may_end_form(before: str) -> bool:
    """Say whether the last word of a stretch may end a legal form."""
    last = _PLAIN.match(before[::-1])
    if last is None:
        return True
    norm = last[1][::-1].lower()
    return norm in last_words() or norm in _ARTICLES


@lru_cache(maxsize=1 << 14)
def _forms_at_edges(before: str, after: str) -> frozenset[str]:
    found: set[str] = set()
    following = words(after)
    form = form_at(following, 0) if following else None
    beyond = after[:1] == " " and len(following) > 1 and following[0] in _AND
    if form is None and beyond and len(following[1]) > _SHORT_FORM:  # "SAABF AND COMPANIA S.C.A."
        form = form_at(following, 1)
        after = after.lstrip(" ")[len(following[0]) :]
    if form is not None and _is_written_as_form(after):
        found.add(form[1])
    leading = words(before)
    if leading and leading[-1] in _ARTICLES:  # "STICHTING AL-AQSA"
        leading = leading[:-1]
    for place in range(max(0, len(leading) - _LONGEST_FORM), len(leading)):
        form = form_at(leading, place)
        if form is not None and place + form[0] == len(leading):
            found.add(form[1])
            break
    return frozenset(found)


def _is_written_as_form(after: str) -> bool:
    """Say whether what follows a name begins with a capital or a dotted form: "as" and "in" are words.

    A word after a full stop that is not in capitals begins the next sentence ("the Taliban. As ...").
    """
    sentence = _NEXT_SENTENCE.match(after)
    if sentence and not sentence[1].isupper():
        return False
    begins = after.lstrip(" ,.(\"'’”»&-")
    return begins[:1].isupper() or not begins[:1].isascii() or begins[1:2] == "."


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
