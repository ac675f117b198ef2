"""The briefs of the examples, whole. When a change is meant: `python tasks.py golden`, and review the diff."""

import json
from typing import Any

import pytest

from tests.golden_briefs import NAMES, brief_of, path_of, reviewed


@pytest.fixture(scope="module")
def briefs() -> dict[str, dict[str, Any]]:
    return {name: brief_of(name) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str, briefs: dict[str, dict[str, Any]]) -> None:
    assert reviewed(briefs[name]) == json.loads(path_of(name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_every_span_points_at_its_text(name: str, briefs: dict[str, dict[str, Any]]) -> None:
    brief = briefs[name]
    text = brief["article"]["text"]
    ids = {entity["id"] for entity in brief["entities"]}
    for entity in brief["entities"]:
        for place in (*entity["mentions"], *entity["roles"]):
            assert text[place["start"] : place["end"]] == place["text"]
    for statement in brief["statements"]:
        assert statement["speaker"] is None or statement["speaker"] in ids
        for span in (statement["cue_span"], statement["speaker_span"] or [0, 1], *statement["content_spans"]):
            assert 0 <= span[0] < span[1] <= len(text)
    for event in brief["events"]:
        assert set(event["actors"]) | set(event["recipients"]) <= ids
    for concern in brief["concerns"]:
        assert concern["measures"] or concern["kind"] != "activity"


def test_the_man_on_the_list_is_never_missed(briefs: dict[str, dict[str, Any]]) -> None:
    found = {m["reference"]: e for e in briefs["summit.txt"]["entities"] for m in e["matches"]}
    assert {"KPi.076", "23215", "20157", "35096", "KPi.038"} <= set(found)
    assert found["KPi.076"]["name"] == "Ri Pyong-chol"


def test_listing_and_role_are_kept_apart(briefs: dict[str, dict[str, Any]]) -> None:
    brief = briefs["summit.txt"]
    names = {entity["id"]: entity["name"] for entity in brief["entities"]}
    (arms,) = [c for c in brief["concerns"] if c["activity"] == "arms"]
    roles = {names[item["entity"]]: item["role"] for item in arms["listed"]}
    assert roles["Dmitry Peskov"] == "speaker"
    assert roles["Ri Pyong-chol"] == "named"
    assert "Oleg Kojemyako" not in {n for n, r in roles.items() if r == "actor"}


def test_the_starter_list_says_what_it_is(briefs: dict[str, dict[str, Any]]) -> None:
    brief = briefs["wire.txt"]
    assert brief["lists"][0]["starter"] is True
    assert any("starter list" in note and "watchwire lists update" in note for note in brief["notes"])
