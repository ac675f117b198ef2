"""The dated library: content-addressed, crash-safe, usable by two processes at once."""

import gzip
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from watchwire.errors import LibraryError, ListError
from watchwire.lists import Library, open_holdings
from watchwire.lists.bundle import Bundle, ListFile
from watchwire.lists.diff import difference
from watchwire.lists.presence import Presence
from watchwire.model import Status

HERE = Path(__file__).parent / "fixtures"
UN = (HERE / "un.xml").read_bytes()


def bundle(data: bytes, name: str = "un.xml") -> Bundle:
    return Bundle((ListFile(name, data),))


def test_a_snapshot_is_kept_once(tmp_path: Path) -> None:
    library = Library(tmp_path)
    first = library.add(bundle(UN), "here")
    again = library.add(bundle(UN), "there")
    assert (first.new, again.new) == (True, False)
    (held,) = library.snapshots()
    assert (held.version, held.version_from, held.source, held.counts["parties"]) == (
        date(2024, 3, 1),
        "file",
        "here",
        3,
    )
    assert library.parties(held)[0].id == "un-sc:KPi.076"


def test_what_is_refused_changes_nothing(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.add(bundle(UN), "here")
    with pytest.raises(ListError):
        library.add(bundle(UN[:500]), "broken download")
    assert [held.source for held in library.newest()] == ["here"]


def test_the_newest_and_the_one_in_force(tmp_path: Path) -> None:
    library = Library(tmp_path)
    old = UN.replace(b"2024-03-01", b"2023-01-01").replace(b"KPi.076", b"KPi.999")
    library.add(bundle(UN), "new")
    library.add(bundle(old), "old")
    assert library.newest()[0].source == "new"
    force = library.in_force("un-sc", date(2023, 6, 1))
    assert force is not None
    assert force.source == "old"
    assert library.in_force("un-sc", date(2020, 1, 1)) is None
    assert library.find("un-sc@2023-01-01").source == "old"
    with pytest.raises(LibraryError, match="no single snapshot"):
        library.find("un-sc@1999-01-01")


def test_a_damaged_blob_is_named_and_a_damaged_copy_is_remade(tmp_path: Path) -> None:
    library = Library(tmp_path)
    held = library.add(bundle(UN), "here").snapshot
    parsed = next((tmp_path / "parsed").iterdir())
    parsed.write_bytes(gzip.compress(b"{broken"))
    assert len(library.parties(held)) == 3
    next((tmp_path / "parsed").iterdir()).unlink()
    (tmp_path / "blobs" / held.files[0][1]).write_bytes(b"tampered")
    with pytest.raises(LibraryError, match="does not fit its hash"):
        library.parties(held)


def test_two_processes_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from watchwire.lists import Library; "
        "from watchwire.lists.bundle import Bundle; "
        "[Library(Path(sys.argv[1])).add(Bundle.from_paths([Path(sys.argv[2])]), 'x') for _ in range(10)]"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), str(HERE / name)])
        for name in ("un.xml", "un.xml", "eu.xml")
    ]
    assert [run.wait(timeout=60) for run in runs] == [0, 0, 0]
    assert {held.list for held in Library(tmp_path).snapshots()} == {"un-sc", "eu-fsf"}
    assert not list(tmp_path.rglob(".part-*"))


def test_a_crash_while_writing_leaves_no_half_snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library(tmp_path)

    def fail(self: Path, target: Path) -> Path:
        raise OSError("disk gone")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(LibraryError, match="cannot be written"):
        library.add(bundle(UN), "here")
    monkeypatch.undo()
    assert library.snapshots() == ()
    assert library.add(bundle(UN), "here").new


def test_difference(tmp_path: Path) -> None:
    library = Library(tmp_path)
    new = (
        UN.replace(b"XXi.001", b"XXi.002").replace(b"Vice Chairman", b"Chairman").replace(b"2024-03-01", b"2024-04-01")
    )
    before = library.add(bundle(UN), "a").snapshot
    after = library.add(bundle(new), "b").snapshot
    found = difference(library.parties(before), library.parties(after))
    assert [p.id for p in found.added] == ["un-sc:XXi.002"]
    assert [p.id for p in found.removed] == ["un-sc:XXi.001"]
    assert [(c.party.id, list(c.fields)) for c in found.changed] == [("un-sc:KPi.076", ["positions"])]


