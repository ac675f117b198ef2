"""The store on SQLite and on a real PostgreSQL: the same tests."""

import io
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchwire.errors import StoreError, UsageError
from watchwire.model import Article, Published
from watchwire.read import Reader
from watchwire.store import Store, article_at, brief_of, canonical, keep_article, keep_brief, ledger, transfer
from watchwire.store.schema import articles, ledger_details, metadata
from watchwire.store.schema import ledger as ledger_table
from watchwire.store.search import find

TEXT = "Marshal Ri Pyong Chol of North Korea met officials in Moscow on Tuesday, a spokesman said. They spoke of shells-for-fuel deals."


def article(
    text: str = TEXT, url: str | None = "https://example.org/a?utm_source=x#top", title: str = "A visit"
) -> Article:
    return Article(text, url, "Example", title, None, Published(date(2023, 9, 12), "given", "given"), "en")


@pytest.fixture(scope="module")
def brief() -> Any:
    return Reader().brief(article())


def test_the_migrations_make_just_the_schema(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store.read() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    ours = [step for step in found if "article_search" not in str(step) and "ix_articles_search" not in str(step)]
    assert ours == []


def test_a_text_is_kept_once_and_found_by_each_address(store: Store, brief: Any) -> None:
    with store.write() as connection:
        number, new = keep_article(connection, brief.article, "test")
        again, second = keep_article(connection, article(url="https://mirror.example/b"), "test")
        keep_brief(connection, number, brief)
    assert (new, second, again) == (True, False, number)
    with store.read() as connection:
        for url in ("https://EXAMPLE.org/a", "https://example.org/a?utm_medium=y", "https://mirror.example/b"):
            assert article_at(connection, url) == number
        record = brief_of(connection, number)
    assert record is not None
    assert record["article"]["text"] == TEXT
    assert any(m["reference"] == "KPi.076" for e in record["entities"] for m in e["matches"])


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTPS://Example.ORG:443/a/", "https://example.org/a"),
        ("https://example.org/a?b=2&a=1&utm_campaign=x", "https://example.org/a?a=1&b=2"),
        ("https://example.org", "https://example.org/"),
        ("http://example.org:8080/x#y", "http://example.org:8080/x"),
        ("http://[bad", "http://[bad"),
    ],
)
def test_canonical(url: str, same: str) -> None:
    assert canonical(url) == same
    assert canonical(same) == same


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("shells", 1), ("shells fuel", 1), ('"Ri Pyong"', 1), ('"Pyong Ri"', 0), ("mosc*", 1), ("shells -fuel", 0),
        ("shells -wheat", 1), ("visit", 1), ("", 0), ("-shells", 0), ("'); DROP TABLE articles", 0), ('"', 0), ("MOSCOW", 1),
        ("a AND b OR (", 0), ("\\ ' : & | !", 0),
    ],
)  # fmt: skip
def test_search(store: Store, query: str, hits: int) -> None:
    with store.write() as connection:
        keep_article(connection, article(), "test")
        keep_article(
            connection, article("Nothing of that kind happened in Oslo.", "https://example.org/b", "Other"), "test"
        )
    with store.read() as connection:
        assert len(find(connection, query)) == hits


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=40))
def test_no_query_breaks_the_search(small_store: Store, query: str) -> None:
    with small_store.read() as connection:
        find(connection, query)


def entries(store: Store, count: int) -> None:
    with store.write() as connection:
        for number in range(count):
            ledger.append(connection, "ann", "screen", "a name", {"name": f"name {number}", "hits": []})


def faults(store: Store, expected: tuple[int, str] | None = None) -> list[str]:
    with store.read() as connection:
        return list(ledger.verify(connection, expected))


def test_the_database_refuses_to_change_the_ledger(store: Store) -> None:
    entries(store, 2)
    for statement in ("UPDATE ledger SET actor = 'x'", "DELETE FROM ledger"):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), store.write() as connection:
            connection.exec_driver_sql(statement)
    assert faults(store) == []


def _unlocked(store: Store, statement: str) -> None:
    """Do what somebody with the file in hand could do."""
    with store.write() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for trigger in ("ledger_no_update", "ledger_no_delete"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {trigger}")
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE ledger SET actor = 'bob' WHERE number = 3", "entry 3: it was changed"),
        ("UPDATE ledger SET subject = 'x' WHERE number = 1", "entry 1: it was changed"),
        ("UPDATE ledger_details SET detail = '{}' WHERE number = 2", "entry 2: what it says was changed"),
        ("DELETE FROM ledger_details WHERE number = 4", "entry 4: what it says is missing, and no later entry"),
    ],
)
def test_a_changed_entry_is_named(small_store: Store, statement: str, named: str) -> None:
    entries(small_store, 5)
    _unlocked(small_store, statement)
    assert any(fault.startswith(named) for fault in faults(small_store))


