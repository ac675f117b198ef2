"""Official files to `Party` records: one module a publisher, and the dated library of snapshots."""

from watchwire.lists.adding import Added
from watchwire.lists.holdings import Holdings, open_holdings
from watchwire.lists.library import Library, default_root, open_library
from watchwire.lists.publisher import LoadedList, Problem, Publisher, load_bundle, publishers
from watchwire.lists.snapshot import Snapshot

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
