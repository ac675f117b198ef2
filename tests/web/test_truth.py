"""What the server says is so: which lists, how many, all items, nothing lost, everything on record."""

import csv
import io
import json
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.store.test_wholes import own
from tests.support.serving import Served, serve
from watchwire.desk import Desk, accounts
from watchwire.desk.accounts import Role
from watchwire.desk.record import KINDS
from watchwire.lists import Library
from watchwire.model import Article
from watchwire.store import Store, ledger

PASSWORD = "correct horse battery"
ITEM = "<item><title>{title}</title><link>https://a.example/{n}</link><description>{text}</description></item>"
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>'
    + ITEM.format(title="Weather", n=1, text="The weather in Oslo was fine on Tuesday, a minister said to reporters.")
    + ITEM.format(title="A visit", n=2, text="Marshal Ri Pyong Chol of North Korea came to Bergen, a spokesman said.")
    + ITEM.format(title="Depot", n=3, text="Sergei Shoigu opened a depot in Kirkenes on Friday, a clerk said.")
    + "</channel></rss>"
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library(tmp_path / "library")
    made.add(own(tmp_path, "Zebulon Quartermain"), "own", date(2024, 1, 1))
    return made


@pytest.fixture
def desk(tmp_path: Path, library: Library) -> Desk:
    return Desk(Store.open(str(tmp_path / "desk.sqlite")), library)


@pytest.fixture
def running(desk: Desk) -> Iterator[Served]:
    made = serve(desk)
    yield made
    made.close()


@pytest.fixture
def client(running: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=running.url, timeout=60, follow_redirects=True) as made:
        yield made


def csrf(client: httpx.Client, path: str = "/") -> str:
    return client.get(path, headers={"Accept": "text/html"}).text.split('name="csrf" content="')[1].split('"')[0]


def entries(desk: Desk, kind: str) -> list[dict[str, Any]]:
    with desk.store.read() as connection:
        return [{"actor": e.actor, "subject": e.subject, **(e.detail or {})} for e in ledger.entries(connection, kind)]


def test_new_lists_are_used_at_once_and_named(client: httpx.Client, library: Library, tmp_path: Path) -> None:
    asked = {"name": "Casimir Thistlewood"}
    before = client.post("/api/screen", json=asked).json()
    text = {"text": "The banker Casimir Thistlewood opened an office in Oslo, a spokesman said."}
    assert before["matches"] == []
    assert client.post("/api/scan", json=text).json()["hits"] == []
    added = library.add(own(tmp_path, "Zebulon Quartermain", "Casimir Thistlewood"), "own", date(2024, 2, 1))
    after = client.post("/api/screen", json=asked).json()
    assert [m["caption"] for m in after["matches"]] == ["Casimir Thistlewood"]
    used = {"list": added.snapshot.list, "version": "2024-02-01", "sha256": added.snapshot.sha256}
    assert after["lists"] == [used] != before["lists"]
    scanned = client.post("/api/scan", json=text).json()
    assert len(scanned["hits"]) == 1
    assert used in scanned["lists"]
    brief = client.post("/api/read", json=text).json()
    assert used["sha256"] in {item["sha256"] for item in brief["lists"]}
    assert [m["caption"] for e in brief["entities"] for m in e["matches"]] == ["Casimir Thistlewood"]
    page = httpx.get(f"{client.base_url}/search?q=Casimir Thistlewood", timeout=60).text
    assert "Casimir Thistlewood" in page
    assert used["sha256"][:12] in page
    bulk = client.post("/api/screen/bulk", json={"names": [asked]})
    assert used["sha256"][:12] in bulk.headers["watchwire-lists"]
    assert client.get("/match/default").status_code == 405
    found = client.post(
        "/match/default", json={"queries": {"q": {"schema": "Person", "properties": {"name": ["Casimir Thistlewood"]}}}}
    )
    assert found.json()["responses"]["q"]["results"]
    asked_of = {"queries": json.dumps({"q": {"query": "Casimir Thistlewood"}})}
    for answer in (
        found,
        httpx.get(f"{client.base_url}/search/default?q=Casimir Thistlewood", timeout=60),
        httpx.get(f"{client.base_url}/entities/ftm-own:w1", timeout=60),
        httpx.post(f"{client.base_url}/reconcile", data=asked_of, timeout=60),
    ):
        assert used["sha256"][:12] in answer.headers["watchwire-lists"]


