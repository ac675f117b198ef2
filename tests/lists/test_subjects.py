"""Entries of several lists that are one party: what joins them, and what must not."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchwire.lists import Library, open_holdings
from watchwire.lists.bundle import Bundle
from watchwire.lists.subjects import Subjects, join_subjects, list_of
from watchwire.model import (
    BirthDate,
    Identifier,
    Listing,
    NameKind,
    NameQuality,
    PartialDate,
    Party,
    PartyKind,
    PartyName,
)
from watchwire.read import Reader
from watchwire.sources.plain import read_plain


def entry(
    party_id: str,
    *names: str,
    born: str | None = None,
    kind: PartyKind = PartyKind.PERSON,
    countries: tuple[str, ...] = (),
    cites: tuple[str, ...] = (),
    numbers: tuple[Identifier, ...] = (),
    gender: str | None = None,
    weak: bool = False,
) -> Party:
    list_id, _, reference = party_id.partition(":")
    quality = NameQuality.WEAK if weak else NameQuality.STRONG
    return Party(
        party_id,
        kind,
        tuple(
            PartyName(name, NameKind.ALIAS if number else NameKind.PRIMARY, quality)
            for number, name in enumerate(names)
        ),
        (Listing(list_id, reference),),
        birth_dates=(BirthDate(PartialDate.parse(born.removeprefix("circa ")), circa=born.startswith("circa")),)
        if born
        else (),
        countries=countries,
        identifiers=numbers,
        gender=gender,
        cross_references=cites,
    )


BODY = PartyKind.ORGANIZATION
SHIP = PartyKind.VESSEL
PASS = (Identifier("passport", "AB 123-456", "KP"),)
SAME = [
    pytest.param(
        entry("eu-fsf:EU.1.2", "Ri, Somebody", cites=("un-sc:KPi.900",), born="1950"),
        entry("un-sc:KPi.900", "Ri Pyong Example", born="1949"),
        "cross-reference",
        id="a list cites another, and spells the birth date differently",
    ),
    pytest.param(
        entry("us-csl:SDN-77", "X", cites=("us-ofac-sdn:77",)),
        entry("us-csl:SSI-77", "X", cites=("us-ofac-sdn:77",)),
        "cross-reference",
        id="both cite an entry that is not held, in two lists within the screening list",
    ),
    pytest.param(entry("us-ofac-sdn:9", "A"), entry("us-ofac-cons:9", "B"), "cross-reference", id="OFAC's own numbers"),
    pytest.param(
        entry("un-sc:KPi.901", "Kim Example", numbers=PASS),
        entry("us-ofac-sdn:1", "Gim Eksample", numbers=(Identifier("passport", "ab123456", "KP"),)),
        "identifier",
        id="a passport of one country",
    ),
    pytest.param(
        entry("un-sc:KPi.901", "Kim Example", numbers=PASS, born="1960-01-02"),
        entry("us-ofac-sdn:1", "Gim Eksample", numbers=(Identifier("passport", "AB123456"),), born="1960-01-02"),
        "identifier",
        id="a passport without its country, with a birth date",
    ),
    pytest.param(
        entry("gb-uksl:DPR1", "BLUE HERON", kind=SHIP, numbers=(Identifier("imo", "9074729"),)),
        entry("us-ofac-sdn:2", "RED HERON", kind=SHIP, numbers=(Identifier("imo", "9074729"),)),
        "identifier",
        id="a ship under another name",
    ),
    pytest.param(
        entry("eu-fsf:EU.3.4", "José ÉXAMPLE Doe", born="1960-05-06"),
        entry("us-ofac-sdn:3", "DOE, Jose Example", born="1960-05-06"),
        "name and birth date",
        id="accents, case and order aside",
    ),
    pytest.param(
        entry("un-sc:KPi.902", "RI PYONG EXAMPLE", born="1948", countries=("KP",)),
        entry("us-ofac-sdn:4", "Pyong Example RI", born="1948", countries=("KP",)),
        "name, country and birth year",
        id="only the year is known",
    ),
    pytest.param(
        entry("un-sc:KPe.1", "Korea Example Trading", kind=BODY, countries=("KP",)),
        entry("us-ofac-sdn:5", "KOREA EXAMPLE TRADING", kind=BODY, countries=("KP", "CN")),
        "name and country",
        id="a body",
    ),
    pytest.param(
        entry("un-sc:SOe.9", "AL-EXAMPLE", "Example Youth Movement", "EYM", kind=BODY),
        entry("us-ofac-sdn:6", "EXAMPLE YOUTH MOVEMENT", "Al Example", kind=BODY, countries=("SO",)),
        "several names",
        id="a body of which one list gives no country",
    ),
    pytest.param(
        entry("un-sc:QDe.9", "JAMA'A NUSRAT UL-ISLAM WA AL-MUSLIMIN (JNIM)", kind=BODY),
        entry("us-ofac-sdn:7", "JAMA'AT NUSRAT AL-ISLAM WAL-MUSLIMIN", kind=BODY),
        "body of the table of press forms",
        id="a body that the news names daily, spelt in two ways",
    ),
]
APART = [
    pytest.param(entry("eu-fsf:1", "Ivan Kozlov", born="1960-05-06"), entry("us-ofac-sdn:1", "Ivan Kozlov", born="1961-05-06"), id="born on another day"),
    pytest.param(entry("eu-fsf:1", "Ivan Kozlov"), entry("us-ofac-sdn:1", "Ivan Kozlov"), id="a name alone"),
    pytest.param(entry("eu-fsf:1", "Kozlov", born="1960-05-06"), entry("us-ofac-sdn:1", "Kozlov", born="1960-05-06"), id="one word"),
    pytest.param(entry("eu-fsf:1", "The Old Man", born="1960-05-06", weak=True), entry("us-ofac-sdn:1", "The Old Man", born="1960-05-06", weak=True), id="weak names"),
    pytest.param(entry("eu-fsf:1", "A B", numbers=PASS, gender="male"), entry("us-ofac-sdn:1", "C D", numbers=PASS, gender="female"), id="gender"),
    pytest.param(entry("eu-fsf:1", "A B", numbers=PASS, born="1950"), entry("us-ofac-sdn:1", "C D", numbers=PASS, born="1960"), id="a passport, but another birth year"),
    pytest.param(entry("eu-fsf:1", "A B", cites=("un-sc:1",)), entry("un-sc:1", "A B", kind=BODY), id="kinds, whatever is cited"),
    pytest.param(entry("eu-fsf:1", "A B", numbers=(Identifier("passport", "AB123456", "KP"),)), entry("us-ofac-sdn:1", "C D", numbers=(Identifier("passport", "AB123456", "RU"),)), id="a number of two countries"),
    pytest.param(entry("eu-fsf:1", "A B", numbers=(Identifier("phone", "+7 495 1234567", "RU"),)), entry("us-ofac-sdn:1", "C D", numbers=(Identifier("phone", "+7 495 1234567", "RU"),)), id="a phone"),
    pytest.param(entry("eu-fsf:1", "A B", numbers=(Identifier("passport", "000000", "RU"),)), entry("us-ofac-sdn:1", "C D", numbers=(Identifier("passport", "000000", "RU"),)), id="no number at all"),
    pytest.param(entry("eu-fsf:1", "Example Trading", kind=BODY, countries=("SY",)), entry("us-ofac-sdn:1", "Example Trading", kind=BODY, countries=("IR",)), id="a body elsewhere"),
    pytest.param(entry("eu-fsf:1", "Example Trading", kind=BODY), entry("us-ofac-sdn:1", "Example Trading", kind=BODY, countries=("IR",)), id="one name, and a list gives no country"),
    pytest.param(entry("eu-fsf:1", "Example Trading", "Second Name", kind=BODY, countries=("SY",)), entry("us-ofac-sdn:1", "Example Trading", "Second Name", kind=BODY, countries=("IR",)), id="two names, but a body elsewhere"),
    pytest.param(entry("us-ofac-sdn:1", "Ivan Kozlov", born="1960-05-06", numbers=PASS), entry("us-ofac-sdn:2", "Ivan Kozlov", born="1960-05-06", numbers=PASS), id="two entries of one list"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "why"), SAME)
def test_one_subject(one: Party, other: Party, why: str) -> None:
    found = join_subjects([one, other])
    assert found.of(one.id) == found.of(other.id)
    assert why in {join.why for join in found.joins}


@pytest.mark.parametrize(("one", "other"), APART)
def test_kept_apart(one: Party, other: Party) -> None:
    found = join_subjects([one, other])
    assert found.of(one.id) != found.of(other.id)
    assert found.joins == ()


def test_what_is_refused_is_told() -> None:
    one, other = (
        entry("un-sc:1", "A B", numbers=PASS, born="1950"),
        entry("us-ofac-sdn:1", "C D", numbers=PASS, born="1960"),
    )
    (refused,) = join_subjects([one, other]).apart
    assert "un-sc:1 was born 1950, us-ofac-sdn:1 1960" in refused.detail


def test_the_leading_entry_and_its_members() -> None:
    cites = ("un-sc:KPi.900",)
    ids = ["own-x:1", "us-csl:SDN-1", "gb-ofsi:4", "eu-fsf:5", "us-ofac-cons:1", "us-ofac-sdn:1", "un-sc:KPi.900"]
    found = join_subjects([entry(one, "A", cites=cites) for one in ids])
    assert found.of("own-x:1") == "un-sc:KPi.900"
    assert found.members("un-sc:KPi.900") == (
        "un-sc:KPi.900", "us-ofac-sdn:1", "us-ofac-cons:1", "eu-fsf:5", "gb-ofsi:4", "us-csl:SDN-1", "own-x:1",
    )  # fmt: skip
    assert found.of("nobody:1") == "nobody:1"
    assert found.members("nobody:1") == ("nobody:1",)


def test_a_chain_never_joins_two_entries_of_a_list() -> None:
    """The list that cites is taken first; the second Kozlov, of that name and day too, stays apart."""
    middle = entry("us-ofac-sdn:1", "Ivan Kozlov", "Oleg Kozlov", born="1960-05-06")
    first = entry("eu-fsf:1", "Ivan Kozlov", born="1960-05-06")
    second = entry("eu-fsf:2", "Oleg Kozlov", born="1960-05-06")
    found = join_subjects([second, middle, first])
    assert found.of("eu-fsf:1") == "us-ofac-sdn:1"
    assert found.of("eu-fsf:2") == "eu-fsf:2"
    assert "two entries of one list" in found.apart[0].detail


def test_a_common_name_does_not_set_a_body_apart() -> None:
    banks = [entry(f"us-ofac-sdn:{n}", f"National Bank {n:03}", kind=BODY, countries=("IR",)) for n in range(30)]
    one = entry("us-ofac-sdn:99", "National Bank", kind=BODY, countries=("IR",))
    other = entry("eu-fsf:1", "National Bank", kind=BODY, countries=("IR",))
    assert join_subjects([*banks, one, other]).joins == ()


_IDS = st.sampled_from(
    [f"{name}:{n}" for name in ("un-sc", "us-ofac-sdn", "eu-fsf", "us-csl", "own-x") for n in range(4)]
)
_PARTIES = st.lists(
    st.builds(
        lambda party_id, name, born, cites, number: entry(
            party_id,
            f"Ivan {name}",
            born=born,
            cites=cites,
            numbers=(Identifier("passport", number, "RU"),),
            countries=("RU",),
        ),
        _IDS,
        st.sampled_from(["Kozlov", "Petrov"]),
        st.sampled_from(["1960-05-06", "1960", "circa 1961", "1970-01-01"]),
        st.lists(_IDS, max_size=2).map(tuple),
        st.sampled_from(["1234567", "7654321", "1"]),
    ),
    max_size=12,
    unique_by=lambda party: party.id,
)


def _groups(found: Subjects, parties: list[Party]) -> set[tuple[str, ...]]:
    return {found.members(found.of(party.id)) for party in parties}


def test_of_two_entries_that_share_names_with_one_the_one_that_shares_more() -> None:
    """A list has the smaller body's names as aliases of the larger one, into which it went."""
    larger = entry("un-sc:QDe.4", "The Base Example", "Example Front", "Base of Example", "Islamic Example", kind=BODY)
    smaller = entry("un-sc:QDe.3", "Example Jihad Band", "Jihad Band", kind=BODY)
    both = entry(
        "us-ofac-sdn:6",
        "The Base Example",
        "Example Front",
        "Base of Example",
        "Example Jihad Band",
        "Jihad Band",
        kind=BODY,
    )
    subjects = join_subjects([larger, smaller, both])
    assert subjects.members("un-sc:QDe.4") == ("un-sc:QDe.4", "us-ofac-sdn:6")
    assert subjects.of("un-sc:QDe.3") == "un-sc:QDe.3"


