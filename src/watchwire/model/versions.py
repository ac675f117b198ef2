"""Which version of a list an answer comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListVersion:
    """The snapshot of a list that an article was checked against."""

    list: str
    title: str
    version: str
    sha256: str
    parties: int
    fetched: str
    source: str
    starter: bool = False
