"""One file of named arrays, each mapped into memory: a header, then the arrays.

    magic (8) · header length (8) · header CRC-32 (8) · header (JSON: name, arrays, checks, facts) · arrays

A file is written whole under another name and renamed, so that a reader never sees half of it. Every block is checked
when the file is mapped (CRC-32 does 4 GB a second here, 8 ms for OFAC's list): a screening that misses names because a
page of the disk has gone bad would look like a clean one. What does not fit is refused, and the caller builds it again.
"""

import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from watchwire.errors import LibraryError
from watchwire.lists.files import write_atomically

Array = npt.NDArray[Any]
_MAGIC = b"WWINDEX2"
_ALIGN = 64
_HEAD = 24
_BLOCK = 1 << 22
_THREADS = 4
_TYPES = frozenset({"uint8", "uint16", "int16", "int32", "int64", "uint32", "float32"})


class NoIndexError(LibraryError):
    """There is no file: nothing is wrong, it is only to be built."""


def pack(arrays: Mapping[str, Array], facts: Mapping[str, Any], name: str = "") -> bytes:
    """Return the bytes of a container.

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
    body = bytearray(at)
    for label, array in arrays.items():
        start = places[label][1]
        body[start : start + array.nbytes] = array.tobytes()
    checks = _checks(memoryview(body))
    header = orjson.dumps({"name": name, "size": at, "arrays": places, "blocks": checks, "facts": dict(facts)})
    header += b" " * (-(_HEAD + len(header)) % _ALIGN)
    head = _MAGIC + len(header).to_bytes(8, "little") + zlib.crc32(header).to_bytes(8, "little") + header
    return head + bytes(body)


def _checks(body: memoryview) -> list[int]:
    """Return the CRC-32 of each block. They are worked out beside one another: `zlib` lets go of the interpreter."""
    blocks = [body[start : start + _BLOCK] for start in range(0, len(body), _BLOCK)]
    if len(blocks) <= _THREADS:
        return [zlib.crc32(block) for block in blocks]
    with ThreadPoolExecutor(_THREADS) as pool:
        return list(pool.map(zlib.crc32, blocks))


def write(path: Path, arrays: Mapping[str, Array], facts: Mapping[str, Any]) -> None:
    """Write a container in one step.

    Raises:
        LibraryError: the folder cannot be written.

    """
    write_atomically(path, pack(arrays, facts, path.stem))


def read(path: Path) -> tuple[dict[str, Array], dict[str, Any]]:
    """Map a container's arrays, read-only, and return them with its facts.

    Raises:
        LibraryError: it is missing, cut short or damaged.

    """
    try:
        return _unpack(np.memmap(path, np.uint8, "r"), path.stem)
    except FileNotFoundError as error:
        raise NoIndexError(f"{path}: there is no index yet") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise LibraryError(f"{path}: the index is damaged ({error})") from error


def unpack(data: bytes) -> tuple[dict[str, Array], dict[str, Any]]:
    """Return the arrays and facts of a container held in memory."""
    return _unpack(np.frombuffer(data, np.uint8))


def _unpack(mapped: Array, name: str = "") -> tuple[dict[str, Array], dict[str, Any]]:
    if bytes(mapped[:8]) != _MAGIC:
        raise ValueError("not an index file")
    length = int.from_bytes(mapped[8:16], "little")
    header = bytes(mapped[_HEAD : _HEAD + length])
    if zlib.crc32(header) != int.from_bytes(mapped[16:24], "little"):
        raise ValueError("the header is damaged")
    fields = orjson.loads(header)
    begin = _HEAD + length
    mapped = np.asarray(mapped)  # a plain view: single look-ups in a memmap are slow
    if len(mapped) != begin + fields["size"]:
        raise ValueError("the file is cut short")
    if fields["name"] != name:
        raise ValueError("it is an index of other lists")
    checks = _checks(mapped[begin:].data)
    if checks != fields["blocks"]:
        bad = [k for k, pair in enumerate(zip(checks, fields["blocks"], strict=False)) if pair[0] != pair[1]]
        raise ValueError(f"{len(bad)} of its {len(checks)} blocks do not fit their checksums")
    arrays = {}
    for label, (kind, start, count) in fields["arrays"].items():
        if kind not in _TYPES:
            raise ValueError(f"array {label} is of the unknown kind {kind}")
        end = begin + start + count * np.dtype(kind).itemsize
        arrays[label] = mapped[begin + start : end].view(kind)
    return arrays, fields["facts"]
