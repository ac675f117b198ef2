"""Our data files: words stay words."""

from typing import Any

import pytest

from watchwire.tables import parse_yaml, read_yaml


@pytest.mark.parametrize("word", ["on", "off", "no", "No", "NO", "yes", "y", "n"])
def test_words_are_no_truth_values(word: str) -> None:
    assert parse_yaml(f"[{word}]", "here") == [word]


@pytest.mark.parametrize(("text", "value"), [("true", True), ("False", False), ("3", 3), ("~", None)])
def test_values(text: str, value: Any) -> None:
    assert parse_yaml(text, "here") == value


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_cue_is_a_word(language: str) -> None:
    def words(held: Any) -> list[Any]:
        if isinstance(held, dict):
            return [word for value in held.values() for word in words(value)]
        return [word for value in held for word in (words(value) if isinstance(value, list) else [value])]

    assert all(isinstance(word, str) for word in words(read_yaml("watchwire.statements", "cues.yaml")[language]))
