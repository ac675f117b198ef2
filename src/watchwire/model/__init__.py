"""The vocabulary: frozen value types that the rooms hand to one another, and nothing else."""

from watchwire.model.article import (
    UNKNOWN_PUBLISHED,
    Article,
    Furniture,
    FurnitureKind,
    Published,
)
from watchwire.model.brief import Brief, ListVersion
from watchwire.model.dates import BirthDate, PartialDate
from watchwire.model.findings import (
    Certainty,
    Concern,
    DateExpression,
    Entity,
    EntityKind,
    Event,
    ListedRole,
    Manner,
    Measure,
    Statement,
    Tense,
    Verification,
)
from watchwire.model.match import Band, Comparison, ListingStatus, Match, Reason, Status
from watchwire.model.party import (
    Identifier,
    Listing,
    NameKind,
    NameQuality,
    Party,
    PartyKind,
    PartyName,
    Relation,
    party_id,
)
from watchwire.model.span import Span

__all__ = [
    "UNKNOWN_PUBLISHED",
    "Article",
    "Band",
    "BirthDate",
    "Brief",
    "Certainty",
    "Comparison",
    "Concern",
    "DateExpression",
    "Entity",
    "EntityKind",
    "Event",
    "Furniture",
    "FurnitureKind",
    "Identifier",
    "ListVersion",
    "ListedRole",
    "Listing",
    "ListingStatus",
    "Manner",
    "Match",
    "Measure",
    "NameKind",
    "NameQuality",
    "PartialDate",
    "Party",
    "PartyKind",
    "PartyName",
    "Published",
    "Reason",
    "Relation",
    "Span",
    "Statement",
    "Status",
    "Tense",
    "Verification",
    "party_id",
]
