"""The mentions of one entity while it is being put together, and what its names say."""

from dataclasses import dataclass, field

from watchwire.entities.mention import Mention
from watchwire.entities.roles import RolePhrase
from watchwire.model import EntityKind, Span
from watchwire.names.classes import generation_of, korean_families, looks_korean, particles, titles


@dataclass(slots=True, eq=False)
class Group:
    """The mentions of one entity while it is being put together."""

    kind: EntityKind
    mentions: list[Mention] = field(default_factory=list)
    roles: list[RolePhrase] = field(default_factory=list)
    country: str | None = None
    extra_roles: list[Span] = field(default_factory=list)
    other_names: list[Mention] = field(default_factory=list)
    """Those of its mentions that name it otherwise (“born …”): a brief calls it by the rest."""

    @property
    def words(self) -> tuple[str, ...]:
        """The longest name."""
        return max((m.words for m in self.mentions), key=len, default=())

    @property
    def first(self) -> Span:
        """Where it is named first."""
        return min(m.span for m in self.mentions)


def bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name without titles."""
    kept = tuple(w for w in words if w not in titles() or len(words) == 1)
    return kept or words


def family(words: tuple[str, ...]) -> str:
    """Return the word by which a newspaper goes on to call a person."""
    if looks_korean(words) and words[0] in korean_families():
        return words[0]
    content = [w for n, w in enumerate(words) if w not in particles() and not generation_of(words, n)]
    return content[-1] if content else words[-1]


def families(group: Group) -> list[str]:
    """Return the family names of a person's full names: somebody known under two names has two."""
    full = (bare(names) for names in {mention.words: None for mention in group.mentions})
    return sorted({family(words) for words in full if len(words) > 1})
