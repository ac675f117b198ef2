"""Putting on record what changes nothing else: readings that are not kept, searches, exports, log-ins."""

from collections.abc import Mapping
from typing import Any

from watchwire.store import Store, ledger

KINDS = (
    "screen", "read", "scan", "search", "export", "log-in", "log-out", "alert", "decision", "assign", "note",
    "good-guy", "list", "feed", "rules", "account", "forget",
)  # fmt: skip
"""Every kind of entry there is; `docs/desk.md` says what each holds."""


def note(store: Store, actor: str, kind: str, subject: str, detail: Mapping[str, Any]) -> None:
    """Add an entry to the record, in a transaction with others that come at the same moment.

    Args:
        store: where.
        actor: who did it.
        kind: one of `KINDS`.
        subject: what it is about.
        detail: plain values.

    """
    store.together.do(lambda connection: ledger.append(connection, actor, kind, subject, detail))
