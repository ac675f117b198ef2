"""What a publisher's loader is given: the files of one snapshot, opened safely.

A list may come as one file (UN, EU, UK, CSL) or as a set (OFAC's classic CSV). Gzip and zip are opened
with limits, so that a bomb ends in an error and not in a full memory.
"""

import gzip
import hashlib
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from watchwire.errors import ListError

MAX_BYTES = 1 << 30
"""Largest file, in bytes, that is read after unpacking: several times the largest list published today."""
MAX_RATIO = 200
"""Largest ratio of unpacked to packed size that a zip member may have."""
_CHUNK = 1 << 20


@dataclass(frozen=True)
class ListFile:
    """One file of a snapshot: its name and its bytes as published (perhaps packed)."""

    name: str
    packed: bytes

    @classmethod
    def from_path(cls, path: Path) -> "ListFile":
        """Read a file.

        Raises:
            ListError: it cannot be read or is too large.

        """
        try:
            if path.stat().st_size > MAX_BYTES:
                raise ListError(f"{path}: larger than {MAX_BYTES >> 20} MB; no list is that large")
            return cls(path.name, path.read_bytes())
        except OSError as error:
            raise ListError(f"{path}: cannot be read: {error.strerror or error}") from error

    @cached_property
    def sha256(self) -> str:
        """Hash of the bytes as published."""
        return hashlib.sha256(self.packed).hexdigest()

    @cached_property
    def data(self) -> bytes:
        """The bytes after unpacking."""
        if self.packed[:2] == b"\x1f\x8b":
            return _gunzip(self.name, self.packed)
        if self.packed[:4] == b"PK\x03\x04" and not self.stem.endswith((".xlsx", ".ods")):
            return _unzip(self.name, self.packed)
        return self.packed

    @property
    def stem(self) -> str:
        """The lower-case name without `.gz` or `.zip`."""
        return self.name.lower().removesuffix(".gz").removesuffix(".zip")

    @property
    def head(self) -> bytes:
        """The first kilobytes, to recognise the file by."""
        return self.data[:4096].lstrip(b"\xef\xbb\xbf")

    def text(self, encoding: str) -> str:
        """Decode the file; bytes that do not fit become U+FFFD (and are so visible)."""
        return self.data.decode(encoding, errors="replace")


@dataclass(frozen=True)
class Bundle:
    """The files that together make one snapshot of one list."""

    files: tuple[ListFile, ...]

    @classmethod
    def from_paths(cls, paths: Iterable[Path]) -> "Bundle":
        """Read the files; a folder stands for the files in it."""
        found: list[ListFile] = []
        for path in paths:
            if path.is_dir():
                inside = sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith("."))
                found.extend(ListFile.from_path(p) for p in inside)
            else:
                found.append(ListFile.from_path(path))
        if not found:
            raise ListError("no files given, or the folder is empty")
        return cls(tuple(found))

    @property
    def name(self) -> str:
        """A name for messages."""
        return ", ".join(file.name for file in self.files)

    @cached_property
    def sha256(self) -> str:
        """Hash of the snapshot: of the file, or of the sorted names and hashes of a set."""
        if len(self.files) == 1:
            return self.files[0].sha256
        lines = sorted(f"{file.stem} {file.sha256}" for file in self.files)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def only(self) -> ListFile:
        """Return the one file.

        Raises:
            ListError: there are several.

        """
        if len(self.files) != 1:
            raise ListError(f"{self.name}: expected one file, got {len(self.files)}")
        return self.files[0]


def _gunzip(name: str, packed: bytes) -> bytes:
    parts: list[bytes] = []
    size = 0
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(packed)) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > MAX_BYTES:
                    raise ListError(f"{name}: unpacks to more than {MAX_BYTES >> 20} MB; refused")
                parts.append(chunk)
    except (OSError, EOFError) as error:
        raise ListError(f"{name}: the gzip data is damaged ({error}); fetch the file again") from error
    return b"".join(parts)


def _unzip(name: str, packed: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            if len(members) != 1:
                raise ListError(f"{name}: holds {len(members)} files, expected one list")
            member = members[0]
            ratio = member.file_size / max(1, member.compress_size)
            if member.file_size > MAX_BYTES or ratio > MAX_RATIO:
                raise ListError(f"{name}: unpacks to {member.file_size} bytes ({ratio:.0f}:1); refused")
            with archive.open(member) as stream:
                data = stream.read(member.file_size + 1)
            if len(data) != member.file_size:
                raise ListError(f"{name}: unpacks to more than it declares; refused")
            return data
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise ListError(f"{name}: the zip data is damaged ({error}); fetch the file again") from error
