"""The rule base: our data files, and a user's own beside them."""

import os
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from watchwire.errors import DataFileError
from watchwire.measures.schema import cross_faults, measures_from
from watchwire.model import Measure
from watchwire.tables import read_yaml, read_yaml_file


@cache
def rule_base() -> tuple[Measure, ...]:
    """Return all measures: those shipped, and those in the folder that `WATCHWIRE_MEASURES` names.

    Raises:
        DataFileError: a file does not fit the schema, or two measures share an id.

    """
    found = load_measures(None)
    own = os.environ.get("WATCHWIRE_MEASURES")
    if own:
        found += load_measures(Path(own))
    faults = cross_faults(found)
    if faults:
        raise DataFileError("\n".join(faults))
    return tuple(found)


def load_measures(path: Path | None) -> list[Measure]:
    """Return the measures of a file, of a folder's files, or (None) those that we ship.

    Raises:
        DataFileError: a file is missing or does not fit the schema; all faults of all files are named together.

    """
    found: list[Measure] = []
    faults: list[str] = []
    for name, content in _contents(path):
        try:
            found.extend(measures_from(content(), name))
        except DataFileError as error:
            faults.append(str(error))
    if faults:
        raise DataFileError("\n".join(faults))
    return found


def _contents(path: Path | None) -> Iterator[tuple[str, Callable[[], Any]]]:
    if path is None:
        folder = files("watchwire.measures").joinpath("data")
        for name in sorted(item.name for item in folder.iterdir() if item.name.endswith(".yaml")):
            yield name, partial(read_yaml, "watchwire.measures", name)
        return
    paths = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not paths:
        raise DataFileError(f"{path}: no .yaml file in this folder")
    for file in paths:
        yield str(file), partial(read_yaml_file, file)
