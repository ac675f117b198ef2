"""Setting up in the browser, monitoring, searching everything, and an empty desk that says what to do next."""

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from tests.store.test_wholes import own
from tests.support.serving import Served, serve
from tests.web.test_truth import PASSWORD, csrf, entries
from watchwire.desk import Desk, accounts
from watchwire.desk.happenings import Edge, Happening
from watchwire.lists import Library
from watchwire.store import Store
from watchwire.web.drawing import draw_narrow, draw_network, draw_timeline
from watchwire.web.jobs import Command

HTML = {"Accept": "text/html"}


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Served]:
    made = serve(Desk(Store.open(str(tmp_path / "desk.sqlite")), None))
    yield made
    made.close()


@pytest.fixture
def client(running: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=running.url, timeout=60, follow_redirects=True, headers=HTML) as made:
        yield made


def test_feeds_are_followed_and_left(client: httpx.Client, running: Served) -> None:
    token = csrf(client)
    url = "https://example.org/feed.xml"
    assert url in client.post("/setup/feeds", data={"csrf": token, "url": url}).text
    assert url in client.get("/monitor").text
    refused = client.post("/setup/feeds", data={"csrf": token, "url": "javascript:alert(1)"})
    assert refused.status_code == 422
    assert 'href="/alerts"' in refused.text, "an error keeps the way to the other pages"
    assert url not in client.post("/setup/feeds/remove", data={"csrf": token, "url": url}).text
    assert [entry["what"] for entry in entries(running.desk, "feed")] == ["followed", "left"]


def test_accounts_and_tokens_are_made_in_the_browser(client: httpx.Client, running: Served) -> None:
    token = csrf(client)
    body = {"csrf": token, "name": "ann", "role": "reader", "password": PASSWORD}
    assert "first account is an admin" in client.post("/setup/users", data=body).text
    page = client.post("/setup/users", data={**body, "role": "admin"})
    assert "Log in" in page.text
    form = {
        "name": "ann",
        "password": PASSWORD,
        "next": "/setup",
        "csrf": page.text.split('name="csrf" value="')[1].split('"')[0],
    }
    page = client.post("/login", data=form)
    assert "Set up" in page.text
    token = page.text.split('name="csrf" content="')[1].split('"')[0]
    client.post("/setup/users", data={"csrf": token, "name": "rea", "role": "reader", "password": PASSWORD})
    made = client.post(
        "/setup/tokens", data={"csrf": token, "name": "rea", "label": "board", "role": "reader", "days": "9"}
    ).text
    secret = made.split('id="fresh">')[1].split("<")[0]
    bearer = {"Authorization": f"Bearer {secret}"}
    assert httpx.get(f"{running.url}/api/alerts", headers=bearer, timeout=60).status_code == 200
    with running.desk.store.read() as connection:
        [held] = accounts.all_tokens(connection, "rea")
    client.post("/setup/tokens/revoke", data={"csrf": token, "token": held.id})
    assert httpx.get(f"{running.url}/api/alerts", headers=bearer, timeout=60).status_code == 401
    assert client.post("/setup/users/disable", data={"csrf": token, "name": "ann"}).status_code == 409
    assert "rea, reader, disabled" in client.post("/setup/users/disable", data={"csrf": token, "name": "rea"}).text


def logged_in(url: str, name: str, password: str) -> httpx.Client:
    client = httpx.Client(base_url=url, timeout=60, follow_redirects=True, headers=HTML)
    page = client.get("/login").text
    form = {
        "name": name,
        "password": password,
        "next": "/account",
        "csrf": page.split('name="csrf" value="')[1].split('"')[0],
    }
    client.post("/login", data=form)
    return client


