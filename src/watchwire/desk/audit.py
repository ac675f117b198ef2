"""The ledger for people: rows for tables, and a page that prints well."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import orjson

from watchwire.store import ledger
from watchwire.store.ledger import Entry
from watchwire.tables import safe_cell

if TYPE_CHECKING:
    from sqlalchemy import Connection


def rows_of(entries: Iterable[Entry], plain: bool = False) -> Iterator[dict[str, Any]]:
    """Yield entries as rows; `plain` makes every cell text that a spreadsheet may open."""
    for entry in entries:
        row = {
            "number": entry.number,
            "at": entry.at,
            "actor": entry.actor,
            "kind": entry.kind,
            "subject": entry.subject,
            "detail": entry.detail,
            "sha256": entry.sha256,
        }
        if plain:
            row["detail"] = orjson.dumps(entry.detail).decode() if entry.detail is not None else "forgotten"
            row = {key: safe_cell(str(value)) for key, value in row.items()}
        yield row


def render_ledger(connection: "Connection", kind: str | None = None) -> str:
    """Return the ledger as one page that needs no network and prints well; it says whether the chain is whole."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(loader=PackageLoader("watchwire.desk"), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("ledger.html").render(
        entries=rows_of(ledger.entries(connection, kind)),
        faults=list(ledger.verify(connection)),
        head=ledger.head(connection),
        kind=kind,
        lines=_lines,
    )


def _lines(detail: dict[str, Any] | None) -> list[tuple[str, str]]:
    if detail is None:
        return [("", "forgotten")]
    return [(key, value if isinstance(value, str) else orjson.dumps(value).decode()) for key, value in detail.items()]
