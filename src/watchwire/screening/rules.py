"""Rules on what must stand in a text before a listed name counts as found there. Each can be read and defended."""

import re
from functools import lru_cache
from itertools import pairwise

from watchwire.geography import countries, country_of, places
from watchwire.model import PartyKind
from watchwire.names.anatomy import Role
from watchwire.names.classes import (
    common_english,
    country_tokens,
    organisation_forms,
    organisation_words,
    particles,
    titles,
)
from watchwire.names.scripts import latin
from watchwire.names.similarity import equivalents
from watchwire.names.tokens import Token
from watchwire.screening.entry import Entry
from watchwire.scripts import ALPHABETS_WITH_CAPITALS, script_of

Pick = tuple[int, int, float]
"""A word found: its place among the text's words, the number of the listed word, and how alike they are."""

_ORDINAL = re.compile(r"^\d+(?:st|nd|rd|th)$")
_SHIP = re.compile(
    r"\b(?:vessels?|(?:super)?yachts?|boats?|tankers?|ships?|freighters?|cargo|carriers?|M/V|MV|M/T|MT|IMO|flag(?:ged)?|sail(?:ed|ing)?|"
    r"dock(?:ed)?|port|crew|captain|bulk|barge)\b",
    re.IGNORECASE,
)
_SHIP_REACH = 90
_FORM_REACH = 24
_COUNTRY_REACH = 30
_FEW = 2
DISTINCTIVE = 8
ACRONYM = 3
"""Letters of the shortest acronym that may name a body by itself."""
_SON_OF = frozenset({"bin", "ibn", "ben", "bint"})
_BOTH_COMMON = 1.15
_SAME_WORD = 0.9
_CORPS = 5
_TIES = frozenset({"wal", "wa", "bin", "ibn", "abu", "umm"})


def enough(text: str, entry: Entry, tokens: list[Token], picks: list[Pick], first: int, last: int) -> bool:
    """Apply the rules on how much of a name must be there."""
    if not _script_bears_it(entry, tokens, picks) or _inside_abbreviation(text, tokens[first]):
        return False
    if all(tokens[p].norm in organisation_forms() or len(tokens[p].norm) == 1 for p, _, _ in picks):
        return False  # "Group A/S" names nobody
    if len(picks) == 1:
        return _single_word(text, entry, tokens, picks[0][0], picks[0][2])
    if entry.anatomy.person:
        return _enough_of_person(text, entry, tokens, picks, last)
    return _enough_of_body(text, entry, tokens, picks, (first, last))


def _enough_of_person(text: str, entry: Entry, tokens: list[Token], picks: list[Pick], last: int) -> bool:
    if _comma_inside(text, entry, tokens, picks) or _given_missing(entry, picks):
        return False
    if _everybodys_name(entry, tokens, picks):
        return False
    initials = any(len(tokens[place].norm) == 1 for place, _, _ in picks)
    if initials and not _initial_is_enough(entry, tokens, picks):
        return False
    return not _other_person_continues(tokens, entry, last)


def _everybodys_name(entry: Entry, tokens: list[Token], picks: list[Pick]) -> bool:
    """Two words that thousands bear, one of them spelt otherwise, or tied by a “son of” that the list does not have.

    ("Mohammed bin Salman" is not every Muhammad Salman.)
    """
    if len(picks) != _FEW or entry.anatomy.korean:
        return False
    if sum(entry.rarities[number] for _, number, _ in picks) >= _BOTH_COMMON:
        return False
    first, last = sorted(place for place, _, _ in picks)
    ties = {tokens[k].norm for k in range(first + 1, last)} & _SON_OF
    tied = bool(ties) and not any(word.norm in _SON_OF for word in entry.anatomy.words)
    return tied or any(similarity < _SAME_WORD for _, _, similarity in picks)


