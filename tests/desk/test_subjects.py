"""One alert a story and subject, with the entries of all lists inside; what a new list adds is told."""

from datetime import date
from pathlib import Path

import pytest

from tests.desk.test_desk import ANN, decide, queue
from watchwire.desk import Desk, work
from watchwire.desk.accounts import Role, User
from watchwire.desk.queue import Filter, find_alerts, following
from watchwire.desk.rescreen import rescreen
from watchwire.errors import DecisionRefused
from watchwire.lists import Library
from watchwire.lists.bundle import Bundle
from watchwire.lists.joined import subjects_of
from watchwire.model import Article, Published
from watchwire.store import Store, ledger
from watchwire.store.crosscheck import crosscheck

STORY = "The banker Casimir Thistlewood opened an office in Oslo on Monday, a spokesman said to reporters."


def listed(folder: Path, dataset: str, *people: tuple[str, str]) -> Bundle:
    path = folder / f"{dataset}-{len(people)}.ftm.json"
    path.write_text(
        "".join(
            f'{{"id":"{dataset}{k}","schema":"Person","properties":{{"name":["{name}"],"birthDate":["{born}"],'
            f'"topics":["sanction"]}},"datasets":["{dataset}"]}}\n'
            for k, (name, born) in enumerate(people)
        )
    )
    return Bundle.from_paths([path])


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library(tmp_path / "library")
    made.add(
        listed(tmp_path, "one", ("Casimir Thistlewood", "1961-02-03"), ("Other Person", "1970-01-01")),
        "x",
        date(2024, 1, 1),
    )
    made.add(listed(tmp_path, "two", ("Casimir Thistlewood", "1961-02-03")), "x", date(2024, 1, 1))
    return made


def taken(store: Store, library: Library, text: str = STORY, number: int = 3) -> Desk:
    desk = Desk(store, library)
    desk.take(
        Article(text, f"https://a.example/{number}", published=Published(date(2024, number, 1), "metadata", "given")),
        "test",
    )
    return desk


def test_one_alert_with_the_entries_of_all_lists(store: Store, library: Library) -> None:
    taken(store, library)
    [row] = queue(store)
    assert sorted(entry["party"] for entry in row["parties"]) == ["ftm-one:one0", "ftm-two:two0"]
    for wanted in ({"list": "ftm-one"}, {"list": "ftm-two"}, {"party": "ftm-two:two0"}, {"party": "ftm-one:one0"}):
        assert [found["id"] for found in queue(store, **wanted)] == [row["id"]], wanted
    assert queue(store, list="ftm-three") == []
    with store.read() as connection:
        [entry] = ledger.entries(connection, "alert")
        assert entry.detail is not None
        assert sorted(entry.detail["parties"]) == ["ftm-one:one0", "ftm-two:two0"]


def test_another_born_on_another_day_is_another_subject(store: Store, tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    library.add(listed(tmp_path, "one", ("Casimir Thistlewood", "1961-02-03")), "x", date(2024, 1, 1))
    library.add(listed(tmp_path, "two", ("Casimir Thistlewood", "1989-07-08")), "x", date(2024, 1, 1))
    taken(store, library)
    assert len(queue(store)) == 2


@pytest.mark.parametrize(("state", "after"), [("false positive", "reopened"), ("in review", "in review")])
def test_a_new_list_opens_what_was_decided_without_it(
    store: Store, library: Library, tmp_path: Path, state: str, after: str
) -> None:
    from watchwire.desk.decisions import State

    desk = taken(store, library)
    assert rescreen(desk) is not None
    decide(store, State(state), ANN)
    library.add(listed(tmp_path, "three", ("Casimir Thistlewood", "1961-02-03")), "x", date(2024, 4, 1))
    assert rescreen(desk) is not None
    [row] = queue(store, state="all")
    assert row["state"] == after
    assert len(row["parties"]) == 3
    with store.read() as connection:
        assert list(crosscheck(connection)) == []


def test_subjects_are_kept_and_read_again(library: Library, tmp_path: Path) -> None:
    from watchwire.lists import joined as room
    from watchwire.lists import open_holdings

    holdings = open_holdings(library)
    first = subjects_of(holdings)
    [path] = (tmp_path / "library" / "index").glob("subjects-*.json")
    room._KEPT.forget()
    assert subjects_of(holdings) == first
    assert first.members(first.of("ftm-two:two0")) == ("ftm-one:one0", "ftm-two:two0")
    path.write_bytes(b"{half")
    room._KEPT.forget()
    assert subjects_of(holdings) == first


def test_the_queue_is_sorted_shared_and_walked(store: Store, library: Library) -> None:
    for number, place in enumerate(("Oslo", "Bergen", "Tromso"), 1):
        other = f"{place} counted {number * 31} crates of tin at its harbour, said a clerk. He said that Other Person came to {place} on Friday."
        taken(store, library, other, number * 4)
    numbers = [row["id"] for row in queue(store)]
    assert len(numbers) >= 2
    bob = User("bob", Role.REVIEWER)
    with store.write() as connection:
        with pytest.raises(DecisionRefused, match="nobody of that name"):
            work.assign(connection, numbers[0], "zoe", None, ANN)
        work.assign(connection, numbers[-1], "ann", date(2024, 5, 1), ANN)
    with store.read() as connection:
        assert [row["id"] for row in find_alerts(connection, Filter(assigned="ann")).rows] == [numbers[-1]]
        assert numbers[-1] not in [row["id"] for row in find_alerts(connection, Filter(assigned="")).rows]
        assert find_alerts(connection, Filter(), sort="due").rows[0]["id"] == numbers[-1]
        assert [row["id"] for row in find_alerts(connection, Filter(), sort="oldest").rows] == numbers[::-1]
        assert following(connection, Filter(), "newest", numbers[0]) == numbers[1]
        assert following(connection, Filter(), "newest", numbers[-1]) == numbers[0]
    from watchwire.desk.decisions import State

    decide(store, State.RECOMMENDED, ANN, number=numbers[0])
    with store.read() as connection:
        assert [row["id"] for row in find_alerts(connection, Filter(second=bob.name)).rows] == [numbers[0]]
        assert find_alerts(connection, Filter(second="ann")).rows == []


def test_notes_call_colleagues_and_filters_are_kept(store: Store, library: Library) -> None:
    from watchwire.desk import accounts

    taken(store, library)
    with store.write() as connection:
        for name in ("ann", "bob"):
            accounts.add_user(connection, name, Role.ANALYST, "correct horse battery", "root")
        work.add_note(connection, 1, "Same office as last year, @bob? Not @nobody.", ANN)
        work.save_filter(connection, ANN, "arms", "state=open&list=ftm-one")
    with store.read() as connection:
        assert [note.user for note in work.calls_for(connection, "bob")] == ["ann"]
        assert work.calls_for(connection, "nobody") == ()
        assert [note.text for note in work.notes_on(connection, 1)] == ["Same office as last year, @bob? Not @nobody."]
        assert work.saved_by(connection, ANN) == {"arms": "state=open&list=ftm-one"}
        assert [entry.detail["called"] for entry in ledger.entries(connection, "note") if entry.detail] == [["bob"]]
    with store.write() as connection:
        work.save_filter(connection, ANN, "arms", "")
        with pytest.raises(DecisionRefused):
            work.add_note(connection, 1, "hm", User("rea", Role.READER))
    with store.read() as connection:
        assert work.saved_by(connection, ANN) == {}
