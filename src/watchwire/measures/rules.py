"""The rule base: our data files, and a user's own beside them."""

import os
from functools import cache
from importlib.resources import files
from pathlib import Path

from watchwire.errors import DataFileError
from watchwire.measures.schema import measures_from
from watchwire.model import Measure
from watchwire.tables import read_yaml, read_yaml_file


@cache
def rule_base() -> tuple[Measure, ...]:
    """Return all measures: those shipped, and those in the folder that `WATCHWIRE_MEASURES` names.

    Raises:
        DataFileError: a file does not fit the schema, or two measures share an id.

    """
    found: list[Measure] = []
    folder = files("watchwire.measures").joinpath("data")
    for name in sorted(item.name for item in folder.iterdir() if item.name.endswith(".yaml")):
        found.extend(measures_from(read_yaml("watchwire.measures", name), name))
    own = os.environ.get("WATCHWIRE_MEASURES")
    if own:
        for path in sorted(Path(own).glob("*.yaml")):
            found.extend(measures_from(read_yaml_file(path), str(path)))
    seen: set[str] = set()
    for measure in found:
        if measure.id in seen:
            raise DataFileError(f"{measure.id}: two measures have this id")
        seen.add(measure.id)
    return tuple(found)
