"""Listed parties, as every publisher's file is mapped to them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from watchwire.model.dates import BirthDate


class PartyKind(StrEnum):
    """What a listed party is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    OTHER = "other"


class NameQuality(StrEnum):
    """How far a name may be relied on; a weak one supports a match and never raises one alone."""

    STRONG = "strong"
    WEAK = "weak"


class NameKind(StrEnum):
    """How a listed name relates to the primary one."""

    PRIMARY = "primary"
    ALIAS = "alias"
    FORMER = "former"
    ORIGINAL_SCRIPT = "original-script"


@dataclass(frozen=True, slots=True)
class PartyName:
    """One name of a party. `given` and `family` are filled where the list keeps them apart."""

    full: str
    kind: NameKind = NameKind.PRIMARY
    quality: NameQuality = NameQuality.STRONG
    given: str | None = None
    family: str | None = None
    script: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number that identifies: `kind` is passport, national-id, tax, registration, imo, lei, swift,
    mmsi, call-sign, aircraft, crypto, phone, email, website or other.
    """  # noqa: D205

    kind: str
    value: str
    country: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie that a list itself states ("Linked To"); `target` is a party id where the list gives one."""

    kind: str
    name: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """One entry on one list. Dates are None where the file does not say."""

    list: str
    reference: str
    programme: str | None = None
    authority: str | None = None
    listed_on: date | None = None
    delisted_on: date | None = None
    amended_on: date | None = None
    reason: str | None = None
    source_url: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A listed person, body, vessel or aircraft. `id` is `<list>:<reference>`."""

    id: str
    kind: PartyKind
    names: tuple[PartyName, ...]
    listings: tuple[Listing, ...]
    birth_dates: tuple[BirthDate, ...] = ()
    birth_places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    relations: tuple[Relation, ...] = ()
    gender: str | None = None
    remarks: str | None = None

    @property
    def caption(self) -> str:
        """The name to show: the primary one."""
        return self.names[0].full if self.names else self.id

    @property
    def listing(self) -> Listing:
        """The first listing: the entry the party was read from."""
        return self.listings[0]


def party_id(list_id: str, reference: str) -> str:
    """Return the id under which a party of a list is known."""
    return f"{list_id}:{reference}"
