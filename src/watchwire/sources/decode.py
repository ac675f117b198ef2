"""From bytes to text: packed data with a limit, and the encoding found."""

import gzip
import io
import re
import zlib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from watchwire.errors import SourceError
from watchwire.sources.limits import LIMITS

_CHUNK = 1 << 20
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]+encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})[\"']")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE = 200_000
_UTF8 = frozenset({"utf-8", "utf8", "utf-8-sig", "unicode-1-1-utf-8"})
_HIGH = re.compile(rb"[\x80-\xff]")
_BAD = "\ufffd"
# A single byte in so many letters that is no UTF-8 is a Windows quotation mark or accent in an English text.
_MOSTLY_ASCII = 40
_WIDE_SAMPLE = 512
# The WHATWG encoding standard reads these labels as their Windows supersets, and so do browsers.
_SUPERSETS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "iso-8859-9": "cp1254",
}


UNREADABLE = (OSError, EOFError, zlib.error)
"""What reading a file raises whose disk, or whose gzip data, is damaged."""


class Decoded(NamedTuple):
    """A text, the name of its encoding, and what a reader of it should know."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def unpack(data: bytes, name: str, limit: int = LIMITS.max_bytes) -> bytes:
    """Return data unpacked if it is gzip, else as it is.

    Raises:
        SourceError: damaged, or larger than the limit after unpacking.

    """
    if data[:2] != b"\x1f\x8b":
        if len(data) > limit:
            raise SourceError(f"{name}: {len(data)} bytes, more than the limit of {limit}")
        return data
    parts: list[bytes] = []
    size = 0
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > limit:
                    raise SourceError(f"{name}: unpacks to more than the limit of {limit} bytes")
                parts.append(chunk)
    except UNREADABLE as error:
        raise SourceError(f"{name}: the gzip data is damaged ({error})") from error
    return b"".join(parts)


def first_bytes(path: Path, count: int) -> bytes:
    """Return how a file begins, unpacked if it is gzip; empty where it cannot be read."""
    try:
        with path.open("rb") as stream:
            head = stream.read(count)
            if head[:2] != b"\x1f\x8b":
                return head
        with gzip.open(path, "rb") as packed:
            return packed.read(count)
    except UNREADABLE:
        return b""


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return text and the name of its encoding; `decode_noted` says besides what was lost."""
    return decode_noted(data, declared)[:2]


def decode_noted(data: bytes, declared: str | None = None) -> Decoded:
    """Return text, the name of its encoding, and a note where bytes of it could not be read.

    Tried in turn: a byte order mark, UTF-8, UTF-8 with single broken bytes (where more of its long characters are
    whole than broken, or where it is declared), what was declared (by a header or in the page), a guess.

    Args:
        data: the bytes.
        declared: the encoding that a header names.

    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _replaced(data.decode(encoding, errors="replace"), encoding.removesuffix("-sig"))
    wide = _wide(data)
    if wide is not None:
        return _replaced(data.decode(wide, errors="replace"), wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    inside = _declared_inside(data)
    broken = _broken_utf8(data, declared, inside)
    if broken is not None:
        return broken
    for name in (declared, inside):
        text = _try(data, name)
        if text is not None and name is not None:
            return Decoded(text, name.lower())
    return _guess(data)


def charset_of(kind: str) -> str | None:
    """Return the charset that a Content-Type names."""
    found = re.search(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", kind, re.IGNORECASE)
    return found[1] if found else None


def _replaced(text: str, encoding: str) -> Decoded:
    lost = text.count(_BAD)
    if not lost:
        return Decoded(text, encoding)
    note = f"{lost} characters could not be read ({encoding} with broken bytes); each is shown as {_BAD}"
    return Decoded(text, encoding, (note,))


def _broken_utf8(data: bytes, declared: str | None, inside: str | None) -> Decoded | None:
    """Read as UTF-8 what nearly is, or says that it is; None where the bytes speak for another encoding."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count(_BAD)
    whole = sum(not char.isascii() and char != _BAD for char in text)
    says = any((name or "").lower() in _UTF8 for name in (declared, inside))
    if whole >= bad or (says and whole * 4 >= bad):
        return _replaced(text, "utf-8")
    if says and bad * _MOSTLY_ASCII < len(data):
        return Decoded(data.decode("cp1252", errors="replace"), "cp1252")
    return None


def _wide(data: bytes) -> str | None:
    """Return which UTF-16 bytes without a mark are in: a text in it has its zero bytes on one side."""
    sample = data[:_WIDE_SAMPLE]
    if b"\x00" not in sample or len(sample) < 8:  # noqa: PLR2004
        return None
    sides = sample[::2], sample[1::2]
    for mine, other, name in ((sides[1], sides[0], "utf-16-le"), (sides[0], sides[1], "utf-16-be")):
        # The upper halves of a text's characters are of one or two values (its writing, and ASCII's zero).
        most = sum(count for _, count in Counter(mine).most_common(2))
        if 0 in mine and other.count(0) * 50 <= len(other) and most * 10 >= len(mine) * 9:
            read = sample.decode(name, errors="ignore")
            return name if sum(char.isalpha() or char.isspace() for char in read) * 10 >= len(read) * 7 else None
    return None


def _declared_inside(data: bytes) -> str | None:
    head = data[:4096]
    found = _META.search(head) or _XML.search(head)
    return found[1].decode("ascii", "replace") if found else None


def _try(data: bytes, name: str | None) -> str | None:
    if not name or name.lower().replace("_", "-") in _UTF8:
        return None
    try:
        return data.decode(_SUPERSETS.get(name.lower(), name))
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _guess(data: bytes) -> Decoded:
    if len(_HIGH.findall(data[:_SAMPLE])) * _MOSTLY_ASCII < len(data[:_SAMPLE]):
        return Decoded(data.decode("cp1252", errors="replace"), "cp1252")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    name = best.encoding if best else "cp1252"
    return _replaced(data.decode(name, errors="replace"), name)
