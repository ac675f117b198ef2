"""Instruments that a text cites: orders, resolutions, regulations, acts, and what the rule base knows of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from watchwire.model.findings import Measure
from watchwire.model.span import Span


class Standing(StrEnum):
    """Whether an instrument was in force on the day asked for, as far as we know it."""

    IN_FORCE = "in force"
    NOT_YET = "not yet in force"
    ENDED = "no longer in force"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Citation:
    """One place where an instrument is cited, and the part of it that is named there (`8(d)`), if any."""

    span: Span
    part: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument with all its citations in one article.

    `key` says which one it is ("us-eo:14024"); `title` what it is about, where we know it. `measures` are those of the
    rule base that rest on it (on the cited parts, where the base has these); there may be none. `since` and `until`
    bound the time it was in force, as far as known, and `standing` answers for the day asked for.
    """

    id: str
    key: str
    kind: str
    issuer: str
    name: str
    title: str
    citations: tuple[Citation, ...]
    measures: tuple[Measure, ...] = ()
    standing: Standing = Standing.UNKNOWN
    since: date | None = None
    until: date | None = None
    source: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that the text names, each once, in the order of the text."""
        return tuple(dict.fromkeys(citation.part for citation in self.citations if citation.part))
