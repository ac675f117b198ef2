"""The API on loopback: what it answers, what it refuses, and that other programs' clients work unchanged."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.support.serving import Served, serve
from watchwire.desk import Desk, accounts
from watchwire.desk.accounts import Role
from watchwire.store import Store, ledger

PASSWORD = "correct horse battery"


@pytest.fixture
def client(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.url, timeout=60) as made:
        yield made


PATHS = (
    "/api/lists", "/api/measures?on=2023-09-12&activity=arms", "/api/articles", "/api/articles/1", "/api/stories",
    "/api/stories/1", "/api/alerts?state=all", "/api/alerts/1", "/api/good-guys", "/api/search?q=shells", "/api/audit",
    "/api/audit?format=csv", "/api/audit?format=html", "/api/audit/verify", "/api/compare?a=Ri+Pyong+Chol&b=Ri+Pyong+Chul",
    "/health", "/metrics", "/healthz", "/readyz", "/catalog", "/algorithms", "/reconcile", "/entities/un-sc:KPi.076",
    "/search/default?q=Ri+Pyong+Chol", "/api/openapi.json",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_what_can_be_asked(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_read_gives_the_contract_and_keeps_nothing(client: httpx.Client, served: Served) -> None:
    before = client.get("/api/articles?limit=200").json()["articles"]
    record = client.post("/api/read", json={"text": "Ri Pyong Chol visited Oslo on Monday, a spokesman said."}).json()
    assert [m["reference"] for e in record["entities"] for m in e["matches"]][:1] == ["KPi.076"]
    assert client.get("/api/articles?limit=200").json()["articles"] == before
    for form, kind in (("html", "text/html"), ("markdown", "text/markdown"), ("ftm", "application/x-ndjson")):
        answer = client.post(f"/api/read?format={form}", json={"text": "Ri Pyong Chol came, he said."})
        assert answer.headers["content-type"].startswith(kind)


def test_screening_goes_on_record(client: httpx.Client, served: Served) -> None:
    asked = {"name": "Ri Pyong Chul", "kind": "person", "birth_date": "1948", "country": "KP", "ofac_score": True}
    found = client.post("/api/screen", json=asked).json()["matches"]
    assert found[0]["party"] == "un-sc:KPi.076"
    assert found[0]["ofac_score"] == 100
    with served.desk.store.read() as connection:
        last = [*ledger.entries(connection, "screen")][-1]
    assert last.actor == "local"
    assert last.detail is not None
    assert last.detail["name"] == "Ri Pyong Chul"


def test_bulk_streams_in_order(client: httpx.Client) -> None:
    names = [{"name": "Ri Pyong Chol"}, {"name": "Nobody Atall"}, {"name": "X Y", "birth_date": "never"}]
    with client.stream("POST", "/api/screen/bulk", json={"names": names}) as answer:
        lines = [json.loads(line) for line in answer.iter_lines()]
    assert [line["number"] for line in lines] == [0, 1, 2]
    assert lines[0]["matches"][0]["party"] == "un-sc:KPi.076"
    assert lines[1]["matches"] == []
    assert "never" in lines[2]["error"]


REFUSED = [
    ("POST", "/api/read", {}, 422), ("POST", "/api/read", {"text": " "}, 422), ("POST", "/api/read", {"text": "x", "url": "y"}, 422),
    ("POST", "/api/read", {"url": "file:///etc/passwd"}, 422), ("POST", "/api/read", {"url": "http://127.0.0.1:1/"}, 422),
    ("POST", "/api/read", {"url": "http://localhost/x"}, 422), ("POST", "/api/read", {"text": "x", "more": 1}, 422),
    ("POST", "/api/screen", {"name": ""}, 422), ("POST", "/api/screen", {"name": "x", "country": "Nowhereland"}, 422),
    ("POST", "/api/screen", {"name": "x", "limit": 0}, 422), ("GET", "/api/articles/999", None, 404), ("GET", "/api/articles/0", None, 422),
    ("GET", "/api/stories/999", None, 404), ("GET", "/api/alerts/999", None, 404), ("GET", "/api/nothing", None, 404),
    ("DELETE", "/api/articles/1", None, 405), ("POST", "/api/alerts/999/decisions", {"state": "false positive", "comment": "why", "seen": 0}, 409),
    ("POST", "/api/alerts/1/decisions", {"state": "false positive", "comment": ""}, 422),
    ("POST", "/api/good-guys", {"subject": "x", "party": "no:1", "reason": "why", "expires": "2999-01-01"}, 404),
    ("GET", "/entities/no:1", None, 404), ("POST", "/match/nolist", {"queries": {"q": {"properties": {"name": ["x"]}}}}, 404),
    ("POST", "/match/default", {"queries": {"q": {"properties": {}}}}, 400), ("GET", "/reconcile?queries=[", None, 400),
    ("GET", "/static/..%2fapp.py", None, 404), ("GET", "/static/app.py", None, 404),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "body", "status"), REFUSED)
def test_what_is_refused_is_a_problem(client: httpx.Client, method: str, path: str, body: Any, status: int) -> None:
    answer = client.request(method, path, json=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_a_body_that_is_too_large(client: httpx.Client) -> None:
    assert client.post("/api/read", content=b"x" * (5 << 20)).status_code == 413
    assert client.post("/api/read", content=(b"x" * 65536 for _ in range(100))).status_code == 413


def test_a_page_elsewhere_can_ask_nothing(client: httpx.Client) -> None:
    body = {"name": "x"}
    assert client.post("/api/screen", json=body, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post("/api/screen", json=body, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    # Of the same origin, but without the token of the page.
    origin = str(client.base_url).rstrip("/")
    assert client.post("/api/screen", json=body, headers={"Origin": origin}).status_code == 403
    # A name elsewhere that points to this computer.
    assert client.get("/api/alerts", headers={"Host": "evil.example"}).status_code == 400


def test_exports_are_what_is_filtered_and_no_formula(client: httpx.Client) -> None:
    wanted = {"state": "all", "party": "un-sc:KPi.076"}
    rows = client.get("/api/alerts", params=wanted).json()["alerts"]
    text = client.get("/api/alerts", params={**wanted, "format": "csv"}).content.decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert [int(row["id"]) for row in table] == [row["id"] for row in rows]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in table for cell in row.values())
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(client.get("/api/alerts", params={**wanted, "format": "xlsx"}).content))
    assert book.active.max_row == len(rows) + 1
    audit = client.get("/api/audit?format=csv").content.decode("utf-8-sig")
    assert not any(line.startswith(("=", "@")) for line in audit.splitlines())


def test_nothing_from_outside_becomes_markup(client: httpx.Client, served: Served) -> None:
    number = client.get("/api/articles?limit=200").json()["articles"][0]["id"]
    for path in (
        f"/articles/{number}",
        "/articles",
        "/search?q=officials",
        "/alerts?state=all&text=<script>",
        "/network",
        "/timeline",
    ):
        page = client.get(path, headers={"Accept": "text/html"}).text
        assert "<script>alert" not in page, path
        assert "<img src=x" not in page, path
        assert "<b>evil" not in page, path
        assert 'href="javascript:' not in page, path


def test_the_real_client_of_yente(served: Served) -> None:
    import yente_client
    from yente_client import Client, Person

    with Client(base_url=served.url, api_key="unused") as client:
        assert client.healthz().status == "ok"
        found = client.match(Person(name="Ri Pyong Chul", birthDate="1948", country="kp"), threshold=0.8)
        assert found.top is not None
        assert found.top.id == "un-sc:KPi.076"
        assert found.matches[0].properties["birthDate"] == ["1948"]
        assert client.match(Person(name="Nobody Atall Whatever")).matches == []
        assert client.fetch("un-sc:KPi.076").caption == "Pyong Chol RI"
        assert client.search("Ri Pyong Chol").results[0].id == "un-sc:KPi.076"
        assert client.algorithms().default == "watchwire"
        assert client.datasets().datasets
    assert yente_client


def test_openrefine(client: httpx.Client) -> None:
    queries = {"q0": {"query": "Ri Pyong Chul", "type": "Person", "limit": 3}, "q1": {"query": "Nobody Atall"}}
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)}).json()
    assert answer["q0"]["result"][0]["id"] == "un-sc:KPi.076"
    assert answer["q0"]["result"][0]["match"] is False
    assert answer["q1"]["result"] == []
    assert client.get("/reconcile").json()["versions"] == ["0.2"]


@pytest.fixture
def guarded(tmp_path: Any) -> Iterator[Served]:
    store = Store.open(str(tmp_path / "desk.sqlite"))
    with store.write() as connection:
        for name, role in (("rea", Role.READER), ("ann", Role.ANALYST), ("bob", Role.REVIEWER)):
            accounts.add_user(connection, name, role, PASSWORD, "root")
    running = serve(Desk(store, None), accounts=True)
    yield running
    running.close()


def token_of(served: Served, name: str) -> dict[str, str]:
    with served.desk.store.write() as connection:
        return {"Authorization": f"Bearer {accounts.make_token(connection, name, 'test', 1, 'root')}"}


def test_with_accounts_nothing_is_open(guarded: Served) -> None:
    with httpx.Client(base_url=guarded.url, timeout=60) as client:
        for path in PATHS:
            expected = 200 if path in {"/health", "/healthz", "/readyz", "/api/openapi.json"} else 401
            assert client.get(path).status_code == expected, path
        assert client.post("/api/screen", json={"name": "x"}).status_code == 401
        assert client.get("/alerts").status_code == 303
        assert client.get("/api/alerts", headers={"Authorization": "Bearer nonsense"}).status_code == 401


def test_roles(guarded: Served) -> None:
    with httpx.Client(base_url=guarded.url, timeout=60) as client:
        reader, analyst = token_of(guarded, "rea"), token_of(guarded, "ann")
        text = {"text": "Ri Pyong Chol came to Oslo, he said.", "keep": True}
        assert client.post("/api/read", json=text, headers=reader).status_code == 409
        assert client.post("/api/read", json=text, headers=analyst).status_code == 200
        decision = {"state": "false positive", "comment": "a poet", "seen": 0}
        assert client.post("/api/alerts/1/decisions", json=decision, headers=reader).status_code == 403
        assert client.get("/api/audit", headers=analyst).status_code == 403
        assert client.post("/api/alerts/1/decisions", json=decision, headers=analyst).status_code == 200
        chosen = [{"alert": 1, "seen": 1}, {"alert": 999, "seen": 0}]
        bulk = {"alerts": chosen, "state": "reopened", "comment": "again"}
        assert client.post("/api/decisions", json=bulk, headers=analyst).status_code == 409
        assert client.get("/api/alerts/1", headers=reader).json()["state"] == "false positive"  # none of it was done


def test_log_in_and_out(guarded: Served) -> None:
    with httpx.Client(base_url=guarded.url, follow_redirects=True, timeout=60) as client:
        page = client.get("/alerts")
        assert "Log in" in page.text
        csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
        form = {"name": "ann", "password": "wrong wrong wrong", "csrf": csrf, "next": "/alerts"}
        assert client.post("/login", data=form).status_code == 401
        assert client.post("/login", data={**form, "password": PASSWORD, "csrf": "0"}).status_code == 403
        evil = client.post(
            "/login", data={**form, "password": PASSWORD, "next": "https://evil.example"}, follow_redirects=False
        )
        assert evil.headers["location"] == "/"
        cookie = evil.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        page = client.get("/alerts")
        assert "ann" in page.text
        csrf = page.text.split('name="csrf" content="')[1].split('"')[0]
        assert client.post("/logout", data={"csrf": "0"}).status_code == 403
        client.post("/logout", data={"csrf": csrf})
        assert "Log in" in client.get("/alerts").text


def test_one_client_cannot_take_all(tmp_path: Any) -> None:
    running = serve(Desk(Store.open(str(tmp_path / "d.sqlite")), None), per_minute=30)
    with httpx.Client(base_url=running.url, timeout=60) as client:
        codes = [client.get("/health").status_code for _ in range(40)]
        last = client.get("/health")
    running.close()
    assert codes.count(200) in range(30, 33)
    assert last.status_code == 429
    assert int(last.headers["retry-after"]) >= 1


def test_agents() -> None:
    import anyio
    from mcp import Client

    from watchwire.lists import open_library
    from watchwire.web.agents import build

    async def ask() -> tuple[list[str], Any]:
        async with Client(build(open_library())) as client:
            tools = await client.list_tools()
            answer = await client.call_tool("screen", {"name": "Ri Pyong Chul"})
            return [tool.name for tool in tools.tools], answer

    names, answer = anyio.run(ask)
    assert sorted(names) == ["read", "scan", "screen"]
    assert "KPi.076" in str(answer)


def test_agents_use_new_lists_and_name_them(tmp_path: Any) -> None:
    from datetime import date

    import anyio
    from mcp import Client

    from tests.store.test_wholes import own
    from watchwire.lists import Library
    from watchwire.web.agents import build

    library = Library(tmp_path / "library")
    library.add(own(tmp_path, "Zebulon Quartermain"), "own", date(2024, 1, 1))

    async def ask() -> tuple[str, str]:
        async with Client(build(library)) as client:
            before = await client.call_tool("screen", {"name": "Casimir Thistlewood"})
            library.add(own(tmp_path, "Zebulon Quartermain", "Casimir Thistlewood"), "own", date(2024, 2, 1))
            after = await client.call_tool("screen", {"name": "Casimir Thistlewood"})
            return str(before), str(after)

    before, after = anyio.run(ask)
    assert "ftm-own:w1" not in before
    assert "2024-01-01" in before
    assert "ftm-own:w1" in after
    assert "2024-02-01" in after