def test_each_article_has_its_own_count(tmp_path: Path) -> None:
    desk = Desk(Store.open(str(tmp_path / "d.sqlite")), None)
    desk.take(Article("The weather in Oslo was fine on Tuesday, a minister said to reporters."), "t")
    desk.take(Article("Ri Pyong Chol met Sergei Shoigu in Moscow on Tuesday, a spokesman said."), "t")
    desk.take(Article("Marshal Ri Pyong Chol of North Korea came to Bergen, a spokesman said."), "t")
    running = serve(desk)
    try:
        rows = httpx.get(f"{running.url}/api/articles", timeout=60).json()["articles"]
        text = httpx.get(f"{running.url}/api/articles?format=csv", timeout=60).content.decode("utf-8-sig")
        shown = httpx.get(f"{running.url}/articles", timeout=60).text
    finally:
        running.close()
    assert [row["matches"] for row in reversed(rows)] == [0, 2, 1]
    assert [row["matches"] for row in csv.DictReader(io.StringIO(text))] == ["1", "2", "0"]
    assert [cell.split("</td>")[0] for cell in shown.split('<td class="count">')[1:]] == ["1", "2", "0"]


def test_all_items_of_a_file_are_read(client: httpx.Client) -> None:
    answer = client.post(
        "/test", data={"csrf": csrf(client)}, files={"file": ("wire.xml", FEED.encode(), "application/xml")}
    )
    assert answer.status_code == 200
    for told in ("3 items were read", "Weather", "A visit", "Depot"):
        assert told in answer.text, told


def test_one_thing_is_read_not_another_in_its_stead(client: httpx.Client) -> None:
    form = {"csrf": csrf(client), "text": "Ri Pyong Chol came, he said.", "url": "https://example.org/"}
    answer = client.post("/test", data=form)
    assert answer.status_code == 422
    assert "you gave a text and an address" in answer.text
    assert "Ri Pyong Chol came, he said." in answer.text


def test_exports_take_all_that_is_filtered(tmp_path: Path) -> None:
    from watchwire.store.schema import alerts, articles, stories

    store = Store.open(str(tmp_path / "d.sqlite"))
    with store.write() as connection:
        connection.execute(stories.insert().values(title="s", made_at="2026-01-01T00:00:00Z"))
        row = {
            "story": 1, "caption": "C", "subject": "S", "list": "own", "reference": "r", "rule": "any", "why": "w", "score": 0.9,
            "band": "strong", "state": "new", "raised_at": "2026-01-01T00:00:00Z", "changed_at": "2026-01-01T00:00:00Z",
        }  # fmt: skip
        connection.execute(alerts.insert(), [{**row, "party": f"own:{n}/a", "subject_id": str(n)} for n in range(1203)])
        connection.execute(
            articles.insert(),
            [
                {"sha256": str(n), "published_from": "unknown", "text": f"t {n}", "source": "s", "stored_at": "x"}
                for n in range(1050)
            ],
        )
    running = serve(Desk(store, None))
    try:
        page = httpx.get(
            f"{running.url}/alerts?state=open&band=&list=&programme=&text=&held=&offset=50", timeout=60
        ).text
        links = [part.split('"')[0].replace("&amp;", "&") for part in page.split('href="/api/alerts?')[1:]]
        assert len(links) == 4
        for link in links:
            assert "offset" not in link
            answer = httpx.get(f"{running.url}/api/alerts?{link}", timeout=60)
            assert answer.status_code == 200, answer.text
            if link.endswith("csv"):
                assert len(answer.content.decode("utf-8-sig").splitlines()) == 1204
        # The form itself, with its empty fields, may also be sent to the API.
        empty = "state=&list=&band=&party=&programme=&text=&story=&held="
        assert httpx.get(f"{running.url}/api/alerts?{empty}", timeout=60).status_code == 200
        page = httpx.get(f"{running.url}/articles?offset=50", timeout=60).text
        link = page.split('href="/api/articles?')[1].split('"')[0].replace("&amp;", "&")
        table = httpx.get(f"{running.url}/api/articles?{link}", timeout=60).content.decode("utf-8-sig")
        assert len(table.splitlines()) == 1051
        assert running.desk.library is None
        assert len(entries(running.desk, "export")) == 5
    finally:
        running.close()