def _enough_of_body(text: str, entry: Entry, tokens: list[Token], picks: list[Pick], ends: tuple[int, int]) -> bool:
    first, last = ends
    exact = all(similarity >= 0.9 for _, _, similarity in picks)  # noqa: PLR2004
    order = [number for _, number, _ in picks]
    in_order = order == sorted(order)
    whole = len(picks) == len(entry.ids)
    if entry.kind is PartyKind.VESSEL:
        named = any(tokens[p].norm.isalpha() and tokens[p].norm not in common_english() for p, _, _ in picks)
        return whole and exact and in_order and (named or ship_near(text, tokens[first].start, tokens[last].end))
    names = [p for p, n, _ in picks if entry.anatomy.words[entry.order[n]].role is Role.NAME]
    distinct = [p for p in names if tokens[p].norm not in country_tokens()]
    own = [p for p in distinct if tokens[p].norm not in common_english()]
    if (not whole and (len(distinct) < _FEW or not own)) or _comma_in_body(text, tokens, picks):
        return False
    if not own and not _common_words_suffice(text, entry, tokens, ends, whole and exact and bool(distinct)):
        return False
    return in_order and (exact or bool(own)) and not is_place(text[tokens[first].start : tokens[last].end])


def _script_bears_it(entry: Entry, tokens: list[Token], picks: list[Pick]) -> bool:
    """A writing without capitals and without all vowels must agree closely before it is a romanised name."""
    if entry.anatomy.script != "Latn" or not is_unvowelled(tokens[picks[0][0]].raw):
        return True
    long_enough = all(len(tokens[place].norm) > 3 for place, _, _ in picks)  # noqa: PLR2004
    return len(picks) > 1 and long_enough and all(similarity > 0.9 for _, _, similarity in picks)  # noqa: PLR2004


def is_unvowelled(raw: str) -> bool:
    """Say whether a word's writing has no capitals and leaves vowels out, so that its romanisation proves little."""
    script = script_of(raw)
    return script not in ALPHABETS_WITH_CAPITALS and script != "Hang"


def _inside_abbreviation(text: str, first: Token) -> bool:
    """The last letter of “U.S.” begins no name."""
    return len(first.norm) == 1 and first.start > 0 and text[first.start - 1] == "."


def _common_words_suffice(text: str, entry: Entry, tokens: list[Token], ends: tuple[int, int], exact: bool) -> bool:
    """Every country has a ministry of defence and a financial corporation.

    A body whose words are all common needs them all, exactly, and its legal form if it has one ("Concord Catering",
    "Concord Management and Consulting LLC"), or else its country beside it.
    """
    first, last = ends
    if exact:
        forms = any(word.role is Role.FORM for word in entry.anatomy.words)
        if not forms or _form_follows(entry, tokens, first) or _form_follows(entry, tokens, last):
            return True
    return _country_near(text, entry, tokens[first], tokens[last])


def _comma_in_body(text: str, tokens: list[Token], picks: list[Pick]) -> bool:
    """A comma inside a body's name only parts it from its legal form, which is no word that counts."""
    places = [place for place, _, _ in picks]
    return any("," in text[tokens[k].end : tokens[k + 1].start] for k in range(places[0], places[-1]))


def _comma_inside(text: str, entry: Entry, tokens: list[Token], picks: list[Pick]) -> bool:
    """A comma parts two people ("Bovda, and Robert"), save after a family name that leads ("PUTIN, Vladimir")."""
    places = [place for place, _, _ in picks]
    for before, after in pairwise(range(places[0], places[-1] + 1)):
        gap = text[tokens[before].end : tokens[after].start]
        if "," not in gap:
            continue
        leading = [entry.order[number] for place, number, _ in picks if place <= before]
        words = entry.anatomy.words
        families = {k for k, word in enumerate(words) if word.role is Role.FAMILY} or {entry.order[-1], entry.order[0]}
        begins = places[0] == 0 or text[tokens[places[0] - 1].end : tokens[places[0]].start] != " "
        begins = begins or not tokens[places[0] - 1].capital or tokens[places[0] - 1].norm in titles()
        if gap.strip() != "," or after not in places or not set(leading) <= families or not begins:
            return True
    return False


