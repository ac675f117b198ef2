"""What the text around a name says: countries, roles, occupations, what the text is about."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from watchwire.geography import country_of, land_of_word
from watchwire.glance import small
from watchwire.model import Party, PartyKind
from watchwire.names.classes import titles
from watchwire.names.press import home_countries
from watchwire.names.tokens import words
from watchwire.screening.lands import cities_in, countries_of, country_ending, land_named_by, small_adjectives_in
from watchwire.screening.roles import classes_of_position, english_roles, is_called_an_armed_group, roles_in

REACH: Final = 160
_BESIDE: Final = 60
_ENGLISH: Final = " the "
_REGIME: Final = re.compile(r"(?:['’]s)?\s(?:regime|government|administration|dictatorship|junta)\b")
_GIVENS: Final = 3
_MARK: Final = 3
_EXPANSION: Final = 80
"""How many characters before a bracket its words are looked for in."""
ACRONYM_MOST: Final = 7
_SPELT_MOST: Final = 8
_MANY: Final = 7
"""How many words may stand between a role and the name that it belongs to ("President of Russia Vladimir Putin")."""
_BEFORE_ROLE: Final = 4
"""How many words before a role may hold the country of the office ("Bulgarian deputy energy minister")."""
_BEHIND_ROLE: Final = 2
_COMMAS: Final = str.maketrans("،、，", ",,,")
_BODY_WORDS: Final = 3
_QUOTES: Final = '«»„“”"'
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_OF: Final = frozenset({"of", "for", "the", "and", "foreign", "affairs", "defence", "defense", "at", "in"})
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_TOPIC: Final = (
    b"sanction", b"designat", b"blacklist", b"ofac", b"treasury", b"terror", b"militant", b"insurgent", b"missile",
    b"nuclear", b" arms ", b"weapon", b"cartel", b"traffick", b"launder", b"corrupt", b"human rights", b"junta",
    b"regime", b"embargo", b"oligarch", b"militia", b"extremist", b"rebel",
)  # fmt: skip
"""Stems of words for what listed parties do, in lower case."""
_TOPIC_MOST: Final = 4
_FOREIGN_BEFORE: Final = re.compile(
    r"((?:[^\W\d_][\w.]*+[ -]){0,3}[^\W\d_][\w.]*+)(?:['’]s?|)\s(?:own\s|state\s|so-called\s)?$"
)
_OF_COUNTRY: Final = re.compile(r"^\s(?:of|in|for)\s(?:the\s)?((?:[^\W\d_a-z]\w*\s?){1,4})")
_WITH_OTHERS: Final = re.compile(r"\b(?:to|for|with)\s(?:the\s)?(?:[A-Z]\w+\s?)+")
"""In a position, the countries that its holder deals with ("Vice Minister for North America", "Ambassador to ...")."""
_EMPTY: Final = frozenset(
    {
        "former",
        "member",
        "deputy",
        "chief",
        "head",
        "first",
        "vice",
        "director",
        "chairman",
        "general",
        "president",
        "minister",
        "secretary",
        "department",
        "committee",
        "state",
        "federation",
        "russian",
        "federal",
        "with",
        "from",
        "that",
        "this",
        "have",
        "been",
        "were",
        "republic",
    }
)


class Around:
    """What stands around one place of a text; each thing is worked out when it is asked for.

    `start` and `end` are the place; what is `named` near by, only its text knows (`Surroundings.countries_at`).
    """

    __slots__ = (
        "_after",
        "_before",
        "_claimed",
        "_left",
        "_offices",
        "_right",
        "_roles",
        "_words",
        "end",
        "named",
        "start",
    )

    def __init__(self, left: str, right: str, start: int, end: int) -> None:
        self._left = left
        self._right = right
        self.start = start
        self.end = end
        self.named: frozenset[str] | None = None
        self._roles: frozenset[str] | None = None
        self._offices: frozenset[str] = frozenset()
        self._words: frozenset[str] | None = None
        self._claimed = False
        self._before: str | None = None
        self._after: str | None = None

    def of_cities(self) -> set[str]:
        """The countries of the cities named there."""
        return cities_in(self._left) | cities_in(self._right)

    def of_adjectives(self) -> set[str]:
        """The countries of adjectives of other languages that are written small there ("presidente ruso")."""
        return small_adjectives_in(self._left) | small_adjectives_in(self._right)

    @property
    def roles(self) -> frozenset[str]:
        """The classes of role beside the place."""
        if self._roles is None:
            self._roles, self._offices = _roles_beside(self._left, self._right)
        return self._roles

    @property
    def offices(self) -> frozenset[str]:
        """Codes of the countries named with a role directly beside the place ("Iraqi prime minister …")."""
        return self._offices if self.roles else frozenset()

    @property
    def armed_group(self) -> bool:
        """Whether the text calls what stands there an armed group."""
        return is_called_an_armed_group(self._left[-_BESIDE:], self._right[:_BESIDE])

    @property
    def words(self) -> frozenset[str]:
        """The words of four letters or more, in small letters."""
        if self._words is None:
            stretch = f"{self._left} {self._right}"
            # A capital I with a dot is two characters in small letters, the second no letter.
            some = map(str.lower, _WORD.findall(stretch)) if "İ" in stretch else _WORD.findall(stretch.lower())
            self._words = frozenset(some) - _EMPTY
        return self._words

    def claims(self) -> set[str]:
        """The countries that claim the words directly ("Vietnam's …", "… of Vietnam")."""
        if not self._claimed:
            self._claimed = True
            left = self._left[-_BESIDE:]
            before = _FOREIGN_BEFORE.search(left) if left[-1:].isspace() else None
            after = _OF_COUNTRY.match(self._right)
            self._before = country_ending(before[1]) if before else None
            self._after = country_of(after[1].strip()) if after else None
        return {code for code in (self._before, self._after) if code is not None}


class Surroundings:
    """One text's surroundings, worked out for places that a candidate stands at. Holds nothing beyond that text.

    `begins` are the places where names of countries may begin, where somebody has looked for them already.
    """

    def __init__(self, text: str, begins: Sequence[int] | None = None) -> None:
        self.text = text
        self._begins = begins
        self._around: dict[tuple[int, int], Around] = {}
        self._countries: dict[str, list[int]] | None = None
        self._named: tuple[list[int], list[str]] | None = None
        self._topic: float | None = None
        self._before: dict[str, tuple[tuple[str, ...], ...]] = {}
        self._spelt_out: dict[str, tuple[tuple[str, ...], ...]] = {}

    @property
    def countries(self) -> dict[str, list[int]]:
        """Where each country is named in the text, by name, demonym or capital."""
        if self._countries is None:
            self._countries = countries_of(self.text, self._begins)
        return self._countries

    def countries_at(self, around: Around) -> frozenset[str]:
        """Return codes of the countries named around a place, by name, demonym, capital or city."""
        if around.named is None:
            named = self._codes_near(around.start, around.end) | around.of_cities()
            # In English adjectives of countries have capitals: most texts need not be searched for others.
            around.named = frozenset(named if _ENGLISH in self.text else named | around.of_adjectives())
        return around.named

    def _codes_near(self, start: int, end: int) -> set[str]:
        """Return the countries named within reach of a place."""
        if self._named is None:
            named = sorted((place, code) for code, places in self.countries.items() for place in places)
            self._named = [place for place, _ in named], [code for _, code in named]
        places, codes = self._named
        return set(codes[bisect_left(places, start - REACH) : bisect_right(places, end + REACH)])

    @property
    def topic(self) -> float:
        """How much the text is about what listed parties do, 0 to 1 (four such words are the most that counts)."""
        if self._topic is None:
            lower = small(self.text) or self.text.lower().encode("utf-8", "replace")
            found = 0
            for stem in _TOPIC:
                found += stem in lower
                if found == _TOPIC_MOST:
                    break
            self._topic = found / _TOPIC_MOST
        return self._topic

    def words_before(self, name: str) -> tuple[tuple[str, ...], ...]:
        """Return what stands before a word in the text: up to three capitalised words, each such phrase once."""
        found = self._before.get(name)
        if found is None:
            found = self._before[name] = tuple(dict.fromkeys(_words_before(self.text, name)))
        return found

    def spelt_out(self, acronym: str) -> tuple[tuple[str, ...], ...]:
        """Return the telling words of each phrase that a text spells an acronym out with.

        Such a phrase stands before the acronym in brackets, or its words begin with the acronym's letters.
        """
        found = self._spelt_out.get(acronym)
        if found is None:
            found = self._spelt_out[acronym] = tuple(dict.fromkeys(filter(None, _phrases_of(self.text, acronym))))
        return found

    def at(self, start: int, end: int) -> Around:
        """Return what stands around a place."""
        found = self._around.get((start, end))
        if found is None:
            found = self._around[start, end] = self._look(start, end)
        return found

    def _look(self, start: int, end: int) -> Around:
        left = _last_paragraph(self.text[max(0, start - REACH) : start])
        right = _first_paragraph(self.text[end : end + REACH])
        return Around(left, right, start, end)


def _phrases_of(text: str, acronym: str) -> Iterator[tuple[str, ...]]:
    for bracket in re.finditer(rf"\({re.escape(acronym)}[),;]", text):
        before = text[max(0, bracket.start() - _EXPANSION) : bracket.start()]
        yield tuple(norm for norm in words(before) if len(norm) > _MARK)[-_SPELT_MOST:]
    pattern = _spelling_of(acronym.upper())
    if pattern is None:
        return
    # One that is written like a word is spelt out only where a bracket says so (“Isis (Institute of …)”).
    places = pattern.finditer(text) if acronym.isupper() else _in_brackets_behind(text, acronym, pattern)
    for phrase in places:
        yield tuple(norm for norm in words(phrase[0]) if len(norm) > _MARK)


def _in_brackets_behind(text: str, acronym: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for bracket in re.finditer(rf"\b{re.escape(acronym)} \(([^()]{{3,{_EXPANSION}}})[);,]", text):
        phrase = pattern.match(bracket[1])
        if phrase is not None:
            yield phrase


@lru_cache(maxsize=1 << 12)
def _spelling_of(acronym: str) -> re.Pattern[str] | None:
    """Return a pattern for capitalised words that begin with an acronym's letters, small words between them."""
    if not _MARK <= len(acronym) <= ACRONYM_MOST or not acronym.isalpha() or not acronym.isupper():
        return None
    between = r"(?:[-\s]+(?:of|and|the|for|on|in|to|de|la|del|y|et|des|du|und)\b)*[-\s]+"
    return re.compile(r"\b" + between.join(rf"{letter}[^\W\d_]*[a-z][^\W\d_]*" for letter in acronym) + r"\b")


