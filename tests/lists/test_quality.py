"""Weak names of OFAC's stay weak in the screening list, which repeats them."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.lists.test_subjects import entry
from watchwire.lists import Library, open_holdings
from watchwire.lists.bundle import Bundle
from watchwire.lists.quality import with_quality_of_origin, without_origin
from watchwire.model import NameQuality, Party, PartyName

WEAK, STRONG = NameQuality.WEAK, NameQuality.STRONG


def ofac(*names: tuple[str, NameQuality]) -> Party:
    return replace(
        entry("us-ofac-sdn:77", "x"), names=tuple(PartyName(text, quality=quality) for text, quality in names)
    )


def test_the_repetition_follows() -> None:
    origin = ofac(("Ann EXAMPLE", STRONG), ("EXAMPLE, The One", WEAK), ("Twice", WEAK), ("Twice", STRONG))
    repeated = entry("us-csl:SDN-77", "EXAMPLE, Ann", "The One Example", "Twice", "New", cites=("us-ofac-sdn:77",))
    another = entry("us-csl:SDN-78", "The One Example", cites=("us-ofac-sdn:78",))
    found = {party.id: party for party in with_quality_of_origin([repeated, origin, another])}
    assert [name.quality for name in found["us-csl:SDN-77"].names] == [STRONG, WEAK, STRONG, STRONG]
    assert found["us-csl:SDN-78"] == another
    assert found["us-ofac-sdn:77"] == origin


def test_without_the_sdn_list_nothing_changes() -> None:
    repeated = entry("us-csl:SDN-77", "The One Example", cites=("us-ofac-sdn:77",))
    assert with_quality_of_origin([repeated]) == (repeated,)


@pytest.mark.parametrize(
    ("lists", "told"),
    [(("us-csl",), True), (("us-csl", "un-sc"), True), (("us-csl", "us-ofac-sdn"), False), (("un-sc",), False)],
)
def test_a_screening_list_without_its_origin_is_told(lists: tuple[str, ...], told: bool) -> None:
    said = without_origin(lists)
    assert (said is not None) == told
    assert said is None or ("weak" in said and "lists update us-ofac-sdn" in said)


@pytest.mark.data
def test_no_weak_name_of_the_sdn_list_is_strong_through_the_screening_list(real_lists: Path, tmp_path: Path) -> None:
    library = Library(tmp_path)
    for path in ("ofac/2021-07-07", "csl/csl-2022-04.csv.gz"):
        library.add(Bundle.from_paths([real_lists / path]), path)
    parties = {party.id: party for party in open_holdings(library).parties}
    checked = 0
    for party in parties.values():
        origin = parties.get(f"us-ofac-sdn:{party.id.removeprefix('us-csl:SDN-')}")
        if party.id.startswith("us-csl:SDN-") and origin:
            weak = {name.full.casefold() for name in origin.names if name.quality is WEAK}
            checked += len(weak)
            assert not {name.full.casefold() for name in party.names if name.quality is STRONG} & weak, party.id
    assert checked > 2000
