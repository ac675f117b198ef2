"""Which measures cover an activity between two sides on a day."""

from dataclasses import dataclass
from datetime import date

from watchwire.measures.common import in_order
from watchwire.measures.rules import rule_base
from watchwire.model import Measure


@dataclass(frozen=True, slots=True)
class Sides:
    """Who gives and who gets: country codes, and what is known of parties (`group:taliban`, `UN:Taliban`)."""

    providers: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    giving: frozenset[str] = frozenset()
    getting: frozenset[str] = frozenset()


def measures_for(activity: str, sides: Sides, day: date) -> tuple[Measure, ...]:
    """Return the measures in force on a day that cover an activity in a direction, UN first.

    Args:
        activity: an activity key (`arms`, `fuel`, ...).
        sides: who gives and who gets.
        day: the day whose law is asked for.

    """
    found = [
        measure
        for measure in rule_base()
        if activity in measure.activities and measure.in_force_on(day) and _covers(measure, sides)
    ]
    return in_order(found)


def _covers(measure: Measure, sides: Sides) -> bool:
    counterparts = frozenset(measure.counterparts)
    tags = tags_of(measure)
    from_target = bool(frozenset(sides.providers) & frozenset(measure.targets) or sides.giving & tags)
    to_target = bool(frozenset(sides.receivers) & frozenset(measure.targets) or sides.getting & tags)
    if measure.direction in {"procure-from", "both", "hosting", "conduct"} and from_target:
        return not counterparts or bool(frozenset(sides.receivers) & counterparts)
    if measure.direction in {"supply-to", "both"} and to_target:
        return not counterparts or bool(frozenset(sides.providers) & counterparts)
    return False


def tags_of(measure: Measure) -> frozenset[str]:
    """Return what a party on one side must be for a measure on parties: listed under a programme, or of a name."""
    listed = {f"{measure.issuer}:{tag}" for tag in measure.programmes} if not measure.targets else set()
    return frozenset(listed | {f"group:{name.lower()}" for name in measure.groups})
