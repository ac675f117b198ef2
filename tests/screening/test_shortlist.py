"""What a look-up leaves out before it weighs a name must not be what it would have shown."""

import pytest

from watchwire.model import Listing, Party, PartyKind, PartyName
from watchwire.screening import Index, Query
from watchwire.screening.lookup import expect, look_up

NAMES = {
    PartyKind.ORGANIZATION: (
        "Vorlan S.A.",
        "Dar al-Kimra",
        "Quarzine Trading Company",
        "Tamarisk Energy Group",
        "Tamarisk Bank",
        "Osterbrook Energy Limited",
        "Meridale Shipping LLC",
        "Tehrik-e-Nuran-e-Vadi and Kolum",
        "Pellmoor 7 Investments",
        "Pellmoor 9 Investments",
    ),
    PartyKind.OTHER: ("Brixo, Inc.", "Tavrenko Company"),
    PartyKind.VESSEL: ("MV Halcyra", "Halcyra Star"),
    PartyKind.PERSON: ("Marta Quintessa", "Oleg Quintessa", "Marta Selvanoor", "J. Quintrell"),
}
ALL = [(kind, name) for kind, names in NAMES.items() for name in names]


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.of(
        tuple(
            Party(f"list:{number:02d}", kind, (PartyName(name),), (Listing("list", str(number)),))
            for number, (kind, name) in enumerate(ALL)
        )
    )


LONG = (
    "Karim Abdelfadil Zarwal DERBANI",
    "Reinaldo Vasconcelo Tenreiro QUESADA BARRIENTA",
    "Abbas FARDI ASJOUR",
    "Hakim JAMAL-AL-DIN",
    "Behnam SHAMLOUEI",
    "ZARAB AB INDUSTRIES COMPANY",
    "KIM, Sang Ho",
)
"""Each beside many other names that share words with it."""


@pytest.fixture(scope="module")
def crowded() -> Index:
    crowd = [f"{given} {family}" for given in ("Karim", "Abbas", "Hakim", "Quesada") for family in FAMILIES]
    parties = [
        Party(
            f"list:{number:03d}",
            PartyKind.ORGANIZATION if "COMPANY" in name else PartyKind.PERSON,
            (PartyName(name),),
            (Listing("list", str(number)),),
        )
        for number, name in enumerate([*LONG, *crowd])
    ]
    return Index.of(parties)


FAMILIES = ("Derbani", "Barrienta", "Lopatka", "Mirvani", "Tessouk", "Oldenraad", "Vintalla", "Shorwani")


@pytest.mark.parametrize(
    ("asked", "kind", "listed"),
    [
        # the rarest words of the listed name are left out
        ("Karim DERBANI", PartyKind.PERSON, LONG[0]),
        ("Quesada Barrienta", PartyKind.PERSON, LONG[1]),
        # words written apart on one side, and spelt otherwise
        ("Abbas FARDIASJUR", PartyKind.PERSON, LONG[2]),
        ("Hakim JAMALEDDINE", PartyKind.PERSON, LONG[3]),
        ("ZARABAB INDUSTRIES LLP", PartyKind.ORGANIZATION, LONG[5]),
        # a writing that leaves vowels out
        ("بهنام شاملویی", PartyKind.PERSON, LONG[4]),
        # the syllables of a Korean given name
        ("Sangho Kim", PartyKind.PERSON, LONG[6]),
    ],
)
def test_a_listed_name_is_reached_by_what_is_left_of_it(
    crowded: Index, asked: str, kind: PartyKind, listed: str
) -> None:
    assert listed in [name for name, _ in shown(crowded, Query(asked, kind))]


def shown(index: Index, query: Query) -> list[tuple[str, float]]:
    return [(match.name.full, match.score) for match in look_up(index, query, limit=50)]


@pytest.mark.parametrize(
    ("asked", "kind", "listed"),
    [
        ("Vorlans.a.", PartyKind.ORGANIZATION, "Vorlan S.A."),  # the same letters, parted otherwise
        ("Brix, Inc.", PartyKind.OTHER, "Brixo, Inc."),  # a legal form that is a word like others for this kind
        ("Tavrenk Company", PartyKind.OTHER, "Tavrenko Company"),
        ("Falcon Dar Elkimra Company", PartyKind.ORGANIZATION, "Dar al-Kimra"),  # two listed words for one
        ("Osterbruk Enerji Works", None, "Osterbrook Energy Limited"),
        ("TEHRIKENURANEVADI AND KOLUM", None, "Tehrik-e-Nuran-e-Vadi and Kolum"),
        ("Tamarysk Energy", None, "Tamarisk Energy Group"),
        ("Tamarisk Enerji Group LLC", None, "Tamarisk Energy Group"),
        ("Osterbrok Energy", None, "Osterbrook Energy Limited"),
        ("Ostrbrook Enregy Ltd", None, "Osterbrook Energy Limited"),
        ("Quarzina Trading", None, "Quarzine Trading Company"),
        ("Meridael Shiping", None, "Meridale Shipping LLC"),
        ("Pellmoor Seven Investments", None, "Pellmoor 7 Investments"),
        ("Halcyra", PartyKind.VESSEL, "MV Halcyra"),
        ("M. Selvanoor", PartyKind.PERSON, "Marta Selvanoor"),
        ("John Quintrell", PartyKind.PERSON, "J. Quintrell"),
        ("Marta Kowalska", None, None),
        ("Zzyrka Energy LLC", None, None),
        ("Zzyrka Shipping", None, None),
    ],
)
def test_what_is_like_a_listed_name_is_weighed(
    index: Index, asked: str, kind: PartyKind | None, listed: str | None
) -> None:
    found = [name for name, _ in shown(index, Query(asked, kind))]
    assert (listed in found) if listed else not found


@pytest.mark.parametrize("name", [name for _, name in ALL])
def test_nothing_that_would_be_shown_is_dropped(index: Index, name: str) -> None:
    """With the least score at nothing, all names that share a word are weighed."""
    query = Query(name)
    everything = [(m.name.full, m.score) for m in look_up(index, query, limit=50, least=0.0)]
    assert shown(index, query) == [(full, score) for full, score in everything if score >= 0.3]


def test_words_looked_up_together_change_no_answer(index: Index) -> None:
    queries = [Query(name.replace("a", "e", 1)) for _, name in ALL]
    singly = [shown(index, query) for query in queries]
    fresh = Index(index.arrays, index.facts)
    expect(fresh, queries)
    assert [shown(fresh, query) for query in queries] == singly
