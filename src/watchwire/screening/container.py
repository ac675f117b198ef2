"""One file of named arrays that opens without being read: a header, then the arrays, each mapped into memory.

    magic (8) · header length (8) · header CRC-32 (8) · header (JSON: format, whole size, arrays, facts) · arrays

A file is written whole under another name and renamed, so that a reader never sees half of it. A file whose size or
header does not fit is refused, and the caller builds it again.
"""

import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from watchwire.errors import LibraryError
from watchwire.lists.library import write_atomically

Array = npt.NDArray[Any]
_MAGIC = b"WWINDEX1"
_ALIGN = 64
_HEAD = 24
_TYPES = frozenset({"uint8", "int16", "int32", "int64", "uint32", "float32"})


def pack(arrays: Mapping[str, Array], facts: Mapping[str, Any]) -> bytes:
    """Return the bytes of a container.

    Args:
        arrays: one-dimensional arrays by name.
        facts: small JSON values kept in the header.

    """
    places: dict[str, tuple[str, int, int]] = {}
    at = 0
    for name, array in arrays.items():
        places[name] = (array.dtype.name, at, len(array))
        at += -(-array.nbytes // _ALIGN) * _ALIGN
    header = orjson.dumps({"size": at, "arrays": places, "facts": dict(facts)})
    header += b" " * (-(_HEAD + len(header)) % _ALIGN)
    head = _MAGIC + len(header).to_bytes(8, "little") + zlib.crc32(header).to_bytes(8, "little") + header
    body = bytearray(at)
    for name, array in arrays.items():
        start = places[name][1]
        body[start : start + array.nbytes] = array.tobytes()
    return head + bytes(body)


def write(path: Path, arrays: Mapping[str, Array], facts: Mapping[str, Any]) -> None:
    """Write a container in one step.

    Raises:
        LibraryError: the folder cannot be written.

    """
    write_atomically(path, pack(arrays, facts))


def read(path: Path) -> tuple[dict[str, Array], dict[str, Any]]:
    """Map a container's arrays, read-only, and return them with its facts.

    Raises:
        LibraryError: it is missing, cut short or damaged.

    """
    try:
        return _unpack(np.memmap(path, np.uint8, "r"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LibraryError(f"{path}: no usable index ({error}); it will be built again") from error


def unpack(data: bytes) -> tuple[dict[str, Array], dict[str, Any]]:
    """Return the arrays and facts of a container held in memory."""
    return _unpack(np.frombuffer(data, np.uint8))


def _unpack(mapped: Array) -> tuple[dict[str, Array], dict[str, Any]]:
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
    arrays = {}
    for name, (kind, start, count) in fields["arrays"].items():
        if kind not in _TYPES:
            raise ValueError(f"array {name} is of the unknown kind {kind}")
        end = begin + start + count * np.dtype(kind).itemsize
        arrays[name] = mapped[begin + start : end].view(kind)
    return arrays, fields["facts"]
