"""The starter list that ships with the package, ready to be used as a snapshot without a library on disk."""

from functools import cache
from importlib.resources import files

from watchwire.lists.bundle import Bundle, ListFile
from watchwire.lists.publisher import LoadedList
from watchwire.lists.publishers.starter import Starter
from watchwire.lists.snapshot import Snapshot

_NAME = "starter.yaml"


@cache
def starter_bundle() -> Bundle:
    """Return the file of the starter list."""
    data = files("watchwire.lists").joinpath("data").joinpath(_NAME).read_bytes()
    return Bundle((ListFile(_NAME, data),))


@cache
def starter_list() -> tuple[Snapshot, LoadedList]:
    """Return the starter list with the record that a snapshot of it would have."""
    bundle = starter_bundle()
    loaded = Starter().load(bundle)
    assert loaded.version is not None  # noqa: S101  (our own file; a test holds it to this)
    names = sum(len(party.names) for party in loaded.parties)
    snapshot = Snapshot(
        loaded.list,
        loaded.title,
        loaded.publisher,
        loaded.version,
        "file",
        loaded.version.isoformat(),
        f"watchwire package, {_NAME}",
        bundle.sha256,
        ((_NAME, bundle.files[0].sha256, len(bundle.files[0].packed)),),
        {"parties": len(loaded.parties), "names": names},
        tuple(str(problem) for problem in loaded.problems),
        starter=True,
    )
    return snapshot, loaded
