"""Reading our own data files: tab-separated tables and YAML, with clear errors for whoever edits them."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from watchwire.errors import DataFileError

_BOOL = "tag:yaml.org,2002:bool"


def data_text(package: str, name: str) -> str:
    """Return the text of a data file that ships inside a package's `data` folder."""
    return files(package).joinpath("data").joinpath(name).read_text(encoding="utf-8")


def read_table(package: str, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a tab-separated table by its heading; lines that start with `#` are comments.

    Missing cells at the end of a row are empty.

    Raises:
        DataFileError: a row has more cells than the heading.

    """
    heading: list[str] | None = None
    for number, line in enumerate(data_text(package, name).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if heading is None:
            heading = cells
            continue
        if len(cells) > len(heading):
            raise DataFileError(f"{package}/data/{name}, line {number}: {len(cells)} cells, expected {len(heading)}")
        yield dict(zip(heading, cells + [""] * (len(heading) - len(cells)), strict=True))


def read_yaml(package: str, name: str) -> Any:
    """Return what a YAML file in a package's `data` folder holds (plain values only).

    Raises:
        DataFileError: the file is no YAML; the message names line and column.

    """
    return parse_yaml(data_text(package, name), f"{package}/data/{name}")


def read_yaml_file(path: Path) -> Any:
    """Return what a user's YAML file holds (plain values only).

    Raises:
        DataFileError: the file cannot be read or is no YAML.

    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"{path}: cannot be read: {error}") from error
    return parse_yaml(text, str(path))


def parse_yaml(text: str, name: str) -> Any:
    """Parse YAML with the safe loader, naming file and place in errors.

    Only `true` and `false` are truth values, as in YAML 1.2: in a list of words “on” and “no” are words. A key that
    stands twice is an error, too: the first would be lost without a word.
    """
    import yaml

    try:
        return yaml.load(text, Loader=_loader())  # noqa: S506  (a safe loader)
    except yaml.YAMLError as error:
        raise DataFileError(f"{name}: not valid YAML: {error}") from error


@cache
def _loader() -> Any:
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        """The safe loader, less YAML 1.1's “on”, “off”, “yes” and “no”."""

        yaml_implicit_resolvers = {  # noqa: RUF012  (yaml's own way)
            first: [(tag, pattern) for tag, pattern in held if tag != _BOOL or first in "tTfF"]
            for first, held in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            seen: set[str] = set()
            for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
                if isinstance(key, yaml.ScalarNode) and key.value in seen:
                    raise yaml.MarkedYAMLError(problem=f"“{key.value}” stands twice", problem_mark=key.start_mark)
                seen.add(str(key.value))
            return super().construct_mapping(node, deep)

    return Loader


def safe_cell(text: str) -> str:
    """Keep a spreadsheet from taking a cell that we write for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