def test_a_missing_entry_is_named(small_store: Store) -> None:
    entries(small_store, 5)
    with small_store.read() as connection:
        head = ledger.head(connection)
    _unlocked(small_store, "DELETE FROM ledger_details WHERE number = 3")
    _unlocked(small_store, "DELETE FROM ledger WHERE number = 3")
    assert "entry 3 is missing" in faults(small_store)
    _unlocked(small_store, "DELETE FROM ledger_details WHERE number = 5")
    _unlocked(small_store, "DELETE FROM ledger WHERE number = 5")
    assert any("missing from the end" in fault for fault in faults(small_store, head))


def test_writers_wait_for_one_another(store: Store) -> None:
    def work() -> None:
        for _ in range(10):
            entries(store, 1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as connection:
        assert ledger.head(connection)[0] == 40
    assert faults(store) == []


def test_forgetting_an_article_leaves_a_record(store: Store, brief: Any) -> None:
    with store.write() as connection:
        number, _ = keep_article(connection, brief.article, "test")
        keep_brief(connection, number, brief)
        ledger.append(
            connection, "watchwire", "read", f"article {number}", {"article": number, "hits": ["Ri Pyong Chol"]}
        )
        transfer.forget_article(connection, number, "ann", "asked to")
    with store.read() as connection:
        assert brief_of(connection, number) is None
        assert find(connection, "shells") == []
        held = [*ledger.entries(connection)]
        assert list(transfer.check(connection)) == []
    assert held[0].detail is None
    assert held[1].detail is not None
    assert held[1].detail["why"] == "asked to"
    with store.write() as connection:
        assert keep_article(connection, brief.article, "again") == (number, False)
    with store.read() as connection:
        assert connection.execute(sa.select(articles.c.text)).scalar() is None
    with pytest.raises(StoreError, match="forgotten already"), store.write() as connection:
        transfer.forget_article(connection, number, "ann", "again")


def test_forgetting_a_name(store: Store) -> None:
    entries(store, 3)
    with store.write() as connection:
        assert transfer.forget_name(connection, "NAME 1", "ann", "asked to") == 1
    with store.read() as connection:
        texts = list(connection.execute(sa.select(ledger_details.c.detail)).scalars())
    assert not any("name 1" in text for text in texts)
    assert faults(store) == []


def test_export_and_import(store: Store, brief: Any, tmp_path: Path) -> None:
    with store.write() as connection:
        number, _ = keep_article(connection, brief.article, "test")
        keep_brief(connection, number, brief)
        ledger.append(connection, "ann", "read", "article", {"article": number})
    out = io.BytesIO()
    with store.read() as connection:
        rows = transfer.export(connection, out)
    other = Store.open(str(tmp_path / "other.sqlite"))
    with other.write() as connection:
        assert transfer.load(connection, out.getvalue().splitlines()) == rows
    with other.read() as connection:
        assert brief_of(connection, number) is not None
        assert len(find(connection, "shells")) == 1
        assert list(transfer.check(connection)) == []
        again = io.BytesIO()
        transfer.export(connection, again)
    assert again.getvalue().splitlines()[1:] == out.getvalue().splitlines()[1:]
    with pytest.raises(StoreError, match="not empty"), other.write() as connection:
        transfer.load(connection, [])


def test_an_export_that_is_none_is_refused_whole(small_store: Store) -> None:
    with pytest.raises(StoreError, match="line 2"), small_store.write() as connection:
        transfer.load(connection, [b'{"format":"watchwire-store"}', b'["articles", {"id": 1}]'])
    with pytest.raises(StoreError, match="no export"), small_store.write() as connection:
        transfer.load(connection, [b'{"format":"other"}'])
    with small_store.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(ledger_table)).scalar() == 0


def test_check_finds_a_changed_text(small_store: Store) -> None:
    with small_store.write() as connection:
        keep_article(connection, article(), "test")
        connection.execute(articles.update().values(text="another text"))
    with small_store.read() as connection:
        assert list(transfer.check(connection)) == ["article 1: its text is not the one that was stored"]


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"this is no database" * 100)
    with pytest.raises(StoreError, match=r"broken\.sqlite"):
        Store.open(str(broken))
    with pytest.raises(UsageError):
        Store.open("nosuch://host/db")
    with pytest.raises(StoreError) as told:
        Store.open("postgresql://user:secret@127.0.0.1:1/none")
    assert "secret" not in str(told.value)


def test_an_empty_server_is_not_changed_unasked(tmp_path: Path) -> None:
    from tests.support.stores import database

    server = database().server
    server.psql("DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
    with pytest.raises(StoreError, match="watchwire store upgrade"):
        Store.open(server.get_uri())
