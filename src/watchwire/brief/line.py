"""A line of a brief, and the words that lines are made of."""

from dataclasses import dataclass

from watchwire.geography import countries
from watchwire.model import Band, Brief, Confidence, Entity, Span


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table below a line: its cells, and the spans that it rests on."""

    cells: tuple[str, ...]
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One finding: a head, what follows it, small print below, the spans it rests on, and how it should look.

    `rows` are a table below it, where one finding is about many. `judged_as` names whose levels say from which
    confidence it is shown, where they are not those of its section.
    """

    head: str
    text: str = ""
    small: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    tone: str = "plain"
    rows: tuple[Row, ...] = ()
    confidence: float | None = None
    judged_as: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of lines; `empty` is said when there are none."""

    key: str
    title: str
    lines: tuple[Line, ...]
    empty: str = ""
    left_out: int = 0


def share_of(confidence: Confidence | None) -> float | None:
    """Return a confidence as a plain number, or None where a line has none."""
    return confidence.value if confidence is not None else None


def left_out_text(section: Section) -> str:
    """Say how many lines of a section are not shown; empty if all are."""
    number = section.left_out
    return f"{number} less sure line{'s' if number != 1 else ''} left out; --show all shows all" if number else ""


def quoted(brief: Brief, span: Span, longest: int = 160) -> str:
    """Return a span's words on one line, cut in the middle when too long."""
    text = " ".join(span.of(brief.article.text).split())
    if len(text) <= longest:
        return text
    half = (longest - 3) // 2
    return f"{text[:half].rstrip()} … {text[-half:].lstrip()}"


def names_of(brief: Brief, ids: tuple[str, ...]) -> str:
    """Return the names of entities, joined."""
    return ", ".join(entity.name for key in ids if (entity := brief.entity(key)) is not None)


def country_names(codes: tuple[str, ...]) -> str:
    """Return the names of countries, joined."""
    return ", ".join(countries()[code].name if code in countries() else code for code in codes)


def has_alert(entity: Entity) -> bool:
    """Say whether an entity may be a listed party by more than a weak alias."""
    return any(match.band is not Band.WEAK for match in entity.matches)
