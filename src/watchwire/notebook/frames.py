"""Frames and columns of pandas and polars, taken as they are: neither is imported unless something of it is given."""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Protocol

from watchwire.bulk.rows import names_of_added
from watchwire.errors import UsageError

Cells = list[dict[str, Any]]


class Frame(Protocol):
    """A frame: its headings, its cells as text, and itself with columns added."""

    @property
    def headings(self) -> list[str]:
        """The names of its columns."""

    def rows(self) -> list[dict[str, str]]:
        """Return its cells as text; missing ones are empty."""

    def joined(self, places: Sequence[int], cells: Cells, added: Sequence[str]) -> Any:
        """Return a frame of the same library: its rows at some places, with cells added."""


class _Pandas:
    def __init__(self, given: Any, pandas: Any) -> None:
        self._pandas = pandas
        self._frame = given.to_frame(given.name or "name") if isinstance(given, pandas.Series) else given
        self._lone = isinstance(given, pandas.Series)

    @property
    def headings(self) -> list[str]:
        return ["name"] if self._lone else [str(column) for column in self._frame.columns]

    def rows(self) -> list[dict[str, str]]:
        missing = self._pandas.isna
        columns = [
            ["" if missing(value) else _text(value) for value in self._frame.iloc[:, k].tolist()]
            for k in range(self._frame.shape[1])
        ]
        return [dict(zip(self.headings, cells, strict=True)) for cells in zip(*columns, strict=True)]

    def joined(self, places: Sequence[int], cells: Cells, added: Sequence[str]) -> Any:
        found = self._frame.iloc[list(places)].copy()
        names = names_of_added(added, [str(column) for column in self._frame.columns])
        for key in added:
            found[names[key]] = self._pandas.Series([cell[key] for cell in cells], index=found.index, dtype=_dtype(key))
        return found


class _Polars:
    def __init__(self, given: Any, polars: Any) -> None:
        self._polars = polars
        self._lone = isinstance(given, polars.Series)
        if isinstance(given, polars.LazyFrame):
            given = given.collect()
        self._frame = given.to_frame(given.name or "name") if self._lone else given

    @property
    def headings(self) -> list[str]:
        return ["name"] if self._lone else list(self._frame.columns)

    def rows(self) -> list[dict[str, str]]:
        columns = [["" if v is None else _text(v) for v in column.to_list()] for column in self._frame.get_columns()]
        return [dict(zip(self.headings, cells, strict=True)) for cells in zip(*columns, strict=True)]

    def joined(self, places: Sequence[int], cells: Cells, added: Sequence[str]) -> Any:
        names = names_of_added(added, self._frame.columns)
        series = [
            self._polars.Series(
                names[key],
                [cell[key] for cell in cells],
                dtype=self._polars.Float64 if key == "score" else self._polars.String,
            )
            for key in added
        ]
        return self._frame[list(places)].with_columns(series)


def _dtype(key: str) -> str:
    return "float64" if key == "score" else "str"


def _text(value: Any) -> str:
    """Return a cell as text; whole numbers that a frame holds as fractions (1984.0) without them, days as days."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    return text.removesuffix(" 00:00:00")


def frame_of(given: Any) -> Frame | None:
    """Return what was given as a frame; None for a plain list."""
    for library, (made, kinds) in _LIBRARIES.items():
        module = sys.modules.get(library)  # whoever has a frame has imported it
        if module is not None and isinstance(given, tuple(getattr(module, kind) for kind in kinds)):
            return made(given, module)
    return None


_LIBRARIES: dict[str, tuple[type[_Pandas] | type[_Polars], tuple[str, ...]]] = {
    "pandas": (_Pandas, ("DataFrame", "Series")),
    "polars": (_Polars, ("DataFrame", "Series", "LazyFrame")),
}


def make_frame(library: str, records: Cells, columns: Sequence[str]) -> Any:
    """Return records as a frame of a library.

    Raises:
        UsageError: the library is not installed.

    """
    try:
        module = import_module(library)
    except ImportError as error:
        raise UsageError(f"{library} is not installed: pip install {library}") from error
    if library == "polars":
        kinds = {name: module.Float64 if name == "score" else module.String for name in columns}
        return module.DataFrame(records, schema=kinds)
    return module.DataFrame(
        {name: module.Series([row[name] for row in records], dtype=_dtype(name)) for name in columns}
    )