def _given_missing(entry: Entry, picks: list[Pick]) -> bool:
    """A patronymic and a family name fit a brother as well: one given name must agree."""
    roles = {entry.anatomy.words[k].role for k in entry.order}
    found = {entry.anatomy.words[entry.order[number]].role for _, number, _ in picks}
    if Role.GIVEN in roles:
        return not found & {Role.GIVEN, Role.NAME}
    return found <= {Role.FAMILY, Role.PATRONYMIC} and len(found) > 1


def _country_near(text: str, entry: Entry, first: Token, last: Token) -> bool:
    around = (
        text[max(0, first.start - _COUNTRY_REACH) : first.start] + " | " + text[last.end : last.end + _COUNTRY_REACH]
    )
    return _country_in(around, entry)


def _country_in(text: str, entry: Entry) -> bool:
    """Say whether a text names a country of the party, by name, demonym or capital."""
    for code in entry.party.countries:
        country = countries().get(code)
        if country is None:
            continue
        words = (country.name, *country.other_names, *country.demonyms, *country.metonyms)
        if any(re.search(rf"\b{re.escape(word)}", text) for word in words):
            return True
    return False


@lru_cache(maxsize=1 << 14)
def is_place(phrase: str) -> bool:
    """A country or place named as such is no party ("Hong Kong", "Democratic People's Republic of Korea")."""
    return country_of(phrase) is not None or phrase in places()


def _initial_is_enough(entry: Entry, tokens: list[Token], picks: list[Pick]) -> bool:
    """“V. Putin”: an initial and the family name, exactly; a given name and an initial are nothing."""
    full = [(n, s) for p, n, s in picks if len(tokens[p].norm) > 1]
    words = entry.anatomy.words
    families = [k for k, word in enumerate(words) if word.role is Role.FAMILY]
    last = families or [k for k, word in enumerate(words) if not word.light][-1:]
    return any(entry.order[n] in last and s > 0.95 and words[entry.order[n]].weight > 1.0 for n, s in full)  # noqa: PLR2004


def _single_word(text: str, entry: Entry, tokens: list[Token], place: int, similarity: float) -> bool:
    """A name of one word: bodies only, exact, no common word, no part of a longer name; a ship among ships."""
    if len(entry.ids) > 1 or entry.anatomy.person:
        return False
    token = tokens[place]
    norm = token.norm
    if similarity < 0.97 or norm.isdigit() or _ORDINAL.match(norm):  # noqa: PLR2004
        return False
    if entry.kind is PartyKind.AIRCRAFT:
        return similarity == 1.0 and any(map(str.isdigit, norm))
    if entry.kind is PartyKind.VESSEL:
        return similarity == 1.0 and ship_near(text, token.start, token.end)
    if len(norm) <= ACRONYM and not _acronym(text, entry, token, similarity):
        return False
    if norm in organisation_words() or norm in common_english() or norm in country_tokens() or norm in equivalents():
        return False
    with_form = any(word.role is Role.FORM for word in entry.anatomy.words)
    article = sum(len(word.norm) for word in entry.anatomy.words if word.role is Role.PARTICLE)
    short = len(norm) + article < 6 and not token.raw.isupper()  # noqa: PLR2004
    if not _particles_agree(entry, tokens, place):
        return False
    if ((with_form and len(norm) < DISTINCTIVE) or short) and not _form_follows(entry, tokens, place):
        # "DANA HOLDINGS LIMITED" is not every Dana, nor "ASGA" every Asga: the legal form must stand there, or the
        # list must know the bare word as a name.
        return not with_form and similarity == 1.0 and _stands_alone(text, entry, tokens, place)
    return similarity == 1.0 or len(norm) >= DISTINCTIVE


def _acronym(text: str, entry: Entry, token: Token, similarity: float) -> bool:
    """Three letters name a body only as an acronym, where the text names its country ("GRU" in a text on Russia)."""
    return len(token.norm) == ACRONYM and token.raw.isupper() and similarity == 1.0 and _country_in(text, entry)


