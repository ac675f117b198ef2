"""Watchwire reads the news for people who must know whether a sanctioned party is in it.

    >>> import watchwire
    >>> match = watchwire.screen("Ri Pyong Chol")[0]
    >>> match.party.id, match.band.value
    ('un-sc:KPi.076', 'strong')

Nothing heavy is loaded until a verb is used.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from watchwire._version import __version__
from watchwire.errors import WatchwireError

if TYPE_CHECKING:
    from watchwire.lists import Library
    from watchwire.model import Brief, Comparison, Match, PartyKind
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

    return _read(source, library, as_of, published, limits)


def scan(text: str, library: "Library | None" = None, as_of: date | None = None) -> "list[Match]":
    """Return the possible matches of listed names in a text; spans count code points of the text."""
    from watchwire.screening.verbs import scan_text

    return scan_text(text, library, as_of)


def screen(
    name: str,
    library: "Library | None" = None,
    kind: "PartyKind | None" = None,
    as_of: date | None = None,
    limit: int = 5,
) -> "list[Match]":
    """Return the possible matches for one name, best first."""
    from watchwire.screening.verbs import screen_name

    return screen_name(name, library, kind, as_of, limit)


def compare(a: str, b: str, kind: "PartyKind | None" = None) -> "Comparison":
    """Compare two names: a score from 0 to 1 with its reasons."""
    from watchwire.names import compare_names

    return compare_names(a, b, kind)