def test_alerts_as_follow_the_money_are_what_its_library_reads(tmp_path: Path) -> None:
    from followthemoney import model

    desk = Desk(Store.open(str(tmp_path / "d.sqlite")), None)
    desk.take(Article("Ri Pyong Chol met Sergei Shoigu in Moscow on Tuesday, a spokesman said."), "t")
    running = serve(desk)
    try:
        lines = httpx.get(f"{running.url}/api/alerts?format=ftm", timeout=60).text.splitlines()
    finally:
        running.close()
    records = [json.loads(line) for line in lines]
    ids = {record["id"] for record in records}
    notes = [record for record in records if record["schema"] == "Note"]
    assert len(notes) == 2
    for record in records:
        proxy = model.get_proxy(record, cleaned=False)
        held = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert held == {name: sorted(values) for name, values in record["properties"].items()}, "a value was dropped"
        for name in ("entity",):
            assert set(record["properties"].get(name, ())) <= ids


def test_what_changed_is_counted_before_it_is_cut(client: httpx.Client, library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "big"
    folder.mkdir()
    syllables = ("ba", "ke", "do", "li", "mu", "ra", "ti", "so", "ne", "vu")
    names = [f"{a}{b}{c}son {c}{a}{b}ova".title() for a in syllables for b in syllables for c in syllables][:640]
    added = library.add(own(folder, *names), "own", date(2024, 3, 1))
    page = client.get(f"/lists?old={added.snapshot.list}@2024-01-01&new={added.snapshot.list}@2024-03-01").text
    assert "639 added, 0 removed, 1 changed." in page
    assert "and 539 more that were added" in page


def test_a_party_whose_id_has_a_slash(tmp_path: Path) -> None:
    path = tmp_path / "own.ftm.json"
    path.write_text(
        '{"id":"a/b/c","schema":"Person","properties":{"name":["Casimir Thistlewood"],"topics":["sanction"]},"datasets":["own"]}\n'
    )
    from watchwire.lists.bundle import Bundle

    library = Library(tmp_path / "library")
    library.add(Bundle.from_paths([path]), "own", date(2024, 1, 1))
    running = serve(Desk(Store.open(str(tmp_path / "d.sqlite")), library))
    try:
        with httpx.Client(base_url=running.url, timeout=60) as client:
            page = client.get("/search?q=Casimir Thistlewood").text
            link = page.split('href="/parties/')[1].split('"')[0]
            assert "Casimir Thistlewood" in client.get(f"/parties/{link}").text
            assert client.get(f"/entities/{link}").json()["caption"] == "Casimir Thistlewood"
    finally:
        running.close()


ODD = [
    ("GET", "/api/search?q=%00", None), ("GET", "/api/search?q=%ED%A0%80", None), ("GET", "/parties/%00", None),
    ("GET", "/network?party=%00", None), ("GET", "/alerts?text=%ED%A0%80", None), ("GET", "/alerts/1?as_of=9999-12-31", None),
    ("GET", "/api/alerts?text=%FF", None), ("GET", "/timeline?story=99999999999999999999", None), ("GET", "/articles/%E0%A5%A7", None),
    ("GET", "/search?q=" + "%22" * 300, None), ("GET", "/search?q=a*&offset=2147483647", None), ("GET", "/lists?old=x&new=y", None),
    ("POST", "/api/screen", '{"name": "\\ud800"}'), ("POST", "/api/read", '{"text": "\\ud800 said."}'),
    ("POST", "/api/scan", '{"text": "a\\u0000b"}'), ("POST", "/match/default", '{"queries":{"q":{"properties":{"name":["\\ud800"]}}}}'),
    ("POST", "/api/alerts/1/decisions", '{"state":"false positive","comment":"\\udfff\\udfff\\udfff","seen":0}'),
    ("POST", "/api/screen/bulk", '{"names":[{"name":"\\ud800"}]}'), ("GET", "/api/compare?a=%ED%A0%80&b=x", None),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "body"), ODD)
def test_odd_questions_are_answered(served: Served, method: str, path: str, body: str | None) -> None:
    headers = {"Content-Type": "application/json"} if body else {"Accept": "text/html"}
    answer = httpx.request(method, served.url + path, content=body, headers=headers, timeout=60)
    assert answer.status_code < 500, answer.text
    assert "/work" not in answer.text
    assert ".py" not in answer.text


def test_a_fault_of_ours_shows_no_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from watchwire.desk import views

    running = serve(Desk(Store.open(str(tmp_path / "d.sqlite")), None))

    def broken(*_: object) -> None:
        raise RuntimeError(f"at {tmp_path}")

    monkeypatch.setattr(views, "list_rows", broken)
    try:
        for path in ("/", "/api/lists"):
            answer = httpx.get(running.url + path, timeout=60)
            assert answer.status_code == 500
            assert str(tmp_path) not in answer.text
            assert "a fault of ours" in answer.text
    finally:
        running.close()


