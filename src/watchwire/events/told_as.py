"""What a brief calls a happening: its mode, or the text's own word where the mode is too wide a one."""

from functools import cache

from watchwire.tables import read_table


@cache
def _narrower() -> tuple[tuple[str, str, str], ...]:
    rows = read_table("watchwire.events", "told_as.tsv")
    return tuple((row["mode"], row["begins"], row["called"]) for row in rows)


def told_as(mode: str, written: str) -> str:
    """Return what a happening is called: “expelled” is no detention, though its mode says so.

    Args:
        mode: the mode of the event.
        written: the word of the text that tells it.

    """
    small = written.lower()
    return next((name for of, begins, name in _narrower() if of == mode and small.startswith(begins)), mode)
