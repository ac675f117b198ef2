"""OpenRefine against our server on loopback: its requests as it sends them (reconciliation protocol 0.2)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
import yaml

from tests.support.own_lists import library_of
from tests.support.serving import Served, serve
from watchwire.desk import Desk
from watchwire.store import Store

PAGE = {"Origin": "http://127.0.0.1:3333", "Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"}
"""What a browser sends from OpenRefine's own page."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("openrefine")
    running = serve(Desk(Store.open(str(folder / "desk.sqlite")), library_of(folder)))
    yield running
    running.close()


@pytest.fixture
def client(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.url, timeout=60) as made:
        yield made


def reconcile(client: httpx.Client, path: str = "/reconcile", **queries: Any) -> Any:
    """Send a batch as OpenRefine's server does: a form, the queries as JSON in it."""
    answer = client.post(path, data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_adding_the_service(client: httpx.Client, served: Served) -> None:
    """The page fetches the manifest itself; all that it names must answer."""
    answer = client.get("/reconcile", headers=PAGE)
    assert answer.headers["access-control-allow-origin"] == PAGE["Origin"]
    manifest = answer.json()
    assert manifest["versions"] == ["0.2"]
    assert {"name", "identifierSpace", "schemaSpace", "defaultTypes", "view", "preview", "suggest", "extend"} <= set(
        manifest
    )
    for kind in ("entity", "type", "property"):
        service = manifest["suggest"][kind]
        found = client.get(service["service_url"] + service["service_path"], params={"prefix": "na"}, headers=PAGE)
        assert found.status_code == 200
        assert found.headers["access-control-allow-origin"] == PAGE["Origin"]
        assert isinstance(found.json()["result"], list)
    proposing = manifest["extend"]["propose_properties"]
    proposed = client.get(proposing["service_url"] + proposing["service_path"], params={"type": "Person"})
    assert {"id": "birthDate", "name": "Birth date"} in proposed.json()["properties"]
    assert proposed.json()["type"] == "Person"
    viewed = manifest["view"]["url"].replace("{{id}}", "own-harbour:P1")
    assert client.get(viewed).status_code == 200
    shown = manifest["preview"]["url"].replace("{{id}}", "own-harbour:P1")
    assert client.get(shown).status_code == 200


def test_another_page_may_not_read_the_lists(client: httpx.Client) -> None:
    for origin in ("https://evil.example", "http://127.0.0.1.evil.example", "null"):
        answer = client.get("/reconcile", headers={"Origin": origin, "Sec-Fetch-Site": "cross-site"})
        assert "access-control-allow-origin" not in answer.headers
        assert answer.status_code == 403
    sent = {"queries": json.dumps({"q0": {"query": "Teodor Drinov"}})}
    # Without CORS (an image, a script) a browser names no origin: nothing is asked, and nothing put on record.
    for path in ("/reconcile", "/reconcile/suggest/entity"):
        asked = client.get(path, params={**sent, "prefix": "Teodor"}, headers={"Sec-Fetch-Site": "cross-site"})
        assert asked.status_code == 403
    # OpenRefine opened as "localhost" is another site to a browser, and ours all the same.
    local = {"Origin": "http://localhost:3333", "Sec-Fetch-Site": "cross-site"}
    assert client.get("/reconcile", headers=local).headers["access-control-allow-origin"] == local["Origin"]
    framed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "iframe"}
    assert client.get("/reconcile/preview", params={"id": "own-harbour:P1"}, headers=framed).status_code == 200
    assert client.post("/reconcile", data=sent, headers={"Origin": "https://evil.example"}).status_code == 403


def test_guessing_types(client: httpx.Client) -> None:
    """OpenRefine sends the first rows without a type and counts the types of what comes back."""
    found = reconcile(client, q0={"query": "Teodor Drinov", "limit": 3}, q1={"query": "Amber Sparrow", "limit": 3})
    first = found["q0"]["result"][0]
    assert first["type"] == [{"id": "Person", "name": "Person"}]
    assert {"id", "name", "score", "match", "type", "features"} <= set(first)
    assert first["match"] is False
    assert 0 <= first["score"] <= 100
    assert found["q1"]["result"][0]["type"][0]["id"] == "Vessel"


