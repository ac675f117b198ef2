"""One mention, before mentions are joined to entities."""

from dataclasses import dataclass, field

from watchwire.model import EntityKind, Match, Span
from watchwire.names.tokens import tokenize


@dataclass(slots=True)
class Mention:
    """One named place in the text. `country` is set for countries, their capitals and their people."""

    span: Span
    kind: EntityKind
    by: set[str]
    words: tuple[str, ...]
    country: str | None = None
    country_role: str | None = None
    matches: list[Match] = field(default_factory=list)
    base: bool = False
    """Whether `words` are the name without inflection."""


def new_mention(text: str, span: Span, kind: EntityKind, by: str) -> Mention:
    """Return a mention of a name as it stands in the text."""
    words = tuple(token.norm for token in tokenize(span.of(text)))
    return Mention(span, kind, {by}, words)
