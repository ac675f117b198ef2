"""Our data files: words stay words."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from watchwire.errors import DataFileError
from watchwire.tables import parse_yaml, read_yaml

SOURCES = ROOT / "src" / "watchwire"


@pytest.mark.parametrize("word", ["on", "off", "no", "No", "NO", "yes", "y", "n"])
def test_words_are_no_truth_values(word: str) -> None:
    assert parse_yaml(f"[{word}]", "here") == [word]


@pytest.mark.parametrize(("text", "value"), [("true", True), ("False", False), ("3", 3), ("~", None)])
def test_values(text: str, value: Any) -> None:
    assert parse_yaml(text, "here") == value


@pytest.mark.parametrize("text", ["one: [a]\ntwo: [b]\none: [c]\n", "outer:\n  one: [a]\n  one: [b]\n"])
def test_a_key_that_stands_twice_is_named_with_its_place(text: str) -> None:
    with pytest.raises(DataFileError, match=r"here: .*“one” stands twice(.|\n)*line [23]"):
        parse_yaml(text, "here")


@pytest.mark.parametrize("path", sorted(SOURCES.glob("**/*.yaml")), ids=lambda path: path.name)
def test_no_key_of_our_own_stands_twice(path: Path) -> None:
    assert parse_yaml(path.read_text(encoding="utf-8"), path.name)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_cue_is_a_word(language: str) -> None:
    def words(held: Any) -> list[Any]:
        if isinstance(held, dict):
            return [word for value in held.values() for word in words(value)]
        return [word for value in held for word in (words(value) if isinstance(value, list) else [value])]

    assert all(isinstance(word, str) for word in words(read_yaml("watchwire.statements", "cues.yaml")[language]))
