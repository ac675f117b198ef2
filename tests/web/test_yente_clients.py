"""yente's clients against our server on loopback: its own SDK, nomenklatura's enricher, and what its documentation says.

Each case of `MATCH` is a call as yente 5.5 documents it, with what must come out on lists of our own making.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.own_lists import library_of
from tests.support.serving import Served, serve
from watchwire.desk import Desk
from watchwire.store import Store, ledger


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("clients")
    running = serve(Desk(Store.open(str(folder / "desk.sqlite")), library_of(folder)))
    yield running
    running.close()


@pytest.fixture
def client(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.url, timeout=60) as made:
        yield made


def person(**properties: Any) -> dict[str, Any]:
    return {"schema": "Person", "properties": properties}


def entity(schema: str, **properties: Any) -> dict[str, Any]:
    return {"schema": schema, "properties": properties}


DRINOV = person(name=["Teodor Drinov"])
HARBOUR, RIVER = "own-harbour:P1", "own-river:R1"
MATCH = [
    ("every list", DRINOV, {}, {HARBOUR, RIVER}),
    ("one value as text, not as list", person(name="Teodor Drinov"), {}, {HARBOUR, RIVER}),
    ("include_dataset", DRINOV, {"include_dataset": ["own-river"]}, {RIVER}),
    ("include_dataset outside the lists", DRINOV, {"include_dataset": ["us_ofac_sdn"]}, set()),
    ("exclude_dataset", DRINOV, {"exclude_dataset": ["own-river"]}, {HARBOUR}),
    ("both", DRINOV, {"include_dataset": ["own-river", "own-harbour"], "exclude_dataset": ["own-harbour"]}, {RIVER}),
    ("exclude_entity_ids by id", DRINOV, {"exclude_entity_ids": [RIVER]}, {HARBOUR}),
    ("exclude_entity_ids by referent", DRINOV, {"exclude_entity_ids": ["P1", "x"]}, {RIVER}),
    ("exclude_schema", DRINOV, {"exclude_schema": ["Person"]}, set()),
    ("exclude_schema of others", DRINOV, {"exclude_schema": ["Vessel", "Company"]}, {HARBOUR, RIVER}),
    ("topics", DRINOV, {"topics": ["sanction"]}, {HARBOUR, RIVER}),
    ("topics, one of several", DRINOV, {"topics": ["role.pep", "sanction"]}, {HARBOUR, RIVER}),
    ("topics that none has", DRINOV, {"topics": ["role.pep"]}, set()),
    ("changed_since a day", DRINOV, {"changed_since": "2022-01-01"}, {RIVER}),
    ("changed_since a time", DRINOV, {"changed_since": "2020-01-01T10:00:00"}, {HARBOUR, RIVER}),
    ("changed_since the future", DRINOV, {"changed_since": "2990-01-01"}, set()),
    ("limit is of what the filters let through", DRINOV, {"limit": 1, "exclude_entity_ids": [HARBOUR]}, {RIVER}),
    ("limit 0", DRINOV, {"limit": 0}, set()),
    ("cutoff above threshold is the threshold", DRINOV, {"threshold": 0.5, "cutoff": 0.999}, {HARBOUR, RIVER}),
    ("birthDate with several values", person(name=["Teodor Drinov"], birthDate=["1950", "1954-01-08"]), {}, {HARBOUR, RIVER}),
    ("nationality with several values", person(name=["Teodor Drinov"], nationality=["de", "bg"]), {}, {HARBOUR, RIVER}),
    ("the alias of several names", person(name=["Nobody Whatever", "Theodor Drinoff"]), {}, {HARBOUR, RIVER}),
    ("previousName", person(previousName=["Mark Halva"]), {}, {"own-harbour:P3"}),
    ("names in parts", person(firstName=["Ilze"], secondName=["Marta"], lastName=["Kalnberza"]), {}, {"own-river:R2"}),
    ("a passport alone", person(passportNumber=["h4471902"]), {}, {HARBOUR}),
    ("idNumber may be a passport", person(idNumber=["AB1234567"]), {}, {"own-harbour:P3"}),
    ("tax number without hyphens", entity("Company", taxNumber=["BG175074752"]), {}, {"own-harbour:C1"}),
    ("registration number", entity("Company", registrationNumber=["HRB55120"]), {}, {"own-harbour:C1"}),
    ("LEI", entity("LegalEntity", leiCode=["529900t8bm49aursdo55"]), {}, {"own-harbour:C1"}),
    ("BIC", entity("LegalEntity", swiftBic=["DRLNBGSF"]), {}, {"own-harbour:C1"}),
    ("IMO number of a ship", entity("Vessel", imoNumber=["IMO9074729"]), {}, {"own-harbour:V1"}),
    ("MMSI", entity("Vessel", mmsi=["351297000"]), {}, {"own-harbour:V1"}),
    ("tail number", entity("Airplane", registrationNumber=["EPGQX"]), {}, {"own-harbour:A1"}),
    ("wallet", entity("CryptoWallet", publicKey=["1BoatSLRHtKNngkdXEeobR76b53LETtpyT"]), {}, {"own-harbour:C2"}),
    ("e-mail", entity("LegalEntity", email=["Office@Drinov-Lines.example"]), {}, {"own-harbour:C1"}),
    ("website", entity("LegalEntity", website=["drinov-lines.example"]), {}, {"own-harbour:C1"}),
    ("telephone", entity("LegalEntity", phone=["0035952600100"]), {}, {"own-harbour:C1"}),
    ("a person is no ship", person(name=["Amber Sparrow"]), {}, set()),
    ("a vehicle may be a ship", entity("Vehicle", name=["Amber Sparrow"]), {}, {"own-harbour:V1"}),
    ("a company is an organization", entity("Company", name=["Drinov Lines"]), {}, {"own-harbour:C1"}),
    ("algorithm by yente's name", DRINOV, {"algorithm": "logic-v2"}, {HARBOUR, RIVER}),
]  # fmt: skip


@pytest.mark.parametrize(("query", "parameters", "expected"), [case[1:] for case in MATCH], ids=[c[0] for c in MATCH])
def test_match_as_documented(client: httpx.Client, query: Any, parameters: Any, expected: set[str]) -> None:
    answer = client.post("/match/default", params=parameters, json={"queries": {"q": query}})
    assert answer.status_code == 200, answer.text
    found = answer.json()["responses"]["q"]
    assert {result["id"] for result in found["results"]} == expected
    if parameters.get("limit") != 0:
        assert found["total"]["value"] >= len(expected)


def test_any_value_that_agrees_is_agreement(client: httpx.Client) -> None:
    def score(**more: Any) -> float:
        query = person(name=["Teodor Drinov"], **more)
        found = client.post("/match/own-harbour", params={"cutoff": 0}, json={"queries": {"q": query}}).json()
        return float(found["responses"]["q"]["results"][0]["score"])

    right, both, wrong = (
        score(birthDate=["1954-01-08"]),
        score(birthDate=["1950", "1954-01-08"]),
        score(birthDate=["1950"]),
    )
    assert right == both > wrong
    assert score(passportNumber=["X9999999", "H4471902"]) == score(passportNumber=["H4471902"])
    assert score(passportNumber=["H4471902"]) >= score()
    assert score(birthDate="1954-01-08", country=["fr", "bg"]) == score(birthDate="1954-01-08", country="bg")


def test_the_query_is_repeated_as_it_was_understood(client: httpx.Client) -> None:
    query = {**person(name="Teodor Drinov", birthDate="8 January 1954", country="Bulgaria"), "id": "mine"}
    found = client.post("/match/default", json={"queries": {"q": query}}).json()["responses"]["q"]["query"]
    assert found["id"] == "mine"
    assert found["schema"] == "Person"
    assert found["properties"] == {"name": ["Teodor Drinov"], "birthDate": ["1954-01-08"], "country": ["bg"]}


def test_another_number_speaks_against(client: httpx.Client) -> None:
    def score(imo: str) -> float:
        query = entity("Vessel", name=["Amber Sparrow"], imoNumber=[imo])
        found = client.post("/match/default", params={"cutoff": 0}, json={"queries": {"q": query}}).json()
        return float(found["responses"]["q"]["results"][0]["score"])

    assert score("9074729") > score("9187629")


def test_a_batch_answers_each_query_for_itself(client: httpx.Client) -> None:
    queries = {
        "good": DRINOV,
        "bad date": person(name=["Teodor Drinov"], birthDate=["never"]),
        "bad country": person(name=["Teodor Drinov"], country=["Atlantis"]),
        "no name": person(address=["somewhere"]),
        "bad schema": {"schema": "Nonsense", "properties": {"name": ["Teodor Drinov"]}},
        "unknown property": person(name=["Teodor Drinov"], shoeSize=["44"], notes=["long"]),
    }
    answer = client.post("/match/default", json={"queries": queries})
    assert answer.status_code == 200, answer.text
    assert answer.headers["x-batch-size"] == "6"
    responses = answer.json()["responses"]
    assert {key: response["status"] for key, response in responses.items()} == {
        "good": 200, "bad date": 200, "bad country": 200, "no name": 400, "bad schema": 400, "unknown property": 200,
    }  # fmt: skip
    assert "ignored" not in responses["good"]
    for key, value in (("bad date", "never"), ("bad country", "Atlantis")):
        assert responses[key]["ignored"][0]["value"] == value
        assert {result["id"] for result in responses[key]["results"]} == {HARBOUR, RIVER}
    assert [item["property"] for item in responses["unknown property"]["ignored"]] == ["shoeSize", "notes"]
    assert "name" in responses["no name"]["detail"]
    assert "Nonsense" in responses["bad schema"]["detail"]
    for response in responses.values():
        assert "Python" not in str(response.get("detail")) and "isoformat" not in str(response)


@pytest.mark.parametrize(
    ("path", "body", "status", "says"),
    [
        ("/match/nolist", {"queries": {"q": DRINOV}}, 404, "nolist"),
        ("/match/default", {"queries": {}}, 400, "No queries"),
        ("/match/default", {"queries": {str(k): DRINOV for k in range(101)}}, 400, "Too many queries"),
        ("/match/default", {"queries": {"q": person()}}, 400, "queries.q"),
        ("/match/default?algorithm=magic", {"queries": {"q": DRINOV}}, 400, "magic"),
        ("/match/default?changed_since=yesterday", {"queries": {"q": DRINOV}}, 422, "changed_since"),
        ("/match/default?changed_since=2024-13-45", {"queries": {"q": DRINOV}}, 400, "2024-13-45"),
        ("/match/default?limit=501", {"queries": {"q": DRINOV}}, 422, "limit"),
        (
            "/match/default",
            {"queries": {"q": DRINOV}, "config": {"nm_number_mismatch": 0.4}},
            400,
            "nm_number_mismatch",
        ),
    ],
)
def test_what_is_refused_as_a_whole(client: httpx.Client, path: str, body: Any, status: int, says: str) -> None:
    answer = client.post(path, json=body)
    assert answer.status_code == status, answer.text
    assert says in answer.json()["detail"]


def test_each_query_is_on_record(client: httpx.Client, served: Served) -> None:
    client.post("/match/default", json={"queries": {"a": DRINOV, "b": person(address=["x"])}})
    with served.desk.store.read() as connection:
        last = [*ledger.entries(connection, "screen")][-1]
    assert last.detail is not None
    assert last.detail["name"] == "Teodor Drinov"
    assert {hit["party"] for hit in last.detail["hits"]} == {HARBOUR, RIVER}


def test_the_sdk_of_yente(served: Served) -> None:
    from yente_client import BadRequestError, Client, Company, MatchError, NotFoundError, Person, Vessel

    with Client(base_url=served.url, api_key="unused") as sdk:
        assert sdk.healthz().status == sdk.readyz().status == "ok"
        assert {dataset.name for dataset in sdk.datasets().datasets} == {"own-harbour", "own-river"}
        assert sdk.algorithms().default == "watchwire"
        asked = Person(name="Teodor Drinov", birthDate=["1950", "1954-01-08"], country="bg")
        found = sdk.match(asked, threshold=0.5, limit=3, algorithm="best")
        assert found.top is not None and found.top.id in {HARBOUR, RIVER}
        assert found.top.match and found.total.value == 2
        only = sdk.match(asked, datasets=["default", "own-river"], topics=["sanction"], changed_since="2020-01-01")
        assert [hit.id for hit in only.results] == [RIVER]
        less = sdk.match(asked, exclude_entities=[RIVER], exclude_datasets=["own-river"], exclude_schemata=["Vessel"])
        assert [hit.id for hit in less.results] == [HARBOUR]
        assert sdk.match(Vessel(imoNumber="9074729")).results[0].properties["mmsi"] == ["351297000"]
        assert sdk.match(Company(name="Drinov Lines Shipping Co. Ltd.")).results[0].id == "own-harbour:C1"
        assert sdk.match(Person(name="Nobody Atall Whatever")).results == []
        assert sdk.fetch("own-harbour:P1").caption == "Teodor Valkanov Drinov"
        assert "sanctions" in sdk.fetch("own-harbour:P1").properties
        assert "sanctions" not in sdk.fetch("own-harbour:P1", nested=False).properties
        assert sdk.adjacent("own-harbour:P1").adjacent["sanctions"].total.value == 1
        assert sdk.adjacent("own-harbour:P1", prop="sanctions").results[0].schema_ == "Sanction"
        with pytest.raises(NotFoundError):
            sdk.fetch("own-harbour:none")
        with pytest.raises(BadRequestError):
            sdk.match(Person(address="somewhere"))
        people = [("a", Person(name="Ilze Kalnberza")), ("b", Person(address="x")), ("c", Person(name="Mark Halva"))]
        streamed = dict(sdk.match_iter(iter(people), on_error="collect"))
        assert isinstance(streamed["b"], MatchError)
        assert [streamed[key].results[0].id for key in ("a", "c")] == ["own-river:R2", "own-harbour:P3"]


def test_search_with_the_sdk_of_yente(served: Served) -> None:
    from yente_client import Client

    with Client(base_url=served.url, api_key="unused") as sdk:
        found = sdk.search("Drinov", schema="Person", countries=["bg"], facets=["countries", "topics", "datasets"])
        assert {hit.id for hit in found.results} >= {HARBOUR, RIVER}
        assert "own-harbour:C1" not in {hit.id for hit in found.results}
        assert found.facets["countries"].values[0].name == "bg"
        every = sdk.search("", limit=2, offset=1)
        assert every.total.value == 9
        assert len(every.results) == 2
        assert {hit.id for hit in sdk.search("", datasets=["own-river"]).results} == {RIVER, "own-river:R2"}
        assert [hit.id for hit in sdk.search("IMO 9074729").results] == ["own-harbour:V1"]


def test_the_enricher_of_nomenklatura(served: Served, tmp_path: Path) -> None:
    """It matches what an entity holds and reads the matches with all that hangs on them."""
    from followthemoney import Dataset, StatementEntity, model
    from nomenklatura.cache import Cache
    from nomenklatura.db import Session, get_engine
    from nomenklatura.enrich.yente import YenteEnricher

    dataset = Dataset.make({"name": "ours", "title": "Ours"})
    with Session(get_engine(f"sqlite:///{tmp_path}/cache.sqlite")) as session:
        cache = Cache(session, dataset, create=True)
        config = {"api": f"{served.url}/", "cutoff": 0.5, "api_key": "unused"}
        enricher = YenteEnricher(dataset, cache, config)
        asked = StatementEntity.from_data(
            dataset,
            {"id": "mine", "schema": "Person", "properties": {"name": ["Teodor Drinov"], "birthDate": ["1954-01-08"]}},
        )
        matches = list(enricher.match(asked))
        assert {match.id for match in matches} == {HARBOUR, RIVER}
        whole = [entity for match in matches if match.id == HARBOUR for entity in enricher.expand(asked, match)]
        assert {entity.schema.name for entity in whole} == {"Person", "Sanction"}
        sanction = next(entity for entity in whole if entity.schema.name == "Sanction")
        assert sanction.get("listingDate") == ["2021-05-01"]
        enricher.close()
    assert model.get("Person") is not None


def test_the_table_of_properties_is_that_of_followthemoney() -> None:
    from followthemoney import model

    from watchwire.web.yente.schema import properties, schemata

    for schema in schemata().values():
        theirs = model.get(schema.name)
        assert theirs is not None
        assert (schema.label, schema.plural) == (theirs.label, theirs.plural)
        held = {key: item for key, item in theirs.properties.items() if not item.stub and item.type.name != "entity"}
        assert set(schema.properties) == set(held)
        assert {key: item.type for key, item in schema.properties.items()} == {k: p.type.name for k, p in held.items()}
    assert all(item.number or item.type != "email" for item in properties().values())


def test_what_is_given_fits_the_model(client: httpx.Client) -> None:
    from followthemoney import model

    for party in ("P1", "C1", "V1", "A1"):
        record = client.get(f"/entities/own-harbour:{party}", params={"nested": False}).json()
        schema = model.get(record["schema"])
        assert schema is not None
        assert set(record["properties"]) <= set(schema.properties)
