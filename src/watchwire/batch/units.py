"""Cutting a corpus into units of work: small enough to lose one, large enough to be worth a file."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from watchwire.errors import SourceError
from watchwire.sources.decode import first_bytes
from watchwire.sources.warc import find_record

UNIT_BYTES = 16 << 20
"""How many bytes of one file, or of many small ones, make a unit."""
UNIT_FILES = 256
"""How many small files make a unit at most."""


class Kind(StrEnum):
    """How a unit is read."""

    WARC = "warc"
    LINES = "jsonl"
    TABLE = "csv"
    PARQUET = "parquet"
    FILES = "files"


_ENDINGS = {
    ".warc": Kind.WARC,
    ".jsonl": Kind.LINES,
    ".ndjson": Kind.LINES,
    ".csv": Kind.TABLE,
    ".tsv": Kind.TABLE,
    ".parquet": Kind.PARQUET,
}
_MAGIC = {b"WARC/": Kind.WARC, b"PAR1": Kind.PARQUET}


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of the corpus: some files, or of one file what begins from `start` up to `end`.

    The bounds are bytes, for Parquet row groups; `end` None is the end of the file. `size` is what the piece weighs
    in the progress shown, in bytes.
    """

    kind: Kind
    paths: tuple[str, ...]
    start: int = 0
    end: int | None = None
    size: int = 0

    @property
    def id(self) -> str:
        """A name for the unit that a second run finds again."""
        key = json.dumps([self.kind, self.paths, self.start, self.end])
        return hashlib.sha256(key.encode()).hexdigest()[:20]

    def beginning_at(self, start: int) -> "Unit":
        """Return the unit with another beginning."""
        return replace(self, start=start)

    def as_json(self) -> str:
        """Return the unit as one line of JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Unit":
        """Read what `as_json` wrote."""
        held = json.loads(text)
        return cls(Kind(held["kind"]), tuple(held["paths"]), held["start"], held["end"], held["size"])


def corpus_files(inputs: tuple[str, ...]) -> list[Path]:
    """Return the files of the inputs, folders walked, in order, each once; hidden ones are left out.

    What a file is its bytes tell when it is read; one that cannot be read becomes a problem with the reason.

    Raises:
        SourceError: an input does not exist, is an address, or holds no file.

    """
    found: dict[Path, None] = {}
    for name in inputs:
        if "://" in name:
            raise SourceError(f"{name}: batch reads files and folders; fetch it first, or use `watchwire read`")
        path = Path(name).resolve()
        if path.is_dir():
            inside = [p for p in sorted(path.rglob("*")) if _is_shown(p, path)]
            if not inside:
                raise SourceError(f"{name}: no file in it")
            found.update(dict.fromkeys(inside))
        elif path.is_file():
            found[path] = None
        else:
            raise SourceError(f"{name}: no such file or folder")
    return list(found)


def units_of(files: list[Path], unit_bytes: int = UNIT_BYTES) -> Iterator[Unit]:
    """Yield the units of some files."""
    small: list[Path] = []
    weight = 0
    for path in files:
        kind = _kind(path)
        size = path.stat().st_size
        if kind is not Kind.FILES:
            yield from _cut(path, kind, size, unit_bytes)
            continue
        small.append(path)
        weight += size
        if weight >= unit_bytes or len(small) >= UNIT_FILES:
            yield Unit(Kind.FILES, tuple(map(str, small)), size=weight)
            small, weight = [], 0
    if small:
        yield Unit(Kind.FILES, tuple(map(str, small)), size=weight)


def _cut(path: Path, kind: Kind, size: int, unit_bytes: int) -> Iterator[Unit]:
    """Cut one file where its records can be told apart from the middle; a packed table is one unit."""
    if kind is Kind.WARC:
        bounds = _record_bounds(path, size, unit_bytes)
    elif kind is Kind.LINES and path.suffix.lower() != ".gz":
        bounds = _line_bounds(path, size, unit_bytes)
    elif kind is Kind.PARQUET:
        yield from _row_groups(path, size, unit_bytes)
        return
    else:
        bounds = [0]
    for start, end in zip(bounds, [*bounds[1:], None], strict=True):
        yield Unit(kind, (str(path),), start, end, (end or size) - start)


def _record_bounds(path: Path, size: int, unit_bytes: int) -> list[int]:
    bounds = [0]
    with path.open("rb") as stream:
        while bounds[-1] + unit_bytes < size:
            place = find_record(stream, bounds[-1] + unit_bytes)
            if place is None:
                break
            bounds.append(place)
    return bounds


def _line_bounds(path: Path, size: int, unit_bytes: int) -> list[int]:
    bounds = [0]
    with path.open("rb") as stream:
        while bounds[-1] + unit_bytes < size:
            stream.seek(bounds[-1] + unit_bytes - 1)
            while (part := stream.readline(1 << 20)) and not part.endswith(b"\n"):
                pass
            if stream.tell() >= size:
                break
            bounds.append(stream.tell())
    return bounds


def _row_groups(path: Path, size: int, unit_bytes: int) -> Iterator[Unit]:
    """Gather row groups; a file that is no Parquet is one unit, whose worker will say so."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        footer = pq.read_metadata(path)
        weights = [footer.row_group(number).total_byte_size for number in range(footer.num_row_groups)]
    except (OSError, pa.ArrowException):
        yield Unit(Kind.PARQUET, (str(path),), 0, None, size)
        return
    start = held = 0
    for number, weight in enumerate(weights):
        held += weight
        if held >= unit_bytes or number + 1 == len(weights):
            share = size * held // max(1, sum(weights))
            yield Unit(Kind.PARQUET, (str(path),), start, number + 1, share)
            start, held = number + 1, 0


def _is_shown(path: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    return not hidden and path.is_file()


def _kind(path: Path) -> Kind:
    """Say how a file is cut: by its ending where records and tables have no mark, else by its first bytes."""
    if path.is_symlink():
        return Kind.FILES
    named = _ENDINGS.get(_ending(path))
    if named is not None:
        return named
    head = first_bytes(path, 8)
    return next((kind for mark, kind in _MAGIC.items() if head.startswith(mark)), Kind.FILES)


def _ending(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return suffixes[-1] if suffixes else ""
