"""How well two names, or a name and a place in a text, agree, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from watchwire.model.party import Party, PartyName
from watchwire.model.span import Span


@dataclass(frozen=True, slots=True)
class Reason:
    """One named contribution to a score; `weight` is what it added (or took away)."""

    feature: str
    weight: float
    detail: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A score from 0 to 1 and the reasons that add up to it."""

    score: float
    reasons: tuple[Reason, ...] = ()


class Band(StrEnum):
    """How a match should be treated: `strong` and `possible` are shown as alerts, `weak` as support."""

    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"


class Status(StrEnum):
    """Whether the party was listed on the day asked for."""

    LISTED = "listed"
    NOT_YET = "not yet"
    DELISTED = "delisted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ListingStatus:
    """The answer to "was it listed on that day?", with the evidence it rests on.

    `changed_on` is the later listing date for `not yet` and the delisting date for `delisted`.
    `basis` says which snapshots, or which dates inside a file, decided. `said` is the answer in words, also where the
    status is unknown ("listed as of 2026-11-01, not checked since"); `between` are then the last day before and the
    first day after of which something is known.
    """

    status: Status
    as_of: date
    basis: str
    changed_on: date | None = None
    said: str = ""
    between: tuple[date | None, date | None] | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A possible match: a listed party, the listed name that agreed, where, how well, and why.

    `statuses` answers for each listing of the party, in order; it is empty where no day is known. `subject` is the id
    of the leading entry among those of several lists that are one party, where that was asked for. `in_furniture` says
    that the name stands in a site's furniture and not in the story. `statuses_modified` answers for the day on
    which the article was changed, where it was changed after it was published.
    """

    party: Party
    name: PartyName
    comparison: Comparison
    band: Band
    span: Span | None = None
    query: str | None = None
    statuses: tuple[ListingStatus, ...] = ()
    subject: str | None = None
    in_furniture: bool = False
    statuses_modified: tuple[ListingStatus, ...] = ()

    @property
    def score(self) -> float:
        """The score of the comparison."""
        return self.comparison.score

    @property
    def status(self) -> ListingStatus | None:
        """The status that matters most: a party that one of its lists lists is listed."""
        order = (Status.LISTED, Status.DELISTED, Status.NOT_YET, Status.UNKNOWN)
        return min(self.statuses, key=lambda status: order.index(status.status), default=None)
