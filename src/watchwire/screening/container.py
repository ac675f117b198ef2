"""One file of named arrays, each mapped into memory: a header, then the arrays.

    magic (8) · header length (8) · header CRC-32 (8) · header (JSON: name, arrays, checks, facts) · arrays

A file is written whole under another name and renamed, so that a reader never sees half of it. Every block is checked
when the file is mapped (CRC-32 does 4 GB a second here, 8 ms for OFAC's list): a screening that misses names because a
page of the disk has gone bad would look like a clean one. What does not fit is refused, and the caller builds it again.
"""

import mmap
import zlib
from array import array as numbers
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from watchwire.errors import LibraryError
from watchwire.lists.files import write_atomically

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]
else:
    Array = Any
_MAGIC = b"WWINDEX2"
_ALIGN = 64
_HEAD = 24
_BLOCK = 1 << 22
_THREADS = 4
_LONG = 1 << 28
"""A file of more bytes than this is let go of block by block as it is checked: it would stand in memory whole."""
_TYPES = {"uint8": "B", "uint16": "H", "int16": "h", "int32": "i", "int64": "q", "uint32": "I", "float32": "f"}
"""The kinds of number in an array, with what `memoryview` calls them."""


class Arrays(Mapping[str, Array]):
    """Named arrays: as views, which look-ups of single values take, and as numpy's, loaded once one is asked for.

    Values come out of a view several times faster than out of a numpy array, and numpy takes a look-up's time to load.
    """

    def __init__(self, views: Mapping[str, memoryview], made: Mapping[str, Array] | None = None) -> None:
        self._views = dict(views)
        self._made = dict(made or {})

    @classmethod
    def of(cls, arrays: Mapping[str, Array]) -> "Arrays":
        """Return arrays that are numpy's already."""
        return cls({label: found.data for label, found in arrays.items()}, arrays)

    def view(self, label: str) -> Any:
        """Return an array as a view; its values are numbers of either kind, which a `memoryview` has no type for."""
        return self._views[label]

    def __getitem__(self, label: str) -> Array:
        found = self._made.get(label)
        if found is None:
            import numpy as np

            found = self._made[label] = np.asarray(self._views[label])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._views)

    def __len__(self) -> int:
        return len(self._views)


class NoIndexError(LibraryError):
    """There is no file: nothing is wrong, it is only to be built."""


