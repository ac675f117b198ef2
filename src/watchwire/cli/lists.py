"""`watchwire lists`: add, update, show and compare snapshots."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from watchwire.cli import lists_subjects
from watchwire.cli.common import LibraryOption, PrivateOption, day, open_library, put_json, say
from watchwire.errors import UsageError

if TYPE_CHECKING:
    from watchwire.lists import Added, Library, Snapshot
    from watchwire.lists.history import Step

app = typer.Typer(no_args_is_help=True, help="The dated library of list snapshots.")
app.command()(lists_subjects.same)
_SHOWN_PROBLEMS = 10
_LONGEST = 300
ShrinkOption = Annotated[
    bool,
    typer.Option("--accept-shrink", help="Take a file that lacks many of the parties of the version before."),
]


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
    library: LibraryOption = None,
    allow_private: PrivateOption = False,
    accept_shrink: ShrinkOption = False,
) -> None:
    """Load one snapshot of a list and keep it; one that is held is mended where its files are damaged."""
    from watchwire.lists.bundle import Bundle
    from watchwire.lists.update import add_from_url, default_limits

    held = open_library(library)
    given = day(version, "--date")
    addresses = [name.startswith(("http://", "https://")) for name in files]
    if any(addresses):
        if not all(addresses):
            raise UsageError("give files or addresses, not both")
        added = add_from_url(held, tuple(files), default_limits(allow_private), given, accept_shrink)
    else:
        added = held.add(
            Bundle.from_paths([Path(name) for name in files]), ", ".join(files), given, accept_shrink=accept_shrink
        )
    _report(added)


def _report(added: "Added") -> None:
    snapshot = added.snapshot
    word = "added" if added.new else "mended" if added.mended else "already held"
    sys.stdout.write(
        f"{word}: {snapshot.list}, version {snapshot.version} ({snapshot.version_from}), "
        f"{snapshot.parties} parties, {snapshot.counts.get('names', 0)} names, sha256 {snapshot.sha256[:12]}\n"
    )
    for problem in added.problems[:_SHOWN_PROBLEMS]:
        say(f"  {problem}")
    if len(added.problems) > _SHOWN_PROBLEMS:
        say(
            f"  … and {len(added.problems) - _SHOWN_PROBLEMS} more; "
            "all are kept in the snapshot's record (lists show --json)"
        )


@app.command()
def update(
    only: Annotated[
        list[str] | None, typer.Argument(help="Lists to update (default: all).", show_default=False)
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="LIST=URL", help="Fetch a list from another address.", show_default=False),
    ] = None,
    library: LibraryOption = None,
    allow_private: PrivateOption = False,
    accept_shrink: ShrinkOption = False,
) -> None:
    """Fetch every publisher's list, if it has changed; one line each."""
    from watchwire.lists.update import default_limits, feeds
    from watchwire.lists.update import update as fetch_all

    replaced = {}
    for item in source or ():
        list_id, equals, url = item.partition("=")
        if not equals or not url:
            raise UsageError(f"--source {item}: expected LIST=URL")
        replaced[list_id] = url
    known = {feed.list: feed for feed in feeds(replaced)}
    unknown = (set(only or ()) | set(replaced)) - set(known)
    if unknown:
        raise UsageError(f"{', '.join(sorted(unknown))}: not a known list; known are {', '.join(known)}")
    which = tuple(feed for list_id, feed in known.items() if not only or list_id in only)
    failed = 0
    for outcome in fetch_all(open_library(library), which, default_limits(allow_private), accept_shrink):
        failed += outcome.state == "failed"
        sys.stdout.write(f"{outcome.list:<14}{outcome.state:<11}{outcome.message}\n")
        sys.stdout.flush()
    if failed:
        raise typer.Exit(1)


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
    for snapshot in snapshots:
        if as_json:
            put_json(_record(snapshot))
        else:
            sys.stdout.write(_line(snapshot))
    if starter and not as_json:
        return


def _record(snapshot: "Snapshot") -> dict[str, Any]:
    fields = {name: getattr(snapshot, name) for name in snapshot.__dataclass_fields__}
    return {**fields, "version": snapshot.version.isoformat(), "age_days": _age(snapshot)}


