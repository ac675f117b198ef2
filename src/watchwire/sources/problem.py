"""A source that could not be read: named, so that the rest of the work goes on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """Where something went wrong and what it was; `offset` counts bytes (lines of a table) where that is known."""

    place: str
    message: str
    offset: int | None = None

    def __str__(self) -> str:
        return self.message if self.message.startswith(self.place) else f"{self.place}: {self.message}"
