"""Parsed copies are kept under a word that no change of a loader leaves as it was."""

from importlib import resources
from pathlib import Path

import pytest

from watchwire.lists import loaders


def test_a_change_of_any_loader_or_table_changes_the_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = {room: tmp_path / room for room in ("watchwire.lists", "watchwire.geography", "watchwire.model")}
    for folder in rooms.values():
        folder.mkdir()
    monkeypatch.setattr(loaders, "files", rooms.__getitem__)
    changed = []
    for name in ("publishers/un.py", "data/effects.tsv", "publishers/deeper/own.yaml"):
        for room, folder in rooms.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            for content in ("one", "other"):
                path.write_text(content)
                loaders.loader_version.cache_clear()
                changed.append((room, name, content, loaders.loader_version()))
    loaders.loader_version.cache_clear()
    assert len({word for *_, word in changed}) == len(changed)


def test_all_publishers_of_ours_are_among_what_counts() -> None:
    inside = resources.files("watchwire.lists")
    assert {"publishers/un.py", "values.py", "data/effects.tsv"} <= {name for name, _ in loaders._inside(inside, "")}