def test_forms_hold_over_a_restart_and_over_processes(tmp_path: Path) -> None:
    url = str(tmp_path / "d.sqlite")
    one, two = serve(Desk(Store.open(url), None)), serve(Desk(Store.open(url), None))
    try:
        with httpx.Client(timeout=60) as client:
            page = client.get(f"{one.url}/")
            token = page.text.split('name="csrf" content="')[1].split('"')[0]
            cookie = {"Cookie": f"watchwire_browser={page.cookies['watchwire_browser']}"}
            for server in (two, one):
                answer = httpx.post(f"{server.url}/test", data={"csrf": token, "text": ""}, headers=cookie, timeout=60)
                assert answer.status_code == 422, "the form has not expired, the text is missing"
            one.close()
            one = serve(Desk(Store.open(url), None))
            assert httpx.post(f"{one.url}/test", data={"csrf": token}, headers=cookie, timeout=60).status_code == 422
            assert httpx.post(f"{one.url}/test", data={"csrf": "0"}, headers=cookie, timeout=60).status_code == 403
    finally:
        one.close()
        two.close()


def test_the_first_account_closes_a_server_that_runs(tmp_path: Path) -> None:
    store = Store.open(str(tmp_path / "d.sqlite"))
    running = serve(Desk(store, None))
    try:
        assert httpx.get(f"{running.url}/api/alerts", timeout=60).status_code == 200
        with store.write() as connection:
            accounts.add_user(connection, "ann", Role.ANALYST, PASSWORD, "root")
        assert httpx.get(f"{running.url}/api/alerts", timeout=60).status_code == 401
        assert httpx.get(f"{running.url}/alerts", timeout=60).status_code == 303
        with store.write() as connection:
            accounts.disable_user(connection, "ann", "root")
        assert httpx.get(f"{running.url}/api/alerts", timeout=60).status_code == 401, "no account left is no open door"
    finally:
        running.close()


def test_tokens_are_bounded_revoked_and_end_with_the_password(tmp_path: Path) -> None:
    store = Store.open(str(tmp_path / "d.sqlite"))
    with store.write() as connection:
        accounts.add_user(connection, "bob", Role.REVIEWER, PASSWORD, "root")
        narrow = accounts.make_token(connection, "bob", "dashboard", 9, "root", Role.READER)
        broad = accounts.make_token(connection, "bob", "script", 9, "root")
        third = accounts.make_token(connection, "bob", "other", 9, "root")
    running = serve(Desk(store, None), accounts=True)

    def status(token: str, path: str = "/api/alerts") -> int:
        return httpx.get(running.url + path, headers={"Authorization": f"Bearer {token}"}, timeout=60).status_code

    try:
        assert [status(narrow), status(narrow, "/api/audit"), status(broad, "/api/audit")] == [200, 403, 200]
        with store.write() as connection:
            held = {token.label: token for token in accounts.all_tokens(connection, "bob")}
            assert held["dashboard"].role == "reader"
            accounts.revoke_token(connection, held["script"].id, "root")
        assert [status(narrow), status(broad), status(third)] == [200, 401, 200]
        with store.write() as connection:
            accounts.add_user(connection, "bob", Role.REVIEWER, PASSWORD + "!", "root")
        assert [status(narrow), status(third)] == [401, 401]
    finally:
        running.close()


def test_everything_that_is_promised_is_on_record(client: httpx.Client, desk: Desk) -> None:
    text = "The trader Zebulon Quartermain came to Oslo, a spokesman said."
    client.post("/api/read", json={"text": text})
    client.post("/api/scan", json={"text": text})
    client.post("/api/screen", json={"name": "Zebulon Quartermain"})
    client.post("/api/screen/bulk", json={"names": [{"name": "Zebulon Quartermain"}, {"name": "Nobody Atall"}]})
    client.post(
        "/match/default", json={"queries": {"q": {"schema": "Person", "properties": {"name": ["Someone Else"]}}}}
    )
    client.get("/search/default?q=Third Name")
    client.post("/reconcile", data={"queries": json.dumps({"q": {"query": "Fourth Name"}})})
    client.get("/api/search?q=harbour")
    httpx.get(f"{client.base_url}/search?q=shells", timeout=60)
    client.get("/api/articles?format=csv")
    client.get("/api/audit?format=csv")
    token = csrf(client)
    client.post("/test", data={"csrf": token, "text": text})
    client.post("/test", data={"csrf": token, "text": text, "keep": "yes"})
    names = [entry["name"] for entry in entries(desk, "screen")]
    assert names == ["Zebulon Quartermain"] * 2 + ["Nobody Atall", "Someone Else", "Third Name", "Fourth Name"]
    assert all(entry["lists"][0]["sha256"] for entry in entries(desk, "screen"))
    read = entries(desk, "read")
    assert [entry["subject"] for entry in read] == ["a text that was not kept"] * 2 + ["article 1"]
    assert all([hit["party"] for hit in entry["hits"]] == ["ftm-own:w0"] for entry in read)
    assert [entry["hits"][0]["party"] for entry in entries(desk, "scan")] == ["ftm-own:w0"]
    assert [entry["query"] for entry in entries(desk, "search")] == ["harbour", "shells"]
    assert [entry["subject"] for entry in entries(desk, "export")] == ["articles", "the record"]
    assert text not in str([entries(desk, kind) for kind in KINDS])


