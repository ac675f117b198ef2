"""From a sentence to the measure that covers it, and the sentences that raise no concern."""

from datetime import date
from pathlib import Path

import pytest

from watchwire.entities import build_entities
from watchwire.errors import DataFileError
from watchwire.events import build_events
from watchwire.language import find_dates, language_for
from watchwire.measures import Sides, find_concerns, measures_for, rule_base
from watchwire.measures.schema import measures_from
from watchwire.model import Article, Concern, Verification
from watchwire.statements import build_statements

DAY = date(2023, 9, 12)


def concerns(text: str, day: date = DAY) -> tuple[Concern, ...]:
    analysis = language_for("en").analyse(Article(text, language="en"))
    entities = build_entities(analysis, [])
    statements = build_statements(analysis, entities)
    events = build_events(analysis, entities, statements, find_dates(analysis, day))
    return find_concerns(analysis, entities, statements, events, day)


def table() -> list[dict[str, str]]:
    lines = (Path(__file__).parent / "concerns.tsv").read_text(encoding="utf-8").splitlines()
    heading, *held = [line.split("\t") for line in lines if not line.startswith("#")]
    return [dict(zip(heading, row, strict=True)) for row in held]


@pytest.mark.parametrize("row", table(), ids=lambda row: row["text"][:60])
def test_sentence(row: dict[str, str]) -> None:
    found = concerns(row["text"], date.fromisoformat(row["day"]))
    told = [(c.activity, " ".join(c.providers), " ".join(c.receivers), c.certainty.value) for c in found]
    wanted = [] if row["activity"] == "none" else [(row["activity"], row["from"], row["to"], row["certainty"])]
    assert told == wanted
    assert all(concern.measures for concern in found)


def ids(activity: str, providers: tuple[str, ...], receivers: tuple[str, ...], day: date) -> list[str]:
    return [measure.id for measure in measures_for(activity, Sides(providers, receivers), day)]


@pytest.mark.parametrize(
    ("activity", "providers", "receivers", "day", "expected", "absent"),
    [
        (
            "arms",
            ("KP",),
            ("RU",),
            DAY,
            {"un-1718-8b", "un-1874-9", "us-eo-13551"},
            {"un-1718-8a", "eu-2016-849"},
        ),
        ("arms", ("RU",), ("KP",), DAY, {"un-1718-8a", "un-1874-10", "un-2270-6"}, {"un-1718-8b"}),
        ("arms", ("KP",), ("RU",), date(2007, 1, 1), {"un-1718-8b"}, {"un-1874-9"}),
        ("arms", ("KP",), ("RU",), date(2006, 1, 1), set(), {"un-1718-8b"}),
        ("fuel", ("RU",), ("KP",), DAY, {"un-2397-4", "un-2397-5"}, set()),
        ("arms", ("FR",), ("KP",), DAY, {"un-1718-8a", "eu-2016-849"}, set()),
        ("arms", ("RU",), ("IR",), date(2025, 10, 10), {"un-1929-8"}, set()),
        ("arms", ("RU",), ("IR",), date(2025, 9, 1), set(), {"un-1929-8"}),
    ],
)
def test_measures_of_the_day(
    activity: str,
    providers: tuple[str, ...],
    receivers: tuple[str, ...],
    day: date,
    expected: set[str],
    absent: set[str],
) -> None:
    found = set(ids(activity, providers, receivers, day))
    assert expected <= found
    assert not absent & found


def test_the_rule_base_is_sound() -> None:
    base = {measure.id: measure for measure in rule_base()}
    for measure in base.values():
        assert measure.summary.endswith(".")
        assert measure.source.startswith("https://")
        assert measure.activities
        assert measure.checked_on is not None
        for other in (*measure.widened_by, *measure.superseded_by, *measure.implements):
            assert other in base, f"{measure.id} names {other}, which is not there"


def test_the_iran_snapback_is_contested() -> None:
    back = [
        m for m in rule_base() if m.targets == ("IR",) and m.issuer == "UN" and m.in_force_from == date(2025, 9, 28)
    ]
    assert back
    assert all(m.contested_by for m in back)


def test_only_what_was_seen_is_verified() -> None:
    verified = {m.id for m in rule_base() if m.verification is Verification.VERIFIED}
    assert {"un-1718-8a", "un-1718-8d", "un-1718-8e", "un-1874-10", "un-2371-8", "un-2397-4"} <= verified
    assert not {"un-1718-8b", "un-1874-9", "un-2270-6"} & verified


def test_a_faulty_rule_file_names_every_fault() -> None:
    with pytest.raises(DataFileError) as error:
        measures_from(
            {"issuer": "X", "measures": [{"id": "a", "direction": "sideways", "from": "soon"}, 3]},
            "mine.yaml",
        )
    text = str(error.value)
    for part in (
        "mine.yaml, measure 1 (a)",
        "`summary` is missing",
        "'sideways'",
        "'soon'",
        "measure 2 (?): not a mapping",
    ):
        assert part in text


def test_own_rules_are_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.yaml").write_text(
        "issuer: CH\ninstrument: SR 946\ntargets: [KP]\nmeasures:\n  - {id: ch-1, paragraph: '1', title: T, summary: S., "
        "activities: [arms], direction: both, source: 'https://example.org', paragraph_seen: false}\n"
    )
    monkeypatch.setenv("WATCHWIRE_MEASURES", str(tmp_path))
    rule_base.cache_clear()
    try:
        assert "ch-1" in ids("arms", ("KP",), ("RU",), DAY)
    finally:
        rule_base.cache_clear()
