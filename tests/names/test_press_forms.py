"""The tables of press forms: whole, without repeats, one meaning a form, and (with real lists) of who is listed."""

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from watchwire.geography.countries import countries
from watchwire.lists.bundle import Bundle
from watchwire.lists.publisher import load_bundle
from watchwire.model import NameQuality, PartyKind
from watchwire.names.tokens import words
from watchwire.scripts import script_of
from watchwire.tables import read_yaml

ELSEWHERE = {"United Russia", "DEFENSE INDUSTRIES SYSTEM", "ZSERVERS"}
"""Listed by the European Union or the United Kingdom, not in the files of the others."""

KEYS = {"names", "kind", "country", "forms", "others", "acronyms", "support"}


PEOPLE_LATER = {"Abdalftah Alburhan A Alrahman ALBURHAN"}
"""Listed after the days of the files that are whole."""


def entries(table: str = "press_forms.yaml") -> list[dict[str, Any]]:
    held: list[dict[str, Any]] = read_yaml("watchwire.names", table)
    return held


def people() -> list[dict[str, Any]]:
    return entries("press_people.yaml")


def plain(form: str) -> str:
    """Write a form without case, accents and punctuation."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", form.casefold()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", re.sub(r"['’ʼ‘`\"“”\u200c]", "", letters)).split())


def test_entries_are_whole() -> None:
    for entry in entries():
        where = entry["names"][0]
        assert set(entry) <= KEYS, where
        assert entry["kind"] in set(PartyKind), where
        assert entry["forms"], where
        assert not set(entry["country"]) - set(countries()), where
        texts = [form for key in KEYS - {"kind"} for form in entry.get(key, [])]
        assert all(isinstance(form, str) and plain(form) and form == form.strip() for form in texts), where


def test_a_form_means_one_body_and_stands_once() -> None:
    forms = Counter(plain(form) for entry in entries() for key in ("forms", "others") for form in entry.get(key, []))
    assert [form for form, times in forms.items() if times > 1] == []


def test_what_only_supports_is_no_form() -> None:
    for entry in entries():
        forms = {plain(form) for key in ("forms", "others") for form in entry.get(key, [])}
        weak = {plain(form) for form in entry.get("support", [])}
        assert not forms & weak, entry["names"][0]


def test_people_are_whole_and_a_form_means_one_person() -> None:
    forms: Counter[str] = Counter()
    for entry in people():
        where = entry["names"][0]
        assert set(entry) <= {"names", "country", "others", "support"}, where
        assert not set(entry.get("country", ())) - set(countries()), where
        texts = [*entry["others"], *entry.get("support", [])]
        assert all(form == form.strip() and script_of(form) not in {"Latn", "Cyrl"} for form in texts), where
        forms.update(plain(form) for form in texts)
    assert [form for form, times in forms.items() if times > 1] == []


@pytest.mark.data
def test_everybody_is_on_a_list(real_lists: Path) -> None:
    listed = strong_names(real_lists, PartyKind.PERSON)
    missing = [entry["names"][0] for entry in people() if not listed & {words(name) for name in entry["names"]}]
    assert set(missing) <= PEOPLE_LATER


@pytest.mark.data
def test_every_body_is_on_a_list(real_lists: Path) -> None:
    listed = {" ".join(name) for name in strong_names(real_lists)}
    found = [entry for entry in entries() if listed & {" ".join(words(name)) for name in entry["names"]}]
    missing = [entry["names"][0] for entry in entries() if entry not in found]
    assert set(missing) <= ELSEWHERE


def strong_names(real_lists: Path, kind: PartyKind | None = None) -> set[tuple[str, ...]]:
    files = [
        "un/un-sc-2026-02-27.xml",
        "ofac/2023-01-21",
        "ofac/2021-07-07",
        "csl/csl-2022-04.csv.gz",
        "ofac-consolidated/2025-12-19",
    ]
    bundles = [[real_lists / file] for file in files]
    bundles.append([real_lists / "ofac/2023-01-21" / "sdn.csv", real_lists / "ofac/2025-12-24" / "alt.csv"])
    return {
        words(name.full)
        for paths in bundles
        for party in load_bundle(Bundle.from_paths(paths)).parties
        for name in party.names
        if name.quality is NameQuality.STRONG and kind in {None, party.kind}
    }
