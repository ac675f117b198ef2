"""Names of one party are mixed: what one of them lacks and another has speaks for the party, not against it."""

import pytest

from watchwire.model import Listing, Match, Party, PartyKind, PartyName
from watchwire.names.compare import OTHER_NAME
from watchwire.screening import Index, Query
from watchwire.screening.lookup import look_up

PERSON, BODY = PartyKind.PERSON, PartyKind.ORGANIZATION
LISTED = (
    (PERSON, ("Ostrano Illiavel Djurbo", "Halvid Petrunne Chaparo")),
    (PERSON, ("Ostrano Illiavel Mertens",)),
    (BODY, ("Quarzine Trading House", "Vorlan Meridale Trading")),
    (BODY, ("Tamarisk Airways", "Ostrelin Sazeman")),
    (PERSON, ("Mohammadreza Jafarivandari",)),
)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.of(
        tuple(
            Party(f"list:{number}", kind, tuple(map(PartyName, names)), (Listing("list", str(number)),))
            for number, (kind, names) in enumerate(LISTED)
        )
    )


def found(index: Index, asked: str, kind: PartyKind) -> dict[str, Match]:
    return {match.party.id: match for match in look_up(index, Query(asked, kind), 20, least=0.0)}


@pytest.mark.parametrize(
    ("asked", "kind", "mixed", "word"),
    [
        ("Halvid Illiavel Djurbo", PERSON, "list:0", "halvid"),
        ("Halvyd Illiavel Djurbo", PERSON, "list:0", "halvyd"),  # respelt
        ("Quarzine Meridale House", BODY, "list:2", "meridale"),
    ],
)
def test_a_word_of_another_name_speaks_for_the_party(
    index: Index, asked: str, kind: PartyKind, mixed: str, word: str
) -> None:
    match = found(index, asked, kind)[mixed]
    told = [reason for reason in match.comparison.reasons if reason.feature == OTHER_NAME]
    assert len(told) == 1
    assert told[0].weight > 0
    assert word in told[0].detail


@pytest.mark.parametrize(
    ("asked", "kind", "party"),
    [
        ("Petrunne Illiavel", PERSON, "list:0"),
        ("Chaparo Illiavel", None, "list:0"),
        ("Quarzine Meridale", BODY, "list:2"),
    ],
)
def test_a_mixed_name_is_shown_by_an_ordinary_look_up(
    index: Index, asked: str, kind: PartyKind | None, party: str
) -> None:
    every = {match.party.id: match.score for match in look_up(index, Query(asked, kind), 20, least=0.0)}
    shown = {match.party.id: match.score for match in look_up(index, Query(asked, kind), 20)}
    assert shown[party] == every[party]


def test_it_puts_the_party_before_one_with_as_good_a_name(index: Index) -> None:
    answers = found(index, "Ostrano Illiavel Halvid", PERSON)
    assert answers["list:0"].score > answers["list:1"].score


def test_a_word_that_very_many_bear_tells_less() -> None:
    def told(other: str, asked: str, kind: PartyKind) -> float:
        names = ("Ostrano Illiavel", other) if kind is PERSON else ("Quarzine Trading House", other)
        index = Index.of((Party("list:0", kind, tuple(map(PartyName, names)), (Listing("list", "0"),)),))
        without = frozenset(k for k, entry in enumerate(index.entries) if entry.name.full == asked)
        (match,) = look_up(index, Query(asked, kind), least=0.0, without=without)
        return sum(reason.weight for reason in match.comparison.reasons if reason.feature == OTHER_NAME)

    assert told("Muhammad Petrunne", "Muhammad Illiavel", PERSON) < told("Halvid Petrunne", "Halvid Illiavel", PERSON)
    common = told("Islamic Meridale", "Quarzine Islamic", BODY)
    assert common < told("Vorlan Meridale", "Quarzine Vorlan", BODY)


@pytest.mark.parametrize("asked", ["Ostrano Illiavel Brenner", "Ostrano Illiavel"])
def test_nothing_is_told_where_no_other_name_has_the_word(index: Index, asked: str) -> None:
    for match in found(index, asked, PERSON).values():
        assert not [reason for reason in match.comparison.reasons if reason.feature == OTHER_NAME]


def test_names_that_are_left_out_tell_nothing(index: Index) -> None:
    without = frozenset(k for k, entry in enumerate(index.entries) if entry.name.full == LISTED[0][1][1])
    (match,) = [
        match
        for match in look_up(index, Query("Halvid Illiavel Djurbo", PERSON), 20, least=0.0, without=without)
        if match.party.id == "list:0"
    ]
    assert not [reason for reason in match.comparison.reasons if reason.feature == OTHER_NAME]


@pytest.mark.parametrize(
    ("asked", "kind", "party"),
    [
        ("Tamarisk Airlines", BODY, "list:3"),
        ("Ostrelin Organization", BODY, "list:3"),  # Persian
        ("Mohammad Reza Jafari Vandari", PERSON, "list:4"),  # two words for one, twice, and no other
    ],
)
def test_translated_and_parted_words_lead_to_the_name(index: Index, asked: str, kind: PartyKind, party: str) -> None:
    first = look_up(index, Query(asked, kind))[0]
    assert first.party.id == party
    assert first.score >= 0.5


@pytest.mark.parametrize(("asked", "other"), [("Islamic Group", "Muslim Association"), ("Oil Bank", "Petroleum Banka")])
def test_translated_words_alone_are_no_name(asked: str, other: str) -> None:
    lone = Index.of((Party("list:0", BODY, (PartyName(other),), (Listing("list", "0"),)),))
    assert all(match.score < 0.5 for match in look_up(lone, Query(asked, BODY), least=0.0))