def test_users_see_and_end_their_own_tokens_and_no_others(running: Served) -> None:
    with running.desk.store.write() as connection:
        for name in ("rea", "bob"):
            accounts.add_user(connection, name, accounts.Role.READER, PASSWORD, "root")
            accounts.make_token(connection, name, f"board of {name}", 9, "root")
        others = accounts.all_tokens(connection, "bob")[0].id
    with closing(logged_in(running.url, "rea", PASSWORD)) as client:
        page = client.get("/account").text
        assert "board of rea" in page
        assert "board of bob" not in page
        token = page.split('name="token" value="')[1].split('"')[0]
        sent = {"csrf": csrf(client, "/account")}
        assert client.post("/account/tokens/revoke", data={**sent, "token": others}).status_code == 422
        assert "board of rea" not in client.post("/account/tokens/revoke", data={**sent, "token": token}).text
    with running.desk.store.read() as connection:
        assert [held.user for held in accounts.all_tokens(connection)] == ["bob"]


def test_users_change_their_own_password(running: Served) -> None:
    new = "battery staple horse"
    with running.desk.store.write() as connection:
        accounts.add_user(connection, "rea", accounts.Role.READER, PASSWORD, "root")
        token = accounts.make_token(connection, "rea", "t", 9, "root")
    with closing(logged_in(running.url, "rea", PASSWORD)) as client:
        sent = {"csrf": csrf(client, "/account"), "new": new, "again": new}
        assert client.post("/account/password", data={**sent, "old": "not the one there is"}).status_code == 409
        assert client.post("/account/password", data={**sent, "old": PASSWORD, "again": "x"}).status_code == 422
        short = {**sent, "old": PASSWORD, "new": "short", "again": "short"}
        assert client.post("/account/password", data=short).status_code == 422
        assert "Log in" in client.post("/account/password", data={**sent, "old": PASSWORD}).text
        assert "Log in" in client.get("/account").text
    bearer = {"Authorization": f"Bearer {token}"}
    assert httpx.get(f"{running.url}/api/alerts", headers=bearer, timeout=60).status_code == 401
    with closing(logged_in(running.url, "rea", new)) as client:
        assert "Your account" in client.get("/account").text
    assert [entry["what"] for entry in entries(running.desk, "log-in")] == ["in", "failed", "in"]


def test_guessing_the_present_password_is_throttled(running: Served) -> None:
    with running.desk.store.write() as connection:
        accounts.add_user(connection, "rea", accounts.Role.READER, PASSWORD, "root")
        rea = accounts.User("rea", accounts.Role.READER)
        for _ in range(9):
            assert not accounts.change_password(connection, rea, "a wrong password", "battery staple horse", "here")
        assert not accounts.change_password(connection, rea, PASSWORD, "battery staple horse", "here")


def test_one_filter_is_removed_and_the_others_stay(client: httpx.Client) -> None:
    token = csrf(client)
    for name in ("arms", "banks"):
        client.post("/alerts/filters", data={"csrf": token, "name": name, "query": f"state=open&text={name}"})
    page = client.post("/alerts/filters/remove", data={"csrf": token, "name": "arms", "query": "state=all"}).text
    assert ">banks</a>" in page
    assert ">arms</a>" not in page
    assert "<option selected>all" in page, "what was filtered stays filtered"


def test_what_stood_at_an_address_is_shown(client: httpx.Client, running: Served) -> None:
    from watchwire.model import Article
    from watchwire.store import keep_article
    from watchwire.store.versions import note_version

    url = "https://a.example/story"
    first, second = "A spokesman said so.\n\nThe minister came.", "A spokesman denied it.\n\nThe minister came."
    for text in (first, second):
        kept = running.desk.take(Article(text, url, title="The <b>minister"), "test")
        with running.desk.store.write() as connection:
            keep_article(connection, Article(text, url), "test")
            note_version(connection, url, kept.article)
    page = client.get("/articles/2").text
    assert "2 texts stood at this address" in page
    told = client.get("/articles/1/versions").text
    assert "<strong>went</strong> A spokesman said so." in told
    assert "<strong>came</strong> A spokesman denied it." in told
    assert "The minister came." not in told
    assert "<b>minister" not in told
    assert client.get("/articles/99/versions").status_code == 404