def test_reconciling_with_columns(client: httpx.Client) -> None:
    """Other columns go along as properties: texts, cells that are reconciled already, and several values."""
    columns = [
        {"pid": "birthDate", "v": "1954-01-08"},
        {"pid": "LegalEntity:country", "v": {"id": "Q219", "name": "Bulgaria"}},
        {"pid": "passportNumber", "v": ["X1234567", "H4471902"]},
    ]
    query = {
        "query": "Teodor Drinov",
        "type": "Person",
        "type_strict": "should",
        "limit": 2,
        "properties": columns,
    }
    found = reconcile(client, q0=query, q1={**query, "properties": [{"pid": "birthDate", "v": 1984}]})
    assert found["q0"]["result"][0]["id"] == "own-harbour:P1"
    assert found["q0"]["result"][0]["score"] > found["q1"]["result"][0]["score"]
    assert any(feature["id"] == "identifier" for feature in found["q0"]["result"][0]["features"])
    assert [
        hit["id"] for hit in reconcile(client, q={"query": "Teodor Drinov", "type": ["Vessel"]})["q"]["result"]
    ] == []
    assert reconcile(client, q={"query": "", "properties": [{"pid": "imoNumber", "v": "9074729"}]})["q"]["result"]


def test_one_list(client: httpx.Client) -> None:
    found = reconcile(client, "/reconcile/own-river", q0={"query": "Teodor Drinov"})
    assert [hit["id"] for hit in found["q0"]["result"]] == ["own-river:R1"]
    assert (
        client.get("/reconcile/own-river").json()["suggest"]["entity"]["service_url"].endswith("/reconcile/own-river")
    )
    assert client.get("/reconcile/nolist").status_code == 404


def test_a_bad_row_costs_itself(client: httpx.Client) -> None:
    found = reconcile(
        client,
        q0={"query": "Teodor Drinov"},
        q1={"query": "   "},
        q2={"query": "x", "limit": "many"},
        q3={"query": "Teodor Drinov", "properties": [{"pid": "birthDate", "v": "never"}, {"pid": "nonsense", "v": 1}]},
    )
    assert [bool(found[key]["result"]) for key in ("q0", "q1", "q2", "q3")] == [True, False, False, True]
    assert found["q1"]["error"]["message"]
    assert client.post("/reconcile", data={"queries": "["}).status_code == 400
    assert client.post("/reconcile", data={"queries": json.dumps({"q": {"query": " "}})}).status_code == 400


@pytest.mark.parametrize(
    ("prefix", "first"),
    [("Teod", "own-river:R1"), ("amber sp", "own-harbour:V1"), ("Valkanov", "own-harbour:P1"), ("Kalnb", "own-river:R2"),
     ("IMO 9074729", "own-harbour:V1"), ("Theodor Drinof", "own-harbour:P1")],
)  # fmt: skip
def test_suggesting_entities_while_one_types(client: httpx.Client, prefix: str, first: str) -> None:
    found = client.get("/reconcile/suggest/entity", params={"prefix": prefix}).json()["result"]
    assert first in [hit["id"] for hit in found]
    assert {"id", "name", "description", "notable"} <= set(found[0])


def test_suggesting_types_and_properties(client: httpx.Client) -> None:
    types = client.get("/reconcile/suggest/type", params={"prefix": "per"}).json()["result"]
    assert [item["id"] for item in types] == ["Person"]
    named = client.get("/reconcile/suggest/property", params={"prefix": "birth"}).json()["result"]
    assert next(item["id"] for item in named) == "Person:birthDate"
    for kind in ("entity", "type", "property"):
        assert client.get(f"/reconcile/suggest/{kind}").json()["result"] == []
        assert client.get(f"/reconcile/suggest/{kind}", params={"prefix": "banana man"}).json()["result"] == []
    assert "Person:passportNumber" in [
        item["id"] for item in client.get("/reconcile/suggest/property", params={"prefix": "pass"}).json()["result"]
    ]