@pytest.mark.parametrize(
    ("day", "status", "basis"),
    [
        (date(2024, 3, 1), Status.LISTED, "snapshot of 2024-03-01"),
        (date(2024, 3, 5), Status.UNKNOWN, "snapshot of 2024-03-01"),
        (date(2023, 6, 1), Status.LISTED, "snapshot of 2023-01-01"),
        (date(2022, 1, 1), Status.LISTED, "dates in the entry"),
        (date(2015, 1, 1), Status.NOT_YET, "dates in the entry"),
    ],
)
def test_status_as_of(tmp_path: Path, day: date, status: Status, basis: str) -> None:
    library = Library(tmp_path)
    library.add(bundle(UN), "new")
    library.add(bundle(UN.replace(b"2024-03-01", b"2023-01-01").replace(b"XXi.001", b"XXi.009")), "old")
    holdings = open_holdings(library, day)
    ri = next(party for party in holdings.parties if party.id == "un-sc:KPi.076")
    found = holdings.status(ri, ri.listing)
    assert found is not None
    assert found.status is status
    assert found.basis.startswith(basis)


def test_a_party_that_left_its_list_is_found_and_said_to_have_left(tmp_path: Path) -> None:
    library = Library(tmp_path)
    for version, ident in (("2022-01-01", "XXi.009"), ("2023-01-01", "XXi.009"), ("2024-03-01", "XXi.001")):
        text = UN.replace(b"2024-03-01", version.encode()).replace(b"XXi.001", ident.encode())
        library.add(bundle(text), version)
    for day, old, new in (
        (date(2021, 1, 1), None, None),
        (date(2022, 6, 1), Status.LISTED, None),
        (date(2023, 2, 1), Status.UNKNOWN, None),
        (date(2024, 3, 2), Status.DELISTED, Status.UNKNOWN),
        (date(2024, 3, 1), Status.DELISTED, Status.LISTED),
        (None, Status.DELISTED, None),
    ):
        holdings = open_holdings(library, day)
        by_id = {party.id: party for party in holdings.parties}
        left, came = by_id["un-sc:XXi.009"], by_id["un-sc:XXi.001"]
        status = holdings.status(left, left.listing)
        if old is not None:
            assert status is not None
            assert status.status is old
            if old is Status.DELISTED:
                assert status.changed_on == date(2024, 3, 1)
        status = holdings.status(came, came.listing)
        if new is not None:
            assert status is not None
            assert status.status is new
    assert open_holdings(library).key == open_holdings(library, date(2023, 2, 1)).key


def test_presence_is_what_the_snapshots_say() -> None:
    days = [date(2020 + n, 1, 1) for n in range(4)]
    ids = [frozenset("ab"), frozenset("b"), frozenset("abc"), frozenset("c")]
    presence = Presence.of(list(zip(days, ids, strict=True)))
    for day, there in zip(days, ids, strict=True):
        assert {party for party in "abc" if presence.stood(party, day)} == there
    assert presence.spells["a"] == ((days[0], days[1]), (days[2], days[3]))
    assert presence.gone("a", days[1]) == days[1]
    assert presence.gone("a", days[2]) is None
    assert Presence.from_record(presence.as_record()) == presence


@pytest.mark.data
def test_putin_by_the_snapshot_of_the_day(tmp_path: Path, real_lists: Path) -> None:
    library = Library(tmp_path)
    for folder in ("2021-07-07", "2023-01-21"):
        library.add(Bundle.from_paths([real_lists / "ofac" / folder]), f"ofac/{folder}")
    for day, status in ((date(2021, 7, 22), Status.UNKNOWN), (date(2023, 1, 21), Status.LISTED)):
        holdings = open_holdings(library, day)
        putin = next(party for party in holdings.parties if party.id == "us-ofac-sdn:35096")
        found = holdings.status(putin, putin.listing)
        assert found is not None
        assert found.status is status


def test_killed_while_it_writes_the_library_is_whole(tmp_path: Path) -> None:
    import os
    import random
    import signal
    import time

    from watchwire.lists import open_holdings
    from watchwire.screening import Screener

    root = tmp_path / "library"
    names = [f"Casimir Thistlewood {number}" for number in range(400)]
    chance = random.Random(4)
    for number in range(40):
        path = tmp_path / f"own{number % 3}.csv"
        path.write_text("id,name\n" + "".join(f"{k},{name} {number}\n" for k, name in enumerate(names)))
        child = os.fork()
        if child == 0:
            library = Library(root)
            library.add(Bundle.from_paths([path]), "own")
            _ = Screener(open_holdings(library)).index
            os._exit(0)
        time.sleep(chance.uniform(0.001, 0.08))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        library = Library(root)
        for snapshot in library.snapshots():
            assert len(library.parties(snapshot)) == 400
    assert Library(root).add(Bundle.from_paths([path]), "own").snapshot.parties == 400
    assert Screener(open_holdings(Library(root))).index.party_by_id("own-own0:7") is not None
