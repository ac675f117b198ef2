"""`watchwire selftest`: does the finder find every listed name? A report that can be shown to an examiner."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from watchwire.cli.common import LibraryOption, open_library, progress_of, put_json

if TYPE_CHECKING:
    from watchwire.lists import Holdings
    from watchwire.screening.selftest import Report

_SHOWN = 25


def selftest(
    library: LibraryOption = None,
    every: Annotated[int, typer.Option(help="Take every n-th name only.", min=1)] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, with every name that was missed.")] = False,
) -> None:
    """Put every strong listed name into a sentence and look whether it is found; misspelt and clean names too."""
    from watchwire.screening.selftest import self_test
    from watchwire.screening.verbs import screener_for

    screener = screener_for(open_library(library), None)
    with progress_of("names") as progress:
        report = self_test(screener.finder, screener.index.parties, every, progress)
    if as_json:
        put_json(_record(report, screener.holdings))
    else:
        _print(report, screener.holdings)
    if report.failures:
        raise typer.Exit(1)


def _record(report: "Report", holdings: "Holdings") -> dict[str, Any]:
    from watchwire import __version__

    return {
        "version": __version__,
        "lists": [{"list": s.list, "version": str(s.version), "sha256": s.sha256} for s in holdings.snapshots],
        "names": report.names,
        "found": report.found,
        "shown_as_weak": report.shown,
        "found_under_another_party_of_the_name": report.shared,
        "excused": dict(report.excuses),
        "failed": len(report.failures),
        "missed": [{"party": m.party, "name": m.name, "excuse": m.excuse} for m in report.missed],
        "nouns_small": report.small,
        "nouns_small_found": report.small_found,
        "nouns_small_shown_as_weak": report.small_shown,
        "misspelt": report.misspelt,
        "misspelt_found": report.misspelt_found,
        "clean": report.clean,
        "clean_alerts": report.clean_alerts,
    }


def _print(report: "Report", holdings: "Holdings") -> None:
    out = sys.stdout.write
    for snapshot in holdings.snapshots:
        out(f"{snapshot.list}  {snapshot.version}  {snapshot.parties} parties  sha256 {snapshot.sha256[:16]}\n")
    out(f"\n{report.names} strong names put into a sentence each\n")
    out(f"  {report.found} found, {report.shared} found under another party of the same name\n")
    out(f"  {report.shown} shown as weak: a sentence that says nothing of them leaves them too common\n")
    for excuse, count in report.excuses.most_common():
        out(f"  {count} excused: {excuse}\n")
    out(f"  {len(report.failures)} failed\n")
    for item in report.failures[:_SHOWN]:
        out(f"    {item.party}  {item.name}\n")
    if len(report.failures) > _SHOWN:
        out(f"    … and {len(report.failures) - _SHOWN} more (--json lists all)\n")
    out(f"{report.small} bodies' names with their common nouns small (“the Sinaloa cartel”): ")
    out(f"{report.small_found} found, {report.small_shown} shown as weak\n")
    share = report.misspelt_found / max(1, report.misspelt)
    out(f"{report.misspelt} names with two letters swapped: {report.misspelt_found} found ({share:.1%})\n")
    out(f"{report.clean} invented clean names: {len(report.clean_alerts)} alerts\n")
    for alert in report.clean_alerts[:_SHOWN]:
        out(f"    {alert}\n")
