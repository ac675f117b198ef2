"""How sure a line must be to be shown."""

from enum import StrEnum


class Level(StrEnum):
    """Which lines a brief shows: only sure ones, likely ones too, or all."""

    SURE = "sure"
    LIKELY = "likely"
    ALL = "all"


def shown_from(level: Level, section: str) -> float:
    """Return the least confidence of a line that a level shows in a section (0 for all)."""
    if level is Level.ALL:
        return 0.0
    from watchwire.confidence.model import weights  # commands name the levels in their help, and need no more

    return weights().levels.get((section, level.value), 0.0)
