"""A statement as the rules of a language find it."""

from dataclasses import dataclass

from watchwire.model import Certainty, Manner, Span


@dataclass(frozen=True, slots=True)
class RawStatement:
    """A statement before its speaker is resolved. Word numbers and character spans refer to the analysis."""

    cue: Span
    cue_word: int
    source: Span | None
    content: tuple[Span, ...]
    manner: Manner
    certainty: Certainty
    modal: str
    stance: bool = False
    doubts: tuple[str, ...] = ()
    stands_for: tuple[Span, ...] = ()
    """The words for those whom a source of several stands for, where they are no one phrase."""