@settings(deadline=None)
@given(_PARTIES, st.randoms())
def test_the_order_of_the_parties_does_not_matter(parties: list[Party], random: object) -> None:
    shuffled = list(parties)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert join_subjects(parties) == join_subjects(shuffled)


@settings(deadline=None)
@given(_PARTIES)
def test_subjects_are_a_partition_without_two_entries_of_one_list(parties: list[Party]) -> None:
    found = join_subjects(parties)
    groups = _groups(found, parties)
    assert sorted(one for group in groups for one in group) == sorted(party.id for party in parties)
    for group in groups:
        assert len({list_of(one) for one in group}) == len(group)
        assert all(found.of(one) == group[0] for one in group)
    for join in found.joins:
        assert found.of(join.one) == found.of(join.other)


@pytest.mark.data
def test_real_lists(real_lists) -> None:  # type: ignore[no-untyped-def]
    from watchwire.lists.bundle import Bundle
    from watchwire.lists.publisher import load_bundle

    paths = ("un/un-sc-2026-02-27.xml", "ofac/2023-01-21", "ofac-consolidated/2025-12-19", "csl/csl-2022-04.csv.gz")
    found = join_subjects(
        party for path in paths for party in load_bundle(Bundle.from_paths([real_lists / path])).parties
    )
    assert found.members("un-sc:KPi.076") == ("un-sc:KPi.076", "us-ofac-sdn:23215", "us-csl:SDN-23215")
    assert found.members("us-ofac-sdn:35096") == ("us-ofac-sdn:35096", "us-csl:SDN-35096")
    # Two senders of one family name, and of several lists, stay two subjects.
    assert found.of("us-ofac-sdn:41029") != found.of("us-ofac-sdn:41064")


