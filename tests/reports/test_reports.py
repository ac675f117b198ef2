"""What people report of name-screening tools, one case a kind (`cases.tsv`), on a list of our own making (`lists.csv`)."""

import csv
from pathlib import Path

import pytest

from watchwire.bulk.rows import query_of
from watchwire.lists import Library
from watchwire.lists.bundle import Bundle
from watchwire.model import Band, Match
from watchwire.screening import Screener
from watchwire.screening.verbs import screener_for

HERE = Path(__file__).parent


def cases() -> list[dict[str, str]]:
    with (HERE / "cases.tsv").open(encoding="utf-8") as stream:
        rows = csv.reader((line for line in stream if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        heading = next(rows)
        return [dict(zip(heading, [*row, "", "", ""], strict=False)) for row in rows]


CASES = cases()


@pytest.fixture(scope="module")
def screener(tmp_path_factory: pytest.TempPathFactory) -> Screener:
    library = Library(tmp_path_factory.mktemp("reports") / "library")
    library.add(Bundle.from_paths([HERE / "lists.csv"]), "own")
    return screener_for(library, None)


def asked(screener: Screener, case: dict[str, str]) -> list[Match]:
    more = dict(part.split(" ", 1) for part in case["more"].split("; ") if part)
    return screener.screen(query_of(case["asked"], more.get("kind"), more.get("born"), more.get("country")), 5)


@pytest.mark.parametrize("case", CASES, ids=[case["kind"] for case in CASES])
def test_report(screener: Screener, case: dict[str, str]) -> None:
    matches = asked(screener, case)
    loud = [match for match in matches if match.band is not Band.WEAK]
    told = [(match.party.listing.reference, match.band.value, match.score) for match in matches]
    expected, _, band = case["expected"].partition("/")
    if expected == "-":
        assert not matches, told
    elif expected == "none":
        assert matches and not loud, told
    elif expected:
        assert loud, told
        assert loud[0].party.listing.reference == expected, told
        assert not band or loud[0].band.value == band, told
    assert not {match.party.listing.reference for match in loud} & set(filter(None, case["not"].split())), told


def test_each_kind_once() -> None:
    kinds = [case["kind"] for case in CASES]
    assert len(kinds) == len(set(kinds)) >= 45
