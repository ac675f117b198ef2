"""A table screened row by row: streamed through worker processes in order, and gone on with after a kill.

The table is read in chunks; each worker answers a chunk as the very text that is written. No more chunks are under way
than the workers can take, so memory stays as it is however long the table. Where the result goes to a file, a note
beside it says after each chunk how many rows and bytes are done (`FILE.part.json`); the next run with the same table,
lists and options goes on from there.
"""

import csv
import io
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, Any

import orjson

from watchwire.bulk.rows import ADDED, OFAC, WHY_NOT, asked_row, cells_of, names_of_added, row_of, why_not
from watchwire.errors import UsageError, WatchwireError
from watchwire.lists import Library
from watchwire.model import Match
from watchwire.screening import Question, Screener, settle_for_rows, sweep
from watchwire.sources.columns import Columns, columns_of
from watchwire.sources.table import table_rows
from watchwire.tables import safe_cell

Row = tuple[int, dict[str, str] | str]
_CHUNK = 500
_SWEPT = 8
"""After so many chunks what is unreachable is looked for."""
_UNDER_WAY = 4
"""How many chunks a worker may be ahead: the text of some thousand rows."""
_KNOWN = 5000
"""So many answers are kept at a time."""
_FEW = 2000
"""So many rows are done before workers are started, which costs a second."""


@dataclass(frozen=True)
class Wishes:
    """How a table is screened.

    Args:
        limit: matches a row at most.
        form: `csv` or `json` (JSON Lines).
        ofac: whether OFAC's published score is given too.
        explain: whether a row without a match says why.
        note: what every answer must say (the starter list was searched).

    """

    limit: int = 5
    form: str = "csv"
    ofac: bool = False
    explain: bool = False
    note: str | None = None

    @property
    def said(self) -> dict[str, str]:
        """What is said in every row."""
        return {"note": self.note} if self.note else {}

    @property
    def added(self) -> list[str]:
        """The columns that a table gets."""
        return [*ADDED, *([OFAC] if self.ofac else []), *([WHY_NOT] if self.explain else []), *self.said]


@dataclass(frozen=True)
class Done:
    """What a chunk came to: the text, what is to be said of it, and how many rows have a fault."""

    text: str
    told: list[str]
    failed: int
    rows: int


class Answering:
    """Answers chunks of rows as text."""

    def __init__(self, screener: Screener, wishes: Wishes, table: str) -> None:
        self.screener = screener
        self.wishes = wishes
        self.table = table
        self._known: dict[Question, list[Match]] = {}
        self._chunks = 0
        screener.index.serve_rows()

    def chunk(self, columns: Columns, headings: list[str], rows: list[Row]) -> Done:
        """Return what some rows come to."""
        out = io.StringIO()
        names = names_of_added(self.wishes.added, headings)
        writer = csv.DictWriter(out, [*headings, *names.values()], lineterminator="\n", extrasaction="ignore")
        told: list[str] = []
        failed = 0
        read = [(number, row, *self._read(columns, row)) for number, row in rows]
        self.screener.expect(asked for _, _, asked, _ in read if asked is not None and asked not in self._known)
        for number, row, asked, faults in read:
            failed += bool(faults)
            if isinstance(row, str):
                told.append(f"{self.table}, line {number}: {row}")
                continue
            told.extend(f"{self.table}, line {number}, {fault}" for fault in faults)
            self._answer(row, asked, faults, writer, names, out)
        self._chunks += 1
        if self._chunks % _SWEPT == 0:
            sweep()
        return Done(out.getvalue(), told, failed, len(rows))

    def _ask(self, asked: Question) -> list[Match]:
        """Ask, unless the same was asked not long ago: customers and payments name the same parties again and again."""
        found = self._known.get(asked)
        if found is None:
            if len(self._known) >= _KNOWN:
                self._known.clear()
            found = self._known[asked] = self.screener.ask(asked, self.wishes.limit)
        return found

    def _read(self, columns: Columns, row: dict[str, str] | str) -> tuple[Question | None, list[str]]:
        return (None, [row]) if isinstance(row, str) else asked_row(self.screener, columns, row)

    def _answer(
        self,
        row: dict[str, str],
        asked: Question | None,
        faults: list[str],
        writer: "csv.DictWriter[str]",
        names: dict[str, str],
        out: IO[str],
    ) -> None:
        wishes = self.wishes
        matches = self._ask(asked) if asked is not None else []
        missed = why_not(self.screener, asked) if wishes.explain and asked is not None and not matches else ""
        if wishes.form == "json":
            added = {"matches": [row_of(match, wishes.ofac) for match in matches], **wishes.said}
            added |= {**({"faults": faults} if faults else {}), **({WHY_NOT: missed} if missed else {})}
            keys = names_of_added(added, list(row))
            out.write(orjson.dumps({**row, **{keys[key]: value for key, value in added.items()}}).decode() + "\n")
            return
        for match in matches or (None,):
            cells: dict[str, Any] = cells_of(match, wishes.ofac) if match else {}
            if match is None and faults:
                cells["reasons"] = safe_cell("; ".join(faults))
            cells |= {**({WHY_NOT: safe_cell(missed)} if missed else {}), **wishes.said}
            writer.writerow({**row, **{names[key]: value for key, value in cells.items()}})


