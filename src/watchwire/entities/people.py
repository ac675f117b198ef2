"""Words for people and bodies that have no name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from watchwire.tables import read_yaml


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """Lemmas of people, bodies and papers, and the words beside a name that tell a man's from a woman's."""

    men: frozenset[str]
    women: frozenset[str]
    men_titles: frozenset[str]
    women_titles: frozenset[str]
    persons: frozenset[str]
    bodies: frozenset[str]
    companies: frozenset[str]
    any_company: frozenset[str]
    organisations: frozenset[str]
    any_organisation: frozenset[str]
    exact: frozenset[str]
    never_exact: frozenset[str]
    armed: frozenset[str]
    unarmed: frozenset[str]
    products: frozenset[str]
    lands: frozenset[str]
    no_companies: frozenset[str]
    epithets: frozenset[str]
    office_epithets: frozenset[str]
    another: frozenset[str]
    papers: frozenset[str]
    standing_for: frozenset[str]
    labels: frozenset[str]
    titled: Mapping[str, str]
    """By a title, without its stop, what it calls its bearer."""
    ranks: frozenset[str]
    greetings: frozenset[str]
    regnal: frozenset[str]
    networks: frozenset[str]
    owners: frozenset[str]
    houses: frozenset[str]
    of_a_state: frozenset[str]
    chambers: frozenset[str]
    speaking: frozenset[str]
    alone: frozenset[str]
    kin: frozenset[str]
    filings: frozenset[str]
    filed_with: frozenset[str]

    def can_speak(self, lemma: str) -> bool:
        """Say whether what a noun names can say or hold something."""
        return lemma in self.persons or lemma in self.bodies or lemma in self.papers or lemma.endswith(_AGENTS)


_AGENTS = ("ist", "ician", "person", "woman", "men", "women", "maker", "goer", "holder", "crat")


@cache
def people_words() -> PeopleWords:
    """Return the words for people and bodies."""
    content: dict[str, Any] = read_yaml("watchwire.entities", "people.yaml")
    titled: dict[str, str] = content.pop("titled")
    return PeopleWords(**{key: frozenset(words) for key, words in content.items()}, titled=titled)
