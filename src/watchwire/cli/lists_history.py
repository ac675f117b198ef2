"""`watchwire lists history` and `diff`: what changed between snapshots, as tables that a person reads."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from watchwire.cli.common import LibraryOption, open_library, put_json
from watchwire.cli.lists_subjects import FormatOption, wants_json
from watchwire.errors import UsageError

if TYPE_CHECKING:
    from watchwire.lists import Library
    from watchwire.lists.history import Step
    from watchwire.model import Party

_LONGEST = 160
JsonOption = Annotated[bool, typer.Option("--json", help="The same as --format json.")]


def diff(
    old: Annotated[str, typer.Argument(help="A snapshot: list@date, a hash's beginning, or a file.")],
    new: Annotated[str, typer.Argument(help="The other one; a list's id stands for its newest snapshot.")],
    as_json: JsonOption = False,
    form: FormatOption = "text",
    library: LibraryOption = None,
) -> None:
    """Show which entries were added, removed and changed between two snapshots of one list."""
    from watchwire.lists.diff import difference
    from watchwire.lists.records import to_record

    held = open_library(library)
    (one, before), (other, after) = _parties(held, old), _parties(held, new)
    if one != other:
        raise UsageError(f"{old} is the list {one}, {new} is {other}: only snapshots of one list are compared")
    found = difference(before, after)
    if as_json or wants_json(form):
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


def _parties(held: "Library", word: str) -> "tuple[str, tuple[Party, ...]]":
    from watchwire.lists.bundle import Bundle
    from watchwire.lists.publisher import load_bundle

    path = Path(word)
    if path.exists():
        loaded = load_bundle(Bundle.from_paths([path]))
        return loaded.list, loaded.parties
    snapshot = held.find(word)
    return snapshot.list, held.parties(snapshot)


def history(
    party: Annotated[str, typer.Argument(help="A party's id, its reference on a list, or a name as listed.")],
    as_json: JsonOption = False,
    form: FormatOption = "text",
    library: LibraryOption = None,
) -> None:
    """Show every change of a party's entries, by the snapshots held and by the dates inside the entries."""
    from watchwire.lists.history import history as steps_of

    held = open_library(library)
    held.newest()  # a library that was named and holds nothing is told, and not a party that it does not have
    steps = steps_of(held, party)
    if as_json or wants_json(form):
        for step in steps:
            put_json(_record(step))
        return
    for number, step in enumerate(steps):
        if number == 0:  # a party that nobody has is an error, not an empty table
            sys.stdout.write(f"{'date':<12}{'after':<12}{'what':<11}{'entry':<24}told by\n")
        sys.stdout.write(_line(step))
        for text in (line for name, (a, b) in step.fields.items() for line in _changes(name, a, b)):
            sys.stdout.write(f"{'':<24}{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}\n")


def _record(step: "Step") -> dict[str, Any]:
    from watchwire.lists.records import to_record

    return {
        "party": step.party.id,
        "what": step.what,
        "day": step.day.isoformat(),
        "list": step.snapshot.list,
        "version": step.snapshot.version.isoformat(),
        "after": step.before.isoformat() if step.before else None,
        "sha256": step.snapshot.sha256,
        "by": step.by,
        "fields": {name: {"old": a, "new": b} for name, (a, b) in step.fields.items()},
        "entry": to_record(step.party),
    }


def _line(step: "Step") -> str:
    after = str(step.before) if step.before else ""
    told = "its own date" if step.by == "date" else f"snapshot {step.snapshot.sha256[:12]}"
    return f"{step.day!s:<12}{after:<12}{step.what:<11}{step.party.id:<24}{told}, {step.party.caption}\n"


def _changes(name: str, old: Any, new: Any) -> Iterator[str]:
    """Say one field's change: of lists what left and what came, of flat values the two."""
    if not isinstance(old, list) and not isinstance(new, list):
        yield f"{name}: {_said(old)} → {_said(new)}"
        return
    before, after = old or [], new or []
    if len(before) == len(after) == 1 and isinstance(before[0], dict) and isinstance(after[0], dict):
        for key in sorted(before[0].keys() | after[0].keys()):
            if before[0].get(key) != after[0].get(key):
                yield f"{name}, {key}: {_said(before[0].get(key))} → {_said(after[0].get(key))}"
        return
    yield from (f"{name}: − {_said(item)}" for item in before if item not in after)
    yield from (f"{name}: + {_said(item)}" for item in after if item not in before)
    if sorted(map(str, before)) == sorted(map(str, after)):
        yield f"{name}: {_said(after[0])} comes first now"


def _said(value: Any) -> str:
    """Write a value without brackets and quotation marks: a name with its kind and quality, a number with its own."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    if isinstance(value, dict):
        first = next((value[key] for key in ("full", "value", "on", "name", "reference") if key in value), "")
        rest = [str(item) for key, item in value.items() if item != first and key not in {"script", "given", "family"}]
        return f"{first} ({', '.join(rest)})" if rest else str(first)
    return str(value)
