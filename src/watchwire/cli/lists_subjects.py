"""`watchwire lists same`: which entries of several lists are one party, and why."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from watchwire.cli.common import LibraryOption, open_library, put_json
from watchwire.errors import LibraryError, UsageError

if TYPE_CHECKING:
    from watchwire.lists.subjects import Join, Subjects
    from watchwire.model import Party

FormatOption = Annotated[str, typer.Option("--format", metavar="text|json", help="Print a table, or JSON lines.")]


def wants_json(form: str) -> bool:
    """Read a `--format` option.

    Raises:
        UsageError: it is neither text nor json.

    """
    if form not in {"text", "json"}:
        raise UsageError(f"--format {form}: expected text or json")
    return form == "json"


def same(
    party: Annotated[str, typer.Argument(help="A party's id, its reference on a list, or a name as listed.")],
    form: FormatOption = "text",
    library: LibraryOption = None,
) -> None:
    """Show which entries of all lists are the same party, why, and what was kept apart."""
    from watchwire.lists.history import is_named
    from watchwire.lists.holdings import open_holdings
    from watchwire.lists.subjects import join_subjects

    as_json = wants_json(form)
    parties = {item.id: item for item in open_holdings(open_library(library)).parties}
    subjects = join_subjects(parties.values())
    wanted = dict.fromkeys(subjects.of(item.id) for item in parties.values() if is_named(item, party))
    if not wanted:
        raise LibraryError(f"{party}: no list has an entry with this id, reference or name")
    for subject in sorted(wanted):
        if as_json:
            put_json(_record(subjects, subject))
        else:
            _print(subjects, subject, parties)


def _about(joins: "tuple[Join, ...]", members: set[str]) -> "list[Join]":
    return [join for join in joins if join.one in members or join.other in members]


def _record(subjects: "Subjects", subject: str) -> dict[str, Any]:
    members = subjects.members(subject)

    def rows(joins: "tuple[Join, ...]") -> list[dict[str, str]]:
        return [
            {"one": join.one, "other": join.other, "why": join.why, "detail": join.detail}
            for join in _about(joins, set(members))
        ]

    return {
        "subject": subject,
        "members": list(members),
        "joins": rows(subjects.joins),
        "apart": rows(subjects.apart),
    }


def _print(subjects: "Subjects", subject: str, parties: "dict[str, Party]") -> None:
    members = subjects.members(subject)
    sys.stdout.write(f"{subject}  {parties[subject].caption}\n")
    width = max(map(len, members))
    for member in members:
        item = parties[member]
        born = ", ".join(map(str, item.birth_dates))
        facts = "; ".join(
            text for text in (item.kind.value, ",".join(item.countries), f"born {born}" if born else "") if text
        )
        sys.stdout.write(f"    {member:<{width}}  {item.caption} ({facts})\n")
    for title, joins in (("joined", subjects.joins), ("kept apart", subjects.apart)):
        for join in _about(joins, set(members)):
            sys.stdout.write(f"  {title}: {join.one} = {join.other}, {join.why}: {join.detail}\n")
    if len(members) == 1 and not _about(subjects.apart, set(members)):
        sys.stdout.write("  no other list held has an entry of this party\n")
