"""What lists and entries are called where people read of them: by a name, and not by our ids."""

from functools import cache

from watchwire.tables import read_table


@cache
def _names() -> dict[str, str]:
    return {row["list"]: row["name"] for row in read_table("watchwire.lists", "list_names.tsv")}


def known_lists() -> tuple[tuple[str, str], ...]:
    """Return ids and names of the publishers' lists."""
    return tuple((list_id, name) for list_id, name in _names().items() if list_id != "starter")


def list_called(list_id: str) -> str:
    """Return the short name of a list; an own list is called as its file was."""
    own = list_id.removeprefix("own-")
    return _names().get(list_id) or (f"own list “{own}”" if own != list_id else list_id)


def entry_called(party_id: str) -> str:
    """Return what an entry is called: its list and its number there."""
    list_id, _, reference = party_id.partition(":")
    return f"{list_called(list_id)} {reference}".strip()
