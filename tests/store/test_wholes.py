"""What is stored comes back whole, and what rests on it points at the words that matched."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.conftest import ROOT
from watchwire.desk import Desk
from watchwire.desk.queue import Filter, find_alerts
from watchwire.desk.rescreen import rescreen
from watchwire.desk.views import alert_view, evidence_of
from watchwire.lists import Library
from watchwire.lists.bundle import Bundle
from watchwire.model import Article, Brief, Furniture, FurnitureKind, Published, Span
from watchwire.read import Reader
from watchwire.sources.read import read_source
from watchwire.store import Store, article_of, keep_article, keep_brief, transfer, whole_brief_of
from watchwire.store.schema import alert_articles, articles, briefs, matches


@pytest.fixture(scope="module")
def read() -> list[Brief]:
    found = [
        item for name in ("summit.txt", "page.html", "vizit.txt") for item in read_source(str(ROOT / "examples" / name))
    ]
    reader = Reader()
    return [reader.brief(item) for item in found if isinstance(item, Article)]


def kept(store: Store, brief: Brief) -> int:
    with store.write() as connection:
        number, _ = keep_article(connection, brief.article, "test")
        keep_brief(connection, number, brief)
    return number


def test_articles_and_briefs_come_back_whole(store: Store, read: list[Brief]) -> None:
    for brief in read:
        number = kept(store, brief)
        with store.read() as connection:
            assert article_of(connection, number) == brief.article
            assert whole_brief_of(connection, number) == brief
    with store.read() as connection:
        assert list(transfer.check(connection)) == []


def test_what_no_database_holds_comes_back_too(store: Store, read: list[Brief]) -> None:
    odd = Article("A lone \ud800 and a \x00 NUL, he said.", title="\udfff title", notes=("\ud800",), author="a\x00b")
    brief = replace(read[0], article=odd, entities=(), statements=(), events=(), dates=(), concerns=())
    number = kept(store, brief)
    with store.read() as connection:
        assert article_of(connection, number) == odd
        assert whole_brief_of(connection, number) == brief
        assert list(transfer.check(connection)) == []


def test_what_was_stored_before_is_read_from_its_brief(store: Store, read: list[Brief]) -> None:
    brief = next(item for item in read if item.article.furniture)
    number = kept(store, brief)
    with store.write() as connection:
        connection.execute(articles.update().values(whole=None))
        connection.execute(briefs.update().values(whole=None))
    with store.read() as connection:
        article = article_of(connection, number)
        assert article is not None
        assert (article.furniture, article.notes) == (brief.article.furniture, brief.article.notes)
        told = whole_brief_of(connection, number)
        assert told is not None
        assert [entity.name for entity in told.entities] == [entity.name for entity in brief.entities]


def test_a_damaged_value_is_named(small_store: Store, read: list[Brief]) -> None:
    kept(small_store, read[0])
    with small_store.write() as connection:
        connection.execute(articles.update().values(whole=b"nonsense"))
        connection.execute(briefs.update().values(whole=b"nonsense"))
    with small_store.read() as connection:
        faults = list(transfer.check(connection))
    assert len(faults) == 2
    assert all("cannot be read" in fault for fault in faults)


def test_forgetting_removes_the_whole_value(store: Store, read: list[Brief]) -> None:
    number = kept(store, read[0])
    with store.write() as connection:
        transfer.forget_article(connection, number, "ann", "asked to")
    with store.read() as connection:
        assert connection.execute(sa.select(articles.c.whole)).scalar() is None
        assert connection.execute(sa.select(briefs.c.id)).first() is None


def own(folder: Path, *names: str) -> Bundle:
    path = folder / f"own-{len(names)}.ftm.json"
    path.write_text(
        "".join(
            f'{{"id":"w{k}","schema":"Person","properties":{{"name":["{name}"],"topics":["sanction"]}},"datasets":["own"]}}\n'
            for k, name in enumerate(names)
        )
    )
    return Bundle.from_paths([path])


def test_screening_again_does_not_read_site_furniture(store: Store, tmp_path: Path) -> None:
    """A name that stands only in the furniture raised nothing when the page came, and raises nothing afterwards."""
    library = Library(tmp_path / "library")
    library.add(own(tmp_path, "Zebulon Quartermain"), "own", date(2024, 1, 1))
    desk = Desk(store, library)
    story = "The mayor of Bergen opened a school on Monday, a spokesman said to reporters."
    menu = "More on: Casimir Thistlewood"
    text = f"{story}\n{menu}"
    furniture = (Furniture(Span(len(story) + 1, len(text)), FurnitureKind.NAVIGATION),)
    published = Published(None, "unknown", "a range", date(2023, 9, 1), date(2023, 9, 30), (Span(0, 3),))
    page = Article(text, "https://a.example/1", furniture=furniture, published=published, notes=("as read",))
    desk.take(page, "test")
    assert rescreen(desk) is not None
    library.add(own(tmp_path, "Zebulon Quartermain", "Casimir Thistlewood"), "own", date(2024, 2, 1))
    done = rescreen(desk)
    assert done is not None
    assert (done.parties, done.articles, done.read, done.alerts) == (1, 1, 0, 0)


def test_an_alert_points_at_the_words_that_matched(store: Store) -> None:
    text = (
        "The defence minister arrived in Moscow on Tuesday, the ministry said. The minister, Sergei Shoigu, then spoke of "
        "shells. Marshal Ri Pyong Chol of North Korea met the minister, and Shoigu thanked the marshal, an official said."
    )
    desk = Desk(store, None)
    desk.take(Article(text, "https://a.example/1", published=Published(date(2023, 9, 12), "metadata", "given")), "test")
    with store.read() as connection:
        rows = find_alerts(connection, Filter()).rows
        assert rows
        for row in rows:
            view = alert_view(connection, row["id"])
            assert view is not None
            evidence = evidence_of(connection, view)
            assert evidence is not None
            match = evidence.match
            assert match.party.id == row["party"]
            [told] = view.articles
            if match.span is not None:
                assert (told["start"], told["end"]) == (match.span.start, match.span.end)
                assert told["words"] == match.span.of(text)
                assert told["found"] == " ".join(match.span.of(text).split())
            assert told["score"] == row["score"] == match.score


def test_every_row_of_matches_stands_where_its_match_does(store: Store, read: list[Brief]) -> None:
    for brief in read:
        number = kept(store, brief)
        with store.read() as connection:
            rows: list[Any] = list(
                connection.execute(sa.select(matches).join(briefs).where(briefs.c.article == number)).all()
            )
        spans = {
            (entity.id, place): match.span for entity in brief.entities for place, match in enumerate(entity.matches)
        }
        for row in rows:
            span = spans[(row.entity, row.place)]
            if span is not None:
                assert (row.start, row.end) == (span.start, span.end)
    assert alert_articles is not None


def test_a_store_of_the_first_schema_is_brought_forward(tmp_path: Path, read: list[Brief]) -> None:
    """What the first version stored is found as it was, and decisions go on from where they stood."""
    from alembic import command
    from alembic.config import Config

    url = str(tmp_path / "old.sqlite")
    store = Store.open(url)
    folder = Path(transfer.__file__).parent / "migrations"
    old = tmp_path / "first.sqlite"
    engine = sa.create_engine(f"sqlite:///{old}")
    config = Config()
    config.set_main_option("script_location", str(folder))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(sa.text("INSERT INTO stories VALUES (1, 'a story', NULL, NULL, '2026-01-01T00:00:00Z')"))
        connection.execute(
            sa.text(
                "INSERT INTO alerts VALUES (1, 1, 'x:1', 'A', 'B', 'x', '1', NULL, 'any', 'why', 0.9, 'strong', 'in review', "
                "NULL, NULL, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')"
            )
        )
        connection.execute(
            sa.text("INSERT INTO decisions VALUES (1, 1, 'ann', 'new', 'in review', 'mine', '2026-01-01T00:00:00Z')")
        )
    engine.dispose()
    held = Store.open(str(old))
    with held.read() as connection:
        assert connection.execute(sa.text("SELECT version FROM alerts")).scalar() == 1
    kept(held, read[0])
    held.close()
    store.close()
