"""Whether the text's own name goes on beyond the words found, or a place is named there."""

from typing import Final

from watchwire.geography import country_of, land_of_word
from watchwire.geography.landforms import is_state_after_town, makes_place_after, makes_place_before
from watchwire.names.classes import (
    calendar_words,
    common_english,
    country_tokens,
    organisation_forms,
    titles,
)
from watchwire.names.press import daily_words
from watchwire.names.similarity import equivalents
from watchwire.names.tokens import Token
from watchwire.screening.entry import Entry
from watchwire.screening.passage import IN_HEADLINE, NOTHING_BESIDE, Beside, Passage
from watchwire.screening.roles import is_role_word, public_roles
from watchwire.screening.signs import is_place
from watchwire.scripts import script_of

_TIES: Final = frozenset(
    {"bin", "ibn", "ben", "bint", "abu", "umm", "wal", "wa", "al", "el", "ould", "von", "van", "de"}
)
_TIED: Final = frozenset({"bin", "ibn", "bint", "abu", "umm", "wal"})
_JOINING: Final = frozenset({"of", "for"})
_ARTICLES: Final = frozenset(
    {"the", "a", "an", "and", "mr", "mrs", "ms", "his", "its", "their", "but", "in", "on", "for"}
)
_GIVENS: Final = 3
"""How many words before a name are looked at for a given name."""
_AUXILIARIES: Final = frozenset({"will", "may", "can"})
"""Given names that begin a question before another name ("Will Putin come?")."""
_STATE_MOST: Final = 8
_ROMANCE: Final = frozenset(
    {"de", "del", "la", "las", "los", "el", "du", "des", "da", "das", "do", "dos", "di", "della"}
)
_IN_PLACE: Final = frozenset({"of", "in", "at", "near", "from", "to"})


def edges(found: dict[str, float], passage: Passage, entry: Entry, first: int, last: int) -> None:
    """Whether the text's own name goes on to the left or the right."""
    found["goes on left"] = _continues(passage, entry, first, first - 1)
    found["goes on right"] = _continues(passage, entry, last, last + 1)
    tokens = passage.tokens
    before = tokens[first - 1] if first and passage.breaks[first - 1] == passage.breaks[first] else None
    if before is not None and not entry.anatomy.person:
        goes_on = found["goes on left"] > 0
        found["given name before"] = float(goes_on and _given_before(passage, first))
        alone = len(entry.ids) == 1 and not found.get("daily name")
        found["one word, name before"] = float(alone and (goes_on or _tied_to_name(passage, first)))
        if len(entry.ids) == 1 and _initial_after(passage, last):
            found["goes on right"] = 1.0
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    hyphen = after is not None and after.joined and after.start == tokens[last].end + 1
    found["hyphen and name after"] = float(hyphen and after is not None and _more_of_name(entry, after))
    if not entry.anatomy.person and after is not None and after.raw[0].isdigit():
        gap = passage.text[tokens[last].end : after.start]
        found["number joined"] = float(hyphen or gap.strip() in {"-", "‐", "‑"})
    found["named as a place"] = float(_is_named_as_place(passage, entry, first, last))


def _initial_after(passage: Passage, last: int) -> bool:
    """Say whether an initial and a further name follow: a given name stands there ("Ira C. Magaziner")."""
    tokens, text = passage.tokens, passage.text
    if last + 2 >= len(tokens):
        return False
    initial, further = tokens[last + 1], tokens[last + 2]
    between = text[tokens[last].end : initial.start], text[initial.end : further.start]
    return len(initial.norm) == 1 and bool(initial.capital and further.capital) and between == (" ", ". ")


def _given_before(passage: Passage, first: int) -> bool:
    """Say whether a given name leads the capitalised words before a place ("Glenn Harlan Reynolds")."""
    tokens, breaks = passage.tokens, passage.breaks
    for k in range(first - 1, max(-1, first - 1 - _GIVENS), -1):
        token = tokens[k]
        if breaks[k] != breaks[first] or token.capital is not True:
            return False
        if passage.text[token.end : tokens[k + 1].start].strip(".-‐‑ "):
            return False
        if token.norm in equivalents():
            return True
    return False


def _tied_to_name(passage: Passage, first: int) -> bool:
    """Say whether small Romance words tie a place to a name before it ("Casa de las Gaviotas")."""
    tokens, breaks = passage.tokens, passage.breaks
    k = first - 1
    while k >= 0 and breaks[k] == breaks[first] and tokens[k].raw in _ROMANCE:
        k -= 1
    return 0 <= k < first - 1 and breaks[k] == breaks[first] and _looks_like_more(tokens[k], True)


