"""`watchwire measures`: what the rule base holds, and whether rule files are sound."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchwire.cli.common import day, put_json
from watchwire.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from watchwire.model import Measure

app = typer.Typer(no_args_is_help=True, help="The rule base: which instrument forbids or requires what, since when.")


@app.command()
def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Rule files or folders of them (default: those that are used).", show_default=False),
    ] = None,
) -> None:
    """Check rule files against the schema and against one another; every fault is named with its file and place."""
    from watchwire.errors import DataFileError
    from watchwire.measures import load_measures, rule_base
    from watchwire.measures.schema import cross_faults

    if not files:
        found = list(rule_base())
    else:
        own = [measure for path in files for measure in load_measures(path)]
        faults = cross_faults([*load_measures(None), *own])
        if faults:
            raise DataFileError("\n".join(faults))
        found = own
    seen = sum(measure.verification.value == "verified" for measure in found)
    unseen = len(found) - seen
    sys.stdout.write(f"{len(found)} measures are sound; paragraph seen in a source: {seen}, not seen: {unseen}\n")


@app.command()
def show(
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="In force on this day.", show_default=False)
    ] = None,
    activity: Annotated[
        str | None, typer.Option("--activity", help="An activity, as arms or fuel.", show_default=False)
    ] = None,
    giver: Annotated[
        str | None, typer.Option("--from", metavar="CC", help="Who gives: a country.", show_default=False)
    ] = None,
    taker: Annotated[
        str | None, typer.Option("--to", metavar="CC", help="Who gets: a country.", show_default=False)
    ] = None,
    issuer: Annotated[str | None, typer.Option("--issuer", help="UN, US, EU or UK.", show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one measure a line.")] = False,
) -> None:
    """Show measures: all, or those that cover an activity between two countries on a day."""
    from watchwire.brief.contract import measure_record

    found = [m for m in _asked(on, activity, giver, taker) if not issuer or m.issuer.lower() == issuer.lower()]
    if as_json:
        for measure in found:
            put_json(measure_record(measure))
        return
    if not found:
        sys.stdout.write("no measure of the rule base fits; that is no statement that none exists\n")
        return
    for measure in found:
        _print(measure)


def _asked(on: str | None, activity: str | None, giver: str | None, taker: str | None) -> "Iterable[Measure]":
    from watchwire.measures import Sides, in_order, measures_for, rule_base
    from watchwire.measures.schema import activity_keys

    when = day(on, "--on")
    if activity is not None and activity not in activity_keys():
        raise UsageError(f"--activity {activity}: expected one of {', '.join(sorted(activity_keys()))}")
    sides = Sides(_country(giver, "--from"), _country(taker, "--to"))
    if activity is not None and (giver or taker) and when is not None:
        return measures_for(activity, sides, when)
    return in_order(
        measure
        for measure in rule_base()
        if (activity is None or activity in measure.activities)
        and (when is None or measure.in_force_on(when))
        and (not giver or _concerns(measure, sides.providers, {"procure-from", "both", "hosting", "conduct"}))
        and (not taker or _concerns(measure, sides.receivers, {"supply-to", "both"}))
    )


def _concerns(measure: "Measure", codes: tuple[str, ...], directions: set[str]) -> bool:
    target = measure.direction in directions and bool(set(codes) & set(measure.targets))
    return target or bool(set(codes) & set(measure.counterparts))


def _country(text: str | None, option: str) -> tuple[str, ...]:
    from watchwire.geography import countries, country_of

    if not text:
        return ()
    code = text.upper() if text.upper() in countries() else country_of(text)
    if code is None:
        raise UsageError(f"{option} {text}: no country of that name or code")
    return (code,)


def _print(measure: "Measure") -> None:
    mark = "" if measure.verification.value == "verified" else " (number unverified)"
    begin = measure.in_force_from or "?"
    span = f"{begin} to {measure.in_force_until}" if measure.in_force_until else f"since {begin}"
    sys.stdout.write(f"{measure.id}  {measure.issuer} {measure.instrument} ¶ {measure.paragraph}{mark}, {span}\n")
    sys.stdout.write(f"    {measure.title}. {measure.summary}\n")
    sys.stdout.write(f"    {', '.join(measure.activities)}; {measure.direction}; {', '.join(measure.targets) or '-'}\n")
    for label, values in (
        ("widened by", measure.widened_by),
        ("superseded by", measure.superseded_by),
        ("implements", measure.implements),
        ("exceptions", (measure.exceptions,) if measure.exceptions else ()),
        ("contested", (measure.contested_by,) if measure.contested_by else ()),
        ("source", (measure.source,)),
    ):
        if values:
            sys.stdout.write(f"    {label}: {', '.join(values)}\n")
