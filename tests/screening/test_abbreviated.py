"""Names that share no word: an acronym and the body's full name, a name written as one; and names that a list calls weak."""

import pytest

from watchwire.model import Band, Listing, NameKind, NameQuality, Party, PartyKind, PartyName
from watchwire.screening import Index, Query
from watchwire.screening.lookup import look_up

PERSON, BODY = PartyKind.PERSON, PartyKind.ORGANIZATION
WEAK = NameQuality.WEAK


def party(number: int, kind: PartyKind, name: str, *weak: str) -> Party:
    names = (PartyName(name), *(PartyName(other, NameKind.ALIAS, WEAK) for other in weak))
    return Party(f"list:{number}", kind, names, (Listing("list", str(number)),))


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.of(
        (
            party(0, BODY, "Quillon Brine Transport of Vorland"),
            party(1, BODY, "TMSO"),
            party(2, PERSON, "Jawad Nur al-Din"),
            party(3, PERSON, "Halvid Noureddine"),
            party(4, PERSON, "Ostrano Mertens", "Abu Chaparo"),
            party(5, PERSON, "Abu Illiavel Djurbo"),
            party(6, PERSON, "Vorlan Petrunne", "VP"),
        )
    )


@pytest.mark.parametrize(
    ("asked", "kind", "found"),
    [
        ("QBTV", BODY, "list:0"),
        ("QBTV", None, "list:0"),
        ("Tamarisk Mill and Salt Office", BODY, "list:1"),
        ("Jawad Noureddine", PERSON, "list:2"),
        ("Halvid Nur al-Din", PERSON, "list:3"),
    ],
)
def test_a_party_is_found_by_what_shares_no_word(index: Index, asked: str, kind: PartyKind | None, found: str) -> None:
    matches = look_up(index, Query(asked, kind))
    assert [match.party.id for match in matches[:1]] == [found]


def test_a_weak_name_that_agrees_goes_before_a_strong_one_that_hardly_does(index: Index) -> None:
    matches = look_up(index, Query("Abu Chaparo", PERSON), least=0.0)
    assert matches[0].party.id == "list:4"
    assert matches[0].band is Band.WEAK
    assert next(reason.weight for reason in matches[0].comparison.reasons if reason.feature == "weak alias") < 0


def test_what_raises_an_alert_goes_before_a_weak_name(index: Index) -> None:
    both = Index.of((*index.parties, party(7, PERSON, "Abu Chapparo Djurbo Abu Chaparo")))
    found = [
        match.party.id for match in look_up(both, Query("Abu Chaparo Djurbo", PERSON)) if match.band is not Band.WEAK
    ]
    assert found[:1] == ["list:7"]


def test_initials_alone_are_nobody(index: Index) -> None:
    assert all(match.party.id != "list:6" for match in look_up(index, Query("Valdomir Pestrano", PERSON)))
