"""Whether a page shows only a part of its story: what it says itself, or how its text ends."""

import re
from collections.abc import Iterable
from functools import cache

from watchwire.tables import read_table

_BREAKS_OFF = re.compile(r"[^\W\d_](?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*\Z")
_LONGEST = 400


@cache
def _walls() -> re.Pattern[str]:
    rows = read_table("watchwire.sources", "walls.tsv")
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows), re.IGNORECASE)


def cut_note(story: str, others: Iterable[str], free: bool | None) -> str | None:
    """Return what a reader must know where the rest of a story is not on the page; None where nothing says so.

    Args:
        story: the text without furniture.
        others: the lines that stand in and behind the story and are no part of it.
        free: what the page's data say of it.

    """
    said = next((line for line in others if len(line) <= _LONGEST and _walls().search(line)), None)
    if said is not None:
        return f"the page shows a part of the story; the rest is cut (it says “{said[:100]}”)"
    if _BREAKS_OFF.search(story):
        return f"the text breaks off (“{' '.join(story.split())[-40:]}”); the rest is cut"
    return "the page says that it is not free to read: the text may be cut" if free is False else None
