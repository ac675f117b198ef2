"""The lines on instruments that an article cites."""

from watchwire.brief.line import Line
from watchwire.model import Brief, Instrument, Standing

_PARTS = {"resolution": "paragraph", "regulation": "article", "decision": "article"}
_FEW = 3
"""How many measures of an instrument are told; the others are counted."""


def instrument_lines(brief: Brief) -> tuple[Line, ...]:
    """Return a line for each instrument that we know, and one for all that we do not."""
    told = [item for item in brief.instruments if item.measures or item.standing is not Standing.UNKNOWN]
    others = [item for item in brief.instruments if item not in told]
    lines = [_line(brief, item) for item in told]
    if others:
        spans = tuple(citation.span for item in others for citation in item.citations)
        lines.append(Line("Not in our rule base", "; ".join(_named(item) for item in others), (), spans))
    return tuple(lines)


def _named(item: Instrument) -> str:
    return f"{item.name}, {_cited_parts(item)}" if item.parts else item.name


def _cited_parts(item: Instrument) -> str:
    word = _PARTS.get(item.kind, "section")
    if item.kind == "code":
        return ", ".join(item.parts)
    return f"{word} {', '.join(item.parts)}"


def _line(brief: Brief, item: Instrument) -> Line:
    pieces = [item.title] if item.title else []
    if item.parts:
        pieces.append(f"cited: {_cited_parts(item)}")
    pieces.append(standing_text(brief, item))
    if not item.measures:
        pieces.append("not in our rule base")
    small = [
        f"{measure.issuer} {measure.instrument} ¶ {measure.paragraph}: {measure.title}"
        for measure in item.measures[:_FEW]
    ]
    if len(item.measures) > _FEW:
        small.append(f"and {len(item.measures) - _FEW} more of its measures: watchwire measures show")
    spans = tuple(citation.span for citation in item.citations)
    return Line(item.name, "; ".join(pieces), tuple(small), spans)


def standing_text(brief: Brief, item: Instrument) -> str:
    """Say whether an instrument was in force on the day, and since or until when."""
    if item.standing is Standing.IN_FORCE:
        since = f" (since {item.since})" if item.since else ""
        return f"in force on {brief.as_of}{since}"
    if item.standing is Standing.NOT_YET:
        return f"on {brief.as_of} NOT YET in force (since {item.since})"
    if item.standing is Standing.ENDED:
        return f"on {brief.as_of} NO LONGER in force (until {item.until})"
    return (
        "whether it was in force is not known"
        if brief.as_of
        else "the day is unknown: whether it was in force is not said"
    )