def test_a_brief_names_the_subject_of_the_whole_library(tmp_path: Path) -> None:
    """Two entries that only a third one joins are one subject, though the article names but the two."""
    row = '{{"id":"{id}","schema":"Person","properties":{{"name":["{name}"],"birthDate":["{born}"],{more}"topics":["sanction"]}},"datasets":["{set}"]}}\n'
    rows = {
        "one": row.format(id="a", name="Casimir Thistlewood", born="1961-02-03", more="", set="one"),
        "two": row.format(id="b", name="Casimir Thistlewood", born="1961-02-03", more='"alias":["Oskar Pimpernell"],', set="two"),
        "three": row.format(id="c", name="Oskar Pimpernell", born="1961-02-03", more="", set="three"),
    }  # fmt: skip
    library = Library(tmp_path / "library")
    for name, line in rows.items():
        path = tmp_path / f"{name}.ftm.json"
        path.write_text(line)
        library.add(Bundle.from_paths([path]), "x", date(2024, 1, 1))
    only = open_holdings(library, only=frozenset({"ftm-one", "ftm-three"}))
    assert only.subject_of("ftm-three:c") == "ftm-three:c"
    held = open_holdings(library)
    assert held.subject_of("ftm-three:c") == held.subject_of("ftm-two:b") == "ftm-one:a"
    text = "Casimir Thistlewood met Oskar Pimpernell in Oslo on Monday, a spokesman said to reporters."
    matches = [m for entity in Reader(library).brief(read_plain(text)).entities for m in entity.matches]
    assert {m.party.id for m in matches} >= {"ftm-one:a", "ftm-three:c"}
    assert {m.subject for m in matches} == {"ftm-one:a"}


@settings(deadline=None)
@given(st.permutations(range(12)), st.integers(1, 11))
def test_what_is_left_aside_of_the_largest_list_changes_no_join(order: list[int], shared: int) -> None:
    """A list of clients of which a few are on other lists: the joins are those of the few."""
    clients = [
        entry(f"own-clients:{number}", f"Somebody Number{number}", born=f"19{50 + number}-01-02", countries=("NO",))
        for number in range(12)
    ]
    others = [entry(f"un-sc:{k}", f"Somebody Number{k}", born=f"19{50 + k}-01-02") for k in order[:shared]]
    subjects = join_subjects([*clients, *others])
    assert {(join.one, join.other) for join in subjects.joins} == {
        (f"un-sc:{k}", f"own-clients:{k}") for k in order[:shared]
    }
    assert join_subjects(clients) == Subjects()
