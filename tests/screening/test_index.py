"""The compiled index: kept once, opened at once, safe against torn files and builders at the same time."""

import multiprocessing
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchwire.errors import LibraryError
from watchwire.lists import Library, open_holdings
from watchwire.lists.starter import starter_bundle, starter_list
from watchwire.model import Article, Listing, Match, Party, PartyKind, PartyName
from watchwire.screening import Index, Query, build, container, spooled
from watchwire.screening.finder import Finder
from watchwire.screening.found import Found
from watchwire.screening.kept import index_key, index_of
from watchwire.screening.keys import search_keys, typing_keys
from watchwire.screening.lookup import look_up
from watchwire.screening.selftest import misspell, self_test


def made(*names: str, kind: PartyKind = PartyKind.PERSON) -> list[Party]:
    return [Party(f"t:{k}", kind, (PartyName(name),), (Listing("t", str(k)),)) for k, name in enumerate(names)]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    held = Library(tmp_path / "library")
    held.add(starter_bundle(), "test", date(2026, 2, 27))
    return held


def test_a_second_process_opens_what_the_first_built(library: Library) -> None:
    holdings = open_holdings(library)
    built = index_of(holdings)
    (path,) = library.index_folder.glob("*.index")
    assert path.stem == index_key(holdings)
    stamp = path.read_bytes()
    opened = index_of(open_holdings(library))
    assert path.read_bytes() == stamp
    for index in (built, opened):
        assert look_up(index, Query("Ri Pyong Chol"))[0].party.id == "un-sc:KPi.076"


@pytest.mark.parametrize("damage", [b"", b"WWINDEX1", b"x" * 5000], ids=["empty", "cut short", "not an index"])
def test_a_damaged_file_is_refused_and_built_again(library: Library, damage: bytes) -> None:
    index_of(open_holdings(library))
    (path,) = library.index_folder.glob("*.index")
    whole = path.read_bytes()
    path.write_bytes(damage)
    with pytest.raises(LibraryError, match="the index is damaged"):
        Index.open(path)
    assert look_up(index_of(open_holdings(library)), Query("Ri Pyong Chol"))
    assert path.read_bytes() == whole


def test_a_file_cut_anywhere_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "index"
    Index.of(made("Ivan Petrov")).save(path)
    whole = path.read_bytes()
    for size in range(0, len(whole), max(1, len(whole) // 40)):
        path.write_bytes(whole[:size])
        with pytest.raises(LibraryError):
            Index.open(path)


def _build(root: str) -> int:
    index = index_of(open_holdings(Library(Path(root))))
    return len(look_up(index, Query("Ri Pyong Chol")))


def test_builders_at_the_same_time_do_not_disturb_each_other(library: Library) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        assert all(pool.map(_build, [str(library.root)] * 3))
    assert len(list(library.index_folder.glob("*.index"))) == 1
    assert not list(library.index_folder.glob(".part-*"))


def test_only_the_last_used_indexes_are_kept(library: Library) -> None:
    library.index_folder.mkdir(parents=True)
    for number in range(6):
        (library.index_folder / f"{number:032}.index").write_bytes(b"old")
    index_of(open_holdings(library))
    assert len(list(library.index_folder.glob("*.index"))) == 4


WORDS = st.sampled_from(["Ivan", "Olga", "Petrov", "Sidorova", "Nguyen", "Minh", "Kim", "Chol", "Hassan", "Rashidi"])
NAME = st.lists(WORDS, min_size=2, max_size=4, unique=True).map(" ".join)


@given(st.lists(NAME, min_size=1, max_size=8, unique=True))
@settings(max_examples=40, deadline=None)
def test_a_listed_name_is_found_where_it_stands(names: list[str]) -> None:
    finder = Finder(Index.of(made(*names)))
    for name in names:
        text = f"Officials wrote that {name} had left."
        matches = finder.find(Article(text))
        assert any(m.query == name and m.span and m.span.of(text) == name for m in matches), name


@given(st.lists(NAME, min_size=1, max_size=6, unique=True), NAME)
@settings(max_examples=40, deadline=None)
def test_looking_up_finds_every_name_first(names: list[str], other: str) -> None:
    index = Index.of(made(*names))
    for name in names:
        best = look_up(index, Query(name, PartyKind.PERSON))[0]
        assert best.score == 1.0
    assert all(0 <= match.score <= 1 for match in look_up(index, Query(other)))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Islamic State in Iraq", "the Islamic State in Iraq said"),
        ("Kalmius battalion", "the Kalmius battalion said"),
        ("VEB.RF", "the bank VEB.RF said"),
        ("Forss Group of Companies", "the Forss Group of Companies said"),
        ("ISIS-K", "when ISIS-K said"),
        ("Al Qaeda", "that Al Qaeda said"),
    ],
)
def test_names_of_bodies_with_small_words_and_marks(name: str, text: str) -> None:
    finder = Finder(Index.of(made(name, kind=PartyKind.ORGANIZATION)))
    assert [match.name.full for match in finder.find(Article(text))] == [name]


