"""The article this project began with, against the real lists (where they and the gold set are at hand)."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.support.eu_transcription import to_ftm
from watchwire.brief import brief_record
from watchwire.confidence import Level, shown_from
from watchwire.lists import Library
from watchwire.lists.bundle import Bundle
from watchwire.model import Brief
from watchwire.read import Reader
from watchwire.sources.plain import read_plain

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def text() -> str:
    import os

    path = Path(os.environ.get("WATCHWIRE_GOLD", "")) / "mentions" / "mentions.jsonl"
    if not path.is_file():
        pytest.skip("WATCHWIRE_GOLD names no folder of gold data")
    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return str(next(document["text"] for document in documents if document["stratum"] == "seed"))


@pytest.fixture(scope="module")
def brief(text: str, tmp_path_factory: pytest.TempPathFactory) -> Brief:
    import os

    lists = Path(os.environ.get("WATCHWIRE_LISTS", ""))
    if not os.environ.get("WATCHWIRE_LISTS") or not lists.is_dir():
        pytest.skip("WATCHWIRE_LISTS names no folder of real lists")
    folder = tmp_path_factory.mktemp("real")
    library = Library(folder / "library")
    ofac = lists / "ofac"
    library.add(Bundle.from_paths([lists / "un" / "un-sc-2026-02-27.xml"]), "un")
    library.add(
        Bundle.from_paths(
            [ofac / "2023-01-21" / "sdn.csv", ofac / "2023-01-21" / "add.csv", ofac / "2025-12-24" / "alt.csv"]
        ),
        "ofac",
        version=date(2023, 1, 21),
    )
    for path in sorted((lists / "eu").glob("*.csv")):
        made = folder / f"{path.stem}.ftm.json"
        made.write_text(to_ftm(path), encoding="utf-8")
        library.add(Bundle.from_paths([made]), "eu", version=date(2026, 8, 1))
    return Reader(library, seconds=600).brief(read_plain(text))


def references(brief: Brief) -> dict[str, set[str]]:
    return {
        entity.name: {match.party.id for match in entity.matches if match.band.value != "weak"}
        for entity in brief.entities
    }


def test_it_is_dated_and_says_how(brief: Brief) -> None:
    published = brief.article.published
    assert published.on is not None
    assert abs((published.on - date(2023, 9, 12)).days) <= 1
    assert "566 days" in published.how


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Ri Pyong Chol", {"un-sc:KPi.076", "us-ofac-sdn:23215"}),
        ("Kim Jong-un", {"us-ofac-sdn:20157"}),
        ("Vladimir Putin", {"us-ofac-sdn:35096"}),
        ("Sergei Shoigu", {"us-ofac-sdn:35173"}),
        ("Dmitri Peskov", {"us-ofac-sdn:35320"}),
        ("Alexander Kozlov", {"us-ofac-sdn:41029", "ftm-eu-32014r0269:32014R0269-I.PERSONS-1327"}),
        ("Oleg Kojemiako", {"us-ofac-sdn:41064", "ftm-eu-32017r1509:32017R1509-XVI.A-33"}),
    ],
)
def test_who_is_listed(brief: Brief, name: str, wanted: set[str]) -> None:
    assert wanted <= references(brief)[name]


def test_no_other_bearer_of_a_name(brief: Brief) -> None:
    found = references(brief)
    assert not any(party.startswith("un-sc") for party in found["Kim Jong-un"])
    assert len(found["Alexander Kozlov"]) == 2
    assert len(found["Oleg Kojemiako"]) == 2


def test_who_is_not_listed(brief: Brief) -> None:
    listed = {name for name, parties in references(brief).items() if parties}
    assert listed == {
        "Kim Jong-un", "Vladimir Putin", "Dmitri Peskov", "Ri Pyong Chol", "Alexander Kozlov", "Oleg Kojemiako", "Sergei Shoigu",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "short", "times"),
    [
        ("Kim Jong-un", "Kim", 2),
        ("Oleg Kojemiako", "Kojemiako", 1),
        ("Dmitri Peskov", "Peskov", 1),
        ("Matthew Miller", "Miller", 1),
        ("Vladimir Putin", "Putin", 4),
    ],
)
def test_short_mentions_belong_to_their_entities(brief: Brief, name: str, short: str, times: int) -> None:
    entity = next(entity for entity in brief.entities if entity.name == name)
    assert [span.of(brief.article.text) for span in entity.mentions].count(short) >= times


def test_the_governor_was_not_yet_listed_by_the_eu(brief: Brief) -> None:
    entity = next(entity for entity in brief.entities if entity.name == "Oleg Kojemiako")
    status = {match.party.id.split(":")[0]: match.statuses[0] for match in entity.matches}
    assert status["ftm-eu-32017r1509"].status.value == "not yet"
    assert status["ftm-eu-32017r1509"].changed_on == date(2024, 5, 31)


def test_the_arms_concern(brief: Brief) -> None:
    least = shown_from(Level.LIKELY, "concerns")
    shown = [c for c in brief.concerns if c.confidence is None or c.confidence.value >= least]
    (concern,) = [c for c in shown if c.activity == "arms"]
    assert (concern.providers, concern.receivers, concern.certainty.value) == (("KP",), ("RU",), "speculated")
    assert {"un-1718-8b", "un-1874-9"} <= {measure.id for measure in concern.measures}
    roles = {next(e.name for e in brief.entities if e.id == item.entity): item.role for item in concern.listed}
    assert roles["Dmitri Peskov"] == "speaker"
    assert roles["Ri Pyong Chol"] == "named"


def test_the_contract_holds(brief: Brief) -> None:
    record = brief_record(brief)
    assert {version["list"] for version in record["lists"]} >= {"un-sc", "us-ofac-sdn"}
    json.dumps(record)


def test_releases_read_without_an_error(gold: Path, tmp_path: Path) -> None:
    import gzip

    reader = Reader(Library(tmp_path, named=False))
    (path,) = (gold / "news").glob("*.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for number, line in enumerate(stream) if number % 80 == 0][:25]
    briefs = [reader.brief(read_plain(f"{row['title']}\n\n{row['text']}")) for row in rows]
    assert len(briefs) == 25
    assert all(brief.entities for brief in briefs)
