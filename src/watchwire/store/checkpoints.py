"""Signed checkpoints of the ledger, kept elsewhere: what they saw can no longer be cut off, replaced or unsaid.

A store can show that its ledger is a chain, not that it is the chain that it was yesterday: whoever may write the file
can put another one in its place. So the number and hash of the last entry are written, from time to time, to a file on
another disk or machine, a line each; `audit verify` and `store check` hold the store against it.

    {"at", "number", "sha256", "previous": hash of the line before, "signature": HMAC-SHA-256, with a key}
"""

import hashlib
import hmac
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from watchwire.errors import StoreError
from watchwire.store import ledger
from watchwire.store.moments import now

if TYPE_CHECKING:
    from sqlalchemy import Connection

_FIRST = "0" * 64


def key_from_environment() -> str:
    """Return the key that signs checkpoints: `WATCHWIRE_CHECKPOINT_KEY`; empty if there is none."""
    return os.environ.get("WATCHWIRE_CHECKPOINT_KEY", "")


def append_checkpoint(connection: "Connection", path: Path, key: str) -> bool:
    """Add the ledger's last entry to a file of checkpoints; say whether it was not there yet.

    Raises:
        StoreError: the file cannot be written, or the store is not the one that its last line saw.

    """
    lines = _lines(path) if path.exists() else []
    number, digest = ledger.head(connection)
    if lines:
        last = _read(lines[-1])
        if last is None:
            raise StoreError(f"{path}: its last line is damaged; see: watchwire audit verify --checkpoints {path}")
        if (last["number"], last["sha256"]) == (number, digest):
            return False
        seen = ledger.stretch(connection, last["number"], last["number"]) if last["number"] else []
        if last["number"] and (not seen or seen[0].sha256 != last["sha256"]):
            raise StoreError(
                f"{path}: entry {last['number']} of its last line is not in this store's ledger: the ledger was cut "
                "off or replaced, or the file belongs to another store. Nothing was added"
            )
    record = {
        "at": now(),
        "number": number,
        "sha256": digest,
        "previous": hashlib.sha256(lines[-1]).hexdigest() if lines else _FIRST,
    }
    if key:
        record["signature"] = _signature(record, key)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as out:
            out.write(orjson.dumps(record) + b"\n")
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error
    return True


def verify_checkpoints(connection: "Connection", path: Path, key: str) -> Iterator[str]:
    """Hold a store's ledger against a file of checkpoints and yield each fault; none if all that they saw is there.

    Raises:
        StoreError: the file cannot be read, or holds nothing.

    """
    lines = _lines(path)
    if not lines:
        raise StoreError(f"{path}: holds no checkpoint")
    previous = _FIRST
    for place, line in enumerate(lines, 1):
        where = f"{path}, line {place}"
        record = _read(line)
        if record is None:
            yield f"{where}: damaged"
        else:
            if record["previous"] != previous:
                yield f"{where}: a line before it is missing or was changed"
            if key and not hmac.compare_digest(str(record.get("signature", "")), _signature(record, key)):
                yield f"{where}: its signature does not fit the key"
            yield from _held(connection, where, record)
        previous = hashlib.sha256(line).hexdigest()


def _held(connection: "Connection", where: str, record: dict[str, Any]) -> Iterator[str]:
    number = record["number"]
    if number == 0:
        return
    seen = ledger.stretch(connection, number, number)
    if not seen:
        yield f"{where}: entry {number} was there at {record['at']}, and is missing"
    elif seen[0].sha256 != record["sha256"]:
        yield f"{where}: entry {number} is not the one that was there at {record['at']}"


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().splitlines()
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror or error}") from error


def _read(line: bytes) -> dict[str, Any] | None:
    try:
        record = orjson.loads(line)
        if isinstance(record["number"], int) and record["number"] >= 0 and isinstance(record["sha256"], str):
            return {"at": "", "previous": "", **record}
    except (ValueError, KeyError, TypeError):
        pass
    return None


def _signature(record: dict[str, Any], key: str) -> str:
    signed = {name: record[name] for name in ("at", "number", "sha256", "previous")}
    return hmac.new(key.encode(), orjson.dumps(signed, option=orjson.OPT_SORT_KEYS), hashlib.sha256).hexdigest()
