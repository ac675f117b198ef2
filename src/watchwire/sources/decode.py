"""From bytes to text: gzip with a limit, and the encoding found."""

import gzip
import io
import re
import zlib

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
# The WHATWG encoding standard reads these labels as their Windows supersets, and so do browsers.
_SUPERSETS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "iso-8859-9": "cp1254",
}


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
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(f"{name}: the gzip data is damaged ({error})") from error
    return b"".join(parts)


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return text and the name of its encoding.

    Tried in turn: a byte order mark, UTF-8, what was declared (by a header or in the page), a guess from the bytes.

    Args:
        data: the bytes.
        declared: the encoding that a header names.

    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding.removesuffix("-sig")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    for name in (declared, _declared_inside(data)):
        text = _try(data, name)
        if text is not None and name is not None:
            return text, name.lower()
    return _guess(data)


def _declared_inside(data: bytes) -> str | None:
    head = data[:4096]
    found = _META.search(head) or _XML.search(head)
    return found[1].decode("ascii", "replace") if found else None


def _try(data: bytes, name: str | None) -> str | None:
    if not name or name.lower().replace("_", "-") in {"utf-8", "utf8"}:
        return None
    try:
        return data.decode(_SUPERSETS.get(name.lower(), name))
    except (UnicodeDecodeError, LookupError):
        return None


def _guess(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    name = best.encoding if best else "cp1252"
    return data.decode(name, errors="replace"), name
