"""The vocabulary: frozen value types that the rooms hand to one another, and nothing else.

A type is loaded when it is first asked for: a look-up needs none of those of a brief.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from watchwire.model.article import (
        UNKNOWN_PUBLISHED,
        Article,
        Furniture,
        FurnitureKind,
        Published,
    )
    from watchwire.model.brief import Brief
    from watchwire.model.dates import BirthDate, PartialDate
    from watchwire.model.designations import Action, Authority, Designation, Entered, Target
    from watchwire.model.findings import (
        QUESTION,
        Answer,
        Certainty,
        Concern,
        Confidence,
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
    from watchwire.model.instruments import Citation, Instrument, Standing
    from watchwire.model.match import Band, Comparison, ListingStatus, Match, Reason, Status
    from watchwire.model.party import (
        Effect,
        Fact,
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
    from watchwire.model.versions import ListVersion

_WHERE = {
    "article": "Article Furniture FurnitureKind Published UNKNOWN_PUBLISHED",
    "brief": "Brief",
    "dates": "BirthDate PartialDate",
    "designations": "Action Authority Designation Entered Target",
    "findings": "Answer Certainty Concern Confidence DateExpression Entity EntityKind "
    "Event ListedRole Manner Measure QUESTION Statement Tense Verification",
    "instruments": "Citation Instrument Standing",
    "match": "Band Comparison ListingStatus Match Reason Status",
    "party": "Effect Fact Identifier Listing NameKind NameQuality Party PartyKind PartyName Relation party_id",
    "span": "Span",
    "versions": "ListVersion",
}
_MODULES = {name: module for module, names in _WHERE.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Load a type from its module."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    return found


__all__ = [
    "QUESTION",
    "UNKNOWN_PUBLISHED",
    "Action",
    "Answer",
    "Article",
    "Authority",
    "Band",
    "BirthDate",
    "Brief",
    "Certainty",
    "Citation",
    "Comparison",
    "Concern",
    "Confidence",
    "DateExpression",
    "Designation",
    "Effect",
    "Entered",
    "Entity",
    "EntityKind",
    "Event",
    "Fact",
    "Furniture",
    "FurnitureKind",
    "Identifier",
    "Instrument",
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
    "Standing",
    "Statement",
    "Status",
    "Target",
    "Tense",
    "Verification",
    "party_id",
]
