"""Which loaders are installed, as one word: parsed copies that other loaders made are made anew.

The word is a hash of the code and tables that decide what is read from a file, so that no change of them can be
forgotten. Copies that publishers of others made are held to their files by `lists check`.
"""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_READ = ("watchwire.lists", "watchwire.geography", "watchwire.model")
_KINDS = (".py", ".tsv", ".yaml")
_FORM = "4"
"""Raised when parsed copies are written differently."""


@cache
def loader_version() -> str:
    """Return the word that parsed copies of today's loaders are kept under."""
    digest = hashlib.sha256(_FORM.encode())
    for room in _READ:
        for name, data in sorted(_inside(files(room), "")):
            digest.update(f"{room}/{name}\0".encode())
            digest.update(data)
    return f"{_FORM}{digest.hexdigest()[:11]}"


def _inside(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in folder.iterdir():
        if item.is_dir():
            found.extend(_inside(item, f"{prefix}{item.name}/"))
        elif item.name.endswith(_KINDS) and item.name != "cities.tsv":  # towns give no field of a party
            found.append((f"{prefix}{item.name}", item.read_bytes()))
    return found