def test_only_an_admin_sets_up(running: Served) -> None:
    with running.desk.store.write() as connection:
        accounts.add_user(connection, "bob", accounts.Role.REVIEWER, PASSWORD, "root")
        token = accounts.make_token(connection, "bob", "t", 9, "root")
    bearer = {"Authorization": f"Bearer {token}"}
    for path in ("/setup", "/setup/feeds", "/setup/users", "/setup/tokens", "/lists/update"):
        method = "GET" if path == "/setup" else "POST"
        answer = httpx.request(
            method,
            running.url + path,
            headers=bearer,
            data={"url": "https://x.example"} if method == "POST" else None,
            timeout=60,
        )
        assert answer.status_code == 403, path


def test_lists_are_updated_while_pages_are_shown(tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    library.add(own(tmp_path, "Zebulon Quartermain"), "own", date(2024, 1, 1))
    running = serve(Desk(Store.open(str(tmp_path / "d.sqlite")), library))
    try:
        jobs = running.state.jobs
        import sys

        slow = "import time; print('begun', flush=True); time.sleep(8); print('over')"
        jobs.start(
            "Lists are updated",
            [Command([sys.executable, "-c", slow]), Command([sys.executable, "-c", "raise SystemExit(3)"])],
            {},
            "ann",
        )
        page = httpx.get(f"{running.url}/lists", timeout=60).text
        assert "Lists are updated" in page
        with pytest.raises(Exception, match="still going on"):
            jobs.start("x", [], {}, "bob")
        deadline = time.monotonic() + 60
        while jobs.last.running and time.monotonic() < deadline:
            time.sleep(0.05)
        page = httpx.get(f"{running.url}/lists", timeout=60).text
        assert "done, with failures" in page
        assert "over" in page
        [entry] = [e for e in entries(running.desk, "list") if e["subject"] == "update"]
        assert (entry["actor"], entry["outcomes"], entry["failed"]) == ("ann", ["begun", "over"], 1)
    finally:
        running.close()


def test_an_empty_desk_says_what_to_do_next(client: httpx.Client) -> None:
    for path in ("/alerts", "/stories", "/articles", "/network", "/timeline"):
        assert "What to do next" in client.get(path).text, path
    page = client.get("/").text
    for told in ("Read a sample article", "Load the lists", "Follow feeds", "Say which matches raise an alert"):
        assert told in page
    sample = page.split('name="text" value="')[1].split('"')[0]
    answer = client.post("/test", data={"csrf": csrf(client), "text": sample})
    assert "KPi.076" in answer.text
    assert "not kept" in answer.text


def test_search_over_everything(tmp_path: Path) -> None:
    from watchwire.desk.demo import fill

    desk = Desk(Store.open(str(tmp_path / "demo.sqlite")), None)
    fill(desk)
    running = serve(desk)
    try:
        for what, query, told in (
            ("articles", "tanker", "Tanker Adrian Darya 1"), ("parties", "Sergei Shoigu", "Sergei Kuzhugetovich SHOIGU"),
            ("statements", "shells Peskov", "Peskov"), ("decisions", "rank country", "rank, country and year of birth agree"),
        ):  # fmt: skip
            page = httpx.get(f"{running.url}/search", params={"q": query, "what": what}, timeout=60).text
            assert told in page, what
            none = httpx.get(f"{running.url}/search", params={"q": "xyzzy quux", "what": what}, timeout=60).text
            assert f"Nothing was found for “xyzzy quux” among the {what}" in none, what
        assert [entry["what"] for entry in entries(desk, "search")][:3:2] == ["articles", "parties"]
    finally:
        running.close()


def test_the_bank_before_its_branches(tmp_path: Path) -> None:
    path = tmp_path / "own.ftm.json"
    names = (
        "Sberbank of Russia",
        "Sberbank of Russia Volga Branch No. 12",
        "Sberbank Leasing",
        "Sberbank Capital Branch Office",
    )
    path.write_text(
        "".join(
            f'{{"id":"b{k}","schema":"Company","properties":{{"name":["{name}"],"country":["ru"],"topics":["sanction"]}},"datasets":["own"]}}\n'
            for k, name in enumerate(names[::-1])
        )
    )
    from watchwire.lists.bundle import Bundle

    library = Library(tmp_path / "library")
    library.add(Bundle.from_paths([path]), "own", date(2024, 1, 1))
    import threading

    from watchwire.desk.finding import find_parties

    desk = Desk(Store.open(str(tmp_path / "d.sqlite")), library)
    found = [
        match.party.caption
        for match in find_parties(desk.reader.screener(None), "Sberbank of Russia", 10, 0, threading.Lock())
    ]
    assert found[0] == "Sberbank of Russia"
    assert len(found) == len(set(found))


def happening(first: date, number: int) -> Happening:
    return Happening(first, first, "meet", "A", "B", "asserted", f"event {number}", number, first)


def test_one_date_far_away_does_not_press_the_others_together() -> None:
    near = [happening(date(2023, 9, day), day) for day in range(1, 29)]
    far = [happening(date(1961, 8, 13), 99)]
    axis = draw_timeline([*far, *near])
    assert axis is not None
    assert len(axis.breaks) == 1
    places = sorted(bar.x for bar in axis.bars)
    assert len(set(places)) == 29, "each day has its own place"
    assert max(places) <= axis.width
    assert places[-1] - places[1] > axis.width / 2
    labels = [x for x, _ in axis.marks]
    assert min(b - a for a, b in pairwise(labels)) >= 80, "no day is written over another"
    close = draw_timeline(near)
    assert close is not None
    assert close.breaks == ()


@pytest.mark.parametrize("years", [(1967, 1991, 2014, 2019, 2022), (1900, 1950, 2000), (2020,), range(1990, 2024, 3)])
def test_no_day_is_written_over_another(years: Sequence[int]) -> None:
    made = [happening(date(year, month, 1), year) for year in years for month in (1, 2)]
    axis = draw_timeline(made)
    assert axis is not None
    labels = [x for x, _ in axis.marks]
    assert all(b - a >= 80 for a, b in pairwise(labels))
    assert min(labels) >= 0
    assert max(bar.x + bar.width for bar in axis.bars) <= axis.width


@pytest.mark.parametrize("many", [2, 3, 7, 24, 40])
def test_no_name_is_written_over_another(many: int) -> None:
    graph = draw_network([Edge(f"Name {n}", f"Name {n + 1}", "meet", ((1, "They met.", 0),)) for n in range(many)])
    for anchor in ("start", "end"):
        column = sorted(node.y for node in graph.nodes if node.anchor == anchor)
        assert all(b - a >= 18 for a, b in pairwise(column))
    assert all((node.x > graph.width / 2) == (node.anchor == "start") for node in graph.nodes)


def test_names_of_a_phone_s_network_are_cut_to_their_room() -> None:
    long = "United States Department of the Treasury"
    [edge] = [Edge(long, "Global Environment Facility", "accuse", ((1, "They did.", 0),))]
    for graph, room in ((draw_narrow([edge]), 186 - 10), (draw_network([edge]), 230)):
        for node in graph.nodes:
            assert len(node.label) * 7 <= room, "as wide as letters of 13 pixels are at most, about"
            assert node.label.rstrip("…") in node.name


def test_a_network_has_directions_filters_and_nodes_that_open(tmp_path: Path) -> None:
    from watchwire.desk.demo import fill

    desk = Desk(Store.open(str(tmp_path / "demo.sqlite")), None)
    fill(desk)
    running = serve(desk)
    try:
        page = httpx.get(f"{running.url}/network", timeout=60).text
        assert 'marker-end="url(#arrow)"' in page
        link = page.split('<a href="/network?name=')[1].split('"')[0]
        narrowed = httpx.get(f"{running.url}/network?name={link}", timeout=60).text
        assert 0 < narrowed.count('<tr id="e') <= page.count('<tr id="e')
        assert httpx.get(f"{running.url}/network?type=nothing", timeout=60).text.count('<tr id="e') == 0
    finally:
        running.close()


def test_pages_name_no_command(served: Served) -> None:
    """What an analyst can do, a page lets her do: none sends her to a terminal."""
    for path in (
        "/",
        "/alerts",
        "/articles",
        "/stories",
        "/network",
        "/timeline",
        "/lists",
        "/monitor",
        "/setup",
        "/audit",
        "/search?q=x",
    ):
        assert "<code>watchwire" not in httpx.get(served.url + path, timeout=60).text, path
