"""The part of FollowTheMoney's model that queries are written in."""

from dataclasses import dataclass
from functools import cache

from watchwire.model import Effect, Party, PartyKind
from watchwire.tables import read_table

LEGAL_ENTITY = "LegalEntity"
SCHEMATA = {
    PartyKind.PERSON: "Person",
    PartyKind.ORGANIZATION: "Organization",
    PartyKind.VESSEL: "Vessel",
    PartyKind.AIRCRAFT: "Airplane",
    PartyKind.OTHER: LEGAL_ENTITY,
}
"""As what schema each kind of party is given."""
_EXPORTS = frozenset({Effect.EXPORT_LICENCE, Effect.EXPORT_BAN})
_SCOPES = frozenset({"default", "all", "sanctions"})


@dataclass(frozen=True, slots=True)
class Property:
    """A property: the type of its values, and as which kind of number they are looked up (empty for none)."""

    name: str
    type: str
    number: str
    label: str
    schemata: frozenset[str]

    @property
    def owner(self) -> str:
        """The schema that others have it from: the first of them in the order of the table of schemata."""
        return next(name for name in schemata() if name in self.schemata)


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema: its names, and which kinds of parties it may be (empty for any)."""

    name: str
    label: str
    plural: str
    kinds: frozenset[PartyKind]

    @property
    def properties(self) -> dict[str, Property]:
        """Its properties by name."""
        return {key: item for key, item in properties().items() if self.name in item.schemata}


@cache
def schemata() -> dict[str, Schema]:
    """Return the schemata under which a party can be asked for."""
    return {
        row["schema"]: Schema(
            row["schema"], row["label"], row["plural"], frozenset(PartyKind(kind) for kind in row["kinds"].split())
        )
        for row in read_table("watchwire.web", "ftm_schemata.tsv")
    }


@cache
def properties() -> dict[str, Property]:
    """Return all properties of these schemata."""
    whole = frozenset(schemata())
    return {
        row["property"]: Property(
            row["property"],
            row["type"],
            row["number"],
            row["label"],
            whole if row["schemata"] == "*" else frozenset(row["schemata"].split()),
        )
        for row in read_table("watchwire.web", "ftm_properties.tsv")
    }


def given_types() -> list[Schema]:
    """Return the schemata under which parties are given, in order."""
    return [schemata()[name] for name in SCHEMATA.values()]


def is_scope(dataset: str) -> bool:
    """Say whether the name of a dataset stands for all lists, as yente's collections do."""
    return dataset in _SCOPES


def datasets_of(party: Party) -> set[str]:
    """Return the lists that a party stands on."""
    return {item.list for item in party.listings}


def topics_of(party: Party) -> list[str]:
    """Return FollowTheMoney's topics for what a party's listings do."""
    found: dict[str, None] = {}
    for listing in party.listings:
        effects = set(listing.effects)
        if effects and effects <= _EXPORTS:
            found.setdefault("export.control")
        elif effects == {Effect.DEBARMENT}:
            found.setdefault("debarment")
        else:
            found.setdefault("sanction")
    return list(found)
