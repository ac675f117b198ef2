"""Taking in, alerting, deciding, re-screening: on both databases."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from watchwire.desk import Desk, accounts, decisions
from watchwire.desk.accounts import Role, User
from watchwire.desk.decisions import State
from watchwire.desk.queue import Filter, find_alerts
from watchwire.desk.rescreen import rescreen
from watchwire.desk.rules import Rule, read_rules
from watchwire.errors import DataFileError, DecisionRefused, UsageError
from watchwire.lists import Library
from watchwire.lists.records import to_record
from watchwire.model import Article, Published
from watchwire.store import Store, ledger, transfer
from watchwire.store.keeping import entry_hash
from watchwire.store.schema import alerts, good_guys, outbox, story_articles

ANN, BOB = User("ann", Role.ANALYST), User("bob", Role.REVIEWER)
VISIT = (
    "Marshal Ri Pyong Chol of North Korea arrived in Moscow on Tuesday with a delegation of officers, the ministry said. "
    "The marshal met the defence minister Sergei Shoigu and spoke of artillery shells for Russia, an official said."
)


def article(text: str, url: str, day: date = date(2023, 9, 12)) -> Article:
    return Article(text, url, url.split("/")[2], text[:50], None, Published(day, "metadata", "given"), "en")


def taken(store: Store, *texts: str, rules: tuple[Rule, ...] = (Rule(),)) -> Desk:
    desk = Desk(store, None, rules)
    for number, text in enumerate(texts):
        desk.take(article(text, f"https://outlet{number}.example/story"), "test")
    return desk


def queue(store: Store, **wanted: Any) -> list[dict[str, Any]]:
    with store.read() as connection:
        return find_alerts(connection, Filter(**wanted)).rows


def test_one_alert_a_story_and_party(store: Store) -> None:
    taken(
        store,
        VISIT,
        VISIT + " Nothing else was said of the visit.",
        "The weather in Oslo was fine on Tuesday, a minister said.",
    )
    rows = queue(store)
    assert len({(row["story"], row["party"]) for row in rows}) == len(rows)
    ri = [row for row in rows if row["party"] == "un-sc:KPi.076"]
    assert [row["articles"] for row in ri] == [2]
    with store.read() as connection:
        told = connection.execute(sa.select(story_articles.c.article, story_articles.c.story)).all()
        assert list(transfer.check(connection)) == []
    stories = {row.article: row.story for row in told}
    assert stories[1] == stories[2] != stories[3]


def test_the_same_text_is_read_once(store: Store) -> None:
    desk = taken(store, VISIT)
    again = desk.take(article(VISIT, "https://mirror.example/x"), "mirror")
    assert (again.new, again.brief) == (False, None)


RULES = """
- name: arms regime
  lists: [un-sc]
  programmes: [dprk]
  countries: [KP, NO]
  channels: [terminal, "jsonl:out.jsonl"]
- name: the rest
  bands: [strong]
  lists: [us-ofac-sdn]
