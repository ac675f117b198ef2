"""The tables that a run writes, and a writer for one unit's share of them."""

from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

_TEXTS = pa.list_(pa.string())
_FLUSH = 1000
UNDATED = "undated"

SCHEMAS: dict[str, pa.Schema] = {
    "articles": pa.schema(
        [
            ("date", pa.string()),
            ("date_from", pa.string()),
            ("article", pa.string()),
            ("source", pa.string()),
            ("offset", pa.int64()),
            ("url", pa.string()),
            ("title", pa.string()),
            ("language", pa.string()),
            ("characters", pa.int64()),
            ("hits", pa.int32()),
            ("alerts", pa.int32()),
            ("depth", pa.string()),
            ("text", pa.string()),
            ("checked_against", _TEXTS),
        ]
    ),
    "hits": pa.schema(
        [
            ("date", pa.string()),
            ("article", pa.string()),
            ("source", pa.string()),
            ("offset", pa.int64()),
            ("url", pa.string()),
            ("title", pa.string()),
            ("place", pa.string()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("text", pa.string()),
            ("around", pa.string()),
            ("party", pa.string()),
            ("name", pa.string()),
            ("caption", pa.string()),
            ("kind", pa.string()),
            ("lists", _TEXTS),
            ("references", _TEXTS),
            ("score", pa.float32()),
            ("band", pa.string()),
            ("status", pa.string()),
            ("as_of", pa.string()),
            ("reasons", _TEXTS),
            ("checked_against", _TEXTS),
        ]
    ),
    "briefs": pa.schema(
        [
            ("date", pa.string()),
            ("article", pa.string()),
            ("source", pa.string()),
            ("offset", pa.int64()),
            ("url", pa.string()),
            ("title", pa.string()),
            ("brief", pa.string()),
            ("checked_against", _TEXTS),
        ]
    ),
    "problems": pa.schema(
        [("date", pa.string()), ("source", pa.string()), ("offset", pa.int64()), ("reason", pa.string())]
    ),
}


class Tables:
    """Writes one unit's rows to one Parquet file a table, in groups, so that memory does not grow with the unit."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows: dict[str, list[dict[str, Any]]] = {name: [] for name in SCHEMAS}
        self._writers: dict[str, pq.ParquetWriter] = {}
        self.counts = dict.fromkeys(SCHEMAS, 0)

    def add(self, table: str, row: dict[str, Any]) -> None:
        """Add a row."""
        self._rows[table].append(row)
        self.counts[table] += 1
        if len(self._rows[table]) >= _FLUSH:
            self._flush(table)

    def _flush(self, table: str) -> None:
        rows, self._rows[table] = self._rows[table], []
        if not rows:
            return
        writer = self._writers.get(table)
        if writer is None:
            writer = pq.ParquetWriter(self._folder / f"{table}.parquet", SCHEMAS[table], compression="zstd")
            self._writers[table] = writer
        writer.write_table(pa.Table.from_pylist(rows, SCHEMAS[table]))

    def __enter__(self) -> "Tables":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the files; after an error they are left unfinished, and their folder is thrown away."""
        if kind is None:
            for table in SCHEMAS:
                self._flush(table)
        for writer in self._writers.values():
            writer.close()
