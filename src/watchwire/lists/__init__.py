"""Official files to `Party` records: one module a publisher, and the dated library of snapshots.

What reads a publisher's file is loaded when a file is read: a look-up in a library that has its index needs none of it.
"""

from typing import TYPE_CHECKING, Any

from watchwire.lists.holdings import Holdings, open_holdings
from watchwire.lists.library import Library, default_root, open_library
from watchwire.lists.snapshot import Snapshot

if TYPE_CHECKING:
    from watchwire.lists.adding import Added
    from watchwire.lists.publisher import LoadedList, Problem, Publisher, load_bundle, publishers

__all__ = [
    "Added",
    "Holdings",
    "Library",
    "LoadedList",
    "Problem",
    "Publisher",
    "Snapshot",
    "default_root",
    "load_bundle",
    "open_holdings",
    "open_library",
    "publishers",
]


def __getattr__(name: str) -> Any:
    """Load what reads files, when it is asked for."""
    if name == "Added":
        from watchwire.lists.adding import Added

        return Added
    if name in __all__:
        from watchwire.lists import publisher

        return getattr(publisher, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
