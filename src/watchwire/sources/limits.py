"""How large an input may be. Everything that is read comes from strangers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Bounds on inputs: bytes of one file after unpacking, characters of one text, parts and depth of a message."""

    max_bytes: int = 64 << 20
    max_archive_bytes: int = 1 << 40
    max_chars: int = 5_000_000
    max_parts: int = 200
    max_files: int = 1_000_000


LIMITS = ReadLimits()
