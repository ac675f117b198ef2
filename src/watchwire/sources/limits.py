"""How large an input may be. Everything that is read comes from strangers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Bounds on inputs.

    Bytes of one file after unpacking, of an archive; characters of one text; parts of a message; files of a folder;
    containers inside one another; files and bytes of a ZIP archive; addresses of a list.
    """

    max_bytes: int = 64 << 20
    max_archive_bytes: int = 1 << 40
    max_chars: int = 5_000_000
    max_parts: int = 200
    max_files: int = 1_000_000
    max_depth: int = 3
    max_packed: int = 10_000
    max_unpacked: int = 512 << 20
    max_addresses: int = 1_000


LIMITS = ReadLimits()
