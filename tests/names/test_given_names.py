"""Given names that are one name, and pairs that are not: whole tables that do not contradict each other."""

from collections import defaultdict

import pytest

from watchwire.tables import read_table


def classes() -> dict[str, set[int]]:
    held: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(read_table("watchwire.names", "equivalents.tsv")):
        for name in row["names"].split():
            held[name].add(number)
    return held


def pairs() -> list[tuple[str, str]]:
    return [(row["a"], row["b"]) for row in read_table("watchwire.names", "apart.tsv")]


def test_names_are_plain_and_stand_once_in_a_class() -> None:
    for row in read_table("watchwire.names", "equivalents.tsv"):
        names = row["names"].split()
        assert len(names) > 1, row
        assert len(names) == len(set(names)), row
        assert all(name.isascii() and name == name.lower() for name in names), row


def test_pairs_are_plain_and_stand_once() -> None:
    held = pairs()
    assert all(a.isascii() and b.isascii() and a != b and a == a.lower() and b == b.lower() for a, b in held)
    assert len({frozenset(pair) for pair in held}) == len(held)


def test_no_pair_is_one_class() -> None:
    held = classes()
    assert [pair for pair in pairs() if held[pair[0]] & held[pair[1]]] == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("alexander", "iskandar"),
        ("benjamin", "binyamin"),
        ("bibi", "benjamin"),
        ("ted", "edward"),
        ("ted", "theodore"),
        ("kolya", "nikolai"),
        ("nasir", "nasser"),
        ("abdulaziz", "abdelaziz"),
        ("catherine", "ekaterina"),
    ],
)
def test_one_name(a: str, b: str) -> None:
    held = classes()
    assert held[a] & held[b]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("maria", "mario"),
        ("daniel", "daniela"),
        ("abdullah", "abdul"),
        ("hassan", "hussein"),
        ("ahmad", "hamad"),
        ("mohsen", "hossein"),
        ("ivan", "ivana"),
        ("roman", "ramon"),
        ("edward", "theodore"),
    ],
)
def test_other_names(a: str, b: str) -> None:
    held = classes()
    assert not held[a] & held[b]
