"""`watchwire lists`: add, update, show and compare snapshots."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from watchwire.cli import lists_history, lists_subjects, lists_update
from watchwire.cli.common import LibraryOption, PrivateOption, day, open_library, progress_of, put_json, say
from watchwire.cli.lists_update import ShrinkOption
from watchwire.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from watchwire.lists import Added, Library, Snapshot
    from watchwire.lists.bundle import ListFile
    from watchwire.model import Party

app = typer.Typer(no_args_is_help=True, help="The dated library of list snapshots.")
app.command()(lists_update.update)
app.command()(lists_history.diff)
app.command()(lists_history.history)
app.command()(lists_subjects.same)
_SHOWN_PROBLEMS = 10


@app.command()
def add(
    files: Annotated[
        list[str],
        typer.Argument(help="The files of ONE snapshot (several for OFAC's CSV set), a folder of them, or addresses."),
    ],
    version: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="DATE",
            help="The publisher's date, if the file does not state it.",
            show_default=False,
        ),
    ] = None,
    mapped: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="HEADING=COLUMN",
            help='Of an own watchlist: what a heading means (--map "Full Name=name").',
            show_default=False,
        ),
    ] = None,
    library: LibraryOption = None,
    allow_private: PrivateOption = False,
    accept_shrink: ShrinkOption = False,
) -> None:
    """Load one snapshot of a list and keep it; one that is held is mended where its files are damaged."""
    from watchwire.lists.progress import told_to
    from watchwire.lists.update import change_of

    held = open_library(library)
    with progress_of("loading") as told, told_to(told):
        added = _added(held, files, day(version, "--date"), mapped or [], (allow_private, accept_shrink))
    _report(added, change_of(held, added))
    _tell_of_weak_names(held)
    if added.snapshot.list.startswith("own-"):
        _tell_never_found(held.each_party(added.snapshot))


def _tell_of_weak_names(held: "Library") -> None:
    from watchwire.lists.quality import without_origin

    told = without_origin(snapshot.list for snapshot in held.newest())
    if told:
        say(f"watchwire: {told}")


def _tell_never_found(parties: "Iterable[Party]") -> None:
    """Name what whoever keeps a watchlist cannot see: names that no text will ever raise."""
    from watchwire.screening.selftest import never_found

    missed = never_found(parties)
    for item in missed[:_SHOWN_PROBLEMS]:
        reason = f" ({item.excuse})" if item.excuse else ""
        say(f"  {item.party}: “{item.name}” can never raise anything in a text by itself{reason}; give its full name")
    if len(missed) > _SHOWN_PROBLEMS:
        say(f"  … and {len(missed) - _SHOWN_PROBLEMS} more names that can never raise anything in a text")


def _added(
    held: "Library", files: list[str], given: "date | None", mapped: list[str], allowed: tuple[bool, bool]
) -> "Added":
    from watchwire.lists.bundle import Bundle
    from watchwire.lists.update import add_from_url, default_limits

    allow_private, accept_shrink = allowed
    addresses = [name.startswith(("http://", "https://")) for name in files]
    if any(addresses):
        if not all(addresses):
            raise UsageError("give files or addresses, not both")
        return add_from_url(held, tuple(files), default_limits(allow_private), given, accept_shrink)
    bundle = Bundle.from_paths([Path(name) for name in files])
    if mapped:
        bundle = Bundle((*bundle.files, _column_map(mapped)))
    return held.add(bundle, ", ".join(files), given, accept_shrink=accept_shrink)


def _column_map(pairs: list[str]) -> "ListFile":
    from watchwire.lists.publishers.watchlist import column_map

    found = {}
    for pair in pairs:
        heading, equals, column = pair.rpartition("=")
        if not equals or not heading.strip() or not column.strip():
            raise UsageError(f'--map {pair}: expected HEADING=COLUMN, such as --map "Full Name=name"')
        found[heading.strip()] = column.strip()
    return column_map(found)


def _report(added: "Added", change: tuple[int, int, int] | None) -> None:
    snapshot = added.snapshot
    word = "added" if added.new else "mended" if added.mended else "already held"
    sys.stdout.write(
        f"{word}: {snapshot.list}, version {snapshot.version} ({snapshot.version_from}), "
        f"{snapshot.parties} parties, {snapshot.counts.get('names', 0)} names, sha256 {snapshot.sha256[:12]}\n"
    )
    if added.new and snapshot.version_from == "fetched" and "://" not in snapshot.source:
        say("watchwire: neither the file nor its name states a date: it is taken for today's (--date tells another)")
    if change is not None:
        sys.stdout.write("since the version before: {} added, {} removed, {} changed\n".format(*change))
    for problem in added.problems[:_SHOWN_PROBLEMS]:
        say(f"  {problem}")
    if len(added.problems) > _SHOWN_PROBLEMS:
        say(
            f"  … and {len(added.problems) - _SHOWN_PROBLEMS} more; "
            "all are kept in the snapshot's record (lists show --json)"
        )


@app.command()
def show(
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON, one snapshot a line, with all problems.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Show every snapshot, not only the newest of each list.")
    ] = False,
    library: LibraryOption = None,
) -> None:
    """Show what the library holds: counts, dates, age, hash."""
    held = open_library(library)
    newest = held.newest()
    snapshots = held.snapshots() if every else newest
    starter = False
    if not snapshots:
        from watchwire.lists.starter import starter_list

        say(f"{held.root}: no lists yet; the starter list is used. Load the real ones with: watchwire lists update")
        snapshots, starter = (starter_list()[0],), True
    width = max(14, *(len(snapshot.list) + 2 for snapshot in snapshots))
    for snapshot in snapshots:
        if as_json:
            put_json(_record(snapshot))
        else:
            sys.stdout.write(_line(snapshot, width))
    if not starter:
        _tell_of_weak_names(held)


def _record(snapshot: "Snapshot") -> dict[str, Any]:
    fields = {name: getattr(snapshot, name) for name in snapshot.__dataclass_fields__}
    return {**fields, "version": snapshot.version.isoformat(), "age_days": _age(snapshot)}


def _age(snapshot: "Snapshot") -> int:
    return (datetime.now(UTC).date() - snapshot.version).days


def _line(snapshot: "Snapshot", width: int) -> str:
    kinds = ", ".join(f"{count} {kind}" for kind, count in snapshot.counts.items() if kind not in {"parties", "names"})
    return (
        f"{snapshot.list:<{width}}{snapshot.version}  {_age(snapshot):>5} days old  {snapshot.parties:>6} parties"
        f"{f' ({kinds})' if kinds else ''}, {snapshot.counts.get('names', 0)} names, "
        f"{len(snapshot.problems)} problem{'s' * (len(snapshot.problems) != 1)}, sha256 {snapshot.sha256[:12]}, "
        f"fetched {snapshot.fetched[:16]}, {snapshot.title}\n"
    )


@app.command()
def check(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one thing that was checked a line.")] = False,
    library: LibraryOption = None,
) -> None:
    """Check files, parsed copies and indexes against their hashes; mend what can be made again, name the rest."""
    from watchwire.lists.check import Found
    from watchwire.lists.check import check as checked
    from watchwire.screening.kept import check_index

    held = open_library(library)
    lost = sound = mended = 0
    for item in checked(held, check_index):
        lost += item.found is Found.LOST
        sound += item.found is Found.SOUND
        mended += item.found is Found.MENDED
        if as_json:
            put_json({"what": item.what, "found": item.found.value, "message": item.message})
        elif item.found is not Found.SOUND:
            sys.stdout.write(f"{item.found.value}: {item.what}: {item.message}\n")
    if not (sound or mended or lost):
        held.newest()  # an error where a library was named that holds nothing
    say(f"{held.root}: {sound} sound, {mended} mended, {lost} to be added again")
    if lost:
        raise typer.Exit(1)