def _words_before(text: str, name: str) -> Iterator[tuple[str, ...]]:
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not text[end : end + 1].isalnum() and text[max(0, at - 1) : at].isspace():
            words = text[max(0, at - _BESIDE) : at].split()
            given: list[str] = []
            for word in reversed(words[-_GIVENS:]):
                if not word[:1].isupper() or word[-1] in ",;:!?)":
                    break
                given.append(word)
            if given:
                yield tuple(given)
        at = text.find(name, end)


def _last_paragraph(left: str) -> str:
    return _PARAGRAPH.split(left)[-1]


def _first_paragraph(right: str) -> str:
    return _PARAGRAPH.split(right, maxsplit=1)[0]


def _roles_beside(left: str, right: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the classes of role directly before a name, or in what is set beside it; and their countries."""
    found: set[str] = set()
    offices: set[str | None] = set()
    leads = _last_sentence(left[-_BESIDE:])
    for start, end, role in roles_in(leads):
        if _leads_to_name(leads[end:]) or _of_a_body(leads[start:end], leads[end:]):
            found.add(role)
            offices.update(_countries_of_role(leads, start, end))
    if _REGIME.match(right):
        found.add("head_of_state")
    follows = _first_sentence(right[:_BESIDE]).translate(_COMMAS)
    for start, end, role in roles_in(follows):
        lead = follows[:start]
        # "ولادیمیر پوتین رئیس جمهوری", "プーチン大統領", "Vlagyimir Putyin orosz elnök": other languages set it behind.
        if follows[start:end].casefold() not in english_roles() and _leads_to_name(lead):
            found.add(role)
            offices.update(_countries_of_role(follows, start, end))
            continue
        if "," in lead[2:]:
            break  # a further comma begins another clause, or another person
        if "," in lead[:2] or "(" in lead[:2] or re.match(r"\s(?:is|was|drives|plays|works|as|who|became)\b", lead):
            found.add(role)
            offices.update(_countries_of_role(follows, start, end))
    return frozenset(found), frozenset(code for code in offices if code is not None)


def _countries_of_role(stretch: str, start: int, end: int) -> tuple[str | None, str | None]:
    """Return the countries named directly before a role ("Iraqi ...") and after it ("... of Iraq")."""
    words = stretch[:start].split()[-_BEFORE_ROLE:]
    ends = (" ".join(words[:last]) for last in range(len(words), 0, -1))
    before = next((code for phrase in ends if (code := country_ending(phrase)) is not None), None)
    after = _OF_COUNTRY.match(stretch[end:])
    if after is not None:
        return before, country_of(after[1].strip())
    # "presidente ruso", "президент России", "президента российской Федерации": other languages put it behind.
    words = _LETTERS.findall(stretch[end:])[:_BEHIND_ROLE]
    return before, next((code for word in words if (code := land_of_word(word)) is not None), None)


def _leads_to_name(between: str) -> bool:
    """Say whether what stands between a role and a name leaves them together ("president of the State Duma", ", ")."""
    words = between.replace(",", " ").split()
    if len(words) > _MANY:
        return False
    if words and words[0] in _OF:
        return all(word in _OF or word[:1].isupper() or country_of(word) for word in words)
    return all(word.casefold() in titles() or country_of(word) or land_named_by(word) for word in words)


def _of_a_body(role: str, between: str) -> bool:
    """Say whether only a name stands between a role of another language and the name ("Нападающий «Ротора» …")."""
    words = between.split()
    if not 0 < len(words) <= _BODY_WORDS or role.casefold() in english_roles() or "," in between:
        return False
    return all(word.strip(_QUOTES)[:1].isupper() for word in words) and not role.isascii()


def _last_sentence(left: str) -> str:
    return re.split(r"[.!?;:]\s", left)[-1]


def _first_sentence(right: str) -> str:
    return re.split(r"[.!?;:](?:\s|$)", right, maxsplit=1)[0]


@dataclass(frozen=True)
class Standing:
    """What a list says of a party, for comparison with a text: countries, classes of role, words of the position.

    `home` is where the table of press forms has a body of which the list gives no country: it speaks for a match and
    never against one, as such bodies act abroad.
    """

    countries: frozenset[str]
    roles: frozenset[str]
    words: frozenset[str]
    home: frozenset[str] = frozenset()


def standing_of(party: Party) -> Standing:
    """Return a party's standing; the country of its programme and of its positions count beside its own.

    The country of a programme speaks never against a body that is listed under a worldwide programme as well: it acts
    in other countries, too (one that is listed for Syria and for terrorism).
    """
    positions = " | ".join(party.positions) or (party.listing.reason or "")[:300]
    codes = set(party.countries)
    codes.update(countries_of(" | ".join(_WITH_OTHERS.sub("", position) for position in party.positions)))
    marks = [mark for listing in party.listings for mark in (listing.programme or "").split(";") if mark.strip()]
    by_mark = [_countries_of_mark(mark) for mark in marks]
    programmes = frozenset[str]().union(*by_mark)
    abroad = party.kind is PartyKind.ORGANIZATION and not codes and not all(by_mark)
    codes.update(frozenset() if abroad else programmes)
    roles = frozenset[str]().union(*map(classes_of_position, party.positions)) if party.positions else frozenset()
    words = frozenset(word.lower() for word in _WORD.findall(positions)) - _EMPTY
    home = frozenset[str]() if codes else home_countries(party) | programmes
    return Standing(frozenset(codes), roles, words, home)


def _countries_of_mark(mark: str) -> frozenset[str]:
    """Return the country that a programme names: whole ("SYRIA"), as shorter marks are none ("HR" is human rights)."""
    words = (word for word in re.split(r"[^A-Za-z]+", mark) if len(word) > _MARK)
    return frozenset(code for word in words if (code := country_of(word)))