def _age(snapshot: "Snapshot") -> int:
    return (datetime.now(UTC).date() - snapshot.version).days


def _line(snapshot: "Snapshot") -> str:
    kinds = ", ".join(f"{count} {kind}" for kind, count in snapshot.counts.items() if kind not in {"parties", "names"})
    return (
        f"{snapshot.list:<14}{snapshot.version}  {_age(snapshot):>5} days old  {snapshot.parties:>6} parties"
        f"{f' ({kinds})' if kinds else ''}, {snapshot.counts.get('names', 0)} names, "
        f"{len(snapshot.problems)} problems, sha256 {snapshot.sha256[:12]}, "
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


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="A snapshot: list@date, a hash's beginning, or a file.")],
    new: Annotated[str, typer.Argument(help="The other one; a list's id stands for its newest snapshot.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one change a line.")] = False,
    library: LibraryOption = None,
) -> None:
    """Show which entries were added, removed and changed between two snapshots."""
    from watchwire.lists.diff import difference
    from watchwire.lists.records import to_record

    held = open_library(library)
    found = difference(_parties(held, old), _parties(held, new))
    if as_json:
        for change, parties in (("added", found.added), ("removed", found.removed)):
            for party in parties:
                put_json({"change": change, "party": party.id, "entry": to_record(party)})
        for item in found.changed:
            fields = {name: {"old": a, "new": b} for name, (a, b) in item.fields.items()}
            put_json({"change": "changed", "party": item.party.id, "fields": fields})
        return
    for sign, parties in (("+", found.added), ("-", found.removed)):
        for party in parties:
            sys.stdout.write(f"{sign} {party.id}  {party.caption} ({party.kind.value})\n")
    for item in found.changed:
        sys.stdout.write(f"~ {item.party.id}  {item.party.caption}: {', '.join(item.fields)}\n")
    sys.stdout.write(f"{len(found.added)} added, {len(found.removed)} removed, {len(found.changed)} changed\n")


@app.command()
def history(
    party: Annotated[str, typer.Argument(help="A party's id, its reference on a list, or a name as listed.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one change a line.")] = False,
    library: LibraryOption = None,
) -> None:
    """Show every change of a party's entries that the snapshots tell of: added, changed, removed."""
    from watchwire.lists.history import history as steps_of
    from watchwire.lists.records import to_record

    for step in steps_of(open_library(library), party):
        if as_json:
            fields = {name: {"old": a, "new": b} for name, (a, b) in step.fields.items()}
            put_json(
                {
                    "party": step.party.id,
                    "what": step.what,
                    "list": step.snapshot.list,
                    "version": step.snapshot.version.isoformat(),
                    "after": step.before.isoformat() if step.before else None,
                    "sha256": step.snapshot.sha256,
                    "fields": fields,
                    "entry": to_record(step.party),
                }
            )
        else:
            _print_step(step)


def _print_step(step: "Step") -> None:
    since = f", after {step.before}" if step.before else ""
    listing = step.party.listing
    said = (
        f"; the entry says listed {listing.listed_on}" if listing.listed_on and step.what in {"held", "added"} else ""
    )
    sys.stdout.write(
        f"{step.snapshot.version}{since}  {step.what:<8} {step.party.id}  {step.party.caption} "
        f"({step.snapshot.sha256[:12]}){said}\n"
    )
    for name, (old, new) in step.fields.items():
        gone, come = _only(old, new), _only(new, old)
        sys.stdout.write(f"    {name}: {_short(gone)} -> {_short(come)}\n")


def _only(a: Any, b: Any) -> Any:
    """Return what one of two lists alone holds; anything else as it is."""
    return [item for item in a if item not in b] if isinstance(a, list) and isinstance(b, list) else a


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _parties(held: "Library", word: str) -> Any:
    from watchwire.lists.bundle import Bundle
    from watchwire.lists.publisher import load_bundle

    path = Path(word)
    if path.exists():
        return load_bundle(Bundle.from_paths([path])).parties
    return held.parties(held.find(word))