def test_the_self_test_finds_every_starter_name_or_says_why_not() -> None:
    holdings = open_holdings(None)
    report = self_test(Finder(index_of(holdings)), holdings.parties)
    assert report.names == report.found + report.shown + report.shared + len(report.missed)
    assert not report.failures
    assert report.misspelt_found > report.misspelt / 2
    assert not report.clean_alerts


def test_the_self_test_can_fail() -> None:
    class Blind:
        """A finder that finds nothing; no subclass, as the compiled class has none."""

        def __init__(self, finder: Finder) -> None:
            self.index, self.passage = finder.index, finder.passage

        def find(self, article: Article) -> list[Match]:
            return []

        def found(self, text: str) -> list[Found]:
            return []

    parties = tuple(made("Ivan Petrov", "Olga Sidorova"))
    report = self_test(Blind(Finder(Index.of(parties))), parties)  # type: ignore[arg-type]
    assert len(report.failures) == 2


def test_misspelling() -> None:
    assert misspell("Ivan Petrov") == "Ivan Pertov"
    assert misspell("Kim Un") is None


def test_of_very_many_parties_only_the_texts_are_held_and_the_index_is_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parties = starter_list()[1].parties
    arrays, facts = build.compile_index(parties)
    monkeypatch.setattr(build, "_IN_MEMORY", 0)
    held, told = build.compile_index(iter(reversed(parties)))
    assert told == facts
    assert held.keys() == arrays.keys()
    assert all(np.array_equal(held[name], arrays[name]) for name in arrays)


def test_what_is_long_lies_in_files_without_a_name_and_the_index_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parties = starter_list()[1].parties
    arrays, facts = build.compile_index(parties)
    monkeypatch.setattr(build, "_IN_MEMORY", 0)
    monkeypatch.setattr(spooled, "_WINDOW", 1000)  # many a window, and texts that are longer than one
    held, told = build.compile_index(iter(reversed(parties)), folder=tmp_path)
    assert told == facts
    assert all(np.array_equal(held[name], arrays[name]) for name in arrays)
    assert list(tmp_path.iterdir()) == [], "nothing that a killed process would leave"
    monkeypatch.setattr(container, "_BLOCK", 4096)
    monkeypatch.setattr(container, "_LONG", 0)  # let go of while it is written and checked
    whole, piecemeal = tmp_path / "a.index", tmp_path / "b" / "a.index"
    container.write(whole, arrays, facts)
    container.write(piecemeal, held, told)
    assert whole.read_bytes() == piecemeal.read_bytes()
    again, _ = container.read(piecemeal)
    assert all(np.array_equal(again[name], arrays[name]) for name in arrays)


def test_a_full_disk_while_an_index_is_built_costs_time_only(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files without a name are on the disk that is full: the index is built in memory then, and finds the same."""
    holdings = open_holdings(library)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(spooled.Texts, "_flush", full)
    index = index_of(holdings)
    assert index.party_by_id(holdings.parties[0].id) is not None
    assert not list(holdings.index_folder.glob("*.index")) if holdings.index_folder else True


def test_keys_are_found_alike_one_by_one_few_and_many() -> None:
    index = Index.of(made(*[f"Tavrin{last} Belok{middle}ov" for last in "aeiou" for middle in "dfgkl"]))
    norms = ["tavrina", "tavrini", "belokdov", "belokov", "nobody", "tavrin", "tavrinatavrina"]
    keys = [key for same, further in search_keys(norms) for key in (*same, *further)]
    keys += [key for norm in norms for key in typing_keys(norm)]
    for table in ("key", "typed", "joint", "identifier"):
        singly = index._owners_singly(table, keys)
        assert any(singly) or table in {"joint", "identifier"}
        assert index._owners_of_few(table, keys) == singly
        index._looked_up = 1 << 20
        assert index.owners(table, keys * 10) == singly * 10


def test_what_an_outline_says_of_words_is_read_when_it_is_asked_for() -> None:
    index = Index.of(made("Tavrin Belok Trading LLC", kind=PartyKind.ORGANIZATION))
    outline = index.outline(0)
    assert not outline.described
    index.describe(0, outline)
    assert (outline.described, outline.whole[:11]) == (True, "tavrinbelok")
    assert index.outline(0) is outline
