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
    PRESS = "press"
    """How the press writes it, by our own table; no list prints it."""


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
    isin, mmsi, call-sign, aircraft, crypto, phone, email, website or other.
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


class Effect(StrEnum):
    """What a listing does, in a small vocabulary over all publishers; the tables are in `lists/data/effects.tsv`.

    Only what the file states, or what the list as a whole says of every entry, is given: no effect is no "harmless".
    """

    ASSET_FREEZE = "asset-freeze"
    """Assets are blocked, and nothing may be made available to the party."""
    TRAVEL_BAN = "travel-ban"
    ARMS_EMBARGO = "arms-embargo"
    PORT_BAN = "port-ban"
    """A ship may not enter ports, or be held, moved or struck from the register."""
    SHIP_SERVICES = "ship-services"
    """No chartering, crewing, flagging, insuring or supplying of ships or aircraft."""
    SECTORAL = "sectoral-directive"
    """New debt, equity or other named dealings only (OFAC's directives, the EU's and the UK's capital market bans)."""
    INVESTMENT_BAN = "investment-ban"
    """No buying or selling of the party's securities."""
    CORRESPONDENT_ACCOUNT = "correspondent-account"
    """Correspondent or payable-through accounts in the US are closed or limited."""
    FINANCIAL_SERVICES = "financial-services"
    """Named financial, trust or insurance services are forbidden."""
    EXPORT_LICENCE = "export-licence"
    """Goods under export control need a licence."""
    EXPORT_BAN = "export-ban"
    """No taking part in exports at all."""
    DEBARMENT = "debarment"
    """Shut out from public contracts, or from the trade in arms."""
    DIRECTOR_DISQUALIFICATION = "director-disqualification"
    BUSINESS_BAN = "business-ban"
    """No transactions or business with the party, beyond finance."""
    SECONDARY_SANCTIONS = "secondary-sanctions"
    """Those who deal with the party may be sanctioned themselves."""
    OTHER = "other"
    """A measure that the file states in words of its own; `programme` or `reason` tells."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One entry on one list. Dates are None where the file does not say.

    `listed_by` is for entries without a listing date: by this day at the latest it stood on the list (the file cites
    an act of that day on it). `delisted_on` may lie in the future where a file gives an end.
    """

    list: str
    reference: str
    programme: str | None = None
    authority: str | None = None
    listed_on: date | None = None
    delisted_on: date | None = None
    amended_on: date | None = None
    reason: str | None = None
    source_url: str | None = None
    effects: tuple[Effect, ...] = ()
    listed_by: date | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that an entry states and that has no field of its own ("former flag", "secondary sanctions risk")."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Party:
    """A listed person, body, vessel or aircraft. `id` is `<list>:<reference>`.

    `cross_references` are ids of entries on other lists that the entry itself says are the same party.
    """

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
    titles: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    cross_references: tuple[str, ...] = ()

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