def _is_named_as_place(passage: Passage, entry: Entry, first: int, last: int) -> bool:
    """Say whether a word beside the name, that is none of its own, makes a place of it ("Galápagos Islands")."""
    tokens, breaks, text = passage.tokens, passage.breaks, passage.text
    if last + 1 < len(tokens) and breaks[last + 1] == breaks[last]:
        after = tokens[last + 1]
        beside = text[tokens[last].end : after.start] == " " and after.norm not in entry.norms
        if beside and makes_place_after(after.norm, bool(after.capital)):
            return True
        if text[tokens[last].end : after.start].strip() == "," and _in_a_place(passage, entry, first, after):
            return True
    if not first or breaks[first - 1] != breaks[first] or text[tokens[first - 1].end : tokens[first].start] != " ":
        return False
    before = tokens[first - 1]
    further = tokens[first - 2].norm if first > 1 and breaks[first - 2] == breaks[first] else ""
    return not {before.norm, further} & entry.norms and makes_place_before(before.norm, further)


def _in_a_place(passage: Passage, entry: Entry, first: int, after: Token) -> bool:
    """Say whether a body's one word stands as a town does before its state or country ("of Somerset, N.J.")."""
    if entry.anatomy.person or len(entry.ids) > 1 or not first or passage.tokens[first].norm in daily_words():
        return False  # “to Hamas, Israel said” names no town
    follows = passage.text[after.start : after.start + _STATE_MOST]
    return passage.tokens[first - 1].norm in _IN_PLACE and (is_state_after_town(follows) or is_place(after.raw))


def _more_of_name(entry: Entry, after: Token) -> bool:
    """A syllable joined by a hyphen goes on with a Korean name; else only a capital does ("Hamas-led" does not)."""
    return entry.anatomy.korean or after.capital is True


def _continues(passage: Passage, entry: Entry, inside: int, outside: int) -> float:
    """Return 1 where the word beside the name belongs to the same name by its look.

    Less in a headline, where capitals prove little.
    """
    beside = passage.beside.get((inside, outside))
    if beside is None:
        beside = passage.beside[inside, outside] = _beside(passage, inside, outside)
    if beside.binds and not entry.anatomy.person:
        return beside.body
    whole = beside.person if entry.anatomy.person else beside.body
    value = beside.syllabic if entry.anatomy.korean else whole
    return 0.0 if value and beside.norm in entry.norms else value


def _beside(passage: Passage, inside: int, outside: int) -> Beside:
    """Return how much the word beside a place looks like more of the same name."""
    tokens = passage.tokens
    if not 0 <= outside < len(tokens) or passage.breaks[inside] != passage.breaks[outside]:
        return NOTHING_BESIDE
    token, left = tokens[outside], outside < inside
    gap = passage.text[token.end : tokens[inside].start] if left else passage.text[tokens[inside].end : token.start]
    if gap.strip("-‐‑ ") or "\n" in gap:
        return NOTHING_BESIDE
    if token.norm in _TIES and (token.norm in _TIED or token.joined or _tied_on(passage, outside, left)):
        return Beside(token.norm, 1.0, 1.0, 1.0, False)
    person = body = syllabic = 0.0
    if _looks_like_more(token, left):
        body = passage.headline_share(inside)
        begins = left and passage.breaks[outside] == outside
        is_word = token.norm in common_english()
        # "Will Putin come?", but "Victor Pinchuk, a magnate".
        no_given = token.norm not in equivalents() or token.norm in _AUXILIARIES
        person = syllabic = 0.0 if is_word and no_given else body
        if is_word and begins:
            body = 0.0
        if script_of(token.raw) == "Cyrl" and syllabic:  # a Korean name is whole; Russian has its cases
            syllabic = IN_HEADLINE
    binds = not left and token.norm in _JOINING
    if binds:
        beyond = tokens[outside + 1] if outside + 1 < len(tokens) else None
        goes_on = beyond is not None and beyond.capital is True and beyond.norm not in country_tokens()
        body = float(goes_on)
    return Beside(token.norm, person, body, syllabic, binds)


def _looks_like_more(token: Token, left: bool) -> bool:
    """Say whether a word beside a name has a capital, and is none of those that go with names without being part."""
    if not token.capital or _is_no_name(token.norm, left):
        return False
    foreign = script_of(token.raw) != "Latn"
    if (foreign and country_of(token.raw)) or land_of_word(token.raw):
        return False
    return not is_role_word(token.raw)


def _is_no_name(norm: str, left: bool) -> bool:
    """Say whether a capitalised word beside a name goes with it without being part of one."""
    if norm in organisation_forms() or norm in public_roles() or norm in calendar_words():
        return True
    if left and norm in titles():
        return True
    return norm in country_tokens() or len(norm) == 1 or (left and norm in _ARTICLES)


def _tied_on(passage: Passage, outside: int, left: bool) -> bool:
    """Say whether a small word ties the name to a further one ("Abu Anas al Saud", "Said bin Ahmed")."""
    beyond = outside - 1 if left else outside + 1
    tokens = passage.tokens
    if not 0 <= beyond < len(tokens) or passage.breaks[beyond] != passage.breaks[outside]:
        return False
    return tokens[beyond].capital is True and tokens[beyond].norm not in common_english()
