"""The table of occupations and titles: whole, no word in two places, and the lists' own positions understood."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from watchwire.lists.bundle import Bundle
from watchwire.lists.publisher import load_bundle
from watchwire.screening.roles import roles_in
from watchwire.tables import read_yaml

ROLES = {
    *(
        "head_of_state",
        "head_of_government",
        "minister",
        "foreign_minister",
        "defence_minister",
        "governor",
        "legislator",
    ),
    *(
        "military",
        "militant",
        "business",
        "religious",
        "intelligence",
        "judiciary",
        "media",
        "crime",
        "diplomat",
        "other",
    ),
}


@cache
def table() -> dict[str, Any]:
    held: dict[str, Any] = read_yaml("watchwire.screening", "occupations.yaml")
    return held


def private_words() -> Iterator[tuple[str, str]]:
    for language, words in table()["private"].items():
        for word in words if isinstance(words, list) else [w for group in words.values() for w in group]:
            yield language, word


def public_words() -> Iterator[tuple[str, str]]:
    for languages in table()["public"].values():
        for language, words in languages.items():
            yield from ((language, word) for word in words)


def role_of(position: str) -> str | None:
    patterns = table()["position_classes"]
    return next((role for role, pattern in patterns if re.search(pattern, position, re.IGNORECASE)), None)


def test_words_are_words_and_stand_once() -> None:
    for words in (list(private_words()), list(public_words())):
        assert all(isinstance(word, str) and word == word.strip().lower() != "" for _, word in words)
        assert [word for word, times in Counter(words).items() if times > 1] == []
    assert not set(private_words()) & set(public_words())


def test_role_classes_are_known() -> None:
    held = table()
    assert set(held["public"]) == ROLES
    assert {role for role, _ in held["position_classes"]} <= ROLES


@pytest.mark.parametrize(
    ("position", "role"),
    [
        ("President of the Russian Federation", "head_of_state"),
        ("Aide to the President of the Russian Federation", "other"),
        ("Supreme Leader of Iran", "head_of_state"),
        ("Former Prime Minister of Ukraine", "head_of_government"),
        ("Minister of Foreign Affairs", "foreign_minister"),
        ("Deputy Minister of Defence", "defence_minister"),
        ("Minister of Oil", "minister"),
        ("Head of the Chechen Republic", "governor"),
        ("Member of the State Duma of the Federal Assembly of the Russian Federation", "legislator"),
        ("IRGC Brigadier General", "military"),
        ("First Deputy Chief of GRU", "intelligence"),
        ("Prosecutor-General of Iran", "judiciary"),
        ("Managing Director, Gazprombank", "business"),
        ("President of Venezuela's Economic and Social Development Bank (BANDES)", "business"),
        ("Consul General, Shenyang, China", "diplomat"),
        ("Leader of 400 Mawozo gang", "crime"),
    ],
)
def test_position_of_a_list(position: str, role: str) -> None:
    assert role_of(position) == role


@pytest.mark.data
def test_most_positions_of_the_lists_are_understood(real_lists: Path) -> None:
    positions = [
        position
        for paths in (["un/un-sc-2026-02-27.xml"], ["ofac/2021-07-07"])
        for party in load_bundle(Bundle.from_paths([real_lists / path for path in paths])).parties
        if party.kind == "person"
        for position in party.positions
    ]
    unknown = [position for position in positions if role_of(position) is None]
    assert len(unknown) <= 0.05 * len(positions), unknown[:20]


@pytest.mark.parametrize(
    ("text", "occupations"),
    [
        ("the Workers' Party of Korea", []),
        ("the Workers’ Party of Korea", []),
        ("a Lawyers Guild", []),
        ("the workers of the plant", ["workers"]),
        ("Workers left the plant", ["Workers"]),
    ],
)
def test_the_first_word_of_a_body_is_nobodys_occupation(text: str, occupations: list[str]) -> None:
    assert [text[begin:end] for begin, end, kind in roles_in(text) if kind == "private"] == occupations