def test_previewing(client: httpx.Client) -> None:
    answer = client.get("/reconcile/preview", params={"id": "own-harbour:P1"})
    assert "Teodor Valkanov Drinov" in answer.text
    assert "possible match" in answer.text
    assert "frame-ancestors 'self' http://127.0.0.1:*" in answer.headers["content-security-policy"]
    assert "script" not in answer.headers["content-security-policy"]
    assert client.get("/reconcile/preview", params={"id": "no:1"}).status_code == 404


def test_extending(client: httpx.Client) -> None:
    """ "Add columns from reconciled values": values by party and property, as many as the settings say."""
    wanted = {
        "ids": ["own-harbour:P1", "own-harbour:C1", "no:1"],
        "properties": [
            {"id": "birthDate"},
            {"id": "alias", "settings": {"limit": "1"}},
            {"id": "leiCode"},
            {"id": "nonsense"},
        ],
    }
    answer = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json()
    assert answer["meta"][0] == {"id": "birthDate", "name": "Birth date"}
    assert answer["rows"]["own-harbour:P1"]["birthDate"] == [{"str": "1954-01-08"}]
    assert answer["rows"]["own-harbour:P1"]["alias"] == [{"str": "Theodor Drinoff"}]
    assert answer["rows"]["own-harbour:C1"]["leiCode"] == [{"str": "529900T8BM49AURSDO55"}]
    assert answer["rows"]["own-harbour:C1"]["birthDate"] == []
    assert answer["rows"]["no:1"] == {"birthDate": [], "alias": [], "leiCode": [], "nonsense": []}
    assert client.post("/reconcile", data={"extend": json.dumps({"ids": "x"})}).status_code == 400


def fits(answer: Any, schema: str) -> None:
    """Hold an answer to the protocol (`reconciliation.yaml`)."""
    kept = yaml.safe_load((Path(__file__).parent / "reconciliation.yaml").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator({"$defs": kept["$defs"], **kept[schema]}).validate(answer)


def test_every_answer_fits_the_specification(client: httpx.Client) -> None:
    manifest = client.get("/reconcile").json()
    fits(manifest, "manifest")
    queries = {
        "q0": {"query": "Teodor", "limit": 3},
        "q1": {"query": "Teodor Vansittart", "type": "Person", "type_strict": "should",
               "properties": [{"pid": "birthDate", "v": "1961"}, {"pid": "nationality", "v": ["NO", "RU"]}]},
        "q2": {"query": "nobody of this name"},
        "q3": {"query": "Teodor", "properties": [{"pid": "birthDate", "v": "long ago"}]},
    }  # fmt: skip
    answer = reconcile(client, **queries)
    assert set(answer) == set(queries)
    fits(answer, "results")
    found = [candidate["id"] for one in answer.values() for candidate in one["result"]]
    assert found
    for kind in ("entity", "type", "property"):
        service = manifest["suggest"][kind]
        for prefix in ("te", "per", "birth", ""):
            fits(
                client.get(service["service_url"] + service["service_path"], params={"prefix": prefix}).json(),
                "suggestions",
            )
    proposing = manifest["extend"]["propose_properties"]
    for party_type in ("Person", "Organization", "Vessel"):
        proposed = client.get(proposing["service_url"] + proposing["service_path"], params={"type": party_type}).json()
        fits(proposed, "proposal")
        wanted = {
            "ids": [*found, "own-harbour:P1", "no:1"],
            "properties": [{"id": item["id"]} for item in proposed["properties"]],
        }
        fits(client.post("/reconcile", data={"extend": json.dumps(wanted)}).json(), "extension")


def test_the_check_sees_what_does_not_fit() -> None:
    with pytest.raises(jsonschema.ValidationError):
        fits({"q0": {"result": [{"id": "1", "name": "x", "score": "high"}]}}, "results")
    with pytest.raises(jsonschema.ValidationError):
        fits({"rows": {"1": {"birthDate": [{"date": "1961"}]}}, "meta": []}, "extension")