def pack(arrays: Mapping[str, Array], facts: Mapping[str, Any], name: str = "") -> Iterator[bytes]:
    """Yield the bytes of a container, block by block: it may be larger than what should be in memory.

    Args:
        arrays: one-dimensional arrays by name.
        facts: small JSON values kept in the header.
        name: what it is an index of, so that a file in another's place is known.

    """
    places: dict[str, tuple[str, int, int]] = {}
    at = 0
    for label, array in arrays.items():
        places[label] = (array.dtype.name, at, len(array))
        at += -(-array.nbytes // _ALIGN) * _ALIGN
    # The checks stand before what they are of, so that it is gone through twice.
    checks = [zlib.crc32(block) for block in _body(arrays)]
    header = orjson.dumps({"name": name, "size": at, "arrays": places, "blocks": checks, "facts": dict(facts)})
    header += b" " * (-(_HEAD + len(header)) % _ALIGN)
    yield _MAGIC + len(header).to_bytes(8, "little") + zlib.crc32(header).to_bytes(8, "little") + header
    yield from _body(arrays)


def _body(arrays: Mapping[str, Array]) -> Iterator[bytes]:
    """Yield the arrays, each at a place that suits its numbers, in blocks."""
    block = bytearray()
    for array in arrays.values():
        plain = array.data.cast("B") if len(array) else memoryview(b"")
        held, begin = _mapped(array)
        at = 0
        while at < len(plain):
            taken = plain[at : at + _BLOCK - len(block)]
            block += taken
            at += len(taken)
            if len(block) == _BLOCK:
                yield bytes(block)
                block.clear()
                if held is not None:
                    _let_go(held, begin + at - len(taken), begin + at)
        block += bytes(-len(block) % _ALIGN)
        if len(block) == _BLOCK:
            yield bytes(block)
            block.clear()
    if block:
        yield bytes(block)


def _mapped(array: Array) -> tuple[mmap.mmap | None, int]:
    """Return the file that an array is mapped from, and where it begins there; None for one in memory."""
    base: Any = array
    while base is not None and not isinstance(base, mmap.mmap):
        base = base.obj if isinstance(base, memoryview) else getattr(base, "base", None)
    if base is None:
        return None, 0
    import numpy as np

    return base, array.ctypes.data - np.frombuffer(base, np.uint8).ctypes.data


def _let_go(held: mmap.mmap, start: int, end: int) -> None:
    """Say that some bytes of a mapped file are not needed now: they take no memory, and are read again if they are."""
    first = -(-start // mmap.PAGESIZE) * mmap.PAGESIZE
    length = end // mmap.PAGESIZE * mmap.PAGESIZE - first
    if length > 0 and hasattr(held, "madvise"):
        held.madvise(mmap.MADV_DONTNEED, first, length)


def _checks(whole: memoryview, begin: int) -> list[int]:
    """Return the CRC-32 of each block. They are worked out beside one another: `zlib` lets go of the interpreter."""
    held = whole.obj if isinstance(whole.obj, mmap.mmap) and len(whole) > _LONG else None

    def check(start: int) -> int:
        found = zlib.crc32(whole[start : start + _BLOCK])
        if held is not None:
            _let_go(held, start, min(start + _BLOCK, len(whole)))
        return found

    starts = range(begin, len(whole), _BLOCK)
    if len(starts) <= _THREADS:
        return [check(start) for start in starts]
    with ThreadPoolExecutor(_THREADS) as pool:
        return list(pool.map(check, starts))


def write(path: Path, arrays: Mapping[str, Array], facts: Mapping[str, Any]) -> None:
    """Write a container in one step.

    Raises:
        LibraryError: the folder cannot be written.

    """
    write_atomically(path, pack(arrays, facts, path.stem))


def read(path: Path) -> tuple[Arrays, dict[str, Any]]:
    """Map a container's arrays, read-only, and return them with its facts.

    Raises:
        LibraryError: it is missing, cut short or damaged.

    """
    try:
        with path.open("rb") as stream:
            return _unpack(memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)), path.stem)
    except FileNotFoundError as error:
        raise NoIndexError(f"{path}: there is no index yet") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise LibraryError(f"{path}: the index is damaged ({error})") from error


def _unpack(mapped: memoryview, name: str = "") -> tuple[Arrays, dict[str, Any]]:
    if bytes(mapped[:8]) != _MAGIC:
        raise ValueError("not an index file")
    length = int.from_bytes(mapped[8:16], "little")
    header = bytes(mapped[_HEAD : _HEAD + length])
    if zlib.crc32(header) != int.from_bytes(mapped[16:24], "little"):
        raise ValueError("the header is damaged")
    fields = orjson.loads(header)
    begin = _HEAD + length
    if len(mapped) != begin + fields["size"]:
        raise ValueError("the file is cut short")
    if fields["name"] != name:
        raise ValueError("it is an index of other lists")
    checks = _checks(mapped, begin)
    if checks != fields["blocks"]:
        bad = [k for k, pair in enumerate(zip(checks, fields["blocks"], strict=False)) if pair[0] != pair[1]]
        raise ValueError(f"{len(bad)} of its {len(checks)} blocks do not fit their checksums")
    views = {}
    for label, (kind, start, count) in fields["arrays"].items():
        if kind not in _TYPES:
            raise ValueError(f"array {label} is of the unknown kind {kind}")
        code: Any = _TYPES[kind]
        end = begin + start + count * numbers(code).itemsize
        views[label] = mapped[begin + start : end].cast(code) if count else memoryview(numbers(code))
    return Arrays(views), fields["facts"]