def _particles_agree(entry: Entry, tokens: list[Token], place: int) -> bool:
    """“al-Jihad” needs its article, and no further particle may tie it to a longer name ("al Tawhid wal Jihad")."""
    listed = [word.norm for word in entry.anatomy.words if word.role is Role.PARTICLE]
    before = tokens[place - 1].norm if place else ""
    after = tokens[place + 1].norm if place + 1 < len(tokens) else ""
    if after in _TIES or before in _TIES:
        return False
    return not listed or before in listed or after in listed


def _form_follows(entry: Entry, tokens: list[Token], place: int) -> bool:
    forms = {word.norm for word in entry.anatomy.words if word.role is Role.FORM}
    near = tokens[max(0, place - 2) : place] + tokens[place + 1 : place + 3]
    return any(token.norm in forms or is_form(token.norm) for token in near)


def is_form(norm: str) -> bool:
    """Say whether a word is a legal form or its plural ("Groups", but "corps" is no plural of "corp")."""
    forms = organisation_forms()
    return norm in forms or (len(norm) > _CORPS and norm.removesuffix("s") in forms)


def form_near(text: str, start: int, end: int) -> bool:
    """Say whether a legal form of bodies stands next to a place."""
    around = text[max(0, start - _FORM_REACH) : start].split()[-2:] + text[end : end + _FORM_REACH].split()[:2]
    return any(latin(word.strip(".,()")) in organisation_forms() for word in around)


def _stands_alone(text: str, entry: Entry, tokens: list[Token], place: int) -> bool:
    """Say whether no other capitalised word touches this one, as would be in a person's name; its own particles may."""
    token = tokens[place]
    before = tokens[place - 1] if place else None
    if before and before.norm in {word.norm for word in entry.anatomy.words if word.role is Role.PARTICLE}:
        before = None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    joined_before = before is not None and before.capital and text[before.end : token.start] == " "
    joined_after = after is not None and after.capital and text[token.end : after.start] == " "
    return not joined_before and not joined_after


def _other_person_continues(tokens: list[Token], entry: Entry, last: int) -> bool:
    """Say whether the text's name goes on with a joined syllable ("Kim Jong Un" in "Kim Jong Un-chol")."""
    if not entry.anatomy.korean:
        return False
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    return after is not None and after.joined and after.start == tokens[last].end + 1


def ship_near(text: str, start: int, end: int) -> bool:
    """Say whether the words around a place speak of ships."""
    return bool(_SHIP.search(text[max(0, start - _SHIP_REACH) : start] + " " + text[end : end + _SHIP_REACH]))


def has_capitals(tokens: list[Token], picks: list[Pick], entry: Entry, shouting: bool) -> bool:
    """In a script with capitals, the words of a name have them.

    A syllable after a hyphen needs none ("Jong-un"), nor a word that the list itself writes small
    ("Kalmius battalion"), if the name begins with a capital.
    """
    if all(tokens[place].capital is None for place, _, _ in picks):
        return True
    for order, (place, number, _) in enumerate(picks):
        token = tokens[place]
        if token.capital is not False or token.raw[0].isdigit() or token.norm in particles():
            continue
        joined_syllable = entry.anatomy.person and token.joined
        if order == 0 or not (joined_syllable or (not entry.anatomy.person and is_small(entry, number))):
            return False
    return not (shouting and len(picks) == 1)


def is_small(entry: Entry, number: int) -> bool:
    """Say whether the list writes a word of a name without a capital."""
    return entry.order[number] in entry.small


def may_be_name(tokens: list[Token], position: int, shouting: bool) -> bool:
    """Say whether a word may begin the search for a name: it has a capital, where its script has them."""
    token = tokens[position]
    if token.capital is False and not token.joined:
        return token.raw[0].isdigit()
    return not (shouting and token.norm in common_english())


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
