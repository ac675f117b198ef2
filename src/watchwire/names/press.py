"""How the press writes listed bodies and people: forms that no list prints.

"Hezbollah" for HIZBALLAH, "普京" for PUTIN: from tables of our own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from watchwire.model import NameKind, NameQuality, Party, PartyKind, PartyName
from watchwire.names.classes import organisation_forms, particles
from watchwire.names.tokens import words
from watchwire.tables import read_yaml


@dataclass(frozen=True)
class PressForms:
    """The forms of one body: `forms` raise it alone, `support` only help, acronyms need its country beside them."""

    countries: frozenset[str]
    forms: tuple[str, ...]
    acronyms: tuple[str, ...]
    support: tuple[str, ...]


@cache
def _by_listed_name(table: str = "press_forms.yaml") -> dict[tuple[str, ...], tuple[PressForms, ...]]:
    found: dict[tuple[str, ...], list[PressForms]] = {}
    for row in read_yaml("watchwire.names", table) or []:
        forms = PressForms(
            frozenset(row.get("country", ())),
            tuple(dict.fromkeys([*row.get("forms", ()), *row.get("others", ())])),
            tuple(row.get("acronyms", ())),
            tuple(row.get("support", ())),
        )
        for name in row["names"]:
            found.setdefault(words(name), []).append(forms)
    return {name: tuple(dict.fromkeys(held)) for name, held in found.items()}


@cache
def daily_names() -> frozenset[tuple[str, ...]]:
    """Return the words, articles and legal forms aside, of the names that the news calls a body of the table by.

    Acronyms that need their country beside them are none of these.
    """
    return frozenset(
        tuple(word for word in words(name) if word not in particles() and word not in organisation_forms())
        for row in read_yaml("watchwire.names", "press_forms.yaml") or []
        for name in (*row["names"], *row.get("forms", ()))
    )


@cache
def daily_words() -> frozenset[str]:
    """Return those of one word ("ISIS", "al-Qaida", "Wagner")."""
    return frozenset(name[0] for name in daily_names() if len(name) == 1)


def home_countries(party: Party) -> frozenset[str]:
    """Return where a body of the table is at home, ISO codes: for lists that say nothing of it."""
    if party.kind not in {PartyKind.ORGANIZATION, PartyKind.OTHER}:
        return frozenset()
    strong = [words(name.full) for name in party.names if name.quality is NameQuality.STRONG]
    return frozenset(code for name in strong for forms in _by_listed_name().get(name, ()) for code in forms.countries)


def bodies_of(party: Party) -> tuple[PressForms, ...]:
    """Return the bodies of the table that a listed body is: known by a strong name, no country against it."""
    if party.kind not in {PartyKind.ORGANIZATION, PartyKind.OTHER}:
        return ()
    return _known_by_name(party, _by_listed_name())


def _people_of(party: Party) -> tuple[PressForms, ...]:
    return _known_by_name(party, _by_listed_name("press_people.yaml")) if party.kind is PartyKind.PERSON else ()


def _known_by_name(party: Party, table: Mapping[tuple[str, ...], tuple[PressForms, ...]]) -> tuple[PressForms, ...]:
    strong = [words(name.full) for name in party.names if name.quality is NameQuality.STRONG]
    found = dict.fromkeys(forms for name in strong for forms in table.get(name, ()))
    own = party.countries
    return tuple(forms for forms in found if not (forms.countries and own and forms.countries.isdisjoint(own)))


def press_names(party: Party) -> Iterator[PartyName]:
    """Yield the names that the press gives a listed body or person and its list does not.

    They are known by one of their strong names; where both the table and the list give countries, one must agree.
    """
    bodies = bodies_of(party) or _people_of(party)
    held = {words(name.full) for name in party.names if name.quality is NameQuality.STRONG} if bodies else set()
    for forms in bodies:
        for texts, quality in (
            (forms.forms, NameQuality.STRONG),
            (forms.acronyms, NameQuality.STRONG),
            (forms.support, NameQuality.WEAK),
        ):
            for text in texts:
                if words(text) not in held:
                    held.add(words(text))
                    yield PartyName(text, NameKind.PRESS, quality)


def all_names(party: Party) -> list[PartyName]:
    """Return a party's names: those of its lists, then those that only the press gives it."""
    return [*party.names, *press_names(party)]
