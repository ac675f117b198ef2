"""Digests: one message for all since the last, through a real mail server, and nothing lost where that does not answer."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.support.mail import Box, mail_server
from watchwire.desk import Desk, accounts, decisions
from watchwire.desk.accounts import Role
from watchwire.desk.channels import fault_of, next_digest
from watchwire.desk.decisions import State
from watchwire.desk.deliver import Post, deliver
from watchwire.desk.digest import digest_message
from watchwire.desk.rules import Rule
from watchwire.errors import UsageError
from watchwire.model import Article
from watchwire.store import Store
from watchwire.store.schema import outbox

TO = "desk@example.org"
FIRST = "Marshal Ri Pyong Chol of North Korea met Defence Minister Sergei Shoigu in Oslo, a spokesman said."
SECOND = "Kremlin spokesman Dmitry Peskov opened a school in Bergen on Monday, the mayor said."


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    with mail_server() as made:
        monkeypatch.setenv("WATCHWIRE_SMTP", made.address)
        yield made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = Store.open(str(tmp_path / "desk.sqlite"))
    yield Desk(store, None, (Rule(channels=(f"digest:{TO}",)),))
    store.close()


def come(store: Store) -> None:
    """Let the time of the digest come."""
    with store.write() as connection:
        connection.execute(outbox.update().where(outbox.c.state == "waiting").values(next_at="2020-01-01T00:00:00Z"))


def said(line: str) -> None:
    raise AssertionError(line)


def test_one_message_for_all_when_its_time_has_come(desk: Desk, box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHWIRE_URL", "https://desk.example/")
    desk.take(Article(FIRST, "https://a.example/1", title="A visit\nBcc: all@example.org", language="en"), "test")
    desk.take(Article(SECOND, "https://a.example/2", title="A school", language="en"), "test")
    assert deliver(desk.store, Post(said)) == (0, 0), "it waits for its time"
    come(desk.store)
    assert deliver(desk.store, Post(said)) == (1, 0)
    [message], [receivers] = box.messages, box.receivers
    assert receivers == [TO]
    assert message["Subject"] == "Watchwire: 3 possible matches, 3 not looked at"
    text = message.get_content()
    for told in (
        "Ri Pyong Chol",
        "Sergei Shoigu",
        "Dmitry Peskov",
        "A school",
        "https://desk.example/alerts/",
        "At the desk: 3 open",
    ):
        assert told in text, told
    assert not any(line.startswith("Bcc:") for line in text.splitlines())
    assert deliver(desk.store, Post(said)) == (0, 0), "it is told once"


def test_what_became_of_alerts_meanwhile_is_told(desk: Desk, box: Box) -> None:
    desk.take(Article(FIRST, "https://a.example/1", language="en"), "test")
    with desk.store.write() as connection:
        accounts.add_user(connection, "ann", Role.ANALYST, "correct horse battery", "root")
        decisions.decide(connection, 1, State.FALSE, "a namesake", accounts.User("ann", Role.ANALYST), 0)
    come(desk.store)
    deliver(desk.store, Post(said))
    text = box.messages[0].get_content()
    assert "Not looked at yet (1)" in text
    assert "Somebody has looked at meanwhile (1)" in text
    assert "[false positive]" in text
    assert box.messages[0]["Subject"].endswith("1 not looked at")


def test_a_mail_server_that_refuses_loses_nothing(desk: Desk, box: Box) -> None:
    desk.take(Article(FIRST, "https://a.example/1", language="en"), "test")
    come(desk.store)
    box.answer = "451 later"
    told: list[str] = []
    assert deliver(desk.store, Post(told.append)) == (0, 1)
    assert told[0].startswith("2 alerts, digest:")
    with desk.store.read() as connection:
        states = connection.execute(sa.select(outbox.c.state, outbox.c.tries)).all()
    assert [tuple(row) for row in states] == [("waiting", 1), ("waiting", 1)]
    desk.take(Article(SECOND, "https://a.example/2", language="en"), "test")
    box.answer = "250 taken"
    come(desk.store)
    assert deliver(desk.store, Post(said)) == (1, 0)
    assert box.messages[0]["Subject"].startswith("Watchwire: 3 possible matches")


def test_two_receivers_get_a_digest_each(tmp_path: Path, box: Box) -> None:
    store = Store.open(str(tmp_path / "two.sqlite"))
    rules = (
        Rule("arms", countries=frozenset({"KP"}), channels=("digest:a@example.org",)),
        Rule(channels=("digest:b@example.org",)),
    )
    Desk(store, None, rules).take(Article(FIRST, "https://a.example/1", language="en"), "test")
    come(store)
    assert deliver(store, Post(said)) == (2, 0)
    told = {receivers[0]: message.get_content() for receivers, message in zip(box.receivers, box.messages, strict=True)}
    assert "Ri Pyong Chol" in told["a@example.org"]
    assert "Ri Pyong Chol" not in told["b@example.org"]
    assert "Sergei Shoigu" in told["b@example.org"]
    store.close()


def test_a_long_digest_is_cut_and_counted(desk: Desk) -> None:
    desk.take(Article(FIRST, "https://a.example/1", language="en"), "test")
    with desk.store.read() as connection:
        import orjson

        content = orjson.loads(connection.execute(sa.select(outbox.c.content)).scalars().first() or "")
        contents = [content, {**content, "subject": "told last"}]
        text = digest_message(connection, contents, TO).get_content()
    assert "1 possible match since" in text, "an alert that was told twice is one"
    assert "told last" in text


@pytest.mark.parametrize(
    ("times", "after", "expected"),
    [
        ("", "2024-05-05T05:59:30", "2024-05-05T06:00:00Z"),
        ("", "2024-05-05T06:00:00", "2024-05-06T06:00:00Z"),
        ("06:00, 13:30", "2024-05-05T07:00:00", "2024-05-05T13:30:00Z"),
        ("06:00,13:30", "2024-12-31T23:59:59", "2025-01-01T06:00:00Z"),
        ("7:05", "2024-05-05T01:00:00", "2024-05-05T07:05:00Z"),
    ],
)
def test_the_time_of_the_next(monkeypatch: pytest.MonkeyPatch, times: str, after: str, expected: str) -> None:
    monkeypatch.setenv("WATCHWIRE_DIGESTS", times)
    assert next_digest(datetime.fromisoformat(after).replace(tzinfo=UTC)) == expected


def test_a_time_that_is_none_is_an_error_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHWIRE_DIGESTS", "noon")
    with pytest.raises(UsageError, match="noon"):
        next_digest()


@pytest.mark.parametrize(
    ("channel", "sound"),
    [
        ("digest:desk@example.org", True),
        ("email:desk@example.org", True),
        ("digest:desk@example.org\nBcc: x@example.org", False),
        ("email:a@example.org, b@example.org", False),
        ("digest:", False),
        ("webhook:ftp://x", False),
        ("webhook:https://example.org/x", True),
        ("jsonl:", False),
        ("terminals", False),
        ("pigeon:x", False),
    ],
)
def test_channels(channel: str, sound: bool) -> None:
    assert (fault_of(channel) is None) == sound


def test_a_day_ago_is_no_reason_to_send_at_once() -> None:
    """The next digest is at most a day away, which the store does not take for a clock that was set back."""
    away = datetime.fromisoformat(next_digest()) - datetime.now(UTC)
    assert 0 < away.total_seconds() <= 24 * 3600