"""


def test_rules_decide_which_alerts_there_are(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES)
    rules = read_rules(path)
    assert rules[0].countries == {"KP", "NO"}
    taken(store, VISIT, rules=rules)
    assert {row["rule"] for row in queue(store)} == {"arms regime", "the rest"}
    with store.read() as connection:
        channels = sorted(connection.execute(sa.select(outbox.c.channel)).scalars())
    assert channels == ["jsonl:out.jsonl", "terminal", "terminal"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("name: x", "a list of rules"),
        ("- lists: [x]", "rule 1: expected `name:`"),
        ("- name: x\n  band: [strong]", "unknown band"),
        ("- name: x\n  bands: [weak]", "raise no alert"),
        ("- name: x\n  bands: [big]", "big"),
        ("- name: x\n  channels: [pigeon]", "pigeon"),
        ("- name: x\n  lists: {a: 1}", "lists takes words"),
        ("- name: [", "YAML"),
        ("!!python/object/apply:os.system ['true']", "YAML"),
    ],
)
def test_a_faulty_rule_is_named(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(content)
    with pytest.raises(DataFileError, match=r"rules\.yaml") as error:
        read_rules(path)
    assert told in str(error.value)


def decide(store: Store, state: State, user: User = ANN, comment: str = "because", number: int = 1) -> None:
    with store.write() as connection:
        seen = len(decisions.history(connection, number))
        decisions.decide(connection, number, state, comment, user, seen)


def test_confirming_needs_a_second_person(store: Store) -> None:
    taken(store, VISIT)
    decide(store, State.RECOMMENDED, BOB)
    with pytest.raises(DecisionRefused, match="second person"):
        decide(store, State.CONFIRMED, BOB)
    with pytest.raises(DecisionRefused, match="reviewer"):
        decide(store, State.CONFIRMED, ANN)
    decide(store, State.CONFIRMED, User("eve", Role.REVIEWER))
    with store.read() as connection:
        told = decisions.history(connection, 1)
        kinds = [entry.kind for entry in ledger.entries(connection, subject="alert 1")]
    assert [(d.user, d.after) for d in told] == [("bob", State.RECOMMENDED), ("eve", State.CONFIRMED)]
    assert kinds == ["alert", "decision", "decision"]


@pytest.mark.parametrize(
    ("state", "user", "comment", "told"),
    [
        (State.FALSE, User("r", Role.READER), "because", "a reader decides nothing"),
        (State.FALSE, ANN, " ", "say why"),
        (State.CONFIRMED, BOB, "because", "after `new` comes"),
        (State.REOPENED, ANN, "because", "after `new` comes"),
        (State.FALSE, ANN, "x" * 10_001, "longer than"),
    ],
)
def test_what_is_refused(small_store: Store, state: State, user: User, comment: str, told: str) -> None:
    taken(small_store, VISIT)
    with pytest.raises(DecisionRefused, match=told):
        decide(small_store, state, user, comment)
    assert {row["state"] for row in queue(small_store)} == {"new"}


def test_every_state_leads_somewhere() -> None:
    assert all(decisions.follows(state) for state in State)
    reached = {after for state in State for after in decisions.follows(state)}
    assert reached == set(State) - {State.NEW}


def test_a_good_guy_holds_back_visibly_and_lapses(store: Store) -> None:
    desk = taken(store, VISIT)
    party = desk.reader.screener(None).index.party_by_id("un-sc:KPi.076")
    assert party is not None
    entry = entry_hash(to_record(party))
    until = date.today() + timedelta(days=30)
    with pytest.raises(DecisionRefused, match="reviewer"), store.write() as connection:
        decisions.add_good_guy(connection, "Ri Pyong Chol", party.id, entry, "the poet", until, ANN)
    with store.write() as connection:
        decisions.add_good_guy(connection, "Ri Pyong Chol", party.id, entry, "the poet", until, BOB)
    later = "The poet Ri Pyong Chol of North Korea read from his new book at a fair in Oslo in March, a critic wrote."
    desk.take(article(later, "https://books.example/fair", date(2024, 3, 5)), "test")
    held = queue(store, held=True)
    assert [row["party"] for row in held] == [party.id]
    with store.read() as connection:
        page = find_alerts(connection, Filter())
        assert page.held == 1
        waiting = connection.execute(sa.select(outbox.c.alert)).scalars().all()
    assert held[0]["id"] not in waiting
    with store.write() as connection:
        assert decisions.holding(connection, "Chol Ri Pyong", party.id, entry) == 1
        assert decisions.holding(connection, "Ri Pyong Chol", party.id, "another entry") is None
        row = connection.execute(sa.select(good_guys)).one()
    assert (row.held, row.lapsed) == (2, "the list's entry has changed")


def test_expired_good_guys_lapse(small_store: Store) -> None:
    taken(small_store, VISIT)
    with small_store.write() as connection:
        with pytest.raises(DecisionRefused, match="expired already"):
            decisions.add_good_guy(connection, "A B", "x:1", "e", "reason", date(2020, 1, 1), BOB)
        decisions.add_good_guy(connection, "A B", "x:1", "e", "reason", date.today(), BOB)
        connection.execute(good_guys.update().values(expires=date(2020, 1, 1)))
        assert decisions.holding(connection, "A B", "x:1", "e") is None
        assert connection.execute(sa.select(good_guys.c.lapsed)).scalar() == "expired on 2020-01-01"


def own_list(folder: Path, *names: str) -> Path:
    path = folder / f"own-{len(names)}.ftm.json"
    lines = [
        f'{{"id":"w{k}","schema":"Person","properties":{{"name":["{name}"],"topics":["sanction"]}},"datasets":["own"]}}'
        for k, name in enumerate(names)
    ]
    path.write_text("\n".join(lines) + "\n")
    return path


def test_a_change_of_lists_screens_what_is_stored(store: Store, tmp_path: Path) -> None:
    from watchwire.lists.bundle import Bundle

    library = Library(tmp_path / "library")
    library.add(Bundle.from_paths([own_list(tmp_path, "Zebulon Quartermain")]), "own", date(2024, 1, 1))
    desk = Desk(store, library)
    desk.take(
        article("The banker Casimir Thistlewood opened an office in Oslo, a spokesman said.", "https://a.example/1"),
        "test",
    )
    desk.take(
        article("Nothing happened in Bergen on Monday, the mayor said to reporters.", "https://a.example/2"), "test"
    )
    first = rescreen(desk)
    assert first is not None
    assert (first.parties, first.alerts) == (0, 0)
    assert rescreen(desk) is None
    library.add(
        Bundle.from_paths([own_list(tmp_path, "Zebulon Quartermain", "Casimir Thistlewood")]), "own", date(2024, 2, 1)
    )
    done = rescreen(desk)
    assert done is not None
    assert (done.parties, done.articles, done.read, done.alerts) == (1, 2, 1, 1)
    [row] = queue(store)
    assert row["caption"] == "Casimir Thistlewood"
    assert "since the version of 2024-02-01" in row["why"]
    assert rescreen(desk) is None


def test_accounts(store: Store) -> None:
    with store.write() as connection:
        assert not accounts.has_users(connection)
        accounts.add_user(connection, "ann", Role.ANALYST, "correct horse battery", "root")
        assert accounts.has_users(connection)
        secret = accounts.log_in(connection, "ann", "correct horse battery", "127.0.0.1")
        assert secret
        assert accounts.user_of_session(connection, secret) == User("ann", Role.ANALYST)
        token = accounts.make_token(connection, "ann", "script", 7, "root")
        assert accounts.user_of_token(connection, token) == User("ann", Role.ANALYST)
        accounts.log_out(connection, secret)
        assert accounts.user_of_session(connection, secret) is None
        accounts.disable_user(connection, "ann", "root")
        assert accounts.user_of_token(connection, token) is None
        assert accounts.log_in(connection, "ann", "correct horse battery", "127.0.0.1") is None
        held = [entry.detail for entry in ledger.entries(connection)]
    assert "correct horse battery" not in str(held)
    assert token not in str(held)


def test_passwords_cost_what_argon2_is_for(real_hasher: Any) -> None:
    """The parameters that RFC 9106 names second, for where memory is short."""
    assert real_hasher().hash("correct horse battery").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_log_ins_are_throttled(small_store: Store) -> None:
    with small_store.write() as connection:
        accounts.add_user(connection, "ann", Role.ANALYST, "correct horse battery", "root")
        accounts.add_user(connection, "bob", Role.ANALYST, "correct horse battery", "root")
        for _ in range(6):
            assert accounts.log_in(connection, "ann", "wrong", "10.0.0.1") is None
        # Now not even the right one is heard from there. Others at the same address, and ann elsewhere, go in.
        assert accounts.log_in(connection, "ann", "correct horse battery", "10.0.0.1") is None
        assert accounts.log_in(connection, "bob", "correct horse battery", "10.0.0.1")
        assert accounts.log_in(connection, "ann", "correct horse battery", "10.0.0.2")


def test_guessing_from_many_addresses_or_many_names_is_throttled(small_store: Store) -> None:
    with small_store.write() as connection:
        accounts.add_user(connection, "ann", Role.ANALYST, "correct horse battery", "root")
        for number in range(21):
            assert accounts.log_in(connection, "ann", "wrong", f"10.0.1.{number}") is None
        assert accounts.log_in(connection, "ann", "correct horse battery", "10.0.2.1") is None
        for number in range(101):
            accounts.log_in(connection, f"nobody {number}", "wrong", "10.0.3.1")
        accounts.add_user(connection, "eve", Role.ANALYST, "correct horse battery", "root")
        assert accounts.log_in(connection, "eve", "correct horse battery", "10.0.3.1") is None
        assert accounts.log_in(connection, "eve", "correct horse battery", "10.0.3.2")


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("", "long enough password"),
        ("local", "long enough password"),
        ("a" * 65, "long enough password"),
        ("ann", "short"),
        ("a\nb", "long enough password"),
    ],
)
def test_accounts_that_are_refused(small_store: Store, name: str, password: str) -> None:
    with pytest.raises(UsageError), small_store.write() as connection:
        accounts.add_user(connection, name, Role.ANALYST, password, "root")


def test_screenings_are_on_record(small_store: Store) -> None:
    from watchwire.screening import Query

    desk = Desk(small_store, None)
    desk.screen(Query("Ri Pyong Chul"), 5, None, "ann")
    with small_store.read() as connection:
        [entry] = ledger.entries(connection)
        assert entry.detail is not None
        assert entry.detail["hits"][0]["party"] == "un-sc:KPi.076"
        assert entry.detail["lists"][0]["sha256"]
        assert connection.execute(sa.select(alerts.c.id)).first() is None