def test_log_ins_are_on_record(tmp_path: Path) -> None:
    store = Store.open(str(tmp_path / "d.sqlite"))
    with store.write() as connection:
        accounts.add_user(connection, "ann", Role.ANALYST, PASSWORD, "root")
    desk = Desk(store, None)
    running = serve(desk, accounts=True)
    try:
        with httpx.Client(base_url=running.url, follow_redirects=True, timeout=60) as client:
            token = client.get("/login").text.split('name="csrf" value="')[1].split('"')[0]
            for password in ("wrong wrong wrong", PASSWORD):
                page = client.post("/login", data={"name": "ann", "password": password, "csrf": token})
            client.post("/logout", data={"csrf": page.text.split('name="csrf" content="')[1].split('"')[0]})
    finally:
        running.close()
    assert [(e["actor"], e["what"]) for e in entries(desk, "log-in")] == [("ann", "failed"), ("ann", "in")]
    assert [e["actor"] for e in entries(desk, "log-out")] == ["ann"]
    assert PASSWORD not in str(entries(desk, "log-in"))


def test_long_texts_stall_nobody(client: httpx.Client, running: Served) -> None:
    """While texts are being read, everything else is answered; a benchmark says how quickly."""
    text = "The trader Zebulon Quartermain came to Oslo with officers and spoke of shells, a spokesman said. " * 120
    done: list[int] = []

    def ask() -> None:
        done.append(httpx.post(f"{running.url}/api/read", json={"text": text}, timeout=240).status_code)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 60
    while not client.get("/api/reading").json()["reading"] and time.monotonic() < deadline:
        time.sleep(0.02)
    answered = 0
    while len(done) < 3 and time.monotonic() < deadline:
        assert client.get("/health").status_code == 200
        assert httpx.get(f"{running.url}/alerts", timeout=60).status_code == 200
        assert client.post("/api/screen", json={"name": "Nobody Atall"}).status_code == 200
        answered += 1
    for thread in threads:
        thread.join(240)
    assert done == [200] * 6
    assert answered >= 10, "each of the three kinds was answered again and again before half was read"


def test_a_damaged_library_shows_no_place(running: Served, library: Library) -> None:
    assert httpx.get(f"{running.url}/lists?old=x&new=y", timeout=60).status_code == 404
    for path in (library.root / "snapshots").glob("*/*.json"):
        path.write_text("damaged")
    for path in ("/lists", "/api/lists", "/parties/x:1"):
        answer = httpx.get(running.url + path, timeout=60)
        assert answer.status_code in {404, 500}
        assert str(library.root) not in answer.text


def test_who_only_looks_does_not_wait_for_who_writes(client: httpx.Client, running: Served) -> None:
    """Thirty who write wait for one that takes its time; pages and answers that only read come all the same."""
    client.get("/")
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with running.desk.store.write():
            held.set()
            release.wait(60)

    asked = {"name": "Zebulon Quartermain"}
    done: list[int] = []

    def write() -> None:
        done.append(httpx.post(f"{running.url}/api/screen", json=asked, timeout=90).status_code)

    threads = [threading.Thread(target=hold), *(threading.Thread(target=write) for _ in range(30))]
    try:
        threads[0].start()
        assert held.wait(10)
        for thread in threads[1:]:
            thread.start()
        time.sleep(1)
        for path in ("/health", "/alerts", "/api/alerts", "/articles", "/parties/ftm-own:w0", "/lists"):
            assert httpx.get(running.url + path, timeout=10).status_code == 200, path
        assert done == [], "the writers do wait"
    finally:
        release.set()
        for thread in threads:
            thread.join(60)
    assert done == [200] * 30
