"""Cutting a web archive (WARC 1.0 and 1.1) into records, from any byte on, past whatever is damaged.

A packed archive holds one gzip member a record; one that was packed as a whole is read as well, but only from its
beginning. Offsets are bytes of the file as it lies on disk.
"""

import re
import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from watchwire.sources.limits import LIMITS

_MAGIC = b"\x1f\x8b\x08"
_CHUNK = 1 << 18
_HEAD = 1 << 16
_PROBE = 4096
_BEGIN = re.compile(rb"(?:\A|\n)(WARC/1\.\d\r?\n)")
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stands in the archive, unpacked: where it begins, where the next one may, and its bytes."""

    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Damage:
    """A stretch that is no readable record."""

    offset: int
    reason: str


Records = Generator[Record | Damage, None, int | None]


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _BrokenError(Exception):
    """What stands here is no record; `place` says where in the stretch that was being cut."""

    def __init__(self, reason: str, place: int = 0) -> None:
        super().__init__(reason)
        self.place = place


class _Member:
    """One gzip member, unpacked as it is read. `end` is where the next one begins, once this one is read through."""

    def __init__(self, stream: BinaryIO, offset: int) -> None:
        self._stream = stream
        self._unpack = zlib.decompressobj(31)
        self._waiting = b""
        self.end = offset
        stream.seek(offset)

    def read(self, size: int, /) -> bytes:
        while not self._unpack.eof:
            data = self._waiting or self._stream.read(_CHUNK)
            if not data:
                raise _BrokenError("the file ends inside a record")
            try:
                found = self._unpack.decompress(data, size)
            except zlib.error as error:
                raise _BrokenError(f"the gzip data is damaged ({error})") from error
            self._waiting = b"" if self._unpack.eof else self._unpack.unconsumed_tail
            self.end += len(data) - len(self._waiting) - len(self._unpack.unused_data)
            if found:
                return found
        return b""


class _Buffered:
    """A reader that can look for the end of a line. Counts the bytes handed on."""

    def __init__(self, source: _Readable) -> None:
        self._source = source
        self._held = b""
        self.at = 0

    def line(self, limit: int) -> bytes:
        while b"\n" not in self._held and len(self._held) < limit and self._more():
            pass
        end = self._held.find(b"\n") + 1 or len(self._held)
        return self._take(min(end, limit))

    def read(self, size: int) -> bytes:
        parts = []
        while size:
            if not self._held and not self._more():
                break
            part = self._take(min(size, len(self._held)))
            size -= len(part)
            parts.append(part)
        return b"".join(parts)

    def skip(self, size: int) -> int:
        left = size
        while left and (part := self.read(min(left, _CHUNK))):
            left -= len(part)
        return size - left

    def _more(self) -> bool:
        data = self._source.read(_CHUNK)
        self._held += data
        return bool(data)

    def _take(self, size: int) -> bytes:
        found, self._held = self._held[:size], self._held[size:]
        self.at += len(found)
        return found


def is_packed(stream: BinaryIO) -> bool:
    """Say whether an archive begins as gzip."""
    stream.seek(0)
    return stream.read(3) == _MAGIC


def records(stream: BinaryIO, start: int = 0, end: int | None = None) -> Records:
    """Yield the records that begin from one byte up to another, and what is damaged between them.

    Args:
        stream: the archive; it must be able to seek.
        start: where the first record begins (0, or what `find_record` says).
        end: records that begin at or after this byte are left to others; None for all.

    Returns:
        A generator whose value is the byte at which it stopped; more than `end` where a record reaches over it.

    """
    cut = _packed if is_packed(stream) else _plain
    return cut(stream, start, end)


def find_record(stream: BinaryIO, at: int) -> int | None:
    """Return where the first record at or after a byte begins; None if there is none."""
    begins = _is_member if is_packed(stream) else None
    held = b""
    offset = at
    stream.seek(at)
    while True:
        data = stream.read(_CHUNK)
        if not data and not held:
            return None
        held += data
        for place in _places(held, packed=begins is not None):
            if begins is None or begins(stream, offset + place):
                return offset + place
        if not data:
            return None
        keep = min(len(held), 16)
        offset += len(held) - keep
        held = held[-keep:]
        stream.seek(offset + keep)


def _places(data: bytes, packed: bool) -> Iterator[int]:
    if not packed:
        yield from (found.start(1) for found in _BEGIN.finditer(data))
        return
    place = data.find(_MAGIC)
    while place >= 0:
        yield place
        place = data.find(_MAGIC, place + 1)


def _is_member(stream: BinaryIO, offset: int) -> bool:
    """Say whether a gzip member that begins with a record's header lies here."""
    stream.seek(offset)
    try:
        head = zlib.decompressobj(31).decompress(stream.read(_PROBE), 16)
    except zlib.error:
        return False
    return _BEGIN.match(head + b"\n") is not None


def _packed(stream: BinaryIO, start: int, end: int | None) -> Records:
    offset: int | None = start
    while offset is not None and (end is None or offset < end):
        stream.seek(offset)
        if not stream.read(1):
            break
        member = _Member(stream, offset)
        try:
            for _, data in _cut(_Buffered(member)):
                yield Record(offset, data) if isinstance(data, bytes) else Damage(offset, str(data))
            offset = member.end
        except _BrokenError as error:
            yield Damage(offset, str(error))
            offset = find_record(stream, offset + 1)
    return offset


def _plain(stream: BinaryIO, start: int, end: int | None) -> Records:
    offset: int | None = start
    while offset is not None and (end is None or offset < end):
        stream.seek(offset)
        source = _Buffered(stream)
        base = offset
        try:
            for place, data in _cut(source):
                offset = base + place
                if end is not None and offset >= end:
                    return offset
                yield Record(offset, data) if isinstance(data, bytes) else Damage(offset, str(data))
            return base + source.at
        except _BrokenError as error:
            offset = base + error.place
            yield Damage(offset, str(error))
            offset = find_record(stream, offset + 1)
    return offset


def _cut(source: _Buffered) -> Iterator[tuple[int, bytes | _BrokenError]]:
    """Yield each record's place in the stream and its bytes, or why it is not handed on.

    Raises:
        _BrokenError: no record stands here; where the next one begins is not known.

    """
    while True:
        line = source.line(_HEAD)
        while line in {b"\r\n", b"\n"}:
            line = source.line(_HEAD)
        if not line:
            return
        begin = source.at - len(line)
        if not _BEGIN.match(line):
            raise _BrokenError("no record begins here", begin)
        head = [line]
        size = 0
        while line not in {b"\r\n", b"\n"}:
            line = source.line(_HEAD)
            size += len(line)
            if not line or size > _HEAD:
                raise _BrokenError("the record's header does not end", begin)
            head.append(line)
        length = _LENGTH.search(b"".join(head))
        if length is None:
            raise _BrokenError("the record's header gives no Content-Length", begin)
        wanted = int(length[1])
        if wanted > LIMITS.max_bytes:
            if source.skip(wanted) < wanted:
                raise _BrokenError("the file ends inside a record", begin)
            yield begin, _BrokenError(f"the record holds {wanted} bytes, more than the limit of {LIMITS.max_bytes}")
            continue
        body = source.read(wanted)
        if len(body) < wanted:
            raise _BrokenError("the file ends inside a record", begin)
        yield begin, b"".join([*head, body, b"\r\n\r\n"])