_WORKER: dict[str, Answering] = {}


def _start(root: Path | None, named: bool, as_of: date | None, wishes: Wishes, table: str) -> None:
    from watchwire.screening.verbs import screener_for

    threading.Thread(target=_end_with_parent, daemon=True).start()
    library = Library(root, named) if root is not None else None
    _WORKER["answering"] = Answering(screener_for(library, as_of), wishes, table)
    settle_for_rows()


def _end_with_parent() -> None:
    """Leave when the process that started us is gone: killed, it tells nobody, and we would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(columns: Columns, headings: list[str], rows: list[Row]) -> Done:
    return _WORKER["answering"].chunk(columns, headings, rows)


@dataclass
class Place:
    """How far a result file has come, kept beside it."""

    key: str
    rows: int = 0
    bytes: int = 0
    failed: int = 0


@dataclass
class Result:
    """What became of a table."""

    rows: int = 0
    failed: int = 0
    resumed: int = 0
    understood: str = ""
    told: list[str] = field(default_factory=list)


class TableRun:
    """One table, from its first row (or where an earlier run was stopped) to its last."""

    def __init__(
        self,
        screener: Screener,
        library: Library | None,
        table: Path,
        wishes: Wishes,
        workers: int,
        say: Callable[[str], None],
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self.screener = screener
        self.library = library
        self.table = table
        self.wishes = wishes
        self.workers = workers
        self.say = say
        self.progress = progress
        self.columns: Columns | None = None
        self.headings: list[str] = []
        self.result = Result()

    def to_stream(self, out: IO[str]) -> Result:
        """Write the result to a stream."""
        for done in self._answers(0):
            out.write(self._with_heading(done.text))
            out.flush()
        return self.result

    def to_file(self, path: Path) -> Result:
        """Write the result to a file; go on where an earlier run with the same table, lists and options stopped.

        Raises:
            WatchwireError: the file cannot be written.

        """
        part, note = path.with_name(f"{path.name}.part"), path.with_name(f"{path.name}.part.json")
        place = self._place(part, note)
        self.result.rows, self.result.failed, self.result.resumed = place.rows, place.failed, place.rows
        if place.rows:
            self.say(f"{path}: going on after row {place.rows}")
        try:
            with part.open("r+b" if place.bytes else "wb") as out:
                out.truncate(place.bytes)
                out.seek(place.bytes)
                for done in self._answers(place.rows):
                    text = self._with_heading(done.text) if not place.bytes else done.text
                    place.bytes += out.write(text.encode("utf-8"))
                    out.flush()
                    place.rows, place.failed = self.result.rows, self.result.failed
                    _write_whole(note, orjson.dumps(asdict(place)))
            part.replace(path)
            note.unlink(missing_ok=True)
        except OSError as error:
            raise WatchwireError(f"{path}: cannot be written: {error.strerror or error}") from error
        return self.result

    def _with_heading(self, text: str) -> str:
        """Put the headings before the first text; JSON Lines have none."""
        if self.wishes.form == "json" or self._headed or not self.headings:
            return text
        self._headed = True
        names = names_of_added(self.wishes.added, self.headings)
        head = io.StringIO()
        csv.writer(head, lineterminator="\n").writerow([*self.headings, *names.values()])
        return head.getvalue() + text

    _headed = False

    def _place(self, part: Path, note: Path) -> Place:
        """Return where an earlier run stopped; the beginning where there was none, or one of other things."""
        key = self._key()
        with suppress(OSError, ValueError, TypeError):
            held = Place(**orjson.loads(note.read_bytes()))
            if held.key == key and part.stat().st_size >= held.bytes:
                return held
            self.say(f"{part}: of another table, other lists or options; begun anew")
        return Place(key)

    def _key(self) -> str:
        import hashlib

        from watchwire._version import __version__

        held = self.table.stat()
        holdings = self.screener.holdings
        parts = (
            str(self.table.resolve()), held.st_size, held.st_mtime_ns, holdings.key, str(holdings.as_of),
            sorted(asdict(self.wishes).items(), key=str), __version__,
        )  # fmt: skip
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def _answers(self, skip: int) -> Iterator[Done]:
        """Yield what each chunk comes to, in order."""
        for done in self._in_order(islice(self._rows(), skip, None)):
            self.result.rows += done.rows
            self.result.failed += done.failed
            for line in done.told:
                self.say(line)
            if self.progress:
                self.progress(self.result.rows, 0)
            yield done
        if self.columns is None:
            self.say(f"{self.table}: no rows")

    def _rows(self) -> Iterator[Row]:
        """Yield the rows; the first one settles which column is what."""

        def joins(headings: Any) -> str | None:
            return columns_of(headings).fields.get("name")

        for number, row in table_rows(self.table, joins):
            if self.columns is None and not isinstance(row, str):
                self.headings = list(row)
                self.columns = columns_of(self.headings)
                self.result.understood = self.columns.understood()
                if not self.columns.named:
                    raise UsageError(
                        f"{self.table}: no column for names was recognised ({self.columns.understood()}); "
                        "name one `name`"
                    )
                self.say(f"{self.table}: {self.columns.understood()}")
            yield number, row

    def _chunks(self, rows: Iterator[Row]) -> Iterator[tuple[Columns, list[str], list[Row]]]:
        while chunk := list(islice(rows, _CHUNK)):
            yield self.columns or Columns({}, ()), self.headings, chunk

    def _in_order(self, rows: Iterator[Row]) -> Iterator[Done]:
        ours = Answering(self.screener, self.wishes, str(self.table))
        chunks = self._chunks(rows)
        for chunk in islice(chunks, max(1, _FEW // _CHUNK) if self.workers > 1 else None):
            yield ours.chunk(*chunk)
        first = next(chunks, None)
        if first is None:
            return
        with ExitStack() as held:
            pool = held.enter_context(self._pool())
            under_way: deque[Future[Done]] = deque([pool.submit(_work, *first)])
            try:
                for chunk in chunks:
                    under_way.append(pool.submit(_work, *chunk))
                    if len(under_way) >= self.workers * _UNDER_WAY:
                        yield under_way.popleft().result()
                while under_way:
                    yield under_way.popleft().result()
            except BrokenProcessPool as error:
                raise WatchwireError("a worker process died; run the same command again to go on") from error
            finally:
                for future in under_way:
                    future.cancel()

    def _pool(self) -> ProcessPoolExecutor:
        held = self.library
        library = (held.root, held.named) if held is not None else (None, False)
        return ProcessPoolExecutor(
            self.workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start,
            initargs=(*library, self.screener.holdings.as_of, self.wishes, str(self.table)),
        )


def _write_whole(path: Path, data: bytes) -> None:
    """Write a small file under another name and rename it: a reader never sees half of it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(data)
    beside.replace(path)
