"""When each snapshot was last found to be what its publisher offers: an unchanged list is in force until that day."""

from datetime import UTC, date, datetime

from watchwire.lists.files import write_atomically
from watchwire.lists.library import Library

_CHECKED = "checked.json"


def checks(library: Library) -> dict[str, date]:
    """Return the last day on which each snapshot was found to be what its publisher offers, by hash."""
    import orjson

    try:
        known = orjson.loads((library.fetch_folder / _CHECKED).read_bytes())
        return {str(sha256): date.fromisoformat(day) for sha256, day in known.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}  # nothing is lost but the knowledge of a look; the next update looks again


def remember_check(library: Library, sha256: str) -> None:
    """Note that a snapshot is today what its publisher offers."""
    import orjson

    known = {**checks(library), sha256: datetime.now(UTC).date()}
    write_atomically(
        library.fetch_folder / _CHECKED, orjson.dumps({key: day.isoformat() for key, day in known.items()})
    )
