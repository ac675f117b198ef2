"""The starter list: sound in itself, and right against the real UN list where that is at hand."""

from pathlib import Path

import pytest

from watchwire.lists.bundle import Bundle
from watchwire.lists.publisher import load_bundle
from watchwire.lists.starter import starter_list


def test_it_is_sound() -> None:
    snapshot, loaded = starter_list()
    assert loaded.problems == ()
    assert snapshot.starter
    ids = [party.id for party in loaded.parties]
    assert len(ids) == len(set(ids))
    for party in loaded.parties:
        assert party.names
        assert all(listing.reference and listing.list for listing in party.listings)


def test_it_holds_the_1718_list() -> None:
    _, loaded = starter_list()
    held = {listing.reference for party in loaded.parties for listing in party.listings if listing.list == "un-sc"}
    assert {f"KPi.{number:03d}" for number in range(1, 81)} <= held
    assert {f"KPe.{number:03d}" for number in range(1, 76)} <= held


@pytest.mark.data
def test_its_facts_are_those_of_the_real_list(real_lists: Path) -> None:
    path = max((real_lists / "un").glob("*.xml"))
    real = {party.listing.reference: party for party in load_bundle(Bundle.from_paths([path])).parties}
    _, loaded = starter_list()
    for party in loaded.parties:
        for listing in party.listings:
            if listing.list != "un-sc":
                continue
            assert listing.reference in real
            entry = real[listing.reference]
            assert entry.kind is party.kind
            assert listing.listed_on == entry.listing.listed_on, listing.reference
            years = {born.on.year for born in entry.birth_dates} | {
                born.until.year for born in entry.birth_dates if born.until
            }
            assert {born.on.year for born in party.birth_dates} <= years, listing.reference


@pytest.mark.data
def test_every_name_in_it_leads_to_the_real_entry(real_lists: Path) -> None:
    from watchwire.screening import Index, Query
    from watchwire.screening.lookup import look_up

    path = max((real_lists / "un").glob("*.xml"))
    index = Index.of(load_bundle(Bundle.from_paths([path])).parties)
    _, loaded = starter_list()
    missed = []
    for party in loaded.parties:
        if not party.id.startswith("un-sc:"):
            continue
        found = [match.party.id for match in look_up(index, Query(party.caption, party.kind), 3)]
        if party.id not in found:
            missed.append((party.id, party.caption))
    # The ministry was renamed by the committee; our entry keeps the name of the designation.
    assert {reference for reference, _ in missed} <= {"un-sc:KPe.054", "un-sc:KPe.047"}
