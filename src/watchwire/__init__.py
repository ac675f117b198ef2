"""Watchwire reads the news for people who must know whether a sanctioned party is in it.

    >>> import watchwire
    >>> match = watchwire.screen("Ri Pyong Chol")[0]
    >>> match.party.id, match.band.value
    ('un-sc:KPi.076', 'strong')

Nothing heavy is loaded until a verb is used.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from watchwire._version import __version__
from watchwire.errors import WatchwireError

if TYPE_CHECKING:
    from watchwire.lists import Library
    from watchwire.model import Brief, Comparison, PartyKind
    from watchwire.notebook import Answers, Matches
    from watchwire.sources import FetchLimits, SourceProblem

__all__ = ["WatchwireError", "__version__", "compare", "open_library", "read", "scan", "screen"]


def open_library(root: "Path | str | None" = None) -> "Library":
    """Open the library of list snapshots in a folder (`WATCHWIRE_LIBRARY` or the user's data folder by default)."""
    from watchwire.lists import open_library as _open

    return _open(Path(root) if root else None)


def read(
    source: str,
    library: "Library | None" = None,
    as_of: date | None = None,
    published: date | None = None,
    limits: "FetchLimits | None" = None,
) -> "Iterator[Brief | SourceProblem]":
    """Read a file, folder, address, feed or archive; yield a brief an article and a problem a failure.

    Args:
        source: a path, `-` for standard input, or an http(s) address.
        library: the lists to check against; None for the starter list that ships with the package.
        as_of: the day for which listings are judged; by default the article's own.
        published: overrides the day of publication.
        limits: bounds on fetching (size, time, redirects, private addresses).

    """
    from watchwire.read import read as _read

    _show_in_notebooks()
    return _read(source, library, as_of, published, limits)


def scan(text: str, library: "Library | None" = None, as_of: date | None = None) -> "Matches":
    """Return the possible matches of listed names in a text; spans count code points of the text."""
    from watchwire.notebook.matches import Matches
    from watchwire.screening.verbs import scan_text

    _show_in_notebooks()
    return Matches(scan_text(text, library, as_of))


@overload
def screen(
    name: str,
    library: "Library | None" = None,
    kind: "PartyKind | None" = None,
    as_of: date | None = None,
    limit: int = 5,
) -> "Matches": ...
@overload
def screen(
    name: "list[str] | tuple[str, ...] | Sequence[Mapping[str, object]]",
    library: "Library | None" = None,
    kind: "PartyKind | None" = None,
    as_of: date | None = None,
    limit: int = 5,
    *,
    columns: "Mapping[str, str] | None" = None,
    progress: "Callable[[int, int], None] | bool" = True,
) -> "Answers": ...
@overload
def screen(
    name: Any,
    library: "Library | None" = None,
    kind: "PartyKind | None" = None,
    as_of: date | None = None,
    limit: int = 5,
    *,
    columns: "Mapping[str, str] | None" = None,
    progress: "Callable[[int, int], None] | bool" = True,
) -> Any: ...
def screen(
    name: Any,
    library: "Library | None" = None,
    kind: "PartyKind | None" = None,
    as_of: date | None = None,
    limit: int = 5,
    *,
    columns: "Mapping[str, str] | None" = None,
    progress: "Callable[[int, int], None] | bool" = True,
) -> Any:
    """Return the possible matches for one name, or for many.

    Args:
        name: a name, as people type it (with numbers, aliases, remarks); or many: a list of names or of mappings of
            fields, or a column or frame of pandas or polars, whose columns are found by their headings.
        library: the lists to check against; None for the starter list that ships with the package.
        kind: what the bearer is, where that is known and no column says it.
        as_of: the day for which listings are judged.
        limit: matches a name at most.
        columns: for a frame or mappings, which of their headings is what: `{"name": "Full legal nm"}`; the fields are
            name, first_name, middle_name, last_name, kind, birth_date, country, and kinds of numbers (imo, passport …).
        progress: whether how far it has come is shown (in a notebook or on a terminal); or a function that is told
            how many of how many names are done.

    Returns:
        for a name a list of `Match`, best first; for a list `Answers`, one a name; for a frame or column a frame of the
        same library: its rows once a match (once where there is none) with the columns party, caption, score, band,
        name_listed, lists, status, reasons and fault. No column of the frame is overwritten: where it has one of that
        name already, ours is called `watchwire_…`.

    Raises:
        UsageError: no column for names was recognised.

    """
    if not isinstance(name, str):
        from watchwire.notebook import screen_many

        return screen_many(name, library, kind, as_of, limit, columns, progress)
    from watchwire.notebook.matches import Matches
    from watchwire.screening.verbs import screen_name

    _show_in_notebooks()
    return Matches(screen_name(name, library, kind, as_of, limit), name)


def compare(a: str, b: str, kind: "PartyKind | None" = None) -> "Comparison":
    """Compare two names: a score from 0 to 1 with its reasons."""
    from watchwire.names import compare_names

    _show_in_notebooks()
    return compare_names(a, b, kind)


def _show_in_notebooks() -> None:
    """Where IPython runs, let it show what we return as HTML."""
    import sys

    if "IPython" in sys.modules:
        from watchwire.notebook.show import show_in_notebooks

        show_in_notebooks()
