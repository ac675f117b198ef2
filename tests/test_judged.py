"""The judged set: what its files must hold, and that the weights learned from it can be read."""

import csv
import math
from pathlib import Path

import pytest
import yaml

from watchwire.confidence import Level, model, shown_from
from watchwire.confidence.model import Weights, confidence_of

HOME = Path(__file__).parent / "judged"
TEXTS = sorted(HOME.glob("*.yaml"))
SECTIONS = {"matches", "concerns", "designations", "instruments", "statements", "stances", "events", "people", "places"}


def test_there_are_sixty_texts_in_two_parts() -> None:
    parts = [yaml.safe_load(path.read_text(encoding="utf-8"))["part"] for path in TEXTS]
    assert len(parts) >= 60
    assert {"development", "unseen"} <= set(parts)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_has_source_licence_and_verdicts(path: Path) -> None:
    about = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert about["source"].startswith("https://") or (about["part"] == "news" and about["licence"] == "MIT")
    assert about["licence"]
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    with path.with_suffix(".tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows
    for row in rows:
        assert row["section"] in SECTIONS
        assert (row["verdict"], bool(row["kind"])) in {("right", False), ("struck", True)}
        assert all(int(end) <= len(text) for end in row["place"].replace("-", " ").split())
    for missing in about["missing"] or []:
        assert missing["section"] in SECTIONS
        assert missing["text"] in text


def test_two_readers_judged_sixty_texts() -> None:
    twice = 0
    for path in TEXTS:
        with path.with_suffix(".tsv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        twice += any(row["second"] for row in rows)
    assert twice >= 60


def test_levels_grow() -> None:
    for section in SECTIONS:
        assert shown_from(Level.ALL, section) == 0
        assert shown_from(Level.LIKELY, section) <= shown_from(Level.SURE, section)


def test_a_confidence_is_the_sum_of_its_reasons() -> None:
    plain = confidence_of("events", ["frame filled"])
    lacking = confidence_of("events", ["frame not filled", "speech, told among the statements"])
    assert 0 < lacking.value < plain.value < 1
    assert dict(lacking.reasons)["frame not filled"] < 0


def test_two_features_together_weigh_what_each_does_and_their_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Weights({"events": {"a": 1.0, "b": -0.5}}, {"events": {"a": {"b": -2.0}}}, {})
    monkeypatch.setattr(model, "weights", lambda: held)
    assert confidence_of("events", ["b", "a"]).value == pytest.approx(1 / (1 + math.exp(1.5)))
    assert confidence_of("events", ["b", "a"]).reasons == (("a, and b", -2.0), ("a", 1.0), ("b", -0.5))
    assert confidence_of("events", ["a"]).value == pytest.approx(1 / (1 + math.exp(-1.0)))


def test_every_pair_is_of_features_in_one_order() -> None:
    for pairs in model.weights().pairs.values():
        assert all(first < second for first, beside in pairs.items() for second in beside)
