"""Every setting of the server, in one place."""

import os
from dataclasses import dataclass, field


def _hosts() -> tuple[str, ...]:
    return tuple(host.strip().lower() for host in os.environ.get("WATCHWIRE_HOSTS", "").split(",") if host.strip())


@dataclass(frozen=True, slots=True)
class Settings:
    """How the server behaves.

    Args:
        accounts: whether one must log in. Without it everybody who reaches the server is the user `local`, so it then
            listens on loopback only, and answers only under names of loopback.
        hosts: further names under which it answers (`WATCHWIRE_HOSTS`); with accounts, any name where none is given.
        secure: whether cookies are for https only (behind a proxy that speaks it).
        max_body: the greatest body of a request, in bytes.
        max_list: the greatest body that brings the files of a list, which only an admin may send.
        max_text: the longest text to read, in characters.
        max_bulk: how many names one bulk request may hold.
        seconds: how long reading an address may take.
        per_minute: how many requests one client may make a minute.
        allow_private: whether private addresses may be fetched.
        readers: how many texts are read at once, each by a process of its own.
        read_seconds: how long reading one text may take.
        worker_memory: MB that such a process may take; 0 for no bound.
        max_items: how many items of one file are read.

    """

    accounts: bool = False
    hosts: tuple[str, ...] = field(default_factory=_hosts)
    secure: bool = False
    max_body: int = 4 << 20
    max_list: int = 512 << 20
    max_text: int = 300_000
    max_bulk: int = 10_000
    seconds: float = 20.0
    per_minute: int = 600
    allow_private: bool = False
    readers: int = field(default_factory=lambda: max(1, min(4, (os.cpu_count() or 2) - 1)))
    read_seconds: float = 120.0
    worker_memory: int = 4096
    max_items: int = 50


LISTS_PATH = "/lists/add"
"""Where files of lists are sent to: they are larger than anything else."""
LOOPBACK = ("localhost", "127.0.0.1", "::1")
