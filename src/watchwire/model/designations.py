"""Designations and delistings that a text reports: who listed or delisted whom, under what authority, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from watchwire.model.match import Match
from watchwire.model.span import Span


class Action(StrEnum):
    """What was done to the targets."""

    DESIGNATED = "designated"
    DELISTED = "delisted"
    VISA_RESTRICTED = "visa-restricted"
    """Kept from entering a country; on no list of blocked parties by that."""
    REWARD_OFFERED = "reward-offered"
    """Sought: a reward is offered for what is known of somebody; on no list by that."""


@dataclass(frozen=True, slots=True)
class Authority:
    """An instrument that the text gives as the ground, by its id in the brief, and the part of it."""

    instrument: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """A listing that the library has of a target.

    `days` is how long after the reported day (before, if negative) it is dated, where both days are known.
    """

    party: str
    list: str
    reference: str
    listed_on: date | None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """Who is designated or delisted. `named` is false for a group that the text only describes ("45 companies").

    `detail` are words of the text on this target, `matches` the possible listed parties and `entered` their listings.
    """

    name: str
    span: Span
    named: bool
    entity: str | None = None
    detail: Span | None = None
    matches: tuple[Match, ...] = ()
    entered: tuple[Entered, ...] = ()


@dataclass(frozen=True, slots=True)
class Designation:
    """One report: an action, its targets, who did it (`by`, an entity id, or the words), when, under what, and why."""

    id: str
    action: Action
    cue: Span
    span: Span
    targets: tuple[Target, ...]
    by: str | None = None
    by_span: Span | None = None
    on: date | None = None
    date_span: Span | None = None
    authorities: tuple[Authority, ...] = ()
    reason: Span | None = None
