"""Reading our own data files: tab-separated tables and YAML, with clear errors for whoever edits them."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from watchwire.errors import DataFileError


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
    """Parse YAML with the safe loader, naming file and place in errors."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506  (CSafeLoader is the safe loader in C)
    except yaml.YAMLError as error:
        raise DataFileError(f"{name}: not valid YAML: {error}") from error


def safe_cell(text: str) -> str:
    """Keep a spreadsheet from taking a cell that we write for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
